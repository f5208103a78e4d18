//! How long a language server takes, seen from the editor's side of the pipe:
//! `cargo bench --bench latency -- [--server 'COMMAND ARGUMENTS'] [--words 300,1000,3000,12000] [--lang nb]
//! [--language-id plaintext] [--ending txt]`. Without `--server` it is the `copydesk server` just built.
//!
//! The client says that it cannot ask for diagnostics, so that every server has to publish them.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod synthetic;

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};
use synthetic::{Dice, Length};

/// Edits that are measured one by one.
const EDITS: usize = 60;

/// Edits that are sent without waiting.
const BURST: usize = 20;

/// How long to wait for an answer before giving the server up.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a server that does not number its diagnostics must be silent to be done.
const SILENCE: Duration = Duration::from_millis(400);

/// What was asked for on the command line.
struct Options {
    server: String,
    words: Vec<usize>,
    lang: String,
    language_id: String,
    ending: String,
}

fn main() {
    let options = options();
    println!("`{}`\n", name(&options.server));
    println!(
        "| words | size | start → initialized | open → diagnostics | edit → diagnostics, median | p95 | worst | {BURST} edits at once | published then | memory |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for words in &options.words {
        let text = synthetic::article(&options.lang, Length::Words(*words));
        match measure(&options, &text) {
            Ok(row) => println!("| {words} | {} kB | {row} |", text.len() / 1000),
            Err(why) => println!("| {words} | {} kB | {why} |", text.len() / 1000),
        }
    }
}

fn options() -> Options {
    let mut options = Options {
        server: format!("{} server", env!("CARGO_BIN_EXE_copydesk")),
        words: vec![300, 1_000, 3_000, 12_000],
        lang: "nb".to_owned(),
        language_id: "plaintext".to_owned(),
        ending: "txt".to_owned(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().unwrap_or_else(|| panic!("{argument} needs a value"));
        match argument.as_str() {
            "--server" => options.server = value(),
            "--words" => {
                let words = value();
                let words = words.split(',').map(|it| it.trim().parse().expect("--words are numbers"));
                options.words = words.collect();
            }
            "--lang" => options.lang = value(),
            "--language-id" => options.language_id = value(),
            "--ending" => options.ending = value(),
            // Said by cargo.
            "--bench" => {}
            other => panic!("what is {other}?"),
        }
    }
    options
}

/// The command without the folder it lies in.
fn name(command: &str) -> String {
    let (program, arguments) = command.split_once(' ').unwrap_or((command, ""));
    let program = Path::new(program).file_name().map_or(program.into(), |it| it.to_string_lossy());
    format!("{program} {arguments}").trim_end().to_owned()
}

/// The cells of one row, or what went wrong.
fn measure(options: &Options, text: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().map_err(|it| it.to_string())?;
    let path = folder.path().join(format!("article.{}", options.ending));
    std::fs::write(&path, text).map_err(|it| it.to_string())?;
    let root = format!("file://{}", folder.path().display());
    let uri = format!("{root}/article.{}", options.ending);

    let start = Instant::now();
    let mut server = Server::start(&options.server)?;
    let incremental = server.initialize(&root)?;
    let started = start.elapsed();
    server.notify("initialized", json!({}))?;

    let mut document = Document::new(uri, text, incremental);
    let start = Instant::now();
    let item = json!({ "uri": document.uri, "languageId": options.language_id, "version": 1, "text": text });
    server.notify("textDocument/didOpen", json!({ "textDocument": item }))?;
    server.diagnostics(&document)?;
    let opened = start.elapsed();

    let mut dice = Dice::new(text.len() as u64);
    let mut times = Vec::with_capacity(EDITS);
    for _ in 0..EDITS {
        server.drain(Duration::from_millis(20))?;
        let change = document.edit(&mut dice);
        let start = Instant::now();
        server.notify("textDocument/didChange", change)?;
        server.diagnostics(&document)?;
        times.push(start.elapsed());
    }
    times.sort();

    server.drain(SILENCE)?;
    let changes: Vec<_> = (0..BURST).map(|_| document.edit(&mut dice)).collect();
    let start = Instant::now();
    for change in changes {
        server.notify("textDocument/didChange", change)?;
    }
    let (burst, published) = server.burst(&document, start)?;
    let memory = server.memory();
    server.stop();
    let at = |share: f64| ms(times[((times.len() - 1) as f64 * share) as usize]);
    Ok([
        ms(started),
        ms(opened),
        at(0.5),
        at(0.95),
        at(1.0),
        ms(burst),
        format!("{published} times"),
        memory.map_or("?".to_owned(), |it| format!("{} MB", it / 1024)),
    ]
    .join(" | "))
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// The article as the editor has it.
struct Document {
    uri: String,
    text: String,
    version: i64,
    incremental: bool,
}

impl Document {
    fn new(uri: String, text: &str, incremental: bool) -> Document {
        Document { uri, text: text.to_owned(), version: 1, incremental }
    }

    /// Types one letter behind some word, and says how the server is told.
    fn edit(&mut self, dice: &mut Dice) -> Value {
        let at = loop {
            let from = dice.below(self.text.len());
            let ahead = self.text.as_bytes()[from..]
                .windows(2)
                .position(|it| it[0].is_ascii_lowercase() && it[1] == b' ');
            if let Some(it) = ahead {
                break from + it + 1;
            }
        };
        let before = &self.text[..at];
        let line = before.matches('\n').count();
        let character = before[before.rfind('\n').map_or(0, |it| it + 1)..].encode_utf16().count();
        let position = json!({ "line": line, "character": character });
        self.text.insert(at, 'e');
        self.version += 1;
        let change = if self.incremental {
            json!({ "range": { "start": position, "end": position }, "text": "e" })
        } else {
            json!({ "text": self.text })
        };
        json!({ "textDocument": { "uri": self.uri, "version": self.version }, "contentChanges": [change] })
    }
}

/// A server at the other end of two pipes.
struct Server {
    child: Child,
    input: ChildStdin,
    messages: Receiver<(Instant, Value)>,
}

impl Server {
    fn start(command: &str) -> Result<Server, String> {
        let mut words = command.split_whitespace();
        let program = words.next().ok_or("no command")?;
        let mut child = Command::new(program)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|it| format!("{program}: {it}"))?;
        let input = child.stdin.take().ok_or("no standard input")?;
        let output = child.stdout.take().ok_or("no standard output")?;
        let (sender, messages) = channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(message) = receive(&mut output) {
                if sender.send((Instant::now(), message)).is_err() {
                    return;
                }
            }
        });
        Ok(Server { child, input, messages })
    }

    fn send(&mut self, message: &Value) -> Result<(), String> {
        let body = message.to_string();
        let sent = write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len());
        sent.and_then(|()| self.input.flush()).map_err(|it| format!("the server is gone: {it}"))
    }

    fn notify(&mut self, method: &str, params: Value) -> Result<(), String> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    /// Says hello; true if the server takes edits instead of whole texts.
    fn initialize(&mut self, root: &str) -> Result<bool, String> {
        let capabilities = json!({
            "general": { "positionEncodings": ["utf-16"] },
            "workspace": { "configuration": true, "workspaceFolders": true },
            "textDocument": {
                "synchronization": { "didSave": true },
                "publishDiagnostics": { "relatedInformation": true, "versionSupport": true },
            },
        });
        let params = json!({
            "processId": std::process::id(),
            "rootUri": root,
            "workspaceFolders": [{ "uri": root, "name": "articles" }],
            "capabilities": capabilities,
        });
        self.send(&json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params }))?;
        let answer = self.next(|it| it["id"] == 1 && it.get("method").is_none())?.1;
        let sync = &answer["result"]["capabilities"]["textDocumentSync"];
        Ok(sync.as_i64().or(sync["change"].as_i64()) == Some(2))
    }

    /// The next message that is wanted. Questions of the server are answered on the way.
    fn next(&mut self, wanted: impl Fn(&Value) -> bool) -> Result<(Instant, Value), String> {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let (time, message) = self.messages.recv_timeout(left).map_err(|it| match it {
                RecvTimeoutError::Timeout => format!("no answer within {} s", PATIENCE.as_secs()),
                RecvTimeoutError::Disconnected => "the server is gone".to_owned(),
            })?;
            self.answer(&message)?;
            if wanted(&message) {
                return Ok((time, message));
            }
        }
    }

    fn answer(&mut self, message: &Value) -> Result<(), String> {
        let (Some(method), Some(id)) = (message["method"].as_str(), message.get("id")) else { return Ok(()) };
        let result = match method {
            "workspace/configuration" => {
                let items = message["params"]["items"].as_array().map_or(0, Vec::len);
                vec![Value::Null; items].into()
            }
            _ => Value::Null,
        };
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }))
    }

    /// Waits for the diagnostics of the document as it is now.
    fn diagnostics(&mut self, document: &Document) -> Result<Instant, String> {
        self.next(|it| published(it, document).is_some_and(|it| it.is_none_or(|it| it >= document.version)))
            .map(|it| it.0)
    }

    /// Takes in what still comes, until nothing has come for some time.
    fn drain(&mut self, silence: Duration) -> Result<(), String> {
        while let Ok((_, message)) = self.messages.recv_timeout(silence) {
            self.answer(&message)?;
        }
        Ok(())
    }

    /// Waits for the diagnostics of the last of several edits; says how long it took and how many came.
    fn burst(&mut self, document: &Document, start: Instant) -> Result<(Duration, usize), String> {
        let mut count = 0;
        let mut last = self.diagnostics_any(document, &mut count)?;
        loop {
            if last.1.is_some_and(|it| it >= document.version) {
                return Ok((last.0 - start, count));
            }
            if last.1.is_none() {
                // Versions are not said: the last one before a silence is the last one.
                match self.messages.recv_timeout(SILENCE.max((last.0 - start) / 2)) {
                    Ok((time, message)) => {
                        self.answer(&message)?;
                        if let Some(version) = published(&message, document) {
                            count += 1;
                            last = (time, version);
                        }
                    }
                    Err(_) => return Ok((last.0 - start, count)),
                }
            } else {
                last = self.diagnostics_any(document, &mut count)?;
            }
        }
    }

    fn diagnostics_any(
        &mut self,
        document: &Document,
        count: &mut usize,
    ) -> Result<(Instant, Option<i64>), String> {
        let (time, message) = self.next(|it| published(it, document).is_some())?;
        *count += 1;
        Ok((time, published(&message, document).flatten()))
    }

    /// Resident memory in kilobytes, where the system says it.
    fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|it| it.strip_prefix("VmRSS:"))?;
        line.split_whitespace().next()?.parse().ok()
    }

    /// Says goodbye, and does not wait for long.
    fn stop(mut self) {
        let _ = self.send(&json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" }));
        let _ = self.next(|it| it["id"] == 2 && it.get("method").is_none());
        let _ = self.send(&json!({ "jsonrpc": "2.0", "method": "exit" }));
        let end = Instant::now() + Duration::from_secs(2);
        while Instant::now() < end {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether a message is the document's diagnostics, and of which version if it says so.
fn published(message: &Value, document: &Document) -> Option<Option<i64>> {
    let params = &message["params"];
    let ours =
        message["method"] == "textDocument/publishDiagnostics" && params["uri"] == document.uri.as_str();
    ours.then(|| params["version"].as_i64())
}

/// One message off the pipe.
fn receive(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
