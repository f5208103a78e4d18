//! Speakers: who of the article says each quotation, and how we know.

use super::block::Block;
use super::entity::{Entity, EntityId, EntityKind, MentionId};
use super::marks::same_family;
use super::mention::Form;
use super::part::Part;
use super::quotation::{Quotation, QuotationKind, Signal};
use super::whole::Place;
use std::sync::Arc;

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
    /// The words that name the speaker, in this block or in another one.
    pub source: Option<Place>,
}

impl Speaker {
    /// Nobody is known to say it.
    pub const NOBODY: Speaker = Speaker { entity: None, basis: Basis::Nobody, source: None };

    /// Somebody whom the conversation shows, named at `place`.
    fn in_talk(entity: Option<EntityId>, place: Place) -> Speaker {
        Speaker { entity, basis: Basis::Conversation, source: Some(place) }
    }
}

/// How many blocks a conversation may pause before a turn without a clause is nobody's.
const PAUSE: u32 = 8;

/// Says for each quotation of the article, in order, who says it.
pub(super) fn attribute(
    blocks: &[Arc<Block>],
    parts: &[Part],
    entities: &[Entity],
    mut entity_of: impl FnMut(MentionId) -> Option<EntityId>,
    out: &mut Vec<Speaker>,
) {
    let mut last: Option<(u32, Speaker)> = None;
    // The quotation that an earlier paragraph left open: its mark and its speaker.
    let mut open: Option<(char, Speaker)> = None;
    let mut before: Option<usize> = None;
    let mut introduced = Introduced::default();
    let portrayed = portrayed(blocks, parts, entities, &mut entity_of);
    for (n, block) in blocks.iter().enumerate() {
        if !parts[n].is_published() {
            out.extend(block.facts.quotations.iter().map(|_| Speaker::NOBODY));
            continue;
        }
        let first = out.len();
        for quotation in &block.facts.quotations {
            let place = |span| Place { block: n as u32, span };
            let named = quotation.mention.map(|mention| MentionId { block: n as u32, mention });
            let mut speaker = Speaker::NOBODY;
            if quotation.cue.is_some() {
                let entity = named.and_then(&mut entity_of);
                speaker = Speaker { entity, basis: Basis::Clause, source: quotation.source.map(place) };
            }
            out.push(speaker);
        }
        // Quotations of one paragraph without a clause of their own.
        for (m, quotation) in block.facts.quotations.iter().enumerate() {
            if quotation.cue.is_some() {
                continue;
            }
            let own = out[first..first + m]
                .iter()
                .rev()
                .find(|it| it.basis == Basis::Clause && it.source.is_some());
            let marks = matches!(quotation.signal, Signal::Marks(_));
            let continued = open.filter(|it| {
                marks
                    && (quotation.goes_on || block.facts.marks.starts_open)
                    && m == 0
                    && matches!(quotation.signal, Signal::Marks(mark) if same_family(mark, it.0))
            });
            let later =
                out[first + m + 1..].iter().find(|it| it.basis == Basis::Clause && it.source.is_some());
            let same = |it: &Speaker| Speaker { basis: Basis::SameTurn, ..*it };
            let talk = |it: &Speaker| Speaker { basis: Basis::Conversation, ..*it };
            out[first + m] = if let Some((_, speaker)) = continued {
                same(&speaker)
            } else if let Some(own) = own {
                same(own)
            } else if let Some(subject) =
                subject_before(block, n, quotation, entities, &mut entity_of).filter(|_| marks)
            {
                subject
            } else if marks && let Some(later) = later {
                talk(later)
            } else if let Some(speaker) = colon(blocks, before, &mut entity_of, entities) {
                speaker
            } else if asks(block, quotation) && !marks {
                Speaker::NOBODY
            } else if let Some(told) =
                told_before(blocks, before, entities, &mut entity_of).filter(|_| !marks)
            {
                told
            } else if let Some(only) = only_person(block, n, entities, &mut entity_of).filter(|_| marks) {
                only
            } else if let Some((_, speaker)) =
                last.filter(|it| it.0 + PAUSE >= n as u32 && (marks || it.1.entity.is_some()))
            {
                let alone = !marks || is_alone(block, quotation);
                if alone { talk(&speaker) } else { Speaker::NOBODY }
            } else if !marks
                && let Some(speaker) = introduced.interviewed()
                && last.is_none_or(|it| it.1.entity.is_none() && it.0 + PAUSE >= n as u32)
            {
                speaker
            } else if !marks && let Some(speaker) = portrayed {
                speaker
            } else if let Some((_, speaker)) = last.filter(|it| it.0 + PAUSE >= n as u32 && !marks) {
                talk(&speaker)
            } else {
                Speaker::NOBODY
            };
        }
        let said = block.facts.quotations.iter().zip(&out[first..]).rev();
        let mut spoken = said.filter(|it| it.0.kind == QuotationKind::Direct || it.1.entity.is_some());
        let spoken = spoken.find(|it| it.1.entity.is_some() || it.1.source.is_some());
        if let Some((_, speaker)) = spoken {
            last = Some((n as u32, *speaker));
        }
        match block.facts.marks.trailing_open {
            Some(mark)
                if block.facts.quotations.iter().all(|it| {
                    !matches!(it.signal, Signal::Marks(_)) || it.extent().end < mark.span.start || it.runs_on
                }) =>
            {
                let speaker = out[first..].last().copied().or(open.map(|it| it.1)).unwrap_or(Speaker::NOBODY);
                open = Some((mark.mark, speaker));
            }
            _ if parts[n].is_body() => open = None,
            _ => {}
        }
        if !block.prose().is_empty() && parts[n].is_body() {
            before = Some(n);
        }
        if last.is_none() && !matches!(parts[n], Part::Byline | Part::Caption) {
            introduced.note(block, n, parts[n], entities, &mut entity_of);
        }
    }
}

/// How many times as often as anybody else somebody is mentioned whom an article is about.
const MAIN: usize = 2;
/// Fewest mentions of somebody an article is about.
const OFTEN: usize = 6;

/// Whom a portrait is of: the person it mentions far more often than anybody else, and who says nearly all that is
/// said in it with a clause.
fn portrayed(
    blocks: &[Arc<Block>],
    parts: &[Part],
    entities: &[Entity],
    entity_of: &mut impl FnMut(MentionId) -> Option<EntityId>,
) -> Option<Speaker> {
    let people = (0u32..).zip(entities).filter(|it| it.1.kind == EntityKind::Person);
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
    let main = most.1.filter(|_| most.0 >= OFTEN && most.0 >= next * MAIN)?;
    let (mut own, mut all) = (0, 0);
    for (n, block) in blocks.iter().enumerate().filter(|it| parts[it.0].is_published()) {
        let direct = block.facts.quotations.iter().filter(|it| it.kind == QuotationKind::Direct);
        let named = direct.filter(|it| it.cue.is_some()).filter_map(|it| it.mention);
        for speaker in named.filter_map(|mention| entity_of(MentionId { block: n as u32, mention })) {
            all += 1;
            own += usize::from(speaker == main);
        }
    }
    let first = entities[main.0 as usize].mentions.first()?;
    let span = blocks[first.block as usize].facts.mentions[first.mention as usize].span;
    let speaker = Speaker::in_talk(Some(main), Place { block: first.block, span });
    (own * 4 >= all * 3).then_some(speaker)
}

/// Whether a turn is a question: the interviewer's. Who begins with something else and speaks of themself answers,
/// whatever the turn ends in.
fn asks(block: &Block, quotation: &Quotation) -> bool {
    let end = quotation.extent().end as usize;
    let question = block.prose()[..end].ends_with('?') || block.prose()[end..].starts_with('?');
    let first = block.facts.sentences.get(quotation.sentence as usize);
    let answers = first.is_some_and(|it| !it.of(block.prose()).trim_end().ends_with('?'));
    question && !(answers && quotation.first_person)
}

/// How many sentences between the last words said and a turn may tell of its speaker.
const TOLD: u32 = 3;

/// Whom the sentences right before a turn are about: «Linda Cullen gleder seg til i morgen. – Da skal jeg slutte.»
fn told_before(
    blocks: &[Arc<Block>],
    before: Option<usize>,
    entities: &[Entity],
    entity_of: &mut impl FnMut(MentionId) -> Option<EntityId>,
) -> Option<Speaker> {
    let n = before?;
    let facts = &blocks[n].facts;
    let count = facts.sentences.len() as u32;
    for sentence in (count.saturating_sub(TOLD)..count).rev() {
        let span = facts.sentences[sentence as usize];
        let direct = facts.quotations.iter().filter(|it| it.kind == QuotationKind::Direct);
        if direct.clone().any(|it| it.whole().overlaps(span)) {
            return None;
        }
        let mut people = facts.mentions.iter().zip(0u32..).filter_map(|(it, mention)| {
            let own = it.sentence == sentence && !it.quoted && !it.oblique;
            let entity = entity_of(MentionId { block: n as u32, mention }).filter(|_| own)?;
            (entities[entity.0 as usize].kind == EntityKind::Person).then_some((entity, it))
        });
        if let Some((entity, first)) = people.next() {
            let alone = people.all(|it| it.0 == entity);
            let speaker = Speaker::in_talk(Some(entity), Place { block: n as u32, span: first.span });
            return (alone || first.subject).then_some(speaker);
        }
    }
    None
}

/// Whom the article has named so far.
#[derive(Default)]
struct Introduced {
    first: Option<Speaker>,
    several: bool,
    /// Whom the headline or the deck names first.
    above: Option<Speaker>,
}

impl Introduced {
    /// Notes the people of block `n`, whose quotations have been read.
    fn note(
        &mut self,
        block: &Block,
        n: usize,
        part: Part,
        entities: &[Entity],
        entity_of: &mut impl FnMut(MentionId) -> Option<EntityId>,
    ) {
        let above = matches!(part, Part::Kicker | Part::Headline | Part::Deck);
        if self.several && !above {
            return;
        }
        for (mention, it) in (0u32..).zip(&block.facts.mentions) {
            let id = MentionId { block: n as u32, mention };
            let Some(entity) = entity_of(id).filter(|_| !it.quoted && it.form == Form::Name) else {
                continue;
            };
            if entities[entity.0 as usize].kind == EntityKind::Person {
                let speaker = Speaker::in_talk(Some(entity), Place { block: n as u32, span: it.span });
                if above {
                    self.above.get_or_insert(speaker);
                }
                self.several |= self.first.get_or_insert(speaker).entity != Some(entity);
            }
        }
    }

    /// Whom an interview is with: the one above the text, or the only one.
    fn interviewed(&self) -> Option<Speaker> {
        self.above.or(self.first.filter(|_| !self.several))
    }
}

/// Whether a paragraph is nothing but the quotation.
fn is_alone(block: &Block, quotation: &Quotation) -> bool {
    block.prose().len() <= quotation.extent().len() + 8
}

/// «Ordføreren forklarer:» in the paragraph before.
fn colon(
    blocks: &[Arc<Block>],
    before: Option<usize>,
    entity_of: &mut impl FnMut(MentionId) -> Option<EntityId>,
    entities: &[Entity],
) -> Option<Speaker> {
    let n = before?;
    let block = &blocks[n];
    if !block.prose().trim_end().ends_with(':') {
        return None;
    }
    let last = block.facts.sentences.len().checked_sub(1)? as u32;
    let mentions = block.facts.mentions.iter().enumerate().filter(|it| it.1.sentence == last && !it.1.quoted);
    let mut outlet = None;
    for (m, mention) in mentions {
        let id = MentionId { block: n as u32, mention: m as u32 };
        let Some(entity) = entity_of(id) else { continue };
        let speaker = Speaker::in_talk(Some(entity), Place { block: n as u32, span: mention.span });
        match entities[entity.0 as usize].kind {
            EntityKind::Person => return Some(speaker),
            // «Fjordposten skriver:», where nobody else could be the one.
            EntityKind::Organisation if mention.subject => outlet = outlet.or(Some(speaker)),
            _ => {}
        }
    }
    outlet
}

/// Who the sentence before a quotation is about: «Lege Nina Dahl er enig. «…»»
fn subject_before(
    block: &Block,
    n: usize,
    quotation: &Quotation,
    entities: &[Entity],
    entity_of: &mut impl FnMut(MentionId) -> Option<EntityId>,
) -> Option<Speaker> {
    let sentence = quotation.sentence.checked_sub(1)?;
    for (m, mention) in block.facts.mentions.iter().enumerate() {
        if mention.sentence != sentence || mention.quoted {
            continue;
        }
        let entity = entity_of(MentionId { block: n as u32, mention: m as u32 });
        let person = entity
            .is_some_and(|it| matches!(entities[it.0 as usize].kind, EntityKind::Person | EntityKind::Other));
        if person || mention.form != Form::Name {
            return Some(Speaker::in_talk(entity, Place { block: n as u32, span: mention.span }));
        }
    }
    None
}

/// The one person that a paragraph speaks of, outside of its quotations.
fn only_person(
    block: &Block,
    n: usize,
    entities: &[Entity],
    entity_of: &mut impl FnMut(MentionId) -> Option<EntityId>,
) -> Option<Speaker> {
    let mut only: Option<Speaker> = None;
    for (m, mention) in block.facts.mentions.iter().enumerate() {
        if mention.quoted {
            continue;
        }
        let entity = entity_of(MentionId { block: n as u32, mention: m as u32 });
        let person = entity
            .is_some_and(|it| matches!(entities[it.0 as usize].kind, EntityKind::Person | EntityKind::Other));
        if !person && mention.form == Form::Name {
            continue;
        }
        match only {
            Some(it) if it.entity != entity => return None,
            Some(_) => {}
            None => {
                only = Some(Speaker::in_talk(entity, Place { block: n as u32, span: mention.span }));
            }
        }
    }
    only
}
