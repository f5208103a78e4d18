//! What is seen of a word that may be part of a name: itself, its form, what the lexicon knows of it, and the same
//! of its neighbours.

use super::super::marks::Marks;
use super::super::token::{Kind, Token, Tokens};
use crate::language::{Class, Group, feature, feature_of, lists};
use std::ops::Range;

/// How far beyond a capital letter a name may go on with small words and numbers: «Universitetet i Oslo», «TV 2».
const GAP: usize = 5;

/// How many of a word's first features tell which word it is; the others tell of a word never seen before as well.
pub const IDENTITY: usize = 8;

/// Words on either side that a word is seen with.
const AROUND: usize = 2;

/// The stretches of words in which names can stand: around capital letters, within a sentence.
pub(super) fn stretches(tokens: &Tokens) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for sentence in &tokens.sentences {
        let opens = out.len();
        for n in sentence.clone().filter(|it| is_candidate(tokens, *it)) {
            let end = (n + GAP).min(sentence.end);
            match out[opens..].last_mut() {
                Some(last) if last.end >= n => last.end = end,
                _ => out.push(n..end),
            }
        }
    }
    out
}

/// Whether a capital letter or an address stands here, or a word that is rarely written without a capital.
fn is_candidate(tokens: &Tokens, n: usize) -> bool {
    let token = &tokens.list[n];
    match token.kind {
        Kind::Word => token.capital || tokens.text(n) != tokens.low(n) || lacks_capital(tokens, n),
        Kind::Address => true,
        _ => false,
    }
}

/// Whether a word in small letters is usually a name: «vince», in a hurried letter.
fn lacks_capital(tokens: &Tokens, n: usize) -> bool {
    let groups = tokens.language.word_groups.as_ref();
    groups.is_some_and(|it| it.of(tokens.low(n), "").is_name()) && tokens.list[n].word().is_none()
}

/// What one word looks like.
#[derive(Clone, Copy, Default)]
struct Look {
    low: u32,
    shape: u32,
    /// What the lexicon knows of it as a name.
    name: u32,
    /// What it knows of it as an ordinary word.
    word: u32,
    tail: u32,
    /// Which of the world's lists of names it stands in, by itself or without the ending of a genitive.
    lists: u32,
    /// Which words it stands in the same places with.
    group: Group,
}

/// What the lexicon says of a name.
const NAME: Class = Class::WOMAN
    .or(Class::MAN)
    .or(Class::PLACE)
    .or(Class::COUNTRY)
    .or(Class::ORGANISATION)
    .or(Class::ORGANISATION_END)
    .or(Class::ORGANISATION_START)
    .or(Class::PARTY)
    .or(Class::COURTESY)
    .or(Class::NATIONALITY)
    .or(Class::PARTICLE);

/// What it says of a word beside a name.
const WORD: Class = Class::ROLE
    .or(Class::ROLE_DEFINITE)
    .or(Class::ROLE_PLURAL)
    .or(Class::COLLECTIVE)
    .or(Class::SPEECH)
    .or(Class::MANNER)
    .or(Class::ACCORDING)
    .or(Class::PRONOUN)
    .or(Class::DETERMINER)
    .or(Class::PREPOSITION)
    .or(Class::CONJUNCTION)
    .or(Class::SUBJUNCTION)
    .or(Class::RELATIVE)
    .or(Class::ADVERB)
    .or(Class::VERB)
    .or(Class::COMMON)
    .or(Class::ORGANISATION_TITLE)
    .or(Class::LOCATIVE)
    .or(Class::PEOPLE)
    .or(Class::NUMBER);

/// Sees the words of a block, one stretch after the other.
pub(super) struct Seer<'a, 't, 'l> {
    tokens: &'a Tokens<'t, 'l>,
    marks: &'a Marks,
}

impl<'a, 't, 'l> Seer<'a, 't, 'l> {
    pub(super) fn new(tokens: &'a Tokens<'t, 'l>, marks: &'a Marks) -> Seer<'a, 't, 'l> {
        Seer { tokens, marks }
    }

    /// Gives each word of a stretch, with its features, to `take`.
    pub(super) fn see(&self, stretch: Range<usize>, mut take: impl FnMut(usize, &[u32])) {
        let from = stretch.start as isize - AROUND as isize;
        let to = (stretch.end + AROUND) as isize;
        let looks: Vec<Look> = (from..to).map(|it| self.look(it)).collect();
        let mut out = Vec::with_capacity(96);
        for n in stretch.clone() {
            out.clear();
            let at = n - stretch.start + AROUND;
            self.word(n, &looks[at - AROUND..=at + AROUND], &mut out);
            take(n, &out);
        }
    }

    fn look(&self, n: isize) -> Look {
        let Some(token) = usize::try_from(n).ok().and_then(|it| self.tokens.get(it)) else {
            return Look { low: u32::from(n < 0), ..Look::default() };
        };
        let n = n as usize;
        let low = self.tokens.low(n).as_bytes();
        Look {
            low: feature(1, low),
            shape: self.shape(n, token),
            name: mask(token, NAME),
            word: mask(token, WORD),
            tail: feature(2, &low[low.len().saturating_sub(3)..]),
            lists: if token.capital { in_lists(self.tokens.text(n)) } else { 0 },
            group: self.group(n, token),
        }
    }

    /// Which group of words a word belongs to, in a language that has learned them.
    fn group(&self, n: usize, token: &Token) -> Group {
        let groups = self.tokens.language.word_groups.as_ref().filter(|_| token.is_word());
        groups.map_or(Group::default(), |it| it.of(self.tokens.text(n), self.tokens.low(n)))
    }

    /// The form of a word: `Xx` for Oslo, `X` for NRK, `Xx-x` for Oslo-folk, `d` for 2024.
    fn shape(&self, n: usize, token: &Token) -> u32 {
        if let Kind::Mark(mark) = token.kind {
            return feature_of(3, u32::from(mark), 0);
        }
        let mut seen = [0u8; 8];
        let mut len = 0;
        for letter in self.tokens.text(n).chars() {
            let class = match letter {
                _ if letter.is_lowercase() => b'x',
                _ if letter.is_uppercase() => b'X',
                _ if letter.is_numeric() => b'd',
                '-' | '.' | '\'' | '&' => letter as u8,
                _ => b'o',
            };
            if len > 0 && seen[len - 1] == class {
                continue;
            }
            if len == seen.len() {
                break;
            }
            seen[len] = class;
            len += 1;
        }
        let short = u32::from(token.span.len() <= 2) + 2 * u32::from(token.first);
        feature_of(4, feature(4, &seen[..len]), short)
    }

    /// The features of word `n`; `looks` are its own look and its neighbours'.
    fn word(&self, n: usize, looks: &[Look], out: &mut Vec<u32>) {
        let token = &self.tokens.list[n];
        let [second, before, own, next, third] = looks else { return };
        let mut kind = 16;
        let mut add = |first: u32, second: u32| {
            kind += 1;
            out.push(feature_of(kind, first, second));
        };
        add(own.low, 0);
        add(before.low, own.low);
        add(own.low, next.low);
        let low = self.tokens.low(n);
        // Written as it stands, and without the ending of a genitive.
        add(feature(6, self.tokens.text(n).as_bytes()), 0);
        let stem =
            low.strip_suffix('s').filter(|it| it.len() > 3).unwrap_or(low).trim_end_matches(['\'', '’']);
        add(feature(7, stem.as_bytes()), u32::from(token.capital));
        let (ends, starts) = letters(low);
        for end in &ends[3..=5] {
            add(feature(8, &low.as_bytes()[..*end]), u32::from(token.capital));
        }
        add(0, 0);
        add(before.low, 0);
        add(next.low, 0);
        add(second.low, 0);
        add(third.low, 0);
        add(second.low, before.low);
        add(before.low, own.shape);
        add(own.shape, next.low);
        add(own.shape, 0);
        add(before.shape, own.shape);
        add(own.shape, next.shape);
        add(feature_of(5, before.shape, own.shape), next.shape);
        add(next.shape, third.shape);
        add(before.shape, second.shape);
        add(before.tail, own.shape);
        add(next.tail, own.shape);
        add(own.name, 0);
        add(own.name, own.shape);
        add(before.name, own.name);
        add(own.name, next.name);
        add(before.name, own.shape);
        add(next.name, own.shape);
        add(own.word, own.shape);
        add(before.word, own.shape);
        add(next.word, own.shape);
        add(second.word, before.word);
        add(next.word, third.word);
        add(second.name, before.name);
        for len in [1, 2, 3, 4, 5, 7] {
            add(feature(9, &low.as_bytes()[starts[len]..]), u32::from(token.capital));
        }
        let phrase = self.phrase(n);
        add(phrase, 0);
        add(phrase, own.shape);
        if let Some(at) = low.rfind(['-', '‑']) {
            let (head, tail) = low.split_at(at);
            add(feature(10, head.as_bytes()), 0);
            add(feature(11, tail.as_bytes()), 0);
            let start = tail.char_indices().rev().nth(3).map_or(0, |it| it.0);
            add(feature(12, &tail.as_bytes()[start..]), 0);
            // «Odd-Bjørn», «Grong-mannen»: what each half is known as.
            let written = self.tokens.text(n);
            let (head, tail) = written.split_at_checked(at).unwrap_or((written, ""));
            add(in_lists(head), in_lists(tail.trim_start_matches(['-', '‑'])));
        } else {
            kind += 4;
        }
        let mut add = |first: u32, second: u32| {
            kind += 1;
            out.push(feature_of(kind, first, second));
        };
        let quoted = self.marks.around(token.span.start);
        let short = quoted.map_or(0, |it| 1 + u32::from(it.inner.len() < 50));
        add(short, own.shape);
        add(u32::from(token.genitive), own.shape);
        add(self.verb_behind(n), own.shape);
        add(own.lists, 0);
        add(own.lists, own.shape);
        add(before.lists, own.lists);
        add(own.lists, next.lists);
        add(before.lists, own.shape);
        add(own.shape, next.lists);
        if self.tokens.language.word_groups.is_some() {
            groups(looks, out);
        }
    }

    /// The known phrase that word `n` stands in: what it is, and which part of it.
    fn phrase(&self, n: usize) -> u32 {
        for back in 0..4.min(n + 1) {
            let Some((word, len, _)) = self.tokens.list[n - back].phrase() else { continue };
            if len > back {
                return feature_of(
                    13,
                    bits(word.class, NAME.or(WORD)),
                    (back > 0) as u32 + 2 * u32::from(back + 1 == len),
                );
            }
        }
        0
    }

    /// How far behind word `n` a verb of saying or another verb stands, if it does so at once.
    fn verb_behind(&self, n: usize) -> u32 {
        for (at, token) in self.tokens.list[n + 1..].iter().take(4).enumerate() {
            if token.is(Class::SPEECH) && !token.capital {
                return 1 + at.min(1) as u32;
            }
            if token.is(Class::VERB) && !token.capital {
                return 3 + at.min(1) as u32;
            }
        }
        0
    }
}

/// The features of a word's group and its neighbours', and of a word written twice in a row: «Thanks, Kari Kari, …».
fn groups(looks: &[Look], out: &mut Vec<u32>) {
    let [second, before, own, next, third] = looks else { return };
    let mut kind = 128;
    let mut add = |first: u32, second: u32| {
        kind += 1;
        out.push(feature_of(kind, first, second));
    };
    let whole = |it: &Look| it.group.path;
    let branch = |it: &Look| it.group.path & 0x3f;
    let capital = |it: &Look| u32::from(it.group.capital);
    add(whole(own), own.shape);
    add(whole(own) & 0x3ff, 0);
    add(branch(own), own.shape);
    add(capital(own), own.shape);
    add(capital(own), own.lists);
    add(whole(before), own.shape);
    add(whole(next), own.shape);
    add(branch(before), branch(own));
    add(branch(own), branch(next));
    add(branch(second), branch(before));
    add(branch(next), branch(third));
    add(capital(before), capital(own));
    add(capital(own), capital(next));
    add(feature_of(1, branch(own), branch(next)), next.shape);
    add(feature_of(1, branch(before), branch(own)), next.shape);
    add(whole(before), whole(own));
    add(whole(own), whole(next));
    let name = |it: &Look| u32::from(it.group.name);
    let pair = name(before) + 4 * name(own) + 16 * name(next);
    add(name(own), own.shape);
    add(pair, own.shape);
    add(pair, next.shape);
    add(name(second) + 4 * pair, 0);
    add(pair + 64 * name(third), 0);
    let again = u32::from(own.low == before.low) + 2 * u32::from(own.low == next.low);
    add(again, own.shape);
    add(again, own.lists);
}

/// Where the first letters of a word end and where the last ones begin, by how many they are.
fn letters(word: &str) -> ([usize; 6], [usize; 8]) {
    let (mut ends, mut starts) = ([word.len(); 6], [0; 8]);
    ends.iter_mut().zip(word.char_indices()).for_each(|(end, it)| *end = it.0);
    starts[1..].iter_mut().zip(word.char_indices().rev()).for_each(|(start, it)| *start = it.0);
    (ends, starts)
}

/// Which of the world's lists a word stands in, as a number.
fn in_lists(word: &str) -> u32 {
    let bits = |word: &str| u32::from(lists(word).bits());
    match bits(word) {
        0 => 64 + bits(word.trim_end_matches(['s', '\'', '’'])),
        bits => bits,
    }
}

/// The classes of a token that are asked for, as a number.
fn mask(token: &Token, asked: Class) -> u32 {
    bits(token.class(), asked)
}

fn bits(class: Class, asked: Class) -> u32 {
    let both = class.and(asked).bits();
    feature_of(14, both as u32, (both >> 32) as u32)
}
