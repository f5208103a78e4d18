//! The program: everything it does is in the library.
#![allow(clippy::disallowed_methods)]

use std::process::ExitCode;

fn main() -> ExitCode {
    copydesk::cli::run()
}
