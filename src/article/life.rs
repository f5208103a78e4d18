//! When people were born and died, and how old they are: «Kari Berg (1942–2021)», «født 3. mai 1985», "died aged 80".

use super::mention::{Form, Mention};
use super::timex::{Expression, Timex};
use super::token::{Kind, Tokens};
use crate::language::{DateWord, Role, Unit};
use crate::text::Span;

/// What a block says of somebody's life in one place. Spans are bytes of the block's prose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Life {
    /// Whose life, as a mention by its number in the block, where it is known.
    pub mention: Option<u32>,
    /// The words that say so.
    pub span: Span,
    pub born: Option<LifeDate>,
    pub died: Option<LifeDate>,
    /// A death is told of, whether or not its date is.
    pub dead: bool,
    /// The age at death, or, for somebody of whom no death is told, the age now.
    pub age: Option<u16>,
}

/// The year of a birth or death, with month and day if they are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LifeDate {
    pub year: i16,
    pub day: Option<(u8, u8)>,
}

/// Most tokens between a word of birth or death and the date or the person it belongs to.
const REACH: usize = 6;

/// Years that somebody a newspaper writes of may have lived in.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2100;

/// Finds what a block says of lives, in the order of its text.
pub(super) fn read(tokens: &Tokens, timexes: &[Timex], mentions: &[Mention], out: &mut Vec<Life>) {
    let reader = Reader { tokens, timexes, mentions };
    for (n, token) in tokens.list.iter().enumerate() {
        let life = match token.kind {
            Kind::Mark('(') => reader.bracket(n),
            Kind::Number => reader.age_now(n, out.last()),
            Kind::Word if !timexes.is_empty() => reader.told(n),
            _ => None,
        };
        let Some(life) = life else { continue };
        // «(født 1942, død 2021)», and the age at death that the sentence gives.
        match out.last_mut().filter(|it| reader.same(it, &life)) {
            Some(last) => {
                last.span = last.span.cover(life.span);
                last.born = last.born.or(life.born);
                last.died = last.died.or(life.died);
                last.dead |= life.dead;
                last.age = last.age.or(life.age);
            }
            None => out.push(life),
        }
    }
}

struct Reader<'a, 't, 'l> {
    tokens: &'a Tokens<'t, 'l>,
    timexes: &'a [Timex],
    mentions: &'a [Mention],
}

impl Reader<'_, '_, '_> {
    fn word(&self, n: usize) -> DateWord {
        let known = |n| self.tokens.language.dates.word(self.tokens.low(n).trim_end_matches('.'));
        self.tokens.get(n).filter(|it| it.is_word()).and_then(|_| known(n)).copied().unwrap_or_default()
    }

    /// A number of this many figures, with its value.
    fn figures(&self, n: usize, most: usize) -> Option<i16> {
        let token = self.tokens.get(n).filter(|it| it.kind == Kind::Number)?;
        let text = token.span.of(self.tokens.text);
        (text.len() <= most && text.bytes().all(|it| it.is_ascii_digit())).then(|| text.parse().ok())?
    }

    fn sentence(&self, span: Span) -> usize {
        self.tokens.sentence_of(self.tokens.at(span.start))
    }

    /// Whether two are about one life.
    fn same(&self, one: &Life, two: &Life) -> bool {
        let apart = one.born.is_none() || two.born.is_none();
        let together = one.mention == two.mention || two.mention.is_none() && two.dead;
        apart && together && self.sentence(one.span) == self.sentence(two.span)
    }

    /// The person whose mention ends at token `end`, or is followed by nothing but a bracket or an age before it.
    fn person_before(&self, n: usize) -> Option<u32> {
        let at = self.tokens.list[n].span.start;
        let before = self.mentions.partition_point(|it| it.span.end <= at).checked_sub(1)?;
        let mention = &self.mentions[before];
        let behind = mention.age.map_or(mention.span.end, |it| it.0.end.max(mention.span.end));
        let near = n - self.tokens.at(behind).min(n) <= REACH;
        let same = self.tokens.sentence_of(n) == mention.sentence as usize;
        let person = matches!(mention.form, Form::Name | Form::Pronoun) && !mention.plural;
        (near && same && person).then_some(before as u32)
    }

    /// «Kari Berg (1942–2021)»: two years right behind a name.
    fn bracket(&self, n: usize) -> Option<Life> {
        let open = self.tokens.list[n].span;
        let mention = self.mentions.iter().position(|it| {
            it.form == Form::Name && it.span.end < open.start && open.start - it.span.end <= 1
        })?;
        let (born, died, end) = match self.figures(n + 1, 4) {
            Some(born) => {
                self.tokens.get(n + 2).filter(|it| it.dash())?;
                (born, self.figures(n + 3, 4)?, n + 4)
            }
            None => {
                let token = self.tokens.get(n + 1).filter(|it| it.kind == Kind::Number)?;
                let (one, two) = token.span.of(self.tokens.text).split_once('-')?;
                let year = |it: &str| it.parse().ok().filter(|_| it.len() == 4);
                (year(one)?, year(two)?, n + 2)
            }
        };
        self.tokens.get(end).filter(|it| it.mark(')'))?;
        let years = YEARS.contains(&born) && YEARS.contains(&died);
        let date = |year| Some(LifeDate { year, day: None });
        years.then(|| Life {
            mention: Some(mention as u32),
            span: self.tokens.span(n..end + 1),
            born: date(born),
            died: date(died),
            dead: true,
            age: self.age_at(end, self.tokens.sentence_of(n)),
        })
    }

    /// «født 3. mai 1985 i Bergen», "died in 2021, aged 80".
    fn told(&self, n: usize) -> Option<Life> {
        let word = self.word(n);
        if !word.is(Role::BORN.or(Role::DIED)) {
            return None;
        }
        // A letter alone stands for the word only in brackets or behind a comma.
        let before = n.checked_sub(1).and_then(|it| self.tokens.get(it));
        if self.tokens.low(n).trim_end_matches('.').len() == 1
            && !before.is_some_and(|it| it.mark('(') || it.mark(','))
        {
            return None;
        }
        let here = self.tokens.list[n].span;
        let sentence = self.tokens.sentence_of(n);
        let next = self.timexes.partition_point(|it| it.span.start < here.end);
        let date = self.timexes.get(next).filter(|it| {
            let at = self.tokens.at(it.span.start);
            let other = (n + 1..at).any(|it| self.word(it).is(Role::BORN.or(Role::DIED)));
            at <= n + REACH && self.tokens.sentence_of(at) == sentence && !other
        });
        let lived = date.and_then(|it| LifeDate::of(it.expression));
        let age = word.is(Role::DIED).then(|| self.age_at(n, sentence)).flatten();
        if lived.is_none() && age.is_none() {
            return None;
        }
        let end = date.filter(|_| lived.is_some()).map_or(here, |it| it.span);
        let dead = word.is(Role::DIED);
        let (born, died) = if dead { (None, lived) } else { (lived, None) };
        Some(Life { mention: self.person_before(n), span: here.cover(end), born, died, dead, age })
    }

    /// The age at death in a sentence that tells of one: «80 år gammel», «i en alder av 80», "aged 80".
    fn age_at(&self, n: usize, sentence: usize) -> Option<u16> {
        let range = self.tokens.sentences.get(sentence)?;
        (n + 1..range.end).find_map(|it| {
            let value = self.figures(it, 3).filter(|it| (1..=115).contains(it))?;
            let years = self.word(it + 1).unit == Some(Unit::Year);
            let behind = it + 1 + usize::from(years);
            let old = years && self.word(behind).is(Role::AGE);
            let aged = (it.saturating_sub(2)..it).any(|it| self.word(it).is(Role::AGED));
            let closed = self.tokens.get(behind).is_none_or(|it| !it.is_word());
            (old || aged && closed).then_some(value as u16)
        })
    }

    /// «Hun er 58 år», "who is 58": how old somebody is now.
    fn age_now(&self, n: usize, last: Option<&Life>) -> Option<Life> {
        let value = self.figures(n, 3).filter(|it| (1..=115).contains(it))?;
        let is = n.checked_sub(1).filter(|it| self.word(*it).is(Role::IS))?;
        let years = self.word(n + 1).unit == Some(Unit::Year);
        // In English the number alone is an age: "he is 58."
        let bare =
            self.tokens.language.dates.capitals && self.tokens.get(n + 1).is_none_or(|it| !it.is_word());
        let closed =
            |it: usize| self.tokens.get(it).is_none_or(|it| matches!(it.kind, Kind::Mark('.' | ',')));
        let old = years && (self.word(n + 2).is(Role::AGE) || closed(n + 2)) || bare && closed(n + 1);
        let start = self.tokens.list[is].span.start;
        if !old {
            return None;
        }
        let near = |end: u32, gap: u32| end < start && start - end <= gap;
        let before = self
            .mentions
            .iter()
            .position(|it| near(it.span.end, 1) && matches!(it.form, Form::Name | Form::Pronoun));
        // «Kari Berg, født i 1985, er 40 år».
        let born =
            last.filter(|it| near(it.span.end, 2) && self.sentence(it.span) == self.tokens.sentence_of(n));
        Some(Life {
            mention: Some(before.map(|it| it as u32).or_else(|| born?.mention)?),
            span: self.tokens.span(n..n + 1 + usize::from(years)),
            born: None,
            died: None,
            dead: false,
            age: Some(value as u16),
        })
    }
}

impl LifeDate {
    /// The date that an expression of time gives, if it says the year.
    fn of(expression: Expression) -> Option<LifeDate> {
        match expression {
            Expression::Day(it) => Some(LifeDate { year: it.year?, day: Some((it.month, it.day)) }),
            Expression::Year(year) => Some(LifeDate { year, day: None }),
            Expression::Month { year, .. } => Some(LifeDate { year: year?, day: None }),
            _ => None,
        }
    }

    /// How old somebody born here is in `other`: the least and the most. Negative where it lies before.
    pub fn ages(self, other: LifeDate) -> (i16, i16) {
        let years = other.year.saturating_sub(self.year);
        match (self.day, other.day) {
            (Some(born), Some(now)) if now >= born => (years, years),
            (Some(_), Some(_)) => (years - 1, years - 1),
            _ => (years.saturating_sub(1), years),
        }
    }
}
