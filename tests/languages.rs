//! A text tells which language it is in, and a language that knows only its dates says nothing of anything else.

use copydesk::article::{Article, Given};
use copydesk::format::Plain;
use copydesk::language::{self, Subject};
use copydesk::{desk, rules};

/// Invented news in each language: of the bridge at Storvik.
const NEWS: [(&str, &str); 6] = [
    (
        "nb",
        "Kommunen stengte brua etter at rekkverket ga etter. Ingen ble alvorlig skadd, men noen må gå en omvei. \
         Hun sier at de ikke vet hva som skjedde.",
    ),
    (
        "nn",
        "Kommunen stengde brua etter at rekkverket gav etter. Ingen vart alvorleg skadde, men nokre må gå ein omveg. \
         Ho seier at dei ikkje veit kva som hende.",
    ),
    (
        "en",
        "The town closed the bridge when its railing gave way. Nobody was badly hurt, but some have to walk around. \
         She said that they did not know what had happened.",
    ),
    (
        "sv",
        "Kommunen stängde bron sedan räcket hade gett efter. Ingen skadades allvarligt, men några måste gå en omväg. \
         Hon säger att de inte vet vad som hände.",
    ),
    (
        "da",
        "Kommunen lukkede broen, efter at rækværket gav efter. Ingen blev alvorligt såret, men nogle må gå en omvej. \
         Hun siger, at de ikke ved, hvad der skete.",
    ),
    (
        "de",
        "Die Gemeinde sperrte die Brücke, nachdem das Geländer nachgegeben hatte. Niemand wurde schwer verletzt, \
         aber einige müssen einen Umweg gehen. Sie sagt, dass sie nicht wissen, was geschehen ist.",
    ),
];

#[test]
fn a_text_tells_its_language() {
    for (code, text) in NEWS {
        assert_eq!(Article::parse(text, &Plain, Given::default()).language().code, code, "{text}");
    }
}

#[test]
fn a_verse_in_another_language_does_not_decide() {
    let verse = "We were young and we had the whole world before us, and they said that it would never end, \
                 but the river was there and it has not come back to you and me.";
    let (_, text) = NEWS[0];
    let article = Article::parse(&format!("{verse}\n\n{text}\n\n{text}"), &Plain, Given::default());
    assert_eq!(article.language().code, "nb");
}

/// What would be asked about in bokmål: a quotation nobody says and nobody closes, a name in two spellings, a figure
/// without a source; and two dates that are none in any language.
const FAULTS: [(&str, &str, [&str; 2]); 3] = [
    (
        "sv",
        "Tre personer dödades vid bron, och ingen vet varför det hände.\n\n– Det var hemskt.\n\n\
         ”Jag såg det, säger Karin Lindqvist. Karin Lindkvist bor vid bron.\n\n\
         Bron öppnar den 31 april. Mötet hölls måndagen den 5 mars 2024.\n",
        ["31 april", "måndagen den 5 mars 2024"],
    ),
    (
        "da",
        "Tre personer blev dræbt ved broen, og ingen ved hvorfor det skete.\n\n– Det var forfærdeligt.\n\n\
         »Jeg så det, siger Karen Mikkelsen. Karen Michelsen bor ved broen.\n\n\
         Broen åbner 31. april. Mødet blev holdt mandag den 5. marts 2024.\n",
        ["31. april", "mandag den 5. marts 2024"],
    ),
    (
        "de",
        "Drei Menschen wurden an der Brücke getötet, und niemand weiß warum.\n\n– Es war furchtbar.\n\n\
         „Ich habe es gesehen, sagt Karin Meier. Karin Maier wohnt an der Brücke.\n\n\
         Die Brücke öffnet am 31. April. Die Sitzung war am Montag, den 5. März 2024.\n",
        ["31. April", "Montag, den 5. März 2024"],
    ),
];

#[test]
fn who_knows_only_dates_asks_only_about_dates() {
    for (code, text, faults) in FAULTS {
        let article = Article::parse(text, &Plain, Given::default());
        assert_eq!(article.language().code, code);
        assert!(article.language().knows(Subject::Dates) && !article.language().knows(Subject::People));
        let found: Vec<_> =
            rules::check(&article).iter().map(|it| article.words(it.place).to_owned()).collect();
        assert_eq!(found, faults, "{code}");
        for place in (0..=text.len()).filter(|it| text.is_char_boundary(*it)) {
            desk::hover(&article, &[], place);
        }
    }
}

#[test]
fn every_language_says_whether_it_knows_its_subjects() {
    for code in language::codes() {
        let language = language::language(code).expect("shipped");
        let known: &[Subject] = match code {
            "nb" | "nn" | "en" => &Subject::ALL,
            "sv" | "da" => &[Subject::Dates, Subject::Names],
            _ => &[Subject::Dates],
        };
        assert!(Subject::ALL.iter().all(|it| language.knows(*it) == known.contains(it)), "{code}");
    }
}
