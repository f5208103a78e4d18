use super::Text;

/// What a column counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's own default.
    Utf16,
    /// Characters (Unicode code points).
    Utf32,
}

/// A place as editors name it: line and column, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

impl Text {
    /// Line and column of a byte offset. An offset beyond the end names the end.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = self.floor(offset);
        let line = self.rope.byte_to_line(offset);
        let start = self.rope.line_to_byte(line);
        let column = match encoding {
            Encoding::Utf8 => offset - start,
            Encoding::Utf16 => {
                let (from, to) = (self.rope.byte_to_char(start), self.rope.byte_to_char(offset));
                self.rope.char_to_utf16_cu(to) - self.rope.char_to_utf16_cu(from)
            }
            Encoding::Utf32 => self.rope.byte_to_char(offset) - self.rope.byte_to_char(start),
        };
        Position { line: line as u32, column: column as u32 }
    }

    /// The byte offset of a place. A column beyond its line names the line's end (before its line break),
    /// as the protocol has it; a column inside a character names the character's start.
    /// `None` if there is no such line.
    pub fn offset(&self, position: Position, encoding: Encoding) -> Option<usize> {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return None;
        }
        let start = self.rope.line_to_byte(line);
        let content = self.line_end(line) - start;
        let column = position.column as usize;
        let first = self.rope.byte_to_char(start);
        let offset = match encoding {
            Encoding::Utf8 => start + column.min(content),
            Encoding::Utf16 => {
                let base = self.rope.char_to_utf16_cu(first);
                let end = self.rope.byte_to_char(start + content);
                let units = self.rope.char_to_utf16_cu(end) - base;
                self.rope.char_to_byte(self.rope.utf16_cu_to_char(base + column.min(units)))
            }
            Encoding::Utf32 => {
                let chars = self.rope.byte_to_char(start + content) - first;
                self.rope.char_to_byte(first + column.min(chars))
            }
        };
        Some(self.floor(offset))
    }

    /// Number of lines; a text that ends in a line break has an empty last line.
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    /// Byte offset of the end of `line` before its line break.
    fn line_end(&self, line: usize) -> usize {
        let start = self.rope.line_to_byte(line);
        let next =
            if line + 1 < self.rope.len_lines() { self.rope.line_to_byte(line + 1) } else { self.len() };
        let mut end = next;
        if end > start && self.rope.byte(end - 1) == b'\n' && line + 1 < self.rope.len_lines() {
            end -= 1;
        }
        if end > start && self.rope.byte(end - 1) == b'\r' && line + 1 < self.rope.len_lines() {
            end -= 1;
        }
        end
    }
}
