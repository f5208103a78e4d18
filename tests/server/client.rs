//! A small client that speaks real messages with a server on a thread of its own.

use copydesk::server::{self, End, Settings};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, ReadHalf, WriteHalf};

/// Longer than anything takes on a busy machine; only a server that hangs gets here.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Client {
    reader: BufReader<ReadHalf<DuplexStream>>,
    writer: Option<WriteHalf<DuplexStream>>,
    server: JoinHandle<End>,
    last_id: i64,
    /// Messages that came and that nobody has asked for yet, in order.
    unread: VecDeque<Value>,
}

/// What clients say of themselves: encodings, and whether they pull.
pub(crate) fn capabilities(encodings: &[&str]) -> Value {
    json!({
        "general": { "positionEncodings": encodings },
        "textDocument": {
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "publishDiagnostics": { "relatedInformation": true },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        },
    })
}

pub(crate) fn pulling(refresh: bool) -> Value {
    let mut it = capabilities(&["utf-8"]);
    it["textDocument"]["diagnostic"] = json!({});
    it["workspace"] = json!({ "diagnostics": { "refreshSupport": refresh } });
    it
}

/// Runs a test with a runtime around it.
pub(crate) fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    runtime.block_on(async { tokio::time::timeout(2 * PATIENCE, test).await.expect("the test ends") });
}

impl Client {
    /// A client of a server that nothing has been said to.
    pub(crate) fn raw(settings: Settings) -> Client {
        // Wide enough that the tests below can say all they have to say before they listen.
        let (ours, theirs) = tokio::io::duplex(64 << 20);
        let server = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
            let (input, output) = tokio::io::split(theirs);
            runtime.block_on(server::serve(input, output, settings))
        });
        let (reader, writer) = tokio::io::split(ours);
        let (reader, writer) = (BufReader::new(reader), Some(writer));
        Client { reader, writer, server, last_id: 0, unread: VecDeque::new() }
    }

    /// A client whose server has been initialized.
    pub(crate) async fn with(capabilities: Value, settings: Settings) -> Client {
        let mut client = Client::raw(settings);
        client.initialize(capabilities).await;
        client
    }

    /// An ordinary client that takes UTF-8 and is pushed to.
    pub(crate) async fn new() -> Client {
        Client::with(capabilities(&["utf-8", "utf-16"]), Settings::default()).await
    }

    pub(crate) async fn initialize(&mut self, capabilities: Value) -> Value {
        self.initialize_with(capabilities, Value::Null).await
    }

    pub(crate) async fn initialize_with(&mut self, capabilities: Value, options: Value) -> Value {
        let mut params = json!({ "processId": null, "rootUri": null, "capabilities": capabilities });
        if !options.is_null() {
            params["initializationOptions"] = options;
        }
        let answer = self.ask("initialize", params).await;
        self.notify("initialized", json!({})).await;
        answer["result"].clone()
    }

    pub(crate) async fn send(&mut self, message: &Value) {
        self.send_raw(&message.to_string()).await;
    }

    pub(crate) async fn send_raw(&mut self, body: &str) {
        self.write(&framed(body)).await;
    }

    /// Sends several messages in one write, so that the server has them all before it answers the first.
    pub(crate) async fn send_at_once(&mut self, messages: &[Value]) {
        let all: String = messages.iter().map(|it| framed(&it.to_string())).collect();
        self.write(&all).await;
    }

    async fn write(&mut self, bytes: &str) {
        let writer = self.writer.as_mut().expect("the connection is open");
        writer.write_all(bytes.as_bytes()).await.expect("the server listens");
    }

    pub(crate) async fn notify(&mut self, method: &str, params: Value) {
        self.send(&notification(method, params)).await;
    }

    /// Sends a request and returns its id.
    pub(crate) async fn request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })).await;
        id
    }

    /// The answer to a request.
    pub(crate) async fn answer(&mut self, id: i64) -> Value {
        self.find(|it| it.get("method").is_none() && it["id"] == id).await
    }

    pub(crate) async fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params).await;
        self.answer(id).await
    }

    /// The first message that has not been read yet and is the one.
    pub(crate) async fn find(&mut self, is: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&is) {
            return self.unread.remove(at).expect("it is there");
        }
        loop {
            let message = self.next().await;
            if is(&message) {
                return message;
            }
            self.unread.push_back(message);
        }
    }

    /// Messages with this method that came and have not been read yet.
    pub(crate) fn unread(&self, method: &str) -> Vec<&Value> {
        self.unread.iter().filter(|it| it["method"] == method).collect()
    }

    async fn next(&mut self) -> Value {
        self.read().await.expect("the server speaks")
    }

    async fn read(&mut self) -> Option<Value> {
        let read = async {
            let mut length = 0;
            loop {
                let mut line = String::new();
                if self.reader.read_line(&mut line).await.ok()? == 0 {
                    return None;
                }
                match line.trim_end().strip_prefix("Content-Length: ") {
                    Some(it) => length = it.parse().expect("a length"),
                    None if line.trim_end().is_empty() => break,
                    None => {}
                }
            }
            let mut body = vec![0; length];
            self.reader.read_exact(&mut body).await.expect("a body");
            Some(serde_json::from_slice(&body).expect("JSON"))
        };
        tokio::time::timeout(PATIENCE, read).await.expect("the server answers")
    }

    pub(crate) async fn open(&mut self, uri: &str, version: i32, text: &str) {
        self.send(&opening(uri, version, text)).await;
    }

    pub(crate) async fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } })).await;
    }

    pub(crate) async fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params).await;
    }

    /// Puts text at a place.
    pub(crate) async fn insert(&mut self, uri: &str, version: i32, at: (u32, u32), text: &str) {
        self.change(uri, version, json!([change(at, at, text)])).await;
    }

    /// What is published for a document in one version.
    pub(crate) async fn published(&mut self, uri: &str, version: i32) -> Value {
        let is = |it: &Value| {
            it["method"] == "textDocument/publishDiagnostics"
                && it["params"]["uri"] == uri
                && it["params"]["version"] == version
        };
        self.find(is).await["params"]["diagnostics"].clone()
    }

    /// The text that the server has.
    pub(crate) async fn text(&mut self, uri: &str) -> Value {
        self.ask("copydesk/text", json!({ "uri": uri })).await["result"].clone()
    }

    /// Shuts the server down as the protocol has it.
    pub(crate) async fn leave(mut self) -> Vec<Value> {
        let answer = self.ask("shutdown", Value::Null).await;
        assert_eq!(answer.get("result"), Some(&Value::Null), "{answer}");
        self.notify("exit", Value::Null).await;
        let (end, rest) = self.end(false).await;
        assert_eq!(end, End::Orderly);
        rest
    }

    /// Waits for the server to end, with or without closing the connection, and returns what was left unread.
    pub(crate) async fn end(mut self, close: bool) -> (End, Vec<Value>) {
        if close {
            let mut writer = self.writer.take().expect("the connection is open");
            writer.shutdown().await.expect("it closes");
        }
        let mut rest = Vec::from(std::mem::take(&mut self.unread));
        while let Some(message) = self.read().await {
            rest.push(message);
        }
        (self.server.join().expect("the server does not panic"), rest)
    }
}

fn framed(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

pub(crate) fn notification(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

/// What a client sends when a document is opened.
pub(crate) fn opening(uri: &str, version: i32, text: &str) -> Value {
    let language = if uri.ends_with(".md") { "markdown" } else { "plaintext" };
    let document = json!({ "uri": uri, "languageId": language, "version": version, "text": text });
    notification("textDocument/didOpen", json!({ "textDocument": document }))
}

pub(crate) fn change(from: (u32, u32), to: (u32, u32), text: &str) -> Value {
    let position = |it: (u32, u32)| json!({ "line": it.0, "character": it.1 });
    json!({ "range": { "start": position(from), "end": position(to) }, "text": text })
}

pub(crate) fn at(uri: &str, line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

/// The rules that a list of diagnostics names.
pub(crate) fn rules(diagnostics: &Value) -> Vec<String> {
    let list = diagnostics.as_array().expect("a list");
    list.iter().map(|it| it["code"].as_str().expect("a rule").to_owned()).collect()
}
