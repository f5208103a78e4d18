//! Groups: bodies and groups of people that the article calls by what they are, where they say something.

use super::{EntityId, EntityKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// How many bytes longer a noun in its definite form is than the noun in an organisation's name, at most: «sykehuset»
/// is «Lia sykehus», «kommunen» is «Lia kommune».
const ENDING: usize = 3;

/// The groups of the article so far, and the organisations that a noun may mean instead.
#[derive(Default)]
pub(super) struct Groups<'b> {
    /// The first one of each noun, and whether there are more.
    spoken: FxHashMap<&'b str, (EntityId, bool)>,
    /// Those whose place is said, by noun and place: «politiet i Lia».
    placed: FxHashMap<&'b str, EntityId>,
    /// Nouns whose first group has no place yet.
    somewhere: FxHashSet<&'b str>,
    /// Organisations by the last word of their name; none where several share it.
    by_last: FxHashMap<String, Option<EntityId>>,
    /// Whether the article names any organisation that a noun like «selskapet» may stand for.
    organisations: bool,
}

/// Whom a noun for a group means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Found {
    Known(EntityId),
    /// Somebody not spoken of so far.
    New,
    /// One of several; which one is open.
    Open,
}

impl<'b> Groups<'b> {
    /// Notes an organisation, or a house («Lia sykehus»), that the article names.
    pub(super) fn named(&mut self, name: &str, kind: EntityKind, id: EntityId) {
        self.organisations |= kind == EntityKind::Organisation;
        let Some((_, last)) = name.rsplit_once(' ') else { return };
        let seen = self.by_last.entry(last.to_lowercase());
        seen.and_modify(|it| *it = it.filter(|it| *it == id)).or_insert(Some(id));
    }

    /// Notes a group that the article calls by a noun, with the place where that is said.
    pub(super) fn note(&mut self, noun: &'b str, place: Option<&'b str>, id: EntityId) {
        self.spoken.entry(noun).and_modify(|it| it.1 = true).or_insert((id, false));
        match place {
            Some(place) => _ = self.placed.insert(place, id),
            None => _ = self.somewhere.insert(noun),
        }
    }

    /// Whom a noun means. One that `stands_in` for a name («selskapet») is open where organisations are named.
    pub(super) fn find(&mut self, noun: &str, place: Option<&'b str>, stands_in: bool) -> Found {
        let known = self.spoken.get(noun).copied();
        let Some(place) = place else {
            return match known {
                None => self.organisation_for(noun, stands_in),
                Some((only, false)) => Found::Known(only),
                Some((_, true)) => Found::Open,
            };
        };
        if let Some((first, _)) = known.filter(|_| self.somewhere.remove(noun)) {
            self.placed.insert(place, first);
        }
        self.placed.get(place).map_or(Found::New, |it| Found::Known(*it))
    }

    fn organisation_for(&self, noun: &str, stands_in: bool) -> Found {
        let stems = (0..=ENDING).filter_map(|it| noun.get(..noun.len().checked_sub(it)?));
        let named = stems.into_iter().find_map(|it| self.by_last.get(it).copied());
        let open = stands_in && self.organisations;
        let found = named.map(|it| it.map_or(Found::Open, Found::Known));
        found.unwrap_or(if open { Found::Open } else { Found::New })
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, EntityKind, Given, QuotationId};
    use crate::format::Plain;
    use crate::language::language;

    /// Who says each quotation, by name.
    fn said(code: &str, text: &str) -> Vec<String> {
        let article = Article::parse(text, &Plain, Given { language: language(code), date: None });
        let whole = article.whole();
        let mut out = Vec::new();
        for (block, it) in (0u32..).zip(article.blocks()) {
            for (quotation, _) in (0u32..).zip(&it.facts.quotations) {
                let speaker = whole.speaker_of(QuotationId { block, quotation }).entity;
                out.push(speaker.map_or("nobody", |it| &whole.entity(it).name).to_owned());
            }
        }
        out
    }

    #[test]
    fn the_same_noun_is_the_same_body() {
        let text = "Bru stengt\n\nPolitiet opplyser at brua er stengt.\n\nTrafikken står, melder politiet.\n\n\
                    – Kjør en annen vei, sier de.";
        assert_eq!(said("nb", text), ["politiet", "politiet"]);
        let article = Article::parse(text, &Plain, Given { language: language("nb"), date: None });
        let groups = article.whole().entities.iter().filter(|it| it.kind == EntityKind::Group);
        assert_eq!(groups.map(|it| it.mentions.len()).collect::<Vec<_>>(), [3]);
    }

    #[test]
    fn police_of_two_places_are_two() {
        let text = "To ulykker\n\nPolitiet i Bergen opplyser at veien er stengt.\n\nPolitiet i Oslo sier at veien er \
                    åpen.\n\nIngen er skadd, ifølge politiet.";
        assert_eq!(said("nb", text), ["politiet i Bergen", "politiet i Oslo", "nobody"]);
    }

    #[test]
    fn a_noun_may_mean_the_organisation_named() {
        let text = "Skadd i ulykke\n\nEn mann ligger på Lia sykehus.\n\nSykehuset opplyser at han er våken.";
        assert_eq!(said("nb", text), ["Lia sykehus"]);
    }

    #[test]
    fn a_campaign_is_not_another_one() {
        let text =
            "New ad\n\nThe Holme campaign said it would run the ad.\n\nThe Rudge campaign said it was false.";
        assert!(!said("en", text).contains(&"campaign".to_owned()));
    }

    #[test]
    fn they_are_the_group_that_spoke() {
        let text = "Bridge closed\n\nPolice said the bridge was closed.\n\n“Take another road,” they said.";
        assert_eq!(said("en", text), ["police", "police"]);
    }
}
