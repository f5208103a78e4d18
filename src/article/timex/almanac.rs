//! What any almanac says: how long months are, which weekday a day has, when Easter is.

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

/// Easter Sunday in the Gregorian calendar: the algorithm that J.-M. Oudin published in 1940, as given in
/// the Explanatory Supplement to the Astronomical Almanac.
pub fn easter(year: i16) -> Option<Date> {
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
