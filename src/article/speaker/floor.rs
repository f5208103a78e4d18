//! The floor: who could be speaking where no clause says who is, and what speaks for each.

use super::cast::Cast;
use super::list::List;
use super::signs::{Sign, Signs};
use super::{Basis, Speaker};
use crate::article::block::Block;
use crate::article::entity::{Entity, EntityId, EntityKind, MentionId};
use crate::article::mention::{Form, Mention};
use crate::article::part::Part;
use crate::article::quotation::{Quotation, Signal};
use crate::article::whole::Place;
use std::sync::Arc;

/// How many paragraphs away somebody spoke lately, and how many away the conversation is another one.
const NEAR: u32 = 3;
const PAUSE: u32 = 8;

/// The article as it is read for its speakers.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) blocks: &'a [Arc<Block>],
    pub(super) parts: &'a [Part],
    pub(super) entities: &'a [Entity],
    pub(super) entity_of: &'a dyn Fn(MentionId) -> Option<EntityId>,
}

impl Text<'_> {
    /// Whom a mention of block `n` names.
    pub(super) fn entity(&self, n: usize, mention: u32) -> Option<EntityId> {
        (self.entity_of)(MentionId { block: n as u32, mention })
    }

    /// Whether the article brings somebody in with a mention of block `n`.
    pub(super) fn brings_in(&self, entity: Option<EntityId>, n: usize, mention: u32) -> bool {
        let first = entity.and_then(|it| self.entities[it.0 as usize].mentions.first().copied());
        first == Some(MentionId { block: n as u32, mention })
    }

    /// Whether somebody of block `n` is only named as whose somebody or something is: «Bergs advokat», «Anders' bil».
    /// A name may end in `s` itself; the article's fullest name of them shows whether it does.
    pub(super) fn is_genitive(&self, n: usize, entity: Option<EntityId>, mention: &Mention) -> bool {
        let stem = mention.name.strip_suffix('s').filter(|_| mention.form == Form::Name);
        let full = entity.map(|it| &*self.entities[it.0 as usize].name);
        let behind = self.blocks[n].prose().get(mention.span.end as usize..).unwrap_or_default();
        full.zip(stem).is_some_and(|(full, stem)| full.ends_with(stem))
            || behind.starts_with(['s', '\'', '’'])
    }

    /// What an entity is.
    pub(super) fn kind(&self, entity: EntityId) -> EntityKind {
        self.entities[entity.0 as usize].kind
    }
}

/// Somebody who could be speaking.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) entity: Option<EntityId>,
    /// The words that name them.
    pub(super) place: Option<Place>,
    pub(super) signs: Signs,
}

/// Who said something, and in which block.
#[derive(Clone, Copy)]
pub(super) struct Said {
    pub(super) block: u32,
    pub(super) speaker: Speaker,
}

/// Words without a clause, where they stand.
#[derive(Clone, Copy)]
pub(super) struct Words<'q> {
    pub(super) n: usize,
    pub(super) quotation: &'q Quotation,
    /// Who says, by a clause, what stands in the same paragraph before and behind them.
    pub(super) said_here: Option<Speaker>,
    pub(super) says_here: Option<Speaker>,
    /// Somebody else's clause in them is passed over: their words are read as if it were not there. For learning.
    pub(super) masked: Option<EntityId>,
}

impl Words<'_> {
    /// Whether a mention of their paragraph belongs to the clause that is passed over.
    pub(super) fn passes_over(&self, mention: &Mention) -> bool {
        self.masked.is_some() && self.quotation.whole().contains(mention.span)
    }
}

/// A conversation while the article is read on.
#[derive(Default)]
pub(super) struct Floor {
    pub(super) last: Option<Said>,
    pub(super) other: Option<Said>,
    /// Who is the next to speak by a clause, farther down.
    pub(super) next: Option<Said>,
    /// The last block of the body.
    pub(super) before: Option<usize>,
    /// The last one that ends in the writer's own words, with no clause since.
    pub(super) told: Option<usize>,
    /// The block of a question that nobody is named for, since somebody last spoke.
    pub(super) asked: Option<u32>,
    /// Whom the article has named so far.
    pub(super) introduced: Introduced,
}

/// Whom the article has named so far.
#[derive(Default)]
pub(super) struct Introduced {
    first: Option<(EntityId, Place)>,
    several: bool,
    /// Whom the headline or the deck names first.
    above: Option<(EntityId, Place)>,
}

impl Introduced {
    /// Notes the people of block `n`.
    pub(super) fn note(&mut self, text: Text, n: usize) {
        let above = matches!(text.parts[n], Part::Kicker | Part::Headline | Part::Deck);
        if self.several && !above {
            return;
        }
        for (mention, it) in (0u32..).zip(&text.blocks[n].facts.mentions) {
            if it.quoted || it.form != Form::Name {
                continue;
            }
            let person = text.entity(n, mention).filter(|it| text.kind(*it) == EntityKind::Person);
            let Some(entity) = person else { continue };
            let named = (entity, Place { block: n as u32, span: it.span });
            if above {
                self.above.get_or_insert(named);
            }
            self.several |= self.first.get_or_insert(named).0 != entity;
        }
    }
}

impl Floor {
    /// Somebody has spoken.
    pub(super) fn speaks(&mut self, said: Said) {
        if self.last.is_some_and(|it| it.speaker.entity != said.speaker.entity) {
            self.other = self.last;
        }
        self.last = Some(said);
        self.asked = None;
    }

    /// A block has been read to its end.
    pub(super) fn passes(&mut self, text: Text, n: usize) {
        let (block, part) = (&text.blocks[n], text.parts[n]);
        if !matches!(part, Part::Byline | Part::Caption) && self.last.is_none() {
            self.introduced.note(text, n);
        }
        if block.prose().is_empty() || !part.is_body() {
            return;
        }
        self.before = Some(n);
        let direct = || block.facts.quotations.iter().filter(|it| it.signal == Signal::Dash);
        let last = block.facts.sentences.last().copied().unwrap_or_default();
        if !direct().any(|it| it.whole().overlaps(last)) {
            self.told = Some(n);
        } else if direct().any(|it| it.cue.is_some()) {
            self.told = None;
        }
        let asks = |it: &Quotation| it.cue.is_none() && super::asks(block, it);
        if direct().next_back().is_some_and(asks) {
            self.asked = Some(n as u32);
        }
    }

    /// Whether a colon hands over the word right before a quotation that opens block `n`.
    pub(super) fn colon(&self, text: Text) -> bool {
        self.before.is_some_and(|it| text.blocks[it].prose().trim_end().ends_with(':'))
    }

    /// Everybody who could say the words, with what speaks for them; and what speaks for nobody.
    pub(super) fn candidates(&self, text: Text, cast: &Cast, words: Words) -> (Vec<Candidate>, Signs) {
        let mut list = List::new(text);
        self.told_of(&mut list, words);
        if matches!(words.quotation.signal, Signal::Marks(_)) {
            list.paragraph(words);
        }
        self.talk(&mut list, words);
        self.article(&mut list, cast);
        for it in &mut list.out {
            cast.signs(it, words.masked);
            let person = it.entity.is_some_and(|it| text.kind(it) == EntityKind::Person);
            let speaks = it.signs.has(Sign::SaidHere) || it.signs.has(Sign::SaysHere);
            it.signs.when(!person && !speaks, Sign::NoPerson);
        }
        list.named_in(words);
        (list.out, self.nobody(text, words))
    }

    /// What speaks for nobody.
    fn nobody(&self, text: Text, words: Words) -> Signs {
        let mut signs = Signs::default();
        let block = &text.blocks[words.n];
        let extent = words.quotation.extent();
        signs.when(true, Sign::Nobody);
        signs.when(self.last.is_none(), Sign::NobodySpoke);
        signs.when(words.quotation.first_person, Sign::NobodyFirstPerson);
        signs.when(block.prose().len() <= extent.len() + 8, Sign::NobodyAlone);
        signs.when(!words.quotation.speech, Sign::NobodyTerm);
        let opens = block.facts.sentences.get(words.quotation.sentence as usize);
        signs.when(opens.is_some_and(|it| extent.start > it.start + 8), Sign::NobodyInside);
        signs
    }

    /// Whom the writer tells of right before the words.
    fn told_of(&self, list: &mut List, words: Words) {
        let start = words.quotation.extent().start;
        let block = &list.text.blocks[words.n];
        let own = block.facts.sentences.first().is_some_and(|it| start > it.start + 8);
        if own {
            list.sentences(words.n, words.quotation.sentence, start, words, Signs::default());
            return;
        }
        let mut signs = Signs::default();
        if let Some(turn) = self.before.filter(|it| self.told != Some(*it)) {
            list.last_of_turn(turn);
            signs.when(true, Sign::AcrossTurns);
        }
        if let Some(told) = self.told.filter(|it| words.n - it <= PAUSE as usize) {
            list.closing(told, words, signs);
        }
    }

    /// Whom the writer has turned to since anybody last spoke: the one whom the sentence right before is about, or else
    /// brings in.
    fn turned_to(&self, list: &List) -> Option<usize> {
        let since = self.last.is_none_or(|last| self.told.is_some_and(|it| it as u32 >= last.block));
        let about = list.out.iter().position(|it| it.signs.has(Sign::SubjectBefore));
        let brought_in = |it: &Candidate| it.signs.has(Sign::BroughtIn) && !it.signs.has(Sign::Genitive);
        about.or_else(|| list.out.iter().position(brought_in)).filter(|_| since)
    }

    /// Who takes part in the conversation.
    fn talk(&self, list: &mut List, words: Words) {
        let n = words.n as u32;
        for (speaker, sign) in [(words.said_here, Sign::SaidHere), (words.says_here, Sign::SaysHere)] {
            if let Some(speaker) = speaker {
                list.speaker(speaker, sign);
            }
        }
        let turned_to = self.turned_to(list);
        if let Some(told) = turned_to {
            let asked = self.asked.is_some() && list.out[told].signs.has(Sign::AcrossTurns);
            list.out[told].signs.when(asked, Sign::Asked);
        }
        if let Some(last) = self.last {
            let same = |it: usize| list.out[it].entity == last.speaker.entity;
            let sign = match n - last.block {
                _ if turned_to.is_some_and(|it| !same(it)) => Sign::Interrupted,
                0..=PAUSE if self.asked.is_some() => Sign::Asked,
                0..=1 => Sign::LastSpeaker,
                2..=PAUSE => Sign::LastSpeakerNear,
                _ => Sign::LastSpeakerFar,
            };
            if let Some(it) = list.speaker(last.speaker, sign) {
                it.signs.when(last.speaker.basis == Basis::Conversation, Sign::Heard);
            }
        }
        if let Some(other) = self.other.filter(|it| n - it.block <= PAUSE) {
            list.speaker(other.speaker, Sign::OtherSpeaker);
        }
        if let Some(next) = self.next {
            match next.block - n {
                0..=1 => list.speaker(next.speaker, Sign::NextSpeaker),
                2..=NEAR => list.speaker(next.speaker, Sign::NextSpeakerLater),
                _ => None,
            };
        }
    }

    /// Whom the article is about, as it has told so far.
    fn article(&self, list: &mut List, cast: &Cast) {
        if let Some((entity, place)) = self.introduced.above {
            list.entity(entity, place, Sign::Headline);
        }
        let alone = |it: &(EntityId, Place)| self.last.is_none_or(|last| last.speaker.entity == Some(it.0));
        let only = self.introduced.first.filter(alone).filter(|_| !self.introduced.several);
        if let Some((entity, place)) = only {
            list.entity(entity, place, Sign::OnlyNamed);
        }
        let opens = self.last.is_none() && self.asked.is_some();
        if let Some((entity, place)) = self.introduced.above.or(only).filter(|_| opens) {
            list.entity(entity, place, Sign::Interviewed);
        }
        if let Some((entity, place)) = cast.main(list.text) {
            list.at(Some(entity), Some(place));
        }
    }
}

/// How likely somebody must be to be taken for the speaker, and how likely beside them who else could be.
const LIKELY: f32 = 0.3;
const DOUBT: f32 = 0.5;

/// The likeliest of those who could be speaking, if it is not nobody; and who else it could well be.
pub(super) fn choose(
    candidates: &[Candidate],
    nobody: Signs,
    weights: &[f32],
) -> Option<(Candidate, Box<[EntityId]>)> {
    let score = |it: &Candidate| it.signs.score(weights);
    let better = |best: Candidate, it: Candidate| if score(&it) > score(&best) { it } else { best };
    let best = candidates.iter().copied().reduce(better)?;
    let chance = |other: f32| (other - score(&best)).exp();
    let all: f32 = candidates.iter().map(|it| chance(score(it))).sum::<f32>() + chance(nobody.score(weights));
    let well = |it: &&Candidate| it.entity != best.entity && chance(score(it)) > DOUBT;
    let doubts = candidates.iter().filter(well).filter_map(|it| it.entity).collect();
    (1.0 / all >= LIKELY && chance(nobody.score(weights)) < 1.0).then_some((best, doubts))
}

impl Speaker {
    /// Whom the conversation shows.
    pub(super) fn chosen(candidate: &Candidate) -> Speaker {
        let same = candidate.signs.has(Sign::SaidHere);
        let basis = if same { Basis::SameTurn } else { Basis::Conversation };
        Speaker { entity: candidate.entity, basis, source: candidate.place }
    }
}
