//! TIMEX3 values: a day, a week, a year … as far as it is known.

use super::TimeOfDay;
use super::almanac::{self, LEAP_YEAR};
use crate::language::{Season, Unit};
use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};
use std::fmt;

/// A stretch of the calendar, or what can be said of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum When {
    Day(Date),
    /// A day of a year that is not known.
    DayOfYear {
        month: u8,
        day: u8,
    },
    /// Such a day of some week, 1 (Monday) to 7.
    Weekday(u8),
    /// An ISO week.
    Week {
        year: i16,
        week: u8,
    },
    /// Saturday and Sunday of an ISO week.
    Weekend {
        year: i16,
        week: u8,
    },
    Month {
        year: Option<i16>,
        month: u8,
    },
    Season {
        year: Option<i16>,
        season: Season,
    },
    Quarter {
        year: Option<i16>,
        number: u8,
    },
    Half {
        year: Option<i16>,
        number: u8,
    },
    /// A year; before Christ it is negative.
    Year(i16),
    /// The years that begin with these three figures; before Christ it is negative.
    Decade(i16),
    /// The years that begin with these two figures; before Christ it is negative.
    Century(i16),
    /// One of these; nobody knows which.
    Some(Unit),
    /// «nylig», "recently".
    Past,
    /// «for tiden», "now".
    Present,
    /// «snart», "soon".
    Future,
    /// How long something lasts, or how often it comes back; «noen dager» has no count.
    Length {
        count: Option<f64>,
        unit: Unit,
    },
}

/// What an expression of time means: a stretch of the calendar and the time of day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    pub when: When,
    pub time: Option<TimeOfDay>,
}

impl When {
    /// The day, if it is one that is known.
    pub fn day(self) -> Option<Date> {
        match self {
            When::Day(date) => Some(date),
            _ => None,
        }
    }

    /// The year it lies in, if it is known and one.
    pub fn year(self) -> Option<i16> {
        match self {
            When::Day(date) => Some(date.year()),
            When::Week { year, .. } | When::Weekend { year, .. } | When::Year(year) => Some(year),
            When::Month { year, .. }
            | When::Season { year, .. }
            | When::Quarter { year, .. }
            | When::Half { year, .. } => year,
            _ => None,
        }
    }

    /// Its first and last day, if they are known. A season is as long as its three months; winter begins in
    /// December of its year.
    pub fn days(self) -> Option<(Date, Date)> {
        let months = |year: i16, first: u8, count: i32| {
            let first = almanac::day(year, first, 1)?;
            Some((first, first.checked_add(count.months()).ok()?.yesterday().ok()?))
        };
        let years = |first: i16, last: i16| Some((almanac::day(first, 1, 1)?, almanac::day(last, 12, 31)?));
        match self {
            When::Day(date) => Some((date, date)),
            When::Week { year, week } => week_days(year, week, Weekday::Monday, 6),
            When::Weekend { year, week } => week_days(year, week, Weekday::Saturday, 1),
            // Before Christ nobody knows the days.
            _ if self.year().is_some_and(|it| it <= 0) => None,
            When::Month { year, month } => months(year?, month, 1),
            When::Season { year, season } => months(year?, season.begins().unsigned_abs(), 3),
            When::Quarter { year, number } => months(year?, number.checked_mul(3)?.checked_sub(2)?, 3),
            When::Half { year, number } => months(year?, number.checked_mul(6)?.checked_sub(5)?, 6),
            When::Year(year) => years(year, year),
            When::Decade(..0) | When::Century(..0) => None,
            When::Decade(decade) => years(decade.checked_mul(10)?, decade.checked_mul(10)?.checked_add(9)?),
            When::Century(century) => {
                years(century.checked_mul(100)?, century.checked_mul(100)?.checked_add(99)?)
            }
            _ => None,
        }
    }

    /// The day before, of what is a day: a night goes by the day it begins on.
    pub(super) fn eve(self) -> When {
        match self {
            When::Day(date) => date.yesterday().map_or(self, When::Day),
            When::Weekday(weekday) => When::Weekday((weekday + 5) % 7 + 1),
            When::DayOfYear { month, day } => {
                match almanac::day(LEAP_YEAR, month, day).and_then(|it| it.yesterday().ok()) {
                    Some(date) => {
                        When::DayOfYear { month: date.month().unsigned_abs(), day: date.day().unsigned_abs() }
                    }
                    None => self,
                }
            }
            _ => self,
        }
    }

    /// The ISO week that a day lies in.
    pub(super) fn week_of(date: Date) -> When {
        let week = date.iso_week_date();
        When::Week { year: week.year(), week: week.week().unsigned_abs() }
    }

    /// The weekend of the ISO week that a day lies in.
    pub(super) fn weekend_of(date: Date) -> When {
        let week = date.iso_week_date();
        When::Weekend { year: week.year(), week: week.week().unsigned_abs() }
    }
}

/// The days of an ISO week from `first` on.
fn week_days(year: i16, week: u8, first: Weekday, more: i32) -> Option<(Date, Date)> {
    let first = ISOWeekDate::new(year, i8::try_from(week).ok()?, first).ok()?.date();
    Some((first, first.checked_add(more.days()).ok()?))
}

/// As TIMEX3 writes it; what is not known is `X`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year_and = |f: &mut fmt::Formatter<'_>, year: Option<i16>| match year {
            Some(year) => write!(f, "{}-", When::Year(year)),
            None => f.write_str("XXXX-"),
        };
        match *self {
            When::Day(date) if date.year() < 0 => {
                write!(f, "{}-{:02}-{:02}", When::Year(date.year()), date.month(), date.day())
            }
            When::Day(date) => write!(f, "{date}"),
            When::DayOfYear { month, day } => write!(f, "XXXX-{month:02}-{day:02}"),
            When::Weekday(weekday) => write!(f, "XXXX-WXX-{weekday}"),
            When::Week { year, week } => write!(f, "{year:04}-W{week:02}"),
            When::Weekend { year, week } => write!(f, "{year:04}-W{week:02}-WE"),
            When::Month { year, month } => year_and(f, year).and_then(|()| write!(f, "{month:02}")),
            When::Season { year, season } => year_and(f, year).and_then(|()| f.write_str(season.code())),
            When::Quarter { year, number } => year_and(f, year).and_then(|()| write!(f, "Q{number}")),
            When::Half { year, number } => year_and(f, year).and_then(|()| write!(f, "H{number}")),
            When::Year(year) if year < 0 => write!(f, "BC{:04}", -i32::from(year)),
            When::Year(year) => write!(f, "{year:04}"),
            When::Decade(decade) if decade < 0 => write!(f, "BC{:03}", -i32::from(decade)),
            When::Decade(decade) => write!(f, "{decade:03}"),
            When::Century(century) if century < 0 => write!(f, "BC{:02}", -i32::from(century)),
            When::Century(century) => write!(f, "{century:02}"),
            When::Some(unit) => f.write_str(unknown(unit)),
            When::Past => f.write_str("PAST_REF"),
            When::Present => f.write_str("PRESENT_REF"),
            When::Future => f.write_str("FUTURE_REF"),
            When::Length { count, unit } => length(f, count, unit),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.when.fmt(f)?;
        match self.time {
            Some(TimeOfDay::Part(part)) => write!(f, "T{}", part.code()),
            Some(TimeOfDay::NightBefore) => f.write_str("TNI"),
            Some(TimeOfDay::Clock { hour, minute }) if hour <= 24 && minute < 60 => {
                write!(f, "T{hour:02}:{minute:02}")
            }
            Some(TimeOfDay::Clock { .. }) | None => Ok(()),
        }
    }
}

fn unknown(unit: Unit) -> &'static str {
    match unit {
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        _ => "XXXX-XX-XX",
    }
}

fn length(f: &mut fmt::Formatter<'_>, count: Option<f64>, unit: Unit) -> fmt::Result {
    let (time, letters) = match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day => ("", "D"),
        Unit::Week => ("", "W"),
        Unit::Weekend => ("", "WE"),
        Unit::Month | Unit::Half => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Year => ("", "Y"),
        Unit::Decade => ("", "DE"),
        Unit::Century => ("", "CE"),
    };
    // Half a year is six months.
    let months = if unit == Unit::Half { 6.0 } else { 1.0 };
    match count {
        Some(count) => write!(f, "P{time}{}{letters}", count * months),
        None => write!(f, "P{time}X{letters}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn stretches_of_the_calendar_have_days() {
        let days = |it: When| it.days().map(|(first, last)| format!("{first} {last}"));
        assert_eq!(days(When::Day(date(2020, 1, 6))).as_deref(), Some("2020-01-06 2020-01-06"));
        assert_eq!(days(When::Week { year: 2020, week: 2 }).as_deref(), Some("2020-01-06 2020-01-12"));
        assert_eq!(days(When::Weekend { year: 2020, week: 2 }).as_deref(), Some("2020-01-11 2020-01-12"));
        assert_eq!(
            days(When::Month { year: Some(2020), month: 2 }).as_deref(),
            Some("2020-02-01 2020-02-29")
        );
        assert_eq!(
            days(When::Quarter { year: Some(2020), number: 4 }).as_deref(),
            Some("2020-10-01 2020-12-31")
        );
        assert_eq!(
            days(When::Season { year: Some(2019), season: Season::Winter }).as_deref(),
            Some("2019-12-01 2020-02-29")
        );
        assert_eq!(days(When::Decade(198)).as_deref(), Some("1980-01-01 1989-12-31"));
        assert_eq!(days(When::Century(18)).as_deref(), Some("1800-01-01 1899-12-31"));
    }

    #[test]
    fn what_is_not_known_has_no_days() {
        let open = [
            When::Weekday(1),
            When::Month { year: None, month: 3 },
            When::Quarter { year: Some(2020), number: 9 },
            When::Quarter { year: Some(2020), number: 0 },
            When::Week { year: 2020, week: 99 },
            When::Decade(i16::MAX),
            When::Century(i16::MAX),
            When::Year(i16::MAX),
            When::Year(-44),
            When::Some(Unit::Day),
            When::Present,
        ];
        for it in open {
            assert_eq!(it.days(), None, "{it:?}");
        }
    }
}
