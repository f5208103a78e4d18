//! The little markup that every format allows in prose: comments to the desk, and in plain text links.

use super::SourceMap;
use super::shape::trimmed;
use crate::text::Span;

/// Longest address of a link in bytes.
const ADDRESS: usize = 2048;

/// A comment to the desk: where it stands with its marks, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Comment {
    pub span: Span,
    pub text: String,
}

/// The comments (`{>>…<<}`) in a stretch of source. One that is not closed is no comment.
pub(super) fn comments(source: &str) -> Vec<Comment> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(open) = source[at..].find("{>>").map(|it| at + it) {
        let inner = open + 3;
        let Some(close) = source[inner..].find("<<}").map(|it| inner + it) else { break };
        // The last opening mark before a closing one counts, so that a stray one swallows no text.
        let open = source[open..close].rfind("{>>").map_or(open, |it| open + it);
        let text = source[open + 3..close].trim().to_owned();
        at = close + 3;
        out.push(Comment { span: Span::new(open, at), text });
    }
    out
}

/// Prose with its markup taken out.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub text: String,
    /// Prose → source.
    pub map: SourceMap,
    pub links: Vec<(Span, String)>,
}

/// Reads the prose at `span` of `source`, where `comments` are the comments of the whole source, in order.
pub(super) fn prose(source: &str, span: Span, comments: &[Comment]) -> Prose {
    let mut out = Prose::default();
    let first = comments.partition_point(|it| it.span.end <= span.start);
    let mut at = span.start as usize;
    for comment in comments[first..].iter().take_while(|it| it.span.start < span.end) {
        out.links(source, Span::new(at, comment.span.start.max(span.start) as usize));
        at = comment.span.end.min(span.end) as usize;
        // The white space on one side of the comment goes with it.
        let behind = &source[at..span.end as usize];
        let parted = out.text.is_empty() || out.text.ends_with(char::is_whitespace);
        if parted {
            at += behind.len() - behind.trim_start().len();
        }
    }
    out.links(source, Span::new(at, span.end as usize));
    // Where markup stood at the edge, white space may be left.
    let kept = trimmed(&out.text, Span::new(0, out.text.len()));
    if kept.len() < out.text.len() {
        out.map = out.map.part(kept, 0);
        out.links.retain(|it| it.0.overlaps(kept));
        for (link, _) in &mut out.links {
            let (start, end) = (link.start.max(kept.start), link.end.min(kept.end));
            *link = Span { start: start - kept.start, end: end - kept.start };
        }
        out.text = kept.of(&out.text).to_owned();
    }
    out
}

impl Prose {
    /// Appends a stretch of source, in which links keep only their text.
    fn links(&mut self, source: &str, span: Span) {
        let text = span.of(source);
        let bytes = text.as_bytes();
        let mut done = 0;
        let mut open = None;
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'[' => open = Some(at),
                b'<' => {
                    if let Some(len) = bracketed(&text[at..]) {
                        self.verbatim(source, span, done, at);
                        self.link(source, span, at + 1, at + len - 1, text[at + 1..at + len - 1].to_owned());
                        at += len;
                        done = at;
                        open = None;
                        continue;
                    }
                }
                b']' if bytes.get(at + 1) == Some(&b'(') => {
                    // Each bracket is tried once.
                    if let Some(start) = open.take().filter(|it| it + 1 < at)
                        && let Some((target, len)) = target(&text[at + 2..])
                    {
                        self.verbatim(source, span, done, start);
                        self.link(source, span, start + 1, at, target.to_owned());
                        at += 2 + len;
                        done = at;
                        continue;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        self.verbatim(source, span, done, text.len());
    }

    fn verbatim(&mut self, source: &str, span: Span, from: usize, to: usize) {
        let stretch = Span::new(span.start as usize + from, span.start as usize + to);
        self.text.push_str(stretch.of(source));
        self.map.push(stretch.len(), stretch);
    }

    fn link(&mut self, source: &str, span: Span, from: usize, to: usize, target: String) {
        let start = self.text.len();
        self.verbatim(source, span, from, to);
        self.links.push((Span::new(start, self.text.len()), target));
    }
}

/// Length of `<https://…>` at the start of `text`.
fn bracketed(text: &str) -> Option<usize> {
    let inner = &text[1..];
    let web = ["http://", "https://", "mailto:"].iter().any(|it| inner.starts_with(it));
    let end = inner.bytes().take(ADDRESS).position(|it| matches!(it, b'>' | b'<' | b' ' | b'\n' | b'\r'))?;
    (web && inner.as_bytes()[end] == b'>').then_some(end + 2)
}

/// The address that a link's round bracket holds, and its length with the closing bracket.
fn target(text: &str) -> Option<(&str, usize)> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate().take(ADDRESS) {
        match byte {
            b'(' => depth += 1,
            b')' if depth > 0 => depth -= 1,
            b')' => {
                let address = &text[..at];
                let like = address.contains([':', '/', '.']) || address.starts_with('#');
                return (like && !address.contains(char::is_whitespace)).then_some((address, at + 1));
            }
            b'[' | b' ' | b'\t' | b'\n' | b'\r' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Prose {
        prose(source, Span::new(0, source.len()), &comments(source))
    }

    #[test]
    fn white_space_at_the_edges_goes() {
        let found = read("{>>a<<} [ ja ](b.no) {>>c<<}");
        assert_eq!(found.text, "ja");
        assert_eq!(found.links, [(Span::new(0, 2), "b.no".to_owned())]);
        assert_eq!(found.map.to_source(Span::new(0, 2)), Span::new(10, 12));
        let gone = read("ja [{>>a<<} ](b.no)");
        assert_eq!(gone.text, "ja [ ](b.no)");
    }

    #[test]
    fn comments_that_open_twice_or_never_close() {
        let found = comments("a {>> b {>> c <<} d <<} {>>");
        assert_eq!(found, [Comment { span: Span::new(8, 17), text: "c".to_owned() }]);
    }

    #[test]
    fn only_the_part_asked_for() {
        let source = "Ein {>>a<<} to [tre](b.no) fire";
        let found = prose(source, Span::new(4, 26), &comments(source));
        assert_eq!(found.text, "to tre");
        assert_eq!(found.map.to_source(Span::new(3, 6)).of(source), "tre");
    }
}
