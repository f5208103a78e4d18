//! A text whose words are already cut, so that what its dates cost by themselves can be measured.

use super::memory::Memory;
use super::{PublicationDate, Resolved, read, resolve};
use crate::article::token::Tokens;
use crate::language::Language;

/// One block of prose, cut into words: what `tests/bench/times.rs` reads over and over.
#[derive(Debug)]
pub struct Words<'t>(Tokens<'t, 'static>);

impl<'t> Words<'t> {
    /// Cuts a block's prose.
    pub fn new(prose: &'t str, language: &'static Language) -> Words<'t> {
        Words(Tokens::new(prose, language))
    }

    /// What its expressions of time mean, each read afresh.
    pub fn times(&self, published: Option<PublicationDate>) -> Vec<Resolved> {
        let (mut found, mut out) = (Vec::new(), Vec::new());
        read(&self.0, &mut found);
        resolve::resolve_block(&found, 0, published, &mut Memory::default(), &mut out);
        out
    }
}
