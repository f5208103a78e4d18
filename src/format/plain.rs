use super::{Format, Piece, Shape, State};
use crate::text::Span;

/// Plain text, without markup.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Format for Plain {
    fn name(&self) -> &'static str {
        "plain"
    }

    fn chunk(&self, rest: &str, _entry: State) -> (usize, State) {
        let mut end = 0;
        let mut blank = false;
        for line in rest.split_inclusive('\n') {
            let empty = line.trim().is_empty();
            if blank && !empty {
                break;
            }
            blank |= empty;
            end += line.len();
        }
        (end, State::Body)
    }

    fn pieces(&self, chunk: &str, _entry: State, out: &mut Vec<Piece>) {
        let start = chunk.len() - chunk.trim_start().len();
        let end = chunk.trim_end().len().max(start);
        let span = Span::new(start, end);
        let turn = ["– ", "— ", "- "].iter().any(|it| span.of(chunk).starts_with(it));
        let stop = span.of(chunk).ends_with(['.', '?', '!', ':', '»', '”', '"']);
        let shape = match () {
            () if span.is_empty() => Shape::Other,
            () if turn => Shape::Turn,
            () if !stop && span.len() <= 100 => Shape::Line,
            () => Shape::Paragraph,
        };
        out.push(Piece::verbatim(chunk, span, shape));
    }
}
