//! TIMEX3 values.

use super::{Anchor, CalendarDay, Expression, Origin, PublicationDate, TimeOfDay, Timex, TimexType, Which};
use crate::language::{Season, Unit};
use jiff::civil::Date;
use jiff::{Span as Days, ToSpan};

impl Timex {
    /// The TIMEX3 value when the article is published on `date`, and what it was counted from.
    ///
    /// A weekday is the nearest one that goes before, the publication day among them: of 334 weekdays in
    /// annotated English news 317 are. A date without a year takes the year that brings it nearest.
    pub fn value(&self, date: Option<PublicationDate>) -> (String, Anchor) {
        let (mut value, anchor) = self.expression.value(date, self.time);
        if matches!(self.kind, TimexType::Date | TimexType::Time) {
            match self.time {
                Some(TimeOfDay::Part(part)) => {
                    value.push('T');
                    value.push_str(part.code());
                }
                Some(TimeOfDay::NightBefore) => value = day_before(&value) + "TNI",
                Some(TimeOfDay::Clock { hour, minute }) if hour <= 24 && minute < 60 => {
                    value.push_str(&format!("T{hour:02}:{minute:02}"));
                }
                _ => {}
            }
        }
        (value, anchor)
    }
}

impl CalendarDay {
    /// The day, if the year is known and there is such a day.
    pub fn date(&self) -> Option<Date> {
        self.in_year(self.year?)
    }

    /// The day in `year`, if there is one.
    pub fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?).ok()
    }

    /// Whether its weekday (if one is written) is the right one on `date`.
    pub fn agrees(&self, date: Date) -> bool {
        self.weekday.is_none_or(|it| it == weekday(date))
    }

    /// The year it most likely means when the article is published on `published`.
    pub fn likely_year(&self, published: Option<PublicationDate>) -> Option<i16> {
        if self.year.is_some() {
            return self.year;
        }
        let fits =
            |year: &i16| self.weekday.is_none() || self.in_year(*year).is_some_and(|date| self.agrees(date));
        let Some(published) = published else { return self.context };
        if let Some(distance) = self.distance {
            return Some(published.year + i16::from(distance));
        }
        let near = nearest_year(published, self.month, Some(self.day));
        let around = [near, near - 1, near + 1];
        self.context.into_iter().chain(around).find(fits).or(Some(near))
    }
}

/// How many days a month has; in February of a year that is not known, 29.
pub fn days_in(month: u8, year: Option<i16>) -> Option<u8> {
    let first = Date::new(year.unwrap_or(2000), i8::try_from(month).ok()?, 1).ok()?;
    u8::try_from(first.days_in_month()).ok()
}

/// The ISO weekday of a date, 1 (Monday) to 7.
pub fn weekday(date: Date) -> u8 {
    date.weekday().to_monday_one_offset().unsigned_abs()
}

/// The year that brings a month and day nearest to the publication date.
fn nearest_year(published: PublicationDate, month: u8, day: Option<u8>) -> i16 {
    let year = published.year;
    let Some(now) = published.month else { return year };
    let month = i8::try_from(month).unwrap_or(1);
    let mut ahead = i32::from(month - now) * 31;
    if let (Some(today), Some(day)) = (published.day, day) {
        ahead += i32::from(day) - i32::from(today);
    }
    // Half a year: 6 × 31 days.
    match ahead {
        186.. => year - 1,
        ..-186 => year + 1,
        _ => year,
    }
}

impl PublicationDate {
    /// The publication day, if it is complete.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }
}

impl Expression {
    fn value(&self, published: Option<PublicationDate>, time: Option<TimeOfDay>) -> (String, Anchor) {
        let today = published.and_then(PublicationDate::date);
        match *self {
            Expression::Day(day) => day_value(day, published),
            Expression::Weekday { weekday, which } => {
                match today.and_then(|it| resolve_weekday(it, weekday, which)) {
                    Some(date) => (date.to_string(), Anchor::Publication),
                    None => (format!("XXXX-WXX-{weekday}"), Anchor::Nothing),
                }
            }
            Expression::Month { month, year, which } => {
                let (year, anchor) =
                    year_of(year, which, published, |published| match (which, published.month) {
                        (Which::From(by), Some(now)) => shift_named(published.year, now, month as i8, by),
                        _ => nearest_year(published, month, None),
                    });
                (year.map_or(format!("XXXX-{month:02}"), |it| format!("{it:04}-{month:02}")), anchor)
            }
            Expression::Year(year) if year < 0 => (format!("BC{:04}", -year), Anchor::Itself),
            Expression::Year(year) => (format!("{year:04}"), Anchor::Itself),
            Expression::Decade(decade) => (format!("{decade:03}"), Anchor::Itself),
            Expression::Century(century) => (format!("{century:02}"), Anchor::Itself),
            Expression::Season { season, year, which } => {
                let (year, anchor) = year_of(year, which, published, |it| season_year(it, season, which));
                let code = season.code();
                (year.map_or(format!("XXXX-{code}"), |it| format!("{it:04}-{code}")), anchor)
            }
            Expression::Easter { days, year } => {
                let (year, anchor) = year_of(year, Which::Unsaid, published, |it| it.year);
                let date = year.and_then(easter).and_then(|it| it.checked_add(i32::from(days).days()).ok());
                match date {
                    Some(date) => (date.to_string(), anchor),
                    None => ("XXXX-XX-XX".to_owned(), Anchor::Nothing),
                }
            }
            Expression::Shifted { unit, by, origin: Origin::Publication } => shifted(unit, by, published),
            Expression::Shifted { unit, by, origin: Origin::Earlier(date) } => {
                let date = date.and_then(|(year, month, day)| {
                    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
                    Some(PublicationDate { year, month: Some(month), day: Some(day) })
                });
                match shifted(unit, by, date) {
                    (value, Anchor::Publication) => (value, Anchor::Earlier),
                    other => other,
                }
            }
            Expression::YearPart { unit, number, year, which } => {
                let (year, anchor) = year_of(year, which, published, |it| it.year);
                let letter = if unit == Unit::Half { 'H' } else { 'Q' };
                (
                    year.map_or(format!("XXXX-{letter}{number}"), |it| format!("{it:04}-{letter}{number}")),
                    anchor,
                )
            }
            Expression::Duration { count, unit } => (duration(count, unit), Anchor::Itself),
            Expression::EveryUnit(unit) => (duration(Some(1.0), unit), Anchor::Itself),
            Expression::EveryWeekday(weekday) => (format!("XXXX-WXX-{weekday}"), Anchor::Itself),
            Expression::NoDay if time.is_some() => match today {
                Some(date) => (date.to_string(), Anchor::Publication),
                None => ("XXXX-XX-XX".to_owned(), Anchor::Nothing),
            },
            Expression::Past => ("PAST_REF".to_owned(), Anchor::Itself),
            Expression::NoDay | Expression::Present => ("PRESENT_REF".to_owned(), Anchor::Itself),
        }
    }
}

/// The year of the last, this or next such month, `by` from the one now.
fn shift_named(year: i16, now: i8, month: i8, by: i8) -> i16 {
    match by {
        ..0 if month < now => year,
        ..0 => year - 1,
        0 => year,
        _ if month > now => year,
        _ => year + 1,
    }
}

fn day_value(day: CalendarDay, published: Option<PublicationDate>) -> (String, Anchor) {
    let year = day.likely_year(published);
    let anchor = match (day.year, year) {
        (Some(_), _) => Anchor::Itself,
        (None, None) => Anchor::Nothing,
        (None, year) if year == day.context => Anchor::Earlier,
        _ => Anchor::Publication,
    };
    let shown = year.map_or("XXXX".to_owned(), |it| format!("{it:04}"));
    // A leap year stands for a year that is not known.
    let exists = day.in_year(year.unwrap_or(2000)).is_some();
    let value = match (1..=12).contains(&day.month) {
        true if exists => format!("{shown}-{:02}-{:02}", day.month, day.day),
        true => format!("{shown}-{:02}", day.month),
        false => shown,
    };
    (value, anchor)
}

/// The day before a value that is a day: a night goes by the day it begins on.
fn day_before(value: &str) -> String {
    if let Some(weekday) = value.strip_prefix("XXXX-WXX-").and_then(|it| it.parse::<u8>().ok()) {
        return format!("XXXX-WXX-{}", (weekday + 5) % 7 + 1);
    }
    // A leap year stands for a year that is not known.
    let known = value.replacen("XXXX", "2000", 1);
    match known.parse::<Date>().and_then(|it| it.yesterday()) {
        Ok(date) if known == value => date.to_string(),
        Ok(date) => format!("XXXX-{:02}-{:02}", date.month(), date.day()),
        Err(_) => value.to_owned(),
    }
}

/// A year that is said, or the one that `which` and the publication date give.
fn year_of(
    year: Option<i16>,
    which: Which,
    published: Option<PublicationDate>,
    guess: impl Fn(PublicationDate) -> i16,
) -> (Option<i16>, Anchor) {
    match (year, which, published) {
        (Some(year), ..) => (Some(year), Anchor::Itself),
        (None, _, None) => (None, Anchor::Nothing),
        // «mai i fjor»: `InWeek` counts years here.
        (None, Which::InWeek(by), Some(it)) => (Some(it.year + i16::from(by)), Anchor::Publication),
        (None, _, Some(it)) => (Some(guess(it)), Anchor::Publication),
    }
}

fn season_year(published: PublicationDate, season: Season, which: Which) -> i16 {
    let Some(month) = published.month else { return published.year };
    // December's winter goes by December's year, as in HeidelTime.
    let current = if month < 3 { published.year - 1 } else { published.year };
    let begun = month >= season.begins() || month < 3;
    match which {
        // «forrige sommer» and "last summer": the latest that is over.
        Which::From(..=-1) if month >= season.begins() + 3 || month < 3 && season != Season::Winter => {
            current
        }
        Which::From(..=-1) => current - 1,
        Which::From(1..=i8::MAX) if begun => current + 1,
        // Winter with nothing said, from March on, is the one just over.
        Which::Unsaid if season == Season::Winter && (3..=8).contains(&month) => current - 1,
        _ => current,
    }
}

fn resolve_weekday(today: Date, weekday: u8, which: Which) -> Option<Date> {
    let now = i32::from(self::weekday(today));
    let ahead = i32::from(weekday) - now;
    let days = match which {
        Which::Unsaid => -(-ahead).rem_euclid(7),
        Which::From(0) => ahead,
        Which::From(by @ ..=-1) => -((-ahead - 1).rem_euclid(7) + 1) + 7 * (i32::from(by) + 1),
        Which::From(by) => (ahead - 1).rem_euclid(7) + 1 + 7 * (i32::from(by) - 1),
        Which::InWeek(by) => ahead + 7 * i32::from(by),
    };
    today.checked_add(days.days()).ok()
}

fn shifted(unit: Unit, by: i32, published: Option<PublicationDate>) -> (String, Anchor) {
    let today = published.and_then(PublicationDate::date);
    let moved = |span: Option<Days>| today.and_then(|it| it.checked_add(span?).ok());
    let known = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => match by {
            ..0 => return ("PAST_REF".to_owned(), Anchor::Publication),
            0 => return ("PRESENT_REF".to_owned(), Anchor::Publication),
            _ => return ("FUTURE_REF".to_owned(), Anchor::Publication),
        },
        Unit::Day => moved(Days::new().try_days(by).ok()).map(|it| it.to_string()),
        Unit::Week => moved(Days::new().try_weeks(by).ok()).map(week),
        Unit::Weekend => today
            .and_then(|it| it.checked_add(Days::new().try_weeks(weekend_shift(it, by)).ok()?).ok())
            .map(|it| week(it) + "-WE"),
        Unit::Month => published.and_then(|it| month_shifted(it, by)),
        Unit::Quarter => published.and_then(|it| {
            let quarter = i32::from(it.year) * 4 + i32::from(it.month? - 1) / 3 + by;
            Some(format!("{:04}-Q{}", quarter.div_euclid(4), quarter.rem_euclid(4) + 1))
        }),
        Unit::Half => published.and_then(|it| {
            let half = i32::from(it.year) * 2 + i32::from(it.month? > 6) + by;
            Some(format!("{:04}-H{}", half.div_euclid(2), half.rem_euclid(2) + 1))
        }),
        Unit::Year => published.map(|it| format!("{:04}", i32::from(it.year) + by)),
        Unit::Decade => published.map(|it| format!("{:03}", i32::from(it.year) / 10 + by)),
        Unit::Century => published.map(|it| format!("{:02}", i32::from(it.year) / 100 + by)),
    };
    match known {
        Some(value) => (value, Anchor::Publication),
        None => (unknown(unit).to_owned(), Anchor::Nothing),
    }
}

/// How many weeks from this one the weekend lies that is `by` from now. From Friday on the weekend at hand
/// is the one of this week, before that the one just over.
fn weekend_shift(today: Date, by: i32) -> i32 {
    let late = weekday(today) >= 5;
    match by {
        0 if late => 0,
        0 => -1,
        // Said from Monday to Friday, the last weekend is the one at hand.
        ..0 => by,
        _ if late && weekday(today) > 5 => by,
        _ => by - 1,
    }
}

fn month_shifted(published: PublicationDate, by: i32) -> Option<String> {
    let month = i32::from(published.year) * 12 + i32::from(published.month? - 1) + by;
    Some(format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1))
}

fn week(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
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

fn duration(count: Option<f64>, unit: Unit) -> String {
    let (time, letters) = match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day => ("", "D"),
        Unit::Week => ("", "W"),
        Unit::Weekend => ("", "WE"),
        Unit::Month => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Half => return count.map_or("PXM".to_owned(), |it| format!("P{}M", it * 6.0)),
        Unit::Year => ("", "Y"),
        Unit::Decade => ("", "DE"),
        Unit::Century => ("", "CE"),
    };
    let count = count.map_or("X".to_owned(), |it| it.to_string());
    format!("P{time}{count}{letters}")
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
