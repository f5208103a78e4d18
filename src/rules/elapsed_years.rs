use super::dates::{dated, ends_in, published_on};
use super::{Check, Findings, rule};
use crate::article::{Article, Expression, Origin, Severity, Timex, When};
use crate::language::{Checks, Unit};
use jiff::civil::Date;

rule! {
    /// So many years ago, and a year beside it that is not so long ago.
    ///
    /// «For ti år siden, i 2014» is arithmetic that a deadline gets wrong, and that a text kept from last year gets wrong
    /// by itself. The rule counts from the publication date to the year or date that stands right beside, and allows
    /// what a writer rounds: half a year up, a year down, more for «nesten», «rundt» and «over» and for round numbers.
    ///
    /// ## Example
    ///
    /// ```article lang=nb date=2026-05-04
    /// Brua ble bygd for ti år siden, i 2012. Rekkverket kom for nesten seks år siden, i 2020.
    ///               ^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=nb date=2026-05-04
    /// Brua ble bygd for ti år siden, i 2016. Rekkverket kom for nesten sju år siden, i 2019.
    /// ```
    ///
    /// ```article lang=en date=2026-05-04
    /// The bridge was built in 2019, three years ago. It was widened two years ago, in 2024.
    ///                         ^^^^^^^^^^^^^^^^^^^^^
    /// ```
    "elapsed-years" { severity: Warning, check: Check::Article(check) }
}

fn check(article: &Article, out: &mut Findings) {
    let language = article.language();
    let Some(published) = article.whole().date.and_then(published_on) else { return };
    for dated in dated(article) {
        let timexes = &dated.block.facts.timexes;
        for (one, two, between) in dated.pairs().filter(|it| dated.beside(it.2)) {
            let ago = [one, two].map(|it| years_ago(&timexes[it]));
            let ((years, first), year) = match ago {
                [Some(years), None] => ((years, one), two),
                [None, Some(years)] => ((years, two), one),
                _ => continue,
            };
            let Some(days) = says_year(&timexes[year]).and_then(When::days) else { continue };
            let whole = timexes[one].span.cover(timexes[two].span);
            let hedge = Hedge::before(dated.before(timexes[first].span), &language.dates.checks);
            if between.contains('(') && first == two || hedge.allows(years, since(days, published)) {
                continue;
            }
            let (least, most) = since(days, published);
            let parts = [
                ("words", timexes[first].span.of(dated.block.prose())),
                ("year", timexes[year].span.of(dated.block.prose())),
                ("years", &*format!("{:.0}", (least + most) / 2.0)),
            ];
            let found = out.report(dated.place(whole), language.say("elapsed-years", &parts));
            if dated.is_spoken(whole) {
                found.severity = Severity::Hint;
            }
        }
    }
}

/// How many years ago, for «for ti år siden».
fn years_ago(timex: &Timex) -> Option<f64> {
    match timex.expression {
        Expression::Shifted { unit: Unit::Year, by, origin: Origin::Publication } if by < 0 => {
            Some(f64::from(-by))
        }
        _ => None,
    }
}

/// The stretch of the calendar that a date with its own year means.
fn says_year(timex: &Timex) -> Option<When> {
    match timex.expression {
        Expression::Year(year) => Some(When::Year(year)),
        Expression::Month { month, year: Some(year), .. } => Some(When::Month { year: Some(year), month }),
        Expression::Season { season, year: Some(year), .. } => {
            Some(When::Season { year: Some(year), season })
        }
        Expression::Day(day) => day.in_year(day.year?).map(When::Day),
        _ => None,
    }
}

/// How many years lie between a stretch of the calendar and another one behind it: the least and the most.
fn since(days: (Date, Date), now: (Date, Date)) -> (f64, f64) {
    let years = |from: Date, to: Date| f64::from(from.until(to).map_or(0, |it| it.get_days())) / DAYS;
    (years(days.1, now.0), years(days.0, now.1))
}

/// Days of a year, leap years included.
const DAYS: f64 = 365.25;

/// What a writer says of how exact an amount of time is.
#[derive(Clone, Copy)]
enum Hedge {
    Plain,
    Nearly,
    About,
    Over,
}

impl Hedge {
    fn before(text: &str, checks: &Checks) -> Hedge {
        match text {
            _ if ends_in(text, &checks.over) => Hedge::Over,
            _ if ends_in(text, &checks.nearly) => Hedge::Nearly,
            _ if ends_in(text, &checks.about) => Hedge::About,
            _ => Hedge::Plain,
        }
    }

    /// Whether so many years can be said of a time that lies so long back.
    fn allows(self, years: f64, (least, most): (f64, f64)) -> bool {
        let round = years >= 10.0 && years % 5.0 == 0.0;
        let wide = (years * 0.2).max(1.0);
        let (from, to) = match self {
            Hedge::Plain if round => (years * 0.95, years + 1.0 + (years - 40.0).max(0.0) * 0.05),
            Hedge::Plain => (years - 0.5, years + 1.0),
            Hedge::Nearly => (years - wide, years + 0.25),
            Hedge::About => (years - wide, years + wide),
            Hedge::Over => (years - 0.1, years * 2.0 + 1.0),
        };
        least < to && most > from
    }
}
