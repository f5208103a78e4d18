//! People: whom a name, a role noun or a pronoun stands for, read in the order of the text.

use super::groups::{Found, Groups};
use super::mind::{At, InMind, Match, Scene};
use super::names::{Names, first_and_last, kind};
use super::signs::{Sign, Weights};
use super::{Entity, EntityId, EntityKind, Mention, MentionId, Place, Rivals};
use crate::article::block::Block;
use crate::article::mention::{Form, ORGANISATION, PERSON};
use crate::article::quotation::{Quotation, QuotationKind};
use crate::text::Span;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// How far back, in sentences, a pronoun looks for a person.
const REACH: u32 = 40;

/// How far back a role noun looks for a person whom the article has not called so.
const NEAR: u32 = 12;

/// How soon behind the first words of an article its speaker is named, and behind a group «de», in sentences.
const SOON: u32 = 2;

/// How many people a reader keeps in mind at a time; who was mentioned longer ago needs a name again.
const MINDS: usize = 60;

/// How many of them a word may stand for without anything but their place in the text.
const OPTIONS: usize = 10;

/// How much better a reading must be than the next one for nothing to be in doubt: closer ones are wrong one time in
/// three, as `tests/train/coreference.rs` counts.
const MARGIN: f32 = 1.0;

/// A pronoun or role noun with everybody it could stand for, as it was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The word.
    pub mention: MentionId,
    /// A pronoun, not a role noun.
    pub pronoun: bool,
    /// Everybody it could stand for: where they were last called by name or role, and what speaks for them.
    pub options: Vec<(MentionId, Vec<Sign>)>,
    /// What speaks for nobody of them.
    pub nobody: Vec<Sign>,
}

/// Who looks on while the article is read.
pub(super) type Watch<'w> = Option<&'w mut dyn FnMut(Reading)>;

pub(super) struct Reader<'b, 'w> {
    blocks: &'b [Arc<Block>],
    names: Names<'b>,
    weights: &'w Weights,
    watch: Watch<'w>,
    pub(super) entities: Vec<Entity>,
    /// People by the first and by the last word of their name.
    called: FxHashMap<&'b str, Vec<EntityId>>,
    /// The last word of each name of several.
    families: FxHashMap<EntityId, &'b str>,
    in_mind: Vec<InMind<'b>>,
    /// Where the reader is, how many people and which other names the sentence has so far.
    at: At,
    people_here: u8,
    names_here: Vec<&'b str>,
    last_speaker: Option<EntityId>,
    groups: Groups<'b>,
    /// The group that a sentence was last about, nobody having been mentioned since.
    group: Option<(EntityId, u32)>,
    /// The people mentioned in the block so far, by the number of the mention.
    people_of_block: Vec<(u32, EntityId)>,
    /// Roles of the block whose bearer is still to be named.
    ahead: Vec<(MentionId, &'b Mention)>,
    /// Where a role that the article gives nobody last stood («kommandøren»).
    unnamed: Option<u32>,
    /// Those a word could stand for, while it is read.
    options: Vec<(usize, Match)>,
    pub(super) rivals: Rivals,
    /// Who somebody without a name turned out to be, where they were brought in.
    pub(super) late: Vec<(MentionId, EntityId)>,
}

impl<'b, 'w> Reader<'b, 'w> {
    pub(super) fn new(
        blocks: &'b [Arc<Block>],
        names: Names<'b>,
        weights: &'w Weights,
        watch: Watch<'w>,
    ) -> Reader<'b, 'w> {
        Reader {
            blocks,
            names,
            weights,
            watch,
            entities: Vec::new(),
            called: FxHashMap::default(),
            families: FxHashMap::default(),
            in_mind: Vec::new(),
            at: At { sentence: 0, asked: 0, block: 0, above: false, opens: false },
            people_here: 0,
            names_here: Vec::new(),
            last_speaker: None,
            groups: Groups::default(),
            group: None,
            people_of_block: Vec::new(),
            ahead: Vec::new(),
            unnamed: None,
            options: Vec::new(),
            rivals: Rivals::default(),
            late: Vec::new(),
        }
    }

    /// The entity of the next mention of the article, which stands at `at`.
    pub(super) fn read(&mut self, id: MentionId, mention: &'b Mention, at: At) -> Option<EntityId> {
        if at.sentence != self.at.sentence {
            self.people_here = 0;
            self.names_here.clear();
        }
        if at.block != self.at.block {
            self.people_of_block.clear();
            self.ahead.clear();
        }
        self.at = at;
        let entity = match mention.form {
            Form::Name => self.name(mention)?,
            Form::Group => self.group(id, mention)?,
            Form::Pronoun if mention.plural => self.group.filter(|it| it.1 + SOON >= at.sentence)?.0,
            // «kjøpmann og butikksjef Kari Berg»: what she is, before she is named.
            Form::Role if mention.predicate.is_some_and(|it| it > id.mention) => {
                self.ahead.push((id, mention));
                return None;
            }
            // «Kari Berg er lege»: what she is, said of her.
            Form::Role if mention.predicate.is_some() => {
                self.people_of_block.iter().find(|it| Some(it.0) == mention.predicate)?.1
            }
            Form::Role | Form::Pronoun => {
                match self.stands_for(id, mention).or_else(|| self.of_headline(mention)) {
                    Some(n) => self.entity(n),
                    None => return self.nobody_known(id, mention),
                }
            }
        };
        let known = &mut self.entities[entity.0 as usize];
        known.mentions.push(id);
        if let Some((span, base)) = &mention.role
            && (mention.form == Form::Name || mention.predicate.is_some())
            && !known.roles.iter().any(|it| it.0 == *base)
        {
            known.roles.push((base.clone(), Place { block: id.block, span: *span }));
        }
        for (role, it) in self.ahead.extract_if(.., |it| it.1.predicate == Some(id.mention)) {
            self.late.push((role, entity));
            known.mentions.insert(known.mentions.len() - 1, role);
            if let Some((span, base)) = &it.role {
                known.roles.push((base.clone(), Place { block: id.block, span: *span }));
            }
        }
        if mention.form != Form::Pronoun {
            known.gender = known.gender.or(mention.gender);
        }
        match known.kind {
            EntityKind::Person if mention.quoted => {}
            EntityKind::Person => self.group = None,
            EntityKind::Group => self.group = Some((entity, at.sentence)),
            _ => {}
        }
        if known.kind == EntityKind::Person {
            self.people_of_block.push((id.mention, entity));
            self.remember(entity, id, mention);
        } else if mention.form == Form::Name {
            self.tie(&mention.name);
        }
        Some(entity)
    }

    /// A word that stands for nobody in mind. Somebody whose role is said is brought in by it; who speaks is a
    /// person of the article even without a name.
    fn nobody_known(&mut self, id: MentionId, mention: &'b Mention) -> Option<EntityId> {
        if mention.form != Form::Role || mention.quoted || mention.plural || !mention.listed {
            return None;
        }
        if mention.certain {
            self.unnamed = Some(self.at.sentence);
            if !mention.speaks {
                return None;
            }
        }
        let mut mind = InMind::new(None, id, mention, self.at);
        self.place(&mut mind, mention);
        mind.mentions = 1;
        self.keep(mind, false);
        let speaks = mention.speaks;
        speaks.then(|| self.entity(self.in_mind.len() - 1))
    }

    /// The body or group that a noun means, if one called so says anything in the article.
    fn group(&mut self, id: MentionId, mention: &'b Mention) -> Option<EntityId> {
        let (span, noun) = mention.role.as_ref()?;
        let noun = *self.names.heard.get(&**noun)?;
        let place = (mention.name.len() > noun.len()).then_some(&*mention.name);
        let written = span.of(self.blocks[id.block as usize].prose());
        let name = match written.get(mention.span.len()..) {
            Some(place) if !noun.contains(' ') => format!("{noun}{place}"),
            _ => self.words_for(id, *span),
        };
        match self.groups.find(noun, place, mention.evidence[ORGANISATION] > 0) {
            Found::Open => None,
            Found::Known(entity) => {
                let known = &mut self.entities[entity.0 as usize];
                if known.kind == EntityKind::Group && name.len() > known.name.len() {
                    known.name = name.into();
                }
                Some(entity)
            }
            Found::New => {
                let entity = EntityId(self.entities.len() as u32);
                let (kind, name) = (EntityKind::Group, name.into());
                let (roles, mentions) = (Vec::new(), Vec::new());
                self.entities.push(Entity { kind, named: false, name, gender: None, roles, mentions });
                self.groups.note(noun, place, entity);
                Some(entity)
            }
        }
    }

    /// Who was brought in above the text by the word that now brings somebody in: «Ung kvinne skadd … Ei ung kvinne».
    fn of_headline(&self, mention: &Mention) -> Option<usize> {
        let brings_in = mention.form == Form::Role && !mention.certain && !mention.plural && !self.at.above;
        let same = |it: &InMind| it.at.above && it.unnamed.is_some_and(|it| it.name == mention.name);
        let mut found =
            (0..).zip(&self.in_mind).filter(|it| brings_in && same(it.1) && it.1.could_be(mention));
        found.next().map(|it| it.0).filter(|_| found.next().is_none())
    }

    /// The entity of somebody in mind, who becomes one now if they had no name.
    fn entity(&mut self, n: usize) -> EntityId {
        if let Some(entity) = self.in_mind[n].entity {
            return entity;
        }
        let entity = EntityId(self.entities.len() as u32);
        let mind = &mut self.in_mind[n];
        mind.entity = Some(entity);
        let (id, mention) = (mind.anchor, mind.unnamed.expect("who has no entity has no name"));
        if mention.speaks {
            self.last_speaker = Some(entity);
        }
        let place = Place { block: id.block, span: mention.role.as_ref().map_or(mention.span, |it| it.0) };
        self.entities.push(Entity {
            kind: EntityKind::Person,
            named: false,
            name: self.words_for(id, mention.span).into(),
            gender: mention.gender,
            roles: vec![(mention.name.clone(), place)],
            mentions: vec![id],
        });
        self.late.push((id, entity));
        entity
    }

    /// What somebody without a name is called where they are brought in, without a sentence's capital.
    fn words_for(&self, id: MentionId, span: Span) -> String {
        let block = &self.blocks[id.block as usize];
        let written = span.of(block.prose());
        let opens = block.facts.sentences.iter().any(|it| it.start == span.start);
        let mut letters = written.chars();
        match letters.next() {
            Some(first) if opens && !written.contains(['-', '‑']) => {
                first.to_lowercase().chain(letters).collect()
            }
            _ => written.to_owned(),
        }
    }

    fn remember(&mut self, entity: EntityId, id: MentionId, mention: &'b Mention) {
        let at = self.in_mind.iter().rposition(|it| it.entity == Some(entity));
        let mut mind = match at {
            // Inside a quotation somebody is only spoken of.
            Some(at) if mention.quoted => {
                let mind = &mut self.in_mind[at];
                mind.age = mind.age.or(mention.age.map(|it| it.1));
                mind.spoken_of_at = Some(self.at.sentence);
                return;
            }
            Some(at) => self.in_mind.remove(at),
            None => InMind::new(Some(entity), id, mention, self.at),
        };
        if mention.form == Form::Name {
            mind.anchor = id;
            mind.family = self.families.get(&entity).copied();
        }
        self.place(&mut mind, mention);
        mind.gender = self.entities[entity.0 as usize].gender.or(mind.gender);
        mind.mentions = self.entities[entity.0 as usize].mentions.len() as u32;
        if mention.speaks {
            self.last_speaker = Some(entity);
        }
        self.keep(mind, mention.quoted);
    }

    /// Notes where and as what a person is mentioned.
    fn place(&mut self, mind: &mut InMind<'b>, mention: &'b Mention) {
        if mention.quoted {
            mind.spoken_of_at = Some(self.at.sentence);
        } else {
            let again = mind.mentions > 0 && !mind.spoken_of && mind.at.sentence == self.at.sentence;
            mind.subject = mention.subject || (again && mind.subject);
            mind.oblique = mention.oblique && (!again || mind.oblique);
            if !again {
                mind.behind = self.people_here;
                self.people_here = self.people_here.saturating_add(1);
            }
            for name in &self.names_here {
                mind.tie(name);
            }
        }
        mind.at = self.at;
        mind.spoken_of &= mention.quoted;
        mind.spoke |= mention.speaks;
        mind.evidence += i32::from(mention.evidence[PERSON].max(0)) + i32::from(mention.speaks);
        mind.age = mind.age.or(mention.age.map(|it| it.1));
        mind.country = mind.country.or(mention.country);
        mind.kin |= mention.kin && mention.form == Form::Name;
        if let Some((_, office)) = mention.role.as_ref().filter(|_| mention.form == Form::Name) {
            mind.former = mention.former.then_some(office);
        }
        if mention.form != Form::Pronoun && mention.alike > 0 {
            mind.alike |= 1 << mention.alike;
        }
        mind.gender = mind.gender.or(mention.gender);
    }

    fn keep(&mut self, mind: InMind<'b>, quoted: bool) {
        if self.in_mind.len() == MINDS {
            self.in_mind.remove(0);
        }
        if quoted {
            self.in_mind.insert(0, mind);
        } else {
            self.in_mind.push(mind);
        }
    }

    /// Ties the people of the sentence to a name that stands in it.
    fn tie(&mut self, name: &'b str) {
        self.names_here.push(name);
        let here = self.at.sentence;
        for mind in self.in_mind.iter_mut().rev().take_while(|it| it.at.sentence == here) {
            mind.tie(name);
        }
    }

    fn name(&mut self, mention: &Mention) -> Option<EntityId> {
        let mut n = self.names.fullest(*self.names.by_name.get(&*mention.name)?);
        let name = self.names.list[n].name;
        let single = !name.contains(' ');
        if single && self.names.is_open(n) {
            if let Some(known) = self.called(name, mention) {
                return Some(known);
            }
            if let Some(first) = self.names.people(name).first() {
                n = *first;
            }
        }
        if let Some(entity) = self.names.list[n].entity {
            return Some(entity);
        }
        let named = &self.names.list[n];
        if !named.certain {
            return None;
        }
        let (kind, name, gender) = (kind(&named.evidence), named.name, named.gender);
        let known = self.brought_in(mention).filter(|_| kind == EntityKind::Person);
        let id = known.unwrap_or(EntityId(self.entities.len() as u32));
        if known.is_none() {
            let (roles, mentions) = (Vec::new(), Vec::new());
            self.entities.push(Entity { kind, named: true, name: name.into(), gender, roles, mentions });
        }
        let entity = &mut self.entities[id.0 as usize];
        (entity.named, entity.name) = (true, name.into());
        entity.gender = entity.gender.or(gender);
        self.names.list[n].entity = Some(id);
        if matches!(kind, EntityKind::Organisation | EntityKind::Place) {
            self.groups.named(name, kind, id);
        }
        if kind == EntityKind::Person {
            for word in first_and_last(name).into_iter().flatten() {
                self.called.entry(word).or_default().push(id);
            }
            self.families.extend(name.rsplit_once(' ').map(|it| (id, it.1)));
        }
        Some(id)
    }

    /// Whom the article may call by this one word, a surname or a first name; of several, the one who is what is said with
    /// it («pappa Moe»), else the one last spoken of who is not only there as another one's kin.
    fn called(&self, word: &str, mention: &Mention) -> Option<EntityId> {
        let stem = word.strip_suffix('s').unwrap_or(word);
        let people = [word, stem].map(|it| self.called.get(it).map_or(&[][..], Vec::as_slice));
        if people.iter().all(|it| it.is_empty()) {
            return None;
        }
        let agrees = |it: EntityId| match (mention.addressed, self.entities[it.0 as usize].gender) {
            (Some(told), Some(known)) => told == known,
            _ => true,
        };
        let called = |it: EntityId| people.iter().any(|people| people.contains(&it)) && agrees(it);
        let mut called = self.in_mind.iter().rev().filter(|it| it.entity.is_some_and(called));
        let bears = |it: &InMind, role| {
            let roles = it.entity.map_or(&[][..], |it| &self.entities[it.0 as usize].roles);
            roles.iter().any(|it| &*it.0 == role)
        };
        let role = mention.role.as_ref().map(|it| &*it.1);
        let told = role.and_then(|role| called.clone().find(|it| bears(it, role)));
        let plain = called.clone().find(|it| !it.kin);
        told.or(plain).or_else(|| called.next())?.entity
    }

    /// The person without a name whom a role brought in, and whom the name now names: «helseministeren … sa
    /// helseminister Kari Moe»; «– Nå blir det bra, sier spissen. Ola Moe er …», when they are the first ones.
    fn brought_in(&mut self, mention: &Mention) -> Option<EntityId> {
        let same = |it: &InMind| {
            let role = it.unnamed.filter(|it| it.certain).map(|it| &it.name);
            role.is_some() && role == mention.role.as_ref().map(|it| &it.1) && it.could_be(mention)
        };
        let first = || {
            let (n, mind) =
                self.in_mind.iter().enumerate().rfind(|it| it.1.unnamed.is_some_and(|it| it.speaks))?;
            let alone = self
                .in_mind
                .iter()
                .all(|it| it.unnamed.is_some_and(|it| !it.speaks) || it.at.sentence == mind.at.sentence);
            let kin = mind.unnamed.is_some_and(|it| it.kin);
            (alone
                && !kin
                && mention.role.is_none()
                && !mention.quoted
                && mind.could_be(mention)
                && mind.at.sentence + SOON >= self.at.sentence)
                .then_some(n)
        };
        let n = self.in_mind.iter().rposition(same).or_else(first)?;
        let id = self.entity(n);
        self.in_mind[n].unnamed = None;
        Some(id)
    }

    /// The person in mind that a role noun or a pronoun stands for.
    fn stands_for(&mut self, id: MentionId, mention: &Mention) -> Option<usize> {
        let role = mention.form == Form::Role;
        if role && (mention.plural || !mention.certain) {
            return None;
        }
        self.look_around(mention);
        let scene = self.scene();
        if let Some(speaker) = self.says(id.block, mention).filter(|_| !role) {
            self.options.retain(|it| self.in_mind[it.0].entity != Some(speaker));
        }
        let weights = self.weights.of(mention.form, mention.speaks);
        let mut nobody = 0.0;
        scene.nobody(mention, &mut |it| nobody += weights[it as usize]);
        let mut best: Option<(f32, usize)> = None;
        let mut scores = [0.0; MINDS];
        for (score, (n, goes)) in scores.iter_mut().zip(&self.options) {
            let mind = &self.in_mind[*n];
            mind.signs(*n, mention, &scene, *goes, self.has_role(mind), &mut |it| {
                *score += weights[it as usize]
            });
            if best.is_none_or(|it| it.0 < *score) {
                best = Some((*score, *n));
            }
        }
        if let Some(watch) = &mut self.watch {
            let mut reading =
                Reading { mention: id, pronoun: !role, options: Vec::new(), nobody: Vec::new() };
            scene.nobody(mention, &mut |it| reading.nobody.push(it));
            for (n, goes) in &self.options {
                let (mind, mut signs) = (&self.in_mind[*n], Vec::new());
                let roles = mind.entity.is_none_or(|it| !self.entities[it.0 as usize].roles.is_empty());
                mind.signs(*n, mention, &scene, *goes, roles, &mut |it| signs.push(it));
                reading.options.push((mind.anchor, signs));
            }
            watch(reading);
        }
        let (score, n) = best.filter(|it| it.0 > nobody)?;
        let close = scores.iter().zip(&self.options).filter(|it| it.1.0 != n && *it.0 + MARGIN > score);
        let rivals: Vec<EntityId> = close.filter_map(|it| self.in_mind[it.1.0].entity).collect();
        if !rivals.is_empty() {
            self.rivals.insert(id, rivals.into());
        }
        Some(n)
    }

    /// Whom the clause of direct speech around a word names: who says «han» speaks of somebody else.
    fn says(&self, block: u32, mention: &Mention) -> Option<EntityId> {
        let facts = &self.blocks[block as usize].facts;
        let begun = facts.quotations.partition_point(|it| it.extent().start <= mention.span.start);
        let around = |it: &&Quotation| it.content.iter().any(|it| it.contains(mention.span));
        let quotation = facts.quotations[..begun].iter().rev().take(2).find(around)?;
        let speaker = facts.mentions.get(quotation.mention? as usize)?;
        let direct = quotation.kind == QuotationKind::Direct && speaker.form == Form::Name;
        let n = self.names.fullest(*self.names.by_name.get(&*speaker.name).filter(|_| direct)?);
        self.names.list[n].entity
    }

    /// Finds those in mind whom a word could stand for, the last mentioned first.
    fn look_around(&mut self, mention: &Mention) {
        self.options.clear();
        let here = self.at.sentence;
        let mut near = 0;
        for (n, mind) in self.in_mind.iter().enumerate().rev() {
            let distance = here.saturating_sub(mind.at.sentence);
            let goes = match mention.form {
                Form::Role => self.goes_with(mind, mention),
                _ => Match::No,
            };
            let goes = match goes {
                Match::No if mention.kin && self.has_family(mind) => Match::Family,
                it => it,
            };
            if mention.form == Form::Pronoun && near == OPTIONS {
                break;
            }
            let reach = if mention.form == Form::Role { NEAR } else { REACH };
            let open = goes != Match::No
                || mention.age.is_some_and(|it| mind.age == Some(it.1))
                || (distance <= reach && near < OPTIONS);
            let other = self.is_their_own(mind, mention) || self.is_right_behind(mind, mention);
            if open && mind.could_be(mention) && !other {
                near += 1;
                self.options.push((n, goes));
            }
        }
        // Who is called just so in the article is meant, whoever stands nearer.
        let named = |it: &(usize, Match)| it.1 == Match::Same && self.in_mind[it.0].unnamed.is_none();
        if mention.listed && !mention.kin && self.options.iter().any(named) {
            self.options.retain(|it| it.1 != Match::No);
        }
        if mention.kin || mention.owned {
            self.look_in_family(mention);
        }
    }

    /// Whose father or son a word of kin means, where the sentence is about somebody of a family: one of the same name.
    fn look_in_family(&mut self, mention: &Mention) {
        let here = |it: &&InMind| self.is_their_own(it, mention);
        let family = self.in_mind.iter().rev().find(here).and_then(|it| it.family);
        let of_family = |it: &(usize, Match)| family.is_some() && self.in_mind[it.0].family == family;
        if self.options.iter().any(of_family) {
            self.options.retain(of_family);
        } else if !mention.speaks || mention.owned {
            self.options.retain(|it| it.1 != Match::No);
        }
    }

    /// Whether a word for kin stands in a sentence about this person, whose own father or son they are not.
    fn is_their_own(&self, mind: &InMind, mention: &Mention) -> bool {
        mention.kin && !mention.speaks && mind.subject && mind.at.sentence == self.at.sentence
    }

    /// Whether a pronoun stands right behind the words for this person, who is somebody else then: "a photographer she knew".
    fn is_right_behind(&self, mind: &InMind, mention: &Mention) -> bool {
        let block = &self.blocks[mind.anchor.block as usize];
        let here = mind.anchor.block == self.at.block && mention.form == Form::Pronoun && mention.subject;
        let last = block.facts.mentions.get(mind.anchor.mention as usize).filter(|_| here);
        last.is_some_and(|it| {
            let between = block.prose().get(it.span.end as usize..mention.span.start as usize);
            between.is_some_and(|it| it == " ")
        })
    }

    /// Whether somebody else in mind has the same family name.
    fn has_family(&self, mind: &InMind) -> bool {
        let same = |it: &&InMind| it.family == mind.family;
        mind.family.is_some() && self.in_mind.iter().filter(same).count() > 1
    }

    fn goes_with(&self, mind: &InMind, mention: &Mention) -> Match {
        let roles = mind.entity.map_or(&[][..], |it| &self.entities[it.0 as usize].roles);
        mind.goes_with(mention, roles)
    }

    fn has_role(&self, mind: &InMind) -> bool {
        mind.entity.is_none_or(|it| !self.entities[it.0 as usize].roles.is_empty())
    }

    fn scene(&self) -> Scene {
        let minds = || self.options.iter().map(|it| &self.in_mind[it.0]);
        Scene {
            at: self.at,
            latest: self.options.first().map(|it| it.0),
            last_speaker: self.last_speaker,
            most: minds().map(|it| it.mentions).max().unwrap_or_default(),
            match_at: self.options.iter().find(|it| it.1 != Match::No).map(|it| it.0),
            beside_unnamed: self.unnamed == Some(self.at.sentence),
        }
    }
}
