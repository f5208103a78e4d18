use super::{Check, Findings, rule};
use crate::article::{Article, EntityId, EntityKind, Fix, Form, MentionId, Place};
use crate::language::{Language, Lists, Subject, fold, lists};
use crate::text::Span;
use rustc_hash::FxHashMap;

rule! {
    /// A person whose name is spelled in two ways.
    ///
    /// Eriksen in the lede and Ericsen in the caption: one of them is wrong, and whoever bears the name sees it. The
    /// rule compares the names of people that differ by a letter or by a way of writing the same sound (c and k, ph
    /// and f, aa and å, double and single letters). The spelling that the article uses more often, or first, is
    /// taken for the right one. A word that is no name and no word anywhere else need not be known for a person's.
    ///
    /// Two people who are both named in full are two people, unless they share the other name. A genitive, a nickname,
    /// a place or firm of almost the same name, and names in somebody's own words in quotation marks are left
    /// alone.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Klubbleder Terje Eriksen møtte pressen tirsdag. Eriksen var ikke fornøyd.
    ///
    /// – Vi leste om det i avisen, sier Ericsen.
    ///                                  ^^^^^^^
    /// ```
    ///
    /// Instead:
    ///
    /// ```article lang=nb
    /// Klubbleder Terje Eriksen møtte pressen tirsdag. Eriksen var ikke fornøyd.
    ///
    /// – Vi leste om det i avisen, sier Eriksen. Eriksens plan er klar.
    /// ```
    ///
    /// ```article lang=nn
    /// Lærar Mohammed Haugen fekk prisen. – Eg er glad, seier Mohammed Haugen.
    ///
    /// Foto: Muhammad Haugen fekk prisen av rektor.
    ///       ^^^^^^^^
    /// ```
    ///
    /// Two people:
    ///
    /// ```article lang=nn
    /// Lærar Anders Hansen og rektor Kari Hanssen fekk prisen. – Eg er glad, seier Hansen. – Eg òg, seier Hanssen.
    /// ```
    ///
    /// ```article lang=en
    /// Detective Ann Rudge opened the case in May. Rudge closed it a year later.
    ///
    /// “We had nothing,” said Rugde, who has since retired.
    ///                        ^^^^^
    /// ```
    ///
    /// ```article lang=en
    /// Detective Ann Rudge opened the case in May. Rudge closed it a year later.
    ///
    /// “We had nothing,” said Rudge, who has since retired.
    /// ```
    "name-spelling" { severity: Warning, check: Check::Article(check) }
}

/// Fewest letters of a surname that is compared; short ones are too often alike.
const LETTERS: usize = 5;

/// Most names that are compared with each other. A text with more of them is a list and no article.
const NAMES: usize = 600;

/// A name in one spelling, with every place where it is written so.
struct Spelling<'a> {
    words: Vec<&'a str>,
    /// The sound of its last word.
    sound: Sound,
    /// One word that the article has for a name and that no list knows: most likely a slip.
    strange: bool,
    entity: Option<EntityId>,
    mentions: Vec<MentionId>,
    /// Speaks, or carries a role, an age or a party somewhere: a person and nothing else.
    alive: bool,
}

/// How a word sounds, as far as spelling goes.
struct Sound {
    letters: String,
    /// The consonants in it, each as a bit.
    consonants: u32,
}

impl Sound {
    fn of(word: &str, language: &Language) -> Sound {
        let letters = language.lexicon.sound(word);
        let consonant = |it: &char| it.is_ascii_lowercase() && !"aeiouyh".contains(*it);
        let bits = letters.chars().filter(consonant).map(|it| 1 << (it as u32 - 'a' as u32));
        let consonants = bits.fold(0, |sum, it: u32| sum | it);
        Sound { letters, consonants }
    }

    fn begins(&self) -> Option<char> {
        self.letters.chars().next()
    }

    /// Whether two words are the same to the ear: Christian and Kristian, Aasen and Åsen, Pettersen and Petersen.
    fn is_same(&self, other: &Sound) -> bool {
        self.letters == other.letters && self.letters.chars().nth(2).is_some()
    }

    /// Whether two long words have the same consonants and differ in two vowels or more, as names from another alphabet
    /// do: Mohammed and Muhammad.
    fn is_kin(&self, other: &Sound) -> bool {
        let (one, two) = (self.letters.chars(), other.letters.chars());
        let vowel = |it: char| "aeiouyæøå".contains(it);
        let differ = one.clone().zip(two.clone()).filter(|it| it.0 != it.1);
        one.clone().count() == two.count()
            && one.count() > LETTERS
            && differ.clone().count() >= 2
            && differ.clone().all(|it| vowel(it.0) && vowel(it.1))
    }

    /// Whether two words may be the same but for a letter: one consonant for another makes two bits.
    fn is_near(&self, other: &Sound) -> bool {
        (self.consonants ^ other.consonants).count_ones() <= 2
    }
}

/// The word of a name that is spelled in another way than elsewhere, and how.
struct Slip<'a> {
    word: usize,
    right: &'a str,
}

fn check(article: &Article, out: &mut Findings) {
    // Where a language's names are only found, nobody has measured whether their spellings are told apart.
    if !article.language().knows(Subject::People) {
        return;
    }
    let spellings = spellings(article);
    if spellings.len() > NAMES {
        return;
    }
    let full: Vec<&Spelling> =
        spellings.iter().filter(|it| it.words.len() > 1 && it.is_person(article)).collect();
    let mut beginning: FxHashMap<Option<char>, Vec<&Spelling>> = FxHashMap::default();
    for it in &full {
        beginning.entry(it.sound.begins()).or_default().push(it);
    }
    for odd in &spellings {
        let person = odd.is_person(article);
        let like = beginning.get(&odd.sound.begins()).into_iter().flatten();
        let like = like.filter(|it| it.sound.is_near(&odd.sound));
        let slips = like.filter_map(|it| Some((*it, slip(odd, it, person, article.language())?)));
        let mut right = slips.filter(|it| is_right(article, odd, it.0, &full));
        if let Some((right, slip)) = right.next() {
            report(article, odd, right, &slip, out);
        }
    }
}

impl Spelling<'_> {
    fn is_person(&self, article: &Article) -> bool {
        self.alive || self.entity.is_some_and(|it| article.whole().entity(it).kind == EntityKind::Person)
    }

    fn last(&self) -> &str {
        self.words.last().copied().unwrap_or_default()
    }
}

/// The names of the article that may be a person's, outside of quotation marks, in the order of the text.
fn spellings(article: &Article) -> Vec<Spelling<'_>> {
    let mut out: Vec<Spelling> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let (whole, language) = (article.whole(), article.language());
    for (n, block) in (0..).zip(article.blocks()).filter(|it| whole.parts[it.0 as usize].is_published()) {
        for (m, mention) in (0..).zip(&block.facts.mentions) {
            let id = MentionId { block: n, mention: m };
            let entity = whole.entity_of(id);
            let kind = entity.map(|it| whole.entity(it).kind);
            let other = matches!(kind, Some(EntityKind::Place | EntityKind::Organisation));
            let marked = || block.facts.marks.around(mention.span.start).is_some();
            if mention.form != Form::Name || is_loud(&mention.name) || marked() {
                continue;
            }
            let strange = || mention.certain && is_strange(&mention.name, language);
            if other && !strange() {
                continue;
            }
            let at = *known.entry(&mention.name).or_insert_with(|| {
                let words: Vec<&str> = mention.name.split(' ').collect();
                let sound = Sound::of(words.last().copied().unwrap_or_default(), language);
                let (strange, mentions) = (strange(), Vec::new());
                out.push(Spelling { words, sound, strange, entity, mentions, alive: false });
                out.len() - 1
            });
            out[at].mentions.push(id);
            out[at].alive |=
                mention.speaks || mention.role.is_some() || mention.age.is_some() || mention.party.is_some();
        }
        if out.len() > NAMES {
            break;
        }
    }
    out
}

/// Whether no list of names or words knows a single word.
fn is_strange(name: &str, language: &Language) -> bool {
    let lexicon = &language.lexicon;
    !name.contains([' ', '-'])
        && lists(name) == Lists::default()
        && lexicon.name(name).is_none()
        && lexicon.word(&fold(name)).is_none()
}

/// Whether a name is written in capitals.
fn is_loud(name: &str) -> bool {
    !name.contains(char::is_lowercase)
}

/// How `odd` differs from the full name `right`, if it is that name in another spelling. `person` says that `odd` is
/// somebody's name for certain.
fn slip<'a>(odd: &Spelling<'a>, right: &Spelling<'a>, person: bool, language: &Language) -> Option<Slip<'a>> {
    if let [only] = *odd.words {
        let surname = *right.words.last()?;
        if same(only, surname) || !odd.strange && is_short(only, surname) {
            return None;
        }
        let alike = match letters(only, surname) {
            // «Livet» at the start of a sentence is no Liset, and a Saudi woman no Saoudi.
            Some(Letters::Changed | Letters::Last) => person || odd.strange,
            Some(Letters::Missing | Letters::Turned) => {
                person || language.lexicon.word(&fold(only)).is_none()
            }
            None => odd.sound.is_same(&right.sound),
        };
        return alike.then_some(Slip { word: 0, right: surname });
    }
    if odd.words.len() != right.words.len() {
        return None;
    }
    let mut differ = (0..odd.words.len()).filter(|it| !same(odd.words[*it], right.words[*it]));
    let (Some(word), None) = (differ.next(), differ.next()) else { return None };
    let (one, other) = (odd.words[word], right.words[word]);
    if one.len().abs_diff(other.len()) > 3 {
        return None;
    }
    let (first, second) = (Sound::of(one, language), Sound::of(other, language));
    if first.begins() != second.begins() || !first.is_near(&second) {
        return None;
    }
    // Brothers and sisters have first names that differ by a letter.
    let surname = word + 1 == odd.words.len();
    let slipped = || letters(one, other).is_some() && (!is_short(one, other) || is_strange(one, language));
    let alike = surname && slipped() || first.is_same(&second) || first.is_kin(&second);
    alike.then_some(Slip { word, right: other })
}

/// Whether two names differ in nothing but the kind of apostrophe, a genitive that is one, or capitals: O'Neill and
/// O’Neill, Grass and Grass', al-Sadr and Al-Sadr.
fn same(a: &str, b: &str) -> bool {
    let straight = |it: char| if it == '’' { '\'' } else { it };
    let plain =
        |it| str::trim_end_matches(it, ['’', '\'']).chars().map(straight).flat_map(char::to_lowercase);
    a == b || (a.len().abs_diff(b.len()) <= '’'.len_utf8() && plain(a).eq(plain(b)))
}

/// Whether `right` is how the name of `odd` ought to be written: used more often, or first, and the same person's.
fn is_right(article: &Article, odd: &Spelling, right: &Spelling, full: &[&Spelling]) -> bool {
    let whole = article.whole();
    let gender = |it: &Spelling| it.entity.and_then(|it| whole.entity(it).gender);
    let other_gender = gender(odd).zip(gender(right)).is_some_and(|it| it.0 != it.1);
    let age = |it: &Spelling| it.mentions.iter().find_map(|it| article.mention(*it).age).map(|it| it.1);
    let other_age = age(odd).zip(age(right)).is_some_and(|it| it.0 != it.1);
    let sentence = |it: &MentionId| (it.block, article.mention(*it).sentence);
    let together =
        odd.mentions.iter().any(|it| right.mentions.iter().any(|two| sentence(it) == sentence(two)));
    if other_gender || other_age || together {
        return false;
    }
    if odd.words.len() == 1 {
        // Whose name it is: somebody is called so in full.
        return !full.iter().any(|it| it.words.contains(&odd.last()));
    }
    // Two full names: what the article writes more often, in full or not.
    let uses = |it: &Spelling| {
        let short = full_or_short(article, it);
        (short, std::cmp::Reverse(it.mentions.first().copied()))
    };
    uses(right) > uses(odd)
}

/// How often a full name or its surname stands in the article.
fn full_or_short(article: &Article, it: &Spelling) -> usize {
    let mentions = it.entity.map_or(&it.mentions, |it| &article.whole().entity(it).mentions);
    let names = mentions.iter().map(|it| article.mention(*it)).filter(|it| it.form == Form::Name);
    names.filter(|name| name.name.ends_with(it.last())).count()
}

fn report(article: &Article, odd: &Spelling, right: &Spelling, slip: &Slip, out: &mut Findings) {
    let language = article.language();
    let parts = [("odd", odd.words[slip.word]), ("right", slip.right)];
    let edits = |it: &Spelling, word: usize, name: &str| -> Box<[(Place, String)]> {
        it.mentions.iter().filter_map(|it| Some((word_at(article, *it, word)?, name.to_owned()))).collect()
    };
    let word = if odd.words.len() == 1 { right.words.len() - 1 } else { slip.word };
    let first = right.mentions.first().and_then(|it| word_at(article, *it, word));
    for id in &odd.mentions {
        let Some(place) = word_at(article, *id, slip.word) else { continue };
        let finding = out.report(place, language.say("name-spelling", &parts));
        finding.related.extend(first.map(|it| (it, language.say("name-spelling-first", &parts))));
        let label = language.say("name-spelling-fix", &parts);
        finding.fixes = [Fix { label, edits: edits(odd, slip.word, slip.right) }].into();
    }
}

/// Where a word of a mentioned name stands.
fn word_at(article: &Article, id: MentionId, word: usize) -> Option<Place> {
    let place = article.place_of(id);
    let words = article.words(place);
    let it = words.split_whitespace().nth(word)?;
    let start = place.span.start as usize + (it.as_ptr() as usize - words.as_ptr() as usize);
    Some(Place { span: Span::new(start, start + it.len()), ..place })
}

/// Whether one of two names is so short that another name may well be a letter away.
fn is_short(a: &str, b: &str) -> bool {
    a.chars().count().min(b.chars().count()) < LETTERS
}

/// How two names differ by a letter.
#[derive(Clone, Copy)]
enum Letters {
    /// Inside, one of them has a letter more.
    Missing,
    /// Two letters have changed places.
    Turned,
    /// Inside, one letter is another one.
    Changed,
    /// Only the last letter is another one, or one more.
    Last,
}

/// How two names of some length differ, if by one letter or two that changed places, and not by the first one nor by
/// a genitive.
fn letters(a: &str, b: &str) -> Option<Letters> {
    let (one, two) = (a.chars().count(), b.chars().count());
    let ((short, least), (long, most)) = if one <= two { ((a, one), (b, two)) } else { ((b, two), (a, one)) };
    let plain = |it: &str| it.ends_with(char::is_alphabetic);
    if most < LETTERS || most - least > 1 || !plain(a) || !plain(b) {
        return None;
    }
    let front = short.chars().zip(long.chars()).take_while(|it| it.0 == it.1).count();
    let back = short.chars().rev().zip(long.chars().rev()).take_while(|it| it.0 == it.1).count();
    let back = back.min(least - front);
    let (short_rest, long_rest) = (least - front - back, most - front - back);
    let pair = |it: &str| (it.chars().nth(front), it.chars().nth(front + 1));
    let turned = || pair(short) == (pair(long).1, pair(long).0);
    match (short_rest, long_rest) {
        _ if front == 0 => None,
        (0, 1) if back == 0 && long.ends_with('s') => None,
        (0 | 1, 1) if back == 0 => Some(Letters::Last),
        (0, 1) => Some(Letters::Missing),
        (1, 1) => Some(Letters::Changed),
        (2, 2) if turned() => Some(Letters::Turned),
        _ => None,
    }
}
