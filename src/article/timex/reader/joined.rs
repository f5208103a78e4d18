//! Dates whose parts are joined by hyphens or slashes without a space: `05-Aug-2016`, `23/Sep/2020`, "March 19-April 30".

use super::super::{CalendarDay, Expression, Which};
use super::{Found, Reader};
use crate::article::token::Kind;
use crate::text::Span;

impl Reader<'_, '_, '_> {
    /// `05-Aug-2016`, `2019/aug/01`, `Sep-23-2020`, `Oct/2`.
    pub(super) fn joined(&mut self, n: usize) -> Option<usize> {
        let token = self.tokens.get(n).filter(|it| !matches!(it.kind, Kind::Mark(_)))?;
        let low = self.tokens.low(n);
        let hyphens: Vec<&str> = low.split('-').collect();
        let tight = |at: usize| self.tokens.get(at).is_some() && !self.tokens.spaced(at);
        let slash = |at: usize| self.mark(at, '/') && tight(at) && tight(at + 1);
        let (parts, end) = match (slash(n + 1), slash(n + 3)) {
            (true, true) => (vec![low, self.tokens.low(n + 2), self.tokens.low(n + 4)], n + 5),
            (true, false) => (vec![low, self.tokens.low(n + 2)], n + 3),
            (false, _) if hyphens.len() == 3 && token.is_word() => (hyphens, n + 1),
            (false, _) => return None,
        };
        let day = |it: &str| day_figures(it);
        let (day, month, year) = match parts[..] {
            [first, second, third] => match (day(first), year_figures(first), self.month_named(first)) {
                (Some(it), ..) => (it, self.month_named(second)?, Some(year_figures(third)?)),
                (_, Some(it), _) => (day(third)?, self.month_named(second)?, Some(it)),
                (.., Some(it)) => (day(second)?, it, Some(year_figures(third)?)),
                _ => return None,
            },
            [first, second] => (day(second)?, self.month_named(first)?, None),
            _ => return None,
        };
        let found = Found::new(written(day, month, year), self.tokens.span(n..end), end);
        self.push(&found);
        Some(end)
    }

    /// Two dates with a hyphen and no space between: "31 May-1 June 1916", "March 19-April 30", "December
    /// 1979-February 1980", of which the middle is one word.
    pub(super) fn hyphened(&mut self, n: usize) -> Option<usize> {
        let token = self.tokens.get(n + 1).filter(|it| it.is_word() && self.near(n + 1))?;
        let (left, right) = token.span.of(&self.tokens.folded).split_once('-')?;
        let (month, day) = (|it: &str| self.month_named(it), day_figures);
        let number = |n: usize| self.figures(n).filter(|it| it.1 <= 2).and_then(|it| u8::try_from(it.0).ok());
        let name = |n: usize| Some(self.near_word(n).month).filter(|it| *it > 0);
        let (behind, parts) = match (number(n), name(n)) {
            (Some(first), _) => {
                let (from, second, to) = (month(left)?, day(right)?, name(n + 2)?);
                let (year, end) = self.year_behind(n + 3);
                let before = year.map(|it| if from > to { it - 1 } else { it });
                (end, [written(first, from, before), written(second, to, year)])
            }
            (None, Some(from)) if day(left).is_some() => {
                let (first, to, second) = (day(left)?, month(right)?, number(n + 2)?);
                let (year, end) = self.year_behind(n + 3);
                let before = year.map(|it| if from > to { it - 1 } else { it });
                (end, [written(first, from, before), written(second, to, year)])
            }
            (None, Some(from)) => {
                let first = year_figures(left)?;
                let (to, which) = (month(right)?, Which::Unsaid);
                let (year, end) = self.year_behind(n + 2);
                let month = |month, year| Expression::Month { month, year, which };
                (end, [month(from, Some(first)), month(to, year)])
            }
            _ => return None,
        };
        let middle = token.span.start as usize + left.len();
        let spans = [
            Span::new(self.span(n).start as usize, middle),
            Span::new(middle + 1, self.span(behind - 1).end as usize),
        ];
        for (expression, span) in parts.into_iter().zip(spans) {
            self.push(&Found::new(expression, span, behind));
        }
        Some(behind)
    }

    /// The month of a name or its abbreviation.
    fn month_named(&self, low: &str) -> Option<u8> {
        self.dates.word(low).map(|it| it.month).filter(|it| *it > 0)
    }
}

/// A day of the month in figures.
fn day_figures(text: &str) -> Option<u8> {
    text.parse().ok().filter(|it| text.len() <= 2 && (1..=31).contains(it))
}

/// A year in four figures.
fn year_figures(text: &str) -> Option<i16> {
    text.parse().ok().filter(|it| text.len() == 4 && (1000..=2999).contains(it))
}

/// A day that can be nothing but a date.
fn written(day: u8, month: u8, year: Option<i16>) -> Expression {
    let weekday = None;
    Expression::Day(CalendarDay { weekday, day, month, year, distance: None, plain: true, swappable: false })
}
