//! What each block is in the article, by its shape and its place.

use super::block::Block;
use crate::format::{Key, Shape};
use std::sync::Arc;

/// What a block is in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Metadata,
    /// A word or two above the headline.
    Kicker,
    Headline,
    /// A second line under the headline.
    Deck,
    Byline,
    /// The first paragraph.
    Lede,
    Paragraph,
    Subhead,
    Caption,
    Item,
    /// A line or item of a fact box.
    FactBox,
    /// A line of the list of sources.
    Sources,
    Correction,
    BlockQuote,
    /// Not for publication.
    Tail,
    /// No prose.
    Other,
}

impl Part {
    /// Whether the block is running text of the article, as opposed to what stands around it.
    pub fn is_body(self) -> bool {
        matches!(self, Part::Lede | Part::Paragraph | Part::Item | Part::BlockQuote)
    }

    /// Whether rules look at the block at all.
    pub fn is_published(self) -> bool {
        !matches!(self, Part::Metadata | Part::Tail | Part::Other)
    }
}

/// Longest kicker in bytes: a section's name or a catchword.
const KICKER: usize = 24;

/// Longest headline in characters that is known by its place alone, and longest quotation that is a subhead.
const HEADLINE: usize = 140;
const SUBHEAD: usize = 80;

/// Says for each block what it is.
pub(super) fn parts(blocks: &[Arc<Block>]) -> Vec<Part> {
    #[derive(PartialEq)]
    enum Within {
        Body,
        Facts,
        Sources,
        Tail,
    }
    let last = blocks.iter().rposition(|it| !matches!(it.shape(), Shape::Other | Shape::Tail));
    let titled = blocks.iter().take(4).any(|it| it.metadata(Key::Title).is_some());
    let mut headline = titled;
    let mut started = false;
    let mut within = Within::Body;
    let mut out = Vec::with_capacity(blocks.len());
    for (n, block) in blocks.iter().enumerate() {
        if within == Within::Tail {
            out.push(Part::Tail);
            continue;
        }
        let running = matches!(block.shape(), Shape::Paragraph | Shape::Turn | Shape::BlockQuote);
        if (within == Within::Facts && (running || matches!(block.shape(), Shape::Heading(_))))
            || (within == Within::Sources && running)
        {
            within = Within::Body;
        }
        let part = match block.shape() {
            Shape::Metadata => Part::Metadata,
            Shape::Other => Part::Other,
            Shape::Tail => {
                within = Within::Tail;
                Part::Other
            }
            Shape::Caption => Part::Caption,
            Shape::Byline => Part::Byline,
            Shape::Correction => Part::Correction,
            Shape::Facts => {
                within = Within::Facts;
                Part::FactBox
            }
            Shape::Sources => {
                within = Within::Sources;
                Part::Sources
            }
            Shape::Item | Shape::Line if within == Within::Facts => Part::FactBox,
            Shape::Item | Shape::Line if within == Within::Sources => Part::Sources,
            Shape::Item => Part::Item,
            Shape::Heading(_) if !headline || (titled && !started && is_title(block, blocks)) => {
                headline = true;
                Part::Headline
            }
            Shape::Heading(_) => Part::Subhead,
            Shape::Line if titled && !started && is_title(block, blocks) => Part::Headline,
            Shape::Paragraph | Shape::Turn
                if !headline && !started && is_headline(block.prose()) && followed(&blocks[n + 1..]) =>
            {
                headline = true;
                Part::Headline
            }
            Shape::Line if !headline && !started => {
                let next =
                    blocks[n + 1..].iter().find(|it| !matches!(it.shape(), Shape::Other | Shape::Caption));
                let topped = next.is_some_and(|it| {
                    matches!(it.shape(), Shape::Line | Shape::Heading(_))
                        && it.prose().len() > block.prose().len()
                });
                if topped && block.prose().len() <= KICKER && !out.contains(&Part::Kicker) {
                    Part::Kicker
                } else {
                    headline = true;
                    Part::Headline
                }
            }
            Shape::Line if !started => Part::Deck,
            Shape::Line if Some(n) == last => Part::Paragraph,
            Shape::Line => Part::Subhead,
            Shape::Turn if !headline && !started && !ends(block.prose()) => {
                headline = true;
                Part::Headline
            }
            Shape::Turn if !ends(block.prose()) && is_short(block.prose(), SUBHEAD) && Some(n) != last => {
                Part::Subhead
            }
            Shape::Paragraph if !started => Part::Lede,
            Shape::Paragraph | Shape::Turn => Part::Paragraph,
            Shape::BlockQuote => Part::BlockQuote,
        };
        started |= running && !matches!(part, Part::Headline | Part::Subhead);
        out.push(part);
    }
    out
}

/// Whether a text has at most `most` characters.
fn is_short(prose: &str, most: usize) -> bool {
    prose.chars().nth(most).is_none()
}

/// Whether the first text of an article is a headline, though it asks, cries or is longer than a line: one
/// sentence without a full stop.
fn is_headline(prose: &str) -> bool {
    let bare = prose.trim_end_matches(['»', '”', '"', '“', '’', '\'', ')', ' ']);
    let asks = bare.trim_end_matches(['?', '!']);
    let single = !["? ", "! ", ". ", "\n", "\r"].iter().any(|it| asks.contains(it));
    is_short(prose, HEADLINE) && single && (asks.len() < bare.len() || !ends(prose))
}

/// Whether running text stands in what follows.
fn followed(blocks: &[Arc<Block>]) -> bool {
    blocks.iter().any(|it| matches!(it.shape(), Shape::Paragraph | Shape::Turn))
}

/// Whether a heading repeats the title of the front matter.
fn is_title(block: &Block, blocks: &[Arc<Block>]) -> bool {
    block.shape() == Shape::Heading(1)
        || blocks.iter().take(4).any(|it| it.metadata(Key::Title) == Some(block.prose()))
}

/// Whether a text ends like a sentence.
fn ends(prose: &str) -> bool {
    prose
        .trim_end_matches(['»', '”', '"', '“', '’', '\'', ')', ' '])
        .ends_with(['.', '!', '?', ':', ';', ',', '…'])
}

#[cfg(test)]
mod tests {
    use super::Part;
    use crate::article::{Article, Given};
    use crate::format::{Format, Markdown, Plain};

    fn parts(text: &str, format: &'static dyn Format) -> Vec<Part> {
        Article::parse(text, format, Given::default()).whole().parts.clone()
    }

    const BODY: &str = "Broa over Storelva er stengd etter tre dagar med regn.\n\nIngen kjem over.\n";

    fn first(headline: &str) -> Part {
        parts(&format!("{headline}\n\n{BODY}"), &Plain)[0]
    }

    #[test]
    fn an_article_in_the_usual_order() {
        let text = format!(
            "date: 2024-03-14\n\nBroa\n\nBroa er stengd\n\nIngen veit når ho opnar\n\nAv Kari Vik\n\n{BODY}\nVentar på varmen\n\n{BODY}\nFakta: Broa\n- Bygd i 1958\n\nKilder:\n- NVE\n\n(©NTB)\n\n* * * *\n\nRing Kari.\n"
        );
        let expected = [
            Part::Metadata,
            Part::Kicker,
            Part::Headline,
            Part::Deck,
            Part::Byline,
            Part::Lede,
            Part::Paragraph,
            Part::Subhead,
            Part::Paragraph,
            Part::Paragraph,
            Part::FactBox,
            Part::FactBox,
            Part::Sources,
            Part::Sources,
            Part::Other,
            Part::Other,
            Part::Tail,
        ];
        assert_eq!(parts(&text, &Plain), expected);
    }

    #[test]
    fn headlines_that_ask_cry_quote_or_run_long() {
        for headline in [
            "Broa er stengd",
            "Kva skjer med broa?",
            "Broa er stengd!",
            "– Eg har aldri sett elva så høg",
            "– Skal vi aldri kome over?",
            "Broa over Storelva er stengd etter tre dagar med regn, og kommunen veit ikkje når ho kan opne att",
        ] {
            assert_eq!(first(headline), Part::Headline, "{headline}");
        }
        for lede in [
            "Broa er stengd.",
            "Kva no? Ingen veit det.",
            "– Kva no? spør Kari Vik.",
            "OSLO (NTB): Er broa stengd.",
        ] {
            assert_ne!(first(lede), Part::Headline, "{lede}");
        }
        // With nothing under it, a question is the text.
        assert_eq!(parts("Kva skjer med broa?\n", &Plain), [Part::Lede]);
    }

    #[test]
    fn a_title_may_be_repeated() {
        let text = "---\ntitle: Broa er stengd\n---\n\nBroa er stengd\n\nBroa over Storelva er stengd.\n";
        assert_eq!(parts(text, &Plain), [Part::Metadata, Part::Headline, Part::Lede]);
        let heading = text.replace("\n\nBroa er", "\n\n# Broa er");
        assert_eq!(parts(&heading, &Markdown), [Part::Metadata, Part::Headline, Part::Lede]);
        let other = text.replace("\n\nBroa er stengd\n", "\n\nSlik gjekk det\n");
        assert_eq!(parts(&other, &Plain), [Part::Metadata, Part::Deck, Part::Lede]);
    }

    #[test]
    fn a_quotation_may_be_a_subhead() {
        let text = format!("Broa er stengd\n\n{BODY}\n– Aldri så høg\n\n{BODY}\n– Ikkje eg heller.\n");
        assert_eq!(
            parts(&text, &Plain)[3..],
            [Part::Subhead, Part::Paragraph, Part::Paragraph, Part::Paragraph]
        );
    }
}
