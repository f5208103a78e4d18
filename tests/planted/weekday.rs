//! Weekday and date, side by side and in agreement, made to disagree: the weekday, the day or the year is changed.
//!
//! Pairs are looked for by their words alone, not by what the program reads: a weekday, then within a few words of one
//! line a month by its name with a day before or behind it, and a year right behind.

use super::Planted;
use super::labelled::Labelled;
use copydesk::article::{Article, weekday};
use copydesk::language::{Language, Role, fold};
use copydesk::text::Span;
use jiff::civil::Date;

/// Most words between the weekday and the last word of the date.
const REACH: usize = 6;

/// A weekday with its date, by where they are written.
struct Pair {
    date: Date,
    weekday: Span,
    day: Span,
    year: Option<Span>,
}

impl Pair {
    fn span(&self) -> Span {
        let end = self.year.unwrap_or(self.day);
        self.weekday.cover(self.day).cover(end)
    }
}

/// The weekday becomes another one.
pub(crate) fn weekdays(labelled: &Labelled) -> Vec<Planted> {
    each(labelled, |pair, words, language| {
        let other = |by: u8| (weekday(pair.date) - 1 + by) % 7 + 1;
        let named = |to: u8| Some((pair.weekday, language.dates.forms.weekday(words, to)?));
        [1, 3, 6].into_iter().filter_map(|it| named(other(it))).collect()
    })
}

/// The day of the month becomes another one.
pub(crate) fn days(labelled: &Labelled) -> Vec<Planted> {
    each(labelled, |pair, _, _| {
        let now = pair.date.day();
        let days = [now - 1, now + 1, now + 3];
        let there_is = |it: &i8| *it >= 1 && *it <= pair.date.days_in_month();
        days.into_iter().filter(there_is).map(|it| (pair.day, it.to_string())).collect()
    })
}

/// The year that is written becomes another one, in which the weekday does not fit.
pub(crate) fn years(labelled: &Labelled) -> Vec<Planted> {
    each(labelled, |pair, _, _| {
        let Some(span) = pair.year else { return Vec::new() };
        let now = pair.date.year();
        let date = |year: i16| Date::new(year, pair.date.month(), pair.date.day()).ok();
        let wrong = |it: &i16| date(*it).is_some_and(|it| weekday(it) != weekday(pair.date));
        [now - 1, now + 1, now - 10].into_iter().filter(wrong).map(|it| (span, it.to_string())).collect()
    })
}

/// Every change that `change` makes to a pair of the article.
fn each(labelled: &Labelled, change: impl Fn(&Pair, &str, &Language) -> Vec<(Span, String)>) -> Vec<Planted> {
    let text = &labelled.text;
    let article = labelled.article(text);
    let mut out = Vec::new();
    for pair in pairs(labelled, &article) {
        for (span, instead) in change(&pair, pair.weekday.of(text), article.language()) {
            let planted = format!("{}{instead}{}", &text[..span.start as usize], &text[span.end as usize..]);
            let grown = instead.len() as i64 - span.len() as i64;
            let whole = pair.span();
            let end = if span.end <= whole.end { i64::from(whole.end) + grown } else { i64::from(whole.end) };
            let at = Span::new(whole.start as usize, end as usize);
            let what = format!("{}: {} > {instead}", whole.of(text), span.of(text));
            out.push(Planted { text: planted, at, what });
        }
    }
    out
}

/// The pairs of an article that agree, by their year or, without one, by the publication date.
fn pairs(labelled: &Labelled, article: &Article) -> Vec<Pair> {
    let mut out = Vec::new();
    for (start, line) in lines(&labelled.text) {
        let words = words(line);
        for (n, word) in words.iter().enumerate() {
            let end = words.len().min(n + 1 + REACH);
            let found = pair(line, *word, &words[n + 1..end], article);
            if let Some(pair) = found {
                let shift = |it: Span| it.shift(start);
                out.push(Pair {
                    weekday: shift(pair.weekday),
                    day: shift(pair.day),
                    year: pair.year.map(shift),
                    ..pair
                });
            }
        }
    }
    out
}

fn pair(line: &str, first: Span, behind: &[Span], article: &Article) -> Option<Pair> {
    let dates = &article.language().dates;
    let known = |it: Span| dates.word(&fold(it.of(line))).copied().unwrap_or_default();
    let written = known(first);
    let plain = written.weekday > 0 && !written.is(Role::SHORT_WEEKDAY.or(Role::PLURAL));
    let at = behind.iter().position(|it| known(*it).month > 0).filter(|_| plain)?;
    // Nothing ends between them, and no other weekday begins.
    let between = &line[first.end as usize..behind[at].start as usize];
    let ends = between.contains(['.', ';', ':', '?', '!']) && !article.language().dates.ordinal_stop;
    let stops = between.matches(['.', ';', ':', '?', '!']).count() > 1 || ends;
    let figure = |it: Span| it.of(line).parse::<i8>().ok().filter(|it| (1..=31).contains(it));
    let link = Role::DAY_BEFORE.or(Role::ARTICLE).or(Role::OF);
    let small = |it: &Span| known(*it).is(link) || known(*it).part.is_some() || figure(*it).is_some();
    if stops || !behind[..at].iter().all(small) {
        return None;
    }
    let before = at.checked_sub(1).and_then(|it| Some((behind[it], figure(behind[it])?)));
    let after = || behind.get(at + 1).and_then(|it| Some((*it, figure(*it)?)));
    let (day, number, next) = match before {
        Some((span, it)) => (span, it, at + 1),
        None => after().map(|it| (it.0, it.1, at + 2))?,
    };
    let last = behind[next - 1];
    let year = behind.get(next).filter(|it| {
        let near = it.start as usize - last.end as usize <= 2;
        near && it.len() == 4 && it.of(line).bytes().all(|it| it.is_ascii_digit())
    });
    let month = known(behind[at]).month as i8;
    let published = article.whole().date;
    let date = match year {
        Some(it) => Date::new(it.of(line).parse().ok()?, month, number).ok()?,
        None => {
            let today = published?.date()?;
            let near = [today.year() - 1, today.year(), today.year() + 1];
            let dates = near.into_iter().filter_map(|it| Date::new(it, month, number).ok());
            dates.min_by_key(|it| it.since(today).map_or(i32::MAX, |it| it.get_days().abs()))?
        }
    };
    let agrees = weekday(date) == written.weekday && date.year() >= 1900;
    agrees.then_some(Pair { date, weekday: first, day, year: year.copied() })
}

/// The lines of a text, each with where it starts.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line.trim_end())
    })
}

/// The runs of letters or figures in a line.
fn words(line: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, it) in line.char_indices().chain([(line.len(), ' ')]) {
        match (it.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                out.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    out
}
