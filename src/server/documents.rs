//! The desk thread: it alone owns the documents.
//!
//! Messages come in through one channel in the order in which the client sent them, and are handled in that
//! order, one at a time. Nothing else ever touches a document, so there is no lock and no race; a request is
//! answered from the article of its own moment. When the channel is empty, the documents that changed are
//! checked and their findings published: edits that come faster than that are published once, as the newest.
//! A large text is read on a thread of its own, and whatever comes for it meanwhile waits until it is read.

use super::Settings;
use super::capabilities::Client;
use super::from_proto::{self, Change};
use super::open::{Open, View};
use super::preferences::Preferences;
use super::wire::Outbox;
use crate::format::Format;
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Id, Response};
use tower_lsp::lsp_types::{
    ConfigurationItem, ConfigurationParams, Diagnostic, MessageType, PublishDiagnosticsParams, Registration,
    RegistrationParams, ShowMessageParams, Url,
};

/// What the desk thread can be told.
pub(super) enum Message {
    /// Who the client is, and what settings it begins with. The first message.
    Begin(Client, Value),
    /// The client may be spoken to.
    Begun,
    /// Settings have changed, to these unless the client can be asked for them.
    Prefer(Value),
    /// The client answers something.
    Reply(Response),
    Open {
        uri: Url,
        language: String,
        version: i32,
        text: String,
    },
    Change {
        uri: Url,
        version: i32,
        changes: Vec<Change>,
    },
    Close(Url),
    Ask {
        uri: Url,
        ask: Ask,
    },
    /// The large text that was given this ticket has been read; or nothing, if reading it failed.
    Read {
        uri: Url,
        ticket: u64,
        open: Option<Box<Open>>,
        /// By which it was read and looked at.
        preferences: Preferences,
    },
    /// Check and publish what has changed, and tell when it is on its way.
    Settle(oneshot::Sender<()>),
    /// Wait for no text that is being read any more.
    Hurry,
    Stop,
    /// Panic while handling this document.
    #[cfg(debug_assertions)]
    Panic(Url),
}

/// A question about a document: answers itself, with nothing if there is no such document.
pub(super) type Ask = Box<dyn FnOnce(Option<View<'_>>) + Send>;

/// How to reach the desk thread, which ends when this is dropped.
#[derive(Debug)]
pub(super) struct Inbox(Sender<Message>);

impl Inbox {
    /// Starts a desk thread that speaks through `outbox`.
    pub(super) fn start(outbox: Outbox, settings: Settings) -> std::io::Result<Inbox> {
        let (sender, messages) = mpsc::channel();
        let inbox = Inbox(sender.clone());
        let desk = Desk {
            messages,
            sender,
            outbox,
            settings,
            client: None,
            first: Preferences::default(),
            preferences: Preferences::default(),
            asked: None,
            documents: FxHashMap::default(),
            changed: VecDeque::new(),
            waiting: Vec::new(),
            last_ticket: 0,
            hurry: false,
        };
        thread::Builder::new().name("desk".to_owned()).stack_size(STACK).spawn(move || desk.run())?;
        Ok(inbox)
    }

    /// Tells the desk something; never waits.
    pub(super) fn tell(&self, message: Message) {
        // The desk is gone only when the connection is.
        let _ = self.0.send(message);
    }

    /// Another way to tell the desk something, which does not keep it alive.
    pub(super) fn sender(&self) -> Sender<Message> {
        self.0.clone()
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        self.tell(Message::Stop);
    }
}

/// Enough for deeply nested markup.
const STACK: usize = 16 << 20;

struct Desk {
    messages: Receiver<Message>,
    sender: Sender<Message>,
    outbox: Outbox,
    settings: Settings,
    client: Option<Client>,
    /// The preferences that hold where the settings say nothing.
    first: Preferences,
    preferences: Preferences,
    /// Under which number the client's settings will come.
    asked: Option<i64>,
    documents: FxHashMap<Url, Document>,
    /// Documents that changed since they were last published, in the order in which they did.
    changed: VecDeque<Url>,
    /// Documents in which findings wait for a pause.
    waiting: Vec<Url>,
    last_ticket: u64,
    hurry: bool,
}

struct Document {
    version: i32,
    format: &'static dyn Format,
    /// Whether it is among the desk's changed ones.
    changed: bool,
    state: State,
}

enum State {
    /// It is being read; what comes for it waits.
    Reading {
        ticket: u64,
        backlog: Vec<Message>,
    },
    Open(Box<Open>),
    /// Editor and desk do not agree on its text, or it could not be read. A whole text mends that.
    Lost,
}

impl Desk {
    fn run(mut self) {
        loop {
            let message = match self.messages.try_recv() {
                Ok(message) => message,
                Err(TryRecvError::Disconnected) => return,
                Err(TryRecvError::Empty) => match self.changed.pop_front() {
                    Some(uri) => {
                        self.guarded(&uri, |it| it.settle(&uri));
                        continue;
                    }
                    None => match self.sleep() {
                        Some(message) => message,
                        None => continue,
                    },
                },
            };
            if matches!(message, Message::Stop) {
                return;
            }
            self.take(message);
        }
    }

    /// Waits for a message or the next pause, and says so to the writers who have paused.
    fn sleep(&mut self) -> Option<Message> {
        let (documents, pause) = (&self.documents, self.settings.pause);
        let due = |it: &Url| Some((documents.get(it)?.due(pause)?, it.clone()));
        self.waiting.retain(|it| due(it).is_some());
        let Some((due, uri)) = self.waiting.iter().filter_map(due).min() else {
            return self.messages.recv().ok().or(Some(Message::Stop));
        };
        match self.messages.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Ok(message) => return Some(message),
            Err(RecvTimeoutError::Disconnected) => return Some(Message::Stop),
            Err(RecvTimeoutError::Timeout) => {}
        }
        self.guarded(&uri, |it| {
            let rules = it.preferences.rules;
            if let Some(open) = it.open(&uri) {
                open.pause(&rules);
            }
            it.publish(&uri, true);
        });
        None
    }

    /// Handles a message; a panic costs its document and no more.
    fn take(&mut self, message: Message) {
        match message {
            Message::Ask { uri, ask } => self.ask(uri, ask),
            Message::Open { ref uri, .. }
            | Message::Change { ref uri, .. }
            | Message::Close(ref uri)
            | Message::Read { ref uri, .. } => {
                let uri = uri.clone();
                self.guarded(&uri, |it| it.handle(message));
            }
            Message::Begin(client, settings) => {
                self.client = Some(client);
                self.prefer(&settings);
                self.first = self.preferences;
            }
            Message::Begun => self.begun(),
            // Many clients tell that something has changed, and not what.
            Message::Prefer(_) if self.client.is_some_and(|it| it.settings) => self.ask_settings(),
            Message::Prefer(settings) => self.prefer(&settings),
            Message::Reply(reply) => {
                if let (Some(Id::Number(id)), Some(result)) = (Some(reply.id()), reply.result())
                    && self.asked == Some(*id)
                {
                    self.asked = None;
                    let settings = result.get(0).unwrap_or(&Value::Null).clone();
                    self.prefer(&settings);
                }
            }
            Message::Settle(done) => {
                while let Some(uri) = self.changed.pop_front() {
                    self.guarded(&uri, |it| it.settle(&uri));
                }
                self.outbox.mark(done);
            }
            Message::Hurry => {
                self.hurry = true;
                let reading = self.documents.values_mut().filter_map(|it| match &mut it.state {
                    State::Reading { backlog, .. } => Some(std::mem::take(backlog)),
                    _ => None,
                });
                dismiss(reading.flatten());
            }
            Message::Stop => {}
            #[cfg(debug_assertions)]
            Message::Panic(uri) => self.guarded(&uri, |_| panic!("asked for")),
        }
    }

    /// Asks the client for its settings, and to tell when they change.
    fn begun(&mut self) {
        if self.client.is_some_and(|it| it.tells) {
            let method = "workspace/didChangeConfiguration";
            let it =
                Registration { id: "settings".to_owned(), method: method.to_owned(), register_options: None };
            self.outbox.ask("client/registerCapability", RegistrationParams { registrations: vec![it] });
        }
        self.ask_settings();
    }

    fn ask_settings(&mut self) {
        if self.client.is_some_and(|it| it.settings) {
            let item = ConfigurationItem { scope_uri: None, section: Some("copydesk".to_owned()) };
            let params = ConfigurationParams { items: vec![item] };
            self.asked = Some(self.outbox.ask("workspace/configuration", params));
        }
    }

    /// Heeds the client's settings. What they do not say is as it was in the beginning.
    fn prefer(&mut self, settings: &Value) {
        let (new, complaints) = self.first.with(settings);
        let old = std::mem::replace(&mut self.preferences, new);
        for complaint in complaints {
            let message = format!("copydesk: {complaint}");
            let params = ShowMessageParams { typ: MessageType::WARNING, message };
            self.outbox.notify("window/showMessage", params);
        }
        if old.hints != new.hints && self.client.is_some_and(|it| it.hints) {
            self.outbox.request("workspace/inlayHint/refresh");
        }
        let given = !old.gives_as(&new);
        if old.rules == new.rules && !given {
            return;
        }
        let mut open: Vec<Url> = self.documents.keys().cloned().collect();
        open.sort();
        open.retain(|uri| {
            let Some(open) = self.open(uri) else { return false };
            if given {
                open.give(new.given(&from_proto::path(uri)));
            } else {
                open.forget();
            }
            true
        });
        open.iter().for_each(|it| self.has_changed(it));
        if self.client.is_some_and(|it| it.pull) && !open.is_empty() {
            self.outbox.request("workspace/diagnostic/refresh");
        }
    }

    fn guarded(&mut self, uri: &Url, handle: impl FnOnce(&mut Desk)) {
        if catch_unwind(AssertUnwindSafe(|| handle(self))).is_err() {
            self.lose(uri, "an internal error");
        }
    }

    fn handle(&mut self, message: Message) {
        match message {
            Message::Open { uri, language, version, text } => {
                let format = from_proto::format(&language, &uri);
                let document = Document { version, format, changed: false, state: State::Lost };
                if let Some(before) = self.documents.insert(uri.clone(), document) {
                    before.dismiss();
                }
                self.read(&uri, text);
            }
            Message::Change { uri, version, changes } => self.change(uri, version, changes),
            Message::Close(uri) => {
                if let Some(document) = self.documents.remove(&uri) {
                    document.dismiss();
                    if self.client.is_some_and(|it| !it.pull) {
                        self.send(&uri, Vec::new(), None);
                    }
                }
            }
            Message::Read { uri, ticket, open, preferences } => {
                self.have_read(&uri, ticket, open, preferences)
            }
            _ => {}
        }
    }

    /// Answers a question. A question that panics answers itself with an error and leaves the document, which
    /// it could not change, as it is.
    fn ask(&mut self, uri: Url, ask: Ask) {
        let document = self.documents.get_mut(&uri);
        if let Some(Document { state: State::Reading { backlog, .. }, .. }) = document
            && !self.hurry
        {
            backlog.push(Message::Ask { uri, ask });
            return;
        }
        let version = document.as_ref().map_or(0, |it| it.version);
        let open = document.and_then(Document::open);
        let preferences = &self.preferences;
        let view = match (open, &self.client) {
            (Some(open), Some(client)) => Some(View { open, client, preferences, uri: &uri, version }),
            _ => None,
        };
        let _ = catch_unwind(AssertUnwindSafe(|| ask(view)));
        // A question may have looked at new findings and held some back.
        self.watch(&uri);
    }

    fn change(&mut self, uri: Url, version: i32, mut changes: Vec<Change>) {
        let Some(client) = self.client else { return };
        let large = self.settings.large;
        let Some(document) = self.documents.get_mut(&uri) else { return };
        match &mut document.state {
            State::Reading { backlog, .. } => {
                backlog.push(Message::Change { uri, version, changes });
                return;
            }
            State::Lost => {
                document.version = version;
                // The last whole text among the changes is one both sides know again.
                let Some(whole) = changes.iter().rposition(|it| it.range.is_none()) else { return };
                let rest = changes.split_off(whole + 1);
                let Some(whole) = changes.pop() else { return };
                self.read(&uri, whole.text);
                if !rest.is_empty() {
                    self.change(uri, version, rest);
                }
                return;
            }
            State::Open(open) => {
                document.version = version;
                if open.change(&changes, &client).is_err() {
                    self.lose(&uri, "an edit outside its text");
                    return;
                }
                if large < open.behind() {
                    let text = open.text().to_string();
                    self.read(&uri, text);
                    return;
                }
            }
        }
        self.has_changed(&uri);
    }

    /// Reads a document's whole text: here, or on a thread of its own if it is large.
    fn read(&mut self, uri: &Url, text: String) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        let (format, given) = (document.format, self.preferences.given(&from_proto::path(uri)));
        if text.len() <= self.settings.large {
            document.state = State::Open(Box::new(Open::new(&text, format, given)));
            self.has_changed(uri);
            return;
        }
        self.last_ticket += 1;
        let ticket = self.last_ticket;
        document.state = State::Reading { ticket, backlog: Vec::new() };
        let (sender, uri, preferences) = (self.sender.clone(), uri.clone(), self.preferences);
        let read = move || {
            let open = catch_unwind(AssertUnwindSafe(|| {
                let mut open = Box::new(Open::new(&text, format, given));
                open.look(&preferences.rules);
                open
            }));
            let _ = sender.send(Message::Read { uri, ticket, open: open.ok(), preferences });
        };
        let started = thread::Builder::new().name("reader".to_owned()).stack_size(STACK).spawn(read);
        started.expect("a thread can be started");
    }

    fn have_read(&mut self, uri: &Url, done: u64, open: Option<Box<Open>>, by: Preferences) {
        let now = self.preferences;
        let Some(document) = self.documents.get_mut(uri) else { return };
        let State::Reading { ticket, backlog } = &mut document.state else { return };
        if *ticket != done {
            return;
        }
        let backlog = std::mem::take(backlog);
        match open {
            Some(mut open) => {
                if !by.gives_as(&now) {
                    open.give(now.given(&from_proto::path(uri)));
                }
                if by.rules != now.rules {
                    open.forget();
                }
                document.state = State::Open(open);
                self.has_changed(uri);
            }
            None => self.lose(uri, "an internal error"),
        }
        // What waited is handled as if it had come now; what makes the text large again waits again.
        for message in backlog {
            self.take(message);
        }
    }

    fn has_changed(&mut self, uri: &Url) {
        if let Some(document) = self.documents.get_mut(uri)
            && !std::mem::replace(&mut document.changed, true)
        {
            self.changed.push_back(uri.clone());
        }
    }

    /// Checks a document that changed, and publishes what is found.
    fn settle(&mut self, uri: &Url) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        document.changed = false;
        let Some(open) = document.open() else { return };
        open.look(&self.preferences.rules);
        self.watch(uri);
        self.publish(uri, false);
    }

    /// Remembers a document in which findings wait for a pause.
    fn watch(&mut self, uri: &Url) {
        let due = self.documents.get(uri).is_some_and(|it| it.due(self.settings.pause).is_some());
        if due && !self.waiting.contains(uri) {
            self.waiting.push(uri.clone());
        }
    }

    fn open(&mut self, uri: &Url) -> Option<&mut Open> {
        self.documents.get_mut(uri)?.open()
    }

    /// Shows the client what there is to show: sends it, or, if the client would rather ask, tells it to ask when
    /// it cannot know that something is `new`.
    fn publish(&mut self, uri: &Url, new: bool) {
        let Some(client) = self.client else { return };
        if client.pull {
            if new {
                self.outbox.request("workspace/diagnostic/refresh");
            }
            return;
        }
        let Some(document) = self.documents.get_mut(uri) else { return };
        let version = document.version;
        let Some(open) = document.open() else { return };
        let preferences = &self.preferences;
        let diagnostics = View { open, client: &client, preferences, uri, version }.diagnostics();
        self.send(uri, diagnostics, Some(version));
    }

    fn send(&self, uri: &Url, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        let params = PublishDiagnosticsParams { uri: uri.clone(), diagnostics, version };
        self.outbox.notify("textDocument/publishDiagnostics", params);
    }

    /// Forgets a document's text and says so, without a word of it.
    fn lose(&mut self, uri: &Url, why: &str) {
        let Some(document) = self.documents.get_mut(uri) else { return };
        match std::mem::replace(&mut document.state, State::Lost) {
            State::Lost => return,
            State::Reading { backlog, .. } => dismiss(backlog),
            State::Open(_) => {}
        }
        match self.client {
            Some(client) if client.pull => self.outbox.request("workspace/diagnostic/refresh"),
            _ => self.send(uri, Vec::new(), None),
        }
        let name = from_proto::name(uri);
        let message = format!("copydesk: {why}. {name} is left alone until it is opened again.");
        let params = ShowMessageParams { typ: MessageType::WARNING, message };
        self.outbox.notify("window/showMessage", params);
    }
}

impl Document {
    fn open(&mut self) -> Option<&mut Open> {
        match &mut self.state {
            State::Open(open) => Some(open),
            _ => None,
        }
    }

    /// When the writer will have paused, if findings wait for that.
    fn due(&self, pause: Duration) -> Option<Instant> {
        match &self.state {
            State::Open(open) => open.due(pause),
            _ => None,
        }
    }

    fn dismiss(self) {
        if let State::Reading { backlog, .. } = self.state {
            dismiss(backlog);
        }
    }
}

/// Answers the questions among messages that nobody waits for any more.
fn dismiss(messages: impl IntoIterator<Item = Message>) {
    for message in messages {
        if let Message::Ask { ask, .. } = message {
            ask(None);
        }
    }
}
