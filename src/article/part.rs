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
            Shape::Line if !headline && !started => {
                let next =
                    blocks[n + 1..].iter().find(|it| !matches!(it.shape(), Shape::Other | Shape::Caption));
                let topped = next.is_some_and(|it| matches!(it.shape(), Shape::Line | Shape::Heading(_)));
                if topped && block.prose().len() <= KICKER {
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
            Shape::Turn if !ends(block.prose()) && block.prose().len() <= 80 && Some(n) != last => {
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
