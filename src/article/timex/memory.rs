//! The article's memory of dates: what the text has said of time so far, from which «dagen etter», "that year" and a
//! month without a year are counted.
//!
//! News counts from its publication, whatever year stands in the paragraph before. An article that goes from one
//! year long gone to the next is a narrative (a term of HeidelTime's, Strötgen and Gertz 2013): there a month is the
//! one after the last date of the text, across paragraphs.

use super::{Expression, Origin, PublicationDate, Resolved, Timex, TimexId, When, Which};
use crate::article::Block;
use jiff::civil::Date;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// A date that the text has come to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reached {
    /// As far as it is known.
    pub date: PublicationDate,
    pub timex: TimexId,
    /// Whether it may be another date as well.
    pub open: bool,
}

/// What the text has said of time so far.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// The years that the article tells of, if it is a narrative.
    narrative: Option<RangeInclusive<i16>>,
    /// The last date of the calendar.
    last: Option<Reached>,
    /// The last date with its year that this block gives; in a narrative, that the text has come to.
    year: Option<Reached>,
    /// In a narrative: the date it had come to before an aside on quite other years.
    thread: Option<Reached>,
    /// The block that is being read.
    block: u32,
}

impl Memory {
    pub(super) fn new(narrative: Option<RangeInclusive<i16>>) -> Memory {
        Memory { narrative, ..Memory::default() }
    }

    /// Goes on to another block. A paragraph of news does not tell which year the next one means; a narrative
    /// takes up its thread.
    pub(super) fn enter(&mut self, block: u32) {
        self.block = block;
        self.year = self.thread.take().or(self.year).filter(|_| self.narrative.is_some());
    }

    /// Keeps what the text has come to.
    pub(super) fn keep(&mut self, timex: TimexId, it: &Timex, resolved: &Resolved) {
        let Some(date) = reached(resolved.value.when) else { return };
        let reached = Reached { date, timex, open: resolved.open };
        if counts_on(&it.expression) {
            self.last = Some(reached);
        }
        let written = match it.expression {
            Expression::Day(day) => day.year.is_some(),
            Expression::Month { year, .. } => year.is_some(),
            Expression::Season { year, .. } | Expression::YearPart { year, .. } => {
                year.is_some() && self.narrative.is_some()
            }
            Expression::Year(_) => self.narrative.is_some(),
            _ => false,
        };
        // In a narrative, what is counted from its last date takes the text on as well.
        if written || self.in_narrative() && goes_on(&it.expression) {
            self.reach(reached);
        }
    }

    fn reach(&mut self, it: Reached) {
        let aside = self.narrative.as_ref().is_some_and(|years| !years.contains(&it.date.year));
        self.thread = if aside { self.thread.or(self.year) } else { None };
        self.year = Some(it);
    }

    /// What a date without a year counts from, if not from publication.
    pub(super) fn year(&self) -> Option<Reached> {
        self.year
    }

    /// What «dagen etter» counts from.
    pub(super) fn last(&self) -> Option<Reached> {
        // What another paragraph of news has said may be none of this one's business.
        let elsewhere = |it: Reached| Reached { open: it.open || it.timex.block != self.block, ..it };
        if self.narrative.is_some() { self.year.or(self.last) } else { self.last.map(elsewhere) }
    }

    /// The day that this block, or the narrative, has come to.
    pub(super) fn day(&self) -> Option<(Date, Reached)> {
        let it = self.last().filter(|it| self.narrative.is_some() || it.timex.block == self.block)?;
        Some((it.date.date()?, it))
    }

    /// Whether the text goes from date to date, and the publication date has no say.
    pub(super) fn in_narrative(&self) -> bool {
        self.narrative.is_some() && self.year.is_some()
    }
}

/// Whether others may be counted from it: a stretch of years is too long for that.
fn counts_on(it: &Expression) -> bool {
    !matches!(it, Expression::Decade(_) | Expression::Century(_) | Expression::NoDay)
}

/// Whether it is counted from the text, and brings it to another date.
fn goes_on(it: &Expression) -> bool {
    match it {
        Expression::Day(day) => day.distance.is_none(),
        Expression::DayOfMonth { .. } => true,
        Expression::Month { which, .. } | Expression::Season { which, .. } => *which == Which::Unsaid,
        // "a year earlier" only looks back.
        Expression::Shifted { origin, by, .. } => *origin == Origin::Text && *by >= 0,
        _ => false,
    }
}

/// The date as far as the value tells it.
pub(super) fn reached(when: When) -> Option<PublicationDate> {
    let (year, month, day) = match when {
        When::Day(date) => return Some(PublicationDate::from(date)),
        When::Month { year, month } => (year?, i8::try_from(month).ok(), None),
        _ => (when.year()?, None, None),
    };
    Some(PublicationDate { year, month, day })
}

/// A narrative dates at least so many things to a day or month of a year long gone …
const DATES: usize = 3;
/// … and names so many times more years long gone than times counted from its publication.
const TIMES: usize = 4;
/// What part of the years at either end is left out: comparisons and books.
const ASIDES: usize = 10;

/// The years that the article tells of, if it goes from one year long gone to the next and seldom speaks of the days
/// around its own publication.
pub(super) fn narrative(
    blocks: &[Arc<Block>],
    published: Option<PublicationDate>,
) -> Option<RangeInclusive<i16>> {
    let mut near = 0;
    // Every year that is written, and whether a day or month of it is, or whether it is a heading.
    let mut years = Vec::new();
    for (block, it) in blocks.iter().flat_map(|block| block.facts.timexes.iter().map(move |it| (block, it))) {
        let year = match it.expression {
            Expression::Day(day) => day.year.map(|it| (it, true)),
            Expression::Month { year, .. } | Expression::Season { year, .. } => year.map(|it| (it, true)),
            Expression::Year(year) => Some((year, it.span.len() == block.prose().len())),
            Expression::Weekday { .. } | Expression::Shifted { origin: Origin::Publication, .. } => {
                near += 1;
                continue;
            }
            _ => None,
        };
        years.extend(year);
    }
    years.sort_unstable();
    let now = published.map(|it| it.year).or(years.last().map(|it| it.0))?;
    let gone = years.partition_point(|it| it.0 < now.saturating_sub(1));
    let dated = years[..gone].iter().filter(|it| it.1).count();
    let first = years.len() / ASIDES;
    (dated >= DATES && gone >= TIMES * near).then(|| years[first].0..=years[years.len() - 1 - first].0)
}
