//! What the learned steps see of a block: its words, their classes, and what the rules made of it.

use super::super::super::token::{Kind, Token, Tokens};
use super::super::{Quotation, Reader};
use super::cue::is_head;
use super::tag::{self, Shapes, Tag};
use crate::article::mention::{Form, Mention};
use crate::language::{Class, Model, feature};
use crate::text::Span;
use std::ops::Range;

/// A block as the learned steps look at it. Numbers are of tokens.
pub(super) struct Sight<'r, 'a, 't, 'l> {
    pub reader: &'r Reader<'a, 't, 'l>,
    pub tokens: &'a Tokens<'t, 'l>,
    pub tags: Vec<Tag>,
    /// Each word in lower case, as a number.
    pub words: Vec<u32>,
    /// Each word without its ending.
    pub stems: Vec<u32>,
    /// What the lexicon says of each that matters to reported speech.
    classes: Vec<u32>,
    /// What the tagger sees of each.
    pub shapes: Shapes,
    /// Inside quotation marks.
    pub quoted: Vec<bool>,
    /// Part of somebody's name or role.
    pub named: Vec<bool>,
    /// Each token's tag as a number, a comma and a colon told from other marks.
    signs: Vec<u32>,
    /// The verb of the clause that begins, with its subject, at each token.
    clauses: Vec<Option<u32>>,
    /// How many there were before each token of what [`COUNTED`] names.
    counts: Vec<[u16; COUNTED]>,
    /// What the rules take for indirect speech.
    pub hints: Vec<Hint>,
    /// How the block looks: a headline is short and has no full stop.
    pub headline: bool,
}

/// What is counted of the tokens: commas, finite verbs, quoted tokens, open brackets, verbs of saying, heads of
/// phrases, verbs, nouns and pronouns.
const COUNTED: usize = 8;

/// An indirect quotation as the rules read it, in tokens.
pub(super) struct Hint {
    pub cue: usize,
    pub content: Range<usize>,
    pub source: Option<Range<usize>>,
}

/// What one observation is: what is looked at, and what is seen there. The same on every machine, as
/// [`feature`], and quicker: a block is looked at some thousand times.
pub(super) fn seen(kind: u32, what: [u32; 3]) -> u32 {
    let mut hash = kind.wrapping_mul(0x9e37_79b1);
    for it in what {
        hash = (hash ^ it).wrapping_mul(0x85eb_ca6b).rotate_left(13);
    }
    hash = (hash ^ (hash >> 16)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 15)
}

/// A count in few steps, so that near numbers count alike.
pub(super) fn steps(count: usize) -> u32 {
    match count {
        0..=4 => count as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        _ => 9,
    }
}

/// A word without its commonest endings: the forms of a verb come together, roughly.
fn stem(word: &str) -> &str {
    let mut word = word;
    for clitic in ['\'', '’'] {
        while let Some(rest) = word.strip_suffix('s').and_then(|it| it.strip_suffix(clitic)) {
            word = rest;
        }
    }
    let ending = match word.as_bytes() {
        [_, _, _, .., b'i', b'n', b'g'] | [_, _, _, .., b'i', b'e', b'd' | b's'] => 3,
        [_, _, _, .., b'e', b'd' | b's'] => 2,
        [_, _, _, .., b's' | b'd' | b'e'] => 1,
        _ => 0,
    };
    &word[..word.len() - ending]
}

impl<'r, 'a, 't, 'l> Sight<'r, 'a, 't, 'l> {
    pub(super) fn new(reader: &'r Reader<'a, 't, 'l>, tags: Option<&Model>, hints: &[Quotation]) -> Self {
        let tokens = reader.tokens;
        let all = tokens.list.len();
        let words: Vec<u32> = (0..all).map(|it| feature(0, tokens.low(it).as_bytes())).collect();
        let stems = (0..all).map(|it| feature(0, stem(tokens.low(it)).as_bytes())).collect();
        let shapes = Shapes::new(tokens, &words);
        let tags = tags.map_or_else(|| vec![Tag::Other; all], |it| tag::read(tokens, &shapes, it));
        let classes = tokens.list.iter().map(class).collect();
        let mut quoted = vec![false; all];
        for region in reader.marks.outermost() {
            let (from, to) = (tokens.at(region.outer.start), tokens.at(region.outer.end.saturating_sub(1)));
            quoted[from.min(all)..(to + 1).min(all)].fill(true);
        }
        let mut named = vec![false; all];
        // The model learned from people and names; groups have a class of their own.
        let one = |it: &&Mention| it.form != Form::Group && !(it.form == Form::Pronoun && it.plural);
        for mention in reader.mentions.iter().filter(one) {
            let (from, to) = (tokens.at(mention.span.start), tokens.at(mention.span.end.saturating_sub(1)));
            named[from.min(all)..(to + 1).min(all)].fill(true);
        }
        let counts = counts(tokens, &tags, &quoted);
        let signs = tokens.list.iter().zip(&tags).map(|it| sign(it.0, *it.1)).collect();
        let clauses = (0..all).map(|it| clause_verb(&tags, it)).collect();
        let range = |it: Span| tokens.at(it.start)..tokens.at(it.end.saturating_sub(1)) + 1;
        let hints = hints.iter().filter_map(|it| {
            let cue = tokens.at(it.cue?.start);
            Some(Hint { cue, content: range(*it.content.first()?), source: it.source.map(range) })
        });
        let headline = reader.headline;
        Sight {
            reader,
            tokens,
            tags,
            words,
            stems,
            classes,
            shapes,
            quoted,
            named,
            signs,
            clauses,
            counts,
            hints: hints.collect(),
            headline,
        }
    }

    /// The sentence that token `n` stands in.
    pub(super) fn sentence(&self, n: usize) -> Range<usize> {
        self.reader.sentence(n)
    }

    /// Where the words of a sentence end: before its full stop and the marks that close behind it.
    pub(super) fn stop(&self, sentence: &Range<usize>) -> usize {
        let mut end = sentence.end;
        while end > sentence.start
            && self.reader.mark_in(end - 1, &['.', '!', '?', '…', '»', '”', '"', ')', '’', ';', ','])
        {
            end -= 1;
        }
        end
    }

    /// The word at token `n` as a number; 1 outside of the sentence.
    pub(super) fn word(&self, n: Option<usize>, sentence: &Range<usize>) -> u32 {
        n.filter(|it| sentence.contains(it)).map_or(1, |it| self.words[it])
    }

    /// The tag at token `n`, a comma and a colon told from other marks; 99 outside of the sentence.
    pub(super) fn tag(&self, n: Option<usize>, sentence: &Range<usize>) -> u32 {
        n.filter(|it| sentence.contains(it)).map_or(99, |it| self.signs[it])
    }

    /// What the lexicon says of the token that matters to reported speech.
    pub(super) fn class(&self, n: usize) -> u32 {
        self.classes[n]
    }

    fn count(&self, range: &Range<usize>, what: usize) -> u32 {
        u32::from(self.counts[range.end][what].wrapping_sub(self.counts[range.start.min(range.end)][what]))
    }

    /// How many commas stand in a range of tokens.
    pub(super) fn commas(&self, range: &Range<usize>) -> u32 {
        self.count(range, 0)
    }

    /// How many verbs that carry a clause.
    pub(super) fn finite(&self, range: &Range<usize>) -> u32 {
        self.count(range, 1)
    }

    /// How many quoted tokens.
    pub(super) fn quotes(&self, range: &Range<usize>) -> usize {
        self.count(range, 2) as usize
    }

    /// Whether brackets are opened and not closed there, or the other way about.
    pub(super) fn is_torn(&self, range: &Range<usize>) -> bool {
        self.count(range, 3) != 0
    }

    /// Whether a verb of saying stands there.
    pub(super) fn is_said(&self, range: &Range<usize>) -> bool {
        self.count(range, 4) > 0
    }

    /// How many heads of phrases that could speak.
    pub(super) fn heads(&self, range: &Range<usize>) -> u32 {
        self.count(range, 5)
    }

    /// How many verbs.
    pub(super) fn verbs(&self, range: &Range<usize>) -> u32 {
        self.count(range, 6)
    }

    /// How many nouns and pronouns.
    pub(super) fn nouns(&self, range: &Range<usize>) -> u32 {
        self.count(range, 7)
    }

    /// The verb, before token `limit`, of a clause that begins, with its subject, at token `n`: what is reported is
    /// often a clause.
    pub(super) fn clause_verb(&self, n: usize, limit: usize) -> Option<usize> {
        let verb = *self.clauses.get(n)?;
        verb.map(|it| it as usize).filter(|it| *it < limit)
    }

    /// Whether content could begin or end before token `n`: a phrase ends there and another begins.
    pub(super) fn is_joint(&self, n: usize) -> bool {
        if n == 0 || n >= self.tags.len() {
            return true;
        }
        let (before, here) = (self.tags[n - 1], self.tags[n]);
        let glue = matches!(
            before,
            Tag::Determiner | Tag::Possessive | Tag::To | Tag::Modal | Tag::And | Tag::Preposition
        );
        let opens = matches!(
            here,
            Tag::Mark | Tag::Preposition | Tag::And | Tag::To | Tag::Wh | Tag::Adverb | Tag::Particle
        ) || here.verb()
            || (here == Tag::Pronoun)
            || (here == Tag::Determiner)
            || self.reader.is_time(n).is_some();
        opens && !glue
    }
}

/// What the lexicon says of a token that matters to reported speech, as bits.
fn class(token: &Token) -> u32 {
    if !token.is_word() {
        return 0;
    }
    let classes = [
        Class::SPEECH,
        Class::SPEECH_OTHER,
        Class::SPEECH_PASSIVE,
        Class::MANNER,
        Class::ACCORDING,
        Class::DOCUMENT,
        Class::COLLECTIVE,
    ];
    let own = token.class();
    let bits = classes.iter().zip(0..).map(|(it, bit)| u32::from(own.any(*it)) << bit).sum::<u32>();
    let verbs = token.word().map_or(&[][..], |it| &it.verbs);
    let reports = u32::from(verbs.iter().any(|it| it.reports)) << 8;
    let bare = u32::from(verbs.iter().any(|it| it.bare)) << 9;
    bits | u32::from(token.role().is_some()) << 7 | reports | bare
}

/// A tag as a number, a comma and a colon told from other marks.
fn sign(token: &Token, tag: Tag) -> u32 {
    match token.kind {
        Kind::Mark(mark) => 100 + (mark as u32).min(0x3000),
        _ => tag as u32,
    }
}

/// How many there were before each token of what [`COUNTED`] names.
fn counts(tokens: &Tokens, tags: &[Tag], quoted: &[bool]) -> Vec<[u16; COUNTED]> {
    let mut sum = [0u16; COUNTED];
    let mut out = Vec::with_capacity(tags.len() + 1);
    out.push(sum);
    for (n, (token, tag)) in tokens.list.iter().zip(tags).enumerate() {
        let here = [
            token.mark(','),
            tag.finite(),
            quoted[n],
            token.mark('('),
            token.is_word() && token.is(Class::SPEECH),
            is_head(tokens, tags, n),
            tag.verb(),
            tag.noun() || *tag == Tag::Pronoun,
        ];
        sum.iter_mut().zip(here).for_each(|(sum, it)| *sum = sum.wrapping_add(u16::from(it)));
        sum[3] = sum[3].wrapping_sub(u16::from(token.mark(')')));
        out.push(sum);
    }
    out
}

/// The verb of a clause that begins, with its subject, at token `n`.
fn clause_verb(tags: &[Tag], n: usize) -> Option<u32> {
    let mut noun = false;
    for (tag, at) in tags[n..].iter().zip(n as u32..).take(9) {
        if noun && tag.finite() {
            return Some(at);
        }
        match tag {
            Tag::Pronoun => noun = true,
            _ if tag.noun() => noun = true,
            Tag::Determiner
            | Tag::Adjective
            | Tag::Number
            | Tag::Possessive
            | Tag::Adverb
            | Tag::And
            | Tag::Preposition
            | Tag::Participle => {
                if *tag == Tag::Preposition && !noun {
                    return None;
                }
            }
            Tag::Wh if !noun => noun = true,
            _ => return None,
        }
    }
    None
}
