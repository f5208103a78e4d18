//! Indirect speech, found by its cue.

use super::super::token::Kind;
use super::{Clause, Quotation, QuotationKind, Reader, Signal};
use crate::language::Class;
use crate::text::Span;
use std::ops::Range;

impl Reader<'_, '_, '_> {
    pub(super) fn indirect(&mut self) {
        for n in 0..self.tokens.list.len() {
            // Few words can be a cue; what stands around them is asked only of those.
            let according = self.tokens.list[n].stands(Class::ACCORDING);
            if according.is_none() && !self.is(n, Class::SPEECH.or(Class::SPEECH_OTHER)) {
                continue;
            }
            let span = self.tokens.list[n].span;
            let reported =
                |it: &Quotation| it.signal == Signal::Cue && it.content.iter().any(|it| it.contains(span));
            if self.used[n]
                || !self.tokens.list[n].is_word()
                || self.is_quoted(n)
                || self.out.iter().any(reported)
            {
                continue;
            }
            if let Some(len) = according {
                self.according_speech(n, len);
                continue;
            }
            let perfect =
                self.is(n, Class::SPEECH_OTHER) && n > 0 && self.is(n - 1, Class::VERB.or(Class::ADVERB));
            let class = if perfect { Class::SPEECH_OTHER } else { Class::SPEECH };
            let Some(particle) = self.cue_verb(n, class) else { continue };
            let Some(word) = self.tokens.list[n].word() else { continue };
            if word.verbs.iter().any(|it| it.reports) {
                self.reported(n, particle.unwrap_or(n), word.verbs.iter().any(|it| it.bare));
            }
        }
    }

    /// «X opplyser at …», «Mandag meldte X at …», "X said it was late", "…, X said."
    pub(super) fn reported(&mut self, verb: usize, from: usize, bare: bool) {
        let sentence = self.sentence(verb);
        let mut stop = sentence.end;
        while stop > verb
            && matches!(self.tokens.list[stop - 1].kind, Kind::Mark('.' | '!' | '?' | '»' | '”' | '"' | ')'))
            && !self.marks.regions.iter().any(|it| it.outer.end == self.tokens.list[stop - 1].span.end)
        {
            stop -= 1;
        }
        // The word that opens the reported clause.
        let mut that = None;
        for n in from + 1..stop.min(from + 16) {
            if self.is(n, Class::THAT) && !(self.is(n, Class::DETERMINER) && self.is(n + 1, Class::VERB)) {
                that = Some(n);
                break;
            }
            if self.is(n, Class::VERB.or(Class::SPEECH))
                && self.tokens.list[n].role().is_none()
                && !self.tokens.list[n].capital
                || self.mark_in(n, &[';', ':', '.', '–', '—'])
            {
                break;
            }
        }
        let after = |reader: &Self, limit: usize| {
            let at = reader.skip_between(from + 1, limit);
            reader.noun_phrase(at, limit).filter(|it| {
                reader.speaks(it.clone()) || it.end == limit || reader.skip_between(it.end, limit) == limit
            })
        };
        let cue = self.tokens.list[verb].span;
        if let Some(that) = that {
            let before = self.subject_before(verb);
            let source = match before {
                Some(it) => Some(it),
                None => after(self, that).or_else(|| {
                    self.opening_phrase(sentence.start, verb).filter(|it| self.speaks(it.clone()))
                }),
            };
            if source.as_ref().is_some_and(|it| self.is_first_person(it.clone())) {
                return;
            }
            let perfect = self.is(verb, Class::SPEECH_OTHER) && !self.is(verb, Class::SPEECH);
            if perfect && !source.as_ref().is_some_and(|it| self.speaks(it.clone())) {
                return;
            }
            let content = self.tokens.span(that + 1..stop);
            if content.len() >= 8 && source.is_some() {
                let clause = Clause { cue, source, end: that, via: None };
                self.push_reported(vec![content], &clause);
            }
            return;
        }
        // "…, X said." and «…, opplyser X.»
        let comma_before = |n: usize| n > sentence.start && self.mark_in(n - 1, &[',']);
        let subject = self.subject_before(verb).filter(|it| self.speaks(it.clone()));
        if let Some(subject) = &subject
            && comma_before(subject.start)
            && subject.start - sentence.start >= 3
            && (verb + 1 >= stop
                || self.mark_in(verb + 1, &[',', '.'])
                || self.skip_between(verb + 1, stop) >= stop
                || self.is_hearer(verb + 1, stop))
        {
            let mut content = vec![self.trimmed(sentence.start, subject.start)];
            // "If it was not, he added, the council would have to borrow."
            if self.mark_in(verb + 1, &[',']) && verb + 4 < stop {
                content.push(self.tokens.span(verb + 2..stop));
            }
            // "the council's clerk, Angela Moss, told members"
            let source = if comma_before(verb) { subject.start..verb - 1 } else { subject.clone() };
            let clause = Clause { cue, source: Some(source), end: verb + 1, via: None };
            self.push_reported(content, &clause);
            return;
        }
        if comma_before(verb)
            && subject.is_none()
            && verb - sentence.start >= 5
            && let Some(clause) = self.inverted(verb, Class::SPEECH)
            && clause.source.as_ref().is_none_or(|it| self.speaks(it.clone()) || it.len() > 1)
        {
            let content = self.trimmed(sentence.start, verb);
            self.push_reported(vec![content], &clause);
            return;
        }
        // "X said it was late."
        if bare
            && let Some(subject) = subject
            && self.opens_clause(verb + 1, stop)
        {
            let content = self.tokens.span(verb + 1..stop);
            let clause = Clause { cue, source: Some(subject), end: verb + 1, via: None };
            self.push_reported(vec![content], &clause);
        }
    }

    /// "told members": only whom it was said to stands behind the verb.
    pub(super) fn is_hearer(&self, n: usize, stop: usize) -> bool {
        self.noun_phrase(n, stop).is_some_and(|it| it.end >= stop || self.mark_in(it.end, &[',', '.']))
    }

    pub(super) fn is_first_person(&self, range: Range<usize>) -> bool {
        range.len() == 1
            && self.tokens.list[range.start].word().and_then(|it| it.pronoun).is_some_and(|it| it.person < 3)
    }

    /// Whether a clause of its own (subject, then verb) begins at token `n`.
    pub(super) fn opens_clause(&self, n: usize, limit: usize) -> bool {
        let Some(first) =
            self.tokens.get(n).filter(|it| (it.is_word() || it.kind == Kind::Number) && n < limit)
        else {
            return false;
        };
        if first.is(Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::SPEECH_OTHER))
            && !first.is(Class::DETERMINER.or(Class::PRONOUN))
        {
            return false;
        }
        let noun = first.class() == Class::NONE || first.class() == Class::COMMON;
        let opens = first.capital
            || first.is(Class::DETERMINER
                .or(Class::PRONOUN)
                .or(Class::COLLECTIVE)
                .or(Class::NUMBER)
                .or(Class::ABOUT))
            || first.role().is_some();
        let reach = if opens { 10 } else { 6 };
        (opens || noun) && (n + 1..limit.min(n + reach)).any(|it| self.is(it, Class::VERB))
    }

    /// «Ifølge X …», «…, ifølge X»; behind a direct quotation's clause it is what the words came through.
    pub(super) fn according_speech(&mut self, n: usize, len: usize) {
        let sentence = self.sentence(n);
        let Some(clause) = self.according(n, len, sentence.end) else { return };
        let span = self.tokens.list[n].span;
        let whole = self.tokens.span(sentence.clone());
        let spoken = |it: &Quotation| {
            it.kind == QuotationKind::Direct
                && it.cue.is_some_and(|cue| whole.contains(cue) && cue.end <= span.start)
        };
        if self.out.iter().any(spoken) {
            return;
        }
        if self.out.iter().any(|it| {
            it.via.is_some_and(|via| via.start >= span.start && via.start <= span.end + 60)
                || it.cue.is_some_and(|cue| cue.overlaps(clause.cue))
        }) {
            return;
        }
        let mut stop = sentence.end;
        while stop > clause.end && matches!(self.tokens.list[stop - 1].kind, Kind::Mark('.' | '!' | '?')) {
            stop -= 1;
        }
        let opens = n <= sentence.start + 1;
        let content = if opens {
            let from = if self.mark_in(clause.end, &[',']) { clause.end + 1 } else { clause.end };
            self.tokens.span(from..stop.max(from))
        } else {
            self.trimmed(sentence.start, n)
        };
        if content.len() >= 8 {
            self.push_reported(vec![content], &clause);
        }
    }

    pub(super) fn push_reported(&mut self, content: Vec<Span>, clause: &Clause) {
        let shared = |part: &Span, inner: Span| {
            inner.end.min(part.end).saturating_sub(inner.start.max(part.start)) as usize
        };
        let marks = self.marks;
        let quoted: usize =
            content.iter().flat_map(|part| marks.outermost().map(move |it| shared(part, it.inner))).sum();
        let all: usize = content.iter().map(|it| it.len()).sum();
        let kind = match quoted * 10 {
            0 => QuotationKind::Indirect,
            it if it >= all * 9 => QuotationKind::Direct,
            _ => QuotationKind::Mixed,
        };
        self.push(kind, Signal::Cue, content, Some(clause));
    }
}
