//! When an article is published, as metadata or a command line says it.

use crate::language;
use jiff::civil::Date;

/// When the article is published, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicationDate {
    pub year: i16,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31; only ever known with the month.
    pub day: Option<i8>,
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
            (8, it) if it.is_none_or(|it| is_end(*it)) => {
                let (month, day) = (number(&text[4..6])?, number(&text[6..8])?);
                PublicationDate::new(number(&text[..4])?, Some(month), Some(day))
            }
            (1 | 2, Some(b'.' | b'/' | b'-')) if figures(text).is_some() => figures(text)?,
            _ => named(text),
        }
    }

    fn new(year: i16, month: Option<i16>, day: Option<i16>) -> Option<PublicationDate> {
        let month = month.map(i8::try_from).transpose().ok()?;
        let day = day.map(i8::try_from).transpose().ok()?;
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        YEARS.contains(&year).then_some(PublicationDate { year, month, day })
    }
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
