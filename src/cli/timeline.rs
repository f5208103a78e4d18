//! `copydesk timeline`: what happens in an article, in the order of time.

use super::input::Source;
use super::{Assumed, CLEAN, FAILED, shown};
use crate::report::timeline;
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;

/// Print what happens in an article in the order of time: each date with the sentences that say so
#[derive(Debug, Args)]
pub(super) struct Timeline {
    /// The article's file, or - for standard input
    #[arg(default_value = "-", value_name = "FILE")]
    path: PathBuf,
    /// Print JSON instead of text
    #[arg(long)]
    json: bool,
    /// The name that standard input goes by; its ending says the format
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
    #[command(flatten)]
    assumed: Assumed,
}

impl Timeline {
    pub(super) fn run(&self) -> io::Result<u8> {
        let source = Source::one(&self.path, self.stdin_filename.as_deref());
        let Some((_, article)) = source.article(self.assumed) else { return Ok(FAILED) };
        let out =
            if self.json { timeline::json(&article) } else { shown(&timeline::text(&source.name, &article)) };
        io::stdout().lock().write_all(out.as_bytes())?;
        Ok(CLEAN)
    }
}
