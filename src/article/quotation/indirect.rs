//! Indirect speech, found by its cue.

use super::super::token::Kind;
use super::{Clause, LONGEST_SOURCE, Quotation, QuotationKind, Reader, SPEECH_WORDS, Signal};
use crate::language::{Class, Gender};
use crate::text::Span;
use std::ops::Range;

/// A block with more quotations than this is no news and is not searched for hearsay.
const HEARSAY: usize = 60;

impl Reader<'_, '_, '_> {
    pub(super) fn indirect(&mut self) {
        for n in 0..self.tokens.list.len() {
            // Few words can be a cue; what stands around them is asked only of those.
            let according = self.tokens.list[n].stands(Class::ACCORDING);
            let verb = Class::SPEECH.or(Class::SPEECH_OTHER).or(Class::SPEECH_PASSIVE);
            if according.is_none() && !self.is(n, verb) {
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
            if self.is(n, Class::SPEECH_PASSIVE) && !self.is(n, Class::SPEECH.or(Class::SPEECH_OTHER)) {
                self.reported_by_nobody(n);
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

    /// «Det opplyses at …», «…, heter det i rapporten»: a document says it, or nobody.
    fn reported_by_nobody(&mut self, verb: usize) {
        if self.cue_verb(verb, Class::SPEECH_PASSIVE).is_none() {
            return;
        }
        let sentence = self.sentence(verb);
        let mut stop = sentence.end;
        while stop > verb && matches!(self.tokens.list[stop - 1].kind, Kind::Mark('.' | '!' | '?')) {
            stop -= 1;
        }
        let reports = self.tokens.list[verb].word().is_some_and(|it| it.verbs.iter().any(|it| it.reports));
        let thing = |n: usize| {
            let pronoun = self.tokens.get(n).and_then(|it| it.word()).and_then(|it| it.pronoun);
            pronoun.is_some_and(|it| it.gender == Some(Gender::Thing))
        };
        if verb > sentence.start + 2 && self.mark_in(verb - 1, &[',']) && thing(verb + 1) {
            let clause = self.agentless(verb, 1, sentence.end);
            let content = self.trimmed(sentence.start, verb);
            if self.closes(clause.end, stop) {
                self.push_reported(vec![content], &clause);
            }
            return;
        }
        let impersonal = verb > 0 && thing(verb - 1) || thing(verb + 1);
        let that = (verb + 1..stop.min(verb + 8)).find(|it| self.is(*it, Class::THAT));
        if let Some(that) = that.filter(|it| reports && impersonal && it + 3 < stop) {
            let at = if thing(verb + 1) { verb + 2 } else { verb + 1 };
            let by = self.is(at, Class::PREPOSITION).then(|| self.noun_phrase(at + 1, that)).flatten();
            let clause = Clause { cue: self.tokens.list[verb].span, source: by, end: that, via: None };
            self.push_reported(vec![self.tokens.span(that + 1..stop)], &clause);
        }
    }

    /// «Rådmannen: Vi har ikke råd» in a headline: what stands behind the colon is the words of whoever stands before.
    pub(super) fn headline_colon(&mut self) {
        let Some(colon) =
            (1..self.tokens.list.len().min(LONGEST_SOURCE)).find(|it| self.mark_in(*it, &[':']))
        else {
            return;
        };
        let Some(source) = self.noun_phrase(0, colon).filter(|it| it.end == colon && self.speaks(it.clone()))
        else {
            return;
        };
        let dash = self.tokens.get(colon + 1).is_some_and(|it| it.dash());
        let from = if dash { colon + 2 } else { colon + 1 };
        let content = self.trimmed(from, self.tokens.list.len());
        let words = content.of(self.tokens.text).split_whitespace().count();
        // A book and its author look the same, but for the verb.
        let clause = (from..self.tokens.list.len()).any(|it| self.is(it, Class::VERB));
        if words < SPEECH_WORDS - 1 || !clause || self.is_quoted(from.min(self.tokens.list.len() - 1)) {
            return;
        }
        let clause = Clause { cue: self.tokens.list[colon].span, source: Some(source), end: from, via: None };
        let kind = if dash { QuotationKind::Direct } else { QuotationKind::Indirect };
        self.push(kind, if dash { Signal::Dash } else { Signal::Cue }, vec![content], Some(&clause));
    }

    /// «Han skal også ha tatt en øks», behind a sentence with somebody's words: the wording says that these are too.
    pub(super) fn hearsay(&mut self) {
        let lexicon = &self.tokens.language.lexicon;
        let mut n = 0;
        while n < self.out.len() {
            let it = &self.out[n];
            n += 1;
            if it.signal != Signal::Cue || it.source.is_none() || self.out.len() > HEARSAY {
                continue;
            }
            let last = self.tokens.sentence_of(self.tokens.at(it.extent().end.saturating_sub(1)));
            let Some(next) = self.tokens.sentences.get(last + 1).cloned() else { continue };
            let told = next.clone().any(|at| {
                lexicon.hearsay.iter().any(|(first, second, endings)| {
                    let have = || (at + 1..next.end.min(at + 5)).find(|it| self.tokens.low(*it) == second);
                    let done = |it: usize| endings.iter().any(|end| self.tokens.low(it).ends_with(end));
                    self.tokens.low(at) == first
                        && have().is_some_and(|it| (it + 1..next.end.min(it + 3)).any(done))
                })
            });
            let span = self.tokens.span(next.clone());
            let taken = self.out.iter().any(|it| it.whole().overlaps(span))
                || next.clone().any(|it| self.is_quoted(it) || self.used[it]);
            if told && !taken {
                let mut stop = next.end;
                while stop > next.start && self.mark_in(stop - 1, &['.', '!', '?']) {
                    stop -= 1;
                }
                let content = self.tokens.span(next.start..stop);
                self.push(QuotationKind::Indirect, Signal::Cue, vec![content], None);
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
                    // What an earlier «at» opens, somebody in it says.
                    let own = |it: &Range<usize>| !(it.end..verb).any(|it| self.is(it, Class::THAT));
                    let opens = self.opening_phrase(sentence.start, verb);
                    opens.filter(|it| self.speaks(it.clone()) && own(it))
                }),
            };
            if source.as_ref().is_some_and(|it| self.is_first_person(it.clone())) {
                return;
            }
            let perfect = self.is(verb, Class::SPEECH_OTHER) && !self.is(verb, Class::SPEECH);
            if perfect && !source.as_ref().is_some_and(|it| self.speaks(it.clone())) {
                return;
            }
            let content = self.tokens.span(that + 1..self.second_report(that, stop));
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
            && verb - sentence.start >= 4
            && let Some(clause) = self.inverted(verb, Class::SPEECH)
            && self.closes(clause.end, stop)
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

    /// Where a report ends that another one by the same source follows: «…, men innrømmer at …».
    fn second_report(&self, that: usize, stop: usize) -> usize {
        let second = (that + 3..stop.saturating_sub(3)).find(|it| {
            self.is(*it, Class::CONJUNCTION)
                && self.is(it + 1, Class::SPEECH)
                && self.tokens.list[it + 1].word().is_some_and(|it| it.verbs.iter().any(|it| it.reports))
                && (it + 2..(it + 5).min(stop)).any(|it| self.is(it, Class::THAT))
                && !self.is_quoted(*it)
        });
        let second = second.unwrap_or(stop);
        if second < stop && self.mark_in(second - 1, &[',']) { second - 1 } else { second }
    }

    /// Whether a clause behind what is reported is over at token `n`: no object of its own follows.
    fn closes(&self, n: usize, stop: usize) -> bool {
        let n = self.skip_between(n, stop);
        let door = Class::PREPOSITION.or(Class::ADVERB).or(Class::SUBJUNCTION).or(Class::CONJUNCTION);
        let door = door.or(Class::RELATIVE).or(Class::ACCORDING);
        n >= stop || !self.tokens.list[n].is_word() || self.is(n, door)
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
        let comma = self.mark_in(clause.end, &[',']);
        let from = if comma { clause.end + 1 } else { clause.end };
        let behind = self.tokens.span(from..stop.max(from));
        let content = if opens {
            vec![behind]
        } else if comma && self.mark_in(n - 1, &[',']) && from + 1 < stop {
            // «Her kom det, ifølge X, fram at …»
            vec![self.trimmed(sentence.start, n), behind]
        } else {
            vec![self.trimmed(sentence.start, n)]
        };
        if content.iter().map(|it| it.len()).sum::<usize>() >= 8 {
            self.push_reported(content, &clause);
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
