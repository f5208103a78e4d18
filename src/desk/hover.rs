use super::day::Meant;
use super::introduction::{mention, presentation};
use super::under::{Under, is_somebody_else, joined, quotations, under};
use super::words::{escape, quote, shorten};
use crate::article::{
    Anchor, Article, Basis, Entity, EntityId, EntityKind, Form, MentionId, Place, PublicationDate, Quotation,
    QuotationId, Speaker, Timex, TimexType, weekday,
};
use crate::language::fold;
use crate::text::Span;
use jiff::civil::Date;

/// What the desk knows about the words under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The words it is about, in bytes of the file.
    pub span: Span,
    /// What is known, in Markdown and in the article's language.
    pub markdown: String,
}

/// What is known of the words at byte `offset` of the file: a person, organisation or place, a quotation, a date.
pub fn hover(article: &Article, offset: usize) -> Option<Hover> {
    let (_, block) = article.block_at(offset)?;
    let desk = Desk { article };
    under(article, offset).into_iter().find_map(|(span, what)| {
        let paragraphs = match what {
            Under::Mention(id, mention) => match article.whole().entity_of(id) {
                Some(entity) => {
                    desk.mention(Place { block: id.block, span: mention.span }, mention.form, entity)
                }
                None if is_somebody_else(block, mention) => {
                    vec![desk.unknown(Place { block: id.block, span: mention.span })]
                }
                None => return None,
            },
            Under::Timex(timex) => desk.timex(timex)?,
            Under::Quotation(id, quotation) => desk.quotation(id, quotation)?,
        };
        Some(Hover { span, markdown: paragraphs.join("\n\n") })
    })
}

/// Longest stretch of the article that an answer repeats, in characters.
const LONGEST: usize = 100;

/// Most roles that an answer lists.
const ROLES: usize = 5;

/// The desk with an article before it, putting things into words. Answers are lists of paragraphs.
#[derive(Clone, Copy)]
struct Desk<'a> {
    article: &'a Article,
}

impl Desk<'_> {
    fn say(self, key: &str, parts: &[(&str, &str)]) -> String {
        self.article.language().say(key, parts)
    }

    /// The words at a place, in quotation marks.
    fn words(self, place: Place) -> String {
        self.quoted(self.article.words(place))
    }

    fn quoted(self, text: &str) -> String {
        quote(&escape(&shorten(text, LONGEST)), self.article.language())
    }

    fn times(self, count: usize) -> String {
        match count {
            1 => self.say("hover-once", &[]),
            _ => self.say("hover-times", &[("count", &count.to_string())]),
        }
    }

    // ---- People, organisations, places ----

    fn mention(self, place: Place, form: Form, id: EntityId) -> Vec<String> {
        let entity = self.article.whole().entity(id);
        let who = self.card(entity);
        let first = match form {
            Form::Name => who,
            Form::Role | Form::Pronoun => self.reading(place, &who),
        };
        let mut out = vec![first];
        out.extend(self.introduced(entity));
        out.push(self.counts(id));
        out
    }

    /// The name with what the article says of its bearer: roles, age, party.
    fn card(self, entity: &Entity) -> String {
        let mut out = vec![format!("**{}**", escape(&shorten(&entity.name, LONGEST)))];
        match entity.kind {
            EntityKind::Organisation => out.push(self.say("hover-organisation", &[])),
            EntityKind::Place => out.push(self.say("hover-place", &[])),
            EntityKind::Person | EntityKind::Other => {}
        }
        let mentions =
            || entity.mentions.iter().filter_map(|it| Some((it.block, mention(self.article, *it)?)));
        let mut roles: Vec<String> = Vec::new();
        for (base, place) in &entity.roles {
            let role = self.role(base, *place);
            if !roles.iter().any(|it| it.to_lowercase() == role.to_lowercase()) {
                roles.push(role);
            }
        }
        out.extend(roles.iter().take(ROLES).map(|it| escape(it)));
        if let Some(place) = mentions().find_map(|it| Some(Place { block: it.0, span: it.1.party? }))
            && let Some(last) = out.last_mut()
        {
            *last += &format!(" ({})", escape(self.article.words(place)));
        }
        if let Some((_, age)) = mentions().find_map(|it| it.1.age) {
            out.push(self.say("hover-age", &[("age", &age.to_string())]));
        }
        out.join(", ")
    }

    /// A role as it stands in the article, but for a capital that it only has because it opens its sentence, and
    /// a single noun in its indefinite form.
    fn role(self, base: &str, place: Place) -> String {
        let mut words = shorten(self.article.words(place), LONGEST);
        if !words.contains(' ') {
            let low = fold(&words);
            let alike = low.chars().zip(base.chars()).take_while(|it| it.0 == it.1);
            let alike: usize = alike.map(|it| it.0.len_utf8()).sum();
            // A noun that its base does not begin like is a compound of which only the last half is known.
            if alike > 0 {
                words.replace_range(alike.., &base[alike..]);
            }
        }
        let sentences = self.article.blocks().get(place.block as usize).map(|it| &it.facts.sentences);
        let opens = sentences.is_some_and(|it| it.iter().any(|it| it.start == place.span.start));
        let compound = words.split(' ').next().is_some_and(|it| it.contains('-'));
        let mut letters = words.chars();
        match letters.next().map(|it| it.to_lowercase().to_string()) {
            Some(first) if opens && !compound && base.starts_with(&first) => first + letters.as_str(),
            _ => words,
        }
    }

    /// That a pronoun or a role stands for somebody is our reading: the article does not say so.
    fn reading(self, place: Place, who: &str) -> String {
        self.say("hover-reading", &[("words", &self.words(place)), ("who", who)])
    }

    fn unknown(self, place: Place) -> String {
        self.say("hover-unknown", &[("words", &self.words(place))])
    }

    fn introduced(self, entity: &Entity) -> Option<String> {
        let place = presentation(self.article, entity)?;
        Some(self.say("hover-introduced", &[("words", &self.words(place))]))
    }

    /// How often somebody is named, otherwise spoken of, and quoted.
    fn counts(self, id: EntityId) -> String {
        let entity = self.article.whole().entity(id);
        let mentions = entity.mentions.iter().filter_map(|it| mention(self.article, *it));
        let named = mentions.filter(|it| it.form == Form::Name).count();
        let other = entity.mentions.len() - named;
        let says = |it: &(QuotationId, &Quotation, Speaker)| {
            it.2.entity == Some(id) || joined(self.article, it.0, it.1).any(|it| it == id)
        };
        let quoted = quotations(self.article).filter(says).count();
        let mut out = Vec::new();
        for (key, count) in [("hover-named", named), ("hover-mentioned", other), ("hover-quoted", quoted)] {
            if count > 0 {
                out.push(self.say(key, &[("times", &self.times(count))]));
            }
        }
        if quoted == 0 && entity.kind == EntityKind::Person {
            out.push(self.say("hover-never-quoted", &[]));
        }
        out.join(" ")
    }

    // ---- Quotations ----

    fn quotation(self, id: QuotationId, quotation: &Quotation) -> Option<Vec<String>> {
        let place = |span| Place { block: id.block, span };
        let speaker = self.article.whole().speaker_of(id);
        if speaker.basis == Basis::Nobody && !quotation.speech {
            // A title or a term between marks is said by nobody.
            return None;
        }
        let entity = speaker.entity.map(|it| self.article.whole().entity(it));
        let named = quotation
            .mention
            .and_then(|it| mention(self.article, MentionId { block: id.block, mention: it }));
        let stand_in = named.filter(|it| it.form != Form::Name);
        let mut out = Vec::new();
        match (entity, speaker.source) {
            (Some(entity), _) => out.push(self.say("hover-speaker", &[("who", &self.card(entity))])),
            (None, Some(source)) => out.push(self.say("hover-speaker", &[("who", &self.words(source))])),
            (None, None) => {}
        }
        let joined: Vec<&Entity> =
            joined(self.article, id, quotation).map(|it| self.article.whole().entity(it)).collect();
        out.extend(joined.iter().map(|it| self.say("hover-speaker", &[("who", &self.card(it))])));
        match speaker.basis {
            Basis::Clause => {
                out.push(self.say("hover-clause", &[("words", &self.clause(id.block, quotation))]));
                match (stand_in, entity) {
                    (Some(it), Some(entity)) => {
                        let name = format!("**{}**", escape(&entity.name));
                        out.push(self.reading(place(it.span), &name));
                    }
                    (Some(it), None) if it.form == Form::Pronoun => out.push(self.unknown(place(it.span))),
                    (_, None) | (None, _) => {}
                }
            }
            Basis::SameTurn => out.push(self.say("hover-same-turn", &[])),
            Basis::Conversation => out.push(self.say("hover-conversation", &[])),
            Basis::Nobody => {}
        }
        if entity.is_none() && speaker.source.is_none() {
            out.push(self.say("hover-nobody", &[]));
        }
        out.extend(entity.into_iter().chain(joined).filter_map(|it| self.introduced(it)));
        if let Some(via) = quotation.via {
            out.push(self.say("hover-via", &[("words", &self.words(place(via)))]));
        }
        Some(out)
    }

    /// Cue and source as they stand in the text, in marks.
    fn clause(self, block: u32, quotation: &Quotation) -> String {
        let text = |span| self.article.words(Place { block, span });
        let (Some(cue), Some(source)) = (quotation.cue, quotation.source) else {
            return quotation.cue.or(quotation.source).map_or_else(String::new, |it| self.quoted(text(it)));
        };
        let both = cue.cover(source);
        if both.len() <= LONGEST && !quotation.content.iter().any(|it| it.overlaps(both)) {
            return self.quoted(text(both));
        }
        let (first, last) = if cue < source { (cue, source) } else { (source, cue) };
        self.quoted(&format!("{} … {}", text(first), text(last)))
    }

    // ---- Dates ----

    fn timex(self, timex: &Timex) -> Option<Vec<String>> {
        if !matches!(timex.kind, TimexType::Date | TimexType::Time) {
            return None;
        }
        let published = self.article.whole().date;
        let (value, anchor) = timex.value(published);
        let counted = || match anchor {
            Anchor::Publication => {
                Some(self.say("hover-counted", &[("date", &self.publication_date(published?))]))
            }
            Anchor::Earlier => Some(self.say("hover-counted-earlier", &[])),
            Anchor::Itself | Anchor::Nothing => None,
        };
        let meant = match Meant::of(&value) {
            Meant::Day(date) => {
                let weekday = self.article.language().dates.weekday_name(weekday(date));
                self.say("hover-day", &[("weekday", weekday), ("date", &self.date(date, true))])
            }
            // What the words say all by themselves needs no answer.
            Meant::Days(..) | Meant::Month(..) | Meant::Years(_) if anchor == Anchor::Itself => return None,
            Meant::Days(first, last) => {
                let from = self.date(first, first.year() != last.year());
                self.say("hover-days", &[("first", &from), ("last", &self.date(last, true))])
            }
            Meant::Month(year, month) => self.month(year, month),
            Meant::Years(years) if years.start() == years.end() => years.start().to_string(),
            Meant::Years(years) => format!("{}–{}", years.start(), years.end()),
            Meant::Open if anchor == Anchor::Nothing => {
                return match published {
                    None => Some(vec![self.say("hover-undated", &[])]),
                    Some(date) if date.day.is_none() => {
                        let date = self.publication_date(date);
                        Some(vec![self.say("hover-undated-day", &[("date", &date)])])
                    }
                    Some(_) => None,
                };
            }
            Meant::Open | Meant::Nothing => return None,
        };
        Some(std::iter::once(format!("**{meant}**")).chain(counted()).collect())
    }

    /// A date as the article's language writes it.
    fn date(self, date: Date, with_year: bool) -> String {
        let year = with_year.then(|| date.year());
        self.article.language().dates.written(date.day().unsigned_abs(), date.month().unsigned_abs(), year)
    }

    fn month(self, year: i16, month: u8) -> String {
        format!("{} {year}", self.article.language().dates.month_name(month))
    }

    /// The publication date as far as it is known: «2020», «januar 2020», «6. januar 2020».
    fn publication_date(self, date: PublicationDate) -> String {
        let dates = &self.article.language().dates;
        match (date.month.map(i8::unsigned_abs), date.day.map(i8::unsigned_abs)) {
            (Some(month), Some(day)) => dates.written(day, month, Some(date.year)),
            (Some(month), None) => self.month(date.year, month),
            (None, _) => date.year.to_string(),
        }
    }
}
