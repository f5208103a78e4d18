//! The timeline of an article: what happens in it when.
//!
//! A block knows its events, the clauses that an expression of time dates. The article puts them in order by the days
//! that these expressions mean, which only the whole article can say.

mod clause;
#[cfg(test)]
mod tests;

use super::block::Block;
use super::mention::Mention;
use super::quotation::{Quotation, QuotationKind};
use super::timex::{Anchor, Counted, Expression, Resolved, TimeOfDay, Timex, TimexType, When};
use super::token::Tokens;
use super::whole::Whole;
use crate::language::{Class, DayPart, Unit};
use crate::text::Span;
use clause::Clause;
use std::ops::Range;
use std::sync::Arc;

/// Something that happens at a time that is said: a clause with a date. Spans are bytes of the block's prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// From the clause's first word to its last, with whatever stands between.
    pub span: Span,
    /// The sentence it stands in, by its number in the block.
    pub sentence: u32,
    /// The expression of time that dates it, by its number in the block.
    pub timex: u32,
    /// The word that says what happens: «pågrepet» in «ble pågrepet». None in «Brua stengt fra fredag».
    pub verb: Option<Span>,
    /// Who is in it: mentions by their numbers in the block.
    pub mentions: Box<[u32]>,
    /// Its date is the date of its sentence, and not only of a clause within it or of what somebody says.
    pub main: bool,
}

/// An event by its block and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId {
    pub block: u32,
    pub event: u32,
}

/// What is known of when an event happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The words leave one reading, as far as it goes.
    Sure,
    /// Another reading is as possible.
    Open,
    /// Nobody can say: the article gives no date to count from.
    Unknown,
}

/// An event in its place on the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    pub event: EventId,
    /// When it happens: the likelier reading where it is open.
    pub when: Resolved,
    pub certainty: Certainty,
}

/// What is read of a block before its events.
pub(super) struct Ground<'a> {
    pub(super) tokens: &'a Tokens<'a, 'a>,
    pub(super) timexes: &'a [Timex],
    pub(super) mentions: &'a [Mention],
    pub(super) quotations: &'a [Quotation],
}

impl Ground<'_> {
    /// Whether somebody says this in their own words.
    fn is_said(&self, span: Span) -> bool {
        let direct = self.quotations.iter().filter(|it| it.kind == QuotationKind::Direct && it.speech);
        direct.flat_map(|it| &it.content).any(|it| it.contains(span))
    }

    /// Whether a token is part of an expression of time, or a mark.
    fn is_time(&self, n: usize) -> bool {
        !self.tokens.list[n].is_word() || self.tokens.time_end(self.timexes, n).is_some()
    }

    /// Finds the events of a block, in the order of the text.
    pub(super) fn events(&self) -> Vec<Event> {
        let mut out = Vec::new();
        let mut rest = self.timexes;
        for (sentence, n) in self.tokens.sentences.iter().zip(0..) {
            let span = self.tokens.span(sentence.clone());
            let (here, later) = rest.split_at(rest.partition_point(|it| it.span.start < span.end));
            rest = later;
            if here.iter().any(is_date) {
                self.sentence(sentence.clone(), n, &mut out);
            }
        }
        out
    }

    fn sentence(&self, tokens: Range<usize>, n: u32, out: &mut Vec<Event>) {
        let clauses = clause::clauses(self, tokens);
        for clause in &clauses {
            let dates = clause.times.iter().filter(|it| is_date(&self.timexes[**it as usize]));
            let Some(timex) = dates.copied().min_by_key(|it| self.rank(clause, *it)) else { continue };
            let span = self.tokens.span(clause.tokens.clone());
            // A date line, a heading of a list: nothing happens in it.
            if clause.head.is_none() && clause.tokens.clone().all(|it| self.is_time(it)) {
                continue;
            }
            out.push(Event {
                span,
                sentence: n,
                timex,
                verb: clause.head.map(|it| self.tokens.list[it].span),
                mentions: clause.mentions.as_slice().into(),
                main: clause.main && !clause.said,
            });
        }
    }

    /// What speaks against an expression of time as the date of its clause: that it belongs to a noun («fredagens
    /// møte», "the 2010 report"), and that it is a wide one beside a narrow one.
    fn rank(&self, clause: &Clause, timex: u32) -> (bool, u8, u32) {
        let it = &self.timexes[timex as usize];
        let last = self.tokens.at(it.span.end - 1);
        let plain = |n: usize| {
            let token = &self.tokens.list[n];
            token.is_word() && !token.capital && token.class() == Class::NONE && clause.head != Some(n)
        };
        let owns = self.tokens.get(last).is_some_and(|it| it.genitive > 0);
        let before_noun = clause.tokens.contains(&(last + 1)) && plain(last + 1);
        (owns || before_noun, width(it.expression), timex)
    }
}

/// Whether an expression can date something: a day or a stretch of the calendar, and no duration.
fn is_date(timex: &Timex) -> bool {
    let said = match timex.expression {
        Expression::Present | Expression::Past | Expression::Duration { .. } => false,
        Expression::EveryUnit(_) | Expression::EveryWeekday(_) => false,
        Expression::Shifted { unit, .. } => !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour),
        _ => true,
    };
    said && matches!(timex.kind, TimexType::Date | TimexType::Time)
}

/// How much of the calendar an expression takes: days before weeks, weeks before months.
fn width(expression: Expression) -> u8 {
    match expression {
        Expression::Day(_) | Expression::Weekday { .. } | Expression::Feast { .. } => 0,
        Expression::DayOfMonth { .. } => 0,
        Expression::InMonth { what, .. } => u8::from(what == Counted::Week),
        Expression::YearPart { unit: Unit::Week, .. } => 1,
        Expression::Shifted { unit, .. } => match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => 0,
            Unit::Week | Unit::Weekend => 1,
            Unit::Month => 2,
            Unit::Quarter | Unit::Half => 3,
            Unit::Year => 4,
            Unit::Decade | Unit::Century => 5,
        },
        Expression::Month { .. } => 2,
        Expression::Season { .. } | Expression::YearPart { .. } => 3,
        Expression::Year(_) => 4,
        Expression::Decade(_) | Expression::Century(_) => 5,
        _ => 6,
    }
}

/// The events of the article in the order in which they happen: the sure ones, then the open ones, then those whose
/// time nobody can tell. What is not for publication is left out.
pub(super) fn timeline(blocks: &[Arc<Block>], whole: &Whole) -> Vec<Moment> {
    let mut out = Vec::new();
    for (n, block) in blocks.iter().enumerate().filter(|it| whole.parts[it.0].is_published()) {
        let times = whole.times_in(n);
        for (event, m) in block.facts.events.iter().zip(0..) {
            let when = times[event.timex as usize];
            if let Some(certainty) = certainty(whole, when) {
                out.push(Moment { event: EventId { block: n as u32, event: m }, when, certainty });
            }
        }
    }
    out.sort_by_key(|it| {
        let days = it.when.value.when.days();
        // What takes long stands before what happens in the meantime.
        let days = days.map(|(first, last)| (first, std::cmp::Reverse(last)));
        (it.certainty, days, it.when.value.time.map(clock), it.event)
    });
    out
}

/// How sure a time is; none for what has no place in the calendar («nå»).
fn certainty(whole: &Whole, mut when: Resolved) -> Option<Certainty> {
    if when.value.when.days().is_none() {
        let nowhere =
            matches!(when.value.when, When::Past | When::Present | When::Future | When::Length { .. });
        return (!nowhere).then_some(Certainty::Unknown);
    }
    loop {
        match when.anchor {
            _ if when.open => return Some(Certainty::Open),
            // What is counted from an open date is open itself.
            Anchor::Earlier(id) => match whole.time_of(id) {
                Some(earlier) if earlier != when => when = earlier,
                _ => return Some(Certainty::Sure),
            },
            _ => return Some(Certainty::Sure),
        }
    }
}

/// A time of day in minutes, roughly where only its part is said.
fn clock(time: TimeOfDay) -> u32 {
    match time {
        TimeOfDay::Clock { hour, minute } => u32::from(hour) * 60 + u32::from(minute),
        TimeOfDay::Part(DayPart::Morning) => 8 * 60,
        TimeOfDay::Part(DayPart::Midday) => 12 * 60,
        TimeOfDay::Part(DayPart::Afternoon) => 15 * 60,
        TimeOfDay::Part(DayPart::Evening) => 19 * 60,
        TimeOfDay::Part(DayPart::Night) | TimeOfDay::NightBefore => 24 * 60,
    }
}
