//! What a reader of the article keeps in mind of a person while reading on.

use super::signs::Sign;
use super::{EntityId, Mention, MentionId};
use crate::article::mention::Form;
use crate::language::Gender;

/// Most names that a person is tied to by standing beside them.
const TIES: usize = 8;

/// Where the reader is.
#[derive(Clone, Copy)]
pub(super) struct At {
    /// Counted through the article.
    pub(super) sentence: u32,
    /// The sentence in which the question comes up who is meant: speech begins before its speaker is named.
    pub(super) asked: u32,
    pub(super) block: u32,
    /// Headline, deck: above the text.
    pub(super) above: bool,
    /// At the start of a sentence.
    pub(super) opens: bool,
}

/// A person as the reader of the text has them in mind while reading on.
pub(super) struct InMind<'b> {
    /// None for somebody without a name to whom nothing has come back yet.
    pub(super) entity: Option<EntityId>,
    /// The last mention by name, or where they were brought in.
    pub(super) anchor: MentionId,
    /// The last word of a name of several.
    pub(super) family: Option<&'b str>,
    /// What somebody without a name was called when they were brought in.
    pub(super) unnamed: Option<&'b Mention>,
    /// Where they were last mentioned outside of speech.
    pub(super) at: At,
    /// How many people stand before them in that sentence.
    pub(super) behind: u8,
    pub(super) subject: bool,
    /// Mentioned there behind a preposition.
    pub(super) oblique: bool,
    pub(super) age: Option<u16>,
    pub(super) country: Option<u16>,
    pub(super) gender: Option<Gender>,
    /// Brought in as somebody's kin: «pappa Bjørn Moe», "his wife Ann Moe".
    pub(super) kin: bool,
    /// The office that they held and hold no more.
    pub(super) former: Option<&'b str>,
    /// How much speaks for a person at all.
    pub(super) evidence: i32,
    pub(super) mentions: u32,
    /// Only ever mentioned inside somebody's speech so far.
    pub(super) spoken_of: bool,
    /// The sentence in somebody's speech they were last mentioned in.
    pub(super) spoken_of_at: Option<u32>,
    pub(super) spoke: bool,
    /// First named above the text.
    pub(super) headline: bool,
    /// The groups of nouns that come to much the same to which what they are called belongs, a bit each.
    pub(super) alike: u32,
    /// Names that stand in a sentence with them: clubs, parties, places.
    pub(super) ties: Vec<&'b str>,
}

/// What a reader knows of the article when a word is to be read.
pub(super) struct Scene {
    pub(super) at: At,
    /// The place in mind of whom nobody who could be meant was mentioned after, and of the last speaker.
    pub(super) latest: Option<usize>,
    pub(super) last_speaker: Option<EntityId>,
    /// How often the most mentioned one of those who could be meant is mentioned.
    pub(super) most: u32,
    /// The place in mind of the last mentioned one who is called by the role, or nearly.
    pub(super) match_at: Option<usize>,
    /// A role that the article gives to nobody stands in the sentence.
    pub(super) beside_unnamed: bool,
}

/// How a role noun goes with what the article calls somebody.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    Same,
    Longer,
    Shorter,
    Alike,
    Tied,
    Family,
    No,
}

impl<'b> InMind<'b> {
    pub(super) fn new(entity: Option<EntityId>, id: MentionId, mention: &'b Mention, at: At) -> InMind<'b> {
        InMind {
            entity,
            anchor: id,
            family: None,
            unnamed: (mention.form == Form::Role).then_some(mention),
            at,
            behind: 0,
            subject: false,
            oblique: false,
            age: None,
            country: None,
            gender: None,
            kin: false,
            former: None,
            evidence: 0,
            mentions: 0,
            spoken_of: true,
            spoken_of_at: None,
            spoke: false,
            headline: at.above,
            alike: 0,
            ties: Vec::new(),
        }
    }

    pub(super) fn tie(&mut self, name: &'b str) {
        if self.ties.len() < TIES && !self.ties.contains(&name) {
            self.ties.push(name);
        }
    }

    /// Whether nothing the word says speaks against this person.
    pub(super) fn could_be(&self, mention: &Mention) -> bool {
        let gender = mention.gender.is_none() || self.gender.is_none() || mention.gender == self.gender;
        let country = mention.country.is_none() || self.country.is_none() || mention.country == self.country;
        let age = mention.age.is_none_or(|it| self.age.is_none_or(|age| age == it.1));
        // «presidenten» is nobody who is president no more.
        let held = mention.former || self.former.is_none_or(|it| it != &*mention.name);
        gender && country && age && held
    }

    /// How a role noun goes with this person's roles and ties.
    pub(super) fn goes_with(&self, mention: &Mention, roles: &[(Box<str>, super::Place)]) -> Match {
        let role = &*mention.name;
        let unnamed = self.unnamed.map(|it| &*it.name);
        // Words of one end or of another: most are of another, and that is cheaply seen.
        let end = role.as_bytes().last();
        let alike = |it: &&str| it.as_bytes().last() == end;
        let theirs = || roles.iter().map(|it| &*it.0).chain(unnamed).filter(alike);
        if theirs().any(|it| it == role) {
            return Match::Same;
        }
        if role.len() >= 3 && theirs().any(|it| it.ends_with(role)) {
            return Match::Longer;
        }
        if theirs().any(|it| it.len() >= 3 && role.ends_with(it)) {
            return Match::Shorter;
        }
        if mention.alike > 0 && self.alike & (1 << mention.alike) != 0 {
            return Match::Alike;
        }
        let first = role.rfind(['-', '‑']).map(|it| &role[..it]);
        if first.is_some_and(|first| self.ties.iter().any(|it| is_short_for(first, it))) {
            return Match::Tied;
        }
        Match::No
    }

    /// The signs that speak for or against this person.
    pub(super) fn signs(
        &self,
        n: usize,
        mention: &Mention,
        scene: &Scene,
        goes: Match,
        roles: bool,
        see: &mut impl FnMut(Sign),
    ) {
        let mut when = |holds: bool, sign: Sign| {
            if holds {
                see(sign);
            }
        };
        if goes != Match::No {
            self.role_signs(n, mention, scene, goes, &mut when);
            return;
        }
        let distance = scene.at.asked.saturating_sub(self.at.sentence);
        let near = match distance {
            0 => Sign::SameSentence,
            1 => Sign::SentenceBefore,
            2 | 3 => Sign::FewSentences,
            4..=12 => Sign::Far,
            _ => Sign::VeryFar,
        };
        when(true, near);
        when(scene.at.block == self.at.block, Sign::SameParagraph);
        when(scene.at.block == self.at.block + 1, Sign::ParagraphBefore);
        let latest = scene.latest == Some(n);
        when(latest, Sign::Latest);
        when(self.subject, Sign::Subject);
        when(self.behind == 0, Sign::FirstThere);
        when(self.behind == 0 && self.subject && distance == 0, Sign::SubjectHere);
        when(self.behind > 0, Sign::BehindAnother);
        when(self.oblique, Sign::Oblique);
        let last_speaker = self.entity.is_some() && scene.last_speaker == self.entity;
        when(last_speaker, Sign::LastSpeaker);
        when(self.spoke && !last_speaker, Sign::Spoke);
        when(self.mentions > 1, Sign::Known);
        when(self.mentions >= scene.most, Sign::Main);
        when(self.headline, Sign::Headline);
        when(self.evidence < 3, Sign::Doubtful);
        when(self.spoken_of, Sign::SpokenOf);
        when(self.unnamed.is_some(), Sign::Unnamed);
        when(self.unnamed.is_some_and(|it| !it.certain), Sign::Stranger);
        when(mention.gender.is_some() && self.gender == mention.gender, Sign::SameGender);
        let lately = self.spoken_of_at.is_some_and(|it| it + 2 >= scene.at.sentence);
        when(mention.quoted && lately, Sign::SpokenOfLately);
        let again = scene.at.opens && self.subject && self.behind == 0 && distance == 1;
        when(again, Sign::SubjectAgain);
        if mention.form != Form::Role {
            return;
        }
        when(mention.age.is_some_and(|it| self.age == Some(it.1)), Sign::SameAge);
        when(mention.country.is_some() && self.country == mention.country, Sign::SameCountry);
        when(!roles, Sign::NoRole);
        when(roles, Sign::AnotherRole);
        when(again && !roles && mention.listed && !mention.kin, Sign::SubjectWithoutRole);
        when(mention.kin, Sign::KinOfAnother);
        when(scene.match_at.is_some(), Sign::RoleOfAnother);
        when(!mention.listed, Sign::UnlistedWord);
        when(mention.gender.is_some() && !mention.kin, Sign::ManOrWoman);
    }

    /// The signs for somebody whom the article calls by the role, or nearly: where they stand matters little then.
    fn role_signs(
        &self,
        n: usize,
        mention: &Mention,
        scene: &Scene,
        goes: Match,
        when: &mut impl FnMut(bool, Sign),
    ) {
        when(goes == Match::Same, Sign::SameRole);
        when(goes == Match::Longer, Sign::LongerRole);
        when(goes == Match::Shorter, Sign::ShorterRole);
        when(goes == Match::Alike, Sign::AlikeRole);
        when(goes == Match::Tied, Sign::Tied);
        when(goes == Match::Family, Sign::Family);
        when(scene.match_at == Some(n), Sign::LatestWithRole);
        when(scene.at.sentence > self.at.sentence + 12, Sign::RoleFar);
        when(mention.kin, Sign::RoleOfKin);
        when(self.unnamed.is_some(), Sign::RoleOfUnnamed);
        when(mention.age.is_some_and(|it| self.age == Some(it.1)), Sign::SameAge);
        when(mention.country.is_some() && self.country == mention.country, Sign::SameCountry);
    }
}

impl Scene {
    /// The signs that a word stands for nobody the article has brought in.
    pub(super) fn nobody(&self, mention: &Mention, see: &mut impl FnMut(Sign)) {
        let mut when = |holds: bool, sign: Sign| {
            if holds {
                see(sign);
            }
        };
        when(true, Sign::Nobody);
        when(mention.quoted, Sign::NobodyQuoted);
        when(self.beside_unnamed, Sign::NobodyBesideUnnamed);
        if mention.form != Form::Role {
            return;
        }
        when(mention.kin, Sign::NobodyKin);
        when(!mention.listed, Sign::NobodyUnlisted);
        when(mention.gender.is_some() && !mention.kin, Sign::NobodyManOrWoman);
        when(mention.age.is_some(), Sign::NobodyAged);
        when(!mention.certain, Sign::NobodyIndefinite);
    }
}

/// Whether the first half of a compound means a name: `bellona` Bellona, `nrl` Norges Reindriftssamers Landsforbund.
fn is_short_for(first: &str, name: &str) -> bool {
    let same = first.chars().eq(name.chars().flat_map(char::to_lowercase));
    let initials = name.split(' ').filter_map(|it| it.chars().next()).filter(|it| it.is_uppercase());
    same || (first.len() >= 2 && first.chars().eq(initials.flat_map(char::to_lowercase)))
}
