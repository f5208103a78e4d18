//! Signs: what speaks for taking somebody for the speaker of words that no clause gives to anybody.
//!
//! Each sign has a name and a weight; the weights stand in `speakers.toml` beside the language models, learned from
//! labelled articles by `tests/train/speakers.rs`. Somebody's score is the sum of the weights of their signs; that it
//! is nobody the reader could tell is a reading too, with signs of its own.

use crate::article::entity::signs;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

signs! {
    // Told of right before.
    /// In the sentence right before the words.
    SentenceBefore = "sentence-before";
    /// In the one before that.
    TwoBefore = "two-sentences-before";
    /// Farther up, in the last sentences of the writer's.
    FurtherBefore = "further-before";
    /// The words go on in the same paragraph.
    SameParagraph = "same-paragraph";
    /// Turns that are nobody's stand between.
    AcrossTurns = "across-turns";
    /// The sentence opens with them.
    Subject = "subject";
    /// It opens with them, and ends right before the words.
    SubjectBefore = "subject-before";
    /// They stand behind a preposition or another person.
    Aside = "aside";
    /// Nobody else is told of there.
    Alone = "alone";
    /// Told of by a pronoun only: «Hun ler.»
    ByPronoun = "by-pronoun";
    /// By what they are.
    ByRole = "by-role";
    /// The sentence ends in a colon.
    Colon = "colon";
    /// It ends in a colon and opens with them: «Ordføreren forklarer:»
    ColonSubject = "colon-subject";
    /// It ends in a colon and tells of nobody else.
    ColonAlone = "colon-alone";
    /// The article brings them in right before the words.
    BroughtIn = "brought-in";
    /// Only as whose somebody or something is: «Bergs advokat».
    Genitive = "genitive";
    /// It tells what they said, in the writer's words.
    Reported = "reported";
    /// They are named at the end of a long turn, which may have turned into the writer's words.
    InTurnBefore = "in-turn-before";

    // The paragraph.
    /// A clause has given them words of this paragraph.
    SaidHere = "said-here";
    /// One gives them words that follow in it.
    SaysHere = "says-here";
    /// The paragraph tells of them.
    InParagraph = "in-paragraph";
    /// They are named right behind the words, and sign them: “…” – Ann Rudge.
    Signs = "signs";
    /// It tells of nobody else.
    OnlyInParagraph = "only-in-paragraph";

    // The conversation.
    /// They spoke last, in this paragraph or the one before.
    LastSpeaker = "last-speaker";
    /// They spoke last, a few paragraphs ago.
    LastSpeakerNear = "last-speaker-near";
    /// Many paragraphs ago.
    LastSpeakerFar = "last-speaker-far";
    /// They had the floor, as the last speaker or as whom the writer had turned to, when something was asked.
    Asked = "asked";
    /// They spoke last, but the writer has turned to somebody else since.
    Interrupted = "interrupted";
    /// They spoke last, as far as the conversation shows: no clause says so.
    Heard = "heard";
    /// They spoke before the last speaker.
    OtherSpeaker = "other-speaker";
    /// A clause gives them the words that follow, in the next paragraph.
    NextSpeaker = "next-speaker";
    /// The words that follow some paragraphs down.
    NextSpeakerLater = "next-speaker-later";

    // What part they have in the article.
    /// Nobody is mentioned more often.
    Main = "main";
    /// Nobody is mentioned half as often.
    MainByFar = "main-by-far";
    /// All that a clause gives to somebody is theirs.
    SoleSpeaker = "sole-speaker";
    /// Most of it is.
    MainSpeaker = "main-speaker";
    /// Others have words by a clause, and they have none.
    NeverSpeaks = "never-speaks";
    /// Named first in headline or deck.
    Headline = "headline";
    /// The only person named so far, and nobody else has spoken.
    OnlyNamed = "only-named";
    /// Questions have been asked, nobody has answered yet, and they are named above the text, or alone so far.
    Interviewed = "interviewed";

    // The words.
    /// The words name them: who is spoken to or of does not speak.
    NamedInWords = "named-in-words";
    /// A pronoun in the words stands for them: who says «han» speaks of somebody else.
    SpokenOf = "spoken-of";
    /// No person (an outlet, somebody of whom the article does not say who it is), and not known to speak here.
    NoPerson = "no-person";

    // Nobody.
    /// Always.
    Nobody = "nobody";
    /// Nobody has spoken so far.
    NobodySpoke = "nobody-spoke";
    /// Somebody speaks of themself in it.
    NobodyFirstPerson = "nobody-first-person";
    /// The words are all there is in the paragraph.
    NobodyAlone = "nobody-alone";
    /// The words stand inside a sentence of the writer's.
    NobodyInside = "nobody-inside";
    /// They read like a title or a term.
    NobodyTerm = "nobody-term";
}

/// The signs of one reading, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u64);

impl Signs {
    /// Adds a sign where it holds.
    pub(super) fn when(&mut self, holds: bool, sign: Sign) {
        self.0 |= u64::from(holds) << sign as u8;
    }

    /// Whether a sign holds.
    pub(super) fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u8) != 0
    }

    /// The signs, in order.
    pub fn iter(self) -> impl Iterator<Item = Sign> {
        Sign::ALL.iter().copied().filter(move |it| self.has(*it))
    }

    /// The sum of their weights.
    pub(super) fn score(self, weights: &[f32]) -> f32 {
        let mut left = self.0;
        let mut sum = 0.0;
        while left != 0 {
            sum += weights[left.trailing_zeros() as usize];
            left &= left - 1;
        }
        sum
    }
}

/// What each sign weighs, by [`Sign`].
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// For a turn behind a dash.
    pub turn: Vec<f32>,
    /// For words in quotation marks.
    pub marks: Vec<f32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    turn: BTreeMap<String, f32>,
    marks: BTreeMap<String, f32>,
}

impl Weights {
    /// Reads a file of weights; a sign that it leaves out weighs nothing.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn read(toml: &str) -> Result<Weights, String> {
        let file: File = toml::from_str(toml).map_err(|it| it.to_string())?;
        Ok(Weights { turn: Sign::weights(&file.turn)?, marks: Sign::weights(&file.marks)? })
    }

    /// The weights that copydesk comes with.
    pub fn shipped() -> &'static Weights {
        static WEIGHTS: LazyLock<Weights> =
            LazyLock::new(|| Weights::read(SHIPPED).expect("the shipped weights are read by a test"));
        &WEIGHTS
    }
}

const SHIPPED: &str = include_str!("../../language/models/speakers.toml");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_are_whole() {
        let it = Weights::read(SHIPPED).unwrap_or_else(|it| panic!("{it}"));
        let whole = |it: &Vec<f32>| it.iter().any(|it| *it != 0.0) && it.iter().all(|it| it.is_finite());
        assert!([it.turn, it.marks].iter().all(whole));
        assert!(Sign::ALL.len() <= 64, "a sign is a bit");
    }
}
