//! Speakers: who of the article says each quotation, and how we know.

use super::entity::EntityId;

/// How a speaker is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The reporting clause names them.
    Clause,
    /// The quotation goes on from another one that does.
    SameTurn,
    /// The conversation shows it: question and answer, a colon, a paragraph about one person.
    Conversation,
    /// Nobody is known.
    Nobody,
}

/// Who says one quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    pub entity: Option<EntityId>,
    pub basis: Basis,
}
