//! What an editor shows of dates, offers to write in their place, and puts on the timeline.

#![allow(clippy::disallowed_methods, reason = "tests read files and start threads")]

mod places;

use copydesk::article::{Article, Certainty, Given, PublicationDate};
use copydesk::desk::{self, Wanted};
use copydesk::format::{Markdown, Plain};
use copydesk::language::language;
use copydesk::text::Span;
use places::at;

/// The article of `text`; its date may be the year or the month alone.
fn dated(text: &str, code: &str, date: &str) -> Article {
    Article::parse(text, &Plain, Given { language: language(code), date: PublicationDate::parse(date) })
}

/// An article published on Monday 6 January 2020.
fn monday(text: &str, code: &str) -> Article {
    dated(text, code, "2020-01-06")
}

fn hover(article: &Article, place: &str) -> String {
    desk::hover(article, &[], at(article, place)).map_or_else(|| "nothing".to_owned(), |it| it.markdown)
}

#[test]
fn a_hover_says_which_day_a_date_is() {
    let text =
        "Møtet er 14. mars 2024. De møttes i går. Det varte i tre timer. Saken er fra 2007, og fra i fjor.\n";
    let article = monday(text, "nb");
    assert_eq!(hover(&article, "1$04. mars"), "**torsdag 14. mars 2024**\n\n2024-03-14, uke 11");
    assert_eq!(
        hover(&article, "i g$0år"),
        "**søndag 5. januar 2020**\n\n2020-01-05, uke 1\n\nRegnet fra publiseringsdatoen (6. januar 2020)."
    );
    assert_eq!(hover(&article, "i fj$0or"), "**2019**\n\nRegnet fra publiseringsdatoen (6. januar 2020).");
    assert_eq!(hover(&article, "tre t$0imer"), "nothing");
    assert_eq!(hover(&article, "fra 2$0007"), "nothing");
    let undated =
        hover(&Article::parse(text, &Plain, Given { language: language("nb"), date: None }), "i g$0år");
    assert_eq!(undated, "Når dette er, kommer an på publiseringsdatoen, og den er ikke oppgitt.");
}

#[test]
fn a_hover_writes_dates_as_the_language_does() {
    let text =
        "De møttes i går. Broen stengte i forrige uke, og åpnet igjen for to uker siden i forrige måned.\n";
    let counted = "\n\nRegnet fra publiseringsdatoen (6. januar 2020).";
    let day = monday(text, "nb");
    let week = hover(&day, "forrige u$0ke");
    assert_eq!(week, format!("**30. desember 2019 til 5. januar 2020**\n\n2020-W01, uke 1{counted}"));
    assert_eq!(hover(&day, "forrige m$0åned"), format!("**desember 2019**{counted}"));
    let month = dated(text, "nb", "2020-01");
    assert_eq!(
        hover(&month, "forrige m$0åned"),
        "**desember 2019**\n\nRegnet fra publiseringsdatoen (januar 2020)."
    );
    assert_eq!(
        hover(&month, "i g$0år"),
        "Når dette er, kommer an på publiseringsdatoen, men dagen er ikke oppgitt, bare januar 2020."
    );
    let english = monday("They met yesterday. The bridge opens next week, and closes in the autumn.\n", "en");
    let counted = "\n\nCounted from the publication date (January 6, 2020).";
    let sunday = "**Sunday, January 5, 2020**\n\n2020-01-05, week 1";
    assert_eq!(hover(&english, "yester$0day"), format!("{sunday}{counted}"));
    let next = "**January 13 to January 19, 2020**\n\n2020-W03, week 3";
    assert_eq!(hover(&english, "next w$0eek"), format!("{next}{counted}"));
}

#[test]
fn a_hover_names_the_words_that_a_date_is_counted_from() {
    let text = "Broen brast 3. mai 2019. Dagen etter kom kranen.\n";
    assert_eq!(
        hover(&monday(text, "nb"), "Dagen e$0tter"),
        "**lørdag 4. mai 2019**\n\n2019-05-04, uke 18\n\nRegnet fra «3. mai 2019» (ingressen)."
    );
}

#[test]
fn a_night_goes_by_the_day_it_ends_on() {
    let article = monday("Broen brast natt til søndag 5. januar 2020.\n", "nb");
    assert_eq!(hover(&article, "natt t$0il"), "**natt til søndag 5. januar 2020**");
}

/// The text of an article with its dates in brackets, where an editor shows them.
fn hinted(article: &Article) -> String {
    let mut out = article.text().to_string();
    let wanted = Wanted { dates: true, speakers: false };
    for it in desk::hints(article, Span::new(0, out.len()), wanted).iter().rev() {
        assert!(!it.opens && it.why.starts_with("**"), "{it:?}");
        out.insert_str(it.offset as usize, &format!(" [{}]", it.label));
    }
    out
}

#[test]
fn hints_say_the_day_where_the_words_only_count() {
    let text = "\
Broen stengte i går. Rådet møtes neste fredag, og i forrige uke kom kranen. I fjor var alt vel.

Broen er fra 1961. Den ble malt i april i fjor, og rekkverket brast for tre uker siden. Om ti dager åpner den.

Han kom 3. mai 2019. Dagen etter dro han. Det varte i tre dager.
";
    let expected = "\
Broen stengte i går [søndag 5. januar]. Rådet møtes neste fredag [10. januar], og i forrige uke \
                    [30. desember til 5. januar] kom kranen. I fjor [2019] var alt vel.

Broen er fra 1961. Den ble malt i april i fjor [2019], og rekkverket brast for tre uker siden \
                    [16. desember til 22. desember 2019]. Om ti dager [torsdag 16. januar] åpner den.

Han kom 3. mai 2019. Dagen etter [lørdag 4. mai 2019] dro han. Det varte i tre dager.
";
    assert_eq!(hinted(&monday(text, "nb")), expected);
    let undated =
        Article::parse("Broen stengte i går.\n", &Plain, Given { language: language("nb"), date: None });
    assert_eq!(hinted(&undated), "Broen stengte i går.\n", "nobody knows which day");
}

/// What the text becomes when the only offer at the place marked `$0` is taken, with the offer's title.
fn rewritten(text: &str, code: &str) -> (String, String) {
    let article = monday(&text.replace("$0", ""), code);
    let offset = text.find("$0").expect("a place has its mark");
    let offers = desk::rewritings(&article, Span::new(offset, offset));
    let [offer] = &*offers else { panic!("{text}: {offers:?}") };
    let changed = article.edit(&offer.edit).expect("it fits");
    (changed.text().to_string(), offer.title.clone())
}

#[test]
fn a_date_can_be_written_out() {
    for (code, before, after) in [
        ("nb", "Broen stengte i $0går.", "Broen stengte søndag 5. januar."),
        ("nb", "I $0går stengte broen.", "Søndag 5. januar stengte broen."),
        ("nb", "Broen er stengt fra i $0morgen.", "Broen er stengt fra tirsdag 7. januar."),
        ("nb", "Broen åpner neste fre$0dag.", "Broen åpner fredag 10. januar."),
        ("nb", "Broen stengte for ti $0dager siden.", "Broen stengte fredag 27. desember 2019."),
        (
            "nb",
            "Han kom 3. mai 2019. Dagen $0etter dro han.",
            "Han kom 3. mai 2019. Lørdag 4. mai 2019 dro han.",
        ),
        ("nn", "Brua stengde i $0går.", "Brua stengde søndag 5. januar."),
        ("sv", "Bron stängdes i $0går.", "Bron stängdes söndagen den 5 januari."),
        ("da", "Broen lukkede i $0går.", "Broen lukkede søndag den 5. januar."),
        ("de", "Die Brücke schloss ges$0tern.", "Die Brücke schloss am Sonntag, 5. Januar."),
        ("en", "The bridge closed yester$0day.", "The bridge closed on Sunday, January 5."),
        ("en", "It has been closed from yester$0day.", "It has been closed from Sunday, January 5."),
    ] {
        let (text, title) = rewritten(before, code);
        assert_eq!(text, after, "{title}");
        assert!(title.contains(": "), "{title}");
    }
}

#[test]
fn a_near_date_can_be_a_weekday() {
    for (code, before, after) in [
        ("nb", "Broen stengte 3. jan$0uar 2020.", "Broen stengte fredag."),
        ("nb", "Broen stengte 3. jan$0uar.", "Broen stengte fredag."),
        ("nn", "Brua opnar att torsdag 9. jan$0uar.", "Brua opnar att torsdag."),
        ("nb", "Broen stengte den 3. jan$0uar 2020.", "Broen stengte fredag."),
        ("nb", "3. jan$0uar 2020 stengte broen.", "Fredag stengte broen."),
        ("nb", "Broen stengte fredag 3. jan$0uar 2020.", "Broen stengte fredag."),
        ("nb", "Broen åpner på ny fra 9. jan$0uar 2020.", "Broen åpner på ny fra torsdag."),
        ("de", "Die Brücke schloss am 3. Jan$0uar 2020.", "Die Brücke schloss am Freitag."),
        ("en", "The bridge closed on January $03, 2020.", "The bridge closed on Friday."),
    ] {
        assert_eq!(rewritten(before, code).0, after);
    }
}

#[test]
fn nothing_is_offered_where_the_sentence_would_not_bear_it() {
    for (code, text) in [
        // Somebody's own words.
        ("nb", "– Broen stengte i $0går, sier Marit Holme."),
        ("nb", "Det var gårs$0dagens sak."),
        ("nb", "Det var i $0går-saken."),
        ("nb", "Broen stengte i går k$0veld."),
        ("nb", "Dagen $0etter ulykken kom kranen."),
        // Too far off.
        ("nb", "Broen stengte 14. desem$0ber 2019."),
        ("nb", "Broen er stengt 3.–5. jan$0uar 2020."),
        ("nb", "Broen er stengt 3. jan$0uar 2020 til 5. januar 2020."),
        // Nobody knows which day, or it is no day.
        ("nb", "Broen brast i $0fjor."),
        ("nb", "Det skjedde en man$0dag."),
        ("en", "It was yester$0day's news."),
        // «I fredags», and no «fredag».
        ("sv", "Bron stängdes 3 jan$0uari 2020."),
    ] {
        let article = monday(&text.replace("$0", ""), code);
        let offset = text.find("$0").expect("a place has its mark");
        assert_eq!(desk::rewritings(&article, Span::new(offset, offset)), [], "{text}");
    }
    let text = "Broen stengte i *går*.";
    let given = Given { language: language("nb"), date: PublicationDate::parse("2020-01-06") };
    let marked = Article::parse(text, &Markdown, given);
    assert_eq!(desk::rewritings(&marked, Span::new(15, 15)), [], "markup stays the writer's");
}

#[test]
fn the_timeline_tells_what_happens_when() {
    let text = "\
Om broen

Ordfører Kari Nesbakk stengte broen i går. Den åpnet i 1961, og ble utvidet våren 2004. Neste uke møtes rådet.

Natt til søndag 5. januar 2020 brast rekkverket. Klokka 15 kom kranen. Uka etter kom ingen.
";
    let article = monday(text, "nb");
    let shown: Vec<_> = desk::timeline(&article)
        .into_iter()
        .map(|it| {
            let words = |span: Option<Span>| span.map(|it| article.text().slice(it)).unwrap_or_default();
            let who: Vec<_> = it.participants.iter().map(|it| &*article.whole().entity(*it).name).collect();
            format!("{} | {} | {} | {}", it.date, it.label, words(it.verb), who.join(", "))
        })
        .collect();
    assert_eq!(
        shown[..6],
        [
            "1961 | 1961 | åpnet | ",
            "2004-SP | våren 2004 | utvidet | ",
            "2020-01-04TNI | natt til søndag 5. januar 2020 | brast | ",
            "2020-01-05 | søndag 5. januar 2020 | stengte | Kari Nesbakk",
            "2020-W02 | 6. januar til 12. januar 2020 | kom | ",
            "2020-W03 | 13. januar til 19. januar 2020 | møtes | ",
        ]
    );
    let last = desk::timeline(&article).pop().expect("there is one");
    assert!(last.certainty > Certainty::Sure, "{last:?}");
}
