//! Metadata at the start of a file: front matter, or lines of `key: value`.
//!
//! Front matter may hold blank lines, and then it is several chunks. Each is read by itself, so that a line
//! that closes it far below decides nothing here.

use super::shape::{is_name, is_space, trimmed};
use super::{Entry, Key, Piece, Shape, State};
use crate::language;
use crate::text::{Span, lines};
use serde::Deserialize;
use serde_json::Value;
use serde_saphyr::Spanned;

/// The metadata that a chunk begins with: its length, and the state behind it.
/// `None` if there is none, also where front matter stops without having been closed.
pub(super) fn extent(chunk: &str, entry: State) -> Option<(usize, State)> {
    if let Some((inner, mark)) = inside(chunk, entry) {
        let closing = lines(&chunk[inner..]).find(|it| closes(it.text, mark));
        return Some(match closing {
            Some(it) => (inner + it.end, State::Body),
            None => (chunk.len(), State::FrontMatter(mark)),
        });
    }
    if entry != State::Start {
        return None;
    }
    let len = stated(chunk).last()?.end;
    let over = chunk[len..].trim_matches(is_space).is_empty();
    Some((len, if over { State::Start } else { State::Body }))
}

/// Reads the metadata that [`extent`] found. `source` is what the piece covers, blank lines included.
pub(super) fn read(source: &str, entry: State) -> Piece {
    let mut piece = Piece::bare(source.len(), Shape::Metadata);
    let Some((start, mark)) = inside(source, entry) else {
        piece.metadata = stated(source).into_iter().filter_map(|it| it.entry).collect();
        return piece;
    };
    let closing = lines(&source[start..]).find(|it| closes(it.text, mark));
    let inner = &source[start..closing.map_or(source.len(), |it| start + it.start)];
    let whole = entry == State::Start && closing.is_some();
    piece.metadata = if mark == b'+' {
        pairs(inner, '=')
    } else {
        match yaml(inner) {
            Ok(entries) => entries,
            Err(problem) => {
                // A part of front matter may be broken only because the rest of it stands elsewhere.
                piece.problem = Some(problem).filter(|_| whole);
                pairs(inner, ':')
            }
        }
    };
    piece.metadata.iter_mut().for_each(|it| it.span = it.span.shift(start));
    if let Some((span, _)) = &mut piece.problem {
        *span = span.shift(start);
    }
    piece
}

/// What to tell of a text that stands where open front matter should have gone on.
pub(super) fn unclosed(entry: State) -> Option<String> {
    let State::FrontMatter(mark) = entry else { return None };
    let mark = (mark as char).to_string().repeat(3);
    Some(format!("the front matter above is not closed by a line of {mark}"))
}

/// Where the inside of front matter starts in a chunk that opens it or goes on with it, and its mark.
fn inside(chunk: &str, entry: State) -> Option<(usize, u8)> {
    match entry {
        State::Start => {
            let bare = chunk.trim_start_matches('\u{feff}');
            let mut lines = lines(bare);
            let first = lines.next()?;
            let second = lines.next()?.text;
            let (mark, separator) = match first.text.trim_end_matches(is_space) {
                "---" => (b'-', ':'),
                "+++" => (b'+', '='),
                _ => return None,
            };
            let opens = second.starts_with('#')
                || (mark == b'+' && second.starts_with('['))
                || closes(second, mark)
                || pair(second, separator).is_some();
            opens.then_some((chunk.len() - bare.len() + first.end, mark))
        }
        State::FrontMatter(mark) => {
            let first = lines(chunk).next()?.text;
            let separator = if mark == b'+' { '=' } else { ':' };
            let goes_on = first.starts_with([' ', '\t', '#', '[', ']', '}'])
                || first.starts_with("- ")
                || closes(first, mark)
                || pair(first, separator).is_some();
            goes_on.then_some((0, mark))
        }
        _ => None,
    }
}

/// Whether a line closes front matter.
fn closes(line: &str, mark: u8) -> bool {
    let line = line.trim_end_matches(is_space);
    line == if mark == b'+' { "+++" } else { "---" } || (mark == b'-' && line == "...")
}

/// The key that copydesk reads under this name, in any case.
fn key(name: &str) -> Option<Key> {
    match name.to_ascii_lowercase().as_str() {
        "date" => Some(Key::Date),
        "written" | "created" => Some(Key::Written),
        "lang" | "language" => Some(Key::Language),
        "title" => Some(Key::Title),
        "author" | "authors" | "byline" => Some(Key::Author),
        _ => None,
    }
}

/// A line cut at its separator: the key, and where the value starts in the line.
fn pair(line: &str, separator: char) -> Option<(&str, usize)> {
    let at = line.find(separator)?;
    let name = line[..at].trim_end_matches([' ', '\t']);
    let bare = name.trim_matches(['"', '\'']);
    let letters = !bare.is_empty() && bare.len() <= 40 && !bare.starts_with('-');
    let named = bare.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | '.'));
    let value = at + separator.len_utf8();
    let parted = separator == '=' || line[value..].is_empty() || line[value..].starts_with([' ', '\t']);
    (letters && named && parted).then_some((bare, value))
}

/// The known keys of `key: value` lines, wherever the lines around them are broken.
fn pairs(text: &str, separator: char) -> Vec<Entry> {
    let mut out = Vec::new();
    for line in lines(text) {
        if let Some((name, at)) = pair(line.text, separator)
            && let Some(key) = key(name)
        {
            out.extend(entry(key, text, Span::new(line.start + at, line.start + line.text.len())));
        }
    }
    out
}

/// An entry whose value stands at `span` of `text`, without white space and quotes around it; none if it is empty.
fn entry(key: Key, text: &str, span: Span) -> Option<Entry> {
    let mut span = trimmed(text, span);
    for quote in ['"', '\''] {
        let value = span.of(text);
        if value.len() >= 2 && value.starts_with(quote) && value.ends_with(quote) {
            span = Span::new(span.start as usize + 1, span.end as usize - 1);
        }
    }
    (!span.is_empty()).then(|| Entry { key, value: span.of(text).to_owned(), span })
}

/// The keys of YAML front matter. Other keys may hold what they like.
#[derive(Deserialize)]
struct Yaml {
    #[serde(default, alias = "Date")]
    date: Option<Spanned<Value>>,
    #[serde(default, alias = "Written")]
    written: Option<Spanned<Value>>,
    #[serde(default, alias = "Created")]
    created: Option<Spanned<Value>>,
    #[serde(default, alias = "Language")]
    language: Option<Spanned<Value>>,
    #[serde(default, alias = "Lang")]
    lang: Option<Spanned<Value>>,
    #[serde(default, alias = "Title")]
    title: Option<Spanned<Value>>,
    #[serde(default, alias = "Author")]
    author: Option<Spanned<Value>>,
    #[serde(default, alias = "Authors")]
    authors: Option<Spanned<Value>>,
    #[serde(default, alias = "Byline")]
    byline: Option<Spanned<Value>>,
}

/// What YAML says under the known keys, in the order of the text; or where it is broken, in the parser's words.
fn yaml(text: &str) -> Result<Vec<Entry>, (Span, String)> {
    if text.trim_matches(is_space).is_empty() {
        return Ok(Vec::new());
    }
    let found = match serde_saphyr::from_str::<Option<Yaml>>(text) {
        Ok(Some(it)) => it,
        Ok(None) => return Ok(Vec::new()),
        Err(error) => return Err(problem(text, &error)),
    };
    let fields = [
        (Key::Date, found.date),
        (Key::Written, found.written),
        (Key::Written, found.created),
        (Key::Language, found.language),
        (Key::Language, found.lang),
        (Key::Title, found.title),
        (Key::Author, found.author),
        (Key::Author, found.authors),
        (Key::Author, found.byline),
    ];
    let mut out = Vec::new();
    for (key, field) in fields {
        let Some(field) = field else { continue };
        let place = field.referenced.span();
        let start = floor(text, place.byte_offset().unwrap_or_default());
        let end = floor(text, place.byte_offset().unwrap_or_default() + place.byte_len().unwrap_or_default());
        let mut at = start;
        for value in strings(&field.value) {
            // Of a list, only its start is known.
            let single = !matches!(field.value, Value::Array(_) | Value::Object(_));
            let verbatim =
                text[at..].find(value.as_str()).map(|it| Span::new(at + it, at + it + value.len()));
            let span = match verbatim {
                Some(it) if !single || it.end as usize <= end => it,
                _ => trimmed(text, Span::new(start, end)),
            };
            at = at.max(span.end as usize);
            out.push(Entry { key, value, span });
        }
    }
    out.sort_by_key(|it| it.span);
    Ok(out)
}

/// The strings that a value of front matter holds: itself, its items, or the names in them.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(it) => {
            Some(it.trim_matches(is_space).to_owned()).filter(|it| !it.is_empty()).into_iter().collect()
        }
        Value::Number(it) => vec![it.to_string()],
        Value::Array(list) => list.iter().flat_map(strings).collect(),
        Value::Object(fields) => fields.get("name").map(strings).unwrap_or_default(),
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}

/// Where YAML is broken, and how the parser says it.
fn problem(text: &str, error: &serde_saphyr::Error) -> (Span, String) {
    let words = error.without_snippet().to_string();
    // The place is said by the span, and counted from the start of the file.
    let words = words.rsplit_once(" at line ").map_or(words.as_str(), |it| it.0).to_owned();
    let Some(place) = error.location() else { return (Span::default(), words) };
    let start = match place.span().byte_offset() {
        Some(it) => floor(text, it),
        None => {
            let line = lines(text).nth((place.line() as usize).saturating_sub(1));
            let column = (place.column() as usize).saturating_sub(1);
            line.map_or(text.len(), |it| {
                it.start + it.text.char_indices().nth(column).map_or(it.text.len(), |it| it.0)
            })
        }
    };
    let rest = lines(&text[start..]).next().map_or("", |it| it.text);
    (Span::new(start, start + rest.trim_end_matches(is_space).len()), words)
}

/// The nearest character start at or before a byte, and never beyond the end.
fn floor(text: &str, byte: u64) -> usize {
    let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
    (0..=byte).rev().find(|it| text.is_char_boundary(*it)).unwrap_or_default()
}

/// One statement among lines of metadata, and where it ends in the text.
struct Stated {
    entry: Option<Entry>,
    end: usize,
}

/// The lines of metadata that a file starts with. The last of them may end within its line, before the text
/// that goes on there: `date 2020-01 Slik ble valget`.
fn stated(text: &str) -> Vec<Stated> {
    let mut out: Vec<Stated> = Vec::new();
    let mut known = 0;
    for line in lines(text) {
        let stop = line.start + line.text.len();
        let mut at = line.start;
        // Several statements may share a line.
        while at < stop
            && let Some((entry, end)) = statement(text, at, stop, at == line.start)
        {
            at = end;
            out.push(Stated { entry, end: if at == stop { line.end } else { at } });
            known = out.len();
        }
        if at == line.start && is_other(line.text) {
            out.push(Stated { entry: None, end: line.end });
        } else if at < stop || line.text.is_empty() {
            break;
        }
    }
    out.truncate(known);
    out
}

/// A line of metadata under a key that copydesk does not read: `slug: valg`.
fn is_other(line: &str) -> bool {
    let named = |name: &str| name.starts_with(|it: char| it.is_ascii_lowercase()) && name.is_ascii();
    pair(line.trim_start_matches(is_space), ':').is_some_and(|(name, at)| {
        named(name)
            && name == name.to_ascii_lowercase()
            && !line.trim_start_matches(is_space)[at..].trim().is_empty()
    })
}

/// Reads one statement from `at` on, at most to `line_end`: its entry, and where it ends. White space behind
/// it belongs to it. `first` if it opens its line.
fn statement(text: &str, at: usize, line_end: usize, first: bool) -> Option<(Option<Entry>, usize)> {
    let line = &text[at..line_end];
    let word = line.trim_start_matches(is_space);
    let start = at + (line.len() - word.len());
    let name_len = word.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(word.len());
    let key = key(&word[..name_len])?;
    let rest = word[name_len..].trim_start_matches([' ', '\t']);
    let colon = rest.starts_with(':');
    if !colon && rest.len() == word[name_len..].len() {
        return None;
    }
    let value = rest.strip_prefix(':').unwrap_or(rest).trim_start_matches(is_space);
    let value_at = start + (word.len() - value.len());
    let whole = trimmed(text, Span::new(value_at, line_end));
    let to = |len: usize| {
        let behind = value[len..].trim_start_matches(is_space);
        (entry(key, text, Span::new(value_at, value_at + len)), line_end - behind.len())
    };
    let (found, end) = match key {
        Key::Date | Key::Written => {
            let len = date(value);
            let behind = value[len.unwrap_or(0)..].trim_start_matches(is_space);
            match len {
                Some(len) if behind.is_empty() || (!colon && value[..len].len() > 4) => to(len),
                // «date: 2020-01 Slik ble valget i natt»: the text begins behind the date.
                Some(len) if is_text(behind) || names_key(behind) => to(len),
                _ if colon && first && key == Key::Date => (entry(key, text, whole), line_end),
                _ => return None,
            }
        }
        Key::Language => {
            let len = value.find(is_space).unwrap_or(value.len());
            let behind = value[len..].trim_matches(is_space);
            if language::by_tag(&value[..len]).is_some() && (behind.is_empty() || !first) {
                to(len)
            } else if colon && first {
                (entry(key, text, whole), line_end)
            } else {
                return None;
            }
        }
        Key::Title if colon && first => (entry(key, text, whole), line_end),
        Key::Author if colon && first => (entry(key, text, whole), line_end),
        // «byline Kari Berg»: without a colon only in lower case, and only a name.
        Key::Author if first && &word[..name_len] == "byline" && is_name(whole.of(text)) => {
            (entry(key, text, whole), line_end)
        }
        Key::Title | Key::Author => return None,
    };
    Some((found, end))
}

/// Whether a further statement seems to begin on the same line.
fn names_key(rest: &str) -> bool {
    let (name, _) = rest.split_at(rest.find(|it: char| !it.is_ascii_alphabetic()).unwrap_or(rest.len()));
    key(name).is_some() && name.len() < rest.len()
}

/// Whether what stands behind a value on its line reads like the start of the article.
fn is_text(rest: &str) -> bool {
    let opens = |it: char| it.is_uppercase() || matches!(it, '«' | '»' | '“' | '”' | '"' | '–' | '—' | '-');
    rest.starts_with(opens) && rest.split_whitespace().nth(2).is_some()
}

/// Length of the date that a value begins with: `2020`, `2020-01`, `2020-01-06`, with a time of day or without.
fn date(value: &str) -> Option<usize> {
    let bytes = value.as_bytes();
    let digits = |from: usize, count: usize| {
        bytes.len() >= from + count && bytes[from..from + count].iter().all(u8::is_ascii_digit)
    };
    if !digits(0, 4) {
        return None;
    }
    let mut len = 4;
    for _ in 0..2 {
        if bytes.get(len) == Some(&b'-') && digits(len + 1, 2) {
            len += 3;
        } else {
            break;
        }
    }
    if len == 10 && bytes.get(len) == Some(&b'T') && digits(len + 1, 2) {
        len += bytes[len..]
            .iter()
            .position(|it| !it.is_ascii_alphanumeric() && !b":.+-".contains(it))
            .unwrap_or(bytes.len() - len);
    } else if len == 10
        && bytes.get(len) == Some(&b' ')
        && digits(len + 1, 2)
        && bytes.get(len + 3) == Some(&b':')
    {
        len += 1 + bytes[len + 1..]
            .iter()
            .position(|it| !it.is_ascii_digit() && !b":.+-".contains(it))
            .unwrap_or(bytes.len() - len - 1);
    }
    let next = value[len..].chars().next();
    next.is_none_or(is_space).then_some(len)
}
