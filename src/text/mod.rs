//! Bytes and positions. Knows nothing of articles.
//!
//! Every offset in copydesk counts UTF-8 bytes. Line and column, in the three encodings that editors
//! speak, exist only at the edge and are computed here from the rope.

mod decode;
mod edit;
mod lines;
mod offsets;
mod position;
mod span;

pub use decode::{Charset, Decoded, NotText, decode};
pub use edit::{Edit, OutOfBounds};
pub use lines::{Line, lines};
pub use offsets::Offsets;
pub use position::{Encoding, Position};
pub use span::Span;

use ropey::Rope;

/// The text of one file while it is being edited: an immutable snapshot that is cheap to clone.
///
/// A wrapper around a rope, so that the crate behind it stays a matter of this folder.
/// Line ends are LF, CR LF and lone CR, as the Language Server Protocol counts them, and nothing else:
/// U+2028, which arrives in pasted copy, is an ordinary character.
#[derive(Clone, Debug, Default)]
pub struct Text {
    rope: Rope,
}

impl Text {
    /// A text with this content.
    pub fn new(content: &str) -> Text {
        Text { rope: Rope::from_str(content) }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.rope.len_bytes() == 0
    }

    /// The bytes of `span` as a string. Offsets beyond the text or inside a character are moved to the
    /// nearest character start before them.
    pub fn slice(&self, span: Span) -> String {
        let start = self.floor(span.start as usize);
        let end = self.floor(span.end as usize).max(start);
        self.rope.byte_slice(start..end).to_string()
    }

    /// The nearest character start at or before `offset`, and never beyond the end.
    pub fn floor(&self, offset: usize) -> usize {
        let offset = offset.min(self.len());
        self.rope.char_to_byte(self.rope.byte_to_char(offset))
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.rope == other.rope
    }
}
