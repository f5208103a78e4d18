//! Entities: the people, organisations and places of the article, each with all its mentions.
//!
//! Names come first: every full name of the article is known before a surname is looked at, wherever it stands,
//! because the reader of the printed article knows them all as well. Roles and pronouns are then read in the
//! order of the text, as a reader does.

mod names;
mod people;

use super::Place;
use super::block::Block;
use super::mention::Mention;
use super::part::Part;
use crate::language::Gender;
use names::Names;
use people::Reader;
use rustc_hash::FxHashMap;
use std::sync::Arc;

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
    /// What the article calls them, as a role in its indefinite form, each once, with the place.
    pub roles: Vec<(Box<str>, Place)>,
    /// Every mention, in the order of the text.
    pub mentions: Vec<MentionId>,
}

/// Whom else a role noun or a pronoun could as well stand for, where it is open.
pub(super) type Rivals = FxHashMap<MentionId, Box<[EntityId]>>;

/// Joins the mentions of the article into entities, and says where another reading is open. `entity_of` has one
/// place for each mention, in order.
pub(super) fn join(
    blocks: &[Arc<Block>],
    parts: &[Part],
    entity_of: &mut [Option<EntityId>],
) -> (Vec<Entity>, Rivals) {
    let names = Names::collect(blocks, parts);
    let mut reader = Reader::new(names);
    let mut at = 0;
    let mut sentence = 0;
    for (n, block) in blocks.iter().enumerate() {
        let published = parts[n].is_published();
        for (m, mention) in block.facts.mentions.iter().enumerate() {
            if published {
                let id = MentionId { block: n as u32, mention: m as u32 };
                entity_of[at] = reader.read(id, mention, sentence + mention.sentence);
            }
            at += 1;
        }
        sentence += block.facts.sentences.len() as u32;
    }
    (reader.entities, reader.rivals)
}
