//! Dates, ages and spans of years that cannot be right, put where the article has one that is.

use super::Planted;
use super::labelled::Labelled;
use copydesk::article::{
    Article, EntityKind, Expression, Form, MentionId, Origin, Part, Place, Timex, days_in, feast,
};
use copydesk::language::Unit;
use copydesk::text::Span;

/// A day of a month becomes one that the month does not have.
pub(crate) fn impossible(labelled: &Labelled) -> Vec<Planted> {
    let text = &labelled.text;
    let article = labelled.article(text);
    let mut out = Vec::new();
    each_time(&article, |timex, span| {
        let Expression::Day(day) = timex.expression else { return };
        let Some(days) = days_in(day.month, day.year) else { return };
        // The figure of the day, where the month stands beside it by its name.
        let words = span.of(text);
        let figure = day.day.to_string();
        let named = article.language().dates.month_name(day.month).to_lowercase();
        let at = words.find(&figure).filter(|_| day.plain && words.to_lowercase().contains(&named));
        let Some(start) = at.map(|it| span.start as usize + it) else { return };
        let place = Span::new(start, start + figure.len());
        let ends = text[place.end as usize..].starts_with(|it: char| it.is_ascii_digit());
        if !ends {
            out.push(put(text, place, &(days + 1).to_string(), span));
        }
    });
    out
}

/// «For ti år siden» gets a year beside it that is three years off.
pub(crate) fn elapsed(labelled: &Labelled) -> Vec<Planted> {
    let text = &labelled.text;
    let article = labelled.article(text);
    let Some(published) = article.whole().date else { return Vec::new() };
    let mut out = Vec::new();
    each_time(&article, |timex, span| {
        let Expression::Shifted { unit: Unit::Year, by, origin: Origin::Publication } = timex.expression
        else {
            return;
        };
        let figures = text[span.end as usize..].trim_start().starts_with([',', '.']);
        if by <= -2 && figures && i32::from(published.year) + by > 1000 {
            let off = if by % 2 == 0 { 3 } else { -3 };
            let year = i32::from(published.year) + by + off;
            out.push(put(text, Span { start: span.end, ..span }, &format!(" ({year})"), span));
        }
    });
    out
}

/// A holiday gets a date beside it that is a week off.
pub(crate) fn holidays(labelled: &Labelled) -> Vec<Planted> {
    let text = &labelled.text;
    let article = labelled.article(text);
    let Some(published) = article.whole().date else { return Vec::new() };
    let mut out = Vec::new();
    each_time(&article, |timex, span| {
        let Expression::Feast { feast: it, year } = timex.expression else { return };
        let Some(date) = feast(it, year.unwrap_or(published.year)) else { return };
        let Ok(wrong) = date.checked_add(jiff::Span::new().days(7)) else { return };
        let language = article.language();
        let (day, month) = (wrong.day().unsigned_abs(), wrong.month().unsigned_abs());
        let written = language.dates.written(day, month, Some(wrong.year()));
        if year.is_none() {
            out.push(put(text, Span { start: span.end, ..span }, &format!(" ({written})"), span));
        }
    });
    out
}

/// Somebody whose age stands behind their name gets another one the next time they are named in full.
pub(crate) fn ages(labelled: &Labelled) -> Vec<Planted> {
    let text = &labelled.text;
    let article = labelled.article(text);
    let mut out = Vec::new();
    for entity in article.whole().entities.iter().filter(|it| it.kind == EntityKind::Person) {
        let mut names = entity.mentions.iter().filter(|it| article.mention(**it).form == Form::Name);
        let Some((_, age)) = names.find_map(|it| article.mention(*it).age) else { continue };
        let full = names.find(|it| article.mention(**it).name.contains(' '));
        let Some(id) = full.filter(|it| article.mention(**it).age.is_none()) else { continue };
        let span = article.in_file(article.place_of(*id));
        if text[span.end as usize..].starts_with([' ', '.', ',']) {
            out.push(put(text, Span { start: span.end, ..span }, &format!(" ({})", age + 3), span));
        }
    }
    out
}

/// Somebody whose age stands behind their name gets a year of birth that is five years off.
pub(crate) fn births(labelled: &Labelled) -> Vec<Planted> {
    let text = &labelled.text;
    let article = labelled.article(text);
    let (dates, published) = (&article.language().dates, article.whole().date);
    let (Some(published), Some(born)) = (published, dates.checks.born.first()) else { return Vec::new() };
    let mut out = Vec::new();
    each_block(&article, |n, block| {
        // In lists the number behind a name is a minute or a place.
        if !matches!(article.whole().parts[n as usize], Part::Lede | Part::Paragraph) {
            return;
        }
        for (m, mention) in (0..).zip(&block.facts.mentions) {
            let entity = article.whole().entity_of(MentionId { block: n, mention: m });
            let person = entity.is_some_and(|it| article.whole().entity(it).kind == EntityKind::Person);
            let named = person && mention.form == Form::Name;
            let Some((span, age)) = mention.age.filter(|_| named) else { continue };
            let place = article.in_file(Place { block: n, span });
            let close = place.end as usize;
            if !text[close..].starts_with(')') {
                continue;
            }
            let year = published.year - age as i16 - 5;
            let name = article.in_file(Place { block: n, span: mention.span });
            let at = Span::new(close + 1, close + 1);
            out.push(put(text, at, &format!(", {born} {year},"), name.cover(at)));
        }
    });
    out
}

/// A date without a year that lies some days back in January or February gets last year's number.
pub(crate) fn slips(labelled: &Labelled) -> Vec<Planted> {
    let text = &labelled.text;
    let article = labelled.article(text);
    let Some(published) = article.whole().date.filter(|it| it.month.is_some_and(|it| it <= 2)) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    each_time(&article, |timex, span| {
        let Expression::Day(day) = timex.expression else { return };
        let near = day.in_year(published.year).zip(published.date());
        let near =
            near.and_then(|(it, now)| it.until(now).ok()).is_some_and(|it| (0..=7).contains(&it.get_days()));
        if day.year.is_none() && day.weekday.is_none() && day.distance.is_none() && day.plain && near {
            let last = published.year - 1;
            let written = article.language().dates.written(day.day, day.month, Some(last));
            out.push(put(text, span, &written, span));
        }
    });
    out
}

/// Every expression of time of the article, with its place in the text.
fn each_time(article: &Article, mut see: impl FnMut(&Timex, Span)) {
    each_block(article, |n, block| {
        for timex in &block.facts.timexes {
            see(timex, article.in_file(Place { block: n, span: timex.span }));
        }
    });
}

fn each_block(article: &Article, mut see: impl FnMut(u32, &copydesk::article::Block)) {
    let parts = &article.whole().parts;
    let published = (0..).zip(article.blocks()).filter(|it| parts[it.0 as usize].is_published());
    published.for_each(|(n, block)| see(n, block));
}

/// The article with something else at `span`; the error then shows at `whole`, which begins no later.
fn put(text: &str, span: Span, instead: &str, whole: Span) -> Planted {
    let planted = format!("{}{instead}{}", &text[..span.start as usize], &text[span.end as usize..]);
    let end = (whole.end.max(span.end) - span.end) as usize + span.start as usize + instead.len();
    let at = Span::new(whole.start as usize, end);
    Planted { text: planted, at, what: format!("{} > {instead}", span.of(text)) }
}
