//! Quotations: content, cue and source, as one block shows them.
//!
//! An attribution relation has three parts (PolNeAR's terms): what was said (*content*), the words that say
//! that it was said (*cue*), and who said it (*source*). Direct speech is found by its marks, then its clause is
//! looked for beside it; indirect speech is found by its cue, then its content is looked for.

mod clause;
mod indirect;
mod learned;
mod marked;
mod phrase;
mod turn;

pub use learned::lesson::{Content, Lesson, lesson};
pub use learned::tag::Tag;

use super::marks::{Marks, Region};
use super::mention::{Form, Mention};
use super::timex::Timex;
use super::token::{Token, Tokens};
use crate::format::{Piece, Shape};
use crate::text::Span;
use std::ops::Range;

/// Whose words the content is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotationKind {
    /// The speaker's own words, marked by a dash or by quotation marks.
    Direct,
    /// The writer's words for what was said.
    Indirect,
    /// Indirect, with the speaker's own words in marks inside.
    Mixed,
}

/// What shows that it is a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A dash at the start of the paragraph.
    Dash,
    /// Quotation marks, by the one that opens.
    Marks(char),
    /// Only the cue.
    Cue,
}

/// One quotation: an attribution relation of content, cue and source. Spans are bytes of the block's prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    pub kind: QuotationKind,
    pub signal: Signal,
    /// What was said, without marks and dashes; in parts where the reporting clause stands inside.
    pub content: Vec<Span>,
    /// The words that say that it was said: a verb, «ifølge».
    pub cue: Option<Span>,
    /// Who said it, as a noun phrase.
    pub source: Option<Span>,
    /// The mention in the source that names the speaker, by its number in the block.
    pub mention: Option<u32>,
    /// Further people in the same source: «Trump og forsvarsminister Mike Pompeo».
    pub also: Vec<u32>,
    /// The outlet or document it came through («ifølge AFP» behind a source of its own).
    pub via: Option<Span>,
    /// The sentence its content starts in, by its number in the block.
    pub sentence: u32,
    /// Its opening mark is closed in no later place of the block.
    pub runs_on: bool,
    /// It closes what an earlier paragraph opened, or opens again what an earlier one left open.
    pub goes_on: bool,
    /// The content reads like something said, not like a title or a single term in marks.
    pub speech: bool,
    /// Somebody speaks of themself in it: «jeg».
    pub first_person: bool,
    /// It was said, as far as the cue tells: false for what somebody thinks, wants or shows.
    pub said: bool,
    /// How sure it is, in percent, that this is a quotation with this content and source. 100 where rules say so.
    pub certainty: u8,
}

impl Quotation {
    /// From the first byte of the content to its last.
    pub fn extent(&self) -> Span {
        match self.content.as_slice() {
            [first, .., last] => first.cover(*last),
            [only] => *only,
            [] => self.source.or(self.cue).unwrap_or_default(),
        }
    }

    /// From the first byte of content, cue or source to the last of them.
    pub fn whole(&self) -> Span {
        let parts = [self.cue, self.source, self.via].into_iter().flatten();
        parts.fold(self.extent(), |sum, it| sum.cover(it))
    }
}

/// Fewest words in marks that count as something said without any clause beside it.
const SPEECH_WORDS: usize = 4;

/// How many tokens a source may have.
const LONGEST_SOURCE: usize = 16;

/// Finds the quotations in a block, in the order of the text.
pub(super) fn read(
    tokens: &Tokens,
    piece: &Piece,
    marks: &Marks,
    mentions: &[Mention],
    timexes: &[Timex],
    out: &mut Vec<Quotation>,
) {
    let mut reader = Reader::new(tokens, piece, marks, mentions, timexes, out);
    let mut pending = reader.direct(piece);
    let language = tokens.language;
    if let (Some(model), Some(tags)) = (&language.attribution, &language.word_classes) {
        let hints = reader.hints();
        learned::read(&mut reader, model, tags, &hints, &mut pending);
    } else {
        if reader.headline {
            reader.headline_colon();
        }
        reader.indirect();
        reader.hearsay();
    }
    reader.leftover(&pending);
    reader.out.sort_by_key(|it| (it.extent(), it.cue));
}

/// Who is named as speaker, and where the naming ends.
struct Clause {
    cue: Span,
    source: Option<Range<usize>>,
    /// The token behind cue and source.
    end: usize,
    via: Option<Span>,
}

/// A block while its quotations are read.
pub(super) struct Reader<'a, 't, 'l> {
    tokens: &'a Tokens<'t, 'l>,
    marks: &'a Marks,
    mentions: &'a [Mention],
    timexes: &'a [Timex],
    /// Tokens that are the cue of a quotation already.
    used: Vec<bool>,
    /// What is said in this block's dash turn.
    speech: Vec<Span>,
    /// The block is a headline or another short line.
    headline: bool,
    out: &'a mut Vec<Quotation>,
}

impl<'a, 't, 'l> Reader<'a, 't, 'l> {
    pub(super) fn new(
        tokens: &'a Tokens<'t, 'l>,
        piece: &Piece,
        marks: &'a Marks,
        mentions: &'a [Mention],
        timexes: &'a [Timex],
        out: &'a mut Vec<Quotation>,
    ) -> Reader<'a, 't, 'l> {
        let used = vec![false; tokens.list.len()];
        let headline = matches!(piece.shape, Shape::Line | Shape::Heading(_));
        Reader { tokens, marks, mentions, timexes, used, speech: Vec::new(), headline, out }
    }

    /// Reads speech that a dash or marks show; returns what stands in marks and has no clause.
    pub(super) fn direct(&mut self, piece: &Piece) -> Vec<Region> {
        if piece.shape == Shape::Turn {
            if let Some(first) =
                (0..self.tokens.list.len()).find(|it| !self.tokens.list[*it].dash()).filter(|it| *it > 0)
            {
                self.turn(first, true);
            }
        } else if self.tokens.language.lexicon.turns
            && let Some(first) = self.inner_turn()
        {
            self.turn(first, false);
        }
        self.marked()
    }

    /// What the rules take for indirect speech, which a model may see as one sign among others.
    pub(super) fn hints(&mut self) -> Vec<Quotation> {
        let (known, used) = (self.out.len(), self.used.clone());
        self.indirect();
        self.used = used;
        self.out.split_off(known)
    }
}

impl Reader<'_, '_, '_> {
    /// Gives a quotation another source.
    fn rename(&mut self, number: usize, source: Option<Range<usize>>) {
        let mention = source.as_ref().and_then(|it| self.mention_in(it));
        let also = source.as_ref().map(|it| self.joined(it, mention)).unwrap_or_default();
        let quotation = &mut self.out[number];
        (quotation.mention, quotation.also) = (mention, also);
        quotation.source = source.map(|it| self.tokens.span(it));
    }

    fn push(
        &mut self,
        kind: QuotationKind,
        signal: Signal,
        content: Vec<Span>,
        clause: Option<&Clause>,
    ) -> &mut Quotation {
        let mut source = clause.and_then(|it| it.source.clone());
        let named = source.as_ref().and_then(|it| self.named_behind(it));
        if let (Some((_, end)), Some(source)) = (named, &mut source) {
            source.end = end;
        }
        // What the office is of is nobody it was said to.
        let behind = |end: usize| self.via(end, self.sentence(end - 1).end);
        let via = clause.and_then(|it| it.via).and_then(|via| match named {
            Some((_, end)) if self.tokens.at(via.start) < end => behind(end),
            _ => Some(via),
        });
        let mention = named.map(|it| it.0).or_else(|| source.as_ref().and_then(|it| self.mention_in(it)));
        let also = source.as_ref().map(|it| self.joined(it, mention)).unwrap_or_default();
        let start = content.first().map_or(0, |it| it.start);
        let words = |it: &Span| it.of(self.tokens.text).split_whitespace().count();
        let long = || content.iter().map(words).sum::<usize>() >= SPEECH_WORDS;
        let quotation = Quotation {
            kind,
            signal,
            cue: clause.map(|it| it.cue),
            source: source.map(|it| self.tokens.span(it)),
            mention,
            also,
            via,
            sentence: self.tokens.sentence_of(self.tokens.at(start)) as u32,
            runs_on: false,
            goes_on: false,
            speech: clause.is_some() || long(),
            first_person: kind == QuotationKind::Direct && self.speaks_of_self(&content),
            said: clause.is_none_or(|it| self.says(self.tokens.at(it.cue.start))),
            certainty: 100,
            content,
        };
        if let Some(clause) = clause {
            let n = self.tokens.at(clause.cue.start);
            self.used[n] = true;
        }
        self.out.push(quotation);
        self.out.last_mut().expect("just pushed")
    }

    /// Who bears the role that a source ends with, named behind a comma: «lederen i Naturvern, Kari Berg», «lederen for
    /// landets største forening, Kari Berg»; with the token behind the name.
    fn named_behind(&self, source: &Range<usize>) -> Option<(u32, usize)> {
        let span = self.tokens.span(source.clone());
        let (n, name) = (0u32..).zip(self.mentions).find(|(_, it)| {
            let own = it.role.as_ref().is_some_and(|it| span.contains(it.0));
            own && it.form == Form::Name && it.span.start >= span.end
        })?;
        let between = &self.tokens.text[span.end as usize..name.span.start as usize];
        (between.trim_end().ends_with(',')).then(|| (n, self.tokens.at(name.span.end)))
    }

    /// Whether somebody who says this says «jeg» in it.
    fn speaks_of_self(&self, content: &[Span]) -> bool {
        let inside = |it: &Span| self.tokens.at(it.start)..self.tokens.at(it.end);
        let mut words = content.iter().flat_map(|it| &self.tokens.list[inside(it)]);
        words.any(Token::is_first_person)
    }
}
