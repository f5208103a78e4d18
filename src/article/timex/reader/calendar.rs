//! Days of the calendar: «fredag 16. mai 2024», "May 3–5", `2024-05-16`, `16/5`.

use super::super::{CalendarDay, Expression, TimeOfDay, TimexType, Which};
use super::figures::century_of;
use super::{Found, Reader, starts_with_digit};
use crate::article::token::Kind;
use crate::language::{Meaning, Role};
use crate::text::Span;

/// A day of the month before its month is known.
#[derive(Clone, Copy)]
pub(super) struct Day {
    weekday: Option<u8>,
    pub(super) day: u8,
    /// Written as an ordinal.
    pub(super) ordinal: bool,
    span: Span,
}

impl Reader<'_, '_, '_> {
    /// A day, or several that share a month: «fredag 3.–søndag 5. mai 2024».
    pub(super) fn days(&mut self, n: usize) -> Option<usize> {
        self.iso(n)
            .or_else(|| self.figure_date(n))
            .or_else(|| self.month_first(n))
            .or_else(|| self.day_first(n))
    }

    /// "on the 18th", "Friday 31", "Tuesday the eleventh".
    pub(super) fn day_of_month(&self, n: usize) -> Option<Found> {
        let (weekday, at) = self.weekday_before(n);
        let article = weekday.is_none() && self.word(n).is(Role::ARTICLE);
        let led = article && self.before(n).is(Role::DAY_BEFORE.or(Role::MONTH_BEFORE));
        let at = if article { n + 1 } else { at };
        if !(led || weekday.is_some()) || !self.dates.month_first || !self.near(at) {
            return None;
        }
        let mut days = Vec::new();
        let end = self.day_items(at, &mut days)?;
        let [Day { day, ordinal, .. }] = days[..] else { return None };
        // "on the first", "Friday 13 people": not a date for certain.
        let sure = if weekday.is_some() {
            ordinal || day > 12
        } else {
            ordinal && starts_with_digit(self.tokens.low(at))
        };
        let range = self.word(end).is(Role::RANGE) && self.near(end);
        // "the 1st Cavalry Division".
        let name = self.near(end) && self.tokens.get(end).is_some_and(|it| it.capital);
        if !sure || name || day > 31 || !(self.closed(end) || range) || self.counts(end) {
            return None;
        }
        Some(Found::new(Expression::DayOfMonth { day, weekday }, self.tokens.span(n..end), end))
    }

    /// The weekday at `n` and the token where its date would begin.
    pub(super) fn weekday_before(&self, n: usize) -> (Option<u8>, usize) {
        let word = self.word(n);
        if word.weekday == 0 || word.part.is_some() || word.is(Role::PLURAL) {
            return (None, n);
        }
        // "Edmonton Sun, August 16".
        let named = |it: usize| self.tokens.list[it].capital && self.tokens.list[it].is_word();
        let led = n.checked_sub(1).filter(|it| self.near(n) && named(*it) && !self.tokens.list[*it].first);
        if word.is(Role::SHORT_WEEKDAY) && self.tokens.list[n].capital && led.is_some() {
            return (None, n);
        }
        let mut at = self.behind_stop(n + 1);
        if self.mark(at, ',') {
            at += 1;
        }
        let between = self.near_word(at);
        if between.is(Role::ARTICLE.or(Role::DAY_BEFORE)) {
            at += 1;
        }
        if !(n + 1..=at).all(|it| self.near(it)) {
            return (None, n);
        }
        // «lørdag og søndag 4. og 5. mai»: which weekday goes with which day is for the reader to find out.
        let several = n >= 2
            && self.near(n)
            && (self.word(n - 1).is(Role::RANGE) || self.dash(n - 1) || self.mark(n - 1, ','))
            && self.word(n - 2).weekday > 0
            && !self.out.last().is_some_and(|it| {
                it.span.end == self.span(n - 2).end && matches!(it.expression, Expression::Day(_))
            });
        ((!several).then_some(word.weekday), at)
    }

    /// One or more days at `n`, as figures or ordinals. Adds them to `out`; the token behind.
    pub(super) fn day_items(&self, n: usize, out: &mut Vec<Day>) -> Option<usize> {
        let token = self.tokens.get(n)?;
        let text = token.span.of(self.tokens.text);
        if token.kind == Kind::Number {
            if let Some((value, len)) = self.figures(n) {
                let end = self.ordinal_end(n).unwrap_or(n + 1);
                // «99. mai» is a slip, "99 May" may be anything.
                let behind_month = self.dates.month_first && self.before(n).month > 0;
                if len > 2 || value == 0 || value > 31 && end == n + 1 && !behind_month {
                    return None;
                }
                let span = self.tokens.span(n..end);
                out.push(Day { weekday: None, day: value as u8, ordinal: end > n + 1, span });
                return Some(end);
            }
            // 3-5 is one token.
            let (first, second) = text.split_once('-')?;
            let value = |it: &str| it.parse().ok().filter(|day| it.len() <= 2 && (1..=31).contains(day));
            let (from, to): (u8, u8) = (value(first)?, value(second)?);
            if from >= to {
                return None;
            }
            let start = token.span.start as usize;
            let end = self.ordinal_end(n).unwrap_or(n + 1);
            let stop = end > n + 1;
            let last = self.span(end - 1).end as usize;
            let day = |day, from, to| Day { weekday: None, day, ordinal: stop, span: Span::new(from, to) };
            out.push(day(from, start, start + first.len()));
            out.push(day(to, start + first.len() + 1, last));
            return Some(end);
        }
        let low = self.tokens.low(n);
        // "twenty second".
        let tens =
            self.tokens.list[n].word().and_then(|it| it.value).filter(|it| matches!(*it as u8, 20 | 30));
        let ones = self.near_word(n + 1).ordinal;
        if let Some(tens) = tens.filter(|_| (1..10).contains(&ones)) {
            let span = self.tokens.span(n..n + 2);
            out.push(Day { weekday: None, day: tens as u8 + ones, ordinal: true, span });
            return Some(n + 2);
        }
        let day = if starts_with_digit(low) {
            let end = self.dates.ordinal_ends.iter().find_map(|it| low.strip_suffix(it.as_str()))?;
            end.parse().ok().filter(|it| end.len() <= 2 && *it > 0)?
        } else {
            self.word(n).ordinal
        };
        if day == 0 {
            return None;
        }
        out.push(Day { weekday: None, day, ordinal: true, span: token.span });
        Some(n + 1)
    }

    /// The token behind what makes an ordinal of the figures at `n`: «16.», «16:e».
    fn ordinal_end(&self, n: usize) -> Option<usize> {
        let glued = |at: usize| self.tokens.get(at).is_some() && !self.tokens.spaced(at);
        if self.dates.ordinal_stop && self.mark(n + 1, '.') && glued(n + 1) {
            return Some(n + 2);
        }
        let colon = self.mark(n + 1, ':') && glued(n + 1) && glued(n + 2);
        let ending = colon.then(|| self.tokens.low(n + 2))?;
        self.dates.ordinal_ends.iter().any(|it| it.strip_prefix(':') == Some(ending)).then_some(n + 3)
    }

    /// Day before month.
    fn day_first(&mut self, n: usize) -> Option<usize> {
        let mut days: Vec<Day> = Vec::new();
        let mut at = n;
        let end = loop {
            let start = at;
            let (weekday, from) = self.weekday_before(at);
            at = from;
            if start == at && self.word(at).is(Role::ARTICLE) {
                if !self.near(at + 1) {
                    return None;
                }
                at += 1;
            }
            if at > n && !self.near(at) {
                return None;
            }
            if let Some((day, month, end)) = self.glued(at) {
                days.push(Day { weekday, day, ordinal: true, span: self.tokens.span(start..at + 1) });
                return self.day_month(&mut days, month, true, end);
            }
            let (first, led) = (days.len(), start < at);
            at = self.day_items(at, &mut days)?;
            if let Some(day) = days.get_mut(first) {
                // "the 16th of May", but "the 16 May attack".
                if led && (weekday.is_some() || day.ordinal) {
                    day.span = self.span(start).cover(day.span);
                }
                day.weekday = weekday;
            }
            if !self.near(at) || days.len() > 8 {
                return None;
            }
            let of = self.word(at).is(Role::OF) && self.near(at + 1);
            let month = if of { at + 1 } else { at };
            if self.word(month).month > 0 && self.month_fits(month, days.last().is_some_and(|it| it.ordinal))
            {
                break month;
            }
            // Another day of the same month.
            let list = self.mark(at, ',') && days.iter().all(|it| it.ordinal);
            if !(self.dash(at) || self.word(at).is(Role::RANGE) || list) || !self.near(at + 1) {
                return None;
            }
            at += 1;
        };
        let month = self.word(end).month;
        // «i kapittel 31. April er …» would be two sentences.
        let small = !self.tokens.list[end].capital || self.dates.capitals;
        let behind = self.behind_stop(end + 1);
        let behind = if self.word(end).is(Role::SHORT_MONTH) { behind } else { end + 1 };
        if let Some(last) = days.last_mut() {
            last.span = last.span.cover(self.span(behind - 1));
        }
        self.day_month(&mut days, month, small, behind)
    }

    /// Whether the month's name at `n` is one behind a day.
    fn month_fits(&self, n: usize, ordinal: bool) -> bool {
        let (word, token) = (self.word(n), &self.tokens.list[n]);
        if self.dates.capitals && !token.capital {
            return !word.is(Role::CAREFUL) && (ordinal || !word.is(Role::SHORT_MONTH));
        }
        // «5. Jul» and «12 Mai» may be names, but not on a line of their own.
        let named = token.capital && (!ordinal || word.is(Role::SHORT_MONTH));
        self.dates.capitals || !named || n > 0 && self.alone(n - 1, n + 1)
    }

    /// `27.desember`, `14april`: day, month and the token behind.
    fn glued(&self, n: usize) -> Option<(u8, u8, usize)> {
        let low = self.tokens.get(n).filter(|it| it.is_word()).map(|_| self.tokens.low(n))?;
        let figures = low.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&figures) {
            return None;
        }
        let name = low[figures..].strip_prefix('.').unwrap_or(&low[figures..]);
        let word = self.dates.word(name).filter(|it| it.month > 0 && !it.is(Role::SHORT_MONTH))?;
        let day = low[..figures].parse().ok().filter(|it| (1..=31).contains(it))?;
        Some((day, word.month, n + 1))
    }

    /// Ends days whose month has been read: the year behind, and the facts.
    fn day_month(&mut self, days: &mut [Day], month: u8, sure: bool, behind: usize) -> Option<usize> {
        let (mut year, mut end) = self.year_behind(behind);
        // «18. juli 14», and the line ends.
        if year.is_none()
            && let Some((figures, 2)) =
                self.figures(behind).filter(|_| self.near(behind) && !self.near(behind + 1))
        {
            (year, end) = (Some(century_of(figures)), behind + 1);
        }
        if end > behind
            && let Some(last) = days.last_mut()
        {
            last.span = last.span.cover(self.bare(end - 1));
        }
        self.emit(days, month, year, sure, end)
    }

    fn emit(
        &mut self,
        days: &mut [Day],
        month: u8,
        year: Option<i16>,
        sure: bool,
        end: usize,
    ) -> Option<usize> {
        let mut end = end;
        let mut distance = None;
        if year.is_none()
            && let Some((by, behind)) = self.year_at_distance(end)
            && let Some(last) = days.last_mut()
        {
            distance = Some(by);
            last.span = last.span.cover(self.span(behind - 1));
            end = behind;
        }
        for (n, day) in days.iter().enumerate() {
            let calendar = CalendarDay {
                weekday: day.weekday,
                day: day.day,
                month,
                year,
                distance,
                plain: sure || year.is_some(),
                swappable: false,
            };
            let mut found = Found::new(Expression::Day(calendar), day.span, end);
            if n + 1 == days.len() {
                self.weekday_behind(&mut found);
                self.add_time(&mut found);
                end = found.end;
            }
            self.complete_range(&found);
            self.push(&found);
        }
        Some(end)
    }

    /// «14. mars 2024 (fredag)».
    pub(super) fn weekday_behind(&self, found: &mut Found) {
        let Expression::Day(day) = &mut found.expression else { return };
        let at = found.end;
        let weekday = self.word(at + 1).weekday;
        let bracketed = self.mark(at, '(') && self.mark(at + 2, ')') && (at..at + 3).all(|it| self.near(it));
        if day.weekday.is_none() && bracketed && weekday > 0 {
            day.weekday = Some(weekday);
            found.span = found.span.cover(self.span(at + 2));
            found.end = at + 3;
        }
    }

    /// «30. april–2. mai 2024»: the first day has the second's year.
    pub(super) fn complete_range(&mut self, found: &Found) {
        let (Expression::Day(CalendarDay { month: last, year: Some(year), .. })
        | Expression::Month { month: last, year: Some(year), .. }) = found.expression
        else {
            return;
        };
        let Some(before) = self.out.last_mut() else { return };
        let gap = self.tokens.at(before.span.end);
        if gap + 1 != self.tokens.at(found.span.start)
            || !self.tokens.list[gap].dash()
                && !self.words[gap].is(Role::RANGE)
                && !self.tokens.list[gap].mark('/')
        {
            return;
        }
        match &mut before.expression {
            Expression::Day(first) if first.year.is_none() => {
                first.year = Some(if first.month > last { year - 1 } else { year });
            }
            Expression::Month { month, year: first @ None, which: Which::Unsaid } => {
                *first = Some(if *month > last { year - 1 } else { year });
            }
            _ => {}
        }
    }

    /// `Feb13`: month and day.
    fn glued_month_first(&self, n: usize) -> Option<(u8, u8)> {
        let low = self.tokens.get(n).filter(|it| it.is_word()).map(|_| self.tokens.low(n))?;
        let name = low.trim_end_matches(|it: char| it.is_ascii_digit());
        let month = self.dates.word(name).map(|it| it.month).filter(|it| *it > 0)?;
        let day = low[name.len()..].parse().ok().filter(|it| (1..=31).contains(it))?;
        Some((month, day))
    }

    /// Month before day: "Friday, May 16, 2024", "May 3–5".
    fn month_first(&mut self, n: usize) -> Option<usize> {
        let (weekday, at) = self.weekday_before(n);
        if let Some((month, day)) = self.glued_month_first(at).filter(|_| self.alone(n, at + 1)) {
            let mut days = [Day { weekday, day, ordinal: true, span: self.tokens.span(n..at + 1) }];
            return self.emit(&mut days, month, None, true, at + 1);
        }
        let month = self.word(at).month;
        if month == 0 || at > n && !self.near(at) {
            return None;
        }
        if self.dates.capitals && !self.tokens.list[at].capital && self.word(at).is(Role::CAREFUL) {
            return None;
        }
        let mut from = self.behind_stop(at + 1);
        if self.near_word(from).is(Role::ARTICLE) {
            from += 1;
        }
        let mut days = Vec::new();
        if !self.near(from) {
            return None;
        }
        let mut end = self.day_items(from, &mut days)?;
        // "March second" is hardly a date, "May one" never.
        if self.word(from).ordinal > 0 && self.word(at).is(Role::CAREFUL) && from == at + 1 {
            return None;
        }
        loop {
            let more =
                (self.dash(end) || self.word(end).is(Role::RANGE)) && self.near(end) && self.near(end + 1);
            let count = days.len();
            match more.then(|| self.day_items(end + 1, &mut days)).flatten() {
                // "on May 5 and 12 people": the second is no day.
                Some(next) if self.closed(next) && days.len() <= 8 => end = next,
                _ => {
                    days.truncate(count);
                    break;
                }
            }
        }
        let ordinal = days.iter().all(|it| it.ordinal);
        let (year, behind) = self.year_behind(end);
        // "June 32" is a slip; "the June 75th anniversary" and "in June 45 people" are none.
        let slip =
            |it: &Day| it.day > 31 && year.is_none() && (it.day > 39 && !it.ordinal || !self.closed(end));
        if days.iter().any(slip) {
            return None;
        }
        // "in June 18 people died", but "on June 18 people gathered" and "the June 18 meeting".
        let before = self.before(n);
        let led = self.owned(n)
            || before.is(Role::DAY_BEFORE)
            || before.is(Role::MONTH_BEFORE) && !before.is(Role::YEAR_BEFORE);
        if year.is_none() && !ordinal && !led && weekday.is_none() && !self.closed(end) {
            return None;
        }
        // «februar 15»: only a table or a programme has it so.
        let last = if self.mark(behind, ',') && self.near_word(behind + 1).weekday > 0 {
            behind + 2
        } else {
            behind
        };
        if !self.dates.month_first && !self.alone(n, last) {
            return None;
        }
        if let Some(first) = days.first_mut() {
            first.span = Span { start: self.span(n).start, ..first.span };
            first.weekday = weekday;
        }
        if let Some(last) = days.last_mut().filter(|_| behind > end) {
            last.span = last.span.cover(self.bare(behind - 1));
        }
        self.emit(&mut days, month, year, true, behind)
    }

    /// "the night of 8 February 1904", «natt til 5. mai».
    pub(super) fn part_of(&mut self, n: usize) -> Option<usize> {
        let at = if self.word(n).is(Role::ARTICLE) && self.near(n + 1) { n + 1 } else { n };
        let night = self.phrase(at, |it| it == Meaning::NightBefore);
        let (time, from) =
            match night.map(|it| (TimeOfDay::NightBefore, it.1)).or_else(|| self.clock_before(n)) {
                Some(it) => it,
                None if self.near_word(at + 1).is(Role::OF) => (TimeOfDay::Part(self.word(at).part?), at + 2),
                None => return None,
            };
        if !self.near(from) {
            return None;
        }
        let count = self.out.len();
        let end = self.days(from)?;
        let start = self.span(n).start;
        if let Some(first) = self.out.get_mut(count) {
            first.span.start = start;
            first.time = Some(time);
            first.kind = TimexType::Time;
        }
        Some(end)
    }
}
