//! When an article is published: as its metadata, its first lines, a command line or its file's name say it.

use super::{Expression, Timex};
use crate::article::block::Block;
use crate::format::{Key, Shape};
use crate::language;
use jiff::civil::Date;
use std::sync::Arc;

/// When the article is published, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicationDate {
    pub year: i16,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31; only ever known with the month.
    pub day: Option<i8>,
}

/// How many blocks an article opens with: above its text stand headline, deck, byline, picture.
const OPENING: usize = 8;

/// When the article is published: as its metadata says it, else as a line of its own above the text does
/// («Publisert 6. januar 2020»), else as `given`. A dateline («BAGDAD, 6. januar (NTB)») adds what is not known.
pub(in crate::article) fn published(
    blocks: &[Arc<Block>],
    given: Option<PublicationDate>,
) -> Option<PublicationDate> {
    let opening = || blocks.iter().take(OPENING);
    let stated = opening().filter_map(|it| it.metadata(Key::Date)).filter_map(PublicationDate::parse).next();
    let known = stated.or_else(|| opening().find_map(|it| own_line(it))).or(given);
    if known.is_some_and(|it| it.day.is_some()) {
        return known;
    }
    let dateline = opening().filter(|it| it.piece.dateline.is_some()).find_map(|it| in_dateline(it, known));
    dateline.or(known)
}

/// The day of the calendar that an expression of time gives, with its year if it has one.
fn calendar_day(timex: &Timex) -> Option<(Option<i16>, u8, u8)> {
    match timex.expression {
        Expression::Day(day) if day.distance.is_none() && !day.swappable => {
            Some((day.year, day.month, day.day))
        }
        _ => None,
    }
}

/// The day that a line above the text gives and says nothing else: one labelled so, or a date alone.
fn own_line(block: &Block) -> Option<PublicationDate> {
    let labelled = block.shape() == Shape::Byline;
    if !labelled && block.shape() != Shape::Line {
        return None;
    }
    let timexes = &block.facts.timexes;
    let (timex, day) = timexes.iter().find_map(|it| Some((it, calendar_day(it)?)))?;
    let alone = timex.span.len() == block.prose().len();
    let (year, month, day) = (day.0?, day.1, day.2);
    (labelled || alone).then(|| PublicationDate::new(year, Some(month.into()), Some(day.into())))?
}

/// What the dateline of a block adds to what is `known`: nothing if the two do not agree.
fn in_dateline(block: &Block, known: Option<PublicationDate>) -> Option<PublicationDate> {
    let dateline = block.piece.dateline?;
    let timexes = block.facts.timexes.iter().take_while(|it| it.span.start < dateline.end);
    let (year, month, day) = timexes.filter_map(calendar_day).next()?;
    let year = year.or(known.map(|it| it.year))?;
    let date = PublicationDate::new(year, Some(month.into()), Some(day.into()))?;
    let agrees =
        |it: PublicationDate| it.year == date.year && it.month.is_none_or(|it| Some(it) == date.month);
    known.is_none_or(agrees).then_some(date)
}

/// The first newspapers are of the seventeenth century; what is far ahead is a slip.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2200;

impl PublicationDate {
    /// Reads `2020-01-06`, `2020-01`, `2020`, any of them with a time behind it (whose zone does not matter:
    /// the day is the one written), `06.01.2020`, or a date with the month's name in any shipped language.
    /// Nothing if there is no such day.
    pub fn parse(text: &str) -> Option<PublicationDate> {
        let text = text.trim().trim_matches(['"', '\'']).trim();
        let start = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
        match (start, text.as_bytes().get(start)) {
            (4, None) => PublicationDate::new(number(&text[..4])?, None, None),
            (4, Some(b'-' | b'/')) => iso(text),
            (8, it) if it.is_none_or(|it| is_end(*it)) => eight_figures(&text[..8]),
            (1 | 2, Some(b'.' | b'/' | b'-')) if figures(text).is_some() => figures(text)?,
            _ => named(text),
        }
    }

    /// The day, or the month, that a file's path gives: `2020-01-06-valget.md`, `20200106_valget.txt`,
    /// `irak-2020-01.txt`, `2020/01/06/valget.md`. A year alone is too little: `budsjett-2021.md` may well be of
    /// 2020; and a folder may be named by the day of an export.
    pub fn in_path(path: &str) -> Option<PublicationDate> {
        let (folders, name) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |it| it.0);
        let words: Vec<&str> = stem.split(|it: char| !it.is_alphanumeric()).collect();
        let folders: Vec<&str> = folders.split(['/', '\\']).collect();
        let apart = in_figures(&words);
        let day = apart.filter(|it| it.day.is_some());
        day.or_else(|| words.iter().find_map(|it| in_eight_figures(it))).or(apart).or(in_figures(&folders))
    }

    /// Whichever of the two knows more, if they agree; else this one.
    #[must_use]
    pub fn or_finer(self, other: Option<PublicationDate>) -> PublicationDate {
        let finer = |it: &PublicationDate| {
            let month = self.month.is_none() || self.month == it.month;
            self.year == it.year && month && (self.day.is_none() || self.day == it.day)
        };
        other.filter(finer).unwrap_or(self)
    }

    fn new(year: i16, month: Option<i16>, day: Option<i16>) -> Option<PublicationDate> {
        let month = month.map(i8::try_from).transpose().ok()?;
        let day = day.map(i8::try_from).transpose().ok()?;
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        YEARS.contains(&year).then_some(PublicationDate { year, month, day })
    }
}

/// `2020`, `01`, `06` one behind the other, or the first two of them; the last such of a list.
fn in_figures(parts: &[&str]) -> Option<PublicationDate> {
    let figures = |n: usize, len: usize| parts.get(n).filter(|it| it.len() == len).and_then(|it| number(it));
    let date = |n: usize| {
        let (year, month) = (figures(n, 4)?, figures(n + 1, 2)?);
        PublicationDate::new(year, Some(month), figures(n + 2, 2))
    };
    (0..parts.len()).rev().find_map(date)
}

/// `20200106`, `20200106T101500`.
fn in_eight_figures(text: &str) -> Option<PublicationDate> {
    let (figures, rest) = text.split_at_checked(8)?;
    (rest.is_empty() || rest.starts_with(['T', 't'])).then(|| eight_figures(figures))?
}

/// Eight figures as year, month and day.
fn eight_figures(text: &str) -> Option<PublicationDate> {
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(number);
    PublicationDate::new(part(0..4)?, Some(part(4..6)?), Some(part(6..8)?))
}

fn number(text: &str) -> Option<i16> {
    if text.is_empty() || text.len() > 4 || !text.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// Whether a date may end before this byte: white space, a comma, or the `T` of a time.
fn is_end(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b',' | b'T' | b't' | b'Z')
}

/// The figures before the date's end, cut at `marks`, when there are no other signs among them.
fn cut<'t>(text: &'t str, marks: &[char]) -> Option<Vec<&'t str>> {
    let end = text.bytes().position(is_end).unwrap_or(text.len());
    let parts: Vec<_> = text[..end].split(marks).collect();
    parts.iter().all(|it| number(it).is_some()).then_some(parts)
}

/// `2020-01`, `2020-01-06`, `2020-01-06T10:15:00+01:00`, `2020/01/06`.
fn iso(text: &str) -> Option<PublicationDate> {
    let parts = cut(text, &['-', '/'])?;
    let (year, month) = (number(parts[0])?, number(parts.get(1)?)?);
    match parts[..] {
        [_, _] => PublicationDate::new(year, Some(month), None),
        [_, _, day] => PublicationDate::new(year, Some(month), Some(number(day)?)),
        _ => None,
    }
}

/// `06.01.2020`, `6.1.2020 10.15`; the outer `None` if it is no such thing, the inner if there is no such day.
fn figures(text: &str) -> Option<Option<PublicationDate>> {
    let parts = cut(text, &['.', '/', '-'])?;
    let [day, month, year] = parts[..] else { return None };
    if year.len() != 4 {
        return None;
    }
    let (day, month, year) = (number(day)?, number(month)?, number(year)?);
    let slashes = text.contains('/');
    Some(match (day, month) {
        // American: the month stands first.
        (..=12, 13..) => PublicationDate::new(year, Some(day), Some(month)),
        // 06/01/2020 may be either: only the year is sure.
        (..=12, ..=12) if slashes && day != month => PublicationDate::new(year, None, None),
        _ => PublicationDate::new(year, Some(month), Some(day)),
    })
}

/// «6. januar 2020», "Mon, 06 Jan 2020 10:00:00 GMT", "January 6th, 2020", «januar 2020».
fn named(text: &str) -> Option<PublicationDate> {
    let text: String = text.chars().take(200).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let (at, month) = words.iter().enumerate().find_map(|(n, it)| Some((n, language::month(it)?)))?;
    let behind = |n: usize| words.get(at + n).copied();
    // A day may have an ending: 6th.
    let day = |word: &str| {
        let figures = word.trim_end_matches(char::is_alphabetic);
        number(figures).filter(|_| figures.len() <= 2)
    };
    let mut before = words[..at].iter().rev();
    let mut first = before.next().and_then(|it| day(it));
    if first.is_none() {
        // "the 6th of January": one small word between.
        first = before.next().and_then(|it| day(it)).filter(|_| words[at - 1].len() <= 2);
    }
    let year = |word: Option<&str>| word.filter(|it| it.len() == 4).and_then(number);
    let (day, year) = match (first, year(behind(1)), behind(1).and_then(day), year(behind(2))) {
        (day, Some(year), ..) => (day, year),
        (None, None, day @ Some(_), Some(year)) => (day, year),
        _ => return None,
    };
    PublicationDate::new(year, Some(month.into()), day)
}
