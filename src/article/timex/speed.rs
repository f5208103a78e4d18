//! How fast expressions of time are read: `cargo test --profile fast --lib -- --ignored --nocapture how_fast`
//!
//! The tagger alone is what is read and resolved once a block has been cut into tokens, which the rest of the desk
//! needs anyway; the other figure counts the cutting as well. One core, our own articles, over and over.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use super::{PublicationDate, memory, read, resolve};
use crate::article::token::Tokens;
use crate::language::language;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ARTICLES: [(&str, &str); 4] = [
    ("nb", include_str!("../../../tests/articles/wire-nb.txt")),
    ("nb", include_str!("../../../tests/articles/business-nb.txt")),
    ("nn", include_str!("../../../tests/articles/match-nn.txt")),
    ("en", include_str!("../../../tests/articles/court-en.txt")),
];

#[test]
#[ignore = "a measurement, not a check"]
fn how_fast() {
    let published = PublicationDate::parse("2024-06-13");
    let blocks = ARTICLES.iter().flat_map(|(code, text)| {
        let language = language(code).expect("shipped");
        text.split("\n\n").map(move |text| (text, language))
    });
    let blocks: Vec<_> = blocks.collect();
    let size: usize = blocks.iter().map(|it| it.0.len()).sum();
    let cut: Vec<_> = blocks.iter().map(|(text, language)| Tokens::new(text, language)).collect();
    let mut times = Vec::new();
    let mut tag = |tokens: &Tokens| {
        let mut found = Vec::new();
        read(tokens, &mut found);
        times.clear();
        resolve::resolve_block(&found, 0, published, &mut memory::Memory::default(), &mut times);
        black_box(&times);
    };
    let alone = speed(size, || cut.iter().for_each(&mut tag));
    let whole = speed(size, || {
        blocks.iter().for_each(|(text, language)| tag(&Tokens::new(text, language)));
    });
    println!("the tagger alone {alone:.0} MB/s, with cutting into tokens {whole:.0} MB/s");
}

/// The best of several runs, in MB/s: what else the machine does only slows it down.
fn speed(size: usize, mut run: impl FnMut()) -> f64 {
    let mut best = Duration::MAX;
    for _ in 0..200 {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed());
    }
    size as f64 / 1e6 / best.as_secs_f64()
}
