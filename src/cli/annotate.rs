//! `copydesk annotate`: what was understood, as JSON.

use super::input::Source;
use super::{Assumed, CLEAN, Chosen, FAILED, thread_count, threads};
use crate::article::{Article, Given, PublicationDate};
use crate::format::Plain;
use crate::language;
use crate::report::annotation::{self, Unreadable, annotation};
use crate::rules::{self, Selection};
use crate::text::{Encoding, Offsets};
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Print as JSON what copydesk understands of an article: its parts, people, quotations, dates, claims and findings
#[derive(Debug, Args)]
pub(super) struct Annotate {
    /// The article's file, or - for standard input
    #[arg(default_value = "-", value_name = "FILE")]
    path: PathBuf,
    /// Read many articles: one JSON object a line ({"id", "text", "language", "date"}), one annotation a line out
    #[arg(long)]
    jsonl: bool,
    /// What the offsets in the output count: bytes, UTF-16 code units or characters
    #[arg(long, value_name = "UNIT", default_value = "utf-8")]
    offset_encoding: Unit,
    /// How many threads work on --jsonl; as many as the machine has cores unless told
    #[arg(short = 'j', long, value_name = "N", value_parser = thread_count())]
    threads: Option<usize>,
    /// The name that standard input goes by; its ending says the format
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
    /// Print the JSON Schema of the output, and nothing else
    #[arg(long)]
    schema: bool,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    assumed: Assumed,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Unit {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-16")]
    Utf16,
    #[value(name = "utf-32")]
    Utf32,
}

impl Annotate {
    pub(super) fn run(&self) -> io::Result<u8> {
        if self.schema {
            io::stdout().lock().write_all(annotation::SCHEMA.as_bytes())?;
            return Ok(CLEAN);
        }
        if self.jsonl { self.many() } else { self.one() }
    }

    fn encoding(&self) -> Encoding {
        match self.offset_encoding {
            Unit::Utf8 => Encoding::Utf8,
            Unit::Utf16 => Encoding::Utf16,
            Unit::Utf32 => Encoding::Utf32,
        }
    }

    fn one(&self) -> io::Result<u8> {
        let source = Source::one(&self.path, self.stdin_filename.as_deref());
        let Some((text, article)) = source.article(self.assumed) else { return Ok(FAILED) };
        let offsets = Offsets::new(&text, self.encoding());
        let id = if source.path.is_none() && self.stdin_filename.is_none() {
            Value::Null
        } else {
            source.name.into()
        };
        let found = rules::check_with(&article, &self.chosen.selection());
        let mut out = annotation::pretty(&annotation(id, &article, &found, &offsets));
        out.push(b'\n');
        io::stdout().lock().write_all(&out)?;
        Ok(CLEAN)
    }

    /// Reads, works and writes at the same time, with no more in memory than a few batches.
    fn many(&self) -> io::Result<u8> {
        let pool = threads(self.threads)?;
        let (given, selection, encoding) = (self.assumed.given(), self.chosen.selection(), self.encoding());
        let input: Box<dyn io::Read + Send> = if self.path.as_os_str() == "-" {
            Box::new(io::stdin())
        } else {
            Box::new(std::fs::File::open(&self.path)?)
        };
        let (send, batches) = sync_channel(QUEUE);
        thread::spawn(move || read(BufReader::with_capacity(BATCH, input), &send));
        let mut out = BufWriter::new(io::stdout().lock());
        while let Some(batch) = next(&batches) {
            let lines: Vec<_> = pool.install(|| {
                batch.lines.par_iter().map(|it| answer(it, given, &selection, encoding)).collect()
            });
            for line in lines {
                out.write_all(&line)?;
                out.write_all(b"\n")?;
            }
            // Whoever sends one article and waits for the answer must get it.
            out.flush()?;
            if let Some(error) = batch.error {
                return Err(error);
            }
        }
        Ok(CLEAN)
    }
}

/// Bytes that a batch need not grow beyond. One line is always read whole.
const BATCH: usize = 1 << 18;

/// How many batches may wait.
const QUEUE: usize = 8;

/// Lines to be worked on together, and what ended the input behind them if it did not end by itself.
#[derive(Debug, Default)]
struct Batch {
    lines: Vec<Line>,
    bytes: usize,
    error: Option<io::Error>,
}

#[derive(Debug)]
struct Line {
    number: usize,
    bytes: Vec<u8>,
}

/// Sends lines on as soon as there are any, until there are no more or nobody wants them. Blank lines are no lines.
fn read(mut input: BufReader<impl io::Read>, batches: &SyncSender<Batch>) {
    let mut number = 0;
    let mut batch = Batch::default();
    loop {
        let mut bytes = Vec::new();
        let ended = match input.read_until(b'\n', &mut bytes) {
            Ok(length) => length == 0,
            Err(error) => {
                batch.error = Some(error);
                true
            }
        };
        number += 1;
        if !bytes.trim_ascii().is_empty() {
            batch.bytes += bytes.len();
            batch.lines.push(Line { number, bytes });
        }
        // To wait for another line while some are ready could be to wait for ever.
        let more = !ended && batch.bytes < BATCH && input.buffer().contains(&b'\n');
        let unwanted = !more && batches.send(std::mem::take(&mut batch)).is_err();
        if ended || unwanted {
            return;
        }
    }
}

/// All that waits, up to some size; `None` if nothing will come any more.
fn next(batches: &Receiver<Batch>) -> Option<Batch> {
    let mut all = batches.recv().ok()?;
    while all.bytes < BATCH
        && all.error.is_none()
        && let Ok(more) = batches.try_recv()
    {
        all.lines.extend(more.lines);
        all.bytes += more.bytes;
        all.error = more.error;
    }
    Some(all)
}

/// One article as it stands on a line. Fields beyond these are somebody else's.
#[derive(Debug, Deserialize)]
struct Input {
    #[serde(default)]
    id: Value,
    text: Option<String>,
    language: Option<String>,
    date: Option<String>,
}

/// The line that answers a line.
fn answer(line: &Line, assumed: Given, selection: &Selection, encoding: Encoding) -> Vec<u8> {
    let unreadable = |id: Value, what: &dyn std::fmt::Display| {
        annotation::line(&Unreadable { id, error: format!("line {}: {what}", line.number) })
    };
    let bytes = line.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line.bytes);
    let input: Input = match serde_json::from_slice(bytes) {
        Ok(it) => it,
        Err(error) => {
            // The parser's own line is always the first.
            let (what, column) = (error.to_string(), error.column());
            let what = what.split(" at line 1 column ").next().unwrap_or_default();
            return unreadable(Value::Null, &format_args!("{what} (column {column})"));
        }
    };
    if !matches!(input.id, Value::Null | Value::String(_) | Value::Number(_)) {
        return unreadable(Value::Null, &"the id is neither a string nor a number");
    }
    let Some(text) = input.text else { return unreadable(input.id, &"no text") };
    if text.len() > u32::MAX as usize {
        return unreadable(input.id, &"the text is longer than 4 GB");
    }
    let given = Given {
        language: input.language.as_deref().and_then(language::by_tag).or(assumed.language),
        date: input.date.as_deref().and_then(PublicationDate::parse).or(assumed.date),
    };
    let article = Article::parse(&text, &Plain, given);
    let found = rules::check_with(&article, selection);
    annotation::line(&annotation(input.id, &article, &found, &Offsets::new(&text, encoding)))
}
