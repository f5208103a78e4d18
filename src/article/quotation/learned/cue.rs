//! The first step: which words say that somebody says, thinks or wants something.

use super::super::super::token::{Kind, Tokens};
use super::sight::{Sight, seen, steps};
use super::tag::Tag;
use crate::language::Class;
use std::ops::Range;

impl Sight<'_, '_, '_, '_> {
    /// Whether token `n` is asked about at all: what is quoted word for word has no cues of ours.
    pub(super) fn may_be_cue(&self, n: usize) -> bool {
        let tag = self.tags[n];
        let known = match self.tokens.list[n].kind {
            Kind::Mark(':') => n + 1 < self.tags.len() && self.tokens.spaced(n + 1),
            Kind::Word => {
                (tag.verb() && tag != Tag::Modal)
                    || tag.noun() && !self.tokens.list[n].capital
                    || matches!(tag, Tag::Preposition | Tag::Adjective | Tag::Adverb | Tag::Other)
            }
            _ => false,
        };
        known && !self.quoted[n]
    }

    /// What speaks for token `n` as a cue by itself: its word and class.
    pub(super) fn cue_prior(&self, n: usize, out: &mut Vec<u32>) {
        let tag = self.tags[n] as u32;
        out.extend([seen(100, [self.words[n], tag, 0]), seen(101, [self.stems[n], 0, 0])]);
    }

    /// What speaks for and against token `n` as a cue.
    pub(super) fn cue_features(&self, n: usize, out: &mut Vec<u32>) {
        let sentence = self.sentence(n);
        let stop = self.stop(&sentence);
        let (word, stem, tag, class) = (self.words[n], self.stems[n], self.tags[n] as u32, self.class(n));
        let verb = u32::from(self.tags[n].verb());
        let before = |back: usize| n.checked_sub(back);
        let (next, next2) = (Some(n + 1), Some(n + 2));
        let tag_at = |at| self.tag(at, &sentence);
        let word_at = |at| self.word(at, &sentence);
        self.cue_prior(n, out);
        let that = (n + 1..stop.min(n + 7)).find(|it| self.reader.is(*it, Class::THAT));
        let that = that.map_or(0, |it| 1 + steps(it - n));
        let clause = u32::from(self.clause_verb(n + 1, stop).is_some());
        let mark = (n + 1..stop.min(n + 5)).find(|it| self.quoted[*it]).map_or(0, |it| 1 + steps(it - n));
        let hint = u32::from(self.hints.iter().any(|it| it.cue == n));
        let auxiliary = self.auxiliary(n, &sentence);
        let subject = self.subject_kind(n, &sentence);
        let place =
            u32::from(n == sentence.start) | u32::from(n + 1 >= stop) << 1 | u32::from(self.headline) << 2;
        let used = u32::from(self.reader.used[n]);
        let used_near = u32::from(sentence.clone().any(|it| self.reader.used[it]));
        let speech = u32::from(sentence.clone().any(|it| self.quoted[it]));
        out.extend([
            seen(102, [class, tag, 0]),
            seen(103, [tag_at(next), word, 0]),
            seen(104, [tag_at(next), tag_at(next2), tag]),
            seen(105, [tag_at(next), class, tag]),
            seen(106, [word_at(next), stem, 0]),
            seen(107, [word_at(next), tag, verb]),
            seen(108, [tag_at(before(1)), word, 0]),
            seen(109, [tag_at(before(1)), tag_at(before(2)), tag]),
            seen(110, [word_at(before(1)), stem, 0]),
            seen(111, [word_at(before(1)), tag, 0]),
            seen(112, [that, stem, 0]),
            seen(113, [that, class, tag]),
            seen(114, [clause, stem, 0]),
            seen(115, [clause, class, tag]),
            seen(116, [mark, stem, 0]),
            seen(117, [mark, tag, 0]),
            seen(118, [hint, 0, 0]),
            seen(119, [auxiliary, stem, 0]),
            seen(120, [auxiliary, tag, 0]),
            seen(121, [subject, stem, 0]),
            seen(122, [subject, tag, tag_at(next)]),
            seen(123, [subject, class, 0]),
            seen(124, [place, word, 0]),
            seen(125, [place, tag, 0]),
            seen(126, [used, used_near, speech]),
            seen(127, [used_near, stem, 0]),
            seen(128, [tag_at(next2), tag_at(Some(n + 3)), tag_at(next)]),
            seen(129, [word_at(next2), stem, 0]),
            seen(130, [tag_at(before(3)), tag_at(before(2)), tag_at(before(1))]),
            seen(131, [steps(stop.saturating_sub(n)), tag, 0]),
            seen(132, [steps(stop.saturating_sub(n)), stem, 0]),
            seen(133, [clause, that, subject]),
        ]);
    }

    /// The auxiliaries right before a verb: «has been accused» is told from «accused».
    pub(super) fn auxiliary(&self, n: usize, sentence: &Range<usize>) -> u32 {
        let mut at = n;
        while at > sentence.start && matches!(self.tags[at - 1], Tag::Adverb) {
            at -= 1;
        }
        if at == sentence.start || !(self.tags[at - 1].verb() || self.tags[at - 1] == Tag::To) {
            return 0;
        }
        self.words[at - 1]
    }

    /// What kind of phrase could be the subject of a verb: the nearest noun before it, and how far.
    pub(super) fn subject_kind(&self, n: usize, sentence: &Range<usize>) -> u32 {
        let Some(head) = (sentence.start..n).rev().take(12).find(|it| self.is_head(*it)) else { return 0 };
        let token = &self.tokens.list[head];
        let kind = match self.tags[head] {
            Tag::Name => 1,
            Tag::Pronoun => 2,
            Tag::Possessive => 8,
            Tag::Wh => 3,
            _ if token.role().is_some() => 4,
            _ if token.is(Class::COLLECTIVE) => 5,
            _ if token.is(Class::DOCUMENT) => 6,
            _ => 7,
        };
        kind * 16 + steps(n - head)
    }

    /// Whether token `n` is the head of a phrase that could speak.
    pub(super) fn is_head(&self, n: usize) -> bool {
        is_head(self.tokens, &self.tags, n)
    }
}

/// Whether token `n` is the head of a phrase that could speak.
pub(super) fn is_head(tokens: &Tokens, tags: &[Tag], n: usize) -> bool {
    let tag = tags[n];
    let next = tags.get(n + 1).copied().unwrap_or(Tag::Mark);
    if matches!(tag, Tag::Pronoun | Tag::Possessive | Tag::Wh) {
        // "whose critics" has its head in the critics; "her remark" is hers.
        return tag != Tag::Wh || !next.noun();
    }
    let clitic = tokens.list[n].genitive > 0 && next != Tag::Mark;
    tag.noun() && (!next.noun() || clitic)
        || matches!(tag, Tag::Determiner | Tag::Number | Tag::Adjective) && next.verb()
}
