//! What a writer has chosen in the settings of the editor.

use crate::article::{Given, PublicationDate};
use crate::cli::{TODAY, today};
use crate::desk::Wanted;
use crate::language;
use crate::rules::Selection;
use serde_json::Value;

/// The settings under `copydesk`, as far as the server heeds them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Preferences {
    /// `copydesk.inlayHints.speakers` and `.dates`: what is shown between the words.
    pub hints: Wanted,
    /// `copydesk.date`: when articles come out that do not say it themselves.
    pub date: Assumed,
    /// `copydesk.language`: the code of their language, likewise.
    pub language: Option<&'static str>,
    /// `copydesk.rules`: which rules ask.
    pub rules: Selection,
}

/// What to assume of a publication date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Assumed {
    #[default]
    Nothing,
    /// The day on which the article is opened: what is being written comes out today.
    Today,
    On(PublicationDate),
}

impl Preferences {
    /// These preferences with what `settings` says otherwise, and what to tell the writer of settings that cannot
    /// be heeded. Settings may come with or without the `copydesk` around them; other things are left out.
    pub(super) fn with(mut self, settings: &Value) -> (Preferences, Vec<String>) {
        let settings = settings.get("copydesk").unwrap_or(settings);
        let hint = |name| settings.pointer(name).and_then(Value::as_bool);
        self.hints.speakers = hint("/inlayHints/speakers").unwrap_or(self.hints.speakers);
        self.hints.dates = hint("/inlayHints/dates").unwrap_or(self.hints.dates);
        let mut complaints = Vec::new();
        let said = |name| settings.get(name).and_then(Value::as_str).map(str::trim);
        match said("date").map(|it| (it, PublicationDate::parse(it))) {
            None => {}
            Some(("", _)) => self.date = Assumed::Nothing,
            Some((TODAY, _)) => self.date = Assumed::Today,
            Some((_, Some(date))) => self.date = Assumed::On(date),
            Some((text, None)) => complaints
                .push(format!("“{text}” under copydesk.date is no date; write 2026-01-31, or {TODAY}.")),
        }
        match said("language").map(|it| (it, language::by_tag(it))) {
            None => {}
            Some(("", _)) => self.language = None,
            Some((_, Some(language))) => self.language = Some(language.code),
            Some((text, None)) => {
                let codes = language::codes().collect::<Vec<_>>().join(", ");
                complaints.push(format!(
                    "“{text}” under copydesk.language is no language that copydesk reads; write one of {codes}."
                ));
            }
        }
        let rules = settings.get("rules").and_then(Value::as_object).into_iter().flatten();
        for (rule, on) in rules {
            if !on.as_bool().is_some_and(|on| self.rules.set(rule, on)) {
                complaints.push(format!(
                    "“{rule}” under copydesk.rules names no rule, or is neither true nor false."
                ));
            }
        }
        (self, complaints)
    }

    /// Whether articles are given the same by both.
    pub(super) fn gives_as(&self, other: &Preferences) -> bool {
        (self.date, self.language) == (other.date, other.language)
    }

    /// What is known of an article at this address from elsewhere than its text.
    pub(super) fn given(&self, path: &str) -> Given {
        let date = match self.date {
            Assumed::Nothing => None,
            Assumed::Today => Some(today()),
            Assumed::On(date) => Some(date),
        };
        let named = PublicationDate::in_path(path).map(|it| it.or_finer(date));
        Given { language: self.language.and_then(language::language), date: named.or(date) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn settings_come_in_several_wrappings() {
        for settings in [
            json!({ "inlayHints": { "speakers": true }, "rules": { "role-conflict": false } }),
            json!({ "copydesk": { "inlayHints": { "speakers": true }, "rules": { "role-conflict": false } } }),
        ] {
            let (read, unknown) = Preferences::default().with(&settings);
            assert!(
                read.hints.speakers
                    && !read.hints.dates
                    && !read.rules.has("role-conflict")
                    && unknown.is_empty()
            );
            assert!(read.rules.has("impossible-date"), "the others stay");
        }
    }

    #[test]
    fn what_is_not_understood_changes_nothing() {
        for settings in [
            json!(null),
            json!([]),
            json!({ "inlayHints": true, "rules": [] }),
            json!({ "inlayHints": { "speakers": "yes" }, "copydesk": null }),
        ] {
            assert_eq!(
                Preferences::default().with(&settings),
                (Preferences::default(), vec![]),
                "{settings}"
            );
        }
        let (read, unknown) =
            Preferences::default().with(&json!({ "rules": { "no-such": true, "role-conflict": 1 } }));
        assert_eq!((read, unknown.len()), (Preferences::default(), 2));
    }

    #[test]
    fn dates_and_languages_are_given() {
        let given = |settings: Value, path: &str| {
            let (read, complaints) = Preferences::default().with(&settings);
            let given = read.given(path);
            (given.language.map(|it| it.code), given.date, complaints.len())
        };
        let date = |text| PublicationDate::parse(text);
        let both = json!({ "date": "2026-03-12", "language": "nynorsk" });
        assert_eq!(given(both.clone(), "/sak.txt"), (Some("nn"), date("2026-03-12"), 0));
        assert_eq!(given(both.clone(), "/2020-01-06-sak.txt").1, date("2020-01-06"));
        assert_eq!(given(both, "/sak-2026-03.txt").1, date("2026-03-12"));
        assert_eq!(given(json!({ "date": "", "language": "" }), "/sak.txt"), (None, None, 0));
        assert_eq!(given(json!({ "date": "i går", "language": "xx" }), "/sak.txt"), (None, None, 2));
        assert_eq!(given(json!({ "date": "today" }), "/sak.txt").1, Some(today()));
    }
}
