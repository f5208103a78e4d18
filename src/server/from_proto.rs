//! From the protocol's types to copydesk's own.

use crate::format::{self, Format, Markdown};
use crate::text::Position;
use tower_lsp::lsp_types::{self, TextDocumentContentChangeEvent, Url};

/// One change of a text as the client tells it.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// What is replaced; everything if nothing is said.
    pub range: Option<(Position, Position)>,
    pub text: String,
}

/// A place.
pub(super) fn position(it: lsp_types::Position) -> Position {
    Position { line: it.line, column: it.character }
}

/// The changes of one notification, in order; each counts from the text that the one before it left.
pub(super) fn changes(list: Vec<TextDocumentContentChangeEvent>) -> Vec<Change> {
    let change = |it: TextDocumentContentChangeEvent| Change {
        range: it.range.map(|it| (position(it.start), position(it.end))),
        text: it.text,
    };
    list.into_iter().map(change).collect()
}

/// The format of a document: what the editor calls its language, else what its name says.
pub(super) fn format(language_id: &str, uri: &Url) -> &'static dyn Format {
    match language_id {
        "markdown" => &Markdown,
        _ => format::by_name(name(uri)),
    }
}

/// The path of a document's file, or what its address has for one.
pub(super) fn path(uri: &Url) -> String {
    uri.to_file_path().map_or_else(|()| uri.path().to_owned(), |it| it.to_string_lossy().into_owned())
}

/// The last part of a document's address, as messages name it.
pub(super) fn name(uri: &Url) -> &str {
    uri.path().rsplit('/').next().unwrap_or_default()
}
