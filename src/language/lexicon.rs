//! A language's words as the article reader asks for them: one look-up a word.

use super::tables as rows;
use rustc_hash::FxHashMap;

/// What a word can be. A word is often several things; the reader decides by what stands around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Class {
            $($(#[$doc])* pub const $name: Class = Class(1 << $bit);)*
        }
    };
}

classes! {
    /// A form of a verb of saying that can carry a clause.
    SPEECH = 0;
    /// Infinitive or participle of a verb of saying.
    SPEECH_OTHER = 1;
    /// Passive or impersonal form of a verb of saying: «heter det».
    SPEECH_PASSIVE = 2;
    /// A verb of manner: a cue only beside a quotation.
    MANNER = 3;
    /// ifølge, according to.
    ACCORDING = 4;
    /// at, that.
    THAT = 5;
    /// om, hvorfor, whether.
    WHETHER = 6;
    /// til, overfor, to: before the one spoken to.
    ADDRESSEE = 7;
    /// uttalelse, statement.
    DOCUMENT = 8;
    /// også, videre: between cue and source.
    BETWEEN = 9;
    /// A role noun, indefinite.
    ROLE = 10;
    /// A role noun, definite singular.
    ROLE_DEFINITE = 11;
    /// A role noun, plural.
    ROLE_PLURAL = 12;
    /// An office that one person at a time holds.
    EXCLUSIVE = 13;
    /// tidligere, former.
    FORMER = 14;
    /// etterfølger, resigned.
    CHANGE = 15;
    /// politiet, regjeringen.
    COLLECTIVE = 16;
    /// A pronoun; see [`Word::pronoun`].
    PRONOUN = 17;
    DETERMINER = 18;
    PREPOSITION = 19;
    CONJUNCTION = 20;
    SUBJUNCTION = 21;
    RELATIVE = 22;
    ADVERB = 23;
    /// Finite form of a frequent verb that reports nothing.
    VERB = 24;
    QUESTION = 25;
    HEDGE = 26;
    /// An abbreviation with its stop.
    ABBREVIATION = 27;
    /// An ordinary word that often opens a sentence.
    COMMON = 28;
    /// A first name of women.
    WOMAN = 29;
    /// A first name of men.
    MAN = 30;
    PLACE = 31;
    COUNTRY = 32;
    /// norsk, nordmennene.
    NATIONALITY = 33;
    ORGANISATION = 34;
    ORGANISATION_END = 35;
    ORGANISATION_START = 36;
    /// avisen, nyhetsbyrået.
    ORGANISATION_TITLE = 37;
    /// Party letters.
    PARTY = 38;
    /// von, de, bin.
    PARTICLE = 39;
    /// Mr., fru.
    COURTESY = 40;
    /// omkom: the subject is dead.
    DIED = 54;
    /// drept: the subject or object is.
    KILLED = 41;
    INJURED = 42;
    DEAD = 43;
    PEOPLE = 44;
    CURRENCY = 45;
    PERCENT = 46;
    MULTIPLIER = 47;
    NUMBER = 48;
    ONE = 49;
    ABOUT = 50;
    /// the, his: makes a noun mean somebody known.
    DEFINITE = 51;
    /// i, på: right before a place.
    LOCATIVE = 52;
    /// i, of: between an office and its country.
    BELONGING = 53;
    /// av, of: between one and the many it is one of.
    PARTITIVE = 55;
    /// både: before two that are joined.
    BOTH = 56;
    /// moren, kollega: what somebody is to somebody else.
    KIN = 57;
    /// er, var: between somebody and what they are.
    COPULA = 58;
    /// police: a collective that is known without an article.
    WITHOUT_ARTICLE = 59;
}

impl Class {
    /// No class at all.
    pub const NONE: Class = Class(0);

    /// Whether the two share a class.
    pub fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// What the two share.
    pub const fn and(self, other: Class) -> Class {
        Class(self.0 & other.0)
    }

    /// A bit for each class.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// Both together.
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// Grammatical or natural gender, where a word gives it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    Woman,
    Man,
    /// A thing, never a person.
    Thing,
}

fn gender(code: Option<&String>) -> Option<Gender> {
    match code.map(String::as_str) {
        Some("f") => Some(Gender::Woman),
        Some("m") => Some(Gender::Man),
        Some("n") => Some(Gender::Thing),
        _ => None,
    }
}

/// A pronoun's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pronoun {
    pub gender: Option<Gender>,
    pub person: u8,
    pub plural: bool,
    pub case: Case,
}

/// What a pronoun's form does in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Subject,
    Object,
    Possessive,
}

/// A reporting verb as a form of it was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verb {
    pub lemma: String,
    /// A particle that goes with it: «til» in «legger til».
    pub particle: Option<String>,
    /// Whether it reports with «at»/"that".
    pub reports: bool,
    /// Whether the reported clause may follow bare.
    pub bare: bool,
    /// Whether one does it without a word: thinks, hopes.
    pub silent: bool,
}

/// What the lexicon knows of a word or phrase.
#[derive(Clone, Debug, Default)]
pub struct Word {
    pub class: Class,
    /// The verbs it is a form of; several verbs may share a form («legger til», «legger vekt på»).
    pub verbs: Vec<Verb>,
    pub pronoun: Option<Pronoun>,
    /// Gender that the word itself gives away.
    pub gender: Option<Gender>,
    /// The country a name or an adjective belongs to, as an index of [`Lexicon::countries`].
    pub country: Option<u16>,
    /// The value of a number word or the factor of a multiplier.
    pub value: Option<f64>,
    /// The indefinite form of a role noun, in lower case.
    pub base: Option<Box<str>>,
    /// Which group of nouns that come to much the same a role noun belongs to, counted from one; 0 for none.
    pub alike: u8,
}

/// All that a language's folder says about words.
#[derive(Debug)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, Word>,
    /// Names that only count with their capital.
    names: FxHashMap<Box<str>, Word>,
    /// Phrases of several words, by the first of them; the shortest first.
    phrases: FxHashMap<Box<str>, Vec<(Box<str>, Word)>>,
    /// Length in bytes of the longest word that a phrase begins with.
    longest_first: usize,
    /// Role nouns that compounds end in, by their last three bytes.
    heads: FxHashMap<[u8; 3], Vec<Box<str>>>,
    /// Country names, by index.
    pub countries: Vec<String>,
    /// Quotation marks as pairs, the usual one first.
    pub pairs: Vec<(char, char)>,
    /// How a noun ends that means somebody known: «-en».
    pub definite_ends: Vec<String>,
    /// Whether a dash at the start of a paragraph opens speech.
    pub turns: bool,
    /// Verb groups that say by themselves that somebody else says so.
    pub hearsay: Vec<(String, String, Vec<String>)>,
    /// Whether the last word of an organisation's name may be written small: «Bergen kommune».
    pub small_ends: bool,
    /// How no noun ends behind a genitive: like verbs and like nouns in the definite form.
    pub not_owned_ends: Vec<String>,
    /// Whether a name and the noun it belongs to are written apart: "the Obama administration".
    pub written_apart: bool,
    /// How the verb ends that follows an auxiliary, by the auxiliary.
    auxiliaries: FxHashMap<Box<str>, Box<[String]>>,
    /// How finite verbs end.
    pub verb_ends: Vec<String>,
    /// Letters of names that are written in more than one way, and what stands for them.
    sounds: FxHashMap<char, Vec<(String, String)>>,
}

pub(super) struct Tables {
    pub verbs: rows::Verbs,
    pub cues: rows::Cues,
    pub roles: rows::Roles,
    pub pronouns: rows::Pronouns,
    pub words: rows::Words,
    pub quotes: rows::Quotes,
    pub names: rows::Names,
    pub numbers: rows::Numbers,
    pub claims: rows::Claims,
    pub world: rows::World,
}

impl rows::Roles {
    /// The group of nouns that come to much the same which a role noun belongs to, counted from one.
    fn alike_of(&self, base: &str) -> u8 {
        let group = self.alike.iter().position(|it| it.iter().any(|it| base.ends_with(it.as_str())));
        group.filter(|it| *it < 30).map_or(0, |it| it as u8 + 1)
    }
}

/// A lexicon while it is put together.
#[derive(Default)]
struct Draft {
    words: FxHashMap<Box<str>, Word>,
    names: FxHashMap<Box<str>, Word>,
    phrases: FxHashMap<Box<str>, Word>,
}

impl Draft {
    /// The entry of an ordinary word or phrase.
    fn word(&mut self, text: &str) -> &mut Word {
        let key: Box<str> = fold(text).into();
        if text.contains(' ') {
            self.phrases.entry(key).or_default()
        } else {
            self.words.entry(key).or_default()
        }
    }

    /// The entry of a name: found only when written with its capital.
    fn name(&mut self, text: &str) -> &mut Word {
        if text.contains(' ') {
            self.phrases.entry(fold(text).into()).or_default()
        } else {
            self.names.entry(text.into()).or_default()
        }
    }

    fn add<'a>(&mut self, class: Class, words: impl IntoIterator<Item = &'a String>) {
        for text in words {
            let word = self.word(text);
            word.class = word.class.or(class);
        }
    }

    fn add_names<'a>(&mut self, class: Class, words: impl IntoIterator<Item = &'a String>) {
        for text in words {
            let word = self.name(text);
            word.class = word.class.or(class);
        }
    }
}

impl Lexicon {
    pub(super) fn new(tables: &Tables) -> Lexicon {
        let mut draft = Draft::default();
        for (class, rows) in [(Class::SPEECH, &tables.verbs.speech), (Class::MANNER, &tables.verbs.manner)] {
            for row in rows {
                let verb = Verb {
                    lemma: row.lemma.clone(),
                    particle: row.particle.clone(),
                    reports: row.reports,
                    bare: row.bare,
                    silent: row.silent,
                };
                let manner = class == Class::MANNER;
                let other = if manner { Class::NONE } else { Class::SPEECH_OTHER };
                for (class, forms) in
                    [(class, &row.finite), (other, &row.other), (Class::SPEECH_PASSIVE, &row.passive)]
                {
                    for form in forms {
                        let word = draft.word(form);
                        word.class = word.class.or(class);
                        if !word.verbs.contains(&verb) {
                            word.verbs.push(verb.clone());
                        }
                    }
                }
            }
        }
        let cues = &tables.cues;
        draft.add(Class::ACCORDING, &cues.according);
        draft.add(Class::THAT, &cues.that);
        draft.add(Class::WHETHER, &cues.whether);
        draft.add(Class::ADDRESSEE, &cues.addressee);
        draft.add(Class::DOCUMENT, &cues.documents);
        draft.add(Class::BETWEEN, &cues.between);
        let mut heads: FxHashMap<[u8; 3], Vec<Box<str>>> = FxHashMap::default();
        for row in &tables.roles.nouns {
            let definite = row.definite.iter().map(|it| (it, Class::ROLE_DEFINITE));
            let plural = row.plural.iter().map(|it| (it, Class::ROLE_PLURAL));
            for (form, class) in std::iter::once((&row.base, Class::ROLE)).chain(definite).chain(plural) {
                let word = draft.word(form);
                word.class = word.class.or(class);
                word.gender = gender(row.gender.as_ref());
                word.base = Some(fold(&row.base).into());
                word.alike = tables.roles.alike_of(&row.base);
                let folded = fold(form);
                if tables.roles.compounds
                    && folded.len() >= 4
                    && let Some(tail) = folded.as_bytes().last_chunk::<3>()
                {
                    heads.entry(*tail).or_default().push(folded.into());
                }
            }
        }
        #[allow(
            clippy::iter_over_hash_type,
            reason = "each value is changed by itself; the order is of no matter"
        )]
        for list in heads.values_mut() {
            list.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
            list.dedup();
        }
        // An exclusive office is a role noun in its own right, with the forms of the noun it ends in.
        for office in &tables.roles.exclusive {
            let office = fold(office);
            let word = draft.word(&office);
            word.class = word.class.or(Class::EXCLUSIVE).or(Class::ROLE);
            word.base = Some(office.clone().into());
            word.alike = tables.roles.alike_of(&office);
            for row in &tables.roles.nouns {
                let Some(stem) = office.strip_suffix(fold(&row.base).as_str()) else { continue };
                for form in &row.definite {
                    let word = draft.word(&format!("{stem}{}", fold(form)));
                    word.class = word.class.or(Class::EXCLUSIVE).or(Class::ROLE_DEFINITE);
                    word.base = Some(office.clone().into());
                    word.alike = tables.roles.alike_of(&office);
                }
            }
        }
        for row in tables.roles.nouns.iter().filter(|it| tables.roles.kin.contains(&it.base)) {
            draft.add(Class::KIN, std::iter::once(&row.base).chain(&row.definite).chain(&row.plural));
        }
        draft.add(Class::COPULA, &tables.roles.copulas);
        draft.add(Class::FORMER, &tables.roles.former);
        draft.add(Class::CHANGE, &tables.roles.change);
        draft.add(Class::COLLECTIVE, &tables.roles.collectives);
        draft.add(Class::WITHOUT_ARTICLE, &tables.roles.without_article);
        for row in &tables.pronouns.pronouns {
            let cases = [
                (Case::Subject, &row.subject),
                (Case::Object, &row.object),
                (Case::Possessive, &row.possessive),
            ];
            for (case, forms) in cases {
                for form in forms {
                    let word = draft.word(form);
                    word.class = word.class.or(Class::PRONOUN);
                    let gender = gender(row.gender.as_ref());
                    word.pronoun.get_or_insert(Pronoun {
                        gender,
                        person: row.person,
                        plural: row.plural,
                        case,
                    });
                }
            }
        }
        let words = &tables.words;
        draft.add(Class::DETERMINER, &words.determiners);
        draft.add(Class::DEFINITE, &words.definite);
        draft.add(Class::PREPOSITION, &words.prepositions);
        draft.add(Class::LOCATIVE, &words.locative);
        draft.add(Class::BELONGING, &words.belonging);
        draft.add(Class::PARTITIVE, &words.partitive);
        draft.add(Class::BOTH, &words.both);
        draft.add(Class::CONJUNCTION, &words.conjunctions);
        draft.add(Class::SUBJUNCTION, &words.subjunctions);
        draft.add(Class::RELATIVE, &words.relatives);
        draft.add(Class::ADVERB, &words.adverbs);
        draft.add(Class::VERB, &words.verbs);
        draft.add(Class::QUESTION, &words.questions);
        draft.add(Class::HEDGE, &words.hedges);
        draft.add(Class::ABBREVIATION, &words.abbreviations);
        draft.add(Class::COMMON, &words.common);
        let claims = &tables.claims;
        draft.add(Class::DIED, &claims.died);
        draft.add(Class::KILLED, &claims.killed);
        draft.add(Class::INJURED, &claims.injured);
        draft.add(Class::DEAD, &claims.dead);
        draft.add(Class::PEOPLE, &claims.people);
        let numbers = &tables.numbers;
        draft.add(Class::CURRENCY, &numbers.currencies);
        draft.add(Class::PERCENT, &numbers.percent);
        draft.add(Class::ONE, &numbers.one);
        draft.add(Class::ABOUT, &numbers.about);
        for (class, table) in [(Class::MULTIPLIER, &numbers.multipliers), (Class::NUMBER, &numbers.numbers)] {
            for (text, value) in table {
                let word = draft.word(text);
                word.class = word.class.or(class);
                word.value = Some(*value);
            }
        }
        let names = &tables.names;
        let mut countries = Vec::new();
        for (n, row) in names.countries.iter().enumerate() {
            for name in std::iter::once(&row.name).chain(&row.also) {
                let word = draft.name(name);
                word.class = word.class.or(Class::COUNTRY).or(Class::PLACE);
                word.country = Some(n as u16);
            }
            for adjective in &row.adjectives {
                let word = draft.word(adjective);
                word.class = word.class.or(Class::NATIONALITY);
                word.country = Some(n as u16);
            }
            countries.push(row.name.clone());
        }
        draft.add_names(Class::PLACE, names.places.iter().chain(&tables.world.places));
        draft.add_names(Class::ORGANISATION, names.organisations.iter().chain(&tables.world.organisations));
        draft.add(Class::ORGANISATION_END, &names.organisation_ends);
        draft.add(Class::ORGANISATION_START, &names.organisation_starts);
        draft.add(Class::ORGANISATION_TITLE, &names.organisation_titles);
        draft.add_names(Class::PARTY, &names.parties);
        draft.add(Class::PARTICLE, &names.particles);
        draft.add_names(Class::WOMAN, &tables.world.women);
        draft.add_names(Class::MAN, &tables.world.men);
        for (text, code) in &names.courtesy {
            let word = draft.word(text);
            word.class = word.class.or(Class::COURTESY);
            word.gender = gender(Some(code));
        }
        let mut all: Vec<_> = draft.phrases.into_iter().collect();
        all.sort_by(|a, b| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0)));
        let mut phrases: FxHashMap<Box<str>, Vec<(Box<str>, Word)>> = FxHashMap::default();
        for phrase in all {
            let first = phrase.0.split(' ').next().unwrap_or_default();
            phrases.entry(first.into()).or_default().push(phrase);
        }
        let pairs =
            tables.quotes.pairs.iter().filter_map(|(a, b)| Some((a.chars().next()?, b.chars().next()?)));
        Lexicon {
            longest_first: phrases.keys().map(|it| it.len()).max().unwrap_or(0),
            words: draft.words,
            names: draft.names,
            phrases,
            heads,
            countries,
            pairs: pairs.collect(),
            definite_ends: tables.roles.definite_ends.clone(),
            turns: tables.quotes.turns,
            hearsay: tables.cues.hearsay.clone(),
            small_ends: names.small_ends,
            not_owned_ends: names.not_owned_ends.clone(),
            written_apart: names.written_apart,
            auxiliaries: auxiliaries(&words.auxiliaries),
            verb_ends: words.verb_ends.clone(),
            sounds: by_first_letter(&tables.world.sounds),
        }
    }

    /// What is known of a word, by its lower-case form.
    pub fn word(&self, folded: &str) -> Option<&Word> {
        self.words.get(folded)
    }

    /// How the verb ends that follows `folded` in its clause, if that is an auxiliary; with no ending, any word may.
    pub fn follows(&self, folded: &str) -> Option<&[String]> {
        self.auxiliaries.get(folded).map(|it| &**it)
    }

    /// What is known of a name, as it is written.
    pub fn name(&self, written: &str) -> Option<&Word> {
        self.names.get(written)
    }

    /// A name by its sound, as far as spelling goes: Christian and Kristian, Aasen and Åsen, Pettersen and Petersen
    /// have the same one.
    pub fn sound(&self, name: &str) -> String {
        let name = name.to_lowercase();
        let (mut rest, mut out) = (&*name, String::with_capacity(name.len()));
        while let Some(letter) = rest.chars().next() {
            let known = self.sounds.get(&letter).into_iter().flatten().find(|it| rest.starts_with(&*it.0));
            let written = known.map_or(letter.len_utf8(), |it| it.0.len());
            for it in known.map_or(&rest[..written], |it| &it.1).chars() {
                if !out.ends_with(it) {
                    out.push(it);
                }
            }
            rest = &rest[written..];
        }
        out
    }

    /// The role noun that a longer word ends in: `statssekretær` for `miljøstatssekretær`.
    pub fn head(&self, folded: &str) -> Option<&Word> {
        let heads = self.heads.get(folded.as_bytes().last_chunk::<3>()?)?;
        let head = heads.iter().find(|it| folded.len() >= it.len() + 2 && folded.ends_with(&***it))?;
        self.words.get(head)
    }

    /// Every phrase of several words that `folded` begins with, the shortest first, and its length in bytes.
    /// Whether it ends at a word's edge is for the caller to see.
    pub fn phrases(&self, folded: &str) -> impl Iterator<Item = (usize, &Word)> {
        let end = folded.bytes().take(self.longest_first + 1).position(|it| it == b' ');
        let first = end.and_then(|it| self.phrases.get(&folded[..it]));
        let here = first.into_iter().flatten().filter(|it| folded.starts_with(&*it.0));
        here.map(|it| (it.0.len(), &it.1))
    }
}

/// `text` in lower case, byte for byte as long: a letter whose lower case has another length stays.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|it| !it.is_ascii()) {
        let (plain, other) = rest.split_at(at);
        let from = out.len();
        out.push_str(plain);
        out[from..].make_ascii_lowercase();
        let letter = other.chars().next().expect("a byte that is not ASCII begins a letter");
        let mut low = letter.to_lowercase();
        match (low.next(), low.next()) {
            (Some(it), None) if it.len_utf8() == letter.len_utf8() => out.push(it),
            _ => out.push(letter),
        }
        rest = &other[letter.len_utf8()..];
    }
    let from = out.len();
    out.push_str(rest);
    out[from..].make_ascii_lowercase();
    out
}

fn auxiliaries(rows: &[rows::AuxiliaryRow]) -> FxHashMap<Box<str>, Box<[String]>> {
    let row = |row: &rows::AuxiliaryRow| {
        let then: Box<[String]> = row.then.clone().into();
        row.words.iter().map(|it| (fold(it).into(), then.clone())).collect::<Vec<_>>()
    };
    rows.iter().flat_map(row).collect()
}

/// Spellings and how they sound, by the first letter that is written.
fn by_first_letter(sounds: &[(String, String)]) -> FxHashMap<char, Vec<(String, String)>> {
    let mut out: FxHashMap<char, Vec<(String, String)>> = FxHashMap::default();
    for it in sounds {
        out.entry(it.0.chars().next().unwrap_or_default()).or_default().push(it.clone());
    }
    out
}
