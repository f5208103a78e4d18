//! The prose of one block with its pictures, and the nodes it becomes.

use super::super::shape::{self, is_space, trimmed};
use super::super::{Shape, SourceMap};
use super::node::Node;
use crate::text::Span;

/// The prose of a block of Markdown in the making.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) heading: Option<u8>,
    pub(super) marker: Option<Span>,
    pub(super) text: String,
    pub(super) map: SourceMap,
    pub(super) links: Vec<(Span, String)>,
    pub(super) rows: Vec<Row>,
}

/// What one line of a paragraph holds.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Where it starts in the leaf's text.
    pub(super) start: usize,
    /// Whether it has words, and whether some of them are not emphasised.
    pub(super) words: bool,
    pub(super) bare: bool,
    pub(super) images: Vec<Image>,
}

/// A picture, with the text that stands for it and its title.
#[derive(Debug, Default)]
pub(super) struct Image {
    pub(super) text: String,
    pub(super) map: SourceMap,
    pub(super) title: String,
    pub(super) place: Span,
}

impl Leaf {
    /// The prose at `span` as a node; none if there is none.
    fn node(&self, span: Span, shape: Shape) -> Option<Node> {
        let span = trimmed(&self.text, span);
        if span.is_empty() {
            return None;
        }
        let source = self.map.to_source(span);
        let links = self.links.iter().filter(|it| it.0.overlaps(span)).map(|(link, to)| {
            let start = link.start.max(span.start) - span.start;
            (Span { start, end: link.end.min(span.end) - span.start }, to.clone())
        });
        Some(Node {
            text: span.of(&self.text).to_owned(),
            map: self.map.part(span, 0),
            links: links.collect(),
            end: source.end as usize,
            ..Node::bare(source.start as usize, shape)
        })
    }

    /// The whole as one node of this shape, or of that which its label gives it.
    pub(super) fn whole(&self, shape: Shape, source: &str, out: &mut Vec<Node>) {
        let before = out.len();
        if let Some(mut node) = self.node(Span::new(0, self.text.len()), shape) {
            node.marker = self.marker;
            if matches!(shape, Shape::Heading(_)) {
                node.shape = shape::label(&node.text).unwrap_or(shape);
            }
            out.push(node);
        }
        // Beside words a picture is a part of the line, and what stands for it no caption.
        if out.len() == before {
            self.rows.iter().flat_map(|it| &it.images).for_each(|it| it.captions(source, out));
        }
    }

    /// The pieces of a paragraph: pictures and their captions, lines that stand by themselves, the rest.
    pub(super) fn paragraphs(&self, source: &str, out: &mut Vec<Node>) {
        let end = |n: usize| self.rows.get(n + 1).map_or(self.text.len(), |it| it.start);
        let text = |n: usize| self.text[self.rows[n].start..end(n)].trim_matches(is_space);
        let pictured = |n: usize| !self.rows[n].words && !self.rows[n].images.is_empty();
        let apart = |n: usize| {
            shape::alone(text(n)).is_some_and(|it| it != Shape::Correction)
                || shape::opens_with_credit(text(n))
        };
        // An emphasised line beside a picture or right under it.
        let caption = |n: usize| {
            let row = &self.rows[n];
            row.words && !row.bare && (!row.images.is_empty() || (n > 0 && pictured(n - 1)))
        };
        let mut from = 0;
        for n in 0..self.rows.len() {
            if pictured(n) || caption(n) {
                // A picture that stands behind words of its line is a part of the line.
                let first = trimmed(&self.text, Span::new(self.rows[n].start, end(n)));
                let words = self.map.to_source(first).start;
                let before = |it: &&Image| pictured(n) || it.place.end <= words;
                self.rows[n].images.iter().filter(before).for_each(|it| it.captions(source, out));
            }
            // Whether the next line goes on with this one.
            let next = n + 1;
            let parted = next == self.rows.len()
                || caption(n)
                || caption(next)
                || pictured(n)
                || pictured(next)
                || apart(n)
                || apart(next)
                || (shape::stops(text(n)) && shape::dash(text(next)).is_some());
            if !parted {
                continue;
            }
            if let Some(mut node) = self.node(Span::new(self.rows[from].start, end(n)), Shape::Paragraph) {
                node.look();
                if caption(n) {
                    node.shape = Shape::Caption;
                    node.dateline = None;
                }
                out.push(node);
            }
            from = next;
        }
    }
}

impl Image {
    /// The text that stands for a picture and its title, each as a caption.
    fn captions(&self, source: &str, out: &mut Vec<Node>) {
        let mut add = |text: &str, map: &SourceMap| {
            let whole = trimmed(text, Span::new(0, text.len()));
            if whole.is_empty() {
                return;
            }
            let source = map.to_source(whole);
            let mut node = Node {
                text: whole.of(text).to_owned(),
                map: map.part(whole, 0),
                end: self.place.end as usize,
                ..Node::bare(source.start as usize, Shape::Caption)
            };
            node.credit = shape::look(&node.text).credit;
            out.push(node);
        };
        add(&self.text, &self.map);
        if self.title != self.text {
            add(&self.title, &self.title_map(source));
        }
    }

    /// Where the title stands: behind everything else, as written or with entities in it.
    fn title_map(&self, source: &str) -> SourceMap {
        let behind = self.map.to_source(Span::new(0, self.text.len())).end.max(self.place.start);
        let rest = Span { start: behind, end: self.place.end.max(behind) };
        match rest.of(source).rfind(&self.title) {
            Some(at) => SourceMap::verbatim(Span::new(0, self.title.len()).shift(behind as usize + at)),
            None => {
                let mut map = SourceMap::default();
                map.push(self.title.len(), rest);
                map
            }
        }
    }
}
