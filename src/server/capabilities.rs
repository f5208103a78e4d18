//! What the client can do, and what the server says it can do for it.

use crate::text::Encoding;
use tower_lsp::lsp_types::*;

/// What of the client's capabilities matters here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    /// What columns count.
    pub encoding: Encoding,
    /// It asks for diagnostics, and can be told when to ask again.
    pub pull: bool,
    /// It shows Markdown in hovers.
    pub markdown: bool,
    /// It takes links for definitions.
    pub links: bool,
    /// It takes an outline of several levels.
    pub levels: bool,
    /// It shows other places that matter to a diagnostic.
    pub related: bool,
    /// It takes fixes as they are, and not only as commands.
    pub actions: bool,
    /// It asks what can be renamed before it asks for a new name.
    pub prepares: bool,
    /// It takes edits that say which version of a text they are for.
    pub versioned: bool,
    /// It can be asked for its settings.
    pub settings: bool,
    /// It can be asked to tell when they change.
    pub tells: bool,
    /// It can be told to ask for hints again.
    pub hints: bool,
}

impl Client {
    /// Reads what a client says of itself.
    pub(super) fn new(it: &ClientCapabilities) -> Client {
        let text = it.text_document.clone().unwrap_or_default();
        let workspace = it.workspace.clone().unwrap_or_default();
        let refresh = workspace.diagnostic.and_then(|it| it.refresh_support);
        let formats = text.hover.and_then(|it| it.content_format).unwrap_or_default();
        let links = text.definition.and_then(|it| it.link_support);
        let levels = text.document_symbol.and_then(|it| it.hierarchical_document_symbol_support);
        let related = text.publish_diagnostics.and_then(|it| it.related_information);
        let prepares = text.rename.and_then(|it| it.prepare_support);
        let versioned = workspace.workspace_edit.and_then(|it| it.document_changes);
        let tells = workspace.did_change_configuration.and_then(|it| it.dynamic_registration);
        let hints = workspace.inlay_hint.and_then(|it| it.refresh_support);
        Client {
            encoding: encoding(it),
            pull: text.diagnostic.is_some() && refresh == Some(true),
            markdown: formats.contains(&MarkupKind::Markdown),
            links: links == Some(true),
            levels: levels == Some(true),
            related: related == Some(true),
            actions: text.code_action.is_some_and(|it| it.code_action_literal_support.is_some()),
            prepares: prepares == Some(true),
            versioned: versioned == Some(true),
            settings: workspace.configuration == Some(true),
            tells: tells == Some(true),
            hints: hints == Some(true),
        }
    }
}

/// UTF-8 where the client offers it, since that is what the text counts; else the protocol's own UTF-16; UTF-32
/// for a client that offers nothing else.
fn encoding(it: &ClientCapabilities) -> Encoding {
    let offered = it.general.as_ref().and_then(|it| it.position_encodings.as_deref()).unwrap_or_default();
    let offers = |kind: PositionEncodingKind| offered.contains(&kind);
    if offers(PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if offers(PositionEncodingKind::UTF32) && !offers(PositionEncodingKind::UTF16) {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}

/// The command that answers with the timeline of a document, whose URI is its only argument.
pub(super) const TIMELINE: &str = "copydesk.timeline";

/// What the server can do for `client`.
pub(super) fn server(client: &Client) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        ..TextDocumentSyncOptions::default()
    };
    let rename =
        RenameOptions { prepare_provider: Some(true), work_done_progress_options: Default::default() };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE]),
        ..CodeActionOptions::default()
    };
    let diagnostics = DiagnosticOptions { identifier: Some("copydesk".to_owned()), ..Default::default() };
    let capabilities = ServerCapabilities {
        position_encoding: Some(match client.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        rename_provider: Some(if client.prepares { OneOf::Right(rename) } else { OneOf::Left(true) }),
        code_action_provider: client.actions.then_some(CodeActionProviderCapability::Options(actions)),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![TIMELINE.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        diagnostic_provider: client.pull.then_some(DiagnosticServerCapabilities::Options(diagnostics)),
        ..ServerCapabilities::default()
    };
    let info = ServerInfo {
        name: env!("CARGO_PKG_NAME").to_owned(),
        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
    };
    InitializeResult { capabilities, server_info: Some(info) }
}
