//! A block as a training program sees it: the same candidates and features that a block is read by.

use super::super::super::block::Block;
use super::super::super::facts::Facts;
use super::content::{Aspect, Candidate};
use super::sight::Sight;
use super::tag::{self, Tag};
use crate::language::{Language, Model};
use crate::text::Span;
use std::fmt;

/// One block to learn from. Numbers are of tokens, spans are bytes of the block's prose.
pub struct Lesson<'s> {
    sight: &'s Sight<'s, 's, 's, 's>,
}

/// One content that a cue could have.
#[derive(Clone, Debug)]
pub struct Content {
    /// Its parts.
    pub parts: Vec<Span>,
    candidate: Candidate,
}

impl fmt::Debug for Lesson<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lesson({} tokens)", self.len())
    }
}

/// Shows a block as it is when speech in marks has been read and reported speech has not.
pub fn lesson(
    block: &Block,
    language: &'static Language,
    tags: Option<&Model>,
    mut show: impl FnMut(&Lesson),
) {
    Facts::study(&block.piece, language, &mut |reader, hints| {
        let sight = Sight::new(reader, tags, hints);
        show(&Lesson { sight: &sight });
    });
}

impl Lesson<'_> {
    /// How many tokens the block has.
    pub fn len(&self) -> usize {
        self.sight.tokens.list.len()
    }

    /// Whether the block has no tokens.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where token `n` stands.
    pub fn span(&self, n: usize) -> Span {
        self.sight.tokens.list[n].span
    }

    /// The words of token `n`.
    pub fn text(&self, n: usize) -> &str {
        self.sight.tokens.text(n)
    }

    /// Whether token `n` is a verb, modal ones apart.
    pub fn is_verb(&self, n: usize) -> bool {
        self.tag(n).verb() && self.tag(n) != Tag::Modal
    }

    /// The tag that token `n` has without the tagger being asked.
    pub fn plain_tag(&self, n: usize) -> Tag {
        tag::plain(self.sight.tokens, n).unwrap_or(Tag::Other)
    }

    /// Whether the tagger is asked about token `n`; a mark's tag is known.
    pub fn asks_tag(&self, n: usize) -> bool {
        tag::asks(self.sight.tokens, n)
    }

    /// The tag of token `n`.
    pub fn tag(&self, n: usize) -> Tag {
        self.sight.tags[n]
    }

    /// What speaks for a tag of token `n`, when the tokens before it have the tags `tags`.
    pub fn tag_features(&self, n: usize, tags: &[Tag], out: &mut Vec<u32>) {
        let sentence = self.sight.sentence(n);
        out.extend(tag::features(&self.sight.shapes, n, &sentence, tag::before(tags, n)));
    }

    /// The tokens that are asked about as cues.
    pub fn cues(&self) -> Vec<usize> {
        (0..self.len()).filter(|it| !self.sight.reader.used[*it] && self.sight.may_be_cue(*it)).collect()
    }

    /// Whether a clause beside speech in marks has token `n` as its cue already.
    pub fn is_used(&self, n: usize) -> bool {
        self.sight.reader.used[n]
    }

    /// The speech in marks that the cue at token `n` has already.
    pub fn said(&self, n: usize) -> Option<Content> {
        let candidate = self.sight.said(n)?;
        let parts = candidate.parts().map(|it| self.sight.tokens.span(it.clone())).collect();
        Some(Content { parts, candidate })
    }

    /// What speaks for and against token `n` as a cue.
    pub fn cue_features(&self, n: usize, out: &mut Vec<u32>) {
        self.sight.cue_features(n, out);
    }

    /// Everything that the cue at token `n` could report.
    pub fn contents(&self, n: usize) -> Vec<Content> {
        let spans = |it: &Candidate| it.parts().map(|it| self.sight.tokens.span(it.clone())).collect();
        self.sight.contents(n).into_iter().map(|it| Content { parts: spans(&it), candidate: it }).collect()
    }

    /// What speaks for and against a content.
    pub fn content_features(&self, n: usize, content: &Content, out: &mut Vec<u32>) {
        let (see, it) = (self.sight.outlook(n), &content.candidate);
        if let Some(part) = &it.behind {
            self.sight.aspect_features(&see, Aspect::Begin(part.start, it.side), out);
        }
        self.sight.aspects(it, |aspect| self.sight.aspect_features(&see, aspect, out));
        self.sight.own_features(&see, it, out);
    }

    /// Everybody who could say it: the head of a phrase with the phrase; `None` for nobody.
    pub fn sources(&self, n: usize) -> Vec<Option<(usize, Span)>> {
        let sentence = self.sight.sentence(n);
        let phrase = |it: usize| (it, self.sight.tokens.span(self.sight.phrase(it, &sentence)));
        self.sight.sources(n).into_iter().map(|it| it.map(phrase)).collect()
    }

    /// Whether token `n` is somebody's that the next words name: "the home's" before "owner".
    pub fn is_owner(&self, n: usize) -> bool {
        self.sight.tokens.list[n].genitive > 0 || self.sight.tokens.low(n).ends_with(['\'', '’'])
    }

    /// What speaks for and against a source.
    pub fn source_features(&self, n: usize, head: Option<usize>, content: &Content, out: &mut Vec<u32>) {
        self.sight.source_features(n, head, Some(&content.candidate), out);
    }
}
