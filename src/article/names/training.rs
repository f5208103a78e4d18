//! The words of an article as the tagger sees them, for the program that trains it: it learns from the very
//! features that are asked for later.

use super::super::marks;
use super::super::token::{Kind, Tokens};
use super::super::{Article, Place};
use super::features::{self, Seer};
use crate::text::Span;

/// Words in a row among which names may stand.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub words: Vec<Word>,
}

/// One word with its features.
#[derive(Clone, Debug)]
pub struct Word {
    /// Where it stands in the file, in bytes, without an ending that an apostrophe parts from it.
    pub span: Span,
    pub features: Box<[u32]>,
}

/// The stretches of an article, in order.
#[must_use]
pub fn stretches(article: &Article) -> Vec<Stretch> {
    let mut out = Vec::new();
    for (n, block) in article.blocks().iter().enumerate() {
        let tokens = Tokens::new(block.prose(), article.language());
        let marks = marks::read(&tokens);
        let seer = Seer::new(&tokens, &marks);
        for stretch in features::stretches(&tokens) {
            let mut words = Vec::with_capacity(stretch.len());
            seer.see(stretch, |at, features| {
                let token = &tokens.list[at];
                let mut span = token.span;
                if token.kind == Kind::Word && token.genitive > 1 {
                    span.end -= u32::from(token.genitive);
                }
                let span = article.in_file(Place { block: n as u32, span });
                words.push(Word { span, features: features.into() });
            });
            out.push(Stretch { words });
        }
    }
    out
}
