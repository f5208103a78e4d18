//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("server") => copydesk::server::run(),
        _ => ExitCode::FAILURE,
    }
}
