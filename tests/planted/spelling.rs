//! One letter of a surname taken out, doubled, changed, or put behind its neighbour, where the article names the
//! person for the last time. The person is named in full before, and the surname has five letters or more.

use super::Planted;
use super::labelled::Labelled;
use copydesk::text::Span;

/// Fewest letters of a surname that is changed.
const LETTERS: usize = 5;

pub(crate) fn plant(labelled: &Labelled) -> Vec<Planted> {
    let text = &labelled.text;
    let mut out = Vec::new();
    for (n, named) in labelled.named.iter().enumerate() {
        let Some(first) = named.iter().find(|it| it.of(text).contains(' ')) else { continue };
        let surname = first.of(text).rsplit(' ').next().unwrap_or_default();
        let ends = |it: &&Span| *it > first && it.of(text).split(' ').any(|it| it == surname);
        let Some(last) = named.iter().rfind(ends) else { continue };
        let plain = surname.chars().all(|it| it.is_alphabetic()) && surname.chars().any(char::is_lowercase);
        if surname.chars().count() < LETTERS || !plain {
            continue;
        }
        let wrong = misspelled(surname, text.len() + n);
        let start = last.start as usize + last.of(text).rfind(surname).expect("it has the surname");
        let planted = format!("{}{wrong}{}", &text[..start], &text[start + surname.len()..]);
        let at = Span::new(start, start + wrong.len());
        out.push(Planted { text: planted, at, what: format!("{surname} > {wrong}") });
    }
    out
}

/// A name with one letter wrong, behind the first one; which and how hangs on `dice`.
fn misspelled(name: &str, dice: usize) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = 1 + dice / 4 % (letters.len() - 2);
    match dice % 4 {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, letters[at]),
        2 if letters[at] != letters[at + 1] => letters.swap(at, at + 1),
        _ => letters[at] = if "aeiouyæøå".contains(letters[at]) { 'y' } else { 'r' },
    }
    let out: String = letters.iter().collect();
    // What came out as it went in gets a letter more.
    if out == name { format!("{name}e") } else { out }
}
