use super::dates::dated;
use super::{Check, Findings, rule};
use crate::article::{Article, EntityId, Event, Expression, MentionId, Place};
use crate::language::{Class, fold};
use jiff::civil::Date;
use rustc_hash::FxHashMap;

rule! {
    /// One event that the article gives two dates.
    ///
    /// The fire broke out on 3 May in the lede and on 4 May below. The rule takes two clauses for one event if they have
    /// the same verb, no everyday one and none of saying, and name the same person, organisation or place, and asks if
    /// their days lie one to three days apart. Two arrests a day apart look the same, so it is off by default.
    ///
    /// ## Example
    ///
    /// ```article lang=nb date=2026-05-20
    /// Kari Nesbakk ble pågrepet 3. mai. Ingen så det.
    ///
    /// Kari Nesbakk ble pågrepet 4. mai etter et tips.
    ///                           ^^^^^^
    /// ```
    ///
    /// ```article lang=nb date=2026-05-20
    /// Kari Nesbakk ble pågrepet 3. mai. Ingen så det.
    ///
    /// Kari Nesbakk ble løslatt 4. mai etter et tips.
    /// ```
    "event-date-conflict" { severity: Hint, by_default: false, check: Check::Article(check) }
}

/// Most days between two dates of what may be one event.
const APART: i32 = 3;

/// When something happened, where that is said, and who or what was in it.
struct Told {
    date: Date,
    place: Place,
    entities: Vec<EntityId>,
}

fn check(article: &Article, out: &mut Findings) {
    let (whole, language) = (article.whole(), article.language());
    let mut known: FxHashMap<String, Vec<Told>> = FxHashMap::default();
    for dated in dated(article) {
        let prose = dated.block.prose();
        for event in dated.block.facts.events.iter().filter(|it| it.main) {
            let Some(verb) = event.verb.map(|it| fold(it.of(prose))) else { continue };
            let everyday = Class::VERB.or(Class::SPEECH).or(Class::SPEECH_OTHER).or(Class::COPULA);
            if language.lexicon.word(&verb).is_some_and(|it| it.class.any(everyday)) {
                continue;
            }
            let entities = entities(event, |m| whole.entity_of(MentionId { block: dated.n, mention: m }));
            let at = event.timex as usize;
            let timex = &dated.block.facts.timexes[at];
            let day =
                matches!(timex.expression, Expression::Day(_)).then_some(dated.times[at].value.when.day());
            let Some(date) = day.flatten().filter(|_| !entities.is_empty()) else { continue };
            let told = known.entry(verb).or_default();
            let place = dated.place(timex.span);
            let other = told.iter().find(|it| {
                let days = it.date.until(date).map_or(0, |it| it.get_days().abs());
                (1..=APART).contains(&days) && it.entities.iter().any(|it| entities.contains(it))
            });
            // Where the same day has been told of before, it is another event.
            let same = told.iter().any(|it| it.date == date);
            if let Some(other) = other.filter(|_| !same) {
                let words = article.words(other.place).to_owned();
                let parts = [("here", article.words(place)), ("there", &*words)];
                let found = out.report(place, language.say("event-date-conflict", &parts));
                found.related.push((other.place, words.clone()));
            }
            told.push(Told { date, place, entities });
        }
    }
}

fn entities(event: &Event, of: impl Fn(u32) -> Option<EntityId>) -> Vec<EntityId> {
    event.mentions.iter().filter_map(|it| of(*it)).collect()
}
