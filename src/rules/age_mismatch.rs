use super::dates::{is_spoken, published_on};
use super::{Check, Findings, rule};
use crate::article::{
    Article, Block, EntityId, EntityKind, Form, LifeDate, Mention, MentionId, Part, Place, Severity,
};
use crate::language::{Role, fold};
use crate::text::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

rule! {
    /// An age that does not fit the year of birth, or two ages for one person.
    ///
    /// «Kari Berg (34), født 1985» is 40 or 41 in 2026. The rule counts from the publication date, and compares the ages
    /// that the article gives one person behind their name. Who has died, and whose age stands in a sentence about
    /// another year, is left alone; so are lists, where the number may be the minute of a goal, and a year's difference in
    /// an article that tells of a birthday.
    ///
    /// ## Example
    ///
    /// ```article lang=nb date=2026-03-10
    /// Kari Berg (34), født i 1985, er ny rektor. – Eg gler meg, seier Kari Berg.
    /// ^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=nb date=2026-03-10
    /// Kari Berg (40), født i 1985, er ny rektor.
    /// ```
    ///
    /// ```article lang=nb
    /// Lærer Ola Vik (52) fikk prisen.
    ///
    /// Foto: Ola Vik (54) med prisen.
    ///       ^^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=en date=2026-03-10
    /// Ann Lee, who was born in 1962, retired last week. Lee is 54.
    ///                                                          ^^
    /// ```
    "age-mismatch" { severity: Warning, check: Check::Article(check) }
}

/// An age that the article gives somebody now, and where.
#[derive(Clone, Copy)]
struct Aged {
    age: i16,
    place: Place,
    /// It stands with a name, in brackets or between commas. A sentence may speak of the past as if it were now:
    /// «Hun er elleve år».
    named: bool,
}

/// What the article says of one person's age.
#[derive(Default)]
struct Person {
    ages: Vec<Aged>,
    born: Option<(LifeDate, Place)>,
    dead: bool,
}

/// Most people in a sentence that gives their ages; more of them are a list of results.
const LIST: usize = 3;

/// Where an age does not fit, why, and the other place that matters.
type Odd = (Place, String, Option<(Place, String)>);

fn check(article: &Article, out: &mut Findings) {
    let people = people(article);
    let published = article.whole().date.and_then(published_on);
    let mut odd: Vec<Odd> = Vec::new();
    for person in people.values().filter(|it| !it.dead) {
        let language = article.language();
        if let (Some((born, place)), Some(published)) = (person.born, published) {
            let (least, most) = (born.ages(life_date(published.0)).0, born.ages(life_date(published.1)).1);
            let now = |it: &&Aged| it.named || it.place.block == place.block;
            for aged in person.ages.iter().filter(now).filter(|it| it.age < least || it.age > most) {
                let right = if least == most { most.to_string() } else { format!("{least}–{most}") };
                let parts =
                    [("age", &*aged.age.to_string()), ("born", &*born.year.to_string()), ("right", &*right)];
                let words = article.words(place).to_owned();
                odd.push((aged.place, language.say("age-mismatch", &parts), Some((place, words))));
            }
        }
        let mut named = person.ages.iter().filter(|it| it.named);
        let Some(first) = named.next() else { continue };
        let other = named.find(|it| is_slip(it.age, first.age));
        if let Some(other) = other.filter(|it| (it.age - first.age).abs() > 1 || !tells_birthday(article)) {
            let parts = [("one", &*first.age.to_string()), ("two", &*other.age.to_string())];
            let words = article.words(first.place).to_owned();
            odd.push((other.place, language.say("age-mismatch-two", &parts), Some((first.place, words))));
        }
    }
    odd.extend(nameless(article, &people));
    odd.sort_by_key(|it| it.0);
    odd.dedup_by_key(|it| it.0);
    for (place, message, related) in odd {
        let found = out.report(place, message);
        found.related.extend(related);
        if is_spoken(&article.blocks()[place.block as usize], place.span) {
            found.severity = Severity::Hint;
        }
    }
}

/// Whether two ages are so alike that one is a slip of the other: some years apart, ten, or their figures changed round.
/// Other numbers behind a name are the minutes of goals or the places of a race.
fn is_slip(one: i16, two: i16) -> bool {
    let turned = one % 10 == two / 10 && one / 10 == two % 10;
    matches!((one - two).abs(), 1..=3 | 10) || one != two && turned
}

fn life_date(date: Date) -> LifeDate {
    LifeDate { year: date.year(), day: Some((date.month().unsigned_abs(), date.day().unsigned_abs())) }
}

/// Who is called by an age that nobody in the article has, where the one person whose age it gives is about as old:
/// «Ola Vik (34) … 35-åringen».
fn nameless(article: &Article, people: &BTreeMap<EntityId, Person>) -> Option<Odd> {
    let mut known = people.values().filter_map(|it| it.ages.iter().find(|it| it.named));
    let (only, None) = (known.next()?, known.next()) else { return None };
    let blocks =
        (0u32..).zip(article.blocks()).filter(|it| article.whole().parts[it.0 as usize].is_published());
    let mut other = blocks.flat_map(|(n, block)| block.facts.mentions.iter().map(move |it| (n, it)));
    let called = |it: &(u32, &Mention)| it.1.form == Form::Role && it.1.age.is_some();
    // Two of them, or one brought in as somebody new, are other people.
    let (n, mention) = other.find(called)?;
    if other.any(|it| called(&it) && it.1.age.map(|it| it.1) != mention.age.map(|it| it.1)) {
        return None;
    }
    let place = Place { block: n, span: mention.span };
    let (_, age) = mention.age?;
    let near = (age as i16 - only.age).abs();
    if !mention.certain || mention.quoted || !(1..=2).contains(&near) || place < only.place {
        return None;
    }
    if near == 1 && tells_birthday(article) {
        return None;
    }
    let parts = [("one", &*only.age.to_string()), ("two", &*age.to_string())];
    let words = article.words(only.place).to_owned();
    Some((place, article.language().say("age-mismatch-two", &parts), Some((only.place, words))))
}

/// What the article says of people's ages, in the order in which they become known.
fn people(article: &Article) -> BTreeMap<EntityId, Person> {
    let whole = article.whole();
    let mut people: BTreeMap<EntityId, Person> = BTreeMap::new();
    for (n, block) in (0u32..).zip(article.blocks()) {
        if !whole.parts[n as usize].is_published() {
            continue;
        }
        let person = |m: u32| {
            let entity = whole.entity_of(MentionId { block: n, mention: m })?;
            (whole.entity(entity).kind == EntityKind::Person).then_some(entity)
        };
        for (m, mention) in (0u32..).zip(&block.facts.mentions) {
            let Some((span, age)) = mention.age.filter(|_| mention.form == Form::Name) else { continue };
            // In lists a number behind a name is a result: «Mål: Kari Berg (34)».
            let listed = matches!(whole.parts[n as usize], Part::Item | Part::FactBox | Part::Sources)
                || is_list(block, mention.sentence);
            let Some(entity) = person(m).filter(|_| !listed && !of_another_year(article, n, mention)) else {
                continue;
            };
            let close = span.end + u32::from(block.prose()[span.end as usize..].starts_with(')'));
            let place = Place { block: n, span: mention.span.cover(Span { end: close, ..span }) };
            people.entry(entity).or_default().ages.push(Aged { age: age as i16, place, named: true });
        }
        for life in &block.facts.lives {
            let Some(entity) = life.mention.and_then(person) else { continue };
            let place = Place { block: n, span: life.span };
            let it = people.entry(entity).or_default();
            it.dead |= life.dead;
            it.born = it.born.or(life.born.map(|born| (born, place)));
            if let Some(age) = life.age.filter(|_| !life.dead) {
                it.ages.push(Aged { age: age as i16, place, named: false });
            }
        }
    }
    people
}

/// Whether a sentence gives so many people a number that it is a list, or one of them two.
fn is_list(block: &Block, sentence: u32) -> bool {
    let here = || block.facts.mentions.iter().filter(|it| it.sentence == sentence && it.age.is_some());
    let twice = |it: &Mention| here().filter(|other| other.name == it.name).count() > 1;
    here().count() > LIST || here().any(twice)
}

/// Whether an age stands in a sentence about another year than that of publication.
fn of_another_year(article: &Article, n: u32, mention: &Mention) -> bool {
    let block = &article.blocks()[n as usize];
    let Some(sentence) = block.facts.sentences.get(mention.sentence as usize) else { return false };
    let now = article.whole().date.map(|it| it.year);
    let times = block.facts.timexes.iter().zip(article.whole().times_in(n as usize));
    let born = |span: Span| block.facts.lives.iter().any(|it| it.born.is_some() && it.span.contains(span));
    let told = times.filter(|it| sentence.contains(it.0.span) && !born(it.0.span));
    let mut years = told.filter_map(|it| it.1.value.when.year());
    // What lies a year back may well be told with the age of today.
    years.any(|it| now.is_none_or(|now| (it - now).abs() > 1))
}

/// Whether the article tells of a birthday.
fn tells_birthday(article: &Article) -> bool {
    let dates = &article.language().dates;
    let tells = |word: &str| dates.word(&fold(word)).is_some_and(|it| it.is(Role::TURNS));
    article.blocks().iter().any(|it| it.prose().split(|it: char| !it.is_alphabetic()).any(tells))
}
