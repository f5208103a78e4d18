/// One line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// Byte of the text where it starts.
    pub start: usize,
    /// What stands in it, without its line break.
    pub text: &'t str,
    /// Byte of the text behind its line break.
    pub end: usize,
}

/// The lines of a text, as [`super::Text`] counts them: LF, CR LF and lone CR end a line and nothing else does.
/// Every byte belongs to exactly one line; a text that ends in a line break has no empty line behind it.
pub fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let bytes = text.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        if start == bytes.len() {
            return None;
        }
        let length = bytes[start..].iter().position(|it| matches!(it, b'\n' | b'\r'));
        let stop = length.map_or(bytes.len(), |it| start + it);
        let end = match &bytes[stop..] {
            [b'\r', b'\n', ..] => stop + 2,
            [] => stop,
            _ => stop + 1,
        };
        let line = Line { start, text: &text[start..stop], end };
        start = end;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::text::Text;

    #[test]
    fn three_line_breaks_and_no_other() {
        let text = "ein\r\nto\rtre\n\nfire\u{2028}same\u{85}line\u{b}";
        let found: Vec<_> = lines(text).map(|it| it.text).collect();
        assert_eq!(found, ["ein", "to", "tre", "", "fire\u{2028}same\u{85}line\u{b}"]);
        let covered: String = lines(text).map(|it| &text[it.start..it.end]).collect();
        assert_eq!(covered, text);
    }

    #[test]
    fn agrees_with_the_rope() {
        for text in ["", "a", "a\n", "\n\r\r\n\n\r", "a\r\nb\rc\nd", "\r", "æ\u{2028}b\n\n"] {
            let open = !text.ends_with(['\n', '\r']);
            let count = lines(text).count() + usize::from(!open || text.is_empty());
            assert_eq!(count, Text::new(text).line_count(), "{text:?}");
        }
    }
}
