//! Offsets and positions name the same places, in every encoding that an editor may ask for.

#![allow(clippy::disallowed_methods, reason = "tests read files and start threads")]

use copydesk::text::{Edit, Encoding, OutOfBounds, Position, Span, Text};

const SAMPLES: &[&str] = &[
    "",
    "a",
    "\n",
    "Blåbærsyltetøy og “sitat” 😀 her.\nNy linje – også.",
    "ein\r\nto\r\n\r\nfire\r\n",
    "ein\rto\r\rfire\r",
    "ein\n\rto\r\r\nfire",
    "før\u{2028}etter\u{2029}slutt\u{85}og\u{b}\u{c}meir\n",
    "\u{feff}date: 2024\0\n😀😀\n",
];

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

/// Lines as the protocol counts them: where each starts, and where it ends before its line break.
fn lines(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < text.len() {
        let len = match &text.as_bytes()[at..] {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        if len > 0 {
            out.push((start, at));
            start = at + len;
        }
        at += len.max(text[at..].chars().next().map_or(1, |it| if len > 0 { 0 } else { it.len_utf8() }));
    }
    out.push((start, text.len()));
    out
}

fn units(text: &str, encoding: Encoding) -> u32 {
    let count = match encoding {
        Encoding::Utf8 => text.len(),
        Encoding::Utf16 => text.encode_utf16().count(),
        Encoding::Utf32 => text.chars().count(),
    };
    u32::try_from(count).expect("short")
}

#[test]
fn every_character_has_its_place() {
    for sample in SAMPLES {
        let text = Text::new(sample);
        assert_eq!(text.line_count(), lines(sample).len(), "{sample:?}");
        for (number, (start, end)) in lines(sample).into_iter().enumerate() {
            let places = sample[start..end].char_indices().map(|it| start + it.0).chain([end]);
            for offset in places {
                for encoding in ENCODINGS {
                    let column = units(&sample[start..offset], encoding);
                    let place = Position { line: u32::try_from(number).expect("short"), column };
                    assert_eq!(text.position(offset, encoding), place, "{sample:?} {offset} {encoding:?}");
                    assert_eq!(
                        text.offset(place, encoding),
                        Some(offset),
                        "{sample:?} {place:?} {encoding:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn offsets_beyond_the_text_name_its_end() {
    for sample in SAMPLES {
        let text = Text::new(sample);
        for encoding in ENCODINGS {
            let end = text.position(sample.len(), encoding);
            assert_eq!(text.position(sample.len() + 7, encoding), end);
            assert_eq!(text.position(usize::MAX, encoding), end);
            assert_eq!(text.offset(end, encoding), Some(sample.len()));
        }
    }
}

#[test]
fn columns_beyond_a_line_name_its_end_and_lines_beyond_the_text_nothing() {
    for sample in SAMPLES {
        let text = Text::new(sample);
        let lines = lines(sample);
        for encoding in ENCODINGS {
            for (number, (_, end)) in lines.iter().enumerate() {
                for column in [units(sample, encoding) + 1, u32::MAX] {
                    let place = Position { line: u32::try_from(number).expect("short"), column };
                    assert_eq!(text.offset(place, encoding), Some(*end), "{sample:?} {place:?}");
                }
            }
            let line = u32::try_from(lines.len()).expect("short");
            assert_eq!(text.offset(Position { line, column: 0 }, encoding), None);
            assert_eq!(text.offset(Position { line: u32::MAX, column: 0 }, encoding), None);
        }
    }
}

#[test]
fn a_column_inside_a_character_names_its_start() {
    let text = Text::new("å😀b");
    let at = |column, encoding| text.offset(Position { line: 0, column }, encoding);
    assert_eq!(at(1, Encoding::Utf8), Some(0));
    assert_eq!(at(4, Encoding::Utf8), Some(2));
    assert_eq!(at(2, Encoding::Utf16), Some(2));
    assert_eq!(at(3, Encoding::Utf16), Some(6));
    // An offset inside a character names the character as well.
    assert_eq!(text.position(4, Encoding::Utf32), Position { line: 0, column: 1 });
    assert_eq!(text.slice(Span::new(1, 4)), "å");
    assert_eq!(text.slice(Span::new(6, 99)), "b");
}

#[test]
fn edits_that_fit() {
    let mut text = Text::new("Blåbær\r\ner godt");
    text.apply(&Edit::new(Span::new(0, 8), "Jordbær")).expect("it fits");
    text.apply(&Edit::new(Span::new(text.len(), text.len()), " 😀")).expect("it fits");
    text.apply(&Edit::new(Span::new(8, 9), "")).expect("it fits");
    assert_eq!(text.to_string(), "Jordbær\ner godt 😀");
    assert_eq!(text.line_count(), 2);
}

#[test]
fn edits_outside_the_text_change_nothing() {
    let sample = "å😀b";
    let spans =
        [(0, 1), (1, 2), (3, 6), (2, 4), (7, 8), (8, 8), (0, 99), (u32::MAX as usize, u32::MAX as usize)];
    for (start, end) in spans {
        let mut text = Text::new(sample);
        assert_eq!(text.apply(&Edit::new(Span::new(start, end), "x")), Err(OutOfBounds), "{start}..{end}");
        assert_eq!(text.to_string(), sample);
    }
    let mut text = Text::new(sample);
    let backwards = Edit { span: Span { start: 6, end: 2 }, text: String::new() };
    assert_eq!(text.apply(&backwards), Err(OutOfBounds));
}
