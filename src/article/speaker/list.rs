//! Those who could be speaking, as they are found: whom the writer tells of, and whom the words name.

use super::Speaker;
use super::floor::{Candidate, Text, Words};
use super::signs::{Sign, Signs};
use crate::article::entity::{EntityId, EntityKind};
use crate::article::mention::{Form, Mention};
use crate::article::quotation::{Quotation, QuotationKind, Signal};
use crate::article::whole::Place;

/// How many of the writer's sentences before the words may tell of who says them.
const TOLD: u32 = 3;

/// How many people are considered at a time.
const MOST: usize = 8;

/// How many bytes behind the words somebody who signs them may be named: a mark, a dash, spaces.
const SIGNATURE: u32 = 10;

/// Those who could be speaking.
pub(super) struct List<'a> {
    pub(super) text: Text<'a>,
    pub(super) out: Vec<Candidate>,
}

/// Somebody whom a sentence of the writer's tells of.
struct Told<'a> {
    entity: Option<EntityId>,
    place: Place,
    number: u32,
    mention: &'a Mention,
    genitive: bool,
}

impl<'a> List<'a> {
    pub(super) fn new(text: Text<'a>) -> List<'a> {
        List { text, out: Vec::with_capacity(MOST) }
    }

    /// Where the candidate of that name, or at that place, stands in the list.
    fn position(&self, entity: Option<EntityId>, place: Option<Place>) -> Option<usize> {
        let same = |it: &Candidate| if entity.is_some() { it.entity == entity } else { it.place == place };
        self.out.iter().position(same)
    }

    /// The candidate of that name, or a new one while there is room.
    pub(super) fn at(&mut self, entity: Option<EntityId>, place: Option<Place>) -> Option<&mut Candidate> {
        let n = self.position(entity, place).unwrap_or(self.out.len());
        if n == self.out.len() && n < MOST {
            self.out.push(Candidate { entity, place, signs: Signs::default() });
        }
        self.out.get_mut(n)
    }

    /// Adds a sign of somebody who has spoken or will.
    pub(super) fn speaker(&mut self, speaker: Speaker, sign: Sign) -> Option<&mut Candidate> {
        if speaker.entity.is_none() && speaker.source.is_none() {
            return None;
        }
        let it = self.at(speaker.entity, speaker.source)?;
        if sign == Sign::SaidHere {
            it.place = speaker.source;
        }
        it.signs.when(true, sign);
        Some(it)
    }

    /// Adds a sign of somebody named at `place`.
    pub(super) fn entity(&mut self, entity: EntityId, place: Place, sign: Sign) {
        if let Some(it) = self.at(Some(entity), Some(place)) {
            it.signs.when(true, sign);
        }
    }

    /// Those whom the last sentences of block `n` tell of.
    pub(super) fn closing(&mut self, n: usize, words: Words, signs: Signs) {
        if let Some(last) = self.text.blocks[n].facts.sentences.len().checked_sub(1) {
            self.sentences(n, last as u32, u32::MAX, words, signs);
        }
    }

    /// Those whom the writer tells of in sentence `last` of block `n` before `end`, and in those before it, up to a
    /// turn that no clause ends.
    pub(super) fn sentences(&mut self, n: usize, last: u32, end: u32, words: Words, signs: Signs) {
        let facts = &self.text.blocks[n].facts;
        let turn = |it: &&Quotation| {
            it.kind == QuotationKind::Direct && it.signal == Signal::Dash && it.cue.is_none()
        };
        let turns = facts.quotations.iter().filter(turn).filter(|it| it.extent().start < end);
        let said = turns.map(|it| it.extent().end).max().unwrap_or_default();
        for sentence in (last.saturating_sub(TOLD - 1)..=last).rev() {
            let Some(span) = facts.sentences.get(sentence as usize).filter(|it| it.start >= said) else {
                return;
            };
            let mut signs = signs;
            signs.when(sentence == last, Sign::SentenceBefore);
            signs.when(sentence + 1 == last, Sign::TwoBefore);
            signs.when(sentence + 1 < last, Sign::FurtherBefore);
            signs.when(n == words.n, Sign::SameParagraph);
            signs.when(self.ends_in_colon(n, span.start, end.min(span.end)), Sign::Colon);
            self.sentence(n, sentence, end, words, signs);
        }
    }

    /// Whether what stands in block `n` from `start` to `end` hands over the word.
    fn ends_in_colon(&self, n: usize, start: u32, end: u32) -> bool {
        let words = self.text.blocks[n].prose().get(start as usize..end as usize).unwrap_or_default();
        words.trim_end_matches([' ', '«', '“', '„', '”', '"', '–', '-', '—', '\n']).ends_with(':')
    }

    /// Those whom one sentence tells of, before `end`. Who stands in a nearer one has been found.
    fn sentence(&mut self, n: usize, sentence: u32, end: u32, words: Words, signs: Signs) {
        let block = &self.text.blocks[n];
        let here = |it: &Mention| it.span.end <= end && !(n == words.n && words.passes_over(it));
        let people = self.people(n, sentence, signs.has(Sign::Colon), here);
        let close = signs.has(Sign::SentenceBefore);
        let colon = signs.has(Sign::Colon);
        let mut bare = people.iter().filter(|it| !it.genitive);
        let first = bare.next().map(|it| (it.place, it.entity));
        let alone = first.is_some_and(|first| bare.all(|it| it.entity.is_some() && it.entity == first.1));
        for told in &people {
            if self.position(told.entity, Some(told.place)).is_some() {
                continue;
            }
            let leads = first.is_some_and(|it| it.0 == told.place) && !told.mention.oblique;
            let subject = leads && told.mention.subject;
            let alone = alone && !told.genitive;
            let brought_in = self.text.brings_in(told.entity, n, told.number);
            let reports =
                |it: &Quotation| it.mention == Some(told.number) && it.kind != QuotationKind::Direct;
            let Some(candidate) = self.at(told.entity, Some(told.place)) else { return };
            let it = &mut candidate.signs;
            *it = signs;
            it.when(subject, Sign::Subject);
            it.when(subject && close, Sign::SubjectBefore);
            it.when(subject && colon, Sign::ColonSubject);
            it.when(alone && colon, Sign::ColonAlone);
            it.when(alone, Sign::Alone);
            it.when(!leads, Sign::Aside);
            it.when(told.genitive, Sign::Genitive);
            it.when(brought_in && close, Sign::BroughtIn);
            it.when(told.mention.form == Form::Pronoun, Sign::ByPronoun);
            it.when(told.mention.form == Form::Role, Sign::ByRole);
            it.when(block.facts.quotations.iter().any(reports), Sign::Reported);
        }
    }

    /// Who is mentioned in a sentence outside of speech and could speak.
    fn people(&self, n: usize, sentence: u32, colon: bool, here: impl Fn(&Mention) -> bool) -> Vec<Told<'a>> {
        let mentions = &self.text.blocks[n].facts.mentions;
        let from = mentions.partition_point(|it| it.sentence < sentence);
        let all = (from as u32..).zip(&mentions[from..]).take_while(|it| it.1.sentence == sentence);
        let told = all.filter(|it| !it.1.quoted && here(it.1));
        told.filter_map(|(number, mention)| {
            let (entity, place) = self.could_speak(n, number, colon)?;
            let genitive = self.text.is_genitive(n, entity, mention);
            Some(Told { entity, place, number, mention, genitive })
        })
        .collect()
    }

    /// The mention as somebody who could speak: a person, a role of nobody known, an outlet before a colon.
    fn could_speak(&self, n: usize, mention: u32, colon: bool) -> Option<(Option<EntityId>, Place)> {
        let it = &self.text.blocks[n].facts.mentions[mention as usize];
        let entity = self.text.entity(n, mention);
        let speaks = match entity.map(|it| self.text.kind(it)) {
            Some(EntityKind::Person) => true,
            Some(EntityKind::Organisation) => colon && it.subject,
            Some(_) => false,
            None => it.form == Form::Role && !it.plural,
        };
        speaks.then_some((entity, Place { block: n as u32, span: it.span }))
    }

    /// Who is named in the last sentence of a long turn that no clause ends.
    pub(super) fn last_of_turn(&mut self, n: usize) {
        let facts = &self.text.blocks[n].facts;
        let Some(last) = facts.sentences.len().checked_sub(1).filter(|it| *it > 1) else { return };
        let named = |it: &Mention| it.form == Form::Name && !it.oblique && it.sentence as usize == last;
        let mut named = (0u32..).zip(&facts.mentions).filter(|it| named(it.1));
        let found = named.find_map(|(number, _)| {
            let (entity, place) = self.could_speak(n, number, false)?;
            Some((entity?, place, self.text.brings_in(entity, n, number)))
        });
        let Some((entity, place, brought_in)) = found else { return };
        if let Some(it) = self.at(Some(entity), Some(place)) {
            it.signs.when(true, Sign::InTurnBefore);
            it.signs.when(brought_in, Sign::BroughtIn);
        }
    }

    /// Those whom the paragraph of words in marks tells of, on either side of them.
    pub(super) fn paragraph(&mut self, words: Words) {
        let mentions = &self.text.blocks[words.n].facts.mentions;
        let told = |it: &Mention| !it.quoted && !words.passes_over(it);
        let (mut first, mut several) = (None, false);
        let end = words.quotation.extent().end;
        for (number, mention) in (0u32..).zip(mentions).filter(|it| told(it.1)) {
            let signs = mention.form == Form::Name && (end..=end + SIGNATURE).contains(&mention.span.start);
            let Some((entity, place)) = self.could_speak(words.n, number, false) else { continue };
            let first = *first.get_or_insert((entity, place));
            several |= first.0 != entity || entity.is_none() && first.1 != place;
            if let Some(it) = self.at(entity, Some(place)) {
                it.signs.when(true, Sign::InParagraph);
                it.signs.when(signs, Sign::Signs);
            }
        }
        if let Some((entity, place)) = first.filter(|_| !several)
            && let Some(it) = self.at(entity, Some(place))
        {
            it.signs.when(true, Sign::OnlyInParagraph);
        }
    }

    /// Who is spoken to or spoken of in the words.
    pub(super) fn named_in(&mut self, words: Words) {
        let mentions = &self.text.blocks[words.n].facts.mentions;
        let inside = |it: &Mention| words.quotation.content.iter().any(|part| part.contains(it.span));
        for (number, mention) in (0u32..).zip(mentions).filter(|it| inside(it.1)) {
            let Some(entity) = self.text.entity(words.n, number) else { continue };
            if let Some(it) = self.out.iter_mut().find(|it| it.entity == Some(entity)) {
                it.signs.when(mention.form == Form::Name, Sign::NamedInWords);
                it.signs.when(mention.form == Form::Pronoun, Sign::SpokenOf);
            }
        }
    }
}
