//! Finds expressions of time: one walk over the tokens of a block, one look-up a word.
//!
//! A word that can be several things counts as a date only beside something that proves one: a figure, a
//! preposition, another word of time. Nothing is joined across a line break.

mod calendar;
mod clock;
mod count;
mod figures;
mod joined;
mod period;
mod relative;

use super::{Expression, Origin, TimeOfDay, Timex, TimexType};
use crate::article::token::{Kind, Tokens};
use crate::language::{Class, DateWord, Dates, Meaning, Role, Unit};
use crate::text::Span;

/// Finds the expressions of time in a block.
pub(super) fn read(tokens: &Tokens, out: &mut Vec<Timex>) {
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
    let stem = low.strip_suffix('s')?;
    let mark = stem.chars().next_back().filter(|it| matches!(it, '\'' | '’'))?;
    Some(mark.len_utf8() + 1)
}

/// A block that is being read, and what has been found in it.
struct Reader<'a, 't, 'l> {
    tokens: &'a Tokens<'t, 'l>,
    dates: &'l Dates,
    words: Vec<DateWord>,
    out: &'a mut Vec<Timex>,
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

    /// Whether the word at `n` is «vår», which is spring and "our".
    fn is_ours(&self, n: usize) -> bool {
        let ours = Class::PRONOUN.or(Class::DETERMINER);
        self.word(n).season.is_some() && self.tokens.get(n).is_some_and(|it| it.is(ours))
    }

    /// Whether nothing stands at `n` that "our" before it could own: an end, a mark, a verb or a word that opens
    /// something else.
    fn ends_noun_phrase(&self, n: usize) -> bool {
        let Some(token) = self.tokens.get(n).filter(|_| self.near(n)) else { return true };
        let opens = Class::PREPOSITION
            .or(Class::CONJUNCTION)
            .or(Class::SUBJUNCTION)
            .or(Class::VERB)
            .or(Class::THAT)
            .or(Class::WHETHER)
            .or(Class::SPEECH);
        let whose = Class::DETERMINER.or(Class::ADVERB);
        match token.kind {
            Kind::Mark(it) => !matches!(it, '«' | '"' | '“' | '”' | '\'' | '‘'),
            Kind::Word => token.is(opens) && !token.is(whose) && !token.capital,
            Kind::Number | Kind::Address => false,
        }
    }

    /// Whether the number before `n` counts money, people, units or the like.
    fn counts(&self, n: usize) -> bool {
        let Some(token) = self.tokens.get(n).filter(|_| self.near(n)) else { return false };
        let counted =
            Class::CURRENCY.or(Class::PERCENT).or(Class::MULTIPLIER).or(Class::PEOPLE).or(Class::DEAD);
        // "In 2008 half of them": a half counts nothing.
        let unit = self.word(n).unit.is_some_and(|it| it != Unit::Half) && !token.is(Class::PREPOSITION);
        let counted = token.is(counted) && !token.is(Class::DIED);
        counted || unit || matches!(token.kind, Kind::Mark('%' | '‰' | '$' | '€' | '£' | '°'))
    }

    /// The phrase that begins at `n` and is accepted, and the token behind it.
    fn phrase(&self, n: usize, accept: impl Fn(Meaning) -> bool) -> Option<(Meaning, usize)> {
        self.phrase_of(&self.word(n), n + 1, accept)
    }

    /// The same, where the phrase's first word is known and the others begin at `behind`.
    fn phrase_of(
        &self,
        first: &DateWord,
        behind: usize,
        accept: impl Fn(Meaning) -> bool,
    ) -> Option<(Meaning, usize)> {
        if !first.begins_phrase() {
            return None;
        }
        let here = |at: usize| if self.near(at) { self.tokens.low(at) } else { "" };
        let next = here(behind);
        self.dates.phrases(first).find_map(|(rest, meaning)| {
            let fits = || {
                rest.first().is_none_or(|it| **it == *next)
                    && rest.iter().zip(behind..).skip(1).all(|(it, at)| **it == *here(at))
            };
            (accept(meaning) && fits()).then_some((meaning, behind + rest.len()))
        })
    }

    fn push(&mut self, found: &Found) {
        self.count_from(found);
        let kind = match (found.expression, found.time) {
            (Expression::Duration { .. }, _) => TimexType::Duration,
            (Expression::EveryUnit(_) | Expression::EveryWeekday(_), _) => TimexType::Set,
            (_, Some(_)) => TimexType::Time,
            _ => TimexType::Date,
        };
        self.out.push(Timex {
            span: found.span,
            kind,
            expression: found.expression,
            time: found.time,
            direction: None,
            quoted: false,
            named: false,
        });
    }

    /// Makes "three days after" before a date that day's third, where the amount is how long nothing lasts.
    fn count_from(&mut self, date: &Found) {
        let dated = !matches!(
            date.expression,
            Expression::Duration { .. }
                | Expression::EveryUnit(_)
                | Expression::EveryWeekday(_)
                | Expression::Past
                | Expression::Future
        );
        let Some(amount) = self.out.last().filter(|_| dated) else { return };
        let Expression::Duration { count: Some(count), unit } = amount.expression else { return };
        let (first, gap) = (self.tokens.at(amount.span.start), self.tokens.at(amount.span.end));
        let word = self.near_word(gap);
        let lasts = first > 0 && self.near(first) && self.tokens.list[first - 1].is(Class::PREPOSITION);
        if gap + 1 != self.tokens.at(date.span.start)
            || lasts
            || unit < Unit::Day
            || count.fract() != 0.0
            || count > 1e4
        {
            return;
        }
        // "64 days from November 21" is how long it lasts, "two days from tomorrow" a day.
        let near = matches!(
            date.expression,
            Expression::Weekday { .. } | Expression::Shifted { .. } | Expression::Present
        );
        let by = match () {
            () if word.is(Role::BEFORE_DATE) => -(count as i32),
            () if word.is(Role::AFTER_DATE) || near && word.is(Role::AFTER_DAY) => count as i32,
            () => return,
        };
        let span = amount.span.cover(self.span(gap));
        if let Some(amount) = self.out.last_mut() {
            (amount.span, amount.kind) = (span, TimexType::Date);
            amount.expression = Expression::Shifted { unit, by, origin: Origin::Behind };
        }
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
                    || word.is(BEGINS)
                    || word.is(Role::PLURAL)
                        && self.word(n + 1).is(Role::LATER.or(Role::EARLIER).or(Role::AGO));
                let next = self.word(n + 1);
                let number = token.is(NUMBERS)
                    && (next.unit.is_some() || next.is(Role::HALF.or(Role::VAGUE)) || self.and_a_half(n));
                if !begins && !number && !self.prefixed(n) && !self.tokens.low(n).contains('-') {
                    return None;
                }
            }
            _ => return None,
        }
        if let Some((_, end)) = self.phrase(n, |it| it == Meaning::NoDate) {
            return Some(end);
        }
        if let Some(end) =
            self.hyphened(n).or_else(|| self.joined(n)).or_else(|| self.days(n)).or_else(|| self.part_of(n))
        {
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
            if let Some(found) = self.day_of_month(n) {
                return Some(found);
            }
            if let Some(found) = self.relative(n) {
                return Some(found);
            }
            if let Some(found) = self.modified(n) {
                return Some(found);
            }
            // The article belongs to what it makes definite.
            let inner = self.near(n + 1).then(|| self.with_article(n + 1)).flatten()?;
            return Some(Found { span: self.span(n).cover(inner.span), ..inner });
        }
        self.in_month(n)
            .or_else(|| self.modified(n))
            .or_else(|| self.numbered_feast(n))
            .or_else(|| self.week_number(n))
            .or_else(|| self.night_before(n))
            .or_else(|| self.day_of_month(n))
            .or_else(|| self.clock_first(n))
            .or_else(|| self.relative(n))
            .or_else(|| self.chosen(n))
            .or_else(|| self.every(n))
            .or_else(|| self.decade(n))
            .or_else(|| self.year_part(n))
            .or_else(|| self.quarter(n))
            .or_else(|| self.amount(n))
            .or_else(|| self.century(n))
            .or_else(|| self.season(n, false))
            .or_else(|| self.day_alone(n))
            .or_else(|| self.weekday(n))
            .or_else(|| self.short_weekday(n))
            .or_else(|| self.month(n))
            .or_else(|| self.year(n))
    }

    fn with_article(&self, n: usize) -> Option<Found> {
        self.in_month(n)
            .or_else(|| self.chosen(n))
            .or_else(|| self.decade(n))
            .or_else(|| self.year_part(n))
            .or_else(|| self.century(n))
            .or_else(|| self.season(n, true))
            .or_else(|| self.weekday(n).filter(|it| it.time.is_some()))
    }
}

/// Words that can begin an expression by their role alone.
const BEGINS: Role = Role::DEICTIC
    .or(Role::ARTICLE)
    .or(Role::AGO_BEFORE)
    .or(Role::AHEAD)
    .or(Role::BACK)
    .or(Role::LAST)
    .or(Role::WEEK)
    .or(Role::EVERY)
    .or(Role::VAGUE)
    .or(Role::CLOCK);

/// Words that are numbers.
const NUMBERS: Class = Class::NUMBER.or(Class::ONE);

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
