//! What an editor may ask about an article.

#![allow(clippy::disallowed_methods, reason = "tests read files and start threads")]

mod places;

use copydesk::article::{Article, Given, PublicationDate};
use copydesk::desk::{self, Symbol, SymbolKind, Wanted};
use copydesk::format::{Format, Markdown, Plain};
use copydesk::language::language;
use copydesk::text::Span;
use places::at;
use std::fs;
use std::path::Path;

const SPEAKERS: Wanted = Wanted { speakers: true, dates: false };

const NB: &str = "\
Vil stenge broen til våren

Ordfører Kari Nesbakk (Ap) i Fjellvik vil stenge den gamle broen. Det sa hun i møtet.

– Vi kan ikke vente lenger, sier Nesbakk.

Mener det haster

Hun er redd for at noen blir skadet.

– Broen er farlig, sier ordføreren til avisen.

Butikkeier Per Storli (52) er uenig.

– Uten broen tar skoleveien en time, sier han.

– Dette har ingen spurt oss om, forteller Storli. – Ikke en eneste gang.
";

const NN: &str = "\
Vil stengje brua til våren

Rektor Gro Lidtveit (49) vil flytte elevane før jul. Ho fortalde om planen i møtet.

– Vi kan ikkje vente lenger, seier Lidtveit.

– Skulen er full av mugg, seier ho.

Elevane gler seg, meiner rektoren. – Dei er lei av kalde rom, seier Lidtveit.
";

const EN: &str = "\
Council to close old bridge

Mayor Ann Harlow wants to close the old bridge before spring. She told the council so.

“We cannot wait any longer,” Harlow said. “Somebody will get hurt.”

“It is a mistake,” said Peter Dunmore, a shopkeeper. He fears for his trade.

“Nobody asked us about it,” he added.

“The decision is final,” the mayor said.
";

fn read_as(text: &str, code: &str, format: &'static dyn Format) -> Article {
    Article::parse(text, format, Given { language: language(code), date: None })
}

fn read(text: &str, code: &str) -> Article {
    read_as(text, code, &Plain)
}

/// The words of a span, with `[` and `]` around them and the words beside them on their line.
fn shown(article: &Article, span: Span) -> String {
    let text = article.text().to_string();
    let (start, end) = (span.start as usize, span.end as usize);
    let from = text[..start].char_indices().rev().take_while(|it| it.1 != '\n').take(12).last();
    let to = text[end..].char_indices().take_while(|it| it.1 != '\n').take(6).last();
    let from = from.map_or(start, |it| it.0);
    let to = to.map_or(end, |it| end + it.0 + it.1.len_utf8());
    format!("{}[{}]{}", &text[from..start], &text[start..end], &text[end..to])
}

fn definition(article: &Article, place: &str) -> String {
    match desk::definition(article, at(article, place)) {
        Some(span) => shown(article, span),
        None => "nothing".to_owned(),
    }
}

fn references(article: &Article, place: &str) -> Vec<String> {
    let text = article.text();
    desk::references(article, at(article, place)).into_iter().map(|it| text.slice(it)).collect()
}

fn hover(article: &Article, place: &str) -> String {
    desk::hover(article, &[], at(article, place)).map_or_else(|| "nothing".to_owned(), |it| it.markdown)
}

#[test]
fn everything_leads_to_the_introduction_in_bokmål() {
    let article = read(NB, "nb");
    let mayor = "Ordfører [Kari Nesbakk] (Ap) ";
    for place in [
        "– Vi kan $0ikke vente",
        "lenger, $0sier Nesbakk",
        "sier Nes$0bakk",
        "sier Nesbakk$0.",
        "Det sa h$0un",
        "$0Hun er redd",
        "Broen er $0farlig",
        "sier ordfør$0eren",
        "Ord$0fører Kari",
        "Kari$0 Nesbakk (Ap)",
        "(A$0p)",
    ] {
        assert_eq!(definition(&article, place), mayor, "{place}");
    }
    let owner = "Butikkeier [Per Storli] (52) ";
    for place in ["sier h$0an.", "skole$0veien", "forteller S$0torli", "Ikke en $0eneste gang", "(5$02)"] {
        assert_eq!(definition(&article, place), owner, "{place}");
    }
    assert_eq!(definition(&article, "vil stenge den $0gamle broen"), "nothing");
    assert_eq!(definition(&article, "(52) er uenig.$0"), "nothing");
}

#[test]
fn everything_leads_to_the_introduction_in_nynorsk() {
    let article = read(NN, "nn");
    for place in [
        "Vi kan $0ikkje vente",
        "lenger, se$0ier Lidtveit",
        "lenger, seier L$0idtveit",
        "H$0o fortalde",
        "seier h$0o.",
        "full av $0mugg",
        "meiner rektor$0en",
        "lei av $0kalde",
    ] {
        assert_eq!(definition(&article, place), "Rektor [Gro Lidtveit] (49) ", "{place}");
    }
}

#[test]
fn everything_leads_to_the_introduction_in_english() {
    let article = read(EN, "en");
    for place in [
        "We can$0not wait",
        "Harlow $0said",
        "Har$0low said",
        "Somebody $0will",
        "S$0he told",
        "decision is $0final",
        "the may$0or said",
    ] {
        assert_eq!(definition(&article, place), "Mayor [Ann Harlow] wants", "{place}");
    }
    for place in [
        "It is a $0mistake",
        "$0said Peter",
        "a shop$0keeper",
        "H$0e fears",
        "for hi$0s trade",
        "asked $0us",
        "h$0e added",
    ] {
        assert_eq!(definition(&article, place), "take,” said [Peter Dunmore], a sh", "{place}");
    }
}

#[test]
fn an_introduction_stands_in_the_running_text() {
    let text = "\
Kari Nesbakk går av

I går kom nyheten. Kari Nesbakk svarte ikke på telefonen, og kontoret var stengt hele dagen.

– Jeg er ferdig med politikken, sier ordfører Kari Nesbakk.

Foto: Per Storli
";
    let article = read(text, "nb");
    for place in ["K$0ari Nesbakk går av", "Kari N$0esbakk svarte", "ferdig med $0politikken"] {
        assert_eq!(definition(&article, place), "er ordfører [Kari Nesbakk].", "{place}");
    }
}

#[test]
fn a_source_without_a_name_is_its_own_introduction() {
    let article = read(
        "Et hus brant ned i natt, og ingen var hjemme da det skjedde.\n\n– Vi har ingen mistenkte i saken, sier politiet.\n",
        "nb",
    );
    assert_eq!(definition(&article, "ingen mis$0tenkte"), "saken, sier [politiet].");
    assert_eq!(references(&article, "ingen mis$0tenkte"), ["politiet"]);
    let hover = hover(&article, "ingen mis$0tenkte");
    assert_eq!(hover, "Sitert: **politiet**\n\nDet står i teksten: «sier politiet».");
}

#[test]
fn references_are_all_that_names_somebody() {
    let article = read(NB, "nb");
    let mayor = ["Kari Nesbakk", "hun", "Nesbakk", "Hun", "ordføreren"];
    for place in ["Kari N$0esbakk", "Broen er $0farlig", "sier ordfør$0eren", "$0Hun er"] {
        assert_eq!(references(&article, place), mayor, "{place}");
    }
    assert_eq!(references(&article, "sier h$0an"), ["Per Storli", "han", "Storli"]);
    assert_eq!(references(&article, "den $0gamle"), [""; 0]);
    let article = read(EN, "en");
    assert_eq!(references(&article, "S$0he told"), ["Ann Harlow", "She", "Harlow", "mayor"]);
    assert_eq!(references(&article, "Peter D$0unmore"), ["Peter Dunmore", "He", "his", "he"]);
}

#[test]
fn a_hover_says_who_somebody_is() {
    let article = read(NB, "nb");
    let rest = "Presentert som «Ordfører Kari Nesbakk (Ap)» (ingressen).\n\n\
        Ellers kalt «Nesbakk» (linje 5), «ordføreren» (linje 11).\n\n\
        Nevnt ved navn 2 ganger. Omtalt uten navn 3 ganger. Sitert";
    let name = hover(&article, "Kari N$0esbakk");
    assert!(name.starts_with("**Kari Nesbakk**, ordfører (Ap)\n\n"), "{name}");
    assert!(name.contains(rest), "{name}");
    let pronoun = hover(&article, "$0Hun er redd");
    assert!(
        pronoun.starts_with("Vi regner med at «Hun» er **Kari Nesbakk**, ordfører (Ap).\n\n"),
        "{pronoun}"
    );
    assert!(pronoun.contains(rest), "{pronoun}");
    let role = hover(&article, "sier ordfør$0eren");
    assert!(role.starts_with("Vi regner med at «ordføreren» er **Kari Nesbakk**, "), "{role}");
    let age = hover(&article, "Per S$0torli (52)");
    assert!(
        age.starts_with(
            "**Per Storli**, butikkeier, 52 år\n\nPresentert som «Butikkeier Per Storli (52)» (linje 13)."
        ),
        "{age}"
    );

    let article = read(NN, "nn");
    let pronoun = hover(&article, "seier h$0o.");
    assert!(
        pronoun.starts_with("Vi reknar med at «ho» er **Gro Lidtveit**, rektor, 49 år.\n\n"),
        "{pronoun}"
    );

    let article = read(EN, "en");
    let pronoun = hover(&article, "h$0e added");
    assert!(pronoun.starts_with("We take “he” to be **Peter Dunmore**, "), "{pronoun}");
    assert!(
        pronoun.ends_with("Named once. Mentioned without the name 3 times. Quoted 2 times."),
        "{pronoun}"
    );
}

#[test]
fn a_hover_calls_people_by_their_bare_names() {
    let text = "\
Lærer Kari Nesbakk kom. Nesbakks forslag falt, og Nesbakk gikk.

Læreren tier nå, og Kari Nesbakks venner tier.
";
    let hover = hover(&read(text, "nb"), "Kari Nes$0bakk kom");
    assert!(hover.contains("\n\nEllers kalt «Nesbakk» (ingressen), «læreren» (linje 3).\n\n"), "{hover}");
}

#[test]
fn a_hover_spans_the_words_it_is_about() {
    let article = read(NB, "nb");
    let span =
        |place| article.text().slice(desk::hover(&article, &[], at(&article, place)).expect(place).span);
    assert_eq!(span("Kari N$0esbakk"), "Kari Nesbakk");
    assert_eq!(span("Ord$0fører Kari"), "Ordfører");
    assert_eq!(span("lenger, s$0ier"), "sier");
    assert_eq!(span("kan $0ikke vente"), "Vi kan ikke vente lenger");
}

#[test]
fn a_hover_says_who_speaks_and_how_we_know() {
    let article = read(NB, "nb");
    let hover = |place| hover(&article, place);
    let named = hover("kan $0ikke vente");
    assert_eq!(
        named,
        "Sitert: **Kari Nesbakk**, ordfører (Ap)\n\nDet står i teksten: «sier Nesbakk».\n\n\
         Presentert som «Ordfører Kari Nesbakk (Ap)» (ingressen)."
    );
    assert_eq!(hover("lenger, s$0ier"), named);
    let pronoun = hover("skole$0veien");
    assert!(pronoun.starts_with("Sitert: **Per Storli**, butikkeier, 52 år\n\n"), "{pronoun}");
    assert!(pronoun.contains("«sier han».\n\nVi regner med at «han» er **Per Storli**."), "{pronoun}");
    let article = read(
        "Kokk Per Storli bor på øya. «Jeg blir her ute», sier Storli. «Jeg har alt jeg trenger.»\n",
        "nb",
    );
    let same = self::hover(&article, "alt $0jeg");
    assert!(same.starts_with("Sitert: **Per Storli**"), "{same}");
    let article = read("De møttes ved broen.\n\n– Hva skjedde egentlig her i natt?\n", "nb");
    let nobody = self::hover(&article, "skjedde $0egentlig");
    assert_eq!(nobody, "Det går ikke fram av teksten hvem som sier dette.");
}

#[test]
fn who_speaks_is_found_where_no_clause_names_them() {
    // The name behind the comma bears the role, and not the group before it.
    let text =
        "Elva skal renses\n\n– Elva renses i vår, sier lederen i Naturlaget i Indre Vik, Kari Nesbakk.\n";
    assert!(hover(&read(text, "nb"), "Elva $0renses i vår").contains("**Kari Nesbakk**"));
    // An outlet introduces what it printed; who answers and is asked again in one paragraph is not the interviewer.
    let text =
        "Bridge is closed\n\nThe Fellside Gazette reports:\n\n“Nobody knows when it will open again.”\n";
    assert_eq!(definition(&read(text, "en"), "Nobody $0knows"), "The [Fellside Gazette] repor");
    let text = "Kari Nesbakk har sluttet å ro\n\nHvordan er livet på land?\n\n\
        – Jeg savner båten. Det er stille her. Hva gjør du nå?\n\n– Jeg leser. Når skal du ro igjen?\n";
    assert!(hover(&read(text, "nb"), "Jeg $0leser").contains("**Kari Nesbakk**"));
}

#[test]
fn a_role_is_shown_in_its_indefinite_form() {
    let text = "\
Drapet på generalen Qasem Soleimani ble kjent fredag. NATO-sjefen Jens Lie og statsminister Kari Moe (H) svarte ikke.

Generalen var ikke ventet, sa statsministeren. Den nye helse- og omsorgsministeren, Anne Berg, tidde.
";
    let article = read(text, "nb");
    let first = |place| hover(&article, place).lines().next().unwrap_or_default().to_owned();
    assert_eq!(first("Qasem S$0oleimani"), "**Qasem Soleimani**, general");
    assert_eq!(first("Jens L$0ie"), "**Jens Lie**, NATO-sjef");
    assert_eq!(first("Anne B$0erg"), "**Anne Berg**, helse- og omsorgsminister");
    assert_eq!(first("Kari M$0oe"), "**Kari Moe**, statsminister (H)");
}

#[test]
fn an_outline_says_who_once() {
    let text = "Saken er ikke avgjort, ifølge en uttalelse fra regjeringen i Berlin.\n";
    let outline = sketch(&desk::outline(&read(text, "nb")));
    assert!(outline.contains("(ifølge en uttalelse fra regjeringen i Berlin)\n"), "{outline}");
}

#[test]
fn a_joint_source_speaks_for_each() {
    let text = "\
President Donald Trump og forsvarsminister Mike Pompeo hevdet at angrepet var nødvendig for landet.

Trump reiste hjem fredag, mens Pompeo ble i Brussel.
";
    let article = read(text, "nb");
    for place in ["Donald T$0rump", "Mike P$0ompeo"] {
        let hover = hover(&article, place);
        assert!(hover.ends_with("Sitert én gang."), "{hover}");
    }
    let quotation = hover(&article, "angrepet var n$0ødvendig");
    let both = "Sitert: **Donald Trump**, president\n\nSitert: **Mike Pompeo**, forsvarsminister\n\n";
    assert!(quotation.starts_with(both), "{quotation}");
    assert_eq!(
        sketch(&desk::outline(&article)),
        "\
Speaker Donald Trump (1 sitat)
  Quotation angrepet var nødvendig for landet (hevdet · President Donald Trump og forsvarsminister Mike Pompeo)
"
    );
}

#[test]
fn names_are_no_markup() {
    let article = read("The mayor is Ann_B_ Har*low*. Then Ann_B_ Har*low* left the town for good.\n", "en");
    for offset in 0..article.text().len() {
        let Some(hover) = desk::hover(&article, &[], offset) else { continue };
        let bare = hover.markdown.replace("\\_", "").replace("\\*", "").replace("**", "");
        assert!(!bare.contains(['_', '*']), "{}", hover.markdown);
    }
}

fn sketch(symbols: &[Symbol]) -> String {
    let mut out = String::new();
    for it in symbols {
        out += &format!("{:?} {} ({})\n", it.kind, it.name, it.detail);
        for it in &it.children {
            out += &format!("  {:?} {} ({})\n", it.kind, it.name, it.detail);
        }
    }
    out
}

#[test]
fn an_outline_has_headings_and_speakers() {
    let article = read(NB, "nb");
    let outline = desk::outline(&article);
    assert_eq!(
        sketch(&outline),
        "\
Headline Vil stenge broen til våren ()
  Subhead Mener det haster ()
Speaker Kari Nesbakk (2 sitater)
  Quotation «Vi kan ikke vente lenger» (sier · Ordfører Kari Nesbakk (Ap))
  Quotation «Broen er farlig» (sier · Ordfører Kari Nesbakk (Ap))
Speaker Per Storli (2 sitater)
  Quotation «Uten broen tar skoleveien en time» (sier · Butikkeier Per Storli (52))
  Quotation «Dette har ingen spurt oss om … Ikke en eneste gang.» (forteller · Butikkeier Per Storli (52))
"
    );
    let text = article.text();
    assert_eq!(text.slice(outline[0].span), "Vil stenge broen til våren");
    assert_eq!(text.slice(outline[1].span), "Vi kan ikke vente lenger, sier Nesbakk");
    assert_eq!(text.slice(outline[1].name_span), "Nesbakk");
}

#[test]
fn quotations_of_nobody_come_last() {
    let text = "\
De møttes ved broen.

– Noe skjedde her i natt, og det var ingen som meldte fra til noen av oss før det var altfor sent.

Broen ble bygd i fjor. Den har to felt og en gangvei.

– Vi ser etter vitner, sier politiet.
";
    let outline = desk::outline(&read(text, "nb"));
    assert_eq!(
        sketch(&outline),
        "\
Speaker politiet (1 sitat)
  Quotation «Vi ser etter vitner» (sier · politiet)
Speaker Uten kjent kilde (1 sitat)
  Quotation «Noe skjedde her i natt, og det var ingen som meldte fra til…» ()
"
    );
}

#[test]
fn an_interviewer_asks() {
    let text = "\
Vaktmester Per Storli bor ved broen.

– Hva skjedde egentlig her i natt?

– Jeg så ingenting, sier Storli.

– Kom det noen hit etterpå?

Han tenker seg om.

– Nei, ingen, sier han.
";
    let article = read(text, "nb");
    assert_eq!(
        sketch(&desk::outline(&article)),
        "\
Speaker Per Storli (2 sitater)
  Quotation «Jeg så ingenting» (sier · Vaktmester Per Storli)
  Quotation «Nei, ingen» (sier · Vaktmester Per Storli)
Speaker Spørsmål fra intervjueren (2 spørsmål)
  Quotation «Hva skjedde egentlig her i natt?» ()
  Quotation «Kom det noen hit etterpå?» ()
"
    );
    assert_eq!(hover(&article, "skjedde $0egentlig"), "Det er trolig intervjueren som spør.");
}

/// Whether an outline can be handed to an editor.
fn check_outline(symbols: &[Symbol], len: usize, name: &str) {
    for it in symbols {
        assert!(!it.name.trim().is_empty() && !it.name.contains('\n'), "{name}: {it:?}");
        assert!(it.span.contains(it.name_span) && it.span.end as usize <= len, "{name}: {it:?}");
        if it.kind == SymbolKind::Speaker {
            assert_eq!(it.span, it.children[0].span, "{name}: {it:?}");
        }
        check_outline(&it.children, len, name);
    }
}

fn check_everywhere(article: &Article, name: &str) {
    let text = article.text().to_string();
    let fits = |span: Span| text.get(span.start as usize..span.end as usize).is_some_and(|it| !it.is_empty());
    for offset in 0..text.len() + 3 {
        let hover = desk::hover(article, &[], offset);
        if let Some(hover) = hover {
            assert!(fits(hover.span) && hover.span.touches(offset), "{name}: hover at {offset}");
            assert!(
                !hover.markdown.trim().is_empty() && !hover.markdown.contains(['{', '}']),
                "{name}: {}",
                hover.markdown
            );
        }
        let definition = desk::definition(article, offset);
        assert!(definition.is_none_or(fits), "{name}: definition at {offset}");
        let references = desk::references(article, offset);
        assert!(
            references.iter().copied().all(fits) && references.is_sorted(),
            "{name}: references at {offset}"
        );
        if let Ok((span, name)) = desk::renamed(article, offset) {
            assert!(fits(span) && span.touches(offset), "{name}: name at {offset}");
            if article.format().name() == "plain" {
                assert_eq!(text[span.start as usize..span.end as usize], name);
            }
            let rewritings = desk::rewritings(article, Span::new(offset, offset));
            assert!(rewritings.iter().all(|it| fits(it.edit.span)), "{name}: {rewritings:?}");
            for new in ["Åse Ytterli", "von Ås", "X"] {
                let Ok(edits) = desk::rename(article, offset, new) else { continue };
                assert!(edits.iter().all(|it| fits(it.span)), "{name}: edits at {offset}");
                assert!(edits.is_sorted_by(|a, b| a.span.end <= b.span.start), "{name}: edits at {offset}");
            }
        }
        if !references.is_empty() {
            assert!(definition.is_some_and(|it| references.contains(&it)), "{name}: definition at {offset}");
        }
    }
    check_outline(&desk::outline(article), text.len(), name);
    let all = Wanted { speakers: true, dates: true };
    let hints = desk::hints(article, Span::new(0, text.len() + 3), all);
    assert!(hints.iter().all(|it| text.is_char_boundary(it.offset as usize)), "{name}: {hints:?}");
    assert!(hints.is_sorted_by_key(|it| it.offset), "{name}: {hints:?}");
    for it in desk::timeline(article) {
        assert!(fits(it.span) && fits(it.timex) && it.verb.is_none_or(fits), "{name}: {it:?}");
        assert!(it.span.contains(it.timex) && !it.label.is_empty(), "{name}: {it:?}");
    }
}

#[test]
fn every_place_has_an_answer() {
    let mut articles: Vec<(String, String)> =
        [("nb", NB), ("nn", NN), ("en", EN)].map(|it| (it.0.to_owned(), it.1.to_owned())).into();
    for text in [
        "",
        "\n\n",
        "–",
        "«",
        "«»",
        "– \n\n– ",
        "”“\n\n“",
        "🦀 «æøå», sier 🦀 Åse Ø.\r\n\r\n– Nei, sier Åse.",
    ] {
        articles.push((text.to_owned(), text.to_owned()));
    }
    let markup = "# Kan **ikke** vente\n\nOrdfører **Kari** [Nesbakk](https://example.org) (Ap) sa nei.\n\n> – Vi *kan* ikke &mdash; vente, sier **Nes**bakk.\n\n* Én, sier hun\n";
    articles.push(("markup".to_owned(), markup.to_owned()));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(|it| it.ok().map(|it| it.path()));
    for path in files.filter(|it| it.extension().is_some_and(|it| it == "txt" || it == "md")) {
        let text = fs::read_to_string(&path).expect("an article is text");
        articles.push((path.display().to_string(), text));
    }
    for (name, text) in articles {
        for format in [&Plain as &'static dyn Format, &Markdown] {
            let given = Given { language: None, date: PublicationDate::parse("2024-01-18") };
            check_everywhere(&Article::parse(&text, format, given), &name);
        }
    }
}

/// The text of an article with its hints in brackets, where an editor shows them.
fn hinted(article: &Article, within: Span) -> String {
    let mut out = article.text().to_string();
    for it in desk::hints(article, within, SPEAKERS).iter().rev() {
        assert!(it.label.ends_with(':') == it.opens && !it.why.is_empty(), "{it:?}");
        let label = if it.opens { format!("[{}] ", it.label) } else { format!(" [{}]", it.label) };
        out.insert_str(it.offset as usize, &label);
    }
    out
}

#[test]
fn hints_name_the_speaker_where_the_text_does_not() {
    let text = "\
Ordfører Kari Nesbakk (Ap) i Fjellvik vil stenge den gamle broen til våren. Hun har bedt om et møte.

– Vi kan ikke vente lenger, sier Nesbakk.

– Broen er farlig, sier hun. – Den må bort.

– Noen kan bli skadet hvis vi venter til høsten.

«Det haster», sier ordføreren. «Det haster veldig.»
";
    let article = read(text, "nb");
    let all = Span::new(0, text.len());
    assert_eq!(
        hinted(&article, all),
        "\
Ordfører Kari Nesbakk (Ap) i Fjellvik vil stenge den gamle broen til våren. Hun har bedt om et møte.

– Vi kan ikke vente lenger, sier Nesbakk.

– Broen er farlig, sier hun [Kari Nesbakk]. – Den må bort.

– [Kari Nesbakk:] Noen kan bli skadet hvis vi venter til høsten.

«Det haster», sier ordføreren [Kari Nesbakk]. «Det haster veldig.»
"
    );
    let place = text.find("Noen kan").expect("it is there");
    assert_eq!(hinted(&article, Span::new(place, place)).matches('[').count(), 1, "only what is asked for");
}

#[test]
fn a_hover_tells_of_conflicts_in_other_places() {
    let text = "\
Møtet i Oslo

USAs forsvarsminister Mark Holm møtte statsminister Kari Moe (H) i Oslo mandag.

Etterpå reiste Holm hjem. Statsminister Per Lie (Ap) svarte ikke.
";
    let article = read(text, "nb");
    let found = copydesk::rules::check(&article);
    assert_eq!(found.len(), 1, "{found:?}");
    let ask = |place| desk::hover(&article, &found, at(&article, place)).expect(place).markdown;
    let (there, here) = (ask("Kari M$0oe"), ask("Per L$0ie (Ap)"));
    let message = &found[0].message;
    assert!(there.ends_with(&format!("{message} (Se linje 5.)")), "{there}");
    assert!(here.ends_with(&format!("{message} `copydesk explain role-conflict`")), "{here}");
    assert_eq!(here.matches(message.as_str()).count(), 1, "{here}");
    assert!(!ask("Mark H$0olm").contains(message));
}

#[test]
fn a_fix_is_found_where_its_finding_stands() {
    use copydesk::article::{Finding, Fix, Place, Severity};
    let article = read("Kari Ericsen kom.\n\nEriksen smilte.\n", "nb");
    let place = |block, from, to| Place { block, span: Span::new(from, to) };
    let fix =
        Fix { label: "Skriv Eriksen".to_owned(), edits: [(place(0, 5, 12), "Eriksen".to_owned())].into() };
    let finding = Finding {
        rule: "name-spelling",
        severity: Severity::Warning,
        place: place(0, 5, 12),
        message: "Ericsen eller Eriksen?".to_owned(),
        related: Vec::new(),
        fixes: [fix].into(),
    };
    let findings = [finding];
    let at = |from, to| desk::fixes(&article, &findings, Span::new(from, to));
    assert_eq!(at(7, 7)[0].edits, [copydesk::text::Edit::new(Span::new(5, 12), "Eriksen")]);
    assert!(at(7, 7)[0].only && at(0, 30).len() == 1);
    assert!(at(13, 30).is_empty());
}
