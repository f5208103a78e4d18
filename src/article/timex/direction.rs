//! Which way a date without its year, or a weekday without its date, points: back or ahead.
//!
//! The verb that governs it says so («skal møtes fredag», "met Friday"), or a word right before it («siden
//! oktober»). Where neither does, both ways stay open: in news, 17 of 334 weekdays point ahead.

use super::{Expression, Origin, Timex, TimexType};
use crate::article::token::{Kind, Token, Tokens};
use crate::language::{Class, Role, Tense, Unit};

/// Which way from the publication date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Back,
    Ahead,
    /// Ahead, seen from a past that may be some days old: "would", «skulle».
    LikelyAhead,
}

impl Direction {
    pub(super) fn is_ahead(self) -> bool {
        self != Direction::Back
    }
}

/// Finds which way each of a block's expressions of time points, and which of them are the names of events.
pub(super) fn settle(tokens: &Tokens, timexes: &mut [Timex]) {
    for timex in timexes {
        let from = tokens.at(timex.span.start);
        let amount = amount_ahead(tokens, &timex.expression, from);
        if amount.is_none() && !timex.expression.leaves_open() {
            continue;
        }
        let to = tokens.at(timex.span.end - 1) + 1;
        let Some(sentence) = tokens.sentences.get(tokens.sentence_of(from)).cloned() else { continue };
        let said = matches!(timex.expression, Expression::Weekday { .. });
        let clause = Clause { tokens, sentence, said };
        if let Some(expression) = amount {
            if clause.direction(from, to) == Some(Direction::Ahead) {
                (timex.expression, timex.kind) = (expression, TimexType::Date);
                timex.span = timex.span.cover(tokens.list[from - 1].span);
            }
            continue;
        }
        timex.direction = chosen(tokens, timex, from).or_else(|| clause.direction(from, to));
        if let Expression::Day(day) = &mut timex.expression
            && let Some(event) = tokens.language.dates.event(day.month, day.day)
            && day.weekday.is_none()
            && timex.time.is_none()
            && timex.direction != Some(Direction::Ahead)
        {
            let near = from.saturating_sub(3)..(to + 2).min(tokens.list.len());
            match near.into_iter().any(|n| event.words.iter().any(|it| it == tokens.low(n))) {
                true => day.year = Some(event.year),
                false => timex.named = true,
            }
        }
    }
}

/// Which way "last" before a feast points: "last Christmas". It becomes a part of the expression.
fn chosen(tokens: &Tokens, timex: &mut Timex, from: usize) -> Option<Direction> {
    let feast = matches!(timex.expression, Expression::Day(_) | Expression::Feast { .. });
    let before = from.checked_sub(1).filter(|n| feast && tokens.list[*n].is_word())?;
    let word = tokens.language.dates.word(tokens.low(before)).filter(|it| it.is(Role::DEICTIC))?;
    let direction = match word.shift {
        ..0 => Direction::Back,
        0 => return None,
        _ => Direction::Ahead,
    };
    timex.span = timex.span.cover(tokens.list[before].span);
    Some(direction)
}

/// What "in two weeks" means in a clause that looks ahead.
fn amount_ahead(tokens: &Tokens, it: &Expression, from: usize) -> Option<Expression> {
    let Expression::Duration { count: Some(count), unit } = *it else { return None };
    let before = from.checked_sub(1).filter(|n| tokens.list[*n].is_word())?;
    let led = tokens.language.dates.ahead_in_future.iter().any(|it| it == tokens.low(before));
    let whole = led && unit >= Unit::Day && count.fract() == 0.0 && count < 1e4;
    whole.then_some(Expression::Shifted { unit, by: count as i32, origin: Origin::Publication })
}

/// The sentence that an expression of time stands in.
struct Clause<'a, 't, 'l> {
    tokens: &'a Tokens<'t, 'l>,
    sentence: std::ops::Range<usize>,
    /// Whether what is reported has been said by then: «sier hun onsdag», but not «krever fra 1. juli».
    said: bool,
}

impl Clause<'_, '_, '_> {
    /// What the nearest verb before the expression says, or the first one behind it.
    fn direction(&self, from: usize, to: usize) -> Option<Direction> {
        let start = self.sentence.start.min(from);
        let mut fronted = true;
        for n in (start..from).rev() {
            let token = self.tokens.get(n)?;
            if let Some(tense) = self.tense(n).filter(|_| !self.is_participle(n)) {
                return points(tense);
            }
            if ends_clause(token) && !token.mark(',') || token.is(OPENS) {
                break;
            }
            fronted &=
                token.mark(',') || token.is(Class::PREPOSITION.or(Class::DETERMINER).or(Class::CONJUNCTION));
        }
        let mut commas = 0;
        for n in to..self.sentence.end.max(to) {
            let token = self.tokens.get(n)?;
            commas += usize::from(token.mark(','));
            if ends_clause(token) && !(token.mark(',') && fronted && commas == 1) {
                return None;
            }
            if let Some(tense) = self.tense(n) {
                return points(tense);
            }
        }
        None
    }

    /// What the word at `n` tells, if it is one that does. «Noen skal ha skåret over tauet» is told of the past.
    fn tense(&self, n: usize) -> Option<Tense> {
        let language = self.tokens.language;
        let low = |n: usize| self.tokens.get(n).filter(|it| it.is_word()).map(|_| self.tokens.low(n));
        // «sier hun til avisa onsdag»: what is reported has been said, in whatever tense it is told.
        let speech = self.tokens.get(n).filter(|it| self.said && it.is(Class::SPEECH)).map(|_| Tense::Past);
        let tense = language.dates.tense(low(n)?).or(speech)?;
        let hearsay = |it: &(String, String, Vec<String>)| {
            let (first, second, ends) = it;
            let ends = |it: &str| ends.iter().any(|end| it.ends_with(end.as_str()));
            low(n) == Some(first)
                && (n + 1..n + 4).any(|n| low(n) == Some(second) && low(n + 1).is_some_and(ends))
        };
        let told = tense == Tense::Future && language.lexicon.hearsay.iter().any(hearsay);
        Some(if told { Tense::Past } else { tense })
    }

    /// Whether an auxiliary before `n` tells when, and the word itself tells nothing: "will be held", «skal trolig
    /// møtes», "plans to announce".
    fn is_participle(&self, n: usize) -> bool {
        let mut words = (self.sentence.start..n).rev();
        let Some(before) = words.find(|it| !self.tokens.list[*it].is(Class::ADVERB)) else { return false };
        let passive = self.tokens.language.dates.is_passive(self.tokens.low(before))
            || self.tokens.list[n].is(Class::SPEECH) && self.tokens.list[before].is(Class::PREPOSITION);
        match self.tense(n) {
            Some(Tense::Past) => passive || self.tense(before).is_some(),
            Some(Tense::Present) => matches!(self.tense(before), Some(Tense::Future | Tense::Conditional)),
            _ => false,
        }
    }
}

/// Words that open another clause.
const OPENS: Class = Class::THAT.or(Class::WHETHER).or(Class::RELATIVE).or(Class::SUBJUNCTION);

/// Which way a verb points; what is told in the present may be on its way or a habit.
fn points(tense: Tense) -> Option<Direction> {
    match tense {
        Tense::Past => Some(Direction::Back),
        Tense::Present => None,
        Tense::Future => Some(Direction::Ahead),
        Tense::Conditional => Some(Direction::LikelyAhead),
    }
}

/// Whether a clause ends with the mark.
fn ends_clause(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark(it) if !matches!(it, '.' | '\'' | '’' | '/'))
}
