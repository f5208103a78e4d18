//! Every rule's documentation is its test: what an example marks is found, and nothing else of that rule.

#![allow(clippy::disallowed_methods, reason = "tests read files and start threads")]

use copydesk::article::{Article, Given, PublicationDate};
use copydesk::format::Plain;
use copydesk::language;
use copydesk::rules::{Rule, Selection, check_with, rules};

/// A stretch of one line: the line's number and its first and last column, in characters, end excluded.
type Stretch = (usize, usize, usize);

struct Example {
    text: String,
    given: Given,
    marks: Vec<Stretch>,
}

/// The fenced `article` blocks of a rule's documentation.
fn examples(rule: &Rule) -> Vec<Example> {
    let mut out = Vec::new();
    let mut lines = rule.documentation.lines().map(|it| it.strip_prefix(' ').unwrap_or(it));
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```article") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|it| !it.starts_with("```")).collect();
        let mut given = Given::default();
        for word in info.split_whitespace() {
            match word.split_once('=') {
                Some(("lang", it)) => {
                    given.language = Some(language::by_tag(it).expect("a shipped language"))
                }
                Some(("date", it)) => given.date = Some(PublicationDate::parse(it).expect("a date")),
                _ => panic!("{}: what is {word}?", rule.id),
            }
        }
        let (mut text, mut marks) = (Vec::new(), Vec::new());
        for line in body {
            if line.contains('^') && line.chars().all(|it| matches!(it, '^' | ' ')) {
                let above = text.len().checked_sub(1).expect("marks stand under a line");
                marks.extend(runs(line).map(|(start, end)| (above, start, end)));
            } else {
                text.push(line);
            }
        }
        out.push(Example { text: text.join("\n"), given, marks });
    }
    out
}

/// Where marks begin and end.
fn runs(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let starts = line.bytes().enumerate().filter(|(n, it)| *it == b'^' && !line[..*n].ends_with('^'));
    starts.map(|(n, _)| (n, n + line[n..].bytes().take_while(|it| *it == b'^').count()))
}

/// What a rule finds in a text, line by line.
fn found(rule: &Rule, example: &Example) -> Vec<Stretch> {
    let article = Article::parse(&example.text, &Plain, example.given);
    let (mut out, mut selection) = (Vec::new(), Selection::default());
    assert!(selection.set(rule.id, true));
    for finding in check_with(&article, &selection).into_iter().filter(|it| it.rule == rule.id) {
        assert!(!finding.message.contains('{'), "{}: {}", rule.id, finding.message);
        let span = article.in_file(finding.place);
        let (start, end) = (span.start as usize, span.end as usize);
        let mut at = 0;
        for (number, line) in example.text.split('\n').enumerate() {
            let (from, to) = (start.clamp(at, at + line.len()), end.clamp(at, at + line.len()));
            if from < to {
                let column = |it: usize| line[..it - at].chars().count();
                out.push((number, column(from), column(to)));
            }
            at += line.len() + 1;
        }
    }
    out
}

#[test]
fn every_example_holds() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for example in examples(rule) {
            let found = found(rule, &example);
            if found != example.marks {
                wrong.push(format!("{}: {found:?}, not {:?}, in:\n{}", rule.id, example.marks, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_rule_shows_good_and_bad() {
    for rule in rules() {
        let examples = examples(rule);
        assert!(examples.iter().any(|it| !it.marks.is_empty()), "{} shows nothing it finds", rule.id);
        assert!(examples.iter().any(|it| it.marks.is_empty()), "{} shows nothing it leaves alone", rule.id);
    }
}

#[test]
fn rules_stand_in_the_order_of_their_names() {
    assert!(rules().is_sorted_by_key(|it| it.id));
}
