use super::{Check, Findings, rule};
use crate::article::{Block, Life};
use crate::language::Language;

rule! {
    /// Dates of a life that cannot be: dead before born, or another age at death than the years give.
    ///
    /// «Kari Berg (1942–2021)» lived to be 78 or 79. With the days as well as the years only one age is right.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Tegneren Kari Berg (1972–1921) er kjent for tre bøker.
    ///                    ^^^^^^^^^^^
    /// ```
    ///
    /// ```article lang=nb
    /// Tegneren Kari Berg (1942–2021) er kjent for tre bøker. Hun ble født i 1942 og døde i 2021, 78 år gammel.
    /// ```
    ///
    /// ```article lang=en
    /// Anna Berg was born on May 3, 1942, and died on June 4, 2021, aged 80.
    ///               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    "life-dates" { severity: Error, check: Check::Block(check) }
}

fn check(block: &Block, language: &'static Language, out: &mut Findings) {
    for life in &block.facts.lives {
        if let Some(message) = wrong(life, language) {
            out.report_span(life.span, message);
        }
    }
}

/// What is wrong with a life, if anything is.
fn wrong(life: &Life, language: &Language) -> Option<String> {
    let (born, died) = (life.born?, life.died?);
    let (least, most) = born.ages(died);
    let years = [("born", &*born.year.to_string()), ("died", &*died.year.to_string())];
    if most < 0 {
        return Some(language.say("life-dates", &years));
    }
    let age = life.age.and_then(|it| i16::try_from(it).ok())?;
    if (least..=most).contains(&age) {
        return None;
    }
    let right = if least == most { most.to_string() } else { format!("{least}–{most}") };
    Some(
        language.say("life-dates-age", &[("age", &*age.to_string()), ("right", &*right), years[0], years[1]]),
    )
}
