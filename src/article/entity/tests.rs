//! Who is who: people called in several ways, and people who only seem to be the same.

use super::EntityKind;
use crate::article::{Article, Form, Given, QuotationId};
use crate::format::Plain;
use crate::language::language;

/// The people of an article, each with the words that name them or stand for them.
fn people(code: &str, text: &str) -> Vec<(String, Vec<String>)> {
    let article = Article::parse(text, &Plain, Given { language: language(code), date: None });
    let people = article.whole().entities.iter().filter(|it| it.kind == EntityKind::Person);
    people
        .map(|it| {
            let words = it.mentions.iter().map(|it| article.words(article.place_of(*it)).to_owned());
            (it.name.to_string(), words.collect())
        })
        .collect()
}

/// How a person of that name is mentioned.
fn mentions(code: &str, text: &str, name: &str) -> Vec<String> {
    people(code, text).into_iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("{name} is not there")).1
}

/// Who says each quotation, by name.
fn said(code: &str, text: &str) -> Vec<String> {
    let article = Article::parse(text, &Plain, Given { language: language(code), date: None });
    let quotations = (0u32..).zip(article.blocks()).flat_map(|(block, it)| {
        (0u32..).zip(&it.facts.quotations).map(move |(quotation, _)| QuotationId { block, quotation })
    });
    let whole = article.whole();
    let name = |id| whole.speaker_of(id).entity.map_or("nobody", |it| &whole.entity(it).name).to_owned();
    quotations.map(name).collect()
}

#[test]
fn whom_a_spokesman_speaks_for_says_nothing() {
    let text = "Saka\n\nKari Moe er statsråd.\n\n– Det blir dyrt, sier en talsmann for Kari Moe.";
    assert_ne!(said("nb", text), ["Kari Moe"]);
    assert_ne!(said("en", "The case\n\n“It is expensive,” said a spokesman for Ann Moe."), ["Ann Moe"]);
    assert_eq!(said("nb", "Saka\n\nDet blir dyrt, ifølge en pressemelding fra Kari Moe."), ["Kari Moe"]);
}

#[test]
fn whose_wife_she_is_says_nothing() {
    let text = "The case\n\nCarl Lee is ill. “It is bad,” his wife said. “No,” said her lawyer.";
    assert_eq!(said("en", text), ["wife", "lawyer"]);
    let text = "Saka\n\nOla Moe er syk.\n\n– Det går bra, sier kona hans.\n\n– Det går bra, sier hans bror.";
    assert!(!said("nb", text).contains(&"Ola Moe".to_owned()));
}

#[test]
fn who_asks_before_asking_is_the_subject() {
    let text =
        "The show\n\n“Keep your hands in sight,” Moe told Lee before asking her, “Where do we go from here?”";
    assert_eq!(said("en", text), ["Moe", "Moe"]);
}

#[test]
fn nobody_is_their_own_son() {
    let text = "Vikdal vant\n\nOdd Lund Vikdal vant.\n\nPappa Bjørn Vikdal så sønnen kjøre.";
    assert_eq!(mentions("nb", text, "Bjørn Vikdal"), ["Bjørn Vikdal"]);
    assert!(mentions("nb", text, "Odd Lund Vikdal").contains(&"sønnen".to_owned()));
}

#[test]
fn a_role_with_a_surname_says_who_of_the_family() {
    let text = "Løpet\n\nPappa Bjørn Vikdal så løpet.\n\nOdd Lund Vikdal vant.\n\n– Jeg er stolt, sier pappa Vikdal.";
    assert_eq!(mentions("nb", text, "Bjørn Vikdal"), ["Bjørn Vikdal", "Vikdal"]);
}

#[test]
fn who_was_president_is_not_the_president() {
    let text =
        "The bill\n\nFormer President John Holme spoke on Monday.\n\nThe president signed the bill in May.";
    assert_eq!(mentions("en", text, "John Holme"), ["John Holme"]);
    let text = "The bill\n\nPresident John Holme spoke on Monday.\n\nThe president signed the bill in May.";
    assert_eq!(mentions("en", text, "John Holme"), ["John Holme", "president"]);
}

#[test]
fn an_initial_is_the_first_name_if_only_one_fits() {
    let text = "Ordføreren går av\n\nOrdfører Kari Nesbakk går av.\n\nK. Nesbakk har sittet i ti år.";
    assert_eq!(mentions("nb", text, "Kari Nesbakk"), ["Kari Nesbakk", "K. Nesbakk"]);
    let two = format!("{text}\n\nSønnen Knut Nesbakk overtar.");
    assert!(!mentions("nb", &two, "Kari Nesbakk").contains(&"K. Nesbakk".to_owned()));
}

#[test]
fn the_woman_of_the_headline_is_the_woman_of_the_text() {
    let text = "Ung kvinne skadd\n\nEi ung kvinne vart skadd i går.\n\nKvinna er på sjukehus.";
    assert_eq!(
        people("nn", text),
        [("kvinne".to_owned(), ["kvinne", "kvinne", "Kvinna"].map(str::to_owned).to_vec())]
    );
}

#[test]
fn what_somebody_is_wished_to_be_they_are_not() {
    let text = "Valget\n\nVelgerne er fornøyde med Erna Vik som statsminister.";
    let article = Article::parse(text, &Plain, Given { language: language("nb"), date: None });
    assert!(article.whole().entities.iter().all(|it| it.roles.is_empty()));
    let roles = article.blocks().iter().flat_map(|it| &it.facts.mentions).filter(|it| it.form == Form::Role);
    assert_eq!(roles.count(), 0);
}

#[test]
fn a_particle_ends_no_name() {
    let text = "Møtet\n\nI går kom Ursula von der Heide. Von der Heide talte først.";
    assert_eq!(people("nb", text)[0].0, "Ursula von der Heide");
}

#[test]
fn an_adjective_in_the_headline_is_no_first_name() {
    let text = "Søvnløs Vikdal jubler\n\nOdd Vikdal sov ikke.\n\nVikdal vant likevel.";
    assert_eq!(people("nb", text).len(), 1);
    let text = "Kari Vikdal jubler\n\nOdd Vikdal sov ikke.";
    assert_eq!(people("nb", text).len(), 2);
}

#[test]
fn a_surname_no_list_knows_goes_on_behind_a_role() {
    let text = "New show\n\nIt was founded by science fiction writer L. Ron Vikdal for friends. He met musician Tiziano \
                Vilughi and illustrator Johnnie Easter there, with mayor Hau Lung-vil.";
    let people: Vec<String> = people("en", text).into_iter().map(|it| it.0).collect();
    assert_eq!(people, ["L. Ron Vikdal", "Tiziano Vilughi", "Johnnie Easter", "Hau Lung-vil"]);
}

#[test]
fn a_place_in_capitals_is_the_place() {
    let article = "Bridge closed\n\nSTORVIK, Ohio (UPI) — The bridge in Storvik is closed.";
    let article = Article::parse(article, &Plain, Given { language: language("en"), date: None });
    let names: Vec<&str> = article.whole().entities.iter().map(|it| &*it.name).collect();
    assert_eq!(names, ["Storvik", "Ohio", "UPI"]);
}

#[test]
fn the_headline_means_who_is_brought_in_first() {
    let text = "Søvnløs Vikdal vant\n\nOdd Vikdal vant i går.\n\nPappa Bjørn Vikdal så løpet.";
    assert_eq!(mentions("nb", text, "Odd Vikdal")[0], "Søvnløs Vikdal");
}

#[test]
fn what_always_owns_something_is_a_genitive() {
    let text = "Ny bok\n\nAdolf Vilders tekst er utgitt.\n\n– Jeg har lest Vilders «Kamp» og Vilders nye bok, sier Kari \
                Moe.";
    assert_eq!(mentions("nb", text, "Adolf Vilder"), ["Adolf Vilders", "Vilders", "Vilders"]);
    let text = "Ny bok\n\nErik Nymoss bok er utgitt. Nymoss spiller i Oslo.";
    assert_eq!(mentions("nb", text, "Erik Nymoss"), ["Erik Nymoss", "Nymoss"]);
}

#[test]
fn a_surname_alone_is_who_bears_it_and_not_their_wife() {
    let text = "Vote\n\nCarl Vilder stood beside his wife Ann Vilder on Monday. Vilder said it was late.";
    assert_eq!(said("en", text), ["Carl Vilder"]);
    let text = "Vote\n\nCarl Vilder met Ann Vilder on Monday. Mr. Vilder said it was late. Mrs. Vilder said it was early.";
    assert_eq!(said("en", text), ["Carl Vilder", "Ann Vilder"]);
}
