//! Quotation marks: which opens, which closes, and what is left open at a block's edges.

use super::token::Tokens;
use crate::format::Shape;
use crate::text::Span;

/// A mark that finds no partner in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenMark {
    /// Where it stands, in bytes of the block's prose.
    pub span: Span,
    pub mark: char,
}

/// What stands between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// What is quoted, without the marks. Bytes of the block's prose.
    pub inner: Span,
    /// The same with its marks.
    pub outer: Span,
    /// The opening mark.
    pub mark: char,
    /// False if the region runs to the block's end without a closing mark.
    pub closed: bool,
    /// Whether it stands inside another region.
    pub nested: bool,
}

/// The quotation marks of one block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    pub regions: Vec<Region>,
    /// A closing mark before which nothing was opened: it may close what an earlier paragraph opened.
    pub leading_close: Option<OpenMark>,
    /// An opening mark behind which nothing is closed: a later paragraph may close it.
    pub trailing_open: Option<OpenMark>,
}

/// Pairs the quotation marks of a block.
pub(super) fn read(_tokens: &Tokens, _shape: Shape) -> Marks {
    Marks::default()
}
