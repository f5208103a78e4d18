//! Noun phrases that can name a source, and small questions about tokens.

use super::super::mention::{Form, Mention, ORGANISATION, PERSON, PLACE};
use super::super::token::{Kind, Token};
use super::{LONGEST_SOURCE, Reader};
use crate::language::{Case, Class, Gender};
use crate::text::Span;
use std::ops::Range;

impl Reader<'_, '_, '_> {
    pub(super) fn is(&self, n: usize, class: Class) -> bool {
        self.tokens.get(n).is_some_and(|it| it.is(class))
    }

    pub(super) fn mark_in(&self, n: usize, marks: &[char]) -> bool {
        matches!(self.tokens.get(n).map(|it| it.kind), Some(Kind::Mark(it)) if marks.contains(&it))
    }

    pub(super) fn sentence(&self, n: usize) -> Range<usize> {
        self.tokens.sentences.get(self.tokens.sentence_of(n)).cloned().unwrap_or(0..self.tokens.list.len())
    }

    pub(super) fn is_time(&self, n: usize) -> Option<usize> {
        self.tokens.time_end(self.timexes, n)
    }

    /// Whether a token stands inside quotation marks or in a turn's speech.
    pub(super) fn is_quoted(&self, n: usize) -> bool {
        let at = self.tokens.list[n].span.start;
        self.marks.around(at).is_some() || self.speech.iter().any(|it| it.start <= at && at < it.end)
    }

    /// Whether a finite verb of `class` stands at `n` with the particle it needs; the particle's token.
    pub(super) fn cue_verb(&self, n: usize, class: Class) -> Option<Option<usize>> {
        let token = self.tokens.get(n)?;
        let word = token.word().filter(|it| it.class.any(class))?;
        if token.capital && !token.first && !token.shouted {
            return None;
        }
        // A verb whose form is also a noun («melding») is none behind an article.
        if n > 0 && self.is(n - 1, Class::DETERMINER) && !self.is(n - 1, Class::PRONOUN) {
            return None;
        }
        if word.verbs.iter().any(|it| it.particle.is_none()) {
            return Some(None);
        }
        let end = self.sentence(n).end.min(n + 8);
        let particle = (n + 1..end).find(|it| {
            let low = self.tokens.low(*it);
            word.verbs.iter().any(|verb| verb.particle.as_deref() == Some(low))
        });
        particle.map(Some)
    }

    /// Whether the cue at token `n` is a way of saying: no thought, no wish.
    pub(super) fn says(&self, n: usize) -> bool {
        let token = &self.tokens.list[n];
        let verbs = token.phrase().map(|it| it.0).or(token.word()).map_or(&[][..], |it| &it.verbs);
        !token.is_word() || token.stands(Class::ACCORDING).is_some() || verbs.iter().any(|it| !it.silent)
    }

    /// Skips adverbs and times; where something else stands.
    pub(super) fn skip_between(&self, mut n: usize, end: usize) -> usize {
        let from = n;
        while n < end && n < from + 6 {
            if let Some(next) = self.is_time(n) {
                n = next;
            } else if let Some(len) = self.tokens.get(n).and_then(|it| it.begins(Class::BETWEEN)) {
                n += len;
            } else if self.is(n, Class::BETWEEN.or(Class::ADVERB))
                && !self.tokens.list[n].capital
                && !self.is(n, Class::DETERMINER)
            {
                n += 1;
            } else {
                break;
            }
        }
        n
    }

    /// The noun phrase that begins at token `n` and could be a source. `None` for "I", "you" and things.
    pub(super) fn noun_phrase(&self, n: usize, limit: usize) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let first = tokens.get(n).filter(|_| n < limit)?;
        if let Some(pronoun) = first.word().and_then(|it| it.pronoun).filter(|_| first.name().is_none()) {
            let next_is_noun = tokens.get(n + 1).is_some_and(|it| {
                it.is_word()
                    && !it.is(Class::VERB
                        .or(Class::SPEECH)
                        .or(Class::PREPOSITION)
                        .or(Class::ADVERB)
                        .or(Class::THAT)
                        .or(Class::CONJUNCTION)
                        .or(Class::BETWEEN)
                        .or(Class::RELATIVE)
                        .or(Class::SUBJUNCTION))
                    && self.is_time(n + 1).is_none()
                    || it.is(Class::FORMER)
            });
            let determines = first.is(Class::DETERMINER) || pronoun.case == Case::Possessive;
            if !(determines && next_is_noun && pronoun.person == 3) {
                let speaks = pronoun.person == 3
                    && pronoun.case != Case::Possessive
                    && pronoun.gender != Some(Gender::Thing);
                return (speaks && pronoun.case == Case::Subject).then_some(n..n + 1);
            }
        }
        let mut at = n;
        let mut noun = false;
        while at < limit && at < n + LONGEST_SOURCE {
            let token = &tokens.list[at];
            match token.kind {
                Kind::Mark('(') => {
                    let close = (at + 1..(at + 6).min(limit)).find(|it| tokens.list[*it].mark(')'));
                    match close {
                        Some(close) if noun => at = close + 1,
                        _ => break,
                    }
                    continue;
                }
                Kind::Mark('&' | '/') if noun => {}
                Kind::Mark('«' | '"' | '“') => {
                    // A name in marks: the ship «Havsula».
                    let region = self.marks.outermost().find(|it| it.outer.start == token.span.start);
                    match region {
                        Some(it) if it.closed && it.inner.len() <= 30 && at > n => {
                            at = tokens.at(it.outer.end - 1) + 1;
                            noun = true;
                            continue;
                        }
                        _ => break,
                    }
                }
                Kind::Mark(_) => break,
                Kind::Number if self.is_time(at).is_some() => break,
                Kind::Number => {}
                Kind::Address => noun = true,
                Kind::Word => {
                    // «Jon Helt Haarder»: what is read as a name is whole.
                    if let Some(end) = self.name_end(at).filter(|it| *it <= limit) {
                        noun = true;
                        at = end;
                        continue;
                    }
                    let known = token.capital && token.name().is_some();
                    if at > n && self.is_time(at).is_some() {
                        break;
                    }
                    if self.is_time(at).is_some() && !known {
                        return None;
                    }
                    let phrase = tokens.list[at].phrase().filter(|it| {
                        it.0.class.any(
                            Class::PLACE.or(Class::ORGANISATION).or(Class::ROLE).or(Class::ROLE_DEFINITE),
                        )
                    });
                    if let Some((_, len, _)) = phrase {
                        noun = true;
                        at += len;
                        continue;
                    }
                    if tokens.list[at].begins(Class::ACCORDING.or(Class::BETWEEN)).is_some() {
                        break;
                    }
                    let class = class_of(token);
                    if class.any(Class::DETERMINER) && !noun {
                        at += 1;
                        continue;
                    }
                    if class.any(Class::THAT.or(Class::SUBJUNCTION).or(Class::ACCORDING))
                        && !class.any(Class::PREPOSITION)
                    {
                        break;
                    }
                    if class.any(Class::RELATIVE) && !class.any(Class::DETERMINER) {
                        break;
                    }
                    if at == n && class.any(Class::BOTH) {
                        at += 1;
                        continue;
                    }
                    if class.any(Class::CONJUNCTION) {
                        let next = tokens.get(at + 1);
                        let joins = next.is_some_and(|it| {
                            it.is_word()
                                && (it.capital
                                    || it.role().is_some()
                                    || it.is(Class::COLLECTIVE.or(Class::DETERMINER)))
                                && !it.is(Class::VERB.or(Class::SPEECH))
                        }) || (next.is_some_and(|it| it.is_word() && it.class() == Class::NONE)
                            && tokens.get(at + 2).is_some_and(|it| it.role().is_some()));
                        if noun && joins {
                            at += 1;
                            noun = false;
                            continue;
                        }
                        break;
                    }
                    // «en av innbyggerne», "one of the pilots".
                    let part = at == n + 1
                        && self.is(n, Class::ONE.or(Class::NUMBER))
                        && self.is(at, Class::PARTITIVE);
                    if part && !noun {
                        at += 1;
                        continue;
                    }
                    if class.any(Class::PREPOSITION) {
                        let next = tokens.get(at + 1);
                        let goes_on = next.is_some_and(|it| {
                            it.is_word()
                                && self.is_time(at + 1).is_none()
                                && !it.is(Class::VERB
                                    .or(Class::THAT)
                                    .or(Class::SUBJUNCTION)
                                    .or(Class::PREPOSITION))
                                && !self.has_no_subject(at + 1)
                                && it
                                    .word()
                                    .is_none_or(|it| it.pronoun.is_none_or(|it| it.case == Case::Possessive))
                        });
                        // «Dahl i en e-post»: where somebody says it is no part of them.
                        let written = class.any(Class::LOCATIVE)
                            && (at + 1..(at + 4).min(limit)).any(|it| self.is(it, Class::DOCUMENT));
                        if written && noun {
                            break;
                        }
                        // «til VG», "to reporters" is whom it was said to.
                        if noun && goes_on && !class.any(Class::ADDRESSEE) | self.is_belonging(n, at) {
                            at += 1;
                            continue;
                        }
                        break;
                    }
                    let role = token.role().is_some();
                    if class.any(Class::VERB.or(Class::SPEECH)) && !role && !class.any(Class::ROLE) {
                        break;
                    }
                    if class.any(Class::ADVERB.or(Class::BETWEEN))
                        && !role
                        && !class.any(Class::FORMER.or(Class::NATIONALITY).or(Class::ABOUT))
                    {
                        break;
                    }
                    // A small word behind a finished name is something else: «sier Berg fornøyd».
                    let before = at.checked_sub(1).filter(|it| *it >= n).map(|it| &tokens.list[it]);
                    let before_is_name = before.is_some_and(|it| {
                        let name = it.name().is_some() || it.word().is_none();
                        it.capital && !it.first && it.genitive == 0 && name
                    });
                    if before_is_name
                        && !token.capital
                        && !role
                        && !class.any(Class::PARTICLE.or(Class::ORGANISATION_END))
                    {
                        let own =
                            tokens.list[at - 1].word().is_some_and(|it| it.class.any(Class::NATIONALITY));
                        if !own && !self.is_genitive_like(at - 1) {
                            break;
                        }
                    }
                    noun = true;
                }
            }
            at += 1;
        }
        // "the two", «de to».
        if !noun && at == n + 2 && self.is(n, Class::DETERMINER) && self.is(n + 1, Class::NUMBER) {
            return Some(n..at);
        }
        // A preposition or conjunction left dangling is no part of it.
        while at > n
            && self.is(at - 1, Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::DETERMINER))
            && !tokens.list[at - 1].capital
        {
            at -= 1;
        }
        (noun && at > n).then_some(n..at)
    }

    /// The token behind the person's name of several words that begins at token `n`.
    fn name_end(&self, n: usize) -> Option<usize> {
        let start = self.tokens.list[n].span.start;
        let at = self.mentions.partition_point(|it| it.span.start < start);
        let name = self.mentions.get(at).filter(|it| it.span.start == start && it.form == Form::Name)?;
        let end = self.tokens.at(name.span.end - 1) + 1;
        let person =
            name.certain && name.evidence[PERSON] > name.evidence[ORGANISATION].max(name.evidence[PLACE]);
        (person && end > n + 1).then_some(end)
    }

    /// The noun phrase at token `n` with the name that stands beside it: «kommunens økonomisjef, Kari Berg».
    pub(super) fn full_phrase(&self, n: usize, limit: usize) -> Option<Range<usize>> {
        let phrase = self.noun_phrase(n, limit)?;
        let role = phrase.clone().any(|it| self.tokens.list[it].role().is_some());
        let behind = self.tokens.get(phrase.end + 1).filter(|_| self.mark_in(phrase.end, &[',']));
        let Some(behind) = behind.filter(|it| it.capital && phrase.end + 1 < limit) else {
            return Some(phrase);
        };
        let named =
            |range: Range<usize>| self.mentions_in(self.tokens.span(range)).any(|it| it.1.form == Form::Name);
        let name =
            self.mentions.iter().find(|it| it.span.start == behind.span.start && it.form == Form::Name);
        let Some(name) = name.filter(|it| it.certain && it.evidence[PERSON] > 0 && !named(phrase.clone()))
        else {
            return Some(phrase);
        };
        let mut end = self.tokens.at(name.span.end - 1) + 1;
        if self.mark_in(end, &['('])
            && let Some(close) = (end + 1..(end + 6).min(limit)).find(|it| self.tokens.list[*it].mark(')'))
        {
            end = close + 1;
        }
        // A name that goes on as a sentence of its own is no apposition; between two commas it always is one.
        let ends = end >= limit || self.mark_in(end, &['.', '!', '?', '"', '”', '»', ';', '–', '—']);
        let ends = self.mark_in(end, &[',']) || ends && role;
        Some(if ends { phrase.start..end } else { phrase })
    }

    /// Whether the preposition at `at` ties the noun before it to its office or group and not the speech to a
    /// hearer: «talsperson for politiet», «rådgiver til presidenten».
    pub(super) fn is_belonging(&self, n: usize, at: usize) -> bool {
        (n..at).rev().take(2).any(|it| self.tokens.list[it].role().is_some()) && self.is(at, Class::BELONGING)
    }

    pub(super) fn is_genitive_like(&self, n: usize) -> bool {
        let token = &self.tokens.list[n];
        token.genitive > 0 || self.tokens.text(n).ends_with('s') || token.shouted
    }

    /// The noun phrase right before token `verb` that can be its subject.
    pub(super) fn subject_before(&self, verb: usize) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let start = self.sentence(verb).start;
        let mut end = verb;
        if self.has_no_subject(verb) {
            return self.subject_of_sentence(start, verb - 1);
        }
        // Adverbs, times and auxiliaries between subject and verb.
        loop {
            let before = end.checked_sub(1).filter(|it| *it >= start)?;
            let ends = tokens.list[before].span.end;
            let timex = self.timexes.get(self.timexes.partition_point(|it| it.span.end < ends));
            let timex = timex.filter(|it| it.span.end == ends);
            if let Some(timex) = timex {
                end = tokens.at(timex.span.start);
            } else if self.is(before, Class::ADVERB.or(Class::BETWEEN).or(Class::VERB).or(Class::HEDGE))
                && !tokens.list[before].capital
                && tokens.list[before].role().is_none()
            {
                end = before;
            } else {
                break;
            }
        }
        // «Ordføreren, som også er lege, sier»: what stands between commas is jumped.
        if end > start && tokens.list[end - 1].mark(',') {
            let comma = (start..end - 1).rev().find(|it| tokens.list[*it].mark(','))?;
            if end - comma > 28 {
                return None;
            }
            end = comma;
        }
        // «for raskt» is how fast, and joins nothing.
        let joins =
            |it: usize| self.is(it, Class::CONJUNCTION) && !(end < verb && self.is(it, Class::PREPOSITION));
        if end > start && joins(end - 1) {
            // «Hun smilte og sa at»: the subject stands at the start of the sentence.
            return self.opening_phrase(start, end - 1);
        }
        let mut at = end;
        while at > start && end - at < LONGEST_SOURCE {
            let n = at - 1;
            let token = &tokens.list[n];
            let class = class_of(token);
            let stops = match token.kind {
                Kind::Mark(')') => {
                    let open = (start..n).rev().take(6).find(|it| tokens.list[*it].mark('('));
                    match open {
                        Some(open) => {
                            at = open;
                            continue;
                        }
                        None => true,
                    }
                }
                Kind::Mark('&' | '/') => false,
                Kind::Mark(_) => true,
                _ => {
                    self.is_quoted(n) != self.is_quoted(verb)
                        // "shortly after Lee said"
                        || class.any(Class::SUBJUNCTION) && class.any(Class::PREPOSITION) && !token.first
                        || (class.any(
                            Class::THAT
                                .or(Class::SUBJUNCTION)
                                .or(Class::VERB)
                                .or(Class::SPEECH)
                                .or(Class::RELATIVE)
                                .or(Class::QUESTION),
                        ) && !class.any(Class::PREPOSITION.or(Class::DETERMINER))
                            && token.role().is_none())
                        || self.tokens.list[n].begins(Class::ACCORDING).is_some()
                }
            };
            if stops {
                break;
            }
            at = n;
        }
        // What goes before the subject proper.
        while at < end
            && self.is(at, Class::CONJUNCTION.or(Class::ADVERB).or(Class::HEDGE))
            && !self.is(at, Class::DETERMINER)
            && tokens.list[at].role().is_none()
        {
            at += 1;
        }
        if at >= end {
            return None;
        }
        if self.is(at, Class::PREPOSITION)
            && !tokens.list[at].is(Class::DETERMINER)
            && (!tokens.list[at].capital || tokens.list[at].first)
        {
            return None;
        }
        // It must read as a phrase from its first word to its last.
        let phrase = self.noun_phrase(at, end)?;
        if phrase.end == end {
            return Some(phrase);
        }
        // Perhaps only the last words are the subject.
        (at + 1..end)
            .find_map(|from| self.noun_phrase(from, end).filter(|it| it.end == end))
            .filter(|it| self.speaks(it.clone()))
    }

    /// Whether a verb of saying stands right behind a preposition, and so without a subject of its own: "Lee waved before
    /// asking", «uten å».
    pub(super) fn has_no_subject(&self, verb: usize) -> bool {
        let token = &self.tokens.list[verb];
        let before = verb.checked_sub(1).filter(|_| !token.first).map(|it| &self.tokens.list[it]);
        let preposition = Class::PREPOSITION.or(Class::SUBJUNCTION);
        let bare =
            !token.capital && token.role().is_none() && token.is(Class::SPEECH.or(Class::SPEECH_OTHER));
        bare && !token.is(Class::DOCUMENT)
            && before.is_some_and(|it| it.is(preposition) && !it.is(Class::THAT))
    }

    /// Whom a sentence is about: who said something in it before token `end`, or what it opens with.
    fn subject_of_sentence(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let sentence = self.tokens.span(start..end);
        let said = self.out.iter().rev().find(|it| it.cue.is_some_and(|cue| sentence.contains(cue)));
        let source =
            said.and_then(|it| it.source).map(|it| self.tokens.at(it.start)..self.tokens.at(it.end - 1) + 1);
        source.or_else(|| self.opening_phrase(start, end))
    }

    /// The phrase a sentence opens with, if it can be a subject.
    pub(super) fn opening_phrase(&self, start: usize, limit: usize) -> Option<Range<usize>> {
        let mut at = start;
        while at < limit
            && (!self.tokens.list[at].is_word()
                || self.is(at, Class::ADVERB.or(Class::CONJUNCTION)) && self.tokens.list[at].name().is_none())
        {
            at += 1;
        }
        if self.is(at, Class::PREPOSITION.or(Class::SUBJUNCTION)) {
            return None;
        }
        self.noun_phrase(at, limit)
    }

    /// Whether a phrase names somebody who can speak: a person, a role, a group, a pronoun.
    pub(super) fn speaks(&self, range: Range<usize>) -> bool {
        let span = self.tokens.span(range.clone());
        let alone = range.len() == 1;
        self.mentions_in(span).any(|it| span.contains(it.1.span))
            || range.into_iter().any(|it| {
                let pronoun = alone && self.is(it, Class::PRONOUN);
                pronoun || self.is(it, Class::COLLECTIVE) || self.tokens.list[it].role().is_some()
            })
    }

    /// The mentions that begin in a span, with their numbers.
    fn mentions_in(&self, span: Span) -> impl Iterator<Item = (usize, &Mention)> {
        let from = self.mentions.partition_point(|it| it.span.start < span.start);
        self.mentions.iter().enumerate().skip(from).take_while(move |it| it.1.span.start < span.end)
    }

    /// The other people of a source that a conjunction joins.
    pub(super) fn joined(&self, range: &Range<usize>, speaker: Option<u32>) -> Vec<u32> {
        if !range.clone().any(|it| self.is(it, Class::CONJUNCTION)) {
            return Vec::new();
        }
        let span = self.tokens.span(range.clone());
        let people = self.mentions_in(span).filter(|it| span.contains(it.1.span));
        let people = people.filter(|it| {
            it.1.form == Form::Name && it.1.evidence[ORGANISATION].max(it.1.evidence[PLACE]) <= 0
        });
        people.map(|it| it.0 as u32).filter(|it| Some(*it) != speaker).collect()
    }

    /// The mention in a phrase that names its speaker: a person before a role before an organisation.
    pub(super) fn mention_in(&self, range: &Range<usize>) -> Option<u32> {
        let span = self.tokens.span(range.clone());
        let rank = |it: &Mention| match it.form {
            Form::Pronoun => 5,
            Form::Name if it.role.is_some() => 6,
            Form::Name if it.evidence[PERSON] > it.evidence[ORGANISATION].max(it.evidence[PLACE]) => 5,
            Form::Role => 4,
            Form::Group => 3,
            Form::Name if it.evidence[ORGANISATION] > it.evidence[PLACE] => 3,
            Form::Name if it.evidence[PLACE] > 3 => 1,
            Form::Name => 3,
        };
        let within = self.mentions_in(span).filter(|it| it.1.certain || it.1.span.len() + 2 >= span.len());
        let within = within.filter(|it| !self.belongs(it.1, range) && !self.is_behind_another(it.1, range));
        // «kona hans», "her wife"
        let within = within.filter(|it| range.len() == 1 || !self.is_no_subject(it.1));
        // The first of the best.
        let best = within.first_best(|it| rank(it.1))?;
        // A place speaks only when it is all the source: «regjeringen i Berlin» is not Berlin.
        let place = rank(best.1) == 1 && best.1.span.len() + 2 < span.len();
        (!place).then_some(best.0 as u32)
    }
}

impl Reader<'_, '_, '_> {
    /// Whether a name only says whose or which in a source, and what comes behind it is who speaks: «en av Kari Viks
    /// naboer», «hver fjerde Høyre-velger», "the Obama administration".
    fn belongs(&self, mention: &Mention, source: &Range<usize>) -> bool {
        if mention.form != Form::Name {
            return false;
        }
        let within = |it: &usize| self.tokens.list[*it].span.start < mention.span.end;
        let Some(last) = source.clone().rfind(within) else { return false };
        let goes_on = self.tokens.list[last].span.end > mention.span.end;
        let next = source.clone().nth(last + 1 - source.start).map(|it| self.tokens.list[it]);
        let apart = self.tokens.language.lexicon.written_apart;
        // «en av Diarras livvakter»: whether a surname ends in s itself, only the article knows.
        let noun = (apart || mention.oblique && mention.name.ends_with('s'))
            && next.is_some_and(|it| it.is_word() && !it.capital && self.is_bare(&it));
        let behind = self.tokens.text[mention.span.end as usize..].chars().next();
        goes_on && (behind == Some('-') || next.is_some_and(|it| it.is_word())) || noun
    }

    /// Whether a pronoun has a form that no subject has: «hans», "her".
    fn is_no_subject(&self, mention: &Mention) -> bool {
        let word = self.tokens.list[self.tokens.at(mention.span.start)].word();
        mention.form == Form::Pronoun
            && word.and_then(|it| it.pronoun).is_some_and(|it| it.case != Case::Subject)
    }

    /// Whether a name in a source only says whose or where somebody else is: «en talsmann for Kari Vik» is not her. What a
    /// document says, its author says: «en pressemelding fra Kari Vik».
    fn is_behind_another(&self, mention: &Mention, source: &Range<usize>) -> bool {
        let at = self.tokens.at(mention.span.start);
        let document = (source.start..at).any(|it| self.is(it, Class::DOCUMENT));
        mention.form == Form::Name && mention.oblique && at > source.start && !document
    }

    /// Whether a word is nothing but a noun, as far as is known.
    fn is_bare(&self, token: &Token) -> bool {
        token.word().is_none() || token.class().any(Class::COLLECTIVE) || token.role().is_some()
    }
}

/// What a token can be here: a capital inside a sentence makes a name of it, unless only the word is known.
fn class_of(token: &Token) -> Class {
    let name = token.capital && !token.first && (token.name().is_some() || token.word().is_none());
    if name { token.name().map_or(Class::NONE, |it| it.class) } else { token.class() }
}

/// The first item with the highest rank.
trait FirstBest: Iterator + Sized {
    fn first_best<K: Ord>(self, rank: impl Fn(&Self::Item) -> K) -> Option<Self::Item> {
        let mut best: Option<(K, Self::Item)> = None;
        for item in self {
            let key = rank(&item);
            if best.as_ref().is_none_or(|it| key > it.0) {
                best = Some((key, item));
            }
        }
        best.map(|it| it.1)
    }
}

impl<I: Iterator> FirstBest for I {}
