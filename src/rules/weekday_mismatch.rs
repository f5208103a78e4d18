use super::dates::{Dated, SINCE, WeekdayDate, Written, dated, nearest_on, said_year};
use super::{Check, Findings, rule};
use crate::article::{
    Article, CalendarDay, Expression, Fix, Origin, PublicationDate, Severity, Timex, weekday,
};
use crate::language::{Language, Unit};
use jiff::civil::Date;

rule! {
    /// A weekday that does not fall on its date.
    ///
    /// Weekday and date are two answers to one question, and a slip in either sends readers to an empty hall.
    /// Where the date has its year, the calendar settles it. Where it has none, and lies some weeks before or some
    /// months after publication, the year that brings it nearest is meant, unless the paragraph, or
    /// one of the last two years named before it, is of another year in which the weekday fits; without a publication date the rule then stays silent.
    ///
    /// Weekday and date must stand side by side in one line. Before 1900 calendars differed from country to
    /// country, and the rule says nothing. What somebody says in their own words is a warning at most, and nothing
    /// if the year is not said.
    ///
    /// The desk offers to change the weekday, to take the nearest date that has it, or the year of publication if it
    /// fits there.
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
    /// Årsmøtet er torsdag 12. mars. Festivalen varer fra torsdag 11. til søndag 14. juni.
    /// ```
    ///
    /// ```article lang=nb date=2026-03-10
    /// Årsmøtet er onsdag 12. mars. Festivalen begynner fredag 12. juni.
    ///             ^^^^^^^^^^^^^^^
    /// ```
    ///
    /// In 2025, 12 March was a Wednesday:
    ///
    /// ```article lang=nb date=2026-03-10
    /// Han ble meldt savnet i 2025. Onsdag 12. mars ble leitinga avsluttet.
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

/// How many days before publication, and how many after, a date without a year is surely the one nearest to it; and
/// the same in somebody's own words, which were said some other day.
const NEAR: std::ops::RangeInclusive<i32> = -60..=120;
const NEAR_SPEECH: std::ops::RangeInclusive<i32> = -20..=40;

/// How many years, of those named last, a date without a year may lie in.
const YEARS: usize = 2;

fn check(article: &Article, out: &mut Findings) {
    let published = article.whole().date;
    let mut named: Vec<i16> = Vec::new();
    for dated in dated(article) {
        let before = named.len().saturating_sub(YEARS);
        named.drain(..before);
        named.extend(dated.block.facts.timexes.iter().filter_map(|it| year_named(it, published)));
        for written in dated.weekday_dates() {
            let (day, spoken) = (written.day, dated.is_spoken(written.span));
            if let Some(year) = said_year(day, published) {
                let Some(date) = wrong_in(day, year) else { continue };
                let severity = if spoken { Severity::Warning } else { Severity::Error };
                report(article, dated, written, date, severity, out);
            } else if let Some(date) = published.and_then(|it| near(day, it, spoken)) {
                let fits = |year: &i16| day.in_year(*year).is_some_and(|it| day.agrees(it));
                if !day.agrees(date) && !named.iter().any(fits) {
                    let severity = if spoken { Severity::Hint } else { Severity::Warning };
                    report(article, dated, written, date, severity, out);
                }
            }
        }
    }
}

/// The date in `year`, if its weekday is another one however the figures are read.
fn wrong_in(day: CalendarDay, year: i16) -> Option<Date> {
    let swapped = day.swappable.then_some(CalendarDay { day: day.month, month: day.day, ..day });
    let date = day.in_year(year).filter(|_| year >= SINCE)?;
    let read = [Some(date), swapped.and_then(|it| it.in_year(year))];
    (!read.into_iter().flatten().any(|it| day.agrees(it))).then_some(date)
}

/// The date that a day without a year must mean, if it lies near enough to publication.
fn near(day: CalendarDay, published: PublicationDate, spoken: bool) -> Option<Date> {
    let today = Date::new(published.year, published.month?, published.day.unwrap_or(15)).ok()?;
    let ahead = |date: &Date| date.since(today).map_or(i32::MAX, |it| it.get_days());
    let years = [published.year - 1, published.year, published.year + 1];
    let nearest = years.into_iter().filter_map(|it| day.in_year(it)).min_by_key(|it| ahead(it).abs())?;
    let reach = if spoken { NEAR_SPEECH } else { NEAR };
    (!day.swappable && reach.contains(&ahead(&nearest))).then_some(nearest)
}

/// The year that an expression of time names, other than the one of publication.
fn year_named(timex: &Timex, published: Option<PublicationDate>) -> Option<i16> {
    let now = published.map(|it| it.year);
    let shifted = |by: i32| now?.checked_add(i16::try_from(by).ok()?);
    let year = match timex.expression {
        Expression::Shifted { unit: Unit::Year, by, origin: Origin::Publication } => shifted(by),
        Expression::Year(year)
        | Expression::Day(CalendarDay { year: Some(year), .. })
        | Expression::Month { year: Some(year), .. }
        | Expression::Season { year: Some(year), .. }
        | Expression::YearPart { year: Some(year), .. } => Some(year),
        _ => None,
    };
    year.filter(|it| Some(*it) != now)
}

/// Reports a weekday that is another one on `date`, which `day` means.
fn report(
    article: &Article,
    dated: Dated,
    WeekdayDate { day, span }: WeekdayDate,
    date: Date,
    severity: Severity,
    out: &mut Findings,
) {
    let (language, published) = (article.language(), article.whole().date);
    let dates = &language.dates;
    let year = fitting_year(day, published);
    let key = match (year, day.year) {
        (Some(_), _) => "weekday-mismatch-year",
        (None, Some(_)) => "weekday-mismatch",
        (None, None) => "weekday-mismatch-without-year",
    };
    let parts = [
        ("date", &*dates.written(day.day, day.month, day.year)),
        ("day", &*dates.written(day.day, day.month, None)),
        ("year", &*year.unwrap_or(date.year()).to_string()),
        ("right", dates.weekday_name(weekday(date))),
        ("written", dates.weekday_name(day.weekday.unwrap_or_default())),
    ];
    let found = out.report(dated.place(span), language.say(key, &parts));
    found.severity = severity;
    found.fixes = fixes(dated, WeekdayDate { day, span }, date, year, language).into();
}

/// The year in which the weekday fits a date that has another one written: the year of publication, or the next.
fn fitting_year(day: CalendarDay, published: Option<PublicationDate>) -> Option<i16> {
    let (written, published) = (day.year?, published?.year);
    let near =
        [published, published + 1].into_iter().filter(|it| *it != written && it.abs_diff(written) == 1);
    near.into_iter().find(|it| day.in_year(*it).is_some_and(|it| day.agrees(it)))
}

/// The year that fits, the weekday that the date has, and the nearest date that has the weekday.
fn fixes(
    dated: Dated,
    WeekdayDate { day, span }: WeekdayDate,
    date: Date,
    year: Option<i16>,
    language: &Language,
) -> Vec<Fix> {
    let prose = dated.block.prose();
    let written = Written::read(prose, span, day, &language.dates);
    let nearest = day.weekday.and_then(|it| nearest_on(date, it)).filter(|_| !day.swappable);
    let edits = [
        year.and_then(|it| written.with_year(it)),
        written.with_weekday(prose, weekday(date), language),
        nearest.and_then(|it| written.with_date(prose, date, it, language)),
    ];
    edits.into_iter().flatten().map(|it| written.fix(&dated, it, language)).collect()
}
