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
        if is_markup(it) {
            out.push('\\');
        }
        out.push(it);
    }
    out
}

/// A text that stands in Markdown as it is written, as a line of its own. Markdown would take `14. mars` for a list.
pub(super) fn verbatim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut opens = true;
    for it in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if is_markup(it) || opens && matches!(it, '.' | ')' | '-' | '+' | '=') {
            out.push('\\');
        }
        opens &= it.is_ascii_digit();
        out.push(it);
    }
    out
}

fn is_markup(it: char) -> bool {
    matches!(it, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '#' | '$')
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

    #[test]
    fn what_is_verbatim_is_no_markup() {
        assert_eq!(verbatim("14. mars\ner *en* torsdag."), r"14\. mars er \*en\* torsdag.");
        for text in ["14. mars", "2) to", "- nei", "+ ja", "=", "# x", "a_b_c <d> & `e` [f](g) ~h~", "1.5 $"]
        {
            let mut shown = String::new();
            for event in pulldown_cmark::Parser::new(&verbatim(text)) {
                if let pulldown_cmark::Event::Text(it) = event {
                    shown.push_str(&it);
                }
            }
            assert_eq!(shown, text);
        }
    }
}
