//! What a writer has chosen in the settings of the editor.

use crate::desk::Wanted;
use crate::rules::Selection;
use serde_json::Value;

/// The settings under `copydesk`, as far as the server heeds them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Preferences {
    /// `copydesk.inlayHints.speakers` and `.dates`: what is shown between the words.
    pub hints: Wanted,
    /// `copydesk.rules`: which rules ask.
    pub rules: Selection,
}

impl Preferences {
    /// These preferences with what `settings` says otherwise, and the names of rules there that no rule has.
    /// Settings may come with or without the `copydesk` around them; what is not understood is left out.
    pub(super) fn with(mut self, settings: &Value) -> (Preferences, Vec<String>) {
        let settings = settings.get("copydesk").unwrap_or(settings);
        let hint = |name| settings.pointer(name).and_then(Value::as_bool);
        self.hints.speakers = hint("/inlayHints/speakers").unwrap_or(self.hints.speakers);
        self.hints.dates = hint("/inlayHints/dates").unwrap_or(self.hints.dates);
        let rules = settings.get("rules").and_then(Value::as_object).into_iter().flatten();
        let mut unknown = Vec::new();
        for (rule, on) in rules {
            if !on.as_bool().is_some_and(|on| self.rules.set(rule, on)) {
                unknown.push(rule.clone());
            }
        }
        (self, unknown)
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
}
