use super::dates::{Dated, dated};
use super::{Check, Findings, rule};
use crate::article::{Article, CalendarDay, Event, Expression, PublicationDate, Timex};
use crate::language::{Class, Language, Role, fold};
use crate::text::Span;
use jiff::civil::Date;

rule! {
    /// Something that is still to come on a day that is over, or that has happened on a day to come.
    ///
    /// «Naboene skal møtes 3. mars» in a story of 10 March is a story that lay too long, or a slip in the date. The rule
    /// looks at clauses whose own date is a day of the calendar, within some weeks of publication, and at verbs that leave
    /// no doubt: «skal», "will"; «skjedde», "took place". What somebody is said to have done («skal ha», "will have"),
    /// plans made earlier («skulle», «ble utsatt til») and somebody's own words are left alone.
    ///
    /// ## Example
    ///
    /// ```article lang=nb date=2026-03-10
    /// Naboene skal møtes 3. mars på skolen. Ulykken skjedde 20. mars.
    ///                    ^^^^^^^                            ^^^^^^^^
    /// ```
    ///
    /// ```article lang=nb date=2026-03-10
    /// Naboene skal møtes 23. mars på skolen. Han skal ha vært der 3. mars. Møtet ble utsatt til 20. mars.
    /// ```
    ///
    /// ```article lang=en date=2026-03-10
    /// The council will meet on March 3. It will vote on the plan of March 2.
    ///                          ^^^^^^^
    /// ```
    "tense-mismatch" { severity: Warning, check: Check::Article(check) }
}

/// How many days before or after publication the day may lie at most, and at least: one day is the newsroom's night.
const FAR: i32 = 45;
const NEAR: i32 = 2;

fn check(article: &Article, out: &mut Findings) {
    let language = article.language();
    let Some(today) = article.whole().date.and_then(PublicationDate::date) else { return };
    for dated in dated(article) {
        for event in &dated.block.facts.events {
            let Some(timex) = dated.block.facts.timexes.get(event.timex as usize).filter(|_| event.main)
            else {
                continue;
            };
            let Some(ahead) = ahead(timex, today).filter(|_| !dated.is_spoken(timex.span)) else { continue };
            let key = match tense(&dated, event, timex, language) {
                Some(Tense::ToCome) if (-FAR..=-NEAR).contains(&ahead) => "tense-mismatch-future",
                Some(Tense::Happened) if (NEAR..=FAR).contains(&ahead) => "tense-mismatch-past",
                _ => continue,
            };
            let words = timex.span.of(dated.block.prose());
            out.report(dated.place(timex.span), language.say(key, &[("date", words)]));
        }
    }
}

/// What a clause says of its time beyond doubt.
enum Tense {
    ToCome,
    Happened,
}

/// How many days after publication a day of the calendar lies; without a year, the nearest such day.
fn ahead(timex: &Timex, today: Date) -> Option<i32> {
    let Expression::Day(day @ CalendarDay { distance: None, swappable: false, .. }) = timex.expression else {
        return None;
    };
    let years = match day.year {
        Some(year) => year..=year,
        None => today.year() - 1..=today.year() + 1,
    };
    let days = years.filter_map(|it| today.until(day.in_year(it)?).ok()).map(|it| it.get_days());
    days.min_by_key(|it| it.abs())
}

fn tense(dated: &Dated, event: &Event, timex: &Timex, language: &Language) -> Option<Tense> {
    let checks = &language.dates.checks;
    let prose = dated.block.prose();
    let words = |span: Span| {
        let words = span.of(prose).split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty());
        words.map(fold).collect::<Vec<_>>()
    };
    // The date belongs to the verb and to no noun: «planen fra 3. mars», "the plan of March 3".
    let before = words(Span { start: event.span.start.min(timex.span.start), end: timex.span.start });
    let last = before.last().map(String::as_str).unwrap_or_default();
    let link = language.dates.word(last).is_some_and(|it| it.is(Role::DAY_BEFORE.or(Role::CLOCK_LINK)));
    let preposition = language.lexicon.word(last).is_some_and(|it| it.class.any(Class::PREPOSITION));
    if preposition && !link {
        return None;
    }
    let clause = words(event.span);
    let is = |list: &[String], it: &String| list.contains(it);
    if clause.iter().any(|it| is(&checks.planned, it)) {
        return None;
    }
    // «Hun gjorde 3. mars til en dato mange vil huske»: only what stands before the date, or right behind it, governs it.
    let behind = words(Span { start: timex.span.end, end: event.span.end.max(timex.span.end) });
    let future = before.iter().chain(behind.first()).any(|it| is(&checks.future, it));
    match (future, clause.iter().any(|it| is(&checks.happened, it))) {
        (true, false) => Some(Tense::ToCome),
        (false, true) => Some(Tense::Happened),
        _ => None,
    }
}
