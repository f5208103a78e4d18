//! The same forms in every language that has them: what is written, published on Tuesday 12 February 2013, and what
//! it means.

use super::values;

#[track_caller]
fn all(code: &str, rows: &[(&str, &str)]) {
    for (text, value) in rows {
        let found = values(code, "2013-02-12", text);
        let found: Vec<_> = found.iter().map(|it| it.1.as_str()).collect();
        assert_eq!(found, [*value], "{code}: {text}");
    }
}

#[track_caller]
fn none(code: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(values(code, "2013-02-12", text), [], "{code}: {text}");
    }
}

#[test]
fn days_are_counted_in_a_month() {
    all(
        "nb",
        &[
            ("Møtet er siste mandag i mars.", "2013-03-25"),
            ("Festen var første lørdag i september 2014.", "2014-09-06"),
            ("Fristen er siste dag i februar 2016.", "2016-02-29"),
            ("Tilbudet gjelder første uke i oktober 2014.", "2014-W41"),
        ],
    );
    all("nn", &[("Møtet er siste tysdag i mai 2015.", "2015-05-26")]);
    all("sv", &[("Mötet hålls tredje tisdagen i september 2014.", "2014-09-16")]);
    all("da", &[("Mødet er anden onsdag i oktober 2014.", "2014-10-08")]);
    all("de", &[("Sie trifft sich am letzten Montag im März 2014.", "2014-03-31")]);
    all("en", &[("They meet on the last Monday of March 2014.", "2014-03-31")]);
    // A fifth Monday that the month has not: only the month is known.
    all("nb", &[("Det var femte mandag i mars 2013.", "2013-03")]);
}

#[test]
fn feasts_have_their_day() {
    all(
        "nb",
        &[
            ("Det var 1. påskedag 1942.", "1942-04-05"),
            ("Hun kom 2. juledag 2014.", "2014-12-26"),
            ("Han kom 1.juledag 2014.", "2014-12-25"),
            ("Morsdag 2014 regnet det.", "2014-02-09"),
            ("Alle spiste boller på fastelavnssøndag 2014.", "2014-03-02"),
            ("De møtes første søndag i advent 2014.", "2014-11-30"),
            // The nearest one.
            ("Det skjedde julaften.", "2012-12-24"),
        ],
    );
    all("nn", &[("Dei kom sankthansaftan 2014.", "2014-06-23")]);
    all(
        "sv",
        &[
            ("De gifte sig på midsommarafton 2014.", "2014-06-20"),
            ("Det var alla helgons dag 2014.", "2014-11-01"),
            ("Hon kom valborgsmässoafton 2014.", "2014-04-30"),
            ("Det hände på mors dag 2014.", "2014-05-25"),
        ],
    );
    all(
        "da",
        &[
            ("Han talte på grundlovsdag 2014.", "2014-06-05"),
            ("Butikken lukker store bededag 2014.", "2014-05-16"),
            ("De kom 2. pinsedag 2014.", "2014-06-09"),
        ],
    );
    all(
        "de",
        &[
            ("Sie kam am Buß- und Bettag 2014.", "2014-11-19"),
            ("Am Tag der Deutschen Einheit 2014 regnete es.", "2014-10-03"),
            ("Er kam am 1. Advent 2014.", "2014-11-30"),
        ],
    );
    none("de", &["In Chiang Mai wurde gefeiert."]);
}

#[test]
fn figures_are_days_where_something_shows_it() {
    all(
        "nb",
        &[
            ("15/02", "2013-02-15"),
            ("31.10.74", "1974-10-31"),
            ("25-04", "2013-04-25"),
            ("Møtet ble holdt 15/2 2013.", "2013-02-15"),
            ("Møtet var 15.2.2013.", "2013-02-15"),
            ("februar 15", "2013-02-15"),
        ],
    );
    all("de", &[("Er war vom 15.10. an krank.", "2012-10-15"), ("Die Frist endet am 15.2.", "2013-02-15")]);
    none(
        "nb",
        &["Stillingen er 15-12.", "Se punkt 3.2. i avtalen.", "3/4", "2.5", "Det er 1/3 igjen.", "7-3"],
    );
}

#[test]
fn a_day_of_the_month_is_the_nearest() {
    all(
        "nb",
        &[
            ("Fristen er den 15.", "2013-02-15"),
            ("De kommer den 28., sier hun.", "2013-01-28"),
            ("Det var fredag den 13.", "2012-07-13"),
        ],
    );
    all("sv", &[("Hon kommer den 15:e.", "2013-02-15"), ("Det var den 1:a mars.", "2013-03-01")]);
    none("nb", &["Hun ble den 15. kvinnen i rekken.", "Det var den 3. plassen på rad."]);
}

#[test]
fn weeks_have_numbers() {
    all("nb", &[("Arbeidet starter i uke 12.", "2013-W12"), ("Det var i uke 50.", "2012-W50")]);
    all("nn", &[("Filmen er klar i veke 39.", "2012-W39")]);
    all("sv", &[("Arbetet börjar vecka 12.", "2013-W12"), ("Arbetet börjar v. 12.", "2013-W12")]);
    all("de", &[("Die Arbeiten beginnen in KW 12 2014.", "2014-W12")]);
}

#[test]
fn distances_are_as_exact_as_they_are_said() {
    all(
        "nb",
        &[
            ("Det skjedde for to uker siden.", "2013-W05"),
            ("Det er to uker siden.", "2013-01-29"),
            ("Hun reiser om en uke.", "2013-02-19"),
            ("De åpner to uker fra i dag.", "2013-02-26"),
            ("Det skjedde for to år siden.", "2011"),
            ("Det er to år siden.", "2011-02"),
            ("Møtet er mandag om to uker.", "2013-02-25"),
            ("Det skjedde for bare to måneder siden.", "2012-12"),
            ("Det skjedde for drøyt tre år siden.", "2010"),
            ("Det skjedde for et halvt år siden.", "2012-08"),
            ("Det skjedde for to og et halvt år siden.", "2010-08"),
            ("Det skjedde for et par uker siden.", "PAST_REF"),
            ("Det tok to og en halv time.", "PT2.5H"),
        ],
    );
    all("nn", &[("Det hende onsdag for to veker sidan.", "2013-01-30")]);
    all("sv", &[("Det hände för en vecka sedan.", "2013-W06"), ("Hon reser om två veckor.", "2013-02-26")]);
    all("de", &[("Das geschah vor zwei Jahren.", "2011"), ("Er kam vor drei Tagen.", "2013-02-09")]);
}

#[test]
fn clocks_strike_in_words() {
    all(
        "nb",
        &[
            ("Dørene åpner klokka åtte.", "2013-02-12T08:00"),
            ("Skolen slutter klokken halv ett.", "2013-02-12T12:30"),
            ("Møtet var klokka åtte mandag morgen.", "2013-02-11T08:00"),
            ("Det smalt klokken 20 mandag kveld.", "2013-02-11T20:00"),
            ("Det smalt klokken åtte mandag kveld.", "2013-02-11T20:00"),
            ("Hun ringte klokka elleve om kvelden.", "2013-02-12T23:00"),
            ("Hun ringte i går ettermiddag klokken 3.", "2013-02-11T15:00"),
        ],
    );
    none("nb", &["Klokka fem over ti ringte hun.", "Klokka tikker, og klokken passerte målet."]);
}

#[test]
fn packs_know_their_own_words() {
    all(
        "sv",
        &[
            ("Det hände i tisdags.", "2013-02-05"),
            ("Hon slutade i höstas.", "2012-FA"),
            ("Det var på 1990-talet.", "199"),
            ("Natten till söndagen brann det.", "2013-02-09TNI"),
            ("Tisdagen den 19 februari öppnar mässan.", "2013-02-19"),
        ],
    );
    none("sv", &["Kungl. Maj:t beslöt det.", "Vi får vår mat här.", "Det var i vår egen tid."]);
    all(
        "da",
        &[
            ("Det skete i aftes.", "2013-02-12TEV"),
            ("Det var i 1990'erne.", "199"),
            ("I efteråret 2012 var hun færdig.", "2012-FA"),
            ("Tirsdag den 19. februar åbner messen.", "2013-02-19"),
        ],
    );
    none("da", &["Man kan tro, at tor og ti søn er navne."]);
    all(
        "de",
        &[
            ("Er starb am Montagabend.", "2013-02-11TEV"),
            ("Am Freitag, den 15. Februar, tagt der Rat.", "2013-02-15"),
            ("Morgen beginnt der Prozess.", "2013-02-13"),
            ("Das war Anfang Mai 2012.", "2012-05"),
            ("Sie begann um 15.30 Uhr.", "2013-02-12T15:30"),
        ],
    );
    none(
        "de",
        &["So geht es, und mi und do sind Töne.", "Der Morgen war kalt.", "Es geschah in letzter Minute."],
    );
}

#[test]
fn our_is_no_spring() {
    for text in
        ["I vår tid er det annerledes.", "De snakker om språket i vår egen by.", "Det kom i vår kultur."]
    {
        none("nb", &[text]);
    }
    all("nb", &[("De flytter i vår.", "2013-SP"), ("I vår var det flom.", "2013-SP")]);
    all("nb", &[("De feiret jul i 1969.", "1969")]);
}
