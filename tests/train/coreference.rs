//! Learns what each sign weighs when a pronoun or a role noun is taken for one of the article's people.
//!
//! `cargo run --release --example train-coreference -- [--dev FILE]… [--out FILE] TRAIN…` reads articles with
//! coreference chains (JSON lines: `text`, `lang`, `entities`, `clusters` of `[start, end]` in code points), prints
//! how many words are read right on train by fivefold cross-validation, on train and on dev, and writes the weights.
//!
//! A reading is right if the chosen person was last called by name or role inside the word's own chain; nobody is
//! right where none of those it could stand for is in the chain. The chance of a reading is taken to be log-linear
//! in the weights; the likelihood of the right ones, with a Gaussian prior of the weights, is climbed by gradient.
//! As who is in mind depends on how earlier words were read, the articles are read again with the weights learned
//! so far, and learned from again, a few times over. Nothing is drawn by lot: the same input gives the same weights.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

mod choice;

use choice::climb;
use copydesk::article::{Article, Given, MentionId, Place, Reading, Sign, Weights, study};
use copydesk::format::Plain;
use copydesk::language;
use copydesk::text::Span;
use serde::Deserialize;
use std::fmt::Write;

/// How often the articles are read again with the weights learned so far.
const ROUNDS: usize = 4;

/// How far the weights may stray from what is expected of them: the variance of their prior, for all words, and for
/// the words that say who speaks, around the weights of all.
const PRIOR: f64 = 1.0;
const SPEAKING_PRIOR: f64 = 0.3;

/// What a desk expects before it has seen an article: what somebody was called is who they are.
const EXPECTED: &[(Sign, f32)] = &[
    (Sign::SameRole, 3.0),
    (Sign::LongerRole, 2.5),
    (Sign::ShorterRole, 2.0),
    (Sign::AlikeRole, 2.0),
    (Sign::Tied, 2.5),
    (Sign::Family, 4.5),
    (Sign::SameAge, 3.0),
    (Sign::SameCountry, 1.5),
    (Sign::SubjectWithoutRole, 2.5),
];

/// Parts of the cross-validation.
const FOLDS: usize = 5;

#[derive(Deserialize)]
struct Row {
    text: String,
    lang: String,
    clusters: Vec<Vec<[usize; 2]>>,
    /// Mentioned once.
    singletons: Vec<[usize; 2]>,
    entities: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// What it expects besides of words that say who speaks: somebody just mentioned who is called nothing yet.
const EXPECTED_SPEAKING: &[(Sign, f32)] =
    &[(Sign::NoRole, 1.5), (Sign::Latest, 0.5), (Sign::SentenceBefore, 0.5), (Sign::UnlistedWord, 1.0)];

/// An article with its chains, as spans of the file in bytes.
struct Labelled {
    article: Article,
    chains: Vec<Vec<Span>>,
    /// Which of them name a person.
    people: Vec<bool>,
}

/// One word to be read: the signs of each reading, nobody first, and which are right.
struct Example {
    pronoun: bool,
    speaks: bool,
    options: Vec<(Vec<Sign>, bool)>,
}

impl Example {
    /// The choice by the numbers of its signs.
    fn choice(&self) -> choice::Example {
        let numbers = |signs: &[Sign]| signs.iter().map(|it| *it as usize).collect();
        let options = self.options.iter().map(|(signs, right)| (numbers(signs), *right)).collect();
        choice::Example { options, weight: 1.0 }
    }
}

fn main() {
    let (mut train, mut dev, mut out) = (Vec::new(), Vec::new(), None);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--dev" => dev.push(args.next().expect("a file behind --dev")),
            "--out" => out = args.next(),
            _ => train.push(arg),
        }
    }
    let (train, dev) = (load(&train), load(&dev));
    let mut margins = Margins::default();
    for fold in 0..FOLDS {
        let part = |held: bool| {
            train.iter().enumerate().filter(move |it| (it.0 % FOLDS == fold) == held).map(|it| it.1)
        };
        let weights = learn(&part(false).collect::<Vec<_>>());
        let held = part(true).collect::<Vec<_>>();
        report(&format!("held out {fold}"), &held, &weights);
        examples(&held, &weights).iter().for_each(|it| margins.note(it, &weights));
    }
    margins.print();
    let train: Vec<&Labelled> = train.iter().collect();
    let weights = learn(&train);
    report("train", &train, &weights);
    report("dev", &dev.iter().collect::<Vec<_>>(), &weights);
    match out {
        Some(path) => std::fs::write(path, file(&weights)).expect("the file of weights can be written"),
        None => print!("{}", file(&weights)),
    }
}

fn load(paths: &[String]) -> Vec<Labelled> {
    let mut out = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap_or_else(|it| panic!("{path}: {it}"));
        for line in text.lines() {
            let row: Row = serde_json::from_str(line).unwrap_or_else(|it| panic!("{path}: {it}"));
            let bytes: Vec<usize> = row.text.char_indices().map(|it| it.0).chain([row.text.len()]).collect();
            let span = |it: &[usize; 2]| Span::new(bytes[it[0]], bytes[it[1]]);
            let once = row.singletons.iter().map(|it| vec![span(it)]);
            let chains: Vec<Vec<Span>> =
                row.clusters.iter().map(|it| it.iter().map(span).collect()).chain(once).collect();
            let names: Vec<Span> = row
                .entities
                .iter()
                .filter(|it| it.kind == "PER")
                .map(|it| span(&[it.start, it.end]))
                .collect();
            let is_name =
                |it: &Span| names.iter().any(|name| it.contains(*name) && it.len() <= name.len() + 40);
            let people = chains.iter().map(|it| it.iter().any(is_name)).collect();
            let given = Given { language: language::language(&row.lang), date: None };
            out.push(Labelled { article: Article::parse(&row.text, &Plain, given), chains, people });
        }
    }
    out
}

/// The chain of a mention: that of the least labelled stretch around it.
fn chain(labelled: &Labelled, id: MentionId) -> Option<usize> {
    let mention = &labelled.article.blocks()[id.block as usize].facts.mentions[id.mention as usize];
    let span = labelled.article.in_file(Place { block: id.block, span: mention.span });
    let around = |it: &&Span| it.contains(span);
    let least = |it: &[Span]| it.iter().filter(around).map(|it| it.len()).min();
    let found = labelled.chains.iter().enumerate().filter_map(|it| Some((least(it.1)?, it.0)));
    // Much longer stretches only happen to hold the word.
    found.min().filter(|it| it.0 <= span.len() + 120).map(|it| it.1)
}

fn examples(articles: &[&Labelled], weights: &Weights) -> Vec<Example> {
    let mut out = Vec::new();
    for labelled in articles {
        let mut add = |reading: Reading| {
            let own = chain(labelled, reading.mention);
            let right = |it: MentionId| own.is_some() && chain(labelled, it) == own;
            let block = &labelled.article.blocks()[reading.mention.block as usize];
            let mut options: Vec<_> =
                reading.options.into_iter().map(|(id, signs)| (signs, right(id))).collect();
            let nobody = !options.iter().any(|it| it.1);
            // Somebody whose name was overlooked teaches nothing about words that stand for nobody.
            if nobody && own.is_some_and(|it| labelled.people[it]) {
                return;
            }
            options.insert(0, (reading.nobody, nobody));
            let speaks = block.facts.mentions[reading.mention.mention as usize].speaks;
            out.push(Example { pronoun: reading.pronoun, speaks, options });
        };
        study(&labelled.article, weights, &mut add);
    }
    out
}

fn learn(articles: &[&Labelled]) -> Weights {
    let mut weights = Weights::shipped().clone();
    for _ in 0..ROUNDS {
        let examples = examples(articles, &weights);
        let none = vec![0.0; Sign::ALL.len()];
        let of = |pronoun, speaks: bool, around: &[f32]| {
            let these = examples.iter().filter(|it| it.pronoun == pronoun && (it.speaks || !speaks));
            let these: Vec<choice::Example> = these.map(Example::choice).collect();
            climb(&these.iter().collect::<Vec<_>>(), around, if speaks { SPEAKING_PRIOR } else { PRIOR })
        };
        let mut expected = none.clone();
        let mut doubt = none;
        doubt[Sign::Doubtful as usize] = -1.5;
        doubt[Sign::SubjectHere as usize] = 2.0;
        for (sign, weight) in EXPECTED {
            expected[*sign as usize] = *weight;
        }
        weights.pronoun = of(true, false, &doubt);
        weights.role = of(false, false, &expected);
        // Words that say who speaks are few: what they lack is taken from the others.
        weights.speaking_pronoun = of(true, true, &weights.pronoun);
        let mut expected = weights.role.clone();
        for (sign, weight) in EXPECTED_SPEAKING {
            expected[*sign as usize] += *weight;
        }
        weights.speaking_role = of(false, true, &expected);
    }
    weights
}

fn sum(signs: &[Sign], weights: &[f64]) -> f64 {
    signs.iter().map(|it| weights[*it as usize]).sum()
}

/// How unlikely the weights take the right readings of a word to be, in nats.
fn loss(example: &Example, weights: &[f64]) -> f64 {
    let scores = example.options.iter().map(|it| (sum(&it.0, weights), it.1));
    let likely = |right: bool| scores.clone().filter(|it| it.1 || !right).map(|it| it.0.exp()).sum::<f64>();
    (likely(false) / likely(true)).ln()
}

/// How often a reading is right by how much better it is than the next one: what `MARGIN` is set by.
#[derive(Default)]
struct Margins([[(u32, u32, u32); STEPS_OF_MARGIN]; 2]);

const STEPS_OF_MARGIN: usize = 8;
const STEP_OF_MARGIN: f64 = 0.2;

impl Margins {
    fn note(&mut self, example: &Example, weights: &Weights) {
        let list: Vec<f64> =
            of(weights, example.pronoun, example.speaks).iter().map(|it| f64::from(*it)).collect();
        let mut scores: Vec<(f64, usize)> =
            example.options.iter().enumerate().map(|it| (sum(&it.1.0, &list), it.0)).collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0));
        let best = scores[0];
        let Some(next) = scores[1..].iter().find(|it| it.1 != 0).filter(|_| best.1 != 0) else { return };
        let step = ((best.0 - next.0) / STEP_OF_MARGIN) as usize;
        let it = &mut self.0[usize::from(example.speaks)][step.min(STEPS_OF_MARGIN - 1)];
        it.0 += 1;
        it.1 += u32::from(example.options[best.1].1);
        it.2 += u32::from(example.options[next.1].1);
    }

    fn print(&self) {
        for (name, list) in ["all others", "who speaks"].iter().zip(&self.0) {
            for (n, (all, right, next)) in list.iter().enumerate() {
                let from = n as f64 * STEP_OF_MARGIN;
                println!("margin from {from:.1}, {name}: {right} of {all} right, the next one in {next}");
            }
        }
    }
}

fn of(weights: &Weights, pronoun: bool, speaks: bool) -> &[f32] {
    match (pronoun, speaks) {
        (true, false) => &weights.pronoun,
        (true, true) => &weights.speaking_pronoun,
        (false, false) => &weights.role,
        (false, true) => &weights.speaking_role,
    }
}

fn report(what: &str, articles: &[&Labelled], weights: &Weights) {
    let examples = examples(articles, weights);
    let mut line = format!("{what:<12}");
    for (name, pronoun, speaks) in [
        ("pronouns", true, false),
        ("roles", false, false),
        ("speaking pronouns", true, true),
        ("speaking roles", false, true),
    ] {
        let list: Vec<f64> = of(weights, pronoun, speaks).iter().map(|it| f64::from(*it)).collect();
        let these = || examples.iter().filter(|it| it.pronoun == pronoun && it.speaks == speaks);
        let right = these().filter(|it| {
            let scores = it.options.iter().map(|it| sum(&it.0, &list));
            let best = scores.enumerate().fold((0, f64::MIN), |a, b| if b.1 > a.1 { b } else { a });
            it.options[best.0].1
        });
        let (right, all) = (right.count(), these().count());
        let loss: f64 = these().map(|it| loss(it, &list)).sum::<f64>() / all.max(1) as f64;
        write!(line, "  {name} {:.1} of {all} ({loss:.3})", 100.0 * right as f64 / all.max(1) as f64)
            .expect("a string can be written to");
    }
    println!("{line}");
}

/// The file of weights, as it is shipped.
fn file(weights: &Weights) -> String {
    let mut out = String::from(
        "# What each sign weighs when a pronoun or a role noun is taken for somebody (`src/article/entity/signs.rs`\n\
         # says what each means). Learned; the card beside this file says from what and how.\n",
    );
    for (table, list) in [
        ("pronoun", &weights.pronoun),
        ("speaking-pronoun", &weights.speaking_pronoun),
        ("role", &weights.role),
        ("speaking-role", &weights.speaking_role),
    ] {
        write!(out, "\n[{table}]\n").expect("a string can be written to");
        for sign in Sign::ALL {
            let weight = list[*sign as usize];
            if weight.abs() >= 0.005 {
                writeln!(out, "{} = {weight:.2}", sign.name()).expect("a string can be written to");
            }
        }
    }
    out
}
