//! `dates.toml` as it is written: the rows that [`Dates`](super::Dates) is made of.

use super::dates::{DayPart, Feast, Meaning, Season, Tense, Unit};
use super::fold;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `dates.toml`. Words stand in lower case; a phrase is words with one space between them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DateTables {
    /// Whether names of months and weekdays have a capital (English); else a capital inside a sentence makes
    /// them doubtful (Norwegian).
    pub capitals: bool,
    /// Whether the month may stand before the day: "May 16".
    pub month_first: bool,
    /// Whether a stop behind a figure makes it an ordinal: «16. mai».
    pub ordinal_stop: bool,
    /// Whether figures in `05/06/2024` may be month and day as well as day and month.
    pub unclear_slashes: bool,
    /// How a date is written, from `{day}`, `{month}` and `{year}`, and without a year.
    pub written: String,
    pub written_short: String,
    /// The twelve months, January first.
    pub months: Vec<MonthRow>,
    /// The seven weekdays, Monday first.
    pub weekdays: Vec<WeekdayRow>,
    /// What joins a weekday and a part of the day into one word: `s` in «mandagskveld». Absent if nothing does.
    #[serde(default)]
    pub weekday_link: Option<String>,
    /// Parts of the day.
    pub parts: Vec<PartRow>,
    /// Phrases between a day and its part: «mandag om kvelden», "Monday in the evening".
    pub part_links: Vec<String>,
    /// Phrases before a day that mean the night that ends on it: «natt til».
    pub night_before: Vec<String>,
    /// Phrases that mean a day, week, month or year by its distance: «i går», "yesterday".
    pub relative: Vec<RelativeRow>,
    /// Words before a weekday, month or unit that tell which one: «forrige», "next".
    pub deictics: Vec<DeicticRow>,
    /// Units of time.
    pub units: Vec<UnitRow>,
    /// Seasons.
    pub seasons: Vec<SeasonRow>,
    /// Ordinals in words that a day of the month may have: «tredje» = 3.
    pub ordinals: BTreeMap<String, u8>,
    /// Endings that make an ordinal of a figure: "16th".
    pub ordinal_ends: Vec<String>,
    /// Between day and month: "16th of May".
    pub of: Vec<String>,
    /// Before a day, and part of the expression: "the 16th".
    pub articles: Vec<String>,
    /// Before a day, not part of the expression; proves that figures are a date: «den 16/5».
    pub day_before: Vec<String>,
    /// Between two days of a range or a list: «3. og 5. mai», "May 3 to 5".
    pub ranges: Vec<String>,
    /// Before a year, and nearly proof of one: «i 2007».
    pub year_before: Vec<String>,
    /// Before a year or an ordinary number: «fra 1990».
    pub year_near: Vec<String>,
    /// Behind a year before Christ.
    pub before_christ: Vec<String>,
    /// Before a month whose name is also another word: "in May".
    pub month_before: Vec<String>,
    /// What a word for part of a month or year adds in front: «slutten av», "early".
    pub modifiers: Vec<String>,
    /// The same as the start of a word: `mid-` in "mid-May".
    pub modifier_prefixes: Vec<String>,
    /// Before a clock time: «klokken», «kl».
    pub clock: Vec<String>,
    /// Before a clock time with a colon, unless a day stands there: "at".
    pub clock_near: Vec<String>,
    /// Behind a clock time: "o'clock".
    pub clock_behind: Vec<String>,
    /// Behind figures that are then minutes and not hours: «klokken 25 over 3».
    pub clock_minutes: Vec<String>,
    /// Behind a clock time before noon, and after it.
    pub am: Vec<String>,
    pub pm: Vec<String>,
    /// Between a day and a clock time or between a clock time and a day: "on", "at".
    pub clock_links: Vec<String>,
    /// Whether «to uker siden» and «om to uker» are counted from today, to the day (and «to år siden» to the month),
    /// where «for to uker siden» means about that week.
    pub bare_distance_exact: bool,
    /// Before an amount of time, meaning the past by itself: "vor zwei Jahren".
    pub back: Vec<String>,
    /// Phrases behind an amount of time that count it from today: «fra nå».
    pub from_now: Vec<String>,
    /// Behind an amount of time, meaning the past: «siden», "ago".
    pub ago: Vec<String>,
    /// Before an amount of time that «siden» follows: «for to år siden».
    pub ago_before: Vec<String>,
    /// Before an amount of time, meaning the future: «om to uker».
    pub ahead: Vec<String>,
    /// Behind an amount of time counted from another time in the text: «senere», "later"; and back from it.
    pub later: Vec<String>,
    pub earlier: Vec<String>,
    /// Behind an amount of years that is somebody's age: «gammel».
    pub age: Vec<String>,
    /// Before a unit or a weekday that comes back: «hver», "every".
    pub every: Vec<String>,
    /// Between a weekday or month and the week or year it is in: «mandag i forrige uke».
    pub links: Vec<String>,
    /// What a decade's figure ends in: `-tallet`, `s`.
    pub decade_ends: Vec<String>,
    /// The same, where two figures alone would be an age: `-åra`.
    pub decade_ends_long: Vec<String>,
    /// Amounts that are no number: «noen», "several".
    pub vague: Vec<String>,
    /// Half of a unit or before an hour: «et halvt år», «klokka halv åtte».
    #[serde(default)]
    pub half: Vec<String>,
    /// Behind an ordinal: "the 19th century".
    pub century: Vec<String>,
    /// The last one of a month: «siste mandag i mars».
    pub last: Vec<String>,
    /// Before the number of a week: «uke 12».
    pub week: Vec<String>,
    /// Phrases that mean the present.
    pub present: Vec<String>,
    /// Between an amount of time and the date it is counted from: «to uker før jul», "three days after May 3".
    #[serde(default)]
    pub before_date: Vec<String>,
    #[serde(default)]
    pub after_date: Vec<String>,
    /// The same, before a weekday or «i morgen» only: "two days from tomorrow".
    #[serde(default)]
    pub after_day: Vec<String>,
    /// Before an amount of time that in a clause of the future lies ahead: "will vote in two weeks".
    #[serde(default)]
    pub ahead_in_future: Vec<String>,
    /// Phrases that mean the past, nobody knows when: "recently"; and the future: "soon".
    #[serde(default)]
    pub past: Vec<String>,
    #[serde(default)]
    pub future: Vec<String>,
    /// Days with a name.
    pub holidays: Vec<HolidayRow>,
    /// Phrases with a word of time in them that are no dates: "black friday".
    pub no_dates: Vec<String>,
    /// What the rules about dates go by.
    #[serde(default)]
    pub checks: Checks,
    /// Words that tell whether their clause looks back or ahead.
    #[serde(default)]
    pub tenses: TenseRows,
    /// Days that are the name of what happened on them.
    #[serde(default)]
    pub events: Vec<EventRow>,
}

/// Words and phrases that the rules about dates go by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Checks {
    /// Before an amount of time that is a little less than said, about as much, or more: «nesten», «rundt», «over».
    pub nearly: Vec<String>,
    pub about: Vec<String>,
    pub over: Vec<String>,
    /// Between a day and the weekday it is said to fall on: «er en», "falls on a".
    pub falls: Vec<String>,
    /// Before the date of somebody's birth, and of their death.
    pub born: Vec<String>,
    pub died: Vec<String>,
    /// Between somebody and their age now: «er».
    pub is: Vec<String>,
    /// Before somebody's age at an event: "aged", «alder».
    pub aged: Vec<String>,
    /// Tell of a birthday.
    pub turns: Vec<String>,
    /// Verbs of what is still to come, and of what has happened, beyond doubt.
    pub future: Vec<String>,
    pub happened: Vec<String>,
    /// In a clause with one of these words neither is sure: «skal ha gjort», «skulle», «utsatt».
    pub planned: Vec<String>,
}

/// Words that tell whether their clause looks back or ahead: finite verbs, and «siden», "since".
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct TenseRows {
    pub past: Vec<String>,
    /// Of plans and habits: «åpner», "begins".
    pub present: Vec<String>,
    pub future: Vec<String>,
    /// The future seen from the past: «skulle», "would".
    pub conditional: Vec<String>,
    /// Endings that only the past has.
    pub past_ends: Vec<String>,
    /// Forms of "be" and «bli» that tell nothing, before a participle that tells nothing either.
    pub passive: Vec<String>,
}

/// A day that is the name of what happened on it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventRow {
    pub month: u8,
    pub day: u8,
    /// When it happened.
    pub year: i16,
    /// Words beside it that show that the event is meant: «terroren», "attacks".
    pub words: Vec<String>,
}

/// A month.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MonthRow {
    /// The name, then its other forms.
    pub names: Vec<String>,
    /// Abbreviations without their stop; they count only beside a figure.
    #[serde(default)]
    pub short: Vec<String>,
    /// Also an ordinary word or somebody's name: alone it counts only behind one of `month_before`.
    #[serde(default)]
    pub careful: bool,
}

/// A weekday.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WeekdayRow {
    /// The name, then its other forms.
    pub names: Vec<String>,
    /// Abbreviations without their stop; they count only before a date.
    #[serde(default)]
    pub short: Vec<String>,
    /// Forms that mean every such day: «mandager».
    #[serde(default)]
    pub plural: Vec<String>,
    /// Phrases that mean the last one before today: «i tisdags».
    #[serde(default)]
    pub past: Vec<String>,
}

/// A part of the day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartRow {
    pub part: DayPart,
    pub names: Vec<String>,
}

/// Phrases for a time by its distance.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RelativeRow {
    pub words: Vec<String>,
    pub unit: Unit,
    /// How many units from now; negative is past.
    pub shift: i8,
    #[serde(default)]
    pub part: Option<DayPart>,
    /// Counted from another time in the text, not from now: «dagen etter».
    #[serde(default)]
    pub earlier: bool,
}

/// Words that choose a week, month, weekday.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeicticRow {
    pub words: Vec<String>,
    pub shift: i8,
    /// Counted from another time in the text, not from now: "the following day".
    #[serde(default)]
    pub earlier: bool,
    /// With one unit it is as long as that unit, up to now: "the past year".
    #[serde(default)]
    pub lasting: bool,
}

/// A unit of time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitRow {
    pub unit: Unit,
    /// Forms that one of it has, or any number.
    pub names: Vec<String>,
    /// Forms that several have: with «siste» before them they mean no one week or year.
    #[serde(default)]
    pub plural: Vec<String>,
    /// Forms that belong to what follows: «tre års fengsel».
    #[serde(default)]
    pub genitive: Vec<String>,
}

/// A season.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeasonRow {
    pub season: Season,
    /// Forms that need a year or a word like «forrige» beside them: «vår», "fall".
    pub names: Vec<String>,
    /// Forms that mean a season by themselves: «våren».
    #[serde(default)]
    pub definite: Vec<String>,
    /// Phrases that mean the one at hand: «i sommer».
    #[serde(default)]
    pub now: Vec<String>,
    /// Phrases that mean the latest that is over: «i somras».
    #[serde(default)]
    pub past: Vec<String>,
}

/// A day with a name: a day of a month, the first such weekday from that day on, or so many days after Easter Sunday.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HolidayRow {
    pub names: Vec<String>,
    #[serde(default)]
    pub month: u8,
    #[serde(default)]
    pub day: u8,
    /// 1 (Monday) to 7: mother's day in Norway is the first Sunday from 8 February on.
    #[serde(default)]
    pub weekday: Option<u8>,
    #[serde(default)]
    pub easter: Option<i16>,
}

impl HolidayRow {
    pub(super) fn meaning(&self) -> Meaning {
        let HolidayRow { month, day, weekday, easter, .. } = *self;
        match (easter, weekday) {
            (Some(days), _) => Meaning::Feast(Feast::Easter(days)),
            (None, Some(weekday)) => Meaning::Feast(Feast::From { weekday, month, day }),
            (None, None) => Meaning::Day { month, day },
        }
    }
}

impl TenseRows {
    pub(super) fn words(&self) -> FxHashMap<Box<str>, Tense> {
        let lists = [
            (Tense::Past, &self.past),
            (Tense::Present, &self.present),
            (Tense::Future, &self.future),
            (Tense::Conditional, &self.conditional),
        ];
        let words = |(tense, list): (Tense, &Vec<String>)| {
            list.iter().map(|it| (fold(it).into(), tense)).collect::<Vec<_>>()
        };
        lists.into_iter().flat_map(words).collect()
    }
}

impl DateTables {
    /// A name of a month or weekday with the capital it has inside a sentence.
    pub(super) fn name(&self, name: &str) -> String {
        let mut letters = name.chars();
        match letters.next() {
            Some(first) if self.capitals => first.to_uppercase().chain(letters).collect(),
            _ => name.to_owned(),
        }
    }
}
