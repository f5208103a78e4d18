//! Finds expressions of time: one walk over the tokens of a block, one look-up a word.
//!
//! A word that can be several things counts as a date only beside something that proves one: a figure, a
//! preposition, another word of time. Nothing is joined across a line break.

use super::{CalendarDay, Expression, Origin, TimeOfDay, Timex, TimexType, Which};
use crate::article::token::{Kind, Tokens};
use crate::language::{Class, DateWord, Dates, DayPart, Meaning, Role, Unit};
use crate::text::Span;

/// Finds the expressions of time in a block.
pub(in crate::article) fn read(tokens: &Tokens, out: &mut Vec<Timex>) {
    let dates = &tokens.language.dates;
    let mut any = false;
    let words = (0..tokens.list.len())
        .map(|n| {
            let word = look_up(tokens, dates, n);
            any |= word.is_some() || tokens.list[n].kind == Kind::Number || starts_with_digit(tokens.low(n));
            word.unwrap_or_default()
        })
        .collect();
    if !any {
        return;
    }
    let mut reader = Reader { tokens, dates, words, out };
    let mut n = 0;
    while n < reader.words.len() {
        n = reader.at(n).unwrap_or(n).max(n + 1);
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

fn look_up(tokens: &Tokens, dates: &Dates, n: usize) -> Option<DateWord> {
    if !tokens.list[n].is_word() {
        return None;
    }
    let low = tokens.low(n);
    if let Some(word) = dates.word(low) {
        return Some(*word);
    }
    let bare = low.strip_suffix('.').or_else(|| genitive(low).map(|it| &low[..low.len() - it]));
    bare.and_then(|it| dates.word(it)).copied()
}

/// Length of the `'s` a word ends in.
fn genitive(low: &str) -> Option<usize> {
    ["'s", "’s"].iter().find(|it| low.ends_with(*it)).map(|it| it.len())
}

struct Reader<'a, 't, 'l> {
    tokens: &'a Tokens<'t, 'l>,
    dates: &'l Dates,
    words: Vec<DateWord>,
    out: &'a mut Vec<Timex>,
}

/// A day of the month before its month is known.
#[derive(Clone, Copy)]
struct Day {
    weekday: Option<u8>,
    day: u8,
    /// Written as an ordinal.
    ordinal: bool,
    span: Span,
}

/// Something that was read: what, from where, and the token behind it.
struct Found {
    expression: Expression,
    time: Option<TimeOfDay>,
    span: Span,
    end: usize,
}

impl Found {
    fn new(expression: Expression, span: Span, end: usize) -> Found {
        Found { expression, time: None, span, end }
    }
}

impl<'t> Reader<'_, 't, '_> {
    // What stands where.

    fn word(&self, n: usize) -> DateWord {
        self.words.get(n).copied().unwrap_or_default()
    }

    fn span(&self, n: usize) -> Span {
        self.tokens.get(n).map(|it| it.span).unwrap_or_default()
    }

    /// The span of the token without a genitive `'s`.
    fn bare(&self, n: usize) -> Span {
        let span = self.span(n);
        let cut = if span.is_empty() { None } else { genitive(self.tokens.low(n)) };
        Span::new(span.start as usize, span.end as usize - cut.unwrap_or(0))
    }

    fn mark(&self, n: usize, mark: char) -> bool {
        self.tokens.get(n).is_some_and(|it| it.mark(mark))
    }

    fn dash(&self, n: usize) -> bool {
        self.tokens.get(n).is_some_and(|it| it.dash())
    }

    /// Whether there is a token `n` on the same line as the one before it.
    fn near(&self, n: usize) -> bool {
        let Some(token) = self.tokens.get(n) else { return false };
        let Some(before) = n.checked_sub(1).and_then(|it| self.tokens.get(it)) else { return false };
        let gap = &self.tokens.text[before.span.end as usize..token.span.start as usize];
        gap.len() <= 4 && !gap.contains(['\n', '\r', '\u{2028}', '\u{2029}'])
    }

    fn near_word(&self, n: usize) -> DateWord {
        if self.near(n) { self.word(n) } else { DateWord::default() }
    }

    /// The word before `n` on the same line.
    fn before(&self, n: usize) -> DateWord {
        if n > 0 && self.near(n) { self.word(n - 1) } else { DateWord::default() }
    }

    /// The value of a token that is nothing but one to four figures, and how many they are.
    fn figures(&self, n: usize) -> Option<(u16, usize)> {
        let token = self.tokens.get(n).filter(|it| it.kind == Kind::Number)?;
        let text = token.span.of(self.tokens.text);
        (text.len() <= 4 && text.bytes().all(|it| it.is_ascii_digit()))
            .then(|| Some((text.parse().ok()?, text.len())))?
    }

    /// Behind the stop of an abbreviation, if it has one as a token of its own.
    fn behind_stop(&self, n: usize) -> usize {
        let stop = self.mark(n, '.') && !self.tokens.spaced(n) && self.near(n + 1);
        if stop { n + 1 } else { n }
    }

    /// Whether what stands at `n` shows that the number before it counts nothing: the end, a mark, a function
    /// word, a name.
    fn closed(&self, n: usize) -> bool {
        let Some(token) = self.tokens.get(n) else { return true };
        if !self.near(n) {
            return true;
        }
        match token.kind {
            Kind::Mark(it) => !matches!(it, '%' | '‰' | '$' | '€' | '£' | '°' | '+' | '×' | '*'),
            Kind::Number | Kind::Address => false,
            Kind::Word => {
                let counted = Class::CURRENCY
                    .or(Class::PERCENT)
                    .or(Class::MULTIPLIER)
                    .or(Class::PEOPLE)
                    .or(Class::DEAD);
                let small = Class::PREPOSITION
                    .or(Class::CONJUNCTION)
                    .or(Class::SUBJUNCTION)
                    .or(Class::RELATIVE)
                    .or(Class::ADVERB)
                    .or(Class::VERB)
                    .or(Class::DETERMINER)
                    .or(Class::PRONOUN)
                    .or(Class::THAT)
                    .or(Class::WHETHER)
                    .or(Class::SPEECH)
                    .or(Class::SPEECH_PASSIVE);
                let word = self.word(n);
                if token.is(counted) || word.unit.is_some() && !token.is(small) {
                    return false;
                }
                token.capital || token.is(small) || word.weekday > 0 || word.is(Role::CLOCK)
            }
        }
    }

    /// Whether the number before `n` counts money, people, units or the like.
    fn counts(&self, n: usize) -> bool {
        let Some(token) = self.tokens.get(n).filter(|_| self.near(n)) else { return false };
        let counted =
            Class::CURRENCY.or(Class::PERCENT).or(Class::MULTIPLIER).or(Class::PEOPLE).or(Class::DEAD);
        let unit = self.word(n).unit.is_some() && !token.is(Class::PREPOSITION);
        token.is(counted) || unit || matches!(token.kind, Kind::Mark('%' | '‰' | '$' | '€' | '£' | '°'))
    }

    /// The phrase that begins at `n` and is accepted, and the token behind it.
    fn phrase(&self, n: usize, accept: impl Fn(Meaning) -> bool) -> Option<(Meaning, usize)> {
        let word = self.word(n);
        if !word.begins_phrase() {
            return None;
        }
        self.dates.phrases(&word).find_map(|(rest, meaning)| {
            let here = |at: usize| if self.near(at) { self.tokens.low(at) } else { "" };
            let fits = || rest.iter().zip(n + 1..).all(|(it, at)| **it == *here(at));
            (accept(meaning) && fits()).then_some((meaning, n + 1 + rest.len()))
        })
    }

    fn push(&mut self, found: &Found) {
        let kind = match (found.expression, found.time) {
            (Expression::Duration { .. }, _) => TimexType::Duration,
            (Expression::EveryUnit(_) | Expression::EveryWeekday(_), _) => TimexType::Set,
            (_, Some(_)) => TimexType::Time,
            _ => TimexType::Date,
        };
        self.out.push(Timex { span: found.span, kind, expression: found.expression, time: found.time });
    }

    /// The year of the last full date before this place.
    fn context(&self) -> Option<i16> {
        self.out.iter().rev().find_map(|it| match it.expression {
            Expression::Day(day) => day.year.or(day.context),
            Expression::Month { year: Some(year), .. } => Some(year),
            _ => None,
        })
    }

    /// The last day before this place that the text gives in full.
    fn last_day(&self) -> Option<(i16, u8, u8)> {
        let last = self.out.iter().rev().find(|it| matches!(it.expression, Expression::Day(_)))?;
        let Expression::Day(day) = last.expression else { return None };
        day.year.or(day.context).map(|year| (year, day.month, day.day))
    }

    // The walk.

    /// Reads what begins at token `n`; the token behind it.
    fn at(&mut self, n: usize) -> Option<usize> {
        let token = self.tokens.get(n)?;
        let word = self.word(n);
        match token.kind {
            Kind::Number => {}
            Kind::Word if starts_with_digit(self.tokens.low(n)) => {}
            Kind::Word => {
                let begins = word.begins_phrase()
                    || word.part.is_some() && self.word(n + 1).is(Role::OF)
                    || word.month > 0
                    || word.weekday > 0
                    || word.ordinal > 0
                    || word.season.is_some()
                    || word.is(BEGINS);
                let number = token.is(NUMBERS) && self.word(n + 1).unit.is_some();
                if !begins && !number && !self.prefixed(n) && !self.tokens.low(n).contains('-') {
                    return None;
                }
            }
            _ => return None,
        }
        if let Some((_, end)) = self.phrase(n, |it| it == Meaning::NoDate) {
            return Some(end);
        }
        if let Some(end) = self.days(n).or_else(|| self.part_of(n)) {
            return Some(end);
        }
        if let Some(end) = self.years(n).or_else(|| self.months(n)) {
            return Some(end);
        }
        let mut found = self.single(n)?;
        self.add_time(&mut found);
        self.complete_range(&found);
        self.push(&found);
        Some(found.end)
    }

    /// Everything but days of the calendar.
    fn single(&self, n: usize) -> Option<Found> {
        let word = self.word(n);
        if word.is(Role::ARTICLE) {
            if let Some(found) = self.relative(n) {
                return Some(found);
            }
            if let Some(found) = self.modified(n) {
                return Some(found);
            }
            // The article belongs to what it makes definite.
            let inner = (self.near(n + 1)).then(|| self.with_article(n + 1)).flatten()?;
            return Some(Found { span: self.span(n).cover(inner.span), ..inner });
        }
        self.modified(n)
            .or_else(|| self.night_before(n))
            .or_else(|| self.clock_first(n))
            .or_else(|| self.relative(n))
            .or_else(|| self.chosen(n))
            .or_else(|| self.every(n))
            .or_else(|| self.decade(n))
            .or_else(|| self.year_part(n))
            .or_else(|| self.amount(n))
            .or_else(|| self.century(n))
            .or_else(|| self.season(n, false))
            .or_else(|| self.weekday(n))
            .or_else(|| self.month(n))
            .or_else(|| self.year(n))
    }

    fn with_article(&self, n: usize) -> Option<Found> {
        self.chosen(n)
            .or_else(|| self.decade(n))
            .or_else(|| self.year_part(n))
            .or_else(|| self.century(n))
            .or_else(|| self.season(n, true))
            .or_else(|| self.weekday(n).filter(|it| it.time.is_some()))
    }

    // Days of the calendar.

    /// A day, or several that share a month: «fredag 3.–søndag 5. mai 2024».
    fn days(&mut self, n: usize) -> Option<usize> {
        self.iso(n)
            .or_else(|| self.figure_date(n))
            .or_else(|| self.month_first(n))
            .or_else(|| self.day_first(n))
    }

    /// The weekday at `n` and the token where its date would begin.
    fn weekday_before(&self, n: usize) -> (Option<u8>, usize) {
        let word = self.word(n);
        if word.weekday == 0 || word.part.is_some() || word.is(Role::PLURAL) {
            return (None, n);
        }
        let mut at = self.behind_stop(n + 1);
        if self.mark(at, ',') {
            at += 1;
        }
        let between = self.near_word(at);
        if between.is(Role::ARTICLE) || between.is(Role::DAY_BEFORE) && !between.begins_phrase() {
            at += 1;
        }
        if !(n + 1..=at).all(|it| self.near(it)) {
            return (None, n);
        }
        // «lørdag og søndag 4. og 5. mai»: which weekday goes with which day is for the reader to find out.
        let several = n >= 2
            && self.near(n)
            && (self.word(n - 1).is(Role::RANGE) || self.dash(n - 1) || self.mark(n - 1, ','))
            && self.word(n - 2).weekday > 0
            && !self.out.last().is_some_and(|it| {
                it.span.end == self.span(n - 2).end && matches!(it.expression, Expression::Day(_))
            });
        ((!several).then_some(word.weekday), at)
    }

    /// One or more days at `n`, as figures or ordinals. Adds them to `out`; the token behind.
    fn day_items(&self, n: usize, out: &mut Vec<Day>) -> Option<usize> {
        let token = self.tokens.get(n)?;
        let text = token.span.of(self.tokens.text);
        if token.kind == Kind::Number {
            if let Some((value, len)) = self.figures(n) {
                if len > 2 || !(1..=39).contains(&value) {
                    return None;
                }
                let stop = self.dates.ordinal_stop && self.mark(n + 1, '.') && !self.tokens.spaced(n + 1);
                let end = if stop { n + 2 } else { n + 1 };
                if value > 31 && !stop {
                    return None;
                }
                let span = self.tokens.span(n..end);
                out.push(Day { weekday: None, day: value as u8, ordinal: stop, span });
                return Some(end);
            }
            // 3-5 is one token.
            let (first, second) = text.split_once('-')?;
            let value = |it: &str| it.parse().ok().filter(|day| it.len() <= 2 && (1..=31).contains(day));
            let (from, to): (u8, u8) = (value(first)?, value(second)?);
            if from >= to {
                return None;
            }
            let start = token.span.start as usize;
            let stop = self.dates.ordinal_stop && self.mark(n + 1, '.') && !self.tokens.spaced(n + 1);
            let end = if stop { n + 2 } else { n + 1 };
            let last = self.span(end - 1).end as usize;
            let day = |day, from, to| Day { weekday: None, day, ordinal: stop, span: Span::new(from, to) };
            out.push(day(from, start, start + first.len()));
            out.push(day(to, start + first.len() + 1, last));
            return Some(end);
        }
        let low = self.tokens.low(n);
        let day = if starts_with_digit(low) {
            let end = self.dates.ordinal_ends.iter().find_map(|it| low.strip_suffix(it.as_str()))?;
            end.parse().ok().filter(|it| end.len() <= 2 && (1..=39).contains(it))?
        } else {
            self.word(n).ordinal
        };
        if day == 0 {
            return None;
        }
        out.push(Day { weekday: None, day, ordinal: true, span: token.span });
        Some(n + 1)
    }

    /// Day before month.
    fn day_first(&mut self, n: usize) -> Option<usize> {
        let mut days: Vec<Day> = Vec::new();
        let mut at = n;
        let end = loop {
            let start = at;
            let (weekday, from) = self.weekday_before(at);
            at = from;
            if days.is_empty() && start == at && self.word(at).is(Role::ARTICLE) {
                if !self.near(at + 1) {
                    return None;
                }
                at += 1;
            }
            if at > n && !self.near(at) {
                return None;
            }
            if let Some((day, month, end)) = self.glued(at) {
                days.push(Day { weekday, day, ordinal: true, span: self.tokens.span(start..at + 1) });
                return self.day_month(&mut days, month, true, end);
            }
            let (first, led) = (days.len(), start < at);
            at = self.day_items(at, &mut days)?;
            if let Some(day) = days.get_mut(first) {
                // "the 16th of May", but "the 16 May attack".
                if led && (weekday.is_some() || day.ordinal) {
                    day.span = self.span(start).cover(day.span);
                }
                day.weekday = weekday;
            }
            if !self.near(at) || days.len() > 8 {
                return None;
            }
            let of = self.word(at).is(Role::OF) && self.near(at + 1);
            let month = if of { at + 1 } else { at };
            if self.word(month).month > 0 && self.month_fits(month, days.last().is_some_and(|it| it.ordinal))
            {
                break month;
            }
            // Another day of the same month.
            let list = self.mark(at, ',') && days.iter().all(|it| it.ordinal);
            if !(self.dash(at) || self.word(at).is(Role::RANGE) || list) || !self.near(at + 1) {
                return None;
            }
            at += 1;
        };
        let month = self.word(end).month;
        // «i kapittel 31. April er …» would be two sentences.
        let small = !self.tokens.list[end].capital || self.dates.capitals;
        let behind = self.behind_stop(end + 1);
        let behind = if self.word(end).is(Role::SHORT_MONTH) { behind } else { end + 1 };
        if let Some(last) = days.last_mut() {
            last.span = last.span.cover(self.span(behind - 1));
        }
        self.day_month(&mut days, month, small, behind)
    }

    /// Whether the month's name at `n` is one behind a day.
    fn month_fits(&self, n: usize, ordinal: bool) -> bool {
        let (word, token) = (self.word(n), &self.tokens.list[n]);
        if self.dates.capitals && !token.capital {
            return !word.is(Role::CAREFUL) && (ordinal || !word.is(Role::SHORT_MONTH));
        }
        // «5. Jul» and «12 Mai» may be names.
        self.dates.capitals || !token.capital || ordinal && !word.is(Role::SHORT_MONTH)
    }

    /// `27.desember`, `14april`: day, month and the token behind.
    fn glued(&self, n: usize) -> Option<(u8, u8, usize)> {
        let low = self.tokens.get(n).filter(|it| it.is_word()).map(|_| self.tokens.low(n))?;
        let figures = low.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&figures) {
            return None;
        }
        let name = low[figures..].strip_prefix('.').unwrap_or(&low[figures..]);
        let word = self.dates.word(name).filter(|it| it.month > 0 && !it.is(Role::SHORT_MONTH))?;
        let day = low[..figures].parse().ok().filter(|it| (1..=31).contains(it))?;
        Some((day, word.month, n + 1))
    }

    /// Ends days whose month has been read: the year behind, and the facts.
    fn day_month(&mut self, days: &mut [Day], month: u8, sure: bool, behind: usize) -> Option<usize> {
        let (year, end) = self.year_behind(behind);
        if end > behind
            && let Some(last) = days.last_mut()
        {
            last.span = last.span.cover(self.bare(end - 1));
        }
        self.emit(days, month, year, sure, end)
    }

    fn emit(
        &mut self,
        days: &mut [Day],
        month: u8,
        year: Option<i16>,
        sure: bool,
        end: usize,
    ) -> Option<usize> {
        let mut end = end;
        let mut distance = None;
        if year.is_none()
            && let Some((by, behind)) = self.year_at_distance(end)
            && let Some(last) = days.last_mut()
        {
            distance = Some(by);
            last.span = last.span.cover(self.span(behind - 1));
            end = behind;
        }
        let known = year.is_some() || distance.is_some();
        let context = if known { None } else { self.context() };
        for (n, day) in days.iter().enumerate() {
            let calendar = CalendarDay {
                weekday: day.weekday,
                day: day.day,
                month,
                year,
                distance,
                context,
                plain: sure || year.is_some(),
                swappable: false,
            };
            let mut found = Found::new(Expression::Day(calendar), day.span, end);
            if n + 1 == days.len() {
                self.weekday_behind(&mut found);
                self.add_time(&mut found);
                end = found.end;
            }
            self.complete_range(&found);
            self.push(&found);
        }
        Some(end)
    }

    /// «14. mars 2024 (fredag)».
    fn weekday_behind(&self, found: &mut Found) {
        let Expression::Day(day) = &mut found.expression else { return };
        let at = found.end;
        let weekday = self.word(at + 1).weekday;
        let bracketed = self.mark(at, '(') && self.mark(at + 2, ')') && (at..at + 3).all(|it| self.near(it));
        if day.weekday.is_none() && bracketed && weekday > 0 {
            day.weekday = Some(weekday);
            found.span = found.span.cover(self.span(at + 2));
            found.end = at + 3;
        }
    }

    /// «30. april–2. mai 2024»: the first day has the second's year.
    fn complete_range(&mut self, found: &Found) {
        let (Expression::Day(CalendarDay { month: last, year: Some(year), .. })
        | Expression::Month { month: last, year: Some(year), .. }) = found.expression
        else {
            return;
        };
        let Some(before) = self.out.last_mut() else { return };
        let gap = self.tokens.at(before.span.end);
        if gap + 1 != self.tokens.at(found.span.start)
            || !self.tokens.list[gap].dash() && !self.words[gap].is(Role::RANGE)
        {
            return;
        }
        match &mut before.expression {
            Expression::Day(first) if first.year.is_none() => {
                first.year = Some(if first.month > last { year - 1 } else { year });
                first.context = None;
            }
            Expression::Month { month, year: first @ None, which: Which::Unsaid | Which::OfYear(_) } => {
                *first = Some(if *month > last { year - 1 } else { year });
            }
            _ => {}
        }
    }

    /// A year right behind a month: «mai 2007», "May 16, 2024", «mai i 2007».
    fn year_behind(&self, n: usize) -> (Option<i16>, usize) {
        let mut at = n;
        let comma = self.mark(at, ',') && self.near(at);
        if comma || self.near_word(at).is(Role::OF.or(Role::LINK)) {
            at += 1;
        }
        let year = self.four_figures(at).filter(|_| at >= 1 && self.near(at) && !self.counts(at + 1));
        match year {
            Some(year) => (Some(year), at + 1),
            None => (None, n),
        }
    }

    fn four_figures(&self, n: usize) -> Option<i16> {
        let (value, len) = self.figures(n)?;
        (len == 4 && (1000..=2999).contains(&value)).then_some(value as i16)
    }

    /// Month before day: "Friday, May 16, 2024", "May 3–5".
    fn month_first(&mut self, n: usize) -> Option<usize> {
        if !self.dates.month_first {
            return None;
        }
        let (weekday, at) = self.weekday_before(n);
        let month = self.word(at).month;
        if month == 0 || at > n && !self.near(at) {
            return None;
        }
        if self.dates.capitals && !self.tokens.list[at].capital && self.word(at).is(Role::CAREFUL) {
            return None;
        }
        let mut from = self.behind_stop(at + 1);
        if self.near_word(from).is(Role::ARTICLE) {
            from += 1;
        }
        let mut days = Vec::new();
        if !self.near(from) {
            return None;
        }
        let mut end = self.day_items(from, &mut days)?;
        // "March second" is hardly a date, "May one" never.
        if self.word(from).ordinal > 0 && self.word(at).is(Role::CAREFUL) && from == at + 1 {
            return None;
        }
        loop {
            let more =
                (self.dash(end) || self.word(end).is(Role::RANGE)) && self.near(end) && self.near(end + 1);
            let count = days.len();
            match more.then(|| self.day_items(end + 1, &mut days)).flatten() {
                // "on May 5 and 12 people": the second is no day.
                Some(next) if self.closed(next) && days.len() <= 8 => end = next,
                _ => {
                    days.truncate(count);
                    break;
                }
            }
        }
        let ordinal = days.iter().all(|it| it.ordinal);
        let (year, behind) = self.year_behind(end);
        if year.is_none() && !ordinal && !self.closed(end) {
            return None;
        }
        if let Some(first) = days.first_mut() {
            first.span = Span { start: self.span(n).start, ..first.span };
            first.weekday = weekday;
        }
        if let Some(last) = days.last_mut().filter(|_| behind > end) {
            last.span = last.span.cover(self.bare(behind - 1));
        }
        self.emit(&mut days, month, year, true, behind)
    }

    /// `2024-05-16`.
    fn iso(&mut self, n: usize) -> Option<usize> {
        let (weekday, at) = self.weekday_before(n);
        let token = self.tokens.get(at).filter(|it| it.kind == Kind::Number)?;
        let text = token.span.of(self.tokens.text);
        let [y, m, d] = split(text, b'-')?;
        if text.len() != 10 || y.1 != 4 || m.1 != 2 || !(1000..=2999).contains(&y.0) {
            return None;
        }
        let plain = (1..=12).contains(&m.0) && (1..=31).contains(&d.0);
        if !plain {
            return None;
        }
        let day = CalendarDay {
            weekday,
            day: d.0 as u8,
            month: m.0 as u8,
            year: Some(y.0 as i16),
            distance: None,
            context: None,
            plain,
            swappable: false,
        };
        self.one_day(n, at, day)
    }

    /// `16.05.2024`, `16/5`, `16/5-2024`, `5/16/2024`.
    fn figure_date(&mut self, n: usize) -> Option<usize> {
        let (weekday, at) = self.weekday_before(n);
        let token = self.tokens.get(at).filter(|it| it.kind == Kind::Number)?;
        let text = token.span.of(self.tokens.text);
        if text.len() < 3 || text.len() > 10 || text.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let proof = weekday.is_some() || self.before(at).is(Role::DAY_BEFORE);
        let separator = text.bytes().find(|it| !it.is_ascii_digit())?;
        let slash = separator == b'/';
        let three = split(text, separator).or_else(|| {
            // 16/5-2024
            let (day, year) = text.split_once('-')?;
            let [d, m] = split(day, separator)?;
            let [y] = split(year, b'-')?;
            Some([d, m, y])
        });
        let (first, second, year) = match three {
            Some([d, m, (y, 4)]) if d.1 <= 2 && m.1 <= 2 && (1000..=2999).contains(&y) => (d.0, m.0, Some(y)),
            // Two figures for a year: only where something else shows that it is a date.
            Some([d, m, (y, 2)]) if proof && d.1 <= 2 && m.1 <= 2 && separator != b'-' => {
                (d.0, m.0, Some(if y < 50 { 2000 + y } else { 1900 + y }))
            }
            None if proof && (slash || separator == b'.') => {
                let [d, m] = split(text, separator)?;
                if d.1 > 2 || m.1 > 2 {
                    return None;
                }
                (d.0, m.0, None)
            }
            _ => return None,
        };
        if first == 0 || second == 0 || first > 31 || second > 99 {
            return None;
        }
        let unclear = slash && self.dates.unclear_slashes;
        // Where figures fit only one way round, that way is meant.
        let (day, month) = match (first <= 12, second <= 12) {
            (true, false) if second <= 31 => (second, first),
            (true, true) if unclear => (second, first),
            _ => (first, second),
        };
        if year.is_none() && (month > 12 || day > 31) {
            return None;
        }
        let calendar = CalendarDay {
            weekday,
            day: day as u8,
            month: month as u8,
            year: year.map(|it| it as i16),
            distance: None,
            context: if year.is_some() { None } else { self.context() },
            plain: year.is_some() && three.is_some_and(|it| it[2].1 == 4),
            swappable: unclear && first <= 12 && second <= 12 && first != second,
        };
        self.one_day(n, at, calendar)
    }

    fn one_day(&mut self, n: usize, at: usize, day: CalendarDay) -> Option<usize> {
        let mut found = Found::new(Expression::Day(day), self.tokens.span(n..at + 1), at + 1);
        self.weekday_behind(&mut found);
        self.add_time(&mut found);
        self.complete_range(&found);
        self.push(&found);
        Some(found.end)
    }

    /// "the night of 8 February 1904", «natt til 5. mai».
    fn part_of(&mut self, n: usize) -> Option<usize> {
        let at = if self.word(n).is(Role::ARTICLE) && self.near(n + 1) { n + 1 } else { n };
        let (time, from) = match self.phrase(at, |it| it == Meaning::NightBefore) {
            Some((_, end)) => (TimeOfDay::NightBefore, end),
            None if self.near_word(at + 1).is(Role::OF) => (TimeOfDay::Part(self.word(at).part?), at + 2),
            None => return None,
        };
        if !self.near(from) {
            return None;
        }
        let count = self.out.len();
        let end = self.days(from)?;
        let start = self.span(n).start;
        if let Some(first) = self.out.get_mut(count) {
            first.span.start = start;
            first.time = Some(time);
            first.kind = TimexType::Time;
        }
        Some(end)
    }

    // Months, weekdays, years, seasons.

    fn month(&self, n: usize) -> Option<Found> {
        let word = self.word(n);
        if word.month == 0 {
            return None;
        }
        let token = &self.tokens.list[n];
        let behind = if word.is(Role::SHORT_MONTH) { self.behind_stop(n + 1) } else { n + 1 };
        let (year, end) = self.year_behind(behind);
        let span = self.span(n).cover(self.bare(end - 1));
        let month = word.month;
        let mut found = Found::new(Expression::Month { month, year, which: Which::Unsaid }, span, end);
        if year.is_some() {
            return (!self.dates.capitals || token.capital || !word.is(Role::CAREFUL)).then_some(found);
        }
        if word.is(Role::SHORT_MONTH) {
            return None;
        }
        found.span = self.bare(n);
        if let Some((by, end)) = self.year_at_distance(n + 1) {
            found.expression = Expression::Month { month, year: None, which: Which::InWeek(by) };
            found.span = self.tokens.span(n..end);
            found.end = end;
            return Some(found);
        }
        let range =
            (self.dash(n + 1) || self.near_word(n + 1).is(Role::RANGE)) && self.near_word(n + 2).month > 0;
        let proof = range || self.before(n).is(Role::MONTH_BEFORE.or(Role::DEICTIC));
        let capital_behind = self.near(n + 1) && self.tokens.list[n + 1].capital;
        let fits = match self.dates.capitals {
            true if !token.capital => return None,
            true if word.is(Role::CAREFUL) => proof && !capital_behind,
            true => true,
            // A capital inside a sentence makes a name of it.
            false => !token.capital || token.first && !capital_behind && !word.is(Role::CAREFUL),
        };
        found.expression = Expression::Month { month, year: None, which: self.which() };
        fits.then_some(found)
    }

    /// Which month or season is meant when nothing beside it says so.
    fn which(&self) -> Which {
        self.context().map_or(Which::Unsaid, Which::OfYear)
    }

    /// «i fjor», "last year" behind a month or season: the year that many from now.
    fn year_at_distance(&self, n: usize) -> Option<(i8, usize)> {
        if !self.near(n) {
            return None;
        }
        let shifted = |meaning| matches!(meaning, Meaning::Shifted { unit: Unit::Year, earlier: false, .. });
        if let Some((Meaning::Shifted { by, .. }, end)) = self.phrase(n, shifted) {
            return Some((by, end));
        }
        let at = if self.word(n).is(Role::LINK) && self.near(n + 1) { n + 1 } else { n };
        let (word, unit) = (self.word(at), self.near_word(at + 1).unit);
        let chosen = word.is(Role::DEICTIC) && !word.is(Role::EARLIER_DEICTIC) && unit == Some(Unit::Year);
        chosen.then_some((word.shift, at + 2))
    }

    /// «i forrige uke», "next week" behind a weekday: the week that many from now.
    fn week_at_distance(&self, n: usize) -> Option<(i8, usize)> {
        if !self.near(n) {
            return None;
        }
        let mut at = n;
        if self.word(at).is(Role::LINK) && self.near(at + 1) {
            at += 1;
        }
        let (word, unit) = (self.word(at), self.near_word(at + 1).unit);
        let chosen = word.is(Role::DEICTIC) && !word.is(Role::EARLIER_DEICTIC) && unit == Some(Unit::Week);
        chosen.then_some((word.shift, at + 2))
    }

    fn weekday(&self, n: usize) -> Option<Found> {
        let word = self.word(n);
        if word.weekday == 0 || word.is(Role::SHORT_WEEKDAY) {
            return None;
        }
        let weekday = word.weekday;
        if word.is(Role::PLURAL) {
            return Some(Found::new(Expression::EveryWeekday(weekday), self.span(n), n + 1));
        }
        let token = &self.tokens.list[n];
        // «Dagbladet Søndag»: a capital beside a capital is a name, where weekdays have small letters.
        let neighbour = |it: Option<usize>| {
            it.and_then(|it| self.tokens.get(it)).is_some_and(|it| it.capital && it.is_word())
        };
        if !self.dates.capitals
            && token.capital
            && !token.first
            && !token.shouted
            && (neighbour(n.checked_sub(1)) || neighbour(Some(n + 1)))
        {
            return None;
        }
        let expression = Expression::Weekday { weekday, which: Which::Unsaid };
        let mut found = Found::new(expression, self.bare(n), n + 1);
        found.time = word.part.map(TimeOfDay::Part);
        if let Some((by, end)) = self.week_at_distance(n + 1) {
            found.expression = Expression::Weekday { weekday, which: Which::InWeek(by) };
            found.span = self.tokens.span(n..end);
            found.end = end;
        }
        Some(found)
    }

    fn year(&self, n: usize) -> Option<Found> {
        if let Some((value, _)) = self.figures(n)
            && self.near_word(n + 1).is(Role::BEFORE_CHRIST)
            && value > 0
        {
            return Some(Found::new(Expression::Year(-(value as i16)), self.tokens.span(n..n + 2), n + 2));
        }
        let year = self.four_figures(n)?;
        let before = self.before(n);
        let bracket = |it: Option<usize>| it.is_some_and(|it| self.mark(it, '('));
        let strong = before.is(Role::YEAR_BEFORE) || before.unit == Some(Unit::Year);
        let usual = (1500..=2100).contains(&year);
        let chained = self.out.last().is_some_and(|it| {
            let gap = self.tokens.at(it.span.end);
            matches!(it.expression, Expression::Year(_))
                && gap + 1 == n
                && self.near(n)
                && (self.word(gap).is(Role::RANGE)
                    || self.dash(gap)
                    || self.mark(gap, ',')
                    || self.mark(gap, '/'))
        });
        let fits = if self.counts(n + 1) {
            false
        } else if strong && usual || chained {
            usual && (year >= 1700 || self.closed(n + 1))
        } else {
            let range =
                self.dash(n + 1) && self.four_figures(n + 2).is_some_and(|it| it > year && it < year + 200);
            let near = before.is(Role::YEAR_NEAR) || bracket(n.checked_sub(1)) || range;
            // A round number counts more often than it dates.
            let round = year % 50 == 0 || !(1900..=2040).contains(&year);
            let alone = (n == 0 || !self.near(n)) && (!self.near(n + 1) || self.mark(n + 1, ':'));
            let article = before.is(Role::ARTICLE) && self.near(n + 1) && !round;
            // «kriseåret 2009»: behind a common noun, and nothing behind it that could be counted.
            let counted = Class::NUMBER
                .or(Class::CURRENCY)
                .or(Class::ABOUT)
                .or(Class::PREPOSITION)
                .or(Class::CONJUNCTION)
                .or(Class::ABBREVIATION);
            let noun = n > 0
                && self.near(n)
                && self.tokens.get(n - 1).is_some_and(|it| {
                    it.is_word()
                        && !it.capital
                        && !it.is(counted)
                        && self.word(n - 1).unit.is_none_or(|it| it == Unit::Year)
                });
            let noun = noun && !round && self.closed(n + 1);
            (1700..=2050).contains(&year) && (near && self.closed(n + 1) || alone || article || noun)
        };
        fits.then(|| Found::new(Expression::Year(year), self.span(n), n + 1))
    }

    /// `1914-1918` in one token, and `2013-14` or `2013/14`, of which the second is no year by itself.
    fn years(&mut self, n: usize) -> Option<usize> {
        let token = self.tokens.get(n).filter(|it| it.kind == Kind::Number)?;
        let text = token.span.of(self.tokens.text);
        let [first, second] = split(text, b'-').or_else(|| split(text, b'/'))?;
        let full = match second {
            (it, 4) => it,
            (it, 2) => first.0 / 100 * 100 + it,
            _ => return None,
        };
        let fits = first.1 == 4 && (1700..=2100).contains(&first.0) && full > first.0 && full < first.0 + 150;
        if !fits || self.counts(n + 1) {
            return None;
        }
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        self.push(&Found::new(Expression::Year(first.0 as i16), Span::new(start, start + 4), n + 1));
        if second.1 == 4 {
            self.push(&Found::new(Expression::Year(full as i16), Span::new(end - 4, end), n + 1));
        }
        Some(n + 1)
    }

    /// «juni-juli» in one word.
    fn months(&mut self, n: usize) -> Option<usize> {
        let token = self.tokens.get(n).filter(|it| it.is_word() && self.words[n].month == 0)?;
        let (first, second) = token.span.of(&self.tokens.folded).split_once('-')?;
        let month = |it| {
            self.dates.word(it).filter(|it| it.month > 0 && !it.is(Role::SHORT_MONTH)).map(|it| it.month)
        };
        let (from, to) = (month(first)?, month(second)?);
        let (year, end) = self.year_behind(n + 1);
        let before = year.map(|it| if from > to { it - 1 } else { it });
        let (start, middle) = (token.span.start as usize, token.span.start as usize + first.len());
        let behind = self.span(end - 1).end as usize;
        let which = Which::Unsaid;
        let first = Expression::Month { month: from, year: before, which };
        let second = Expression::Month { month: to, year, which };
        self.push(&Found::new(first, Span::new(start, middle), end));
        self.push(&Found::new(second, Span::new(middle + 1, behind), end));
        Some(end)
    }

    fn season(&self, n: usize, article: bool) -> Option<Found> {
        let word = self.word(n);
        let season = word.season?;
        let found = |year, which, end| {
            Some(Found::new(Expression::Season { season, year, which }, self.tokens.span(n..end), end))
        };
        if let Some((by, end)) = self.year_at_distance(n + 1) {
            return found(None, Which::InWeek(by), end);
        }
        if let (Some(year), end) = self.year_behind(n + 1)
            && !self.mark(n + 1, ',')
        {
            return found(Some(year), Which::Unsaid, end);
        }
        // «våren», "the summer".
        let definite = word.is(Role::DEFINITE)
            && (article || !self.dates.capitals || self.before(n).is(Role::MONTH_BEFORE));
        if definite { found(None, self.which(), n + 1) } else { None }
    }

    fn decade(&self, n: usize) -> Option<Found> {
        let mut at = n;
        let low = self.tokens.get(at).filter(|it| it.is_word()).map(|_| self.tokens.low(at))?;
        let mut low = low;
        for prefix in &self.dates.modifier_prefixes {
            low = low.strip_prefix(prefix.as_str()).unwrap_or(low);
        }
        let figures = low.bytes().take_while(u8::is_ascii_digit).count();
        if figures != 2 && figures != 4 {
            return None;
        }
        let ending = &low[figures..];
        let long = figures == 4 && self.dates.decade_ends_long.iter().any(|it| it == ending);
        if !long && !self.dates.decade_ends.iter().any(|it| it == ending) {
            return None;
        }
        let value: i16 = low[..figures].parse().ok()?;
        at += 1;
        let expression = match (figures, value) {
            (4, 1000..=2099) if value % 100 == 0 => Expression::Century(value / 100),
            (4, 1000..=2099) if value % 10 == 0 => Expression::Decade(value / 10),
            (2, 20..=90) if value % 10 == 0 => Expression::Decade(190 + value / 10),
            _ => return None,
        };
        let mut span = self.tokens.span(n..at);
        if n > 0
            && figures == 2
            && !self.tokens.spaced(n)
            && (self.mark(n - 1, '\'') || self.mark(n - 1, '’'))
        {
            span = span.cover(self.span(n - 1));
        }
        Some(Found::new(expression, span, at))
    }

    /// «tredje kvartal 2018», «første halvår i fjor».
    fn year_part(&self, n: usize) -> Option<Found> {
        let mut days = Vec::new();
        let token = self.tokens.get(n)?;
        if token.kind != Kind::Number && self.word(n).ordinal == 0 && !starts_with_digit(self.tokens.low(n)) {
            return None;
        }
        let end = self.day_items(n, &mut days)?;
        let [Day { day: number, ordinal: true, .. }] = days[..] else { return None };
        let word = self.near_word(end);
        let unit = word.unit.filter(|it| match it {
            Unit::Quarter => number <= 4,
            Unit::Half => number <= 2,
            _ => false,
        })?;
        let end = end + 1;
        let (year, mut behind) = self.year_behind(end);
        let mut which = Which::Unsaid;
        if year.is_none()
            && let Some((by, end)) = self.year_at_distance(end)
        {
            (which, behind) = (Which::InWeek(by), end);
        }
        let expression = Expression::YearPart { unit, number, year, which };
        Some(Found::new(expression, self.tokens.span(n..behind), behind))
    }

    fn century(&self, n: usize) -> Option<Found> {
        let mut days = Vec::new();
        let low = self.tokens.low(n);
        if !starts_with_digit(low) && self.word(n).ordinal == 0 {
            return None;
        }
        let end = self.day_items(n, &mut days)?;
        let [Day { day, ordinal: true, .. }] = days[..] else { return None };
        if !self.near_word(end).is(Role::CENTURY) || day > 30 {
            return None;
        }
        let end = if self.near_word(end + 1).is(Role::BEFORE_CHRIST) { return None } else { end + 1 };
        Some(Found::new(Expression::Century(i16::from(day) - 1), self.tokens.span(n..end), end))
    }

    // Times by their distance.

    /// «i går kveld», «i fjor høst», «i sommer», «langfredag», «for tiden».
    fn relative(&self, n: usize) -> Option<Found> {
        let own = |it| {
            !matches!(it, Meaning::Modifier | Meaning::NightBefore | Meaning::PartLink | Meaning::NoDate)
        };
        let Some((meaning, end)) = self.phrase(n, own) else { return self.ago(n) };
        let span = Span::new(self.span(n).start as usize, self.bare(end - 1).end as usize);
        let mut found = Found::new(Expression::Present, span, end);
        match meaning {
            // "the year 1950".
            Meaning::Shifted { unit: Unit::Year, earlier: true, .. } if self.four_figures(end).is_some() => {
                return None;
            }
            Meaning::Shifted { unit, by, part, earlier } => {
                let origin = if earlier { Origin::Earlier(self.last_day()) } else { Origin::Publication };
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
            Meaning::Season(season) => {
                found.expression = Expression::Season { season, year: None, which: Which::Unsaid };
            }
            Meaning::Day { month, day } => {
                let (year, end) = self.year_behind(end);
                let context = if year.is_some() { None } else { self.context() };
                found.expression = Expression::Day(CalendarDay {
                    weekday: None,
                    day,
                    month,
                    year,
                    distance: None,
                    context,
                    plain: false,
                    swappable: false,
                });
                found.span = self.tokens.span(n..end);
                found.end = end;
            }
            Meaning::Easter(days) => {
                let (year, end) = self.year_behind(end);
                found.expression = Expression::Easter { days, year };
                found.span = self.tokens.span(n..end);
                found.end = end;
            }
            _ => {}
        }
        Some(found)
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
            Kind::Word if token.is(NUMBERS) => token.word().and_then(|it| it.value)?,
            _ => return None,
        };
        let unit = self.near_word(n + 1).unit?;
        Some((value, unit, n + 2))
    }

    /// «for to år siden», "two days ago", «om tre uker», "two days later".
    fn ago(&self, n: usize) -> Option<Found> {
        let word = self.word(n);
        let led = word.is(Role::AGO_BEFORE.or(Role::AHEAD)) && self.near(n + 1);
        let start = if led { n + 1 } else { n };
        let (count, unit, end) = match self.count(start) {
            Some(it) => it,
            None => {
                let unit = self.near_word(start + 1).unit?;
                if self.word(start).is(Role::VAGUE) && self.near_word(start + 2).is(Role::AGO) {
                    let from = if word.is(Role::AGO_BEFORE) { n } else { start };
                    return Some(Found::new(Expression::Past, self.tokens.span(from..start + 3), start + 3));
                }
                // "a week ago": one, where nothing else can be meant.
                self.tokens.get(start).filter(|it| it.is(Class::ONE))?;
                (1.0, unit, start + 2)
            }
        };
        let whole = count.fract() == 0.0 && (0.0..=1e6).contains(&count);
        let behind = self.near_word(end);
        let (by, origin, from, end) = if behind.is(Role::AGO) {
            (-1, Origin::Publication, if word.is(Role::AGO_BEFORE) { n } else { start }, end + 1)
        } else if led && word.is(Role::AHEAD) && !self.word(end - 1).is(Role::GENITIVE) {
            (1, Origin::Publication, n, end)
        } else if start == n && behind.is(Role::LATER.or(Role::EARLIER)) {
            let by = if behind.is(Role::LATER) { 1 } else { -1 };
            (by, Origin::Earlier(self.last_day()), n, end + 1)
        } else {
            return None;
        };
        let span = self.tokens.span(from..end);
        let by = if whole { by * count as i32 } else { return None };
        Some(Found::new(Expression::Shifted { unit, by, origin }, span, end))
    }

    /// «forrige uke», "next Monday", «neste mai», «de siste to årene».
    fn chosen(&self, n: usize) -> Option<Found> {
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
        } else if let Some(unit) = next.unit {
            let origin = if word.is(Role::EARLIER_DEICTIC) {
                Origin::Earlier(self.last_day())
            } else {
                Origin::Publication
            };
            Expression::Shifted { unit, by: by.into(), origin }
        } else {
            return None;
        };
        Some(Found::new(expression, span, end))
    }

    /// «hver dag», "every Monday".
    fn every(&self, n: usize) -> Option<Found> {
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
    fn amount(&self, n: usize) -> Option<Found> {
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
    fn modified(&self, n: usize) -> Option<Found> {
        let inner = |at: usize| {
            self.month(at)
                .or_else(|| self.year_in(at))
                .or_else(|| self.season(at, true))
                .or_else(|| self.decade(at))
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
        let mut found = inner(end).or_else(|| inner(at).filter(|_| at > end))?;
        found.span = self.span(n).cover(found.span);
        Some(found)
    }

    /// A year where something before it has already shown that it is one.
    fn year_in(&self, n: usize) -> Option<Found> {
        let year = self.four_figures(n).filter(|it| (1500..=2100).contains(it) && !self.counts(n + 1))?;
        Some(Found::new(Expression::Year(year), self.span(n), n + 1))
    }

    fn prefixed(&self, n: usize) -> bool {
        let low = self.tokens.low(n);
        self.dates.modifier_prefixes.iter().any(|it| low.len() > it.len() && low.starts_with(it.as_str()))
    }

    fn prefixed_month(&self, n: usize) -> Option<Found> {
        let low = self.tokens.low(n);
        let prefix = self.dates.modifier_prefixes.iter().find(|it| low.starts_with(it.as_str()))?;
        let rest = &low[prefix.len()..];
        if let Some(word) = self.dates.word(rest).filter(|it| it.month > 0) {
            let (year, end) = self.year_behind(n + 1);
            let which = if year.is_some() { Which::Unsaid } else { self.which() };
            let expression = Expression::Month { month: word.month, year, which };
            return Some(Found::new(expression, self.tokens.span(n..end), end));
        }
        let year = rest.parse().ok().filter(|it| rest.len() == 4 && (1500..=2100).contains(it));
        if let Some(year) = year {
            return Some(Found::new(Expression::Year(year), self.span(n), n + 1));
        }
        self.decade(n)
    }

    /// «natt til søndag».
    fn night_before(&self, n: usize) -> Option<Found> {
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

    // Times of day.

    /// Adds what stands behind a day: «kveld», «om kvelden», «klokken 15», "at 3 p.m.".
    fn add_time(&self, found: &mut Found) {
        let day = matches!(
            found.expression,
            Expression::Day(_)
                | Expression::Weekday { .. }
                | Expression::EveryWeekday(_)
                | Expression::Shifted { unit: Unit::Day, .. }
                | Expression::Easter { .. }
        );
        if !day || found.time.is_some_and(|it| matches!(it, TimeOfDay::Clock { .. })) {
            return;
        }
        if let Some((part, end)) = self.part_behind(found.end).filter(|_| found.time.is_none()) {
            found.time = Some(TimeOfDay::Part(part));
            found.span = Span::new(found.span.start as usize, self.bare(end - 1).end as usize);
            found.end = end;
        }
        let mut at = found.end;
        if self.mark(at, ',') {
            at += 1;
        }
        if self.near_word(at).is(Role::CLOCK_LINK) && !self.word(at).is(Role::CLOCK) {
            at += 1;
        }
        if !(found.end..=at).all(|it| self.near(it)) {
            return;
        }
        if let Some((hour, minute, end)) = self.clock(at, true) {
            found.time = Some(TimeOfDay::Clock { hour, minute });
            found.span = found.span.cover(self.span(end - 1));
            found.end = end;
        }
    }

    fn part_behind(&self, n: usize) -> Option<(DayPart, usize)> {
        if !self.near(n) {
            return None;
        }
        let plain = |at: usize| {
            let word = self.near_word(at);
            word.part.filter(|_| word.weekday == 0).map(|part| (part, at + 1))
        };
        plain(n).or_else(|| {
            let (_, end) = self.phrase(n, |it| it == Meaning::PartLink)?;
            plain(end)
        })
    }

    /// A clock time before its day, or alone: «kl. 15 mandag», "3 p.m. on Monday".
    fn clock_first(&self, n: usize) -> Option<Found> {
        let led = n > 0 && self.before(n).is(Role::CLOCK_NEAR);
        let (hour, minute, end) = self.clock(n, led)?;
        let time = TimeOfDay::Clock { hour, minute };
        let mut at = end;
        if self.mark(at, ',') {
            at += 1;
        }
        if self.near_word(at).is(Role::CLOCK_LINK) {
            at += 1;
        }
        let joined = (end..=at).all(|it| self.near(it));
        let day = joined.then(|| self.relative(at).or_else(|| self.chosen(at)).or_else(|| self.weekday(at)));
        let day = day.flatten().filter(|it| {
            // «kl. 15 mandag 3. juni» is left to the date.
            matches!(it.expression, Expression::Weekday { .. } | Expression::Shifted { unit: Unit::Day, .. })
                && self.figures(it.end).is_none()
                && self.word(it.end).month == 0
        });
        let mut found = match day {
            Some(mut day) => {
                day.span = self.span(n).cover(day.span);
                day
            }
            None => Found::new(Expression::NoDay, self.tokens.span(n..end), end),
        };
        found.time = Some(time);
        Some(found)
    }

    /// The clock time at `n`, and the token behind it. With `led`, something before it shows that a time follows.
    fn clock(&self, n: usize, led: bool) -> Option<(u8, u8, usize)> {
        if self.word(n).is(Role::CLOCK) {
            let at = self.behind_stop(n + 1);
            if !self.near(at) {
                return None;
            }
            let (hour, minute, _) = self.hour(at)?;
            // «klokken 25 over 3», «klokken 20 minutter over», but «klokken 13 på fredag».
            let counts = self.tokens.get(at + 2).is_some_and(|it| it.kind == Kind::Number || it.is(NUMBERS));
            let word = self.near_word(at + 1);
            if word.is(Role::CLOCK_MINUTES) && (counts || word.unit.is_some()) {
                return None;
            }
            return Some((hour, minute, at + 1));
        }
        // 3pm is one word.
        if let Some(low) = self.tokens.get(n).filter(|it| it.is_word()).map(|_| self.tokens.low(n)) {
            let figures =
                low.bytes().take_while(|it| it.is_ascii_digit() || matches!(it, b':' | b'.')).count();
            if figures == 0 || figures > 5 {
                return None;
            }
            let half = self.dates.word(&low[figures..])?;
            let (hour, minute) = clock_figures(low[..figures].trim_end_matches('.'))?;
            return Some((half_day(hour, half)?, minute, n + 1));
        }
        let (hour, minute, colon) = self.hour(n)?;
        let behind = self.near_word(n + 1);
        if behind.is(Role::AM.or(Role::PM)) {
            let hour = half_day(hour, &behind)?;
            let stop = self.mark(n + 2, '.') && !self.tokens.spaced(n + 2);
            let inside = stop && self.tokens.text(n + 1).contains('.') && self.near(n + 3);
            return Some((hour, minute, if inside { n + 3 } else { n + 2 }));
        }
        if behind.is(Role::CLOCK_BEHIND) && hour <= 24 && (behind.unit.is_none() || colon) {
            return Some((hour, minute, n + 2));
        }
        (led && colon && hour <= 24 && minute < 60 && self.closed(n + 1)).then_some((hour, minute, n + 1))
    }

    /// Hour and minute in the figures at `n`, and whether a colon parts them.
    fn hour(&self, n: usize) -> Option<(u8, u8, bool)> {
        let token = self.tokens.get(n).filter(|it| it.kind == Kind::Number)?;
        let text = token.span.of(self.tokens.text);
        let first = text.split('-').next().unwrap_or_default();
        let (hour, minute) = clock_figures(first)?;
        Some((hour, minute, text.contains(':')))
    }
}

/// Words that can begin an expression by their role alone.
const BEGINS: Role = Role::DEICTIC
    .or(Role::ARTICLE)
    .or(Role::AGO_BEFORE)
    .or(Role::AHEAD)
    .or(Role::EVERY)
    .or(Role::VAGUE)
    .or(Role::CLOCK);

const NUMBERS: Class = Class::NUMBER.or(Class::ONE);

/// `15`, `15.30`, `15:30`, `15:30:10`, `1530` as hour and minute, whether or not there is such a time.
fn clock_figures(text: &str) -> Option<(u8, u8)> {
    if !text.is_ascii() {
        return None;
    }
    let mut parts = text.split(['.', ':']);
    let (hour, minute) = (parts.next()?, parts.next());
    let figures = |it: &str| it.parse::<u8>().ok().filter(|_| it.bytes().all(|it| it.is_ascii_digit()));
    match (hour.len(), minute) {
        (4, None) => Some((figures(hour.get(..2)?)?, figures(hour.get(2..)?)?)),
        (1 | 2, None) => Some((figures(hour)?, 0)),
        (1 | 2, Some(minute)) if minute.len() == 2 => Some((figures(hour)?, figures(minute)?)),
        _ => None,
    }
}

/// The hour of the day of an hour before or after noon.
fn half_day(hour: u8, half: &DateWord) -> Option<u8> {
    match hour {
        12 if half.is(Role::AM) => Some(0),
        1..=12 if half.is(Role::AM) => Some(hour),
        12 if half.is(Role::PM) => Some(12),
        1..=11 if half.is(Role::PM) => Some(hour + 12),
        _ => None,
    }
}

/// Numbers of at most four figures with `mark` between them, with their lengths.
fn split<const N: usize>(text: &str, mark: u8) -> Option<[(u16, usize); N]> {
    let mut out = [(0, 0); N];
    let mut parts = text.split(mark as char);
    for slot in &mut out {
        let part = parts.next().filter(|it| (1..=4).contains(&it.len()))?;
        if !part.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        *slot = (part.parse().ok()?, part.len());
    }
    parts.next().is_none().then_some(out)
}
