use crate::article::{Article, Finding};
use crate::text::{Edit, Span};

/// The findings that the writer sees, so that the sentence being written is left in peace.
///
/// A new finding that touches the sentence in which the last edit ended waits until the sentence is closed,
/// the edit moves on to another one, or the writer pauses. What is shown already is never held back while it is
/// still found, and what is no longer found is gone at once. There is no clock here: whoever owns one says when
/// the writer has paused, and after that exactly what the rules find is shown, whatever the road to the text.
#[derive(Clone, Debug, Default)]
pub struct Peace {
    shown: Vec<Known>,
    /// Where the last edit ended; nowhere once the writer has paused.
    caret: Option<usize>,
}

/// What to show now, and whether something new is held back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    pub findings: Vec<Finding>,
    /// Findings wait for the sentence to be closed, the edit to move on, or the writer to pause.
    pub waiting: bool,
}

/// A finding that is shown: where it stands in the file by now, and its words.
#[derive(Clone, Debug)]
struct Known {
    rule: &'static str,
    span: Span,
    words: String,
}

impl Peace {
    /// Takes note of an edit: what is shown moves with its text. Cheap, and may be called several times before
    /// the next [`Peace::show`].
    pub fn moved(&mut self, edit: &Edit) {
        let grown = edit.text.len();
        for it in &mut self.shown {
            let start = moved(it.span.start as usize, edit, 0);
            it.span = Span::new(start, moved(it.span.end as usize, edit, grown));
        }
        self.caret = Some(edit.span.start as usize + grown);
    }

    /// What to show of what the rules find in `article` after the edits noted so far.
    pub fn show(&mut self, article: &Article, found: &[Finding]) -> Shown {
        let stretch = self.caret.and_then(|it| being_written(article, it));
        let known = self.known(article, found);
        let mut shown = Shown::default();
        for (finding, known) in found.iter().zip(known) {
            if known || !stretch.is_some_and(|it| touches(article, finding, it)) {
                shown.findings.push(finding.clone());
            } else {
                shown.waiting = true;
            }
        }
        let know = |it: &Finding| Known {
            rule: it.rule,
            span: article.in_file(it.place),
            words: article.words(it.place).to_owned(),
        };
        self.shown = shown.findings.iter().map(know).collect();
        shown
    }

    /// What to show after `edit` made `article`, in which the rules find `found`.
    pub fn after_edit(&mut self, article: &Article, found: &[Finding], edit: &Edit) -> Shown {
        self.moved(edit);
        self.show(article, found)
    }

    /// What to show once the writer has paused: everything.
    pub fn after_pause(&mut self, article: &Article, found: &[Finding]) -> Shown {
        self.caret = None;
        self.show(article, found)
    }

    /// For each finding whether it is one of those shown: of the same rule, in the same place by now or, if it
    /// has been carried elsewhere, with the same words.
    fn known(&self, article: &Article, found: &[Finding]) -> Vec<bool> {
        let mut left: Vec<&Known> = self.shown.iter().collect();
        let mut known = vec![false; found.len()];
        let mut pass = |same: &dyn Fn(&Known, &Finding) -> bool| {
            for (n, finding) in found.iter().enumerate() {
                if known[n] {
                    continue;
                }
                if let Some(at) = left.iter().position(|it| it.rule == finding.rule && same(it, finding)) {
                    left.remove(at);
                    known[n] = true;
                }
            }
        };
        pass(&|it, finding| meet(it.span, article.in_file(finding.place)));
        pass(&|it, finding| it.words == article.words(finding.place));
        known
    }
}

/// Where `offset` is after `edit`; one inside what was replaced goes `inside` bytes behind the edit's start.
fn moved(offset: usize, edit: &Edit, inside: usize) -> usize {
    let (start, end) = (edit.span.start as usize, edit.span.end as usize);
    if end <= offset && start < offset {
        offset - (end - start) + edit.text.len()
    } else if start < offset {
        start + inside
    } else {
        offset
    }
}

/// Whether two spans share a byte or a border.
fn meet(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// Whether a finding or one of the places it names meets `stretch` of the file.
fn touches(article: &Article, finding: &Finding, stretch: Span) -> bool {
    let places = std::iter::once(finding.place).chain(finding.related.iter().map(|it| it.0));
    places.map(|it| article.in_file(it)).any(|it| meet(it, stretch))
}

/// The stretch of the file that is still being written when the last edit ended at `caret`: the sentence there,
/// unless its final stop stands before the caret, and whatever a quotation mark before it has left open.
fn being_written(article: &Article, caret: usize) -> Option<Span> {
    let (n, block) = article.block_at(caret)?;
    let start = article.whole().starts.get(n).copied()? as usize;
    if block.prose().is_empty() {
        // Metadata has lines and no sentences.
        let (before, behind) = block.source.split_at_checked(caret.checked_sub(start)?)?;
        let from = before.rfind(['\n', '\r']).map_or(0, |it| it + 1);
        let to = behind.find(['\n', '\r']).unwrap_or(behind.len());
        return Some(Span::new(start + from, caret + to));
    }
    let in_file = |it: Span| block.in_file(it, start);
    let sentence = *block.facts.sentences.iter().rfind(|it| in_file(**it).start as usize <= caret)?;
    let span = in_file(sentence);
    let behind = article.text().slice(Span::new(span.end as usize, caret));
    if span.end as usize <= caret && behind.contains(['\n', '\r']) {
        return None;
    }
    let closed = span.end as usize <= caret && is_closed(sentence.of(block.prose()));
    let open =
        block.facts.marks.trailing_open.map(|it| in_file(it.span)).filter(|it| it.start as usize <= caret);
    match (open, closed) {
        (Some(open), _) => Some(open.cover(Span::new(span.start as usize, caret))),
        (None, false) => Some(span),
        (None, true) => None,
    }
}

/// Whether a sentence ends in a stop, with or without closing marks behind it.
fn is_closed(sentence: &str) -> bool {
    let closing =
        |it: char| it.is_whitespace() || matches!(it, '»' | '«' | '”' | '“' | '"' | '’' | '\'' | ')' | ']');
    sentence.trim_end_matches(closing).ends_with(['.', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Given, Place, Severity};
    use crate::format::Plain;

    /// An article that is being edited, and a rule that minds every «ugh».
    struct Desk {
        article: Article,
        peace: Peace,
    }

    impl Desk {
        fn open(text: &str) -> Desk {
            let article = Article::parse(text, &Plain, Given::default());
            let mut peace = Peace::default();
            assert!(!peace.show(&article, &found(&article)).waiting, "all is shown on opening");
            Desk { article, peace }
        }

        /// Puts `text` in place of the bytes `from..to`, and says what words are shown and whether some wait.
        fn replace(&mut self, from: usize, to: usize, text: &str) -> (Vec<u32>, bool) {
            let edit = Edit::new(Span::new(from, to), text);
            self.article = self.article.edit(&edit).expect("in bounds");
            let shown = self.peace.after_edit(&self.article, &found(&self.article), &edit);
            (at(&self.article, &shown), shown.waiting)
        }

        fn type_at_end(&mut self, text: &str) -> (Vec<u32>, bool) {
            let end = self.article.text().len();
            self.replace(end, end, text)
        }

        fn pause(&mut self) -> Vec<u32> {
            let shown = self.peace.after_pause(&self.article, &found(&self.article));
            assert!(!shown.waiting, "nothing waits after a pause");
            at(&self.article, &shown)
        }
    }

    fn finding(rule: &'static str, severity: Severity, place: Place) -> Finding {
        Finding { rule, severity, place, message: String::new(), related: Vec::new(), fixes: Box::default() }
    }

    fn found(article: &Article) -> Vec<Finding> {
        let mut out = Vec::new();
        for (n, block) in article.blocks().iter().enumerate() {
            let text = if block.prose().is_empty() { &*block.source } else { block.prose() };
            for (start, word) in text.match_indices("ugh") {
                let place = Place { block: n as u32, span: Span::new(start, start + word.len()) };
                let (rule, severity) = ("ugh", Severity::Hint);
                out.push(finding(rule, severity, place));
            }
        }
        out
    }

    fn at(article: &Article, shown: &Shown) -> Vec<u32> {
        shown.findings.iter().map(|it| article.in_file(it.place).start).collect()
    }

    #[test]
    fn a_new_finding_waits_for_the_final_stop() {
        let mut desk = Desk::open("Dette er en setning. Her");
        assert_eq!(desk.type_at_end(" er ugh"), (vec![], true));
        assert_eq!(desk.type_at_end(" og mer"), (vec![], true));
        assert_eq!(desk.type_at_end("."), (vec![28], false));
    }

    #[test]
    fn a_pause_shows_everything() {
        let mut desk = Desk::open("Her");
        assert_eq!(desk.type_at_end(" er ugh"), (vec![], true));
        assert_eq!(desk.pause(), [7]);
        assert_eq!(desk.type_at_end(" videre"), (vec![7], false), "what is shown stays shown");
    }

    #[test]
    fn moving_on_shows_what_waited() {
        let mut desk = Desk::open("Første avsnitt er her.\n\nHer");
        assert_eq!(desk.type_at_end(" er ugh"), (vec![], true));
        assert_eq!(desk.replace(0, 0, "X"), (vec![33], false));
    }

    #[test]
    fn a_line_break_moves_on() {
        let mut desk = Desk::open("Her");
        assert_eq!(desk.type_at_end(" er ugh"), (vec![], true));
        assert_eq!(desk.type_at_end("\n"), (vec![7], false));
    }

    #[test]
    fn a_line_of_metadata_waits_until_it_is_left() {
        let mut desk = Desk::open("lang: nb\n\nNy bro\n\nBroen er åpen.\n");
        assert_eq!(desk.replace(8, 8, "ugh"), (vec![], true));
        assert_eq!(desk.replace(11, 11, "\ndate: 2020"), (vec![8], false));
    }

    #[test]
    fn an_old_finding_moves_with_its_text() {
        let mut desk = Desk::open("Her er ugh i en setning.");
        assert_eq!(desk.replace(0, 0, "Og "), (vec![10], false));
        assert_eq!(desk.replace(7, 7, "vi "), (vec![13], false));
        assert_eq!(desk.replace(13, 16, "ugh ugh"), (vec![13], true), "only the second one is new");
    }

    #[test]
    fn a_finding_that_is_gone_is_gone_at_once() {
        let mut desk = Desk::open("Her er ugh i en setning.");
        assert_eq!(desk.replace(8, 9, ""), (vec![], false));
        assert_eq!(desk.replace(8, 8, "g"), (vec![], true), "and comes back as a new one");
    }

    #[test]
    fn findings_elsewhere_do_not_wait() {
        let mut desk = Desk::open("Her gikk hun. Der gikk han.");
        let edit = Edit::new(Span::new(26, 26), " nå");
        desk.article = desk.article.edit(&edit).expect("in bounds");
        let elsewhere = Place { block: 0, span: Span::new(4, 6) };
        let (rule, severity) = ("far", Severity::Hint);
        let far = finding(rule, severity, elsewhere);
        let shown = desk.peace.after_edit(&desk.article, &[far], &edit);
        assert!(shown.findings.len() == 1 && !shown.waiting);
    }

    #[test]
    fn a_quotation_of_several_sentences_can_be_written_in_peace() {
        let mut article = Article::parse("", &Plain, Given::default());
        let mut peace = Peace::default();
        for it in "Saken er kjent.\n\n– «Vi vet ikke. Det er alt. Og mer enn det» sier Kari Berg til avisen."
            .chars()
        {
            let end = article.text().len();
            let edit = Edit::new(Span::new(end, end), it);
            article = article.edit(&edit).expect("in bounds");
            let shown = peace.after_edit(&article, &crate::rules::check(&article), &edit).findings;
            assert!(shown.iter().all(|it| it.rule != "unclosed-quote"), "{}", article.text());
        }
        let end = article.text().len();
        let edit = Edit::new(Span::new(end, end), "\n\nHun sa: «Vi vet ikke. Det");
        article = article.edit(&edit).expect("in bounds");
        assert!(peace.after_edit(&article, &crate::rules::check(&article), &edit).waiting);
    }

    #[test]
    fn every_road_ends_in_the_same_findings() {
        let text = "Her er ugh. Og ugh til.\n\nMer ugh";
        let whole = Desk::open(text).pause();
        let mut typed = Desk::open("");
        for it in text.chars() {
            typed.type_at_end(&it.to_string());
        }
        let mut backwards = Desk::open("");
        for it in text.chars().rev() {
            backwards.replace(0, 0, &it.to_string());
        }
        assert_eq!(typed.pause(), whole);
        assert_eq!(backwards.pause(), whole);
    }
}
