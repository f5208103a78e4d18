//! What one block says by itself.

use super::claim::{self, Claim};
use super::life::{self, Life};
use super::marks::{self, Marks};
use super::mention::{self, Mention};
use super::quotation::{self, Quotation, QuotationKind};
use super::timeline::{self, Event};
use super::timex::{self, Timex};
use super::token::{Token, Tokens};
use crate::format::{Piece, Shape};
use crate::language::{Class, Language, Subject};
use crate::text::Span;

/// The facts of one block, in the order of its text. All spans are bytes of the block's prose.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    pub sentences: Vec<Span>,
    pub mentions: Vec<Mention>,
    pub quotations: Vec<Quotation>,
    pub timexes: Vec<Timex>,
    pub claims: Vec<Claim>,
    /// What happens at a time that is said.
    pub events: Vec<Event>,
    /// What is said of births, deaths and ages.
    pub lives: Vec<Life>,
    /// Offices named with their country but without a holder («USAs forsvarsminister»): the office's indefinite
    /// form, and the country's number in the lexicon.
    pub offices: Vec<(Box<str>, u16)>,
    /// Sentences that tell of a change of office, by their number.
    pub changes: Vec<u32>,
    /// Police, a ministry, a hospital is named: who could have given the figures.
    pub authority: bool,
    /// Somebody says «jeg» outside of quotations: the writer, who may be the one quoted.
    pub first_person: bool,
    /// Quotation marks, and what they leave open at the block's edges.
    pub marks: Marks,
}

/// What is read of a block before its quotations, and what they are read by.
struct Ground<'p> {
    tokens: Tokens<'p, 'static>,
    marks: Marks,
    timexes: Vec<Timex>,
    mentions: Vec<Mention>,
}

impl<'p> Ground<'p> {
    fn read(piece: &'p Piece, language: &'static Language) -> Ground<'p> {
        let tokens = Tokens::new(&piece.prose, language);
        let quotes = language.knows(Subject::Quotations);
        let marks = if quotes { marks::read(&tokens) } else { Marks::default() };
        let mut timexes = Vec::new();
        if language.knows(Subject::Dates) {
            timex::read(&tokens, &mut timexes);
        }
        let mut mentions = Vec::new();
        if language.knows(Subject::Names) {
            mention::read(&tokens, piece, &marks, &timexes, &mut mentions);
        }
        Ground { tokens, marks, timexes, mentions }
    }
}

impl Facts {
    /// Reads the prose of a piece.
    pub fn read(piece: &Piece, language: &'static Language) -> Facts {
        if piece.prose.is_empty() || matches!(piece.shape, Shape::Metadata | Shape::Other | Shape::Tail) {
            return Facts::default();
        }
        let Ground { tokens, marks, mut timexes, mut mentions } = Ground::read(piece, language);
        let mut quotations = Vec::new();
        if language.knows(Subject::Quotations) {
            quotation::read(&tokens, piece, &marks, &mentions, &timexes, &mut quotations);
        }
        for quotation in quotations.iter().filter(|it| it.kind == QuotationKind::Direct) {
            if let Some(mention) = quotation.mention {
                let it = &mut mentions[mention as usize];
                (it.speaks, it.asked) = (true, it.asked.min(quotation.sentence));
            }
            for timex in &mut timexes {
                timex.quoted |= quotation.content.iter().any(|it| it.contains(timex.span));
            }
            for mention in &mut mentions {
                mention.quoted |= quotation.content.iter().any(|it| it.contains(mention.span));
            }
        }
        let mut claims = Vec::new();
        if language.knows(Subject::Claims) {
            claim::read(&tokens, &timexes, &quotations, &mut claims);
        }
        let mut lives = Vec::new();
        life::read(&tokens, &timexes, &mentions, &mut lives);
        let ground = timeline::Ground {
            tokens: &tokens,
            timexes: &timexes,
            mentions: &mentions,
            quotations: &quotations,
        };
        let events = ground.events();
        let mut offices = Vec::new();
        mention::offices(&tokens, &mut offices);
        let is_change = |n: &usize| tokens.list[*n].stands(Class::CHANGE).is_some();
        let mut changes: Vec<u32> =
            (0..tokens.list.len()).filter(is_change).map(|it| tokens.sentence_of(it) as u32).collect();
        changes.dedup();
        let told = |it: &Token| piece.shape != Shape::Turn && marks.around(it.span.start).is_none();
        let first_person = tokens.list.iter().any(|it| it.is_first_person() && told(it));
        let authority = tokens.list.iter().any(|it| it.is(Class::COLLECTIVE) && !it.is(Class::PEOPLE));
        let sentences = tokens.sentences.iter().map(|it| tokens.span(it.clone())).collect();
        Facts {
            sentences,
            mentions,
            quotations,
            timexes,
            claims,
            events,
            lives,
            offices,
            changes,
            first_person,
            authority,
            marks,
        }
    }

    /// Shows the quotations of a piece half read, and what the rules take for indirect speech in it: what a
    /// training program learns from.
    pub(super) fn study(
        piece: &Piece,
        language: &'static Language,
        show: &mut dyn FnMut(&quotation::Reader, &[Quotation]),
    ) {
        let Ground { tokens, marks, timexes, mentions } = Ground::read(piece, language);
        let mut out = Vec::new();
        let mut reader = quotation::Reader::new(&tokens, piece, &marks, &mentions, &timexes, &mut out);
        reader.direct(piece);
        let hints = reader.hints();
        show(&reader, &hints);
    }

    /// The sentence that `offset` stands in, with its number.
    pub fn sentence_at(&self, offset: u32) -> Option<(usize, Span)> {
        let n =
            self.sentences.partition_point(|it| it.end <= offset).min(self.sentences.len().checked_sub(1)?);
        Some((n, self.sentences[n]))
    }
}
