//! People: whom a name, a role noun or a pronoun stands for, read in the order of the text.

use super::names::{Names, is_called, kind};
use super::{Entity, EntityId, EntityKind, Mention, MentionId, Place, Rivals};
use crate::article::mention::{Form, PERSON};
use crate::language::Gender;

/// How far back, in sentences, a pronoun or a role noun looks for a person.
const REACH: u32 = 40;

/// How many people a reader keeps in mind at a time; who was mentioned longer ago needs a name again.
const MINDS: usize = 60;

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

pub(super) struct Reader<'b> {
    names: Names<'b>,
    pub(super) entities: Vec<Entity>,
    in_mind: Vec<InMind>,
    /// Where somebody without a name was last brought in («en kvinne i 40-årene»): gender and sentence.
    strangers: Vec<(Gender, u32)>,
    /// Where a role that the article gives nobody last stood («kommandøren»).
    unnamed: Option<u32>,
    pub(super) rivals: Rivals,
}

impl<'b> Reader<'b> {
    pub(super) fn new(names: Names<'b>) -> Reader<'b> {
        Reader {
            names,
            entities: Vec::new(),
            in_mind: Vec::new(),
            strangers: Vec::new(),
            unnamed: None,
            rivals: Rivals::default(),
        }
    }

    /// The entity of the next mention of the article, which stands in `sentence` (counted through).
    pub(super) fn read(&mut self, id: MentionId, mention: &Mention, sentence: u32) -> Option<EntityId> {
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
        if single && self.names.is_open(n) {
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
            kind: kind(&named.evidence),
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
