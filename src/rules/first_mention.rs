use super::{Check, Findings, rule};
use crate::article::{
    Article, Entity, EntityId, EntityKind, Fix, Form, Mention, MentionId, Part, Quotation, QuotationKind,
};
use crate::language::{Class, fold};
use crate::text::Span;

rule! {
    /// A person called by the surname in the running text before the full name.
    ///
    /// Who is Holme? A reader who skipped the headline meets people in the running text, and there the first mention
    /// is the full name. Headlines, ledes, captions and fact boxes have their own custom and do not count, nor does
    /// what somebody says of others. The rule asks where the article does introduce the person, with a title, an age or a
    /// party, but later. A surname with a title («statsminister Lie») is an introduction of its own, and
    /// two people of one surname are left alone.
    ///
    /// Whom everybody knows, a newsroom may well call by surname alone; so the rule asks only when it is turned on.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Brua er stengt
    ///
    /// Storbrua er stengt etter en ulykke natt til onsdag, og ingen vet når den kan åpnes igjen.
    ///
    /// Rekkverket var meldt som løst i januar, ifølge Holme.
    ///                                                ^^^^^
    ///
    /// – Vi har ventet på penger, sier teknisk sjef Marit Holme.
    /// ```
    ///
    /// Instead:
    ///
    /// ```article lang=nb
    /// Brua er stengt
    ///
    /// Storbrua er stengt etter en ulykke natt til onsdag, og ingen vet når den kan åpnes igjen.
    ///
    /// Rekkverket var meldt som løst i januar, ifølge teknisk sjef Marit Holme.
    ///
    /// – Vi har ventet på penger, sier Holme.
    /// ```
    ///
    /// ```article lang=nn
    /// Holme om brua
    ///
    /// Storbrua er stengd etter ei ulykke natt til onsdag, seier Holme.
    ///
    /// – Vi har venta på pengar, seier teknisk sjef Marit Holme. Rekkverket var laust, seier Holme.
    /// ```
    ///
    /// ```article lang=en
    /// Depot fire under control
    ///
    /// A fire at the depot was put out on Friday night.
    ///
    /// The fire began in a skip, according to Rudge. “We were lucky,” said fire officer Ann Rudge.
    ///                                        ^^^^^
    /// ```
    "first-mention" { severity: Hint, by_default: false, check: Check::Article(check) }
}

/// Longest first paragraph in bytes that may be another headline.
const TEASER: usize = 80;

fn check(article: &Article, out: &mut Findings) {
    let whole = article.whole();
    let long = |it: &usize| whole.parts[*it].is_body() && article.blocks()[*it].prose().len() > TEASER;
    let begins = (0..whole.parts.len()).find(long).unwrap_or_default() as u32;
    for (id, person) in (0..).map(EntityId).zip(&whole.entities) {
        if person.kind != EntityKind::Person || !person.name.contains(' ') {
            continue;
        }
        let told = person.mentions.iter().filter(|it| is_told(article, **it));
        let mut named = told.map(|it| (*it, article.mention(*it))).filter(|it| it.1.form == Form::Name);
        let Some((first, mention)) = named.next() else { continue };
        let short = *mention.name == *person.last_name() && mention.role.is_none();
        if !short
            || !acts(article, first, mention, first.block >= begins)
            || shares_surname(article, id, person)
        {
            continue;
        }
        let Some((full, introduced)) = named.find(|it| it.1.name == person.name) else { continue };
        // «The Rudge rule» after Ann Rudge, the lawyer.
        let at_once = full.block == first.block && introduced.sentence == mention.sentence;
        let bare = introduced.role.is_none() && introduced.age.is_none() && introduced.party.is_none();
        if at_once || bare {
            continue;
        }
        let language = article.language();
        let parts = [("surname", &*mention.name), ("name", &*person.name)];
        let place = article.place_of(first);
        let finding = out.report(place, language.say("first-mention", &parts));
        finding.related.push((article.place_of(full), language.say("first-mention-full", &parts)));
        let label = language.say("first-mention-fix", &parts);
        finding.fixes = [Fix { label, edits: [(place, person.name.to_string())].into() }].into();
    }
}

/// Whether a mention introduces somebody: it stands in the running text, in the writer's own words. A full name in
/// the lede does as well.
fn is_told(article: &Article, id: MentionId) -> bool {
    let mention = article.mention(id);
    match article.whole().parts[id.block as usize] {
        Part::Lede => mention.name.contains(' '),
        part => part.is_body() && !mention.quoted,
    }
}

/// Whether a reader meets a person there and asks who it is, and not in what stands before the article begins, which is
/// another headline or a deck, unless somebody speaks in it.
fn acts(article: &Article, id: MentionId, mention: &Mention, begun: bool) -> bool {
    let block = &article.blocks()[id.block as usize];
    let speech = |it: &Quotation| it.kind != QuotationKind::Indirect && it.mention == Some(id.mention);
    let says = block.facts.quotations.iter().any(speech);
    let shouted = !mention.name.contains(char::is_lowercase);
    !shouted && (says || begun) && stands_alone(article, block.prose(), mention.span)
}

/// Whether a name is all that its words say. «The Obama administration», «Lie-saken», "Mr. Lie", "Rudge, Hill and Moss"
/// and «Lie:» above a paragraph are no person met there for the first time.
fn stands_alone(article: &Article, prose: &str, name: Span) -> bool {
    let lexicon = &article.language().lexicon;
    let (before, behind) = (&prose[..name.start as usize], &prose[name.end as usize..]);
    let class = |it: &str| lexicon.word(&fold(it)).map_or(Class::NONE, |it| it.class);
    let ties = Class::DETERMINER.or(Class::CONJUNCTION).or(Class::COURTESY);
    let tied = before.split_whitespace().next_back().is_some_and(|it| class(it).any(ties));
    let listed = behind.strip_prefix(',').unwrap_or(behind).trim_start().starts_with(char::is_uppercase);
    let next = behind.strip_prefix(' ').and_then(|it| it.split(|it: char| !it.is_alphanumeric()).next());
    let noun = |it: &str| !it.is_empty() && (class(it) == Class::NONE || class(it).any(Class::COLLECTIVE));
    let attributive = lexicon.written_apart && next.is_some_and(noun);
    !tied && !listed && !attributive && !behind.starts_with(['-', ':'])
}

/// Whether the article names somebody else of the same surname.
fn shares_surname(article: &Article, id: EntityId, person: &Entity) -> bool {
    let mut all = (0..).map(EntityId).zip(&article.whole().entities);
    all.any(|it| it.0 != id && it.1.last_name() == person.last_name())
}
