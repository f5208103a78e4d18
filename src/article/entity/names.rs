//! Names: every name of the article with what speaks for a person, an organisation or a place, and which shorter
//! name stands for which longer one.

use super::{Block, EntityId, EntityKind, Mention, Part};
use crate::article::mention::{Form, ORGANISATION, PERSON, PLACE};
use crate::language::{Gender, lists};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A name as the article uses it, everywhere it does.
pub(super) struct Named<'b> {
    pub(super) name: &'b str,
    pub(super) evidence: [i32; 4],
    /// How many places name it.
    pub(super) times: i32,
    /// How many of them own what stands behind, if the last s is a genitive.
    owns: i32,
    /// Only ever the first words of a headline or a deck.
    pub(super) opens_above: bool,
    /// Brought in with a role, an age or a party, as people are.
    pub(super) introduced: bool,
    pub(super) certain: bool,
    pub(super) gender: Option<Gender>,
    /// The name it is another form of, a shorter one as a rule, if it is one.
    pub(super) longer: Option<usize>,
    /// The entity it became.
    pub(super) entity: Option<EntityId>,
}

pub(super) struct Names<'b> {
    pub(super) list: Vec<Named<'b>>,
    pub(super) by_name: FxHashMap<&'b str, usize>,
    /// People by the last word of a full name, and by the first.
    pub(super) by_last: FxHashMap<&'b str, Vec<usize>>,
    pub(super) by_first: FxHashMap<&'b str, Vec<usize>>,
    /// Groups that are the source of something.
    pub(super) heard: FxHashSet<&'b str>,
}

/// How much speaks for an organisation or a place, a mention, where it is plain that none is a surname.
const PLAIN: i32 = 4;

/// How often a word in s must own what stands behind it, and never stand otherwise, for the s to be a genitive.
const LEAST_OWNED: i32 = 2;

/// How often a word is the last one of a name, and how often it owns what stands behind.
#[derive(Default)]
struct Uses {
    times: i32,
    owns: i32,
}

/// What speaks against a person in a surname whose bearer is never named in full.
const NEVER_IN_FULL: i32 = 3;

impl<'b> Names<'b> {
    pub(super) fn collect(blocks: &'b [Arc<Block>], parts: &[Part]) -> Names<'b> {
        let mut names = Names {
            list: Vec::new(),
            by_name: FxHashMap::default(),
            by_last: FxHashMap::default(),
            by_first: FxHashMap::default(),
            heard: FxHashSet::default(),
        };
        for (block, part) in blocks.iter().zip(parts) {
            if !part.is_published() {
                continue;
            }
            for mention in block.facts.mentions.iter().filter(|it| it.form == Form::Name) {
                let above = matches!(part, Part::Kicker | Part::Headline | Part::Deck);
                names.add(mention, above && mention.span.start == 0);
            }
            // Who is asked for their words is somebody who speaks.
            for quotation in &block.facts.quotations {
                let Some(mention) = quotation.mention.map(|it| &block.facts.mentions[it as usize]) else {
                    continue;
                };
                if let (Form::Group, Some((_, noun))) = (mention.form, &mention.role) {
                    names.heard.insert(noun);
                }
                if mention.form != Form::Name {
                    continue;
                }
                if let Some(n) = names.by_name.get(&*mention.name) {
                    let named = &mut names.list[*n];
                    named.certain |= named.evidence[PERSON] > 0;
                    if kind(&named.evidence) == EntityKind::Person {
                        named.evidence[PERSON] += 2;
                    }
                }
            }
        }
        names.link();
        names
    }

    fn add(&mut self, mention: &'b Mention, opens_above: bool) {
        let n = *self.by_name.entry(&mention.name).or_insert_with(|| {
            self.list.push(Named {
                name: &mention.name,
                evidence: [0; 4],
                times: 0,
                owns: 0,
                opens_above: true,
                introduced: false,
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
        named.times += 1;
        named.owns += i32::from(mention.owns);
        named.opens_above &= opens_above;
        named.introduced |= mention.role.is_some() || mention.age.is_some() || mention.party.is_some();
        named.certain |= mention.certain;
        named.gender = named.gender.or(mention.gender);
    }

    /// Finds for each shorter name the longer one it stands for.
    fn link(&mut self) {
        let owners = self.owners();
        for n in 0..self.list.len() {
            self.list[n].name = self.without_genitive(n, &owners);
            let name = self.list[n].name;
            // A full name of nobody knows what may be a person's, if the surname turns out to be.
            let maybe = match kind(&self.list[n].evidence) {
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
        for named in &mut self.list {
            // Who is never named in full is rarely a person.
            let full = || self.by_last.contains_key(named.name) || self.by_first.contains_key(named.name);
            let first = named.gender.is_some() || lists(named.name).is_first_name();
            if !first && !named.introduced && !named.name.contains(' ') && !full() {
                named.evidence[PERSON] -= NEVER_IN_FULL;
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
            self.list[n].longer = self.form_of(n);
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

    /// A name without the genitive that its last word has: «Adolf Hitlers bok», where Hitler is named, or where whatever
    /// stands behind that word in the article is somebody's.
    fn without_genitive(&self, n: usize, owners: &FxHashMap<&str, Uses>) -> &'b str {
        let name = self.list[n].name;
        let last = last_word(name);
        let known = |it: &str| self.by_name.get(it).is_some_and(|it| self.list[*it].certain);
        let Some(stem) = last.strip_suffix('s') else { return name };
        let full = name.len() > last.len() && !known(last) && known(stem);
        let always = owners.get(last).is_some_and(|it| it.owns == it.times && it.times >= LEAST_OWNED);
        if full || always { &name[..name.len() - 1] } else { name }
    }

    /// How often each last word in s is used, and how often it owns what stands behind.
    fn owners(&self) -> FxHashMap<&'b str, Uses> {
        let mut all = FxHashMap::<_, Uses>::default();
        for named in self.list.iter().filter(|it| it.name.ends_with('s')) {
            let uses = all.entry(last_word(named.name)).or_default();
            uses.times += named.times;
            uses.owns += named.owns;
        }
        all
    }

    /// Whether a name of one word may stand for somebody whom the article names in full: where little speaks for
    /// anything else.
    pub(super) fn is_open(&self, n: usize) -> bool {
        let named = &self.list[n];
        let others = named.evidence[ORGANISATION].max(named.evidence[PLACE]);
        match kind(&named.evidence) {
            EntityKind::Person => true,
            EntityKind::Other => true,
            _ => named.evidence[PERSON] > 0 || others < PLAIN * named.times,
        }
    }

    /// The number of the fullest name that a name stands for.
    pub(super) fn fullest(&self, mut n: usize) -> usize {
        for _ in 0..4 {
            match self.list[n].longer {
                Some(longer) => n = longer,
                None => break,
            }
        }
        n
    }

    /// People whose full name ends or begins with this one word.
    pub(super) fn people(&self, word: &str) -> &[usize] {
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

/// The words of a full name that an article may call somebody by.
pub(super) fn first_and_last(name: &str) -> [Option<&str>; 2] {
    let mut words = name.split(' ').filter(|it| !is_numeral(it));
    [words.next(), words.next_back()]
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

pub(super) fn is_numeral(word: &str) -> bool {
    matches!(word, "II" | "III" | "IV" | "V" | "VI" | "Jr." | "Jr" | "Sr." | "Sr")
}

/// What the evidence for a name makes of it: nobody is a person whom as much speaks against.
pub(super) fn kind(evidence: &[i32; 4]) -> EntityKind {
    let kinds =
        [EntityKind::Person, EntityKind::Organisation, EntityKind::Place, EntityKind::Other].into_iter();
    let best = kinds.zip(evidence).rev().max_by_key(|it| it.1);
    let doubtful = |it: &(EntityKind, &i32)| it.0 == EntityKind::Person && *it.1 <= 0;
    best.filter(|it| !doubtful(it)).map_or(EntityKind::Other, |it| it.0)
}
