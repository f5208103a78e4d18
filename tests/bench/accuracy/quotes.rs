//! Quotations and their sources, as PolNeAR's annotators have them.
//!
//! A unit is one contiguous piece of content, without quotation marks, edge punctuation and a leading "that". A found
//! piece matches a labelled one when they share at least half of what both cover together, one to one. It counts end
//! to end when its source shares a character with the labelled source as well (or where there is none, when none is
//! found). DIRECT are pieces of which nine tenths stand in quotation marks, OTHER is the rest; a found piece that lies
//! in a labelled piece of the other sort counts in neither.

use super::{Hits, Labelled, Understood};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Label {
    start: usize,
    end: usize,
    #[serde(default)]
    pub(crate) parts: Option<Vec<[usize; 2]>>,
    #[serde(default)]
    pub(crate) speaker_start: Option<usize>,
    #[serde(default)]
    pub(crate) speaker_end: Option<usize>,
    #[serde(default)]
    pub(crate) speaker_entity: Option<String>,
    #[serde(default)]
    pub(crate) speaker_type: Option<String>,
    #[serde(default)]
    pub(crate) via: Option<String>,
}

impl Label {
    /// Every offset in it.
    pub(crate) fn places(&mut self) -> impl Iterator<Item = &mut usize> {
        let parts = self.parts.iter_mut().flatten().flatten();
        let speaker = self.speaker_start.iter_mut().chain(&mut self.speaker_end);
        [&mut self.start, &mut self.end].into_iter().chain(parts).chain(speaker)
    }
}

/// One piece of content.
struct Piece {
    span: [usize; 2],
    direct: bool,
    source: Option<[usize; 2]>,
}

#[derive(Default)]
struct Score {
    exact: Hits,
    overlap: Hits,
    end_to_end: Hits,
}

pub(crate) fn print(pairs: &[(&Labelled, &Understood)], lang: &str) {
    for (track, wanted) in [("ALL", None), ("DIRECT", Some(true)), ("OTHER", Some(false))] {
        let mut score = Score::default();
        for (labelled, understood) in pairs {
            compare(labelled, understood, lang, wanted, &mut score);
        }
        println!(
            "  {track:<9} end to end F {:.1}; content F {:.1} (precision {:.1}, recall {:.1}), exact F {:.1}; of {}",
            score.end_to_end.f(),
            score.overlap.f(),
            score.overlap.precision(),
            score.overlap.recall(),
            score.exact.f(),
            score.overlap.labelled
        );
    }
}

fn compare(
    labelled: &Labelled,
    understood: &Understood,
    lang: &str,
    wanted: Option<bool>,
    score: &mut Score,
) {
    let text: Vec<char> = labelled.text.chars().collect();
    let inside = quoted(&text, lang);
    let labels = labelled.quotes.iter().flatten().flat_map(|it| {
        let whole = vec![[it.start, it.end]];
        let source = it.speaker_start.zip(it.speaker_end).map(|(a, b)| [a, b]);
        let parts = it.parts.clone().filter(|it| !it.is_empty()).unwrap_or(whole);
        parts.into_iter().map(move |it| (it, source))
    });
    let found =
        understood.quotations.iter().flat_map(|it| it.content.iter().map(move |part| (*part, it.source)));
    let mut labels = pieces(&text, &inside, labels);
    let mut found = pieces(&text, &inside, found);
    if let Some(direct) = wanted {
        let (same, other): (Vec<_>, Vec<_>) = labels.into_iter().partition(|it| it.direct == direct);
        labels = same;
        found.retain(|it| it.direct == direct);
        found.retain(|it| {
            let matches = labels.iter().any(|label| overlap(it.span, label.span) >= 0.5);
            let shared = other.iter().map(|other| shared(it.span, other.span)).max().unwrap_or_default();
            matches || (shared * 2) < it.span[1] - it.span[0]
        });
    }
    for hits in [&mut score.exact, &mut score.overlap, &mut score.end_to_end] {
        hits.labelled += labels.len();
        hits.found += found.len();
    }
    score.exact.right += labels.iter().filter(|it| found.iter().any(|other| other.span == it.span)).count();
    let mut near = Vec::new();
    for (i, label) in labels.iter().enumerate() {
        for (j, it) in found.iter().enumerate() {
            let share = overlap(label.span, it.span);
            if share >= 0.5 {
                near.push((share, i, j));
            }
        }
    }
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let (mut taken, mut used) = (vec![false; labels.len()], vec![false; found.len()]);
    for (_, i, j) in near {
        if taken[i] || used[j] {
            continue;
        }
        (taken[i], used[j]) = (true, true);
        score.overlap.right += 1;
        let right = match (labels[i].source, found[j].source) {
            (Some(a), Some(b)) => shared(a, b) > 0 || canonical(&text, a) == canonical(&text, b),
            (None, None) => true,
            _ => false,
        };
        score.end_to_end.right += usize::from(right);
    }
}

fn shared(a: [usize; 2], b: [usize; 2]) -> usize {
    a[1].min(b[1]).saturating_sub(a[0].max(b[0]))
}

/// How much of what two spans cover together is covered by both.
pub(crate) fn overlap(a: [usize; 2], b: [usize; 2]) -> f64 {
    match shared(a, b) {
        0 => 0.0,
        it => it as f64 / (a[1].max(b[1]) - a[0].min(b[0])) as f64,
    }
}

/// A source as it is compared: in lower case, without an article before it.
fn canonical(text: &[char], span: [usize; 2]) -> String {
    let low = text[span[0]..span[1]].iter().collect::<String>().to_lowercase();
    let words: Vec<_> = low.split_whitespace().collect();
    match words.as_slice() {
        ["the" | "a" | "an" | "der" | "die" | "das" | "ein" | "eine", rest @ ..] if !rest.is_empty() => {
            rest.join(" ")
        }
        all => all.join(" "),
    }
}

type Bare = ([usize; 2], Option<[usize; 2]>);

/// The pieces without their edges, each place once.
fn pieces(text: &[char], inside: &[bool], all: impl Iterator<Item = Bare>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for (span, source) in all {
        let span = trim(text, span);
        if span[1] <= span[0] || out.iter().any(|it| it.span == span) {
            continue;
        }
        let letters = (span[0]..span[1]).filter(|it| !text[*it].is_whitespace());
        let (mut count, mut marked) = (0usize, 0usize);
        for n in letters {
            count += 1;
            marked += usize::from(inside[n]);
        }
        out.push(Piece { span, direct: marked * 10 >= count * 9, source });
    }
    out
}

fn trim(text: &[char], [mut start, mut end]: [usize; 2]) -> [usize; 2] {
    let edge = |it: char| it.is_whitespace() || "\"“”„«»‘’'‚‹›,.;:!?–—-".contains(it);
    while start < end && edge(text[start]) {
        start += 1;
    }
    while end > start && edge(text[end - 1]) {
        end -= 1;
    }
    let word: String = text[start..end]
        .iter()
        .take(5)
        .take_while(|it| !it.is_whitespace())
        .flat_map(|it| it.to_lowercase())
        .collect();
    let behind = start + word.chars().count();
    if ["that", "at", "dass", "att"].contains(&word.as_str()) && behind < end {
        start = behind;
    }
    while start < end && edge(text[start]) {
        start += 1;
    }
    [start, end]
}

/// For each character, whether it stands in quotation marks (the marks included). A mark that is not closed in its
/// paragraph reaches to its end.
fn quoted(text: &[char], lang: &str) -> Vec<bool> {
    let mut inside = vec![false; text.len()];
    let mut open: Option<char> = None;
    for (n, &letter) in text.iter().enumerate() {
        if letter == '\n' {
            open = None;
            continue;
        }
        inside[n] = open.is_some();
        match open {
            Some(mark) => {
                let closes = match mark {
                    '"' => letter == '"',
                    '„' => matches!(letter, '“' | '”' | '"'),
                    '“' => matches!(letter, '”' | '"'),
                    '«' => letter == '»',
                    '»' => letter == '«',
                    '‟' => matches!(letter, '”' | '“'),
                    _ => letter == '”',
                };
                if closes {
                    open = None;
                }
            }
            None => {
                let opens = matches!(letter, '"' | '„' | '«' | '“' | '”' | '»' | '‟');
                let never = match lang {
                    "en" => matches!(letter, '”' | '«' | '»'),
                    "nb" | "nn" => letter == '»',
                    _ => false,
                };
                if opens && !never {
                    open = Some(letter);
                    inside[n] = true;
                }
            }
        }
    }
    inside
}
