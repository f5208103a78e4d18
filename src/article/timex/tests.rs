mod packs;

use super::*;
use crate::article::token::Tokens;
use crate::article::{Article, Given};
use crate::format::Plain;
use crate::language::language;

/// What the expressions of time in one block mean, published on `date` (empty: unknown).
fn resolved(found: &[Timex], date: &str) -> Vec<Resolved> {
    let mut out = Vec::new();
    let mut memory = memory::Memory::default();
    resolve::resolve_block(found, 0, PublicationDate::parse(date), &mut memory, &mut out);
    out
}

/// The expressions of time in a text and their values, published on `date` (empty: unknown).
fn values(code: &str, date: &str, text: &str) -> Vec<(String, String)> {
    let tokens = Tokens::new(text, language(code).expect("shipped"));
    let mut found = Vec::new();
    read(&tokens, &mut found);
    let times = resolved(&found, date);
    found.iter().zip(times).map(|(it, time)| (it.span.of(text).to_owned(), time.value.to_string())).collect()
}

#[track_caller]
fn holds(code: &str, date: &str, text: &str, expected: &[(&str, &str)]) {
    let found = values(code, date, text);
    let found: Vec<_> = found.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn silent(code: &str, text: &str) {
    holds(code, "2024-06-13", text, &[]);
}

#[test]
fn dates_with_and_without_year() {
    holds("nb", "", "Hun kom 16. mai 2024 til byen.", &[("16. mai 2024", "2024-05-16")]);
    holds("nb", "", "Hun kom den 16. mai til byen.", &[("16. mai", "XXXX-05-16")]);
    holds("nb", "2020-01", "Hun kom den 16. desember.", &[("16. desember", "2019-12-16")]);
    holds("nb", "2020-01", "Hun kommer 16. februar.", &[("16. februar", "2020-02-16")]);
    holds("nb", "2020-01-05", "Det var 5. november 2019.", &[("5. november 2019", "2019-11-05")]);
    holds(
        "nb",
        "",
        "Skrevet 16.05.2024 og 2024-05-17.",
        &[("16.05.2024", "2024-05-16"), ("2024-05-17", "2024-05-17")],
    );
    holds(
        "nb",
        "2024-06-13",
        "Frist den 16/5, møte fredag 17.5.",
        &[("16/5", "2024-05-16"), ("fredag 17.5", "2024-05-17")],
    );
    holds("nn", "", "Det var tysdag den 4. juni 2024.", &[("tysdag den 4. juni 2024", "2024-06-04")]);
    holds("nb", "2024-06-13", "Hun kom 3. mai i fjor.", &[("3. mai i fjor", "2023-05-03")]);
    holds(
        "en",
        "",
        "She came on May 16, 2024, and left on 18 May 2024.",
        &[("May 16, 2024", "2024-05-16"), ("18 May 2024", "2024-05-18")],
    );
    holds("en", "2024-06-13", "She came on the 16th of May.", &[("the 16th of May", "2024-05-16")]);
    holds("en", "2024-06-13", "She left on Sept. 5.", &[("Sept. 5", "2023-09-05")]);
    holds("en", "2024-06-13", "She will leave on Sept. 5.", &[("Sept. 5", "2024-09-05")]);
    holds("en", "2024-06-13", "She comes Monday, June 3.", &[("Monday, June 3", "2024-06-03")]);
}

#[test]
fn ranges_share_their_month() {
    holds(
        "nb",
        "",
        "Festivalen varer 3.–5. mai 2024.",
        &[("3.", "2024-05-03"), ("5. mai 2024", "2024-05-05")],
    );
    holds(
        "nb",
        "",
        "Fra fredag 3. til søndag 5. mai 2024.",
        &[("fredag 3.", "2024-05-03"), ("søndag 5. mai 2024", "2024-05-05")],
    );
    holds(
        "nb",
        "",
        "Fra 30. april til 2. mai 2024.",
        &[("30. april", "2024-04-30"), ("2. mai 2024", "2024-05-02")],
    );
    holds("en", "", "From May 3–5, 2024, it rained.", &[("May 3", "2024-05-03"), ("5, 2024", "2024-05-05")]);
}

#[test]
fn months_years_decades() {
    holds("nb", "", "I mai 2007 og på 1980-tallet.", &[("mai 2007", "2007-05"), ("1980-tallet", "198")]);
    holds(
        "nb",
        "2024-06-13",
        "I mai 2007, i 2011 og våren 2019.",
        &[("mai 2007", "2007-05"), ("2011", "2011"), ("våren 2019", "2019-SP")],
    );
    holds("nb", "2024-06-13", "I mars snødde det.", &[("mars", "2024-03")]);
    holds("nb", "2024-06-13", "Regnskapet for tredje kvartal 2018.", &[("tredje kvartal 2018", "2018-Q3")]);
    holds("en", "", "It was early 1939, or the 1930s.", &[("early 1939", "1939"), ("the 1930s", "193")]);
    holds("en", "", "Rome burnt in 64 BC, some say.", &[("64 BC", "BC0064")]);
}

#[test]
fn weekdays_look_back() {
    // 13 June 2024 is a Thursday.
    for (day, value) in [("mandag", "2024-06-10"), ("torsdag", "2024-06-13"), ("fredag", "2024-06-07")] {
        holds("nb", "2024-06-13", &format!("Det skjedde {day}."), &[(day, value)]);
    }
    holds("nb", "2024-06", "Hun ringte mandag kveld.", &[("mandag kveld", "XXXX-WXX-1TEV")]);
    holds("nb", "2024-06-13", "Hun ringte om tirsdagskvelden.", &[("tirsdagskvelden", "2024-06-11TEV")]);
    holds("nb", "2024-06-13", "Natt til søndag brant det.", &[("Natt til søndag", "2024-06-08TNI")]);
    holds("nn", "", "Natt til måndag brann det.", &[("Natt til måndag", "XXXX-WXX-7TNI")]);
    holds(
        "nb",
        "2024-06-13",
        "Forrige onsdag i forrige uke.",
        &[("Forrige onsdag", "2024-06-12"), ("forrige uke", "2024-W23")],
    );
    holds("nb", "2024-06-13", "Det var onsdag i forrige uke.", &[("onsdag i forrige uke", "2024-06-05")]);
    holds(
        "en",
        "2024-06-13",
        "Next Thursday, not last Thursday.",
        &[("Next Thursday", "2024-06-20"), ("last Thursday", "2024-06-06")],
    );
    holds("nb", "", "Hver mandag er det kor.", &[("Hver mandag", "XXXX-WXX-1")]);
}

#[test]
fn distances() {
    holds(
        "nb",
        "2024-06-13",
        "I dag, i går, i morgen og i forgårs.",
        &[
            ("I dag", "2024-06-13"),
            ("i går", "2024-06-12"),
            ("i morgen", "2024-06-14"),
            ("i forgårs", "2024-06-11"),
        ],
    );
    holds("nb", "2024-06-13", "Hun ringte i går kveld.", &[("i går kveld", "2024-06-12TEV")]);
    holds("nb", "2020-01", "Det skjedde i helgen.", &[("i helgen", "XXXX-WXX-WE")]);
    holds("nb", "2020-01-06", "Det skjedde i helgen.", &[("i helgen", "2020-W01-WE")]);
    holds(
        "nb",
        "2020-01",
        "I fjor, i år og forrige måned.",
        &[("I fjor", "2019"), ("i år", "2020"), ("forrige måned", "2019-12")],
    );
    holds(
        "nb",
        "2024-06-13",
        "For to år siden kom hun, i fjor høst dro hun.",
        &[("For to år siden", "2022"), ("i fjor høst", "2023-FA")],
    );
    holds(
        "nn",
        "2024-06-13",
        "For tre dagar sidan, førre veke.",
        &[("For tre dagar sidan", "2024-06-10"), ("førre veke", "2024-W23")],
    );
    holds(
        "en",
        "2024-06-13",
        "Two days ago, yesterday and tonight.",
        &[("Two days ago", "2024-06-11"), ("yesterday", "2024-06-12"), ("tonight", "2024-06-13TNI")],
    );
    holds(
        "en",
        "",
        "On May 16, 2024, she fell; the next day she rose.",
        &[("May 16, 2024", "2024-05-16"), ("the next day", "2024-05-17")],
    );
    holds("nb", "", "Det tok tre dager og 2,5 timer.", &[("tre dager", "P3D"), ("2,5 timer", "PT2.5H")]);
    holds("nb", "", "For tiden er det stille.", &[("For tiden", "PRESENT_REF")]);
}

#[test]
fn clock_times() {
    holds(
        "nb",
        "2024-06-13",
        "Mandag klokken 15.30 smalt det.",
        &[("Mandag klokken 15.30", "2024-06-10T15:30")],
    );
    holds("nb", "", "Dørene åpner kl. 18.", &[("kl. 18", "XXXX-XX-XXT18:00")]);
    holds("en", "2024-06-13", "At 3 p.m. on Monday she spoke.", &[("3 p.m. on Monday", "2024-06-10T15:00")]);
    holds("en", "", "Doors open at 7:30pm.", &[("7:30pm", "XXXX-XX-XXT19:30")]);
}

#[test]
fn named_days() {
    holds("nb", "2024-06-13", "Langfredag 2024 regnet det.", &[("Langfredag 2024", "2024-03-29")]);
    holds("nb", "2024-01-13", "Det var julaften.", &[("julaften", "2023-12-24")]);
    holds("en", "", "Easter Monday 2025 was sunny.", &[("Easter Monday 2025", "2025-04-21")]);
}

#[test]
fn words_that_are_no_dates() {
    silent("nb", "Man kan si at Tor og Mai Søn dro til Mars.");
    silent("nb", "De vant 3–2 og kom på 5. plass.");
    silent("nb", "Versjon 1.2.13 koster 4.500 kroner, ring 22 86 20 00.");
    silent("nb", "Vår jul er vår egen.");
    silent("nb", "Lov av Stortinget har 2000 ord og 1845 stemmer.");
    silent("en", "She may march and sat in the sun for a second.");
    silent("en", "Theresa May won 2000 votes.");
    silent("nb", "Klokken 𐢧𐢧 i Petra.");
    silent("en", "The jury gave it 5/6, the other 24/7.");
}

#[test]
fn nothing_joins_across_a_line_break() {
    holds(
        "en",
        "2008-09-19",
        "On strike until Friday\nSeptember 18, 2008",
        &[("Friday", "2008-09-19"), ("September 18, 2008", "2008-09-18")],
    );
    holds(
        "nb",
        "2024-06-13",
        "Møte fredag\n14. mars 2024",
        &[("fredag", "2024-06-07"), ("14. mars 2024", "2024-03-14")],
    );
}

#[test]
fn a_day_that_does_not_exist_is_its_month() {
    holds("nb", "", "Fristen er 31. april 2024.", &[("31. april 2024", "2024-04")]);
    holds("nb", "", "Fristen er 30.02.2024.", &[("30.02.2024", "2024-02")]);
}

#[test]
fn weekdays_stay_with_their_day() {
    let weekdays = |text: &str| -> Vec<Option<u8>> {
        let tokens = Tokens::new(text, language("nb").expect("shipped"));
        let mut found = Vec::new();
        read(&tokens, &mut found);
        let day = |it: &Timex| match it.expression {
            Expression::Day(day) => Some(day.weekday),
            _ => None,
        };
        found.iter().filter_map(day).collect()
    };
    assert_eq!(weekdays("Fra fredag 3. til søndag 5. mai 2024."), [Some(5), Some(7)]);
    // Whose day is whose cannot be told.
    assert_eq!(weekdays("Det skjer lørdag og søndag 4. og 5. mai 2024."), [None, None]);
    assert_eq!(weekdays("Det skjer lørdag 4. og søndag 5. mai 2024."), [Some(6), Some(7)]);
    assert_eq!(weekdays("Det skjer 5. mai 2024 (søndag)."), [Some(7)]);
}

#[test]
fn publication_dates() {
    let date = |text: &str| PublicationDate::parse(text).map(|it| (it.year, it.month, it.day));
    let full = Some((2020, Some(1), Some(6)));
    for text in [
        "2020-01-06",
        " 2020-01-06 ",
        "\"2020-01-06\"",
        "2020-01-06T10:15:00+01:00",
        "2020-01-06T23:59:00Z",
        "2020-01-06 10:15",
        "20200106",
        "20200106T101500Z",
        "2020/01/06",
        "06.01.2020",
        "6.1.2020 10.15",
        "6. januar 2020",
        "mandag 6. januar 2020 kl. 10.15",
        "måndag 6. januar 2020",
        "Mon, 06 Jan 2020 10:00:00 GMT",
        "January 6, 2020",
        "January 6th, 2020",
        "6 January 2020",
        "the 6th of January 2020",
    ] {
        assert_eq!(date(text), full, "{text}");
    }
    assert_eq!(date("2020-01"), Some((2020, Some(1), None)));
    assert_eq!(date("januar 2020"), Some((2020, Some(1), None)));
    assert_eq!(date("2020"), Some((2020, None, None)));
    // Day and month, or month and day: only the year is sure.
    assert_eq!(date("06/01/2020"), Some((2020, None, None)));
    assert_eq!(date("01/16/2020"), Some((2020, Some(1), Some(16))));
    for text in [
        "",
        "x",
        "2020-13",
        "2020-00",
        "2020-02-30",
        "31.04.2020",
        "0000",
        "9999",
        "2020-01-06x",
        "-2020",
        "2020-",
        "20201301",
        "32. januar 2020",
        "i går",
        "januar",
        "æøå 🙂",
        "12345",
        "1.2",
        "6. januar",
    ] {
        assert_eq!(date(text), None, "{text}");
    }
}

#[test]
fn file_names_give_dates() {
    let date = |path: &str| PublicationDate::in_path(path).map(|it| (it.year, it.month, it.day));
    let full = Some((2020, Some(1), Some(6)));
    for path in [
        "2020-01-06-valget.md",
        "saker/2020-01-06 valget.txt",
        "valget_2020_01_06.txt",
        "20200106_valget.txt",
        "20200106T101500.txt",
        "saker/2020/01/06/valget.md",
        "C:\\saker\\2020\\01\\06\\valget.md",
        "2019-12/2020-01-06.txt",
        "valget.2020.01.06.md",
    ] {
        assert_eq!(date(path), full, "{path}");
    }
    assert_eq!(date("irak-2020-01.txt"), Some((2020, Some(1), None)));
    assert_eq!(date("2020/01/valget.md"), Some((2020, Some(1), None)));
    for path in [
        "",
        "valget.md",
        "budsjett-2021.md",
        "2020.txt",
        "2020-13-valget.md",
        "2020-01-32.md",
        "20201301.txt",
        "utgave-1.2.3.txt",
        "tlf-22862000.txt",
        "eksport-2020-01-06/valget.md",
        "9999-01-01.txt",
        "æøå-🙂.txt",
        "å2020010.txt",
    ] {
        assert_eq!(date(path), None, "{path}");
    }
}

/// What an article is taken to be published on, if `given` is known from elsewhere.
fn published(given: &str, text: &str) -> Option<String> {
    let given = Given { language: None, date: PublicationDate::parse(given) };
    let it = Article::parse(text, &Plain, given).whole().date?;
    let more = |it: Option<i8>| it.map_or(String::new(), |it| format!("-{it:02}"));
    Some(format!("{}{}{}", it.year, more(it.month), more(it.day)))
}

#[test]
fn articles_say_when_they_come_out() {
    let nynorsk =
        |line: &str| format!("Broa er stengd\n\nAv Kari Berg\n\n{line}\n\nBroa vart stengd 3. mai 2019.");
    let english = |line: &str| {
        format!("The bridge is closed\n\nBy Kari Berg\n\n{line}\n\nThe bridge was closed on May 3, 2019.")
    };
    for line in [
        "Publisert 6. januar 2020 kl. 10.15",
        "Publisert: 06.01.2020 10:15",
        "Publisert måndag 6. januar 2020",
        "PUBLISERT 2020-01-06",
        "Publisert 6.1.2020 Oppdatert 7.1.2020",
        "6. januar 2020",
    ] {
        assert_eq!(published("", &nynorsk(line)).as_deref(), Some("2020-01-06"), "{line}");
        assert_eq!(published("2021", &nynorsk(line)).as_deref(), Some("2020-01-06"), "{line}");
    }
    for line in ["Published on Monday, January 6, 2020", "Updated: 6 January 2020", "Monday, January 6, 2020"]
    {
        assert_eq!(published("", &english(line)).as_deref(), Some("2020-01-06"), "{line}");
    }
    for line in [
        "Publisert forsking frå 2018",
        "Publisert 6. januar",
        "Sist oppdatert i går",
        "Valet 6. januar 2020",
        "Ho kom 6. januar 2020.",
    ] {
        assert_eq!(published("", &nynorsk(line)), None, "{line}");
        assert_eq!(published("2021", &nynorsk(line)).as_deref(), Some("2021"), "{line}");
    }
}

#[test]
fn datelines_add_what_is_not_known() {
    let text = "Bridge closed\n\nBERGEN, Jan. 6 (Reuters) - The bridge was closed on Jan. 3, police said.";
    assert_eq!(published("", text), None);
    assert_eq!(published("2020", text).as_deref(), Some("2020-01-06"));
    assert_eq!(published("2020-01", text).as_deref(), Some("2020-01-06"));
    assert_eq!(published("2020-02", text).as_deref(), Some("2020-02"));
    assert_eq!(published("2020-01-08", text).as_deref(), Some("2020-01-08"));
}

#[test]
fn the_verb_says_which_way() {
    // 13 June 2024 is a Thursday.
    holds("nb", "2024-06-13", "De skal møtes fredag.", &[("fredag", "2024-06-14")]);
    holds("nb", "2024-06-13", "De møttes fredag.", &[("fredag", "2024-06-07")]);
    holds("nb", "2024-06-13", "Fredag skal de møtes.", &[("Fredag", "2024-06-14")]);
    holds("nb", "2024-06-13", "Noen skal ha stjålet båten fredag.", &[("fredag", "2024-06-07")]);
    holds("nb", "2024-02-13", "Prisene har steget siden oktober.", &[("oktober", "2023-10")]);
    holds("nn", "2024-06-13", "Dei skal møtast måndag.", &[("måndag", "2024-06-17")]);
    holds("en", "2024-06-13", "It will be held on Friday.", &[("Friday", "2024-06-14")]);
    holds("en", "2024-06-13", "It was held on Friday.", &[("Friday", "2024-06-07")]);
    holds("en", "2024-02-13", "She said work would begin in September.", &[("September", "2024-09")]);
    let open = |code: &str, text: &str| {
        let tokens = Tokens::new(text, language(code).expect("shipped"));
        let mut found = Vec::new();
        read(&tokens, &mut found);
        resolved(&found, "2024-06-13").last().map(|it| it.open)
    };
    assert_eq!(open("nb", "De skal møtes fredag."), Some(false));
    assert_eq!(open("nb", "Brua åpner i september."), Some(true));
    assert_eq!(open("en", "She said she would leave on Friday."), Some(true));
}

#[test]
fn names_of_events_are_no_days_of_this_year() {
    holds("nb", "2024-06-13", "Mange minnes terroren 22. juli.", &[("22. juli", "2011-07-22")]);
    holds("nb", "2024-06-13", "Alle husker 22. juli.", &[("22. juli", "XXXX-07-22")]);
    holds("nb", "2024-06-13", "De skal møtes 22. juli.", &[("22. juli", "2024-07-22")]);
    holds("en", "2024-06-13", "Since the September 11 attacks it rains.", &[("September 11", "2001-09-11")]);
}

#[test]
fn english_as_newspapers_write_it() {
    holds("en", "2024-02-13", "Profit rose in the third quarter.", &[("the third quarter", "2023-Q3")]);
    holds(
        "en",
        "2024-06-13",
        "It grew in the second half of 2008.",
        &[("the second half of 2008", "2008-H2")],
    );
    silent("en", "She scored twice in the second half.");
    holds("en", "2024-06-13", "It ends at the end of the month.", &[("the end of the month", "2024-06")]);
    holds("en", "2024-06-13", "Over the past year it snowed.", &[("the past year", "P1Y")]);
    holds("en", "2024-06-13", "They will vote in two days.", &[("in two days", "2024-06-15")]);
    holds("en", "2024-06-13", "It took place in two days.", &[("two days", "P2D")]);
    holds(
        "en",
        "2024-06-13",
        "Two weeks before Christmas 2023 he left.",
        &[("Two weeks before", "2023-12-11"), ("Christmas 2023", "2023-12-25")],
    );
    holds("en", "", "Athens fell in the spring of 480 BC.", &[("the spring of 480 BC", "BC0480-SP")]);
    holds(
        "en",
        "",
        "It was held on 31 May-1 June 1916.",
        &[("31 May", "1916-05-31"), ("1 June 1916", "1916-06-01")],
    );
    holds("en", "", "Signed 05-Aug-2016.", &[("05-Aug-2016", "2016-08-05")]);
    holds("en", "2024-06-13", "He met them on the 5th.", &[("the 5th", "2024-06-05")]);
    silent("en", "He led the 1st Cavalry Division.");
}

#[test]
fn values_say_what_they_hang_on() {
    let anchor = |date: &str, text: &str| {
        let tokens = Tokens::new(text, language("nb").expect("shipped"));
        let mut found = Vec::new();
        read(&tokens, &mut found);
        resolved(&found, date).last().map(|it| it.anchor)
    };
    assert_eq!(anchor("2024-06-13", "Det var 3. mai 2021."), Some(Anchor::Itself));
    assert_eq!(anchor("2024-06-13", "Det var 3. mai."), Some(Anchor::Publication));
    assert_eq!(anchor("", "Det var 3. mai."), Some(Anchor::Nothing));
    assert_eq!(
        anchor("", "Det var 3. mai 2021, så 4. mai."),
        Some(Anchor::Earlier(TimexId { block: 0, timex: 0 }))
    );
}

/// A history of many paragraphs, and a piece of news that looks back in one.
#[test]
fn a_narrative_counts_from_its_last_date() {
    use crate::article::{Article, Given};
    let values = |text: &str| -> Vec<String> {
        let given = Given { language: language("en"), date: PublicationDate::parse("2024-06-13") };
        let article = Article::parse(text, &crate::format::Plain, given);
        article.whole().times().iter().map(|it| it.value.to_string()).collect()
    };
    let history = "The mine opened in May 1911.\n\nIn September it flooded. Two days later it was shut.\n\n\
                   The strike began on 3 November 1912.\n\nIn January the owners gave in.\n\n\
                   On 5 March 1913 the mine was sold.";
    assert_eq!(values(history), ["1911-05", "1911-09", "XXXX-XX-XX", "1912-11-03", "1913-01", "1913-03-05"]);
    let news = "The mine was shut on 5 March 1913.\n\nIn May it reopened, owners said Tuesday.";
    assert_eq!(values(news), ["1913-03-05", "2024-05", "2024-06-11"]);
}

mod any_text {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_read(text in "(\\PC|[0-9 .:/–-]|mai|kl\\. |den |i |for |siden|mandag|May |\\n){0,60}") {
            for code in crate::language::codes() {
                let tokens = Tokens::new(&text, language(code).expect("shipped"));
                let mut found = Vec::new();
                read(&tokens, &mut found);
                let mut end = 0;
                for timex in &found {
                    prop_assert!(timex.span.start >= end && timex.span.end as usize <= text.len());
                    prop_assert!(!timex.span.of(&text).is_empty());
                    end = timex.span.end;
                }
                for date in ["", "2020", "2020-01", "2020-02-29"] {
                    let times = resolved(&found, date);
                    prop_assert_eq!(times.len(), found.len());
                    prop_assert!(times.iter().all(|it| !it.value.to_string().is_empty()));
                }
            }
        }

        #[test]
        fn is_a_publication_date_or_not(text in "\\PC{0,30}") {
            PublicationDate::parse(&text);
        }

        #[test]
        fn figures_are_a_publication_date_or_not(text in "[0-9./T :-]{0,12}") {
            PublicationDate::parse(&text);
        }
    }
}
