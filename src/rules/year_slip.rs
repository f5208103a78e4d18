use super::dates::{Written, dated};
use super::{Check, Findings, rule};
use crate::article::{Article, CalendarDay, Expression, Origin, Timex};
use crate::language::Unit;
use jiff::civil::Date;

rule! {
    /// Last year's number early in the year, for something that is days old.
    ///
    /// In January hands still write the old year. The rule looks at articles published in January and February, and at
    /// dates that lie exactly one year before the days around publication. It stays silent where the paragraph
    /// counts years («for et år siden», «i fjor») or speaks of any other date of that year, and in somebody's own
    /// words. Where a weekday stands beside the date, `weekday-mismatch` tells which year is right.
    ///
    /// ## Example
    ///
    /// ```article lang=nb date=2026-01-07
    /// Brannen brøt ut 5. januar 2025, og politiet avhørte vitner i går.
    ///                 ^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=nb date=2026-01-07
    /// Brannen brøt ut 5. januar 2025. For ett år siden så området helt annerledes ut.
    /// ```
    ///
    /// ```article lang=en date=2026-01-07
    /// The fire broke out on January 5, 2026. Another burned on June 5, 2025.
    /// ```
    "year-slip" { severity: Warning, check: Check::Article(check) }
}

/// How many days before publication, and how many after, the date would lie if its year were the right one.
const NEAR: std::ops::RangeInclusive<i32> = -10..=3;

fn check(article: &Article, out: &mut Findings) {
    let language = article.language();
    let Some(published) = article.whole().date.filter(|it| it.month.is_some_and(|it| it <= 2)) else {
        return;
    };
    let Some(today) = published.date() else { return };
    let last = published.year - 1;
    for dated in dated(article) {
        let timexes = &dated.block.facts.timexes;
        for timex in timexes {
            let Some((day, meant)) = slipped(timex, today).filter(|_| !dated.is_spoken(timex.span)) else {
                continue;
            };
            let other = |it: &Timex| !std::ptr::eq(it, timex) && is_of(it, last);
            if timexes.iter().any(other) {
                continue;
            }
            let written = Written::read(dated.block.prose(), timex.span, day, &language.dates);
            let parts = [
                ("date", timex.span.of(dated.block.prose())),
                ("year", &*last.to_string()),
                ("now", &*meant.year().to_string()),
            ];
            let found = out.report(dated.place(timex.span), language.say("year-slip", &parts));
            let fix = written.with_year(meant.year()).map(|it| written.fix(&dated, it, language));
            found.fixes = fix.into_iter().collect();
        }
    }
}

/// The date that is meant if the year is a slip.
fn slipped(timex: &Timex, today: Date) -> Option<(CalendarDay, Date)> {
    let Expression::Day(day) = timex.expression else { return None };
    let wrong = day.weekday.is_none() && !day.swappable && day.year == Some(today.year() - 1);
    let meant = day.in_year(today.year()).filter(|_| wrong)?;
    let ahead = today.until(meant).ok()?.get_days();
    NEAR.contains(&ahead).then_some((day, meant))
}

/// Whether an expression of time speaks of the year before publication, or counts in years.
fn is_of(timex: &Timex, last: i16) -> bool {
    match timex.expression {
        Expression::Shifted { unit: Unit::Year, origin: Origin::Publication, .. }
        | Expression::Duration { unit: Unit::Year, .. } => true,
        Expression::Year(year)
        | Expression::Day(CalendarDay { year: Some(year), .. })
        | Expression::Month { year: Some(year), .. }
        | Expression::Season { year: Some(year), .. } => year == last,
        Expression::Day(CalendarDay { distance: Some(by), .. }) => by < 0,
        _ => false,
    }
}
