//! Roles: what somebody is called by what they are, and whose role it is when a name stands beside it.

use super::super::token::{Token, Tokens};
use super::{Form, Mention, ORGANISATION, PERSON, PLACE, Reader, age};
use crate::language::{Case, Class, Gender, Word};
use crate::text::Span;
use std::ops::Range;

/// How many words may stand between a verb of saying and the noun of its subject.
pub(super) const LONGEST_ROLE: usize = 5;

/// How many bytes may stand between a role and the name behind it.
const LONGEST_BETWEEN: usize = 52;

/// The same where a preposition says what the office is of.
const LONGEST_OFFICE: usize = 90;

/// How many names may stand in what an office is of, before its holder's: «leder for EF i Norge, Kari Berg».
const NAMES_OF_AN_OFFICE: usize = 3;

impl<'l> Reader<'_, '_, 'l> {
    /// A role noun of `len` tokens at `n`.
    pub(super) fn role(&mut self, n: usize, len: usize, role: &'l Word) -> usize {
        self.role_between(n, n, n + len, role)
    }

    /// A role whose noun ends at token `end`, with what belongs to it from token `from`; `noun` is the noun's
    /// first token.
    pub(super) fn role_between(&mut self, from: usize, noun: usize, end: usize, role: &'l Word) -> usize {
        let tokens = self.tokens;
        let span = tokens.span(from..end);
        let last = &tokens.list[end - 1];
        let span = Span { end: span.end - u32::from(last.genitive), ..span };
        let (country, former, start) = self.before_role(from);
        let base = base_of(tokens, noun, end, role);
        let mut mention = self.mention(span, Form::Role, &base, from);
        mention.gender = role.gender;
        mention.kin = role.class.any(Class::KIN);
        mention.owned = self.is_owned(start, end);
        mention.alike = role.alike;
        // «den hovedtillitsvalgte»: the form of many, and one of them.
        let one =
            tokens.list[start.min(from)..from].iter().chain(from.checked_sub(1).map(|it| &tokens.list[it]));
        let one = one.filter_map(|it| it.word()?.pronoun).any(|it| it.gender == Some(Gender::Thing));
        mention.plural = role.class.any(Class::ROLE_PLURAL)
            && !role.class.any(Class::ROLE.or(Class::ROLE_DEFINITE))
            && !one;
        mention.former = former;
        mention.country = country.or_else(|| self.tokens.country_behind(end));
        mention.exclusive = role.class.any(Class::EXCLUSIVE) && self.is_whole_office(noun, end, role);
        mention.evidence[PERSON] = 2;
        // «23-åringen»
        let digits: String = tokens.text(noun).chars().take_while(char::is_ascii_digit).collect();
        if !digits.is_empty() {
            mention.age = age(&digits).map(|it| (tokens.list[noun].span, it));
        }
        // Only a definite role stands for somebody by itself; an indefinite one waits for a name.
        let asked = from > 0
            && self.is_behind_speech(from)
            && !tokens.get(end).is_some_and(|it| it.capital && it.is_word());
        let definite = role.class.any(Class::ROLE_DEFINITE) || self.is_definite(start) || asked || one;
        // The capital of «KrF-lederen» is the party's.
        let own_capital = tokens.list[end - 1].capital && !is_compound(tokens.text(end - 1));
        mention.certain = definite && !mention.plural && !own_capital | tokens.list[noun].first;
        mention.role = Some((Span { start: tokens.list[start].span.start, end: span.end }, base.into()));
        self.out.push(mention);
        end
    }

    /// Whether the noun is the office by itself and not the end of another one («statsministerkandidat» has
    /// another head; «visestatsminister» has the same).
    fn is_whole_office(&self, noun: usize, end: usize, role: &Word) -> bool {
        let low = self.tokens.span(noun..end).of(&self.tokens.folded);
        role.base.as_deref().is_some_and(|base| low.starts_with(base) || base.contains(low))
    }

    /// What stands before a role and belongs to it: its country, whether it is held no more, and its first token.
    fn before_role(&self, from: usize) -> (Option<u16>, bool, usize) {
        let tokens = self.tokens;
        let (mut country, mut former, mut start) = (None, false, from);
        for n in (from.saturating_sub(4)..from).rev() {
            let token = &tokens.list[n];
            let word = token.word().map_or(Class::NONE, |it| it.class);
            if word.any(Class::FORMER) {
                former = true;
            } else if word.any(Class::NATIONALITY) {
                country = country.or(token.word().and_then(|it| it.country));
            } else if let Some(name) =
                token.name().filter(|it| it.class.any(Class::COUNTRY) && token.genitive > 0)
            {
                country = country.or(name.country);
            } else if word.any(Class::ADVERB)
                || !word.any(Class::DETERMINER)
                || !token.is_word()
                || token.capital
            {
                break;
            }
            start = n;
            if token.first {
                break;
            }
        }
        // The determiner makes it definite but is no part of what the person is.
        while start < from
            && tokens.list[start].is(Class::DETERMINER)
            && !tokens.list[start].is(Class::NATIONALITY.or(Class::FORMER))
        {
            start += 1;
        }
        (country, former, start)
    }

    /// Whether a possessive pronoun stands right before or behind the role of tokens `start..end`.
    fn is_owned(&self, start: usize, end: usize) -> bool {
        let whose = |n: usize| {
            let token = self.tokens.get(n);
            let case = token.and_then(|it| it.word()?.pronoun).map(|it| it.case);
            // "her" is an object as well.
            let determines = token.is_some_and(|it| it.is(Class::DETERMINER));
            case == Some(Case::Possessive) || case == Some(Case::Object) && determines
        };
        let behind = !self.tokens.language.lexicon.written_apart && whose(end);
        behind || whose(start) || start.checked_sub(1).is_some_and(whose)
    }

    /// Whether a determiner that makes a noun definite stands at or right before token `start`.
    fn is_definite(&self, start: usize) -> bool {
        let at = |n: usize| self.tokens.get(n).is_some_and(|it| it.is(Class::DEFINITE));
        at(start) || start.checked_sub(1).is_some_and(at)
    }

    pub(super) fn give_role(&self, mention: &mut Mention, range: Range<usize>, word: &Word) {
        let (country, former, start) = self.before_role(range.start);
        let base = base_of(self.tokens, range.end - 1, range.end, word);
        let start = if self.tokens.list[start].is(Class::DETERMINER) { range.start } else { start };
        mention.role = Some((self.tokens.span(start..range.end), base.into()));
        mention.exclusive = word.class.any(Class::EXCLUSIVE);
        mention.alike = word.alike;
        mention.country = country;
        mention.former = former;
        mention.gender = mention.gender.or(word.gender);
    }

    /// Somebody already known who is called by a noun of no list, at token `n`: «sier dansken», «seier visitoren».
    pub(super) fn unlisted(&mut self, n: usize, span: Span) {
        let mut mention = self.mention(span, Form::Role, self.tokens.low(n), n);
        mention.country = self.tokens.list[n].word().and_then(|it| it.country);
        mention.listed = false;
        self.out.push(mention);
    }

    /// Whether token `n` ends the phrase right behind a verb of saying: «sier dansken.», «seier den ferske
    /// verdsmeisteren»
    pub(super) fn is_asked(&self, n: usize) -> bool {
        let next = self.tokens.get(n + 1);
        self.is_behind_speech(n)
            && next.is_none_or(|it| {
                let on = Class::PREPOSITION.or(Class::ADVERB).or(Class::CONJUNCTION).or(Class::RELATIVE);
                !it.is_word() || it.is(on)
            })
    }

    /// Whether a verb of saying stands right before token `n`, or before the article and adjectives of its noun:
    /// «sier den ferske verdensmesteren», «sa en rørt regissør».
    fn is_behind_speech(&self, n: usize) -> bool {
        let verb = |n: usize| self.tokens.list[n].is(Class::SPEECH.or(Class::MANNER));
        for at in (n.saturating_sub(LONGEST_ROLE)..n).rev() {
            let token = &self.tokens.list[at];
            if verb(at) {
                return at + 1 == n;
            }
            if !token.is_word() || token.capital {
                return false;
            }
            if token.is(Class::DETERMINER) {
                return at.checked_sub(1).is_some_and(verb);
            }
        }
        false
    }

    /// Whether token `n` is a word of no list that ends like a noun in the definite form: «visitoren».
    pub(super) fn is_definite_noun(&self, n: usize) -> bool {
        let token = &self.tokens.list[n];
        let low = self.tokens.low(n);
        let ends = &self.tokens.language.lexicon.definite_ends;
        let compound = token.capital && is_compound(self.tokens.text(n));
        (!token.capital || compound)
            && token.word().is_none()
            && low.len() >= 5
            && ends.iter().any(|it| low.ends_with(&**it))
    }

    /// Whether the indefinite article stands before a role, adjectives between them aside: «en irritert kunde».
    fn is_one(&self, role: Span) -> bool {
        let n = self.tokens.at(role.start);
        let before = (n.saturating_sub(LONGEST_ROLE)..n).rev().map(|it| &self.tokens.list[it]);
        let mut words = before.take_while(|it| it.is_word() && (!it.capital || it.first));
        words.find(|it| it.is(Class::DETERMINER.or(Class::PREPOSITION))).is_some_and(|it| it.is(Class::ONE))
    }

    /// The verb that says somebody is what a role noun says, a few small words before it: «er også lege».
    fn copula_before(&self, role: Span) -> Option<usize> {
        let n = self.tokens.at(role.start);
        for at in (n.saturating_sub(LONGEST_ROLE)..n).rev() {
            let token = &self.tokens.list[at];
            if token.is(Class::COPULA) {
                return Some(at);
            }
            let on =
                token.is_word() && !token.capital && !token.is(Class::PREPOSITION.or(Class::CONJUNCTION));
            if !on || token.first {
                return None;
            }
        }
        None
    }

    /// Whether a role that speaks, without any article, is that of the name behind it, what it is of standing between:
    /// «sier leder i danske Naturvern Kari Berg».
    fn is_office(&self, role: &Mention, name: usize) -> bool {
        let tokens = self.tokens;
        let (start, between) =
            (tokens.at(role.span.start), tokens.at(role.span.end)..tokens.at(self.out[name].span.start));
        let bare = !tokens.list[start].is(Class::ROLE_DEFINITE) && !self.is_one(role.span);
        let of = tokens.get(between.start).is_some_and(|it| it.is(Class::PREPOSITION));
        let on = |it: &Token| it.is_word() && !it.is(Class::VERB.or(Class::SPEECH).or(Class::CONJUNCTION));
        let whole = name > 0
            && self.out[name - 1].form == Form::Name
            && self.out[name - 1].span.start > role.span.end;
        bare && of && whole && self.is_behind_speech(start) && tokens.list[between].iter().all(on)
    }

    /// The name that two roles share, for the first of them: «kjøpmann og butikksjef Kari Berg».
    fn shared(&self, role: &Mention) -> Option<usize> {
        let and = self.tokens.at(role.span.end);
        self.tokens.get(and).filter(|it| it.is(Class::CONJUNCTION))?;
        let next = self.tokens.get(and + 1)?.span.start;
        let other = |it: &&Mention| it.span.start >= next && it.form == Form::Role;
        let name = self.out.iter().find(|it| it.span.start > role.span.end)?;
        let second = (name.form == Form::Role).then_some(name).filter(other);
        let end = second.map_or(name.span.end, |it| it.span.end);
        let it = self.out.iter().position(|it| it.form == Form::Name && it.span.start >= end)?;
        let between = &self.tokens.text[end as usize..self.out[it].span.start as usize];
        (second.is_some() && between.trim().is_empty()).then_some(it)
    }

    /// Gives a role that stands right before or behind a name to the name.
    pub(super) fn attach(&mut self) {
        let tokens = self.tokens;
        let mut keep = vec![true; self.out.len()];
        for (n, keep) in keep.iter_mut().enumerate() {
            if self.out[n].form != Form::Role {
                continue;
            }
            let role = self.out[n].clone();
            let gap = |a: Span, b: Span| &tokens.text[a.end as usize..(b.start as usize).max(a.end as usize)];
            // «forsvarsminister Mark Esper»; «leder i Naturvern, Kari Berg».
            let names = (n + 1..self.out.len())
                .filter(|it| self.out[*it].form == Form::Name && self.out[*it].span.start >= role.span.end);
            let of = tokens.get(tokens.at(role.span.end)).is_some_and(|it| it.is(Class::PREPOSITION));
            let mut passed = false;
            for next in names.take(NAMES_OF_AN_OFFICE) {
                let name = &self.out[next];
                // "guests like Ann Lee, Mark Hill": somebody else stands before the comma.
                let behind_another = passed;
                passed |= !of && name.is_plainly_a_person();
                let between = gap(role.span, name.span);
                let person = name.evidence[PERSON] >= name.evidence[ORGANISATION].max(name.evidence[PLACE]);
                // What an office is of may be long: «lederen for landets største fagforening, Kari Berg».
                let close = between.len() <= if of { LONGEST_OFFICE } else { LONGEST_BETWEEN }
                    && !between.contains(['.', ':', ';', '«', '»', '”', '“', '"', '\n', '–']);
                let direct = between.trim().is_empty();
                let comma = close
                    && between.trim_end().ends_with(',')
                    && !role.plural
                    && !behind_another
                    && !between[..between.trim_end().len() - 1].contains(',')
                    && name.evidence[PERSON] >= 1
                    && !has_verb(tokens, role.span.end, name.span.start);
                let office = close && !role.plural && self.is_office(&role, next);
                if person && (direct || comma || office) && self.out[next].role.is_none() && !role.plural {
                    let (span, base) = role.role.clone().unwrap_or((role.span, role.name.clone()));
                    let start = tokens.at(span.start);
                    let skip = tokens
                        .get(start)
                        .is_some_and(|it| it.is(Class::DETERMINER) && it.span.end < role.span.start);
                    let span = if skip {
                        Span { start: tokens.list[start + 1].span.start, end: span.end }
                    } else {
                        span
                    };
                    self.out[next].take_role(&role, span, base);
                    self.out[next].kin = role.kin && direct;
                    self.out[next].certain |= direct;
                    *keep = false;
                    break;
                }
            }
            if !*keep {
                continue;
            }
            if let Some(name) = self.shared(&role).filter(|_| !role.plural) {
                self.out[n].predicate = Some(name as u32);
                continue;
            }
            // «Kari Berg, leder i Naturvern, …»; "Ann Lee, a spokeswoman for …".
            let before =
                self.out[..n].iter().rposition(|it| it.form == Form::Name && it.span.end <= role.span.start);
            if let Some(before) = before {
                let name = &self.out[before];
                let end = name
                    .age
                    .map(|it| it.0.end)
                    .max(name.party.map(|it| it.end))
                    .unwrap_or(name.span.end)
                    .max(name.span.end);
                let (span, base) = role.role.clone().unwrap_or((role.span, role.name.clone()));
                let between = tokens.text[end as usize..(span.start as usize).max(end as usize)]
                    .trim_start_matches(')')
                    .trim();
                let article = between.strip_prefix(',').is_some_and(|it| {
                    let words = it.trim();
                    let word = tokens.language.lexicon.word(words);
                    words.is_empty() || word.is_some_and(|it| it.class.any(Class::DETERMINER))
                });
                if article && name.evidence[PERSON] >= 1 && name.role.is_none() && !role.plural {
                    self.out[before].take_role(&role, span, base);
                    *keep = false;
                    continue;
                }
            }
            // «Kari Berg er lege» says what she is, and brings in nobody.
            if let Some(copula) = self.copula_before(role.span).filter(|_| !role.plural) {
                let start = tokens.list[copula].span.start;
                let subject = self.out[..n].iter().rposition(|it| it.span.end <= start);
                let subject = subject.filter(|it| {
                    let it = &self.out[*it];
                    // «med Kari Berg som leder» is what somebody may become.
                    let may = it.oblique && tokens.list[copula].is(Class::SUBJUNCTION.or(Class::RELATIVE));
                    it.form != Form::Role && it.can_be_person() && it.close_to(start) && !may
                });
                // «med Kari Berg som leder» says what somebody wants her to be.
                let wished = tokens.list[copula].is(Class::RELATIVE);
                if wished && subject.is_some_and(|it| self.out[it].form == Form::Name && self.out[it].oblique)
                {
                    *keep = false;
                    continue;
                }
                self.out[n].predicate = subject.map(|it| it as u32);
                *keep = role.certain || subject.is_some();
                continue;
            }
            // An indefinite role without a name brings in somebody new: «en kvinne i 40-årene», «eit vitne».
            *keep = role.certain || (!role.plural && (role.gender.is_some() || self.is_one(role.span)));
        }
        let mut n = 0;
        for role in &mut *self.out {
            let kept = |it: u32| keep[..it as usize].iter().filter(|it| **it).count() as u32;
            role.predicate = role.predicate.filter(|it| keep[*it as usize]).map(kept);
        }
        self.out.retain(|_| {
            n += 1;
            keep[n - 1]
        });
    }
}

/// Finds the offices that are named with their country: «USAs forsvarsminister», «den franske presidenten».
pub(in super::super) fn offices(tokens: &Tokens, out: &mut Vec<(Box<str>, u16)>) {
    for n in 0..tokens.list.len() {
        let phrase =
            tokens.list[n].phrase().filter(|it| it.0.class.any(Class::EXCLUSIVE)).map(|it| (it.0, it.1));
        let single = tokens.list[n].word().filter(|it| it.class.any(Class::EXCLUSIVE)).map(|it| (it, 1));
        let Some((word, len)) = phrase.or(single) else { continue };
        let country = n.checked_sub(1).and_then(|it| tokens.list[it].owner());
        let country = country.or_else(|| tokens.country_behind(n + len));
        if let (Some(country), Some(base)) = (country, &word.base) {
            out.push((base.clone(), country));
        }
    }
}

impl Mention {
    /// Whether it can be a person.
    fn can_be_person(&self) -> bool {
        self.form != Form::Name || self.evidence[PERSON] >= 1
    }

    /// Whether more speaks for a person than for anything else.
    fn is_plainly_a_person(&self) -> bool {
        self.evidence[PERSON] > self.evidence[ORGANISATION].max(self.evidence[PLACE]).max(0)
    }

    /// Whether only a space and an age or party in brackets stand between a name and a later place.
    fn close_to(&self, later: u32) -> bool {
        let bracket = self.age.map(|it| it.0.end).max(self.party.map(|it| it.end)).map_or(0, |it| it + 1);
        later <= self.span.end.max(bracket) + 2
    }

    /// Makes the role that stands beside a name the name's own.
    fn take_role(&mut self, role: &Mention, span: Span, base: Box<str>) {
        self.role = Some((span, base));
        self.exclusive = role.exclusive;
        self.alike = role.alike;
        self.country = role.country;
        self.former = role.former;
        self.gender = self.gender.or(role.gender);
        self.evidence[PERSON] += 3;
    }
}

/// Whether a verb stands between two places of the prose.
fn has_verb(tokens: &Tokens, from: u32, to: u32) -> bool {
    let from = tokens.at(from);
    tokens.list[from..]
        .iter()
        .take_while(|it| it.span.end <= to)
        .any(|it| it.is(Class::VERB.or(Class::SPEECH)))
}

/// The indefinite form of a role noun as it stands here, compounds whole: `bellona-leiar`.
fn base_of(tokens: &Tokens, noun: usize, end: usize, role: &Word) -> String {
    let low = tokens.span(noun..end).of(&tokens.folded);
    let Some(base) = role.base.as_deref() else { return low.to_owned() };
    let token = &tokens.list[noun];
    if token.role().is_some() && token.word().is_none_or(|it| it.base.as_deref() != Some(base)) {
        // A compound: its first half stays, its head is put into the indefinite form.
        let stem = low.len() - low.len().min(base.len() + 4);
        for (at, _) in low.char_indices().skip_while(|it| it.0 < stem) {
            let (first, head) = low.split_at(at);
            let known = tokens.language.lexicon.word(head).is_some_and(|it| it.base.as_deref() == Some(base));
            if known {
                return format!("{first}{base}");
            }
        }
    }
    base.to_owned()
}

/// Whether a word is a compound whose second half is small: «KrF-lederen».
fn is_compound(written: &str) -> bool {
    written.rfind(['-', '‑']).is_some_and(|at| {
        let hyphen = written[at..].chars().next().map_or(1, char::len_utf8);
        written[at + hyphen..].starts_with(char::is_lowercase)
    })
}
