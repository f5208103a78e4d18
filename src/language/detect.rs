//! Which language a text is in, decided from its first words and then left alone.

use super::{codes, folder, tables as rows};
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// How far one language must lead before the rest of the article is not asked any more.
///
/// The decision is a function of the text alone (no history), and still does not flip while one types:
/// once the first paragraphs have given this lead, no later word is looked at.
const LEAD: f32 = 6.0;

/// The most that one stretch of text counts for: a verse or a quotation in another language does not decide alone.
const MOST: f32 = 3.0;

/// How many votes a stretch of text gives each language; add up stretches in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Votes(Vec<f32>);

struct Markers {
    codes: Vec<&'static str>,
    words: FxHashMap<String, Vec<f32>>,
    tags: FxHashMap<String, &'static str>,
}

fn markers() -> &'static Markers {
    static MARKERS: OnceLock<Markers> = OnceLock::new();
    MARKERS.get_or_init(|| {
        let codes: Vec<_> = codes().collect();
        let mut words: FxHashMap<String, Vec<f32>> = FxHashMap::default();
        let mut tags = FxHashMap::default();
        for (n, code) in codes.iter().enumerate() {
            let about: rows::About =
                folder(code).expect("listed").table("language").expect("a shipped language is whole");
            for word in about.markers {
                words.entry(word).or_insert_with(|| vec![0.0; codes.len()])[n] = 1.0;
            }
            tags.insert(about.code.to_lowercase(), *code);
            tags.extend(about.tags.into_iter().map(|it| (it.to_lowercase(), *code)));
        }
        // A word that several languages claim says less the more of them do.
        #[allow(
            clippy::iter_over_hash_type,
            reason = "each value is changed by itself; the order is of no matter"
        )]
        for votes in words.values_mut() {
            let claims: f32 = votes.iter().sum();
            votes.iter_mut().for_each(|it| *it /= claims * claims);
        }
        Markers { codes, words, tags }
    })
}

pub(super) fn tags() -> &'static FxHashMap<String, &'static str> {
    &markers().tags
}

impl Votes {
    /// Counts the marker words of `text`.
    pub fn count(text: &str) -> Votes {
        let markers = markers();
        let mut out = vec![0.0; markers.codes.len()];
        for word in super::fold(text).split(|it: char| !it.is_alphanumeric()) {
            if let Some(votes) = markers.words.get(word) {
                out.iter_mut().zip(votes).for_each(|(sum, it)| *sum += it);
            }
        }
        Votes(out)
    }

    /// The language that a text speaks whose stretches gave `votes`, in order. Without any evidence, `None`.
    pub fn decide<'a>(votes: impl Iterator<Item = &'a Votes>) -> Option<&'static str> {
        let mut sum = vec![0.0; markers().codes.len()];
        for it in votes {
            let most = it.0.iter().copied().fold(MOST, f32::max);
            sum.iter_mut().zip(&it.0).for_each(|(sum, it)| *sum += it * MOST / most);
            let (best, lead) = leader(&sum)?;
            if lead >= LEAD {
                return Some(best);
            }
        }
        leader(&sum).filter(|it| it.1 > 0.0).map(|it| it.0)
    }
}

/// Who leads, and by how much.
fn leader(sum: &[f32]) -> Option<(&'static str, f32)> {
    let (best, most) = sum.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
    let second = sum.iter().enumerate().filter(|it| it.0 != best).map(|it| *it.1).fold(0.0, f32::max);
    Some((markers().codes[best], most - second))
}
