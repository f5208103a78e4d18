//! What a stretch of prose looks like by itself: its labels, its opening, its length, its stop.
//!
//! Shared by the formats. Words come from the languages' labels, all languages together.

use super::Shape;
use crate::language::{self, Class, LabelList, labels};
use crate::text::Span;

/// Longest line in characters that can be a headline or a subhead.
const LINE: usize = 80;

/// How far from the end of a caption, in bytes, its credit is looked for.
const CREDIT: usize = 240;

/// What a stretch of prose is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub shape: Shape,
    /// The names in a caption's credit.
    pub credit: Option<Span>,
    /// The dateline a paragraph opens with.
    pub dateline: Option<Span>,
}

impl From<Shape> for Look {
    fn from(shape: Shape) -> Look {
        Look { shape, credit: None, dateline: None }
    }
}

/// Says what a stretch of prose is, which has no white space around it.
pub(super) fn look(prose: &str) -> Look {
    if prose.is_empty() {
        return Shape::Other.into();
    }
    if let Some(shape) = alone(prose) {
        return shape.into();
    }
    if let Some(credit) = caption(prose) {
        return Look { credit, ..Shape::Caption.into() };
    }
    if dash(prose).is_some() {
        return Shape::Turn.into();
    }
    let dateline = dateline(prose);
    if dateline.is_none() && is_line(prose) {
        return Shape::Line.into();
    }
    Look { dateline, ..Shape::Paragraph.into() }
}

/// What a line is that is never part of a longer paragraph: a label, a byline, a ruler, an address.
pub(super) fn alone(line: &str) -> Option<Shape> {
    if let Some(shape) = ruler(line) {
        return Some(shape);
    }
    if is_sign_off(line) || is_address(line) {
        return Some(Shape::Other);
    }
    label(line).or_else(|| (is_byline(line) || is_published(line)).then_some(Shape::Byline))
}

/// White space, and signs that show nothing: control characters of the wire, marks of width zero.
pub(super) fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{feff}' | '\u{200b}')
}

/// The part of `text` at `span` that has no white space around it.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let start = span.start as usize + (whole.len() - whole.trim_start_matches(is_space).len());
    Span::new(start, start + whole.trim_matches(is_space).len())
}

/// Whether a text ends like a sentence, closing marks behind the stop or not.
pub(super) fn stops(text: &str) -> bool {
    let closing = ['»', '”', '"', '“', '’', '\'', ')', ']', '›'];
    text.trim_end_matches(is_space).trim_end_matches(closing).ends_with(['.', '!', '?', '…'])
}

/// Whether a text is one short line that ends like no sentence.
fn is_line(prose: &str) -> bool {
    prose.chars().nth(LINE).is_none()
        && !stops(prose)
        && !prose.ends_with([':', ';', ','])
        && !prose.contains(['\n', '\r'])
}

/// A ruler, or the mark behind which nothing is for publication.
fn ruler(line: &str) -> Option<Shape> {
    if line.starts_with(':') {
        let word = line.split(is_space).next().unwrap_or_default();
        return word.eq_ignore_ascii_case(":ignore").then_some(Shape::Tail);
    }
    if !line.chars().all(|it| is_space(it) || "-–—_*=~#•·.+|/\\".contains(it)) {
        return None;
    }
    let stars = line.split(is_space).filter(|it| !it.is_empty());
    Some(if stars.clone().all(|it| it == "*") && stars.count() >= 4 { Shape::Tail } else { Shape::Other })
}

/// Whether a line is an address of the web and nothing else.
fn is_address(line: &str) -> bool {
    let bare = line.strip_prefix('<').and_then(|it| it.strip_suffix('>')).unwrap_or(line);
    let web = ["http://", "https://", "www."].iter().any(|it| bare.starts_with(it));
    web && !bare.contains(is_space)
}

/// Whether a line is an agency's or a writer's mark under a story: `(NTB)`, `(©NTB-AFP)`, `(Reporting by …)`.
fn is_sign_off(line: &str) -> bool {
    let inner = line.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let short = |it: &str, most: usize| it.chars().nth(most).is_none();
    let agency = |it: &str| {
        let mut words =
            it.split(|it| is_space(it) || matches!(it, '/' | '-' | '–' | ',')).filter(|it| !it.is_empty());
        it.chars().any(char::is_alphabetic)
            && words.all(|it| it.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit()))
    };
    match (inner, line.strip_prefix('©')) {
        (Some(inner), _) => {
            let bare = inner.trim_start_matches('©').trim_matches(is_space);
            let written = starts_with_label(bare, &labels().byline)
                .is_some_and(|it| is_name(bare[it..].split([';', ',']).next().unwrap_or_default()));
            (short(bare, 240) && written) || (short(bare, 24) && agency(bare) && !stops(bare))
        }
        (None, Some(owner)) => short(owner, 40) && agency(owner.trim_matches(is_space)) && !stops(owner),
        (None, None) => false,
    }
}

/// Length of the label that `text` begins with, as one whole word or phrase.
fn starts_with_label(text: &str, labels: &LabelList) -> Option<usize> {
    let mut near = labels.near(text);
    let found = near.find(|it| text.starts_with(it.as_str()) && ends_word(text, it.len()))?;
    Some(found.len())
}

/// Whether no word goes on at `at`.
fn ends_word(text: &str, at: usize) -> bool {
    !text[at..].starts_with(|it: char| it.is_alphanumeric() || matches!(it, '-' | '’' | '\''))
}

/// The line that opens a fact box, a list of sources or a correction.
pub(super) fn label(line: &str) -> Option<Shape> {
    let behind = |it: usize| line[it..].trim_start_matches(is_space);
    let labelled = |it: usize| behind(it).is_empty() || behind(it).starts_with(':');
    if let Some(len) = starts_with_label(line, &labels().facts) {
        // «Fakta om valget», «Fakta i saken:».
        let phrase = line[..len].contains(' ') && is_line(line);
        let announced = line.ends_with(':') && line.chars().nth(LINE).is_none();
        if labelled(len) || ((phrase || announced) && !line.contains(['\n', '\r'])) {
            return Some(Shape::Facts);
        }
    }
    if starts_with_label(line, &labels().sources).is_some_and(labelled) {
        return Some(Shape::Sources);
    }
    let corrects = |len: usize| {
        // «Rettelse 6. januar: …»
        let until = behind(len).find(':').filter(|it| *it <= 40);
        let dated = until.is_some_and(|it| behind(len)[..it].contains(|it: char| it.is_ascii_digit()));
        labelled(len) || dated
    };
    starts_with_label(line, &labels().correction).is_some_and(corrects).then_some(Shape::Correction)
}

/// Whether a line says when the article came out and nothing else: «Publisert: 6. januar 2020 kl. 10.15».
fn is_published(line: &str) -> bool {
    let Some(len) = starts_with_label(line, &labels().published) else { return false };
    let rest = line[len..].trim_start_matches([':', ' ', '\u{a0}']);
    let words = || rest.split(is_space).filter(|it| !it.is_empty());
    let figures = |it: &str| it.starts_with(|it: char| it.is_ascii_digit());
    // The day comes at once, behind a weekday and a small word at most, and little comes behind it.
    words().take(4).any(figures) && words().nth(12).is_none() && !line.contains(['\n', '\r'])
}

/// Whether a line names its writer and says nothing else.
fn is_byline(line: &str) -> bool {
    let Some(len) = starts_with_label(line, &labels().byline) else { return false };
    if line.chars().nth(120).is_some()
        || line.contains(['\n', '\r'])
        || line.ends_with(['.', '!', '?', ':', ';', ',', '…'])
    {
        return false;
    }
    let rest = &line[len..];
    let colon = rest.starts_with(':');
    let names = rest.strip_prefix(':').unwrap_or(rest).trim_start_matches(is_space);
    if names.len() == rest.len() {
        return false;
    }
    // «Av Kari Berg, utenriksredaktør (foto: Ola Li)»: behind the name anything may follow.
    let name = names.split([',', '(', '|']).next().unwrap_or_default().trim_matches(is_space);
    let capital = name.split(is_space).filter(|it| it.starts_with(char::is_uppercase)).count();
    let small = name.split(is_space).filter(|it| it.starts_with(char::is_lowercase)).count();
    let agency =
        capital == 1 && small == 0 && name.chars().filter(|it| it.is_alphabetic()).all(char::is_uppercase);
    let enough = if name.len() < names.len() { small == 0 || colon } else { small < capital };
    is_name(name) && ((colon && capital > 0) || agency || (capital >= 2 && enough))
}

/// Whether a text is one or more names, with what joins names: `Kari Berg og Ola Li`, `Heiko Junge / NTB`.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim_matches(is_space);
    if text.chars().nth(120).is_some()
        || !text.starts_with(|it: char| it.is_uppercase() || matches!(it, '©' | '@'))
    {
        return false;
    }
    text.split(|it| {
        is_space(it) || matches!(it, '/' | '|' | '&' | ',' | ';' | '(' | ')' | '[' | ']' | '–' | '—')
    })
    .filter(|it| !it.is_empty())
    .all(|word| {
        let starts = |it: char| it.is_uppercase() || it.is_numeric() || matches!(it, '©' | '@' | '-');
        let joins = word.chars().nth(3).is_none() && word.chars().all(char::is_lowercase);
        let address = word.contains('@') || word.trim_end_matches('.').contains('.');
        word.starts_with(starts) || joins || address
    })
}

/// Whether a text is a caption, and where in it the photographer is named.
fn caption(prose: &str) -> Option<Option<Span>> {
    if let Some((len, colon)) = credit_label(prose) {
        let names = first_sentence(prose, len);
        // «Video Assistant Referee»: without a colon, one word and a name are not enough.
        let sure = colon || prose[..len].trim_end().contains(' ') || names.of(prose).contains('/');
        if sure && let Some(span) = names_in(prose, names, colon) {
            return Some(Some(span));
        }
        if colon {
            return Some(None);
        }
    }
    // The last stretch may hold a credit: «… i går. Foto: Heiko Junge / NTB».
    let from = prose.len().saturating_sub(CREDIT);
    let from = (from..prose.len()).find(|it| prose.is_char_boundary(*it))?;
    let starts = prose[from..].char_indices().map(|it| from + it.0).skip(1);
    for at in starts.filter(|it| labels().credit.near(&prose[*it..]).next().is_some()) {
        let before = prose[..at].chars().next_back();
        if !before.is_some_and(|it| !it.is_alphanumeric() && !matches!(it, '-' | '’' | '\'')) {
            continue;
        }
        let Some((len, colon)) = credit_label(&prose[at..]) else { continue };
        let left = prose[..at].trim_end_matches(is_space);
        let parted = left.ends_with(['.', '!', '?', '…', '»', '”', '"', ')', '(', '[', '/', '|', '–', '—']);
        if !colon && !parted {
            continue;
        }
        if let Some(span) = names_in(prose, Span::new(at + len, prose.len()), colon) {
            return Some(Some(span));
        }
    }
    None
}

/// Length of the credit's label that `text` begins with, white space and colon included, and whether it has a colon.
fn credit_label(text: &str) -> Option<(usize, bool)> {
    let label = starts_with_label(text, &labels().credit)?;
    let rest = text[label..].trim_start_matches([' ', '\u{a0}']);
    let names = rest.strip_prefix(':').unwrap_or(rest).trim_start_matches(is_space);
    let len = text.len() - names.len();
    (len > label).then_some((len, rest.starts_with(':')))
}

/// Whether a line begins with the label of a credit: `Foto: …`.
pub(super) fn opens_with_credit(line: &str) -> bool {
    credit_label(line).is_some() && caption(line).is_some()
}

/// From `from` to the first stop that ends a sentence; the stops of initials and of `U.S.` do not.
fn first_sentence(text: &str, from: usize) -> Span {
    let end = text[from..].char_indices().find(|(at, letter)| {
        let at = from + at;
        if *letter != '.' || !text[at + 1..].starts_with(is_space) {
            return *letter == '\n';
        }
        let word = text[from..at].rsplit(is_space).next().unwrap_or_default();
        word.chars().nth(2).is_some() && !word.contains('.')
    });
    Span::new(from, end.map_or(text.len(), |it| from + it.0))
}

/// The names of a credit that stand at `span`, without closing brackets and stop.
fn names_in(text: &str, span: Span, colon: bool) -> Option<Span> {
    let span = trimmed(text, span);
    let whole = span.of(text);
    let mut names = whole.trim_end_matches([')', ']']);
    let initial = |it: &str| {
        let mut last = it.chars().rev();
        last.next().is_some_and(char::is_uppercase) && last.next().is_some_and(|it| matches!(it, '.' | ' '))
    };
    if let Some(it) = names.strip_suffix('.')
        && !initial(it)
    {
        names = it.trim_end_matches([')', ']']);
    }
    let words = names.split(is_space).filter(|it| !it.is_empty()).count();
    // «Foto: privat».
    let private = colon && (1..=2).contains(&words) && names.chars().all(|it| it.is_lowercase() || it == ' ');
    let named = is_name(names) && (colon || (words >= 2 && !stops(names)) || names.contains('/'));
    (named || private).then(|| Span::new(span.start as usize, span.start as usize + names.len()))
}

/// Length of the dash that opens a turn of speech, with the white space behind it. Minutes, scores and ranges
/// behind a dash are no speech.
pub(super) fn dash(text: &str) -> Option<usize> {
    let double = text.starts_with("--") && !text.starts_with("---");
    let len = if double { 2 } else { text.chars().next().filter(|it| is_dash(*it))?.len_utf8() };
    let rest = text[len..].trim_start_matches(is_space);
    let spaced = rest.len() < text.len() - len;
    let opens = |it: char| it.is_uppercase() || matches!(it, '«' | '“' | '"');
    if rest.is_empty()
        || rest.starts_with(is_dash)
        || !(spaced || rest.starts_with(opens))
        || (is_clock(rest) && !reports(rest))
    {
        return None;
    }
    Some(text.len() - rest.len())
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '–' | '—' | '―' | '‒' | '−' | '-')
}

/// Whether a text begins with a time, a minute, a score or a range: `14:30`, `90. min:`, `2-1`, `10–12`.
fn is_clock(text: &str) -> bool {
    let rest = text.trim_start_matches(|it: char| it.is_ascii_digit());
    if rest.len() == text.len() {
        return false;
    }
    let digit = |it: &str| it.trim_start().starts_with(|it: char| it.is_ascii_digit());
    let pair = |it: &str| it.bytes().take_while(u8::is_ascii_digit).count() == 2;
    let time = text.len() - rest.len() <= 2 && rest.strip_prefix(['.', ':']).is_some_and(pair);
    let range = rest.trim_start_matches([' ', '.']).strip_prefix(is_dash).is_some_and(digit);
    let minute = rest.starts_with(['\'', '’', '′']);
    let announced = rest.chars().take(14).take_while(|it| *it != '\n').any(|it| it == ':');
    time || range || minute || announced
}

/// Whether the text behind a dash reads like speech: a whole sentence, a question, or a reporting clause.
/// A catchword before a colon («Pris: …») or a small letter opens an item of a list.
pub(super) fn speaks(text: &str) -> bool {
    let colon = text.char_indices().take(40).find(|it| it.1 == ':');
    let listed = text.starts_with(char::is_lowercase)
        || colon.is_some_and(|it| {
            !text[..it.0].contains([',', '.', '?', '!']) && text[it.0 + 1..].starts_with(' ')
        });
    let asks = stops(text) && !text.trim_end_matches(['»', '”', '"', ')']).ends_with(['.', '…']);
    let sentence = stops(text) && text.split_whitespace().nth(3).is_some();
    (!listed && (asks || sentence)) || reports(text)
}

/// Whether a text ends in what looks like a reporting clause: `…, sier Kari Berg`, `…, sier hun.`
pub(super) fn reports(text: &str) -> bool {
    let bare = text.trim_end_matches(|it| is_space(it) || matches!(it, '.' | '!' | '?' | '…' | ':'));
    let Some((before, behind)) = bare.rsplit_once([',', '?', '!']) else { return false };
    let mut words =
        behind.trim_start_matches(|it| is_space(it) || matches!(it, '»' | '”' | '"')).split_whitespace();
    let small = words.next().is_some_and(|it| it.starts_with(char::is_lowercase));
    let (count, named) =
        words.fold((0, false), |(count, named), it| (count + 1, named || it.starts_with(char::is_uppercase)));
    let said = before.split_whitespace().nth(1).is_some();
    small && said && ((named && count <= 12) || (count == 1 && before.split_whitespace().nth(2).is_some()))
}

/// The dateline that a paragraph opens with: `OSLO (NTB):`, `Berlin (dpa) -`, `GROSSETO, Italy (AP) —`.
fn dateline(prose: &str) -> Option<Span> {
    let head = &prose[..prose.char_indices().nth(100).map_or(prose.len(), |it| it.0)];
    let open = head.find('(')?;
    let close = open + head[open..].find(')')?;
    let place = head[..open].trim_end_matches([' ', '\u{a0}']);
    let agency = head[open + 1..close].trim_start_matches('©').trim();
    let behind = &head[close + 1..];
    let bare = behind.trim_start_matches([' ', '\u{a0}']);
    let mark = ["--", ":", "-", "–", "—"].into_iter().find(|it| bare.starts_with(it))?;
    let end = close + 1 + (behind.len() - bare.len()) + mark.len();
    let dash = mark != ":";
    if !prose[end..].starts_with(is_space) || (dash && bare.len() == behind.len()) {
        return None;
    }
    let letters =
        |it: char| it.is_alphanumeric() || matches!(it, ' ' | '/' | '-' | ',' | '.' | '’' | '\'' | '\u{a0}');
    if place.is_empty()
        || place.chars().nth(60).is_some()
        || !place.starts_with(char::is_uppercase)
        || !place.chars().all(letters)
    {
        return None;
    }
    // The town itself, before a country or a date: «WASHINGTON, Jan 6 (Reuters) - ».
    let town = place.split([',', '/']).next().unwrap_or_default();
    let shouted =
        |it: &str| !it.contains(char::is_lowercase) && it.chars().filter(|it| it.is_uppercase()).count() > 1;
    let words = town.split_whitespace().count();
    let capitals = place
        .split([' ', '\u{a0}', '/', '-'])
        .filter(|it| !it.is_empty())
        .all(|it| it.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit()));
    let agencies = !agency.is_empty()
        && agency.chars().nth(24).is_none()
        && agency.chars().all(|it| it.is_alphabetic() || matches!(it, '/' | '-' | ' ' | '©'));
    if !agencies || (!shouted(town) && (words > 3 || !capitals)) {
        return None;
    }
    if shouted(town) {
        return Some(Span::new(0, end));
    }
    // «Ingmar Ljones (KrF): » has the same shape and names a speaker.
    let wire = shouted(agency) || !agency.contains(char::is_uppercase);
    let found = if is_known(agency, Class::PARTY) {
        dash && is_known(town, Class::PLACE)
    } else {
        wire || is_known(town, Class::PLACE)
    };
    found.then(|| Span::new(0, end))
}

/// Whether any shipped language knows a name as one of this class.
fn is_known(name: &str, class: Class) -> bool {
    let mut languages = language::codes().filter_map(language::language);
    languages.any(|it| it.lexicon.name(name).is_some_and(|it| it.class.any(class)))
}

/// Length of the bullet that a line begins with, with the white space behind it. Dashes are not among them.
pub(super) fn bullet(line: &str) -> Option<usize> {
    let sign =
        line.chars().next().filter(|it| matches!(it, '•' | '▪' | '◦' | '‣' | '●' | '■' | '*' | '·'))?;
    let rest = line[sign.len_utf8()..].trim_start_matches(is_space);
    let spaced = rest.len() < line.len() - sign.len_utf8();
    (!rest.is_empty() && (spaced || sign == '•')).then_some(line.len() - rest.len())
}

/// The number that a line of a numbered list begins with, its length with the white space behind it, and
/// whether it is marked by a bracket. «17. mai» is a date.
pub(super) fn number(line: &str) -> Option<(u32, usize, bool)> {
    let behind = line.trim_start_matches(|it: char| it.is_ascii_digit());
    let digits = line.len() - behind.len();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let mark = behind.chars().next().filter(|it| matches!(it, '.' | ')'))?;
    let rest = behind[1..].trim_start_matches(is_space);
    let listed = rest.len() < behind.len() - 1 && !rest.is_empty() && !rest.starts_with(char::is_lowercase);
    listed.then_some((line[..digits].parse().ok()?, line.len() - rest.len(), mark == ')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Shape {
        look(text).shape
    }

    fn credit(text: &str) -> Option<&str> {
        let look = look(text);
        assert!(look.credit.is_none() || look.shape == Shape::Caption);
        look.credit.map(|it| it.of(text))
    }

    #[test]
    fn bylines() {
        for text in [
            "Av Kari Vik",
            "Av Kari Vik og Ola Li",
            "Av NTB",
            "Av: Redaksjonen",
            "Tekst: Kari Vik",
            "By Jane Doe and John Roe",
            "By Jane Doe, political editor",
            "By JANE DOE",
            "Av Kari Vik (tekst) og Ola Li (foto)",
            "Tekst: Kari Vik Foto: Ola Li",
        ] {
            assert_eq!(shape(text), Shape::Byline, "{text}");
        }
        for text in [
            "Av alle partia er dette størst",
            "By Sunday, all had gone",
            "By Monday the bridge was closed",
            "Av Kari Vik.",
            "Avis lagt ned",
            "By",
            "By ",
            "Av Kari Vik\nsom er her",
        ] {
            assert_ne!(shape(text), Shape::Byline, "{text}");
        }
    }

    #[test]
    fn captions_with_credit() {
        assert_eq!(
            credit("Broa blei stengd i natt. Foto: Kari Vik / U.S. Army"),
            Some("Kari Vik / U.S. Army")
        );
        assert_eq!(credit("Broa blei stengd i natt (Foto: Kari Vik / Avisa)"), Some("Kari Vik / Avisa"));
        assert_eq!(credit("Broa blei stengd. Foto: Kari Vik / NTB."), Some("Kari Vik / NTB"));
        assert_eq!(credit("The bridge is closed. Photo by Jane Doe / AP"), Some("Jane Doe / AP"));
        assert_eq!(credit("Broa i natt Foto: Kari Vik"), Some("Kari Vik"));
        assert_eq!(credit("Foto: Kari Vik / Avisa"), Some("Kari Vik / Avisa"));
        assert_eq!(credit("Photo by Jane Doe"), Some("Jane Doe"));
        assert_eq!(credit("Foto: privat"), Some("privat"));
        assert_eq!(credit("Foto: Kari Vik / NTB. Broa blei stengd i natt."), Some("Kari Vik / NTB"));
        assert_eq!(credit("Foto: Kari Vik / U.S. Army"), Some("Kari Vik / U.S. Army"));
        assert_eq!(credit("– Stengd, seier ho. Foto: Åse Østby"), Some("Åse Østby"));
    }

    #[test]
    fn captions_without_a_name() {
        let look = look("Foto: Slik såg det ut då broa blei stengd i natt.");
        assert_eq!((look.shape, look.credit), (Shape::Caption, None));
    }

    #[test]
    fn words_that_are_no_credit() {
        for text in [
            "Photo finish in Oslo",
            "Video Assistant Referee",
            "Fotografen Kari Vik er her",
            "Ho tok eit foto: Kari Vik",
            "Ho sa det på Foto: det var slik at ingen visste noko om det",
            "He loves Photo Booths",
        ] {
            assert_ne!(shape(text), Shape::Caption, "{text}");
        }
    }

    #[test]
    fn labels_that_open_boxes() {
        for text in ["Fakta", "Fakta:", "Fakta: Broa", "FAKTA", "Fakta om broa", "Fakta i saka:", "Factbox"] {
            assert_eq!(shape(text), Shape::Facts, "{text}");
        }
        for text in ["Kilde: NTB", "Kilder:", "Kilder", "Kjelder: NRK, VG", "Sources"] {
            assert_eq!(shape(text), Shape::Sources, "{text}");
        }
        for text in [
            "Rettelse: Broa er open.",
            "Rettelse",
            "Correction, March 3: The bridge is open.",
            "Editor’s note: No.",
        ] {
            assert_eq!(shape(text), Shape::Correction, "{text}");
        }
        for text in [
            "Fakta taper",
            "Fakta er at broa er stengd.",
            "Kilder sier",
            "Kilden",
            "Rettelser trengs",
            "Sources say so.",
        ] {
            assert!(matches!(shape(text), Shape::Line | Shape::Paragraph), "{text}");
        }
    }

    #[test]
    fn datelines() {
        for (text, dateline) in [
            ("OSLO (NTB): Broa er stengd.", "OSLO (NTB):"),
            ("Oslo/Bergen (NTB-AFP): Broa er stengd.", "Oslo/Bergen (NTB-AFP):"),
            ("Berlin (dpa) - The bridge is closed.", "Berlin (dpa) -"),
            ("GROSSETO, Italy (AP) — The bridge is closed.", "GROSSETO, Italy (AP) —"),
            ("WASHINGTON, Jan 6 (Reuters) - The bridge is closed.", "WASHINGTON, Jan 6 (Reuters) -"),
            ("New York (©NTB): Broa er stengd", "New York (©NTB):"),
        ] {
            let look = look(text);
            assert_eq!(look.shape, Shape::Paragraph, "{text}");
            assert_eq!(look.dateline.map(|it| it.of(text)), Some(dateline));
        }
        for text in [
            "Ingmar Ljones (KrF): Broa er stengd.",
            "Broa (Drammen): Stengd.",
            "Kari Vik (42) – lærar.",
            "Ho (NTB) sa det.",
            "broa (NTB): Stengd.",
            "OSLO (NTB):",
            "(NTB): Stengd.",
            "OSLO (ÅØ",
        ] {
            assert_eq!(look(text).dateline, None, "{text}");
        }
    }

    #[test]
    fn what_stands_around_the_article() {
        for text in [
            "(NTB)",
            "(©NTB)",
            "(NTB-AFP)",
            "©NTB",
            "(Reporting by Jane Doe; editing by John Roe)",
            "https://example.org/a",
            "---",
            "–",
            "<https://a.no>",
        ] {
            assert_eq!(shape(text), Shape::Other, "{text}");
        }
        for text in ["* * * *", "*  *  *  *  *", ":ignore", ":IGNORE resten"] {
            assert_eq!(shape(text), Shape::Tail, "{text}");
        }
        for text in ["(Saka blir oppdatert)", "NTB", "https://example.org er nede", "»", ":ignorert"] {
            assert!(matches!(shape(text), Shape::Line), "{text}");
        }
    }

    #[test]
    fn speech_behind_a_dash() {
        for text in [
            "Eg veit ikkje kva vi gjer.",
            "Og så?",
            "Nei!",
            "Nei vel, seier Kari Vik",
            "Eg veit ikkje, seier ho",
            "«Kva no?»",
        ] {
            assert!(speaks(text), "{text}");
        }
        for text in [
            "hammar",
            "sag, spikar og lim",
            "Ta med sag.",
            "Pris: Han ligg no på ti kroner.",
            "hugs å ta med deg alt.",
            "",
            ",",
        ] {
            assert!(!speaks(text), "{text}");
        }
    }

    #[test]
    fn numbers_of_lists() {
        assert_eq!(number("1. Kjøp"), Some((1, 3, false)));
        assert_eq!(number("12) kjøp"), None);
        assert_eq!(number("12) Kjøp"), Some((12, 4, true)));
        for text in ["17. mai", "2024. Ja", "1.5 Ja", "1.", "Kjøp", ". Ja"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn no_text_is_too_odd() {
        for text in [
            "(Å)",
            "Å (Å): Å",
            "-Å",
            "--",
            "— ",
            "Foto:Å",
            "Å Foto: Å",
            "©",
            "(©)",
            "Av Å",
            "Rettelse Å: Å",
            "1:Å",
        ] {
            look(text);
            bullet(text);
            number(text);
            speaks(text);
        }
    }
}
