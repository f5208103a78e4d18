//! Names: where the language's model reads one, with what stands before and behind it.

use super::super::names::Named;
use super::super::token::{Kind, Token};
use super::{Form, Mention, ORGANISATION, OTHER, PERSON, PLACE, Reader, SMALL, age};
use crate::format::Shape;
use crate::language::{Class, Gender, Word, lists};
use crate::text::Span;
use std::ops::Range;

/// What the odds of a name are that the language knows, in nats.
const KNOWN: f32 = 4.0;

/// The use of a word's group as a surname.
const SURNAME: u8 = 3;

/// How many words of a name may stand behind an initial that the model takes for all of it.
const BEHIND_INITIAL: usize = 2;

/// What a name's odds count at most: several uncertain names together outvote one that seems certain.
const MOST: f32 = 9.0;

impl<'l> Reader<'_, '_, 'l> {
    /// The name that begins at token `n`.
    pub(super) fn named_at(&self, n: usize) -> Option<Named> {
        let at = self.named.partition_point(|it| it.tokens.start < n);
        self.named.get(at).filter(|it| it.tokens.start == n).cloned()
    }

    /// The name of several words that begins at token `n` and that the language knows, where the model reads only a
    /// part of it: "United Nations".
    pub(super) fn known_at(&self, n: usize) -> Option<Named> {
        let kinds = [(ORGANISATION, Class::ORGANISATION), (PLACE, Class::PLACE.or(Class::COUNTRY))];
        let token = self.tokens.list.get(n).filter(|it| it.capital && !it.is(Class::DETERMINER))?;
        // "France 24" ends with a number.
        let ends = |it: &Token| it.capital || it.kind == Kind::Number;
        let (word, len, _) = token.phrase().filter(|it| it.1 > 1 && ends(&self.tokens.list[n + it.1 - 1]))?;
        let kind = kinds.iter().find(|it| word.class.any(it.1))?.0;
        let at = self.named.partition_point(|it| it.tokens.start < n);
        let within = self.named[at..].iter().take_while(|it| it.tokens.start < n + len);
        let mut within = within.filter(|it| it.none < 0.0);
        let part = within.next().filter(|it| it.tokens.end <= n + len && it.tokens.len() < len);
        part.filter(|_| within.next().is_none())?;
        let mut odds = [-KNOWN; 4];
        odds[kind] = KNOWN;
        Some(Named { tokens: n..n + len, kind, odds, none: -KNOWN })
    }

    /// What is read as a person's name and ends with an office, and where the office begins: "State Department
    /// Spokesperson", "Prime Minister". A surname like "Cook" stands behind a first name, an initial or a title.
    pub(super) fn office(&self, named: &Named) -> Option<usize> {
        let (start, end) = (named.tokens.start, named.tokens.end);
        let titled = self.title(start, end).is_some() || self.courtesy(start).is_some();
        let initial = self.is_initial(start);
        if named.kind != PERSON || end < start + 2 || self.is_first_name(start) {
            return None;
        }
        let roles = Class::ROLE.or(Class::ROLE_DEFINITE);
        let phrase =
            |it: usize| self.tokens.list[it].phrase().filter(|it| it.0.class.any(roles)).map(|it| it.1);
        if let Some(at) = (start..end - 1).find(|it| phrase(*it) == Some(end - it)) {
            return Some(at);
        }
        let last = &self.tokens.list[end - 1];
        let known = self.tokens.list[start].phrase().is_some_and(|it| it.0.class.any(Class::ORGANISATION));
        (known && !titled && !initial && last.role().is_some() && last.name().is_none()).then_some(end - 1)
    }

    /// Whether the word at token `n` is known as somebody's first name and as nothing else.
    fn is_first_name(&self, n: usize) -> bool {
        let token = &self.tokens.list[n];
        match token.name() {
            Some(name) => name.class.any(Class::WOMAN.or(Class::MAN)),
            None => token.word().is_none() && lists(self.tokens.text(n)).is_first_name(),
        }
    }

    /// Whether a surname, however strange, goes on behind the first name before token `n`: a capitalised word that
    /// the model takes for nothing else. Where a language is written in letters and threads too, names stand there side
    /// by side; behind what somebody is, they do not: "musician Ann Beghe".
    fn is_surname(&self, n: usize) -> bool {
        let told = n.checked_sub(1).is_some_and(|it| self.is_behind_role(it));
        (told || self.tokens.language.word_groups.is_none())
            && self.is_more_of_a_name(n)
            && self.tokens.list[n].role().is_none()
    }

    /// Whether what somebody is stands right before token `n`: "musician Ann".
    fn is_behind_role(&self, n: usize) -> bool {
        let role = |it: &Token| it.role().is_some() && !it.capital;
        n.checked_sub(1).is_some_and(|it| role(&self.tokens.list[it]))
    }

    /// Whether token `n` may go on a person's name: a capitalised word that the model takes for nothing else.
    fn is_more_of_a_name(&self, n: usize) -> bool {
        let open = self.named_at(n).is_none_or(|it| it.none > 0.0);
        let token = self.tokens.get(n).filter(|it| it.capital && it.is_word() && !it.first);
        open && token.is_some_and(|it| it.word().is_none_or(|it| it.pronoun.is_none()))
    }

    /// Whether token `n` is the first letter of a name: "L.".
    fn is_initial(&self, n: usize) -> bool {
        let letters = self.tokens.text(n).strip_suffix('.');
        letters.is_some_and(|it| it.chars().count() == 1 && self.tokens.list[n].capital)
    }

    /// Whether many people are called what token `n` says, as far as the language has learned.
    fn is_borne(&self, n: usize) -> bool {
        let groups = self.tokens.language.word_groups.as_ref();
        groups.is_some_and(|it| it.of(self.tokens.text(n), "").name > 0)
    }

    /// Where a name that is read to end at token `end` really does, and what certainly bears it if that is plain:
    /// a first name goes on with the surname behind it, and «Skipsfartens sikkerhetsråd» with the small word that
    /// makes it an organisation.
    fn end_of(&self, named: &Named) -> (usize, Option<usize>) {
        let list = &self.tokens.list;
        let (start, end) = (named.tokens.start, named.tokens.end);
        // «lover Svindal Dagbladet.no»: an address is a name by itself.
        let end = self.address_in(start, end).unwrap_or(end);
        let single = end == start + 1 && list[end - 1].genitive == 0;
        // "L. Ron Hubbard": nobody is called by an initial alone.
        if single && named.kind == PERSON && self.is_initial(start) {
            if let Some(rest) = self.named_at(end).filter(|it| it.none < 0.0 && it.kind == PERSON) {
                return (rest.tokens.end, Some(PERSON));
            }
            let on = |it: &usize| self.is_more_of_a_name(*it) && list[*it].word().is_none();
            let more = (end..end + BEHIND_INITIAL).take_while(on).last();
            return more.map_or((end, None), |it| (it + 1, Some(PERSON)));
        }
        // "mayor Hau Lung-bin": behind what he is, a word no list knows is more of his name.
        let unknown = |n: usize| list[n].word().is_none();
        let strange = |n: usize| self.is_behind_role(start) && unknown(start) && unknown(n);
        if single && self.is_surname(end) && (self.is_first_name(start) || strange(end)) {
            let open = named.none > 0.0 || named.kind == PERSON;
            return if open { (end + 1, Some(PERSON)) } else { (end, None) };
        }
        if let Some(end) = self.goes_on(named, end) {
            return (end, Some(PERSON));
        }
        // «Gulsum (28)», a name no list knows.
        if named.none > 0.0 && named.kind != PLACE && self.age_in_brackets(end).is_some() {
            return (end, Some(PERSON));
        }
        if self.is_small_end(end, named.none > 0.0) {
            return (end + 1, Some(ORGANISATION));
        }
        (end, None)
    }

    /// The token at which the address of a site begins that ends the name of tokens `start..end`.
    fn address_in(&self, start: usize, end: usize) -> Option<usize> {
        let list = &self.tokens.list;
        let apart = |it: &usize| list[*it].span.start > list[*it - 1].span.end;
        let first = (start + 1..end).rev().find(apart)?;
        is_address(self.tokens.span(first..end).of(self.tokens.text)).then_some(first)
    }

    /// Where a person's name goes on behind token `end` that the model broke off at a particle: «Ursula von der Heide».
    fn goes_on(&self, named: &Named, end: usize) -> Option<usize> {
        let list = &self.tokens.list;
        // «der» and «de» are other words as well.
        let plain = |it: &Token| it.word().is_none_or(|it| it.class == Class::PARTICLE);
        list.get(end).filter(|it| plain(it) && named.kind == PERSON && list[end - 1].genitive == 0)?;
        let particle = |n: &usize| list.get(*n).is_some_and(|it| !it.capital && it.is(Class::PARTICLE));
        let next = (end..).take_while(particle).last()? + 1;
        let capital = list.get(next).is_some_and(|it| it.capital && it.is_word());
        self.named_at(next).map(|it| it.tokens.end).or(capital.then_some(next + 1))
    }

    /// Whether token `n` is the small last word of an organisation's name: «Bergen kommune», and a compound of such
    /// a word where what stands before is `open`, but a genitive: «Skipsfartens sikkerhetsråd».
    fn is_small_end(&self, n: usize, open: bool) -> bool {
        let lexicon = &self.tokens.language.lexicon;
        let Some(token) = self.tokens.get(n).filter(|it| lexicon.small_ends && it.is_word() && !it.capital)
        else {
            return false;
        };
        let low = self.tokens.low(n);
        let is_end =
            |at: usize| lexicon.word(&low[at..]).is_some_and(|it| it.class.any(Class::ORGANISATION_END));
        let tails = || low.char_indices().map(|it| it.0).filter(|it| *it > 2 && it + 3 <= low.len());
        let genitive = open && self.tokens.text(n - 1).ends_with('s') && token.role().is_none();
        token.is(Class::ORGANISATION_END) || genitive && tails().any(is_end)
    }

    /// The title at token `n` of a name that ends at token `end`, and how many tokens it has: "President", "Prime
    /// Minister".
    fn title(&self, n: usize, end: usize) -> Option<(&'l Word, usize)> {
        let roles = Class::ROLE.or(Class::ROLE_DEFINITE);
        let token = &self.tokens.list[n];
        let phrase = token.phrase().filter(|it| it.0.class.any(roles) && n + it.1 < end);
        let single = || token.role().filter(|_| token.name().is_none()).map(|it| (it, 1));
        phrase.map(|it| (it.0, it.1)).or_else(single)
    }

    /// The name that begins with the title at token `n`, where nobody bears what is behind it: "Doctor Who",
    /// "Fan Expo Canada".
    pub(super) fn with_title(&self, n: usize) -> Option<Named> {
        let read = self.named_at(n).filter(|it| it.tokens.len() == 2);
        let read =
            read.or_else(|| self.named_at(n + 1).filter(|it| self.is_title(n) && it.tokens.len() == 1))?;
        if read.kind != PERSON || self.title(n, n + 2).is_none() || !self.is_borne_by_nobody(n + 1) {
            return None;
        }
        if !self.is_country(n + 2) {
            return Some(Named { tokens: n..n + 2, none: -KNOWN, ..read });
        }
        let mut odds = [-KNOWN; 4];
        odds[OTHER] = KNOWN;
        Some(Named { tokens: n..n + 3, kind: OTHER, odds, none: -KNOWN })
    }

    /// Whether the word behind a title is no surname: a word that asks, or one that a country's name goes on.
    fn is_borne_by_nobody(&self, n: usize) -> bool {
        let (written, low) = (self.tokens.text(n), self.tokens.low(n));
        let groups = self.tokens.language.word_groups.as_ref();
        let surname = groups.is_none_or(|it| it.of(written, low).name == SURNAME);
        let asks = self.tokens.list[n].is(Class::QUESTION.or(Class::RELATIVE));
        asks || !surname && self.is_country(n + 1)
    }

    /// Whether token `n` is a country's name.
    fn is_country(&self, n: usize) -> bool {
        self.tokens
            .get(n)
            .is_some_and(|it| it.capital && it.name().is_some_and(|it| it.class.any(Class::COUNTRY)))
    }

    /// Reads what stands from token `n` before an office that was read into the name, and an office that is all of it;
    /// returns the token to go on from.
    pub(super) fn before_office(&mut self, n: usize, office: usize, named: Option<&Named>) -> usize {
        if let Some((word, len, _)) = self.tokens.list[n].phrase().filter(|_| office == n) {
            return self.role(n, len, word);
        }
        let known = self.tokens.list[n].phrase().filter(|it| it.1 == office - n);
        let organisation = known.is_some_and(|it| it.0.class.any(Class::ORGANISATION));
        let Some(named) = named else { return office };
        let mut before = Named { tokens: n..office, ..named.clone() };
        if organisation {
            before.kind = ORGANISATION;
            before.odds = [-KNOWN, KNOWN, -KNOWN, -KNOWN];
        }
        self.name(&before)
    }

    /// Reads a name; returns the token to go on from.
    pub(super) fn name(&mut self, named: &Named) -> usize {
        let tokens = self.tokens;
        let start = named.tokens.start;
        let (end, plain) = self.end_of(named);
        let mut from = start;
        // English titles may be read into the name: President Donald Trump.
        let mut role: Option<(Range<usize>, &Word)> = None;
        let mut courtesy = start.checked_sub(1).and_then(|it| self.courtesy(it));
        while from + 1 < end {
            if let Some(gender) = self.courtesy(from) {
                courtesy = Some(gender);
                from += 1;
            } else if let Some((word, len)) =
                self.title(from, end).filter(|_| named.kind == PERSON && self.with_title(from).is_none())
            {
                role = Some((role.map_or(from, |it| it.0.start)..from + len, word));
                from += len;
            } else {
                break;
            }
        }
        let (span, compound) = self.span_of(from, end, named.kind == PERSON);
        let name = clean(span.of(tokens.text));
        let mut mention = self.mention(span, Form::Name, &name, from);
        mention.evidence = std::array::from_fn(|it| named.odds[it].clamp(-MOST, MOST).round() as i8);
        if let Some(kind) = plain {
            mention.evidence[kind] = mention.evidence[kind].max(0) + 4;
        }
        mention.certain = named.none < 0.0 || plain.is_some();
        if !mention.certain {
            // It counts where the article names somebody so, or asks them; it says little of who that is.
            let near = named.kind == PERSON && named.none < 2.0;
            mention.evidence = [i8::from(near), 0, 0, 0];
            self.out.push(mention);
            return end;
        }
        if named.kind == PERSON && end == from + 1 && self.is_borne(from) {
            mention.evidence[PERSON] += 3;
        }
        mention.gender = self.gender(from);
        if let Some(gender) = courtesy {
            mention.evidence[PERSON] += 5;
            mention.addressed = Some(gender).filter(|it| *it != Gender::Thing);
            mention.gender = mention.addressed.or(mention.gender);
        }
        if start > 0 && tokens.list[start - 1].is(Class::ORGANISATION_TITLE) {
            mention.evidence[ORGANISATION] += 3;
        }
        if self.is_short_form(start, end) {
            mention.evidence = [-MOST as i8, MOST as i8, 0, 0];
        } else if named.kind == PERSON && self.is_no_person(from, &mention.name) {
            // Somebody whom the article names in full may still have it as a surname.
            mention.evidence = [0, 3, 0, 0];
        }
        // «Chad» alone is the country, unless the article names somebody so in full.
        if named.kind == PERSON
            && end == from + 1
            && role.is_none()
            && courtesy.is_none()
            && self.is_country(from)
        {
            mention.evidence = [0, 0, 3, 0];
        }
        if let Some((range, word)) = role {
            mention.evidence[PERSON] += 3;
            self.give_role(&mut mention, range, word);
        }
        if compound && named.kind == OTHER {
            return self.compound(mention, from, end);
        }
        if self.is_signed(mention.span) {
            mention.evidence[PERSON] += 3;
        }
        mention.owns = self.owns(end);
        let next = self.behind_name(&mut mention, end);
        self.out.push(mention);
        next
    }

    /// The gender of those whose first name is token `n`, of the first one of two: «Anne-Karita».
    fn gender(&self, n: usize) -> Option<Gender> {
        let written = self.tokens.text(n);
        let known = |it: &str| match self.tokens.language.lexicon.name(it) {
            Some(word) => gender_of(word),
            None => lists(it).gender(),
        };
        match self.tokens.list[n].name() {
            Some(word) => gender_of(word),
            None => known(written).or_else(|| known(written.split_once('-')?.0)),
        }
    }

    /// Whether a name whose first token is `n` is known as an organisation's, and nobody is called so: "Instagram".
    fn is_no_person(&self, n: usize, name: &str) -> bool {
        let known =
            self.tokens.language.lexicon.name(name).is_some_and(|it| it.class.any(Class::ORGANISATION));
        known && !self.is_borne(n) && !lists(self.tokens.text(n)).is_first_name()
    }

    /// Whether the name of tokens `start..end` stands alone in brackets right behind an organisation, whose short form it
    /// is: «Fjordens Venner (Five)».
    fn is_short_form(&self, start: usize, end: usize) -> bool {
        let mark = |n: usize, mark: char| self.tokens.get(n).is_some_and(|it| it.mark(mark));
        let Some(open) = start.checked_sub(1).filter(|it| mark(*it, '(') && mark(end, ')')) else {
            return false;
        };
        let open = self.tokens.list[open].span.start;
        let behind = |it: &Mention| it.span.end + 1 == open && it.form == Form::Name;
        let speaks = |it: &Mention| it.evidence[ORGANISATION] > it.evidence[PERSON].max(it.evidence[PLACE]);
        let first = |it: &str| it.chars().next().map(|it| it.to_lowercase().to_string());
        let place =
            self.tokens.list[start].name().is_some_and(|it| it.class.any(Class::PLACE.or(Class::COUNTRY)));
        let short = |it: &Mention| !place && first(&it.name) == first(self.tokens.text(start));
        self.out.last().is_some_and(|it| behind(it) && speaks(it) && short(it))
    }

    /// The gender that a title of courtesy at token `n` gives away: «fru», "Mr."; a thing where it gives none.
    fn courtesy(&self, n: usize) -> Option<Gender> {
        let token = self.tokens.get(n).filter(|it| it.is(Class::COURTESY))?;
        Some(token.word().and_then(|it| it.gender).unwrap_or(Gender::Thing))
    }

    /// Where the name of tokens `from..end` stands without a genitive ending, and whether its last token is a
    /// compound whose small second half is no name: «Bellona-leiaren».
    fn span_of(&self, from: usize, end: usize, person: bool) -> (Span, bool) {
        let last = &self.tokens.list[end - 1];
        let written = last.span.of(self.tokens.text);
        let mut stop = last.span.end as usize - last.genitive as usize;
        let first_name = last.name().is_some_and(|it| it.class.any(Class::WOMAN.or(Class::MAN)));
        let surname = end - from > 1 || person && !first_name;
        if surname && written.ends_with('s') && last.genitive == 1 {
            // «Johann Koss» is not the place Kos; whose name it is, the article knows.
            stop = last.span.end as usize;
        }
        let compound =
            written.rfind(['-', '‑']).filter(|at| written[at + 1..].starts_with(char::is_lowercase));
        let start = self.tokens.list[from].span.start as usize;
        (Span::new(start, stop), compound.is_some())
    }

    /// Whether what stands at token `end`, behind a name in s, can be somebody's, and nothing that the name does: «Hitlers
    /// tekst», «Hitlers «Mein Kampf»».
    fn owns(&self, end: usize) -> bool {
        let lexicon = &self.tokens.language.lexicon;
        let written = self.tokens.text(end - 1);
        let Some(next) = self.tokens.get(end).filter(|_| !lexicon.written_apart && written.ends_with('s'))
        else {
            return false;
        };
        let low = self.tokens.low(end);
        let thing = next.is_word()
            && !next.capital
            && !next.is(SMALL)
            && !lexicon.not_owned_ends.iter().any(|it| low.ends_with(&**it));
        thing || matches!(next.kind, Kind::Mark(it) if lexicon.pairs.iter().any(|pair| pair.0 == it))
    }

    /// A compound that begins with a name: «Washington Post-journalist», «USA-ledede». The name is a mention of
    /// its own if a role stands behind it, and it is known by itself or the article names it elsewhere.
    fn compound(&mut self, mut mention: Mention, from: usize, end: usize) -> usize {
        let last = &self.tokens.list[end - 1];
        let Some(role) = last.role() else {
            if end == from + 1 && self.is_definite_noun(from) && self.is_asked(from) {
                self.unlisted(from, last.span);
            }
            return end;
        };
        let written = last.span.of(self.tokens.text);
        let head = written.rfind(['-', '‑']).unwrap_or(written.len());
        mention.span.end = last.span.start + head as u32;
        mention.name = clean(mention.span.of(self.tokens.text)).into();
        let phrase = self.tokens.list[from].phrase().map(|it| it.0);
        let known = phrase.or_else(|| self.tokens.language.lexicon.name(&mention.name));
        // Who has a leader or a coach of their own is a group, if the article names them elsewhere.
        mention.evidence = [-2, 2, 0, 0];
        mention.certain = known.is_some();
        if let Some(word) = known {
            weigh(&mut mention, word);
        }
        self.out.push(mention);
        self.role_between(from, end - 1, end, role)
    }

    /// Whether a name stands where writers and photographers do: a byline, or the first name of a credit.
    fn is_signed(&self, span: Span) -> bool {
        let credited = self.piece.credit.is_some_and(|it| it.start == span.start);
        self.piece.shape == Shape::Byline || credited
    }

    /// The bracket that closes what opens at token `open`, if it is near.
    fn close_of(&self, open: usize) -> Option<usize> {
        let tokens = self.tokens;
        (open + 1..(open + 5).min(tokens.list.len())).find(|it| tokens.list[*it].mark(')'))
    }

    /// The age in brackets that opens at token `open`: «Kari Berg (24)».
    fn age_in_brackets(&self, open: usize) -> Option<(Span, u16)> {
        self.tokens.get(open).filter(|it| it.mark('('))?;
        let inside = open + 1..self.close_of(open)?;
        // "(41 Shots)" is no age.
        let alone = |n: usize| !self.tokens.list[n + 1].capital;
        let numbers = inside.filter(|it| self.tokens.list[*it].kind == Kind::Number && alone(*it));
        numbers.filter_map(|it| Some((self.tokens.list[it].span, age(self.tokens.text(it))?))).next_back()
    }

    /// Reads age, party and the like in brackets or commas behind a name; returns the token to go on from.
    fn behind_name(&self, mention: &mut Mention, end: usize) -> usize {
        let tokens = self.tokens;
        let Some(open) = tokens.get(end) else { return end };
        if open.mark('(') {
            let Some(close) = self.close_of(end) else { return end };
            let party = |it: &&Token| it.name().is_some_and(|it| it.class.any(Class::PARTY));
            mention.party = tokens.list[end + 1..close].iter().rfind(party).map(|it| it.span);
            mention.age = self.age_in_brackets(end);
            mention.evidence[PERSON] +=
                4 * (i8::from(mention.party.is_some()) + i8::from(mention.age.is_some()));
            // "Rep. Ann Lee (D-Ohio)"
            let inside = Span { start: open.span.end, end: tokens.list[close].span.start };
            let seat = Some(inside).filter(|it| is_seat(it.of(tokens.text)));
            mention.party = mention.party.or(seat);
            if mention.age.is_some() || seat.is_some() {
                return close + 1;
            }
        } else if open.mark(',')
            && let Some(number) = tokens.get(end + 1).filter(|it| it.kind == Kind::Number)
            && tokens.get(end + 2).is_some_and(|it| it.mark(','))
            && let Some(age) = age(tokens.text(end + 1))
        {
            mention.age = Some((number.span, age));
            mention.evidence[PERSON] += 4;
            return end + 2;
        }
        end
    }
}

/// Whether a word is the address of a site: `Dagbladet.no`.
fn is_address(word: &str) -> bool {
    let end = word.rsplit_once('.').map_or("", |it| it.1);
    (2..=3).contains(&end.len()) && end.bytes().all(|it| it.is_ascii_lowercase())
}

/// Whether a word is a party's letter and where its member is elected: `D-Ohio`.
fn is_seat(word: &str) -> bool {
    let halves = word.split_once('-').filter(|it| it.0.len() == 1 && it.0.starts_with(char::is_uppercase));
    halves.is_some_and(|it| it.1.starts_with(char::is_uppercase))
}

/// What a name that the lexicon knows speaks for.
fn weigh(mention: &mut Mention, word: &Word) {
    if word.class.any(Class::PLACE.or(Class::COUNTRY)) {
        mention.evidence[PLACE] += 5;
    }
    if word.class.any(Class::ORGANISATION) {
        mention.evidence[ORGANISATION] += 5;
    }
    if word.class.any(Class::WOMAN.or(Class::MAN)) {
        mention.evidence[PERSON] += 2;
    }
    mention.gender = gender_of(word);
}

fn gender_of(word: &Word) -> Option<Gender> {
    match (word.class.any(Class::WOMAN), word.class.any(Class::MAN)) {
        (true, false) => Some(Gender::Woman),
        (false, true) => Some(Gender::Man),
        _ => None,
    }
}

/// A name without soft hyphens and doubled spaces.
fn clean(name: &str) -> String {
    if name.contains(['\u{ad}', '\n', '\u{a0}']) || name.contains("  ") {
        name.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        name.to_owned()
    }
}
