//! From copydesk's own types to the protocol's.

use super::capabilities::Client;
use crate::article::{Article, Finding, Severity};
use crate::desk::{self, SymbolKind};
use crate::report::annotation::certainty;
use crate::text::{Edit, Span};
use pulldown_cmark::{Event, Parser, TagEnd};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::lsp_types::{self, *};

/// Turns spans of one article into places of one document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places<'a> {
    pub article: &'a Article,
    pub client: &'a Client,
    pub uri: &'a Url,
    /// Which version of the document that is.
    pub version: i32,
}

impl Places<'_> {
    /// A place.
    pub(super) fn position(self, offset: u32) -> lsp_types::Position {
        let it = self.article.text().position(offset as usize, self.client.encoding);
        lsp_types::Position::new(it.line, it.column)
    }

    /// A stretch of the document.
    pub(super) fn range(self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// A stretch with its document.
    pub(super) fn location(self, span: Span) -> Location {
        Location::new(self.uri.clone(), self.range(span))
    }

    /// A finding.
    pub(super) fn diagnostic(self, it: &Finding) -> Diagnostic {
        let related = |it: &(crate::article::Place, String)| DiagnosticRelatedInformation {
            location: self.location(self.article.in_file(it.0)),
            message: it.1.clone(),
        };
        let related = || it.related.iter().map(related).collect();
        Diagnostic {
            range: self.range(self.article.in_file(it.place)),
            severity: Some(severity(it.severity)),
            code: Some(NumberOrString::String(it.rule.to_owned())),
            source: Some("copydesk".to_owned()),
            message: it.message.clone(),
            related_information: (self.client.related && !it.related.is_empty()).then(related),
            data: Some(it.rule.into()),
            ..Diagnostic::default()
        }
    }

    /// What the desk knows about the words at `offset`, and what is found there.
    pub(super) fn hover(self, offset: usize, shown: &[Finding]) -> Option<Hover> {
        let desk::Hover { span, markdown } = desk::hover(self.article, shown, offset)?;
        let contents = HoverContents::Markup(self.markup(markdown));
        Some(Hover { contents, range: Some(self.range(span)) })
    }

    /// Where whoever stands at `offset` is introduced.
    pub(super) fn definition(self, offset: usize) -> Option<GotoDefinitionResponse> {
        let target = desk::definition(self.article, offset)?;
        if !self.client.links {
            return Some(GotoDefinitionResponse::Scalar(self.location(target)));
        }
        let origin = desk::hover(self.article, &[], offset).map(|it| it.span);
        let link = LocationLink {
            origin_selection_range: origin.map(|it| self.range(it)),
            target_uri: self.uri.clone(),
            target_range: self.range(target),
            target_selection_range: self.range(target),
        };
        Some(GotoDefinitionResponse::Link(vec![link]))
    }

    /// Every place that names whoever stands at `offset`, with or without the one that introduces them.
    pub(super) fn references(self, offset: usize, with_declaration: bool) -> Vec<Location> {
        let mut spans = desk::references(self.article, offset);
        if !with_declaration && let Some(declaration) = desk::definition(self.article, offset) {
            spans.retain(|it| !it.overlaps(declaration));
        }
        spans.into_iter().map(|it| self.location(it)).collect()
    }

    /// The same places, to be marked.
    pub(super) fn highlights(self, offset: usize) -> Vec<DocumentHighlight> {
        let mark = |it| DocumentHighlight { range: self.range(it), kind: Some(DocumentHighlightKind::TEXT) };
        desk::references(self.article, offset).into_iter().map(mark).collect()
    }

    /// The name at `offset` that can be changed, or why there is none.
    pub(super) fn renamed(self, offset: usize) -> Result<PrepareRenameResponse> {
        let (span, placeholder) = desk::renamed(self.article, offset).map_err(refused)?;
        Ok(PrepareRenameResponse::RangeWithPlaceholder { range: self.range(span), placeholder })
    }

    /// What gives the person named at `offset` another name, or why nothing does.
    pub(super) fn rename(self, offset: usize, new: &str) -> Result<WorkspaceEdit> {
        Ok(self.changes(desk::rename(self.article, offset, new).map_err(refused)?))
    }

    /// What mends the findings that `within` reaches.
    pub(super) fn fixes(self, shown: &[Finding], within: Span) -> CodeActionResponse {
        let action = |it: desk::Mending<'_>| CodeAction {
            title: it.fix.label.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![self.diagnostic(it.finding)]),
            is_preferred: it.only.then_some(true),
            edit: Some(self.changes(it.edits)),
            ..CodeAction::default()
        };
        let fixes = desk::fixes(self.article, shown, within);
        fixes.into_iter().map(|it| CodeActionOrCommand::CodeAction(action(it))).collect()
    }

    /// Other words for the dates that `within` touches.
    pub(super) fn rewritings(self, within: Span) -> CodeActionResponse {
        let action = |it: desk::Rewriting| CodeAction {
            title: it.title,
            kind: Some(CodeActionKind::REFACTOR_REWRITE),
            edit: Some(self.changes(vec![it.edit])),
            ..CodeAction::default()
        };
        let rewritings = desk::rewritings(self.article, within);
        rewritings.into_iter().map(|it| CodeActionOrCommand::CodeAction(action(it))).collect()
    }

    /// What stands between the words of `within`.
    pub(super) fn hints(self, within: Span, wanted: desk::Wanted) -> Vec<InlayHint> {
        let hint = |it: desk::Hint| InlayHint {
            position: self.position(it.offset),
            label: InlayHintLabel::String(it.label),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::MarkupContent(self.markup(it.why))),
            padding_left: Some(!it.opens),
            padding_right: Some(it.opens),
            data: None,
        };
        desk::hints(self.article, within, wanted).into_iter().map(hint).collect()
    }

    /// The timeline: what happens when, in the order of time.
    pub(super) fn timeline(self) -> Value {
        let entities = &self.article.whole().entities;
        let line = |it: desk::Dated| {
            let names = it.participants.iter().map(|it| &*entities[it.0 as usize].name);
            let verb = it.verb.map(|it| self.article.text().slice(it));
            json!({
                "uri": self.uri,
                "date": it.date,
                "label": it.label,
                "certainty": certainty(it.certainty),
                "text": it.text,
                "verb": verb,
                "participants": names.collect::<Vec<_>>(),
                "range": self.range(it.span),
                "selectionRange": self.range(it.timex),
            })
        };
        desk::timeline(self.article).into_iter().map(line).collect()
    }

    /// Edits of this version of the document.
    fn changes(self, edits: Vec<Edit>) -> WorkspaceEdit {
        let edits = edits.into_iter().map(|it| TextEdit::new(self.range(it.span), it.text));
        if !self.client.versioned {
            return WorkspaceEdit::new([(self.uri.clone(), edits.collect())].into());
        }
        let text_document =
            OptionalVersionedTextDocumentIdentifier { uri: self.uri.clone(), version: Some(self.version) };
        let edits = edits.map(OneOf::Left).collect();
        let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
        WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
    }

    /// Markdown, or plain text for a client that shows none.
    fn markup(self, markdown: String) -> MarkupContent {
        if self.client.markdown {
            MarkupContent { kind: MarkupKind::Markdown, value: markdown }
        } else {
            MarkupContent { kind: MarkupKind::PlainText, value: plain(&markdown) }
        }
    }

    /// The outline, in levels or flat.
    pub(super) fn outline(self) -> DocumentSymbolResponse {
        let outline = desk::outline(self.article);
        if self.client.levels {
            return DocumentSymbolResponse::Nested(outline.iter().map(|it| self.symbol(it)).collect());
        }
        let mut flat = Vec::new();
        self.flatten(&outline, None, &mut flat);
        DocumentSymbolResponse::Flat(flat)
    }

    #[expect(deprecated, reason = "the protocol's type still has the field")]
    fn symbol(self, it: &desk::Symbol) -> DocumentSymbol {
        let children: Vec<_> = it.children.iter().map(|it| self.symbol(it)).collect();
        DocumentSymbol {
            name: symbol_name(&it.name),
            detail: (!it.detail.is_empty()).then(|| it.detail.clone()),
            kind: symbol_kind(it.kind),
            tags: None,
            deprecated: None,
            // Clients refuse a name that lies outside what it names.
            range: self.range(it.span.cover(it.name_span)),
            selection_range: self.range(it.name_span),
            children: (!children.is_empty()).then_some(children),
        }
    }

    #[expect(deprecated, reason = "the protocol's type still has the field")]
    fn flatten(self, list: &[desk::Symbol], container: Option<&str>, out: &mut Vec<SymbolInformation>) {
        for it in list {
            out.push(SymbolInformation {
                name: symbol_name(&it.name),
                kind: symbol_kind(it.kind),
                tags: None,
                deprecated: None,
                location: self.location(it.span),
                container_name: container.map(str::to_owned),
            });
            self.flatten(&it.children, Some(&it.name), out);
        }
    }
}

/// A request that cannot be met, with the reason in the writer's language.
fn refused(it: desk::Refusal) -> Error {
    /// `RequestFailed` of the protocol.
    const FAILED: i64 = -32803;
    Error { code: ErrorCode::ServerError(FAILED), message: it.0.into(), data: None }
}

/// What is worth a look is shown as information: as a hint, several editors would not list it at all.
fn severity(it: Severity) -> DiagnosticSeverity {
    match it {
        Severity::Hint => DiagnosticSeverity::INFORMATION,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Error => DiagnosticSeverity::ERROR,
    }
}

/// The protocol knows only what programs are made of. What is text is a string, as headings are elsewhere, too;
/// for people, a key is the least odd of the rest.
fn symbol_kind(it: SymbolKind) -> lsp_types::SymbolKind {
    match it {
        SymbolKind::Headline | SymbolKind::Subhead | SymbolKind::Quotation => lsp_types::SymbolKind::STRING,
        SymbolKind::Speaker => lsp_types::SymbolKind::KEY,
    }
}

/// Clients refuse a symbol without a name.
fn symbol_name(it: &str) -> String {
    if it.trim().is_empty() { "–".to_owned() } else { it.to_owned() }
}

/// A Markdown text for a client that shows none.
fn plain(markdown: &str) -> String {
    let mut out = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(it) | Event::Code(it) => out.push_str(&it),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak | Event::End(TagEnd::Item) if !out.ends_with('\n') => out.push('\n'),
            Event::Start(pulldown_cmark::Tag::Item) => out.push_str("- "),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_)) => out.push_str("\n\n"),
            Event::Rule => out.push_str("\n\n"),
            _ => {}
        }
    }
    out.trim_end().replace("\n\n\n", "\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_plain() {
        assert_eq!(
            plain("**Kari Berg**, *ordfører*\n\nNevnt `3` ganger"),
            "Kari Berg, ordfører\n\nNevnt 3 ganger"
        );
        assert_eq!(plain("Sa:\n\n- én\n- to\n\nSlutt"), "Sa:\n\n- én\n- to\n\nSlutt");
    }

    #[test]
    fn a_fix_is_an_edit_of_one_version_bound_to_its_diagnostic() {
        use crate::article::{Fix, Given, Place};
        let article = Article::parse("Kari Ericsen kom.", &crate::format::Plain, Given::default());
        let client = Client { actions: true, versioned: true, ..Client::new(&ClientCapabilities::default()) };
        let uri = Url::parse("file:///desk/a.txt").expect("an address");
        let places = Places { article: &article, client: &client, uri: &uri, version: 7 };
        let place = Place { block: 0, span: Span::new(5, 12) };
        let fix =
            |name: &str| Fix { label: format!("Skriv {name}"), edits: [(place, name.to_owned())].into() };
        let finding = |fixes: Box<[Fix]>| Finding {
            rule: "name-spelling",
            severity: Severity::Warning,
            place,
            message: "Eriksen eller Ericsen?".to_owned(),
            related: Vec::new(),
            fixes,
        };
        let all = [finding([fix("Eriksen")].into()), finding([fix("Eriksen"), fix("Erichsen")].into())];
        let actions = places.fixes(&all, Span::new(8, 8));
        let actions: Vec<&CodeAction> = actions
            .iter()
            .filter_map(|it| if let CodeActionOrCommand::CodeAction(it) = it { Some(it) } else { None })
            .collect();
        let shown: Vec<_> = actions.iter().map(|it| (it.title.as_str(), it.is_preferred)).collect();
        assert_eq!(shown, [("Skriv Eriksen", Some(true)), ("Skriv Eriksen", None), ("Skriv Erichsen", None)]);
        assert_eq!(actions[0].diagnostics, Some(vec![places.diagnostic(&all[0])]));
        let edit = serde_json::to_value(&actions[0].edit).expect("it is JSON");
        let changed = &edit["documentChanges"][0];
        assert_eq!(changed["textDocument"]["version"], 7);
        assert_eq!(changed["edits"][0]["newText"], "Eriksen");
        assert_eq!(changed["edits"][0]["range"]["start"]["character"], 5);
        assert!(places.fixes(&all, Span::new(13, 15)).is_empty());
    }
}
