//! Mentions: where somebody or something is named, called by a role, or stood for by a pronoun.

use super::marks::Marks;
use super::timex::Timex;
use super::token::{Kind, Token, Tokens};
use crate::format::{Piece, Shape};
use crate::language::{Case, Class, Gender, Word};
use crate::text::Span;
use std::ops::Range;

/// How somebody is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// By name: `Mark Esper`, `Esper`.
    Name,
    /// By what they are: `forsvarsministeren`.
    Role,
    /// By a pronoun: `han`.
    Pronoun,
}

/// One mention. Spans are bytes of the block's prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The name, the role noun or the pronoun itself, without role, age, party or genitive ending.
    pub span: Span,
    pub form: Form,
    /// The name without genitive ending; a role's indefinite form in lower case; a pronoun in lower case.
    pub name: Box<str>,
    /// How much speaks for a person, an organisation, a place. Summed over the article.
    pub evidence: [i8; 3],
    /// False for a word that is only perhaps a name (it opens its sentence): it counts if the article names it elsewhere.
    pub certain: bool,
    pub gender: Option<Gender>,
    pub plural: bool,
    /// The role given with a name: where it stands, and its noun's indefinite form.
    pub role: Option<(Span, Box<str>)>,
    /// The role is an office that one person at a time holds in a country.
    pub exclusive: bool,
    /// The country a role belongs to (index into the lexicon's countries), when it is said.
    pub country: Option<u16>,
    /// The role is not held now: `tidligere`.
    pub former: bool,
    /// Age in brackets or commas behind a name, or in the word itself (`23-åringen`).
    pub age: Option<(Span, u16)>,
    /// Party letters in brackets behind a name.
    pub party: Option<Span>,
    /// The sentence it stands in, by its number in the block.
    pub sentence: u32,
    /// Whether it opens its sentence: what a sentence opens with, the next one likely goes on about.
    pub subject: bool,
    /// Behind a preposition: «til Marte», «av Dumas».
    pub oblique: bool,
    /// Inside somebody's speech, where it is spoken of and does not speak.
    pub quoted: bool,
    /// The source of direct speech.
    pub speaks: bool,
    /// The role is what somebody is to somebody else: «moren», «naboen».
    pub kin: bool,
    /// The mention of whom the role is said, by its number in the block: «Kari Berg er lege».
    pub predicate: Option<u32>,
    /// The group of nouns that come to much the same which the role belongs to; 0 for none.
    pub alike: u8,
    /// False for a role that is called by a noun of no list: the words around it alone make it a person.
    pub listed: bool,
}

/// Index of the evidence for a person in [`Mention::evidence`].
pub(super) const PERSON: usize = 0;
/// Index of the evidence for an organisation.
pub(super) const ORGANISATION: usize = 1;
/// Index of the evidence for a place.
pub(super) const PLACE: usize = 2;

/// How many words may stand between a verb of saying and the noun of its subject.
const LONGEST_ROLE: usize = 5;

/// How many names may stand in what an office is of, before its holder's: «leder for EF i Norge, Kari Berg».
const NAMES_OF_AN_OFFICE: usize = 3;

/// Longest name in words; what is longer is a list or a headline in capitals.
const LONGEST: usize = 8;

struct Reader<'a, 't, 'l> {
    tokens: &'a Tokens<'t, 'l>,
    piece: &'a Piece,
    marks: &'a Marks,
    timexes: &'a [Timex],
    /// Sentences written in capitals or Headline Case, where a capital says nothing.
    loud: Vec<bool>,
    out: &'a mut Vec<Mention>,
}

/// Finds the mentions in a block, in the order of the text.
pub(super) fn read(tokens: &Tokens, piece: &Piece, marks: &Marks, timexes: &[Timex], out: &mut Vec<Mention>) {
    let loud = tokens.sentences.iter().map(|it| is_loud(tokens, it.clone(), piece.shape)).collect();
    let mut reader = Reader { tokens, piece, marks, timexes, loud, out };
    let mut n = 0;
    while n < tokens.list.len() {
        n = reader.step(n).max(n + 1);
    }
    reader.attach();
}

/// Whether a sentence's capitals say nothing: most of its words have one.
fn is_loud(tokens: &Tokens, range: Range<usize>, shape: Shape) -> bool {
    let words = tokens.list[range].iter().filter(|it| it.is_word());
    let (mut all, mut capital, mut shouted) = (0, 0, 0);
    for word in words {
        all += 1;
        capital += usize::from(word.capital);
        shouted += usize::from(word.shouted);
    }
    // A headline in Headline Case, or a headline that the format took for a short paragraph.
    let title = matches!(shape, Shape::Line | Shape::Heading(_)) && all >= 4 && capital * 10 >= all * 6;
    let short = (6..=14).contains(&all) && capital * 10 >= all * 7;
    (all >= 3 && shouted * 3 > all * 2) || title || short
}

impl<'l> Reader<'_, '_, 'l> {
    /// Reads what begins at token `n`; returns the token to go on from.
    fn step(&mut self, n: usize) -> usize {
        let token = self.tokens.list[n];
        if !token.is_word() {
            return n + 1;
        }
        if let Some(end) = self.tokens.time_end(self.timexes, n) {
            return end;
        }
        if let Some((word, len, span)) = token.phrase() {
            let names = Class::PLACE.or(Class::ORGANISATION).or(Class::COUNTRY);
            if word.class.any(names) {
                return self.known_name(n, len, span, word);
            }
            let roles = Class::ROLE.or(Class::ROLE_DEFINITE);
            if word.class.any(roles) {
                return self.role(n, len, word);
            }
            if word.class.any(Class::SPEECH.or(Class::ACCORDING).or(Class::BETWEEN)) && !token.capital {
                return n + len;
            }
        }
        if let Some(pronoun) = token.word().and_then(|it| it.pronoun)
            && (!token.capital || token.first)
        {
            if pronoun.person == 3
                && !pronoun.plural
                && matches!(pronoun.gender, Some(Gender::Woman | Gender::Man))
            {
                let name = self.tokens.low(n);
                let mut mention = self.mention(
                    Span::new(token.span.start as usize, token.span.end as usize - token.genitive as usize),
                    Form::Pronoun,
                    name,
                    n,
                );
                mention.gender = pronoun.gender;
                mention.subject = pronoun.case == Case::Subject;
                self.out.push(mention);
            }
            return n + 1;
        }
        if token.capital && !self.is_shout(n) && self.begins_name(n) {
            return self.name(n);
        }
        if let Some(role) = token.role() {
            return self.role(n, 1, role);
        }
        if (token.is(Class::NATIONALITY) && !token.capital || self.is_definite_noun(n)) && self.is_asked(n) {
            // «sier dansken», «seier visitoren»: somebody already known, by a noun that is in no list.
            let mut mention = self.mention(token.span, Form::Role, self.tokens.low(n), n);
            mention.country = token.word().and_then(|it| it.country);
            mention.listed = false;
            self.out.push(mention);
        }
        n + 1
    }

    /// Whether token `n` ends the phrase right behind a verb of saying: «sier dansken.», «seier den ferske
    /// verdsmeisteren»
    fn is_asked(&self, n: usize) -> bool {
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
    fn is_definite_noun(&self, n: usize) -> bool {
        let token = &self.tokens.list[n];
        let low = self.tokens.low(n);
        let ends = &self.tokens.language.lexicon.definite_ends;
        let compound = token.capital && is_compound(self.tokens.text(n));
        (!token.capital || compound)
            && token.word().is_none()
            && low.len() >= 5
            && ends.iter().any(|it| low.ends_with(&**it))
    }

    fn mention(&self, span: Span, form: Form, name: &str, n: usize) -> Mention {
        let sentence = self.tokens.sentence_of(n);
        let opener = self.tokens.sentences.get(sentence).map_or(0, |it| it.start);
        Mention {
            span,
            form,
            name: name.into(),
            evidence: [0; 3],
            certain: true,
            gender: None,
            plural: false,
            role: None,
            exclusive: false,
            country: None,
            former: false,
            age: None,
            party: None,
            sentence: sentence as u32,
            subject: n <= opener + 4,
            oblique: n.checked_sub(1).is_some_and(|it| self.tokens.list[it].is(Class::PREPOSITION)),
            quoted: self.marks.around(span.start).is_some(),
            speaks: false,
            kin: false,
            alike: 0,
            predicate: None,
            listed: true,
        }
    }

    /// Whether token `n` stands in a run of words in capitals: «VIL IKKE TREKKE SEG UT».
    fn is_shout(&self, n: usize) -> bool {
        let shouted = |n: usize| self.tokens.get(n).is_some_and(|it| it.shouted && it.span.len() > 1);
        if !shouted(n) {
            return false;
        }
        let before = (n.saturating_sub(3)..n).rev().take_while(|it| shouted(*it)).count();
        let behind = (n + 1..n + 4).take_while(|it| shouted(*it)).count();
        before + behind >= 2
    }

    fn sentence_is_loud(&self, n: usize) -> bool {
        self.loud.get(self.tokens.sentence_of(n)).copied().unwrap_or_default()
    }

    /// Whether the lexicon knows the token as a name by itself.
    fn is_known(token: &Token) -> bool {
        let names = Class::WOMAN.or(Class::MAN).or(Class::PLACE).or(Class::ORGANISATION).or(Class::COUNTRY);
        token.name().is_some_and(|it| it.class.any(names))
    }

    /// Whether a capital at token `n` begins a name.
    fn begins_name(&self, n: usize) -> bool {
        let token = &self.tokens.list[n];
        let known = Self::is_known(token);
        if self.sentence_is_loud(n) && !known {
            return false;
        }
        // A lone capital letter is a list mark or the English "I", unless a name follows it.
        if token.span.len() == 1 && !self.tokens.get(n + 1).is_some_and(|it| it.capital && it.is_word()) {
            return false;
        }
        if token.is(Class::COURTESY) {
            return self.tokens.get(n + 1).is_some_and(|it| it.capital && it.is_word());
        }
        if token.role().is_some() && !known && (token.first || self.names_follow(n + 1)) {
            return false;
        }
        if token.word().is_some_and(|it| it.class.any(Class::NATIONALITY)) && !known {
            return false;
        }
        if !token.first || known {
            // English writes these with a capital inside a sentence too.
            return !token.is(Class::DETERMINER.or(Class::CONJUNCTION).or(Class::PREPOSITION)) || known;
        }
        // The first word of a sentence has its capital for free.
        token.word().is_none()
    }

    /// Whether a capitalised word that can be a name stands at `n`.
    fn names_follow(&self, n: usize) -> bool {
        self.tokens.get(n).is_some_and(|it| it.capital && it.is_word() && !it.first)
    }

    /// A name that the lexicon knows as a phrase.
    fn known_name(&mut self, n: usize, len: usize, span: Span, word: &'l Word) -> usize {
        let last = &self.tokens.list[n + len - 1];
        if span.end < last.span.end && last.genitive == 0 {
            // The head of a compound: «Washington Post-journalist».
            let name = span.of(self.tokens.text).to_owned();
            let mut mention = self.mention(span, Form::Name, &name, n);
            weigh(&mut mention, word);
            self.out.push(mention);
            if let Some(role) = last.role() {
                return self.role_between(n, n + len - 1, n + len, role);
            }
            return n + len;
        }
        // «New York-baserte» aside, a known name may go on: Oslo universitetssykehus.
        let end = self.name_end(n, n + len);
        if end > n + len && !self.tokens.list[n + len].is(Class::WOMAN.or(Class::MAN)) {
            return self.name_until(n, end);
        }
        let name = span.of(self.tokens.text).to_owned();
        let mut mention = self.mention(span, Form::Name, &name, n);
        weigh(&mut mention, word);
        self.out.push(mention);
        n + len
    }

    /// Where a name that reaches to token `end` so far really ends.
    fn name_end(&self, n: usize, mut end: usize) -> usize {
        while end < self.tokens.list.len() && end - n < LONGEST {
            let before = &self.tokens.list[end - 1];
            let token = &self.tokens.list[end];
            if before.genitive > 0 || !token.is_word() {
                // «Procter & Gamble».
                let and = token.mark('&') && self.names_follow(end + 1);
                if !and {
                    break;
                }
                end += 2;
                continue;
            }
            if self.tokens.time_end(self.timexes, end).is_some() || token.first {
                break;
            }
            if token.capital {
                let pronoun = token.word().is_some_and(|it| it.pronoun.is_some()) && token.name().is_none();
                if pronoun || self.is_shout(end) != self.is_shout(end - 1) && self.is_shout(end) {
                    break;
                }
                end += 1;
                continue;
            }
            // «de», «von», «bin» between two capitals.
            let particles = (end..end + 3)
                .take_while(|it| self.tokens.get(*it).is_some_and(|it| it.is(Class::PARTICLE)))
                .count();
            if particles > 0
                && self.names_follow(end + particles)
                && !self.tokens.list[end].is(Class::PREPOSITION.or(Class::DETERMINER))
            {
                end += particles;
                continue;
            }
            break;
        }
        // «Bergen kommune», «Oslo tingrett»: the last word is small.
        if end < self.tokens.list.len()
            && self.tokens.language.lexicon.small_ends
            && self.tokens.list[end].is(Class::ORGANISATION_END)
            && self.tokens.list[end - 1].genitive == 0
            && !self.tokens.list[end].first
        {
            end += 1;
        }
        end
    }

    /// A name that begins at token `n`.
    fn name(&mut self, n: usize) -> usize {
        let end = self.name_end(n, n + 1);
        self.name_until(n, end)
    }

    fn name_until(&mut self, n: usize, end: usize) -> usize {
        let tokens = self.tokens;
        let mut from = n;
        // English titles stand before the name with a capital of their own: President Donald Trump.
        let mut role: Option<(Range<usize>, &Word)> = None;
        let mut courtesy = None;
        // «Florida Senator Marco Rubio»: the place goes with the title.
        let title = (n + 1..end.saturating_sub(1))
            .rev()
            .find(|it| tokens.list[*it].role().is_some() && !Self::is_known(&tokens.list[*it]));
        if let Some(title) = title
            && tokens.list[n..title]
                .iter()
                .all(|it| Self::is_known(it) || it.role().is_some() || it.is(Class::NATIONALITY))
            && Self::is_known(&tokens.list[n])
            && !tokens.list[n].name().is_some_and(|it| it.class.any(Class::WOMAN.or(Class::MAN)))
        {
            self.name_until(n, title);
            return self.name_until(title, end);
        }
        let given =
            |n: usize| tokens.list[n].name().is_some_and(|it| it.class.any(Class::WOMAN.or(Class::MAN)));
        if tokens.list[n].first
            && n + 1 < end
            && !Self::is_known(&tokens.list[n])
            && given(n + 1)
            && !tokens.list[n].shouted
        {
            // «Forsvarskjempen Ola Nordmann»: an ordinary noun has the sentence's capital.
            from += 1;
        }
        while from + 1 < end {
            let token = &tokens.list[from];
            if token.is(Class::COURTESY) {
                courtesy = token.word().and_then(|it| it.gender).or(Some(Gender::Thing));
                from += 1;
            } else if let Some(word) = token.role().filter(|_| !Self::is_known(token) || role.is_some()) {
                role = Some((role.map_or(from, |it| it.0.start)..from + 1, word));
                from += 1;
            } else if token.word().is_some_and(|it| it.class.any(Class::NATIONALITY))
                && !Self::is_known(token)
            {
                from += 1;
            } else {
                break;
            }
        }
        let last = &tokens.list[end - 1];
        let written = last.span.of(tokens.text);
        let mut stop = last.span.end as usize - last.genitive as usize;
        if end - from > 1 && written.ends_with('s') && last.genitive == 1 {
            // «Johann Koss» is not the place Kos; whose name it is, the article knows.
            stop = last.span.end as usize;
        }
        // A compound's small second half is no name: «Bellona-leiaren», «USA-ledede».
        let compound =
            written.rfind(['-', '‑']).filter(|at| written[at + 1..].starts_with(char::is_lowercase));
        if let Some(at) = compound {
            stop = last.span.start as usize + at;
        }
        let span = Span::new(tokens.list[from].span.start as usize, stop);
        let name = clean(span.of(tokens.text));
        let len = end - from;
        let first = tokens.list[from];
        let mut mention = self.mention(span, Form::Name, &name, from);
        let single = len == 1;
        mention.certain =
            !(first.first && single && !Self::is_known(&first)) || role.is_some() || courtesy.is_some();
        if self.sentence_is_loud(from) && !Self::is_known(&first) {
            mention.certain = false;
        }
        if let Some(word) = first.name() {
            if single || !word.class.any(Class::WOMAN.or(Class::MAN)) {
                if single {
                    weigh(&mut mention, word);
                }
            } else {
                mention.evidence[PERSON] += 3;
            }
            mention.gender = gender_of(word);
        }
        if !single {
            let ends = tokens.list[end - 1].class();
            if ends.any(Class::ORGANISATION_END) {
                mention.evidence[ORGANISATION] += 4;
            }
            if first.is(Class::ORGANISATION_START) {
                mention.evidence[ORGANISATION] += 3;
            }
            if first.name().is_some_and(|it| it.class.any(Class::PLACE.or(Class::COUNTRY)))
                && !ends.any(Class::ORGANISATION_END)
            {
                mention.evidence[ORGANISATION] += 2;
            }
            mention.evidence[PERSON] +=
                i8::from(name.split(' ').all(|it| it.starts_with(char::is_uppercase) || it.len() <= 3));
            if name.split(' ').all(|it| {
                it.chars().count() > 1 && it.chars().all(|it| it.is_uppercase() || !it.is_alphabetic())
            }) {
                mention.evidence[PERSON] -= 2;
            }
        } else if first.shouted && name.chars().count() <= 6 {
            mention.evidence[ORGANISATION] += 2;
        }
        if let Some(gender) = courtesy {
            mention.evidence[PERSON] += 5;
            if gender != Gender::Thing {
                mention.gender = Some(gender);
            }
        }
        if n > 0 {
            let before = &tokens.list[n - 1];
            if before.is(Class::ORGANISATION_TITLE) {
                mention.evidence[ORGANISATION] += 3;
            }
            if before.is(Class::ONE) && before.is(Class::DETERMINER) && from > n {
                // «a Liberal Democrat»: one of many.
                mention.evidence[PERSON] -= 6;
            }
            if before.is(Class::LOCATIVE) {
                mention.evidence[PLACE] += 1;
                mention.evidence[PERSON] -= 1;
            }
        }
        if let Some((range, word)) = role {
            mention.evidence[PERSON] += 3;
            self.give_role(&mut mention, range, word);
        }
        if compound.is_some() {
            // Only a known name is worth a mention of its own in a compound.
            let known = Self::is_known(&first) || tokens.list[from].phrase().is_some() || len > 1;
            let role = last.role();
            if known && role.is_some() {
                self.out.push(mention);
            }
            return match role {
                Some(role) => self.role_between(from, end - 1, end, role),
                None if len == 1 && self.is_definite_noun(n) && self.is_asked(n) => {
                    let mut mention = self.mention(last.span, Form::Role, tokens.low(n), n);
                    mention.listed = false;
                    self.out.push(mention);
                    end
                }
                None => end,
            };
        }
        if !single && self.is_signed(mention.span) {
            mention.evidence[PERSON] += 3;
        }
        let next = self.behind_name(&mut mention, end);
        self.out.push(mention);
        next
    }

    /// Whether a name stands where writers and photographers do: a byline, or the first name of a credit.
    fn is_signed(&self, span: Span) -> bool {
        let credited = self.piece.credit.is_some_and(|it| it.start == span.start);
        self.piece.shape == Shape::Byline || credited
    }

    /// Reads age, party and the like in brackets or commas behind a name; returns the token to go on from.
    fn behind_name(&self, mention: &mut Mention, end: usize) -> usize {
        let tokens = self.tokens;
        let Some(open) = tokens.get(end) else { return end };
        if open.mark('(') {
            let close = (end + 1..(end + 5).min(tokens.list.len())).find(|it| tokens.list[*it].mark(')'));
            let Some(close) = close else { return end };
            for n in end + 1..close {
                let token = &tokens.list[n];
                if let Some(age) = age(tokens.text(n)).filter(|_| token.kind == Kind::Number) {
                    mention.age = Some((token.span, age));
                    mention.evidence[PERSON] += 4;
                } else if token.name().is_some_and(|it| it.class.any(Class::PARTY)) {
                    mention.party = Some(token.span);
                    mention.evidence[PERSON] += 4;
                }
            }
            if mention.age.is_some() || mention.party.is_some() {
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

    /// A role noun of `len` tokens at `n`.
    fn role(&mut self, n: usize, len: usize, role: &'l Word) -> usize {
        self.role_between(n, n, n + len, role)
    }

    /// A role whose noun ends at token `end`, with what belongs to it from token `from`; `noun` is the noun's
    /// first token.
    fn role_between(&mut self, from: usize, noun: usize, end: usize, role: &'l Word) -> usize {
        let tokens = self.tokens;
        let span = tokens.span(from..end);
        let last = &tokens.list[end - 1];
        let span = Span { end: span.end - u32::from(last.genitive), ..span };
        let (country, former, start) = self.before_role(from);
        let base = base_of(tokens, noun, end, role);
        let mut mention = self.mention(span, Form::Role, &base, from);
        mention.gender = role.gender;
        mention.kin = role.class.any(Class::KIN);
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

    /// Whether a determiner that makes a noun definite stands at or right before token `start`.
    fn is_definite(&self, start: usize) -> bool {
        let at = |n: usize| self.tokens.get(n).is_some_and(|it| it.is(Class::DEFINITE));
        at(start) || start.checked_sub(1).is_some_and(at)
    }

    fn give_role(&self, mention: &mut Mention, range: Range<usize>, word: &Word) {
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

    /// Gives a role that stands right before or behind a name to the name.
    fn attach(&mut self) {
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
            for next in names.take(NAMES_OF_AN_OFFICE) {
                let name = &self.out[next];
                let between = gap(role.span, name.span);
                let person = name.evidence[PERSON] >= name.evidence[ORGANISATION].max(name.evidence[PLACE]);
                let close = between.len() <= 60
                    && !between.contains(['.', ':', ';', '«', '»', '”', '“', '"', '\n', '–']);
                let direct = between.trim().is_empty();
                let comma = close
                    && between.trim_end().ends_with(',')
                    && !role.plural
                    && between.trim().len() <= 50
                    && !between[..between.trim_end().len() - 1].contains(',')
                    && name.evidence[PERSON] >= 1
                    && !has_verb(tokens, role.span.end, name.span.start);
                if person && (direct || comma) && self.out[next].role.is_none() && !role.plural {
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
                    self.out[next].certain |= direct;
                    *keep = false;
                    break;
                }
            }
            if !*keep {
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
                    it.form != Form::Role && it.can_be_person() && it.close_to(start)
                });
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
pub(super) fn offices(tokens: &Tokens, out: &mut Vec<(Box<str>, u16)>) {
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

/// Whether a word is a compound whose second half is small: «KrF-lederen».
fn is_compound(written: &str) -> bool {
    written.rfind(['-', '‑']).is_some_and(|at| {
        let hyphen = written[at..].chars().next().map_or(1, char::len_utf8);
        written[at + hyphen..].starts_with(char::is_lowercase)
    })
}

/// A number that can be somebody's age.
fn age(text: &str) -> Option<u16> {
    text.parse().ok().filter(|it| (1..=115).contains(it))
}
