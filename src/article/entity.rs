//! Entities: the people, organisations and places of the article, each with all its mentions.
//!
//! Names come first: every full name of the article is known before a surname is looked at, wherever it stands,
//! because the reader of the printed article knows them all as well. Roles and pronouns are then read in the
//! order of the text, as a reader does.

use super::Place;
use super::block::Block;
use super::mention::{Form, Mention, ORGANISATION, PERSON, PLACE};
use super::part::Part;
use crate::language::Gender;
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

/// How far back, in sentences, a pronoun or a role noun looks for a person.
const REACH: u32 = 40;

/// How many people a reader keeps in mind at a time; who was mentioned longer ago needs a name again.
const MINDS: usize = 60;

/// A name as the article uses it, everywhere it does.
struct Named<'b> {
    name: &'b str,
    evidence: [i32; 3],
    certain: bool,
    gender: Option<Gender>,
    /// The name it is a shorter form of, if it is one.
    longer: Option<usize>,
    /// The entity it became.
    entity: Option<EntityId>,
}

/// A person as the reader of the text has them in mind while reading on.
struct InMind {
    entity: EntityId,
    /// Sentence of the article (counted through) of the last mention outside of quotations.
    sentence: u32,
    subject: bool,
    age: Option<u16>,
    country: Option<u16>,
    /// How much speaks for a person at all.
    evidence: i32,
    /// Only ever mentioned inside somebody's speech so far.
    spoken_of: bool,
    /// The sentence they last spoke in.
    spoke: Option<u32>,
}

/// Joins the mentions of the article into entities. `entity_of` has one place for each mention, in order.
pub(super) fn join(blocks: &[Arc<Block>], parts: &[Part], entity_of: &mut [Option<EntityId>]) -> Vec<Entity> {
    let names = Names::collect(blocks, parts);
    let mut reader =
        Reader { names, entities: Vec::new(), in_mind: Vec::new(), strangers: Vec::new(), unnamed: None };
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
    reader.entities
}

struct Names<'b> {
    list: Vec<Named<'b>>,
    by_name: FxHashMap<&'b str, usize>,
    /// People by the last word of a full name, and by the first.
    by_last: FxHashMap<&'b str, Vec<usize>>,
    by_first: FxHashMap<&'b str, Vec<usize>>,
}

impl<'b> Names<'b> {
    fn collect(blocks: &'b [Arc<Block>], parts: &[Part]) -> Names<'b> {
        let mut names = Names {
            list: Vec::new(),
            by_name: FxHashMap::default(),
            by_last: FxHashMap::default(),
            by_first: FxHashMap::default(),
        };
        for (block, part) in blocks.iter().zip(parts) {
            if !part.is_published() {
                continue;
            }
            for mention in block.facts.mentions.iter().filter(|it| it.form == Form::Name) {
                names.add(mention);
            }
            // Who is asked for their words is somebody who speaks.
            for quotation in &block.facts.quotations {
                let Some(mention) = quotation.mention.map(|it| &block.facts.mentions[it as usize]) else {
                    continue;
                };
                if mention.form != Form::Name {
                    continue;
                }
                if let Some(n) = names.by_name.get(&*mention.name) {
                    let named = &mut names.list[*n];
                    named.certain = true;
                    if named.evidence[PLACE] < 5 && named.evidence[ORGANISATION] < 2 {
                        named.evidence[PERSON] += 2;
                    }
                }
            }
        }
        names.link();
        names
    }

    fn add(&mut self, mention: &'b Mention) {
        let n = *self.by_name.entry(&mention.name).or_insert_with(|| {
            self.list.push(Named {
                name: &mention.name,
                evidence: [0; 3],
                certain: false,
                gender: None,
                longer: None,
                entity: None,
            });
            self.list.len() - 1
        });
        let named = &mut self.list[n];
        for (sum, it) in named.evidence.iter_mut().zip(mention.evidence) {
            *sum = (*sum + i32::from(it)).min(100);
        }
        named.certain |= mention.certain;
        named.gender = named.gender.or(mention.gender);
    }

    /// Finds for each shorter name the longer one it stands for.
    fn link(&mut self) {
        for n in 0..self.list.len() {
            let name = self.list[n].name;
            // A full name of nobody knows what may be a person's, if the surname turns out to be.
            let maybe = match kind(&self.list[n].evidence, name) {
                EntityKind::Person => true,
                EntityKind::Other => self.list[n].evidence[ORGANISATION] <= 0 && name.split(' ').count() <= 3,
                _ => false,
            };
            if !name.contains(' ') || !self.list[n].certain || !maybe {
                continue;
            }
            let words = || name.split(' ').filter(|it| !is_numeral(it));
            if let (Some(first), Some(last)) = (words().next(), words().next_back()) {
                self.by_last.entry(last).or_default().push(n);
                self.by_first.entry(first).or_default().push(n);
            }
        }
        for n in 0..self.list.len() {
            let name = self.list[n].name;
            if !name.contains(' ') && self.list[n].evidence[PERSON] >= 2 {
                // Who speaks as «Salim» is the person behind «Mustafa Salim».
                let people = self.by_last.get(name).map_or(&[][..], Vec::as_slice);
                if let [only] = *people {
                    self.list[only].evidence[PERSON] += 2;
                }
            }
            let mut longer = None;
            if name.contains(' ') {
                // «Abdul Mahdi» for «Adel Abdul Mahdi»; «Hubert Delany» for «Hubert Delany III».
                let last = name.rsplit(' ').find(|it| !is_numeral(it)).unwrap_or(name);
                let same = self.by_last.get(last).or_else(|| self.by_last.get(last.strip_suffix('s')?));
                longer = same.into_iter().flatten().copied().find(|it| {
                    let other = self.list[*it].name;
                    other.len() > name.len()
                        && (other.ends_with(name)
                            || other.starts_with(name)
                            || ends_with_genitive(other, name))
                        && *it != n
                });
            }
            // «Espers» is Esper's, when Esper is known.
            if longer.is_none()
                && let Some(stem) = name.strip_suffix('s')
                && let Some(other) = self.by_name.get(stem).filter(|it| self.list[**it].certain)
            {
                longer = Some(*other);
            }
            self.list[n].longer = longer;
        }
        for n in 0..self.list.len() {
            if let Some(longer) = self.list[n].longer
                && longer != n
            {
                let (evidence, gender) = (self.list[n].evidence, self.list[n].gender);
                let other = &mut self.list[longer];
                other.evidence.iter_mut().zip(evidence).for_each(|(sum, it)| *sum = (*sum + it).min(100));
                other.gender = other.gender.or(gender);
            }
        }
    }

    /// People whose full name ends or begins with this one word.
    fn people(&self, word: &str) -> &[usize] {
        let stem = word.strip_suffix('s').unwrap_or(word);
        let found = self
            .by_last
            .get(word)
            .or_else(|| self.by_last.get(stem))
            .or_else(|| self.by_first.get(word))
            .or_else(|| self.by_first.get(stem));
        found.map_or(&[], Vec::as_slice)
    }
}

/// Whether an article that names somebody in full may call them by this one word.
fn is_called(entity: &Entity, word: &str) -> bool {
    let mut words = entity.name.split(' ').filter(|it| !is_numeral(it));
    let (Some(first), Some(last)) = (words.next(), words.next_back()) else { return false };
    let stem = word.strip_suffix('s').unwrap_or(word);
    entity.kind == EntityKind::Person && [first, last].iter().any(|it| *it == word || *it == stem)
}

fn is_numeral(word: &str) -> bool {
    matches!(word, "II" | "III" | "IV" | "V" | "VI" | "Jr." | "Jr" | "Sr." | "Sr")
}

fn ends_with_genitive(longer: &str, name: &str) -> bool {
    name.strip_suffix('s').is_some_and(|it| longer.ends_with(it))
}

/// What the evidence for a name makes of it.
fn kind(evidence: &[i32; 3], name: &str) -> EntityKind {
    let [person, organisation, place] = *evidence;
    match () {
        () if person > 1 && person > organisation && person > place => EntityKind::Person,
        () if organisation > 0 && organisation >= place => EntityKind::Organisation,
        () if place > 1 || (place > 0 && !name.contains(' ')) => EntityKind::Place,
        () => EntityKind::Other,
    }
}

struct Reader<'b> {
    names: Names<'b>,
    entities: Vec<Entity>,
    in_mind: Vec<InMind>,
    /// Where somebody without a name was last brought in («en kvinne i 40-årene»): gender and sentence.
    strangers: Vec<(Gender, u32)>,
    /// Where a role that the article gives nobody last stood («kommandøren»).
    unnamed: Option<u32>,
}

impl Reader<'_> {
    fn read(&mut self, id: MentionId, mention: &Mention, sentence: u32) -> Option<EntityId> {
        if let (Form::Role, false, Some(gender)) = (mention.form, mention.certain, mention.gender) {
            if !mention.quoted {
                self.strangers.retain(|it| it.0 != gender);
                self.strangers.push((gender, sentence));
            }
            return None;
        }
        let entity = match mention.form {
            Form::Name => self.name(mention)?,
            Form::Role => match self.role(mention, sentence) {
                Some(it) => it,
                None => {
                    if !mention.quoted && !mention.plural {
                        self.unnamed = Some(sentence);
                    }
                    return None;
                }
            },
            Form::Pronoun => self.pronoun(mention, sentence)?,
        };
        let known = &mut self.entities[entity.0 as usize];
        known.mentions.push(id);
        if let Some((span, base)) = &mention.role
            && mention.form == Form::Name
            && !known.roles.iter().any(|it| it.0 == *base)
        {
            known.roles.push((base.clone(), Place { block: id.block, span: *span }));
        }
        if mention.form != Form::Pronoun {
            known.gender = known.gender.or(mention.gender);
        }
        if known.kind == EntityKind::Person {
            self.remember(entity, mention, sentence);
        }
        Some(entity)
    }

    fn remember(&mut self, entity: EntityId, mention: &Mention, sentence: u32) {
        let at = self.in_mind.iter().position(|it| it.entity == entity);
        let mut mind = match at {
            // Inside a quotation somebody is only spoken of.
            Some(at) if mention.quoted => {
                self.in_mind[at].age = self.in_mind[at].age.or(mention.age.map(|it| it.1));
                return;
            }
            Some(at) => self.in_mind.remove(at),
            None => InMind {
                entity,
                sentence,
                subject: false,
                age: None,
                country: None,
                evidence: 0,
                spoken_of: true,
                spoke: None,
            },
        };
        mind.sentence = sentence;
        mind.subject = mention.subject;
        mind.spoken_of &= mention.quoted;
        mind.spoke = if mention.speaks { Some(sentence) } else { mind.spoke };
        mind.evidence += i32::from(mention.evidence[PERSON].max(0)) + i32::from(mention.speaks);
        mind.age = mind.age.or(mention.age.map(|it| it.1));
        mind.country = mind.country.or(mention.country);
        if self.in_mind.len() == MINDS {
            self.in_mind.remove(0);
        }
        if mention.quoted {
            self.in_mind.insert(0, mind);
        } else {
            self.in_mind.push(mind);
        }
    }

    fn name(&mut self, mention: &Mention) -> Option<EntityId> {
        let mut n = *self.names.by_name.get(&*mention.name)?;
        for _ in 0..4 {
            match self.names.list[n].longer {
                Some(longer) => n = longer,
                None => break,
            }
        }
        let name = self.names.list[n].name;
        let single = !name.contains(' ');
        let own = kind(&self.names.list[n].evidence, name);
        if single
            && (own == EntityKind::Other
                || own == EntityKind::Person
                || self.names.list[n].evidence[PERSON] > 0)
        {
            // One person's surname, or first name; of several, the one last spoken of.
            let called = |it: &&InMind| is_called(&self.entities[it.entity.0 as usize], name);
            let known = self.in_mind.iter().rev().find(called).map(|it| it.entity);
            if let Some(known) = known {
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
        let id = EntityId(self.entities.len() as u32);
        self.entities.push(Entity {
            kind: kind(&named.evidence, named.name),
            name: named.name.into(),
            gender: named.gender,
            roles: Vec::new(),
            mentions: Vec::new(),
        });
        self.names.list[n].entity = Some(id);
        Some(id)
    }

    /// The person that a definite role stands for: somebody the article has given that role, last spoken of.
    fn role(&self, mention: &Mention, sentence: u32) -> Option<EntityId> {
        let fits = |mind: &&InMind| {
            let gender = self.entities[mind.entity.0 as usize].gender;
            let same = mention.gender.is_none() || gender.is_none() || mention.gender == gender;
            let country =
                mention.country.is_none() || mind.country.is_none() || mention.country == mind.country;
            same && country
        };
        if let Some((_, age)) = mention.age {
            let same = self.in_mind.iter().rev().filter(fits).find(|it| it.age == Some(age));
            let open =
                || self.in_mind.iter().rev().filter(fits).find(|it| it.age.is_none() && mention.speaks);
            return same.or_else(open).map(|it| it.entity);
        }
        let roles = |mind: &InMind| &self.entities[mind.entity.0 as usize].roles;
        let exact = |mind: &&InMind| roles(mind).iter().any(|it| it.0 == mention.name);
        let looser = |mind: &&InMind| {
            roles(mind).iter().any(|it| {
                (it.0.ends_with(&*mention.name) && mention.name.len() >= 3)
                    || (mention.name.ends_with(&*it.0) && it.0.len() >= 4)
            })
        };
        let minds = || self.in_mind.iter().rev();
        let found = minds().filter(fits).find(exact).or_else(|| minds().filter(fits).find(looser));
        if let Some(mind) = found {
            return Some(mind.entity);
        }
        // A word for a man or a woman stands for the last one spoken of.
        if let Some(gender) = mention.gender {
            if mention.quoted {
                return None;
            }
            let stranger = self.strangers.iter().find(|it| it.0 == gender).map_or(0, |it| it.1);
            let near = minds().take_while(|it| it.sentence + REACH / 4 >= sentence);
            let mut same = near.filter(|it| self.entities[it.entity.0 as usize].gender == Some(gender));
            return same.next().filter(|it| it.sentence >= stranger).map(|it| it.entity);
        }
        // Who is asked and called by a role the article has not given anybody is the one last spoken of.
        let near = minds().take_while(|it| it.sentence + REACH / 4 >= sentence).filter(fits);
        near.filter(|it| it.evidence >= 3 && mention.speaks)
            .find(|it| roles(it).is_empty() || !mention.exclusive)
            .map(|it| it.entity)
    }

    /// The person that a pronoun stands for.
    fn pronoun(&self, mention: &Mention, sentence: u32) -> Option<EntityId> {
        let gender = |it: &InMind| self.entities[it.entity.0 as usize].gender;
        let near = self.in_mind.iter().rev().filter(|it| it.sentence + REACH >= sentence);
        let fits = near.filter(|it| gender(it).is_none() || gender(it) == mention.gender);
        // Close first; of equally close ones the subject; a known gender before an unknown one.
        let cost = |it: &InMind| {
            let distance = sentence.saturating_sub(it.sentence).min(REACH) as i32;
            let unknown = i32::from(gender(it).is_none()) * 3;
            let doubtful = i32::from(it.evidence < 3) * 8 + i32::from(it.spoken_of) * 8;
            let speaker = i32::from(mention.speaks && it.spoke.is_some_and(|it| it + 4 >= sentence)) * 2;
            distance * 2 + unknown + doubtful - i32::from(it.subject) - speaker
        };
        let stranger = self.strangers.iter().find(|it| Some(it.0) == mention.gender).map_or(0, |it| it.1);
        // Somebody unnamed in the very same sentence may be meant as well.
        let best = fits.min_by_key(|it| cost(it)).filter(|it| it.sentence >= stranger)?;
        let open = self.unnamed == Some(sentence) && best.sentence < sentence;
        (!open).then_some(best.entity)
    }
}
