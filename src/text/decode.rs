//! From a file's bytes to text.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How the bytes of a file were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// Latin-1 with the characters that Windows puts where Latin-1 has control codes.
    Windows1252,
}

impl std::fmt::Display for Charset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Charset::Utf8 => "UTF-8",
            Charset::Utf16Le => "UTF-16 (little-endian)",
            Charset::Utf16Be => "UTF-16 (big-endian)",
            Charset::Windows1252 => "Latin-1 (windows-1252)",
        })
    }
}

/// A file's text, and how to get back to its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// How it was written.
    pub charset: Charset,
    /// Length of the byte order mark.
    mark: usize,
}

/// Bytes that are no text we can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// Neither UTF-8 nor, at this byte, anything else that we know.
    Unknown(usize),
    /// Begins like UTF-16, but this byte belongs to no character.
    Utf16(usize),
    /// A zero byte, which no text has: a picture, a word processor's file, UTF-16 without its mark.
    Zero(usize),
    /// Longer than an offset can say.
    TooLong,
}

impl std::fmt::Display for NotText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotText::Unknown(at) => {
                write!(f, "byte {at} is neither UTF-8 nor Latin-1; save the file as UTF-8")
            }
            NotText::Utf16(at) => write!(f, "byte {at} is broken UTF-16; save the file as UTF-8"),
            NotText::Zero(at) => write!(f, "byte {at} is zero, so this is not a text file"),
            NotText::TooLong => write!(f, "longer than 4 GB"),
        }
    }
}

impl std::error::Error for NotText {}

/// Reads UTF-8, UTF-16 that begins with its byte order mark, and Latin-1.
///
/// # Errors
/// [`NotText`] if the bytes are none of these, with the first byte that says so.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    let (text, charset, mark) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (utf8(rest, 3)?, Charset::Utf8, 3),
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, u16::from_le_bytes)?, Charset::Utf16Le, 2),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, u16::from_be_bytes)?, Charset::Utf16Be, 2),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), Charset::Utf8, 0),
            Err(error) => (latin(bytes, error.valid_up_to())?, Charset::Windows1252, 0),
        },
    };
    let decoded = Decoded { text, charset, mark };
    if let Some(at) = decoded.text.find('\0') {
        return Err(NotText::Zero(decoded.byte_offset(at)));
    }
    if decoded.text.len() > u32::MAX as usize { Err(NotText::TooLong) } else { Ok(decoded) }
}

fn utf8(bytes: &[u8], mark: usize) -> Result<String, NotText> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(NotText::Unknown(mark + error.valid_up_to())),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NotText> {
    let encoding = if unit([1, 0]) == 1 { UTF_16LE } else { UTF_16BE };
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let units = bytes.chunks_exact(2).map(|it| unit([it[0], it[1]]));
    let mut sound = 2;
    for it in char::decode_utf16(units) {
        match it {
            Ok(it) => sound += 2 * it.len_utf16(),
            Err(_) => break,
        }
    }
    Err(NotText::Utf16(sound))
}

/// Latin-1, where the bytes bear it; `broken` is the first that is not UTF-8.
fn latin(bytes: &[u8], broken: usize) -> Result<String, NotText> {
    let control = |it: &u8| *it < 0x20 && !matches!(it, b'\t' | b'\n' | b'\r' | 0x0C);
    let nothing = |it: &u8| matches!(it, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D);
    if let Some(at) = bytes.iter().position(|it| control(it) || nothing(it)) {
        return Err(if bytes[at] == 0 { NotText::Zero(at) } else { NotText::Unknown(at) });
    }
    // «Ã¥» is sound Latin-1, but a text with more characters that are sound UTF-8 than bytes that are not is
    // a damaged UTF-8 text, and read as Latin-1 it would be nonsense.
    let (mut sound, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        damaged += chunk.invalid().len();
    }
    if sound > damaged {
        return Err(NotText::Unknown(broken));
    }
    Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
}

impl Decoded {
    /// The byte of the file where the byte `offset` of the text stands.
    pub fn byte_offset(&self, offset: usize) -> usize {
        let boundary = (0..=offset.min(self.text.len())).rev().find(|it| self.text.is_char_boundary(*it));
        let before = &self.text[..boundary.unwrap_or_default()];
        self.mark
            + match self.charset {
                Charset::Utf8 => before.len(),
                Charset::Utf16Le | Charset::Utf16Be => 2 * before.encode_utf16().count(),
                Charset::Windows1252 => before.chars().count(),
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn latin_is_read_where_it_makes_sense() {
        let read = |bytes: &[u8]| decode(bytes).map(|it| (it.text, it.charset));
        assert_eq!(read(b"M\xF8tet \x96 n\xE5"), Ok(("Møtet – nå".to_owned(), Charset::Windows1252)));
        // «NÅ», a stretch that by itself would be UTF-8.
        assert_eq!(read(b"\xABN\xC5\xBB \xE6"), Ok(("«NÅ» æ".to_owned(), Charset::Windows1252)));
        assert_eq!(read(b"M\xF8tet\x81"), Err(NotText::Unknown(5)));
        assert_eq!(read(b"M\xF8tet\x02"), Err(NotText::Unknown(5)));
        assert_eq!(read(b"\x89PNG\r\n\x1A\n\0\0"), Err(NotText::Unknown(6)));
        assert_eq!(read(b"ab\0"), Err(NotText::Zero(2)));
        assert_eq!(read("Møtet på låven\u{e5}".as_bytes()).map(|it| it.1), Ok(Charset::Utf8));
        assert_eq!(read(&"Møtet på låven".as_bytes()[..10]), Ok(("Møtet på".to_owned(), Charset::Utf8)));
        // Cut in the middle of a letter.
        assert_eq!(read(&"Møtet på låven".as_bytes()[..13]), Err(NotText::Unknown(12)));
    }

    #[test]
    fn broken_marked_text_is_named() {
        assert_eq!(decode(b"\xEF\xBB\xBFab\xFF"), Err(NotText::Unknown(5)));
        assert_eq!(decode(b"\xFF\xFEa\0b"), Err(NotText::Utf16(4)));
        assert_eq!(decode(b"\xFE\xFF\0a\xD8\0\0b"), Err(NotText::Utf16(4)));
        assert_eq!(decode(b"\xFF\xFE\0\0a\0\0\0"), Err(NotText::Zero(2)));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64), mark in 0..4usize) {
            let mark: &[u8] = [&b""[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"][mark];
            let bytes = [mark, &bytes].concat();
            match decode(&bytes) {
                Ok(it) => prop_assert_eq!(it.byte_offset(it.text.len()), bytes.len()),
                Err(NotText::Unknown(at) | NotText::Utf16(at) | NotText::Zero(at)) => prop_assert!(at < bytes.len()),
                Err(NotText::TooLong) => prop_assert!(false),
            }
        }

        #[test]
        fn text_comes_back_and_offsets_lead_to_its_bytes(text in "[a-zæøåé–😀\n]{0,30}") {
            let latin = WINDOWS_1252.encode(&text).0.into_owned();
            let marked = ["\u{FEFF}", &text].concat().into_bytes();
            let little = utf16(&text, u16::to_le_bytes);
            let big = utf16(&text, u16::to_be_bytes);
            for bytes in [text.clone().into_bytes(), marked, little, big] {
                let it = decode(&bytes).unwrap();
                prop_assert_eq!(&it.text, &text);
                for (at, letter) in text.char_indices().filter(|it| it.1.is_ascii()) {
                    let byte = it.byte_offset(at);
                    prop_assert!(bytes[byte..].iter().take(2).any(|it| *it == letter as u8));
                }
            }
            if text.chars().any(|it| it > '\u{7F}') && !text.contains(['😀', '–']) {
                prop_assert_eq!(decode(&latin).map(|it| it.text), Ok(text));
            }
        }
    }
}
