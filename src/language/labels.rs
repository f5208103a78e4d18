//! What a word can be in a name, as learned models tell it.

/// The kinds a name can have, in the order of their labels: person, organisation, place, anything else.
pub const KINDS: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];

/// How many labels there are.
pub const LABELS: usize = 1 + 4 * KINDS.len();

/// A word's place in a name: none at all (0), or a [`Part`] of a name of some kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(u8);

/// Which word of a name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first of several.
    Begin,
    /// Neither the first nor the last.
    Inside,
    /// The last of several.
    Last,
    /// The only one.
    Unit,
}

const PARTS: [(Part, &str); 4] =
    [(Part::Begin, "B"), (Part::Inside, "I"), (Part::Last, "L"), (Part::Unit, "U")];

impl Label {
    /// No part of a name.
    pub const NONE: Label = Label(0);

    /// The label with this number.
    #[must_use]
    pub fn new(number: usize) -> Label {
        Label(number as u8)
    }

    /// The label of word `at` of `len` in a name of this kind.
    #[must_use]
    pub fn of(kind: usize, at: usize, len: usize) -> Label {
        let part = match at {
            0 if len == 1 => 3,
            0 => 0,
            _ if at + 1 == len => 2,
            _ => 1,
        };
        Label(1 + (kind * 4 + part) as u8)
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> usize {
        self.0 as usize
    }

    /// The kind of name it belongs to, as an index of [`KINDS`], and which part of it.
    #[must_use]
    pub fn part(self) -> Option<(usize, Part)> {
        let number = (self.0 as usize).checked_sub(1)?;
        Some((number / 4, PARTS[number % 4].0))
    }

    /// Whether a name ends with the word.
    #[must_use]
    pub fn closes(self) -> bool {
        self.part().is_some_and(|it| matches!(it.1, Part::Last | Part::Unit))
    }

    /// Whether this label may stand behind `before`.
    #[must_use]
    pub fn follows(self, before: Label) -> bool {
        let open = before.part().filter(|it| matches!(it.1, Part::Begin | Part::Inside));
        let inner = self.part().filter(|it| matches!(it.1, Part::Inside | Part::Last));
        open.map(|it| it.0) == inner.map(|it| it.0)
    }

    /// Its name in a model's file.
    #[must_use]
    pub fn name(self) -> String {
        match (self.0 as usize).checked_sub(1) {
            Some(number) => format!("{}-{}", PARTS[number % 4].1, KINDS[number / 4]),
            None => "O".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_follow_as_names_do() {
        let (begin, last, unit) = (Label::of(0, 0, 2), Label::of(0, 1, 2), Label::of(2, 0, 1));
        assert_eq!([begin.name(), last.name(), unit.name()], ["B-PER", "L-PER", "U-LOC"]);
        assert!(begin.follows(Label::NONE) && last.follows(begin) && unit.follows(last));
        assert!(
            !last.follows(Label::NONE) && !Label::NONE.follows(begin) && !last.follows(Label::of(1, 0, 2))
        );
    }
}
