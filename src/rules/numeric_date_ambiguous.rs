use super::dates::dated;
use super::{Check, Findings, rule};
use crate::article::{Article, CalendarDay, Expression};

rule! {
    /// A date in figures that one reader takes for March and another for April.
    ///
    /// 03/04/2024 is 4 March in New York and 3 April in London. The rule is for English, where both are in use, and
    /// stays silent if other dates of the article show which way round it writes them: 03/14/2024 can be nothing but
    /// March. Without a year, 9/11 is most likely a name.
    ///
    /// ## Example
    ///
    /// ```article lang=en
    /// The licence runs from 03/04/2024. It was signed on March 1.
    ///                       ^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=en
    /// The licence runs from 03/04/2024 to 03/14/2024.
    /// ```
    "numeric-date-ambiguous" { severity: Hint, check: Check::Article(check) }
}

fn check(article: &Article, out: &mut Findings) {
    let language = article.language();
    if !language.dates.unclear_slashes {
        return;
    }
    let days = || {
        dated(article).flat_map(|it| {
            it.all().filter_map(move |(timex, _)| match timex.expression {
                Expression::Day(day) => Some((it, timex.span, day)),
                _ => None,
            })
        })
    };
    let unclear: Vec<_> =
        days().filter(|it| it.2.swappable && it.2.year.is_some() && it.2.weekday.is_none()).collect();
    if unclear.is_empty() {
        return;
    }
    let ways = days().filter_map(|(dated, span, day)| Way::of(span.of(dated.block.prose()), day));
    let (mut day_first, mut month_first) = (false, false);
    ways.for_each(|it| match it {
        Way::DayFirst => day_first = true,
        Way::MonthFirst => month_first = true,
    });
    if day_first != month_first {
        return;
    }
    for (dated, span, day) in unclear {
        let written = |day: u8, month: u8| language.dates.written(day, month, None);
        let (one, two) = (written(day.day, day.month), written(day.month, day.day));
        let parts = [("date", span.of(dated.block.prose())), ("one", &*one), ("two", &*two)];
        out.report(dated.place(span), language.say("numeric-date-ambiguous", &parts));
    }
}

/// Which way round a date in figures is written.
enum Way {
    DayFirst,
    MonthFirst,
}

impl Way {
    /// Of a date with slashes that fits one way only.
    fn of(words: &str, day: CalendarDay) -> Option<Way> {
        let first: u8 = words.split('/').next()?.parse().ok()?;
        (words.contains('/') && !day.swappable && day.day > 12).then_some(if first == day.day {
            Way::DayFirst
        } else {
            Way::MonthFirst
        })
    }
}
