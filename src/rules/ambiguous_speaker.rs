use super::{Check, Findings, rule};
use crate::article::{Article, EntityId, Fix, Form, MentionId, Place};

rule! {
    /// A pronoun or a role that could equally well stand for two people, where it says who speaks.
    ///
    /// «Hun sier» is plain as long as one woman is being spoken of. Behind a sentence about two of them the reader has
    /// to guess, and may put words into the wrong mouth. The rule asks where the text leaves two people equally
    /// close; a name settles it. It is silent where gender, number, role or the order of the sentences decides.
    ///
    /// What decides is often what is said, and that the rule cannot weigh; so it asks only when it is turned on.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Striden om skolen
    ///
    /// Marit Holme møtte Kari Vik på rådhuset i går.
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
    /// Marit Holme møtte Kari Vik på rådhuset i går.
    ///
    /// – Det blir ingen ny skole i år, sier Vik.
    /// ```
    /// ```article lang=nn
    /// Striden om skulen
    ///
    /// Marit Holme møtte Kari Vik på rådhuset i går.
    ///
    /// – Det blir ingen ny skule i år, seier ho.
    ///                                       ^^
    /// ```
    ///
    /// ```article lang=nn
    /// Striden om skulen
    ///
    /// Marit Holme møtte Per Vik på rådhuset i går.
    ///
    /// – Det blir ingen ny skule i år, seier ho.
    /// ```
    ///
    /// ```article lang=en
    /// The school dispute
    ///
    /// Mary Holme met Susan Rudge at the town hall on Monday.
    ///
    /// “There will be no new school this year,” she said.
    ///                                          ^^^
    /// ```
    "ambiguous-speaker" { severity: Hint, by_default: false, check: Check::Article(check) }
}

fn check(article: &Article, out: &mut Findings) {
    let whole = article.whole();
    for (n, block) in (0..).zip(article.blocks()) {
        if !whole.parts[n as usize].is_published() {
            continue;
        }
        for quotation in &block.facts.quotations {
            let Some(mention) = quotation.mention else { continue };
            let it = &block.facts.mentions[mention as usize];
            let id = MentionId { block: n, mention };
            let (Some(one), [two, ..]) = (whole.entity_of(id), whole.rivals_of(id)) else { continue };
            if it.form == Form::Name {
                continue;
            }
            let place = Place { block: n, span: it.span };
            let (one_name, two_name) = (&*whole.entity(one).name, &*whole.entity(*two).name);
            // Whom the article never names, no name can settle.
            if ![one_name, two_name].iter().all(|it| it.starts_with(char::is_uppercase)) {
                continue;
            }
            let parts = [("words", article.words(place)), ("one", one_name), ("two", two_name)];
            let finding = out.report(place, article.language().say("ambiguous-speaker", &parts));
            for (person, name) in [(one, one_name), (*two, two_name)] {
                let why = article.language().say("ambiguous-speaker-near", &[("name", name)]);
                finding.related.extend(last_named(article, person, place).map(|it| (it, why)));
            }
            let last = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
            let family = last(one_name) == last(two_name);
            let surname = |name: &str| if family { name.to_owned() } else { last(name) };
            let fix = |name: String| Fix {
                label: article.language().say("ambiguous-speaker-fix", &[("name", &name)]),
                edits: [(place, name)].into(),
            };
            finding.fixes = [one_name, two_name].map(surname).map(fix).into();
        }
    }
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
