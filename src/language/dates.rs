//! Words of dates and times.
//!
//! What they mean follows TIMEX3 (TimeML annotation guidelines 1.2.1): parts of the day are `MO MI AF EV NI`,
//! seasons `SP SU FA WI`.

use super::date_rows::{Checks, DateTables, EventRow, RelativeRow};
use super::fold;
use super::forms::Forms;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// What the form of a verb tells of when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Present,
    Future,
    Conditional,
}

/// When a feast falls that has another day every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Feast {
    /// So many days after Easter Sunday.
    Easter(i16),
    /// The first such weekday, 1 (Monday) to 7, from a day of a month on.
    From { weekday: u8, month: u8, day: u8 },
}

/// Part of the day, as TIMEX3 knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum DayPart {
    #[serde(rename = "MO")]
    Morning,
    #[serde(rename = "MI")]
    Midday,
    #[serde(rename = "AF")]
    Afternoon,
    #[serde(rename = "EV")]
    Evening,
    #[serde(rename = "NI")]
    Night,
}

impl DayPart {
    /// `MO`, `MI`, `AF`, `EV` or `NI`.
    pub fn code(self) -> &'static str {
        match self {
            DayPart::Morning => "MO",
            DayPart::Midday => "MI",
            DayPart::Afternoon => "AF",
            DayPart::Evening => "EV",
            DayPart::Night => "NI",
        }
    }
}

/// A season, as TIMEX3 knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Season {
    #[serde(rename = "SP")]
    Spring,
    #[serde(rename = "SU")]
    Summer,
    #[serde(rename = "FA")]
    Autumn,
    #[serde(rename = "WI")]
    Winter,
}

impl Season {
    /// `SP`, `SU`, `FA` or `WI`.
    pub fn code(self) -> &'static str {
        match self {
            Season::Spring => "SP",
            Season::Summer => "SU",
            Season::Autumn => "FA",
            Season::Winter => "WI",
        }
    }

    /// The month in its middle, in the north.
    pub fn middle(self) -> u8 {
        match self {
            Season::Spring => 4,
            Season::Summer => 7,
            Season::Autumn => 10,
            Season::Winter => 1,
        }
    }

    /// The month it begins in, in the north.
    pub fn begins(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// A unit of time, from the shortest to the longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// What a word is to an expression of time: a set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Role(u64);

macro_rules! dates_roles {
    ($($name:ident = $bit:expr, $from:literal;)*) => {
        impl Role {
            $(#[doc = concat!("Listed under `", $from, "` in `dates.toml`.")]
            pub const $name: Role = Role(1 << $bit);)*
        }
    };
}

dates_roles! {
    SHORT_MONTH = 0, "months.short";
    CAREFUL = 1, "months.careful";
    SHORT_WEEKDAY = 2, "weekdays.short";
    PLURAL = 3, "weekdays.plural` or `units.plural";
    DEFINITE = 4, "seasons.definite";
    DEICTIC = 5, "deictics";
    EARLIER_DEICTIC = 6, "deictics.earlier";
    OF = 7, "of";
    ARTICLE = 8, "articles";
    DAY_BEFORE = 9, "day_before";
    RANGE = 10, "ranges";
    YEAR_BEFORE = 11, "year_before";
    YEAR_NEAR = 12, "year_near";
    BEFORE_CHRIST = 13, "before_christ";
    MONTH_BEFORE = 14, "month_before";
    CLOCK = 15, "clock";
    CLOCK_NEAR = 16, "clock_near";
    CLOCK_BEHIND = 17, "clock_behind";
    CLOCK_MINUTES = 18, "clock_minutes";
    AM = 19, "am";
    PM = 20, "pm";
    CLOCK_LINK = 21, "clock_links";
    AGO = 22, "ago";
    AGO_BEFORE = 23, "ago_before";
    AHEAD = 24, "ahead";
    LATER = 25, "later";
    EARLIER = 26, "earlier";
    AGE = 27, "age";
    EVERY = 28, "every";
    LINK = 29, "links";
    CENTURY = 30, "century";
    VAGUE = 31, "vague";
    GENITIVE = 32, "units.genitive";
    BACK = 33, "back";
    LAST = 34, "last";
    WEEK = 35, "week";
    HALF = 36, "half";
    LASTING = 40, "deictics.lasting";
    BORN = 50, "checks.born";
    DIED = 51, "checks.died";
    IS = 52, "checks.is";
    AGED = 53, "checks.aged";
    TURNS = 54, "checks.turns";
    BEFORE_DATE = 41, "before_date";
    AFTER_DATE = 42, "after_date";
    AFTER_DAY = 43, "after_day";
}

impl Role {
    /// Whether the two share a role.
    pub fn any(self, other: Role) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    pub const fn or(self, other: Role) -> Role {
        Role(self.0 | other.0)
    }
}

/// What a word can be in an expression of time. A word may be several things.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateWord {
    pub role: Role,
    /// 1 to 12, or 0.
    pub month: u8,
    /// 1 (Monday) to 7, or 0.
    pub weekday: u8,
    /// Its value as an ordinal, or 0.
    pub ordinal: u8,
    /// Which one it chooses, for [`Role::DEICTIC`].
    pub shift: i8,
    pub part: Option<DayPart>,
    pub unit: Option<Unit>,
    pub season: Option<Season>,
    /// Number of its list in [`Dates::phrases`], counted from 1; 0 if no phrase begins with it.
    phrases: u16,
}

impl DateWord {
    /// Whether it has one of these roles.
    pub fn is(&self, role: Role) -> bool {
        self.role.any(role)
    }

    /// Whether phrases begin with it.
    pub fn begins_phrase(&self) -> bool {
        self.phrases > 0
    }
}

/// What a phrase means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaning {
    /// So many units from now, or from an earlier time in the text.
    Shifted { unit: Unit, by: i8, part: Option<DayPart>, earlier: bool },
    /// This season, or the latest that is over.
    Season { season: Season, past: bool },
    /// The last such weekday before today.
    PastWeekday(u8),
    /// The present.
    Present,
    /// Counts an amount of time from today: «fra nå».
    FromNow,
    /// The past, nobody knows when.
    Past,
    /// The future.
    Future,
    /// A day with a name.
    Day { month: u8, day: u8 },
    /// One that has another day every year.
    Feast(Feast),
    /// Goes before a month or year: «slutten av».
    Modifier,
    /// Goes before a day: «natt til».
    NightBefore,
    /// Goes between a day and its part: «om», "in the".
    PartLink,
    /// No date, whatever its words are.
    NoDate,
}

#[derive(Debug)]
struct Phrase {
    /// The words behind the first.
    rest: Box<[Box<str>]>,
    meaning: Meaning,
}

/// Words of dates and times as the reader of time expressions asks for them.
#[derive(Debug)]
pub struct Dates {
    words: FxHashMap<Box<str>, DateWord>,
    phrases: Vec<Vec<Phrase>>,
    tenses: FxHashMap<Box<str>, Tense>,
    past_ends: Vec<String>,
    passive: Vec<String>,
    /// See the field of the same name in `dates.toml`.
    pub ahead_in_future: Vec<String>,
    events: Vec<EventRow>,
    /// See the fields of the same names in `dates.toml`.
    pub capitals: bool,
    pub month_first: bool,
    pub ordinal_stop: bool,
    pub unclear_slashes: bool,
    pub bare_distance_exact: bool,
    pub ordinal_ends: Vec<String>,
    pub modifier_prefixes: Vec<String>,
    pub decade_ends: Vec<String>,
    pub decade_ends_long: Vec<String>,
    written: String,
    written_short: String,
    month_names: Vec<String>,
    weekday_names: Vec<String>,
    /// The forms of their names.
    pub forms: Forms,
    pub checks: Checks,
}

impl Dates {
    pub(crate) fn new(tables: DateTables) -> Dates {
        let first = |names: &[String]| names.first().map(|it| tables.name(it)).unwrap_or_default();
        let mut dates = Dates {
            words: FxHashMap::default(),
            phrases: Vec::new(),
            tenses: tables.tenses.words(),
            past_ends: tables.tenses.past_ends.clone(),
            passive: tables.tenses.passive.clone(),
            ahead_in_future: tables.ahead_in_future.clone(),
            events: tables.events.clone(),
            capitals: tables.capitals,
            month_first: tables.month_first,
            ordinal_stop: tables.ordinal_stop,
            unclear_slashes: tables.unclear_slashes,
            bare_distance_exact: tables.bare_distance_exact,
            ordinal_ends: tables.ordinal_ends.clone(),
            modifier_prefixes: tables.modifier_prefixes.clone(),
            decade_ends: tables.decade_ends.clone(),
            decade_ends_long: tables.decade_ends_long.clone(),
            written: tables.written.clone(),
            written_short: tables.written_short.clone(),
            month_names: tables.months.iter().map(|it| first(&it.names)).collect(),
            weekday_names: tables.weekdays.iter().map(|it| first(&it.names)).collect(),
            forms: Forms::new(&tables),
            checks: tables.checks.clone(),
        };
        dates.add_names(&tables);
        dates.add_roles(&tables);
        dates.add_phrases(&tables);
        dates
    }

    fn add_names(&mut self, tables: &DateTables) {
        for (row, number) in tables.months.iter().zip(1u8..) {
            for (short, name) in flag(&row.names, false).chain(flag(&row.short, true)) {
                let word = self.entry(name);
                word.month = number;
                let mut role = if short { Role::SHORT_MONTH } else { Role::default() };
                if row.careful {
                    role = role.or(Role::CAREFUL);
                }
                word.role = word.role.or(role);
            }
        }
        for (row, number) in tables.weekdays.iter().zip(1u8..) {
            let forms = [
                (&row.names, Role::default()),
                (&row.short, Role::SHORT_WEEKDAY),
                (&row.plural, Role::PLURAL),
            ];
            for (names, role) in forms {
                for name in names {
                    let word = self.entry(name);
                    word.weekday = number;
                    word.role = word.role.or(role);
                }
            }
            let (Some(link), Some(name)) = (&tables.weekday_link, row.names.first()) else { continue };
            for part in &tables.parts {
                for end in &part.names {
                    let word = self.entry(&format!("{name}{link}{end}"));
                    word.weekday = number;
                    word.part = Some(part.part);
                }
            }
        }
        for row in &tables.parts {
            for name in &row.names {
                self.entry(name).part = Some(row.part);
            }
        }
        for row in &tables.units {
            let forms =
                [(&row.names, Role::default()), (&row.plural, Role::PLURAL), (&row.genitive, Role::GENITIVE)];
            for (names, role) in forms {
                for name in names {
                    let word = self.entry(name);
                    word.unit = Some(row.unit);
                    word.role = word.role.or(role);
                }
            }
        }
        for row in &tables.seasons {
            for (definite, name) in flag(&row.names, false).chain(flag(&row.definite, true)) {
                let word = self.entry(name);
                word.season = Some(row.season);
                if definite {
                    word.role = word.role.or(Role::DEFINITE);
                }
            }
        }
        for row in &tables.deictics {
            for name in &row.words {
                let word = self.entry(name);
                word.shift = row.shift;
                word.role = word.role.or(Role::DEICTIC);
                if row.earlier {
                    word.role = word.role.or(Role::EARLIER_DEICTIC);
                }
                if row.lasting {
                    word.role = word.role.or(Role::LASTING);
                }
            }
        }
        for (name, value) in &tables.ordinals {
            self.entry(name).ordinal = *value;
        }
    }

    fn add_roles(&mut self, tables: &DateTables) {
        let lists = [
            (Role::OF, &tables.of),
            (Role::ARTICLE, &tables.articles),
            (Role::DAY_BEFORE, &tables.day_before),
            (Role::RANGE, &tables.ranges),
            (Role::YEAR_BEFORE, &tables.year_before),
            (Role::YEAR_NEAR, &tables.year_near),
            (Role::BEFORE_CHRIST, &tables.before_christ),
            (Role::MONTH_BEFORE, &tables.month_before),
            (Role::CLOCK, &tables.clock),
            (Role::CLOCK_NEAR, &tables.clock_near),
            (Role::CLOCK_BEHIND, &tables.clock_behind),
            (Role::CLOCK_MINUTES, &tables.clock_minutes),
            (Role::AM, &tables.am),
            (Role::PM, &tables.pm),
            (Role::CLOCK_LINK, &tables.clock_links),
            (Role::AGO, &tables.ago),
            (Role::AGO_BEFORE, &tables.ago_before),
            (Role::AHEAD, &tables.ahead),
            (Role::LATER, &tables.later),
            (Role::EARLIER, &tables.earlier),
            (Role::AGE, &tables.age),
            (Role::EVERY, &tables.every),
            (Role::LINK, &tables.links),
            (Role::CENTURY, &tables.century),
            (Role::VAGUE, &tables.vague),
            (Role::BACK, &tables.back),
            (Role::LAST, &tables.last),
            (Role::WEEK, &tables.week),
            (Role::HALF, &tables.half),
            (Role::BORN, &tables.checks.born),
            (Role::DIED, &tables.checks.died),
            (Role::IS, &tables.checks.is),
            (Role::AGED, &tables.checks.aged),
            (Role::TURNS, &tables.checks.turns),
            (Role::BEFORE_DATE, &tables.before_date),
            (Role::AFTER_DATE, &tables.after_date),
            (Role::AFTER_DAY, &tables.after_day),
        ];
        for (role, names) in lists {
            for name in names {
                let word = self.entry(name);
                word.role = word.role.or(role);
            }
        }
    }

    fn add_phrases(&mut self, tables: &DateTables) {
        for row in &tables.relative {
            let RelativeRow { unit, shift: by, part, earlier, .. } = *row;
            self.add_phrase_list(&row.words, Meaning::Shifted { unit, by, part, earlier });
        }
        for row in &tables.seasons {
            let season = row.season;
            self.add_phrase_list(&row.now, Meaning::Season { season, past: false });
            self.add_phrase_list(&row.past, Meaning::Season { season, past: true });
        }
        for (row, number) in tables.weekdays.iter().zip(1u8..) {
            self.add_phrase_list(&row.past, Meaning::PastWeekday(number));
        }
        for row in &tables.holidays {
            self.add_phrase_list(&row.names, row.meaning());
            self.add_phrase_list(&self.numbered(&row.names), row.meaning());
        }
        self.add_phrase_list(&tables.present, Meaning::Present);
        self.add_phrase_list(&tables.from_now, Meaning::FromNow);
        self.add_phrase_list(&tables.past, Meaning::Past);
        self.add_phrase_list(&tables.future, Meaning::Future);
        self.add_phrase_list(&tables.modifiers, Meaning::Modifier);
        self.add_phrase_list(&tables.night_before, Meaning::NightBefore);
        self.add_phrase_list(&tables.part_links, Meaning::PartLink);
        self.add_phrase_list(&tables.no_dates, Meaning::NoDate);
        for list in &mut self.phrases {
            list.sort_by_key(|it| std::cmp::Reverse(it.rest.len()));
        }
    }

    /// Names that begin with an ordinal, with a figure instead: «1. juledag», which may stand in one word.
    fn numbered(&self, names: &[String]) -> Vec<String> {
        let numbered = |name: &String| {
            let (first, rest) = name.split_once(' ')?;
            let ordinal = self.word(first).map(|it| it.ordinal).filter(|it| *it > 0)?;
            Some([format!("{ordinal}. {rest}"), format!("{ordinal}.{rest}")])
        };
        names.iter().filter_map(numbered).flatten().collect()
    }

    fn add_phrase_list(&mut self, list: &[String], meaning: Meaning) {
        for text in list {
            let text = fold(text);
            let mut words = text.split(' ');
            let first = words.next().unwrap_or_default();
            let rest = words.map(Into::into).collect();
            let next = self.phrases.len() as u16 + 1;
            let entry = self.entry(first);
            if entry.phrases == 0 {
                entry.phrases = next;
                self.phrases.push(Vec::new());
            }
            let at = self.words[first].phrases as usize - 1;
            self.phrases[at].push(Phrase { rest, meaning });
        }
    }

    fn entry(&mut self, text: &str) -> &mut DateWord {
        self.words.entry(fold(text).into()).or_default()
    }

    /// What a word in lower case can be in an expression of time.
    pub fn word(&self, folded: &str) -> Option<&DateWord> {
        self.words.get(folded)
    }

    /// Whether the clause of a word in lower case looks back or ahead, if the word tells.
    pub fn tense(&self, folded: &str) -> Option<Tense> {
        let past = || folded.len() > 4 && self.past_ends.iter().any(|it| folded.ends_with(it.as_str()));
        self.tenses.get(folded).copied().or_else(|| past().then_some(Tense::Past))
    }

    /// Whether a word in lower case stands before a participle and tells nothing of when.
    pub fn is_passive(&self, folded: &str) -> bool {
        self.passive.iter().any(|it| it == folded)
    }

    /// The event that a day is the name of.
    pub fn event(&self, month: u8, day: u8) -> Option<&EventRow> {
        self.events.iter().find(|it| (it.month, it.day) == (month, day))
    }

    /// Phrases that begin with `word`, longest first: the words behind it, and what the phrase means.
    pub fn phrases(&self, word: &DateWord) -> impl Iterator<Item = (&[Box<str>], Meaning)> {
        let list = (word.phrases as usize).checked_sub(1).and_then(|it| self.phrases.get(it));
        list.map_or(&[][..], Vec::as_slice).iter().map(|it| (&*it.rest, it.meaning))
    }

    /// A weekday's name, 1 (Monday) to 7.
    pub fn weekday_name(&self, number: u8) -> &str {
        (number as usize).checked_sub(1).and_then(|it| self.weekday_names.get(it)).map_or("", |it| it)
    }

    /// A month's name, 1 to 12.
    pub fn month_name(&self, number: u8) -> &str {
        (number as usize).checked_sub(1).and_then(|it| self.month_names.get(it)).map_or("", |it| it)
    }

    /// What the ordinal of a day ends in behind its figure, as its word does: "rd" of 23.
    pub fn ordinal_end(&self, day: u8) -> Option<&str> {
        let ends =
            |end: &&String| self.words.iter().any(|(word, it)| it.ordinal == day && word.ends_with(&***end));
        self.ordinal_ends.iter().find(ends).map(|it| &**it)
    }

    /// A date as the language writes it: «14. mars 2024».
    pub fn written(&self, day: u8, month: u8, year: Option<i16>) -> String {
        let form = if year.is_some() { &self.written } else { &self.written_short };
        form.replace("{day}", &day.to_string())
            .replace("{month}", self.month_name(month))
            .replace("{year}", &year.unwrap_or_default().to_string())
    }
}

fn flag(names: &[String], flag: bool) -> impl Iterator<Item = (bool, &String)> {
    names.iter().map(move |it| (flag, it))
}
