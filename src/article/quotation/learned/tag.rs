//! Word classes: what a word is in its sentence, as a learned tagger reads it from left to right.

use super::super::super::token::{Kind, Tokens};
use super::sight::seen;
use crate::language::{Model, feature};
use std::ops::Range;

macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident = $label:literal,)*) => {
        /// What a word is in its sentence. The labels are those of the Penn Treebank, a few of them put together.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Tag {
            $($(#[$doc])* $name,)*
        }

        impl Tag {
            /// Every tag that a model tells apart, in the order of its labels.
            pub const ALL: &[Tag] = &[$(Tag::$name,)*];

            /// The tag's label in a model and in silver data.
            pub fn label(self) -> &'static str {
                match self {
                    $(Tag::$name => $label,)*
                }
            }
        }
    };
}

tags! {
    /// A common noun.
    Noun = "NN",
    /// A common noun in the plural.
    Nouns = "NNS",
    /// A name.
    Name = "NNP",
    /// A personal pronoun.
    Pronoun = "PRP",
    /// A possessive.
    Possessive = "PRP$",
    /// An article or the like.
    Determiner = "DT",
    /// An adjective.
    Adjective = "JJ",
    /// An adverb.
    Adverb = "RB",
    /// The base form of a verb.
    Base = "VB",
    /// A verb in the past.
    Past = "VBD",
    /// A verb in the present, third person.
    Present = "VBZ",
    /// A verb in the present, other persons.
    Plain = "VBP",
    /// An ing-form.
    Gerund = "VBG",
    /// A participle of the past.
    Participle = "VBN",
    /// A modal verb.
    Modal = "MD",
    /// The word `to`.
    To = "TO",
    /// A preposition or subordinating conjunction.
    Preposition = "IN",
    /// A coordinating conjunction.
    And = "CC",
    /// A number.
    Number = "CD",
    /// A question word or relative.
    Wh = "WH",
    /// A particle of a verb.
    Particle = "RP",
    /// Anything else that is a word.
    Other = "X",
    /// A mark of punctuation; no model is asked.
    Mark = ".",
}

impl Tag {
    /// The tag of a Penn Treebank label.
    pub fn of(label: &str) -> Tag {
        let label = match label {
            "NNPS" => "NNP",
            "JJR" | "JJS" => "JJ",
            "RBR" | "RBS" => "RB",
            "PDT" => "DT",
            "WDT" | "WP" | "WP$" | "WRB" => "WH",
            it => it,
        };
        Tag::ALL.iter().copied().find(|it| it.label() == label).unwrap_or(Tag::Other)
    }

    /// Whether it is a noun or a name.
    pub(super) fn noun(self) -> bool {
        matches!(self, Tag::Noun | Tag::Nouns | Tag::Name)
    }

    /// Whether it is a verb that can carry a clause or follow one that does.
    pub(super) fn verb(self) -> bool {
        matches!(
            self,
            Tag::Base | Tag::Past | Tag::Present | Tag::Plain | Tag::Gerund | Tag::Participle | Tag::Modal
        )
    }

    /// Whether it is a verb that carries a clause by itself.
    pub(super) fn finite(self) -> bool {
        matches!(self, Tag::Past | Tag::Present | Tag::Plain | Tag::Modal)
    }
}

/// What can be known of a token without a model.
pub(super) fn plain(tokens: &Tokens, n: usize) -> Option<Tag> {
    match tokens.list[n].kind {
        Kind::Mark(_) => Some(Tag::Mark),
        Kind::Number => Some(Tag::Number),
        Kind::Address => Some(Tag::Name),
        Kind::Word => None,
    }
}

/// What the tagger sees of the words of a block, before it looks at what stands around them.
pub(super) struct Shapes {
    /// Each word in lower case, as a number.
    words: Vec<u32>,
    /// Its last three letters, and its last two.
    endings: Vec<[u32; 2]>,
    /// Capitals, hyphens and the like.
    forms: Vec<u32>,
}

impl Shapes {
    pub(super) fn new(tokens: &Tokens, words: &[u32]) -> Shapes {
        let all = 0..tokens.list.len();
        let endings = all.clone().map(|it| [3, 2].map(|len| feature(0, ending(tokens.low(it), len))));
        let form = |n: usize| {
            let (token, own) = (&tokens.list[n], tokens.low(n));
            u32::from(token.capital)
                | u32::from(token.first) << 1
                | u32::from(token.shouted) << 2
                | u32::from(own.contains('-')) << 3
                | u32::from(own.contains(['\'', '’'])) << 4
        };
        Shapes { words: words.to_vec(), endings: endings.collect(), forms: all.map(form).collect() }
    }
}

/// The last `count` letters of a word.
fn ending(word: &str, count: usize) -> &[u8] {
    let from = word.char_indices().rev().nth(count - 1).map_or(0, |it| it.0);
    &word.as_bytes()[from..]
}

/// What speaks for the tag of token `n` in its sentence, when the two tokens before it have the tags `before`.
pub(super) fn features(it: &Shapes, n: usize, sentence: &Range<usize>, before: [Tag; 2]) -> [u32; 13] {
    let inside = |at: usize| sentence.contains(&at);
    let word = |at: usize| if inside(at) { it.words[at] } else { 1 };
    let (own, previous, next) = (it.words[n], word(n.wrapping_sub(1)), word(n + 1));
    let next_ending = if inside(n + 1) { it.endings[n + 1][0] } else { 1 };
    let (form, [long, short]) = (it.forms[n], it.endings[n]);
    let [second, first] = before.map(|it| it as u32);
    [
        seen(1, [form, own, 0]),
        seen(2, [own, 0, 0]),
        seen(3, [form, long, 0]),
        seen(4, [short, 0, 0]),
        seen(5, [form, first, 0]),
        seen(6, [first, second, 0]),
        seen(7, [first, own, 0]),
        seen(8, [previous, 0, 0]),
        seen(9, [next, 0, 0]),
        seen(10, [first, next_ending, 0]),
        seen(11, [word(n + 2), 0, 0]),
        seen(12, [first, next, 0]),
        seen(13, [first, long, 0]),
    ]
}

/// The tag of each token, as the model reads them.
pub(super) fn read(tokens: &Tokens, shapes: &Shapes, model: &Model) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::with_capacity(tokens.list.len());
    for sentence in &tokens.sentences {
        for n in sentence.clone() {
            let tag = plain(tokens, n).unwrap_or_else(|| {
                let mut sums = [0; Tag::ALL.len()];
                model.sum(&features(shapes, n, sentence, before(&tags, n)), &mut sums);
                let best = (0..sums.len()).max_by_key(|it| (sums[*it], usize::MAX - it)).unwrap_or_default();
                Tag::ALL[best]
            });
            tags.push(tag);
        }
    }
    tags
}

/// The tags of the two tokens before token `n`; a text begins as if behind a mark.
pub(super) fn before(tags: &[Tag], n: usize) -> [Tag; 2] {
    let at = |back: usize| n.checked_sub(back).and_then(|it| tags.get(it)).copied().unwrap_or(Tag::Mark);
    [at(2), at(1)]
}

/// Whether token `n` is one that the model is asked about.
pub(super) fn asks(tokens: &Tokens, n: usize) -> bool {
    plain(tokens, n).is_none()
}
