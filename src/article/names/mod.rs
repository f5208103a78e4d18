//! Names as a language has learned them: where a name begins and ends, and what kind of thing bears it.
//!
//! A linear chain over the words around capital letters: `features` says what is seen of each word, and the
//! language's model what each of it speaks for; the reading that fits best as a whole is taken. What is uncertain
//! stays open: each name carries how much speaks for each kind, and the article, which sees all the places where
//! it is named, decides.

mod features;
mod training;

pub use features::IDENTITY;
pub use training::{Stretch, Word, stretches};

use super::marks::Marks;
use super::token::Tokens;
use crate::language::{Chain, Fit, KINDS, Label};
use features::Seer;
use std::ops::Range;

/// Up to how many nats better no name may fit for a capitalised word to be kept as perhaps one.
const DOUBT: f32 = 8.0;

/// A name as its language's model reads it, or a word that is perhaps one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// The kind that fits best, as an index of [`KINDS`].
    pub kind: usize,
    /// How much better each of [`KINDS`] fits than the best other reading, in nats; negative for all but the best.
    pub odds: [f32; KINDS.len()],
    /// The same for its being no name at all; where it is positive the word is no name by itself, but may be
    /// where the article names somebody so elsewhere.
    pub none: f32,
}

/// Reads the names of a block, in order.
pub(super) fn read(chain: &Chain, tokens: &Tokens, marks: &Marks) -> Vec<Named> {
    let mut out = Vec::new();
    let seer = Seer::new(tokens, marks);
    for stretch in features::stretches(tokens) {
        let mut own = Vec::with_capacity(stretch.len());
        seer.see(stretch.clone(), |_, features| own.push(chain.score(features)));
        let fit = chain.fit(own);
        let mut start = None;
        for (n, label) in fit.best.iter().enumerate() {
            let at = stretch.start + n;
            let Some((kind, _)) = label.part() else {
                let (odds, none) = odds(&fit, n, chain.step());
                if none < DOUBT && tokens.list[at].capital {
                    out.push(Named { tokens: at..at + 1, kind: best(&odds), odds, none });
                }
                continue;
            };
            let from = *start.get_or_insert(n);
            if label.closes() {
                let (odds, none) = odds(&fit, from, chain.step());
                out.push(Named { tokens: stretch.start + from..at + 1, kind, odds, none });
                start = None;
            }
        }
    }
    out
}

/// The kind with the best odds.
fn best(odds: &[f32; KINDS.len()]) -> usize {
    (0..KINDS.len()).max_by(|a, b| odds[*a].total_cmp(&odds[*b])).unwrap_or(0)
}

/// How much better each kind fits a name that begins at word `n` than all other readings, and how much better no name.
fn odds(fit: &Fit, n: usize, step: f32) -> ([f32; KINDS.len()], f32) {
    let row = &fit.rows[n];
    let kinds: [i32; KINDS.len()] = std::array::from_fn(|kind| {
        let single = row[Label::of(kind, 0, 1).number()];
        single.max(row[Label::of(kind, 0, 2).number()])
    });
    let none = row[Label::NONE.number()];
    let others = |but: usize| {
        let kinds = kinds.iter().enumerate().filter(move |it| it.0 != but).map(|it| *it.1);
        kinds.max().unwrap_or(i32::MIN)
    };
    let kind = |it: usize| (kinds[it] - others(it).max(none)) as f32 * step;
    (std::array::from_fn(kind), (none - others(KINDS.len())) as f32 * step)
}

#[cfg(test)]
mod tests {
    use super::super::{Article, Given};
    use crate::format::Plain;
    use crate::language::language;

    /// The names of an English text.
    fn names(text: &str) -> Vec<String> {
        let article = Article::parse(text, &Plain, Given { language: language("en"), date: None });
        article.whole().entities.iter().map(|it| it.name.to_string()).collect()
    }

    #[test]
    fn letters_that_lost_their_lines_keep_their_writers_apart() {
        assert_eq!(names("I will call you. Thanks, Karen Susan, please take a look."), ["Karen", "Susan"]);
        assert_eq!(names("See you on Monday. Cheers, Linda Attached is the draft."), ["Linda"]);
    }

    #[test]
    fn an_office_is_no_name() {
        let text = "It rained. Ann Rudge, the State Department Spokesperson, said it was late. The country's Prime \
                    Minister, Carl Moss, stayed at home.";
        assert_eq!(names(text), ["Ann Rudge", "State Department", "Carl Moss"]);
    }

    #[test]
    fn a_known_name_is_whole() {
        assert_eq!(names("It rained, and the United Nations stayed at home."), ["United Nations"]);
        assert_eq!(names("The 12th Fan Expo Canada took place in the rain."), ["Fan Expo Canada"]);
    }

    #[test]
    fn the_seat_of_a_member_is_no_organisation() {
        assert_eq!(names("It rained, said Rep. Ann Rudge (D-Ohio) on Friday."), ["Ann Rudge"]);
    }

    #[test]
    fn an_example_before_the_comma_takes_the_role_from_nobody() {
        let text = "It drew celebrity guests like Ann Rudge, Carl Moss, and Jane Hill.";
        let article = Article::parse(text, &Plain, Given { language: language("en"), date: None });
        assert!(article.whole().entities.iter().all(|it| it.roles.is_empty()));
    }

    #[test]
    fn a_title_is_no_part_of_a_name() {
        assert_eq!(names("It rained when Prime Minister Anna Hill spoke."), ["Anna Hill"]);
    }
}
