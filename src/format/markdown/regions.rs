//! What the lines of a chunk hold before any of it is parsed: prose with its markup, or code, comments and HTML.

use super::super::State;
use super::super::shape::is_space;
use super::is_blank;
use crate::text::{Span, lines};

/// A stretch of lines that hold prose with its markup, or none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Region {
    pub(super) span: Span,
    pub(super) prose: bool,
}

/// Finds the code, the comments and the HTML that may run on behind blank lines, and what is open behind them.
pub(super) fn regions(text: &str, entry: State) -> (Vec<Region>, State) {
    let mut out: Vec<Region> = Vec::new();
    let mut state = entry;
    let mut listed = false;
    for line in lines(text) {
        let bare = line.text.trim_start_matches([' ', '\t']);
        let indent: usize =
            line.text[..line.text.len() - bare.len()].bytes().map(|it| if it == b'\t' { 4 } else { 1 }).sum();
        if line.start == 0 {
            listed = entry == State::List && (indent >= 2 || marker(bare).is_some());
        }
        let free = if listed { State::List } else { State::Body };
        let near = indent < 4 || listed;
        let (prose, next) = match state {
            State::Fence(mark, count) => {
                (false, if near && closes(bare, mark, count) { free } else { state })
            }
            State::Comment => (false, if bare.contains("-->") { free } else { state }),
            State::Html => (false, if ends_html(bare) { free } else { state }),
            _ if is_blank(bare) => (out.last().is_none_or(|it| it.prose), free),
            _ if !near => (true, free),
            _ => match (fence(bare), bare.strip_prefix("<!--")) {
                (Some((mark, count)), _) => (false, State::Fence(mark, count)),
                (None, Some(rest)) => (false, if rest.contains("-->") { free } else { State::Comment }),
                (None, None) if opens_html(bare) => (false, if ends_html(bare) { free } else { State::Html }),
                (None, None) if is_shortcode(bare) => (false, free),
                (None, None) => {
                    listed =
                        marker(bare).is_some() || (listed && (indent > 0 || !bare.starts_with(['#', '>'])));
                    (true, if listed { State::List } else { State::Body })
                }
            },
        };
        state = next;
        match out.last_mut().filter(|it| it.prose == prose) {
            Some(last) => last.span.end = line.end as u32,
            None => out.push(Region { span: Span::new(line.start, line.end), prose }),
        }
    }
    (out, state)
}

/// The mark and the length of a fence that opens code.
fn fence(line: &str) -> Option<(u8, u8)> {
    let mark = *line.as_bytes().first().filter(|it| matches!(it, b'`' | b'~'))?;
    let count = line.bytes().take_while(|it| *it == mark).count();
    let information = mark == b'~' || !line[count..].contains('`');
    (count >= 3 && information).then_some((mark, u8::try_from(count).unwrap_or(u8::MAX)))
}

/// Whether a line closes a fence.
fn closes(line: &str, mark: u8, count: u8) -> bool {
    let own = line.bytes().take_while(|it| *it == mark).count();
    own >= count as usize && is_blank(&line[own..])
}

/// Elements whose content is no Markdown up to their end, blank lines or not.
const RAW: [&str; 4] = ["script", "pre", "style", "textarea"];

fn opens_html(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('<') else { return false };
    RAW.iter().any(|name| {
        rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
            && rest[name.len()..].chars().next().is_none_or(|it| it == '>' || is_space(it))
    })
}

fn ends_html(line: &str) -> bool {
    line.match_indices("</").any(|(at, _)| {
        let rest = &line[at + 2..];
        RAW.iter().any(|name| {
            rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
                && rest[name.len()..].starts_with('>')
        })
    })
}

/// A line that only tells the publishing system what to put there: `{{< figure … >}}`, `{% include … %}`.
fn is_shortcode(line: &str) -> bool {
    let line = line.trim_end_matches(is_space);
    let opens = ["{{<", "{{%", "{%"].iter().any(|it| line.starts_with(it));
    opens && line.ends_with('}')
}

/// Length of the mark of a list item, with the white space behind it.
pub(super) fn marker(line: &str) -> Option<usize> {
    if line.split(is_space).filter(|it| !it.is_empty()).all(|it| it.chars().all(|it| matches!(it, '*' | '-')))
    {
        return None;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let signs: &[char] = if digits == 0 { &['-', '*', '+'] } else { &['.', ')'] };
    if digits > 9 || !line[digits..].starts_with(signs) {
        return None;
    }
    let rest = line[digits + 1..].trim_start_matches([' ', '\t']);
    (rest.len() < line.len() - digits - 1).then_some(line.len() - rest.len())
}
