use crate::article::Article;
use crate::text::Span;

/// Where whoever stands at byte `offset` is introduced: from a quotation, its cue, a pronoun, a role noun or a
/// surname to the words that first name the speaker in full. Bytes of the file.
pub fn definition(_article: &Article, _offset: usize) -> Option<Span> {
    None
}
