//! From what an expression of time says to the day it means: what the publication date and the article's memory of
//! dates make of it.

use super::almanac::{self, LEAP_YEAR, weekday};
use super::memory::{self, Memory, Reached};
use super::{
    Anchor, CalendarDay, Counted, Direction, Expression, Origin, PublicationDate, TimeOfDay, Timex, TimexId,
    TimexType, Value, When, Which,
};
use crate::article::Block;
use crate::language::{Feast, Season, Unit};
use jiff::civil::Date;
use jiff::{Span as Days, ToSpan};
use std::sync::Arc;

/// What an expression of time means in its article, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolved {
    pub value: Value,
    /// What it was counted from.
    pub anchor: Anchor,
    /// Whether another reading is as possible: a bare weekday may look back or ahead. No rule may rest on it.
    pub open: bool,
}

/// What every expression of time in the article means, in their order.
pub(in crate::article) fn resolve(
    blocks: &[Arc<Block>],
    published: Option<PublicationDate>,
) -> Vec<Resolved> {
    let mut out = Vec::with_capacity(blocks.iter().map(|it| it.facts.timexes.len()).sum());
    let mut memory = Memory::new(memory::narrative(blocks, published));
    for (block, n) in blocks.iter().zip(0u32..) {
        resolve_block(&block.facts.timexes, n, published, &mut memory, &mut out);
    }
    out
}

/// The same for one block, the `n`th.
pub(super) fn resolve_block(
    timexes: &[Timex],
    n: u32,
    published: Option<PublicationDate>,
    memory: &mut Memory,
    out: &mut Vec<Resolved>,
) {
    memory.enter(n);
    for (timex, m) in timexes.iter().zip(0u32..) {
        let mut resolved = Resolver { published, memory }.resolve(timex);
        if let Expression::Shifted { unit, by, origin: Origin::Behind } = timex.expression
            && let Some(next) = timexes.get(m as usize + 1)
        {
            let date = Resolver { published, memory }.resolve(next);
            resolved = beside(unit, by, date, TimexId { block: n, timex: m + 1 }, published);
        }
        memory.keep(TimexId { block: n, timex: m }, timex, &resolved);
        out.push(resolved);
    }
}

/// So many units before or after the date right behind: from a day on to the day.
fn beside(unit: Unit, by: i32, date: Resolved, id: TimexId, published: Option<PublicationDate>) -> Resolved {
    let when = match date.value.when {
        When::Day(day) => moved(day, unit, by).map(When::Day),
        // "two weeks from now".
        When::Present => shift(unit, by, published),
        it => memory::reached(it).and_then(|it| shift(unit, by, Some(it))),
    };
    let when = when.unwrap_or(When::Some(unit));
    Resolved { value: Value { when, time: None }, anchor: Anchor::Earlier(id), open: date.open }
}

/// The day so many units from a day.
fn moved(day: Date, unit: Unit, by: i32) -> Option<Date> {
    let span = Days::new();
    let span = match unit {
        Unit::Day => span.try_days(by),
        Unit::Week => span.try_weeks(by),
        Unit::Month => span.try_months(by),
        Unit::Year => span.try_years(by),
        Unit::Decade => span.try_years(by.checked_mul(10)?),
        _ => return None,
    };
    day.checked_add(span.ok()?).ok()
}

/// One expression of time before the publication date and what stands before it.
struct Resolver<'a> {
    published: Option<PublicationDate>,
    memory: &'a Memory,
}

impl Resolver<'_> {
    /// A weekday is the nearest one that goes before, the publication day among them: of 334 weekdays in
    /// annotated English news 317 are. A date without a year takes the year that brings it nearest.
    fn resolve(&self, timex: &Timex) -> Resolved {
        let (mut when, anchor) = match timex.expression {
            Expression::Day(CalendarDay { month, day, .. })
                if timex.named && self.told(timex.direction).is_none() =>
            {
                (When::DayOfYear { month, day }, Anchor::Nothing)
            }
            _ => self.when(timex),
        };
        let dated = matches!(timex.kind, TimexType::Date | TimexType::Time);
        let time = timex.time.filter(|_| dated);
        if time == Some(TimeOfDay::NightBefore) {
            when = when.eve();
        }
        // Which way a clause looks does not tell on which day a clock time is.
        let proven = matches!(timex.direction, Some(Direction::Back | Direction::Ahead))
            && timex.expression != Expression::NoDay;
        let told = self.memory.last().filter(|it| anchor == Anchor::Earlier(it.timex));
        let open = timex.expression.leaves_open() && !proven
            || timex.quoted && anchor != Anchor::Itself
            || told.is_some_and(|it| it.open);
        Resolved { value: Value { when, time }, anchor, open }
    }

    fn when(&self, timex: &Timex) -> (When, Anchor) {
        let today = self.today();
        match timex.expression {
            Expression::Day(day) => self.day(day, timex.direction),
            Expression::DayOfMonth { day, weekday } => self.day_of_month(day, weekday, timex.direction),
            Expression::Weekday { weekday, which } => self.weekday(weekday, which, timex.direction),
            Expression::Month { month, year, which } => {
                let guess = |it: PublicationDate| match (which, it.month) {
                    (Which::From(by), Some(now)) => shift_named(it.year, now, month as i8, by),
                    _ => year_towards(it, month, None, timex.direction),
                };
                let (year, anchor) = self.year(timex, year, which, month, guess);
                (When::Month { year, month }, anchor)
            }
            Expression::Year(year) => (When::Year(year), Anchor::Itself),
            Expression::Decade(decade) => (When::Decade(decade), Anchor::Itself),
            Expression::Century(century) => (When::Century(century), Anchor::Itself),
            Expression::Season { season, year, which } => {
                let (year, anchor) = self.year(timex, year, which, season.middle(), |it| {
                    season_year(it, season, which, timex.direction)
                });
                (When::Season { year, season }, anchor)
            }
            Expression::Feast { feast, year } => {
                let date = year.map_or_else(
                    || self.nearest_feast(feast, timex.direction),
                    |it| almanac::feast(feast, it),
                );
                let anchor = if year.is_some() { Anchor::Itself } else { Anchor::Publication };
                date.map_or((When::Some(Unit::Day), Anchor::Nothing), |it| (When::Day(it), anchor))
            }
            Expression::InMonth { nth, what, month, year, which } => {
                let (year, anchor) =
                    self.year(timex, year, which, month, |it| year_towards(it, month, None, timex.direction));
                let date = year.and_then(|it| almanac::nth_in_month(nth, what, month, it));
                match (date, what) {
                    (Some(date), Counted::Week) => (When::week_of(date), anchor),
                    (Some(date), _) => (When::Day(date), anchor),
                    (None, _) => (When::Month { year, month }, anchor),
                }
            }
            Expression::Shifted { unit, by, origin } => self.shifted(unit, by, origin),
            Expression::YearPart { unit, number, year, which } => {
                // A month has four weeks and a third.
                let month = match unit {
                    Unit::Week => ((number - 1) * 3 / 13 + 1).min(12),
                    Unit::Half => number * 6,
                    _ => number * 3,
                };
                let guess = |it: PublicationDate| match unit {
                    // «uke 52» in January is last year's.
                    Unit::Week => nearest_year(it, month, None),
                    _ => part_year(it, unit, number, timex.direction),
                };
                let (year, anchor) = self.year(timex, year, which, month, guess);
                match (unit, year) {
                    (Unit::Week, Some(year)) => (When::Week { year, week: number }, anchor),
                    (Unit::Week, None) => (When::Some(Unit::Week), anchor),
                    (Unit::Half, _) => (When::Half { year, number }, anchor),
                    _ => (When::Quarter { year, number }, anchor),
                }
            }
            Expression::Duration { count, unit } => (When::Length { count, unit }, Anchor::Itself),
            Expression::EveryUnit(unit) => (When::Length { count: Some(1.0), unit }, Anchor::Itself),
            Expression::EveryWeekday(weekday) => (When::Weekday(weekday), Anchor::Itself),
            Expression::NoDay if timex.time.is_some() => match (self.memory.day(), today) {
                (Some((date, told)), _) => (When::Day(date), Anchor::Earlier(told.timex)),
                (None, Some(date)) => (When::Day(date), Anchor::Publication),
                (None, None) => (When::Some(Unit::Day), Anchor::Nothing),
            },
            Expression::Past => (When::Past, Anchor::Itself),
            Expression::Future => (When::Future, Anchor::Itself),
            Expression::NoDay | Expression::Present => (When::Present, Anchor::Itself),
        }
    }

    fn weekday(&self, weekday: u8, which: Which, direction: Option<Direction>) -> (When, Anchor) {
        // A narrative goes on to its weekdays, news looks back to them.
        let told = self.memory.day().filter(|_| which == Which::Unsaid && self.memory.in_narrative());
        if let Some((day, told)) = told
            && let Some(date) = almanac::weekday_from(day, weekday)
        {
            return (When::Day(date), Anchor::Earlier(told.timex));
        }
        let ahead = which == Which::Unsaid && direction.is_some_and(Direction::is_ahead);
        let date = self.today().and_then(|it| {
            if ahead { almanac::weekday_from(it, weekday) } else { resolve_weekday(it, weekday, which) }
        });
        match date {
            Some(date) => (When::Day(date), Anchor::Publication),
            None => (When::Weekday(weekday), Anchor::Nothing),
        }
    }

    /// The feast nearest to the publication day, or the one of that year if the day is not known.
    fn nearest_feast(&self, feast: Feast, direction: Option<Direction>) -> Option<Date> {
        let year = self.published?.year;
        let in_year = |it: i16| almanac::feast(feast, it);
        let Some(today) = self.today() else { return in_year(year) };
        let fits = |it: &Date| match direction {
            Some(Direction::Back) => *it <= today,
            Some(_) => *it >= today,
            None => true,
        };
        (year - 1..=year + 1).filter_map(in_year).filter(fits).min_by_key(|it| distance(*it, today))
    }

    /// The publication day, if it is known.
    fn today(&self) -> Option<Date> {
        self.published.and_then(PublicationDate::date)
    }

    /// A year that is said, the one that the text before it gives, or the one that `which` and the publication
    /// date give.
    fn year(
        &self,
        timex: &Timex,
        year: Option<i16>,
        which: Which,
        month: u8,
        guess: impl Fn(PublicationDate) -> i16,
    ) -> (Option<i16>, Anchor) {
        if year.is_some() {
            return (year, Anchor::Itself);
        }
        if let (Which::OfText(by), Some(told)) = (which, self.memory.last()) {
            return (Some(told.date.year.saturating_add(by.into())), Anchor::Earlier(told.timex));
        }
        // «i høst» is this year's wherever it stands.
        let told = self.told(timex.direction).filter(|_| match which {
            Which::Unsaid => true,
            Which::From(0) => false,
            _ => self.memory.in_narrative(),
        });
        let (from, anchor) = match (told, self.published) {
            (Some(it), _) => (it.date, Anchor::Earlier(it.timex)),
            (None, Some(it)) => (it, Anchor::Publication),
            (None, None) => return (None, Anchor::Nothing),
        };
        let year = match which {
            // «mai i fjor»: `InWeek` counts years here.
            Which::InWeek(by) => from.year.saturating_add(by.into()),
            Which::Unsaid if told.is_some() => year_beside(from, month),
            _ => guess(from),
        };
        (Some(year), anchor)
    }

    /// A day of the month that the text has come to, or the nearest such day, before or behind publication where its
    /// clause says which.
    fn day_of_month(&self, day: u8, weekday: Option<u8>, direction: Option<Direction>) -> (When, Anchor) {
        let fits = |it: &Date| weekday.is_none_or(|weekday| weekday == almanac::weekday(*it));
        if let Some(told) = self.memory.last().filter(|it| !it.open && it.date.month.is_some())
            && let Some(date) =
                told.date.month.and_then(|it| almanac::day(told.date.year, it.unsigned_abs(), day))
            && fits(&date)
        {
            return (When::Day(date), Anchor::Earlier(told.timex));
        }
        let Some(today) = self.today() else { return (When::Some(Unit::Day), Anchor::Nothing) };
        let month = |by: i32| {
            let it = today.first_of_month().checked_add(by.months()).ok()?;
            almanac::day(it.year(), it.month().unsigned_abs(), day).filter(fits)
        };
        // The 31st is in every other month, and with its weekday perhaps once a year.
        let back = (0..14).filter_map(|it| month(-it)).find(|it| *it <= today);
        let ahead = (0..14).filter_map(month).find(|it| *it >= today);
        let found = match direction {
            Some(Direction::Back) => back,
            Some(_) => ahead,
            None => back.into_iter().chain(ahead).min_by_key(|it| distance(*it, today)),
        };
        found.map_or((When::Some(Unit::Day), Anchor::Nothing), |it| (When::Day(it), Anchor::Publication))
    }

    /// A day of the calendar. One that does not exist is its month, or its year.
    fn day(&self, day: CalendarDay, direction: Option<Direction>) -> (When, Anchor) {
        let (year, anchor) = self.likely_year(day, direction);
        let date = day.in_year(year.unwrap_or(LEAP_YEAR));
        let when = match (date, year) {
            (Some(date), Some(_)) => When::Day(date),
            (Some(_), None) => When::DayOfYear { month: day.month, day: day.day },
            (None, year) if (1..=12).contains(&day.month) => When::Month { year, month: day.month },
            (None, year) => year.map_or(When::Some(Unit::Year), When::Year),
        };
        (when, anchor)
    }

    /// The year a day most likely means, and what says so.
    fn likely_year(&self, day: CalendarDay, direction: Option<Direction>) -> (Option<i16>, Anchor) {
        if day.year.is_some() {
            return (day.year, Anchor::Itself);
        }
        if let Some(distance) = day.distance {
            return match self.published {
                Some(it) => (Some(it.year.saturating_add(distance.into())), Anchor::Publication),
                None => (None, Anchor::Nothing),
            };
        }
        let fits =
            |year: &i16| day.weekday.is_none() || day.in_year(*year).is_some_and(|date| day.agrees(date));
        if let Some(told) = self.told(direction) {
            let year = year_beside(told.date, day.month);
            if self.published.is_none() || fits(&year) {
                return (Some(year), Anchor::Earlier(told.timex));
            }
        }
        let Some(published) = self.published else { return (None, Anchor::Nothing) };
        let near = year_towards(published, day.month, Some(day.day), direction);
        // 29 February is in few years.
        let far = if (day.month, day.day) == (2, 29) { 8 } else { 1 };
        let around = (0..=far).flat_map(|it| [near.saturating_sub(it), near.saturating_add(it)]);
        let there = |year: &i16| far == 1 || day.in_year(*year).is_some();
        let year = around.filter(there).find(fits).unwrap_or(near);
        (Some(year), Anchor::Publication)
    }

    /// The date in the text that one without a year is counted from. What lies ahead in news does not belong to
    /// the year of an old story told beside it.
    fn told(&self, direction: Option<Direction>) -> Option<Reached> {
        let told = self.memory.year()?;
        let ahead = direction == Some(Direction::Ahead) && !self.memory.in_narrative();
        (!ahead || self.published.is_none_or(|it| told.date.year >= it.year)).then_some(told)
    }

    /// So many units from now, or from the last date of the text.
    fn shifted(&self, unit: Unit, by: i32, origin: Origin) -> (When, Anchor) {
        let published = self.published.map(|it| (it, Anchor::Publication));
        let from = match origin {
            // What stands behind is looked up before.
            Origin::Behind => None,
            Origin::Context if !self.memory.in_narrative() => published,
            Origin::Publication => published,
            // Without a date before it, "a year earlier" is a year before publication.
            Origin::Text | Origin::Context => match self.memory.last() {
                Some(Reached { date, timex, .. }) => Some((date, Anchor::Earlier(timex))),
                None => published.filter(|_| unit >= Unit::Month),
            },
        };
        let moved = from.and_then(|(date, anchor)| Some((shift(unit, by, Some(date))?, anchor)));
        moved.unwrap_or((When::Some(unit), Anchor::Nothing))
    }
}

impl Expression {
    /// Whether it says too little to be sure which one is meant.
    pub(super) fn leaves_open(&self) -> bool {
        match self {
            Expression::DayOfMonth { .. } => true,
            Expression::Weekday { which, .. } => *which == Which::Unsaid,
            Expression::Month { year, which, .. }
            | Expression::Season { year, which, .. }
            | Expression::YearPart { year, which, .. } => year.is_none() && *which == Which::Unsaid,
            Expression::Day(day) => day.year.is_none() && day.distance.is_none(),
            Expression::Feast { year, .. } => year.is_none(),
            Expression::InMonth { year, which, .. } => year.is_none() && *which == Which::Unsaid,
            // «for to uker siden» need not be to the day.
            Expression::Shifted { unit: Unit::Day, by, .. } => *by != 0 && by % 7 == 0,
            Expression::Shifted { unit: Unit::Month, by, .. } => *by != 0 && by % 12 == 0,
            Expression::NoDay => true,
            _ => false,
        }
    }
}

impl CalendarDay {
    /// The day in `year`, if there is one.
    pub fn in_year(&self, year: i16) -> Option<Date> {
        almanac::day(year, self.month, self.day)
    }

    /// Whether its weekday (if one is written) is the right one on `date`.
    pub fn agrees(&self, date: Date) -> bool {
        self.weekday.is_none_or(|it| it == weekday(date))
    }
}

impl PublicationDate {
    /// The publication day, if it is complete.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }
}

impl From<Date> for PublicationDate {
    fn from(date: Date) -> PublicationDate {
        PublicationDate { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

/// The year that brings a month nearest to the date before it in the text.
fn year_beside(from: PublicationDate, month: u8) -> i16 {
    let Some(now) = from.month else { return from.year };
    match i16::from(month) - i16::from(now) {
        ..=-7 => from.year.saturating_add(1),
        7.. => from.year.saturating_sub(1),
        _ => from.year,
    }
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
        186.. => year.saturating_sub(1),
        ..-186 => year.saturating_add(1),
        _ => year,
    }
}

/// How many days lie between two dates.
fn distance(one: Date, other: Date) -> i32 {
    (one - other).get_days().abs()
}

/// The year of the month (and day) that lies last before publication or next behind it, where its clause says
/// which; else the year that brings it nearest.
fn year_towards(published: PublicationDate, month: u8, day: Option<u8>, direction: Option<Direction>) -> i16 {
    let (Some(now), Some(direction)) = (published.month, direction) else {
        return nearest_year(published, month, day);
    };
    let today = (now.unsigned_abs(), published.day.map(i8::unsigned_abs).filter(|_| day.is_some()));
    // What is only known by its month may be now.
    let that = (month, day.filter(|_| today.1.is_some()));
    match direction {
        Direction::Back if that > today => published.year.saturating_sub(1),
        _ if direction.is_ahead() && that < today => published.year.saturating_add(1),
        _ => published.year,
    }
}

/// The year of a quarter or half without one: the last that has begun, or where its clause looks ahead the next.
fn part_year(published: PublicationDate, unit: Unit, number: u8, direction: Option<Direction>) -> i16 {
    let Some(month) = published.month.map(i8::unsigned_abs) else { return published.year };
    let months = if unit == Unit::Half { 6 } else { 3 };
    let now = (month - 1) / months + 1;
    match direction.is_some_and(Direction::is_ahead) {
        true if number < now => published.year.saturating_add(1),
        false if number > now => published.year.saturating_sub(1),
        _ => published.year,
    }
}

/// The year of the last, this or next such month, `by` from the one now.
fn shift_named(year: i16, now: i8, month: i8, by: i8) -> i16 {
    match by {
        ..0 if month < now => year.saturating_add(i16::from(by) + 1),
        ..0 => year.saturating_add(i16::from(by)),
        0 => year,
        _ if month > now => year.saturating_add(i16::from(by) - 1),
        _ => year.saturating_add(i16::from(by)),
    }
}

fn season_year(
    published: PublicationDate,
    season: Season,
    which: Which,
    direction: Option<Direction>,
) -> i16 {
    let Some(month) = published.month else { return published.year };
    // December's winter goes by December's year, as in HeidelTime.
    let current = if month < 3 { published.year.saturating_sub(1) } else { published.year };
    let begun = month >= season.begins() || month < 3;
    match which {
        // «forrige sommer» and "last summer": the latest that is over.
        Which::From(..=-1) if month >= season.begins() + 3 || month < 3 && season != Season::Winter => {
            current
        }
        Which::From(..=-1) => current.saturating_sub(1),
        // «i vår» and «i sommer» of January lie ahead, «i høst» has been.
        Which::From(0) if month < 3 && matches!(season, Season::Spring | Season::Summer) => published.year,
        Which::From(1..=i8::MAX) if begun => current.saturating_add(1),
        Which::Unsaid if direction == Some(Direction::Ahead) && month >= season.begins() + 3 => {
            current.saturating_add(1)
        }
        Which::Unsaid if direction == Some(Direction::Back) && !begun => current.saturating_sub(1),
        // Winter with nothing more said, from March on, is the one just over.
        Which::Unsaid | Which::From(0) if season == Season::Winter && (3..=8).contains(&month) => {
            current.saturating_sub(1)
        }
        _ => current,
    }
}

fn resolve_weekday(today: Date, day: u8, which: Which) -> Option<Date> {
    let now = i32::from(weekday(today));
    let ahead = i32::from(day) - now;
    let days = match which {
        Which::Unsaid => -(-ahead).rem_euclid(7),
        Which::From(0) => ahead,
        Which::From(by @ ..=-1) => -((-ahead - 1).rem_euclid(7) + 1) + 7 * (i32::from(by) + 1),
        Which::From(by) => (ahead - 1).rem_euclid(7) + 1 + 7 * (i32::from(by) - 1),
        Which::InWeek(by) | Which::OfText(by) => ahead + 7 * i32::from(by),
    };
    today.checked_add(days.days()).ok()
}

/// The stretch of the calendar that lies so many units from `origin`, as far as that is known.
fn shift(unit: Unit, by: i32, origin: Option<PublicationDate>) -> Option<When> {
    let today = origin.and_then(PublicationDate::date);
    let moved = |by: i32, unit: Unit| moved(today?, unit, by);
    let number = |it: i32| i16::try_from(it).ok();
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(match by {
            ..0 => When::Past,
            0 => When::Present,
            _ => When::Future,
        }),
        Unit::Day => moved(by, unit).map(When::Day),
        Unit::Week => moved(by, unit).map(When::week_of),
        Unit::Weekend => moved(weekend_shift(today?, by), Unit::Week).map(When::weekend_of),
        Unit::Month => {
            let it = origin?;
            let month = (i32::from(it.year) * 12 + i32::from(it.month? - 1)).checked_add(by)?;
            let year = Some(number(month.div_euclid(12))?);
            Some(When::Month { year, month: month.rem_euclid(12) as u8 + 1 })
        }
        Unit::Quarter => {
            let it = origin?;
            let quarter = (i32::from(it.year) * 4 + i32::from(it.month? - 1) / 3).checked_add(by)?;
            let year = Some(number(quarter.div_euclid(4))?);
            Some(When::Quarter { year, number: quarter.rem_euclid(4) as u8 + 1 })
        }
        Unit::Half => {
            let it = origin?;
            let half = (i32::from(it.year) * 2 + i32::from(it.month? > 6)).checked_add(by)?;
            let year = Some(number(half.div_euclid(2))?);
            Some(When::Half { year, number: half.rem_euclid(2) as u8 + 1 })
        }
        Unit::Year => number(i32::from(origin?.year).checked_add(by)?).map(When::Year),
        Unit::Decade => number((i32::from(origin?.year) / 10).checked_add(by)?).map(When::Decade),
        Unit::Century => number((i32::from(origin?.year) / 100).checked_add(by)?).map(When::Century),
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
