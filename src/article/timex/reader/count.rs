//! Days and weeks by their number: «siste mandag i mars», «1. juledag», «den 15.», «uke 12».

use super::super::{CalendarDay, Counted, Expression, Which};
use super::calendar::Day;
use super::{Found, Reader};
use crate::article::token::Kind;
use crate::language::{Meaning, Role, Unit};

impl Reader<'_, '_, '_> {
    /// «siste mandag i mars», «tredje dag i oktober 2014», "the last Monday of March".
    pub(super) fn in_month(&self, n: usize) -> Option<Found> {
        let (nth, at) = self.nth(n)?;
        let word = self.near_word(at);
        let what = match (word.weekday, word.unit) {
            (1.., _) if !word.is(Role::SHORT_WEEKDAY.or(Role::PLURAL)) => Counted::Weekday(word.weekday),
            (_, Some(Unit::Day)) => Counted::Day,
            (_, Some(Unit::Week)) => Counted::Week,
            _ => return None,
        };
        let month = self.near_word(at + 2);
        let joined = self.near_word(at + 1).is(Role::LINK.or(Role::OF));
        if !joined || word.part.is_some() || month.month == 0 || month.is(Role::SHORT_MONTH) {
            return None;
        }
        let mut end = at + 3;
        let (year, behind) = self.year_behind(end);
        let mut which = Which::Unsaid;
        if year.is_some() {
            end = behind;
        } else if let Some((by, behind)) = self.year_at_distance(end) {
            (which, end) = (Which::InWeek(by), behind);
        }
        let expression = Expression::InMonth { nth, what, month: month.month, year, which };
        Some(Found::new(expression, self.span(n).cover(self.bare(end - 1)), end))
    }

    /// «tredje», «3.», «siste»: which one, the last being -1, and the token behind.
    fn nth(&self, n: usize) -> Option<(i8, usize)> {
        if self.word(n).is(Role::LAST) {
            return Some((-1, n + 1));
        }
        let (number, end) = self.ordinal(n)?;
        Some((i8::try_from(number).ok()?, end))
    }

    /// An ordinal in words or figures, and the token behind.
    fn ordinal(&self, n: usize) -> Option<(u8, usize)> {
        let mut days = Vec::new();
        let end = self.day_items(n, &mut days)?;
        match days[..] {
            [Day { day, ordinal: true, .. }] => Some((day, end)),
            _ => None,
        }
    }

    /// «1. juledag»: a feast whose first word is written as a figure.
    pub(super) fn numbered_feast(&self, n: usize) -> Option<Found> {
        let (number, len) = self.figures(n).filter(|it| it.1 == 1)?;
        let (_, behind) = self.ordinal(n).unwrap_or((number as u8, n + len));
        let word = self.dates.word(&format!("{number}."))?;
        let (meaning, end) =
            self.phrase_of(word, behind, |it| matches!(it, Meaning::Day { .. } | Meaning::Feast(_)))?;
        let (expression, end) = self.named_day(meaning, end)?;
        Some(Found::new(expression, self.tokens.span(n..end), end))
    }

    /// A day with a name, the year behind it, and the token behind both.
    pub(super) fn named_day(&self, meaning: Meaning, behind: usize) -> Option<(Expression, usize)> {
        let (year, end) = self.year_behind(behind);
        let expression = match meaning {
            Meaning::Feast(feast) => Expression::Feast { feast, year },
            Meaning::Day { month, day } => Expression::Day(CalendarDay {
                weekday: None,
                day,
                month,
                year,
                distance: None,
                plain: false,
                swappable: false,
            }),
            _ => return None,
        };
        Some((expression, end))
    }

    /// «den 15.», «fredag den 13.»: the day of a month that is not named, where nothing is counted.
    pub(super) fn day_alone(&self, n: usize) -> Option<Found> {
        let (weekday, from) = self.weekday_before(n);
        let at = if weekday.is_some() { from } else { n };
        let led = weekday.is_some() && from > n + 1 && self.word(from - 1).is(Role::DAY_BEFORE);
        if !led && !self.before(at).is(Role::DAY_BEFORE) {
            return None;
        }
        let (day, _) = self.figures(at).filter(|it| it.1 <= 2)?;
        let ordinal = self.ordinal(at);
        let end = ordinal.map_or(at + 1, |it| it.1);
        if !(1..=31).contains(&day) || !(led && ordinal.is_some() || self.ends_clause(end)) {
            return None;
        }
        let day = day as u8;
        let expression = Expression::DayOfMonth { day, weekday };
        Some(Found::new(expression, self.tokens.span(n..end), end))
    }

    /// Whether nothing stands at `n` that what goes before could belong to: a line's end, a mark.
    pub(super) fn ends_clause(&self, n: usize) -> bool {
        !self.near(n)
            || matches!(
                self.tokens.list[n].kind,
                Kind::Mark('.' | ',' | ';' | ':' | '!' | '?' | ')' | '»' | '”')
            )
    }

    /// Whether the tokens from `n` up to `end` have a line of their own, but for a stop.
    pub(super) fn alone(&self, n: usize, end: usize) -> bool {
        let end = if self.mark(end, '.') && self.near(end) { end + 1 } else { end };
        !self.near(n) && !self.near(end)
    }

    /// «uke 12», «uke 12 i 2014».
    pub(super) fn week_number(&self, n: usize) -> Option<Found> {
        if !self.word(n).is(Role::WEEK) {
            return None;
        }
        let at = self.behind_stop(n + 1);
        let (number, len) = self.figures(at).filter(|_| self.near(at))?;
        if len > 2 || !(1..=53).contains(&number) || self.counts(at + 1) {
            return None;
        }
        let (year, end) = self.year_behind(at + 1);
        let expression =
            Expression::YearPart { unit: Unit::Week, number: number as u8, year, which: Which::Unsaid };
        Some(Found::new(expression, self.tokens.span(n..end), end))
    }

    /// «man.», «tors» on a line of its own, as in a programme.
    pub(super) fn short_weekday(&self, n: usize) -> Option<Found> {
        let word = self.word(n);
        if !word.is(Role::SHORT_WEEKDAY) || !self.alone(n, n + 1) {
            return None;
        }
        let expression = Expression::Weekday { weekday: word.weekday, which: Which::Unsaid };
        Some(Found::new(expression, self.span(n), n + 1))
    }
}
