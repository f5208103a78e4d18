//! How long a keystroke takes inside the program, from the edit to all findings: `cargo bench --bench keystroke`.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod synthetic;

use copydesk::article::{Article, Given};
use copydesk::format::Plain;
use copydesk::rules;
use copydesk::text::{Edit, Span};
use std::time::{Duration, Instant};
use synthetic::{Dice, Length};

/// Keystrokes an article.
const KEYSTROKES: usize = 600;

/// Keystrokes at one place before the writer goes to another.
const AT_ONE_PLACE: usize = 20;

const LENGTHS: &[(&str, Length)] = &[
    ("300 words", Length::Words(300)),
    ("2,000 words", Length::Words(2_000)),
    ("20,000 words", Length::Words(20_000)),
    ("1 MB", Length::Bytes(1_000_000)),
];

/// What is typed at one place after the other.
const TYPED: &[&str] = &[
    "Det sier ordfører Kari Moe fredag. ",
    "\n\n– Vi vet ikke mer nå, sier hun. ",
    "«Dette er alvorlig», ",
    "Tre personer ble skadd 14. mai 2024, ifølge politiet. ",
    "\n\nNy mellomtittel\n\n",
    "Han mener at prisen på 1,2 millioner er for høy. ",
];

/// What one article took.
#[derive(Default)]
struct Times {
    keystrokes: Vec<Duration>,
    /// Most blocks read again for one letter inside a paragraph, and for any keystroke.
    reread_inside: usize,
    reread: usize,
}

fn main() {
    let start = Instant::now();
    let _ = rules::check(&Article::parse("En nyhet.", &Plain, Given::default()));
    println!("First article of a process, language data included: {}\n", ms(start.elapsed()));
    println!(
        "| article | size | blocks | parse | check | parse + check | keystroke p50 | p99 | worst | re-read in a paragraph | re-read at most |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (name, length) in LENGTHS {
        row(name, &synthetic::article("nb", *length));
    }
}

fn row(name: &str, text: &str) {
    let start = Instant::now();
    let article = Article::parse(text, &Plain, Given::default());
    let parse = start.elapsed();
    let _ = rules::check(&article);
    let both = start.elapsed();
    let mut times = write(&article);
    times.keystrokes.sort();
    let at = |share: f64| ms(times.keystrokes[((times.keystrokes.len() - 1) as f64 * share) as usize]);
    println!(
        "| {name} | {:.0} kB | {} | {} | {} | {:.1} MB/s | {} | {} | {} | {} | {} |",
        text.len() as f64 / 1e3,
        article.blocks().len(),
        ms(parse),
        ms(both - parse),
        text.len() as f64 / 1e6 / both.as_secs_f64(),
        at(0.5),
        at(0.99),
        at(1.0),
        times.reread_inside,
        times.reread
    );
}

/// Writes in an article as people do: some letters here, some there, a new paragraph, a quotation, a mistake.
fn write(article: &Article) -> Times {
    let mut article = article.clone();
    let mut dice = Dice::new(article.text().len() as u64);
    let mut times = Times::default();
    let mut at = 0;
    let mut typed = "".chars();
    for n in 0..KEYSTROKES {
        if n % AT_ONE_PLACE == 0 {
            at = place(&article, &mut dice);
            typed = TYPED[dice.below(TYPED.len())].chars();
        }
        let deletes = dice.below(12) == 0 && at > 0;
        let edit = if deletes {
            let before = article.text().floor(at - 1);
            Edit::new(Span::new(before, at), "")
        } else {
            let letter = typed.next().unwrap_or('e');
            Edit::new(Span::new(at, at), letter.to_string())
        };
        let breaks = edit.text == "\n" || article.text().slice(edit.span) == "\n";
        at = edit.span.start as usize + edit.text.len();
        let start = Instant::now();
        article = article.edit(&edit).expect("the edit fits");
        let findings = rules::check(&article);
        times.keystrokes.push(start.elapsed());
        std::hint::black_box(findings);
        times.reread = times.reread.max(article.reread());
        if !breaks {
            times.reread_inside = times.reread_inside.max(article.reread());
        }
    }
    times
}

/// Somewhere between two words of a paragraph.
fn place(article: &Article, dice: &mut Dice) -> usize {
    loop {
        let at = dice.below(article.text().len());
        let ahead = article.text().slice(Span::new(at, at + 200));
        if let Some(space) = ahead.find(' ') {
            return article.text().floor(at) + space + 1;
        }
    }
}

fn ms(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}
