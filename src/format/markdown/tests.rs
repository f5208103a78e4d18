//! Tests of Markdown: what shape each block takes, and where its words stand in the source.

use super::*;
use crate::format::Key;

/// Cuts a whole file into pieces, and sees to it that they cover it and that their maps hold.
fn pieces(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let (mut at, mut state) = (0, State::Start);
    while at < text.len() {
        let (len, exit) = Markdown.chunk(&text[at..], state);
        Markdown.pieces(&text[at..at + len], state, &mut out);
        (at, state) = (at + len, exit);
    }
    assert_eq!(out.iter().map(|it| it.len).sum::<usize>(), text.len());
    let mut at = 0;
    for piece in &out {
        assert_eq!(piece.map.len(), piece.prose.len(), "{piece:?}");
        let whole = piece.map.to_source(Span::new(0, piece.prose.len()));
        assert!(whole.end as usize <= piece.len, "{piece:?}");
        for (span, _) in &piece.comments {
            assert!(span.end as usize <= piece.len, "{piece:?}");
        }
        at += piece.len;
        assert!(text.is_char_boundary(at));
    }
    out
}

fn shapes(text: &str) -> Vec<(Shape, String)> {
    pieces(text).into_iter().map(|it| (it.shape, it.prose)).collect()
}

fn only(text: &str) -> (Shape, String) {
    let found = shapes(text);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

fn shape_list(text: &str) -> Vec<Shape> {
    shapes(text).into_iter().map(|it| it.0).collect()
}

/// What the source of the first piece says where its prose says `words`.
fn source_of<'t>(text: &'t str, piece: &Piece, words: &str) -> &'t str {
    let at = piece.prose.find(words).unwrap();
    piece.map.to_source(Span::new(at, at + words.len())).of(text)
}

#[test]
fn front_matter() {
    let text = "---\ntitle: \"Ærleg tale\"\ndate: 2024-03-14\nlang: nn\nauthors:\n  - name: Kari Vik\n  - Åse Li\ntags: [a, b]\n---\n\n# Ærleg tale\n";
    let found = pieces(text);
    assert_eq!(found[0].shape, Shape::Metadata);
    let entries: Vec<_> =
        found[0].metadata.iter().map(|it| (it.key, it.value.as_str(), it.span.of(text))).collect();
    let expected = [
        (Key::Title, "Ærleg tale", "Ærleg tale"),
        (Key::Date, "2024-03-14", "2024-03-14"),
        (Key::Language, "nn", "nn"),
        (Key::Author, "Kari Vik", "Kari Vik"),
        (Key::Author, "Åse Li", "Åse Li"),
    ];
    assert_eq!(entries, expected);
    assert_eq!((found[1].shape, found[1].prose.as_str()), (Shape::Heading(1), "Ærleg tale"));
    assert!(found[0].problem.is_none());
}

#[test]
fn broken_front_matter_is_told_and_read_as_far_as_it_goes() {
    let text = "---\ntitle: Æsj: feil\ndate: 2024-03-14\n---\nTekst.\n";
    let found = pieces(text);
    let (span, words) = found[0].problem.clone().expect("a problem");
    assert!(span.of(text).starts_with(": feil"), "{:?}", span.of(text));
    assert!(!words.is_empty() && !words.contains(" at line "), "{words}");
    assert_eq!(found[0].metadata.iter().map(|it| it.key).collect::<Vec<_>>(), [Key::Title, Key::Date]);
    assert_eq!(found[1].prose, "Tekst.");
    for twice in ["---\ntitle: a\ntitle: b\n---\n", "---\ntitle: [a\n---\n", "---\na: b\n- c\n---\n"] {
        assert!(pieces(twice)[0].problem.is_some(), "{twice}");
    }
    for fine in
        ["---\n---\n", "---\n# Ingenting\n---\n", "---\ndate: 2024\ndraft: true\n---\n", "---\ntitle:\n---\n"]
    {
        assert!(pieces(fine)[0].problem.is_none(), "{fine}");
    }
}

#[test]
fn toml_front_matter() {
    let text = "+++\ntitle = \"Ærleg tale\"\ndate = 2024-03-14\n[params]\n\nx = 1\n+++\n\nTekst.\n";
    let found = pieces(text);
    let shapes: Vec<_> = found.iter().map(|it| it.shape).collect();
    assert_eq!(shapes, [Shape::Metadata, Shape::Metadata, Shape::Paragraph]);
    assert_eq!(
        found[0].metadata.iter().map(|it| it.value.as_str()).collect::<Vec<_>>(),
        ["Ærleg tale", "2024-03-14"]
    );
}

#[test]
fn metadata_lines_as_in_plain_text() {
    let found = pieces(" date 2021-06 STENGT: Broa er stengd. Foto: Kari Vik\n\nBroa er stengd\n");
    assert_eq!(found[0].metadata.len(), 1);
    assert_eq!(found[1].shape, Shape::Caption);
    assert_eq!(found[1].credit.map(|it| it.of(&found[1].prose)), Some("Kari Vik"));
}

#[test]
fn headings() {
    assert_eq!(only("## Broa *er* stengd ##\n"), (Shape::Heading(2), "Broa er stengd".to_owned()));
    assert_eq!(only("Broa er stengd\n===\n"), (Shape::Heading(1), "Broa er stengd".to_owned()));
    assert_eq!(only("Broa er stengd\n---\n\n").0, Shape::Heading(2));
    assert_eq!(
        shape_list("Broa er stengd.\n\n---\n\nNeste.\n"),
        [Shape::Paragraph, Shape::Other, Shape::Paragraph]
    );
    assert_eq!(only("\u{feff}# Tittel\n").0, Shape::Heading(1));
    assert_eq!(only("## Fakta\n").0, Shape::Facts);
    assert_eq!(only("### Kilder:\n").0, Shape::Sources);
    assert_eq!(shape_list("# Tittel\nTekst kjem her.\n"), [Shape::Heading(1), Shape::Paragraph]);
}

#[test]
fn emphasis_links_escapes_and_entities() {
    let text = "Ho **sa** det [i _går_](https://example.org) til \\*NRK\\* &amp; VG &#8211; \\\nseint.\n";
    let found = pieces(text);
    assert_eq!(found[0].prose, "Ho sa det i går til *NRK* & VG – \nseint.");
    assert_eq!(found[0].links, [(Span::new(10, 16), "https://example.org".to_owned())]);
    assert_eq!(source_of(text, &found[0], "sa"), "sa");
    assert_eq!(source_of(text, &found[0], "går"), "går");
    assert_eq!(source_of(text, &found[0], "*NRK"), "*NRK");
    assert_eq!(source_of(text, &found[0], "&"), "&amp;");
    assert_eq!(source_of(text, &found[0], "– "), "&#8211; ");
    assert_eq!(source_of(text, &found[0], "Ho sa"), "Ho **sa");
    assert_eq!(only("<b>bygg</b>ingen er ferdig.").1, "byggingen er ferdig.");
    assert_eq!(only("1. **Ja:** Det er så.").1, "Ja: Det er så.");
    assert_eq!(only("Sjå <https://example.org> no.").1, "Sjå https://example.org no.");
}

#[test]
fn reference_links() {
    let text = "Ho [sa][b] det [sic], og [NRK] melde det.[^1]\n";
    let found = pieces(text);
    assert_eq!(found[0].prose, "Ho sa det [sic], og [NRK] melde det.");
    assert_eq!(found[0].links, [(Span::new(3, 5), "b".to_owned())]);
    let known = pieces("Ho [sa][b] det.\n[b]: https://example.org\n\n[b]: https://example.org\n");
    assert_eq!(known.last().map(|it| it.shape), Some(Shape::Other));
}

#[test]
fn line_breaks_are_white_space() {
    assert_eq!(only("Ein og  \nto og\ntre.\n").1, "Ein og  \nto og\ntre.");
    assert_eq!(only("Ein og\r\nto.\r\n").1, "Ein og\r\nto.");
    assert_eq!(only("Ein<br>to.").1, "Ein\nto.");
}

#[test]
fn code_and_comments_are_no_prose() {
    assert_eq!(only("Skriv `ls -l` no.").1, "Skriv no.");
    assert_eq!(only("    fn main() {}\n").0, Shape::Other);
    let text = "Før.\n\n```rust\nlet a;\n\nlet b;\n```\nEtter.\n";
    assert_eq!(shape_list(text), [Shape::Paragraph, Shape::Other, Shape::Other, Shape::Paragraph]);
    assert_eq!(only("~~~\nikkje lukka\n").0, Shape::Other);
    let comment = "Før.\n\n<!-- ikkje\n\nprosa --> heller ikkje\n\nEtter.\n";
    assert_eq!(shape_list(comment), [Shape::Paragraph, Shape::Other, Shape::Other, Shape::Paragraph]);
    let inline = "Ho sa <!-- sjekk --> det.\n";
    let found = pieces(inline);
    assert_eq!(found[0].prose, "Ho sa det.");
    assert_eq!(found[0].comments[0].0.of(inline), "<!-- sjekk -->");
    assert_eq!(found[0].comments[0].1, "sjekk");
    let alone = pieces("<!-- copydesk-ignore-next -->\nTekst.\n");
    assert_eq!((alone[0].shape, alone[0].comments.len()), (Shape::Other, 1));
    assert_eq!(alone[1].prose, "Tekst.");
    let script = "<script>\nlet a;\n\nlet b;\n</script>\n\nTekst.\n";
    assert_eq!(shape_list(script), [Shape::Other, Shape::Other, Shape::Paragraph]);
    assert_eq!(shape_list("{{< figure src=\"a.jpg\" >}}\n\nTekst.\n"), [Shape::Other, Shape::Paragraph]);
}

#[test]
fn comments_to_the_desk() {
    let text = "Ho *sa* det. {>>kilde: *NRK*, 3. mai<<} Så gjekk\nho. {>>sjekk\ndato<<}\n";
    let found = pieces(text);
    assert_eq!(found[0].prose, "Ho sa det. Så gjekk\nho.");
    let comments: Vec<_> = found[0].comments.iter().map(|it| (it.0.of(text), it.1.as_str())).collect();
    assert_eq!(
        comments,
        [("{>>kilde: *NRK*, 3. mai<<}", "kilde: *NRK*, 3. mai"), ("{>>sjekk\ndato<<}", "sjekk\ndato")]
    );
    assert_eq!(source_of(text, &found[0], "gjekk"), "gjekk");
    let alone = pieces("{>>sjekk alt<<}\n\nTekst.\n");
    assert_eq!((alone[0].shape, alone[0].comments.len()), (Shape::Other, 1));
    assert_eq!(only("{>>ny<<} Ho sa det.\n").1, "Ho sa det.");
}

#[test]
fn a_dash_opens_speech_or_a_list() {
    let speech = only("- Eg veit ikkje, seier Kari Vik.\n");
    assert_eq!(speech, (Shape::Turn, "- Eg veit ikkje, seier Kari Vik.".to_owned()));
    assert_eq!(only("- Eg *veit* ikkje kva vi gjer.\n").1, "- Eg veit ikkje kva vi gjer.");
    assert_eq!(only("- hammar\n"), (Shape::Item, "hammar".to_owned()));
    assert_eq!(only("* Eg veit ikkje, seier Kari Vik.\n").0, Shape::Item);
    assert_eq!(only("– Eg veit ikkje, seier Kari Vik.\n").0, Shape::Turn);
    assert_eq!(shape_list("– Eg veit ikkje.\n– Ikkje eg heller.\n"), [Shape::Turn, Shape::Turn]);
    assert_eq!(shape_list("- Hugs hammar og sag.\n- Hugs spikar og lim.\n"), [Shape::Item, Shape::Item]);
    assert_eq!(
        shape_list("- Eg veit ikkje, seier Kari Vik.\n- Nei vel, seier Åse Li.\n"),
        [Shape::Turn, Shape::Turn]
    );
    let text = "Ho nølte.\n- Eg veit ikkje, seier Kari Vik.\n";
    assert_eq!(shape_list(text), [Shape::Paragraph, Shape::Turn]);
}

#[test]
fn a_date_is_no_list() {
    let text = "17. mai blir *feira* i heile landet.\n";
    let found = pieces(text);
    assert_eq!(
        (found[0].shape, found[0].prose.as_str()),
        (Shape::Paragraph, "17. mai blir feira i heile landet.")
    );
    assert_eq!(source_of(text, &found[0], "17. mai"), "17. mai");
    let torn = "Fristen er sett til\n1. mai for alle som søkjer\ni år.\n";
    assert_eq!(only(torn), (Shape::Paragraph, torn.trim_end().to_owned()));
    assert_eq!(shape_list("1. Kjøp sag\n2. Sag greina\n"), [Shape::Item, Shape::Item]);
    assert_eq!(only("1. Kjøp sag\n"), (Shape::Item, "Kjøp sag".to_owned()));
    assert_eq!(only("2024. Det var året.\n").1, "2024. Det var året.");
}

#[test]
fn lists_across_chunks() {
    let text = "- hammar\n\n  Han er tung.\n\n- sag\n\n        kode\n\nTekst her no.\n";
    let found = shapes(text);
    let expected = [Shape::Item, Shape::Item, Shape::Item, Shape::Other, Shape::Paragraph];
    assert_eq!(found.iter().map(|it| it.0).collect::<Vec<_>>(), expected);
    assert_eq!(found[1].1, "Han er tung.");
    assert_eq!(
        shapes("* a\n  * b\n  * c\n* d\n").iter().map(|it| it.1.as_str()).collect::<Vec<_>>(),
        ["a", "b", "c", "d"]
    );
    assert_eq!(
        shape_list("- a\n\n  ```\n  kode\n\n  kode\n  ```\n\nTekst no.\n").last(),
        Some(&Shape::Paragraph)
    );
}

#[test]
fn block_quotes() {
    let text = "> Vi gir *oss*\n> ikkje.\n>\n> Aldri.\n\nTekst no.\n";
    let found = shapes(text);
    assert_eq!(found[0], (Shape::BlockQuote, "Vi gir oss\nikkje.".to_owned()));
    assert_eq!(found[1], (Shape::BlockQuote, "Aldri.".to_owned()));
    assert_eq!(found[2].0, Shape::Paragraph);
}

#[test]
fn pictures_and_captions() {
    let text = "![Broa i natt](bro.jpg \"Broa blei stengd. Foto: Kari Vik / Avisa\")\n*Broa er 210 meter. Foto: Åse Li*\n\nTekst no.\n";
    let found = pieces(text);
    let shapes: Vec<_> = found.iter().map(|it| (it.shape, it.prose.as_str())).collect();
    let expected = [
        (Shape::Caption, "Broa i natt"),
        (Shape::Caption, "Broa blei stengd. Foto: Kari Vik / Avisa"),
        (Shape::Caption, "Broa er 210 meter. Foto: Åse Li"),
        (Shape::Paragraph, "Tekst no."),
    ];
    assert_eq!(shapes, expected);
    assert_eq!(found[1].credit.map(|it| it.of(&found[1].prose)), Some("Kari Vik / Avisa"));
    assert_eq!(found[2].credit.map(|it| it.of(&found[2].prose)), Some("Åse Li"));
    assert_eq!(only("![](bro.jpg)\n").0, Shape::Other);
    assert_eq!(only("Sjå ![ikon](i.png) her no.\n").1, "Sjå her no.");
    assert_eq!(only("[![Broa](bro.jpg)](https://example.org)\n"), (Shape::Caption, "Broa".to_owned()));
    assert_eq!(only("*Broa er stengd. Foto: Kari Vik*\n").0, Shape::Caption);
    assert_eq!(only("*Broa er stengd i dag.*\n").0, Shape::Paragraph);
    assert_eq!(only("- Ho ![a](b) sa ![c](d \"e\") det no.\n").0, Shape::Turn);
    assert_eq!(only("*Ho* ![a](b) *sa* ![c](d \"e\") *det.*\n"), (Shape::Caption, "Ho sa det.".to_owned()));
    assert_eq!(shape_list("![a](b \"a & b\") *Ho sa det.*\n"), [Shape::Caption; 3]);
}

#[test]
fn lines_of_the_newsroom() {
    let text = "Av Kari Vik\nFoto: Åse Li / Avisa\n\nOSLO (NTB): Broa er stengd.\n\nRettelse: Broa er open.\n\n* * * *\n";
    let found = pieces(text);
    let shapes: Vec<_> = found.iter().map(|it| it.shape).collect();
    assert_eq!(shapes, [Shape::Byline, Shape::Caption, Shape::Paragraph, Shape::Correction, Shape::Tail]);
    assert_eq!(found[2].dateline.map(|it| it.of(&found[2].prose)), Some("OSLO (NTB):"));
}

#[test]
fn any_bytes() {
    let odd = [
        "",
        "\n",
        "\r\r\n",
        "\0",
        "a\0b",
        "\u{feff}",
        "\u{2028}",
        "---",
        "+++\n",
        "{>>\n\n<<}",
        "- ",
        "-\n\n  a",
        "> ",
        "1.",
        "![",
        "[]()",
        "![]( \"\")",
        "```",
        "<!--",
        "<!-->",
        "<script",
        "</script>",
        "&#0;",
        "&#8211",
        "- - a\n- b",
        "- > a\n",
        "> - a, sier B.\n",
        "1. - a\n",
        "\ta\n",
        "- a\n\n\tb\n",
        "[^1]: a\n\n    b\n",
        "[a]: b\n",
        "a\\",
        "* * *\n* * * *\n",
        "***a***{>>*<<}*",
        "- ```\n  a\n\n  b\n",
        "  \u{a0}\n",
        "a\n\u{a0}\nb\n",
        "{>>a<<}\n===\n",
        "- {>>a<<}\n",
        "[{>>a<<}](b)",
        "![{>>a<<}](b)",
        "<div>\n{>>a<<}\n</div>",
    ];
    for text in odd {
        pieces(text);
    }
    assert_eq!(only("Broa\u{2028}er stengd").1, "Broa\u{2028}er stengd");
}

#[test]
fn long_input_in_linear_time() {
    for part in [
        "[a](", "{>>", "- Nei.\n", "> a\n\n", "*a", "<!-- ", "![", "- ", "a\n", "1. a\n", "&amp;", "`", "<a ",
    ] {
        assert!(!pieces(&part.repeat(20_000 / part.len())).is_empty());
    }
    assert_eq!(pieces(&"ord ".repeat(500_000)).len(), 1);
}
