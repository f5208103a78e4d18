//! The command line. The only code besides the server that reads files and writes to the terminal.
#![allow(clippy::disallowed_methods)]

mod annotate;
mod check;
mod explain;
mod input;

use crate::article::{Given, PublicationDate};
use crate::language::{self, Language};
use crate::report::page;
use crate::rules::{self, Rule, Selection};
use clap::builder::RangedU64ValueParser;
use clap::{Args, Parser, Subcommand};
use jiff::Zoned;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// The copy desk inside the editor: it reads news articles and asks what a good copy editor would ask.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, propagate_version = false, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Explain(explain::Explain),
    Annotate(annotate::Annotate),
    Server(Server),
}

/// Start the language server, which editors talk to
#[derive(Debug, Args)]
struct Server {
    /// Talk over standard input and output, which is the only way there is; accepted because editors say it
    #[arg(long)]
    stdio: bool,
}

/// What to assume of articles that do not say it themselves.
#[derive(Clone, Copy, Debug, Args)]
struct Assumed {
    /// Language of articles that do not name theirs, as nb, nn or en; else it is found from the words
    #[arg(long, value_name = "CODE", value_parser = lang)]
    lang: Option<&'static Language>,
    /// Publication date of articles whose text and file name do not give theirs, as 2020-01-31 or 2020-01, or today
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<PublicationDate>,
}

impl Assumed {
    fn given(self) -> Given {
        Given { language: self.lang, date: self.date }
    }

    /// The same for a file of this name, which may have a date in it.
    fn given_for(self, name: &str) -> Given {
        let named = PublicationDate::in_path(name).map(|it| it.or_finer(self.date));
        Given { date: named.or(self.date), ..self.given() }
    }
}

/// Which rules ask.
#[derive(Clone, Debug, Args)]
struct Chosen {
    /// Let a rule ask that does not by default; `copydesk explain` lists them
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule)]
    enable: Vec<&'static Rule>,
    /// Let a rule be silent
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule)]
    disable: Vec<&'static Rule>,
}

impl Chosen {
    /// The rules by default, with what is told. A rule that is told both is silent.
    fn selection(&self) -> Selection {
        let mut out = Selection::default();
        let told = self.enable.iter().map(|it| (it, true)).chain(self.disable.iter().map(|it| (it, false)));
        told.for_each(|(it, on)| assert!(out.set(it.id, on), "a rule is known by its own name"));
        out
    }
}

fn rule(id: &str) -> Result<&'static Rule, String> {
    rules::rule_by_id(id).ok_or_else(|| no_rule(id))
}

/// What to say of a name that no rule has.
fn no_rule(id: &str) -> String {
    let near = page::nearest(id, rules::rules()).map(|it| format!("; did you mean {it}?"));
    let near = near.unwrap_or_else(|| "; `copydesk explain` lists them all".to_owned());
    format!("no rule is called {id}{near}")
}

fn lang(tag: &str) -> Result<&'static Language, String> {
    language::by_tag(tag)
        .ok_or_else(|| format!("copydesk reads {}", language::codes().collect::<Vec<_>>().join(", ")))
}

/// The word for the day on which the program runs, where a date may be given.
pub(crate) const TODAY: &str = "today";

/// The day it is where the writer sits.
pub(crate) fn today() -> PublicationDate {
    Zoned::now().date().into()
}

fn date(text: &str) -> Result<PublicationDate, String> {
    if text == TODAY {
        return Ok(today());
    }
    PublicationDate::parse(text).ok_or_else(|| "write it as 2020-01-31, or today".to_owned())
}

/// Nothing was found.
const CLEAN: u8 = 0;
/// Something was found.
const FOUND: u8 = 1;
/// Something could not be done.
const FAILED: u8 = 2;

/// Runs the program with the arguments it was started with.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(it) => it,
        Err(error) => {
            // Help and version are errors of this kind too, and go to standard output.
            let code = if error.use_stderr() { FAILED } else { CLEAN };
            let _ = error.print();
            return code.into();
        }
    };
    let result = match arguments.command {
        Command::Check(it) => it.run(),
        Command::Explain(it) => it.run(),
        Command::Annotate(it) => it.run(),
        Command::Server(_) => return crate::server::run(),
    };
    match result {
        Ok(code) => code.into(),
        // Whoever read what we write has had enough, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => CLEAN.into(),
        Err(error) => {
            complain(&error);
            FAILED.into()
        }
    }
}

/// Says on standard error what could not be done. That nobody listens there is nothing to complain of.
fn complain(what: &dyn std::fmt::Display) {
    let _ = writeln!(io::stderr(), "copydesk: {}", shown(&what.to_string()));
}

/// A text with what would steer a terminal made visible: a file may be called anything.
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '\n' => out.push(it),
            _ if it.is_control() => out.extend(it.escape_default()),
            _ => out.push(it),
        }
    }
    out
}

/// A number of threads that a machine may have.
fn thread_count() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..=1024)
}

/// Threads to work with: as many as asked for, or one a core.
fn threads(count: Option<usize>) -> io::Result<rayon::ThreadPool> {
    let builder = rayon::ThreadPoolBuilder::new().num_threads(count.unwrap_or_default());
    builder.build().map_err(io::Error::other)
}

/// Whether to write in colour: on a terminal, unless `NO_COLOR` asks for none.
fn colour() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|it| !it.is_empty());
    io::stdout().is_terminal() && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|it| it != "dumb")
}
