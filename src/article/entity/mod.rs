//! Entities: the people, organisations and places of the article, each with all its mentions.
//!
//! Names come first: every full name of the article is known before a surname is looked at, wherever it stands,
//! because the reader of the printed article knows them all as well. Roles and pronouns are then read in the
//! order of the text, as a reader does.

mod forms;
mod groups;
mod mind;
mod names;
mod people;
mod signs;
#[cfg(test)]
mod tests;

pub use people::Reading;
pub(super) use signs::signs;
pub use signs::{Sign, Weights};

use super::block::Block;
use super::mention::{Form, Mention};
use super::part::Part;
use super::{Article, Place};
use crate::language::Gender;
use mind::At;
use names::Names;
use people::{Reader, Watch};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// An entity by its number in the article, in the order in which they became known.
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
    /// A body or a group that the article calls by what it is: «politiet», «foreldrene».
    Group,
    /// A name of something else, or of nobody knows what.
    Other,
}

/// Somebody or something the article speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub kind: EntityKind,
    /// False for a person of whom the article tells only what they are («25-åringen», «en irritert kunde») and for a
    /// group.
    pub named: bool,
    /// The fullest name that the article uses; for somebody without one, what they were first called.
    pub name: Box<str>,
    pub gender: Option<Gender>,
    /// What the article calls them, as a role in its indefinite form, each once, with the place.
    pub roles: Vec<(Box<str>, Place)>,
    /// Every mention, in the order of the text.
    pub mentions: Vec<MentionId>,
}

impl Entity {
    /// The last word of the name: what a person is called by once they have been introduced.
    pub fn last_name(&self) -> &str {
        self.name.rsplit(' ').next().unwrap_or_default()
    }
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
    read(blocks, parts, entity_of, Weights::shipped(), None)
}

/// Reads the article with `weights` and shows `watch` every pronoun and role noun with those it could stand for.
/// For learning weights.
pub fn study<'w>(article: &Article, weights: &'w Weights, watch: &'w mut dyn FnMut(Reading)) {
    let mentions = article.blocks().iter().map(|it| it.facts.mentions.len()).sum();
    let mut entity_of = vec![None; mentions];
    read(article.blocks(), &article.whole().parts, &mut entity_of, weights, Some(watch));
}

fn read<'w>(
    blocks: &[Arc<Block>],
    parts: &[Part],
    entity_of: &mut [Option<EntityId>],
    weights: &'w Weights,
    watch: Watch<'w>,
) -> (Vec<Entity>, Rivals) {
    let names = Names::collect(blocks, parts);
    let mut reader = Reader::new(blocks, names, weights, watch);
    let mut starts = Vec::with_capacity(blocks.len());
    let (mut first, mut sentence) = (0, 0);
    for (n, block) in blocks.iter().enumerate() {
        starts.push(first);
        if parts[n].is_published() {
            let above = matches!(parts[n], Part::Kicker | Part::Headline | Part::Deck);
            for (m, mention) in block.facts.mentions.iter().enumerate() {
                let id = MentionId { block: n as u32, mention: m as u32 };
                let opener = block.facts.sentences.get(mention.sentence as usize);
                let opens = match mention.form {
                    Form::Role => mention.subject,
                    _ => opener.is_some_and(|it| it.start == mention.span.start),
                };
                let at = At {
                    sentence: sentence + mention.sentence,
                    asked: sentence + mention.asked,
                    block: n as u32,
                    above,
                    opens,
                };
                entity_of[first + m] = reader.read(id, mention, at);
            }
        }
        first += block.facts.mentions.len();
        sentence += block.facts.sentences.len() as u32;
    }
    for (id, entity) in reader.late {
        entity_of[starts[id.block as usize] + id.mention as usize] = Some(entity);
    }
    (reader.entities, reader.rivals)
}
