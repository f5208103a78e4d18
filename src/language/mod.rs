//! Languages are data: this folder holds one folder a language, and no linguistics in its code.
//!
//! A language is loaded when it is first asked for and lives as long as the program.
//! What each file of a folder must hold is said in `tables.rs`; [`missing`] says what one lacks.

mod chain;
mod date_rows;
mod dates;
mod detect;
mod forms;
mod gazetteer;
mod groups;
mod labels;
mod lexicon;
mod model;
mod tables;

pub use chain::{Chain, Fit, Row};
pub use date_rows::Checks;
pub use dates::{DateWord, Dates, DayPart, Feast, Meaning, Role, Season, Tense, Unit};
pub use detect::Votes;
pub use forms::Forms;
pub use gazetteer::{Lists, lists};
pub use groups::{Group, Groups};
pub use labels::{KINDS, LABELS, Label, Part};
pub use lexicon::{Case, Class, Gender, Lexicon, Pronoun, Verb, Word, fold};
pub use model::{Model, feature, feature_of};
pub use tables::{Genitive, Subject};

use tables as rows;

use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// One language: its words, its labels, and how copydesk talks to somebody who writes it.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 code: `nb`, `nn`, `en`.
    pub code: &'static str,
    /// The language's own name.
    pub name: String,
    /// Codes and names by which metadata may ask for it, in lower case, its own code among them.
    pub tags: Vec<String>,
    /// The country whose parties and offices go without saying, by its name in the lexicon.
    pub home: String,
    /// What articles in it are read for.
    knows: Vec<Subject>,
    /// How a name gets its genitive.
    pub genitive: Genitive,
    /// Its words.
    pub lexicon: Lexicon,
    /// Words of dates and times.
    pub dates: Dates,
    /// How it tells names from other words and each other, if it has learned to.
    pub names: Option<Chain>,
    /// Which of its words stand in the same places, if it has learned to.
    pub word_groups: Option<Groups>,
    /// How it tells reported speech from what is only like it, if it has learned to.
    pub attribution: Option<Model>,
    /// How it tells nouns, verbs and the rest apart, for the one before.
    pub word_classes: Option<Model>,
    /// What copydesk says to a writer, by name; `messages.toml` is nothing but these texts.
    messages: FxHashMap<String, String>,
}

/// A language's folder as the build script found it.
struct Folder {
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
}

static FOLDERS: &[Folder] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The models of the folder `models`, by name. Beside them lies `coreference.toml`, the weights that pronouns are
/// resolved by, which the article layer reads.
static MODELS: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/models.rs"));

/// The folder of names that are the same in every language.
const WORLD: &str = "world";

/// Which file says it where a language has no word for it: English.
const FALLBACK: &str = "en";

impl Folder {
    fn table<T: DeserializeOwned>(&self, file: &str) -> Result<T, String> {
        let (_, content) = self
            .files
            .iter()
            .find(|it| it.0 == file)
            .ok_or_else(|| format!("{}: {file}.toml is missing", self.name))?;
        toml::from_str(content).map_err(|it| format!("{}/{file}.toml: {it}", self.name))
    }

    /// The same, where a file that is not there says nothing.
    fn table_if_any<T: DeserializeOwned + Default>(&self, file: &str) -> Result<T, String> {
        if self.has(file) { self.table(file) } else { Ok(T::default()) }
    }

    fn has(&self, file: &str) -> bool {
        self.files.iter().any(|it| it.0 == file)
    }
}

fn folder(code: &str) -> Option<&'static Folder> {
    FOLDERS.iter().find(|it| it.name == code)
}

/// The codes of all shipped languages, in alphabetical order.
pub fn codes() -> impl Iterator<Item = &'static str> {
    FOLDERS.iter().map(|it| it.name).filter(|it| *it != WORLD)
}

/// The language with this code.
///
/// # Panics
/// If a shipped folder is broken, which the test of [`missing`] rules out.
pub fn language(code: &str) -> Option<&'static Language> {
    static LOADED: OnceLock<FxHashMap<&'static str, OnceLock<Language>>> = OnceLock::new();
    let loaded = LOADED.get_or_init(|| codes().map(|code| (code, OnceLock::new())).collect());
    let (code, cell) = loaded.get_key_value(code)?;
    Some(cell.get_or_init(|| load(code).expect("a shipped language is whole")))
}

/// The language that metadata or a command line asks for: a code, a code with a region, or a name.
pub fn by_tag(tag: &str) -> Option<&'static Language> {
    let tag = tag.trim().to_lowercase().replace('_', "-");
    let short = tag.split('-').next().unwrap_or_default();
    detect::tags().get(tag.as_str()).or_else(|| detect::tags().get(short)).and_then(|code| language(code))
}

/// What the folder of `code` lacks, file by file; empty when it is whole.
pub fn missing(code: &str) -> Vec<String> {
    let Some(folder) = folder(code) else { return vec![format!("no folder {code}")] };
    let mut out = Vec::new();
    let about = match folder.table::<rows::About>("language") {
        Ok(it) => it,
        Err(it) => return vec![it],
    };
    let needed = Subject::COMMON.iter().chain(about.knows.iter().flat_map(|it| it.files()));
    let lacking: BTreeSet<_> = needed.filter(|it| !folder.has(it)).collect();
    out.extend(lacking.into_iter().map(|it| format!("{code}: {it}.toml is missing")));
    let mut look = |result: Result<(), String>| out.extend(result.err());
    look(about.names.iter().try_for_each(|it| chain(it).map(drop)));
    look(about.word_groups.iter().try_for_each(|it| groups(it).map(drop)));
    look(about.attribution.iter().chain(&about.word_classes).try_for_each(|it| model(it).map(drop)));
    look(lexicon_tables(folder).map(drop));
    look(folder.table::<date_rows::DateTables>("dates").map(drop));
    look(folder.table_if_any::<rows::Labels>("labels").map(drop));
    // Who reads everything is told about it in their own language.
    let whole = Subject::ALL.iter().all(|it| about.knows.contains(it));
    match folder.table::<FxHashMap<String, String>>("messages") {
        Err(it) => out.push(it),
        Ok(own) => {
            let english = language(FALLBACK).map(|it| &it.messages);
            let keys = english.into_iter().flat_map(|it| it.keys());
            let mut lacking: Vec<_> = keys.filter(|it| whole && !own.contains_key(*it)).collect();
            lacking.sort();
            out.extend(lacking.into_iter().map(|it| format!("{code}/messages.toml: no text for {it}")));
        }
    }
    out
}

/// The model with this name.
fn model(name: &str) -> Result<Model, String> {
    Model::read(learned(name)?).map_err(|it| format!("models/{name}.model: {it}"))
}

/// The groups of words with this name.
fn groups(name: &str) -> Result<Groups, String> {
    Groups::read(learned(name)?).map_err(|it| format!("models/{name}.model: {it}"))
}

/// The learned file with this name.
fn learned(name: &str) -> Result<&'static [u8], String> {
    let found = MODELS.iter().find(|it| it.0 == name);
    found.map(|it| it.1).ok_or_else(|| format!("no models/{name}.model"))
}

/// The model of names with this name.
fn chain(name: &str) -> Result<Chain, String> {
    Chain::new(model(name)?).map_err(|it| format!("models/{name}.model: {it}"))
}

/// All that a folder says about words.
fn lexicon_tables(folder: &Folder) -> Result<lexicon::Tables, String> {
    Ok(lexicon::Tables {
        verbs: folder.table_if_any("verbs")?,
        cues: folder.table_if_any("cues")?,
        roles: folder.table_if_any("roles")?,
        pronouns: folder.table_if_any("pronouns")?,
        words: folder.table("words")?,
        quotes: folder.table_if_any("quotes")?,
        names: folder.table_if_any("names")?,
        numbers: folder.table("numbers")?,
        claims: folder.table_if_any("claims")?,
        world: self::folder(WORLD).ok_or("no folder world")?.table("names")?,
    })
}

fn load(code: &'static str) -> Result<Language, String> {
    let folder = folder(code).ok_or_else(|| format!("no folder {code}"))?;
    let about: rows::About = folder.table("language")?;
    let lexicon = Lexicon::new(&lexicon_tables(folder)?);
    Ok(Language {
        code,
        name: about.name,
        tags: about.tags,
        home: about.home,
        knows: about.knows,
        genitive: about.genitive,
        lexicon,
        dates: Dates::new(folder.table("dates")?),
        names: about.names.as_deref().map(chain).transpose()?,
        word_groups: about.word_groups.as_deref().map(groups).transpose()?,
        attribution: about.attribution.as_deref().map(model).transpose()?,
        word_classes: about.word_classes.as_deref().map(model).transpose()?,
        messages: folder.table("messages")?,
    })
}

impl Language {
    /// Whether articles in it are read for `subject`.
    pub fn knows(&self, subject: Subject) -> bool {
        self.knows.contains(&subject)
    }

    /// The text called `key` in this language, or in English, with every `{name}` filled in.
    ///
    /// # Panics
    /// If no shipped language has the text: a message without words is a defect.
    pub fn say(&self, key: &str, parts: &[(&str, &str)]) -> String {
        let text = self
            .messages
            .get(key)
            .or_else(|| language(FALLBACK).and_then(|it| it.messages.get(key)))
            .unwrap_or_else(|| panic!("no message is called {key}"));
        let mut out = text.clone();
        for (name, value) in parts {
            out = out.replace(&format!("{{{name}}}"), value);
        }
        out
    }
}

/// The number of a month by a name or abbreviation of it, in lower case, in any shipped language.
pub fn month(name: &str) -> Option<u8> {
    static MONTHS: OnceLock<FxHashMap<String, u8>> = OnceLock::new();
    let months = MONTHS.get_or_init(|| {
        let mut all = FxHashMap::default();
        for folder in FOLDERS.iter().filter(|it| it.name != WORLD) {
            let Ok(tables) = folder.table::<date_rows::DateTables>("dates") else { continue };
            for (row, number) in tables.months.iter().zip(1u8..) {
                all.extend(row.names.iter().chain(&row.short).map(|it| (fold(it), number)));
            }
        }
        all
    });
    months.get(name).copied()
}

/// The labels of all languages together: what a line is does not hang on knowing its language first.
#[derive(Debug)]
pub struct Labels {
    /// Before a photographer's name: «Foto».
    pub credit: LabelList,
    /// Before a writer's name: «Av».
    pub byline: LabelList,
    /// Opens a fact box: «Fakta».
    pub facts: LabelList,
    /// Opens the list of sources: «Kilder».
    pub sources: LabelList,
    /// Opens a correction: «Rettelse».
    pub correction: LabelList,
    /// Before the day an article came out: «Publisert».
    pub published: LabelList,
}

/// Labels that say the same, by the byte they begin with; the longest first, so that «Kilder» is not read as «Kilde».
#[derive(Debug)]
pub struct LabelList([Vec<String>; 256]);

impl LabelList {
    fn new(mut labels: Vec<String>) -> LabelList {
        labels.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        labels.dedup();
        let mut list = LabelList(std::array::from_fn(|_| Vec::new()));
        for label in labels {
            if let Some(first) = label.bytes().next() {
                list.0[usize::from(first)].push(label);
            }
        }
        list
    }

    /// The labels that begin with the same byte as `text`: for nearly every text none.
    pub fn near(&self, text: &str) -> impl Iterator<Item = &String> {
        text.bytes().next().into_iter().flat_map(|it| &self.0[usize::from(it)])
    }
}

/// The labels that every format reads by.
pub fn labels() -> &'static Labels {
    static LABELS: OnceLock<Labels> = OnceLock::new();
    LABELS.get_or_init(|| {
        let own = codes().map(|code| -> rows::Labels {
            folder(code).expect("listed").table_if_any("labels").expect("a shipped language is whole")
        });
        let own: Vec<_> = own.collect();
        let all = |list: fn(&rows::Labels) -> &Vec<String>| {
            LabelList::new(own.iter().flat_map(list).cloned().collect())
        };
        Labels {
            credit: all(|it| &it.credit),
            byline: all(|it| &it.byline),
            facts: all(|it| &it.facts),
            sources: all(|it| &it.sources),
            correction: all(|it| &it.correction),
            published: all(|it| &it.published),
        }
    })
}
