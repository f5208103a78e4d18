//! The clauses of a sentence, as far as is needed to tell what a date in it is the date of: which verb it belongs to,
//! and whether that is the sentence's own or one of a clause within.

use super::Ground;
use crate::article::token::{Kind, Token};
use crate::language::{Case, Class};
use std::ops::Range;

/// A clause while its sentence is read. It need not be in one piece: «Mannen, som døde fredag, bodde på Vik».
#[derive(Debug, Default)]
pub(super) struct Clause {
    /// Its first token, and the one behind its last.
    pub tokens: Range<usize>,
    /// It can stand alone: no «som», «at» or «da» opens it.
    pub main: bool,
    /// It is in somebody's own words, between marks or behind a dash.
    pub said: bool,
    /// The verb that carries it, and the one that says what happens: «ble» and «pågrepet».
    pub verb: Option<usize>,
    pub head: Option<usize>,
    /// Expressions of time and mentions in it, by their numbers in the block.
    pub times: Vec<u32>,
    pub mentions: Vec<u32>,
    /// Nothing but small words has come behind an auxiliary yet.
    waiting: bool,
}

/// What a token is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Time(u32),
    Mention(u32),
    Word,
}

/// Words that are no verbs, whatever else they look like.
const SMALL: Class = Class::DETERMINER
    .or(Class::PREPOSITION)
    .or(Class::CONJUNCTION)
    .or(Class::SUBJUNCTION)
    .or(Class::RELATIVE)
    .or(Class::THAT)
    .or(Class::WHETHER)
    .or(Class::QUESTION)
    .or(Class::ADVERB)
    .or(Class::PRONOUN)
    .or(Class::NUMBER)
    .or(Class::ONE);

/// Nouns that a list knows.
const NOUN: Class = Class::ROLE
    .or(Class::ROLE_DEFINITE)
    .or(Class::ROLE_PLURAL)
    .or(Class::COLLECTIVE)
    .or(Class::PEOPLE)
    .or(Class::DOCUMENT);

/// Finite verbs that a list knows.
const VERB: Class = Class::VERB.or(Class::SPEECH).or(Class::SPEECH_PASSIVE).or(Class::MANNER).or(Class::DIED);

/// Words between an auxiliary and its verb: «ble i går trolig pågrepet».
const BETWEEN: Class = Class::ADVERB.or(Class::HEDGE).or(Class::PRONOUN);

/// How far behind its first word a clause's verb may stand, for the word to open a clause at all.
const REACH: usize = 7;

/// The clauses of one sentence, in the order in which they begin.
pub(super) fn clauses(ground: &Ground, sentence: Range<usize>) -> Vec<Clause> {
    let mut parts = vec![Part::Word; sentence.len()];
    let mut mark = |span: crate::text::Span, what: Part| {
        let tokens = ground.tokens.at(span.start)..ground.tokens.at(span.end.saturating_sub(1)) + 1;
        for n in tokens.start.max(sentence.start)..tokens.end.min(sentence.end) {
            parts[n - sentence.start] = what;
        }
    };
    let span = ground.tokens.span(sentence.clone());
    let within = |it: &(u32, crate::text::Span)| span.contains(it.1);
    let mentions = (0..).zip(ground.mentions).map(|(n, it)| (n, it.span));
    mentions.filter(within).for_each(|(n, span)| mark(span, Part::Mention(n)));
    let times = (0..).zip(ground.timexes).map(|(n, it)| (n, it.span));
    times.filter(within).for_each(|(n, span)| mark(span, Part::Time(n)));
    let first = Clause { tokens: sentence.start..sentence.start, main: true, ..Clause::default() };
    let mut reader = Reader { ground, sentence: sentence.clone(), parts, out: vec![first], now: 0 };
    for n in sentence {
        reader.step(n);
    }
    reader.out
}

struct Reader<'a> {
    ground: &'a Ground<'a>,
    sentence: Range<usize>,
    parts: Vec<Part>,
    out: Vec<Clause>,
    /// The clause that is being read.
    now: usize,
}

impl<'a> Reader<'a> {
    fn token(&self, n: usize) -> &'a Token<'a> {
        &self.ground.tokens.list[n]
    }

    fn part(&self, n: usize) -> Part {
        self.parts[n - self.sentence.start]
    }

    /// The token before `n` in the sentence.
    fn before(&self, n: usize) -> Option<usize> {
        n.checked_sub(1).filter(|it| self.sentence.contains(it))
    }

    fn step(&mut self, n: usize) {
        let said = self.ground.is_said(self.token(n).span);
        if said != self.out[self.now].said {
            self.resume(n, said);
        }
        if let Kind::Mark(mark) = self.token(n).kind {
            self.mark(n, mark);
        } else {
            self.word(n);
        }
        self.out[self.now].tokens.end = n + 1;
    }

    /// A comma ends a clause within the sentence; a dash, a colon or a semicolon may begin another sentence.
    fn mark(&mut self, n: usize, mark: char) {
        if !matches!(mark, ',' | ';' | ':' | '–' | '—' | '-' | '(' | ')') {
            return;
        }
        let clause = &self.out[self.now];
        if !clause.main && clause.verb.is_some() {
            self.resume(n, clause.said);
        } else if mark != ',' && clause.verb.is_some() && self.verb_ahead(n + 1).is_some() {
            self.open(n, clause.main);
        }
    }

    fn word(&mut self, n: usize) {
        let token = self.token(n);
        let continued = self.before(n).is_some_and(|it| self.part(it) == self.part(n));
        match self.part(n) {
            Part::Time(it) if !continued => self.out[self.now].times.push(it),
            Part::Mention(it) if !continued => self.out[self.now].mentions.push(it),
            Part::Time(_) | Part::Mention(_) => {}
            Part::Word if self.opens(n) => {
                let about = self.about(n).filter(|_| token.is(Class::RELATIVE));
                self.open(n, false);
                self.out[self.now].mentions.extend(about);
            }
            Part::Word if token.is(Class::CONJUNCTION) && self.joins(n) => {
                let clause = &self.out[self.now];
                let subject = clause.mentions.first().copied();
                let shared = self.verb_ahead(n + 1) == Some(n + 1);
                self.open(n, clause.main);
                self.out[self.now].mentions.extend(subject.filter(|_| shared));
            }
            Part::Word if self.completes(n) => {
                let follows = self.follows(n);
                let clause = &mut self.out[self.now];
                (clause.head, clause.waiting) = (Some(n), follows);
            }
            Part::Word if self.is_verb(n) || self.out[self.now].verb.is_none() && self.looks_like_verb(n) => {
                self.verb(n);
            }
            Part::Word if !self.goes_between(n) => self.out[self.now].waiting = false,
            Part::Word => {}
        }
    }

    /// Who stands right before token `n`: whom a relative clause is about.
    fn about(&self, n: usize) -> Option<u32> {
        let before = self.before(n)?;
        let comma = self.token(before).mark(',');
        match self.part(if comma { self.before(before)? } else { before }) {
            Part::Mention(it) => Some(it),
            Part::Time(_) | Part::Word => None,
        }
    }

    /// A finite verb: the clause's own, or that of another clause that nothing opens («hun sier brua er stengt»).
    fn verb(&mut self, n: usize) {
        if let Some(known) = self.out[self.now].verb {
            if n == known + 1 {
                return;
            }
            let clause = &self.out[self.now];
            let outer = self.outer(clause.said).filter(|it| !clause.main && self.out[*it].verb.is_none());
            match outer {
                Some(outer) => self.now = outer,
                None => {
                    let subject = self.out[self.now].mentions.last().copied();
                    let subject = subject.filter(|it| {
                        self.ground.mentions[*it as usize].span.start > self.token(known).span.start
                    });
                    if subject.is_some() {
                        self.out[self.now].mentions.pop();
                    }
                    self.open(n, false);
                    self.out[self.now].mentions.extend(subject);
                }
            }
        }
        let waiting = self.follows(n);
        let clause = &mut self.out[self.now];
        (clause.verb, clause.head, clause.waiting) = (Some(n), Some(n), waiting);
    }

    /// Begins a clause with token `n`.
    fn open(&mut self, n: usize, main: bool) {
        let said = self.ground.is_said(self.token(n).span);
        self.now = self.out.len();
        self.out.push(Clause { tokens: n..n, main, said, ..Clause::default() });
    }

    /// Goes on with the main clause around, or begins one.
    fn resume(&mut self, n: usize, said: bool) {
        match self.outer(said) {
            Some(it) => self.now = it,
            None => self.open(n, true),
        }
    }

    /// The last main clause of the writer's own words, or of what is said.
    fn outer(&self, said: bool) -> Option<usize> {
        self.out.iter().rposition(|it| it.main && it.said == said)
    }

    /// Whether token `n` opens a clause within the sentence: «som», «at», «da», «etter at».
    fn opens(&self, n: usize) -> bool {
        let token = self.token(n);
        let opener =
            Class::SUBJUNCTION.or(Class::RELATIVE).or(Class::THAT).or(Class::WHETHER).or(Class::QUESTION);
        let Some(len) = token.stands(opener) else { return false };
        let Some(verb) = self.verb_ahead(n + len) else { return false };
        // «etter ulykken kom …» is no clause, «etter han kom …» is one.
        if len == 1 && token.is(Class::PREPOSITION) {
            let subject =
                |it: &Token| it.word().and_then(|it| it.pronoun).is_some_and(|it| it.case == Case::Subject);
            return subject(self.token(n + 1)) && verb == n + 2;
        }
        // «da kom …» is none, «da han kom …» and «som kom» are.
        token.is(Class::RELATIVE) || len > 1 || verb > n + 1
    }

    /// Whether a clause of its own follows the conjunction `n`: «… og dro lørdag», «… men veien er åpen».
    fn joins(&self, n: usize) -> bool {
        self.out[self.now].verb.is_some() && self.verb_ahead(n + 1).is_some()
    }

    /// The finite verb that stands near behind token `n`, before any mark, conjunction or opener.
    fn verb_ahead(&self, n: usize) -> Option<usize> {
        let stop = Class::CONJUNCTION.or(Class::SUBJUNCTION).or(Class::THAT);
        let near = n..self.sentence.end.min(n + REACH);
        let goes_on = |it: &usize| {
            let token = self.token(*it);
            token.is_word() && (!token.is(stop) || token.is(Class::PREPOSITION) || self.is_verb(*it))
                || self.part(*it) != Part::Word
        };
        near.take_while(goes_on).find(|it| self.is_verb(*it) || self.looks_like_verb(*it))
    }

    /// Whether token `n` is a finite verb that a list knows, and its neighbour does not say otherwise.
    fn is_verb(&self, n: usize) -> bool {
        let token = self.token(n);
        let known = token.is(VERB) && !token.is(NOUN) && self.can_be_verb(n);
        known && (!token.is(SMALL) || self.is_behind_subject(n))
    }

    /// Whether token `n` stands where a finite verb is expected, and is one by its ending or its place: behind a name, a
    /// pronoun or a time, or second in its sentence («i går brast rekkverket»).
    fn looks_like_verb(&self, n: usize) -> bool {
        let (token, low) = (self.token(n), self.ground.tokens.low(n));
        let lexicon = &self.ground.tokens.language.lexicon;
        let unknown = !token.is(VERB.or(NOUN).or(SMALL)) && self.can_be_verb(n) && self.is_behind_subject(n);
        let is_time =
            |it: usize| matches!(self.part(it), Part::Time(_)) || self.token(it).is(Class::PREPOSITION);
        let second = lexicon.verb_second && (self.sentence.start..n).all(is_time);
        unknown && (second || lexicon.verb_ends.iter().any(|it| low.ends_with(it.as_str())))
    }

    /// Whether token `n` is an ordinary word with no article before it that makes it a noun.
    fn can_be_verb(&self, n: usize) -> bool {
        let token = self.token(n);
        let makes_noun = |it: usize| {
            let token = self.token(it);
            match token.word().and_then(|it| it.pronoun) {
                Some(pronoun) => pronoun.case == Case::Possessive,
                None => token.is(Class::DETERMINER),
            }
        };
        let plain = token.is_word() && self.part(n) == Part::Word && (!token.capital || token.first);
        plain && !self.before(n).is_some_and(makes_noun)
    }

    /// Whether a name, a pronoun or an expression of time stands right before token `n`.
    fn is_behind_subject(&self, n: usize) -> bool {
        let subject = |it: usize| {
            let pronoun = self.token(it).word().and_then(|it| it.pronoun);
            let named = self.part(it) != Part::Word && self.token(it).genitive == 0;
            named || pronoun.is_some_and(|it| it.case != Case::Possessive)
        };
        self.before(n).is_some_and(subject)
    }

    /// How the verb ends that follows token `n`, if that is an auxiliary.
    fn ends(&self, n: usize) -> Option<&'a [String]> {
        self.ground.tokens.language.lexicon.follows(self.ground.tokens.low(n))
    }

    fn follows(&self, n: usize) -> bool {
        self.ends(n).is_some()
    }

    /// Whether token `n` is the verb that the auxiliary before it waits for.
    fn completes(&self, n: usize) -> bool {
        let clause = &self.out[self.now];
        let Some(ends) = clause.head.filter(|_| clause.waiting).and_then(|it| self.ends(it)) else {
            return false;
        };
        let fits = |n: usize| {
            let token = self.token(n);
            let plain = self.part(n) == Part::Word && token.is_word() && !token.capital;
            let low = self.ground.tokens.low(n);
            let ended = ends.is_empty() || ends.iter().any(|it| low.ends_with(it.as_str()));
            plain && ended && (!token.is(SMALL) || token.is(VERB)) && !token.is(NOUN)
        };
        // «ble rekkverket åpnet»: of two that fit, the first is a noun.
        fits(n) && (ends.is_empty() || !self.sentence.contains(&(n + 1)) || !fits(n + 1))
    }

    /// Whether token `n` can stand between an auxiliary and its verb: a small word, a preposition before a name or a
    /// time («ble på Vik pågrepet»), or the noun that is the subject («ble rekkverket åpnet»).
    fn goes_between(&self, n: usize) -> bool {
        let token = self.token(n);
        if token.is(BETWEEN) {
            return true;
        }
        if token.is(Class::PREPOSITION) {
            return self.sentence.contains(&(n + 1)) && self.part(n + 1) != Part::Word;
        }
        let definite = &self.ground.tokens.language.lexicon.definite_ends;
        let low = self.ground.tokens.low(n);
        !token.is(SMALL) && definite.iter().any(|it| low.ends_with(it.trim_start_matches('-')))
    }
}
