//! Claims that can be counted, and who answers for them.

use super::quotation::Quotation;
use super::timex::Timex;
use super::token::Tokens;
use crate::text::Span;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimKind {
    Killed,
    Injured,
    Money,
    Percent,
    People,
}

/// One countable claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The words of the claim: the figure and what it counts. Bytes of the block's prose.
    pub span: Span,
    pub kind: ClaimKind,
    /// The figure, where it can be read as a number.
    pub value: Option<f64>,
    /// The sentence it stands in, by its number in the block.
    pub sentence: u32,
    /// The source that governs it: the span of a source or cue in the same block.
    pub source: Option<Span>,
}

/// Finds the claims in a block.
pub(super) fn read(_tokens: &Tokens, _timexes: &[Timex], _quotations: &[Quotation], _out: &mut Vec<Claim>) {}
