//! Days in figures: `2024-05-16`, `16.05.2024`, `16/5`, `16/5 2024`.

use super::super::{CalendarDay, Expression};
use super::{Found, Reader, split};
use crate::article::token::Kind;
use crate::language::{Class, Role};

/// Figures that are read as a date before it is known which of them is the day.
struct Figures {
    first: u16,
    second: u16,
    year: Option<i16>,
    /// The year has all its figures.
    full: bool,
    /// Surely written for a date, whether or not a calendar has it.
    sure: bool,
}

impl Reader<'_, '_, '_> {
    /// `2024-05-16`.
    pub(super) fn iso(&mut self, n: usize) -> Option<usize> {
        let (weekday, at) = self.weekday_before(n);
        let token = self.tokens.get(at).filter(|it| it.kind == Kind::Number)?;
        let text = token.span.of(self.tokens.text);
        let [y, m, d] = split(text, b'-')?;
        let padded = text.len() == 10 && m.1 == 2;
        if y.1 != 4 || !(padded || self.alone(at, at + 1)) || !(1000..=2999).contains(&y.0) {
            return None;
        }
        // Where neither figure fits it is no date: it may number a case.
        let fits = ((1..=12).contains(&m.0), (1..=31).contains(&d.0));
        let plain = fits.0 || fits.1;
        if !plain || fits != (true, true) && (m.1 != 2 || d.1 != 2) {
            return None;
        }
        let day = CalendarDay {
            weekday,
            day: d.0 as u8,
            month: m.0 as u8,
            year: Some(y.0 as i16),
            distance: None,
            plain,
            swappable: false,
        };
        self.one_day(n, at, day)
    }

    /// `16.05.2024`, `16/5`, `16/5-2024`, `16/5 2024`, `5/16/2024`.
    pub(super) fn figure_date(&mut self, n: usize) -> Option<usize> {
        let (weekday, at) = self.weekday_before(n);
        let token = self.tokens.get(at).filter(|it| it.kind == Kind::Number)?;
        let text = token.span.of(self.tokens.text);
        if text.len() < 3 || text.len() > 10 || text.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let separator = text.bytes().find(|it| !it.is_ascii_digit())?;
        let slash = separator == b'/';
        let ordinal = self.ordinal_figures(at);
        let year_behind =
            self.four_figures(at + 1).filter(|_| slash && self.near(at + 1) && self.closed(at + 2));
        let proof =
            weekday.is_some() || ordinal || year_behind.is_some() || self.proves_figures(at, separator);
        let mut figures = date_figures(text, separator, proof)?;
        let mut last = if ordinal { at + 1 } else { at };
        if figures.year.is_none() && year_behind.is_some() {
            figures = Figures { year: year_behind, full: true, ..figures };
            last = at + 1;
        }
        let Figures { first, second, year, full, sure } = figures;
        if !(sure || (1..=31).contains(&first) && (1..=99).contains(&second)) {
            return None;
        }
        let unclear = slash && self.dates.unclear_slashes;
        // Where figures fit only one way round, that way is meant.
        let (day, month) = match (first <= 12, second <= 12) {
            (true, false) if second <= 31 => (second, first),
            (true, true) if unclear => (second, first),
            _ => (first, second),
        };
        if year.is_none() && !sure && (month > 12 || day > 31) {
            return None;
        }
        let calendar = CalendarDay {
            weekday,
            day: day as u8,
            month: month as u8,
            year,
            distance: None,
            plain: full,
            swappable: unclear && first <= 12 && second <= 12 && first != second,
        };
        self.one_day(n, last, calendar)
    }

    /// Whether something beside the figures at `n` shows that they are a date: «den 16/5», «25/4 kl. 16», a line of
    /// their own.
    fn proves_figures(&self, n: usize, separator: u8) -> bool {
        let text = self.tokens.text(n);
        // On a line of their own 1/2 and 3-2 may be anything, and 3.5 a figure of a table.
        let written_so = match separator {
            b'/' => text.len() > 3,
            b'-' => text.len() > 5 || text.contains("-0"),
            _ => text.len() > 5 || self.mark(n + 1, '.'),
        };
        self.before(n).is(Role::DAY_BEFORE)
            || separator != b'.' && self.near_word(n + 1).is(Role::CLOCK)
            || written_so && self.alone(n, n + 1)
    }

    /// «vom 15.10. bis»: behind a preposition, and no sentence goes on with a small letter.
    fn ordinal_figures(&self, n: usize) -> bool {
        let stop = self.dates.ordinal_stop && self.mark(n + 1, '.') && !self.tokens.spaced(n + 1);
        let led = n > 0 && self.near(n) && self.tokens.list[n - 1].is(Class::PREPOSITION);
        let next = self.tokens.get(n + 2).filter(|_| self.near(n + 2));
        stop && led && next.is_some_and(|it| it.is_word() && !it.capital)
    }

    /// One day whose last token is `last`.
    fn one_day(&mut self, n: usize, last: usize, day: CalendarDay) -> Option<usize> {
        let mut found = Found::new(Expression::Day(day), self.tokens.span(n..last + 1), last + 1);
        self.weekday_behind(&mut found);
        self.add_time(&mut found);
        self.complete_range(&found);
        self.push(&found);
        Some(found.end)
    }
}

/// Day, month and year in the figures of one token; without `proof` only with all four figures of the year.
fn date_figures(text: &str, separator: u8, proof: bool) -> Option<Figures> {
    let three = split(text, separator).or_else(|| {
        // 16/5-2024
        let (day, year) = text.split_once('-')?;
        let [d, m] = split(day, separator)?;
        let [y] = split(year, b'-')?;
        Some([d, m, y])
    });
    let Some([first, second, (year, figures)]) = three else {
        let [first, second] = split(text, separator).filter(|_| proof)?;
        // 3-2 is a score, and no score has a nought before its figure.
        let score = separator == b'-' && !text.contains("-0");
        let short = first.1 <= 2 && second.1 <= 2 && !score;
        return short.then_some(Figures {
            first: first.0,
            second: second.0,
            year: None,
            full: false,
            sure: false,
        });
    };
    let sure = slipped([first, second, (year, figures)], separator);
    let year = match figures {
        4 if (1000..=2999).contains(&year) => Some(year as i16),
        // `00.00.0000` names no year.
        4 if sure && year == 0 => None,
        2 if proof => Some(century_of(year)),
        _ => return None,
    };
    let short = first.1 <= 2 && second.1 <= 2;
    short.then_some(Figures { first: first.0, second: second.0, year, full: figures == 4, sure })
}

/// Whether figures are surely written for a date though no calendar has it: `32.13.2020`, `00.00.0000`. Versions and
/// the numbers of sections have no year at their end.
fn slipped([day, month, year]: [(u16, usize); 3], separator: u8) -> bool {
    let one = (1..=31).contains(&day.0) || (1..=12).contains(&month.0);
    let dated = year == (0, 4) || year.1 == 4 && (1900..=2100).contains(&year.0);
    dated && separator != b'-' && (one || day.1 == 2 && month.1 == 2)
}

/// The year that two figures stand for.
pub(super) fn century_of(figures: u16) -> i16 {
    let century = if figures < 50 { 2000 } else { 1900 };
    century + figures as i16
}
