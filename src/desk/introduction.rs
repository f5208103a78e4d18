//! Where the article introduces somebody, and in which words.

use crate::article::{Article, Entity, Form, Mention, MentionId, Place};
use crate::text::Span;

/// The mention that introduces an entity: the first in running text that names it in full, one with a role, an
/// age or a party before a bare one.
pub(super) fn introduction(article: &Article, entity: &Entity) -> Option<MentionId> {
    let mut best: Option<((bool, bool, bool, bool), MentionId)> = None;
    for id in &entity.mentions {
        let Some(mention) = mention(article, *id) else { continue };
        let full = mention.form == Form::Name && mention.name == entity.name;
        let body = article.whole().parts[id.block as usize].is_body();
        let rank = (full, body, !mention.quoted, is_presented(mention));
        if best.is_none_or(|it| rank > it.0) {
            best = Some((rank, *id));
        }
    }
    best.map(|it| it.1)
}

/// The words that introduce an entity, with role, age and party; `None` if the article gives none with the full name.
pub(super) fn presentation(article: &Article, entity: &Entity) -> Option<Place> {
    let presented =
        |id: &MentionId| mention(article, *id).is_some_and(|it| it.form == Form::Name && is_presented(it));
    let id = introduction(article, entity).filter(presented)?;
    let mention = mention(article, id)?;
    let given = [mention.role.as_ref().map(|it| it.0), mention.age.map(|it| it.0), mention.party];
    let span = given.into_iter().flatten().fold(mention.span, Span::cover);
    let prose = article.blocks()[id.block as usize].prose();
    let words = span.of(prose);
    let open = words.matches('(').count() > words.matches(')').count();
    // Age and party stand in brackets; the closing one belongs to them.
    let close = if open { prose[span.end as usize..].find(')').filter(|it| *it <= 24) } else { None };
    let end = span.end + close.map_or(0, |it| it as u32 + 1);
    Some(Place { block: id.block, span: Span { end, ..span } })
}

/// Whether the article gives somebody a name, and not only a role.
pub(super) fn has_name(article: &Article, entity: &Entity) -> bool {
    entity.mentions.iter().any(|it| mention(article, *it).is_some_and(|it| it.form == Form::Name))
}

/// A mention by its number.
pub(super) fn mention(article: &Article, id: MentionId) -> Option<&Mention> {
    article.blocks().get(id.block as usize)?.facts.mentions.get(id.mention as usize)
}

fn is_presented(mention: &Mention) -> bool {
    mention.role.is_some() || mention.age.is_some() || mention.party.is_some()
}
