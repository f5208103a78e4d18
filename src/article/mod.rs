//! The incremental parser: a file as an article, and what the whole article says.
//!
//! An [`Article`] is an immutable snapshot. An edit gives a new one that shares every block the edit did not
//! touch; what the whole article says ([`Whole`]) is folded again from the blocks' facts, in order, and never
//! reads a text twice. Nothing is invalidated, so nothing can be stale.

mod block;
mod claim;
mod entity;
mod facts;
mod finding;
mod life;
mod marks;
mod mention;
pub mod names;
mod part;
mod quotation;
mod speaker;
mod timeline;
mod timex;
mod token;
mod whole;

pub use block::Block;
pub use claim::{Claim, ClaimKind};
pub use entity::{Entity, EntityId, EntityKind, MentionId, Reading, Sign, Weights, study};
pub use facts::Facts;
pub use finding::{Finding, Fix, Severity};
pub use life::{Life, LifeDate};
pub use marks::{OpenMark, Region};
pub use mention::{Form, Mention};
pub use part::Part;
pub use quotation::{Content, Lesson, Quotation, QuotationKind, Signal, Tag, lesson};
pub use speaker::{Basis, Hearing, Speaker, SpeakerSign, SpeakerSigns, SpeakerWeights, listen};
pub use timeline::{Certainty, Event, EventId, Moment};
pub use timex::{
    Anchor, CalendarDay, Counted, Direction, Expression, Origin, PublicationDate, Resolved, TimeOfDay, Timex,
    TimexId, TimexType, Value, When, Which, Words, days_in, feast, weekday,
};
pub use whole::{Place, QuotationId, Whole};

use crate::format::{Format, Key, State};
use crate::language::{self, Language, Votes};
use crate::text::{Edit, OutOfBounds, Span, Text};
use block::Cut;
use std::sync::Arc;

/// What is known of an article from elsewhere than its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given {
    /// Its language; metadata in the text goes before it.
    pub language: Option<&'static Language>,
    /// Its publication date; metadata and a published line in the text go before it.
    pub date: Option<PublicationDate>,
}

/// An article as it stands at one moment. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Article {
    text: Text,
    format: &'static dyn Format,
    given: Given,
    language: &'static Language,
    blocks: Vec<Arc<Block>>,
    whole: Arc<Whole>,
    reread: usize,
}

impl Article {
    /// The article with something else given.
    pub fn with(&self, given: Given) -> Article {
        let language = decide(&self.blocks, &given);
        let same = language.code == self.language.code;
        let blocks = if same { self.blocks.clone() } else { read_all(self.blocks.clone(), language) };
        let reread = if same { 0 } else { blocks.len() };
        Article::fold(self.text.clone(), self.format, given, language, blocks, reread)
    }

    /// Reads a file.
    pub fn parse(text: &str, format: &'static dyn Format, given: Given) -> Article {
        let mut cuts = Vec::new();
        block::cut(format, text, text.len(), State::Start, &mut cuts);
        let reread = cuts.len();
        let blocks: Vec<Arc<Block>> = cuts.into_iter().map(|it| Arc::new(it.read(None))).collect();
        let language = decide(&blocks, &given);
        let blocks = read_all(blocks, language);
        Article::fold(Text::new(text), format, given, language, blocks, reread)
    }

    /// The article after `edit`, which re-reads the blocks it touches and no others.
    ///
    /// # Errors
    /// [`OutOfBounds`] if the edit does not fit the text.
    pub fn edit(&self, edit: &Edit) -> Result<Article, OutOfBounds> {
        let mut text = self.text.clone();
        text.apply(edit)?;
        let starts = &self.whole.starts;
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        // The blocks that the edit touches and one neighbour before, widened to whole chunks.
        let touched = starts.partition_point(|it| (*it as usize) < start).saturating_sub(1);
        let mut first = touched.saturating_sub(1);
        while first > 0 && !self.blocks[first].opens_chunk {
            first -= 1;
        }
        let mut last = starts.partition_point(|it| (*it as usize) <= end);
        let grown = edit.text.len() as isize - edit.span.len() as isize;
        let from = self.start_of(first);
        let entry = self.blocks.get(first).map_or(State::Start, |it| it.entry);
        let mut reach = 1;
        let (cuts, last) = loop {
            while last < self.blocks.len() && !self.blocks[last].opens_chunk {
                last += 1;
            }
            let known = (self.start_of(last) as isize + grown) as usize - from;
            // One chunk more, only to see that the boundary before it still is one.
            let mut beyond = (last + 1).min(self.blocks.len());
            while beyond < self.blocks.len() && !self.blocks[beyond].opens_chunk {
                beyond += 1;
            }
            let to = (self.start_of(beyond) as isize + grown) as usize;
            let window = text.slice(Span::new(from, to));
            let mut cuts = Vec::new();
            let exit = block::cut(self.format, &window, known, entry, &mut cuts);
            let agrees = match self.blocks.get(last) {
                Some(next) => exit == Some(next.entry),
                None => true,
            };
            if agrees {
                break (cuts, last);
            }
            last = (last + reach).min(self.blocks.len());
            reach *= 2;
        };
        let (middle, reread) = self.reuse(cuts, first, last);
        let mut blocks = Vec::with_capacity(first + middle.len() + self.blocks.len() - last);
        blocks.extend_from_slice(&self.blocks[..first]);
        blocks.extend(middle);
        blocks.extend_from_slice(&self.blocks[last..]);
        let language = decide(&blocks, &self.given);
        let (blocks, reread) = if language.code == self.language.code {
            (blocks, reread)
        } else {
            let all = blocks.len();
            (read_all(blocks, language), all)
        };
        Ok(Article::fold(text, self.format, self.given, language, blocks, reread))
    }

    /// Reads the pieces that differ from the old blocks `first..last`, and keeps the others.
    fn reuse(&self, mut cuts: Vec<Cut>, first: usize, last: usize) -> (Vec<Arc<Block>>, usize) {
        let old = &self.blocks[first..last];
        let same_front = cuts.iter().zip(old).take_while(|(cut, block)| cut.gives(block)).count();
        let rest = &old[same_front..];
        let same_back = cuts[same_front..]
            .iter()
            .rev()
            .zip(rest.iter().rev())
            .take_while(|(cut, block)| cut.gives(block))
            .count();
        let back = cuts.len() - same_back;
        let mut out = old[..same_front].to_vec();
        let reread = back - same_front;
        out.extend(cuts.drain(same_front..back).map(|it| Arc::new(it.read(Some(self.language)))));
        out.extend_from_slice(&old[old.len() - same_back..]);
        (out, reread)
    }

    fn fold(
        text: Text,
        format: &'static dyn Format,
        given: Given,
        language: &'static Language,
        blocks: Vec<Arc<Block>>,
        reread: usize,
    ) -> Article {
        let whole = Arc::new(Whole::fold(&blocks, language, given.date));
        Article { text, format, given, language, blocks, whole, reread }
    }

    fn start_of(&self, block: usize) -> usize {
        self.whole.starts.get(block).map_or(self.text.len(), |it| *it as usize)
    }

    /// The file's text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The format it was read in.
    pub fn format(&self) -> &'static dyn Format {
        self.format
    }

    /// The language it was read in.
    pub fn language(&self) -> &'static Language {
        self.language
    }

    /// Its blocks, in order; every byte of the file belongs to exactly one.
    pub fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// What the whole article says.
    pub fn whole(&self) -> &Whole {
        &self.whole
    }

    /// How many blocks were read to make this snapshot out of the one before it.
    pub fn reread(&self) -> usize {
        self.reread
    }

    /// The block that the byte `offset` of the file stands in, with its number; the last one at the very end.
    pub fn block_at(&self, offset: usize) -> Option<(usize, &Block)> {
        let n = self.whole.starts.partition_point(|it| *it as usize <= offset).checked_sub(1)?;
        Some((n, self.blocks.get(n)?))
    }

    /// Where a span of a block's prose stands in the file, in bytes. In a block without prose (metadata) a span
    /// counts the block's own bytes.
    pub fn in_file(&self, place: Place) -> Span {
        let start = self.start_of(place.block as usize);
        match self.blocks.get(place.block as usize) {
            Some(block) if block.prose().is_empty() => {
                let len = block.source.len() as u32;
                Span { start: place.span.start.min(len), end: place.span.end.min(len) }.shift(start)
            }
            Some(block) => block.in_file(place.span, start),
            None => Span::new(self.text.len(), self.text.len()),
        }
    }

    /// A mention by its number.
    pub fn mention(&self, id: MentionId) -> &Mention {
        &self.blocks[id.block as usize].facts.mentions[id.mention as usize]
    }

    /// Who else could say a quotation, besides [`Whole::speaker_of`]: whom the pronoun or the role noun that names the
    /// speaker could as well stand for, or, with no clause, whom the conversation comes close to. Empty where there is
    /// no doubt.
    pub fn doubts_of(&self, id: QuotationId) -> &[EntityId] {
        let mention = self.blocks[id.block as usize].facts.quotations[id.quotation as usize].mention;
        match mention {
            Some(mention) => self.whole.rivals_of(MentionId { block: id.block, mention }),
            None => self.whole.doubts_of(id),
        }
    }

    /// An expression of time by its number.
    pub fn timex(&self, id: TimexId) -> &Timex {
        &self.blocks[id.block as usize].facts.timexes[id.timex as usize]
    }

    /// The article's timeline: what happens in it, in the order of time. Put together when it is asked for.
    pub fn timeline(&self) -> Vec<Moment> {
        timeline::timeline(&self.blocks, &self.whole)
    }

    /// An event by its number.
    pub fn event(&self, id: EventId) -> &Event {
        &self.blocks[id.block as usize].facts.events[id.event as usize]
    }

    /// Where a mention stands.
    pub fn place_of(&self, id: MentionId) -> Place {
        Place { block: id.block, span: self.mention(id).span }
    }

    /// The words at a place.
    pub fn words(&self, place: Place) -> &str {
        let block = self.blocks.get(place.block as usize);
        block.map_or("", |it| if it.prose().is_empty() { "" } else { place.span.of(it.prose()) })
    }
}

/// The article's language: what its metadata says, else what is given, else what its words say, else bokmål.
fn decide(blocks: &[Arc<Block>], given: &Given) -> &'static Language {
    let stated = blocks.iter().take(8).filter_map(|it| it.metadata(Key::Language)).find_map(language::by_tag);
    stated
        .or(given.language)
        .or_else(|| Votes::decide(blocks.iter().map(|it| it.votes())).and_then(language::language))
        .or_else(|| language::language("nb"))
        .expect("bokmål is shipped")
}

/// Reads every block's facts (again) in `language`.
fn read_all(blocks: Vec<Arc<Block>>, language: &'static Language) -> Vec<Arc<Block>> {
    let read = |block: Arc<Block>| {
        let mut block = Arc::try_unwrap(block).unwrap_or_else(|shared| Block {
            source: shared.source.clone(),
            piece: shared.piece.clone(),
            entry: shared.entry,
            opens_chunk: shared.opens_chunk,
            votes: shared.votes.clone(),
            facts: Facts::default(),
            findings: Default::default(),
        });
        block.read_facts(language);
        block.findings = Default::default();
        Arc::new(block)
    };
    blocks.into_iter().map(read).collect()
}
