//! The program as it is used: with files, pipes and exit codes.

#![allow(clippy::disallowed_methods, reason = "tests read files and start threads")]

use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A mark that is not closed, which one rule finds at its 24th character, and the same with the mark.
const SLIP: &str = "Ordfører Åse Lunde sa: «Vi vet ikke ennå.\n";
const RULE: &str = "unclosed-quote";
const CLEAN: &str = "Ordfører Åse Lunde sa: «Vi vet ikke ennå.»\n";

/// What a run of the program gave.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    program.args(arguments).current_dir(folder).env_remove("NO_COLOR");
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

fn run(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let mut child = program(folder, arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // Nobody is obliged to read it all.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// Runs in a folder with these files.
fn check(files: &[(&str, &[u8])], arguments: &[&str]) -> Run {
    run(folder(files).path(), &[&["check"], arguments].concat(), b"")
}

/// Compares with a file under tests/check, or writes it if `UPDATE` is set.
fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{name} is another; UPDATE=1 writes it anew");
}

fn annotations(run: &Run) -> Vec<Value> {
    run.out.lines().map(|it| serde_json::from_str(it).unwrap()).collect()
}

#[test]
fn exit_code_says_what_came_of_it() {
    let clean = check(&[("a.txt", CLEAN.as_bytes())], &["a.txt"]);
    assert_eq!((clean.code, clean.out.as_str()), (Some(0), "Read 1 article: nothing to remark.\n"));
    let found = check(&[("a.txt", SLIP.as_bytes())], &["a.txt"]);
    assert_eq!(found.code, Some(1));
    assert!(found.out.contains(&format!("[{RULE}]")), "{found:?}");
    let empty = check(&[("a.txt", b"")], &["a.txt"]);
    assert_eq!((empty.code, empty.err.as_str()), (Some(0), ""));
    for arguments in
        [&["check"][..], &["check", "--lang", "xx", "a.txt"], &["check", "--date", "x", "a.txt"], &["no"]]
    {
        let wrong = run(Path::new("."), arguments, b"");
        assert_eq!((wrong.code, wrong.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!wrong.err.is_empty());
    }
    let version = run(Path::new("."), &["--version"], b"");
    assert_eq!(version.code, Some(0));
    assert_eq!(version.out, concat!("copydesk ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn rules_are_turned_on_and_off() {
    let text = "Brua er stengt\n\nBrua ble stengt i natt.\n\nDet var ventet, ifølge Holme.\n\n– Vi meldte fra, sier teknisk sjef Marit Holme.\n";
    let files: &[(&str, &[u8])] = &[("a.txt", text.as_bytes()), ("b.txt", SLIP.as_bytes())];
    let usual = check(files, &["."]);
    assert!(usual.out.contains("(1 unclosed-quote)"), "{usual:?}");
    let more = check(files, &["--enable", "first-mention", "."]);
    assert!(more.out.contains("(1 first-mention, 1 unclosed-quote)"), "{more:?}");
    assert!(more.out.contains("\n  = Skriv Marit Holme\n"), "what would settle it is shown: {more:?}");
    let none = check(files, &["--enable", "first-mention", "--disable", "first-mention,unclosed-quote", "."]);
    assert_eq!((none.code, none.out.as_str()), (Some(0), "Read 2 articles: nothing to remark.\n"));
    let wrong = check(files, &["--enable", "first-mentoin", "."]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("did you mean first-mention?"), "{wrong:?}");
}

#[test]
fn server_is_started_as_editors_start_it() {
    for arguments in [&["server"][..], &["server", "--stdio"]] {
        let it = run(Path::new("."), arguments, b"");
        // A client that leaves without a word is what the protocol calls an error.
        assert_eq!((it.code, it.out.as_str()), (Some(1), ""), "{it:?}");
    }
}

#[test]
fn findings_are_shown_with_their_lines() {
    let long = "Dette er en lang linje uten noe som helst av interesse. ".repeat(90);
    let text = format!("{}\n{SLIP}", "En tittel uten punktum\n");
    let files: &[(&str, &[u8])] = &[
        ("b/kort.txt", text.as_bytes()),
        ("a/lang.md", format!("# Tittel\n\n{long}{} {}\n", SLIP.trim(), long.trim()).into_bytes().leak()),
        ("ren.news", CLEAN.as_bytes()),
    ];
    let it = check(files, &["."]);
    assert_eq!((it.code, it.err.as_str()), (Some(1), ""));
    assert!(it.out.lines().all(|it| it.chars().count() < 250), "a long line is cut");
    golden("findings.txt", &it.out);
}

#[test]
fn what_cannot_be_read_keeps_nothing_else_from_being_read() {
    let it = check(&[("a.txt", SLIP.as_bytes())], &["nowhere.txt", "a.txt"]);
    assert_eq!(it.code, Some(2));
    assert!(it.out.contains(RULE) && it.out.contains("1 file could not be read"), "{it:?}");
    assert!(it.err.contains("nowhere.txt"), "{it:?}");
    let alone = check(&[], &["nowhere"]);
    assert_eq!(alone.code, Some(2));
    let none = check(&[("a.rs", b"fn main() {}")], &["."]);
    assert_eq!((none.code, none.out.as_str()), (Some(2), ""));
    assert!(none.err.contains("no articles"), "{none:?}");
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_is_an_error() {
    let folder = folder(&[("b.txt", CLEAN.as_bytes())]);
    std::os::unix::fs::symlink("nowhere", folder.path().join("a.txt")).unwrap();
    let it = run(folder.path(), &["check", "a.txt", "b.txt"], b"");
    assert_eq!(it.code, Some(2));
    assert!(it.err.contains("a.txt") && it.out.starts_with("Read 1 article"), "{it:?}");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_in_a_folder_is_read() {
    let elsewhere = folder(&[("text", SLIP.as_bytes())]);
    let folder = folder(&[("b.txt", CLEAN.as_bytes())]);
    std::os::unix::fs::symlink(elsewhere.path().join("text"), folder.path().join("a.txt")).unwrap();
    let it = run(folder.path(), &["check", "."], b"");
    assert!(
        it.code == Some(1) && it.out.contains("--> a.txt:") && it.out.contains("Read 2 articles"),
        "{it:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_name_steers_no_terminal() {
    let name = "a\u{1b}[31m\nb.txt";
    let it = check(&[(name, SLIP.as_bytes()), ("c.txt", b"\0")], &[name, "c.txt", "\u{7}none.txt"]);
    let all = format!("{}{}", it.out, it.err);
    assert!(all.contains(r"a\u{1b}[31m\nb.txt:") && all.contains(r"\u{7}none.txt"), "{all}");
    assert!(!all.contains(['\u{1b}', '\u{7}']), "{all}");
}

#[test]
fn a_machine_has_some_threads() {
    for (count, code) in [("0", 2), ("1025", 2), ("many", 2), ("1", 0), ("64", 0)] {
        let it = check(&[("a.txt", CLEAN.as_bytes())], &["-j", count, "a.txt"]);
        assert_eq!(it.code, Some(code), "{count}: {it:?}");
    }
}

#[test]
fn every_encoding_is_read_or_refused_by_name() {
    let units = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(SLIP.encode_utf16()).flat_map(bytes).collect()
    };
    let latin: Vec<u8> = SLIP.chars().map(|it| u8::try_from(u32::from(it)).unwrap()).collect();
    for (name, bytes) in [
        ("utf-8", SLIP.as_bytes().to_vec()),
        ("with mark", format!("\u{FEFF}{SLIP}").into_bytes()),
        ("utf-16 le", units(u16::to_le_bytes)),
        ("utf-16 be", units(u16::to_be_bytes)),
        ("latin-1", latin),
    ] {
        let it = check(&[("a.txt", &bytes)], &["a.txt"]);
        assert_eq!(it.code, Some(1), "{name}: {it:?}");
        assert!(it.out.contains("a.txt:1:24"), "{name}: {it:?}");
        assert_eq!(it.err.contains("Latin-1"), name == "latin-1", "{name}: {it:?}");
    }
    for (bytes, at) in
        [(&b"M\xF8tet \x81"[..], 6), (b"M\xF8\0", 2), (b"\xFF\xFEab\0", 4), (b"\xEF\xBB\xBFa\xFF", 4)]
    {
        let it = check(&[("a.txt", bytes), ("b.txt", CLEAN.as_bytes())], &["."]);
        assert_eq!(it.code, Some(2), "{it:?}");
        assert!(it.err.contains(&format!("a.txt: byte {at} ")), "{it:?}");
        assert!(it.out.starts_with("Read 1 article"), "{it:?}");
    }
}

#[test]
fn one_line_of_five_megabytes() {
    // Long words, because it is the line that is to be long.
    let sentence = "Fylkestrafikksikkerhetsutvalgssekretariatslederfunksjonene omorganiseres. ";
    let text = sentence.repeat(5_000_000 / sentence.len()) + SLIP;
    assert!(text.len() > 4_999_000);
    let it = check(&[("a.txt", text.as_bytes())], &["a.txt"]);
    assert_eq!(it.code, Some(1), "{}", it.err);
    assert!(it.out.len() < 1000, "{} bytes of output", it.out.len());
}

#[test]
fn standard_input_goes_by_the_name_it_is_given() {
    let here = Path::new(".");
    let it = run(here, &["check", "-"], SLIP.as_bytes());
    assert!(it.code == Some(1) && it.out.contains("<stdin>:1:24"), "{it:?}");
    let it = run(here, &["check", "-", "--stdin-filename", "sak.txt"], SLIP.as_bytes());
    assert!(it.code == Some(1) && it.out.contains("sak.txt:1:24"), "{it:?}");
}

#[test]
fn folders_are_walked_as_git_sees_them() {
    let files: &[(&str, &[u8])] = &[
        (".gitignore", b"utkast/\n*.skjult.txt\n"),
        ("b.txt", CLEAN.as_bytes()),
        ("under/a.MD", CLEAN.as_bytes()),
        ("under/c.article", CLEAN.as_bytes()),
        ("under/d.markdown", CLEAN.as_bytes()),
        ("utkast/e.txt", SLIP.as_bytes()),
        ("f.skjult.txt", SLIP.as_bytes()),
        ("g.rs", SLIP.as_bytes()),
    ];
    let it = check(files, &["."]);
    assert_eq!((it.code, it.out.as_str()), (Some(0), "Read 4 articles: nothing to remark.\n"));
    // What is named is read, whatever it is called, and once.
    let it = check(files, &["g.rs", "./g.rs", "f.skjult.txt"]);
    assert!(it.code == Some(1) && it.out.contains("Read 2 articles: 2 findings"), "{it:?}");
}

#[test]
fn threads_change_nothing() {
    let files: Vec<(String, String)> = (0..120)
        .map(|n| {
            let text = if n % 3 == 0 { SLIP } else { CLEAN };
            (format!("{}/{n}.txt", n % 7), format!("Sak nummer {n}\n\n{}", text.repeat(n % 5 + 1)))
        })
        .collect();
    let files: Vec<_> = files.iter().map(|it| (it.0.as_str(), it.1.as_bytes())).collect();
    let folder = folder(&files);
    let lines: String = files
        .iter()
        .map(|it| json!({"id": it.0, "text": str::from_utf8(it.1).unwrap()}).to_string() + "\n")
        .collect();
    let run = |n: &str| {
        let check = run(folder.path(), &["check", ".", "--threads", n], b"");
        let annotate = run(folder.path(), &["annotate", "--jsonl", "--threads", n], lines.as_bytes());
        (check.code, check.out, annotate.out)
    };
    let one = run("1");
    assert!(one.0 == Some(1) && one.1.contains("Read 120 articles: "), "{}", one.1);
    for n in ["2", "3", "4"] {
        assert!(run(n) == one, "{n} threads write something else");
    }
}

#[test]
fn no_colour_in_a_pipe() {
    let it = check(&[("a.txt", SLIP.as_bytes())], &["a.txt"]);
    assert!(!it.out.contains('\x1b'), "{it:?}");
}

#[test]
fn jsonl_keeps_its_order_past_errors() {
    let input = [
        json!({"id": 1, "text": "Hei på deg", "language": null, "date": null, "unknown": [1]}).to_string(),
        "not json".to_owned(),
        String::new(),
        json!({"id": "b", "language": "nn"}).to_string(),
        json!({"id": ["c"], "text": ""}).to_string(),
        json!({"id": "d", "text": "", "language": "nn"}).to_string(),
        json!({"text": 7}).to_string(),
        json!({"id": 1.5, "text": "The cat was with the dog", "language": "klingon"}).to_string(),
    ];
    let it = run(Path::new("."), &["annotate", "--jsonl", "-"], input.join("\n").as_bytes());
    assert_eq!((it.code, it.err.as_str()), (Some(0), ""));
    let out = annotations(&it);
    let ids: Vec<_> = out.iter().map(|it| it["id"].clone()).collect();
    assert_eq!(json!(ids), json!([1, null, "b", null, "d", null, 1.5]));
    let failed: Vec<_> = out.iter().map(|it| it["error"].is_string()).collect();
    assert_eq!(failed, [false, true, true, true, false, true, false]);
    assert!(out[1]["error"].as_str().unwrap().starts_with("line 2: "), "{}", out[1]);
    assert!(out[2]["error"].as_str().unwrap().starts_with("line 4: "), "{}", out[2]);
    assert_eq!(out[4]["language"], "nn");
    let not_utf8 = run(Path::new("."), &["annotate", "--jsonl"], b"{\"id\":1,\"text\":\"\xFF\"}\n");
    assert!(not_utf8.code == Some(0) && not_utf8.out.starts_with("{\"id\":null,\"error\""), "{not_utf8:?}");
}

#[test]
fn jsonl_answers_a_line_before_the_next_is_sent() {
    let mut child = program(Path::new("."), &["annotate", "--jsonl"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        writeln!(stdin, "{}", json!({"id": id, "text": SLIP})).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["id"], id);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn jsonl_streams_more_than_pipes_hold() {
    let input: String =
        (0..4000).map(|id| json!({"id": id, "text": SLIP.repeat(10)}).to_string() + "\n").collect();
    let it = run(Path::new("."), &["annotate", "--jsonl"], input.as_bytes());
    assert!(annotations(&it).iter().map(|it| it["id"].as_u64().unwrap()).eq(0..4000));
}

#[test]
fn reader_who_has_had_enough_is_no_error() {
    let input = json!({"id": 1, "text": SLIP}).to_string() + "\n";
    let mut child = program(Path::new("."), &["annotate", "--jsonl"]).spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    let _ = stdin.write_all(input.repeat(2000).as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn offsets_count_what_is_asked_for() {
    let text = format!("😀 Æ: {}", SLIP.trim());
    let line = json!({"id": 1, "text": text}).to_string();
    let found = |unit: &str| {
        let arguments = ["annotate", "--jsonl", "--offset-encoding", unit];
        let out = annotations(&run(Path::new("."), &arguments, line.as_bytes()));
        let block = &out[0]["blocks"][0];
        assert_eq!(block["start"], 0);
        (block["end"].as_u64().unwrap(), out[0]["findings"][0]["start"].as_u64().unwrap())
    };
    let at = text.find('«').unwrap();
    assert_eq!(found("utf-8"), (text.len() as u64, at as u64));
    let units = |it: &str| it.encode_utf16().count() as u64;
    assert_eq!(found("utf-16"), (units(&text), units(&text[..at])));
    let letters = |it: &str| it.chars().count() as u64;
    assert_eq!(found("utf-32"), (letters(&text), letters(&text[..at])));
}

#[test]
fn explain_shows_a_page_and_lists_all() {
    let here = Path::new(".");
    let page = run(here, &["explain", RULE], b"");
    assert!(page.code == Some(0) && page.out.starts_with(RULE) && page.out.lines().count() > 3, "{page:?}");
    let list = run(here, &["explain"], b"");
    assert!(list.code == Some(0) && list.out.lines().any(|it| it.starts_with(RULE)), "{list:?}");
    let slip = run(here, &["explain", "unclosed-qoute"], b"");
    assert_eq!((slip.code, slip.out.as_str()), (Some(2), ""));
    assert!(slip.err.contains(&format!("did you mean {RULE}?")), "{slip:?}");
}

/// Where `value` strays from `schema`, which uses no more of JSON Schema than is told apart here. A field or value
/// that the schema does not name is a stray too.
fn strays(schema: &Value, value: &Value, root: &Value, at: &str, out: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.strip_prefix("#/$defs/").unwrap();
        return strays(&root["$defs"][name], value, root, at, out);
    }
    for any in ["oneOf", "anyOf"].iter().filter_map(|it| schema[*it].as_array()) {
        let tried: Vec<_> = any
            .iter()
            .map(|it| {
                let mut out = Vec::new();
                strays(it, value, root, at, &mut out);
                out
            })
            .collect();
        if !tried.iter().any(Vec::is_empty) {
            out.extend(tried.into_iter().flatten());
        }
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(it) if it.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let types: Vec<_> = match &schema["type"] {
        Value::Array(it) => it.iter().filter_map(Value::as_str).collect(),
        it => it.as_str().into_iter().collect(),
    };
    let typed = types.is_empty() || types.contains(&kind) || kind == "integer" && types.contains(&"number");
    if !typed {
        out.push(format!("{at}: {kind}, not {types:?}"));
    }
    let one_of = schema["enum"].as_array().is_none_or(|it| it.contains(value));
    if !one_of || schema.get("const").is_some_and(|it| it != value) {
        out.push(format!("{at}: {value} is not in the schema"));
    }
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
        for (n, it) in list.iter().enumerate() {
            strays(items, it, root, &format!("{at}[{n}]"), out);
        }
    }
    if let (Some(properties), Some(object)) = (schema["properties"].as_object(), value.as_object()) {
        for name in schema["required"].as_array().unwrap() {
            if !object.contains_key(name.as_str().unwrap()) {
                out.push(format!("{at}: no {name}"));
            }
        }
        for (name, it) in object {
            match properties.get(name) {
                Some(schema) => strays(schema, it, root, &format!("{at}.{name}"), out),
                None => out.push(format!("{at}: {name} is not in the schema")),
            }
        }
    }
}

#[test]
fn output_is_what_the_schema_says() {
    let schema = run(Path::new("."), &["annotate", "--schema"], b"");
    assert_eq!(schema.code, Some(0));
    let schema: Value = serde_json::from_str(&schema.out).unwrap();
    let article = "Politikk\n\nStøre varsler møte\n\nAv Kari Berg\n\nOSLO (NTB): Statsminister Jonas Gahr Støre (59) sier \
                   at 14 personer ble drept fredag 14. mars 2024, ifølge NRK.\n\nHan sa: «Vi vet ikke.\n\n– Vi venter, sier Støre.\n\nFoto: Ola Berg / NTB\n\n\
                   Fakta\n\n- Ett punkt\n\nKilder: NTB";
    let input = [
        json!({"id": "a", "text": article, "language": "nb", "date": "2024-03-11"}).to_string(),
        "{".to_owned(),
        json!({"text": ""}).to_string(),
    ];
    let out = annotations(&run(Path::new("."), &["annotate", "--jsonl"], input.join("\n").as_bytes()));
    assert_eq!(out.len(), 3);
    for it in &out {
        let mut found = Vec::new();
        strays(&schema, it, &schema, "", &mut found);
        assert!(found.is_empty(), "{found:#?}");
    }
    for list in ["blocks", "entities", "quotations", "timexes", "findings"] {
        assert!(!out[0][list].as_array().unwrap().is_empty(), "the article shows no {list}");
    }
    let mut found = Vec::new();
    strays(&schema, &json!({"version": 1, "id": {}, "blocks": [{"kind": "x"}]}), &schema, "", &mut found);
    assert!(found.len() > 5, "the comparison sees nothing: {found:?}");
}

#[test]
fn dates_come_from_the_text_the_file_name_or_the_command() {
    let text = b"Om broen\n\nBroen er stengt. M\xc3\xb8tet er i morgen.\n";
    let dated = b"date: 2024-02-01\n\nBroen er stengt.\n";
    let folder = folder(&[
        ("2024-03-14-broen.txt", text),
        ("broen-2024-03.txt", text),
        ("broen.txt", text),
        ("2024-03-14.txt", dated),
    ]);
    let date = |arguments: &[&str]| {
        let it = run(folder.path(), &[&["annotate"], arguments].concat(), b"");
        assert_eq!((it.code, it.err.as_str()), (Some(0), ""));
        serde_json::from_str::<Value>(&it.out).unwrap()["date"].clone()
    };
    assert_eq!(date(&["broen.txt"]), Value::Null);
    assert_eq!(date(&["broen.txt", "--date", "2024-03-13"]), "2024-03-13");
    assert_eq!(date(&["2024-03-14-broen.txt"]), "2024-03-14");
    assert_eq!(date(&["2024-03-14-broen.txt", "--date", "2026-01-01"]), "2024-03-14");
    assert_eq!(date(&["broen-2024-03.txt"]), "2024-03");
    assert_eq!(date(&["broen-2024-03.txt", "--date", "2024-03-13"]), "2024-03-13");
    assert_eq!(date(&["2024-03-14.txt"]), "2024-02-01");
    let told = run(folder.path(), &["timeline", "--json", "2024-03-14-broen.txt"], b"");
    assert!(told.out.contains(r#""date":"2024-03-15""#), "{told:?}");
    let today = date(&["broen.txt", "--date", "today"]);
    assert!(today.as_str().is_some_and(|it| it.len() == 10 && it >= "2026-01-01"), "{today}");
}

#[test]
fn one_article_is_printed_to_be_read() {
    let folder = folder(&[("sak.txt", SLIP.as_bytes())]);
    let it = run(folder.path(), &["annotate", "sak.txt", "--lang", "nn", "--date", "2024-03"], b"");
    assert_eq!((it.code, it.err.as_str()), (Some(0), ""));
    let value: Value = serde_json::from_str(&it.out).unwrap();
    let said = ["id", "language", "date"].map(|it| &value[it]);
    assert_eq!(said, ["sak.txt", "nn", "2024-03"]);
    assert!(it.out.starts_with("{\n  \"version\": 1,\n  \"id\": \"sak.txt\",\n"), "{}", it.out);
    assert!(it.out.contains("\n    {\"kind\": "), "{}", it.out);
    let missing = run(folder.path(), &["annotate", "nowhere.txt"], b"");
    assert!(missing.code == Some(2) && missing.err.contains("nowhere.txt"), "{missing:?}");
}
