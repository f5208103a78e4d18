//! One document that is open and read.

use super::capabilities::Client;
use super::from_proto::{self, Change};
use super::preferences::Preferences;
use super::to_proto::Places;
use crate::article::{Article, Finding, Given};
use crate::desk::{Peace, Shown};
use crate::format::Format;
use crate::rules::{self, Selection};
use crate::text::{Edit, OutOfBounds, Span, Text};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, Instant};
use tower_lsp::lsp_types::*;

/// A document's text as the editor has it, and what is known of it.
///
/// The text follows every edit; the article follows when somebody looks, in one step for all edits since.
#[derive(Debug)]
pub(super) struct Open {
    text: Text,
    article: Article,
    given: Given,
    /// How many bytes at the front and at the back are the same in the article and in the text; nothing if all are.
    same: Option<(usize, usize)>,
    edited: Instant,
    peace: Peace,
    found: Vec<Finding>,
    shown: Shown,
    /// Whether `found` and `shown` are of this text.
    looked: bool,
}

impl Open {
    /// Reads a document.
    pub(super) fn new(text: &str, format: &'static dyn Format, given: Given) -> Open {
        let article = Article::parse(text, format, given);
        Open {
            text: article.text().clone(),
            article,
            given,
            same: None,
            edited: Instant::now(),
            peace: Peace::default(),
            found: Vec::new(),
            shown: Shown::default(),
            looked: false,
        }
    }

    /// The text as the editor has it.
    pub(super) fn text(&self) -> &Text {
        &self.text
    }

    /// Applies the changes of one notification, in order.
    pub(super) fn change(&mut self, changes: &[Change], client: &Client) -> Result<(), OutOfBounds> {
        for change in changes {
            let edit = match change.range {
                None => difference(&self.text.to_string(), &change.text),
                Some((start, end)) => {
                    let offset = |it| self.text.offset(it, client.encoding).ok_or(OutOfBounds);
                    let (start, end) = (offset(start)?, offset(end)?);
                    if end < start {
                        return Err(OutOfBounds);
                    }
                    Edit::new(Span::new(start, end), change.text.as_str())
                }
            };
            let length = self.text.len();
            self.text.apply(&edit)?;
            let (front, back) = self.same.unwrap_or((length, length));
            let (start, end) = (edit.span.start as usize, edit.span.end as usize);
            self.same = Some((front.min(start), back.min(length - end)));
            self.peace.moved(&edit);
        }
        self.edited = Instant::now();
        self.looked = false;
        Ok(())
    }

    /// How many bytes of the text the article has yet to read.
    pub(super) fn behind(&self) -> usize {
        self.same.map_or(0, |(front, back)| self.text.len() - front - back)
    }

    /// Brings the article up to the text.
    fn read(&mut self) {
        let Some((front, back)) = self.same.take() else { return };
        let text = self.text.slice(Span::new(front, self.text.len() - back));
        let edit = Edit::new(Span::new(front, self.article.text().len() - back), text);
        let next = self.article.edit(&edit);
        // It fits, since both texts begin and end alike; but a text that is read again is always right.
        let again = |_| Article::parse(&self.text.to_string(), self.article.format(), self.given);
        self.article = next.unwrap_or_else(again);
    }

    /// Sees what the rules find in the text as it is now, and what of it to show.
    pub(super) fn look(&mut self, rules: &Selection) {
        self.read();
        if !self.looked {
            self.found = rules::check_with(&self.article, rules);
            self.shown = self.peace.show(&self.article, &self.found);
            self.looked = true;
        }
    }

    /// Something else than before is known of the article from elsewhere than its text.
    pub(super) fn give(&mut self, given: Given) {
        self.read();
        self.article = self.article.with(given);
        (self.given, self.looked) = (given, false);
    }

    /// Other rules ask now than before.
    pub(super) fn forget(&mut self) {
        self.looked = false;
    }

    /// The writer has paused: everything is shown.
    pub(super) fn pause(&mut self, rules: &Selection) {
        self.look(rules);
        self.shown = self.peace.after_pause(&self.article, &self.found);
    }

    /// When the writer will have paused, if findings wait for that.
    pub(super) fn due(&self, pause: Duration) -> Option<Instant> {
        (self.looked && self.shown.waiting).then(|| self.edited + pause)
    }
}

/// The edit that makes `new` out of `old`, as small as one edit can be.
fn difference(old: &str, new: &str) -> Edit {
    let mut front = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !(old.is_char_boundary(front) && new.is_char_boundary(front)) {
        front -= 1;
    }
    let rest = old[front..].bytes().rev().zip(new[front..].bytes().rev());
    let mut back = rest.take_while(|(a, b)| a == b).count();
    while !(old.is_char_boundary(old.len() - back) && new.is_char_boundary(new.len() - back)) {
        back -= 1;
    }
    Edit::new(Span::new(front, old.len() - back), &new[front..new.len() - back])
}

/// An open document at the moment of a question, and who asks.
pub(super) struct View<'a> {
    pub open: &'a mut Open,
    pub client: &'a Client,
    pub preferences: &'a Preferences,
    pub uri: &'a Url,
    pub version: i32,
}

impl View<'_> {
    /// The article of this moment, in the client's terms.
    pub(super) fn places(&mut self) -> Places<'_> {
        self.open.read();
        Places { article: &self.open.article, client: self.client, uri: self.uri, version: self.version }
    }

    /// The same, with the byte that a position names.
    pub(super) fn at(&mut self, position: Position) -> Option<(Places<'_>, usize)> {
        let places = self.places();
        let offset = places.article.text().offset(from_proto::position(position), places.client.encoding)?;
        Some((places, offset))
    }

    /// What there is to know about the words at a position.
    pub(super) fn hover(&mut self, position: Position) -> Option<Hover> {
        self.open.look(&self.preferences.rules);
        let shown = self.open.shown.findings.clone();
        let (places, offset) = self.at(position)?;
        places.hover(offset, &shown)
    }

    /// What is shown now.
    pub(super) fn diagnostics(&mut self) -> Vec<Diagnostic> {
        self.open.look(&self.preferences.rules);
        let places =
            Places { article: &self.open.article, client: self.client, uri: self.uri, version: self.version };
        self.open.shown.findings.iter().map(|it| places.diagnostic(it)).collect()
    }

    /// The bytes that a range names; one that reaches beyond the text ends with it.
    fn span(&mut self, range: Range) -> Option<Span> {
        let (_, start) = self.at(range.start)?;
        let all = self.open.text.len();
        let end = self.at(range.end).map_or(all, |it| it.1);
        Some(Span::new(start, end))
    }

    /// What mends the findings that are shown in a range.
    pub(super) fn fixes(&mut self, range: Range) -> Option<CodeActionResponse> {
        self.open.look(&self.preferences.rules);
        let span = self.span(range)?;
        let shown = self.open.shown.findings.clone();
        Some(self.places().fixes(&shown, span))
    }

    /// The speakers between the words of a range, if the writer wants to see them.
    pub(super) fn hints(&mut self, range: Range) -> Option<Vec<InlayHint>> {
        if !self.preferences.speakers {
            return Some(Vec::new());
        }
        let span = self.span(range)?;
        Some(self.places().hints(span))
    }

    /// What is shown now, unless that is what the client has already.
    pub(super) fn report(&mut self, previous: Option<&str>) -> DocumentDiagnosticReport {
        report(self.diagnostics(), previous)
    }
}

/// Names a list of diagnostics by its content, so that a name means the same whoever gave it.
pub(super) fn report(items: Vec<Diagnostic>, previous: Option<&str>) -> DocumentDiagnosticReport {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(&items).unwrap_or_default().hash(&mut hasher);
    let result_id = format!("{:016x}", hasher.finish());
    if previous == Some(result_id.as_str()) {
        let report = UnchangedDocumentDiagnosticReport { result_id };
        return RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: report,
        }
        .into();
    }
    let report = FullDocumentDiagnosticReport { result_id: Some(result_id), items };
    RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report: report }
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Plain;
    use crate::text::{self, Encoding};

    fn client() -> Client {
        Client { encoding: Encoding::Utf8, ..Client::new(&ClientCapabilities::default()) }
    }

    #[test]
    fn the_difference_is_small_and_right() {
        for (old, new, want) in [
            ("abc", "abc", (3, 3, "")),
            ("abc", "axc", (1, 2, "x")),
            ("aa", "aaa", (2, 2, "a")),
            ("aaa", "aa", (2, 3, "")),
            ("få", "fæ", (1, 3, "æ")),
            ("😀", "😁", (0, 4, "😁")),
            ("", "ny", (0, 0, "ny")),
        ] {
            assert_eq!(difference(old, new), Edit::new(Span::new(want.0, want.1), want.2), "{old} → {new}");
        }
    }

    #[test]
    fn the_article_follows_many_edits_at_once() {
        let mut open =
            Open::new("Første avsnitt.\n\nAndre avsnitt.\n\nTredje avsnitt.", &Plain, Given::default());
        let at = |line, column| text::Position { line, column };
        let change = |a, b, text: &str| Change { range: Some((a, b)), text: text.to_owned() };
        let changes = [
            change(at(2, 0), at(2, 5), "Æ"),
            change(at(2, 2), at(2, 2), "\r\n\r\n😀"),
            change(at(0, 0), at(0, 1), ""),
            change(at(2, 0), at(4, 4), "x"),
            Change { range: None, text: "Nytt\n\nAndre x avsnitt".to_owned() },
            change(at(2, 0), at(2, 0), "Ø"),
        ];
        for upto in 0..=changes.len() {
            let mut open = Open::new(&open.text().to_string(), &Plain, Given::default());
            open.change(&changes[..upto], &client()).expect("in bounds");
            open.read();
            assert_eq!(open.article.text(), open.text());
        }
        open.change(&changes, &client()).expect("in bounds");
        open.read();
        assert_eq!(open.text().to_string(), "Nytt\n\nØAndre x avsnitt");
        assert_eq!(open.article.text(), open.text());
    }
}
