//! The third step: who says it.

use super::super::Signal;
use super::content::{Candidate, Side};
use super::sight::{Sight, seen, steps};
use super::tag::Tag;
use crate::language::Class;
use crate::text::Span;
use std::ops::Range;

impl Sight<'_, '_, '_, '_> {
    /// The heads of the phrases that could name the source of the cue at token `n`; `None` for nobody.
    pub(super) fn sources(&self, n: usize) -> Vec<Option<usize>> {
        let sentence = self.sentence(n);
        let heads = sentence.filter(|it| *it != n && self.is_head(*it) && !self.quoted[*it]);
        std::iter::once(None).chain(heads.map(Some)).collect()
    }

    /// The speech in marks that the cue at token `n` has already, as if it were content that was looked for.
    pub(super) fn said(&self, n: usize) -> Option<Candidate> {
        if self.quoted[n] {
            return None; // The marks are not closed: what they hold is for the rules to say.
        }
        let cue = self.tokens.list[n].span;
        let said = self.reader.out.iter().find(|it| it.cue == Some(cue) && it.signal != Signal::Cue)?;
        let range = |it: &Span| self.tokens.at(it.start)..self.tokens.at(it.end.saturating_sub(1)) + 1;
        let before = said.content.iter().filter(|it| it.end <= cue.start).map(range).next_back();
        let behind = said.content.iter().filter(|it| it.start >= cue.end).map(range).next();
        let side = match (&before, &behind) {
            (Some(_), Some(_)) => Side::Around,
            (Some(_), None) => Side::Before,
            _ => Side::Behind,
        };
        Some(Candidate { side, before, behind })
    }

    /// What speaks for and against the phrase with this head as the source.
    pub(super) fn source_features(
        &self,
        n: usize,
        head: Option<usize>,
        content: Option<&Candidate>,
        out: &mut Vec<u32>,
    ) {
        let sentence = self.sentence(n);
        let (stem, class, tag) = (self.stems[n], self.class(n), self.tags[n] as u32);
        let kind = tag * 1024 + class;
        let auxiliary = self.auxiliary(n, &sentence);
        let side = content.map_or(9, |it| it.side as u32);
        let Some(head) = head else {
            let subject = self.subject_kind(n, &sentence);
            out.extend([
                seen(300, [0, 0, 0]),
                seen(301, [stem, 0, 0]),
                seen(302, [kind, 0, 0]),
                seen(303, [auxiliary, tag, 0]),
                seen(304, [subject, tag, 0]),
                seen(305, [self.tag(n.checked_sub(1), &sentence), tag, 0]),
                seen(306, [side, tag, u32::from(self.headline)]),
                seen(307, [self.tag(Some(n + 1), &sentence), tag, 0]),
            ]);
            return;
        };
        let phrase = self.phrase(head, &sentence);
        let behind = head > n;
        let between = if behind { n + 1..phrase.start.max(n + 1) } else { head + 1..n };
        let gap = steps(between.len()) * 2 + u32::from(behind);
        let commas = self.commas(&between);
        let verbs = self.finite(&between);
        let heads = self.heads(&between);
        let place = u32::from(behind) | commas.min(3) << 1 | verbs.min(3) << 3 | heads.min(3) << 5;
        let token = &self.tokens.list[head];
        let what = self.tags[head] as u32
            | u32::from(token.role().is_some()) << 5
            | u32::from(token.is(Class::COLLECTIVE)) << 6
            | u32::from(token.is(Class::DOCUMENT)) << 7
            | u32::from(token.genitive > 0) << 8
            | u32::from(self.named[head]) << 9;
        let door = phrase.start.checked_sub(1);
        let (door_word, door_tag) = (self.word(door, &sentence), self.tag(door, &sentence));
        let inside = u32::from(content.is_some_and(|it| it.holds(head)));
        let first = u32::from(phrase.start == sentence.start);
        let next = self.tag(Some(head + 1), &sentence);
        let beside =
            if behind { self.tag(Some(n + 1), &sentence) } else { self.tag(n.checked_sub(1), &sentence) };
        let hinted = self.hints.iter().find(|it| it.cue == n).and_then(|it| it.source.as_ref());
        let hinted = hinted.map_or(0, |it| 1 + u32::from(it.contains(&head)));
        let nearest =
            (sentence.start..n).rev().find(|it| self.is_head(*it) && !self.quoted[*it]) == Some(head);
        let nearest = u32::from(nearest);
        let path: u32 = if between.len() <= 3 && !behind {
            between.clone().fold(7, |sum, it| sum * 31 + self.tag(Some(it), &sentence))
        } else {
            0
        };
        out.extend([
            seen(310, [gap, place, 0]),
            seen(311, [gap, kind, 0]),
            seen(312, [place, what, 0]),
            seen(313, [place, tag, auxiliary]),
            seen(314, [what, 0, 0]),
            seen(315, [what, nearest, place]),
            seen(316, [self.words[head], 0, 0]),
            seen(317, [door_word, u32::from(behind), tag]),
            seen(318, [door_tag, place, 0]),
            seen(319, [door_word, stem, u32::from(behind)]),
            seen(320, [inside, side, gap]),
            seen(321, [inside, side, place]),
            seen(322, [first, place, 0]),
            seen(323, [next, place, 0]),
            seen(324, [beside, gap, 0]),
            seen(325, [beside, place, tag]),
            seen(326, [hinted, 0, 0]),
            seen(327, [hinted, place, 0]),
            seen(328, [nearest, kind, u32::from(behind)]),
            seen(329, [path, tag, what]),
            seen(330, [place, stem, 0]),
            seen(331, [nearest, auxiliary, tag]),
            seen(332, [side, place, what & 31]),
            seen(334, [u32::from(self.reader.used[n]), place, side]),
            seen(335, [u32::from(self.reader.used[n]), gap, tag]),
            seen(333, [u32::from(self.headline), place, tag]),
        ]);
    }

    /// The words of the phrase that has its head at token `head`, up to the first words that tell more of it.
    pub(super) fn phrase(&self, head: usize, sentence: &Range<usize>) -> Range<usize> {
        let mut from = head;
        while from > sentence.start {
            let tag = self.tags[from - 1];
            let inner = tag.noun()
                || matches!(tag, Tag::Determiner | Tag::Adjective | Tag::Possessive | Tag::Number)
                || tag == Tag::Participle
                    && from >= 2
                    && matches!(self.tags[from - 2], Tag::Determiner | Tag::Adjective);
            if !inner || matches!(self.tags[head], Tag::Pronoun | Tag::Possessive | Tag::Wh) {
                break;
            }
            from -= 1;
        }
        from..head + 1
    }
}
