use super::{Check, Findings, rule};
use crate::article::{Article, EntityId, EntityKind, Form, MentionId, Part, Place};
use rustc_hash::{FxHashMap, FxHashSet};

rule! {
    /// Two people who hold the same office of the same country in one article.
    ///
    /// A country has one defence minister at a time. When an article gives the office to two people, one of them
    /// most often is something else: the foreign minister, the minister before. The rule counts: of an office that
    /// one person at a time holds it knows how many countries the article ties it to, and asks when more people
    /// hold it than that. A word like «tidligere» or "former" clears it, and so does a change of office that the
    /// article tells of.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Finlands forsvarsminister Aino Laakso møtte forsvarsminister Per Lie (H) i Helsingfors.
    ///
    /// Etterpå svarte forsvarsminister Pekka Salonen på spørsmål fra pressen.
    ///                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Instead:
    ///
    /// ```article lang=nb
    /// Finlands forsvarsminister Aino Laakso møtte forsvarsminister Per Lie (H) i Helsingfors.
    ///
    /// Etterpå svarte utenriksminister Pekka Salonen på spørsmål fra pressen.
    /// ```
    ///
    /// ```article lang=nb
    /// Finlands forsvarsminister Aino Laakso møtte forsvarsminister Per Lie (H) og tidligere forsvarsminister Pekka Salonen.
    /// ```
    ///
    /// Two ministers who may well be of two countries are left alone:
    ///
    /// ```article lang=nb
    /// Finlands utenriksminister Aino Laakso møtte pressen sammen med utenriksminister Per Lie.
    /// ```
    "role-conflict" { severity: Warning, check: Check::Article(check) }
}

/// One person in an office, where the article first says so.
struct Holder<'a> {
    office: &'a str,
    person: EntityId,
    /// By its number in the lexicon.
    country: Option<u16>,
    place: Place,
}

fn check(article: &Article, out: &mut Findings) {
    let whole = article.whole();
    let lexicon = &article.language().lexicon;
    let home = lexicon.countries.iter().position(|it| *it == article.language().home).map(|it| it as u16);
    let mut holders: Vec<Holder> = Vec::new();
    // Countries that an office is tied to without a name: «USAs forsvarsminister avviser».
    let mut named: Vec<(&str, u16)> = Vec::new();
    let mut cleared: FxHashSet<&str> = FxHashSet::default();
    let mut known: FxHashMap<(&str, EntityId), usize> = FxHashMap::default();
    for (n, block) in article.blocks().iter().enumerate() {
        if !whole.parts[n].is_published() {
            continue;
        }
        named.extend(block.facts.offices.iter().map(|it| (&*it.0, it.1)));
        for (m, mention) in block.facts.mentions.iter().enumerate().filter(|it| it.1.exclusive) {
            let Some(office) = office(mention) else { continue };
            if let Some(country) = mention.country {
                named.push((office, country));
            }
            if mention.former || block.facts.changes.contains(&mention.sentence) {
                cleared.insert(office);
            }
            if mention.form != Form::Name || mention.former {
                continue;
            }
            let id = MentionId { block: n as u32, mention: m as u32 };
            let Some(person) = whole.entity_of(id) else { continue };
            if whole.entity(person).kind != EntityKind::Person {
                continue;
            }
            let country = mention.country.or_else(|| mention.party.and(home));
            let number = *known.entry((office, person)).or_insert_with(|| {
                let role = mention.role.as_ref().map_or(mention.span, |it| it.0);
                let place = Place { block: n as u32, span: role.cover(mention.span) };
                holders.push(Holder { office, person, country, place });
                holders.len() - 1
            });
            holders[number].country = holders[number].country.or(country);
        }
    }
    // Who is the first to hold an office of a country, and the last to hold one of no country that is said.
    let mut first_of: FxHashMap<(&str, u16), &Holder> = FxHashMap::default();
    let last_of: FxHashMap<&str, usize> =
        (0..).zip(&holders).filter(|it| it.1.country.is_none()).map(|(n, it)| (it.office, n)).collect();
    for (n, later) in holders.iter().enumerate() {
        // Two of the same country, said in words.
        let first = later.country.map(|it| *first_of.entry((later.office, it)).or_insert(later));
        let same = first.filter(|it| it.person != later.person);
        if cleared.contains(&later.office) || matches!(whole.parts[later.place.block as usize], Part::Caption)
        {
            continue;
        }
        let before = holders[..n].iter().filter(|it| it.office == later.office);
        // More people than there are countries for them: those that the article ties the office to, and the one
        // that goes without saying.
        let open = || {
            let all = holders.iter().filter(|it| it.office == later.office);
            let mut countries: Vec<u16> =
                named.iter().filter(|it| it.0 == later.office).map(|it| it.1).collect();
            countries.extend(all.clone().filter_map(|it| it.country));
            let said = !countries.is_empty();
            countries.extend(home);
            countries.sort_unstable();
            countries.dedup();
            let room = countries.len() + usize::from(home.is_none());
            let other = || before.clone().rfind(|it| it.country != home);
            let first = before.clone().rfind(|it| it.country.is_none()).or_else(other);
            let first = first.or_else(|| before.clone().next_back());
            (said && all.count() > room).then_some(first).flatten()
        };
        let last = last_of.get(later.office) == Some(&n);
        let Some(first) = same.or_else(|| last.then(open).flatten()) else { continue };
        let (one, two) = (&whole.entity(first.person).name, &whole.entity(later.person).name);
        let parts = [("office", later.office), ("one", &**one), ("two", &**two)];
        let message = article.language().say("role-conflict", &parts);
        let why = article.language().say("role-conflict-first", &parts);
        out.report(later.place, message).related.push((first.place, why));
    }
}

/// The office that a mention gives, in its indefinite form.
fn office(mention: &crate::article::Mention) -> Option<&str> {
    match mention.form {
        Form::Role => Some(&mention.name),
        _ => mention.role.as_ref().map(|it| &*it.1),
    }
}
