//! Claims that can be counted, and who answers for them.

use super::quotation::Quotation;
use super::timex::Timex;
use super::token::{Kind, Tokens};
use crate::language::Class;
use crate::text::Span;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    Killed,
    Injured,
    Money,
    Percent,
    People,
}

impl ClaimKind {
    /// Whether people have come to harm: figures that every handbook wants a source for.
    pub fn is_casualty(self) -> bool {
        matches!(self, ClaimKind::Killed | ClaimKind::Injured)
    }
}

/// One countable claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The words of the claim: the figure and what it counts. Bytes of the block's prose.
    pub span: Span,
    pub kind: ClaimKind,
    /// The figure, where it can be read as a number.
    pub value: Option<f64>,
    /// The sentence it stands in, by its number in the block.
    pub sentence: u32,
    /// The source that governs it in its own sentence: the span of a source, a cue, or speech in marks.
    pub source: Option<Span>,
    /// The sentence makes it less than a fact: `kan`, `kanskje`.
    pub hedged: bool,
}

/// How many words may stand between a figure and what it counts.
const REACH: usize = 4;

/// Finds the claims in a block.
pub(super) fn read(tokens: &Tokens, timexes: &[Timex], quotations: &[Quotation], out: &mut Vec<Claim>) {
    let mut n = 0;
    while n < tokens.list.len() {
        let Some((value, end)) = figure(tokens, timexes, n) else {
            n += 1;
            continue;
        };
        let sentence = tokens.sentence_of(n);
        let limit = tokens.sentences.get(sentence).map_or(tokens.list.len(), |it| it.end);
        if let Some((kind, first, last)) = counted(tokens, n, end, limit) {
            let span = tokens.span(first..last);
            let range = tokens.sentences.get(sentence).cloned().unwrap_or(n..limit);
            let hedged = range.clone().any(|it| tokens.list[it].is(Class::HEDGE));
            let source = source(tokens, span, range, quotations);
            out.push(Claim { span, kind, value, sentence: sentence as u32, source, hedged });
            n = last.max(end);
        } else {
            n = end;
        }
    }
}

/// The figure at token `n` and the token behind it.
fn figure(tokens: &Tokens, timexes: &[Timex], n: usize) -> Option<(Option<f64>, usize)> {
    let token = &tokens.list[n];
    if tokens.time_end(timexes, n).is_some() {
        return None;
    }
    let multiplier =
        |end: usize| tokens.get(end).filter(|it| it.is(Class::MULTIPLIER)).and_then(|it| it.word()?.value);
    let (mut value, mut end) = match token.kind {
        Kind::Number => {
            let mut digits = tokens.text(n).to_owned();
            let mut end = n + 1;
            // «10 000»: groups of three with a space between.
            while end < tokens.list.len()
                && tokens.list[end].kind == Kind::Number
                && tokens.text(end).len() == 3
                && tokens.list[end].span.start <= tokens.list[end - 1].span.end + 2
                && tokens.text(n).len() <= 3
            {
                digits += tokens.text(end);
                end += 1;
            }
            (number(&digits), end)
        }
        Kind::Word if token.is(Class::NUMBER) && !token.is(Class::ONE) => {
            (token.word().and_then(|it| it.value), n + 1)
        }
        Kind::Word if token.is(Class::ONE) && !token.capital | token.first => (Some(1.0), n + 1),
        _ => return None,
    };
    if let Some(factor) = multiplier(end) {
        value = value.map(|it| it * factor);
        end += 1;
    }
    Some((value, end))
}

/// The value of a written number; a stop or comma before three digits parts thousands.
fn number(digits: &str) -> Option<f64> {
    let parts: Vec<&str> = digits.split(['.', ',']).collect();
    let grouped = parts.len() > 1 && parts[1..].iter().all(|it| it.len() == 3);
    match parts.as_slice() {
        _ if grouped => parts.concat().parse().ok(),
        [whole, rest] => format!("{whole}.{rest}").parse().ok(),
        [whole] => whole.parse().ok(),
        _ => None,
    }
}

/// What the figure at tokens `n..end` counts: the kind, and the tokens of the whole claim.
fn counted(tokens: &Tokens, n: usize, end: usize, limit: usize) -> Option<(ClaimKind, usize, usize)> {
    let one = tokens.list[n].is(Class::ONE);
    let len = |n: usize, class| tokens.list[n].stands(class).unwrap_or(1);
    let is = |n: usize, class| tokens.get(n).is_some_and(|it| it.stands(class).is_some());
    if !one {
        if is(end, Class::PERCENT) {
            return Some((ClaimKind::Percent, n, end + 1));
        }
        if is(end, Class::CURRENCY) {
            return Some((ClaimKind::Money, n, end + 1));
        }
        if n > 0 && is(n - 1, Class::CURRENCY) && !tokens.list[n - 1].capital {
            return Some((ClaimKind::Money, n - 1, end));
        }
        // A range or a score is no count of people.
        if tokens.text(n).contains(['-', '–', ':', '/']) {
            return None;
        }
    }
    // «drepte 25 …»: the verb before the figure, and what is counted behind it.
    let noun = (end..limit.min(end + REACH)).find(|it| is(*it, Class::PEOPLE));
    let before =
        (n.saturating_sub(3)..n).rev().take_while(|it| !matches!(tokens.list[*it].kind, Kind::Mark(_)));
    for at in before {
        if let Some(kind) = harm(tokens, at).filter(|_| tokens.sentence_of(at) == tokens.sentence_of(n)) {
            let plain = tokens
                .get(end)
                .is_some_and(|it| it.is_word() && !it.is(Class::PREPOSITION.or(Class::CONJUNCTION)));
            let noun = noun.or((!one && plain && end < limit).then_some(end));
            return noun.map(|it| (kind, at, it + 1));
        }
        if is(at, Class::VERB) {
            break;
        }
    }
    // «25 mennesker omkom», «fem ble skadd», «ble en sivil amerikaner drept», «25 døde».
    let inverted = n > 0 && is(n - 1, Class::VERB);
    let mut auxiliary = inverted;
    let mut people = None;
    for at in end..limit.min(end + REACH + 3) {
        let token = &tokens.list[at];
        if !token.is_word()
            || (token.is(Class::CONJUNCTION.or(Class::THAT).or(Class::RELATIVE))
                && !token.is(Class::DETERMINER))
        {
            break;
        }
        // «En mann på 34 døde»: an age is no toll.
        if at == end && n > 0 && is(n - 1, Class::PREPOSITION) {
            return None;
        }
        if is(at, Class::DIED) {
            return Some((ClaimKind::Killed, n, at + len(at, Class::DIED)));
        }
        // «er en skadet edderkopp» describes; «ble en mann skadet» tells.
        let describes = tokens.get(at + 1).is_some_and(|it| {
            it.is_word() && (it.class() == Class::NONE || it.class() == Class::COMMON || it.is(Class::PEOPLE))
        });
        if let Some(kind) = harm(tokens, at).filter(|_| auxiliary && !(inverted && describes)) {
            return Some((kind, n, at + len(at, Class::KILLED.or(Class::INJURED))));
        }
        if !one && at <= end + 1 && token.is(Class::DEAD) {
            return Some((ClaimKind::Killed, n, at + 1));
        }
        auxiliary |= token.is(Class::VERB);
        if at < end + REACH && token.is(Class::PEOPLE) && !one {
            people = people.or(Some(at + 1));
        }
        if token.is(Class::PREPOSITION) && people.is_none() {
            break;
        }
    }
    people.map(|it| (ClaimKind::People, n, it))
}

/// Whether token `n` says that somebody was killed or hurt.
fn harm(tokens: &Tokens, n: usize) -> Option<ClaimKind> {
    let token = &tokens.list[n];
    match () {
        () if token.stands(Class::KILLED).is_some() => Some(ClaimKind::Killed),
        () if token.stands(Class::INJURED).is_some() => Some(ClaimKind::Injured),
        () => None,
    }
}

/// Who answers for a claim in its own sentence.
fn source(
    tokens: &Tokens,
    span: Span,
    sentence: std::ops::Range<usize>,
    quotations: &[Quotation],
) -> Option<Span> {
    let whole = tokens.span(sentence.clone());
    let governs = |it: &&Quotation| {
        it.content.iter().any(|part| part.overlaps(span)) || it.cue.is_some_and(|cue| whole.contains(cue))
    };
    if let Some(quotation) = quotations.iter().find(governs) {
        return quotation.source.or(quotation.cue).or(quotation.content.first().copied());
    }
    let cue = sentence.into_iter().find(|it| {
        let token = &tokens.list[*it];
        token.stands(Class::ACCORDING).is_some()
            || (token.is(Class::SPEECH_PASSIVE) && !token.is(Class::VERB))
    });
    cue.map(|it| tokens.list[it].span)
}
