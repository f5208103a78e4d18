//! Words, numbers and marks of one block, and the sentences they make.
//!
//! Tokens live only while a block is read; what they led to stays in its facts.

use super::timex::Timex;
use crate::language::{Class, Language, Word};
use crate::text::Span;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with hyphens, apostrophes and digits inside: `Bakke-Jensen`, `23-åringen`, `U.S.`.
    Word,
    /// Digits, with separators inside: `1,2`, `10.000`, `14.3.2024`, `3-2`.
    Number,
    /// An address of the web or of a mailbox.
    Address,
    /// One mark of punctuation or any other sign.
    Mark(char),
}

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'l> {
    /// Where it stands in the block's prose.
    pub span: Span,
    pub kind: Kind,
    /// Begins with a capital letter.
    pub capital: bool,
    /// All its letters (two at least) are capitals.
    pub shouted: bool,
    /// First of its sentence.
    pub first: bool,
    /// Length in bytes of a genitive ending (`s`, `'s`) that the written form certainly has; 0 otherwise.
    pub genitive: u8,
    /// What the lexicon knows of the word in lower case.
    word: Option<&'l Word>,
    /// What it knows of the name as written.
    name: Option<&'l Word>,
    /// What it knows of the phrase that begins here, how many tokens the phrase has, and how many bytes
    /// without an ending.
    phrase: Option<(&'l Word, u8, u16)>,
    /// What class the role noun at the end of a compound has.
    head: Option<&'l Word>,
    /// What it can be by all three: word, name and head.
    class: Class,
}

/// The tokens of one block.
#[derive(Debug)]
pub(super) struct Tokens<'t, 'l> {
    /// The block's prose.
    pub text: &'t str,
    /// The prose in lower case, byte for byte in the same places.
    pub folded: String,
    pub list: Vec<Token<'l>>,
    /// Sentences as ranges of tokens.
    pub sentences: Vec<std::ops::Range<usize>>,
    pub language: &'l Language,
}

impl<'l> Token<'l> {
    /// What the token can be, as a word, as a name and as the head of a compound; phrases apart.
    pub(super) fn class(&self) -> Class {
        self.class
    }

    /// What the lexicon knows of it, put together.
    fn known(&self) -> Class {
        let found = [self.word, self.name, self.head].into_iter().flatten();
        found.fold(Class::NONE, |sum, it| sum.or(it.class))
    }

    /// Whether it can be one of `class`.
    pub(super) fn is(&self, class: Class) -> bool {
        self.class().any(class)
    }

    /// What the lexicon knows of it as an ordinary word.
    pub(super) fn word(&self) -> Option<&'l Word> {
        self.word
    }

    /// What the lexicon knows of it as a name, with its capital.
    pub(super) fn name(&self) -> Option<&'l Word> {
        self.name
    }

    /// The role noun it is or ends in.
    pub(super) fn role(&self) -> Option<&'l Word> {
        let roles = Class::ROLE.or(Class::ROLE_DEFINITE).or(Class::ROLE_PLURAL);
        [self.word, self.head].into_iter().flatten().find(|it| it.class.any(roles))
    }

    /// The phrase of several words that begins here, how many tokens it has, and where it stands without a
    /// genitive ending or the rest of a compound.
    pub(super) fn phrase(&self) -> Option<(&'l Word, usize, Span)> {
        let start = self.span.start as usize;
        self.phrase.map(|(word, len, bytes)| (word, len as usize, Span::new(start, start + bytes as usize)))
    }

    /// Whether a phrase of `class` begins here; how many tokens it has.
    pub(super) fn begins(&self, class: Class) -> Option<usize> {
        self.phrase.filter(|it| it.0.class.any(class)).map(|it| it.1 as usize)
    }

    /// Whether a phrase or a word of `class` stands here; how many tokens it has.
    pub(super) fn stands(&self, class: Class) -> Option<usize> {
        self.begins(class).or(self.is(class).then_some(1))
    }

    /// Whether somebody speaks of themself with it: «jeg», «meg», «min».
    pub(super) fn is_first_person(&self) -> bool {
        self.word().and_then(|it| it.pronoun).is_some_and(|it| it.person == 1 && !it.plural)
    }

    /// The country whose office a word right behind this one names: «USAs», «den franske».
    pub(super) fn owner(&self) -> Option<u16> {
        let name = self.name.filter(|it| it.class.any(Class::COUNTRY) && self.genitive > 0);
        let adjective = self.word.filter(|it| it.class.any(Class::NATIONALITY));
        name.or(adjective).and_then(|it| it.country)
    }

    /// Whether it is this mark.
    pub(super) fn mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether it is a word.
    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is a dash of any length, standing alone.
    pub(super) fn dash(&self) -> bool {
        matches!(self.kind, Kind::Mark('–' | '—' | '-' | '―' | '−'))
    }
}

impl<'t, 'l> Tokens<'t, 'l> {
    /// Cuts a block's prose into tokens and sentences.
    pub(super) fn new(text: &'t str, language: &'l Language) -> Tokens<'t, 'l> {
        let folded = crate::language::fold(text);
        let mut out = Tokens {
            text,
            folded,
            list: Vec::with_capacity(text.len() / 5 + 4),
            sentences: Vec::new(),
            language,
        };
        out.cut();
        out.look_up();
        out.find_sentences();
        out
    }

    /// The token's text as written.
    pub(super) fn text(&self, n: usize) -> &'t str {
        self.list[n].span.of(self.text)
    }

    /// The token's text in lower case.
    pub(super) fn low(&self, n: usize) -> &str {
        self.list[n].span.of(&self.folded)
    }

    /// The span from token `from` up to but not including token `to`.
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        match self.list.get(range.clone()) {
            Some([first, .., last]) => first.span.cover(last.span),
            Some([only]) => only.span,
            _ => Span::default(),
        }
    }

    /// The token at `n`, if there is one.
    pub(super) fn get(&self, n: usize) -> Option<&Token<'l>> {
        self.list.get(n)
    }

    /// The first token that ends behind `offset`.
    pub(super) fn at(&self, offset: u32) -> usize {
        self.list.partition_point(|it| it.span.end <= offset)
    }

    /// The token behind the expression of time that token `n` opens or stands in.
    pub(super) fn time_end(&self, timexes: &[Timex], n: usize) -> Option<usize> {
        let span = self.list.get(n)?.span;
        let at = timexes.partition_point(|it| it.span.end <= span.start);
        let timex = timexes.get(at).filter(|it| it.span.start <= span.start)?;
        Some(self.at(timex.span.end - 1) + 1)
    }

    /// The country that a preposition at token `n` ties an office to: «forsvarsministeren i USA».
    pub(super) fn country_behind(&self, n: usize) -> Option<u16> {
        self.get(n).filter(|it| it.is(Class::BELONGING))?;
        let next = self.get(n + 1)?;
        let name = next.phrase().map(|it| it.0).or(next.name());
        name.filter(|it| it.class.any(Class::COUNTRY)).and_then(|it| it.country)
    }

    /// The sentence that token `n` stands in.
    pub(super) fn sentence_of(&self, n: usize) -> usize {
        self.sentences.partition_point(|it| it.end <= n).min(self.sentences.len().saturating_sub(1))
    }

    /// Whether white space stands between token `n` and the one before.
    pub(super) fn spaced(&self, n: usize) -> bool {
        n == 0 || self.list[n].span.start > self.list[n - 1].span.end
    }

    fn cut(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at].is_ascii_whitespace() {
                at += 1;
                continue;
            }
            let letter = self.text[at..].chars().next().expect("inside the text");
            if letter.is_whitespace() || is_invisible(letter) {
                at += letter.len_utf8();
                continue;
            }
            let (len, kind) = if !letter.is_alphanumeric() {
                (letter.len_utf8(), Kind::Mark(letter))
            } else if let Some(len) = plain_word(&bytes[at..]) {
                (len, Kind::Word)
            } else {
                self.word_at(at)
            };
            let capital = letter.is_uppercase();
            let shouted = kind == Kind::Word && (capital || letter.is_numeric()) && {
                let mut letters = self.text[at..at + len].chars().filter(|it| it.is_alphabetic());
                let (first, second) = (letters.next(), letters.next());
                second.is_some()
                    && first.into_iter().chain(second).chain(letters).all(|it| !it.is_lowercase())
            };
            self.list.push(Token {
                span: Span::new(at, at + len),
                kind,
                capital,
                shouted,
                first: false,
                genitive: 0,
                word: None,
                name: None,
                phrase: None,
                head: None,
                class: Class::NONE,
            });
            at += len;
        }
    }

    /// Length and kind of the word or number at `at`.
    fn word_at(&self, at: usize) -> (usize, Kind) {
        let rest = &self.text[at..];
        if let Some(len) = address(rest) {
            return (len, Kind::Address);
        }
        let mut letters = rest.char_indices().peekable();
        let mut end = 0;
        let mut alphabetic = false;
        while let Some((n, letter)) = letters.next() {
            let next = letters.peek().map(|it| it.1);
            let inner = match letter {
                _ if letter.is_alphanumeric() || is_combining(letter) || letter == '\u{ad}' => {
                    alphabetic |= letter.is_alphabetic();
                    true
                }
                '-' | '‑' => next.is_some_and(char::is_alphanumeric),
                '\'' | '’' => alphabetic && next.is_some_and(char::is_alphabetic),
                '.' | ',' => {
                    let digit_before = rest[..n].ends_with(|it: char| it.is_ascii_digit());
                    let digit_behind = next.is_some_and(|it| it.is_ascii_digit());
                    (digit_before && digit_behind) || (letter == '.' && self.abbreviates(at, n, next))
                }
                ':' | '/' => {
                    !alphabetic
                        && rest[..n].ends_with(|it: char| it.is_ascii_digit())
                        && next.is_some_and(|it| it.is_ascii_digit())
                }
                '&' => {
                    alphabetic
                        && rest[..n].ends_with(char::is_uppercase)
                        && next.is_some_and(char::is_uppercase)
                }
                _ => false,
            };
            if !inner {
                break;
            }
            end = n + letter.len_utf8();
        }
        (end, if alphabetic { Kind::Word } else { Kind::Number })
    }

    /// Whether the stop `n` bytes into the word at `at` belongs to it: `f.eks.`, `U.S.`, `J.`.
    fn abbreviates(&self, at: usize, n: usize, next: Option<char>) -> bool {
        let before = &self.text[at..at + n];
        // Another letter right behind, and single letters so far: U.S., f.eks.
        if next.is_some_and(char::is_alphabetic) {
            let last = before.rsplit('.').next().unwrap_or_default();
            return last.chars().count() <= 3 && !last.is_empty();
        }
        // An initial: J. Berg.
        let mut letters = before.chars();
        if let (Some(only), None) = (letters.next(), letters.next())
            && only.is_uppercase()
            && self.text[at + n + 1..].trim_start_matches(' ').starts_with(char::is_uppercase)
            && self.text[at + n + 1..].starts_with(' ')
        {
            return true;
        }
        // U.S., where the last stop belongs to it as well.
        if before.contains('.') && before.split('.').all(|it| it.chars().count() == 1) {
            return true;
        }
        let whole = &self.folded[at..at + n + 1];
        self.language.lexicon.word(whole).is_some_and(|it| it.class.any(Class::ABBREVIATION))
    }

    fn look_up(&mut self) {
        let language: &'l Language = self.language;
        let lexicon = &language.lexicon;
        for token in &mut self.list {
            match token.kind {
                Kind::Word => {}
                Kind::Mark(sign) if !sign.is_ascii() || matches!(sign, '$' | '%') => {
                    token.word = lexicon.word(token.span.of(&self.folded));
                    token.class = token.known();
                    continue;
                }
                _ => continue,
            }
            let low = token.span.of(&self.folded);
            token.word = lexicon.word(low);
            if token.capital {
                let written = token.span.of(self.text);
                token.name = lexicon.name(written);
                let clitic = ["'s", "’s", "'S", "’S"].iter().any(|it| written.ends_with(it));
                let bare = written.ends_with(['\'', '’']);
                if clitic {
                    token.genitive = (written.len() - written.rfind(['\'', '’']).unwrap_or(0)) as u8;
                } else if bare {
                    token.genitive = 1;
                }
                if token.name.is_none() {
                    let stem = &written[..written.len() - token.genitive as usize];
                    if token.genitive > 0 {
                        token.name = lexicon.name(stem);
                    } else if let Some(stem) = stem.strip_suffix('s') {
                        token.name = lexicon.name(stem);
                        token.genitive = u8::from(token.name.is_some());
                    }
                }
            } else if let Some(stem) = low.strip_suffix('s').and_then(|it| it.strip_suffix(['\'', '’'])) {
                token.genitive = (low.len() - stem.len()) as u8;
                token.word = lexicon.word(stem);
            }
            if token.word.is_none() && low.len() > 6 {
                token.head = lexicon.head(low);
            }
            token.class = token.known();
        }
        self.find_phrases();
    }

    /// Marks the longest phrase that begins at each token.
    fn find_phrases(&mut self) {
        let language: &'l Language = self.language;
        let names = Class::PLACE.or(Class::ORGANISATION).or(Class::COUNTRY);
        let bytes = self.folded.as_bytes();
        let inside = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
        // Most hits end inside a word.
        let goes_on = |it: &u8| it.is_ascii_alphanumeric() && *it != b's';
        for first in 0..self.list.len() {
            let start = self.list[first].span.start as usize;
            for (len, word) in language.lexicon.phrases(&self.folded[start..]) {
                let stop = start + len;
                if inside(start.checked_sub(1).map(|it| &bytes[it])) || bytes.get(stop).is_some_and(goes_on) {
                    continue;
                }
                let last = self.list.partition_point(|it| (it.span.end as usize) < stop);
                let Some(end) = self.list.get(last).filter(|it| (it.span.start as usize) < stop) else {
                    continue;
                };
                let (tail, name) = (&self.text[stop..end.span.end as usize], end.capital);
                let ending = name && matches!(tail, "s" | "'s" | "’s" | "'" | "’");
                let whole = tail.is_empty() || ending || (name && tail.starts_with('-'));
                if !whole || (word.class.any(names) && !self.list[first].capital) {
                    continue;
                }
                if ending {
                    self.list[last].genitive = tail.len() as u8;
                }
                self.list[first].phrase = Some((word, (last + 1 - first) as u8, len as u16));
            }
        }
    }

    fn find_sentences(&mut self) {
        let mut start = 0;
        let mut n = 0;
        while n < self.list.len() {
            let ends = match self.list[n].kind {
                Kind::Mark('.' | '!' | '?' | '…') => true,
                Kind::Word => self.list[n].is(Class::ABBREVIATION) && n + 1 == self.list.len(),
                _ => false,
            };
            n += 1;
            if !ends {
                continue;
            }
            // Closing marks right behind the stop belong to the sentence.
            while n < self.list.len()
                && !self.spaced(n)
                && matches!(self.list[n].kind, Kind::Mark(it) if closes(it))
            {
                n += 1;
            }
            if n < self.list.len() && !self.opens_sentence(n) {
                continue;
            }
            self.sentences.push(start..n);
            start = n;
        }
        if start < self.list.len() {
            self.sentences.push(start..self.list.len());
        }
        for sentence in &self.sentences {
            // The first word behind an opening mark or a dash is the first word of the sentence.
            let first = sentence.clone().find(|n| !matches!(self.list[*n].kind, Kind::Mark(_)));
            if let Some(n) = first {
                self.list[n].first = true;
            }
        }
    }

    /// Whether token `n` is a month with its capital behind a day: «am 3. Mai».
    fn is_month_behind_day(&self, n: usize) -> bool {
        let dates = &self.language.dates;
        let day = || n >= 2 && self.list[n - 2].kind == Kind::Number && self.list[n - 2].span.len() <= 2;
        let capital = dates.capitals && dates.ordinal_stop && self.list[n].capital;
        capital && day() && dates.word(self.low(n)).is_some_and(|it| it.month > 0)
    }

    /// Whether a sentence may begin at token `n`, when a stop stands before it.
    fn opens_sentence(&self, n: usize) -> bool {
        let token = &self.list[n];
        if !self.spaced(n) {
            return false;
        }
        // «14. mars», «17. mai», «2. divisjon»: a number's stop before a small letter makes an ordinal.
        match token.kind {
            Kind::Word if self.is_month_behind_day(n) => false,
            Kind::Word => token.capital || !self.text(n).starts_with(char::is_lowercase),
            Kind::Number => true,
            Kind::Mark(it) if opens(it) || token.dash() => self.list.get(n + 1).is_none_or(|it| {
                it.capital || !it.is_word() || !it.span.of(self.text).starts_with(char::is_lowercase)
            }),
            _ => false,
        }
    }
}

/// Length of the word that `bytes` begin with, if it is of plain letters (ASCII and the Latin letters of two
/// bytes, which is nearly every word of these languages) and ends at a space or at a mark that is part of no word.
fn plain_word(bytes: &[u8]) -> Option<usize> {
    let mut end = 0;
    loop {
        match bytes[end..] {
            [it, ..] if it.is_ascii_alphabetic() => end += 1,
            [0xc3, it, ..] if it != 0x97 && it != 0xb7 => end += 2,
            [b' ' | b'\n' | b'\r' | b'\t' | b',' | b';' | b'!' | b'?' | b'(' | b')' | b'"', ..] | [] => break,
            _ => return None,
        }
    }
    (end > 0).then_some(end)
}

/// Whether a mark can close a quotation or a bracket.
fn closes(mark: char) -> bool {
    matches!(mark, '»' | '”' | '"' | '“' | '’' | '\'' | ')' | ']' | '«' | '›')
}

/// Whether a mark can open a quotation or a bracket.
fn opens(mark: char) -> bool {
    matches!(mark, '«' | '“' | '"' | '„' | '‘' | '\'' | '(' | '[' | '»' | '”' | '‹')
}

/// Marks that have no width and part no words.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{200d}' | '\u{fe0f}')
}

/// Length of the web or mail address that `rest` begins with.
fn address(rest: &str) -> Option<usize> {
    // Nearly no word is one, and that is cheaply seen.
    let mut near = rest.bytes().take(304).take_while(|it| !it.is_ascii_whitespace());
    if !rest.starts_with(['h', 'w']) && !near.any(|it| it == b'@') {
        return None;
    }
    let window = &rest[..rest.char_indices().map(|it| it.0).take_while(|it| *it <= 300).last().unwrap_or(0)];
    let window = if window.len() + 4 > rest.len() { rest } else { window };
    if !window.starts_with(['h', 'w']) && !window.contains('@') {
        return None;
    }
    let word =
        window.split(|it: char| it.is_whitespace() || matches!(it, '<' | '>' | '"' | '«' | '»')).next()?;
    let web = ["http://", "https://", "www."].iter().any(|it| word.starts_with(it));
    let mail = !web && word.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.'));
    if !web && !mail {
        return None;
    }
    Some(word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’']).len())
        .filter(|it| *it > 0)
}
