//! Times by their distance, and amounts of time: «i går», «for to år siden», "next Monday", «tre dager».

use super::super::{Expression, Origin, TimeOfDay, Which};
use super::{Found, NUMBERS, Reader};
use crate::article::token::{Kind, Token};
use crate::language::{Class, Meaning, Role, Unit};
use crate::text::Span;

impl Reader<'_, '_, '_> {
    /// «i går kveld», «i fjor høst», «i sommer», «langfredag», «for tiden».
    pub(super) fn relative(&self, n: usize) -> Option<Found> {
        let own = |it| {
            !matches!(
                it,
                Meaning::Modifier
                    | Meaning::NightBefore
                    | Meaning::PartLink
                    | Meaning::FromNow
                    | Meaning::NoDate
            )
        };
        // "Morgen" inside a German sentence is the morning, "morgen" tomorrow.
        let noun = |it: &Token| self.dates.capitals && it.capital && !it.first;
        if self.word(n).part.is_some() && self.tokens.get(n).is_some_and(noun) {
            return None;
        }
        let Some((meaning, end)) = self.phrase(n, own) else { return self.ago(n) };
        // "the past three years", "the future king"; "it soon broke" is told in the past.
        let adverb = self.tokens.list[n].is(Class::ADVERB) && meaning == Meaning::Future;
        let noun = matches!(meaning, Meaning::Past | Meaning::Future) && end > n + 1;
        if (adverb || noun) && (!self.closed(end) || self.verb_or_amount(end)) {
            return None;
        }
        // "Johnnie Christmas", "White Christmas".
        let named = matches!(meaning, Meaning::Day { .. } | Meaning::Feast(_))
            && n > 0
            && self.near(n)
            && self.tokens.list[n].capital
            && self.tokens.get(n - 1).is_some_and(|it| it.capital && !it.first && it.is_word());
        if named && self.before(n).weekday == 0 {
            return None;
        }
        let span = Span::new(self.span(n).start as usize, self.bare(end - 1).end as usize);
        let mut found = Found::new(Expression::Present, span, end);
        match meaning {
            // "the current year" is a year.
            Meaning::Present if self.near_word(end).unit.is_some() && self.word(n).is(Role::DEICTIC) => {
                return None;
            }
            Meaning::Shifted { unit, by, part, earlier } => {
                let origin = if earlier { Origin::Text } else { Origin::Publication };
                found.expression = Expression::Shifted { unit, by: by.into(), origin };
                found.time = part.map(TimeOfDay::Part);
                if unit == Unit::Year
                    && let Some(season) = self.near_word(end).season
                {
                    let which = Which::InWeek(by);
                    found.expression = Expression::Season { season, year: None, which };
                    found.span = self.tokens.span(n..end + 1);
                    found.end = end + 1;
                }
            }
            Meaning::Season { .. } if self.is_ours(end - 1) && !self.ends_noun_phrase(end) => return None,
            Meaning::Season { season, past } => {
                // «i efteråret 1984».
                let (year, end) = self.year_behind(end);
                let which = Which::From(if past { -1 } else { 0 });
                found.expression = Expression::Season { season, year, which };
                found.span = found.span.cover(self.bare(end - 1));
                found.end = end;
            }
            Meaning::PastWeekday(weekday) => {
                found.expression = Expression::Weekday { weekday, which: Which::From(-1) };
            }
            Meaning::Day { .. } | Meaning::Feast(_) => {
                (found.expression, found.end) = self.named_day(meaning, end)?;
                found.span = self.span(n).cover(self.bare(found.end - 1));
            }
            Meaning::Past => {
                found.expression = Expression::Past;
                // "recent weeks".
                if self.near_word(end).is(Role::PLURAL) && self.word(end).unit.is_some() {
                    (found.span, found.end) = (self.tokens.span(n..end + 1), end + 1);
                }
            }
            Meaning::Future => found.expression = Expression::Future,
            _ => {}
        }
        Some(found)
    }

    /// Whether a verb or an amount of time stands at `n`: "soon wanted", "the past few days".
    fn verb_or_amount(&self, n: usize) -> bool {
        let word = self.near_word(n);
        let verb = Class::VERB.or(Class::SPEECH).or(Class::SPEECH_PASSIVE);
        self.near(n)
            && (word.unit.is_some()
                || word.is(Role::VAGUE)
                || self.tokens.get(n).is_some_and(|it| it.is(verb.or(NUMBERS))))
    }

    /// Whether «og en halv» stands behind the number at `n`.
    pub(super) fn and_a_half(&self, n: usize) -> bool {
        let is = |at: usize, class| self.near(at) && self.tokens.list[at].is(class);
        is(n + 1, Class::CONJUNCTION) && is(n + 2, Class::ONE) && self.near_word(n + 3).is(Role::HALF)
    }

    /// An amount of time: its count, unit, and the token behind.
    fn count(&self, n: usize) -> Option<(f64, Unit, usize)> {
        let token = self.tokens.get(n)?;
        let value = match token.kind {
            Kind::Number => {
                let text = token.span.of(self.tokens.text);
                if text.len() > 6 || text.contains(['-', '/', ':']) {
                    return None;
                }
                match text.split_once([',', '.']) {
                    // 10.000 is ten thousand.
                    Some((whole, part)) if part.len() == 3 => format!("{whole}{part}").parse().ok()?,
                    _ => text.replace(',', ".").parse().ok()?,
                }
            }
            // «et halvt år».
            Kind::Word if token.is(Class::ONE) && self.near_word(n + 1).is(Role::HALF) => {
                return Some((0.5, self.near_word(n + 2).unit?, n + 3));
            }
            Kind::Word if token.is(NUMBERS) => token.word().and_then(|it| it.value)?,
            _ => return None,
        };
        // «to og et halvt år».
        if self.and_a_half(n) {
            return Some((value + 0.5, self.near_word(n + 4).unit?, n + 5));
        }
        let word = self.near_word(n + 1);
        // "World Cup 2018 day five".
        let year = self.four_figures(n).is_some_and(|it| (1900..2100).contains(&it));
        (!year || word.is(Role::PLURAL)).then_some((value, word.unit?, n + 2))
    }

    /// Behind what makes the number at `n` a rough one or lessens it: «bare», «om lag», «drøyt».
    fn behind_rough(&self, n: usize) -> usize {
        let Some(token) = self.tokens.get(n).filter(|it| it.is_word() && !it.is(NUMBERS)) else { return n };
        let rough = Class::ABOUT.or(Class::ADVERB);
        let behind = n + token.stands(rough).unwrap_or(0);
        if (n + 1..=behind).all(|it| self.near(it)) { behind } else { n }
    }

    /// «om en uke», «for to uker siden»: so many weeks from this one, and the token behind.
    pub(super) fn weeks_away(&self, n: usize) -> Option<(i8, usize)> {
        let found = self.ago(n)?;
        let Expression::Shifted { unit, by, origin: Origin::Publication } = found.expression else {
            return None;
        };
        let weeks = match unit {
            Unit::Week => by,
            Unit::Day if by % 7 == 0 => by / 7,
            _ => return None,
        };
        Some((i8::try_from(weeks).ok()?, found.end))
    }

    /// «for to år siden», "two days ago", «om tre uker», "two days later".
    fn ago(&self, n: usize) -> Option<Found> {
        let word = self.word(n);
        let led = word.is(Role::AGO_BEFORE.or(Role::AHEAD).or(Role::BACK)) && self.near(n + 1);
        let start = if led { self.behind_rough(n + 1) } else { n };
        let (count, unit, end) = match self.count(start) {
            Some(it) => it,
            None => {
                if let Some(found) = self.some_time_ago(n, start) {
                    return Some(found);
                }
                let unit = self.near_word(start + 1).unit?;
                // "a week ago": one, where nothing else can be meant.
                self.tokens.get(start).filter(|it| it.is(Class::ONE))?;
                (1.0, unit, start + 2)
            }
        };
        // «for halvannet år siden»: in months.
        let (count, unit) = match unit {
            Unit::Year if count.fract() != 0.0 => (count * 12.0, Unit::Month),
            _ => (count, unit),
        };
        let whole = count.fract() == 0.0 && (0.0..=1e6).contains(&count);
        let behind = self.near_word(end);
        let mut exact = false;
        let (by, origin, from, end) = if behind.is(Role::AGO) {
            exact = !word.is(Role::AGO_BEFORE);
            (-1, Origin::Publication, if exact { start } else { n }, end + 1)
        } else if let Some((_, end)) =
            self.phrase(end, |it| it == Meaning::FromNow).filter(|_| self.near(end))
        {
            exact = true;
            (1, Origin::Publication, start, end)
        } else if led && word.is(Role::BACK) {
            (-1, Origin::Publication, n, end)
        } else if led && word.is(Role::AHEAD) && !self.word(end - 1).is(Role::GENITIVE) {
            exact = unit == Unit::Week && start == n + 1;
            (1, Origin::Publication, n, end)
        } else if start == n && behind.is(Role::LATER.or(Role::EARLIER)) && unit >= Unit::Day {
            let by = if behind.is(Role::LATER) { 1 } else { -1 };
            (by, Origin::Text, n, end + 1)
        } else {
            return None;
        };
        let span = self.tokens.span(from..end);
        let by = if whole { by * count as i32 } else { return None };
        let (unit, by) = if exact && self.dates.bare_distance_exact { finer(unit, by) } else { (unit, by) };
        Some(Found::new(Expression::Shifted { unit, by, origin }, span, end))
    }

    /// «for noen uker siden», "several years later", "days earlier": past or future, nobody knows when.
    fn some_time_ago(&self, n: usize, start: usize) -> Option<Found> {
        // «et par år»: "a few".
        let article = self.tokens.get(start).is_some_and(|it| it.is(Class::ONE));
        let start = if article && self.near_word(start + 1).is(Role::VAGUE) { start + 1 } else { start };
        let vague = self.word(start).is(Role::VAGUE) && self.near_word(start + 1).unit.is_some();
        let bare = self.word(start).is(Role::PLURAL) && self.word(start).unit.is_some();
        let behind = match (vague, bare) {
            (true, _) => start + 2,
            (false, true) => start + 1,
            (false, false) => return None,
        };
        let word = self.near_word(behind);
        let short = self.word(behind - 1).unit.is_none_or(|it| it < Unit::Day);
        let expression = match () {
            () if short && !word.is(Role::AGO) => return None,
            () if word.is(Role::AGO.or(Role::EARLIER)) => Expression::Past,
            () if word.is(Role::LATER) => Expression::Future,
            () => return None,
        };
        let from = if word.is(Role::AGO) { n } else { start };
        Some(Found::new(expression, self.tokens.span(from..behind + 1), behind + 1))
    }

    /// «forrige uke», "next Monday", «neste mai», «de siste to årene».
    pub(super) fn chosen(&self, n: usize) -> Option<Found> {
        let word = self.word(n);
        if !word.is(Role::DEICTIC) || !self.near(n + 1) {
            return None;
        }
        let (next, by) = (self.word(n + 1), word.shift);
        let end = n + 2;
        let span = Span::new(self.span(n).start as usize, self.bare(n + 1).end as usize);
        if let Some((count, unit, end)) = self.count(n + 1) {
            let expression = Expression::Duration { count: Some(count), unit };
            return Some(Found::new(expression, self.tokens.span(n..end), end));
        }
        if let (true, Some(unit)) = (next.is(Role::VAGUE), self.near_word(n + 2).unit) {
            let expression = Expression::Duration { count: None, unit };
            return Some(Found::new(expression, self.tokens.span(n..n + 3), n + 3));
        }
        let which = Which::From(by);
        let expression = if let Some(season) = next.season {
            Expression::Season { season, year: None, which }
        } else if next.weekday > 0 && !next.is(Role::SHORT_WEEKDAY) {
            let mut found = Found::new(Expression::Weekday { weekday: next.weekday, which }, span, end);
            found.time = next.part.map(TimeOfDay::Part);
            return Some(found);
        } else if next.month > 0
            && !next.is(Role::SHORT_MONTH)
            && (!self.dates.capitals || self.tokens.list[n + 1].capital)
        {
            Expression::Month { month: next.month, year: None, which }
        } else if let Some(unit) = next.unit.filter(|_| next.is(Role::PLURAL)) {
            Expression::Duration { count: None, unit }
        } else if let Some(unit) =
            next.unit.filter(|_| word.is(Role::LASTING) || self.near_word(end).is(Role::OF) && by < 0)
        {
            // "the past year", "the last week of September".
            Expression::Duration { count: Some(1.0), unit }
        } else if let Some(found) = self.weekday_of_week(n) {
            return Some(found);
        } else if let Some(unit) = next.unit {
            let origin = if word.is(Role::EARLIER_DEICTIC) { Origin::Text } else { Origin::Publication };
            Expression::Shifted { unit, by: by.into(), origin }
        } else {
            return None;
        };
        Some(Found::new(expression, span, end))
    }

    /// "next week on Tuesday", "next week Monday".
    fn weekday_of_week(&self, n: usize) -> Option<Found> {
        let mut at = n + 2;
        if self.near_word(at).is(Role::DAY_BEFORE) || self.near(at) && self.dash(at) {
            at += 1;
        }
        let word = self.near_word(at);
        if self.word(n + 1).unit != Some(Unit::Week) || word.weekday == 0 || word.is(Role::PLURAL) {
            return None;
        }
        // "next week Monday 3 June" is left to the date.
        if self.figures(at + 1).is_some() && self.near(at + 1) {
            return None;
        }
        let which = Which::InWeek(self.word(n).shift);
        let expression = Expression::Weekday { weekday: word.weekday, which };
        Some(Found::new(expression, self.tokens.span(n..at + 1), at + 1))
    }

    /// «hver dag», "every Monday".
    pub(super) fn every(&self, n: usize) -> Option<Found> {
        if !self.word(n).is(Role::EVERY) || !self.near(n + 1) {
            return None;
        }
        let next = self.word(n + 1);
        let expression = match (next.weekday, next.unit) {
            (1.., _) if !next.is(Role::SHORT_WEEKDAY) => Expression::EveryWeekday(next.weekday),
            (_, Some(unit)) => Expression::EveryUnit(unit),
            _ => return None,
        };
        Some(Found::new(expression, self.tokens.span(n..n + 2), n + 2))
    }

    /// «tre dager», "two-day".
    pub(super) fn amount(&self, n: usize) -> Option<Found> {
        if let Some((count, unit, end)) = self.count(n) {
            let word = self.near_word(end);
            if word.is(Role::AGE) && matches!(unit, Unit::Year | Unit::Month | Unit::Week | Unit::Day) {
                return None;
            }
            return Some(Found::new(
                Expression::Duration { count: Some(count), unit },
                self.tokens.span(n..end),
                end,
            ));
        }
        if self.word(n).is(Role::VAGUE) {
            let unit = self.near_word(n + 1).unit?;
            let expression = Expression::Duration { count: None, unit };
            return Some(Found::new(expression, self.tokens.span(n..n + 2), n + 2));
        }
        let token = self.tokens.get(n).filter(|it| it.is_word())?;
        let low = token.span.of(&self.tokens.folded);
        let (number, unit) = low.split_once('-')?;
        let unit = self.dates.word(unit).filter(|it| !it.is(Role::PLURAL.or(Role::GENITIVE)))?.unit?;
        let count = match number.parse::<u16>() {
            Ok(it) => f64::from(it),
            Err(_) => {
                let word = self.tokens.language.lexicon.word(number)?;
                word.value.filter(|_| word.class.any(Class::NUMBER))?
            }
        };
        Some(Found::new(Expression::Duration { count: Some(count), unit }, token.span, n + 1))
    }

    /// «slutten av mai», "early 2007", "the end of the year", "mid-May".
    pub(super) fn modified(&self, n: usize) -> Option<Found> {
        let inner = |at: usize| {
            self.month(at)
                .or_else(|| self.year_in(at))
                .or_else(|| self.season(at, true))
                .or_else(|| self.decade(at))
                .or_else(|| self.century(at))
                .or_else(|| self.chosen(at))
                .or_else(|| self.relative(at))
                .or_else(|| self.weekday(at))
        };
        if self.prefixed(n) {
            return self.prefixed_month(n);
        }
        let (_, end) = self.phrase(n, |it| it == Meaning::Modifier)?;
        if !self.near(end) {
            return None;
        }
        let at = if self.word(end).is(Role::ARTICLE) && self.near(end + 1) { end + 1 } else { end };
        let found = inner(end).or_else(|| inner(at).filter(|_| at > end));
        let mut found = found.or_else(|| self.of_context(at).filter(|_| at > end))?;
        found.span = self.span(n).cover(found.span);
        Some(found)
    }

    /// "week", "month", "year" behind "the end of the": the one that is at hand.
    fn of_context(&self, n: usize) -> Option<Found> {
        let word = self.near_word(n);
        let unit = word.unit.filter(|it| *it >= Unit::Week && *it != Unit::Half)?;
        let expression = Expression::Shifted { unit, by: 0, origin: Origin::Context };
        (!word.is(Role::PLURAL)).then(|| Found::new(expression, self.bare(n), n + 1))
    }

    /// Whether the word begins as "mid-May" does.
    pub(super) fn prefixed(&self, n: usize) -> bool {
        let low = self.tokens.low(n);
        self.dates.modifier_prefixes.iter().any(|it| low.len() > it.len() && low.starts_with(it.as_str()))
    }

    fn prefixed_month(&self, n: usize) -> Option<Found> {
        let low = self.tokens.low(n);
        let prefix = self.dates.modifier_prefixes.iter().find(|it| low.starts_with(it.as_str()))?;
        let rest = &low[prefix.len()..];
        if let Some(word) = self.dates.word(rest).filter(|it| it.month > 0) {
            let (year, end) = self.year_behind(n + 1);
            let expression = Expression::Month { month: word.month, year, which: Which::Unsaid };
            return Some(Found::new(expression, self.tokens.span(n..end), end));
        }
        let year = rest.parse().ok().filter(|it| rest.len() == 4 && (1500..=2100).contains(it));
        if let Some(year) = year {
            return Some(Found::new(Expression::Year(year), self.span(n), n + 1));
        }
        self.decade(n)
    }

    /// «natt til søndag».
    pub(super) fn night_before(&self, n: usize) -> Option<Found> {
        let (_, end) = self.phrase(n, |it| it == Meaning::NightBefore)?;
        if let Some(mut day) = self.near(end).then(|| self.relative(end)).flatten()
            && matches!(day.expression, Expression::Shifted { unit: Unit::Day, .. })
            && day.time.is_none()
        {
            day.span = self.span(n).cover(day.span);
            day.time = Some(TimeOfDay::NightBefore);
            return Some(day);
        }
        let word = self.near_word(end);
        if word.weekday == 0
            || word.is(Role::SHORT_WEEKDAY.or(Role::PLURAL))
            || self.figures(end + 1).is_some()
        {
            return None;
        }
        let expression = Expression::Weekday { weekday: word.weekday, which: Which::Unsaid };
        let mut found = Found::new(expression, self.tokens.span(n..end + 1), end + 1);
        found.time = Some(TimeOfDay::NightBefore);
        Some(found)
    }
}

/// A distance in weeks or years in the unit below, where that is a round number.
fn finer(unit: Unit, by: i32) -> (Unit, i32) {
    match unit {
        Unit::Week => (Unit::Day, by * 7),
        Unit::Year => (Unit::Month, by * 12),
        _ => (unit, by),
    }
}
