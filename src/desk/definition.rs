use super::introduction::{introduction, mention};
use super::under::{Who, who};
use crate::article::{Article, Place};
use crate::text::Span;

/// Where whoever stands at byte `offset` is introduced: from a quotation, its cue, a pronoun, a role noun or a
/// surname to the words that first name the speaker in full. Bytes of the file.
pub fn definition(article: &Article, offset: usize) -> Option<Span> {
    let place = match who(article, offset)? {
        Who::Entity(entity) => {
            let id = introduction(article, article.whole().entity(entity))?;
            Place { block: id.block, span: mention(article, id)?.span }
        }
        Who::Words(place) => place,
    };
    Some(article.in_file(place))
}
