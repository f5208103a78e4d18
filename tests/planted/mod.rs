//! Errors planted into articles that have none, to see how many of them the desk finds.
//!
//! A planter knows one kind of error. It takes an article whose quotations and people are labelled, and gives the
//! article again with one error in it, as often as it finds a place for one. An error counts as found if the rule
//! reports words that meet the place where a human editor would put the finger.

mod clause;
mod dates;
mod introduction;
pub(crate) mod labelled;
mod office;
mod spelling;
mod weekday;
mod wording;

use copydesk::article::Article;
use copydesk::rules::{self, Selection};
use copydesk::text::Span;
use labelled::Labelled;

/// An article with one error in it.
pub(crate) struct Planted {
    pub(crate) text: String,
    /// Where the error shows, in bytes of the text.
    pub(crate) at: Span,
    /// What was done.
    pub(crate) what: String,
}

/// One kind of error.
pub(crate) struct Planter {
    /// The rule that ought to find it.
    pub(crate) rule: &'static str,
    /// What it does, in a few words.
    pub(crate) does: &'static str,
    pub(crate) plant: fn(&Labelled) -> Vec<Planted>,
}

pub(crate) const PLANTERS: &[Planter] = &[
    Planter {
        rule: "quote-without-speaker",
        does: "removes the only reporting clause of a lone quotation",
        plant: clause::plant,
    },
    Planter {
        rule: "name-spelling",
        does: "changes one letter of a surname where it stands last",
        plant: spelling::plant,
    },
    Planter {
        rule: "quote-altered",
        does: "sets the beginning of a quotation above the article with one word changed",
        plant: wording::plant,
    },
    Planter {
        rule: "first-mention",
        does: "takes the first name out of the first mention, and puts it into the second",
        plant: introduction::plant,
    },
    Planter {
        rule: "role-conflict",
        does: "gives somebody else the office that the article has given somebody",
        plant: office::plant,
    },
    Planter { rule: "weekday-mismatch", does: "changes the weekday beside a date", plant: weekday::weekdays },
    Planter {
        rule: "weekday-mismatch",
        does: "changes the day of a date with a weekday",
        plant: weekday::days,
    },
    Planter {
        rule: "weekday-mismatch",
        does: "changes the year of a date with a weekday",
        plant: weekday::years,
    },
    Planter {
        rule: "impossible-date",
        does: "changes a day to one that its month does not have",
        plant: dates::impossible,
    },
    Planter {
        rule: "elapsed-years",
        does: "puts a year three off beside «for ti år siden»",
        plant: dates::elapsed,
    },
    Planter { rule: "holiday-date", does: "puts a date a week off beside a holiday", plant: dates::holidays },
    Planter { rule: "age-mismatch", does: "gives somebody another age when named again", plant: dates::ages },
    Planter {
        rule: "age-mismatch",
        does: "gives somebody a year of birth five years off",
        plant: dates::births,
    },
    Planter {
        rule: "year-slip",
        does: "gives a date days back in January last year's number",
        plant: dates::slips,
    },
];

/// How a rule does on some articles.
#[derive(Default)]
pub(crate) struct Score {
    pub(crate) articles: usize,
    /// What the rule reports in the articles as they were published.
    pub(crate) alarms: usize,
    pub(crate) planted: usize,
    pub(crate) found: usize,
}

impl Planter {
    /// Plants what can be planted into an article and lets the rule look. `see` sees every error, and whether it
    /// was found.
    pub(crate) fn try_on(&self, labelled: &Labelled, score: &mut Score, mut see: impl FnMut(&Planted, bool)) {
        score.articles += 1;
        score.alarms += self.found(&labelled.article(&labelled.text)).len();
        for planted in (self.plant)(labelled) {
            let found = self.found(&labelled.article(&planted.text)).iter().any(|it| it.overlaps(planted.at));
            score.planted += 1;
            score.found += usize::from(found);
            see(&planted, found);
        }
    }

    /// Where the rule reports something, in bytes of the file.
    fn found(&self, article: &Article) -> Vec<Span> {
        let mut selection = Selection::default();
        assert!(selection.set(self.rule, true), "there is a rule called {}", self.rule);
        let found = rules::check_with(article, &selection);
        found.iter().filter(|it| it.rule == self.rule).map(|it| article.in_file(it.place)).collect()
    }
}
