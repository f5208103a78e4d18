use crate::article::Article;
use crate::text::Span;

/// What the desk knows about the words under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The words it is about, in bytes of the file.
    pub span: Span,
    /// What is known, in Markdown and in the article's language.
    pub markdown: String,
}

/// What is known of the words at byte `offset` of the file: a person, organisation or place, a quotation, a date.
pub fn hover(_article: &Article, _offset: usize) -> Option<Hover> {
    None
}
