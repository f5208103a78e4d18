use super::{Check, Findings, rule};
use crate::article::{
    Article, Basis, Block, EntityKind, Form, Mention, MentionId, Part, Place, Quotation, QuotationId, Signal,
};
use crate::format::Shape;
use crate::text::Span;

rule! {
    /// A quotation whose speaker nobody can tell.
    ///
    /// Who says this? A quotation needs a speaker in its own sentence, in the turn it belongs to, or in the
    /// conversation around it. What is asked about is a quotation of whole sentences, in quotation marks or behind a
    /// dash, that stands alone: no clause says who speaks, and neither its paragraph nor the ones beside it name
    /// anybody who could have said it.
    ///
    /// In a published interview half of all dash paragraphs have no reporting clause and need none. A turn beside
    /// another turn, behind a colon or in a paragraph about one person is plain to the reader and left alone. That an
    /// organisation is named does not help: what it says, somebody says.
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
    ///
    /// ```article lang=nn
    /// Vegen er stengd
    ///
    /// Raset gjekk laurdag kveld og tok med seg hundre meter av vegen.
    ///
    /// – Vi torer ikkje å opne før geologane har vore her.
    ///   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///
    /// Omkøyringa går om fjellet.
    /// ```
    ///
    /// Question and answer are plain:
    ///
    /// ```article lang=nn
    /// Vegen er stengd
    ///
    /// Raset gjekk laurdag kveld og tok med seg hundre meter av vegen.
    ///
    /// – Når kan de opne att?
    ///
    /// – Vi torer ikkje å opne før geologane har vore her.
    ///
    /// Omkøyringa går om fjellet.
    /// ```
    ///
    /// ```article lang=en
    /// The harbour will close in June
    ///
    /// The quay has been leaking for two winters, and the boats have moved up the coast.
    ///
    /// “We asked for new piles four years ago.”
    ///  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    ///
    /// Repairs are to begin in the autumn.
    /// ```
    ///
    /// ```article lang=en
    /// The harbour will close in June
    ///
    /// The quay has been leaking for two winters, and the boats have moved up the coast.
    ///
    /// “We asked for new piles four years ago,” said Ann Rudge, who runs the ferry.
    /// ```
    "quote-without-speaker" { severity: Warning, check: Check::Article(check) }
}

/// Fewest words of a quotation that is asked about; shorter ones are titles, slogans and terms.
const WORDS: usize = 6;

/// How many sentences away from a quotation, in its own paragraph, a reader looks for somebody who could be speaking.
const SENTENCES: u32 = 6;

/// How many bytes a paragraph may be longer than the quotation that it consists of: marks, a dash, spaces.
const EDGE: usize = 8;

fn check(article: &Article, out: &mut Findings) {
    let whole = article.whole();
    let body: Vec<usize> = (0..whole.parts.len()).filter(|it| whole.parts[*it].is_body()).collect();
    for (at, &n) in body.iter().enumerate() {
        let block = &*article.blocks()[n];
        if !matches!(whole.parts[n], Part::Paragraph | Part::Lede) {
            continue;
        }
        for (m, quotation) in block.facts.quotations.iter().enumerate() {
            let id = QuotationId { block: n as u32, quotation: m as u32 };
            if is_told(article, id) {
                continue;
            }
            let Some(said) = bare(quotation, block) else { continue };
            // A lede that is a quotation is a headline too, and says further down whose it is.
            if at == 0 && block.prose().len() <= quotation.extent().len() + EDGE {
                continue;
            }
            // What the reader has before their eyes: this paragraph, those beside it, and what stands between.
            let mut near = body[at.saturating_sub(1)]..=body[(at + 1).min(body.len() - 1)];
            if near.any(|it| somebody_could(article, it, id)) {
                continue;
            }
            let message = article.language().say("quote-without-speaker", &[]);
            out.report(Place { block: n as u32, span: said }, message);
        }
    }
}

/// The words of a quotation that are one's own, whole sentences without any clause, if they are.
fn bare(quotation: &Quotation, block: &Block) -> Option<Span> {
    let first = *quotation.content.first()?;
    let words = first.of(block.prose());
    let stops = |it: &str| it.ends_with(['.', '!', '…']);
    // Behind a dash the first sentence shows what it is; the paragraph may go on in the writer's words.
    let sentence = block.facts.sentences.get(quotation.sentence as usize)?.of(block.prose()).trim_end();
    let whole = stops(words) || quotation.signal == Signal::Dash && stops(sentence);
    let whole = whole && words.starts_with(char::is_uppercase);
    let bare = quotation.cue.is_none() && quotation.source.is_none() && quotation.speech;
    let complete = !quotation.runs_on && !quotation.goes_on;
    let spoken = quotation.signal != Signal::Cue;
    // “…” [The Herald.]
    let closing = |it: char| matches!(it, '»' | '”' | '"' | '“') || it.is_whitespace();
    let behind = block.prose()[quotation.extent().end as usize..].trim_start_matches(closing);
    let signed = behind.starts_with(['(', '[']);
    (!signed && bare && complete && spoken && whole && words.split_whitespace().count() >= WORDS)
        .then_some(first)
}

/// Whether the article tells the reader whose words they are, without a clause.
fn is_told(article: &Article, id: QuotationId) -> bool {
    let speaker = article.whole().speaker_of(id);
    match speaker.basis {
        Basis::Nobody => speaker.entity.is_some() || speaker.source.is_some(),
        Basis::Clause | Basis::SameTurn => true,
        // Whom the conversation leaves far behind, the reader has forgotten.
        Basis::Conversation => speaker.source.is_some_and(|it| it.block.abs_diff(id.block) <= 1),
    }
}

/// Whether a paragraph could tell whose words they are: it names a person, a role or a group, somebody else speaks in
/// it, or it is a turn of the same conversation.
fn somebody_could(article: &Article, n: usize, id: QuotationId) -> bool {
    let block: &Block = &article.blocks()[n];
    let own = n as u32 == id.block;
    let body = article.whole().parts[n].is_body();
    let turn = !own && block.shape() == Shape::Turn && body;
    let quotations = (0..).zip(&block.facts.quotations).filter(|it| !own || it.0 != id.quotation);
    let spoken = quotations.into_iter().any(|it| it.1.cue.is_some() || it.1.speech && body);
    let introduced = !own && block.prose().trim_end().ends_with(':');
    turn || spoken || introduced || block.facts.first_person || names_somebody(article, n, id)
}

/// Whether a paragraph names a person or speaks of one without a name. In the quotation's own paragraph, which may be long,
/// only what stands near it counts.
fn names_somebody(article: &Article, n: usize, id: QuotationId) -> bool {
    let whole = article.whole();
    let block = &article.blocks()[n];
    // Who took the picture says nothing.
    let signs = |it: &Mention| block.piece.credit.is_some_and(|credit| credit.contains(it.span));
    let own = block.facts.quotations.get(id.quotation as usize).filter(|_| n as u32 == id.block);
    let near = |it: &Mention| own.is_none_or(|own| it.sentence.abs_diff(own.sentence) <= SENTENCES);
    let mentions = (0..).zip(&block.facts.mentions).filter(|it| !it.1.quoted && !signs(it.1) && near(it.1));
    mentions.into_iter().any(|(mention, it)| {
        let entity = whole.entity_of(MentionId { block: n as u32, mention }).map(|it| whole.entity(it));
        match (it.form, entity) {
            (Form::Pronoun, _) => true,
            (Form::Role, Some(_)) => true,
            (Form::Role, None) => it.certain && it.subject && !it.plural,
            (Form::Name, Some(it)) => it.kind == EntityKind::Person,
            (Form::Name | Form::Group, None) => false,
            (Form::Group, Some(_)) => true,
        }
    })
}
