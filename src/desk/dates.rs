//! Times in words: which day an expression of time means, and how the desk knows.

use super::passage::passage;
use super::words::{escape, quote, shorten};
use crate::article::{
    Anchor, Article, Expression, Place, PublicationDate, Resolved, TimeOfDay, TimexId, TimexType, Value,
    When, weekday,
};
use crate::language::{DayPart, Season};
use jiff::ToSpan;
use jiff::civil::Date;

/// Longest stretch of the article that an answer repeats, in characters.
const LONGEST: usize = 60;

/// The desk with an article's calendar before it.
#[derive(Clone, Copy)]
pub(super) struct Calendar<'a> {
    pub article: &'a Article,
}

impl Calendar<'_> {
    fn say(self, key: &str, parts: &[(&str, &str)]) -> String {
        self.article.language().say(key, parts)
    }

    // ---- What the editor shows under the pointer ----

    /// Which day an expression of time means and how the desk knows, as paragraphs of Markdown; nothing where the words
    /// say it all or nobody can tell.
    pub(super) fn hover(self, id: TimexId) -> Option<Vec<String>> {
        let timex = self.article.timex(id);
        if !matches!(timex.kind, TimexType::Date | TimexType::Time) {
            return None;
        }
        let resolved = self.article.whole().time_of(id)?;
        let when = resolved.value.when;
        if when.days().is_none() {
            return self.undated(resolved).map(|it| vec![it]);
        }
        let told = resolved.anchor == Anchor::Itself && when.day().is_none();
        let meant = self.short(resolved.value).filter(|_| !told)?;
        let mut out = vec![format!("**{meant}**")];
        let week = match when {
            When::Day(date) => Some(date.iso_week_date().week().unsigned_abs()),
            When::Week { week, .. } => Some(week),
            _ => None,
        };
        // The night before a day is of that day in the article's words, and of the day before in TIMEX3's.
        if let Some(week) = week.filter(|_| resolved.value.time != Some(TimeOfDay::NightBefore)) {
            let parts = [("iso", &*when.to_string()), ("week", &week.to_string())];
            out.push(self.say("hover-iso", &parts));
        }
        out.extend(self.counted(resolved));
        if resolved.open {
            out.extend(self.otherwise(timex.expression, when));
        }
        Some(out)
    }

    /// The time in few words: of a season or a quarter the article's words say which one, the value says the year.
    fn short(self, value: Value) -> Option<String> {
        match value.when {
            When::Season { .. } | When::Quarter { .. } | When::Half { .. } => Some(years(value.when.days()?)),
            _ if value.time == Some(TimeOfDay::NightBefore) => self.label(value),
            _ => self.label(Value { time: None, ..value }),
        }
    }

    /// Why nobody can tell when something is, if that is for want of a publication date.
    fn undated(self, resolved: Resolved) -> Option<String> {
        let nowhere = matches!(
            resolved.value.when,
            When::Past | When::Present | When::Future | When::Length { .. } | When::Year(_)
        );
        if nowhere || resolved.anchor != Anchor::Nothing {
            return None;
        }
        match self.article.whole().date {
            None => Some(self.say("hover-undated", &[])),
            Some(date) if date.day.is_none() => {
                Some(self.say("hover-undated-day", &[("date", &self.publication_date(date))]))
            }
            Some(_) => None,
        }
    }

    /// What a time was counted from.
    pub(super) fn counted(self, resolved: Resolved) -> Option<String> {
        match resolved.anchor {
            Anchor::Publication => {
                let date = self.publication_date(self.article.whole().date?);
                Some(self.say("hover-counted", &[("date", &date)]))
            }
            Anchor::Earlier(from) => {
                let place = Place { block: from.block, span: self.article.timex(from).span };
                let words = shorten(self.article.words(place), LONGEST);
                let words = quote(&escape(&words), self.article.language());
                let parts = [("words", &*words), ("where", &passage(self.article, place))];
                Some(self.say("hover-counted-from", &parts))
            }
            Anchor::Itself | Anchor::Nothing => None,
        }
    }

    /// What else an open expression can mean.
    fn otherwise(self, expression: Expression, when: When) -> Option<String> {
        if expression == Expression::NoDay {
            return Some(self.say("hover-no-day", &[]));
        }
        let today = self.article.whole().date.and_then(PublicationDate::date)?;
        let other = other(expression, when, today)?;
        let other = self.short(Value { when: other, time: None })?;
        Some(self.say("hover-or-else", &[("who", &other)]))
    }

    // ---- Labels ----

    /// A time as the article's language writes it: «mandag 6. januar 2020», «våren 2019», «januar 2020». Nothing if it has
    /// no place in the calendar.
    pub(super) fn label(self, value: Value) -> Option<String> {
        let days = value.when.days()?;
        let day = match value.when {
            When::Day(date) if value.time == Some(TimeOfDay::NightBefore) => {
                let day = self.day(date.tomorrow().ok()?, true);
                return Some(self.say("date-night-before", &[("day", &day)]));
            }
            When::Day(date) => self.day(date, true),
            When::Week { .. } | When::Weekend { .. } => self.days(days, true),
            When::Month { year: Some(year), month } => self.month(year, month),
            When::Season { season, .. } => self.say(season_key(season), &[("year", &years(days))]),
            When::Quarter { number, .. } => self.part("date-quarter", number, days),
            When::Half { number, .. } => self.part("date-half", number, days),
            When::Decade(_) | When::Century(_) => {
                self.say("date-years-from", &[("year", &days.0.year().to_string())])
            }
            _ => years(days),
        };
        Some(match value.time {
            Some(TimeOfDay::Clock { hour, minute }) if hour <= 24 && minute < 60 => {
                let (hour, minute) = (format!("{hour:02}"), format!("{minute:02}"));
                self.say("date-clock", &[("day", &day), ("hour", &hour), ("minute", &minute)])
            }
            Some(TimeOfDay::Part(part)) => self.say(part_key(part), &[("day", &day)]),
            _ => day,
        })
    }

    fn part(self, key: &str, number: u8, days: (Date, Date)) -> String {
        self.say(key, &[("number", &number.to_string()), ("year", &years(days))])
    }

    /// A day with its weekday.
    pub(super) fn day(self, date: Date, with_year: bool) -> String {
        let weekday = self.article.language().dates.weekday_name(weekday(date));
        self.say("hover-day", &[("weekday", weekday), ("date", &self.date(date, with_year))])
    }

    /// When something happens that happens on a day: "on Monday, January 6".
    pub(super) fn on_day(self, date: Date, with_year: bool) -> String {
        let name = self.article.language().dates.weekday_name(weekday(date));
        let (day, date) = (self.day(date, with_year), self.date(date, with_year));
        self.say("date-adverbial", &[("day", &day), ("weekday", name), ("date", &date)])
    }

    /// Some days in a row, from the first to the last.
    pub(super) fn days(self, (first, last): (Date, Date), with_year: bool) -> String {
        let from = self.date(first, with_year && first.year() != last.year());
        self.say("hover-days", &[("first", &from), ("last", &self.date(last, with_year))])
    }

    /// A date as the article's language writes it.
    pub(super) fn date(self, date: Date, with_year: bool) -> String {
        let year = with_year.then(|| date.year());
        self.article.language().dates.written(date.day().unsigned_abs(), date.month().unsigned_abs(), year)
    }

    pub(super) fn month(self, year: i16, month: u8) -> String {
        format!("{} {year}", self.article.language().dates.month_name(month))
    }

    /// The publication date as far as it is known: «2020», «januar 2020», «6. januar 2020».
    fn publication_date(self, date: PublicationDate) -> String {
        let dates = &self.article.language().dates;
        match (date.month.map(i8::unsigned_abs), date.day.map(i8::unsigned_abs)) {
            (Some(month), Some(day)) => dates.written(day, month, Some(date.year)),
            (Some(month), None) => self.month(date.year, month),
            (None, _) => date.year.to_string(),
        }
    }
}

/// The year or the years that days lie in: «2019», «2019–2020».
pub(super) fn years((first, last): (Date, Date)) -> String {
    match first.year() {
        year if year == last.year() => year.to_string(),
        year => format!("{year}–{}", last.year()),
    }
}

fn season_key(season: Season) -> &'static str {
    match season {
        Season::Spring => "date-spring",
        Season::Summer => "date-summer",
        Season::Autumn => "date-autumn",
        Season::Winter => "date-winter",
    }
}

fn part_key(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "date-morning",
        DayPart::Midday => "date-midday",
        DayPart::Afternoon => "date-afternoon",
        DayPart::Evening => "date-evening",
        DayPart::Night => "date-night",
    }
}

/// The next likeliest reading of an expression that is open: the weekday on the other side of the publication day, or
/// the same day, month or season of the year that then comes nearest.
fn other(expression: Expression, when: When, today: Date) -> Option<When> {
    if let (Expression::Weekday { .. }, When::Day(date)) = (expression, when) {
        let days = if date <= today { 7 } else { -7 };
        return Some(When::Day(date.checked_add(days.days()).ok()?));
    }
    let year = when.days()?.0.year();
    let far =
        |it: &When| it.days().and_then(|it| it.0.since(today).ok()).map(|it| it.get_days().unsigned_abs());
    let near = [year.checked_sub(1)?, year.checked_add(1)?].map(|it| in_year(expression, when, it));
    near.into_iter().flatten().min_by_key(far)
}

/// The same stretch of another year, if the expression can mean it.
fn in_year(expression: Expression, when: When, year: i16) -> Option<When> {
    let known = Some(year);
    match (expression, when) {
        (Expression::Day(day), When::Day(_)) => day.in_year(year).filter(|it| day.agrees(*it)).map(When::Day),
        (_, When::Month { month, .. }) => Some(When::Month { year: known, month }),
        (_, When::Season { season, .. }) => Some(When::Season { year: known, season }),
        (_, When::Quarter { number, .. }) => Some(When::Quarter { year: known, number }),
        (_, When::Half { number, .. }) => Some(When::Half { year: known, number }),
        _ => None,
    }
}
