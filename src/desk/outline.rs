use crate::article::Article;
use crate::text::Span;

/// What an entry of the outline stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    Headline,
    Subhead,
    /// A speaker; the quotations are the children.
    Speaker,
    Quotation,
}

/// One entry of the outline. Spans are bytes of the file; `name_span` lies in `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub kind: SymbolKind,
    pub name: String,
    /// A word of explanation: how often somebody speaks, who says it.
    pub detail: String,
    pub span: Span,
    pub name_span: Span,
    pub children: Vec<Symbol>,
}

/// The article's outline: headline, subheads, and quotations under their speakers.
pub fn outline(_article: &Article) -> Vec<Symbol> {
    Vec::new()
}
