use super::{Check, Findings, rule};
use crate::article::{Article, Place, PublicationDate};
use crate::format::Key;
use crate::language;
use crate::text::Span;

rule! {
    /// Metadata that copydesk cannot read: an unknown language, a date that is none, broken front matter.
    ///
    /// What stands at the top of the file decides how all of it is read: in which language, and from which day
    /// «mandag» counts. A line there that means nothing is passed over, and the rest of the article is read as if
    /// it were not there, so the writer should know.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// lang: xx
    ///       ^^
    /// date: 2024-13-40
    ///       ^^^^^^^^^^
    ///
    /// Ny bro over fjorden
    ///
    /// Kommunen åpnet broen på mandag.
    /// ```
    ///
    /// Instead:
    ///
    /// ```article lang=nb
    /// lang: nb
    /// date: 2024-12-30
    ///
    /// Ny bro over fjorden
    ///
    /// Kommunen åpnet broen på mandag.
    /// ```
    "unread-metadata" { severity: Warning, check: Check::Article(check) }
}

fn check(article: &Article, out: &mut Findings) {
    let own = article.language();
    for (n, block) in article.blocks().iter().enumerate() {
        let place = |span: Span| {
            let prose = !block.prose().is_empty();
            let to = |at: u32| block.piece.map.to_prose(at as usize);
            let span = if prose { Span::new(to(span.start), to(span.end)) } else { span };
            Place { block: n as u32, span }
        };
        for entry in &block.piece.metadata {
            let value = entry.value.trim();
            let key = match entry.key {
                Key::Language if language::by_tag(value).is_none() => "unread-language",
                Key::Date if PublicationDate::parse(value).is_none() => "unread-date",
                _ => continue,
            };
            let known = language::codes().collect::<Vec<_>>().join(", ");
            out.report(place(entry.span), own.say(key, &[("value", value), ("known", &known)]));
        }
        if let Some((span, why)) = &block.piece.problem {
            out.report(place(*span), own.say("unread-front-matter", &[("why", why)]));
        }
    }
}
