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
            Part::Word if self.is_verb(n) => self.verb(n),
            Part::Word => {
                let small = token.is(BETWEEN);
                let ends = self.out[self.now].verb.and_then(|it| self.ends(it));
                // An auxiliary that any word may follow is followed at once or not at all.
                if !small && ends.is_some_and(<[String]>::is_empty) {
                    self.out[self.now].waiting = false;
                }
            }
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
        near.take_while(goes_on).find(|it| self.is_verb(*it))
    }

    /// Whether token `n` is a finite verb, as far as its form and its neighbour tell.
    fn is_verb(&self, n: usize) -> bool {
        let token = self.token(n);
        if !token.is_word() || self.part(n) != Part::Word || token.capital && !token.first {
            return false;
        }
        let before = self.before(n);
        let behind_subject = before.is_some_and(|it| {
            let pronoun = self.token(it).word().and_then(|it| it.pronoun);
            let genitive = self.token(it).genitive > 0;
            self.part(it) != Part::Word && !genitive || pronoun.is_some_and(|it| it.case != Case::Possessive)
        });
        let behind_article = before.is_some_and(|it| {
            let owner = self.token(it).word().and_then(|it| it.pronoun);
            let owner = owner.is_some_and(|it| it.case == Case::Possessive);
            owner || self.token(it).is(Class::DETERMINER) && !self.token(it).is(Class::PRONOUN)
        });
        if behind_article || token.is(NOUN) {
            return false;
        }
        if token.is(VERB) {
            return behind_subject || !token.is(SMALL);
        }
        let lexicon = &self.ground.tokens.language.lexicon;
        let low = self.ground.tokens.low(n);
        behind_subject && !token.is(SMALL) && lexicon.verb_ends.iter().any(|it| low.ends_with(it.as_str()))
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
        let (true, Some(auxiliary)) = (clause.waiting, clause.head) else { return false };
        let token = self.token(n);
        let Some(ends) = self.ends(auxiliary).filter(|_| token.is_word() && !token.capital) else {
            return false;
        };
        if token.is(SMALL) && !token.is(VERB) || token.is(NOUN) {
            return false;
        }
        let small = |it: usize| self.part(it) != Part::Word || self.token(it).is(BETWEEN);
        let near = (auxiliary + 1..n).all(small);
        if ends.is_empty() {
            return near;
        }
        // «ble rekkverket åpnet»: what is far from its auxiliary stands before something else than its noun.
        let last = || {
            n + 1 == self.sentence.end || self.part(n + 1) != Part::Word || {
                let next = self.token(n + 1);
                !next.is_word() || next.is(SMALL)
            }
        };
        ends.iter().any(|it| self.ground.tokens.low(n).ends_with(it.as_str())) && (near || last())
    }
}
