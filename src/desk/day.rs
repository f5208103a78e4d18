//! What a TIMEX3 value means on a calendar.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The time that a value means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    Day(Date),
    /// Several days, by the first and the last, or by the name of the year or month.
    Stretch(String),
    /// A day that the value leaves open.
    Open,
    /// No time that a calendar has: a duration, the present.
    Nothing,
}

impl Meant {
    /// Reads a value. The time of day is left out: the article's own words say it.
    pub(super) fn of(value: &str) -> Meant {
        if value.starts_with('X') {
            return Meant::Open;
        }
        if !value.starts_with(|it: char| it.is_ascii_digit()) {
            return Meant::Nothing;
        }
        let day = value.split('T').next().unwrap_or(value);
        if let Ok(date) = day.parse() {
            return Meant::Day(date);
        }
        if let Some((year, week)) = day.split_once("-W") {
            return match Self::week(year, week) {
                Some((first, last)) => Meant::Stretch(format!("{first} – {last}")),
                None => Meant::Open,
            };
        }
        let figures = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        match day.split_once('-') {
            Some((_, month)) if figures(month) => Meant::Stretch(day.to_owned()),
            // A season, a quarter: the words say which one, the value says the year.
            Some((year, rest)) if figures(year) && !rest.contains(['X', '-']) => {
                Meant::Stretch(year.to_owned())
            }
            None if figures(day) => match day.len() {
                2 => Meant::Stretch(format!("{day}00–{day}99")),
                3 => Meant::Stretch(format!("{day}0–{day}9")),
                _ => Meant::Stretch(day.to_owned()),
            },
            _ => Meant::Open,
        }
    }

    fn week(year: &str, week: &str) -> Option<(Date, Date)> {
        // «2020-W02-WE» is its weekend.
        let (week, weekend) = week.split_once('-').map_or((week, false), |it| (it.0, it.1 == "WE"));
        let first = if weekend { Weekday::Saturday } else { Weekday::Monday };
        let first = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, first).ok()?.date();
        Some((first, first.checked_add(if weekend { 1.day() } else { 6.days() }).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_mean_days() {
        let stretch = |it: &str| Meant::Stretch(it.to_owned());
        let day = Meant::Day(jiff::civil::date(2020, 1, 6));
        assert_eq!(Meant::of("2020-01-06"), day);
        assert_eq!(Meant::of("2020-01-06TEV"), day);
        assert_eq!(Meant::of("2020-01-06T15:00"), day);
        assert_eq!(Meant::of("2020-W02"), stretch("2020-01-06 – 2020-01-12"));
        assert_eq!(Meant::of("2020-W02-WE"), stretch("2020-01-11 – 2020-01-12"));
        assert_eq!(Meant::of("2020-01"), stretch("2020-01"));
        assert_eq!(Meant::of("2019-SP"), stretch("2019"));
        assert_eq!(Meant::of("2019"), stretch("2019"));
        assert_eq!(Meant::of("198"), stretch("1980–1989"));
        assert_eq!(Meant::of("18"), stretch("1800–1899"));
    }

    #[test]
    fn what_is_open_stays_open() {
        for it in ["XXXX-WXX-1", "XXXX-03-14", "2020-XX-XX", "2020-02-31", "2020-W99"] {
            assert_eq!(Meant::of(it), Meant::Open, "{it}");
        }
        for it in ["", "P3D", "PT2H", "PRESENT_REF", "T15:00", "BC0044"] {
            assert_eq!(Meant::of(it), Meant::Nothing, "{it}");
        }
    }
}
