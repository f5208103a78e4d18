use super::{Check, Findings, rule};
use crate::article::{Article, Entity, EntityId, EntityKind, Fix, Form, Mention, MentionId, Place};
use crate::language::{Class, Language, fold};

rule! {
    /// A pronoun or a role that could equally well stand for two people, where it says who speaks.
    ///
    /// «Hun sier» is plain as long as one woman is being spoken of. Behind a sentence about two of them the reader has
    /// to guess, and may put words into the wrong mouth. The rule asks where the text leaves two people equally
    /// close: the last sentence about either of them names both in one breath, or both bear the role. A name settles
    /// it. The rule is silent where gender, number, role or the order of the sentences decides, and where one of the
    /// two is what the sentence is about.
    ///
    /// What decides is often what is said, and that the rule cannot weigh; so it asks only when it is turned on.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Striden om skolen
    ///
    /// Marit Holme og Kari Vik møttes på rådhuset i går.
    ///
    /// – Det blir ingen ny skole i år, sier hun.
    ///                                      ^^^
    /// ```
    ///
    /// Instead:
    ///
    /// ```article lang=nb
    /// Striden om skolen
    ///
    /// Marit Holme og Kari Vik møttes på rådhuset i går.
    ///
    /// – Det blir ingen ny skole i år, sier Vik.
    /// ```
    /// ```article lang=nn
    /// Striden om skulen
    ///
    /// Marit Holme og Kari Vik møttest på rådhuset i går.
    ///
    /// – Det blir ingen ny skule i år, seier ho.
    ///                                       ^^
    /// ```
    ///
    /// ```article lang=nn
    /// Striden om skulen
    ///
    /// Marit Holme og Per Vik møttest på rådhuset i går.
    ///
    /// – Det blir ingen ny skule i år, seier ho.
    /// ```
    ///
    /// ```article lang=en
    /// The school dispute
    ///
    /// Mary Holme and Susan Rudge met at the town hall on Monday.
    ///
    /// “There will be no new school this year,” she said.
    ///                                          ^^^
    /// ```
    ///
    /// ```article lang=en
    /// The school dispute
    ///
    /// Mary Holme spoke to Susan Rudge at the town hall on Monday.
    ///
    /// “There will be no new school this year,” she said.
    /// ```
    "ambiguous-speaker" { severity: Hint, by_default: false, check: Check::Article(check) }
}

fn check(article: &Article, out: &mut Findings) {
    let whole = article.whole();
    for (n, block) in (0..).zip(article.blocks()) {
        if !whole.parts[n as usize].is_published() {
            continue;
        }
        for mention in block.facts.quotations.iter().filter_map(|it| it.mention) {
            let id = MentionId { block: n, mention };
            let (Some(one), [two, ..]) = (whole.entity_of(id), whole.rivals_of(id)) else { continue };
            let pair = [one, *two].map(|it| (it, whole.entity(it)));
            let open = match block.facts.mentions[mention as usize].form {
                Form::Name | Form::Group => false,
                Form::Role => pair.iter().all(|it| bears(it.1, &block.facts.mentions[mention as usize].name)),
                Form::Pronoun => equally_close(article, id, [one, *two]),
            };
            // Whom the article never names, no name can settle.
            if open && pair.iter().all(|it| it.1.named) && !may_be_one(pair[0].1, pair[1].1) {
                report(article, article.place_of(id), pair, out);
            }
        }
    }
}

/// Whether the article calls somebody by this noun, or by a longer one that ends in it.
fn bears(person: &Entity, role: &str) -> bool {
    person.roles.iter().any(|it| it.0.ends_with(role))
}

/// Whether two people may be one whose name is written in two ways: «Abid Raja», «Abid Q. Raja».
fn may_be_one(one: &Entity, two: &Entity) -> bool {
    one.last_name() == two.last_name() && one.name.split(' ').next() == two.name.split(' ').next()
}

/// How many paragraphs back a reader looks for whom a pronoun means.
const PARAGRAPHS: u32 = 2;

/// Whether the last sentence before a pronoun that is about either of two people opens with both in one breath:
/// «ordfører Marit Holme og rektor Kari Vik».
fn equally_close(article: &Article, pronoun: MentionId, pair: [EntityId; 2]) -> bool {
    let whole = article.whole();
    let said = article.mention(pronoun).sentence;
    for n in (pronoun.block.saturating_sub(PARAGRAPHS)..=pronoun.block).rev() {
        let block = &article.blocks()[n as usize];
        let told = |it: &Mention| !it.quoted && (n < pronoun.block || it.sentence < said);
        let people = (0..).zip(&block.facts.mentions).filter_map(|(mention, it)| {
            let person = whole.entity_of(MentionId { block: n, mention }).filter(|_| told(it))?;
            (whole.entity(person).kind == EntityKind::Person).then_some((person, it))
        });
        let people: Vec<(EntityId, &Mention)> = people.collect();
        let Some(last) = people.iter().rfind(|it| pair.contains(&it.0)) else { continue };
        let mut there = people.iter().filter(|it| it.1.sentence == last.1.sentence);
        let (Some(one), Some(two)) = (there.next(), there.next()) else { return false };
        return pair.iter().all(|it| [one.0, two.0].contains(it))
            && are_joined(article.language(), block.prose(), one.1, two.1);
    }
    false
}

/// Whether nothing but a conjunction stands between two mentions.
fn are_joined(language: &Language, prose: &str, first: &Mention, second: &Mention) -> bool {
    let start = second.role.as_ref().map_or(second.span.start, |it| it.0.start.min(second.span.start));
    let between = prose.get(first.span.end as usize..start as usize).unwrap_or_default();
    language.lexicon.word(&fold(between.trim())).is_some_and(|it| it.class.any(Class::CONJUNCTION))
}

fn report(article: &Article, place: Place, pair: [(EntityId, &Entity); 2], out: &mut Findings) {
    let language = article.language();
    let [one, two] = pair.map(|it| &*it.1.name);
    let parts = [("words", article.words(place)), ("one", one), ("two", two)];
    let finding = out.report(place, language.say("ambiguous-speaker", &parts));
    for (id, person) in pair {
        let why = language.say("ambiguous-speaker-near", &[("name", &person.name)]);
        finding.related.extend(last_named(article, id, place).map(|it| (it, why)));
    }
    let family = pair[0].1.last_name() == pair[1].1.last_name();
    let called = |it: &Entity| if family { it.name.to_string() } else { it.last_name().to_owned() };
    let fix = |(_, person): (EntityId, &Entity)| {
        let name = called(person);
        Fix {
            label: language.say("ambiguous-speaker-fix", &[("name", &name)]),
            edits: [(place, name)].into(),
        }
    };
    finding.fixes = pair.map(fix).into();
}

/// Where a person was last named before a place.
fn last_named(article: &Article, person: EntityId, before: Place) -> Option<Place> {
    let mentions = article.whole().entity(person).mentions.iter().rev();
    mentions.map(|it| (it.block, article.mention(*it))).filter(|it| it.1.form == Form::Name).find_map(
        |(block, it)| {
            let place = Place { block, span: it.span };
            (place < before).then_some(place)
        },
    )
}
