//! Articles of any length, made of the paragraphs of `tests/articles`, and dice that always fall alike.

use std::fs;
use std::path::Path;

/// How long an article is to be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Length {
    Words(usize),
    #[allow(dead_code, reason = "one of the two benches only counts words")]
    Bytes(usize),
}

/// A number generator that is the same on every machine (xorshift).
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n.max(1)
    }
}

/// A plain-text article in `language`: the paragraphs of all articles in it, again and again, with other people
/// and other figures each time, until it is long enough.
pub(crate) fn article(language: &str, length: Length) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let entries = fs::read_dir(&folder).expect("tests/articles is there");
    let mut paths: Vec<_> = entries.map(|it| it.expect("a folder can be listed").path()).collect();
    let suffix = format!("-{language}.txt");
    paths.retain(|it| it.to_string_lossy().ends_with(&suffix));
    paths.sort();
    let texts: Vec<String> =
        paths.iter().map(|it| fs::read_to_string(it).expect("an article is text")).collect();
    let paragraphs: Vec<&str> = (texts.iter())
        .flat_map(|it| it.split("\n\n"))
        .map(str::trim)
        .filter(|it| it.len() > 12 && !it.starts_with("date") && !it.starts_with("lang"))
        .collect();
    assert!(!paragraphs.is_empty(), "no article in {language}");
    let surnames = surnames(&paths);
    let (mut words, mut out) = (0, format!("date: 2024-05-23\nlang: {language}\n\n"));
    for round in 0.. {
        for paragraph in &paragraphs {
            let long_enough = match length {
                Length::Words(n) => words >= n,
                Length::Bytes(n) => out.len() >= n,
            };
            if long_enough {
                return out;
            }
            words += paragraph.split_whitespace().count();
            vary(paragraph, round, &surnames, &mut out);
            out += "\n\n";
        }
    }
    out
}

/// The last names of the people in the articles.
fn surnames(paths: &[std::path::PathBuf]) -> Vec<String> {
    let mut out = Vec::new();
    for path in paths {
        let labels = fs::read_to_string(path.with_extension("gold.json")).expect("an article has labels");
        let labels: serde_json::Value = serde_json::from_str(&labels).expect("labels are JSON");
        let people = labels["persons"].as_array().into_iter().flatten();
        let names = people.filter_map(|it| it["name"].as_str()?.split(' ').next_back());
        out.extend(names.map(str::to_owned));
    }
    out
}

/// What makes another family of a surname.
const ENDINGS: &[&str] =
    &["dal", "vik", "rud", "stad", "berg", "hus", "mo", "haug", "nes", "land", "set", "eid"];

fn vary(paragraph: &str, round: usize, surnames: &[String], out: &mut String) {
    if round == 0 {
        *out += paragraph;
        return;
    }
    for word in paragraph.split_inclusive(' ') {
        let name = surnames.iter().find(|it| word.starts_with(it.as_str()));
        if let Some(name) = name {
            *out += name;
            *out += ENDINGS[round % ENDINGS.len()];
            if round >= ENDINGS.len() {
                *out += ENDINGS[round / ENDINGS.len() % ENDINGS.len()];
            }
            *out += &word[name.len()..];
        } else if word.len() > 3 && word.bytes().all(|it| it.is_ascii_digit() || it == b' ') {
            // Years and large numbers; a day of the month stays one.
            *out += &word[..2];
            *out += &format!("{:02}", (round * 7) % 100);
            *out += &word[word.trim_end().len()..];
        } else {
            *out += word;
        }
    }
}
