//! Entities: the people, organisations and places of the article, each with all its mentions.

use super::Place;
use crate::language::Gender;

/// An entity by its number in the article, in the order of first mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// A mention by its block and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionId {
    pub block: u32,
    pub mention: u32,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
    /// A name of something else, or of nobody knows what.
    Other,
}

/// Somebody or something the article speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub kind: EntityKind,
    /// The fullest name that the article uses.
    pub name: Box<str>,
    pub gender: Option<Gender>,
    /// What the article calls them, as written, each once, with the place.
    pub roles: Vec<(Box<str>, Place)>,
    /// Every mention, in the order of the text.
    pub mentions: Vec<MentionId>,
}
