//! The cast: who says how much in the article by a clause, and whom it mentions most.

use super::Speaker;
use super::floor::{Candidate, Text};
use super::signs::Sign;
use crate::article::entity::{EntityId, EntityKind};
use crate::article::whole::Place;

/// How many times as often as anybody else somebody is mentioned whom an article is about.
const BY_FAR: usize = 2;
/// Fewest mentions of somebody an article is about.
const OFTEN: usize = 6;

/// What part each person has in the article.
pub(super) struct Cast {
    /// How many quotations a clause gives to each entity, and to all.
    said: Vec<u32>,
    all: u32,
    main: Option<EntityId>,
    by_far: bool,
}

impl Cast {
    /// Reads it from what clauses say.
    pub(super) fn read(text: Text, by_clause: impl Iterator<Item = Speaker>) -> Cast {
        let mut said = vec![0; text.entities.len()];
        let mut all = 0;
        for speaker in by_clause.filter_map(|it| it.entity) {
            said[speaker.0 as usize] += 1;
            all += 1;
        }
        let people = (0u32..).zip(text.entities).filter(|it| it.1.kind == EntityKind::Person);
        let (mut most, mut next) = ((0, None), 0);
        for (n, it) in people {
            let count = it.mentions.len();
            if count > most.0 {
                next = most.0;
                most = (count, Some(EntityId(n)));
            } else {
                next = next.max(count);
            }
        }
        Cast { said, all, main: most.1, by_far: most.0 >= OFTEN && most.0 >= next * BY_FAR }
    }

    /// Who is mentioned most, and where first.
    pub(super) fn main(&self, text: Text) -> Option<(EntityId, Place)> {
        let main = self.main?;
        let first = text.entities[main.0 as usize].mentions.first()?;
        let span = text.blocks[first.block as usize].facts.mentions[first.mention as usize].span;
        Some((main, Place { block: first.block, span }))
    }

    /// Adds what part somebody has in the article. What a clause that is passed over gives to them does not count.
    pub(super) fn signs(&self, candidate: &mut Candidate, masked: Option<EntityId>) {
        let Some(entity) = candidate.entity else { return };
        let signs = &mut candidate.signs;
        let main = self.main == Some(entity) && !signs.has(Sign::Aside);
        signs.when(main, Sign::Main);
        signs.when(main && self.by_far, Sign::MainByFar);
        let all = self.all - u32::from(masked.is_some());
        let own = self.said[entity.0 as usize] - u32::from(masked == Some(entity));
        signs.when(own == all && all > 0, Sign::SoleSpeaker);
        signs.when(own < all && own * 4 >= all * 3, Sign::MainSpeaker);
        signs.when(own == 0 && all > 0, Sign::NeverSpeaks);
    }
}
