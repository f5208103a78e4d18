//! A person by another name.

#![allow(clippy::disallowed_methods, reason = "tests read files")]

use copydesk::article::{Article, EntityKind, Form, Given, Place};
use copydesk::desk;
use copydesk::format::{Format, Markdown, Plain, by_name};
use copydesk::language::language;
use copydesk::text::Edit;
use std::fs;
use std::path::Path;

fn read(text: &str, code: &str) -> Article {
    Article::parse(text, &Plain, Given { language: language(code), date: None })
}

/// The text with the edits made.
fn mended(text: &str, edits: &[Edit]) -> String {
    let mut out = text.to_owned();
    for it in edits.iter().rev() {
        out.replace_range(it.span.start as usize..it.span.end as usize, &it.text);
    }
    out
}

/// Renames whoever stands at `$0` of the text.
fn renamed_as(text: &str, code: &str, format: &'static dyn Format, new: &str) -> Result<String, String> {
    let at = text.find("$0").expect("the text has its mark");
    let text = text.replace("$0", "");
    let article = Article::parse(&text, format, Given { language: language(code), date: None });
    let edits = desk::rename(&article, at, new).map_err(|it| it.0)?;
    Ok(mended(&text, &edits))
}

fn renamed(text: &str, code: &str, new: &str) -> String {
    renamed_as(text, code, &Plain, new).unwrap_or_else(|it| it)
}

const NB: &str = "\
NESBAKK VIL STENGE BROEN

Ordfører Kari Nesbakk (Ap) vil stenge broen. Nesbakks forslag kom tirsdag.

– Vi kan ikke vente, sier Nesbakk. Hun er alene om det.

Kari er kjent for å få viljen sin, og Nesbakk-saken kommer opp igjen i mai. Kari Nesbakks vei dit er lang.
";

#[test]
fn a_full_name_changes_every_form() {
    let marked = NB.replace("Kari Nesbakk (", "Kari Nes$0bakk (");
    assert_eq!(
        renamed(&marked, "nb", "Inger Holm"),
        "\
HOLM VIL STENGE BROEN

Ordfører Inger Holm (Ap) vil stenge broen. Holms forslag kom tirsdag.

– Vi kan ikke vente, sier Holm. Hun er alene om det.

Inger er kjent for å få viljen sin, og Holm-saken kommer opp igjen i mai. Inger Holms vei dit er lang.
"
    );
}

#[test]
fn a_surname_changes_surnames() {
    for marked in
        ["sier Nes$0bakk.", "$0Nesbakks forslag", "Nesbakk$0s forslag", "NES$0BAKK", "Nes$0bakk-saken"]
    {
        let text = NB.replace(&marked.replace("$0", ""), marked);
        let want = NB.replace("NESBAKK", "HOLM").replace("Nesbakk", "Holm");
        assert_eq!(renamed(&text, "nb", "Holm"), want, "{marked}");
    }
}

#[test]
fn a_first_name_changes_first_names() {
    let text = NB.replace("Kari er kjent", "K$0ari er kjent");
    assert_eq!(renamed(&text, "nb", "Inger"), NB.replace("Kari", "Inger"));
}

#[test]
fn a_whole_name_at_a_surname_changes_the_first_name_too() {
    let text = NB.replace("sier Nesbakk", "sier $0Nesbakk");
    let want = NB.replace("NESBAKK", "HOLM").replace("Nesbakk", "Holm").replace("Kari", "Inger");
    assert_eq!(renamed(&text, "nb", "Inger Holm"), want);
    let want = NB.replace("NESBAKK", "VON HOLM").replace("Nesbakk", "von Holm").replace(". von", ". Von");
    assert_eq!(renamed(&text, "nb", "von Holm"), want, "a surname of two words");
}

#[test]
fn genitives_follow_the_name() {
    let text = "Kari Moe møtte opp. $0Moes forslag falt, og Moe gikk. Kari Moes parti tier.\n";
    let want = "Kari Foss møtte opp. Foss' forslag falt, og Foss gikk. Kari Foss' parti tier.\n";
    assert_eq!(renamed(text, "nb", "Foss"), want);
    let back = want.replace("opp. Foss'", "opp. Fo$0ss'");
    assert_eq!(renamed(&back, "nb", "Moe"), text.replace("$0", ""));
    let text =
        "Ann Harlow left early. Har$0low’s plan failed, and Harlow knew it. It was Ann Harlow’s last.\n";
    let want = "Ann Jones left early. Jones’ plan failed, and Jones knew it. It was Ann Jones’ last.\n";
    assert_eq!(renamed(text, "en", "Jones"), want);
}

#[test]
fn a_namesake_keeps_their_name() {
    let text = "\
Kari Nesbakk og broren Per Nesbakk driver garden.

– Det går bra, sier Kari Nes$0bakk.

– Det går dårlig, sier Per Nesbakk. Nesbakk-saken er gammel.
";
    let want = "\
Kari Holm og broren Per Nesbakk driver garden.

– Det går bra, sier Kari Holm.

– Det går dårlig, sier Per Nesbakk. Nesbakk-saken er gammel.
";
    assert_eq!(renamed(text, "nb", "Kari Holm"), want);
}

#[test]
fn names_of_many_words_fall_into_first_names_and_surname() {
    let text = "Statsminister Jonas Dahl Moe$0 kom. Dahl Moe smilte, og Moe gikk.\n";
    assert_eq!(renamed(text, "nb", "Eva Lie"), "Statsminister Eva Lie kom. Lie smilte, og Lie gikk.\n");
    assert_eq!(
        renamed(text, "nb", "Eva Berg Lie"),
        "Statsminister Eva Berg Lie kom. Berg Lie smilte, og Lie gikk.\n"
    );
    let text = "Direktør Pieter van Houten$0 kom. Van Houten smilte, sier Pieter van Houten.\n";
    let want = "Direktør Eva Lie kom.";
    assert!(renamed(text, "nb", "Eva Lie").starts_with(want), "{}", renamed(text, "nb", "Eva Lie"));
}

#[test]
fn a_sentence_opens_with_a_capital() {
    let text = "Lærer Kari Nesbakk$0 kom. Nesbakk gikk. – Nesbakk gikk, sier Nesbakk.\n";
    let want = "Lærer Kari von Holm kom. Von Holm gikk. – Von Holm gikk, sier von Holm.\n";
    assert_eq!(renamed(text, "nb", "Kari von Holm"), want);
}

#[test]
fn headlines_in_capitals_are_renamed() {
    let text = "Harlow Says the Bridge Will Close\n\nMayor Ann Harlow$0 wants to close the old bridge. Harlow told the council so.\n";
    let want = "Jones Says the Bridge Will Close\n\nMayor Eve Jones wants to close the old bridge. Jones told the council so.\n";
    assert_eq!(renamed(text, "en", "Eve Jones"), want);
}

#[test]
fn markup_and_metadata_keep_their_form() {
    let text = "\
---
title: Nesbakk vil stenge
author: Per Lie
---

Ordfører **Kari** [Nesbakk](https://example.org/kari-nesbakk) vil stenge broen.

> – Vi *kan* ikke vente, sier **$0Nesbakk**.
";
    let want = "\
---
title: Holm vil stenge
author: Per Lie
---

Ordfører **Inger** [Holm](https://example.org/kari-nesbakk) vil stenge broen.

> – Vi *kan* ikke vente, sier **Holm**.
";
    assert_eq!(renamed_as(text, "nb", &Markdown, "Inger Holm").as_deref(), Ok(want));
}

#[test]
fn what_cannot_be_renamed_is_refused_in_the_article_s_language() {
    for (code, marked, new, want) in [
        ("nb", "vil sten$0ge broen.", "Holm", "Her står det ikke noe personnavn."),
        (
            "nb",
            "H$0un er alene",
            "Holm",
            "«Hun» er ikke noe navn. Sett markøren der Kari Nesbakk er nevnt ved navn (tittelen).",
        ),
        ("nb", "Ord$0fører Kari", "Holm", "«Ordfører» er ikke noe navn."),
        ("nb", "sier Nes$0bakk", " ", "Skriv det nye navnet."),
        ("nb", "sier Nes$0bakk", "Ho\nlm", "Tegnet «\\n» kan ikke stå i et navn."),
        ("nb", "sier Nes$0bakk", "[Holm]", "Tegnet «[» kan ikke stå i et navn."),
        ("nb", "Kari Nes$0bakk (", "Holm", "Her står det fulle navnet."),
        ("nn", "vil sten$0ge broen.", "Holm", "Her står det ikkje noko personnamn."),
        ("en", "vil sten$0ge broen.", "Holm", "No person is named here."),
    ] {
        let text = NB.replace(&marked.replace("$0", ""), marked);
        let got = renamed_as(&text, code, &Plain, new).expect_err(marked);
        assert!(got.starts_with(want), "{marked}: {got}");
    }
}

#[test]
fn the_name_to_change_is_shown_without_its_ending() {
    let article = read(NB, "nb");
    let at = NB.find("Nesbakks forslag").expect("it is there");
    let (span, name) = desk::renamed(&article, at + 3).expect("a person");
    assert_eq!((article.text().slice(span).as_str(), name.as_str()), ("Nesbakk", "Nesbakk"));
    let (span, name) = desk::renamed(&article, 3).expect("a person");
    assert_eq!((article.text().slice(span).as_str(), name.as_str()), ("NESBAKK", "Nesbakk"));
}

/// There and back again: whoever is renamed and gets the old name again stands where they stood.
#[test]
fn a_name_can_be_given_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(|it| it.ok().map(|it| it.path()));
    let mut people = 0;
    for path in files.filter(|it| it.extension().is_some_and(|it| it == "txt" || it == "md")) {
        let text = fs::read_to_string(&path).expect("an article is text");
        let format = by_name(&path.display().to_string());
        let article = Article::parse(&text, format, Given::default());
        for person in article.whole().entities.iter().filter(|it| it.kind == EntityKind::Person) {
            let full = |article: &Article, name: &str| {
                let entity = article.whole().entities.iter().find(|it| &*it.name == name)?;
                entity.mentions.iter().find_map(|id| {
                    let it = &article.blocks()[id.block as usize].facts.mentions[id.mention as usize];
                    let is_full = it.form == Form::Name && &*it.name == name;
                    is_full.then(|| article.in_file(Place { block: id.block, span: it.span }).start as usize)
                })
            };
            let count = person.name.split(' ').count();
            let new = ["Ytterli", "Oskar Ytterli", "Oskar Anker Ytterli"].get(count - 1).copied();
            let (Some(new), Some(at)) = (new, full(&article, &person.name)) else { continue };
            let edits = desk::rename(&article, at, new).expect("a name");
            assert!(edits.is_sorted_by(|a, b| a.span.end <= b.span.start), "{}: {edits:?}", person.name);
            let changed = mended(&text, &edits);
            let again =
                Article::parse(&changed, format, Given { language: Some(article.language()), date: None });
            let at =
                full(&again, new).unwrap_or_else(|| panic!("{}: nobody is called {new}", path.display()));
            let edits = desk::rename(&again, at, &person.name).expect("a name");
            assert_eq!(mended(&changed, &edits), text, "{}: {}", path.display(), person.name);
            people += 1;
        }
    }
    assert!(people > 20, "{people}");
}
