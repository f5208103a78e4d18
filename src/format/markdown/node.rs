//! Pieces in the making.

use super::super::shape;
use super::super::{Shape, SourceMap};
use crate::text::Span;

/// One piece in the making. All places are bytes of the text that is read.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) start: usize,
    pub(super) shape: Shape,
    pub(super) text: String,
    pub(super) map: SourceMap,
    pub(super) links: Vec<(Span, String)>,
    pub(super) credit: Option<Span>,
    pub(super) dateline: Option<Span>,
    /// The mark of the list item that it opens.
    pub(super) marker: Option<Span>,
    /// Where its source ends, without white space.
    pub(super) end: usize,
}

impl Node {
    pub(super) fn bare(start: usize, shape: Shape) -> Node {
        Node {
            start,
            shape,
            text: String::new(),
            map: SourceMap::default(),
            links: Vec::new(),
            credit: None,
            dateline: None,
            marker: None,
            end: start,
        }
    }

    /// Decides what the node is by its prose alone.
    pub(super) fn look(&mut self) {
        let look = shape::look(&self.text);
        self.shape = look.shape;
        self.credit = look.credit;
        self.dateline = look.dateline;
        if matches!(self.shape, Shape::Other | Shape::Tail) {
            *self = Node { end: self.end, ..Node::bare(self.start, self.shape) };
        }
    }

    /// Makes a list item a paragraph that begins with the item's mark.
    pub(super) fn unlist(&mut self, source: &str) {
        let Some(marker) = self.marker.take() else { return };
        let mut map = SourceMap::verbatim(marker);
        map.append(&self.map);
        self.map = map;
        self.text.insert_str(0, marker.of(source));
        self.links.iter_mut().for_each(|it| it.0 = it.0.shift(marker.len()));
        self.look();
    }
}
