use super::{Check, Findings, rule};
use crate::article::{Block, CalendarDay, Expression, TimeOfDay, days_in};
use crate::language::Language;

rule! {
    /// A day or a clock time that does not exist.
    ///
    /// «31. april», «29. februar» of a year that is no leap year, «kl. 25»: only the writer can know which day was
    /// meant. The rule speaks where nothing but a date can be meant; «29. februar» without a year is left alone,
    /// and so are figures such as 05.13.2024 that make a date the American way. Midnight may be 24.00.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Fristen går ut 31. april, og svarene kommer 29. februar 2023.
    ///                ^^^^^^^^^                    ^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=nb
    /// Fristen går ut 30. april, og svarene kommer 29. februar 2024. Dørene stenger kl. 24.00.
    /// ```
    ///
    /// ```article lang=nb
    /// Brua åpner 99. mai, ifølge skjemaet 32.13.2020, eller 00.00.0000. Neste frist er tirsdag 31. juni.
    ///            ^^^^^^^                  ^^^^^^^^^^        ^^^^^^^^^^                 ^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=nb
    /// Lov av 17. juni 2005 nr. 62, kapittel 4.31, versjon 13.32.7, stilling 3–2, telefon 22 33 44 55, pris 31.40.
    /// ```
    ///
    /// ```article lang=nn
    /// Møtet er 30.02.2025 klokka 25.30.
    ///          ^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=en
    /// The law takes effect on February 30, 2024, not on February 28, 2024.
    ///                         ^^^^^^^^^^^^^^^^^
    /// ```
    "impossible-date" { severity: Error, check: Check::Block(check) }
}

fn check(block: &Block, language: &'static Language, out: &mut Findings) {
    for timex in &block.facts.timexes {
        let day = match timex.expression {
            Expression::Day(day) if day.plain => no_such_day(day, language),
            _ => None,
        };
        let clock = || match timex.time {
            Some(TimeOfDay::Clock { hour, minute })
                if hour > 24 || minute > 59 || hour == 24 && minute > 0 =>
            {
                let time = format!("{hour}.{minute:02}");
                Some(language.say("impossible-clock", &[("time", &time)]))
            }
            _ => None,
        };
        if let Some(message) = day.or_else(clock) {
            out.report_span(timex.span, message);
        }
    }
}

/// What is wrong with a day that no calendar has.
fn no_such_day(day: CalendarDay, language: &Language) -> Option<String> {
    let dates = &language.dates;
    if !(1..=12).contains(&day.month) {
        return Some(language.say("impossible-month", &[("month", &day.month.to_string())]));
    }
    let days = days_in(day.month, day.year)?;
    if (1..=days).contains(&day.day) {
        return None;
    }
    let month = match day.year {
        Some(year) => format!("{} {year}", dates.month_name(day.month)),
        None => dates.month_name(day.month).to_owned(),
    };
    let mut letters = month.chars();
    let month = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>();
    let parts = [
        ("month", &*month),
        ("days", &*days.to_string()),
        ("date", &*dates.written(day.day, day.month, day.year)),
    ];
    Some(language.say("impossible-date", &parts))
}
