//! How fast expressions of time are read: `cargo bench --bench times`
//!
//! The tagger alone is what is read and resolved once a block has been cut into words, which the rest of the desk
//! needs anyway; the other figure counts the cutting as well. One core, our own articles, over and over.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use copydesk::article::{PublicationDate, Words};
use copydesk::language::by_tag;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ARTICLES: [(&str, &str); 4] = [
    ("nb", include_str!("../articles/wire-nb.txt")),
    ("nb", include_str!("../articles/business-nb.txt")),
    ("nn", include_str!("../articles/match-nn.txt")),
    ("en", include_str!("../articles/court-en.txt")),
];

fn main() {
    let published = PublicationDate::parse("2024-06-13");
    let mut blocks = Vec::new();
    for (tag, text) in ARTICLES {
        let language = by_tag(tag).expect("shipped");
        blocks.extend(text.split("\n\n").map(|prose| (prose, language)));
    }
    let size: usize = blocks.iter().map(|it| it.0.len()).sum();
    let cut: Vec<_> = blocks.iter().map(|(prose, language)| Words::new(prose, language)).collect();
    let read = |it: &Words| drop(black_box(it.times(published)));
    let alone = speed(size, || cut.iter().for_each(read));
    let whole =
        speed(size, || blocks.iter().for_each(|(prose, language)| read(&Words::new(prose, language))));
    println!("the tagger alone {alone:.0} MB/s, with the cutting into words {whole:.0} MB/s");
}

/// The best of several runs, in MB/s: what else the machine does only slows it down.
fn speed(size: usize, run: impl Fn()) -> f64 {
    let mut best = Duration::MAX;
    for _ in 0..200 {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed());
    }
    size as f64 / 1e6 / best.as_secs_f64()
}
