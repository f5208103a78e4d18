//! Mentions: where somebody or something is named, called by a role, or stood for by a pronoun.

use super::marks::Marks;
use super::timex::Timex;
use super::token::Tokens;
use crate::format::Piece;
use crate::language::Gender;
use crate::text::Span;

/// How somebody is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// By name: `Mark Esper`, `Esper`.
    Name,
    /// By what they are: `forsvarsministeren`.
    Role,
    /// By a pronoun: `han`.
    Pronoun,
}

/// One mention. Spans are bytes of the block's prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The name, the role noun or the pronoun itself, without role, age, party or genitive ending.
    pub span: Span,
    pub form: Form,
    /// The name without genitive ending; a role's indefinite form in lower case; a pronoun in lower case.
    pub name: Box<str>,
    /// How much speaks for a person, an organisation, a place. Summed over the article.
    pub evidence: [i8; 3],
    /// False for a word that is only perhaps a name (it opens its sentence): it counts if the article names it elsewhere.
    pub certain: bool,
    pub gender: Option<Gender>,
    pub plural: bool,
    /// The role given with a name: where it stands, and its noun's indefinite form.
    pub role: Option<(Span, Box<str>)>,
    /// The country a role belongs to (index into the lexicon's countries), when it is said.
    pub country: Option<u16>,
    /// The role is not held now: `tidligere`.
    pub former: bool,
    /// Age in brackets or commas behind a name.
    pub age: Option<(Span, u16)>,
    /// Party letters in brackets behind a name.
    pub party: Option<Span>,
    /// Inside quotation marks or a dash turn's speech.
    pub quoted: bool,
}

/// Finds the mentions in a block.
pub(super) fn read(
    _tokens: &Tokens,
    _piece: &Piece,
    _marks: &Marks,
    _timexes: &[Timex],
    _out: &mut Vec<Mention>,
) {
}
