//! The language server: the only folder that has heard of LSP, tokio and tower.
//!
//! A handler does nothing before its first `.await` but send a message to the desk thread, which owns the
//! documents; tower-lsp polls handlers first in the order in which their messages arrived, so the desk gets them
//! in that order. No handler ever waits for the client, and whatever the server says by itself goes through an
//! unbounded outbox, so nothing can wait in a circle.
//! Nothing of an article is ever logged.
#![allow(clippy::disallowed_methods, reason = "the server has a clock, which the core has not")]

mod capabilities;
mod documents;
mod from_proto;
mod guard;
mod open;
mod preferences;
#[cfg(debug_assertions)]
mod probe;
mod to_proto;
mod wire;

use crate::{article, format, language, rules};
use capabilities::{Client, TIMELINE};
use documents::{Inbox, Message};
use from_proto::Actions;
use guard::{Ending, Guard};
use open::View;
use serde_json::Value;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{mpsc, oneshot};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::*;
use tower_lsp::{LanguageServer, LspService, Server};
use wire::{Input, Outbox, Output};

/// How a server behaves.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long a writer rests before findings in the sentence being written are shown.
    pub pause: Duration,
    /// Texts of more bytes than this are read on a thread of their own.
    pub large: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { pause: Duration::from_secs(1), large: 1 << 20 }
    }
}

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The client had asked for `shutdown`.
    Orderly,
    /// It had not.
    Abrupt,
}

impl From<End> for ExitCode {
    fn from(it: End) -> ExitCode {
        match it {
            End::Orderly => ExitCode::SUCCESS,
            End::Abrupt => ExitCode::FAILURE,
        }
    }
}

/// How long the server goes on when the client has said its last word: enough for every answer that is worth
/// waiting for. A client that takes no answers must not keep it longer.
const GRACE: Duration = Duration::from_secs(5);

/// Serves one client until it says `exit` or its end of the connection closes.
pub async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite, settings: Settings) -> End {
    let (outbox, socket) = Outbox::new();
    let Ok(inbox) = Inbox::start(outbox, settings) else { return End::Abrupt };
    let ending = Arc::new(Ending::default());
    let hurry = inbox.sender();
    let replies = inbox.sender();
    // The desk is gone only when the connection is.
    let socket = socket.hearing(move |it| _ = replies.send(Message::Reply(it)));
    let (to, heard) = mpsc::unbounded_channel();
    // The service's own way to the client is not used, see `wire.rs`.
    let service = LspService::build(|_| Desk { inbox });
    #[cfg(debug_assertions)]
    let service = probe::add(service);
    let (service, _) = service.finish();
    let service = Guard::new(service, Arc::clone(&ending));
    let server = Server::new(Input::new(heard, Arc::clone(&ending)), Output::new(output), socket);
    // A request may wait for a large text. However many do, what comes behind them must not.
    let served = server.concurrency_level(usize::MAX).serve(service);
    let mut exit = ending.exit.subscribe();
    let limit = async {
        tokio::select! {
            () = wire::listen(input, to) => {}
            _ = exit.wait_for(|it| *it) => {}
        }
        let _ = hurry.send(Message::Hurry);
        after(GRACE).await;
    };
    tokio::select! {
        () = served => {}
        () = limit => {}
    }
    if ending.shutdown.load(Ordering::Relaxed) { End::Orderly } else { End::Abrupt }
}

/// Waits, on any runtime, with or without a clock.
async fn after(time: Duration) {
    let (alarm, it) = oneshot::channel::<()>();
    let wait = move || {
        std::thread::sleep(time);
        drop(alarm);
    };
    // Without a thread to wait on, the time is up.
    let _ = std::thread::Builder::new().name("grace".to_owned()).spawn(wait);
    let _ = it.await;
}

/// Serves one client on standard input and output.
pub fn run() -> ExitCode {
    // What a panic says may hold words of an article; where it happened does not.
    std::panic::set_hook(Box::new(|it| {
        let place = it.location().map_or((String::new(), 0), |it| {
            (it.file().rsplit(['/', '\\']).next().unwrap_or_default().to_owned(), it.line())
        });
        let _ = writeln!(std::io::stderr(), "copydesk: internal error at {}:{}", place.0, place.1);
    }));
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else { return ExitCode::FAILURE };
    let end = runtime.block_on(serve(tokio::io::stdin(), tokio::io::stdout(), Settings::default()));
    // The thread that reads standard input may still wait for the client, and must not keep the process.
    runtime.shutdown_background();
    end.into()
}

/// The service: passes everything on to the desk thread.
#[derive(Debug)]
struct Desk {
    inbox: Inbox,
}

impl Desk {
    /// Asks the desk thread about a document. Sent at once, before the answer is awaited; `None` if there is no
    /// such document.
    fn ask<T, F>(&self, uri: Url, question: F) -> impl Future<Output = Result<Option<T>>> + use<T, F>
    where
        T: Send + 'static,
        F: FnOnce(View<'_>) -> T + Send + 'static,
    {
        let (tx, rx) = oneshot::channel();
        let ask = move |view: Option<View<'_>>| {
            // Cancelled: nobody waits for the answer.
            if !tx.is_closed() {
                let _ = tx.send(view.map(question));
            }
        };
        self.inbox.tell(Message::Ask { uri, ask: Box::new(ask) });
        async { rx.await.map_err(|_| Error::internal_error()) }
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Desk {
    async fn initialize(&self, it: InitializeParams) -> Result<InitializeResult> {
        let client = Client::new(&it.capabilities);
        self.inbox.tell(Message::Begin(client, it.initialization_options.unwrap_or_default()));
        Ok(capabilities::server(&client))
    }

    async fn initialized(&self, _: InitializedParams) {
        self.inbox.tell(Message::Begun);
        // Languages take a moment to load; the writer need not wait for it.
        let _ = std::thread::Builder::new().name("warm-up".to_owned()).spawn(warm_up);
    }

    async fn shutdown(&self) -> Result<()> {
        let (tx, rx) = oneshot::channel();
        self.inbox.tell(Message::Settle(tx));
        let _ = rx.await;
        Ok(())
    }

    async fn did_change_configuration(&self, it: DidChangeConfigurationParams) {
        self.inbox.tell(Message::Prefer(it.settings));
    }

    async fn did_open(&self, it: DidOpenTextDocumentParams) {
        let TextDocumentItem { uri, language_id, version, text } = it.text_document;
        self.inbox.tell(Message::Open { uri, language: language_id, version, text });
    }

    async fn did_change(&self, it: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = it.text_document;
        self.inbox.tell(Message::Change { uri, version, changes: from_proto::changes(it.content_changes) });
    }

    async fn did_close(&self, it: DidCloseTextDocumentParams) {
        self.inbox.tell(Message::Close(it.text_document.uri));
    }

    async fn hover(&self, it: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = it.text_document_position_params;
        let hover = self.ask(text_document.uri, move |mut view| view.hover(position));
        Ok(hover.await?.flatten())
    }

    async fn goto_definition(&self, it: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = it.text_document_position_params;
        let found = self.ask(text_document.uri, move |mut view| {
            let (places, offset) = view.at(position)?;
            places.definition(offset)
        });
        Ok(found.await?.flatten())
    }

    async fn references(&self, it: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = it.text_document_position;
        let with_declaration = it.context.include_declaration;
        let found = self.ask(text_document.uri, move |mut view| {
            let (places, offset) = view.at(position)?;
            Some(places.references(offset, with_declaration))
        });
        Ok(found.await?.flatten())
    }

    async fn document_highlight(
        &self,
        it: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = it.text_document_position_params;
        let found = self.ask(text_document.uri, move |mut view| {
            let (places, offset) = view.at(position)?;
            Some(places.highlights(offset))
        });
        Ok(found.await?.flatten())
    }

    async fn document_symbol(&self, it: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(it.text_document.uri, |mut view| view.places().outline()).await
    }

    async fn inlay_hint(&self, it: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let hints = self.ask(it.text_document.uri, move |mut view| view.hints(it.range));
        Ok(hints.await?.flatten())
    }

    async fn prepare_rename(&self, it: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let named = self.ask(it.text_document.uri, move |mut view| {
            let (places, offset) = view.at(it.position)?;
            Some(places.renamed(offset))
        });
        named.await?.flatten().transpose()
    }

    async fn rename(&self, it: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let TextDocumentPositionParams { text_document, position } = it.text_document_position;
        let edit = self.ask(text_document.uri, move |mut view| {
            let (places, offset) = view.at(position)?;
            Some(places.rename(offset, &it.new_name))
        });
        edit.await?.flatten().transpose()
    }

    async fn code_action(&self, it: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let wanted = Actions::new(it.context.only.as_deref());
        let actions = self.ask(it.text_document.uri, move |mut view| view.actions(it.range, wanted));
        Ok(actions.await?.flatten())
    }

    async fn execute_command(&self, it: ExecuteCommandParams) -> Result<Option<Value>> {
        if it.command != TIMELINE {
            return Err(Error::invalid_params(format!("copydesk has no command {}", it.command)));
        }
        let uri = it.arguments.first().and_then(Value::as_str).and_then(|it| Url::parse(it).ok());
        let Some(uri) = uri else { return Err(Error::invalid_params("the command takes a document's URI")) };
        self.ask(uri, |mut view| view.places().timeline()).await
    }

    async fn diagnostic(&self, it: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let previous = it.previous_result_id;
        let same = previous.clone();
        let report = self.ask(it.text_document.uri, move |mut view| view.report(previous.as_deref()));
        let report = report.await?.unwrap_or_else(|| open::report(Vec::new(), same.as_deref()));
        Ok(DocumentDiagnosticReportResult::Report(report))
    }
}

/// Loads the languages and whatever else the first article would have to wait for.
fn warm_up() {
    for code in language::codes() {
        let _ = language::language(code);
    }
    rules::check(&article::Article::parse("«Hei», sa Kari.", &format::Plain, article::Given::default()));
}
