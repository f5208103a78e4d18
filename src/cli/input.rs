//! Reading files and standard input.

use super::{Assumed, complain, shown};
use crate::article::Article;
use crate::format::by_name;
use crate::text::{Charset, Decoded, decode};
use ignore::WalkBuilder;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Endings of the files that are taken for articles in a folder.
const ENDINGS: [&str; 5] = ["txt", "md", "markdown", "news", "article"];

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
        let path = path.strip_prefix(".").unwrap_or(path);
        Source { path: Some(path.to_owned()), name: shown(&path.display().to_string()).replace('\n', "\\n") }
    }

    /// The file at `path`; for `-` standard input, under the name `stdin` if there is one.
    pub(super) fn one(path: &Path, stdin: Option<&str>) -> Source {
        if path.as_os_str() == "-" { Source::stdin(stdin) } else { Source::file(path) }
    }

    /// Standard input under a name.
    pub(super) fn stdin(name: Option<&str>) -> Source {
        Source { path: None, name: name.unwrap_or("<stdin>").to_owned() }
    }

    /// The article that stands there with its text; nothing, and why is said, if it cannot be read.
    pub(super) fn article(&self, assumed: Assumed) -> Option<(String, Article)> {
        let decoded = self.read().map_err(|error| complain(&error)).ok()?;
        self.remark(decoded.charset);
        let article = Article::parse(&decoded.text, by_name(&self.name), assumed.given_for(&self.name));
        Some((decoded.text, article))
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

/// Adds the articles in a folder and the folders below it, without what `.gitignore` keeps out. False if a part of
/// it could not be read, which is then said.
pub(super) fn walk(folder: &Path, out: &mut Vec<Source>) -> bool {
    let mut whole = true;
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(it) => {
                // A link to a file is one; folders behind links are left alone, as git leaves them.
                let file = it.file_type().is_some_and(|it| it.is_file())
                    || it.path_is_symlink() && it.path().is_file();
                let ending = it.path().extension().and_then(|it| it.to_str()).unwrap_or_default();
                if file && ENDINGS.iter().any(|it| it.eq_ignore_ascii_case(ending)) {
                    out.push(Source::file(it.path()));
                }
            }
            Err(error) => {
                complain(&error);
                whole = false;
            }
        }
    }
    whole
}
