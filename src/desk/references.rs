use super::introduction::mention;
use super::under::{Who, who};
use crate::article::{Article, Place};
use crate::text::Span;

/// Every place that names whoever stands at byte `offset`, in the order of the text. Bytes of the file.
pub fn references(article: &Article, offset: usize) -> Vec<Span> {
    let Some(Who::Entity(entity)) = who(article, offset) else { return Vec::new() };
    let mentions = article.whole().entity(entity).mentions.iter();
    let places = mentions.filter_map(|it| Some(Place { block: it.block, span: mention(article, *it)?.span }));
    places.map(|it| article.in_file(it)).collect()
}
