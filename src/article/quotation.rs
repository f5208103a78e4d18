//! Quotations: content, cue and source, as one block shows them.
//!
//! An attribution relation has three parts (PolNeAR's terms): what was said (*content*), the words that say
//! that it was said (*cue*), and who said it (*source*). Direct speech is found by its marks, then its clause is
//! looked for beside it; indirect speech is found by its cue, then its content is looked for.

use super::marks::{Marks, Region};
use super::mention::{Form, Mention, ORGANISATION, PERSON, PLACE};
use super::timex::Timex;
use super::token::{Kind, Tokens};
use crate::format::{Piece, Shape};
use crate::language::{Case, Class, Gender};
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
    let used = vec![false; tokens.list.len()];
    let mut reader = Reader { tokens, marks, mentions, timexes, used, speech: Vec::new(), out };
    if piece.shape == Shape::Turn {
        reader.turn();
    }
    let pending = reader.marked();
    reader.indirect();
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

struct Reader<'a, 't, 'l> {
    tokens: &'a Tokens<'t, 'l>,
    marks: &'a Marks,
    mentions: &'a [Mention],
    timexes: &'a [Timex],
    /// Tokens that are the cue of a quotation already.
    used: Vec<bool>,
    /// What is said in this block's dash turn.
    speech: Vec<Span>,
    out: &'a mut Vec<Quotation>,
}

impl Reader<'_, '_, '_> {
    // ---- Small questions about tokens ----

    fn is(&self, n: usize, class: Class) -> bool {
        self.tokens.get(n).is_some_and(|it| it.is(class))
    }

    fn mark_in(&self, n: usize, marks: &[char]) -> bool {
        matches!(self.tokens.get(n).map(|it| it.kind), Some(Kind::Mark(it)) if marks.contains(&it))
    }

    fn sentence(&self, n: usize) -> Range<usize> {
        self.tokens.sentences.get(self.tokens.sentence_of(n)).cloned().unwrap_or(0..self.tokens.list.len())
    }

    fn is_time(&self, n: usize) -> Option<usize> {
        let span = self.tokens.get(n)?.span;
        let at = self.timexes.partition_point(|it| it.span.end <= span.start);
        let timex = self.timexes.get(at).filter(|it| it.span.start <= span.start)?;
        Some(self.tokens.at(timex.span.end - 1) + 1)
    }

    /// Whether a token stands inside quotation marks or in a turn's speech.
    fn is_quoted(&self, n: usize) -> bool {
        let at = self.tokens.list[n].span.start;
        self.marks.around(at).is_some() || self.speech.iter().any(|it| it.start <= at && at < it.end)
    }

    /// Whether a finite verb of `class` stands at `n` with the particle it needs; the particle's token.
    fn cue_verb(&self, n: usize, class: Class) -> Option<Option<usize>> {
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

    /// Skips adverbs and times; where something else stands.
    fn skip_between(&self, mut n: usize, end: usize) -> usize {
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

    // ---- Noun phrases ----

    /// The noun phrase that begins at token `n` and could be a source. `None` for "I", "you" and things.
    fn noun_phrase(&self, n: usize, limit: usize) -> Option<Range<usize>> {
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
                Kind::Mark('«' | '"' | '“') if !noun || at > n => {
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
                    let class = if token.capital && !token.first {
                        token.name().map_or(Class::NONE, |it| it.class)
                    } else {
                        token.class()
                    };
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
                    if class.any(Class::PREPOSITION) {
                        let next = tokens.get(at + 1);
                        let goes_on = next.is_some_and(|it| {
                            it.is_word()
                                && self.is_time(at + 1).is_none()
                                && !it.is(Class::VERB
                                    .or(Class::THAT)
                                    .or(Class::SUBJUNCTION)
                                    .or(Class::PREPOSITION))
                                && it
                                    .word()
                                    .is_none_or(|it| it.pronoun.is_none_or(|it| it.case == Case::Possessive))
                        });
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
                    let before_is_name = at > n
                        && tokens.list[at - 1].capital
                        && !tokens.list[at - 1].first
                        && tokens.list[at - 1].genitive == 0;
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
        // A preposition or conjunction left dangling is no part of it.
        while at > n
            && self.is(at - 1, Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::DETERMINER))
            && !tokens.list[at - 1].capital
        {
            at -= 1;
        }
        (noun && at > n).then_some(n..at)
    }

    /// Whether the preposition at `at` ties the noun before it to its office or group and not the speech to a
    /// hearer: «talsperson for politiet», «rådgiver til presidenten».
    fn is_belonging(&self, n: usize, at: usize) -> bool {
        (n..at).rev().take(2).any(|it| self.tokens.list[it].role().is_some())
            && !self.tokens.low(at).is_empty()
            && self.is(at, Class::BELONGING)
    }

    fn is_genitive_like(&self, n: usize) -> bool {
        let token = &self.tokens.list[n];
        token.genitive > 0 || self.tokens.text(n).ends_with('s') || token.shouted
    }

    /// The noun phrase right before token `verb` that can be its subject.
    fn subject_before(&self, verb: usize) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let start = self.sentence(verb).start;
        let mut end = verb;
        // Adverbs, times and auxiliaries between subject and verb.
        loop {
            let before = end.checked_sub(1).filter(|it| *it >= start)?;
            let timex = self.timexes.iter().find(|it| it.span.end == tokens.list[before].span.end);
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
        if end > start && self.is(end - 1, Class::CONJUNCTION) {
            // «Hun smilte og sa at»: the subject stands at the start of the sentence.
            return self.opening_phrase(start, end - 1);
        }
        let mut at = end;
        while at > start && end - at < LONGEST_SOURCE {
            let n = at - 1;
            let token = &tokens.list[n];
            let class = if token.capital && !token.first {
                token.name().map_or(Class::NONE, |it| it.class)
            } else {
                token.class()
            };
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
            && !(tokens.list[at].capital && !tokens.list[at].first)
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

    /// The phrase a sentence opens with, if it can be a subject.
    fn opening_phrase(&self, start: usize, limit: usize) -> Option<Range<usize>> {
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
    fn speaks(&self, range: Range<usize>) -> bool {
        let span = self.tokens.span(range.clone());
        self.mentions.iter().any(|it| span.contains(it.span))
            || range.into_iter().any(|it| {
                self.is(it, Class::COLLECTIVE.or(Class::PRONOUN)) || self.tokens.list[it].role().is_some()
            })
    }

    /// The mention in a phrase that names its speaker: a person before a role before an organisation.
    fn mention_in(&self, range: &Range<usize>) -> Option<u32> {
        let span = self.tokens.span(range.clone());
        let rank = |it: &Mention| match it.form {
            Form::Pronoun => 5,
            Form::Name if it.role.is_some() => 6,
            Form::Name if it.evidence[PERSON] > it.evidence[ORGANISATION].max(it.evidence[PLACE]) => 5,
            Form::Role => 4,
            Form::Name if it.evidence[ORGANISATION] > it.evidence[PLACE] => 3,
            Form::Name if it.evidence[PLACE] > 3 => 1,
            Form::Name => 3,
        };
        let from = self.mentions.partition_point(|it| it.span.start < span.start);
        let within = self.mentions[from..].iter().enumerate().take_while(|it| it.1.span.start < span.end);
        // The first of the best.
        let best = within.first_best(|it| rank(it.1))?;
        // A place speaks only when it is all the source: «regjeringen i Berlin» is not Berlin.
        let place = rank(best.1) == 1 && best.1.span.len() + 2 < span.len();
        (!place).then_some((best.0 + from) as u32)
    }

    // ---- Clauses ----

    /// «sier X», «sier også X», «legger X til», «heter det i rapporten» at token `n`.
    fn inverted(&self, n: usize, class: Class) -> Option<Clause> {
        let limit = self.sentence(n).end;
        if let Some(len) = self
            .tokens
            .get(n)
            .and_then(|it| it.begins(Class::ACCORDING))
            .or(self.is(n, Class::ACCORDING).then_some(1))
        {
            return self.according(n, len, limit);
        }
        if self.is(n, Class::SPEECH_PASSIVE) && !self.is(n, Class::SPEECH) {
            return Some(self.agentless(n, limit));
        }
        let particle = self.cue_verb(n, class)?;
        let mut at = n + 1;
        if particle == Some(at) {
            at += 1;
        }
        // «sier til NTB X» is rare; «sier også X», «sa i går X» are not.
        at = self.skip_between(at, limit);
        let source = self.noun_phrase(at, limit)?;
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
    fn straight(&self, n: usize, class: Class) -> Option<Clause> {
        let limit = self.sentence(n).end;
        let source = self.noun_phrase(n, limit)?;
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
    fn according(&self, n: usize, len: usize, limit: usize) -> Option<Clause> {
        let source = self.noun_phrase(n + len, limit)?;
        let mut cue = self.tokens.span(n..n + len);
        let mut source = source;
        // The document is part of the cue when it says whose it is.
        let document = source.clone().find(|it| self.is(*it, Class::DOCUMENT));
        if let Some(at) = document
            && self.is(at + 1, Class::PREPOSITION)
            && at + 2 < source.end
            && let Some(owner) = self.noun_phrase(at + 2, limit)
        {
            cue = self.tokens.span(n..owner.end);
            source = owner;
        }
        let end = source.end;
        Some(Clause { cue, source: Some(source), end, via: None })
    }

    /// «heter det i rapporten»: a document speaks, or nobody.
    fn agentless(&self, n: usize, limit: usize) -> Clause {
        let mut at = n + 1;
        if self.is(at, Class::PRONOUN) {
            at += 1;
        }
        at = self.skip_between(at, limit);
        let source = self.is(at, Class::PREPOSITION).then(|| self.noun_phrase(at + 1, limit)).flatten();
        let end = source.as_ref().map_or(at, |it| it.end);
        Clause { cue: self.tokens.list[n].span, source, end, via: None }
    }

    /// «ifølge AFP», «til NTB» behind a clause: what the words came through.
    fn via(&self, from: usize, limit: usize) -> Option<Span> {
        let at = (from..limit.min(from + 8)).find(|it| {
            self.is(*it, Class::ACCORDING.or(Class::ADDRESSEE)) || self.mark_in(*it, &['.', '«', '“', '"'])
        })?;
        let source = self
            .is(at, Class::ACCORDING.or(Class::ADDRESSEE))
            .then(|| self.noun_phrase(at + 1, limit))
            .flatten()?;
        let named = self.tokens.list[source.clone()].iter().any(|it| it.capital);
        named.then(|| self.tokens.span(source))
    }

    fn push(
        &mut self,
        kind: QuotationKind,
        signal: Signal,
        content: Vec<Span>,
        clause: Option<&Clause>,
    ) -> &mut Quotation {
        let source = clause.and_then(|it| it.source.clone());
        let mention = source.as_ref().and_then(|it| self.mention_in(it));
        let start = content.first().map_or(0, |it| it.start);
        let words =
            content.iter().map(|it| it.of(self.tokens.text).split_whitespace().count()).sum::<usize>();
        let quotation = Quotation {
            kind,
            signal,
            cue: clause.map(|it| it.cue),
            source: source.map(|it| self.tokens.span(it)),
            mention,
            via: clause.and_then(|it| it.via),
            sentence: self.tokens.sentence_of(self.tokens.at(start)) as u32,
            runs_on: false,
            goes_on: false,
            speech: clause.is_some() || words >= SPEECH_WORDS,
            content,
        };
        if let Some(clause) = clause {
            let n = self.tokens.at(clause.cue.start);
            self.used[n] = true;
        }
        self.out.push(quotation);
        self.out.last_mut().expect("just pushed")
    }

    // ---- Dash turns ----

    /// Reads a paragraph that opens with a dash.
    fn turn(&mut self) {
        let all = self.tokens.list.len();
        let Some(mut from) = (0..all).find(|it| !self.tokens.list[*it].dash()).filter(|it| *it > 0) else {
            return;
        };
        let mut open: Option<usize> = None;
        let mut n = from;
        while n < all {
            let behind_mark = n > from
                && matches!(
                    self.tokens.list[n - 1].kind,
                    Kind::Mark(',' | '?' | '!' | '…' | '»' | '”' | '"' | '–' | '—' | ')' | '.')
                );
            let inside = self.marks.around(self.tokens.list[n].span.start).is_some();
            if !behind_mark
                || inside
                || (self.tokens.list[n - 1].mark('.')
                    && self.tokens.list[n].first
                    && !self.looks_like_clause(n))
            {
                n += 1;
                continue;
            }
            let Some(clause) = self.inverted(n, Class::SPEECH.or(Class::MANNER)) else {
                n += 1;
                continue;
            };
            let passive = clause.source.is_none();
            let content = self.trimmed(from, n);
            if content.is_empty() || (passive && !self.is(n, Class::SPEECH_PASSIVE)) {
                n += 1;
                continue;
            }
            self.speech.push(content);
            self.push(QuotationKind::Direct, Signal::Dash, vec![content], Some(&clause));
            open = Some(self.out.len() - 1);
            // «– A, sier X. – B.»: the speech goes on behind a dash.
            let resume = (clause.end..all).find(|it| {
                self.tokens.list[*it].dash()
                    && self.tokens.spaced(*it)
                    && *it + 1 < all
                    && self.tokens.spaced(*it + 1)
            });
            match resume.filter(|it| self.resumes(clause.end, *it)) {
                Some(dash) => {
                    from = dash + 1;
                    n = from;
                }
                None => return,
            }
        }
        let content = self.trimmed(from, all);
        if content.is_empty() {
            return;
        }
        self.speech.push(content);
        match open {
            Some(before) => self.out[before].content.push(content),
            None => {
                self.push(QuotationKind::Direct, Signal::Dash, vec![content], None);
            }
        }
    }

    /// Whether the dash at `dash` opens speech again behind a clause that ended at `end`: it stands right behind
    /// a stop or comma.
    fn resumes(&self, end: usize, dash: usize) -> bool {
        dash <= end || self.mark_in(dash - 1, &['.', ',', '!', '?', ':'])
    }

    /// Whether a new sentence is a reporting clause after all: «Sier han og ler.»
    fn looks_like_clause(&self, n: usize) -> bool {
        self.is(n, Class::SPEECH) && self.tokens.list[n].is_word() && !self.tokens.list[n].capital
    }

    /// The span of tokens `from..to` without a comma or space at the end.
    fn trimmed(&self, from: usize, to: usize) -> Span {
        let mut to = to;
        while to > from && matches!(self.tokens.list[to - 1].kind, Kind::Mark(',' | '–' | '—' | '-')) {
            to -= 1;
        }
        self.tokens.span(from..to)
    }

    // ---- Quotation marks ----

    /// Attributes what stands in marks by the clause beside it; returns the regions left over.
    fn marked(&mut self) -> Vec<Region> {
        let mut pending = Vec::new();
        let regions: Vec<Region> = self.marks.outermost().copied().collect();
        for region in regions {
            if self.speech.iter().any(|it| it.overlaps(region.inner)) || region.inner.is_empty() {
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

    fn push_region(&mut self, region: &Region, clause: Option<&Clause>) {
        let content = trim(region.inner, self.tokens.text);
        let starts = self.starts_sentence(region);
        let sentence = starts || content.of(self.tokens.text).ends_with(['.', '!', '?']);
        let kind = if sentence || clause.is_none() { QuotationKind::Direct } else { QuotationKind::Mixed };
        let (runs_on, goes_on) = (!region.closed, !region.opened);
        let quotation = self.push(kind, Signal::Marks(region.mark), vec![content], clause);
        quotation.runs_on = runs_on;
        quotation.goes_on = goes_on;
    }

    /// Whether what is quoted begins like a sentence.
    fn starts_sentence(&self, region: &Region) -> bool {
        region
            .inner
            .of(self.tokens.text)
            .trim_start_matches(['.', '…', ' ', '–', '-'])
            .starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit())
    }

    /// «…», sier X / “…,” she said / «…», ifølge X.
    fn clause_behind(&self, region: &Region) -> Option<Clause> {
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
        if said && !new_sentence {
            return self.straight(n, speech);
        }
        None
    }

    /// X sier: «…» / X said, “…” / X: «…» / X said that “…”.
    fn clause_before(&self, region: &Region) -> Option<Clause> {
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
        let near = verb.is_some_and(|it| open - it <= 4);
        let words = region.inner.of(self.tokens.text).split_whitespace().count();
        if let Some(verb) = verb
            && (colon || comma || that || (near && words >= SPEECH_WORDS))
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

    /// What is in marks with no clause of its own: part of indirect speech, more of the same speech, something
    /// said by nobody known, or a mere term.
    fn leftover(&mut self, pending: &[Region]) {
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
            let first = self.tokens.sentences.iter().any(|it| it.start == open) || open == 0;
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
    fn sentences_between(&self, from: u32, to: u32) -> usize {
        let spans = self.tokens.sentences.iter().map(|it| self.tokens.span(it.clone()));
        spans.filter(|it| it.start >= from && it.end <= to).count()
    }

    /// A clause of saying in the same sentence as a region, before or behind it.
    fn clause_around(&self, region: &Region) -> Option<Clause> {
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

    // ---- Indirect speech ----

    fn indirect(&mut self) {
        for n in 0..self.tokens.list.len() {
            if self.used[n] || !self.tokens.list[n].is_word() || self.is_quoted(n) {
                continue;
            }
            let according =
                self.tokens.list[n].begins(Class::ACCORDING).or(self.is(n, Class::ACCORDING).then_some(1));
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
    fn reported(&mut self, verb: usize, from: usize, bare: bool) {
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
                self.push_reported(content, &clause);
            }
            return;
        }
        // "…, X said." and «…, opplyser X.»
        let comma_before = |n: usize| n > sentence.start && self.mark_in(n - 1, &[',']);
        if comma_before(verb)
            && verb - sentence.start >= 5
            && let Some(clause) = self.inverted(verb, Class::SPEECH)
        {
            let content = self.trimmed(sentence.start, verb);
            self.push_reported(content, &clause);
            return;
        }
        if let Some(subject) = self.subject_before(verb)
            && comma_before(subject.start)
            && subject.start - sentence.start >= 5
            && self.speaks(subject.clone())
            && (verb + 1 >= stop
                || self.mark_in(verb + 1, &[',', '.'])
                || self.skip_between(verb + 1, stop) >= stop)
        {
            let content = self.trimmed(sentence.start, subject.start);
            let clause = Clause { cue, source: Some(subject), end: verb + 1, via: None };
            self.push_reported(content, &clause);
            return;
        }
        // "X said it was late."
        if bare
            && let Some(subject) = self.subject_before(verb)
            && self.speaks(subject.clone())
            && self.opens_clause(verb + 1, stop)
        {
            let content = self.tokens.span(verb + 1..stop);
            let clause = Clause { cue, source: Some(subject), end: verb + 1, via: None };
            self.push_reported(content, &clause);
        }
    }

    fn is_first_person(&self, range: Range<usize>) -> bool {
        range.len() == 1
            && self.tokens.list[range.start].word().and_then(|it| it.pronoun).is_some_and(|it| it.person < 3)
    }

    /// Whether a clause of its own (subject, then verb) begins at token `n`.
    fn opens_clause(&self, n: usize, limit: usize) -> bool {
        let Some(first) = self.tokens.get(n).filter(|it| it.is_word() && n < limit) else { return false };
        if first.is(Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::SPEECH_OTHER))
            && !first.is(Class::DETERMINER.or(Class::PRONOUN))
        {
            return false;
        }
        let opens = first.capital
            || first.is(Class::DETERMINER.or(Class::PRONOUN).or(Class::COLLECTIVE).or(Class::NUMBER))
            || first.role().is_some();
        opens && (n + 1..limit.min(n + 10)).any(|it| self.is(it, Class::VERB))
    }

    /// «Ifølge X …», «…, ifølge X»; behind a direct quotation's clause it is what the words came through.
    fn according_speech(&mut self, n: usize, len: usize) {
        let sentence = self.sentence(n);
        let Some(clause) = self.according(n, len, sentence.end) else { return };
        let span = self.tokens.list[n].span;
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
            self.push_reported(content, &clause);
        }
    }

    fn push_reported(&mut self, content: Span, clause: &Clause) {
        let quoted: u32 = self
            .marks
            .outermost()
            .filter(|it| content.overlaps(it.inner))
            .map(|it| it.inner.end.min(content.end).saturating_sub(it.inner.start.max(content.start)))
            .sum();
        let kind = match quoted as usize * 10 {
            0 => QuotationKind::Indirect,
            it if it >= content.len() * 9 => QuotationKind::Direct,
            _ => QuotationKind::Mixed,
        };
        self.push(kind, Signal::Cue, vec![content], Some(clause));
    }
}

/// A span without white space at its ends, and without the comma that the clause asks for.
fn trim(span: Span, text: &str) -> Span {
    let inner = span.of(text);
    let start = span.start as usize + inner.len() - inner.trim_start().len();
    let end = span.start as usize + inner.trim_end().trim_end_matches(',').len();
    Span::new(start, end)
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
