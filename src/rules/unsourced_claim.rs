use super::{Check, Findings, rule};
use crate::article::{Article, Block, Claim, Part, Place, Resolved};
use rustc_hash::FxHashSet;
use std::cell::LazyCell;
use std::ops::Deref;

rule! {
    /// A figure of dead or injured people that no source answers for.
    ///
    /// How many were killed or hurt is never something the newsroom knows by itself. Every handbook asks for the
    /// source of it, in the same sentence or close by (Reuters: "source every statement in every story unless it
    /// is an established fact"; Vær Varsom-plakaten 3.1).
    ///
    /// It is quiet in the lede, which sums up what stands below with its source; when the sentence names a source;
    /// when a source speaks or an authority is named anywhere in the paragraph or in the one before it; when
    /// the same figure has a source elsewhere in the article; and when the sentence tells of an earlier year, which is
    /// history and not news.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Ulykke på E6
    ///
    /// Det smalt på E6 ved Vestby natt til lørdag.
    ///
    /// Veien er smal der, og føret var glatt.
    ///
    /// Veien ble stengt i begge retninger. Tre personer omkom og fem ble skadd i kollisjonen.
    ///                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Instead:
    ///
    /// ```article lang=nb
    /// Ulykke på E6
    ///
    /// Det smalt på E6 ved Vestby natt til lørdag.
    ///
    /// Veien er smal der, og føret var glatt.
    ///
    /// Veien ble stengt i begge retninger. Tre personer omkom og fem ble skadd, opplyser operasjonsleder Nina Dahl.
    /// ```
    ///
    /// ```article lang=en
    /// Explosion at depot
    ///
    /// A blast tore through the depot on Friday night.
    ///
    /// It was heard as far as the harbour. Six workers were killed.
    ///                                     ^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    "unsourced-claim" { severity: Warning, check: Check::Article(check) }
}

fn check(article: &Article, out: &mut Findings) {
    let whole = article.whole();
    // Figures that have a source somewhere in the article.
    let all = article.blocks().iter().flat_map(|it| &it.facts.claims).filter(|it| it.source.is_some());
    let sourced: FxHashSet<_> = all.map(|it| (it.kind, it.value.map(f64::to_bits))).collect();
    let now = LazyCell::new(|| this_year(article));
    let mut before: Option<usize> = None;
    for (n, block) in article.blocks().iter().enumerate() {
        if !matches!(whole.parts[n], Part::Paragraph | Part::Lede) {
            continue;
        }
        let previous = before.replace(n).map(|it| &*article.blocks()[it]);
        if whole.parts[n] == Part::Lede {
            continue;
        }
        let mut reported = None;
        for claim in block.facts.claims.iter().filter(|it| it.kind.is_casualty()) {
            if claim.source.is_some()
                || claim.hedged
                || reported == Some(claim.sentence)
                || names_source(block)
                || previous.is_some_and(names_source)
                || is_history(article, n, claim, &now)
                || sourced.contains(&(claim.kind, claim.value.map(f64::to_bits)))
            {
                continue;
            }
            reported = Some(claim.sentence);
            let sentence = block.facts.sentences[claim.sentence as usize];
            let words = claim.span.of(block.prose());
            let message = article.language().say("unsourced-claim", &[("claim", words)]);
            out.report(
                Place {
                    block: n as u32,
                    span: crate::text::Span { end: trimmed(block, sentence.end), ..sentence },
                },
                message,
            );
        }
    }
}

/// The end of a sentence without its stop.
fn trimmed(block: &Block, end: u32) -> u32 {
    block.prose()[..end as usize].trim_end_matches(['.', '!', '?', ' ']).len() as u32
}

/// Whether anybody speaks in a block, or an authority is named: a source that the reader takes the rest from as
/// well.
fn names_source(block: &Block) -> bool {
    block.facts.authority || block.facts.quotations.iter().any(|it| it.cue.is_some() || it.speech)
}

/// Whether a claim's sentence, or the one before it, tells of a year long gone: more than two years before the
/// article is published, or, when nobody knows when that is, before the last year that the article names.
fn is_history(article: &Article, n: usize, claim: &Claim, now: &impl Deref<Target = Option<i16>>) -> bool {
    let facts = &article.blocks()[n].facts;
    let sentences = [claim.sentence.saturating_sub(1), claim.sentence];
    facts.timexes.iter().zip(article.whole().times_in(n)).any(|(it, resolved)| {
        let near = sentences.iter().any(|n| facts.sentences[*n as usize].contains(it.span));
        near && year(resolved).zip(**now).is_some_and(|(year, now)| year + 2 < now)
    })
}

/// The year in which the article is published, or the last one it names.
fn this_year(article: &Article) -> Option<i16> {
    let whole = article.whole();
    whole.date.map(|it| it.year).or_else(|| whole.times().iter().filter_map(year).max())
}

/// The year that an expression of time means or falls in.
fn year(resolved: &Resolved) -> Option<i16> {
    #[cfg(test)]
    tests::YEARS.set(tests::YEARS.get() + 1);
    resolved.value.when.year()
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, Given};
    use crate::format::Plain;
    use crate::rules;
    use std::cell::Cell;

    thread_local! {
        /// How many expressions of time were asked for their year.
        pub(super) static YEARS: Cell<usize> = const { Cell::new(0) };
    }

    /// How many are asked for an article with so many figures and no date.
    fn asked(figures: usize) -> usize {
        let figure =
            |n| format!("Det smalt i Nordby i {}. {n} personer ble drept i eksplosjonen.\n\n", 1990 + n % 20);
        let text: String = (2..figures + 2).map(figure).collect();
        let article = Article::parse(&text, &Plain, Given::default());
        YEARS.set(0);
        assert!(!rules::check(&article).is_empty());
        YEARS.get()
    }

    #[test]
    fn ten_times_the_figures_ask_for_ten_times_the_years() {
        let (few, many) = (asked(40), asked(400));
        assert!(few >= 40 && many <= 11 * few, "{few} and {many}");
    }
}
