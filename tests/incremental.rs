//! An article after an edit is the article that its new text gives, whatever the edit.

#![allow(clippy::disallowed_methods, reason = "tests read files and start threads")]

use copydesk::article::{Article, Given};
use copydesk::format::{Format, Markdown, Plain, Shape};
use copydesk::text::{Edit, Span};
use proptest::prelude::*;
use proptest::sample::Index;

const BOKMAL: &str = "\
date: 2024-03-14
lang: nb

Brua

Brua over Storelva er stengt etter tre dager med regn

Av Kari Vik
Foto: Åse Li / Avisa

OSLO (NTB): Brua over Storelva ble stengt natt til torsdag. Ingen vet når den åpner igjen.

– Jeg har aldri sett elva så høy, sier ordfører Kari Vik (Sp) til Avisa.
– Ikke jeg heller, sier Ola Li.

Vannet steg med 1,2 meter fra mandag til onsdag, ifølge «NVE». {>>kilde: NVE, 13. mars<<}

Venter på varmen

17. mars møtes kommunen og fylket. De som bor på nordsiden, må kjøre rundt fjorden, og det tar
to timer. «Vi klarer oss», skriver rektor Per Ås i en melding.

Fakta: Storelvbrua
- Bygd i 1958
- 210 meter lang

Kilder:
- [Vegvesenet](https://example.org/bru)
https://example.org

(©NTB)

* * * *

Ikke for trykk: ring Kari igjen.
";

const NYNORSK: &str = "\
---
title: Brua er stengd
date: 2024-03-14
lang: nn

author: Kari Vik
---

# Brua er stengd

![Brua i natt](bru.jpg \"Elva steig. Foto: Åse Li\")
*Brua torsdag. Foto: Åse Li / Avisa*

Brua over **Storelva** vart stengd natt til [torsdag](https://example.org), og ingen veit
når ho opnar att &ndash; ikkje eingong kommunen.

- Eg har aldri sett elva så høg, seier ordførar Kari Vik.

## Ventar på varmen

17. mars møtest kommunen og fylket.

> Vi klarer oss,
> skriv rektoren.

1. Ring kommunen
2. Køyr rundt fjorden

   Det tek to timar.

```
let bru = None;

let veg = 1;
```

<!-- sjekk
talet -->

Ho seier at «dette går bra. Og meir til.

## Kjelder

* [NVE][nve]
* Kommunen

[nve]: https://example.org/nve
";

const ENGLISH: &str = "\
The bridge across the river is closed after three days of rain\r
\r
By Jane Doe\r
\r
GROSSETO, Italy (AP) — The bridge was closed on Thursday night, and nobody knows when it\r
will open again. “I have never seen the river so high,” said Mayor Anna Rossi, who has\r
lived there for 40 years.\r
\r
“It is cold. “And it is wet.\r
\r
“But we will manage,” she said. \"So they say.\"\r
\r
What happens now?\r
\r
The town council meets on March 17. It has 12 members 😀 and one bridge.\r
\r
Correction: The river rose by 1.2 meters, not 12.\r
";

/// What is put in, because it means something somewhere.
const FRAGMENTS: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n\r\n",
    "\r",
    "\n\n\n",
    " ",
    "a",
    "ord ",
    ". ",
    "Ja.",
    "\n---\n",
    "---\n",
    "```\n",
    "\n\n```\n\n",
    "~~~\n",
    "«",
    "»",
    "“",
    "”",
    "\"",
    "'",
    "– ",
    "— ",
    "- ",
    "\n- ",
    "{>>",
    "<<}",
    "{>>sjekk<<}",
    "date: 2024-01\n",
    "lang: en\n",
    "date",
    "# ",
    "\n## Tittel\n",
    "===",
    "😀",
    "æ",
    "\u{2028}",
    "\0",
    "\u{feff}",
    "\u{a0}",
    "    ",
    "\t",
    "> ",
    "1. ",
    "17. mai ",
    "* * * *\n",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "[a](b.no)",
    "[a]: b\n",
    "](",
    "![",
    "`",
    "**",
    "Foto: Kari Vik",
    "Av Kari Vik\n",
    "Fakta\n",
    "Kilder:\n",
    "Rettelse: ",
    "OSLO (NTB): ",
    ", sier Kari Vik.",
    "+++\n",
    "title: a: b\n",
    "&amp;",
    "\\",
    "kontinuerlig tekst, og mer tekst ",
];

fn formats() -> [&'static dyn Format; 2] {
    [&Plain, &Markdown]
}

/// Fails unless the two articles are the same in all that can be asked of them.
fn same(edited: &Article, parsed: &Article) -> Result<(), TestCaseError> {
    prop_assert_eq!(edited.text(), parsed.text());
    prop_assert_eq!(edited.language().code, parsed.language().code);
    prop_assert_eq!(edited.blocks().len(), parsed.blocks().len());
    for (one, other) in edited.blocks().iter().zip(parsed.blocks()) {
        prop_assert_eq!(&one.source, &other.source);
        prop_assert_eq!(one.shape(), other.shape());
        prop_assert_eq!(one.prose(), other.prose());
        prop_assert_eq!(&one.piece, &other.piece);
        prop_assert_eq!((one.entry, one.opens_chunk), (other.entry, other.opens_chunk));
        prop_assert_eq!(one.votes(), other.votes());
        prop_assert_eq!(&one.facts, &other.facts);
    }
    prop_assert_eq!(edited.whole(), parsed.whole());
    Ok(())
}

/// Fails unless the blocks cover the text, and every prose stands where its map says.
fn covers(article: &Article) -> Result<(), TestCaseError> {
    let text = article.text().to_string();
    let joined: String = article.blocks().iter().map(|it| &*it.source).collect();
    prop_assert_eq!(&joined, &text);
    for block in article.blocks() {
        prop_assert_eq!(block.piece.len, block.source.len());
        prop_assert_eq!(block.piece.map.len(), block.prose().len());
        let whole = block.piece.map.to_source(Span::new(0, block.prose().len()));
        prop_assert!(whole.end as usize <= block.source.len(), "{:?}", block);
        let spans =
            block.piece.links.iter().map(|it| it.0).chain(block.piece.credit).chain(block.piece.dateline);
        for span in spans {
            prop_assert!(block.prose().get(span.start as usize..span.end as usize).is_some());
        }
        let spans =
            block.piece.comments.iter().map(|it| it.0).chain(block.piece.metadata.iter().map(|it| it.span));
        for span in spans.chain(block.piece.problem.iter().map(|it| it.0)) {
            prop_assert!(block.source.get(span.start as usize..span.end as usize).is_some());
        }
    }
    Ok(())
}

/// One random edit: where, how much goes, what comes.
#[derive(Clone, Debug)]
struct Change {
    at: Index,
    cut: Option<Index>,
    put: &'static str,
}

fn change() -> impl Strategy<Value = Change> {
    let cut = prop_oneof![3 => Just(None), 2 => any::<Index>().prop_map(Some)];
    let put = prop_oneof![1 => Just(""), 4 => prop::sample::select(FRAGMENTS)];
    (any::<Index>(), cut, put).prop_map(|(at, cut, put)| Change { at, cut, put })
}

impl Change {
    /// The edit in this text.
    fn edit(&self, text: &str) -> Edit {
        let places: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
        let first = self.at.index(places.len());
        // Short stretches go more often than long ones.
        let most = (places.len() - first).min(if first.is_multiple_of(3) { 200 } else { 8 });
        let last = first + self.cut.map_or(0, |it| it.index(most));
        Edit::new(Span::new(places[first], places[last]), self.put)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edited_article_is_the_article_of_its_text(
        sample in prop::sample::select(vec![BOKMAL, NYNORSK, ENGLISH, ""]),
        changes in prop::collection::vec(change(), 30..45),
    ) {
        for format in formats() {
            let mut article = Article::parse(sample, format, Given::default());
            for change in &changes {
                let edit = change.edit(&article.text().to_string());
                article = article.edit(&edit).expect("the edit fits");
                let parsed = Article::parse(&article.text().to_string(), format, Given::default());
                same(&article, &parsed)?;
                covers(&article)?;
            }
        }
    }

    #[test]
    fn any_bytes_are_an_article(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let text = String::from_utf8_lossy(&bytes);
        for format in formats() {
            covers(&Article::parse(&text, format, Given::default()))?;
        }
    }

    #[test]
    fn any_fragments_are_an_article(parts in prop::collection::vec(prop::sample::select(FRAGMENTS), 0..60)) {
        for format in formats() {
            covers(&Article::parse(&parts.concat(), format, Given::default()))?;
        }
    }
}

#[test]
fn an_edit_in_a_paragraph_reads_few_blocks_again() {
    for (sample, format) in [(BOKMAL, &Plain as &dyn Format), (NYNORSK, &Markdown), (ENGLISH, &Plain)] {
        let article = Article::parse(sample, format, Given::default());
        assert_eq!(article.reread(), article.blocks().len());
        for (n, block) in article.blocks().iter().enumerate() {
            if !matches!(block.shape(), Shape::Paragraph | Shape::Turn | Shape::BlockQuote) {
                continue;
            }
            let start = article.whole().starts[n] as usize;
            let middle =
                block.prose().char_indices().nth(block.prose().chars().count() / 2).map_or(0, |it| it.0);
            let at = start + block.piece.map.to_source(Span::new(middle, middle)).start as usize;
            let edited = article.edit(&Edit::new(Span::new(at, at), "x")).expect("the edit fits");
            assert!(edited.reread() <= 3, "{} blocks for {:?}", edited.reread(), block.prose());
            assert!(edited.reread() >= 1);
        }
    }
}

#[test]
fn an_edit_in_a_long_article_reads_few_blocks_again() {
    let long = format!("{BOKMAL}\n").repeat(50);
    let article = Article::parse(&long, &Plain, Given::default());
    let at = long.len() / 2 + long[long.len() / 2..].find("Ingen vet").expect("it is there");
    let edited = article.edit(&Edit::new(Span::new(at, at), "Men ")).expect("the edit fits");
    assert_eq!(edited.reread(), 1);
    assert!(edited.blocks().len() > 400);
}

#[test]
fn a_fence_is_opened_and_closed_again() {
    let article = Article::parse(NYNORSK, &Markdown, Given::default());
    let at = NYNORSK.find("## Ventar").expect("it is there");
    let opened = article.edit(&Edit::new(Span::new(at, at), "```\n")).expect("the edit fits");
    assert_ne!(opened.whole().parts, article.whole().parts);
    let closed = opened.edit(&Edit::new(Span::new(at, at + 4), "")).expect("the edit fits");
    assert_eq!(closed.text().to_string(), NYNORSK);
    same(&closed, &article).expect("as it was");
}

/// What is typed at the end of an article never changes its language, one letter after the other.
#[test]
fn a_language_does_not_flip_while_one_types() {
    let text = "Ny bru over fjorden\n\nKommunen har ikkje pengar til ei ny bru, seier ordføraren. Ho vil likevel ikkje \
                gje opp, og no skal saka opp att i kommunestyret.\n\nDei som bur på øya, har venta lenge.\n";
    let mut article = Article::parse(text, &Plain, Given::default());
    assert_eq!(article.language().code, "nn");
    let typed = "\nThe minister said that she had not seen the letter, and that it was for others to answer.\n\
                 \nHun sier at hun ikke har sett brevet, og at noen andre må svare på det.\n";
    for letter in typed.chars() {
        let end = article.text().len();
        article =
            article.edit(&Edit::new(Span::new(end, end), letter.to_string())).expect("the end is a place");
        assert_eq!(article.language().code, "nn", "behind {letter:?}");
    }
}

/// A text without line breaks is read in blocks, so that a letter in it costs what a letter in a paragraph does.
#[test]
fn one_long_line_is_read_in_blocks() {
    let sentence = "Ordfører Kari Lund sier at «brua» er trygg, men ingen vet hvor lenge – ikke hun heller. ";
    for format in [&Plain as &'static dyn Format, &Markdown] {
        let text = sentence.repeat(6_000);
        let article = Article::parse(&text, format, Given::default());
        assert!(article.blocks().len() > 20, "{} blocks", article.blocks().len());
        let all: usize = article.blocks().iter().map(|it| it.source.len()).sum();
        assert_eq!(all, text.len());
        let middle = text.len() / 2;
        let at = article.text().floor(middle);
        let edited = article.edit(&Edit::new(Span::new(at, at), "x")).expect("a place in the text");
        let again = Article::parse(&edited.text().to_string(), format, Given::default());
        assert_eq!(edited.whole(), again.whole());
    }
}
