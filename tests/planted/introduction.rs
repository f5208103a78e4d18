//! A person called by surname where the article introduced them, with name and title, and introduced where it called them
//! by surname: the two mentions change places. Both stand behind the lede.

use super::Planted;
use super::labelled::Labelled;
use copydesk::article::Place;
use copydesk::text::Span;

pub(crate) fn plant(labelled: &Labelled) -> Vec<Planted> {
    let text = &labelled.text;
    let lede = labelled.paragraphs().get(1).map_or(0, |it| it.end);
    let article = labelled.article(text);
    let mut out = Vec::new();
    for named in &labelled.named {
        let [full, short, ..] = named[..] else { continue };
        let (name, surname) = (full.of(text), short.of(text));
        let is_surname = name.rsplit(' ').next() == Some(surname) && name != surname;
        let Some((block, it)) = article.block_at(full.start as usize) else { continue };
        let place = |span| article.in_file(Place { block: block as u32, span });
        let mention = it.facts.mentions.iter().find(|it| place(it.span) == full);
        // The title before the name goes with it.
        let title = mention.and_then(|it| it.role.as_ref()).map(|it| place(it.0));
        let Some(title) = title.filter(|it| it.end < full.start && full.start - it.end == 1) else {
            continue;
        };
        let whole = title.cover(full);
        // «Detective Inspector»: half a title stays behind.
        let half = text[..whole.start as usize].trim_end().ends_with(|it: char| it.is_alphanumeric())
            && text[..whole.start as usize]
                .split_whitespace()
                .next_back()
                .is_some_and(|it| it.starts_with(char::is_uppercase));
        if whole.start < lede || !is_surname || half {
            continue;
        }
        // In Norwegian a title has a capital only where it opens a sentence.
        let english = article.language().code == "en";
        let introduction = whole.of(text);
        let mut letters = introduction.chars();
        let introduction = match letters.next() {
            Some(first) if !english => first.to_lowercase().chain(letters).collect(),
            _ => introduction.to_owned(),
        };
        let between = &text[whole.end as usize..short.start as usize];
        let (before, behind) = (&text[..whole.start as usize], &text[short.end as usize..]);
        let planted = format!("{before}{surname}{between}{introduction}{behind}");
        let at = Span::new(before.len(), before.len() + surname.len());
        out.push(Planted { text: planted, at, what: format!("{} > {surname}", whole.of(text)) });
    }
    out
}
