use super::{Format, Piece, Plain, State};

/// Markdown with YAML front matter.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn chunk(&self, rest: &str, entry: State) -> (usize, State) {
        Plain.chunk(rest, entry)
    }

    fn pieces(&self, chunk: &str, entry: State, out: &mut Vec<Piece>) {
        Plain.pieces(chunk, entry, out);
    }
}
