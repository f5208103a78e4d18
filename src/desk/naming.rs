//! A person's old name and the new one: which words of the one become which of the other.

use crate::language::{Class, Genitive, Language};
use crate::text::Span;

/// One word of a name where the article writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// Without the ending. Bytes of the text it was read from.
    pub span: Span,
    /// Which word of the full name it is.
    pub word: usize,
    /// The genitive ending behind it; empty if there is none.
    pub ending: Span,
}

/// The words that `text` begins with, `len` bytes of it, each as a word of the name `full`; `None` if they are no form
/// of it. A form leaves words out («Nesbakk»), has them in capitals («NESBAKK») or as initials («K. Nesbakk»), and may
/// have a genitive ending, in these bytes or behind them.
pub(super) fn read(text: &str, len: usize, full: &[&str], genitive: &Genitive) -> Option<Vec<Written>> {
    let words = bare(&text[..len]);
    let last = words.len().checked_sub(1)?;
    let mut out: Vec<Written> = Vec::with_capacity(words.len());
    for (n, &span) in words.iter().enumerate() {
        let from = out.last().map_or(0, |it| it.word + 1);
        let (start, end) = (span.start as usize, span.end as usize);
        let word = span.of(text);
        // One word alone is rather the surname than the first name.
        let find = |it: &str| {
            let mut fits = (from..full.len()).filter(|at| is_form(it, full[*at], last > 0));
            if last == 0 { fits.next_back() } else { fits.next() }
        };
        if let Some(at) = find(word) {
            let behind = if n == last { ending(word, &text[end..], genitive) } else { 0 };
            out.push(Written { span, word: at, ending: Span::new(end, end + behind) });
            continue;
        }
        // What was taken for a part of the name may be its ending.
        let mut stems = ENDINGS.iter().filter_map(|it| word.strip_suffix(it));
        let (stem, at) = stems.find_map(|it| Some((it, find(it)?))).filter(|_| n == last)?;
        let middle = start + stem.len();
        out.push(Written { span: Span::new(start, middle), word: at, ending: Span::new(middle, end) });
    }
    Some(out)
}

/// The words of a name without what only tells its bearer from others of the same name: «III», «Jr.».
pub(super) fn bare(name: &str) -> Vec<Span> {
    let start = |it: &str| it.as_ptr() as usize - name.as_ptr() as usize;
    let span = |it: &str| Span::new(start(it), start(it) + it.len());
    let mut words: Vec<Span> = name.split_whitespace().map(span).collect();
    let is_numeral = |it: &str| it.ends_with('.') || it.chars().all(|it| matches!(it, 'I' | 'V' | 'X'));
    while words.len() > 1 && words.last().is_some_and(|it| is_numeral(it.of(name))) {
        words.pop();
    }
    words
}

/// Endings of the genitive as texts have them, longest first.
const ENDINGS: [&str; 8] = ["’s", "'s", "’S", "'S", "s", "S", "’", "'"];

/// Length of the genitive ending that `rest` begins with, behind the name `name`.
fn ending(name: &str, rest: &str, genitive: &Genitive) -> usize {
    let goes_on = |it: &str| it.starts_with(|it: char| it.is_alphanumeric() || it == '-');
    let fits = |it: &&&str| {
        let apostrophe = matches!(**it, "’" | "'");
        // A bare apostrophe is mostly a mark that closes.
        let bare = || genitive.hisses(name) && rest[it.len()..].starts_with(' ');
        rest.starts_with(**it) && !goes_on(&rest[it.len()..]) && (!apostrophe || bare())
    };
    ENDINGS.iter().find(fits).map_or(0, |it| it.len())
}

/// Whether `written` is `word`, in capitals, or, where other words stand beside it, as an initial.
fn is_form(written: &str, word: &str, beside: bool) -> bool {
    if written == word || written == capital(word) || (is_shouted(written) && written == word.to_uppercase())
    {
        return true;
    }
    let initial = written.strip_suffix('.').filter(|it| it.chars().count() == 1);
    beside && initial.is_some_and(|it| word.starts_with(it) && !word.ends_with('.'))
}

/// A text with a capital, as it opens a sentence: «Von der Heide».
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().collect::<String>() + letters.as_str())
}

/// Whether a word of two letters or more has nothing but capitals.
fn is_shouted(word: &str) -> bool {
    word.chars().filter(|it| it.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase)
}

/// What a name becomes.
#[derive(Debug)]
pub(super) struct Naming<'a> {
    old: Vec<&'a str>,
    /// The old word that the surname begins with.
    surname: usize,
    new: New,
    language: &'a Language,
    /// Whether the text has its apostrophes straight.
    straight: bool,
}

#[derive(Debug)]
enum New {
    /// For each word of the old name one.
    Words(Vec<String>),
    /// First names and surname, of other lengths than the old ones.
    Parts(Vec<String>, Vec<String>),
}

/// Half a name was given where a whole one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Half;

impl<'a> Naming<'a> {
    /// What becomes of the name `old` when the form of it that is made of the words `form` is to be `new`.
    ///
    /// As many words as the form has take its words' places, and the rest of the name stays: a new surname for a
    /// surname. Otherwise they are a whole new name, whose surname is its last word with what belongs to it («von»).
    pub(super) fn new(
        old: Vec<&'a str>,
        surname: usize,
        form: &[usize],
        new: &[&str],
        language: &'a Language,
    ) -> Result<Naming<'a>, Half> {
        let words: Vec<String> = new.iter().map(|it| (*it).to_owned()).collect();
        let particle = |it: &str| language.lexicon.word(it).is_some_and(|it| it.class.any(Class::PARTICLE));
        let leading = words.iter().rev().skip(1).take_while(|it| particle(it)).count();
        let split = words.len().saturating_sub(1 + leading);
        let is_surname = form.iter().all(|it| *it >= surname) && surname > 0;
        let alike = words.len() == form.len()
            && words.iter().zip(form).all(|(new, at)| particle(new) == particle(old[*at]));
        let old_given = || old[..surname].iter().map(|it| (*it).to_owned()).collect();
        let new = if alike {
            let mut all: Vec<String> = old.iter().map(|it| (*it).to_owned()).collect();
            form.iter().zip(words).for_each(|(at, it)| all[*at] = it);
            New::Words(all)
        } else if old.len() == 1 {
            New::Parts(Vec::new(), words)
        } else if split > 0 {
            let surname = words[split..].to_vec();
            New::Parts(words[..split].to_vec(), surname)
        } else if is_surname {
            New::Parts(old_given(), words)
        } else {
            return Err(Half);
        };
        Ok(Naming { old, surname, new, language, straight: false })
    }

    /// For a text that has its apostrophes straight.
    pub(super) fn straight(self, straight: bool) -> Naming<'a> {
        Naming { straight, ..self }
    }

    /// What to write where a form of the old name stands in `text`: each stretch with its new words, in order.
    pub(super) fn edits(&self, text: &str, form: &[Written]) -> Vec<(Span, String)> {
        let mut out = Vec::new();
        let mut put = |part: &[Written], new: String| {
            let (Some(first), Some(last)) = (part.first(), part.last()) else { return };
            let span = first.span.cover(last.span);
            let loud = part.iter().all(|it| is_shouted(it.span.of(text)))
                && !part.iter().all(|it| is_shouted(self.old[it.word]));
            let new = if loud { new.to_uppercase() } else { new };
            if !last.ending.is_empty() {
                let ending = self.ending(last, text, &new, loud);
                if span.of(text) != new || last.ending.of(text) != ending {
                    out.push((span.cover(last.ending), new + &ending));
                }
            } else if span.of(text) != new {
                out.push((span, new));
            }
        };
        match &self.new {
            New::Words(new) => {
                for it in form {
                    let word = &new[it.word];
                    let initial = is_initial(it.span.of(text)) && !is_initial(self.old[it.word]);
                    put(&[*it], if initial { initial_of(word) } else { word.clone() });
                }
            }
            New::Parts(given, surname) => {
                let at = form.partition_point(|it| it.word < self.surname);
                let (first, last) = form.split_at(at);
                let whole = first.len() == self.surname;
                // A first name alone is the first of them; initials and middle names are for the full form.
                let alone = last.is_empty() || !whole;
                let initials =
                    first.iter().all(|it| is_initial(it.span.of(text)) && !is_initial(self.old[it.word]));
                let new = match given.first() {
                    // Nobody had a first name here before, so nobody is called by it.
                    None => String::new(),
                    Some(it) if initials => initial_of(it),
                    Some(it) if alone && first.len() <= 1 => it.clone(),
                    Some(_) => given.join(" "),
                };
                let stays = given.iter().eq(&self.old[..self.surname]);
                if !stays {
                    put(first, new);
                }
                let part = last.len() < self.old.len() - self.surname;
                let few = if part { &surname[surname.len() - 1..] } else { surname };
                put(last, few.join(" "));
            }
        }
        out
    }

    /// The genitive ending of a new name in the place of an old one: the same, unless the names need different ones.
    fn ending(&self, old: &Written, text: &str, new: &str, loud: bool) -> String {
        let genitive = &self.language.genitive;
        let written = old.ending.of(text);
        if genitive.hisses(old.span.of(text)) == genitive.hisses(new) {
            return written.to_owned();
        }
        let ending = genitive.of(new);
        let ending = if self.straight { ending.replace('’', "'") } else { ending.to_owned() };
        let small = written.chars().any(char::is_lowercase);
        if loud && !small { ending.to_uppercase() } else { ending }
    }
}

/// Whether a word is a letter with its stop.
pub(super) fn is_initial(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|it| it.chars().count() == 1)
}

fn initial_of(word: &str) -> String {
    word.chars().next().map_or_else(String::new, |it| format!("{it}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::language;

    /// A text with every form of `old` in it renamed, when `form` (words of `old`) becomes `new`.
    fn renamed(text: &str, old: &str, surname: usize, form: &[usize], new: &str) -> Option<String> {
        let language = language("nb").expect("it is shipped");
        let full: Vec<&str> = old.split(' ').collect();
        let new: Vec<&str> = new.split(' ').collect();
        let naming = Naming::new(full.clone(), surname, form, &new, language).ok()?.straight(true);
        let written = read(text, text.len(), &full, &language.genitive)?;
        let mut out = text.to_owned();
        for (span, new) in naming.edits(text, &written).into_iter().rev() {
            out.replace_range(span.start as usize..span.end as usize, &new);
        }
        Some(out)
    }

    #[test]
    fn forms_stay_what_they_are() {
        let old = "Kari Anne Nesbakk";
        for (text, want) in [
            ("Kari Anne Nesbakk", "Inger Holm"),
            ("Kari Nesbakk", "Inger Holm"),
            ("Kari Anne", "Inger"),
            ("Kari", "Inger"),
            ("K. Nesbakk", "I. Holm"),
            ("K. A. Nesbakks", "I. Holms"),
            ("NESBAKK", "HOLM"),
            ("Nesbakk's", "Holm's"),
        ] {
            assert_eq!(renamed(text, old, 2, &[0, 1, 2], "Inger Holm").as_deref(), Some(want), "{text}");
        }
        for text in ["Nesbak", "Kari Storli", "Nesbakk Kari", ""] {
            assert_eq!(renamed(text, old, 2, &[0, 1, 2], "Inger Holm"), None, "{text}");
        }
    }

    #[test]
    fn half_a_name_is_refused_for_a_whole_one() {
        for (form, new, fits) in [
            (&[0, 1][..], "Holm", false),
            (&[0, 1], "von Holm", false),
            (&[1], "Holm", true),
            (&[1], "von Holm", true),
            (&[0], "Inger", true),
        ] {
            assert_eq!(
                renamed("Kari Nesbakk", "Kari Nesbakk", 1, form, new).is_some(),
                fits,
                "{form:?} {new}"
            );
        }
    }

    #[test]
    fn numerals_are_no_part_of_a_name() {
        let words = |it: &'static str| bare(it).into_iter().map(|span| span.of(it)).collect::<Vec<_>>();
        assert_eq!(words("Robert Holm Jr."), ["Robert", "Holm"]);
        assert_eq!(words("Gregor XIII"), ["Gregor"]);
        assert_eq!(words("X"), ["X"]);
    }
}
