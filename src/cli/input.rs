//! Reading files and standard input.

use super::complain;
use crate::text::{Charset, Decoded, decode};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// One article to be read, under the name it is reported by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Source {
    /// Where it is; standard input if nowhere.
    pub path: Option<PathBuf>,
    /// What it is called, which also says its format.
    pub name: String,
}

impl Source {
    /// A file.
    pub(super) fn file(path: &Path) -> Source {
        let name = path.strip_prefix(".").unwrap_or(path).display().to_string();
        Source { path: Some(path.to_owned()), name }
    }

    /// Standard input under a name.
    pub(super) fn stdin(name: Option<&str>) -> Source {
        Source { path: None, name: name.unwrap_or("<stdin>").to_owned() }
    }

    /// What stands there, or why it cannot be read.
    pub(super) fn read(&self) -> Result<Decoded, String> {
        let bytes = match &self.path {
            Some(path) => fs::read(path),
            None => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
        };
        let bytes = bytes.map_err(|it| format!("{}: {it}", self.name))?;
        decode(&bytes).map_err(|it| format!("{}: {it}", self.name))
    }

    /// Says so if the file is in an encoding that its writer may not know of.
    pub(super) fn remark(&self, charset: Charset) {
        if charset == Charset::Windows1252 {
            complain(&format_args!("{}: not UTF-8, read as {charset}", self.name));
        }
    }
}
