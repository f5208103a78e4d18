//! Speech in quotation marks.

use super::super::marks::Region;
use super::{Clause, QuotationKind, Reader, SPEECH_WORDS, Signal};
use crate::language::Class;
use crate::text::Span;
use std::ops::Range;

impl Reader<'_, '_, '_> {
    /// Attributes what stands in marks by the clause beside it; returns the regions left over.
    pub(super) fn marked(&mut self) -> Vec<Region> {
        let mut pending = Vec::new();
        let regions: Vec<Region> = self.marks.outermost().copied().collect();
        for region in regions {
            if self.speech.iter().any(|it| it.overlaps(region.inner)) || region.inner.is_empty() {
                continue;
            }
            if let Some((content, clause)) = self.transcript(&region) {
                let quotation = self.push(
                    QuotationKind::Direct,
                    Signal::Marks(region.mark),
                    vec![content],
                    Some(&clause),
                );
                (quotation.runs_on, quotation.goes_on) = (!region.closed, !region.opened);
                continue;
            }
            if !region.closed
                && let Some((content, clause)) = self.clause_inside(&region)
            {
                self.push(QuotationKind::Direct, Signal::Marks(region.mark), vec![content], Some(&clause));
                continue;
            }
            let Some(clause) = self.clause_behind(&region).or_else(|| self.clause_before(&region)) else {
                pending.push(region);
                continue;
            };
            // A second half: “A,” he said, “B.”
            let cue = clause.cue;
            if let Some(first) = self.out.iter_mut().find(|it| it.cue == Some(cue)) {
                first.content.push(trim(region.inner, self.tokens.text));
                first.runs_on |= !region.closed;
                continue;
            }
            self.push_region(&region, Some(&clause));
        }
        pending
    }

    pub(super) fn push_region(&mut self, region: &Region, clause: Option<&Clause>) {
        let content = trim(region.inner, self.tokens.text);
        let starts = self.starts_sentence(region);
        let sentence = starts || content.of(self.tokens.text).ends_with(['.', '!', '?']);
        let kind = if sentence || clause.is_none() { QuotationKind::Direct } else { QuotationKind::Mixed };
        let (runs_on, goes_on) = (!region.closed, !region.opened);
        // «Merkel … og «understreket at …», ifølge en uttalelse fra regjeringen»: the words are the subject's.
        let sentence = self.sentence(self.tokens.at(region.outer.start));
        let subject = (kind == QuotationKind::Mixed)
            .then(|| self.opening_phrase(sentence.start, self.tokens.at(region.outer.start)))
            .flatten();
        let subject = subject.and_then(|it| self.mention_in(&it));
        let quotation = self.push(kind, Signal::Marks(region.mark), vec![content], clause);
        quotation.mention = quotation.mention.or(subject);
        quotation.runs_on = runs_on;
        quotation.goes_on = goes_on;
    }

    /// Whether what is quoted begins like a sentence.
    pub(super) fn starts_sentence(&self, region: &Region) -> bool {
        region
            .inner
            .of(self.tokens.text)
            .trim_start_matches(['.', '…', ' ', '–', '-'])
            .starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit())
    }

    /// «…», sier X / “…,” she said / «…», ifølge X.
    pub(super) fn clause_behind(&self, region: &Region) -> Option<Clause> {
        if !region.closed {
            return None;
        }
        let inner = region.inner.of(self.tokens.text).trim_end();
        let mut n = self.tokens.at(region.outer.end - 1) + 1;
        let comma = self.mark_in(n, &[',', '–', '—', '-']);
        if comma {
            n += 1;
        }
        let speech = Class::SPEECH.or(Class::MANNER);
        let said = inner.ends_with([',', '?', '!', '…']) || comma || inner.ends_with('.');
        if let Some(clause) = self.inverted(n, speech) {
            // Behind a full stop a new sentence may begin with «Sier …» only in small letters.
            if !(self.tokens.list[n].first && self.tokens.list[n].capital && !comma) {
                return Some(clause);
            }
        }
        let new_sentence =
            self.tokens.get(n).is_some_and(|it| it.first) && !inner.ends_with([',', '?', '!', '…']) && !comma;
        if said && !new_sentence && !self.is_title(region) {
            return self.straight(n, speech);
        }
        None
    }

    /// "HOST: Who knew? …", as a transcript names its speakers.
    fn transcript(&self, region: &Region) -> Option<(Span, Clause)> {
        let from = self.tokens.at(region.inner.start);
        let shouted = |it: &usize| self.tokens.get(*it).is_some_and(|it| it.shouted && it.is_word());
        let colon = (from..from + 4).find(|it| !shouted(it))?;
        if from > 1 || colon == from || !self.mark_in(colon, &[':']) {
            return None;
        }
        let content = Span::new(self.tokens.list[colon].span.end as usize, region.inner.end as usize);
        let content = trim(content, self.tokens.text);
        let cue = self.tokens.list[colon].span;
        let clause = Clause { cue, source: Some(from..colon), end: colon + 1, via: None };
        (!content.is_empty()).then_some((content, clause))
    }

    /// Whether a region inside a sentence holds a title and nothing said: on CNN’s “State of the Union,” she said …
    pub(super) fn is_title(&self, region: &Region) -> bool {
        let open = self.tokens.at(region.outer.start);
        let inside = !self.tokens.get(open + 1).is_some_and(|it| it.first);
        let mut words = region.inner.of(self.tokens.text).split_whitespace();
        let short = words.clone().count() <= 6;
        let plain = |it: &str| it.chars().count() > 3 && it.starts_with(char::is_lowercase);
        let ends = region.inner.of(self.tokens.text).trim_end().ends_with(['!', '?', '…']);
        let asked = open > 0 && self.mark_in(open - 1, &[',', ':']);
        inside
            && short
            && !ends
            && !asked
            && !words.any(plain)
            && region.inner.of(self.tokens.text).starts_with(char::is_uppercase)
    }

    /// The clause behind a comma in a region whose closing mark is forgotten: “We trusted her, Dunmore said.
    pub(super) fn clause_inside(&self, region: &Region) -> Option<(Span, Clause)> {
        let from = self.tokens.at(region.inner.start);
        for n in from + 2..self.tokens.list.len() {
            if !self.mark_in(n - 1, &[',']) {
                continue;
            }
            let speech = Class::SPEECH.or(Class::MANNER);
            let clause = self.inverted(n, speech).or_else(|| self.straight(n, speech));
            let Some(clause) =
                clause.filter(|it| it.source.as_ref().is_some_and(|it| self.speaks(it.clone())))
            else {
                continue;
            };
            return Some((self.trimmed(from, n), clause));
        }
        None
    }

    /// X sier: «…» / X said, “…” / X: «…» / X said that “…”.
    pub(super) fn clause_before(&self, region: &Region) -> Option<Clause> {
        let open = self.tokens.at(region.outer.start);
        if !region.opened || open == 0 {
            return None;
        }
        let colon = self.mark_in(open - 1, &[':']);
        let comma = self.mark_in(open - 1, &[',']);
        let that = self.is(open - 1, Class::THAT);
        let sentence = self.sentence(open - 1);
        let speech = Class::SPEECH.or(Class::MANNER).or(Class::SPEECH_OTHER);
        // The nearest verb of saying before the mark, in the same sentence and outside of marks.
        let mut verb = None;
        for n in (sentence.start.max(open.saturating_sub(30))..open).rev() {
            if self.marks.around(self.tokens.list[n].span.start).is_some_and(|it| it.outer != region.outer) {
                if colon || comma {
                    continue;
                }
                break;
            }
            if self.cue_verb(n, speech).is_some() && self.tokens.list[n].role().is_none() {
                verb = Some(n);
                break;
            }
            if self.mark_in(n, &[';', '.']) {
                break;
            }
        }
        if let Some(source) =
            (colon && verb.is_none_or(|it| it + 1 < open - 1)).then(|| self.before_colon(open - 1)).flatten()
            && verb.is_none_or(|it| it < source.start)
        {
            let cue = self.tokens.list[open - 1].span;
            return Some(Clause { cue, source: Some(source), end: open, via: None });
        }
        let near = verb.is_some_and(|it| open - it <= 4);
        let words = region.inner.of(self.tokens.text).split_whitespace().count();
        if let Some(verb) = verb
            && (colon || comma || that || (near && words >= SPEECH_WORDS && !self.is_title(region)))
        {
            let cue = self.tokens.list[verb].span;
            let after = || {
                let at = self.skip_between(verb + 1, open);
                self.noun_phrase(at, open)
            };
            // “…,” he said, “…”: the clause between two halves was found from the first.
            let source = self
                .subject_before(verb)
                .filter(|it| self.speaks(it.clone()) || !colon)
                .or_else(after)
                .or_else(|| self.opening_phrase(sentence.start, verb));
            return Some(Clause { cue, source, end: open, via: None });
        }
        if colon {
            // «Ordføreren: «…»»; a long sentence before the colon names its last subject.
            let source =
                self.opening_phrase(sentence.start, open - 1).filter(|it| self.speaks(it.clone()))?;
            if source.end == open - 1 || self.starts_sentence(region) && words >= SPEECH_WORDS {
                return Some(Clause {
                    cue: self.tokens.list[open - 1].span,
                    source: Some(source),
                    end: open,
                    via: None,
                });
            }
        }
        None
    }

    /// Who stands right before a colon, behind a dash or a preposition: «Alle er enige – Kari Berg: «…»»,
    /// "More from the report: “…”".
    fn before_colon(&self, colon: usize) -> Option<Range<usize>> {
        let sentence = self.sentence(colon);
        let parts = |it: &usize| {
            let dash = self.tokens.list[*it].dash() && self.tokens.spaced(*it);
            dash || self.mark_in(*it, &[',', ';', '.', '”', '»', '"', ']', ')'])
                || self.is(*it, Class::PREPOSITION)
        };
        let door = (sentence.start..colon).rev().take(12).find(parts)?;
        let source = self.noun_phrase(door + 1, colon).filter(|it| it.end == colon)?;
        let named = self.tokens.list[source.clone()].iter().any(|it| it.capital && !it.shouted);
        let said =
            named && self.speaks(source.clone()) || source.clone().any(|it| self.is(it, Class::DOCUMENT));
        said.then_some(source)
    }

    /// What is in marks with no clause of its own: part of indirect speech, more of the same speech, something
    /// said by nobody known, or a mere term.
    pub(super) fn leftover(&mut self, pending: &[Region]) {
        for region in pending {
            let inner = trim(region.inner, self.tokens.text);
            if self
                .out
                .iter()
                .any(|it| it.signal == Signal::Cue && it.content.iter().any(|part| part.overlaps(inner)))
            {
                continue;
            }
            let words = inner.of(self.tokens.text).split_whitespace().count();
            let starts = self.starts_sentence(region);
            let open = self.tokens.at(region.outer.start);
            let first = open == 0 || self.tokens.sentences.binary_search_by_key(&open, |it| it.start).is_ok();
            // “A,” he said. “B.”
            let before = self.out.iter().rposition(|it| it.extent().end <= region.outer.start);
            if let Some(before) = before.filter(|_| starts && first && words >= 2)
                && matches!(self.out[before].signal, Signal::Marks(_))
                && self.out[before].source.is_some()
                && self.sentences_between(self.out[before].whole().end, region.outer.start) == 0
            {
                let quotation = &mut self.out[before];
                quotation.content.push(inner);
                quotation.runs_on |= !region.closed;
                continue;
            }
            // A verb of saying and its subject elsewhere in the same sentence.
            if words >= SPEECH_WORDS
                && let Some(clause) = self.clause_around(region)
            {
                self.push_region(region, Some(&clause));
                continue;
            }
            let alone = !region.opened || !region.closed || (starts && first);
            if words >= SPEECH_WORDS && (alone || words >= 8) {
                self.push_region(region, None);
                if !(starts && (first || words >= 8)) {
                    self.out.last_mut().expect("just pushed").speech = false;
                }
            }
        }
    }

    /// How many whole sentences stand between two places.
    pub(super) fn sentences_between(&self, from: u32, to: u32) -> usize {
        let spans = self.tokens.sentences.iter().map(|it| self.tokens.span(it.clone()));
        spans.filter(|it| it.start >= from && it.end <= to).count()
    }

    /// A clause of saying in the same sentence as a region, before or behind it.
    pub(super) fn clause_around(&self, region: &Region) -> Option<Clause> {
        let open = self.tokens.at(region.outer.start);
        let sentence = self.sentence(open);
        let speech = Class::SPEECH.or(Class::SPEECH_OTHER);
        let verb = sentence
            .clone()
            .filter(|it| !self.is_quoted(*it) && !self.used[*it])
            .filter(|it| self.cue_verb(*it, speech).is_some())
            .min_by_key(|it| it.abs_diff(open))?;
        let source = self.subject_before(verb).filter(|it| self.speaks(it.clone())).or_else(|| {
            let at = self.skip_between(verb + 1, sentence.end);
            self.noun_phrase(at, sentence.end).filter(|it| self.speaks(it.clone()))
        })?;
        let end = verb + 1;
        Some(Clause { cue: self.tokens.list[verb].span, source: Some(source), end, via: None })
    }
}

/// A span without white space at its ends, and without the comma that the clause asks for.
fn trim(span: Span, text: &str) -> Span {
    let inner = span.of(text);
    let start = span.start as usize + inner.len() - inner.trim_start().len();
    let end = span.start as usize + inner.trim_end().trim_end_matches(',').len();
    Span::new(start, end)
}
