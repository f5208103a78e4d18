//! What the whole article says, folded from its blocks in order.

use super::block::Block;
use super::entity::{self, Entity, EntityId, MentionId, Rivals};
use super::part::{self, Part};
use super::speaker::{self, Doubts, Speaker};
use super::timex::{self, PublicationDate, Resolved, TimexId};
use crate::language::Language;
use crate::text::Span;
use std::sync::Arc;

/// A stretch of the article: a span of one block's prose, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub block: u32,
    pub span: Span,
}

/// A quotation by its block and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotationId {
    pub block: u32,
    pub quotation: u32,
}

/// What the whole article says. Two articles of the same text, however they came about, have equal ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whole {
    /// Byte of the file where each block starts.
    pub starts: Vec<u32>,
    /// What each block is in the article.
    pub parts: Vec<Part>,
    /// When the article is published, from its metadata, its first lines or from outside.
    pub date: Option<PublicationDate>,
    /// Whom and what it speaks of, in the order of first mention.
    pub entities: Vec<Entity>,
    /// Number of mentions, of quotations and of expressions of time before each block.
    mentions_before: Vec<u32>,
    quotations_before: Vec<u32>,
    timexes_before: Vec<u32>,
    entity_of: Vec<Option<EntityId>>,
    speaker_of: Vec<Speaker>,
    /// Who else a role noun or pronoun could equally well stand for, where it is open.
    rivals: Rivals,
    /// Who else could say a quotation that no clause gives to anybody, where it is open.
    doubts: Doubts,
    /// What every expression of time means.
    times: Vec<Resolved>,
}

impl Whole {
    /// Folds the blocks' facts.
    pub(super) fn fold(
        blocks: &[Arc<Block>],
        _language: &'static Language,
        given: Option<PublicationDate>,
    ) -> Whole {
        let mut whole = Whole { parts: part::parts(blocks), ..Whole::default() };
        let (mut at, mut mentions, mut quotations, mut timexes) = (0, 0, 0, 0);
        for block in blocks {
            whole.starts.push(at);
            whole.mentions_before.push(mentions);
            whole.quotations_before.push(quotations);
            whole.timexes_before.push(timexes);
            at += block.source.len() as u32;
            mentions += block.facts.mentions.len() as u32;
            quotations += block.facts.quotations.len() as u32;
            timexes += block.facts.timexes.len() as u32;
        }
        whole.date = timex::published(blocks, given);
        whole.times = timex::resolve(blocks, whole.date);
        let mut entity_of = vec![None; mentions as usize];
        (whole.entities, whole.rivals) = entity::join(blocks, &whole.parts, &mut entity_of);
        whole.entity_of = entity_of;
        let find = |id| whole.entity_of(id);
        (whole.speaker_of, whole.doubts) = speaker::attribute(blocks, &whole.parts, &whole.entities, &find);
        whole
    }

    /// The entity that a mention names, if it is known.
    pub fn entity_of(&self, id: MentionId) -> Option<EntityId> {
        let first = self.mentions_before.get(id.block as usize)?;
        *self.entity_of.get((first + id.mention) as usize)?
    }

    /// Who says a quotation.
    pub fn speaker_of(&self, id: QuotationId) -> Speaker {
        let first = self.quotations_before.get(id.block as usize).copied().unwrap_or_default();
        self.speaker_of.get((first + id.quotation) as usize).copied().unwrap_or(Speaker::NOBODY)
    }

    /// Who else a role noun or a pronoun could equally well stand for, besides [`Whole::entity_of`]; empty where
    /// the article leaves no doubt.
    pub fn rivals_of(&self, id: MentionId) -> &[EntityId] {
        self.rivals.get(&id).map_or(&[], |it| it)
    }

    /// Who else could say a quotation that no clause gives to anybody, besides [`Whole::speaker_of`].
    pub(super) fn doubts_of(&self, id: QuotationId) -> &[EntityId] {
        self.doubts.get(&id).map_or(&[], |it| it)
    }

    /// What an expression of time means; nothing where there is none of that number.
    pub fn time_of(&self, id: TimexId) -> Option<Resolved> {
        let first = self.timexes_before.get(id.block as usize)?;
        self.times.get((first + id.timex) as usize).copied()
    }

    /// What the expressions of time of a block mean, in their order.
    pub fn times_in(&self, block: usize) -> &[Resolved] {
        let first = |n: usize| self.timexes_before.get(n).map_or(self.times.len(), |it| *it as usize);
        &self.times[first(block)..first(block + 1)]
    }

    /// What every expression of time of the article means, in the order of the text.
    pub fn times(&self) -> &[Resolved] {
        &self.times
    }

    /// An entity by its number.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }
}
