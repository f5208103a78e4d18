//! What is prose in a file: one file a format.
//!
//! A format cuts a file into *chunks*, the smallest stretches that can be read by themselves (in prose:
//! up to the next blank line), and each chunk into *pieces*: a headline, a paragraph, a caption. Every byte
//! of the file belongs to exactly one piece. Reading cannot fail: any text is an article in every format.

mod front_matter;
mod markdown;
mod markup;
mod plain;
mod shape;
mod source_map;

pub use markdown::Markdown;
pub use plain::Plain;
pub use source_map::SourceMap;

use crate::text::{Span, lines};

/// How a file of one kind is read.
pub trait Format: Sync + std::fmt::Debug {
    /// What the format is called: `plain`, `markdown`.
    fn name(&self) -> &'static str;

    /// Length in bytes of the chunk that `rest` (not empty) begins with, when the file before it ended in
    /// `entry`, and the state behind it. A chunk ends before a line that is not blank, or with the file, so
    /// that this decision needs no text beyond the start of the next chunk.
    fn chunk(&self, rest: &str, entry: State) -> (usize, State);

    /// Cuts a chunk into pieces that cover it byte for byte, in order. Offsets in a piece are relative to the piece.
    fn pieces(&self, chunk: &str, entry: State, out: &mut Vec<Piece>);
}

/// The format of a file by its name: Markdown for `.md` and `.markdown`; plain text for `.txt`, `.news`,
/// `.article` and every other.
pub fn by_name(name: &str) -> &'static dyn Format {
    let ending = name.rsplit_once('.').map_or("", |it| it.1).to_ascii_lowercase();
    if matches!(ending.as_str(), "md" | "markdown" | "mdown" | "mkd") { &Markdown } else { &Plain }
}

/// Length of a chunk that ends where text begins again behind blank lines.
fn chunk_len(rest: &str) -> usize {
    let mut blank = false;
    for line in lines(rest) {
        let empty = line.text.chars().all(shape::is_space);
        if blank && !empty {
            return line.start;
        }
        blank |= empty;
    }
    rest.len()
}

/// What the text before a place leaves open, as far as the format is concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// The very start of the file, where metadata may stand.
    #[default]
    Start,
    /// Ordinary text.
    Body,
    /// In front matter that a line of this mark (`-` or `+`) closes.
    FrontMatter(u8),
    /// In a fenced code block that at least `1` of this mark (`` ` `` or `~`) close.
    Fence(u8, u8),
    /// In an HTML comment.
    Comment,
    /// In an HTML element whose content is no text of the article, like a script.
    Html,
    /// Behind a list item, which an indented paragraph would continue.
    List,
}

/// What a piece looks like by itself. What it is in the article (headline, lede, subhead …) also hangs on
/// where it stands, which [`crate::article`] decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Metadata lines or front matter.
    Metadata,
    /// A heading that is marked as one, with its level from 1.
    Heading(u8),
    /// One short line without a final stop: headline, kicker, subhead.
    Line,
    /// `Av Kari Berg`.
    Byline,
    /// Running text.
    Paragraph,
    /// A paragraph that opens with a dash: somebody speaks.
    Turn,
    /// One item of a list.
    Item,
    /// The text under a picture, or its credit alone.
    Caption,
    /// The line that opens a fact box.
    Facts,
    /// The line that opens the list of sources.
    Sources,
    /// The line that opens a correction.
    Correction,
    /// A block quote.
    BlockQuote,
    /// What is no prose: code, a ruler, a comment, blank lines.
    Other,
    /// A ruler behind which nothing is for publication (`* * * *`).
    Tail,
}

/// A stretch of a file that is one thing, and the prose in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// How many bytes of the file it covers, markup and blank lines behind it included.
    pub len: usize,
    pub shape: Shape,
    /// The prose alone; empty where there is none.
    pub prose: String,
    /// Prose → the piece's own bytes.
    pub map: SourceMap,
    /// What metadata says, in order.
    pub metadata: Vec<Entry>,
    /// Links in the prose: where, and where to.
    pub links: Vec<(Span, String)>,
    /// Comments to the desk (`{>>kilde: …<<}`): where the comment stands *in the piece's bytes*, and its text.
    pub comments: Vec<(Span, String)>,
    /// The photographer's credit within the prose of a caption.
    pub credit: Option<Span>,
    /// The dateline within the prose of a paragraph: `OSLO (NTB):`.
    pub dateline: Option<Span>,
    /// What could not be read (broken front matter): where *in the piece's bytes*, and the parser's own words.
    pub problem: Option<(Span, String)>,
}

/// One line of metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which of the fields that copydesk reads.
    pub key: Key,
    pub value: String,
    /// Where the value stands in the piece's bytes.
    pub span: Span,
}

/// The metadata that copydesk reads, under whichever name it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Date,
    /// The day it was written on, if that is another one.
    Written,
    Language,
    Title,
    Author,
}

impl Piece {
    /// A piece without prose.
    pub fn bare(len: usize, shape: Shape) -> Piece {
        Piece {
            len,
            shape,
            prose: String::new(),
            map: SourceMap::default(),
            metadata: Vec::new(),
            links: Vec::new(),
            comments: Vec::new(),
            credit: None,
            dateline: None,
            problem: None,
        }
    }

    /// A piece whose prose stands verbatim at `span` of its source.
    pub fn verbatim(source: &str, span: Span, shape: Shape) -> Piece {
        Piece {
            prose: span.of(source).to_owned(),
            map: SourceMap::verbatim(span),
            ..Piece::bare(source.len(), shape)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_name() {
        for name in ["valg.md", "Valg.MD", "a.b.markdown", "/desk/valg.mkd"] {
            assert_eq!(by_name(name).name(), "markdown", "{name}");
        }
        for name in ["valg.txt", "valg.news", "valg.article", "valg", "md", "", "valg.md.txt"] {
            assert_eq!(by_name(name).name(), "plain", "{name}");
        }
    }

    #[test]
    fn a_chunk_ends_before_text_behind_blank_lines() {
        for (text, len) in [
            ("a\nb\n\nc", 5),
            ("a\r\n\r\n\r\nc", 7),
            ("a\r\rc", 3),
            ("\n\nc", 2),
            ("a\n \u{a0}\u{200b}\nc", 9),
            ("a\u{2028}\u{2028}c", 8),
            ("a\n", 2),
        ] {
            assert_eq!(chunk_len(text), len, "{text:?}");
        }
    }
}
