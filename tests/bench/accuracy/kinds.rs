//! Expressions of time that nobody can mistake, and whether they are found: twenty kinds, each told by a pattern.
//!
//! The patterns are silver, not gold: they say that there is an expression of time, and not what it means. What stands
//! in the group must lie in one expression that was found.

use super::{Labelled, Share, Understood};
use regex::Regex;
use std::collections::BTreeMap;

const WEEKDAY: &str = "(?:mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|sundag)";
const MONTH: &str = "(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)";
const PART: &str = "(?:morgen|morgon|formiddag|føremiddag|ettermiddag|kveld|natt)";
const COUNT: &str = r"(?:\d{1,3}|en|ett|et|ei|ein|eitt|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|femten|tjue|tretti|femti)";
const UNIT: &str =
    "(?:år|årene|åra|måneder|månedene|månader|månadene|uker|ukene|veker|vekene|dager|dagene|dagar|dagane)";
const YEAR: &str = r"(?:1[89]\d\d|20[0-4]\d)";

/// What a kind is called, and how it is written in bokmål and nynorsk. {W} stands for a weekday, {M} for a month, {P}
/// for a part of the day, {N} for a number, {U} for a unit of time and {Y} for a year.
const KINDS: &[(&str, &str)] = &[
    ("«i 2007»", r"\b[Ii] ({Y})\b"),
    ("a weekday", r"\b({W})\b"),
    (
        "a season",
        r"\b(våren|sommeren|sommaren|høsten|hausten|vinteren|[Ii] (?:sommer|sommar|høst|haust|vinter))\b",
    ),
    ("«i dag»", r"\b([Ii] dag)\b"),
    ("a day and month", r"\b(\d{1,2}\. {M})\b"),
    ("a decade", r"\b((?:\d{4}-(?:tallet|talet|åra|årene))|\d0-(?:tallet|talet))\b"),
    ("«i mai»", r"\b[Ii] ({M})\b"),
    ("«i år»", r"\b([Ii] år)\b"),
    ("«siste tre år»", r"\b((?:siste|seinaste|seneste) {N} {U})\b"),
    ("«fredag kveld»", r"\b({W} {P})\b"),
    ("«for tre år siden»", r"\b([Ff]or {N} {U} (?:siden|sidan))\b"),
    ("a clock time", r"\b((?:[Kk]lokken|[Kk]lokka|kl\.) \d{1,2}(?:[.:]\d\d)?)\b"),
    ("«i fjor»", r"\b([Ii] fjor)\b"),
    ("«i går»", r"\b([Ii] går)\b"),
    ("a full date", r"\b(\d{1,2}\. {M} {Y})\b"),
    ("«natt til fredag»", r"\b([Nn]att til {W})\b"),
    ("«i morgen»", r"\b([Ii] (?:morgen|morgon))\b"),
    ("«i kveld», «i natt»", r"\b([Ii] (?:kveld|natt))\b"),
    ("«forrige uke»", r"\b((?:[Ff]orrige|[Ff]ørre|[Ss]ist|[Nn]este) (?:uke|veke|{W}))\b"),
    ("a date in figures", r"\b(\d{1,2}\.\d{1,2}\.\d{4})\b"),
];

fn pattern(text: &str) -> Regex {
    let mut out = text.to_owned();
    for (letter, words) in
        [("{W}", WEEKDAY), ("{M}", MONTH), ("{P}", PART), ("{N}", COUNT), ("{U}", UNIT), ("{Y}", YEAR)]
    {
        out = out.replace(letter, words);
    }
    Regex::new(&out).expect("a pattern of this file")
}

/// Whether the articles are Norwegian, whose patterns these are.
pub(crate) fn knows(articles: &[Labelled]) -> bool {
    articles.first().is_some_and(|it| matches!(it.lang.as_str(), "nb" | "nn"))
}

pub(crate) fn print(pairs: &[(&Labelled, &Understood)]) {
    let patterns: Vec<_> = KINDS.iter().map(|(name, text)| (*name, pattern(text))).collect();
    let mut shares: BTreeMap<&str, Share> = BTreeMap::new();
    let mut all = Share::default();
    for (labelled, understood) in pairs {
        let text = &labelled.text;
        for (name, pattern) in &patterns {
            for found in pattern.captures_iter(text).filter_map(|it| it.get(1)) {
                // «1. mai-toget» and «2004/05» are no such expressions.
                if text[found.end()..].starts_with(['-', '/', '–']) {
                    continue;
                }
                let start = text[..found.start()].chars().count();
                let end = start + found.as_str().chars().count();
                let right = understood.timexes.iter().any(|it| it.start <= start && end <= it.end);
                shares.entry(name).or_default().count(right);
                all.count(right);
                if !right && std::env::var_os("MISSES").is_some() {
                    let around: String = text.chars().skip(start.saturating_sub(40)).take(100).collect();
                    println!("    {name}: {} in {around:?}", found.as_str());
                }
            }
        }
    }
    let each: Vec<_> = shares.iter().map(|(name, it)| format!("{name} {}", it.show())).collect();
    println!("  time      {} of twenty plain kinds found", all.show());
    println!("            {}", each.join(", "));
}
