//! Expressions of time, and the day they mean.
//!
//! Types and values are TIMEX3 (TimeML annotation guidelines 1.2.1, Saurí et al. 2006). What cannot be known
//! stays symbolic: `XXXX-WXX-1` is a Monday, one does not know which.

mod almanac;

mod direction;
mod memory;
mod publication;
mod reader;
mod resolve;
#[cfg(test)]
mod tests;
mod when;
mod words;

pub use almanac::{days_in, feast, weekday};
pub use direction::Direction;
pub use publication::PublicationDate;
pub(super) use publication::published;
pub use resolve::Resolved;
pub(super) use resolve::resolve;
pub use when::{Value, When};
pub use words::Words;

use super::token::Tokens;
use crate::language::{DayPart, Feast, Season, Unit};
use crate::text::Span;

/// Finds the expressions of time in a block, and which way they point.
pub(super) fn read(tokens: &Tokens, out: &mut Vec<Timex>) {
    reader::read(tokens, out);
    direction::settle(tokens, out);
}

/// What TIMEX3 calls the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// An expression of time by its block and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimexId {
    pub block: u32,
    pub timex: u32,
}

/// What a resolved value was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The expression says it all by itself.
    Itself,
    /// The publication date.
    Publication,
    /// A date that stands before it in the text, or right behind it.
    Earlier(TimexId),
    /// Nothing: it stays symbolic.
    Nothing,
}

/// One expression of time as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Where it stands, in bytes of the block's prose.
    pub span: Span,
    pub kind: TimexType,
    /// What it says.
    pub expression: Expression,
    /// The time of day it adds: «mandag kveld», «mandag klokken 15».
    pub time: Option<TimeOfDay>,
    /// Which way a bare weekday, month or day of a month points, where its clause says so.
    pub direction: Option<Direction>,
    /// Whether it stands in a direct quotation: it is counted from the day of the speech.
    pub quoted: bool,
    /// Whether it is the name of an event, and nothing dates it: «22. juli», "September 11".
    pub named: bool,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeOfDay {
    Part(DayPart),
    /// «natt til søndag»: the night that ends on the day.
    NightBefore,
    /// As written, whether or not there is such a time.
    Clock {
        hour: u8,
        minute: u8,
    },
}

/// A day of a month as it is written, whether or not there is such a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// The weekday written beside it, 1 (Monday) to 7.
    pub weekday: Option<u8>,
    pub day: u8,
    pub month: u8,
    pub year: Option<i16>,
    /// The year as its distance from the publication year: «3. mai i fjor» is -1.
    pub distance: Option<i8>,
    /// Written so that it can be nothing but a date: «31. april», "April 31st", `30.02.2024`.
    pub plain: bool,
    /// Figures that may be month and day as well as day and month: `05/06/2024`.
    pub swappable: bool,
}

/// Which week, month or weekday is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Not said: the nearest that goes before.
    Unsaid,
    /// That many from the one now: «forrige» is -1, «denne» 0, «neste» 1.
    From(i8),
    /// The one in the week (of a month or season: the year) that many from this: «mandag i forrige uke».
    InWeek(i8),
    /// A month or season of the year that many from the last one of the text: «oktober samme år».
    OfText(i8),
}

/// What a distance is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Publication,
    /// The date before it in the text.
    Text,
    /// In a narrative the date before it, in news the publication date: "the end of the year".
    Context,
    /// The date right behind it: «tre dager etter 5. mai».
    Behind,
}

/// What is counted in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    Day,
    /// Such a weekday, 1 (Monday) to 7.
    Weekday(u8),
    Week,
}

/// What an expression of time says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expression {
    /// «14. mars», «fredag 14. mars 2024».
    Day(CalendarDay),
    /// "the 18th", «den 15.», «fredag 31.»: a day of a month that is not named.
    DayOfMonth { day: u8, weekday: Option<u8> },
    /// «mandag», «forrige mandag».
    Weekday { weekday: u8, which: Which },
    /// «mai», «mai 2007», «mai i fjor» (the year that many from now).
    Month { month: u8, year: Option<i16>, which: Which },
    /// «2007». Before Christ it is negative.
    Year(i16),
    /// «1980-tallet» as 198.
    Decade(i16),
    /// «det 19. århundre» as 18, the first figures of its years.
    Century(i16),
    /// «våren 2019», «i fjor høst».
    Season { season: Season, year: Option<i16>, which: Which },
    /// «langfredag 2024», «morsdag».
    Feast { feast: Feast, year: Option<i16> },
    /// «siste mandag i mars»: the `nth` such stretch of a month; the last one is -1.
    InMonth { nth: i8, what: Counted, month: u8, year: Option<i16>, which: Which },
    /// «i går», «for to uker siden», "the following year".
    Shifted { unit: Unit, by: i32, origin: Origin },
    /// «tredje kvartal 2018», «første halvår i fjor», «uke 12»: the part of the year by its number.
    YearPart { unit: Unit, number: u8, year: Option<i16>, which: Which },
    /// «tre dager»; «noen dager» has no count.
    Duration { count: Option<f64>, unit: Unit },
    /// «hver uke».
    EveryUnit(Unit),
    /// «hver mandag», «mandager».
    EveryWeekday(u8),
    /// A clock time or part of the day without a day.
    NoDay,
    /// «for tiden».
    Present,
    /// «for noen år siden», "recently".
    Past,
    /// "soon", "in the coming weeks".
    Future,
}
