use super::dates::dated;
use super::{Check, Findings, rule};
use crate::article::{Article, Expression, Origin, PublicationDate};
use crate::format::Key;
use crate::language::Unit;

rule! {
    /// «I går» in an article that was written one day and is published another.
    ///
    /// A story kept overnight says «i dag» of a day that is over when it is read. The rule needs both days from the
    /// metadata: `date` for publication, and `written` or `created`. Without the second it stays silent, and so it does
    /// for somebody's own words.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// date: 2026-03-12
    /// written: 2026-03-10
    ///
    /// Kommunestyret sa i går ja til ny bru. Arbeidet tar til i mai.
    ///                  ^^^^^
    /// ```
    ///
    /// ```article lang=nb
    /// date: 2026-03-12
    /// written: 2026-03-12
    ///
    /// Kommunestyret sa i går ja til ny bru. Arbeidet tar til i mai.
    /// ```
    "relative-date-stale" { severity: Warning, check: Check::Article(check) }
}

fn check(article: &Article, out: &mut Findings) {
    let language = article.language();
    let written = article.blocks().iter().take(8).filter_map(|it| it.metadata(Key::Written));
    let written = written.filter_map(PublicationDate::parse).find_map(PublicationDate::date);
    let published = article.whole().date.and_then(PublicationDate::date);
    let (Some(written), Some(published)) = (written, published) else { return };
    if written == published {
        return;
    }
    let named = |it: jiff::civil::Date| {
        language.dates.written(it.day().unsigned_abs(), it.month().unsigned_abs(), None)
    };
    for dated in dated(article) {
        for (timex, _) in dated.all() {
            let near = matches!(
                timex.expression,
                Expression::Shifted { unit: Unit::Day, by: -2..=2, origin: Origin::Publication }
            );
            if !near || dated.is_spoken(timex.span) {
                continue;
            }
            let words = timex.span.of(dated.block.prose());
            let parts = [("words", words), ("written", &*named(written)), ("published", &*named(published))];
            out.report(dated.place(timex.span), language.say("relative-date-stale", &parts));
        }
    }
}
