//! Names as the world has them: `gazetteer.toml` of the folder `world` lists first names, surnames and places by the
//! ten thousand, too many and too mixed to make a name of a word by themselves («Mark», «Paris»), but each speaks for something.

use super::{WORLD, folder, tables as rows};
use crate::language::Gender;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::sync::OnceLock;

/// Which lists a word stands in, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lists(u8);

impl Lists {
    const WOMAN: u8 = 1;
    const MAN: u8 = 2;
    const SURNAME: u8 = 4;
    const PLACE: u8 = 8;
    /// The first word of a place's name of several.
    const PLACE_BEGINS: u8 = 16;
    /// Another word of it.
    const PLACE_GOES_ON: u8 = 32;

    /// The bits, for a model to look at.
    #[must_use]
    pub fn bits(self) -> u8 {
        self.0
    }

    /// Whether people have it as a first name.
    #[must_use]
    pub fn is_first_name(self) -> bool {
        self.0 & (Lists::WOMAN | Lists::MAN) != 0
    }

    /// The gender of those who have it as a first name, if it is one gender's.
    #[must_use]
    pub fn gender(self) -> Option<Gender> {
        match (self.0 & Lists::WOMAN != 0, self.0 & Lists::MAN != 0) {
            (true, false) => Some(Gender::Woman),
            (false, true) => Some(Gender::Man),
            _ => None,
        }
    }
}

/// The lists that a word stands in, as it is written with a capital letter; capitals throughout are read too.
#[must_use]
pub fn lists(word: &str) -> Lists {
    static ALL: OnceLock<FxHashMap<&'static str, u8>> = OnceLock::new();
    let all = ALL.get_or_init(read);
    if let Some(bits) = all.get(word) {
        return Lists(*bits);
    }
    let mut letters = word.chars();
    let shouted = word.len() > 3 && letters.all(|it| it.is_uppercase());
    let title =
        || word.chars().take(1).chain(word.chars().skip(1).flat_map(char::to_lowercase)).collect::<String>();
    let bits = if shouted { all.get(title().as_str()) } else { None };
    Lists(bits.copied().unwrap_or(0))
}

fn read() -> FxHashMap<&'static str, u8> {
    let world = folder(WORLD).expect("the folder of the world is shipped");
    let table: rows::Gazetteer = world.table("gazetteer").expect("a shipped list is whole");
    let rows::Gazetteer { women, men, either, surnames, places } = Box::leak(Box::new(table));
    let lines = [&*women, men, either, surnames, places].map(|it| it.lines().count()).into_iter().sum();
    let mut all = FxHashMap::with_capacity_and_hasher(lines, FxBuildHasher);
    for (names, bits) in [
        (women, Lists::WOMAN),
        (men, Lists::MAN),
        (either, Lists::WOMAN | Lists::MAN),
        (surnames, Lists::SURNAME),
    ] {
        names.lines().for_each(|it| *all.entry(it).or_default() |= bits);
    }
    for place in places.lines() {
        let mut words = place.split(' ');
        let first = words.next().unwrap_or_default();
        let whole = if first.len() == place.len() { Lists::PLACE } else { Lists::PLACE_BEGINS };
        *all.entry(first).or_default() |= whole;
        words.for_each(|it| *all.entry(it).or_default() |= Lists::PLACE_GOES_ON);
    }
    all
}
