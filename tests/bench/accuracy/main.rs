//! How much is understood of real news, against labels made by people:
//! `cargo bench --bench accuracy -- [--dash SIGN] [--timeline FILE] FILE…`
//!
//! A file holds one labelled article a line, as JSON: `{"id", "lang", "text", …}` with offsets in characters. What is
//! measured hangs on the labels it has:
//!
//! - `quotes` with `start`, `end`, `parts`, `speaker_start`, `speaker_end`: quotations and their sources (PolNeAR,
//!   GUM news), see [`quotes`];
//! - `quotes` with `via` and `speaker_entity`: who speaks in Norwegian dash turns (derived from UD-NARC's trees and
//!   coreference), see [`speakers`];
//! - `entities` with `start`, `end`, `type`: names (NorNE, UNER), see [`names`];
//! - `sentences` with `id`, `text`, `events`: dated events (SemEval-2015 task 4), whose dates are in the file that
//!   `--timeline` names, see [`timeline`].
//! - `phrase`, `ref`, `kind`, `grain`, `from`: a phrase and the day it means at a time (duckling's tables), see
//!   [`phrases`];
//! - none, in Norwegian articles: expressions of time of twenty plain kinds, see [`kinds`]; `MISSES=1` shows those that
//!   were not found.
//! - `timexes`: what expressions of time mean (WikiWars, Recognizers-Text), see [`dates`].
//!
//! The findings on each file are counted as well: on published text nearly all of them are false alarms.
//! `--dash –` writes the dash that opens a turn (`- `) with another sign first; `--dash -0` takes its space away.
//! The corpora may not be republished and are not part of this project; README says where they come from.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr, clippy::exit)]

mod dates;
mod kinds;
mod names;
mod phrases;
mod quotes;
mod speakers;
mod timeline;

use copydesk::article::{Article, Given, PublicationDate};
use copydesk::format::Plain;
use copydesk::report::annotation;
use copydesk::text::{Encoding, Offsets};
use copydesk::{language, rules};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// One article with its labels.
#[derive(Deserialize)]
pub(crate) struct Labelled {
    #[serde(default)]
    pub(crate) id: Value,
    #[serde(default = "english")]
    pub(crate) lang: String,
    #[serde(default)]
    pub(crate) text: String,
    /// The publication date, or the moment that expressions of time are read at.
    #[serde(default, alias = "ref")]
    dct: Option<String>,
    #[serde(default)]
    pub(crate) quotes: Option<Vec<quotes::Label>>,
    #[serde(default)]
    pub(crate) entities: Option<Vec<names::Label>>,
    #[serde(flatten)]
    pub(crate) phrase: Option<phrases::Label>,
    #[serde(default)]
    pub(crate) timexes: Option<Vec<dates::Label>>,
}

fn english() -> String {
    "en".to_owned()
}

/// What copydesk understood, as `copydesk annotate --offset-encoding utf-32` prints it.
#[derive(Deserialize)]
pub(crate) struct Understood {
    pub(crate) entities: Vec<Entity>,
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) timexes: Vec<dates::Timex>,
    findings: Vec<Finding>,
}

#[derive(Deserialize)]
pub(crate) struct Entity {
    pub(crate) id: u32,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) mentions: Vec<Mention>,
}

#[derive(Deserialize)]
pub(crate) struct Mention {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) form: String,
}

#[derive(Deserialize)]
pub(crate) struct Quotation {
    pub(crate) content: Vec<[usize; 2]>,
    pub(crate) source: Option<[usize; 2]>,
    pub(crate) speaker: Option<u32>,
}

#[derive(Deserialize)]
struct Finding {
    rule: String,
    start: usize,
    end: usize,
}

/// Right answers of all that were asked.
#[derive(Clone, Copy, Default)]
pub(crate) struct Share {
    pub(crate) right: usize,
    pub(crate) all: usize,
}

impl Share {
    pub(crate) fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    pub(crate) fn show(self) -> String {
        if self.all == 0 {
            return "–".to_owned();
        }
        format!("{:.1} of {}", 100.0 * self.right as f64 / self.all as f64, self.all)
    }
}

/// Found and right, found, and labelled.
#[derive(Clone, Copy, Default)]
pub(crate) struct Hits {
    pub(crate) right: usize,
    pub(crate) found: usize,
    pub(crate) labelled: usize,
}

impl Hits {
    pub(crate) fn precision(self) -> f64 {
        100.0 * self.right as f64 / self.found.max(1) as f64
    }

    pub(crate) fn recall(self) -> f64 {
        100.0 * self.right as f64 / self.labelled.max(1) as f64
    }

    /// The harmonic mean of precision and recall, in per cent.
    pub(crate) fn f(self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.labelled).max(1) as f64
    }
}

fn main() {
    let mut dash = None;
    let mut timelines = None;
    let mut files = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(it) = arguments.next() {
        match it.as_str() {
            "--dash" => dash = arguments.next(),
            "--timeline" => timelines = arguments.next(),
            // What cargo bench adds by itself.
            "--bench" => {}
            _ => files.push(it),
        }
    }
    if files.is_empty() {
        eprintln!("accuracy: name the files of labelled articles (one JSON object a line); nothing to do");
        return;
    }
    for file in files {
        let measured = match &timelines {
            Some(timelines) => measure_timeline(Path::new(&file), Path::new(timelines)),
            None => measure(Path::new(&file), dash.as_deref()),
        };
        if let Err(why) = measured {
            eprintln!("accuracy: {file}: {why}");
            std::process::exit(2);
        }
    }
}

fn measure_timeline(documents: &Path, timelines: &Path) -> Result<(), String> {
    let read = |path: &Path| std::fs::read_to_string(path).map_err(|it| it.to_string());
    println!("\n{}", documents.file_name().unwrap_or_default().to_string_lossy());
    timeline::measure(&read(documents)?, &read(timelines)?)
}

fn measure(path: &Path, dash: Option<&str>) -> Result<(), String> {
    let content = std::fs::read_to_string(path).map_err(|it| it.to_string())?;
    let mut articles = Vec::new();
    for (n, line) in content.lines().enumerate() {
        let mut it: Labelled = serde_json::from_str(line).map_err(|it| format!("line {}: {it}", n + 1))?;
        if let Some(label) = &it.phrase {
            it.text = label.phrase.clone();
        }
        if let Some(sign) = dash {
            redash(&mut it, sign);
        }
        articles.push(it);
    }
    let mut took = Duration::ZERO;
    let mut size = 0;
    let mut alarms: BTreeMap<String, usize> = BTreeMap::new();
    let mut understood = Vec::new();
    for it in &articles {
        let start = Instant::now();
        let line = annotate(it);
        took += start.elapsed();
        size += it.text.len();
        let it: Understood = serde_json::from_slice(&line).map_err(|it| it.to_string())?;
        for finding in &it.findings {
            *alarms.entry(finding.rule.clone()).or_default() += 1;
        }
        understood.push(it);
    }
    let pairs: Vec<_> = articles.iter().zip(&understood).collect();
    println!("\n{} ({} articles)", path.file_name().unwrap_or_default().to_string_lossy(), pairs.len());
    let quoted = || articles.iter().filter_map(|it| it.quotes.as_ref()).flatten();
    if quoted().any(|it| it.via.is_some()) {
        speakers::print(&pairs);
    } else if quoted().next().is_some() {
        let lang = articles.first().map_or("en", |it| &it.lang);
        quotes::print(&pairs, lang);
    }
    if articles.iter().any(|it| it.entities.is_some()) {
        names::print(&pairs);
    }
    if articles.iter().any(|it| it.timexes.is_some()) {
        dates::print(&pairs);
    }
    if articles.iter().any(|it| it.phrase.is_some()) {
        phrases::print(&pairs);
    } else if kinds::knows(&articles) {
        kinds::print(&pairs);
    }
    let all: usize = alarms.values().sum();
    println!("  findings  {:.3} an article {alarms:?}", all as f64 / pairs.len() as f64);
    println!("  speed     {:.1} MB/s of text, one core", size as f64 / 1e6 / took.as_secs_f64());
    if std::env::var_os("FINDINGS").is_some() {
        print_findings(&pairs);
    }
    Ok(())
}

/// Each finding with the words it is about, to be read by a person.
fn print_findings(pairs: &[(&Labelled, &Understood)]) {
    for (labelled, understood) in pairs {
        let text: Vec<char> = labelled.text.chars().collect();
        for it in &understood.findings {
            let words: String = text[it.start..it.end].iter().collect();
            println!("    {} {}: {words:?}", labelled.id, it.rule);
        }
    }
}

fn annotate(it: &Labelled) -> Vec<u8> {
    let given = Given {
        language: language::by_tag(&it.lang),
        date: it.dct.as_deref().and_then(PublicationDate::parse),
    };
    let article = Article::parse(&it.text, &Plain, given);
    let found = rules::check(&article);
    let offsets = Offsets::new(&it.text, Encoding::Utf32);
    annotation::line(&annotation::annotation(Value::Null, &article, &found, &offsets))
}

/// Writes the dash that opens a paragraph (`- `) in another way: with another sign, or (`-0`) without its space.
fn redash(it: &mut Labelled, sign: &str) {
    let (sign, close) = sign.strip_suffix('0').map_or((sign, false), |it| (it, true));
    let old: Vec<char> = it.text.chars().collect();
    let mut new = String::with_capacity(it.text.len());
    // Where each character went; a label that began on the space that is gone begins behind it.
    let mut moved = Vec::with_capacity(old.len() + 1);
    let mut count = 0;
    for (n, letter) in old.iter().enumerate() {
        moved.push(count);
        let opens = |n: usize| {
            old.get(n) == Some(&'-') && old.get(n + 1) == Some(&' ') && (n == 0 || old[n - 1] == '\n')
        };
        if opens(n) {
            new += sign;
            count += sign.chars().count();
        } else if !(close && n > 0 && opens(n - 1)) {
            new.push(*letter);
            count += 1;
        }
    }
    moved.push(count);
    let to = |at: &mut usize| *at = moved[*at];
    for label in it.quotes.iter_mut().flatten() {
        label.places().for_each(to);
    }
    for label in it.entities.iter_mut().flatten() {
        to(&mut label.start);
        to(&mut label.end);
    }
    it.text = new;
}
