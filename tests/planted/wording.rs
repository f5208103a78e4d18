//! The beginning of a quotation, set as a pull quote above its paragraph, with one word changed for another long word of
//! the article.

use super::Planted;
use super::labelled::Labelled;
use copydesk::text::Span;

/// How many words are repeated.
const WORDS: usize = 9;

/// Fewest bytes of a word that is changed, and of the one put in its place.
const LONG: usize = 6;

pub(crate) fn plant(labelled: &Labelled) -> Vec<Planted> {
    let text = &labelled.text;
    let paragraphs = labelled.paragraphs();
    let plain = |it: &&str| it.len() >= LONG && it.chars().all(char::is_lowercase);
    let mut out = Vec::new();
    for quotation in &labelled.quotations {
        let Some(first) = quotation.content.first() else { continue };
        let before = text[..first.start as usize].trim_end_matches(' ');
        let marks = ['«', '“', '"', '–', '-'];
        if !first.of(text).starts_with(marks) && !before.ends_with(marks) || quotation.cue.is_none() {
            continue;
        }
        let said = first.of(text).trim_start_matches(marks);
        let words: Vec<&str> = said.split_whitespace().take(WORDS).collect();
        let inner = 1..words.len().saturating_sub(1);
        let at = inner.into_iter().rfind(|it| plain(&words[*it]));
        let stops = words.iter().any(|it| it.ends_with(['.', '!', '?', '"', '”', '»', ',']));
        let Some(at) = at.filter(|_| words.len() == WORDS && !stops) else { continue };
        let stem = |it: &str| it.chars().take(4).collect::<String>();
        let other = |it: &&str| plain(it) && stem(it) != stem(words[at]) && !said.contains(*it);
        let Some(instead) = text.split_whitespace().rfind(other) else { continue };
        let paragraph = paragraphs.partition_point(|it| it.end <= first.start);
        let Some(start) = paragraphs.get(paragraph).map(|it| it.start as usize).filter(|it| *it > 0) else {
            continue;
        };
        let lead = format!("«{} ", words[..at].join(" "));
        let pulled = format!("{lead}{instead} {}»\n\n", words[at + 1..].join(" "));
        let place = Span::new(start + lead.len(), start + lead.len() + instead.len());
        let planted = format!("{}{pulled}{}", &text[..start], &text[start..]);
        out.push(Planted { text: planted, at: place, what: format!("{} > {instead}", words[at]) });
    }
    out
}
