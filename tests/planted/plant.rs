//! Plants errors into labelled articles and counts how many of them the desk finds.
//!
//! `cargo run --release --example plant -- [--rule RULE] [--show N] [--missed] FILE…`
//!
//! A file holds one article a line, as JSON with `text`, `lang` and `quotes` (offsets in code points), or is the
//! `.gold.json` beside an article of `tests/articles`. For each rule it prints how often the rule speaks in the articles
//! as they were published, and how many of the planted errors it finds. `--show` prints the first N errors with
//! the words around them, `--missed` only those that were not found.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

#[path = "mod.rs"]
mod planted;

use clap::Parser;
use copydesk::text::Span;
use planted::{PLANTERS, Planted, Score, labelled};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
struct Arguments {
    /// Only the errors that this rule ought to find
    #[arg(long)]
    rule: Option<String>,
    /// Print so many planted errors
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Print only what was not found
    #[arg(long)]
    missed: bool,
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    for planter in PLANTERS {
        println!("`{}`: {}.", planter.rule, planter.does);
    }
    println!("\n| rule | file | articles | alarms an article | planted | found | share |");
    println!("|---|---|---:|---:|---:|---:|---:|");
    for path in &arguments.files {
        let articles = match labelled::read(path) {
            Ok(it) => it,
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::from(2);
            }
        };
        for planter in
            PLANTERS.iter().filter(|it| arguments.rule.as_deref().is_none_or(|rule| rule == it.rule))
        {
            let (mut score, mut shown) = (Score::default(), Vec::new());
            for article in &articles {
                planter.try_on(article, &mut score, |planted, found| {
                    if shown.len() < arguments.show && !(arguments.missed && found) {
                        shown.push(show(&article.id, planted, found));
                    }
                });
            }
            let name = path.file_name().map(|it| it.to_string_lossy()).unwrap_or_default();
            println!(
                "| `{}` | {name} | {} | {:.3} | {} | {} | {:.1} % |",
                planter.rule,
                score.articles,
                score.alarms as f64 / score.articles.max(1) as f64,
                score.planted,
                score.found,
                100.0 * score.found as f64 / score.planted.max(1) as f64,
            );
            shown.iter().for_each(|it| println!("{it}"));
        }
    }
    ExitCode::SUCCESS
}

/// An error with the words around it.
fn show(id: &str, planted: &Planted, found: bool) -> String {
    let (text, Span { start, end }) = (&planted.text, planted.at);
    let from = text[..start as usize].char_indices().rev().nth(300).map_or(0, |it| it.0);
    let to = text[end as usize..].char_indices().nth(200).map_or(text.len(), |it| end as usize + it.0);
    let mark = if found { "found" } else { "MISSED" };
    let (before, at, behind) = (&text[from..start as usize], planted.at.of(text), &text[end as usize..to]);
    format!("\n{mark} {id} ({})\n…{before}[[{at}]]{behind}…", planted.what)
}
