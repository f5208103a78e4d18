//! Learns what each sign weighs when words that no clause gives to anybody are given to somebody.
//!
//! `cargo run --release --example train-speakers -- [--dev FILE]… [--out FILE] [--wrong] TRAIN…` reads articles with their
//! quotations (JSON lines: `text`, `lang`, `quotes` with `parts` in code points, `via`, `speaker_entity`), prints how
//! many are given to the right one on train by fivefold cross-validation, on train and on dev, and writes the weights; `--wrong` shows the wrong ones.
//!
//! It learns from three kinds of words: those without a clause whose speaker is labelled by name (`via` is `coref1p`) or
//! by the words that name them elsewhere in the text (`speaker_start`, `speaker_end`, in files without `via`), and direct
//! speech with a clause, read as if it were not there. The last are many, and count little: often a clause stands
//! there because nobody could tell without it. Nobody is right where the speaker is none of those who could be heard.
//! As who spoke last depends on how earlier words were given, the articles are read again with the weights learned so
//! far, a few times over. Nothing is drawn by lot: the same input gives the same weights.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

mod choice;

use choice::{Example, climb, sum};
use copydesk::article::{Article, EntityId, Given, Hearing, Place, SpeakerSign, SpeakerWeights, listen};
use copydesk::format::Plain;
use copydesk::language;
use copydesk::text::Span;
use serde::Deserialize;
use std::fmt::Write;

/// How often the articles are read again with the weights learned so far.
const ROUNDS: usize = 5;

/// How much a word with a clause counts that is read as if there were none, and one whose speaker nobody could hear.
const MASKED: f64 = 0.15;
const UNHEARD: f64 = 0.05;

/// How far the weights may stray from what is expected of them.
const PRIOR: f64 = 1.0;

/// What a desk expects before it has seen an article.
const EXPECTED: &[(SpeakerSign, f32)] = &[
    (SpeakerSign::SaidHere, 2.0),
    (SpeakerSign::LastSpeaker, 1.0),
    (SpeakerSign::Asked, 1.0),
    (SpeakerSign::SubjectBefore, 1.0),
    (SpeakerSign::Colon, 1.0),
    (SpeakerSign::ColonSubject, 1.0),
    (SpeakerSign::NamedInWords, -2.0),
    (SpeakerSign::SpokenOf, -1.0),
    (SpeakerSign::NoPerson, -1.0),
    (SpeakerSign::BroughtIn, 1.0),
    (SpeakerSign::Interviewed, 1.5),
    (SpeakerSign::Genitive, -1.0),
    (SpeakerSign::ColonAlone, 1.0),
    (SpeakerSign::Interrupted, -1.0),
    (SpeakerSign::Heard, -0.5),
];

/// What it expects besides of words in marks: they may be anybody's, unless they stand alone or beside somebody.
const EXPECTED_MARKS: &[(SpeakerSign, f32)] = &[
    (SpeakerSign::SaidHere, 2.0),
    (SpeakerSign::Signs, 4.0),
    (SpeakerSign::SaysHere, 2.0),
    (SpeakerSign::Nobody, 1.0),
    (SpeakerSign::NobodyAlone, -1.0),
    (SpeakerSign::NobodyInside, 1.0),
    (SpeakerSign::NobodyTerm, 2.0),
    (SpeakerSign::OnlyInParagraph, 1.0),
];

/// Parts of the cross-validation.
const FOLDS: usize = 5;

#[derive(Deserialize)]
struct Row {
    text: String,
    lang: String,
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    parts: Vec<[usize; 2]>,
    via: Option<String>,
    speaker_entity: Option<String>,
    speaker_start: Option<usize>,
    speaker_end: Option<usize>,
}

/// How a label tells whose words something is.
enum Whose {
    /// By name.
    Named(String),
    /// By the words of the text that name them, as a span of the file in bytes.
    At(Span),
}

/// An article, and whose words stand where, as spans of the file in bytes.
struct Labelled {
    article: Article,
    said: Vec<(Span, Whose)>,
    /// Whether clauses are passed over, to learn from those too.
    masked: bool,
}

/// Words to be given to somebody; nobody first.
struct Heard {
    /// The words, and whose they could be, for who wants to see them.
    shown: Vec<String>,
    turn: bool,
    labelled: bool,
    choice: Example,
}

fn main() {
    let (mut train, mut dev, mut out, mut wrong) = (Vec::new(), Vec::new(), None, false);
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--dev" => dev.push(args.next().expect("a file behind --dev")),
            "--out" => out = args.next(),
            "--wrong" => wrong = true,
            _ => train.push(arg),
        }
    }
    let (train, dev) = (load(&train), load(&dev));
    let mut held_out = Vec::new();
    for fold in 0..FOLDS {
        let part = |held: bool| {
            train.iter().enumerate().filter(move |it| (it.0 % FOLDS == fold) == held).map(|it| it.1)
        };
        let weights = learn(&part(false).collect::<Vec<_>>());
        held_out.push((hear(&part(true).collect::<Vec<_>>(), &weights), weights));
    }
    report("held out", &held_out);
    let train: Vec<&Labelled> = train.iter().collect();
    let weights = learn(&train);
    report("train", &[(hear(&train, &weights), weights.clone())]);
    let heard = hear(&dev.iter().collect::<Vec<_>>(), &weights);
    if wrong {
        held_out.iter().for_each(|it| show(&it.0, &it.1));
        println!("DEV");
        show(&heard, &weights);
    }
    report("dev", &[(heard, weights.clone())]);
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
            let span = |from: usize, to: usize| Span::new(bytes[from], bytes[to]);
            let masked = row.quotes.iter().any(|it| it.via.is_some());
            let said = row.quotes.into_iter().filter_map(|it| {
                let [from, to] = *it.parts.first()?;
                let whose = match it.via.as_deref() {
                    Some("coref1p") => Whose::Named(it.speaker_entity?.to_lowercase()),
                    None if !masked => Whose::At(span(it.speaker_start?, it.speaker_end?)),
                    _ => return None,
                };
                Some((span(from, to), whose))
            });
            let said = said.collect();
            let given = Given { language: language::language(&row.lang), date: None };
            out.push(Labelled { article: Article::parse(&row.text, &Plain, given), said, masked });
        }
    }
    out
}

/// Whose words a quotation's are, by the labels.
fn label<'l>(labelled: &'l Labelled, hearing: &Hearing) -> Option<&'l Whose> {
    let id = hearing.quotation;
    let quotation = &labelled.article.blocks()[id.block as usize].facts.quotations[id.quotation as usize];
    let own = labelled.article.in_file(Place { block: id.block, span: *quotation.content.first()? });
    labelled.said.iter().find(|it| it.0.overlaps(own)).map(|it| &it.1)
}

/// Whether a label means somebody of the article.
fn means(label: &Whose, entity: EntityId, article: &Article) -> bool {
    let entity = article.whole().entity(entity);
    match label {
        Whose::Named(name) => is_called(&entity.name, name),
        Whose::At(span) => entity.mentions.iter().any(|it| {
            let mention = &article.blocks()[it.block as usize].facts.mentions[it.mention as usize];
            article.in_file(Place { block: it.block, span: mention.span }).overlaps(*span)
        }),
    }
}

/// Whether a name ends in a word of a labelled one, as the reader would say: by the surname.
fn is_called(name: &str, label: &str) -> bool {
    let bare =
        |it: &str| it.trim_matches(['.', ',', '(', ')']).trim_end_matches(['s', '\'', '’']).to_lowercase();
    name.split(' ').next_back().is_some_and(|last| label.split(' ').any(|it| bare(it) == bare(last)))
}

fn hear(articles: &[&Labelled], weights: &SpeakerWeights) -> Vec<Heard> {
    let mut out = Vec::new();
    for labelled in articles {
        let entities = &labelled.article.whole().entities;
        let mut add = |hearing: Hearing| {
            let label = label(labelled, &hearing).filter(|_| hearing.clause.is_none());
            if label.is_none() && (hearing.clause.is_none() || !labelled.masked) {
                return;
            }
            let right = |it: Option<EntityId>| match (label, it) {
                (Some(label), Some(it)) => means(label, it, &labelled.article),
                _ => it.is_some() && it == hearing.clause,
            };
            let mut options: Vec<_> = hearing
                .options
                .iter()
                .map(|(it, signs)| (signs.iter().map(|it| it as usize).collect(), right(*it)))
                .collect();
            let nobody = !options.iter().any(|it: &(Vec<usize>, bool)| it.1);
            options.insert(0, (hearing.nobody.iter().map(|it| it as usize).collect(), nobody));
            let weight = match (label, nobody) {
                (Some(_), _) => 1.0,
                (None, false) => MASKED,
                (None, true) => UNHEARD,
            };
            let names = hearing.options.iter().map(|it| it.0.map(|it| &*entities[it.0 as usize].name));
            let names = names.map(|it| it.unwrap_or("somebody unnamed").to_owned());
            let id = hearing.quotation;
            let block = &labelled.article.blocks()[id.block as usize];
            let words = block.facts.quotations[id.quotation as usize].extent();
            let words = words.of(block.prose()).chars().take(60).collect();
            let shown = [words, "nobody".to_owned()].into_iter().chain(names).collect();
            out.push(Heard {
                shown,
                turn: hearing.turn,
                labelled: label.is_some(),
                choice: Example { options, weight },
            });
        };
        listen(&labelled.article, weights, &mut add);
    }
    out
}

/// The number of the likeliest reading.
fn best(example: &Example, weights: &[f32]) -> usize {
    let weights: Vec<f64> = weights.iter().map(|it| f64::from(*it)).collect();
    let scores = example.options.iter().map(|it| sum(&it.0, &weights));
    scores.enumerate().fold((0, f64::MIN), |a, b| if b.1 > a.1 { b } else { a }).0
}

fn learn(articles: &[&Labelled]) -> SpeakerWeights {
    let expect = |of: &[&[(SpeakerSign, f32)]]| {
        let mut out = vec![0.0; SpeakerSign::ALL.len()];
        of.iter().copied().flatten().for_each(|it| out[it.0 as usize] += it.1);
        out
    };
    let (turns, marks) = (expect(&[EXPECTED]), expect(&[EXPECTED, EXPECTED_MARKS]));
    let mut weights = SpeakerWeights { turn: turns.clone(), marks: marks.clone() };
    for _ in 0..ROUNDS {
        let heard = hear(articles, &weights);
        let of = |turn, expected: &[f32]| {
            let these = heard.iter().filter(|it| it.turn == turn).map(|it| &it.choice);
            climb(&these.collect::<Vec<_>>(), expected, PRIOR)
        };
        weights = SpeakerWeights { turn: of(true, &turns), marks: of(false, &marks) };
    }
    weights
}

/// Prints how many are given to the right one, to a wrong one and to nobody.
fn report(what: &str, parts: &[(Vec<Heard>, SpeakerWeights)]) {
    let mut line = format!("{what:<9}");
    for (name, turn, labelled) in [
        ("turns", true, true),
        ("marks", false, true),
        ("turns, clause unread", true, false),
        ("marks, clause unread", false, false),
    ] {
        let (mut right, mut wrong, mut all) = (0, 0, 0);
        for (heard, weights) in parts {
            let weights = if turn { &weights.turn } else { &weights.marks };
            for it in heard.iter().filter(|it| it.turn == turn && it.labelled == labelled) {
                let best = best(&it.choice, weights);
                all += 1;
                right += usize::from(best > 0 && it.choice.options[best].1);
                wrong += usize::from(best > 0 && !it.choice.options[best].1);
            }
        }
        write!(line, "  {name}: {right} right, {wrong} wrong of {all}").expect("a string can be written to");
    }
    println!("{line}");
}

/// Prints the labelled words that are given to the wrong one, with everybody who was considered.
fn show(heard: &[Heard], weights: &SpeakerWeights) {
    for it in heard.iter().filter(|it| it.labelled) {
        let weights = if it.turn { &weights.turn } else { &weights.marks };
        let best = best(&it.choice, weights);
        if it.choice.options[best].1 {
            continue;
        }
        println!("\n{}", it.shown[0]);
        for (n, (signs, right)) in it.choice.options.iter().enumerate() {
            let score: f32 = signs.iter().map(|it| weights[*it]).sum();
            let names: Vec<&str> = signs.iter().map(|it| SpeakerSign::ALL[*it].name()).collect();
            let mark = if *right {
                "right"
            } else if n == best {
                "taken"
            } else {
                ""
            };
            println!("  {mark:<5} {score:>5.2} {}: {}", it.shown[n + 1], names.join(" "));
        }
    }
}

/// The file of weights, as it is shipped.
fn file(weights: &SpeakerWeights) -> String {
    let mut out = String::from(
        "# What each sign weighs when words that no clause gives to anybody are given to somebody\n\
         # (`src/article/speaker/signs.rs` says what each means). Learned; the card beside this file says from what and how.\n",
    );
    for (table, list) in [("turn", &weights.turn), ("marks", &weights.marks)] {
        write!(out, "\n[{table}]\n").expect("a string can be written to");
        for sign in SpeakerSign::ALL {
            let weight = list[*sign as usize];
            if weight.abs() >= 0.005 {
                writeln!(out, "{} = {weight:.2}", sign.name()).expect("a string can be written to");
            }
        }
    }
    out
}
