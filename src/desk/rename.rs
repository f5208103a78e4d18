//! A person by another name, everywhere the article names them.

use super::introduction::{has_name, mention};
use super::naming::{Naming, Written, bare, capital, is_initial, read};
use super::passage::passage;
use super::under::{Under, under};
use crate::article::{Article, Entity, EntityId, EntityKind, Form, Mention, MentionId, Part, Place};
use crate::format::Key;
use crate::language::{Class, fold};
use crate::text::{Edit, Span};

/// Why a name cannot be changed: a sentence for the writer, in the article's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

/// The name of a person at byte `offset` of the file: where it stands, without a genitive ending, and how it is
/// written there, but for capitals.
///
/// # Errors
/// [`Refusal`] if no person is named there.
pub fn renamed(article: &Article, offset: usize) -> Result<(Span, String), Refusal> {
    let found = named(article, offset)?;
    let words = found.form.iter().map(|it| it.span).reduce(Span::cover).unwrap_or_default();
    let place = Place { block: found.block, span: words };
    let old = old_name(article.whole().entity(found.entity));
    // In the place of capitals, the ordinary letters are asked for.
    let name = found.form.iter().map(|it| {
        let written = article.words(Place { block: found.block, span: it.span });
        if written == old[it.word].to_uppercase() { old[it.word] } else { written }
    });
    Ok((article.in_file(place), name.collect::<Vec<_>>().join(" ")))
}

/// What to change in the file so that the person named at byte `offset` gets the name `new` in all the forms that the
/// article has: full names become the full name, surnames the surname, first names the first name, with their
/// genitives and, where they stand in capitals, in capitals. Edits in the order of the text; no two meet.
///
/// As many words as stand at `offset` replace these words only: a surname for a surname leaves the first name. More or
/// fewer are a whole new name.
///
/// # Errors
/// [`Refusal`] if no person is named there, or `new` is no name for them.
pub fn rename(article: &Article, offset: usize, new: &str) -> Result<Vec<Edit>, Refusal> {
    let language = article.language();
    let refuse = |key: &str, parts: &[(&str, &str)]| Refusal(language.say(key, parts));
    let found = named(article, offset)?;
    if !new.chars().any(char::is_alphabetic) {
        return Err(refuse("rename-empty", &[]));
    }
    let strange =
        |it: &char| !(it.is_alphanumeric() || *it == ' ' || matches!(it, '-' | '‑' | '\'' | '’' | '.' | '·'));
    if let Some(sign) = new.trim().chars().find(strange) {
        return Err(refuse("rename-sign", &[("sign", &sign.escape_debug().to_string())]));
    }
    let person = Person::new(article, found.entity);
    let form: Vec<usize> = found.form.iter().map(|it| it.word).collect();
    let mut words: Vec<&str> = new.split_whitespace().collect();
    if words.len() == form.len() {
        for (word, it) in words.iter_mut().zip(&found.form) {
            let written = article.words(Place { block: found.block, span: it.span });
            let old = person.old[it.word];
            match is_initial(written) && !is_initial(old) {
                true if *word == written => *word = old,
                // Of an initial nobody can tell the name.
                true if is_initial(word) => return Err(refuse("rename-half", &[])),
                _ => {}
            }
        }
    }
    let naming = Naming::new(person.old.clone(), person.surname, &form, &words, language)
        .map_err(|_| refuse("rename-half", &[]))?;
    let curly = article.blocks().iter().any(|it| it.prose().contains('’'));
    Ok(person.edits(&naming.straight(!curly)))
}

/// A person's name at one place.
struct Named {
    block: u32,
    entity: EntityId,
    /// Bytes of the block's prose.
    form: Vec<Written>,
}

/// The person's name at byte `offset`.
fn named(article: &Article, offset: usize) -> Result<Named, Refusal> {
    let language = article.language();
    let refuse = |key: &str, parts: &[(&str, &str)]| Refusal(language.say(key, parts));
    let nobody = || refuse("rename-nobody", &[]);
    let found = under(article, offset).into_iter().find_map(|(span, it)| match it {
        Under::Mention(id, mention) => Some((span, id, mention, article.whole().entity_of(id)?)),
        _ => None,
    });
    let Some((span, id, mention, entity)) = found else {
        return unread_at(article, offset).ok_or_else(nobody);
    };
    let person = article.whole().entity(entity);
    if !person.named {
        return unread_at(article, offset).ok_or_else(nobody);
    }
    if !is_nameable(person) {
        return unread_at(article, offset)
            .ok_or_else(|| refuse("rename-no-person", &[("name", &person.name)]));
    }
    if !has_name(article, person) {
        return Err(nobody());
    }
    if mention.form != Form::Name || span != article.in_file(Place { block: id.block, span: mention.span }) {
        let is_name = |it: &&MentionId| self::mention(article, **it).is_some_and(|it| it.form == Form::Name);
        let first = person.mentions.iter().find(is_name).copied().unwrap_or(id);
        let at = self::mention(article, first).map_or(mention.span, |it| it.span);
        let there = passage(article, Place { block: first.block, span: at });
        let words = article.text().slice(span);
        let parts = [("words", &*words), ("name", &*person.name), ("where", &*there)];
        return Err(refuse("rename-stand-in", &parts));
    }
    let form = form(article, id, mention, &old_name(person)).ok_or_else(nobody)?;
    Ok(Named { block: id.block, entity, form })
}

/// A person's name at byte `offset` that is no mention: in a compound, in a headline in capitals.
fn unread_at(article: &Article, offset: usize) -> Option<Named> {
    let (n, prose) = article.block_at(offset).map(|it| (it.0, it.1.prose()))?;
    let block = n as u32;
    if !article.whole().parts[n].is_published() {
        return None;
    }
    let stands = |it: &Entity| {
        let last = old_name(it).last().copied().unwrap_or_default();
        it.kind == EntityKind::Person && (prose.contains(last) || prose.contains(&last.to_uppercase()))
    };
    let people = article.whole().entities.iter().zip(0..).filter(|it| stands(it.0));
    people.into_iter().find_map(|(_, at)| {
        let person = Person::new(article, EntityId(at));
        let here = |form: &Vec<Written>| {
            let span = form.iter().map(|it| it.span).reduce(Span::cover).unwrap_or_default();
            article.in_file(Place { block, span }).touches(offset)
        };
        let form = person.unread_in(n, person.is_alone()).into_iter().find(here)?;
        Some(Named { block, entity: person.id, form })
    })
}

/// Whether somebody can get another name: a person, or whoever nobody knows better of.
fn is_nameable(entity: &Entity) -> bool {
    matches!(entity.kind, EntityKind::Person | EntityKind::Other)
}

/// The words of somebody's full name, without «Jr.».
fn old_name(entity: &Entity) -> Vec<&str> {
    // An apostrophe at the end is a genitive that was taken for a part of the name.
    let name = entity.name.trim_end_matches(['\'', '’']);
    let words: Vec<&str> = bare(name).into_iter().map(|it| it.of(name)).collect();
    if words.is_empty() { vec![&entity.name] } else { words }
}

/// A mention as a form of the name `old`; spans in bytes of the block's prose.
fn form(article: &Article, id: MentionId, mention: &Mention, old: &[&str]) -> Option<Vec<Written>> {
    let prose = article.blocks()[id.block as usize].prose();
    form_at(article, prose, mention.span, old)
}

/// Where a name stands without a genitive ending that was taken for a part of it.
pub(super) fn bare_name(article: &Article, id: MentionId, mention: &Mention, entity: &Entity) -> Place {
    let form = form(article, id, mention, &old_name(entity)).unwrap_or_default();
    let span = form.iter().map(|it| it.span).reduce(Span::cover).unwrap_or(mention.span);
    Place { block: id.block, span }
}

/// The words at `span` of `text` as a form of the name `old`.
fn form_at(article: &Article, text: &str, span: Span, old: &[&str]) -> Option<Vec<Written>> {
    let start = span.start as usize;
    let form = read(&text[start..], span.len(), old, &article.language().genitive)?;
    let shift = |it: Written| Written { span: it.span.shift(start), ending: it.ending.shift(start), ..it };
    Some(form.into_iter().map(shift).collect())
}

/// The word of the name `old` that the surname begins with: the last one with what belongs to it («von»), or as many
/// as the article has without the first name («Gahr Støre»).
fn surname(article: &Article, entity: &Entity, old: &[&str]) -> usize {
    let last = old.len() - 1;
    let particle =
        |it: &str| article.language().lexicon.word(it).is_some_and(|it| it.class.any(Class::PARTICLE));
    let with_particles = (1..last).rev().take_while(|it| particle(old[*it])).last().unwrap_or(last);
    let forms = entity.mentions.iter().filter_map(|id| {
        let it = mention(article, *id).filter(|it| it.form == Form::Name)?;
        form(article, *id, it, old)
    });
    let surnames = forms.filter(|it| it[0].word > 0 && it[it.len() - 1].word == last);
    surnames.map(|it| it[0].word).min().map_or(with_particles, |it| it.min(with_particles))
}

/// Whether what stands at `offset` opens a sentence, and with that has a capital whatever it is.
fn opens_sentence(prose: &str, offset: u32) -> bool {
    let Some(before) = prose.get(..offset as usize) else { return false };
    let before = before.trim_end_matches(|it: char| {
        !it.is_alphanumeric() && !matches!(it, '.' | '!' | '?' | ',' | ':' | ';' | '…' | '(' | ')')
    });
    // The stop of an initial ends no sentence.
    let initial = before.ends_with('.')
        && before.trim_end_matches('.').chars().rev().nth(1).is_none_or(|it| !it.is_alphanumeric());
    before.is_empty() || (before.ends_with(['.', '!', '?', '…']) && !initial)
}

/// Somebody who gets another name.
struct Person<'a> {
    article: &'a Article,
    id: EntityId,
    old: Vec<&'a str>,
    surname: usize,
}

/// A stretch of a block with the words to put there; bytes of its prose or, in metadata, of the block.
type Change = (Span, String);

impl<'a> Person<'a> {
    fn new(article: &'a Article, id: EntityId) -> Person<'a> {
        let entity = article.whole().entity(id);
        let old = old_name(entity);
        Person { article, id, surname: surname(article, entity, &old), old }
    }

    fn edits(&self, naming: &Naming) -> Vec<Edit> {
        let mut out = Vec::new();
        let alone = self.is_alone();
        for (n, block) in self.article.blocks().iter().enumerate() {
            let mut taken: Vec<Span> = Vec::new();
            let mut put = |changes: Vec<Change>| {
                let edits = changes.into_iter().map(|(span, new)| {
                    let new = if opens_sentence(block.prose(), span.start) { capital(&new) } else { new };
                    let place = Place { block: n as u32, span };
                    let span = self.article.in_file(place);
                    // Words with markup in them are left as they are.
                    let same = block.prose().is_empty()
                        || self.article.text().slice(span) == self.article.words(place);
                    same.then(|| Edit::new(span, new))
                });
                out.extend(edits.collect::<Option<Vec<_>>>().unwrap_or_default());
            };
            if !self.article.whole().parts[n].is_published() {
                self.in_metadata(n, naming).into_iter().for_each(&mut put);
                continue;
            }
            for (m, mention) in block.facts.mentions.iter().enumerate().filter(|it| it.1.form == Form::Name) {
                let id = MentionId { block: n as u32, mention: m as u32 };
                let own = self.article.whole().entity_of(id).is_some_and(|it| self.is(it));
                if !own {
                    // Another person's name, and a name of several words with a capital each, are not to be touched.
                    let other = self.article.whole().entity_of(id);
                    let other = other.map(|it| self.article.whole().entity(it).kind);
                    let named =
                        mention.name.split(' ').nth(1).is_some_and(|it| it.starts_with(char::is_uppercase));
                    if other == Some(EntityKind::Person) || named {
                        taken.push(mention.span);
                    }
                    continue;
                }
                if let Some(form) = form(self.article, id, mention, &self.old) {
                    taken.push(mention.span);
                    put(naming.edits(block.prose(), &form));
                }
            }
            for form in self.unread_in(n, alone) {
                let span = form.iter().map(|it| it.span).reduce(Span::cover).unwrap_or_default();
                if !taken.iter().any(|it| it.overlaps(span)) {
                    taken.push(span);
                    put(naming.edits(block.prose(), &form));
                }
            }
        }
        out.sort_by_key(|it| it.span);
        out.dedup();
        out
    }

    /// Whether nobody else in the article has the same surname.
    fn is_alone(&self) -> bool {
        let last = fold(self.old[self.old.len() - 1]);
        let entities = self.article.whole().entities.iter().zip(0..);
        let mut others = entities.filter(|it| it.0.kind == EntityKind::Person && !self.is(EntityId(it.1)));
        !others.any(|it| it.0.name.split_whitespace().any(|it| fold(it) == last))
    }

    /// Whether it is them, or somebody of the very same name but for its ending.
    fn is(&self, id: EntityId) -> bool {
        id == self.id || {
            let other = self.article.whole().entity(id);
            is_nameable(other) && old_name(other) == self.old
        }
    }

    /// Names in a block's text that are no mentions.
    fn unread_in(&self, block: usize, alone: bool) -> Vec<Vec<Written>> {
        // In a headline, whose words may all have a capital, not every name is read as one.
        let part = self.article.whole().parts[block];
        let heading = matches!(part, Part::Kicker | Part::Headline | Part::Deck | Part::Subhead);
        self.unread(self.article.blocks()[block].prose(), alone, heading)
    }

    /// Names in text that is no mention: in compounds («Nesbakk-saken»), in capitals, in the genitive; or `everywhere`, where text is
    /// not read for names as running text is.
    fn unread(&self, text: &str, alone: bool, everywhere: bool) -> Vec<Vec<Written>> {
        let full = self.old.join(" ");
        let surname = self.old[self.surname..].join(" ");
        let loud = |it: &str| it.to_uppercase();
        let mut needles = vec![full.clone(), loud(&full)];
        if alone {
            needles.extend([loud(&surname), surname]);
        }
        let mut out: Vec<Vec<Written>> = Vec::new();
        for needle in needles.iter().filter(|it| it.chars().count() > 2) {
            let is_loud = *needle == loud(needle);
            for (start, _) in text.match_indices(needle.as_str()) {
                let end = start + needle.len();
                let inner = |it: char| it.is_alphanumeric() || it == '-';
                if text[..start].ends_with(inner) {
                    continue;
                }
                let rest = &text[end..];
                let compound = rest.starts_with('-') && rest[1..].starts_with(char::is_alphabetic);
                let whole = !rest.starts_with(inner);
                let Some(form) = form_at(self.article, text, Span::new(start, end), &self.old) else {
                    continue;
                };
                let ends = form.last().is_some_and(|it| !it.ending.is_empty());
                let wanted = everywhere || is_loud || ends || needle == &full;
                if (compound || (wanted && (whole || ends)))
                    && !out.iter().flatten().any(|it| it.span.overlaps(Span::new(start, end)))
                {
                    out.push(form);
                }
            }
        }
        out
    }

    /// Names in the title and the authors that stand in metadata.
    fn in_metadata(&self, block: usize, naming: &Naming) -> Vec<Vec<Change>> {
        let block = &self.article.blocks()[block];
        let mut out = Vec::new();
        for entry in block.piece.metadata.iter().filter(|it| matches!(it.key, Key::Title | Key::Author)) {
            let Some(text) = block.source.get(entry.span.start as usize..entry.span.end as usize) else {
                continue;
            };
            let alone = entry.key == Key::Title && self.is_alone();
            for form in self.unread(text, alone, true) {
                let shift = |(span, new): Change| (span.shift(entry.span.start as usize), new);
                out.push(naming.edits(text, &form).into_iter().map(shift).collect());
            }
        }
        out
    }
}
