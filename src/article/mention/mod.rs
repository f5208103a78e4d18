//! Mentions: where somebody or something is named, called by a role, or stood for by a pronoun.

mod name;
mod role;

use role::LONGEST_ROLE;
pub(super) use role::offices;

use super::marks::Marks;
use super::names::{self, Named};
use super::timex::Timex;
use super::token::{Token, Tokens};
use crate::format::Piece;
use crate::language::{Case, Class, Gender};
use crate::text::Span;

/// How somebody is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// By name: `Mark Esper`, `Esper`.
    Name,
    /// By what they are: `forsvarsministeren`.
    Role,
    /// By a pronoun: `han`; `de` where it says who speaks.
    Pronoun,
    /// A body or a group by what it is: `politiet`, `foreldrene`.
    Group,
}

/// One mention. Spans are bytes of the block's prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The name, the role noun or the pronoun itself, without role, age, party or genitive ending.
    pub span: Span,
    pub form: Form,
    /// The name without genitive ending; a role's indefinite form in lower case; a pronoun in lower case.
    pub name: Box<str>,
    /// How much speaks for a person, an organisation, a place, something else. Summed over the article.
    pub evidence: [i8; 4],
    /// False for a word that is only perhaps a name (it opens its sentence): it counts if the article names it elsewhere.
    pub certain: bool,
    /// A name that what stands behind it belongs to, if its last s is a genitive: «Olas hus».
    pub owns: bool,
    pub gender: Option<Gender>,
    /// The gender that a title of courtesy gives: «fru Moe», "Mr. Moe".
    pub addressed: Option<Gender>,
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
    /// The sentence behind which a reader asks who this is: of who speaks, the one the speech begins in.
    pub asked: u32,
    /// The role, a name's own if it stands before it, is what somebody is to somebody else: «moren», «pappa Bjørn Moe».
    pub kin: bool,
    /// Whose it is stands right beside the role: «hans advokat», «advokaten hans».
    pub owned: bool,
    /// The mention of whom the role is said, by its number in the block: «Kari Berg er lege».
    pub predicate: Option<u32>,
    /// The group of nouns that come to much the same which the role belongs to; 0 for none.
    pub alike: u8,
    /// False for a role that is called by a noun of no list: the words around it alone make it a person.
    pub listed: bool,
}

/// What no noun phrase goes on with.
const SMALL: Class = Class::VERB
    .or(Class::SPEECH)
    .or(Class::SPEECH_OTHER)
    .or(Class::ACCORDING)
    .or(Class::COPULA)
    .or(Class::DETERMINER)
    .or(Class::DEFINITE)
    .or(Class::PREPOSITION)
    .or(Class::CONJUNCTION)
    .or(Class::SUBJUNCTION)
    .or(Class::RELATIVE)
    .or(Class::THAT)
    .or(Class::ADVERB)
    .or(Class::PRONOUN);

/// Index of the evidence for a person in [`Mention::evidence`].
pub(super) const PERSON: usize = 0;
/// Index of the evidence for an organisation.
pub(super) const ORGANISATION: usize = 1;
/// Index of the evidence for a place.
pub(super) const PLACE: usize = 2;
/// Index of the evidence for anything else that has a name.
pub(super) const OTHER: usize = 3;

struct Reader<'a, 't, 'l> {
    tokens: &'a Tokens<'t, 'l>,
    piece: &'a Piece,
    marks: &'a Marks,
    timexes: &'a [Timex],
    /// What the language's model takes for names.
    named: Vec<Named>,
    out: &'a mut Vec<Mention>,
}

/// Finds the mentions in a block, in the order of the text.
pub(super) fn read(tokens: &Tokens, piece: &Piece, marks: &Marks, timexes: &[Timex], out: &mut Vec<Mention>) {
    let named = tokens.language.names.as_ref().map(|it| names::read(it, tokens, marks)).unwrap_or_default();
    let mut reader = Reader { tokens, piece, marks, timexes, named, out };
    let mut n = 0;
    while n < tokens.list.len() {
        n = reader.step(n).max(n + 1);
    }
    reader.attach();
}

impl Reader<'_, '_, '_> {
    /// Reads what begins at token `n`; returns the token to go on from.
    fn step(&mut self, n: usize) -> usize {
        let named = self.known_at(n).or_else(|| self.named_at(n));
        if let Some(office) = named.as_ref().and_then(|it| self.office(it)) {
            return self.before_office(n, office, named.as_ref());
        }
        if let Some(named) = self.with_title(n) {
            return self.name(&named);
        }
        if let Some(named) =
            named.as_ref().filter(|it| it.none < 0.0 && !self.is_title(n) && !self.is_noun(it))
        {
            return self.name(named);
        }
        let tokens = self.tokens;
        let token = &tokens.list[n];
        if !token.is_word() {
            return n + 1;
        }
        if let Some(end) = self.tokens.time_end(self.timexes, n) {
            return end;
        }
        if let Some((word, len, _)) = token.phrase() {
            let roles = Class::ROLE.or(Class::ROLE_DEFINITE);
            if word.class.any(roles) && !self.is_name_within(n, len) {
                return self.role(n, len, word);
            }
            if word.class.any(Class::COLLECTIVE) && self.is_group(n, n + len) {
                return self.group(n, n + len);
            }
            if word.class.any(Class::SPEECH.or(Class::ACCORDING).or(Class::BETWEEN)) && !token.capital {
                return n + len;
            }
        }
        if let Some(pronoun) = token.word().and_then(|it| it.pronoun)
            && (!token.capital || token.first)
        {
            let one = !pronoun.plural && matches!(pronoun.gender, Some(Gender::Woman | Gender::Man));
            if pronoun.person == 3 && (one || pronoun.plural && self.speak(n)) {
                let name = self.tokens.low(n);
                let mut mention = self.mention(
                    Span::new(token.span.start as usize, token.span.end as usize - token.genitive as usize),
                    Form::Pronoun,
                    name,
                    n,
                );
                mention.gender = pronoun.gender;
                mention.plural = pronoun.plural;
                mention.subject = pronoun.case == Case::Subject;
                self.out.push(mention);
            }
            return n + 1;
        }
        // "Lady Cassandra": what courtesy calls her is no role.
        let courtesy = token.is(Class::COURTESY) && self.named_at(n + 1).is_some_and(|it| it.kind == PERSON);
        if let Some(role) = token.role().filter(|_| !courtesy) {
            return self.role(n, 1, role);
        }
        if token.is(Class::COLLECTIVE) && (!token.capital || token.first) && self.is_group(n, n + 1) {
            return self.group(n, n + 1);
        }
        if let Some(named) = named {
            return self.name(&named);
        }
        if (token.is(Class::NATIONALITY) && !token.capital || self.is_definite_noun(n)) && self.is_asked(n) {
            self.unlisted(n, token.span);
        }
        n + 1
    }

    /// Whether what the model takes for a name is a collective noun with the capital of its sentence: «Politiet opplyser».
    fn is_noun(&self, named: &Named) -> bool {
        let token = &self.tokens.list[named.tokens.start];
        named.tokens.len() == 1 && token.first && token.is(Class::COLLECTIVE) && token.name().is_none()
    }

    /// Whether token `n` is a role noun by itself, with a capital letter, right before a person's name: «Analytiker Siri
    /// Wang».
    pub(super) fn is_title(&self, n: usize) -> bool {
        let token = &self.tokens.list[n];
        let person = || self.named_at(n + 1).is_some_and(|it| it.kind == PERSON);
        token.role().is_some() && token.name().is_none() && !self.tokens.text(n).contains('-') && person()
    }

    /// Whether a pronoun for several at token `n` says who speaks: «sier de», "they said".
    fn speak(&self, n: usize) -> bool {
        let subject =
            self.tokens.list[n].word().and_then(|it| it.pronoun).is_some_and(|it| it.case == Case::Subject);
        subject && (self.is_asked(n) || self.tokens.get(n + 1).is_some_and(|it| it.is(Class::SPEECH)))
    }

    /// Whether the collective noun from token `n` to `end` is a body or a group by itself and one that is known: not whose
    /// something is («politiets»), not what a name behind it is («avisen Varden»), not a part («flertallet av») or the
    /// first half of another noun ("campaign stops"), and not one of several ("a company", "the Holme campaign").
    fn is_group(&self, n: usize, end: usize) -> bool {
        let behind = self.tokens.get(end).filter(|it| it.is_word());
        let goes_on = |it: &Token| it.is(Class::PARTITIVE) || it.capital && !it.first || self.joins(it);
        let before = n.checked_sub(1).map(|it| &self.tokens.list[it]).filter(|_| !self.tokens.list[n].first);
        let one = before.is_some_and(|it| it.is(Class::ONE) || it.genitive > 0);
        let apart = self.tokens.language.lexicon.written_apart;
        let known = !apart
            || self.tokens.list[n].is(Class::WITHOUT_ARTICLE)
            || before.is_some_and(|it| it.is(Class::DEFINITE));
        let whole = self.tokens.list[end - 1].genitive == 0 && !behind.is_some_and(goes_on);
        whole && known && !one && !self.is_told_apart(n)
    }

    /// Whether a word tells a noun at token `n` apart from others of the kind: «den nye ledelsen», "the Holme campaign".
    fn is_told_apart(&self, n: usize) -> bool {
        let first = self.tokens.sentences.get(self.tokens.sentence_of(n)).map_or(0, |it| it.start);
        let open = |it: &usize| self.tokens.list[*it].is_word() && !self.tokens.list[*it].is(SMALL);
        let words = (first..n).rev().take(LONGEST_ROLE).take_while(open).count();
        let apart = self.tokens.language.lexicon.written_apart;
        let known = (n - words).checked_sub(1).is_some_and(|it| self.tokens.list[it].is(Class::DEFINITE));
        words > 0 && (apart || known)
    }

    /// Whether a word can be the second half of a noun, in a language that writes the halves apart.
    fn joins(&self, token: &Token) -> bool {
        self.tokens.language.lexicon.written_apart && !token.is(SMALL)
    }

    /// A body or a group by what it is, from token `n` to `end`; its role is the noun, with the place where it is one.
    fn group(&mut self, n: usize, end: usize) -> usize {
        let span = self.tokens.span(n..end);
        let noun = span.of(&self.tokens.folded);
        let place =
            self.tokens.get(end).filter(|it| it.is(Class::LOCATIVE)).and_then(|_| self.named_at(end + 1));
        let place = place.filter(|it| it.tokens.start == end + 1 && it.kind == PLACE);
        let whole = self.tokens.span(n..place.map_or(end, |it| it.tokens.end));
        let mut mention = self.mention(span, Form::Group, whole.of(&self.tokens.folded), n);
        mention.role = Some((whole, noun.into()));
        if self.tokens.list[n].is(Class::ORGANISATION_TITLE) {
            mention.evidence[ORGANISATION] = 1;
        }
        self.out.push(mention);
        end
    }

    /// Whether a name begins among the `len` tokens from `n` on, and goes on behind them.
    fn is_name_within(&self, n: usize, len: usize) -> bool {
        let at = self.named.partition_point(|it| it.tokens.start < n);
        let within = self.named[at..].iter().take_while(|it| it.tokens.start < n + len);
        within.into_iter().any(|it| it.tokens.end > n + len)
    }

    fn mention(&self, span: Span, form: Form, name: &str, n: usize) -> Mention {
        let sentence = self.tokens.sentence_of(n);
        let opener = self.tokens.sentences.get(sentence).map_or(0, |it| it.start);
        Mention {
            span,
            form,
            name: name.into(),
            evidence: [0; 4],
            certain: true,
            owns: false,
            gender: None,
            addressed: None,
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
            asked: sentence as u32,
            kin: false,
            owned: false,
            alike: 0,
            predicate: None,
            listed: true,
        }
    }
}

/// A number that can be somebody's age.
fn age(text: &str) -> Option<u16> {
    text.parse().ok().filter(|it| (1..=115).contains(it))
}
