use super::{Check, Findings, rule};
use crate::article::{Article, CalendarDay, Expression, Place, PublicationDate, Severity};

rule! {
    /// A weekday that does not fall on its date.
    ///
    /// Weekday and date are two answers to one question, and a slip in either sends readers to an empty hall.
    /// Where the date has its year, the calendar settles it. Where it has none, the rule asks only if the weekday
    /// fits neither the year of publication, nor the year before or after it, nor any year that the article
    /// names; without a publication date it then stays silent.
    ///
    /// Weekday and date must stand side by side in one line. Before 1900 calendars differed from country to
    /// country, and the rule says nothing.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Kampen ble spilt fredag 14. mars 2024 på Ullevaal.
    ///                  ^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=nb
    /// Kampen ble spilt torsdag 14. mars 2024 på Ullevaal.
    /// ```
    ///
    /// ```article lang=nb date=2026-03-10
    /// Årsmøtet er onsdag 12. mars. Festivalen varer fra torsdag 11. til søndag 14. juni.
    /// ```
    ///
    /// ```article lang=nb date=2026-03-10
    /// Årsmøtet er mandag 12. mars.
    ///             ^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=nn date=2026-03
    /// Stemna varer frå fredag 5. til sundag 7. juni 2026, men ikkje tysdag 7. juni 2026.
    ///                                                               ^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=en
    /// The hearing on Monday, June 3, 2024, was followed by another on Friday, 5 June 2024 (a Wednesday).
    ///                                                                 ^^^^^^^^^^^^^^^^^^^
    /// ```
    "weekday-mismatch" { severity: Error, check: Check::Article(check) }
}

/// Before this year the rule is silent: Julian dates were still in use in parts of Europe.
const SINCE: i16 = 1900;

fn check(article: &Article, out: &mut Findings) {
    let published = article.whole().date;
    let dates = &article.language().dates;
    let mut named = None;
    for (n, block) in article.blocks().iter().enumerate() {
        if !article.whole().parts[n].is_published() {
            continue;
        }
        for timex in &block.facts.timexes {
            let Expression::Day(day) = timex.expression else { continue };
            let Some(weekday) = day.weekday else { continue };
            let place = Place { block: n as u32, span: timex.span };
            let written = dates.weekday_name(weekday);
            if let Some(year) = year(day, published) {
                let right = [Some(day), swapped(day)].map(|it| it.and_then(|it| it.in_year(year)));
                let Some(date) = right[0] else { continue };
                if year < SINCE || right.into_iter().flatten().any(|it| day.agrees(it)) {
                    continue;
                }
                let parts = [
                    ("date", &*dates.written(day.day, day.month, Some(year))),
                    ("right", dates.weekday_name(crate::article::weekday(date))),
                    ("written", written),
                ];
                out.report(place, article.language().say("weekday-mismatch", &parts));
                continue;
            }
            let Some(published) = published.filter(|_| !day.swappable) else { continue };
            let Some(named) = named.get_or_insert_with(|| years(article)) else { return };
            let near = [published.year - 1, published.year, published.year + 1];
            let fits = |year: i16| day.in_year(year).is_some_and(|it| day.agrees(it));
            let named = named.iter().flat_map(|it| [*it, it + 1]);
            let Some(date) = day.in_year(published.year) else { continue };
            if near.into_iter().chain(named).any(fits) {
                continue;
            }
            let parts = [
                ("date", &*dates.written(day.day, day.month, None)),
                ("year", &*published.year.to_string()),
                ("right", dates.weekday_name(crate::article::weekday(date))),
                ("written", written),
            ];
            let message = article.language().say("weekday-mismatch-without-year", &parts);
            out.report(place, message).severity = Severity::Warning;
        }
    }
}

/// The year a date has by its own words.
fn year(day: CalendarDay, published: Option<PublicationDate>) -> Option<i16> {
    day.year.or_else(|| Some(published?.year + i16::from(day.distance?)))
}

/// The day that the figures mean if the month stands first.
fn swapped(day: CalendarDay) -> Option<CalendarDay> {
    day.swappable.then_some(CalendarDay { day: day.month, month: day.day, ..day })
}

/// The years that the article names; nothing if it speaks of a whole decade or more, which any date may be in.
fn years(article: &Article) -> Option<Vec<i16>> {
    let mut years = Vec::new();
    for timex in article.blocks().iter().flat_map(|it| &it.facts.timexes) {
        match timex.expression {
            Expression::Day(CalendarDay { year: Some(year), .. })
            | Expression::Year(year)
            | Expression::Month { year: Some(year), .. }
            | Expression::Season { year: Some(year), .. }
            | Expression::YearPart { year: Some(year), .. } => years.push(year),
            Expression::Decade(_) | Expression::Century(_) => return None,
            _ => {}
        }
    }
    years.sort_unstable();
    years.dedup();
    Some(years)
}
