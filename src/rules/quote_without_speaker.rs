use super::{Check, Findings, rule};
use crate::article::{Article, Basis, Block, MentionId, Part, Place, QuotationId, Signal};

rule! {
    /// A quotation whose speaker nobody can tell.
    ///
    /// Who says this? A quotation needs a speaker in its own sentence, in the turn it belongs to, or in the
    /// conversation around it. In a published interview half of all dash paragraphs have no reporting clause and
    /// need none, so a dash turn is never asked about: question, answer and the lines that follow are plain to the
    /// reader. What is asked about is a whole sentence in quotation marks that stands alone, with nobody named in
    /// its paragraph or the ones beside it who could have said it.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Lukten over byen
    ///
    /// Fabrikken ble ombygd i vår, og utslippene er halvert siden da.
    ///
    /// «Her har det aldri luktet så lite som nå.»
    ///  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///
    /// Anlegget skal være ferdig til jul.
    /// ```
    ///
    /// Instead:
    ///
    /// ```article lang=nb
    /// Lukten over byen
    ///
    /// Fabrikken ble ombygd i vår, og utslippene er halvert siden da.
    ///
    /// «Her har det aldri luktet så lite som nå», sier nabo Ola Vik.
    ///
    /// Anlegget skal være ferdig til jul.
    /// ```
    "quote-without-speaker" { severity: Warning, check: Check::Article(check) }
}

/// Fewest words of a quotation that is asked about; shorter ones are titles, slogans and terms.
const WORDS: usize = 6;

fn check(article: &Article, out: &mut Findings) {
    let whole = article.whole();
    let body: Vec<usize> = (0..whole.parts.len()).filter(|it| whole.parts[*it].is_body()).collect();
    for (at, &n) in body.iter().enumerate() {
        if !matches!(whole.parts[n], Part::Paragraph | Part::Lede) {
            continue;
        }
        let block = &article.blocks()[n];
        for (m, quotation) in block.facts.quotations.iter().enumerate() {
            let id = QuotationId { block: n as u32, quotation: m as u32 };
            let speaker = whole.speaker_of(id);
            let marked = matches!(quotation.signal, Signal::Marks(_));
            let unknown =
                speaker.basis == Basis::Nobody && speaker.entity.is_none() && speaker.source.is_none();
            if !marked
                || !unknown
                || quotation.cue.is_some()
                || !quotation.speech
                || quotation.runs_on
                || quotation.goes_on
            {
                continue;
            }
            let Some(first) = quotation.content.first() else { continue };
            let words = first.of(block.prose());
            let sentence = words.starts_with(char::is_uppercase) && words.ends_with(['.', '!', '…']);
            if !sentence || words.split_whitespace().count() < WORDS {
                continue;
            }
            let near = body[at.saturating_sub(1)..(at + 2).min(body.len())].iter();
            if near.into_iter().any(|it| somebody_could(article, *it)) {
                continue;
            }
            let message = article.language().say("quote-without-speaker", &[]);
            out.report(Place { block: n as u32, span: *first }, message);
        }
    }
}

/// Whether a paragraph names anybody who could be speaking: a person, a role, a group, or another speaker.
fn somebody_could(article: &Article, n: usize) -> bool {
    let block: &Block = &article.blocks()[n];
    let mentions = block.facts.mentions.iter().enumerate();
    let named = mentions.filter(|it| !it.1.quoted).any(|(m, _)| {
        let id = MentionId { block: n as u32, mention: m as u32 };
        article
            .whole()
            .entity_of(id)
            .is_some_and(|it| article.whole().entity(it).kind != crate::article::EntityKind::Place)
    });
    named || block.facts.quotations.iter().any(|it| it.cue.is_some()) || block.facts.first_person
}
