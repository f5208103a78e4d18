//! What expressions of time mean.
//!
//! Against TIMEX3 labels (`start`, `end`, `type`, `value`; WikiWars): spans and values as TempEval-3 counts them, over
//! dates and times only. An expression is found if it overlaps a label, and the value F1 is the F1 of what is found
//! times the share of the found whose values are equal (UzZaman et al. 2013).
//!
//! Against the labels of Recognizers-Text (`kind`, `values`, the end inside): the sentences in which every single date
//! has the right value. Where a date without its year has a reading back and one ahead, either is right.

use super::{Hits, Labelled, Share, Understood};
use serde::Deserialize;

/// A labelled expression of time, in characters.
#[derive(Deserialize)]
pub(crate) struct Label {
    start: usize,
    end: usize,
    /// TIMEX3.
    #[serde(rename = "type")]
    timex_type: Option<String>,
    value: Option<String>,
    /// Recognizers-Text.
    kind: Option<String>,
    values: Option<Vec<Reading>>,
}

/// One reading of an expression of Recognizers-Text.
#[derive(Deserialize)]
struct Reading {
    #[serde(rename = "type")]
    reading_type: Option<String>,
    value: Option<String>,
}

/// An expression of time as it was read.
#[derive(Deserialize)]
pub(crate) struct Timex {
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(rename = "type")]
    timex_type: String,
    pub(crate) value: String,
}

impl Label {
    /// The days, months or years it may mean, if it is a single date.
    fn single_date(&self) -> Vec<&str> {
        if !self.kind.as_ref().is_some_and(|it| it.ends_with(".date")) {
            return Vec::new();
        }
        let readings = self.values.iter().flatten();
        let dates = readings.filter(|it| it.reading_type.as_deref() == Some("date"));
        dates.filter_map(|it| it.value.as_deref()).filter(|it| is_calendar(it)).collect()
    }
}

/// Whether a value is a year, a month or a day: `2024`, `2024-05`, `2024-05-16`.
fn is_calendar(value: &str) -> bool {
    matches!(value.len(), 4 | 7 | 10)
        && value
            .bytes()
            .enumerate()
            .all(|(n, it)| if n == 4 || n == 7 { it == b'-' } else { it.is_ascii_digit() })
}

fn is_date(timex_type: &str) -> bool {
    matches!(timex_type, "DATE" | "TIME")
}

pub(crate) fn print(pairs: &[(&Labelled, &Understood)]) {
    let labels = || pairs.iter().flat_map(|it| it.0.timexes.iter().flatten());
    if labels().any(|it| it.kind.is_some()) {
        println!("  sentences whose dates are all right  {}", sentences(pairs).show());
    }
    if labels().any(|it| it.timex_type.is_some()) {
        print_timex3(pairs);
    }
}

/// The sentences with single dates, and those of them whose dates are all right.
fn sentences(pairs: &[(&Labelled, &Understood)]) -> Share {
    let mut share = Share::default();
    for (labelled, understood) in pairs {
        let labels = labelled.timexes.iter().flatten().map(|it| (it, it.single_date()));
        let labels: Vec<_> = labels.filter(|it| !it.1.is_empty()).collect();
        if labels.is_empty() {
            continue;
        }
        let right = |(label, meant): &(&Label, Vec<&str>)| {
            let there = |it: &&Timex| it.start <= label.end && label.start < it.end;
            understood.timexes.iter().filter(there).any(|it| meant.contains(&it.value.as_str()))
        };
        share.count(labels.iter().all(right));
    }
    share
}

fn print_timex3(pairs: &[(&Labelled, &Understood)]) {
    let (mut strict, mut found, mut values) = (Hits::default(), [0; 2], Share::default());
    for (labelled, understood) in pairs {
        let dated = |it: &&Label| it.timex_type.as_deref().is_some_and(is_date);
        let labels: Vec<_> = labelled.timexes.iter().flatten().filter(dated).collect();
        let read: Vec<_> = understood.timexes.iter().filter(|it| is_date(&it.timex_type)).collect();
        strict.labelled += labels.len();
        strict.found += read.len();
        let overlap = |it: &Timex, label: &Label| it.start < label.end && label.start < it.end;
        let length = |it: &Timex, label: &Label| it.end.min(label.end) - it.start.max(label.start);
        for label in &labels {
            let there = read.iter().filter(|it| overlap(it, label));
            let exact = |it: &Timex| (it.start, it.end) == (label.start, label.end);
            strict.right += usize::from(there.clone().any(|it| exact(it)));
            // The first of those that overlap it most.
            let best = there.rev().max_by_key(|it| (exact(it), length(it, label)));
            let Some(best) = best else { continue };
            found[0] += 1;
            values.count(label.value.as_ref().is_some_and(|it| it.eq_ignore_ascii_case(&best.value)));
        }
        found[1] += read.iter().filter(|it| labels.iter().any(|label| overlap(it, label))).count();
    }
    let share = |part: usize, all: usize| part as f64 / all.max(1) as f64;
    let (recall, precision) = (share(found[0], strict.labelled), share(found[1], strict.found));
    let relaxed = 200.0 * recall * precision / (recall + precision).max(f64::MIN_POSITIVE);
    let value = relaxed * share(values.right, values.all);
    println!("  dates and times  strict F {:.1}, relaxed F {relaxed:.1}, value F {value:.1}", strict.f());
}
