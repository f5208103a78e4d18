//! Markdown: the source is cut into regions, each read by the events of its parser; leaves of prose become nodes,
//! and nodes pieces.

mod events;
mod leaf;
mod node;
mod regions;
#[cfg(test)]
mod tests;

use super::markup::Comment;
use super::shape::is_space;
use super::{Format, Piece, Shape, State, chunk_len, front_matter};
use crate::text::Span;
use node::Node;
use regions::regions;

/// CommonMark with front matter, as the news uses it.
///
/// Two things are read otherwise than CommonMark does, because they are common in copy: one dash before a
/// sentence opens speech and no list, and the number in «17. mai» is a date and no list.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn chunk(&self, rest: &str, entry: State) -> (usize, State) {
        let len = chunk_len(rest);
        let chunk = &rest[..len];
        let head = front_matter::extent(chunk, entry);
        let body = head.map_or(0, |it| it.0);
        let exit = match head {
            Some((_, exit)) if is_blank(&chunk[body..]) => exit,
            None if entry == State::Start && is_blank(chunk) => State::Start,
            _ => regions(&chunk[body..], inner(entry)).1,
        };
        (len, exit)
    }

    fn pieces(&self, chunk: &str, entry: State, out: &mut Vec<Piece>) {
        let first = out.len();
        let mut body = 0;
        if let Some((len, _)) = front_matter::extent(chunk, entry) {
            body = if is_blank(&chunk[len..]) { chunk.len() } else { len };
            out.push(front_matter::read(&chunk[..body], entry));
        }
        if body < chunk.len() {
            read(&chunk[body..], inner(entry), out);
        }
        if body == 0
            && let Some(words) = front_matter::unclosed(entry)
            && let Some(piece) = out.get_mut(first)
        {
            piece.problem = Some((Span::default(), words));
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.trim_start_matches(is_space).is_empty()
}

/// What is open behind the metadata of a chunk.
fn inner(entry: State) -> State {
    match entry {
        State::Start | State::FrontMatter(_) => State::Body,
        _ => entry,
    }
}

/// Reads a chunk behind its metadata.
fn read(text: &str, entry: State, out: &mut Vec<Piece>) {
    let (regions, _) = regions(text, entry);
    let mut nodes: Vec<Node> = Vec::new();
    let mut comments: Vec<Comment> = Vec::new();
    for region in regions {
        let first = nodes.len();
        let start = region.span.start as usize;
        if region.prose {
            let continues = start == 0 && entry == State::List;
            events::read(text, region.span, continues, &mut nodes, &mut comments);
        } else {
            html_comments(text, region.span, &mut comments);
        }
        // Every region begins a piece.
        match nodes.get_mut(first) {
            Some(node) => node.start = start,
            None => nodes.push(Node::bare(start, Shape::Other)),
        }
    }
    // Pieces begin one behind the other.
    debug_assert!(nodes.is_sorted_by(|one, next| one.start < next.start), "{text:?}");
    nodes.dedup_by(|next, one| next.start <= one.start);
    comments.sort_by_key(|it| it.span);
    let mut noted = comments.into_iter().peekable();
    let mut nodes = nodes.into_iter().peekable();
    while let Some(node) = nodes.next() {
        let end = nodes.peek().map_or(text.len(), |it| it.start);
        let mut piece = Piece::bare(end - node.start, node.shape);
        if !node.text.is_empty() {
            piece.map = node.map.part(Span::new(0, node.text.len()), node.start);
            piece.prose = node.text;
            piece.links = node.links;
            piece.credit = node.credit;
            piece.dateline = node.dateline;
        }
        while let Some(it) = noted.next_if(|it| (it.span.start as usize) < end) {
            let back = |it: u32| (it as usize).saturating_sub(node.start);
            let span = Span::new(back(it.span.start), back(it.span.end).min(piece.len));
            piece.comments.push((span, it.text));
        }
        out.push(piece);
    }
}

/// The comments of HTML in a stretch of source.
fn html_comments(text: &str, span: Span, out: &mut Vec<Comment>) {
    let mut at = span.start as usize;
    let end = span.end as usize;
    while let Some(open) = text[at..end].find("<!--").map(|it| at + it) {
        let Some(close) = text[open + 4..end].find("-->").map(|it| open + 4 + it) else { break };
        at = close + 3;
        let text = text[open + 4..close].trim().to_owned();
        out.push(Comment { span: Span::new(open, at), text });
    }
}
