//! Reporting clauses: cue and source beside speech.

use super::{Clause, Reader};
use crate::language::{Case, Class, Gender};
use crate::text::Span;

impl Reader<'_, '_, '_> {
    /// «sier X», «sier også X», «legger X til», «heter det i rapporten» at token `n`.
    pub(super) fn inverted(&self, n: usize, class: Class) -> Option<Clause> {
        let limit = self.sentence(n).end;
        if let Some(len) = self.tokens.get(n).and_then(|it| it.stands(Class::ACCORDING)) {
            return self.according(n, len, limit);
        }
        if let Some(len) = self.tokens.get(n).and_then(|it| it.stands(Class::SPEECH_PASSIVE))
            && !self.is(n, Class::SPEECH)
        {
            return Some(self.agentless(n, len, limit));
        }
        let particle = self.cue_verb(n, class)?;
        let mut at = n + 1;
        if particle == Some(at) {
            at += 1;
        }
        // «sier til NTB X» is rare; «sier også X», «sa i går X» are not.
        at = self.skip_between(at, limit);
        let source = self.full_phrase(at, limit)?;
        // «håper det snur»: no source, but what is hoped.
        let thing = self.tokens.list[at].word().and_then(|it| it.pronoun);
        let silent = self.tokens.list[n].word().is_some_and(|it| it.verbs.iter().any(|it| it.silent));
        if silent && thing.is_some_and(|it| it.gender == Some(Gender::Thing)) && !self.speaks(source.clone())
        {
            return None;
        }
        let mut end = source.end;
        if particle == Some(end) {
            end += 1;
        }
        // A clause that goes on with «at» reports something else: «sa mamma at».
        if self.is(end, Class::THAT) && !self.is(end, Class::DETERMINER) {
            return None;
        }
        let via = self.via(end, limit);
        Some(Clause { cue: self.tokens.list[n].span, source: Some(source), end, via })
    }

    /// "he said", "the mayor told reporters" at token `n`.
    pub(super) fn straight(&self, n: usize, class: Class) -> Option<Clause> {
        let limit = self.sentence(n).end;
        // "I said": the writer, outside of the marks.
        let pronoun = self.tokens.get(n).and_then(|it| it.word()).and_then(|it| it.pronoun);
        let writer = pronoun.is_some_and(|it| it.person == 1 && it.case == Case::Subject);
        let source = if writer { n..n + 1 } else { self.noun_phrase(n, limit)? };
        let mut verb = self.skip_between(source.end, limit);
        if self.is(verb, Class::VERB) && self.is(verb + 1, Class::SPEECH_OTHER) {
            verb += 1;
        } else {
            self.cue_verb(verb, class)?;
        }
        let end = verb + 1;
        let via = self.via(end, limit);
        Some(Clause { cue: self.tokens.list[verb].span, source: Some(source), end, via })
    }

    /// «ifølge X», «ifølge en uttalelse fra X».
    pub(super) fn according(&self, n: usize, len: usize, limit: usize) -> Option<Clause> {
        let source = self.full_phrase(n + len, limit)?;
        let mut cue = self.tokens.span(n..n + len);
        let mut source = source;
        // The document is part of the cue when it says whose it is.
        let document = source.clone().find(|it| self.is(*it, Class::DOCUMENT));
        if let Some(at) = document
            && self.is(at + 1, Class::PREPOSITION)
            && at + 2 < source.end
            && let Some(owner) = self.full_phrase(at + 2, limit)
        {
            cue = self.tokens.span(n..owner.end);
            source = owner;
        }
        let end = source.end;
        Some(Clause { cue, source: Some(source), end, via: None })
    }

    /// «heter det i rapporten»: a document speaks, or nobody.
    pub(super) fn agentless(&self, n: usize, len: usize, limit: usize) -> Clause {
        let mut at = n + len;
        if self.is(at, Class::PRONOUN) {
            at += 1;
        }
        at = self.skip_between(at, limit);
        let source = self.is(at, Class::PREPOSITION).then(|| self.noun_phrase(at + 1, limit)).flatten();
        let end = source.as_ref().map_or(at, |it| it.end);
        Clause { cue: self.tokens.span(n..n + len), source, end, via: None }
    }

    /// «ifølge AFP», «til NTB» behind a clause: what the words came through.
    pub(super) fn via(&self, from: usize, limit: usize) -> Option<Span> {
        let mut near =
            (from..limit.min(from + 14)).take_while(|it| !self.mark_in(*it, &['.', '«', '“', '"']));
        near.find_map(|at| {
            if !self.is(at, Class::ACCORDING.or(Class::ADDRESSEE)) {
                return None;
            }
            let source = self.noun_phrase(at + 1, limit)?;
            let named = self.tokens.list[source.clone()].iter().any(|it| it.capital);
            named.then(|| self.tokens.span(source))
        })
    }
}
