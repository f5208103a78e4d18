//! Where in the article something stands, as people at a desk would say it: «ingressen», «linje 7».

use crate::article::{Article, Part, Place};

/// Most places that an answer lists one by one.
const MOST: usize = 5;

/// Where a place is: the headline and the lede by their names, everything else by its line, which editors show.
pub(super) fn passage(article: &Article, place: Place) -> String {
    passages(article, [place])
}

/// Where several places of the article are, in the order of its text, each passage once.
pub(super) fn passages(article: &Article, places: impl IntoIterator<Item = Place>) -> String {
    let say = |key| article.language().say(key, &[]);
    let mut names: Vec<String> = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    let mut more = false;
    for place in places {
        let (list, it) = match article.whole().parts.get(place.block as usize) {
            Some(Part::Headline) => (&mut names, say("where-headline")),
            Some(Part::Lede) => (&mut names, say("where-lede")),
            _ => (&mut lines, line(article, place).to_string()),
        };
        if list.last() == Some(&it) {
            continue;
        }
        if list.len() < MOST {
            list.push(it);
        } else {
            more = true;
            break;
        }
    }
    let key = if lines.len() == 1 { "where-line" } else { "where-lines" };
    if !lines.is_empty() {
        names.push(article.language().say(key, &[("lines", &lines.join(", "))]));
    }
    names.join(", ") + if more { " …" } else { "" }
}

/// The line of the file, counted from 1.
fn line(article: &Article, place: Place) -> u32 {
    let start = article.in_file(place).start as usize;
    article.text().position(start, crate::text::Encoding::Utf8).line + 1
}
