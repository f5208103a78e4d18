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
    /// Which language the block itself speaks for, once somebody has asked.
    pub votes: OnceLock<Votes>,
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

    /// Which language the block itself speaks for; in most articles the first few blocks decide.
    pub(super) fn votes(&self) -> &Votes {
        self.votes.get_or_init(|| match self.piece.shape {
            Shape::Metadata | Shape::Other => Votes::default(),
            _ => Votes::count(&self.piece.prose),
        })
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
        let facts = language.map(|it| Facts::read(&self.piece, it)).unwrap_or_default();
        Block {
            source: self.source,
            piece: self.piece,
            entry: self.entry,
            opens_chunk: self.opens_chunk,
            votes: OnceLock::new(),
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
        let mut short = Vec::with_capacity(pieces.len());
        pieces.drain(..).for_each(|it| shorten(it, &mut short));
        for (n, piece) in short.into_iter().enumerate() {
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

/// Longest prose of one block, in bytes. No paragraph of a newspaper comes near it; what does is a text without
/// line breaks, and is read in blocks of this length, so that work on it still grows with the edit.
const LONGEST: usize = 16 * 1024;

/// Cuts an overlong piece at ends of sentences, or else of words.
fn shorten(mut piece: Piece, out: &mut Vec<Piece>) {
    if piece.prose.len() <= LONGEST {
        out.push(piece);
        return;
    }
    // Where the parts begin, in the prose and in the piece's bytes.
    let mut starts = vec![(0, 0)];
    let mut at = 0;
    while piece.prose.len() - at > LONGEST {
        let mut end = at + LONGEST;
        while !piece.prose.is_char_boundary(end) {
            end -= 1;
        }
        let window = &piece.prose[at..end];
        let sentence = window.rfind(". ").map(|it| it + 2).filter(|it| *it > LONGEST / 2);
        let word = || window.rfind(' ').map(|it| it + 1).filter(|it| *it > LONGEST / 2);
        at += sentence.or_else(word).unwrap_or(window.len());
        let source = piece.map.to_source(Span::new(at, at)).start as usize;
        if starts.last().is_none_or(|it| it.1 < source) && source < piece.len {
            starts.push((at, source));
        }
    }
    let (links, comments) = (std::mem::take(&mut piece.links), std::mem::take(&mut piece.comments));
    let (mut links, mut comments) = (links.into_iter().peekable(), comments.into_iter().peekable());
    for (n, &(prose, source)) in starts.iter().enumerate() {
        let (prose_end, source_end) = starts.get(n + 1).copied().unwrap_or((piece.prose.len(), piece.len));
        let shape = match piece.shape {
            Shape::Turn | Shape::Line | Shape::Heading(_) | Shape::Caption if n > 0 => Shape::Paragraph,
            it => it,
        };
        let part = Span::new(prose, prose_end);
        let back = |it: Span, by: usize| Span::new(it.start as usize - by, it.end as usize - by);
        let mut short = Piece::bare(source_end - source, shape);
        short.prose = part.of(&piece.prose).to_owned();
        short.map = piece.map.part(part, source);
        while let Some((span, target)) = links.next_if(|it| (it.0.start as usize) < prose_end) {
            let end = (span.end as usize).min(prose_end);
            short.links.push((back(Span::new(span.start as usize, end), prose), target));
        }
        while let Some((span, text)) = comments.next_if(|it| (it.0.start as usize) < source_end) {
            short.comments.push((back(span, source), text));
        }
        let within = |it: &Span| part.contains(*it);
        short.credit = piece.credit.filter(within).map(|it| back(it, prose));
        short.dateline = piece.dateline.filter(within).map(|it| back(it, prose));
        if n == 0 {
            short.metadata = std::mem::take(&mut piece.metadata);
            short.problem = piece.problem.take();
        }
        out.push(short);
    }
}
