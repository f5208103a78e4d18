//! Words that stand in the same places: «Jim» and «Renee», «Monday» and «Friday». Each belongs to one group of a tree
//! (Brown et al. 1992), and how often it is written with a capital is known; both tell much of a word that no
//! labelled text has.

use rustc_hash::FxHashMap;

/// First line of the file.
const MAGIC: &str = "copydesk groups 1";

/// The groups of a language's words, by the word as it is written.
#[derive(Debug, Default)]
pub struct Groups(FxHashMap<&'static str, Group>);

/// Where a word belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The way from the root of the tree to the group, from the lowest bit on; 0 for an unknown word.
    pub path: u32,
    /// How much more often it has a capital letter than none: from 1 (hardly ever) to 6 (nearly always); 0 if nobody
    /// knows.
    pub capital: u8,
    /// Whether people have it as a first name (1), as either (2) or as a surname (3); 0 if nobody knows.
    pub name: u8,
}

impl Group {
    /// Whether its words are far more often written with a capital than without.
    #[must_use]
    pub fn is_name(self) -> bool {
        self.capital >= 5
    }
}

impl Groups {
    /// Reads the file: after its first line a group each, with its path, its capitals, its use as a name, and its words.
    ///
    /// # Errors
    /// What is wrong with the file, in a few words for who made it.
    pub fn read(bytes: &'static [u8]) -> Result<Groups, String> {
        let text = std::str::from_utf8(bytes).map_err(|it| it.to_string())?;
        let mut lines = text.lines();
        if lines.next() != Some(MAGIC) {
            return Err(format!("it does not begin with «{MAGIC}»"));
        }
        let mut all = FxHashMap::default();
        all.reserve(text.len() / 8);
        for line in lines {
            let mut words = line.split(' ');
            let mut number = || words.next().and_then(|it| it.parse::<u32>().ok());
            let (Some(path), Some(capital), Some(name)) = (number(), number(), number()) else {
                return Err(format!("a line begins with no three numbers: {line:.20}"));
            };
            let group = Group { path, capital: capital.min(5) as u8 + 1, name: name.min(3) as u8 };
            all.extend(words.map(|it| (it, group)));
        }
        Ok(Groups(all))
    }

    /// The group of a word as it is written, or else of its small letters.
    #[must_use]
    pub fn of(&self, written: &str, low: &str) -> Group {
        self.0.get(written).or_else(|| self.0.get(low)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_as_written_or_in_small_letters() {
        let groups =
            Groups::read(b"copydesk groups 1\n502 4 1 Kari Ola\n12 0 0 boat\n").expect("it is whole");
        assert_eq!(groups.of("Kari", "kari"), Group { path: 502, capital: 5, name: 1 });
        assert_eq!(groups.of("Boat", "boat"), Group { path: 12, capital: 1, name: 0 });
        assert_eq!(groups.of("Xyz", "xyz"), Group::default());
    }

    #[test]
    fn a_broken_file_is_refused() {
        for file in
            [&b""[..], b"groups\n", b"copydesk groups 1\nKari\n", b"copydesk groups 1\n1 2 x\n", b"\xff"]
        {
            assert!(Groups::read(file).is_err(), "{file:?}");
        }
    }
}
