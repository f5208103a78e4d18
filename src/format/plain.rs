use super::markup::{self, Comment};
use super::shape::{self, is_space, trimmed};
use super::{Format, Piece, Shape, State, chunk_len, front_matter};
use crate::text::{Line, Span, lines};

/// Plain text, by the convention of the "plain article": no markup is needed, what a line is shows in its place
/// and its look. Optional are metadata at the start, links (`[text](address)`, `<address>`) and comments to the
/// desk (`{>>…<<}`).
///
/// ```text
/// date: 2020-01-06
///
/// Slik ble valget
///
/// Av Kari Berg
///
/// OSLO (NTB): Valget er over. {>>kilde: Valgdirektoratet<<}
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Format for Plain {
    fn name(&self) -> &'static str {
        "plain"
    }

    fn chunk(&self, rest: &str, entry: State) -> (usize, State) {
        let len = chunk_len(rest);
        let chunk = &rest[..len];
        let exit = match front_matter::extent(chunk, entry) {
            Some((_, exit)) => exit,
            // Blank lines before the article are no part of it.
            None if entry == State::Start && chunk.trim_matches(is_space).is_empty() => State::Start,
            None => State::Body,
        };
        (len, exit)
    }

    fn pieces(&self, chunk: &str, entry: State, out: &mut Vec<Piece>) {
        let first = out.len();
        let mut body = 0;
        if let Some((len, _)) = front_matter::extent(chunk, entry) {
            let blank = chunk[len..].trim_start_matches(is_space).is_empty();
            body = if blank { chunk.len() } else { len };
            out.push(front_matter::read(&chunk[..body], entry));
        }
        if body < chunk.len() {
            read(&chunk[body..], out);
        }
        if body == 0
            && let Some(words) = front_matter::unclosed(entry)
            && let Some(piece) = out.get_mut(first)
        {
            piece.problem = Some((Span::default(), words));
        }
    }
}

/// What a line of plain text opens, or that it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// Nothing: it may go on with the line before.
    Text,
    /// An item of a list behind a mark of this length.
    Item(usize),
    /// A dash.
    Dash,
    /// A line that is a thing by itself.
    Alone,
}

/// A stretch of lines that is one piece.
#[derive(Clone, Copy, Debug)]
struct Unit {
    /// Where it starts, with the white space before it.
    start: usize,
    /// What is read of it, without a list's mark.
    inner: Span,
    opening: Opening,
}

/// Reads text without metadata.
fn read(text: &str, out: &mut Vec<Piece>) {
    let comments = markup::comments(text);
    let (units, boxed) = units(text, &comments);
    let mut noted = comments.iter().peekable();
    for (n, unit) in units.iter().enumerate() {
        let start = if n == 0 { 0 } else { unit.start };
        let end = units.get(n + 1).map_or(text.len(), |it| it.start);
        let prose = markup::prose(text, unit.inner, &comments);
        let look = shape::look(&prose.text);
        let shape = match (unit.opening, look.shape) {
            (_, Shape::Other | Shape::Tail) => look.shape,
            (Opening::Item(_), _) => Shape::Item,
            // Sentences under the line that opens a box stand in the box.
            (_, Shape::Paragraph | Shape::Turn) if boxed => Shape::Item,
            (_, shape) => shape,
        };
        let mut piece = Piece::bare(end - start, shape);
        if !matches!(shape, Shape::Other | Shape::Tail) {
            piece.map = prose.map.part(Span::new(0, prose.text.len()), start);
            piece.prose = prose.text;
            piece.links = prose.links;
            piece.credit = look.credit.filter(|_| shape == Shape::Caption);
            piece.dateline = look.dateline.filter(|_| shape == Shape::Paragraph);
        }
        while let Some(it) = noted.next_if(|it| (it.span.start as usize) < end) {
            let span = Span::new(it.span.start as usize - start, it.span.end as usize - start);
            piece.comments.push((span, it.text.clone()));
        }
        out.push(piece);
    }
}

/// Cuts text into units: paragraphs whose lines were broken by hand stay together, everything else is one line.
/// Says too whether the first line opens a box (facts, sources) that the others stand in.
fn units(text: &str, comments: &[Comment]) -> (Vec<Unit>, bool) {
    let lines: Vec<Line> = lines(text).filter(|it| !it.text.trim_matches(is_space).is_empty()).collect();
    let mut openings: Vec<Opening> = lines.iter().map(|it| opening(it.text.trim_matches(is_space))).collect();
    let first = lines.first().and_then(|it| shape::label(it.text.trim_matches(is_space)));
    let boxed = matches!(first, Some(Shape::Facts | Shape::Sources));
    lists(&lines, &mut openings, boxed);
    // A line that starts within a comment goes on with the line before, whatever it looks like.
    let mut held = vec![false; lines.len()];
    let mut comment = comments.iter().peekable();
    for (n, line) in lines.iter().enumerate() {
        while comment.next_if(|it| it.span.end as usize <= line.start).is_some() {}
        held[n] = n > 0 && comment.peek().is_some_and(|it| (it.span.start as usize) < line.start);
    }
    let mut out: Vec<Unit> = Vec::new();
    let mut n = 0;
    while n < lines.len() {
        let mut end = n + 1;
        while end < lines.len()
            && (held[end] || (openings[end] == Opening::Text && openings[n] != Opening::Alone))
        {
            end += 1;
        }
        let run = &lines[n..end];
        let width = wrapped(run);
        for (k, line) in run.iter().enumerate() {
            let goes_on = k > 0
                && (held[n + k]
                    || width.is_some_and(|it| is_soft(&run[k - 1], line) || is_full(&run[k - 1], line, it)));
            let inner = trimmed(text, Span::new(line.start, line.start + line.text.len()));
            match out.last_mut().filter(|_| goes_on) {
                Some(unit) => unit.inner.end = inner.end,
                None => {
                    let opening = if k == 0 { openings[n] } else { Opening::Text };
                    let mark = if let Opening::Item(len) = opening { len } else { 0 };
                    let inner = Span::new(inner.start as usize + mark, inner.end as usize);
                    out.push(Unit { start: line.start, inner, opening });
                }
            }
        }
        n = end;
    }
    if out.is_empty() {
        let inner = Span::new(text.len(), text.len());
        out.push(Unit { start: 0, inner, opening: Opening::Alone });
    }
    (out, boxed)
}

/// What a line opens by itself.
fn opening(line: &str) -> Opening {
    if shape::alone(line).is_some_and(|it| it != Shape::Correction) || shape::opens_with_credit(line) {
        Opening::Alone
    } else if let Some(len) = shape::bullet(line) {
        Opening::Item(len)
    } else if let Some((_, len, true)) = shape::number(line) {
        Opening::Item(len)
    } else if shape::dash(line).is_some() {
        Opening::Dash
    } else {
        Opening::Text
    }
}

/// Decides what only several lines together show: numbered lists, and dashes that open items and no speech.
fn lists(lines: &[Line], openings: &mut [Opening], boxed: bool) {
    let bare = |n: usize| lines[n].text.trim_matches(is_space);
    let numbers: Vec<_> = (0..lines.len())
        .filter(|n| openings[*n] == Opening::Text)
        .filter_map(|n| shape::number(bare(n)).map(|(number, len, _)| (n, number, len)))
        .collect();
    if numbers.windows(2).any(|it| it[1].1 == it[0].1 + 1) {
        numbers.iter().for_each(|(n, _, len)| openings[*n] = Opening::Item(*len));
    }
    // Within lines that are broken by hand, a dash may stand first in its line and open nothing.
    for n in 1..lines.len() {
        let aside = |len: usize| bare(n)[len..].starts_with(char::is_lowercase);
        let before = bare(n - 1);
        if openings[n] == Opening::Dash
            && openings[n - 1] == Opening::Text
            && shape::dash(bare(n)).is_some_and(aside)
            && !shape::stops(before)
            && !before.ends_with([':', ';'])
            && before.chars().nth(*WRAPPED.start()).is_some()
        {
            openings[n] = Opening::Text;
        }
    }
    let dashes: Vec<_> = (0..lines.len())
        .filter(|n| openings[*n] == Opening::Dash)
        .filter_map(|n| shape::dash(bare(n)).map(|len| (n, len)))
        .collect();
    let speech = || dashes.iter().any(|(n, len)| shape::speaks(&bare(*n)[*len..]));
    if boxed || (dashes.len() > 1 && !speech()) {
        dashes.iter().for_each(|(n, len)| openings[*n] = Opening::Item(*len));
    }
}

/// Longest line in characters of a text whose lines were broken by hand, and the shortest that its longest may be.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=85;

/// Shortest width at which lines of even length are taken for broken ones.
const FILLED: usize = 55;

/// Whether the lines of a run were broken by hand, to which width: all but the last are short, and most break
/// within a sentence.
fn wrapped(run: &[Line]) -> Option<usize> {
    let (last, broken) = run.split_last()?;
    let length = |it: &Line| it.text.trim_matches(is_space).chars().take(*WRAPPED.end() + 1).count();
    let width = broken.iter().map(length).max()?.max(length(last).min(*WRAPPED.end()));
    let soft = run.windows(2).filter(|it| is_soft(&it[0], &it[1])).count();
    // Where names and nouns begin the lines, their even length tells.
    let full = |it: &[Line]| is_full(&it[0], &it[1], width) && !shape::stops(it[0].text);
    let filled = broken.len() > 1 && width >= FILLED && run.windows(2).all(full);
    let fits = broken.iter().all(|it| length(it) <= *WRAPPED.end());
    // A sentence may also be broken into short lines, up to its stop.
    let sentence = soft == broken.len() && shape::stops(last.text);
    (fits && (sentence || filled || (soft * 2 > broken.len() && WRAPPED.contains(&width)))).then_some(width)
}

/// Whether a sentence goes on from one line to the next.
fn is_soft(line: &Line, next: &Line) -> bool {
    let opens = |it| is_space(it) || matches!(it, '«' | '“' | '”' | '"' | '(' | '–' | '—' | '-');
    let next = next.text.trim_start_matches(opens);
    !shape::stops(line.text) && next.starts_with(char::is_lowercase)
}

/// Whether the first word of the next line had no room in a line of `width` characters.
fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    let word = next.text.trim_start_matches(is_space).split(is_space).next().unwrap_or_default();
    let length = |it: &str| it.chars().take(*WRAPPED.end() + 1).count();
    length(line.text.trim_matches(is_space)) + 1 + length(word) > width
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Key;

    /// Cuts a whole file into pieces, and sees to it that they cover it.
    fn pieces(text: &str) -> Vec<Piece> {
        let mut out = Vec::new();
        let (mut at, mut state) = (0, State::Start);
        while at < text.len() {
            let (len, exit) = Plain.chunk(&text[at..], state);
            Plain.pieces(&text[at..at + len], state, &mut out);
            (at, state) = (at + len, exit);
        }
        assert_eq!(out.iter().map(|it| it.len).sum::<usize>(), text.len());
        let mut at = 0;
        for piece in &out {
            assert_eq!(piece.map.len(), piece.prose.len(), "{piece:?}");
            assert!(
                piece.map.to_source(Span::new(0, piece.prose.len())).end as usize <= piece.len,
                "{piece:?}"
            );
            at += piece.len;
            assert!(text.is_char_boundary(at));
        }
        out
    }

    fn shapes(text: &str) -> Vec<(Shape, String)> {
        pieces(text).into_iter().map(|it| (it.shape, it.prose)).collect()
    }

    fn only(text: &str) -> (Shape, String) {
        let [one] = <[_; 1]>::try_from(shapes(text)).expect("one piece");
        one
    }

    fn metadata(text: &str) -> Vec<(Key, String)> {
        let mut at = 0;
        let mut out = Vec::new();
        for piece in pieces(text) {
            for it in piece.metadata {
                out.push((it.key, it.value.clone()));
                let source = &text[at..at + piece.len];
                assert!(it.span.of(source).contains(it.value.as_str()), "{:?}", it.span.of(source));
            }
            at += piece.len;
        }
        out
    }

    #[test]
    fn metadata_lines() {
        let text =
            "date: 2024-03-14\nLang: nn\nauthor: Kari Vik\ntitle:  Straumen er borte \n\nStraumen er borte\n";
        let expected = [
            (Key::Date, "2024-03-14"),
            (Key::Language, "nn"),
            (Key::Author, "Kari Vik"),
            (Key::Title, "Straumen er borte"),
        ];
        assert_eq!(metadata(text), expected.map(|(key, it)| (key, it.to_owned())));
        assert_eq!(shapes(text)[1], (Shape::Line, "Straumen er borte".to_owned()));
        assert_eq!(metadata("date 2024-03\r\n\r\nHei"), [(Key::Date, "2024-03".to_owned())]);
        assert_eq!(metadata("\u{feff}date 2024\n"), [(Key::Date, "2024".to_owned())]);
        assert_eq!(metadata("\n\n date: 14. mars 2024\n"), [(Key::Date, "14. mars 2024".to_owned())]);
        assert_eq!(metadata("byline Kari Vik\n"), [(Key::Author, "Kari Vik".to_owned())]);
        assert_eq!(
            metadata("slug: straum\nlanguage: en\nstatus: ferdig\n"),
            [(Key::Language, "en".to_owned())]
        );
    }

    #[test]
    fn metadata_in_several_chunks_and_not_behind_the_article() {
        let text = "date: 2024-03\n\nlang: nb\n\nOverskrift\n\ndate: 2025\n";
        assert_eq!(metadata(text).len(), 2);
        assert_eq!(shapes(text).last().map(|it| it.0), Some(Shape::Line));
    }

    #[test]
    fn metadata_and_caption_share_a_line() {
        let text =
            " date 2021-06 STENGT: Broa blei stengd i natt. Foto: Kari Vik / Avisa\n\nBroa er stengd\n";
        let found = pieces(text);
        assert_eq!(found[0].shape, Shape::Metadata);
        assert_eq!(found[0].len, " date 2021-06 ".len());
        assert_eq!(found[1].shape, Shape::Caption);
        assert_eq!(found[1].prose, "STENGT: Broa blei stengd i natt. Foto: Kari Vik / Avisa");
        assert_eq!(found[1].credit.map(|it| it.of(&found[1].prose)), Some("Kari Vik / Avisa"));
        assert_eq!(found[1].map.to_source(Span::new(0, 6)), Span::new(0, 6));
        let (two, lang) = ("date: 2021-06 lang nn «Eg veit ikkje» seier ho\n", "nn".to_owned());
        assert_eq!(metadata(two), [(Key::Date, "2021-06".to_owned()), (Key::Language, lang)]);
        assert_eq!(shapes(two)[1].1, "«Eg veit ikkje» seier ho");
    }

    #[test]
    fn words_that_only_look_like_metadata() {
        for text in
            ["Date night returns\n", "Language no barrier\n", "Author of the week\n", "Byline\n", "dato: 3\n"]
        {
            assert!(metadata(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn front_matter_in_plain_text() {
        let text = "---\ntitle: \"Ærlig talt\"\ndate: 2024-03-14\n---\nOverskrift\n";
        assert_eq!(
            metadata(text),
            [(Key::Title, "Ærlig talt".to_owned()), (Key::Date, "2024-03-14".to_owned())]
        );
        assert_eq!(shapes(text)[1].1, "Overskrift");
        // A ruler is no front matter.
        assert_eq!(shapes("---\nOverskrift\n")[0].0, Shape::Other);
    }

    #[test]
    fn front_matter_with_blank_lines_and_without_end() {
        let text = "---\ntitle: A\n\ndate: 2024\n---\n\nTekst her.\n";
        assert_eq!(metadata(text), [(Key::Title, "A".to_owned()), (Key::Date, "2024".to_owned())]);
        let open = "---\ntitle: A\n\nHer begynner teksten, og ingen lukket.\n\nOg mer.\n";
        let found = pieces(open);
        assert_eq!(found[0].shape, Shape::Metadata);
        assert_eq!(found[1].shape, Shape::Paragraph);
        assert!(found[1].problem.is_some() && found[2].problem.is_none());
    }

    #[test]
    fn headline_subhead_and_paragraph() {
        assert_eq!(only("Broa er stengd\n\n").0, Shape::Line);
        assert_eq!(only("Broa er stengd.").0, Shape::Paragraph);
        assert_eq!(only("– Ikkje eg, sa ho.").0, Shape::Turn);
        let long = "å".repeat(80);
        assert_eq!(only(&long).0, Shape::Line);
        assert_eq!(only(&format!("{long}å")).0, Shape::Paragraph);
        for stop in ['.', '!', ':', ';', ',', '…', '?'] {
            assert_eq!(only(&format!("Broa er stengd{stop}")).0, Shape::Paragraph);
        }
        assert_eq!(only("«Broa er stengd.»").0, Shape::Paragraph);
        assert_eq!(only("Kallar broa «livsfarleg»").0, Shape::Line);
    }

    #[test]
    fn lines_without_blank_ones_between() {
        let text = "Broa er stengd\nAv Kari Vik\nBroa over elva blei stengd i natt.\nIngen kjem over.\n";
        let shapes: Vec<_> = shapes(text).into_iter().map(|it| it.0).collect();
        assert_eq!(shapes, [Shape::Line, Shape::Byline, Shape::Paragraph, Shape::Paragraph]);
    }

    #[test]
    fn lines_broken_by_hand() {
        let text = "Broa over elva blei stengd i natt etter at vatnet hadde\n\
                    stige i tre dagar. Ingen kjem over, og folk må køyre\n\
                    rundt fjorden.\n";
        let (shape, prose) = only(text);
        assert_eq!(shape, Shape::Paragraph);
        assert_eq!(prose, text.trim_end());
        // The same with a headline on top, and each paragraph ending short.
        let whole = format!(
            "Broa er stengd\n{text}Kommunen lovar at ho skal opne att før helga, men trur\nikkje på det sjølv.\n"
        );
        let found: Vec<_> = shapes(&whole).into_iter().map(|it| it.0).collect();
        assert_eq!(found, [Shape::Line, Shape::Paragraph, Shape::Paragraph]);
        assert_eq!(only("Broa er\nstengd i dag,\nseier ho.").1, "Broa er\nstengd i dag,\nseier ho.");
        assert_eq!(shapes("Broa er\nstengd i dag").len(), 2);
        let aside = "Broa over elva blei stengd i natt, etter tre dagar med regn\n\
                     – og ingen veit når ho opnar att – men folk må køyre\n\
                     rundt fjorden.\n";
        assert_eq!(only(aside), (Shape::Paragraph, aside.trim_end().to_owned()));
        let names = "Tysdag kveld møtte dei to partia Kommunelaget i Storelva og\n\
                     Ordførarlista for heile Nordfylket i salen på Storelva Hotell\n\
                     Kari Vik var der.\n";
        assert_eq!(only(names).1, names.trim_end());
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(only(&crlf).1, crlf.trim_end());
        assert_eq!(only(&text.replace('\n', "\r")).1, text.trim_end().replace('\n', "\r"));
    }

    #[test]
    fn long_lines_are_paragraphs_each() {
        let line = "broa over elva blei stengd i natt etter at vatnet hadde stige i tre dagar, og ingen kjem over no";
        assert_eq!(shapes(&format!("{line}\n{line}\n")).len(), 2);
    }

    #[test]
    fn turns_and_items() {
        assert_eq!(only("– Eg veit ikkje, seier Kari Vik.").0, Shape::Turn);
        assert_eq!(only("— I don't know, she said.").0, Shape::Turn);
        assert_eq!(only("- Eg veit ikkje").0, Shape::Turn);
        assert_eq!(only("–Eg veit ikkje").0, Shape::Turn);
        assert_eq!(only("-5 grader i natt").0, Shape::Line);
        let items = "Dette treng du:\n- hammar\n- sag og spikar\n- god tid\n";
        let found = shapes(items);
        assert_eq!(found[1..].iter().map(|it| it.0).collect::<Vec<_>>(), [Shape::Item; 3]);
        assert_eq!(found[2].1, "sag og spikar");
        let speech = "- Eg veit ikkje kva vi gjer.\n- Ikkje eg heller.\n";
        assert_eq!(shapes(speech).iter().map(|it| it.0).collect::<Vec<_>>(), [Shape::Turn; 2]);
        let catchwords = "- Pris: Han ligg høgare enn før.\n- Tid: Det tek to timar no.\n";
        assert_eq!(shapes(catchwords).iter().map(|it| it.0).collect::<Vec<_>>(), [Shape::Item; 2]);
        let small = "- hugs at han er tung.\n- hugs å ta med god tid.\n";
        assert_eq!(shapes(small).iter().map(|it| it.0).collect::<Vec<_>>(), [Shape::Item; 2]);
        let addresses =
            "Kilder\n- [Ein rapport om brua over Storelva](https://example.org)\n- https://example.org/b\n";
        assert_eq!(shapes(addresses).len(), 3);
        let reported = "- Eg veit ikkje, seier Kari Vik\n- Nei\n";
        assert_eq!(shapes(reported).iter().map(|it| it.0).collect::<Vec<_>>(), [Shape::Turn; 2]);
    }

    #[test]
    fn minutes_and_ranges_are_no_speech() {
        for text in ["– 14:30 Møtet opnar", "– 90. min: Mål", "– 2–1 til pause", "– 90’ Slutt", "12–14 Lunsj"]
        {
            assert_eq!(only(text).0, Shape::Line, "{text}");
        }
        assert_eq!(only("– 10–15 personar er skadde.").0, Shape::Paragraph);
        assert_eq!(only("– 10–15 personar er skadde, seier Kari Vik.").0, Shape::Turn);
        assert_eq!(only("– 10.000 kroner er mykje, seier ho.").0, Shape::Turn);
        assert_eq!(only("– 30 prosent er for lite, seier ho.").0, Shape::Turn);
    }

    #[test]
    fn bullets_and_numbers() {
        assert_eq!(only("• hammar"), (Shape::Item, "hammar".to_owned()));
        assert_eq!(only("* hammar"), (Shape::Item, "hammar".to_owned()));
        assert_eq!(only("2) Kjøp sag"), (Shape::Item, "Kjøp sag".to_owned()));
        let list = shapes("1. Kjøp sag\n2. Sag av greina\n");
        assert_eq!(list[1], (Shape::Item, "Sag av greina".to_owned()));
        assert_eq!(only("17. mai blir feira i heile landet.").1, "17. mai blir feira i heile landet.");
        assert_eq!(only("1. Innleiing").0, Shape::Line);
        let dates = shapes("17. mai er fridag.\n18. mai er kvardag.\n");
        assert_eq!(dates.iter().map(|it| it.0).collect::<Vec<_>>(), [Shape::Paragraph; 2]);
    }

    #[test]
    fn boxes_and_tails() {
        let text = "Fakta: Broa\n- Bygd i 1958.\nHo er 210 meter lang.\n\nKilder:\n- [Vegvesenet](https://example.org/bru)\nhttps://example.org\n\n* * * *\n\nIkkje for trykk.\n";
        let found = pieces(text);
        let shapes: Vec<_> = found.iter().map(|it| it.shape).collect();
        let expected = [
            Shape::Facts,
            Shape::Item,
            Shape::Item,
            Shape::Sources,
            Shape::Item,
            Shape::Other,
            Shape::Tail,
            Shape::Paragraph,
        ];
        assert_eq!(shapes, expected);
        assert_eq!(found[4].prose, "Vegvesenet");
        assert_eq!(found[4].links, [(Span::new(0, 10), "https://example.org/bru".to_owned())]);
        assert_eq!(only(":ignore").0, Shape::Tail);
        assert_eq!(only("* * *").0, Shape::Other);
    }

    #[test]
    fn links_and_comments() {
        let text = "Ho [sa det](https://example.org/a_(b)) i går. {>>kilde: NRK, 3. mai<<} Så gjekk ho. <https://example.org> {>>sjekk<<}\n";
        let found = pieces(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].prose, "Ho sa det i går. Så gjekk ho. https://example.org");
        assert_eq!(found[0].shape, Shape::Line);
        let links: Vec<_> =
            found[0].links.iter().map(|it| (it.0.of(&found[0].prose), it.1.as_str())).collect();
        assert_eq!(
            links,
            [("sa det", "https://example.org/a_(b)"), ("https://example.org", "https://example.org")]
        );
        let comments: Vec<_> = found[0].comments.iter().map(|it| (it.0.of(text), it.1.as_str())).collect();
        assert_eq!(comments, [("{>>kilde: NRK, 3. mai<<}", "kilde: NRK, 3. mai"), ("{>>sjekk<<}", "sjekk")]);
        for word in ["gjekk", "sa det", "i går", "https"] {
            let at = found[0].prose.find(word).unwrap();
            let source = found[0].map.to_source(Span::new(at, at + word.len()));
            assert_eq!(source.of(text), word);
        }
    }

    #[test]
    fn brackets_that_are_no_links() {
        for text in [
            "Ho sa [sic] det.",
            "a](b.c) d",
            "[a](b c) d",
            "[a](b",
            "{>>a",
            "a<<}",
            "[]( )",
            "<b>",
            "[1](2) x",
        ] {
            assert_eq!(only(text).1, text);
        }
    }

    #[test]
    fn a_comment_over_several_lines_stays_whole() {
        let text = "Broa er stengd. {>>sjekk\n- dette\nFoto: også<<}\nFoto: Kari Vik\n";
        let found = pieces(text);
        assert_eq!(found[0].prose, "Broa er stengd.");
        assert_eq!(found[0].comments.len(), 1);
        assert_eq!(found[1].shape, Shape::Caption);
        // Alone in its paragraph it leaves no prose.
        let alone = pieces("{>>sjekk alt<<}\n\nTekst.");
        assert_eq!((alone[0].shape, alone[0].comments.len()), (Shape::Other, 1));
    }

    #[test]
    fn any_bytes() {
        let odd = [
            "",
            "\n",
            "\r\r\n",
            "\0",
            "\u{feff}",
            "\u{2028}",
            "a\u{2028}b",
            "---",
            "+++\n",
            "{>>\n\n<<}",
            "–",
            "- ",
            "Foto:",
            "Foto: ",
            "Av ",
            "(",
            "()",
            ":",
            "1. ",
            "**",
            "\u{feff}---\na: b\n",
            "–\u{a0}Æ",
        ];
        for text in odd {
            pieces(text);
        }
        assert_eq!(only("Broa\u{2028}er stengd").1, "Broa\u{2028}er stengd");
        assert_eq!(only("\u{feff}Broa\0").1, "Broa");
    }

    #[test]
    fn long_input_in_linear_time() {
        for part in
            ["[a](", "{>>", "– Nei.\n", "ord ord ord, ord\n", "<http://a", "(", "Foto: ", "date 2020 "]
        {
            assert!(!pieces(&part.repeat(300_000 / part.len())).is_empty());
        }
        assert_eq!(pieces(&"ord ".repeat(5_000_000)).len(), 1);
    }
}
