//! Findings as text for people: the message, and the line it is about with the words underlined.

use crate::article::{Article, Finding, Severity};
use crate::text::{Encoding, Position, Span, Text};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;

/// Characters of the article that are shown on one line. Paragraphs are often one line of the file.
const WIDTH: usize = 100;

/// Most lines of the file that one excerpt shows.
const LINES: u32 = 8;

/// One finding in the file called `name`, with the words it is about, those related to it, and what would settle it.
pub fn finding(name: &str, article: &Article, finding: &Finding, colour: bool) -> String {
    let text = article.text();
    let level = match finding.severity {
        Severity::Hint => Level::NOTE.with_name("hint"),
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let mut excerpts = vec![Excerpt::new(text, article.in_file(finding.place), None)];
    for (place, why) in &finding.related {
        let mark = (article.in_file(*place), Some(why.as_str()));
        if !excerpts.iter_mut().any(|it| it.take(text, mark)) {
            excerpts.push(Excerpt::new(text, mark.0, mark.1));
        }
    }
    let title = level.clone().primary_title(finding.message.as_str()).id(finding.rule);
    let mut groups = vec![Group::with_title(title)];
    for (n, excerpt) in excerpts.iter().enumerate() {
        let at = text.position(excerpt.marks[0].0.start as usize, Encoding::Utf32);
        let origin = Origin::path(name).line(at.line as usize + 1).char_column(at.column as usize + 1);
        groups.push(Group::with_level(level.clone()).element(origin));
        groups.push(Group::with_level(level.clone()).element(excerpt.snippet(text, n == 0)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    // What is too long is cut here already, at words.
    let renderer = renderer.term_width(10 * WIDTH);
    let (head, all) = (renderer.render(&groups[..1]), renderer.render(&groups));
    // Groups are what keeps the columns true though lines are cut; the rule under the first one is too much.
    let rest = all.strip_prefix(&head).and_then(|it| it.strip_prefix('\n')?.split_once('\n'));
    let mut out = match rest {
        Some((_, rest)) => format!("{head}\n{rest}\n"),
        None => format!("{all}\n"),
    };
    finding.fixes.iter().for_each(|it| out += &format!("  = {}\n", it.label));
    out
}

/// The last line: how much was read and what was found, `found` by the rules' names.
pub fn summary(read: usize, failed: usize, found: &BTreeMap<&'static str, usize>) -> String {
    let several = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let sum: usize = found.values().sum();
    let mut out = format!("Read {}: ", several(read, "article"));
    if sum == 0 {
        out += "nothing to remark.";
    } else {
        let rules: Vec<_> = found.iter().map(|(rule, count)| format!("{count} {rule}")).collect();
        out += &format!("{} ({}).", several(sum, "finding"), rules.join(", "));
    }
    if failed > 0 {
        out += &format!(" {} could not be read.", several(failed, "file"));
    }
    out.push('\n');
    out
}

/// Words to underline, and why if it is not the finding itself.
type Mark<'a> = (Span, Option<&'a str>);

/// A stretch of the file with the words underlined that stand close together in it.
struct Excerpt<'a> {
    marks: Vec<Mark<'a>>,
    /// The lines that it shows, counted from 0.
    first: u32,
    last: u32,
}

impl<'a> Excerpt<'a> {
    fn new(text: &Text, span: Span, why: Option<&'a str>) -> Excerpt<'a> {
        let first = text.position(span.start as usize, Encoding::Utf8).line;
        let last = text.position((span.end as usize).saturating_sub(1), Encoding::Utf8).line.max(first);
        let long = |line| line_of(text, line).len() > 2 * WIDTH;
        if last == first || last - first < LINES && !(first..=last).any(long) {
            return Excerpt { marks: vec![(span, why)], first, last };
        }
        // Too much to show: the first line of it must do.
        let end = line_of(text, first).end.max(span.start);
        Excerpt { marks: vec![(Span { start: span.start, end }, why)], first, last: first }
    }

    /// Shows another mark too, if it fits in.
    fn take(&mut self, text: &Text, mark: Mark<'a>) -> bool {
        let all = self.cover().cover(mark.0);
        let fits = if self.first == self.last {
            let line = line_of(text, self.first);
            line.contains(all) && (all.len() <= WIDTH)
        } else {
            line_of(text, self.first).cover(line_of(text, self.last)).contains(all)
        };
        if fits {
            self.marks.push(mark);
        }
        fits
    }

    fn cover(&self) -> Span {
        self.marks.iter().fold(self.marks[0].0, |sum, it| sum.cover(it.0))
    }

    fn snippet(&self, text: &Text, primary: bool) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let mut source = String::new();
        // What is shown is one stretch of the file, or two with something left out between them.
        let mut shown: Vec<(Span, usize)> = Vec::new();
        let mut show = |span: Span, source: &mut String| {
            shown.push((span, source.len()));
            source.push_str(&text.slice(span));
        };
        if self.first < self.last {
            for line in self.first..=self.last {
                show(line_of(text, line), &mut source);
                source.push('\n');
            }
        } else {
            let line = line_of(text, self.first);
            let cover = self.cover();
            let length = text
                .slice(Span { end: cover.end.min(cover.start + 8 * WIDTH as u32), ..cover })
                .chars()
                .count();
            let room = WIDTH.saturating_sub(length).max(WIDTH / 4);
            let start = before(text, Span { end: cover.start, ..line }, room / 2);
            let end = behind(text, Span { start: cover.end, ..line }, room - room / 2);
            if start > line.start {
                source.push('…');
            }
            if length <= WIDTH {
                show(Span { start, end }, &mut source);
            } else {
                let head = behind(text, cover, WIDTH / 2);
                let tail = before(text, Span { start: head, ..cover }, WIDTH / 4);
                show(Span { start, end: head }, &mut source);
                source.push_str(" … ");
                show(Span { start: tail, end }, &mut source);
            }
            if end < line.end {
                source.push('…');
            }
        }
        let at = |offset: u32| {
            let known = shown.iter().rev().find(|it| it.0.start <= offset).or(shown.first());
            known
                .map_or(0, |(span, at)| at + offset.clamp(span.start, span.end).abs_diff(span.start) as usize)
        };
        let marks = self.marks.iter().enumerate().map(|(n, (span, why))| {
            let kind = if primary && n == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(at(span.start)..at(span.end)).label(*why)
        });
        Snippet::source(source.clone())
            .line_start(self.first as usize + 1)
            .annotations(marks.collect::<Vec<_>>())
    }
}

/// A line without its break.
fn line_of(text: &Text, line: u32) -> Span {
    let end = |column| text.offset(Position { line, column }, Encoding::Utf8).unwrap_or(text.len());
    Span::new(end(0), end(u32::MAX))
}

/// Where to begin so that about `room` characters of `span` are shown before its end: at a word.
fn before(text: &Text, span: Span, room: usize) -> u32 {
    let window = text.slice(Span { start: span.start.max(span.end.saturating_sub(4 * room as u32)), ..span });
    let Some((at, _)) = window.char_indices().rev().take(room).last() else { return span.end };
    let start = span.end - (window.len() - at) as u32;
    if start == span.start {
        return start;
    }
    let shown = &window[at..];
    start + shown.find(' ').map_or(0, |it| it as u32 + 1)
}

/// Where to end so that about `room` characters of `span` are shown behind its start: at a word.
fn behind(text: &Text, span: Span, room: usize) -> u32 {
    let window = text.slice(Span { end: span.end.min(span.start + 4 * room as u32), ..span });
    let at = window.char_indices().nth(room).map_or(window.len(), |it| it.0);
    let end = span.start + at as u32;
    if end == span.end {
        return end;
    }
    span.start + window[..at].rfind(' ').unwrap_or(at) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Given, Place};
    use crate::format::Plain;

    /// What is shown for the words `of` in an article, with other words of it as related places.
    fn shown(content: &str, of: &str, related: &[(&str, &str)]) -> String {
        let article = Article::parse(content, &Plain, Given::default());
        let place = |words: &str| {
            let (block, it) = article
                .blocks()
                .iter()
                .enumerate()
                .find_map(|(n, it)| it.prose().find(words).map(|at| (n, Span::new(at, at + words.len()))))
                .expect("the article has these words");
            Place { block: block as u32, span: it }
        };
        let found = Finding {
            rule: "some-rule",
            severity: Severity::Warning,
            place: place(of),
            message: "Stemmer dette?".to_owned(),
            related: related.iter().map(|it| (place(it.0), it.1.to_owned())).collect(),
            fixes: Box::default(),
        };
        finding("sak.txt", &article, &found, false)
    }

    #[test]
    fn short_line_is_shown_whole() {
        assert_eq!(
            shown("Tittel\n\nMøtet er fredag 14. mars 2024.\n", "fredag 14. mars", &[]),
            "\
warning[some-rule]: Stemmer dette?
 --> sak.txt:3:10
  |
3 | Møtet er fredag 14. mars 2024.
  |          ^^^^^^^^^^^^^^^
"
        );
    }

    /// A paragraph of 5 kB on one line, with «fredag» in the middle and «mandag» at the end.
    fn long() -> String {
        let words = "Hva er det du vil at vi skal gjøre med dette blåbærsyltetøyet? ".repeat(40);
        format!("Tittel\n\n{words}Det er fredag nå. {words}Eller mandag om du vil.\n")
    }

    #[test]
    fn long_line_is_cut_around_the_words() {
        assert_eq!(
            shown(
                &long(),
                "fredag",
                &[("er fredag nå", "nær"), ("mandag", "langt borte"), ("Tittel", "tittelen")]
            ),
            "\
warning[some-rule]: Stemmer dette?
 --> sak.txt:3:2528
  |
3 | …skal gjøre med dette blåbærsyltetøyet? Det er fredag nå. Hva er det du vil at vi skal gjøre med…
  |                                             ---^^^^^^--- nær
 --> sak.txt:3:5065
  |
3 | …skal gjøre med dette blåbærsyltetøyet? Eller mandag om du vil.
  |                                               ------ langt borte
 --> sak.txt:1:1
  |
1 | Tittel
  | ------ tittelen
"
        );
    }

    #[test]
    fn long_span_is_cut_inside() {
        let text = long();
        let span = text.lines().last().and_then(|it| it.split(" Det").next()).unwrap_or_default();
        assert_eq!(
            shown(&text, span, &[]),
            "\
warning[some-rule]: Stemmer dette?
 --> sak.txt:3:1
  |
3 | Hva er det du vil at vi skal gjøre med dette … dette blåbærsyltetøyet? Det er…
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"
        );
    }

    #[test]
    fn span_over_several_lines_and_odd_line_ends() {
        let text = "Tittel\n\nDette er\r\nen\u{2028} linje\rmed \x1b[1mbrudd😀 i, som er\tlang.\n\nSiste ord";
        assert_eq!(
            shown(
                text,
                "er\r\nen\u{2028} linje\rmed",
                &[("linje", "denne"), ("lang", "slutt"), ("Siste", "under")]
            ),
            "\
warning[some-rule]: Stemmer dette?
 --> sak.txt:3:7
  |
3 |   Dette er
  |  _______^
4 | | en\u{2028} linje
  | |     ----- denne
5 | | med ␛[1mbrudd😀 i, som er    lang.
  | |   ^                          ---- slutt
  | |___|
  |
 --> sak.txt:7:1
  |
7 | Siste ord
  | ----- under
"
        );
    }

    #[test]
    fn summary_counts() {
        assert_eq!(summary(1, 0, &BTreeMap::new()), "Read 1 article: nothing to remark.\n");
        let found = [("a-rule", 2), ("b-rule", 1)].into_iter().collect();
        assert_eq!(
            summary(2, 1, &found),
            "Read 2 articles: 3 findings (2 a-rule, 1 b-rule). 1 file could not be read.\n"
        );
    }
}
