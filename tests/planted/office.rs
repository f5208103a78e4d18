//! Somebody else called by an office that the article has given somebody: the words of the office, as they stand before
//! its holder's name, put before the first mention of the next person who is named in full.

use super::Planted;
use super::labelled::Labelled;
use copydesk::article::{Form, Place};
use copydesk::text::Span;

pub(crate) fn plant(labelled: &Labelled) -> Vec<Planted> {
    let article = labelled.article(&labelled.text);
    let text = &labelled.text;
    let mut out = Vec::new();
    for (n, block) in (0..).zip(article.blocks()) {
        let offices =
            block.facts.mentions.iter().filter(|it| it.form == Form::Name && it.exclusive && !it.former);
        for holder in offices {
            let Some((role, _)) = holder.role.as_ref().filter(|it| it.0.end <= holder.span.start) else {
                continue;
            };
            let place = |span| article.in_file(Place { block: n, span });
            let (words, end) = (place(*role).of(text), place(holder.span).end);
            let surname = holder.name.rsplit(' ').next().unwrap_or_default();
            let other = labelled.named.iter().filter_map(|it| it.first()).find(|it| {
                let bare = !text[..it.start as usize].ends_with(|it: char| it.is_alphanumeric());
                let alone = text[..it.start as usize].trim_end().ends_with(['.', ',']);
                it.start > end && bare && alone && it.of(text).contains(' ') && !it.of(text).contains(surname)
            });
            let Some(other) = other else { continue };
            let start = other.start as usize;
            let planted = format!("{}{words} {}", &text[..start], &text[start..]);
            let at = Span::new(start, start + words.len() + 1 + other.len());
            out.push(Planted { text: planted, at, what: format!("+ {words}") });
        }
    }
    out
}
