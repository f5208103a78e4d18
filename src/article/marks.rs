//! Quotation marks: which opens, which closes, and what is left open at a block's edges.

use super::token::{Kind, Tokens};
use crate::text::Span;

/// A mark that finds no partner in its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenMark {
    /// Where it stands, in bytes of the block's prose.
    pub span: Span,
    pub mark: char,
}

/// What stands between two marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// What is quoted, without the marks. Bytes of the block's prose.
    pub inner: Span,
    /// The same with its marks.
    pub outer: Span,
    /// The opening mark, or the closing one where an earlier paragraph opened.
    pub mark: char,
    /// False if an earlier paragraph opened it.
    pub opened: bool,
    /// False if it runs to the block's end without a closing mark.
    pub closed: bool,
    /// Whether it stands inside another region.
    pub nested: bool,
}

/// The quotation marks of one block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// In the order of their opening marks.
    pub regions: Vec<Region>,
    /// Which of the regions stand in no other one.
    outer: Vec<u32>,
    /// A closing mark before which nothing was opened: it may close what an earlier paragraph opened.
    pub leading_close: Option<OpenMark>,
    /// An opening mark behind which nothing is closed: a later paragraph may close it.
    pub trailing_open: Option<OpenMark>,
    /// Whether the block begins with an opening mark, as each paragraph of a long quotation does.
    pub starts_open: bool,
}

/// Marks that go together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Angle,
    Curly,
    Straight,
    Single,
}

fn family(mark: char) -> Option<Family> {
    match mark {
        '«' | '»' | '‹' | '›' => Some(Family::Angle),
        '“' | '”' | '„' | '‟' => Some(Family::Curly),
        '"' => Some(Family::Straight),
        '\'' | '‘' | '’' | '‚' => Some(Family::Single),
        _ => None,
    }
}

/// Whether two marks belong to one kind of quotation, so that a later paragraph's mark can answer an earlier one's.
pub(super) fn same_family(a: char, b: char) -> bool {
    family(a).is_some() && family(a) == family(b)
}

struct Open {
    token: usize,
    family: Family,
    region: usize,
}

/// Pairs the quotation marks of a block.
pub(super) fn read(tokens: &Tokens) -> Marks {
    let mut out = Marks::default();
    let mut open: Vec<Open> = Vec::new();
    for n in 0..tokens.list.len() {
        let Kind::Mark(mark) = tokens.list[n].kind else { continue };
        let Some(family) = family(mark) else { continue };
        let span = tokens.list[n].span;
        match direction(tokens, n, mark, family, &open) {
            Direction::Opens => {
                if n == 0 {
                    out.starts_open = true;
                }
                let end = tokens.text.len();
                let region = Region {
                    inner: Span::new(span.end as usize, end),
                    outer: Span::new(span.start as usize, end),
                    mark,
                    opened: true,
                    closed: false,
                    nested: !open.is_empty(),
                };
                open.push(Open { token: n, family, region: out.regions.len() });
                out.regions.push(region);
            }
            Direction::Closes => {
                let same = open.iter().rposition(|it| it.family == family);
                // A typist's «…" closes too, if nothing else claims the mark.
                let partner = same.or_else(|| {
                    (family == Family::Straight || family == Family::Curly)
                        .then(|| open.iter().rposition(|it| it.family != Family::Single))
                        .flatten()
                });
                match partner {
                    Some(at) => {
                        let region = &mut out.regions[open[at].region];
                        region.inner.end = span.start;
                        region.outer.end = span.end;
                        region.closed = true;
                        open.truncate(at);
                    }
                    None if family != Family::Single
                        && out.leading_close.is_none()
                        && out.regions.is_empty() =>
                    {
                        out.leading_close = Some(OpenMark { span, mark });
                        let inner = Span::new(0, span.start as usize);
                        let outer = Span::new(0, span.end as usize);
                        let region =
                            Region { inner, outer, mark, opened: false, closed: true, nested: false };
                        out.regions.push(region);
                    }
                    None => {}
                }
            }
            Direction::Neither => {}
        }
    }
    // A single mark that is never closed was an apostrophe.
    let lonely: Vec<usize> =
        open.iter().filter(|it| it.family == Family::Single).map(|it| it.region).collect();
    open.retain(|it| it.family != Family::Single);
    if let Some(first) = open.first() {
        let token = &tokens.list[first.token];
        out.trailing_open = Some(OpenMark { span: token.span, mark: out.regions[first.region].mark });
    }
    let mut n = 0;
    out.regions.retain(|_| {
        n += 1;
        lonely.binary_search(&(n - 1)).is_err()
    });
    out.outer = (0..out.regions.len() as u32).filter(|it| !out.regions[*it as usize].nested).collect();
    out
}

enum Direction {
    Opens,
    Closes,
    Neither,
}

/// What a mark does, by its form and by what stands on either side of it.
fn direction(tokens: &Tokens, n: usize, mark: char, family: Family, open: &[Open]) -> Direction {
    let span = tokens.list[n].span;
    let before = tokens.text[..span.start as usize].chars().next_back();
    let behind = tokens.text[span.end as usize..].chars().next();
    let free_before = before.is_none_or(|it| {
        it.is_whitespace()
            || matches!(it, '(' | '[' | '–' | '—' | '-' | '/' | '«' | '“' | '"' | '‘' | '„' | '\'')
    });
    let free_behind = behind.is_none_or(|it| {
        it.is_whitespace()
            || (it.is_ascii_punctuation() && it != '\'')
            || matches!(it, '»' | '”' | '–' | '—' | '…' | '’')
    });
    let is_open = open.iter().any(|it| it.family == family);
    match family {
        Family::Angle => match mark {
            '«' | '‹' if !(is_open && !free_before && free_behind) => Direction::Opens,
            '»' | '›' if free_before && !free_behind && !is_open => Direction::Opens,
            _ => Direction::Closes,
        },
        Family::Curly => match mark {
            '“' | '„' | '‟' if free_before || !free_behind => {
                if mark == '“' && is_open && !free_before { Direction::Closes } else { Direction::Opens }
            }
            '”' if free_before && !free_behind && !is_open => Direction::Opens,
            _ => Direction::Closes,
        },
        Family::Straight => {
            if free_before && !free_behind {
                // Two quotations side by side never open twice.
                if is_open && before.is_some_and(|it| !it.is_whitespace()) && n > 0 && !tokens.spaced(n) {
                    Direction::Closes
                } else {
                    Direction::Opens
                }
            } else if is_open {
                Direction::Closes
            } else if before.is_some_and(|it| it.is_ascii_digit()) {
                // Inches and seconds.
                Direction::Neither
            } else if !free_before {
                Direction::Closes
            } else {
                Direction::Opens
            }
        }
        Family::Single => {
            if is_open && !free_before && free_behind {
                Direction::Closes
            } else if before.is_none_or(|it| it.is_whitespace() || "(«“\"".contains(it))
                && behind.is_some_and(char::is_alphanumeric)
                && !is_open
                && closes_later(tokens, n)
            {
                Direction::Opens
            } else {
                Direction::Neither
            }
        }
    }
}

/// Whether a single mark that could open is answered by one that could close, within the next 60 tokens.
fn closes_later(tokens: &Tokens, n: usize) -> bool {
    let from = &tokens.list[n + 1..(n + 60).min(tokens.list.len())];
    from.iter().any(|it| {
        matches!(it.kind, Kind::Mark('\'' | '’'))
            && !tokens.text[..it.span.start as usize].ends_with(char::is_whitespace)
            && !tokens.text[it.span.end as usize..].starts_with(char::is_alphanumeric)
    })
}

impl Marks {
    /// The outermost regions, in order.
    pub fn outermost(&self) -> impl Iterator<Item = &Region> {
        self.outer.iter().map(|it| &self.regions[*it as usize])
    }

    /// The outermost region that `offset` (a byte of the prose) stands in.
    pub fn around(&self, offset: u32) -> Option<&Region> {
        let n = self.outer.partition_point(|it| self.regions[*it as usize].outer.start <= offset);
        let region = &self.regions[*self.outer.get(n.checked_sub(1)?)? as usize];
        (offset < region.outer.end).then_some(region)
    }
}
