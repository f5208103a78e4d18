//! Hints between the words: who speaks, where the words beside a quotation do not name them, and which day is meant,
//! where the words only say how far off it is.

use super::dates::{Calendar, years};
use super::hover::said_by;
use super::introduction::{has_name, mention};
use super::words::shorten;
use crate::article::{
    Anchor, Article, Basis, EntityId, Expression, Form, MentionId, Place, Quotation, QuotationId, Resolved,
    Signal, TimeOfDay, TimexId, When, Which,
};
use crate::language::Unit;
use crate::text::Span;
use jiff::civil::Date;
use std::ops::Range;

/// A speaker's name or a date, shown between the words of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The byte of the file that it stands before.
    pub offset: u32,
    /// The date; or the name, with a question mark where somebody else could as well be meant.
    pub label: String,
    /// How the desk knows, in Markdown.
    pub why: String,
    /// Whether it belongs to the words behind it (a turn) or to those before (a pronoun, a date).
    pub opens: bool,
}

/// Which hints a writer wants to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub speakers: bool,
    pub dates: bool,
}

/// Longest name that is shown, in characters.
const LONGEST: usize = 40;

/// The hints that are wanted in the paragraphs that `within` (bytes of the file) reaches, in order.
pub fn hints(article: &Article, within: Span, wanted: Wanted) -> Vec<Hint> {
    let whole = article.whole();
    let first = whole.starts.partition_point(|it| *it <= within.start).saturating_sub(1);
    let last = whole.starts.partition_point(|it| *it <= within.end);
    let mut out = if wanted.speakers { speakers(article, first..last) } else { Vec::new() };
    if wanted.dates {
        out.extend(dates(article, first..last));
    }
    out.sort_by_key(|it| it.offset);
    out
}

/// The speakers behind the pronouns and role nouns that quotations are attributed to, and of the turns that no clause
/// and nobody in their paragraph names.
fn speakers(article: &Article, blocks: Range<usize>) -> Vec<Hint> {
    let whole = article.whole();
    let mut out: Vec<Hint> = Vec::new();
    for n in blocks.filter(|it| whole.parts[*it].is_published()) {
        let mut speaking: Option<EntityId> = None;
        for (m, quotation) in article.blocks()[n].facts.quotations.iter().enumerate() {
            let id = QuotationId { block: n as u32, quotation: m as u32 };
            let speaker = whole.speaker_of(id);
            let before = std::mem::replace(&mut speaking, speaker.entity);
            let Some(entity) = speaker.entity else { continue };
            if !has_name(article, whole.entity(entity)) {
                continue;
            }
            let (place, opens) = match speaker.basis {
                Basis::Clause => match stand_in(article, id, quotation) {
                    Some(span) => (Place { block: id.block, span: Span { start: span.end, ..span } }, false),
                    None => continue,
                },
                Basis::SameTurn | Basis::Conversation => {
                    // What stands in the paragraph itself, its reader sees.
                    let seen = speaker.source.is_some_and(|it| it.block == id.block);
                    if seen || before == speaker.entity {
                        continue;
                    }
                    (Place { block: id.block, span: opening(article, id, quotation) }, true)
                }
                Basis::Nobody => continue,
            };
            let doubt = if article.doubts_of(id).is_empty() { "" } else { "?" };
            let colon = if opens { ":" } else { "" };
            let name = shorten(&whole.entity(entity).name, LONGEST);
            let hint = Hint {
                offset: article.in_file(place).start,
                label: format!("{name}{doubt}{colon}"),
                why: said_by(article, id, quotation),
                opens,
            };
            if !out.iter().rev().take(4).any(|it| it.offset == hint.offset) {
                out.push(hint);
            }
        }
    }
    out
}

/// The days and stretches of the calendar that expressions mean which are counted from another date («i går», «uka
/// etter»), where the words leave no doubt.
fn dates(article: &Article, blocks: Range<usize>) -> Vec<Hint> {
    let whole = article.whole();
    let calendar = Calendar { article };
    let mut out = Vec::new();
    for n in blocks.filter(|it| whole.parts[*it].is_published()) {
        let timexes = article.blocks()[n].facts.timexes.iter().zip(whole.times_in(n));
        for ((timex, resolved), m) in timexes.zip(0..) {
            let id = TimexId { block: n as u32, timex: m };
            let label = unsaid(calendar, timex.expression, *resolved);
            if let (Some(label), Some(why)) = (label, calendar.hover(id)) {
                let span = article.in_file(Place { block: id.block, span: timex.span });
                out.push(Hint { offset: span.end, label, why: why.join("\n\n"), opens: false });
            }
        }
    }
    out
}

/// What the words of an expression leave unsaid of the day or days it means: nothing where that is open, or where the
/// reader sees it.
fn unsaid(calendar: Calendar, expression: Expression, resolved: Resolved) -> Option<String> {
    if resolved.open || !matches!(resolved.anchor, Anchor::Publication | Anchor::Earlier(_)) {
        return None;
    }
    let when = resolved.value.when;
    let days = when.days()?;
    let now = calendar.article.whole().date.map(|it| it.year);
    let other_year = |date: Date| Some(date.year()) != now;
    // What the night before a day is called by is that day.
    let night = resolved.value.time == Some(TimeOfDay::NightBefore);
    let day = |date: Date| if night { date.tomorrow().unwrap_or(date) } else { date };
    match (expression, when) {
        (
            Expression::Weekday { .. } | Expression::Feast { .. } | Expression::InMonth { .. },
            When::Day(date),
        ) => Some(calendar.date(day(date), other_year(date))),
        (Expression::Shifted { unit: Unit::Day, .. }, When::Day(date)) => {
            Some(calendar.day(day(date), other_year(date)))
        }
        (_, When::Week { .. } | When::Weekend { .. }) => Some(calendar.days(days, other_year(days.1))),
        (Expression::Shifted { .. }, _) => calendar.label(resolved.value),
        (Expression::Day(day), _) => (day.year.is_none() && other_year(days.0)).then(|| years(days)),
        (
            Expression::Month { year: None, which, .. }
            | Expression::Season { year: None, which, .. }
            | Expression::YearPart { year: None, which, .. },
            _,
        ) => (which != Which::Unsaid || other_year(days.0)).then(|| years(days)),
        _ => None,
    }
}

/// The pronoun or role noun that a quotation is attributed to.
fn stand_in(article: &Article, id: QuotationId, quotation: &Quotation) -> Option<Span> {
    let it = mention(article, MentionId { block: id.block, mention: quotation.mention? })?;
    (it.form != Form::Name).then_some(it.span)
}

/// The empty stretch where a quotation opens: before its mark, behind its dash.
fn opening(article: &Article, id: QuotationId, quotation: &Quotation) -> Span {
    let start = quotation.extent().start;
    let prose = article.blocks()[id.block as usize].prose();
    let mark = match quotation.signal {
        Signal::Marks(mark) if prose[..start as usize].ends_with(mark) => mark.len_utf8() as u32,
        _ => 0,
    };
    Span { start: start - mark, end: start - mark }
}
