use super::dates::{Dated, dated};
use super::{Check, Findings, rule};
use crate::article::{Article, Expression, Origin, Severity};
use crate::language::Unit;
use jiff::ToSpan;
use jiff::civil::Date;

rule! {
    /// «Dagen etter», and a date beside it that is not the day after.
    ///
    /// A story told in order counts its days from the date before. Where the date stands there too, the two can be
    /// compared: «Møtet var 5. mai. Dagen etter, 3. mai …» cannot be. The rule speaks only if the paragraph names a
    /// date before, and none of the dates in it makes the count right.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Avtalen ble undertegnet 5. mai 2024. Dagen etter, 3. mai, kom de første bussene.
    ///                                      ^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=nb
    /// Avtalen ble undertegnet 5. mai 2024. Dagen etter, 6. mai, kom de første bussene.
    /// ```
    ///
    /// ```article lang=en
    /// The bridge closed on May 5, 2024. Two days later, on May 9, the first buses came.
    ///                                   ^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    "order-conflict" { severity: Warning, check: Check::Article(check) }
}

fn check(article: &Article, out: &mut Findings) {
    let language = article.language();
    for dated in dated(article) {
        let timexes = &dated.block.facts.timexes;
        for (one, two, _) in dated.pairs().filter(|it| dated.beside(it.2)) {
            let (Expression::Shifted { unit, by, origin: Origin::Text }, Expression::Day(day)) =
                (timexes[one].expression, timexes[two].expression)
            else {
                continue;
            };
            let days = match unit {
                Unit::Day => by,
                Unit::Week => by.saturating_mul(7),
                _ => continue,
            };
            let Some((last, told)) = told_before(&dated, one) else { continue };
            // A week later may be some days more or less.
            let slack = if unit == Unit::Week { 3 } else { 0 };
            let right =
                |from: &Date| day.in_year(from.year()).is_some_and(|it| is_after(*from, it, days, slack));
            let over = |from: &Date| {
                let next = from.year().saturating_add(days.signum() as i16);
                day.in_year(next).is_some_and(|it| is_after(*from, it, days, slack))
            };
            if told.iter().any(|it| right(it) || over(it)) {
                continue;
            }
            let span = timexes[one].span.cover(timexes[two].span);
            let prose = dated.block.prose();
            let parts = [
                ("words", timexes[one].span.of(prose)),
                ("date", timexes[two].span.of(prose)),
                ("before", timexes[last].span.of(prose)),
            ];
            let found = out.report(dated.place(span), language.say("order-conflict", &parts));
            found.related.push((dated.place(timexes[last].span), parts[2].1.to_owned()));
            if dated.is_spoken(span) {
                found.severity = Severity::Hint;
            }
        }
    }
}

/// The days told of before expression `n` of the paragraph, with the number of the last; nothing if one is not known.
fn told_before(dated: &Dated, n: usize) -> Option<(usize, Vec<Date>)> {
    let (mut last, mut days) = (None, Vec::new());
    for (m, (timex, resolved)) in dated.all().enumerate().take(n) {
        match timex.expression {
            Expression::Day(_) => {
                days.push(resolved.value.when.day()?);
                last = Some(m);
            }
            Expression::Weekday { .. }
            | Expression::Feast { .. }
            | Expression::DayOfMonth { .. }
            | Expression::InMonth { .. }
            | Expression::Shifted { unit: Unit::Day | Unit::Week | Unit::Month, .. } => {
                days.push(resolved.value.when.day()?);
            }
            Expression::Month { .. } => return None,
            _ => {}
        }
    }
    Some((last?, days))
}

/// Whether `to` lies so many days behind `from`, give or take `slack`.
fn is_after(from: Date, to: Date, days: i32, slack: i32) -> bool {
    let Ok(there) = from.checked_add(days.clamp(-4000, 4000).days()) else { return true };
    there.until(to).is_ok_and(|it| it.get_days().abs() <= slack)
}
