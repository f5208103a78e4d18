//! Hints between the words: who speaks, where the words beside a quotation do not name them.

use super::hover::said_by;
use super::introduction::{has_name, mention};
use super::words::shorten;
use crate::article::{Article, Basis, EntityId, Form, MentionId, Place, Quotation, QuotationId, Signal};
use crate::text::Span;

/// A speaker's name, shown between the words of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The byte of the file that it stands before.
    pub offset: u32,
    /// The name; with a question mark where somebody else could as well be meant.
    pub label: String,
    /// How the desk knows, in Markdown.
    pub why: String,
    /// Whether it belongs to the words behind it (a turn) or to those before (a pronoun).
    pub opens: bool,
}

/// Longest name that is shown, in characters.
const LONGEST: usize = 40;

/// The speakers behind the pronouns and role nouns that quotations are attributed to, and of the turns that no
/// clause and nobody in their paragraph names: in the paragraphs that `within` (bytes of the file) reaches, in order.
pub fn hints(article: &Article, within: Span) -> Vec<Hint> {
    let whole = article.whole();
    let first = whole.starts.partition_point(|it| *it <= within.start).saturating_sub(1);
    let last = whole.starts.partition_point(|it| *it <= within.end);
    let mut out: Vec<Hint> = Vec::new();
    for n in (first..last).filter(|it| whole.parts[*it].is_published()) {
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
    out.sort_by_key(|it| it.offset);
    out
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
