//! The timeline of an article: to be read in a terminal, and as JSON.

use super::annotation::certainty;
use crate::article::Article;
use crate::desk::{self, Dated};
use crate::text::Encoding;
use serde::Serialize;
use std::fmt::Write;

/// One line of the timeline as JSON. Line and column count from 1, the column in characters.
#[derive(Serialize)]
struct Row<'a> {
    date: &'a str,
    label: &'a str,
    certainty: &'static str,
    text: &'a str,
    verb: Option<String>,
    participants: Vec<&'a str>,
    line: u32,
    column: u32,
}

/// Each time once, and under it the sentences of the file `name` that say what happens then.
pub fn text(name: &str, article: &Article) -> String {
    let mut out = String::new();
    let timeline = desk::timeline(article);
    let mut last: Option<&str> = None;
    for it in &timeline {
        if last != Some(&*it.label) {
            let _ = writeln!(out, "{}{}", if last.is_some() { "\n" } else { "" }, it.label);
            last = Some(&it.label);
        }
        let (line, column) = place(article, it);
        let _ = writeln!(out, "  {name}:{line}:{column}: {}", it.text);
    }
    out
}

/// A list of rows, one a line.
pub fn json(article: &Article) -> String {
    let timeline = desk::timeline(article);
    let rows: Vec<_> = timeline.iter().map(|it| row(article, it)).collect();
    let line = |it: &Row| serde_json::to_string(it).expect("strings and numbers are JSON");
    let lines: Vec<_> = rows.iter().map(|it| format!("  {}", line(it))).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

fn row<'a>(article: &'a Article, it: &'a Dated) -> Row<'a> {
    let (line, column) = place(article, it);
    let name = |it: &crate::article::EntityId| &*article.whole().entity(*it).name;
    Row {
        date: &it.date,
        label: &it.label,
        certainty: certainty(it.certainty),
        text: &it.text,
        verb: it.verb.map(|it| article.text().slice(it)),
        participants: it.participants.iter().map(name).collect(),
        line,
        column,
    }
}

/// Where the words stand that date it.
fn place(article: &Article, it: &Dated) -> (u32, u32) {
    let it = article.text().position(it.timex.start as usize, Encoding::Utf32);
    (it.line + 1, it.column + 1)
}
