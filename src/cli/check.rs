//! `copydesk check`: what the rules find in files and folders.

use super::input::{Source, walk};
use super::{Assumed, CLEAN, Chosen, FAILED, FOUND, colour, complain, thread_count, threads};
use crate::article::Article;
use crate::format::by_name;
use crate::report::text;
use crate::rules::{self, Selection};
use crate::text::Charset;
use clap::Args;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Read articles and report what a copy editor would ask about
///
/// Exits with 0 if nothing was found, 1 if something was, and 2 if something could not be read.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Files, folders (where .txt, .md, .markdown, .news and .article files are read), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The name that standard input goes by; its ending says the format
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
    /// How many threads work; as many as the machine has cores unless told
    #[arg(short = 'j', long, value_name = "N", value_parser = thread_count())]
    threads: Option<usize>,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    assumed: Assumed,
}

/// Files that are read before their findings are written.
const TOGETHER: usize = 256;

/// What one file gave.
struct Read {
    charset: Charset,
    report: String,
    rules: Vec<&'static str>,
}

impl Check {
    pub(super) fn run(&self) -> io::Result<u8> {
        let pool = threads(self.threads)?;
        let (sources, mut whole) = self.sources();
        let (assumed, selection, colour) = (self.assumed, self.chosen.selection(), colour());
        let mut out = BufWriter::new(io::stdout().lock());
        let (mut count, mut failed, mut found) = (0, 0, BTreeMap::new());
        for sources in sources.chunks(TOGETHER) {
            let results: Vec<_> =
                pool.install(|| sources.par_iter().map(|it| read(it, assumed, &selection, colour)).collect());
            for (source, result) in sources.iter().zip(results) {
                match result {
                    Ok(read) => {
                        count += 1;
                        if read.charset == Charset::Windows1252 {
                            out.flush()?;
                            source.remark(read.charset);
                        }
                        out.write_all(read.report.as_bytes())?;
                        read.rules.into_iter().for_each(|it| *found.entry(it).or_default() += 1);
                    }
                    Err(error) => {
                        failed += 1;
                        out.flush()?;
                        complain(&error);
                    }
                }
            }
        }
        whole &= failed == 0;
        if count + failed > 0 {
            out.write_all(text::summary(count, failed, &found).as_bytes())?;
        }
        out.flush()?;
        Ok(match () {
            () if !whole || count == 0 => FAILED,
            () if found.is_empty() => CLEAN,
            () => FOUND,
        })
    }

    /// What is to be read, each once and in the order of the paths, and whether all of it could be found.
    fn sources(&self) -> (Vec<Source>, bool) {
        let mut sources = Vec::new();
        let mut whole = true;
        for path in &self.paths {
            if path.as_os_str() == "-" {
                sources.push(Source::stdin(self.stdin_filename.as_deref()));
            } else if path.is_dir() {
                let before = sources.len();
                whole &= walk(path, &mut sources);
                if sources.len() == before {
                    complain(&format_args!("{}: no articles in this folder", path.display()));
                }
            } else {
                sources.push(Source::file(path));
            }
        }
        sources.sort();
        sources.dedup();
        (sources, whole)
    }
}

fn read(source: &Source, assumed: Assumed, selection: &Selection, colour: bool) -> Result<Read, String> {
    let decoded = source.read()?;
    let article = Article::parse(&decoded.text, by_name(&source.name), assumed.given_for(&source.name));
    let findings = rules::check_with(&article, selection);
    let report = findings.iter().map(|it| text::finding(&source.name, &article, it, colour) + "\n").collect();
    Ok(Read { charset: decoded.charset, report, rules: findings.iter().map(|it| it.rule).collect() })
}
