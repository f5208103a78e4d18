//! A rule's page for the terminal.

use crate::article::Severity;
use crate::rules::Rule;

/// The rule's documentation as text: its examples indented, with what they find underlined.
pub fn page(rule: &Rule, colour: bool) -> String {
    let weight = match rule.severity {
        Severity::Hint => "hint",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let weight = if rule.by_default { weight.to_owned() } else { format!("{weight}, off by default") };
    let (bold, plain) = if colour { ("\x1b[1m", "\x1b[0m") } else { ("", "") };
    let mut out = format!("{bold}{}{plain} ({weight})\n\n", rule.id);
    let mut example = false;
    for line in lines(rule) {
        if line.trim_start().starts_with("```") {
            example = !example;
        } else if example && !line.is_empty() {
            out += &format!("    {line}\n");
        } else if let Some(heading) = line.strip_prefix("## ") {
            out += &format!("{bold}{heading}{plain}\n");
        } else {
            out += &format!("{line}\n");
        }
    }
    out
}

/// All rules, each with the first sentence of its page and a word if it asks only when told to.
pub fn list(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|it| it.id.len()).max().unwrap_or_default();
    let line = |it: &&Rule| {
        let first = lines(it).next().unwrap_or_default();
        format!("{:width$}  {first}{}\n", it.id, if it.by_default { "" } else { " Off by default." })
    };
    rules.iter().map(line).collect()
}

/// The rule whose name is most like `id`, if any is at all.
pub fn nearest(id: &str, rules: &[&Rule]) -> Option<&'static str> {
    let near = rules.iter().map(|it| (distance(id, it.id), it.id)).min()?;
    (near.0 <= near.1.len() / 2).then_some(near.1)
}

/// The page without the space that opens each line of a doc comment.
fn lines(rule: &Rule) -> impl Iterator<Item = &'static str> {
    rule.documentation.trim_end().lines().map(|it| it.strip_prefix(' ').unwrap_or(it).trim_end())
}

/// How many letters must be put in, taken out or changed to make `a` into `b`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (n, it) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], n + 1);
        for (m, other) in b.iter().enumerate() {
            let changed = corner + usize::from(it != *other);
            corner = row[m + 1];
            row[m + 1] = changed.min(corner + 1).min(row[m] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Check;

    static RULE: Rule = Rule {
        id: "weekday-mismatch",
        documentation: " Weekday that the date does not have.\n\n ## Example\n\n ```article lang=nb\n Onsdag 1. mai\n ^^^^^^\n ```\n Why.\n",
        severity: Severity::Warning,
        by_default: true,
        check: Check::Article(|_, _| {}),
    };

    #[test]
    fn page_shows_examples_indented() {
        assert_eq!(
            page(&RULE, false),
            "weekday-mismatch (warning)\n\nWeekday that the date does not have.\n\nExample\n\n    Onsdag 1. mai\n    ^^^^^^\nWhy.\n"
        );
        assert_eq!(list(&[&RULE]), "weekday-mismatch  Weekday that the date does not have.\n");
        let off = Rule { by_default: false, ..RULE };
        assert!(page(&off, false).starts_with("weekday-mismatch (warning, off by default)\n"));
        assert!(list(&[&off]).ends_with("does not have. Off by default.\n"));
    }

    #[test]
    fn nearest_forgives_slips_only() {
        assert_eq!(nearest("weekday-mismach", &[&RULE]), Some("weekday-mismatch"));
        assert_eq!(nearest("weekday", &[&RULE]), None);
        assert_eq!(nearest("", &[&RULE]), None);
        assert_eq!((distance("", "ab"), distance("kitten", "sitting")), (2, 3));
    }
}
