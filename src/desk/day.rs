//! What a TIMEX3 value means on a calendar.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use std::ops::RangeInclusive;

/// The time that a value means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    Day(Date),
    /// Several days, by the first and the last.
    Days(Date, Date),
    /// A month of a year.
    Month(i16, u8),
    /// A year, a decade, a century.
    Years(RangeInclusive<i16>),
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
                Some((first, last)) => Meant::Days(first, last),
                None => Meant::Open,
            };
        }
        let (year, rest) = day.split_once('-').map_or((day, None), |it| (it.0, Some(it.1)));
        let Ok(number) = year.parse::<i16>() else { return Meant::Open };
        match rest {
            Some(month) if month.bytes().all(|it| it.is_ascii_digit()) => match month.parse() {
                Ok(month @ 1..=12) => Meant::Month(number, month),
                _ => Meant::Open,
            },
            // A season, a quarter: the words say which one, the value says the year.
            Some(rest) if !rest.contains(['X', '-']) => Meant::Years(number..=number),
            Some(_) => Meant::Open,
            None => {
                // Years that begin with these figures: two of a century, three of a decade.
                let many = [100, 10].get(year.len().wrapping_sub(2)).copied().unwrap_or(1);
                Meant::Years(number * many..=number * many + many - 1)
            }
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
        let date = jiff::civil::date;
        let day = Meant::Day(date(2020, 1, 6));
        assert_eq!(Meant::of("2020-01-06"), day);
        assert_eq!(Meant::of("2020-01-06TEV"), day);
        assert_eq!(Meant::of("2020-01-06T15:00"), day);
        assert_eq!(Meant::of("2020-W02"), Meant::Days(date(2020, 1, 6), date(2020, 1, 12)));
        assert_eq!(Meant::of("2020-W02-WE"), Meant::Days(date(2020, 1, 11), date(2020, 1, 12)));
        assert_eq!(Meant::of("2020-01"), Meant::Month(2020, 1));
        assert_eq!(Meant::of("2019-SP"), Meant::Years(2019..=2019));
        assert_eq!(Meant::of("2019"), Meant::Years(2019..=2019));
        assert_eq!(Meant::of("198"), Meant::Years(1980..=1989));
        assert_eq!(Meant::of("18"), Meant::Years(1800..=1899));
    }

    #[test]
    fn what_is_open_stays_open() {
        for it in ["XXXX-WXX-1", "XXXX-03-14", "2020-XX-XX", "2020-02-31", "2020-W99", "2020-13", "99999"] {
            assert_eq!(Meant::of(it), Meant::Open, "{it}");
        }
        for it in ["", "P3D", "PT2H", "PRESENT_REF", "T15:00", "BC0044"] {
            assert_eq!(Meant::of(it), Meant::Nothing, "{it}");
        }
    }
}
