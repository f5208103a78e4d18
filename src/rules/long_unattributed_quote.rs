use super::{Check, Findings, rule};
use crate::article::{Article, Basis, Part, Place, Quotation, QuotationId, QuotationKind};

rule! {
    /// A quotation of more than three sentences before anyone is named.
    ///
    /// The reader hears a voice and does not know whose it is. After a sentence or two they should: «– Vi er slitne,
    /// sier Holme. – Men vi gir oss ikke.» The rule counts the sentences that are said before the clause that names the
    /// speaker. It is silent when the speaker is named before the quotation, and when the same person has just
    /// spoken. Many newsrooms let people speak longer than that, so the rule asks only when it is turned on.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Om brua
    ///
    /// Storbrua er stengt etter en ulykke natt til onsdag.
    ///
    /// – Rekkverket var løst. Vi meldte fra i januar. Vi meldte fra i mars. Ingen kom, sier nabo Ola Vik.
    ///   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Instead:
    ///
    /// ```article lang=nb
    /// Om brua
    ///
    /// Storbrua er stengt etter en ulykke natt til onsdag.
    ///
    /// – Rekkverket var løst, sier nabo Ola Vik. – Vi meldte fra i januar. Vi meldte fra i mars. Ingen kom.
    /// ```
    ///
    /// ```article lang=nn
    /// Om brua
    ///
    /// Nabo Ola Vik er sint: – Rekkverket var laust. Vi melde frå i januar. Vi melde frå i mars. Ingen kom.
    /// ```
    ///
    /// ```article lang=en
    /// The bridge
    ///
    /// The bridge has been closed since an accident on Wednesday.
    ///
    /// “The railing was loose. We told them in January. We told them in March. Nobody came,” said Ann Rudge.
    ///  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    "long-unattributed-quote" { severity: Hint, by_default: false, check: Check::Article(check) }
}

/// Most sentences that may be said before the speaker is named.
const SENTENCES: usize = 3;

fn check(article: &Article, out: &mut Findings) {
    let whole = article.whole();
    let mut before = None;
    for (n, block) in (0..).zip(article.blocks()) {
        if !matches!(whole.parts[n as usize], Part::Paragraph | Part::Lede) {
            continue;
        }
        for (quotation, it) in (0..).zip(&block.facts.quotations) {
            let speaker = whole.speaker_of(QuotationId { block: n, quotation });
            let known = before.is_some() && before == speaker.entity;
            before = speaker.entity;
            if it.kind != QuotationKind::Direct || speaker.basis != Basis::Clause || known {
                continue;
            }
            let (Some(first), Some(cue)) = (it.content.first(), it.cue) else { continue };
            let said = sentences(it, &block.facts.sentences, cue.start);
            if said > SENTENCES && first.end <= cue.start {
                let message =
                    article.language().say("long-unattributed-quote", &[("count", &said.to_string())]);
                out.report(Place { block: n, span: *first }, message);
            }
        }
    }
}

/// How many sentences of a quotation begin before `cue`.
fn sentences(quotation: &Quotation, all: &[crate::text::Span], cue: u32) -> usize {
    let said = |it: &&crate::text::Span| quotation.content.iter().any(|part| part.overlaps(**it));
    all.iter().filter(said).take_while(|it| it.start < cue).count()
}
