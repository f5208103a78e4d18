use super::Encoding;

/// Byte offsets of one text counted in another unit, for a reader that cuts strings otherwise than by bytes.
///
/// Made in one pass; what it keeps grows with the characters outside ASCII, and a text without any costs nothing.
#[derive(Debug)]
pub struct Offsets {
    /// For each character outside ASCII: the byte behind it, and by how much bytes are ahead of units there.
    ahead: Vec<(u32, u32)>,
}

impl Offsets {
    /// The offsets of `text` in `encoding`.
    pub fn new(text: &str, encoding: Encoding) -> Offsets {
        let mut ahead = Vec::new();
        if encoding == Encoding::Utf8 || text.is_ascii() {
            return Offsets { ahead };
        }
        let mut sum = 0;
        for (at, it) in text.char_indices().filter(|it| !it.1.is_ascii()) {
            let units = if encoding == Encoding::Utf16 { it.len_utf16() } else { 1 };
            sum += it.len_utf8() - units;
            ahead.push(((at + it.len_utf8()) as u32, sum as u32));
        }
        Offsets { ahead }
    }

    /// A byte offset in the unit asked for. It must lie on a character boundary.
    pub fn of(&self, offset: u32) -> u32 {
        match self.ahead.partition_point(|it| it.0 <= offset).checked_sub(1) {
            Some(n) => offset - self.ahead[n].1,
            None => offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agree_with_counting(text in "[a-cæø😀\u{2028}e\u{301}\n]{0,40}") {
            let utf8 = Offsets::new(&text, Encoding::Utf8);
            let utf16 = Offsets::new(&text, Encoding::Utf16);
            let utf32 = Offsets::new(&text, Encoding::Utf32);
            for at in (0..=text.len()).filter(|it| text.is_char_boundary(*it)) {
                prop_assert_eq!(utf8.of(at as u32) as usize, at);
                prop_assert_eq!(utf16.of(at as u32) as usize, text[..at].encode_utf16().count());
                prop_assert_eq!(utf32.of(at as u32) as usize, text[..at].chars().count());
            }
        }
    }
}
