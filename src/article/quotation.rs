//! Quotations: content, cue and source, as one block shows them.

use super::marks::Marks;
use super::mention::Mention;
use super::token::Tokens;
use crate::format::Piece;
use crate::text::Span;

/// Whose words the content is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotationKind {
    /// The speaker's own words, marked by a dash or by quotation marks.
    Direct,
    /// The writer's words for what was said.
    Indirect,
    /// Indirect, with the speaker's own words in marks inside.
    Mixed,
}

/// What shows that it is a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A dash at the start of the paragraph.
    Dash,
    /// Quotation marks, by the one that opens.
    Marks(char),
    /// Only the cue.
    Cue,
}

/// One quotation: an attribution relation of content, cue and source. Spans are bytes of the block's prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    pub kind: QuotationKind,
    pub signal: Signal,
    /// What was said, without marks and dashes; in parts where the reporting clause stands inside.
    pub content: Vec<Span>,
    /// The words that say that it was said: a verb, «ifølge».
    pub cue: Option<Span>,
    /// Who said it, as a noun phrase.
    pub source: Option<Span>,
    /// The mention in the source that names the speaker, by its number in the block.
    pub mention: Option<u32>,
    /// The outlet or document it came through («ifølge AFP» behind a source of its own).
    pub via: Option<Span>,
    /// The sentence its content starts in, by its number in the block.
    pub sentence: u32,
    /// Its opening mark is closed in no later place of the block.
    pub runs_on: bool,
}

impl Quotation {
    /// From the first byte of the content to its last.
    pub fn extent(&self) -> Span {
        match self.content.as_slice() {
            [first, .., last] => first.cover(*last),
            [only] => *only,
            [] => self.source.or(self.cue).unwrap_or_default(),
        }
    }

    /// From the first byte of content, cue or source to the last of them.
    pub fn whole(&self) -> Span {
        let parts = [self.cue, self.source, self.via].into_iter().flatten();
        parts.fold(self.extent(), |sum, it| sum.cover(it))
    }
}

/// Finds the quotations in a block.
pub(super) fn read(
    _tokens: &Tokens,
    _piece: &Piece,
    _marks: &Marks,
    _mentions: &[Mention],
    _out: &mut Vec<Quotation>,
) {
}
