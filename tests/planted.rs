//! Errors planted into the articles of `tests/articles`, a small version of what the program in `tests/planted` does with
//! a corpus: how many of them must be found, and that nothing is reported where nothing was planted.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read files and say what they found"
)]

#[path = "planted/mod.rs"]
mod planted;

use planted::{PLANTERS, Score, labelled};
use std::fs;
use std::path::{Path, PathBuf};

/// For each rule the fewest errors that are planted, and the fewest of a hundred that are found. They may be raised and are
/// never lowered.
const LEAST: &[(&str, usize, usize)] = &[
    ("quote-without-speaker", 9, 88),
    ("name-spelling", 25, 72),
    ("quote-altered", 18, 90),
    ("first-mention", 12, 90),
    ("role-conflict", 1, 100),
    ("weekday-mismatch", 15, 95),
    ("impossible-date", 20, 95),
    ("elapsed-years", 3, 100),
    ("holiday-date", 2, 100),
    ("age-mismatch", 5, 80),
    ("year-slip", 2, 100),
];

/// The labelled articles, in order, a few short ones in which one quotation stands alone, and a few with dates and ages.
fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let entries = fs::read_dir(folder).expect("the articles are there");
    let mut paths: Vec<_> = entries.map(|it| it.expect("a folder can be listed").path()).collect();
    paths.retain(|it| it.to_string_lossy().ends_with(".gold.json"));
    paths.sort();
    for more in ["tests/planted/short.gold.json", "tests/planted/dates.gold.json"] {
        paths.push(Path::new(env!("CARGO_MANIFEST_DIR")).join(more));
    }
    paths
}

#[test]
fn planted_errors_are_found() {
    let mut wrong = Vec::new();
    for planter in PLANTERS {
        let mut score = Score::default();
        for path in articles() {
            for article in labelled::read(&path).expect("an article is read") {
                planter.try_on(&article, &mut score, |it, found| {
                    if !found {
                        println!("{} missed in {}: {}", planter.rule, article.id, it.what);
                    }
                });
            }
        }
        let found = 100 * score.found / score.planted.max(1);
        println!(
            "{} ({}): {} of {} found, {} alarms",
            planter.rule, planter.does, score.found, score.planted, score.alarms
        );
        let least = LEAST.iter().find(|it| it.0 == planter.rule).expect("every planter has its floor");
        if score.planted < least.1 || found < least.2 {
            wrong.push(format!(
                "{}: {found} % of {}, not {} % of {}",
                least.0, score.planted, least.2, least.1
            ));
        }
    }
    assert!(wrong.is_empty(), "too few are planted or found:\n{}", wrong.join("\n"));
}
