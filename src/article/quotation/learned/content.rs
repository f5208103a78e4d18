//! The second step: which words are what is said.

use super::sight::{Sight, seen, steps};
use super::tag::Tag;
use crate::language::Class;
use std::ops::Range;

/// How many tokens behind its cue content may begin.
const REACH: usize = 14;
/// How many joints between phrases are tried as the end of content.
const ENDS: usize = 24;

/// Where the content stands to its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Behind,
    Before,
    Around,
}

/// Content as it might be, in tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub side: Side,
    pub before: Option<Range<usize>>,
    pub behind: Option<Range<usize>>,
}

/// What many contents of one cue have in common: it is looked at once for all of them.
#[derive(Clone, Copy, Debug)]
pub(super) enum Aspect {
    /// Where they stand.
    Side(Side),
    /// Where they begin behind the cue.
    Begin(usize, Side),
    /// Where they end behind it.
    End(usize),
    /// Where they end behind it, and what they are made of.
    Shape(usize, u32),
    /// Where they begin before the cue.
    Front(usize, Side),
    /// Where they end before it.
    Tail(usize, Side),
}

impl Aspect {
    /// Its number, by which it is known again.
    pub(super) fn number(self) -> u64 {
        let (sort, at, what) = match self {
            Aspect::Side(side) => (0, 0, side as u64),
            Aspect::Begin(at, side) => (1, at, side as u64),
            Aspect::End(at) => (2, at, 0),
            Aspect::Shape(at, shape) => (3, at, u64::from(shape)),
            Aspect::Front(at, side) => (4, at, side as u64),
            Aspect::Tail(at, side) => (5, at, side as u64),
        };
        (at as u64) << 32 | what << 8 | sort
    }
}

/// What every content of one cue has in common.
pub(super) struct Outlook {
    n: usize,
    stop: usize,
    stem: u32,
    kind: u32,
    sentence: Range<usize>,
    hint: Option<Range<usize>>,
}

impl Candidate {
    pub(super) fn parts(&self) -> impl Iterator<Item = &Range<usize>> {
        self.before.iter().chain(&self.behind)
    }

    /// Cuts the source off its end; false if the source stands further in, or nothing is left.
    pub(super) fn cut(&mut self, source: &Range<usize>) -> bool {
        for part in self.before.iter_mut().chain(&mut self.behind) {
            if source.start >= part.end || source.end <= part.start {
                continue;
            }
            if source.end < part.end || source.start <= part.start {
                return false;
            }
            part.end = source.start;
        }
        true
    }

    pub(super) fn holds(&self, n: usize) -> bool {
        self.parts().any(|it| it.contains(&n))
    }
}

impl Sight<'_, '_, '_, '_> {
    /// Everything that could be the content of the cue at token `n`.
    pub(super) fn contents(&self, n: usize) -> Vec<Candidate> {
        let sentence = self.sentence(n);
        let stop = self.stop(&sentence).max(n + 1);
        let mut out = Vec::new();
        let joints: Vec<usize> = (n + 2..stop).filter(|it| self.is_joint(*it)).collect();
        for begin in self.begins_behind(n, stop) {
            // It ends with the sentence, or at a joint between phrases.
            let ends = joints.iter().copied().skip_while(|it| *it <= begin).take(ENDS);
            for end in ends.chain([stop]) {
                out.push(Candidate { side: Side::Behind, before: None, behind: Some(begin..end) });
            }
        }
        let fronts = self.fronts(&sentence, n);
        let tails = self.tails(&sentence, n);
        for &end in &tails {
            for &begin in fronts.iter().filter(|it| **it < end) {
                out.push(Candidate { side: Side::Before, before: Some(begin..end), behind: None });
            }
        }
        // “A, he said, B”: the clause stands between commas.
        let resume = (n + 1..stop.min(n + 9)).find(|it| self.reader.mark_in(*it, &[',']));
        if let Some(comma) = resume.filter(|it| it + 2 < stop) {
            for &end in tails.iter().filter(|it| self.reader.mark_in(**it, &[','])) {
                for &begin in fronts.iter().filter(|it| **it < end) {
                    let behind = Some(comma + 1..stop);
                    out.push(Candidate { side: Side::Around, before: Some(begin..end), behind });
                }
            }
        }
        out
    }

    /// Where content behind the cue can begin.
    fn begins_behind(&self, n: usize, stop: usize) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for at in n + 1..stop.min(n + 1 + REACH) {
            let joint = at == n + 1
                || self.is_joint(at)
                || matches!(
                    self.tags[at - 1],
                    Tag::Mark
                        | Tag::To
                        | Tag::Preposition
                        | Tag::Noun
                        | Tag::Name
                        | Tag::Nouns
                        | Tag::Pronoun
                ) && !self.tags[at].noun();
            if !joint {
                continue;
            }
            let mut from = at;
            while from < stop
                && (self.reader.is(from, Class::THAT) && self.tags[from] != Tag::Determiner
                    || self.tags[from] == Tag::Mark)
            {
                from += 1;
            }
            if from < stop && !out.contains(&from) {
                out.push(from);
            }
        }
        out
    }

    /// Where content before the cue can begin.
    fn fronts(&self, sentence: &Range<usize>, n: usize) -> Vec<usize> {
        let mut out = vec![sentence.start];
        if self.tags[sentence.start] == Tag::And {
            out.push(sentence.start + 1);
        }
        let commas = (sentence.start + 1..n).filter(|it| {
            self.reader.mark_in(it - 1, &[',', ';', ':', '–', '—', '(', '.']) || self.tags[*it] == Tag::And
        });
        out.extend(commas);
        let surplus = out.len().saturating_sub(7);
        out.drain(1..1 + surplus);
        out
    }

    /// Where content before the cue can end: at a comma before the clause, or right before its subject.
    fn tails(&self, sentence: &Range<usize>, n: usize) -> Vec<usize> {
        let commas = (sentence.start + 2..=n).rev().filter(|it| self.reader.mark_in(*it, &[',', '–', '—']));
        let mut out: Vec<usize> = commas.take(3).collect();
        if self.reader.mark_in(n, &[':']) || self.tags[n] == Tag::Preposition || self.tags[n].verb() {
            out.push(n);
        }
        out.retain(|it| *it > sentence.start);
        out
    }

    /// What a cue and its sentence look like from every content.
    pub(super) fn outlook(&self, n: usize) -> Outlook {
        let sentence = self.sentence(n);
        let stop = self.stop(&sentence);
        let hint = self.hints.iter().find(|it| it.cue == n).map(|it| it.content.clone());
        Outlook {
            n,
            stop,
            stem: self.stems[n],
            kind: self.tags[n] as u32 * 1024 + self.class(n),
            sentence,
            hint,
        }
    }

    /// What a content has in common with others, its beginning behind the cue apart.
    pub(super) fn aspects(&self, it: &Candidate, mut take: impl FnMut(Aspect)) {
        let side = it.side;
        take(Aspect::Side(side));
        if let Some(part) = &it.behind {
            take(Aspect::End(part.end));
            take(Aspect::Shape(part.end, self.shape(part, side as u32)));
        }
        if let Some(part) = &it.before {
            take(Aspect::Front(part.start, side));
            take(Aspect::Tail(part.end, side));
        }
    }

    /// What speaks for and against contents that have this in common.
    pub(super) fn aspect_features(&self, see: &Outlook, aspect: Aspect, out: &mut Vec<u32>) {
        match aspect {
            Aspect::Side(side) => {
                let side = side as u32;
                out.extend([seen(200, [side, see.stem, 0]), seen(201, [side, see.kind, 0])]);
            }
            Aspect::Begin(from, side) => self.begin_features(see, from, side as u32, out),
            Aspect::End(end) => self.end_features(see, end, out),
            Aspect::Shape(end, shape) => self.shape_features(see, end, shape, out),
            Aspect::Front(from, side) => self.front_features(see, from, side as u32, out),
            Aspect::Tail(end, side) => self.tail_features(see, end, side as u32, out),
        }
    }

    /// What speaks for and against one content and no other.
    pub(super) fn own_features(&self, see: &Outlook, it: &Candidate, out: &mut Vec<u32>) {
        let side = it.side as u32;
        let first = it.parts().next();
        let hinted = see.hint.as_ref().map_or(0, |hint| {
            let same = first.is_some_and(|it| it == hint);
            let begins = first.is_some_and(|it| it.start == hint.start);
            1 + u32::from(same) + u32::from(begins)
        });
        out.push(seen(202, [hinted, side, 0]));
        if let Some(part) = &it.behind {
            self.reach_features(see, part, side, out);
        }
        if let Some(part) = &it.before {
            self.lead_features(see, part, side, out);
        }
    }

    /// What speaks for and against content behind the cue that begins at `from`.
    fn begin_features(&self, see: &Outlook, from: usize, side: u32, out: &mut Vec<u32>) {
        let (n, kind, sentence) = (see.n, see.kind, &see.sentence);
        let away = steps(from - n - 1) * 4 + side;
        let before = from - 1;
        let between = n + 1..from;
        let opens = u32::from(self.clause_verb(from, see.stop).is_some());
        let commas = self.commas(&between);
        let (verbs, heads) = (self.verbs(&between), self.nouns(&between));
        let that = u32::from(self.reader.is(before, Class::THAT));
        let (own, next) = (self.tag(Some(from), sentence), self.tag(Some(from + 1), sentence));
        let mark = u32::from(self.quoted[from]) * 2 + u32::from(self.quoted[before]);
        let skipped = (n + 1..before).any(|it| self.reader.is(it, Class::THAT));
        let skipped = u32::from(skipped) * 2 + u32::from(self.reader.is_time(from).is_some());
        out.extend([
            seen(210, [away, see.stem, 0]),
            seen(211, [away, kind, 0]),
            seen(212, [own, away, 0]),
            seen(213, [self.tag(Some(before), sentence), own, next]),
            seen(214, [self.words[from], away, 0]),
            seen(215, [self.words[from], see.stem, 0]),
            seen(216, [self.words[before], u32::from(before == n), own]),
            seen(217, [opens, that, away]),
            seen(218, [commas.min(3), verbs.min(3), heads.min(4)]),
            seen(219, [mark, away, 0]),
            seen(220, [skipped, away, 0]),
            seen(221, [own, next, kind]),
            seen(222, [self.tag(Some(n + 1), sentence), away, 0]),
            seen(223, [self.tag(Some(n + 1), sentence), self.tag(Some(before), sentence), own]),
            seen(224, [opens, that, see.stem]),
        ]);
    }

    /// What content behind the cue is made of: a clause, a verb, an infinitive.
    fn shape(&self, part: &Range<usize>, side: u32) -> u32 {
        let from = part.start;
        let clause = u32::from(self.clause_verb(from, part.end).is_some());
        let to = u32::from(self.tags[from] == Tag::To || self.tags[from - 1] == Tag::To);
        clause | u32::from(self.finite(part) > 0) << 1 | to << 2 | side << 3
    }

    /// What speaks for and against content behind the cue that ends at `end`, wherever it begins.
    fn end_features(&self, see: &Outlook, end: usize, out: &mut Vec<u32>) {
        let (stop, sentence) = (see.stop, &see.sentence);
        let last = u32::from(end == stop);
        let (next, word) = (self.tag(Some(end), sentence), self.word(Some(end), sentence));
        let torn = u32::from(end < stop && self.quoted[end] && self.quoted[end - 1]);
        let cut_mark = u32::from(end < self.quoted.len() && self.quoted[end - 1] != self.quoted[end]);
        let cue_behind = self.is_said(&(end..sentence.end.min(end + 8).max(end)));
        out.extend([
            seen(242, [last, see.stem, 0]),
            seen(249, [torn, cut_mark, last]),
            seen(251, [u32::from(cue_behind), next, last]),
            seen(255, [word, see.stem, 0]),
            seen(256, [next, see.stem, 0]),
            seen(258, [self.word(Some(end - 1), sentence), word, 0]),
        ]);
    }

    /// What speaks for and against such an end of content of this [`Self::shape`].
    fn shape_features(&self, see: &Outlook, end: usize, shape: u32, out: &mut Vec<u32>) {
        let sentence = &see.sentence;
        let last = u32::from(end == see.stop);
        let (next, next2) = (self.tag(Some(end), sentence), self.tag(Some(end + 1), sentence));
        let time = u32::from(end < see.stop && self.reader.is_time(end).is_some());
        out.extend([
            seen(240, [last, shape, 0]),
            seen(241, [last, see.kind, shape]),
            seen(244, [next, next2, shape]),
            seen(245, [self.word(Some(end), sentence), shape, 0]),
            seen(246, [self.tag(Some(end - 1), sentence), next, shape]),
            seen(252, [time, shape, 0]),
        ]);
    }

    /// What speaks for and against all that stands between the beginning and the end behind the cue.
    fn reach_features(&self, see: &Outlook, part: &Range<usize>, side: u32, out: &mut Vec<u32>) {
        let (from, end) = (part.start, part.end);
        let last = u32::from(end == see.stop);
        let (shape, len) = (self.shape(part, side), steps(end - from));
        let (commas, verbs) = (self.commas(part).min(4), self.finite(part).min(4));
        let (own, next) = (self.tag(Some(from), &see.sentence), self.tag(Some(end), &see.sentence));
        out.extend([
            seen(243, [len, last, shape]),
            seen(247, [commas, last, shape]),
            seen(248, [verbs, last, shape]),
            seen(250, [u32::from(self.is_torn(part)), last, 0]),
            seen(253, [len, see.kind, 0]),
            seen(254, [steps(see.stop.saturating_sub(end)), len, shape]),
            seen(257, [own, next, last]),
        ]);
    }

    /// What speaks for and against content before the cue that begins at `from`.
    fn front_features(&self, see: &Outlook, from: usize, side: u32, out: &mut Vec<u32>) {
        let sentence = &see.sentence;
        let first = u32::from(from == sentence.start);
        out.extend([
            seen(277, [self.tag(Some(from), sentence), first, side]),
            seen(278, [self.word(Some(from), sentence), first, side]),
            seen(283, [u32::from(self.headline), see.kind, first]),
            seen(284, [self.word(from.checked_sub(1), sentence), side, 0]),
        ]);
    }

    /// What speaks for and against content before the cue that ends at `end`.
    fn tail_features(&self, see: &Outlook, end: usize, side: u32, out: &mut Vec<u32>) {
        let (n, sentence) = (see.n, &see.sentence);
        let comma = u32::from(self.reader.mark_in(end, &[',']));
        let gap = steps(n - end);
        let between = self.verbs(&(end + 1..n)).min(3);
        let inverted = u32::from(end + 1 == n);
        let next = self.tag(Some(n + 1), sentence);
        out.extend([
            seen(270, [comma, gap, side]),
            seen(271, [comma, gap, see.kind]),
            seen(274, [between, comma, side]),
            seen(279, [self.tag(Some(end + 1), sentence), inverted, comma]),
            seen(280, [next, inverted, see.stem]),
            seen(281, [self.tag(Some(end - 1), sentence), comma, side]),
            seen(282, [next, comma, side]),
        ]);
    }

    /// What speaks for and against all that stands between the beginning and the end before the cue.
    fn lead_features(&self, see: &Outlook, part: &Range<usize>, side: u32, out: &mut Vec<u32>) {
        let first = u32::from(part.start == see.sentence.start);
        let comma = u32::from(self.reader.mark_in(part.end, &[',']));
        let verb = u32::from(self.finite(part) > 0);
        let quoted = self.quotes(part);
        let quoted = if quoted == 0 { 0 } else { 1 + u32::from(quoted * 2 > part.len()) };
        out.extend([
            seen(272, [first, comma, side]),
            seen(273, [verb, first, side]),
            seen(275, [quoted, comma, side]),
            seen(276, [steps(part.len()), first, side]),
        ]);
    }
}
