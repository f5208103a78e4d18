use super::dates::Calendar;
use super::introduction::{has_name, mention, presentation};
use super::passage::{passage, passages};
use super::rename::bare_name;
use super::under::{Under, is_question, is_somebody_else, joined, quotations, under};
use super::words::{escape, quote, shorten, verbatim};
use crate::article::{
    Article, Basis, Entity, EntityId, EntityKind, Finding, Form, Mention, MentionId, Place, Quotation,
    QuotationId, Speaker,
};
use crate::language::{Case, Class, Word, fold};
use crate::text::Span;

/// What the desk knows about the words under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The words it is about, in bytes of the file.
    pub span: Span,
    /// What is known, in Markdown and in the article's language.
    pub markdown: String,
}

/// What is known of the words at byte `offset` of the file: a person, organisation or place, a quotation, a date;
/// and what of `findings` is about these words, or elsewhere about the same person.
pub fn hover(article: &Article, findings: &[Finding], offset: usize) -> Option<Hover> {
    let (_, block) = article.block_at(offset)?;
    let desk = Desk { article };
    let known = under(article, offset).into_iter().find_map(|(span, what)| {
        let mut about = None;
        let paragraphs = match what {
            Under::Mention(id, mention) => match article.whole().entity_of(id) {
                Some(entity) => {
                    about = Some(entity);
                    desk.mention(id, mention, entity)
                }
                None if is_somebody_else(block, mention) => {
                    desk.unknown(id, Place { block: id.block, span: mention.span })
                }
                None => return None,
            },
            Under::Timex(id) => Calendar { article }.hover(id)?,
            Under::Quotation(id, quotation) => desk.quotation(id, quotation)?,
        };
        Some((span, paragraphs, about))
    });
    let (mut span, mut paragraphs, about) =
        known.map_or((None, Vec::new(), None), |it| (Some(it.0), it.1, it.2));
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        findings.iter().partition(|it| article.in_file(it.place).touches(offset));
    if let Some(entity) = about {
        let conflicts = elsewhere.into_iter().filter(|it| concerns(article, it, entity));
        paragraphs.extend(conflicts.map(|it| desk.conflict(it)));
    }
    for it in here {
        span = span.or(Some(article.in_file(it.place)));
        let text = format!("{} `copydesk explain {}`", verbatim(&it.message), it.rule);
        if !paragraphs.contains(&text) {
            paragraphs.push(text);
        }
    }
    Some(Hover { span: span?, markdown: paragraphs.join("\n\n") })
}

/// Who says a quotation and how the desk knows, in Markdown.
pub(super) fn said_by(article: &Article, id: QuotationId, quotation: &Quotation) -> String {
    Desk { article }.quotation(id, quotation).unwrap_or_default().join("\n\n")
}

/// Whether a finding is about names and somebody's is among them: a place that names them, with or without their role.
fn concerns(article: &Article, finding: &Finding, id: EntityId) -> bool {
    let places = || std::iter::once(finding.place).chain(finding.related.iter().map(|it| it.0));
    let block = article.blocks().get(finding.place.block as usize);
    let mut names = block.into_iter().flat_map(|it| &it.facts.mentions).filter(|it| it.form == Form::Name);
    // Whom a pronoun could mean is nothing that is wrong with them.
    if !names.any(|it| it.span.overlaps(finding.place.span)) {
        return false;
    }
    article.whole().entity(id).mentions.iter().any(|at| {
        let Some(mention) = mention(article, *at).filter(|it| it.form == Form::Name) else { return false };
        let whole = mention.role.as_ref().map_or(mention.span, |it| it.0.cover(mention.span));
        places().any(|it| it.block == at.block && !it.span.is_empty() && whole.contains(it.span))
    })
}

/// Longest stretch of the article that an answer repeats, in characters.
const LONGEST: usize = 100;

/// Most roles that an answer lists.
const ROLES: usize = 5;

/// Most names and role nouns for one person that an answer lists.
const CALLED: usize = 5;

/// How many words an article and what stands between it and its noun have, at most: «en svært godt kjent kvinne».
const LONGEST_NOUN: usize = 4;

/// The desk with an article before it, putting things into words. Answers are lists of paragraphs.
#[derive(Clone, Copy)]
struct Desk<'a> {
    article: &'a Article,
}

impl Desk<'_> {
    fn say(self, key: &str, parts: &[(&str, &str)]) -> String {
        let mut said = self.article.language().say(key, parts);
        // "Gov." and «jr.» end a sentence with a stop of their own.
        if said.ends_with("..") && !said.ends_with("...") {
            said.pop();
        }
        said
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

    fn mention(self, at: MentionId, mention: &Mention, id: EntityId) -> Vec<String> {
        let entity = self.article.whole().entity(id);
        let place = Place { block: at.block, span: mention.span };
        let who = self.card(entity);
        let mut out = match mention.form {
            Form::Name | Form::Group => vec![who],
            // «Kari Berg er lege»: the text says so.
            Form::Role if mention.predicate.is_some() => vec![who],
            Form::Pronoun if !has_name(self.article, entity) => {
                let words = self.quoted(&self.known_as(entity));
                vec![self.reading(place, &words), self.say("hover-nameless", &[("words", &words)])]
            }
            Form::Role if !has_name(self.article, entity) => {
                vec![self.say("hover-nameless", &[("words", &self.quoted(&self.known_as(entity)))])]
            }
            Form::Role | Form::Pronoun => vec![self.reading(place, &who)],
        };
        out.extend(self.somebody("hover-or-else", self.article.whole().rivals_of(at)));
        out.extend(self.introduced(entity));
        out.extend(self.called(entity));
        out.push(self.counts(id));
        out
    }

    /// What the article calls somebody without a name: «kvinna» rather than «kvinne», once it has.
    fn known_as(self, entity: &Entity) -> String {
        let roles = entity.mentions.iter().filter_map(|it| {
            let role = mention(self.article, *it).filter(|it| it.form == Form::Role)?;
            Some(self.opened(self.article.words(Place { block: it.block, span: role.span }), &role.name))
        });
        let known = roles.into_iter().find(|it| fold(it) != fold(&entity.name));
        known.or_else(|| self.brought_in(entity)).unwrap_or_else(|| entity.name.to_string())
    }

    /// The words that bring in somebody without a name, from the article or from whose they are on: «en ung kvinne», "his
    /// lawyer".
    fn brought_in(self, entity: &Entity) -> Option<String> {
        let at = *entity.mentions.first()?;
        let role =
            mention(self.article, at).filter(|it| it.form == Form::Role && (it.owned || !it.certain))?;
        let prose = self.article.blocks()[at.block as usize].prose();
        let (mut start, lexicon) = (role.span.start as usize, &self.article.language().lexicon);
        for word in
            prose[..start].split_inclusive(' ').rev().take(LONGEST_NOUN).filter(|it| it.ends_with(' '))
        {
            start -= word.len();
            let whose = |it: &Word| it.pronoun.is_some_and(|it| it.case != Case::Subject);
            let opens = |it: &Word| it.class.any(Class::ONE) || role.owned && whose(it);
            if lexicon.word(&fold(word.trim())).is_some_and(opens) {
                return Some(fold(word) + &prose[start + word.len()..role.span.end as usize]);
            }
        }
        None
    }

    /// A sentence about any of several people: «Det kan også være A eller B.»
    fn somebody(self, key: &str, list: &[EntityId]) -> Option<String> {
        let names = list.iter().map(|it| self.bold(self.article.whole().entity(*it)));
        let who = names.reduce(|some, last| self.say("hover-or", &[("some", &some), ("last", &last)]))?;
        Some(self.say(key, &[("who", &who)]))
    }

    fn bold(self, entity: &Entity) -> String {
        let nameless = entity.kind == EntityKind::Person && !entity.named;
        let name = if nameless { self.known_as(entity) } else { entity.name.to_string() };
        format!("**{}**", escape(&shorten(&name, LONGEST)))
    }

    /// What the article calls somebody besides their full name, and where: «Nesbakk» (linje 5, 9).
    fn called(self, entity: &Entity) -> Option<String> {
        let mut forms: Vec<(String, Vec<Place>)> = Vec::new();
        let known = (!has_name(self.article, entity)).then(|| self.known_as(entity));
        for id in &entity.mentions {
            let called = |it: &&Mention| it.form != Form::Pronoun && it.predicate.is_none();
            let Some(it) = mention(self.article, *id).filter(called) else { continue };
            let place = match it.form {
                Form::Name => bare_name(self.article, *id, it, entity),
                _ => Place { block: id.block, span: it.span },
            };
            let words = self.article.words(place);
            if words == &*entity.name || known.as_deref().is_some_and(|it| fold(it) == fold(words)) {
                continue;
            }
            // A role noun that opens its sentence has its capital from there.
            let words = match it.form {
                Form::Role => self.opened(words, &it.name),
                _ => words.to_owned(),
            };
            let low = fold(&words);
            match forms.iter_mut().find(|it| fold(&it.0) == low) {
                Some(it) => it.1.push(place),
                None => forms.push((words, vec![place])),
            }
        }
        let more = if forms.len() > CALLED { " …" } else { "" };
        let form = |(words, places): &(String, Vec<Place>)| {
            format!("{} ({})", self.quoted(words), passages(self.article, places.iter().copied()))
        };
        let list: Vec<String> = forms.iter().take(CALLED).map(form).collect();
        let list = list.join(", ") + more;
        (!forms.is_empty()).then(|| self.say("hover-called", &[("forms", &list)]))
    }

    /// A role noun without the capital of a sentence that it opens; what its base has in capitals stays («NATO-sjefen»).
    fn opened(self, words: &str, base: &str) -> String {
        let mut letters = words.chars();
        match letters.next().map(|it| it.to_lowercase().to_string()) {
            Some(first) if base.starts_with(&first) && !letters.as_str().chars().any(char::is_uppercase) => {
                first + letters.as_str()
            }
            _ => words.to_owned(),
        }
    }

    /// What the desk asks about somebody in another place.
    fn conflict(self, finding: &Finding) -> String {
        let place = passage(self.article, finding.place);
        self.say("hover-conflict", &[("message", &verbatim(&finding.message)), ("where", &place)])
    }

    /// The name with what the article says of its bearer: roles, age, party.
    fn card(self, entity: &Entity) -> String {
        let mut out = vec![self.bold(entity)];
        match entity.kind {
            EntityKind::Organisation => out.push(self.say("hover-organisation", &[])),
            EntityKind::Place => out.push(self.say("hover-place", &[])),
            EntityKind::Person | EntityKind::Group | EntityKind::Other => {}
        }
        let mentions =
            || entity.mentions.iter().filter_map(|it| Some((it.block, mention(self.article, *it)?)));
        let mut roles: Vec<String> = Vec::new();
        let lexicon = &self.article.language().lexicon;
        // Whose father or sister somebody is, their card does not say.
        let is_kin = |it: &str| lexicon.word(it).is_some_and(|it| it.class.any(Class::KIN));
        for (base, place) in entity.roles.iter().filter(|it| !is_kin(&it.0)) {
            let role = self.role(base, *place);
            // Who has no name is called by a role already.
            let told = !entity.named && fold(&entity.name).starts_with(&**base);
            if !told && !roles.iter().any(|it| it.to_lowercase() == role.to_lowercase()) {
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
    /// with its noun in the indefinite form.
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
        } else if let Some(at) = fold(&words).rfind(base).filter(|it| !words[it + base.len()..].contains(' '))
        {
            // «helse- og omsorgsministeren»: what is behind the noun's base is its ending.
            words.truncate(at + base.len());
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

    fn unknown(self, at: MentionId, place: Place) -> Vec<String> {
        let mut out = vec![self.say("hover-unknown", &[("words", &self.words(place))])];
        out.extend(self.somebody("hover-perhaps", self.article.whole().rivals_of(at)));
        out
    }

    fn introduced(self, entity: &Entity) -> Option<String> {
        let place = presentation(self.article, entity)?;
        let parts = [("words", &*self.words(place)), ("where", &passage(self.article, place))];
        Some(self.say("hover-introduced", &parts))
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
                    (Some(it), Some(entity)) if has_name(self.article, entity) => {
                        out.push(self.reading(place(it.span), &self.bold(entity)));
                    }
                    (Some(it), None) if it.form == Form::Pronoun => {
                        out.push(self.say("hover-unknown", &[("words", &self.words(place(it.span)))]));
                    }
                    _ => {}
                }
            }
            Basis::SameTurn => out.push(self.say("hover-same-turn", &[])),
            Basis::Conversation => out.push(self.say("hover-conversation", &[])),
            Basis::Nobody => {}
        }
        if entity.is_none() && speaker.source.is_none() {
            let asked = is_question(self.article, id, quotation);
            out.push(self.say(if asked { "hover-question" } else { "hover-nobody" }, &[]));
        }
        let key = if entity.is_some() { "hover-or-else" } else { "hover-perhaps" };
        out.extend(self.somebody(key, self.article.doubts_of(id)));
        out.extend(entity.into_iter().chain(joined).filter_map(|it| self.introduced(it)));
        if let Some(via) = quotation.via {
            // An outlet whose name looks like an address is named whole.
            let mentions = &self.article.blocks()[id.block as usize].facts.mentions;
            let named = mentions.iter().filter(|it| it.form == Form::Name && it.span.overlaps(via));
            let via = named.fold(via, |via, it| via.cover(it.span));
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
}
