//! The walls of the house: what may know of what, and that nothing stands there half done.
//! `UPDATE=1 cargo test --test tidy` writes the README's table of rules anew.
#![allow(clippy::disallowed_methods)]

use copydesk::article::Severity;
use copydesk::{language, rules};
use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each layer and what it may know of besides itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("language", &["text"]),
    ("format", &["text", "language"]),
    ("article", &["text", "language", "format"]),
    ("rules", &["text", "language", "format", "article"]),
    ("desk", &["text", "language", "format", "article", "rules"]),
    ("report", &["text", "language", "format", "article", "rules", "desk"]),
    ("cli", &["text", "language", "format", "article", "rules", "desk", "report", "server"]),
    ("server", &["text", "language", "format", "article", "rules", "desk", "report", "cli"]),
];

/// Where the world begins: files, clocks, terminals and protocols.
const EDGE: &[&str] = &["src/cli/", "src/server/", "src/main.rs"];

/// What only the edge may say.
const WORLDLY: &[&str] = &[
    "tower_lsp",
    "tokio",
    "clap",
    "println!",
    "eprintln!",
    "print!",
    "std::fs",
    "std::io",
    "std::time",
    "Zoned",
    "Timestamp",
    "std::env",
    "std::net",
    "std::process",
];

/// Exceptions, with the reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[(
    "src/report/annotation.rs",
    "std::io",
    "serde_json lays JSON out by writing to an `io::Write`, here a vector",
)];

/// Longest file of the sources, in lines.
const LONGEST: usize = 1000;

/// Licences that go with `MIT OR Apache-2.0`.
const LICENCES: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unlicense",
    "BSL-1.0",
    "CC0-1.0",
    "Unicode-3.0",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> Option<String> {
    fs::read_to_string(root().join(path)).ok()
}

/// All files under a folder that git would look at, by their path in the project, in order.
fn files(under: &str) -> Vec<String> {
    let walk = WalkBuilder::new(root().join(under)).hidden(false).require_git(false).build();
    let inner = |path: PathBuf| {
        let path = path.strip_prefix(root()).expect("it is under the root");
        path.components().map(|it| it.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let mut out: Vec<_> = walk
        .map(|it| it.expect("the project can be walked"))
        .filter(|it| it.file_type().is_some_and(|it| it.is_file()))
        .map(|it| inner(it.into_path()))
        .filter(|it| it != ".git" && !it.starts_with(".git/"))
        .collect();
    out.sort();
    out
}

/// The Rust sources with their code, comments left out. The build script runs before there is a program.
fn sources() -> Vec<(String, String)> {
    let paths = files("src").into_iter().filter(|it| it.ends_with(".rs") && it != "src/language/build.rs");
    let code = |path: &str| {
        let text = read(path).expect("a source is text");
        let lines = text.lines().filter(|it| !it.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    };
    paths.map(|it| (code(&it), it)).map(|(code, path)| (path, code)).collect()
}

/// The names right behind `prefix::` in `code`, those in braces too.
fn named_behind(prefix: &str, code: &str) -> BTreeSet<String> {
    let word = |it: &str| it.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect::<String>();
    let mut out = BTreeSet::new();
    for (at, found) in code.match_indices(prefix) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|it| it.is_alphanumeric() || it == '_' || it == ':') {
            continue;
        }
        let rest = &code[at + found.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            out.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut fresh = true;
        for (at, it) in list.char_indices() {
            match it {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => fresh = true,
                _ if it.is_whitespace() => {}
                _ if fresh => {
                    out.insert(word(&list[at..]));
                    fresh = false;
                }
                _ => {}
            }
        }
    }
    out
}

#[track_caller]
fn none(what: &str, list: &[String]) {
    assert!(list.is_empty(), "{what}:\n  {}", list.join("\n  "));
}

#[test]
fn a_layer_knows_only_those_below_it() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let inner = path.trim_start_matches("src/");
        let Some((layer, _)) = inner.split_once('/') else { continue };
        let Some((_, below)) = LAYERS.iter().find(|it| it.0 == layer) else {
            wrong.push(format!("{path}: no layer {layer}"));
            continue;
        };
        for name in named_behind("crate::", &code) {
            let is_layer = LAYERS.iter().any(|it| it.0 == name);
            if is_layer && name != layer && !below.contains(&name.as_str()) {
                wrong.push(format!("{path}: {layer} may not know of {name}"));
            }
        }
    }
    none("walls are broken", &wrong);
}

#[test]
fn names_in_braces_are_seen() {
    let code = "use crate::{article::{Block, Part}, text::Span};\nuse super::crate_::x; $crate::rules::RULE";
    let names = named_behind("crate::", code);
    assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), ["article", "rules", "text"]);
}

#[test]
fn only_the_edge_knows_the_world() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        if EDGE.iter().any(|it| path.starts_with(it)) {
            continue;
        }
        let of_std = named_behind("std::", &code);
        for word in WORLDLY {
            let said = match word.strip_prefix("std::") {
                Some(name) => of_std.contains(name),
                None => code.match_indices(word).any(|(at, _)| {
                    let before = code[..at].chars().next_back();
                    !before.is_some_and(|it| it.is_alphanumeric() || it == '_')
                }),
            };
            if said && !EXCEPTIONS.iter().any(|it| it.0 == path && it.1 == *word) {
                wrong.push(format!("{path}: {word}"));
            }
        }
    }
    none("only src/cli, src/server and src/main.rs speak to the world", &wrong);
}

#[test]
fn nothing_below_the_reports_is_serialized() {
    let below = |path: &str| {
        ["text", "language", "format", "article", "rules", "desk"]
            .iter()
            .any(|it| path.starts_with(&format!("src/{it}/")))
    };
    let wrong: Vec<_> = (sources().into_iter())
        .filter(|(path, code)| below(path) && code.contains("Serialize"))
        .map(|it| it.0)
        .collect();
    none("a report has types of its own", &wrong);
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let long = |path: &String| {
        let lines = read(path)?.lines().count();
        (lines > LONGEST).then(|| format!("{path}: {lines} lines"))
    };
    let paths = files("src");
    none("too long", &paths.iter().filter(|it| it.ends_with(".rs")).filter_map(long).collect::<Vec<_>>());
}

#[test]
fn no_file_names_a_path_of_this_machine() {
    // In two parts, so that this file does not name them either.
    let mut paths = [["/ro", "ot/"], ["/wo", "rk/"]].map(|it| it.concat()).to_vec();
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let own = [Some(root().to_owned()), home].into_iter().flatten();
    paths.extend(own.filter(|it| it.components().count() > 2).map(|it| it.display().to_string()));
    let mut wrong = Vec::new();
    for file in files(".") {
        let Some(text) = read(&file) else { continue };
        for (n, line) in text.lines().enumerate() {
            let starts = |path: &str| {
                line.match_indices(path).any(|(at, _)| {
                    !line[..at].ends_with(|it: char| {
                        it.is_alphanumeric() || matches!(it, '.' | '-' | '_' | '}' | ')')
                    })
                })
            };
            if paths.iter().any(|it| starts(it)) {
                wrong.push(format!("{file}:{}: {}", n + 1, line.trim()));
            }
        }
    }
    none("paths of a machine", &wrong);
}

/// The examples of a rule's page, and whether each marks something to be found.
fn examples(documentation: &str) -> Vec<bool> {
    let mut out = Vec::new();
    let mut lines = documentation.lines().map(str::trim);
    while let Some(line) = lines.next() {
        if line.starts_with("```article") {
            let body: Vec<_> = lines.by_ref().take_while(|it| !it.starts_with("```")).collect();
            out.push(body.iter().any(|it| it.starts_with('^')));
        }
    }
    out
}

#[test]
fn every_rule_is_registered_and_shows_what_it_means() {
    let mut wrong = Vec::new();
    let mut declared = BTreeSet::new();
    for (path, code) in sources() {
        let Some(name) = path.strip_prefix("src/rules/").and_then(|it| it.strip_suffix(".rs")) else {
            continue;
        };
        if name == "mod" || !code.contains("rule! {") {
            continue;
        }
        let id = name.rsplit('/').next().expect("a file has a name").replace('_', "-");
        if !code.contains(&format!("\"{id}\" {{")) {
            wrong.push(format!("{path}: the rule in it is not called {id}"));
        }
        if rules::rule_by_id(&id).is_none() {
            wrong.push(format!("{path}: {id} is not registered"));
        }
        declared.insert(id);
    }
    for rule in rules::rules() {
        if !declared.contains(rule.id) {
            wrong.push(format!("{}: has no file of its own", rule.id));
        }
        let examples = examples(rule.documentation);
        for (found, what) in [(true, "of what it finds"), (false, "of what it leaves alone")] {
            if !examples.contains(&found) {
                wrong.push(format!("{}: no example {what}", rule.id));
            }
        }
    }
    let ids: Vec<_> = rules::rules().iter().map(|it| it.id).collect();
    if !ids.is_sorted() {
        wrong.push("the rules are not in the order of their names".to_owned());
    }
    none("rules", &wrong);
}

#[test]
fn every_language_is_whole() {
    none("languages", &language::codes().flat_map(language::missing).collect::<Vec<_>>());
}

#[test]
fn every_file_of_a_language_is_explained() {
    let explained: String = (sources().iter())
        .filter(|it| it.0.starts_with("src/language/"))
        .filter_map(|it| read(&it.0))
        .collect::<Vec<_>>()
        .join("\n");
    let names: BTreeSet<String> = (files("src/language").iter())
        .filter_map(|it| Some(it.strip_suffix(".toml")?.rsplit('/').next()?.to_owned()))
        .collect();
    let wrong: Vec<_> = names.into_iter().filter(|it| !explained.contains(&format!("`{it}.toml`"))).collect();
    none("files of a language that no comment in src/language explains", &wrong);
}

const OPENS: &str = "<!-- rules -->";
const CLOSES: &str = "<!-- /rules -->";

fn table_of_rules() -> String {
    let mut out = String::from("\n| rule | level | what it asks about |\n|---|---|---|\n");
    for rule in rules::rules() {
        let level = match rule.severity {
            Severity::Hint => "hint",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let level = if rule.by_default { level.to_owned() } else { format!("{level}, off by default") };
        let first = rule.documentation.lines().map(str::trim).find(|it| !it.is_empty()).unwrap_or_default();
        writeln!(out, "| `{}` | {level} | {first} |", rule.id).expect("a string takes all");
    }
    out
}

#[test]
fn the_readme_lists_the_rules() {
    let readme = read("README.md").unwrap_or_default();
    let between = readme.find(OPENS).map(|it| it + OPENS.len()).zip(readme.find(CLOSES));
    let Some((start, end)) = between.filter(|it| it.0 <= it.1) else {
        panic!(
            "README.md has no place for the rules; write {OPENS} and {CLOSES} on lines of their own, then UPDATE=1"
        )
    };
    let table = table_of_rules();
    if readme[start..end] == table {
        return;
    }
    assert!(
        std::env::var_os("UPDATE").is_some(),
        "README.md lists other rules than there are; UPDATE=1 cargo test --test tidy"
    );
    let updated = format!("{}{table}{}", &readme[..start], &readme[end..]);
    fs::write(root().join("README.md"), updated).expect("README.md can be written");
}

/// Whether a licence expression leaves a choice that is allowed.
fn allowed(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = expression.split_whitespace().collect();
    let mut at = 0;
    let whole = either(&words, &mut at);
    whole && at == words.len()
}

fn either(words: &[&str], at: &mut usize) -> bool {
    let mut out = both(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        out |= both(words, at);
    }
    out
}

fn both(words: &[&str], at: &mut usize) -> bool {
    let mut out = licence(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        out &= licence(words, at);
    }
    out
}

fn licence(words: &[&str], at: &mut usize) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let out = either(words, at);
        *at += 1;
        return out;
    }
    if words.get(*at) == Some(&"WITH") {
        let exception = words.get(*at + 1).unwrap_or(&"");
        *at += 2;
        return LICENCES.contains(&format!("{word} WITH {exception}").as_str()) || LICENCES.contains(word);
    }
    LICENCES.contains(word)
}

#[test]
fn licence_expressions_are_read() {
    assert!(allowed("MIT/Apache-2.0") && allowed("(MIT OR GPL-3.0) AND Unicode-3.0"));
    assert!(allowed("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT"));
    assert!(!allowed("GPL-3.0") && !allowed("MIT AND GPL-3.0") && !allowed("") && !allowed("(MIT OR ISC"));
}

#[test]
fn everything_that_is_built_in_may_be() {
    let version = Command::new("rustc").arg("-vV").output().expect("rustc says its version");
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let host = version.lines().find_map(|it| it.strip_prefix("host: ")).expect("rustc names its host");
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--offline", "--locked", "--filter-platform", host])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    assert!(packages.len() > 50, "the whole tree is listed");
    let wrong: Vec<_> = (packages.iter())
        .filter(|it| !allowed(it["license"].as_str().unwrap_or_default()))
        .map(|it| format!("{} {}: {}", it["name"], it["version"], it["license"]))
        .collect();
    none("licences that do not go with ours", &wrong);
}

#[test]
fn both_licences_lie_beside_the_sources() {
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(read(name).is_some_and(|it| it.contains("copydesk authors")), "{name}");
    }
}
