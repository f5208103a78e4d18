//! What any almanac says: how long months are, which weekday a day has, when Easter is.

use super::Counted;
use crate::language::Feast;
use jiff::ToSpan;
use jiff::civil::Date;

/// How many days a month has; in February of a year that is not known, 29.
pub fn days_in(month: u8, year: Option<i16>) -> Option<u8> {
    let first = Date::new(year.unwrap_or(LEAP_YEAR), i8::try_from(month).ok()?, 1).ok()?;
    u8::try_from(first.days_in_month()).ok()
}

/// A year that has every day a year can have: it stands for one that is not known.
pub(super) const LEAP_YEAR: i16 = 2000;

/// The ISO weekday of a date, 1 (Monday) to 7.
pub fn weekday(date: Date) -> u8 {
    date.weekday().to_monday_one_offset().unsigned_abs()
}

/// A day by its numbers, if there is such a day.
pub(super) fn day(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The first such weekday, 1 (Monday) to 7, from a day on.
pub(super) fn weekday_from(from: Date, day: u8) -> Option<Date> {
    let ahead = (i32::from(day) - i32::from(weekday(from))).rem_euclid(7);
    from.checked_add(ahead.days()).ok()
}

/// When a feast is in a year.
pub fn feast(feast: Feast, year: i16) -> Option<Date> {
    match feast {
        Feast::Easter(days) => easter(year)?.checked_add(i32::from(days).days()).ok(),
        Feast::From { weekday, month, day: first } => weekday_from(day(year, month, first)?, weekday),
    }
}

/// The `nth` day, weekday or week of a month, the last one being -1; of a week its Monday. A week belongs to the month
/// in which it lies whole.
pub(super) fn nth_in_month(nth: i8, what: Counted, month: u8, year: i16) -> Option<Date> {
    let (first, step) = match what {
        Counted::Day => (day(year, month, 1)?, 1),
        Counted::Weekday(weekday) => (weekday_from(day(year, month, 1)?, weekday)?, 7),
        Counted::Week => (weekday_from(day(year, month, 1)?, 1)?, 7),
    };
    let last = day(year, month, days_in(month, Some(year))?)?;
    // A week ends six days behind its Monday.
    let last = if what == Counted::Week { last.checked_sub(6.days()).ok()? } else { last };
    let whole = (last - first).get_days() / step;
    let count = if nth < 0 { whole + 1 + i32::from(nth) } else { i32::from(nth) - 1 };
    (0..=whole).contains(&count).then(|| first.checked_add((count * step).days()).ok())?
}

/// Easter Sunday in the Gregorian calendar: the algorithm that J.-M. Oudin published in 1940, as given in
/// the Explanatory Supplement to the Astronomical Almanac.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    if !(1583..=4099).contains(&year) {
        return None;
    }
    let century = year / 100;
    let golden = year % 19;
    let k = (century - 17) / 25;
    let mut i = (century - century / 4 - (century - k) / 3 + 19 * golden + 15) % 30;
    i -= (i / 28) * (1 - (i / 28) * (29 / (i + 1)) * ((21 - golden) / 11));
    let j = (year + year / 4 + i + 2 - century + century / 4) % 7;
    let l = i - j;
    let month = 3 + (l + 40) / 44;
    let day = l + 28 - 31 * (month / 4);
    Date::new(year as i16, month as i8, day as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_through() {
        let nth = |nth, what, month, year| nth_in_month(nth, what, month, year).map(|it| it.to_string());
        let monday = Counted::Weekday(1);
        assert_eq!(nth(-1, monday, 3, 2013).as_deref(), Some("2013-03-25"));
        assert_eq!(nth(1, monday, 4, 2013).as_deref(), Some("2013-04-01"));
        assert_eq!(nth(5, monday, 4, 2013).as_deref(), Some("2013-04-29"));
        assert_eq!(nth(5, monday, 3, 2013), None);
        assert_eq!(nth(-1, Counted::Day, 2, 2024).as_deref(), Some("2024-02-29"));
        assert_eq!(nth(30, Counted::Day, 2, 2024), None);
        assert_eq!(nth(1, Counted::Week, 10, 2014).as_deref(), Some("2014-10-06"));
        assert_eq!(nth(-1, Counted::Week, 9, 2014).as_deref(), Some("2014-09-22"));
        assert_eq!(nth(0, monday, 3, 2013), None);
        assert_eq!(nth(-9, monday, 3, 2013), None);
    }

    #[test]
    fn feasts_have_their_day() {
        let sunday = Feast::From { weekday: 7, month: 11, day: 27 };
        assert_eq!(feast(sunday, 2024).map(|it| it.to_string()).as_deref(), Some("2024-12-01"));
        assert_eq!(feast(sunday, 2022).map(|it| it.to_string()).as_deref(), Some("2022-11-27"));
        assert_eq!(feast(Feast::Easter(-2), 2024).map(|it| it.to_string()).as_deref(), Some("2024-03-29"));
    }
}
