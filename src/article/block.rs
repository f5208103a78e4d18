//! A block: one piece of a file with everything that it alone tells.

use super::facts::Facts;
use super::finding::Finding;
use crate::format::{Format, Key, Piece, Shape, State};
use crate::language::{Language, Votes};
use crate::text::Span;
use std::sync::OnceLock;

/// One piece of an article (a paragraph, a headline, a caption) and the facts in it.
///
/// A block owns all it needs; no offset in it looks beyond it, so that an edit elsewhere leaves it as it is.
#[derive(Debug)]
pub struct Block {
    /// The bytes of the file that it covers, markup and the blank lines behind it included.
    pub source: Box<str>,
    /// What the format found in them.
    pub piece: Piece,
    /// What the format had left open before this block's chunk, and whether the chunk begins here.
    pub entry: State,
    pub opens_chunk: bool,
    /// Which language the block itself speaks for.
    pub votes: Votes,
    /// What the block says, as read in the article's language. Offsets are bytes of the prose.
    pub facts: Facts,
    /// What the rules that look at one block alone found in it, once they have. Kept with the block, so that
    /// they look at it once.
    pub findings: OnceLock<Box<[Finding]>>,
}

impl Block {
    /// What the block looks like by itself.
    pub fn shape(&self) -> Shape {
        self.piece.shape
    }

    /// The prose in the block.
    pub fn prose(&self) -> &str {
        &self.piece.prose
    }

    /// Where a span of the prose stands in the file, when the block starts at byte `start` of the file.
    pub fn in_file(&self, span: Span, start: usize) -> Span {
        self.piece.map.to_source(span).shift(start)
    }

    /// What metadata says under `key` in this block.
    pub fn metadata(&self, key: Key) -> Option<&str> {
        self.piece.metadata.iter().find(|it| it.key == key).map(|it| it.value.as_str())
    }

    pub(super) fn read_facts(&mut self, language: &'static Language) {
        self.facts = Facts::read(&self.piece, language);
    }
}

/// A stretch of a file cut into pieces that have not been read yet.
pub(super) struct Cut {
    pub source: Box<str>,
    pub piece: Piece,
    pub entry: State,
    pub opens_chunk: bool,
}

impl Cut {
    /// Whether reading this would give `block` again.
    pub(super) fn gives(&self, block: &Block) -> bool {
        self.opens_chunk == block.opens_chunk
            && self.entry == block.entry
            && self.source == block.source
            // The same bytes may be read otherwise beside other lines of their chunk.
            && self.piece == block.piece
    }

    pub(super) fn read(self, language: Option<&'static Language>) -> Block {
        let votes = match self.piece.shape {
            Shape::Metadata | Shape::Other => Votes::default(),
            _ => Votes::count(&self.piece.prose),
        };
        let facts = language.map(|it| Facts::read(&self.piece, it)).unwrap_or_default();
        Block {
            source: self.source,
            piece: self.piece,
            entry: self.entry,
            opens_chunk: self.opens_chunk,
            votes,
            facts,
            findings: OnceLock::new(),
        }
    }
}

/// Cuts `text` into pieces. `known` bytes of it are wanted; what stands behind them is only there to see
/// where the last chunk ends. Returns the state behind the known bytes, or `None` if a chunk runs across
/// their end.
pub(super) fn cut(
    format: &dyn Format,
    text: &str,
    known: usize,
    entry: State,
    out: &mut Vec<Cut>,
) -> Option<State> {
    let mut at = 0;
    let mut state = entry;
    let mut pieces = Vec::new();
    while at < known {
        let (len, exit) = format.chunk(&text[at..], state);
        let end = at + len.clamp(1, text.len() - at);
        if end > known {
            return None;
        }
        format.pieces(&text[at..end], state, &mut pieces);
        let mut from = at;
        for (n, piece) in pieces.drain(..).enumerate() {
            let to = from + piece.len;
            out.push(Cut { source: text[from..to].into(), piece, entry: state, opens_chunk: n == 0 });
            from = to;
        }
        debug_assert_eq!(from, end, "pieces cover their chunk");
        at = end;
        state = exit;
    }
    Some(state)
}
