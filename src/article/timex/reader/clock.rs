//! Times of day: «kveld», «om kvelden», «klokken 15», "3 p.m.".

use super::super::{Expression, TimeOfDay};
use super::{Found, NUMBERS, Reader};
use crate::article::token::Kind;
use crate::language::{DateWord, DayPart, Meaning, Role, Unit};
use crate::text::Span;

impl Reader<'_, '_, '_> {
    /// Adds what stands behind a day: «kveld», «om kvelden», «klokken 15», "at 3 p.m.".
    pub(super) fn add_time(&self, found: &mut Found) {
        let day = matches!(
            found.expression,
            Expression::Day(_)
                | Expression::Weekday { .. }
                | Expression::EveryWeekday(_)
                | Expression::Shifted { unit: Unit::Day, .. }
                | Expression::Feast { .. }
                | Expression::InMonth { .. }
        );
        if !day || found.time.is_some_and(|it| matches!(it, TimeOfDay::Clock { .. })) {
            return;
        }
        if let Some((part, end)) = self.part_behind(found.end).filter(|_| found.time.is_none()) {
            found.time = Some(TimeOfDay::Part(part));
            found.span = Span::new(found.span.start as usize, self.bare(end - 1).end as usize);
            found.end = end;
        }
        let mut at = found.end;
        if self.mark(at, ',') {
            at += 1;
        }
        if self.near_word(at).is(Role::CLOCK_LINK) && !self.word(at).is(Role::CLOCK) {
            at += 1;
        }
        if !(found.end..=at).all(|it| self.near(it)) {
            return;
        }
        if let Some((hour, minute, end)) = self.clock(at, true) {
            found.time = Some(TimeOfDay::Clock { hour, minute });
            found.span = found.span.cover(self.span(end - 1));
            found.end = end;
        }
    }

    fn part_behind(&self, n: usize) -> Option<(DayPart, usize)> {
        if !self.near(n) {
            return None;
        }
        let plain = |at: usize| {
            let word = self.near_word(at);
            word.part.filter(|_| word.weekday == 0).map(|part| (part, at + 1))
        };
        plain(n).or_else(|| {
            let (_, end) = self.phrase(n, |it| it == Meaning::PartLink)?;
            plain(end)
        })
    }

    /// A clock time before its day, or alone: «kl. 15 mandag», "3 p.m. on Monday".
    pub(super) fn clock_first(&self, n: usize) -> Option<Found> {
        let led = n > 0 && self.before(n).is(Role::CLOCK_NEAR);
        let (hour, minute, end) = self.clock(n, led)?;
        let time = TimeOfDay::Clock { hour, minute };
        let mut at = end;
        if self.mark(at, ',') {
            at += 1;
        }
        if self.near_word(at).is(Role::CLOCK_LINK) {
            at += 1;
        }
        let joined = (end..=at).all(|it| self.near(it));
        let day = joined.then(|| self.relative(at).or_else(|| self.chosen(at)).or_else(|| self.weekday(at)));
        let day = day.flatten().filter(|it| {
            // «kl. 15 mandag 3. juni» is left to the date.
            matches!(it.expression, Expression::Weekday { .. } | Expression::Shifted { unit: Unit::Day, .. })
                && self.figures(it.end).is_none()
                && self.word(it.end).month == 0
        });
        let mut found = match day {
            Some(mut day) => {
                // «klokken 20 søndag kveld»: the part of the day says nothing new.
                if let Some((_, end)) = self.part_behind(day.end) {
                    day.span = day.span.cover(self.bare(end - 1));
                    day.end = end;
                }
                day.span = self.span(n).cover(day.span);
                day
            }
            None => Found::new(Expression::NoDay, self.tokens.span(n..end), end),
        };
        found.time = Some(time);
        Some(found)
    }

    /// A clock time at `n` that a day may follow: the time, and the token where the day would begin.
    pub(super) fn clock_before(&self, n: usize) -> Option<(TimeOfDay, usize)> {
        let (hour, minute, end) = self.clock(n, n > 0 && self.before(n).is(Role::CLOCK_NEAR))?;
        let at = if self.near_word(end).is(Role::CLOCK_LINK) { end + 1 } else { end };
        Some((TimeOfDay::Clock { hour, minute }, at))
    }

    /// The clock time at `n`, and the token behind it. With `led`, something before it shows that a time follows.
    fn clock(&self, n: usize, led: bool) -> Option<(u8, u8, usize)> {
        if self.word(n).is(Role::CLOCK) {
            let at = self.behind_stop(n + 1);
            if !self.near(at) {
                return None;
            }
            let (hour, minute, _) = self.hour(at)?;
            // «klokken 25 over 3», «klokken 20 minutter over», but «klokken 13 på fredag».
            let counts = self.tokens.get(at + 2).is_some_and(|it| it.kind == Kind::Number || it.is(NUMBERS));
            let word = self.near_word(at + 1);
            if word.is(Role::CLOCK_MINUTES) && (counts || word.unit.is_some()) {
                return None;
            }
            return Some((hour, minute, at + 1));
        }
        // 3pm is one word.
        if let Some(low) = self.tokens.get(n).filter(|it| it.is_word()).map(|_| self.tokens.low(n)) {
            let figures =
                low.bytes().take_while(|it| it.is_ascii_digit() || matches!(it, b':' | b'.')).count();
            if figures == 0 || figures > 5 {
                return None;
            }
            let half = self.dates.word(&low[figures..])?;
            let (hour, minute) = clock_figures(low[..figures].trim_end_matches('.'))?;
            return Some((half_day(hour, half)?, minute, n + 1));
        }
        let (hour, minute, colon) = self.hour(n)?;
        let behind = self.near_word(n + 1);
        if behind.is(Role::AM.or(Role::PM)) {
            let hour = half_day(hour, &behind)?;
            let stop = self.mark(n + 2, '.') && !self.tokens.spaced(n + 2);
            let inside = stop && self.tokens.text(n + 1).contains('.') && self.near(n + 3);
            return Some((hour, minute, if inside { n + 3 } else { n + 2 }));
        }
        if behind.is(Role::CLOCK_BEHIND) && hour <= 24 && (behind.unit.is_none() || colon) {
            return Some((hour, minute, n + 2));
        }
        (led && colon && hour <= 24 && minute < 60 && self.closed(n + 1)).then_some((hour, minute, n + 1))
    }

    /// Hour and minute in the figures at `n`, and whether a colon parts them.
    fn hour(&self, n: usize) -> Option<(u8, u8, bool)> {
        let token = self.tokens.get(n).filter(|it| it.kind == Kind::Number)?;
        let text = token.span.of(self.tokens.text);
        let first = text.split('-').next().unwrap_or_default();
        let (hour, minute) = clock_figures(first)?;
        Some((hour, minute, text.contains(':')))
    }
}

/// `15`, `15.30`, `15:30`, `15:30:10`, `1530` as hour and minute, whether or not there is such a time.
fn clock_figures(text: &str) -> Option<(u8, u8)> {
    if !text.is_ascii() {
        return None;
    }
    let mut parts = text.split(['.', ':']);
    let (hour, minute) = (parts.next()?, parts.next());
    let figures = |it: &str| it.parse::<u8>().ok().filter(|_| it.bytes().all(|it| it.is_ascii_digit()));
    match (hour.len(), minute) {
        (4, None) => Some((figures(hour.get(..2)?)?, figures(hour.get(2..)?)?)),
        (1 | 2, None) => Some((figures(hour)?, 0)),
        (1 | 2, Some(minute)) if minute.len() == 2 => Some((figures(hour)?, figures(minute)?)),
        _ => None,
    }
}

/// The hour of the day of an hour before or after noon.
fn half_day(hour: u8, half: &DateWord) -> Option<u8> {
    match hour {
        12 if half.is(Role::AM) => Some(0),
        1..=12 if half.is(Role::AM) => Some(hour),
        12 if half.is(Role::PM) => Some(12),
        1..=11 if half.is(Role::PM) => Some(hour + 12),
        _ => None,
    }
}
