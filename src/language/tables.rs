//! What stands in a language's folder, file by file, as it is written there.
//!
//! Every field is named here. Which files a language must have hangs on what it knows ([`Subject::files`]); a file it
//! need not have may be left out whole, and then says nothing. [`super::missing`] says what a folder lacks.
//! Words are written in lower case unless they are names. A word may stand in several tables.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What articles in a language can be read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// Which day is meant.
    Dates,
    /// What has a name: a person, an organisation, a place.
    Names,
    /// Who is in it, whatever they are called.
    People,
    /// Who says what.
    Quotations,
    /// Which statements nobody answers for.
    Claims,
}

impl Subject {
    /// The files that every language has.
    pub(crate) const COMMON: [&str; 4] = ["language", "messages", "words", "numbers"];

    /// All there are.
    pub const ALL: [Subject; 5] =
        [Subject::Dates, Subject::Names, Subject::People, Subject::Quotations, Subject::Claims];

    /// The files that a language needs for it, besides those that every language has.
    pub(crate) fn files(self) -> &'static [&'static str] {
        match self {
            Subject::Dates => &["dates"],
            // They are told by a learned model, which the language names.
            Subject::Names => &[],
            Subject::People => &["roles", "pronouns", "names", "labels"],
            Subject::Quotations => &["verbs", "cues", "quotes", "labels"],
            Subject::Claims => &["claims"],
        }
    }
}

/// `language.toml`: what the language is called and how it is told from the others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct About {
    /// BCP 47 code, the folder's name.
    pub code: String,
    /// Its own name for itself.
    pub name: String,
    /// What articles in it are read for; about everything else the desk says nothing.
    pub knows: Vec<Subject>,
    /// Other codes and names under which metadata may ask for it.
    pub tags: Vec<String>,
    /// The country (by its name in `names.toml`) whose parties and offices go without saying; empty if none.
    #[serde(default)]
    pub home: String,
    /// How a name gets its genitive.
    pub genitive: Genitive,
    /// Frequent words by which the language is known. Only words that no other shipped language has in
    /// common use count fully; a word shared with others weighs less by itself.
    pub markers: Vec<String>,
    /// The learned model of names, a file of `models` without its ending; languages may share one.
    #[serde(default)]
    pub names: Option<String>,
    /// The learned groups of words that the model of names asks, likewise.
    #[serde(default)]
    pub word_groups: Option<String>,
    /// The learned model of reported speech, likewise.
    #[serde(default)]
    pub attribution: Option<String>,
    /// The learned model of word classes that the one of reported speech asks, likewise.
    #[serde(default)]
    pub word_classes: Option<String>,
}

/// How a name gets its genitive: «Holmes» of Holme, «Moss’» of Moss.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Genitive {
    /// What most names get. An apostrophe is written `’`; a text may have it straight.
    pub ending: String,
    /// Last letters of the names that get something else, in lower case.
    pub hissing: Vec<char>,
    /// What those get.
    pub after_hissing: String,
}

impl Genitive {
    /// The ending that `name` gets.
    pub fn of(&self, name: &str) -> &str {
        if self.hisses(name) { &self.after_hissing } else { &self.ending }
    }

    /// Whether a name ends in a letter that takes another ending.
    pub fn hisses(&self, name: &str) -> bool {
        name.chars().next_back().is_some_and(|it| it.to_lowercase().all(|it| self.hissing.contains(&it)))
    }
}

/// `verbs.toml`: verbs that report what somebody says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Verbs {
    /// Verbs of saying.
    pub speech: Vec<VerbRow>,
    /// Verbs of manner that are a cue only right beside a quotation: «smiler hun».
    pub manner: Vec<VerbRow>,
}

/// One verb with its forms.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerbRow {
    pub lemma: String,
    /// Present and past: a form that can carry a clause.
    pub finite: Vec<String>,
    /// Infinitive, participles.
    #[serde(default)]
    pub other: Vec<String>,
    /// Passive and impersonal forms: «heter», «opplyses».
    #[serde(default)]
    pub passive: Vec<String>,
    /// A particle that goes with it and may stand behind the speaker: «legger X til».
    #[serde(default)]
    pub particle: Option<String>,
    /// Whether «X … at …» with this verb reports X's words (`sier`, `opplyser`). False for verbs that only
    /// go with a direct quotation (`spør`, `fortsetter`).
    #[serde(default)]
    pub reports: bool,
    /// Whether the reported clause may follow without «at»/"that": "she said it was late".
    #[serde(default)]
    pub bare: bool,
    /// Whether one does it without a word: thinks, hopes, fears. It is reported and need not have been said.
    #[serde(default)]
    pub silent: bool,
}

/// `cues.toml`: other ways to name a source.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cues {
    /// Prepositions and phrases right before a source: ifølge, according to.
    pub according: Vec<String>,
    /// The word that opens a reported clause: at, that.
    pub that: Vec<String>,
    /// Words that open other reported clauses: om, hvorfor, whether.
    pub whether: Vec<String>,
    /// Prepositions between the verb and the one spoken to: til, overfor, to.
    pub addressee: Vec<String>,
    /// Documents and occasions that carry somebody's words: uttalelse, pressemelding, statement.
    pub documents: Vec<String>,
    /// Words that may stand between a cue and its source: også, videre, also.
    pub between: Vec<String>,
    /// Verb groups that say by themselves that somebody else says so («skal ha gjort»): the first verb, the second, and
    /// what the third ends in.
    pub hearsay: Vec<(String, String, Vec<String>)>,
}

/// `roles.toml`: offices, titles, professions.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Roles {
    /// Nouns for what a person is. A longer word ending in one is a role too (Bellona-leiaren), if `compounds`.
    pub nouns: Vec<RoleRow>,
    /// Whether compounds ending in a role noun are roles.
    pub compounds: bool,
    /// Offices that one person at a time holds in a country: statsminister. Indefinite forms.
    pub exclusive: Vec<String>,
    /// Words before or in a role that say the office is not held now: tidligere, påtroppende, former.
    pub former: Vec<String>,
    /// Words that tell of a change of office: etterfølger, overtar, resigned.
    pub change: Vec<String>,
    /// What people are to somebody else, whose it is: mor, søster, nabo. Indefinite forms.
    pub kin: Vec<String>,
    /// Groups of nouns that come to much the same, whole or as the end of a compound: minister, statsråd.
    pub alike: Vec<Vec<String>>,
    /// Words between somebody and what they are: er, var, som.
    pub copulas: Vec<String>,
    /// How a noun ends that means somebody known; empty in a language with an article instead.
    pub definite_ends: Vec<String>,
    /// Groups that speak as one, as definite nouns: politiet, regjeringen, "police".
    pub collectives: Vec<String>,
    /// Those of them that mean one that is known even without an article: "police"; empty where the form is definite.
    pub without_article: Vec<String>,
}

/// One role noun.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleRow {
    pub base: String,
    /// Definite singular forms (ministeren); empty in a language with an article instead.
    #[serde(default)]
    pub definite: Vec<String>,
    /// Plural forms, definite ones included.
    #[serde(default)]
    pub plural: Vec<String>,
    /// `f` or `m` if the word itself says so (talskvinne), else absent.
    #[serde(default)]
    pub gender: Option<String>,
}

/// `pronouns.toml`: words that stand for somebody named elsewhere.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pronouns {
    pub pronouns: Vec<PronounRow>,
}

/// One pronoun.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PronounRow {
    /// Subject forms.
    pub subject: Vec<String>,
    /// Object forms.
    #[serde(default)]
    pub object: Vec<String>,
    /// Possessive forms.
    #[serde(default)]
    pub possessive: Vec<String>,
    /// `f`, `m`, `n` (a thing) or absent when it says nothing.
    #[serde(default)]
    pub gender: Option<String>,
    /// 1, 2 or 3.
    pub person: u8,
    #[serde(default)]
    pub plural: bool,
}

/// `words.toml`: the small words by which clauses and noun phrases are bounded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub determiners: Vec<String>,
    /// The determiners that make a noun mean somebody known: the, his; empty where an ending does it.
    pub definite: Vec<String>,
    pub prepositions: Vec<String>,
    /// The prepositions right before a place: i, på, in.
    pub locative: Vec<String>,
    /// The prepositions between an office and its country: i, of.
    pub belonging: Vec<String>,
    /// The prepositions between one and the many: en *av* pilotene, one *of* the pilots.
    pub partitive: Vec<String>,
    /// The word before two that are joined: både, both.
    pub both: Vec<String>,
    /// Words that join equals: og, men, eller.
    pub conjunctions: Vec<String>,
    /// Words that open a subordinate clause: fordi, mens, when.
    pub subjunctions: Vec<String>,
    /// som, der, who, which.
    pub relatives: Vec<String>,
    pub adverbs: Vec<String>,
    /// Finite forms of auxiliaries and of the most frequent verbs that report nothing: er, har, vil, was.
    pub verbs: Vec<String>,
    /// Verbs that another verb follows in their clause: «ble» in «ble pågrepet».
    pub auxiliaries: Vec<AuxiliaryRow>,
    /// Whether the verb stands second, whatever comes first: «i går brast rekkverket».
    pub verb_second: bool,
    /// How finite verbs end that no list has; they count only where a verb is expected.
    pub verb_ends: Vec<String>,
    /// Question words.
    pub questions: Vec<String>,
    /// Hedges: kanskje, trolig, reportedly.
    pub hedges: Vec<String>,
    /// Abbreviations with their stops that do not end a sentence: f.eks., bl.a., Mr., Sen.
    pub abbreviations: Vec<String>,
    /// The commonest other words that open sentences, so that a capital there makes no name.
    pub common: Vec<String>,
}

/// Verbs that another verb follows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuxiliaryRow {
    pub words: Vec<String>,
    /// How the verb behind them ends; any word may stand there if the list is empty.
    pub then: Vec<String>,
}

/// `quotes.toml`: how speech is marked.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quotes {
    /// Opening and closing mark, the usual pair first.
    pub pairs: Vec<(String, String)>,
    /// Whether a dash at the start of a paragraph opens speech.
    pub turns: bool,
}

/// `labels.toml`: fixed words at the start of a line that say what the line is, with their capitals.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Labels {
    /// Before the name of a photographer: Foto, Photo, Bilde.
    pub credit: Vec<String>,
    /// Before the writer's name: Av, Tekst, By.
    pub byline: Vec<String>,
    /// Opens a fact box: Fakta.
    pub facts: Vec<String>,
    /// Opens the list of sources: Kilde, Kilder, Sources.
    pub sources: Vec<String>,
    /// Opens a correction: Rettelse, Correction.
    pub correction: Vec<String>,
    /// Before the day an article came out, or was last changed: Publisert, Updated.
    pub published: Vec<String>,
}

/// `names.toml`: names whose form belongs to the language, and what builds names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Names {
    pub countries: Vec<CountryRow>,
    /// Cities, regions, seas, continents whose name has a form of its own in this language.
    pub places: Vec<String>,
    /// Organisations by name: De forente nasjoner, FN, Stortinget.
    pub organisations: Vec<String>,
    /// Last words of organisations' names: AS, kommune, universitet, University.
    pub organisation_ends: Vec<String>,
    /// Whether such a last word may be written small: «Bergen kommune».
    pub small_ends: bool,
    /// How no noun ends behind a genitive: like verbs and like nouns in the definite form.
    pub not_owned_ends: Vec<String>,
    /// Whether a name and the noun it belongs to are written apart: "the Obama administration", but «Høyre-velger».
    pub written_apart: bool,
    /// First words (with a capital) that make an organisation: Universitetet (i Bergen), Ministry (of).
    pub organisation_starts: Vec<String>,
    /// Common nouns right before an organisation's or a newspaper's name: avisen, nyhetsbyrået, the newspaper.
    pub organisation_titles: Vec<String>,
    /// Party letters that stand in brackets behind a politician of the home country: Ap, H, R-Texas is `R`.
    pub parties: Vec<String>,
    /// Small words inside names: von, de, bin, al-.
    pub particles: Vec<String>,
    /// Titles before a name that say nothing but politeness, with gender: Mr., fru.
    #[serde(default)]
    pub courtesy: BTreeMap<String, String>,
}

/// One country.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CountryRow {
    pub name: String,
    /// Other names: Storbritannia, UK; De forente stater.
    #[serde(default)]
    pub also: Vec<String>,
    /// Adjectives and inhabitants: norsk, norske, nordmann, nordmennene.
    pub adjectives: Vec<String>,
}

/// `claims.toml`: words of countable claims.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Claims {
    /// Past forms of verbs whose subject is the dead: omkom, died.
    pub died: Vec<String>,
    /// Participles of killing, and past forms whose object is the dead: drept, drepte, killed.
    pub killed: Vec<String>,
    /// The same of injury: skadet, såret, wounded.
    pub injured: Vec<String>,
    /// The dead and the hurt as nouns or adjectives behind a number: døde, omkomne, dead.
    pub dead: Vec<String>,
    /// People that can be counted: personer, mennesker, soldater, ansatte, people.
    pub people: Vec<String>,
}

/// `numbers.toml`: numbers in words, and what they count.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Numbers {
    /// Words that count like «one» without a number word: en, ett, a.
    pub one: Vec<String>,
    /// Words that make a number rough: omlag, rundt, minst, nearly.
    pub about: Vec<String>,
    /// Currency words and signs: kroner, dollar, euro, kr, $.
    pub currencies: Vec<String>,
    /// prosent, per cent, percent, %.
    pub percent: Vec<String>,
    /// tusen, million, millioner, milliard, billion with what they multiply by.
    pub multipliers: BTreeMap<String, f64>,
    /// Number words up to twelve and round ones: to = 2, hundre = 100.
    pub numbers: BTreeMap<String, f64>,
}

/// `world/names.toml`: names that are the same in every language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct World {
    /// Letters that are written in more than one way, in lower case, and what stands for them; longer ones first.
    pub sounds: Vec<(String, String)>,
    /// First names mostly given to women.
    pub women: Vec<String>,
    /// First names mostly given to men.
    pub men: Vec<String>,
    /// Cities and regions.
    pub places: Vec<String>,
    /// Newspapers, agencies, broadcasters, companies, bodies.
    pub organisations: Vec<String>,
}

/// `gazetteer.toml` of the folder `world`: names by the ten thousand, one a line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gazetteer {
    /// First names of women.
    pub women: String,
    /// First names of men.
    pub men: String,
    /// First names of both.
    pub either: String,
    /// Surnames.
    pub surnames: String,
    /// Towns, regions and countries.
    pub places: String,
}
