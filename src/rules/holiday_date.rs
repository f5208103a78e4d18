use super::dates::{Dated, Written, dated, ends_in, holiday, said_year};
use super::{Check, Findings, rule};
use crate::article::{Article, CalendarDay, Expression, PublicationDate, Severity, Timex, Which, weekday};
use crate::language::{Class, Unit};
use crate::text::Span;
use jiff::civil::Date;

rule! {
    /// A holiday with another date than it has, or a day that is said to fall on another weekday than it does.
    ///
    /// Easter and all that hangs on it move from year to year; so do the days that are «the fourth Thursday» of a month.
    /// «Skjærtorsdag 2. april» is right in 2026 and wrong in 2025. Where the date has no year, the year of publication
    /// is meant, or the one that the sentence names.
    ///
    /// ## Example
    ///
    /// ```article lang=nb date=2026-03-10
    /// Butikken holder stengt skjærtorsdag 9. april. I år faller 17. mai på en tirsdag.
    ///                        ^^^^^^^^^^^^^^^^^^^^^              ^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=nb date=2026-03-10
    /// Butikken holder stengt skjærtorsdag 2. april. I år faller 17. mai på en søndag, i 2022 falt 17. mai på en tirsdag.
    /// ```
    ///
    /// ```article lang=en date=2026-03-10
    /// The shop is closed on Good Friday, April 10. It opens again on Easter Monday, April 6, 2026.
    ///                       ^^^^^^^^^^^^^^^^^^^^^
    /// ```
    "holiday-date" { severity: Warning, check: Check::Article(check) }
}

/// Most bytes between two items of a list: «, », « og ».
const LIST: u32 = 5;

fn check(article: &Article, out: &mut Findings) {
    let published = article.whole().date;
    for dated in dated(article) {
        let timexes = &dated.block.facts.timexes;
        for (one, two, between) in dated.pairs() {
            let span = timexes[one].span.cover(timexes[two].span);
            if dated.beside(between) {
                beside(article, &dated, (one, two, between), published, out);
                continue;
            }
            let (Expression::Day(day), Expression::Weekday { weekday: said, which: Which::Unsaid }) =
                (timexes[one].expression, timexes[two].expression)
            else {
                continue;
            };
            let falls = ends_in(between, &article.language().dates.checks.falls);
            if day.weekday.is_some() || !falls || is_thought(&dated, span) {
                continue;
            }
            let dates = dates(&dated, span, day, published);
            let Some(date) = dates.first().filter(|_| dates.iter().all(|it| weekday(*it) != said)) else {
                continue;
            };
            let language = article.language();
            let parts = [
                ("date", &*language.dates.written(day.day, day.month, Some(date.year()))),
                ("right", language.dates.weekday_name(weekday(*date))),
                ("written", language.dates.weekday_name(said)),
            ];
            let found = out.report(dated.place(span), language.say("weekday-mismatch", &parts));
            if dated.is_spoken(span) {
                found.severity = Severity::Hint;
            }
        }
    }
}

/// Looks at a holiday and a date side by side.
fn beside(
    article: &Article,
    dated: &Dated,
    (one, two, between): (usize, usize, &str),
    published: Option<PublicationDate>,
    out: &mut Findings,
) {
    let (timexes, prose) = (&dated.block.facts.timexes, dated.block.prose());
    let is_feast = |it: &Timex| holiday(it.expression, it.span.of(prose), 2000).is_some();
    let (feast, date) = match [one, two].map(|it| is_feast(&timexes[it])) {
        [true, false] => (&timexes[one], &timexes[two]),
        [false, true] => (&timexes[two], &timexes[one]),
        _ => return,
    };
    let Expression::Day(day) = date.expression else { return };
    // «julaften, 1. mai og 17. mai» is a list.
    let gap = |n: usize| timexes.get(n + 1).map(|it| it.span.start.saturating_sub(timexes[n].span.end));
    let near = [one.checked_sub(1), Some(two)].into_iter().flatten().filter_map(gap).any(|it| it <= LIST);
    if near && between.contains(',') {
        return;
    }
    let span = feast.span.cover(date.span);
    let dates = dates(dated, span, day, published);
    let right = |it: &Date| holiday(feast.expression, feast.span.of(prose), it.year());
    let Some(wrong) = dates.first().filter(|_| dates.iter().all(|it| right(it) != Some(*it))) else { return };
    let Some(right) = right(wrong) else { return };
    let language = article.language();
    let number = |it: i8| it.unsigned_abs();
    let parts = [
        ("holiday", feast.span.of(prose)),
        ("right", &*language.dates.written(number(right.day()), number(right.month()), Some(right.year()))),
        ("date", &*language.dates.written(day.day, day.month, None)),
    ];
    let written = Written::read(prose, date.span, day, &language.dates);
    let edits = written.with_date(prose, *wrong, right, language);
    let fix = edits.map(|it| written.fix(dated, it, language));
    let found = out.report(dated.place(span), language.say("holiday-date", &parts));
    found.fixes = fix.into_iter().collect();
    if dated.is_spoken(span) {
        found.severity = Severity::Hint;
    }
}

/// The dates that a day may mean: in its own year, in the years that its sentence names, or else nearest to publication.
fn dates(dated: &Dated, span: Span, day: CalendarDay, published: Option<PublicationDate>) -> Vec<Date> {
    if let Some(year) = said_year(day, published) {
        return day.in_year(year).into_iter().collect();
    }
    let Some(published) = published else { return Vec::new() };
    let sentence = dated.block.facts.sentence_at(span.start).map_or(span, |it| it.1);
    let beside = dated.block.facts.timexes.iter().filter(|it| sentence.contains(it.span));
    let named = beside.filter_map(|it| match it.expression {
        Expression::Year(year) => Some(year),
        Expression::Day(day) => said_year(day, Some(published)),
        Expression::Shifted { unit: Unit::Year, by, .. } => {
            Some(published.year.saturating_add(i16::try_from(by).unwrap_or_default()))
        }
        _ => None,
    });
    let near = match published.month {
        Some(11..) if day.month < 4 => published.year.saturating_add(1),
        Some(..=2) if day.month > 9 => published.year.saturating_sub(1),
        _ => published.year,
    };
    let mut years: Vec<i16> = named.collect();
    if years.is_empty() {
        years.extend([near, published.year]);
    }
    years.into_iter().filter_map(|it| day.in_year(it)).collect()
}

/// Whether the sentence thinks of any such day: «når 17. mai faller på en søndag».
fn is_thought(dated: &Dated, span: Span) -> bool {
    let thought = Class::SUBJUNCTION.or(Class::QUESTION).or(Class::WHETHER);
    dated.has_word_before(span, thought)
}
