//! The floor: who could be speaking where no clause says who is, and what speaks for each.

use super::cast::Cast;
use super::signs::{Sign, Signs};
use super::{Basis, Speaker};
use crate::article::block::Block;
use crate::article::entity::{Entity, EntityId, EntityKind, MentionId};
use crate::article::mention::{Form, Mention};
use crate::article::part::Part;
use crate::article::quotation::{Quotation, QuotationKind, Signal};
use crate::article::whole::Place;
use std::sync::Arc;

/// How many of the writer's sentences before the words may tell of who says them.
const TOLD: u32 = 3;

/// How many people are considered at a time.
const MOST: usize = 8;

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
    fn brings_in(&self, entity: Option<EntityId>, n: usize, mention: u32) -> bool {
        let first = entity.and_then(|it| self.entities[it.0 as usize].mentions.first().copied());
        first == Some(MentionId { block: n as u32, mention })
    }

    /// Whether a name ends in the genitive's `s`: it could be the end of the name, but the article shows it is not.
    fn is_genitive(&self, entity: Option<EntityId>, mention: &Mention) -> bool {
        let stem = mention.name.strip_suffix('s').filter(|_| mention.form == Form::Name);
        let full = entity.map(|it| &*self.entities[it.0 as usize].name);
        full.zip(stem).is_some_and(|(full, stem)| full.ends_with(stem))
    }

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
    fn passes_over(&self, mention: &Mention) -> bool {
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
        let mut list = List { text, out: Vec::with_capacity(MOST) };
        self.told_of(&mut list, words);
        if matches!(words.quotation.signal, Signal::Marks(_)) {
            list.paragraph(words);
        }
        self.talk(&mut list, words);
        self.article(&mut list, cast);
        for it in &mut list.out {
            cast.signs(it, words.masked);
            let person = it.entity.is_some_and(|it| text.kind(it) == EntityKind::Person);
            it.signs.when(!person, Sign::NoPerson);
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
        if self.told == self.before
            && let Some(told) = self.told
        {
            list.closing(told, words, signs);
            return;
        }
        if let Some(turn) = self.before {
            signs.when(true, Sign::InTurnBefore);
            list.last_of_turn(turn, signs);
        }
        if let Some(told) = self.told.filter(|it| words.n - it <= PAUSE as usize) {
            let mut signs = Signs::default();
            signs.when(true, Sign::AcrossTurns);
            list.closing(told, words, signs);
        }
    }

    /// Whether the writer has turned to somebody else since the last speaker spoke.
    fn turned_away(&self, list: &List, last: Said) -> bool {
        let since = self.told.is_some_and(|it| it as u32 >= last.block);
        let subject = |it: &Candidate| it.signs.has(Sign::Subject) && it.signs.has(Sign::SentenceBefore);
        let mut told = list.out.iter().filter(|it| since && subject(it));
        told.any(|it| it.entity != last.speaker.entity)
    }

    /// Who takes part in the conversation.
    fn talk(&self, list: &mut List, words: Words) {
        let n = words.n as u32;
        for (speaker, sign) in [(words.said_here, Sign::SaidHere), (words.says_here, Sign::SaysHere)] {
            if let Some(speaker) = speaker {
                list.speaker(speaker, sign);
            }
        }
        if let Some(last) = self.last {
            let asked = self.asked.is_some_and(|it| it >= last.block);
            let sign = match n - last.block {
                _ if self.turned_away(list, last) => Sign::Interrupted,
                0..=PAUSE if asked => Sign::Asked,
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
        let only = self.introduced.first.filter(|_| !self.introduced.several);
        if let Some((entity, place)) = only {
            list.entity(entity, place, Sign::OnlyNamed);
        }
        let opens = self.last.is_none() && self.asked.is_some();
        if let Some((entity, place)) = self.introduced.above.or(only).filter(|_| opens) {
            list.entity(entity, place, Sign::Interviewed);
        }
        if let Some((entity, place)) = cast.main(list.text) {
            list.entity(entity, place, Sign::Main);
        }
    }
}

/// Those who could be speaking, as they are found.
struct List<'a> {
    text: Text<'a>,
    out: Vec<Candidate>,
}

impl List<'_> {
    /// The candidate of that name, or a new one while there is room.
    fn at(&mut self, entity: Option<EntityId>, place: Option<Place>) -> Option<&mut Candidate> {
        let same = |it: &Candidate| if entity.is_some() { it.entity == entity } else { it.place == place };
        let n = match self.out.iter().position(same) {
            Some(n) => n,
            None if self.out.len() < MOST => {
                self.out.push(Candidate { entity, place, signs: Signs::default() });
                self.out.len() - 1
            }
            None => return None,
        };
        Some(&mut self.out[n])
    }

    fn speaker(&mut self, speaker: Speaker, sign: Sign) -> Option<&mut Candidate> {
        if speaker.entity.is_none() && speaker.source.is_none() {
            return None;
        }
        let it = self.at(speaker.entity, speaker.source)?;
        it.signs.when(true, sign);
        Some(it)
    }

    fn entity(&mut self, entity: EntityId, place: Place, sign: Sign) {
        if let Some(it) = self.at(Some(entity), Some(place)) {
            it.signs.when(true, sign);
        }
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

    /// Those whom the last sentences of block `n` tell of.
    fn closing(&mut self, n: usize, words: Words, signs: Signs) {
        let facts = &self.text.blocks[n].facts;
        let Some(last) = facts.sentences.len().checked_sub(1) else { return };
        self.sentences(n, last as u32, u32::MAX, words, signs);
    }

    /// Those whom the writer tells of in sentence `last` of block `n` before `end`, and in those before it.
    fn sentences(&mut self, n: usize, last: u32, end: u32, words: Words, signs: Signs) {
        let block = self.text.blocks[n].clone();
        let facts = &block.facts;
        let said = |it: &Quotation| it.kind == QuotationKind::Direct && it.signal == Signal::Dash;
        for sentence in (last.saturating_sub(TOLD - 1)..=last).rev() {
            let Some(span) = facts.sentences.get(sentence as usize) else { return };
            if facts.quotations.iter().any(|it| {
                said(it) && it.whole().overlaps(*span) && it.extent().start < end && it.cue.is_none()
            }) {
                return;
            }
            let mut signs = signs;
            signs.when(sentence == last, Sign::SentenceBefore);
            signs.when(sentence + 1 == last, Sign::TwoBefore);
            signs.when(sentence + 1 < last, Sign::FurtherBefore);
            signs.when(n == words.n, Sign::SameParagraph);
            let close = if sentence == last && n == words.n { end } else { span.end };
            let colon = block.prose()[span.start as usize..(close.min(span.end)) as usize]
                .trim_end_matches([' ', '«', '“', '”', '"', '–', '-', '—', '\n'])
                .ends_with(':');
            signs.when(colon, Sign::Colon);
            self.sentence(n, sentence, end, words, signs);
        }
    }

    /// Those whom one sentence tells of, before `end`.
    fn sentence(&mut self, n: usize, sentence: u32, end: u32, words: Words, signs: Signs) {
        let block = self.text.blocks[n].clone();
        let colon = signs.has(Sign::Colon);
        let told = |it: &Mention| {
            it.sentence == sentence
                && !it.quoted
                && it.span.end <= end
                && !(n == words.n && words.passes_over(it))
        };
        let from = block.facts.mentions.partition_point(|it| it.sentence < sentence);
        let here =
            (from as u32..).zip(&block.facts.mentions[from..]).take_while(|it| it.1.sentence == sentence);
        let people: Vec<_> = here
            .filter(|it| told(it.1))
            .filter_map(|(m, it)| Some((self.could_speak(n, m, colon)?, m, it)))
            .collect();
        let alone = people.len() == 1 || people.iter().all(|it| it.0.0.is_some() && it.0.0 == people[0].0.0);
        let genitive = |entity, it: &Mention| {
            self.text.is_genitive(entity, it)
                || block.prose()[it.span.end as usize..].starts_with(['s', '\'', '’'])
        };
        let people =
            people.into_iter().map(|((entity, place), m, it)| (entity, place, m, it, genitive(entity, it)));
        let people: Vec<_> = people.collect();
        let first = people.iter().find(|it| !it.4).map(|it| it.1);
        for (entity, place, m, mention, genitive) in people {
            // Nearer sentences have been read.
            if self
                .out
                .iter()
                .any(|it| if entity.is_some() { it.entity == entity } else { it.place == Some(place) })
            {
                continue;
            }
            let subject = mention.subject && !mention.oblique && first == Some(place);
            let brought_in = self.text.brings_in(entity, n, m);
            let Some(candidate) = self.at(entity, Some(place)) else { return };
            let it = &mut candidate.signs;
            *it = signs;
            it.when(subject, Sign::Subject);
            it.when(subject && signs.has(Sign::SentenceBefore), Sign::SubjectBefore);
            it.when(subject && colon, Sign::ColonSubject);
            it.when(alone && colon, Sign::ColonAlone);
            it.when(genitive, Sign::Genitive);
            it.when(brought_in && signs.has(Sign::SentenceBefore), Sign::BroughtIn);
            it.when(mention.oblique || first != Some(place), Sign::Aside);
            it.when(alone, Sign::Alone);
            it.when(mention.form == Form::Pronoun, Sign::ByPronoun);
            it.when(mention.form == Form::Role, Sign::ByRole);
            let reported = block
                .facts
                .quotations
                .iter()
                .any(|it| it.mention == Some(m) && it.kind != QuotationKind::Direct);
            it.when(reported, Sign::Reported);
        }
    }

    /// Who is named in the last sentence of a long turn that no clause ends.
    fn last_of_turn(&mut self, n: usize, signs: Signs) {
        let block = self.text.blocks[n].clone();
        let facts = &block.facts;
        let Some(last) = facts.sentences.len().checked_sub(1).filter(|it| *it > 1) else { return };
        for (m, mention) in (0u32..).zip(&facts.mentions) {
            let opens = mention.subject && mention.form == Form::Name && mention.sentence as usize == last;
            let Some((Some(entity), place)) = self.could_speak(n, m, false).filter(|_| opens) else {
                continue;
            };
            let brought_in = self.text.brings_in(Some(entity), n, m);
            if let Some(it) = self.at(Some(entity), Some(place)) {
                it.signs = signs;
                it.signs.when(brought_in, Sign::BroughtIn);
            }
            return;
        }
    }

    /// Those whom the paragraph of words in marks tells of, on either side of them.
    fn paragraph(&mut self, words: Words) {
        let block = self.text.blocks[words.n].clone();
        let told = |it: &Mention| !it.quoted && !words.passes_over(it);
        let mut only = None;
        let mut several = false;
        for (m, _) in (0u32..).zip(&block.facts.mentions).filter(|it| told(it.1)) {
            let Some((entity, place)) = self.could_speak(words.n, m, false) else { continue };
            let known = only.get_or_insert((entity, place));
            several |= entity.is_none() && known.1 != place || known.0 != entity;
            if let Some(it) = self.at(entity, Some(place)) {
                it.signs.when(true, Sign::InParagraph);
            }
        }
        if let Some((entity, place)) = only.filter(|_| !several)
            && let Some(it) = self.at(entity, Some(place))
        {
            it.signs.when(true, Sign::OnlyInParagraph);
        }
    }

    /// Who is spoken to or spoken of in the words.
    fn named_in(&mut self, words: Words) {
        let facts = &self.text.blocks[words.n].facts;
        let inside = |it: &Mention| words.quotation.content.iter().any(|part| part.contains(it.span));
        for (m, _) in (0u32..).zip(&facts.mentions).filter(|it| it.1.form == Form::Name && inside(it.1)) {
            let Some(entity) = self.text.entity(words.n, m) else { continue };
            if let Some(it) = self.out.iter_mut().find(|it| it.entity == Some(entity)) {
                it.signs.when(true, Sign::NamedInWords);
            }
        }
    }
}

/// The best of those who could be speaking, if it is not nobody; and those who come within `margin` of them.
pub(super) fn choose(
    candidates: &[Candidate],
    nobody: Signs,
    weights: &[f32],
    margin: f32,
) -> Option<(Candidate, Box<[EntityId]>)> {
    let score = |it: &Candidate| it.signs.score(weights);
    let first = candidates.first()?;
    let better = |best: Candidate, it: &Candidate| if score(it) > score(&best) { *it } else { best };
    let best = candidates.iter().fold(*first, better);
    let close = |it: &&Candidate| it.entity != best.entity && score(it) + margin > score(&best);
    let close = candidates.iter().filter(close).filter_map(|it| it.entity).collect();
    (score(&best) > nobody.score(weights)).then_some((best, close))
}

impl Speaker {
    /// Whom the conversation shows.
    pub(super) fn chosen(candidate: &Candidate) -> Speaker {
        let same = candidate.signs.has(Sign::SaidHere);
        let basis = if same { Basis::SameTurn } else { Basis::Conversation };
        Speaker { entity: candidate.entity, basis, source: candidate.place }
    }
}
