//! The timeline: what the article says happens when, one line an event.

use super::dates::Calendar;
use super::words::{quote, shorten};
use crate::article::{Article, Certainty, EntityId, EntityKind, MentionId, Moment, Place, TimexId};
use crate::text::Span;

/// One line of the timeline. Spans are bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// When it happens, as TIMEX3 writes it: `2020-01-06`, `2019-SU`.
    pub date: String,
    /// The same as the article's language writes it; the article's own words where nobody can tell.
    pub label: String,
    pub certainty: Certainty,
    /// The sentence that says so, on one line.
    pub text: String,
    /// Where the sentence stands.
    pub span: Span,
    /// The words that date it.
    pub timex: Span,
    /// The word that says what happens, if there is one.
    pub verb: Option<Span>,
    /// The people, organisations and groups in it, in the order of the text.
    pub participants: Vec<EntityId>,
}

/// What happens in the article, in the order of time: what is sure, then what is open, then what nobody can date.
pub fn timeline(article: &Article) -> Vec<Dated> {
    article.timeline().iter().map(|it| dated(article, it)).collect()
}

fn dated(article: &Article, moment: &Moment) -> Dated {
    let block = moment.event.block;
    let event = article.event(moment.event);
    let sentence = article.blocks()[block as usize].facts.sentences[event.sentence as usize];
    let place = |span| Place { block, span };
    let words = place(article.timex(TimexId { block, timex: event.timex }).span);
    let label = Calendar { article }.label(moment.when.value);
    let label =
        label.unwrap_or_else(|| quote(&shorten(article.words(words), usize::MAX), article.language()));
    let mut participants = Vec::new();
    for mention in &event.mentions {
        let entity = article.whole().entity_of(MentionId { block, mention: *mention });
        let Some(entity) = entity.filter(|it| acts(article, *it)) else { continue };
        if !participants.contains(&entity) {
            participants.push(entity);
        }
    }
    Dated {
        date: moment.when.value.to_string(),
        label: match moment.certainty {
            Certainty::Open => article.language().say("date-open", &[("day", &label)]),
            Certainty::Sure | Certainty::Unknown => label,
        },
        certainty: moment.certainty,
        text: shorten(article.words(place(sentence)), usize::MAX),
        span: article.in_file(place(sentence)),
        timex: article.in_file(words),
        verb: event.verb.map(|it| article.in_file(place(it))),
        participants,
    }
}

/// Whether somebody or something can take part in an event: a place cannot.
fn acts(article: &Article, id: EntityId) -> bool {
    let kind = article.whole().entity(id).kind;
    matches!(kind, EntityKind::Person | EntityKind::Organisation | EntityKind::Group)
}
