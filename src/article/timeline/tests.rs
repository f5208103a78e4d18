//! What is an event, and in which order events come.

use crate::article::{Article, Certainty, Given, Place, PublicationDate};
use crate::format::Plain;
use crate::language;

fn article(language: &str, text: &str) -> Article {
    let given = Given {
        language: language::language(language),
        // A Thursday.
        date: PublicationDate::parse("2026-03-12"),
    };
    Article::parse(&format!("Fra Storvik\n\n{text}\n"), &Plain, given)
}

/// The events of a text in its order: date, verb and who is in it.
fn events(language: &str, text: &str) -> Vec<String> {
    let article = article(language, text);
    let mut moments = article.timeline();
    moments.sort_by_key(|it| it.event);
    let show = |it: &crate::article::Moment| {
        let event = article.event(it.event);
        let words = |span| article.words(Place { block: it.event.block, span });
        let verb = event.verb.map_or("–", words);
        let mentions = &article.blocks()[it.event.block as usize].facts.mentions;
        let names: Vec<_> = event.mentions.iter().map(|it| words(mentions[*it as usize].span)).collect();
        format!("{} {verb} [{}]", it.when.value.when, names.join(", "))
    };
    moments.iter().map(show).collect()
}

#[test]
fn a_date_belongs_to_the_verb_of_its_clause() {
    let one = |text: &str, expected: &[&str]| assert_eq!(events("nb", text), expected, "{text}");
    one("Politiet pågrep Odd Vikdal 3. mars 2026.", &["2026-03-03 pågrep [Politiet, Odd Vikdal]"]);
    one("3. mars 2026 ble Odd Vikdal pågrepet på Vik.", &["2026-03-03 pågrepet [Odd Vikdal, Vik]"]);
    one(
        "Odd Vikdal, som ble løslatt i 2019, bor på Vik. Han flyttet dit 1. mai 2020.",
        &["2019 løslatt [Odd Vikdal]", "2020-05-01 flyttet [Han]"],
    );
    one("Odd Vikdal ble født i 1951 og døde i 2024.", &["1951 født [Odd Vikdal]", "2024 døde [Odd Vikdal]"]);
    one(
        "Marit Holme sa 3. mars 2026 at brua skal åpne i mai 2027.",
        &["2026-03-03 sa [Marit Holme]", "2027-05 åpne []"],
    );
    one("Da brua ble stengt 3. mars 2026, måtte Odd Vikdal gå.", &["2026-03-03 stengt []"]);
}

#[test]
fn english_events_have_their_verbs() {
    let one = |text: &str, expected: &[&str]| assert_eq!(events("en", text), expected, "{text}");
    one("Police arrested Owen Pike on March 3, 2026.", &["2026-03-03 arrested [Police, Owen Pike]"]);
    one("Owen Pike was arrested on March 3, 2026.", &["2026-03-03 arrested [Owen Pike]"]);
    one("Owen Pike was born in 1951 and died in 2024.", &["1951 born [Owen Pike]", "2024 died [Owen Pike]"]);
    one(
        "Mary Holm said on March 3, 2026, that the bridge will open in May 2027.",
        &["2026-03-03 said [Mary Holm]", "2027-05 open []"],
    );
}

#[test]
fn what_dates_nothing_is_no_event() {
    for text in
        ["3. mars 2026", "Arbeidet varte i tre dager.", "Brua er stengt nå.", "Hver mandag er brua stengt."]
    {
        assert_eq!(events("nb", text), [""; 0], "{text}");
    }
}

#[test]
fn a_narrow_date_goes_before_a_wide_one() {
    assert_eq!(events("nb", "Budsjettet for 2027 ble vedtatt 3. mars 2026.")[0], "2026-03-03 vedtatt []");
    assert_eq!(events("en", "The 2019 report was published on March 3, 2026.")[0], "2026-03-03 published []");
}

#[test]
fn the_sure_comes_in_order_and_the_unknown_last() {
    let text = "Brua åpnet i 1961. Den ble stengt 3. mars 2026. I 2026 skjedde det meste. 3. mars 2026 \
                klokken 14.10 kom politiet.";
    let article = article("nb", text);
    let show = |it: &crate::article::Moment| (it.when.value.to_string(), it.certainty);
    let shown: Vec<_> = article.timeline().iter().map(show).collect();
    let sure = |it: &str| (it.to_owned(), Certainty::Sure);
    assert_eq!(shown, [sure("1961"), sure("2026"), sure("2026-03-03"), sure("2026-03-03T14:10")]);

    let undated =
        Article::parse("Fra Storvik\n\nBrua ble stengt i går. Den åpnet i 1961.\n", &Plain, Given::default());
    let shown: Vec<_> = undated.timeline().iter().map(show).collect();
    assert_eq!(shown, [sure("1961"), ("XXXX-XX-XX".to_owned(), Certainty::Unknown)]);
}
