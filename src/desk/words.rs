//! The article's words in the desk's answers.

use crate::language::Language;

/// A text as one line, at most `most` characters of it, cut between words.
pub(super) fn shorten(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((limit, _)) = line.char_indices().nth(most) else { return line };
    let cut = if line[limit..].starts_with(' ') {
        limit
    } else {
        line[..limit].rfind(' ').filter(|it| *it > 0).unwrap_or(limit)
    };
    format!("{}…", line[..cut].trim_end_matches([' ', ',', ';', ':', '–', '—', '-', '.', '…']))
}

/// A text between the language's own quotation marks.
pub(super) fn quote(text: &str, language: &Language) -> String {
    let (open, close) = language.lexicon.pairs.first().copied().unwrap_or(('"', '"'));
    format!("{open}{text}{close}")
}

/// A text that stands in Markdown as it is written. It is made for words within a line; what only means
/// something at the start of one stays.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        if matches!(it, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '$') {
            out.push('\\');
        }
        out.push(it);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(shorten("ett  to\ntre", 20), "ett to tre");
        assert_eq!(shorten("ett to tre", 10), "ett to tre");
        assert_eq!(shorten("ett to tre", 9), "ett to…");
        assert_eq!(shorten("ett to, tre", 7), "ett to…");
        assert_eq!(shorten("ærøskøbing", 4), "ærøs…");
        assert_eq!(shorten("", 4), "");
    }

    #[test]
    fn names_are_no_markup() {
        assert_eq!(escape("A*B_[c](d) & <e>"), r"A\*B\_\[c\](d) \& \<e\>");
    }
}
