//! Places of an article, as the tests of the desk name them.

use copydesk::article::Article;

/// The offset of `$0` in the one place of the article that reads like `place` without it.
pub(crate) fn at(article: &Article, place: &str) -> usize {
    let (before, behind) = place.split_once("$0").expect("a place has its mark");
    let text = article.text().to_string();
    let found: Vec<_> = text.match_indices(&format!("{before}{behind}")).collect();
    assert_eq!(found.len(), 1, "{place} is one place");
    found[0].0 + before.len()
}
