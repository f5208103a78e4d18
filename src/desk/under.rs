//! What stands at a place of the file.

use crate::article::{
    Article, Block, EntityId, Form, Mention, MentionId, Place, Quotation, QuotationId, Signal, Speaker,
    TimexId,
};
use crate::text::Span;

/// One thing that stands at a place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Under<'a> {
    /// A mention, or the role, age or party that is given with it.
    Mention(MentionId, &'a Mention),
    Timex(TimexId),
    /// The cue, the source or the content of a quotation.
    Quotation(QuotationId, &'a Quotation),
}

/// Whoever stands at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Entity(EntityId),
    /// Somebody without a name of their own: the words that the article has for them.
    Words(Place),
}

/// Everything at byte `offset` of the file with the span it takes there: what is named before what is said,
/// who says it before their words, and the shorter before the longer.
pub(super) fn under(article: &Article, offset: usize) -> Vec<(Span, Under<'_>)> {
    let Some((n, block)) = article.block_at(offset) else { return Vec::new() };
    if !article.whole().parts[n].is_published() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut look = |rank: u8, span: Span, what| {
        let span = article.in_file(Place { block: n as u32, span });
        if span.touches(offset) && !span.is_empty() {
            found.push((rank, span, what));
        }
    };
    for (m, mention) in block.facts.mentions.iter().enumerate() {
        let what = Under::Mention(MentionId { block: n as u32, mention: m as u32 }, mention);
        look(0, mention.span, what);
        let given = [mention.role.as_ref().map(|it| it.0), mention.age.map(|it| it.0), mention.party];
        given.into_iter().flatten().for_each(|it| look(0, it, what));
    }
    for (m, timex) in block.facts.timexes.iter().enumerate() {
        look(0, timex.span, Under::Timex(TimexId { block: n as u32, timex: m as u32 }));
    }
    for (m, quotation) in block.facts.quotations.iter().enumerate() {
        let what = Under::Quotation(QuotationId { block: n as u32, quotation: m as u32 }, quotation);
        [quotation.cue, quotation.source, quotation.via]
            .into_iter()
            .flatten()
            .for_each(|it| look(1, it, what));
        quotation.content.iter().for_each(|it| look(2, *it, what));
    }
    found.sort_by_key(|it| (it.0, it.1.len()));
    found.into_iter().map(|it| (it.1, it.2)).collect()
}

/// Whoever stands at byte `offset`: the one named there, else the one who speaks there.
pub(super) fn who(article: &Article, offset: usize) -> Option<Who> {
    let (_, block) = article.block_at(offset)?;
    for (_, it) in under(article, offset) {
        match it {
            Under::Mention(id, mention) => {
                if let Some(entity) = article.whole().entity_of(id) {
                    return Some(Who::Entity(entity));
                }
                if is_somebody_else(block, mention) {
                    return None;
                }
            }
            Under::Timex(_) => {}
            Under::Quotation(id, _) => {
                let speaker = article.whole().speaker_of(id);
                let who = speaker.entity.map(Who::Entity).or(speaker.source.map(Who::Words));
                if who.is_some() {
                    return who;
                }
            }
        }
    }
    None
}

/// Whether a mention of nobody known stands for somebody whom a quotation around it tells nothing about:
/// a pronoun that is not itself what the speaker is called.
pub(super) fn is_somebody_else(block: &Block, mention: &Mention) -> bool {
    let mut sources = block.facts.quotations.iter().filter_map(|it| it.source);
    mention.form == Form::Pronoun && !sources.any(|it| it.contains(mention.span))
}

/// Those who say a quotation together with its speaker: «Trump og forsvarsminister Mike Pompeo».
pub(super) fn joined(
    article: &Article,
    id: QuotationId,
    quotation: &Quotation,
) -> impl Iterator<Item = EntityId> {
    let mentions = quotation.also.iter().map(move |it| MentionId { block: id.block, mention: *it });
    let speaker = article.whole().speaker_of(id).entity;
    mentions.filter_map(|it| article.whole().entity_of(it)).filter(move |it| Some(*it) != speaker)
}

/// How many paragraphs may stand between a question and its answer: «Hun tenker seg om.»
const THOUGHT: usize = 1;

/// Whether a quotation of no known speaker is most likely the interviewer's: a turn that asks, with an answer close
/// behind it.
pub(super) fn is_question(article: &Article, id: QuotationId, quotation: &Quotation) -> bool {
    let whole = article.whole();
    let block = &article.blocks()[id.block as usize];
    let speaker = whole.speaker_of(id);
    let asks = quotation.signal == Signal::Dash && block.prose().trim_end().ends_with('?');
    let nobody = speaker.entity.is_none() && speaker.source.is_none();
    let next = || {
        let rest = article.blocks().iter().enumerate().skip(id.block as usize + 1);
        let mut near = rest.filter(|it| !it.1.prose().is_empty()).take(1 + THOUGHT);
        let turn = |it: &Block| it.facts.quotations.first().is_some_and(|it| it.signal == Signal::Dash);
        let (n, block) = near.find(|it| turn(it.1))?;
        let answer = &block.facts.quotations[0];
        let speaker = whole.speaker_of(QuotationId { block: n as u32, quotation: 0 });
        (answer.speech && (speaker.entity.is_some() || speaker.source.is_some())).then_some(())
    };
    asks && nobody && next().is_some()
}

/// What is said in the article and is for publication, in order, each with its speaker; thoughts and wishes apart.
pub(super) fn quotations(article: &Article) -> impl Iterator<Item = (QuotationId, &Quotation, Speaker)> {
    let whole = article.whole();
    let blocks = article.blocks().iter().enumerate().filter(|it| whole.parts[it.0].is_published());
    blocks.flat_map(move |(n, block)| {
        block.facts.quotations.iter().enumerate().filter(|it| it.1.said).map(move |(m, quotation)| {
            let id = QuotationId { block: n as u32, quotation: m as u32 };
            (id, quotation, whole.speaker_of(id))
        })
    })
}
