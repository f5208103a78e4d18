//! Expressions of time, and the day they mean.

use super::token::Tokens;
use crate::text::Span;

/// What TIMEX3 calls the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimexType {
    Date,
    Time,
    Duration,
    Set,
}

/// When the article is published, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicationDate {
    pub year: i16,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl PublicationDate {
    /// Reads `2020-01-06`, `2020-01`, `2020`, or a date written out in any shipped language.
    pub fn parse(_text: &str) -> Option<PublicationDate> {
        None
    }
}

/// What a resolved value was counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The expression says it all by itself.
    Itself,
    /// The publication date.
    Publication,
    /// Nothing: it stays symbolic.
    Nothing,
}

/// One expression of time as it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Where it stands, in bytes of the block's prose.
    pub span: Span,
    pub kind: TimexType,
}

impl Timex {
    /// The TIMEX3 value when the article is published on `date`, and what it was counted from.
    pub fn value(&self, _date: Option<PublicationDate>) -> (String, Anchor) {
        (String::new(), Anchor::Nothing)
    }
}

/// Finds the expressions of time in a block.
pub(super) fn read(_tokens: &Tokens, _out: &mut Vec<Timex>) {}
