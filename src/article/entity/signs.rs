//! Signs: what speaks for taking a pronoun or a role noun for one person of the article and not for another.
//!
//! Each sign has a name and a weight; the weights stand in `coreference.toml` beside the language models, learned
//! from labelled articles by `tests/train/coreference.rs`. A reading's score is the sum of the weights of its
//! signs; that a word stands for nobody the article has brought in is a reading too, with signs of its own.

use crate::article::mention::Form;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

macro_rules! signs {
    ($($(#[$doc:meta])* $sign:ident = $name:literal;)*) => {
        /// One thing that speaks for or against a reading.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Sign {
            $($(#[$doc])* $sign,)*
        }

        impl Sign {
            /// Every sign, in order.
            pub const ALL: &'static [Sign] = &[$(Sign::$sign,)*];

            /// What it is called in the file of weights.
            pub fn name(self) -> &'static str {
                match self { $(Sign::$sign => $name,)* }
            }

            /// The weights of a table of the file, by sign; one that it leaves out weighs nothing.
            fn weights(table: &BTreeMap<String, f32>) -> Result<Vec<f32>, String> {
                match table.keys().find(|name| Sign::ALL.iter().all(|it| it.name() != **name)) {
                    Some(name) => Err(format!("{name} is no sign")),
                    None => {
                        Ok(Sign::ALL.iter().map(|it| table.get(it.name()).copied().unwrap_or_default()).collect())
                    }
                }
            }
        }
    };
}

pub(in crate::article) use signs;

signs! {
    // Where the person was last mentioned.
    /// In the same sentence.
    SameSentence = "same-sentence";
    /// In the sentence before.
    SentenceBefore = "sentence-before";
    /// Two or three sentences before.
    FewSentences = "few-sentences";
    /// Farther back.
    Far = "far";
    /// More than a dozen sentences back.
    VeryFar = "very-far";
    /// In the same paragraph.
    SameParagraph = "same-paragraph";
    /// In the paragraph before.
    ParagraphBefore = "paragraph-before";
    /// Nobody who could be meant was mentioned later.
    Latest = "latest";
    /// The sentence they were last mentioned in opens with them.
    Subject = "subject";
    /// They are the first person of that sentence.
    FirstThere = "first-there";
    /// They stand there behind a preposition: «av Dumas».
    Oblique = "oblique";
    /// They are what this very sentence opens with.
    SubjectHere = "subject-here";
    /// Somebody who could be meant stands before them in the same sentence.
    BehindAnother = "behind-another";

    // What part they have in the article.
    /// Whom the article last let speak.
    LastSpeaker = "last-speaker";
    /// They have spoken before, but not last.
    Spoke = "spoke";
    /// Named more than once.
    Known = "known";
    /// Nobody who could be meant is mentioned more often.
    Main = "main";
    /// First named above the text: headline, deck.
    Headline = "headline";
    /// Little shows that it is a person at all.
    Doubtful = "doubtful";
    /// Only ever mentioned inside somebody's speech.
    SpokenOf = "spoken-of";
    /// They have no name in the article.
    Unnamed = "unnamed";
    /// They have no name and have just been brought in: «en kvinne i 40-årene».
    Stranger = "stranger";
    /// Their gender is known, and it is the pronoun's.
    SameGender = "same-gender";

    // The word that is to be read.
    /// The word stands inside somebody's speech, and so did they, lately.
    SpokenOfLately = "spoken-of-lately";
    /// The word opens its sentence, as they did the one before.
    SubjectAgain = "subject-again";

    // Roles.
    /// The article calls them just so.
    SameRole = "same-role";
    /// It calls them by a longer word with the same end: `kommunedirektør` for «direktøren».
    LongerRole = "longer-role";
    /// It calls them by the end of this word: `keeper` for «RBK-keeperen».
    ShorterRole = "shorter-role";
    /// It calls them something that comes to much the same: `minister` for «statsråden».
    AlikeRole = "alike-role";
    /// The first half of the word is named beside them: «Bellona-leiaren».
    Tied = "tied";
    /// The word is one for a relative, and somebody else has their family name.
    Family = "family";
    /// Nobody who is called so was mentioned later.
    LatestWithRole = "latest-with-role";
    /// They are called so, and were mentioned long ago.
    RoleFar = "role-far";
    /// They are called so, and it is what they are to somebody.
    RoleOfKin = "role-of-kin";
    /// They are called so, and have no name.
    RoleOfUnnamed = "role-of-unnamed";
    /// They are that old.
    SameAge = "same-age";
    /// They are of that country.
    SameCountry = "same-country";
    /// It calls them nothing yet.
    NoRole = "no-role";
    /// It calls them nothing yet, and goes on about them with this word.
    SubjectWithoutRole = "subject-without-role";
    /// It calls them something else, and this word is what they are to somebody: «moren».
    KinOfAnother = "kin-of-another";
    /// Somebody else has the role.
    RoleOfAnother = "role-of-another";
    /// It calls them something else, and the word is in no list.
    UnlistedWord = "unlisted-word";
    /// The word is one for a man or a woman only, and they are one.
    ManOrWoman = "man-or-woman";
    /// It calls them something else.
    AnotherRole = "another-role";

    // Nobody the article has brought in.
    /// Always.
    Nobody = "nobody";
    /// The word stands inside somebody's speech.
    NobodyQuoted = "nobody-quoted";
    /// Somebody unnamed stands in the same sentence, by a role the article gives to nobody.
    NobodyBesideUnnamed = "nobody-beside-unnamed";
    /// A word for what somebody is to somebody.
    NobodyKin = "nobody-kin";
    /// A word of no list.
    NobodyUnlisted = "nobody-unlisted";
    /// A word for a man or a woman.
    NobodyManOrWoman = "nobody-man-or-woman";
    /// An age.
    NobodyAged = "nobody-aged";
    /// A noun in the indefinite form: «en irritert kunde».
    NobodyIndefinite = "nobody-indefinite";
}

/// What each sign weighs, by [`Sign`]. A word that says who speaks («sier hun», «sier treneren») is read more boldly
/// than one inside a sentence.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// Pronouns.
    pub pronoun: Vec<f32>,
    /// Pronouns that say who speaks.
    pub speaking_pronoun: Vec<f32>,
    /// Role nouns.
    pub role: Vec<f32>,
    /// Role nouns that say who speaks.
    pub speaking_role: Vec<f32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    pronoun: BTreeMap<String, f32>,
    speaking_pronoun: BTreeMap<String, f32>,
    role: BTreeMap<String, f32>,
    speaking_role: BTreeMap<String, f32>,
}

impl Weights {
    /// Reads a file of weights; a sign that it leaves out weighs nothing.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn read(toml: &str) -> Result<Weights, String> {
        let file: File = toml::from_str(toml).map_err(|it| it.to_string())?;
        Ok(Weights {
            pronoun: Sign::weights(&file.pronoun)?,
            speaking_pronoun: Sign::weights(&file.speaking_pronoun)?,
            role: Sign::weights(&file.role)?,
            speaking_role: Sign::weights(&file.speaking_role)?,
        })
    }

    /// The weights that copydesk comes with.
    pub fn shipped() -> &'static Weights {
        static WEIGHTS: LazyLock<Weights> =
            LazyLock::new(|| Weights::read(SHIPPED).expect("the shipped weights are read by a test"));
        &WEIGHTS
    }

    /// The weights for a role noun or a pronoun.
    pub(super) fn of(&self, form: Form, speaks: bool) -> &[f32] {
        match (form, speaks) {
            (Form::Role, false) => &self.role,
            (Form::Role, true) => &self.speaking_role,
            (_, false) => &self.pronoun,
            (_, true) => &self.speaking_pronoun,
        }
    }
}

const SHIPPED: &str = include_str!("../../language/models/coreference.toml");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_are_whole() {
        let it = Weights::read(SHIPPED).unwrap_or_else(|it| panic!("{it}"));
        let tables = [it.pronoun, it.speaking_pronoun, it.role, it.speaking_role];
        assert!(tables.iter().all(|it| it.iter().any(|it| *it != 0.0) && it.iter().all(|it| it.is_finite())));
    }
}
