use super::{Span, Text};

/// One change of a text: what stands at `span` is replaced by `text`. Offsets in bytes of the text before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

/// An edit that lies outside the text or inside a character: editor and desk no longer agree on the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfBounds;

impl std::fmt::Display for OutOfBounds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the edit lies outside the text")
    }
}

impl std::error::Error for OutOfBounds {}

impl Edit {
    /// Replaces `span` by `text`.
    pub fn new(span: Span, text: impl Into<String>) -> Edit {
        Edit { span, text: text.into() }
    }
}

impl Text {
    /// Applies `edit`.
    ///
    /// # Errors
    /// [`OutOfBounds`] if it does not fit; the text is then unchanged.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), OutOfBounds> {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        if start > end || end > self.len() || self.floor(start) != start || self.floor(end) != end {
            return Err(OutOfBounds);
        }
        let first = self.rope.byte_to_char(start);
        let last = self.rope.byte_to_char(end);
        self.rope.remove(first..last);
        self.rope.insert(first, &edit.text);
        Ok(())
    }
}
