//! The server as a client sees it: real messages through a pipe.
//!
//! `copydesk/text` and `copydesk/panic` are methods that only debug builds have.

#![allow(clippy::disallowed_methods, reason = "tests read files and start threads")]
#![cfg(debug_assertions)]

#[path = "server/client.rs"]
mod client;

use client::{Client, at, capabilities, change, notification, opening, pulling, rules, run};
use copydesk::server::{End, Settings};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const A: &str = "file:///desk/a.txt";
const B: &str = "file:///desk/b.md";

/// The 14th of March 2024 was a Thursday.
const WRONG_DAY: &str = "Møtet er fredag 14. mars 2024.";

/// A server whose writers never pause, unless it is asked for.
const RESTLESS: Settings = Settings { pause: Duration::from_secs(3600), large: 1 << 20 };
/// A server whose writers pause all the time.
const RESTFUL: Settings = Settings { pause: Duration::from_millis(50), large: 1 << 20 };

#[test]
fn each_client_gets_its_own_encoding() {
    run(async {
        for (offered, chosen) in [
            (&["utf-16"][..], "utf-16"),
            (&["utf-8", "utf-16", "utf-32"], "utf-8"),
            (&["utf-32", "utf-8", "utf-16"], "utf-8"),
            (&["utf-32"], "utf-32"),
            (&["utf-32", "utf-16"], "utf-16"),
            (&[], "utf-16"),
        ] {
            let mut client = Client::raw(Settings::default());
            let server = client.initialize(capabilities(offered)).await;
            let it = &server["capabilities"];
            assert_eq!(it["positionEncoding"], chosen);
            assert_eq!(it["textDocumentSync"]["change"], 2);
            assert_eq!(it["hoverProvider"], true);
            assert_eq!(it["definitionProvider"], true);
            assert_eq!(it["referencesProvider"], true);
            assert_eq!(it["documentHighlightProvider"], true);
            assert_eq!(it["documentSymbolProvider"], true);
            assert_eq!(it["diagnosticProvider"], Value::Null);
            assert_eq!(server["serverInfo"]["name"], "copydesk");
            client.leave().await;
        }
    });
}

#[test]
fn a_client_without_capabilities_is_served() {
    run(async {
        let mut client = Client::with(json!({}), Settings::default()).await;
        client.open(A, 0, "Hei.").await;
        assert_eq!(client.published(A, 0).await, json!([]));
        assert_eq!(client.ask("textDocument/documentSymbol", at(A, 0, 0)).await["error"], Value::Null);
        client.leave().await;
    });
}

#[test]
fn positions_count_what_was_agreed() {
    run(async {
        for (encoding, behind) in [("utf-8", 6), ("utf-16", 3), ("utf-32", 2)] {
            let mut client = Client::with(capabilities(&[encoding]), Settings::default()).await;
            client.open(A, 1, "Hei\næ😀x").await;
            client.insert(A, 2, (1, behind), "Y").await;
            assert_eq!(client.text(A).await, "Hei\næ😀Yx", "{encoding}");
            // Inside the character means before it; behind the line means at its end.
            client.insert(A, 3, (0, 99), "!").await;
            assert_eq!(client.text(A).await, "Hei!\næ😀Yx", "{encoding}");
            client.leave().await;
        }
    });
}

#[test]
fn line_ends_are_the_protocols() {
    run(async {
        let mut client = Client::new().await;
        client.open(A, 1, "en\r\nto\rtre\nfire\u{2028}og fire").await;
        for line in (0..4).rev() {
            client.insert(A, 5 - line as i32, (line, 99), &format!("{line}")).await;
        }
        assert_eq!(client.text(A).await, "en0\r\nto1\rtre2\nfire\u{2028}og fire3");
        client.leave().await;
    });
}

#[test]
fn edits_and_questions_keep_their_order() {
    run(async {
        let mut client = Client::new().await;
        client.open(A, 0, "Slutt.").await;
        let mut questions = Vec::new();
        let mut want = "Slutt.".to_owned();
        for n in 1..=1000 {
            let text = if n % 20 == 0 { format!("{n}\n\n") } else { format!("{n} ") };
            client.insert(A, n, (0, 0), &text).await;
            want.insert_str(0, &text);
            let text = client.request("copydesk/text", json!({ "uri": A })).await;
            let hover = client.request("textDocument/hover", at(A, 0, 0)).await;
            questions.push((text, hover, want.clone()));
        }
        for (text, hover, want) in questions {
            assert_eq!(client.answer(text).await["result"], want, "as it was when it was asked");
            assert_eq!(client.answer(hover).await["error"], Value::Null);
        }
        let answer = client.ask("shutdown", Value::Null).await;
        assert_eq!(answer["error"], Value::Null);
        // What was to be said has been said when `shutdown` is answered.
        let published = client.unread("textDocument/publishDiagnostics");
        let versions: Vec<_> = published.iter().map(|it| it["params"]["version"].as_i64().unwrap()).collect();
        assert!(versions.is_sorted_by(|a, b| a < b), "versions never go back: {versions:?}");
        assert_eq!(versions.last(), Some(&1000));
        client.notify("exit", Value::Null).await;
        assert_eq!(client.end(false).await.0, End::Orderly);
    });
}

#[test]
fn several_changes_build_on_each_other() {
    run(async {
        let mut client = Client::new().await;
        client.open(A, 1, "én to").await;
        let changes = json!([
            change((0, 0), (0, 3), "tre"),
            change((0, 3), (0, 3), " fire"),
            { "text": "alt\nnytt" },
            change((1, 0), (1, 4), "gammelt"),
        ]);
        client.change(A, 2, changes).await;
        assert_eq!(client.text(A).await, "alt\ngammelt");
        client.change(A, 3, json!([])).await;
        client.change(A, 4, json!([{ "text": "" }])).await;
        assert_eq!(client.text(A).await, "");
        client.leave().await;
    });
}

#[test]
fn an_edit_outside_the_text_costs_one_document() {
    run(async {
        for (from, to) in [((7, 0), (7, 0)), ((0, 0), (9, 0)), ((0, 3), (0, 1))] {
            let mut client = Client::new().await;
            client.open(A, 1, "Hei på deg.").await;
            client.open(B, 1, "Og deg.").await;
            client.published(A, 1).await;
            client.change(A, 2, json!([change(from, to, "x")])).await;
            let cleared =
                client.find(|it| it["params"]["version"].is_null() && it["params"]["uri"] == A).await;
            assert_eq!(cleared["params"]["diagnostics"], json!([]));
            let message = client.find(|it| it["method"] == "window/showMessage").await;
            let message = message["params"]["message"].as_str().unwrap();
            assert!(message.contains("a.txt") && !message.contains("på deg"), "{message}");
            // It is said once, the document stays silent, and the other one is as it was.
            client.insert(A, 3, (0, 0), "x").await;
            assert_eq!(client.text(A).await, Value::Null);
            assert_eq!(client.ask("textDocument/hover", at(A, 0, 0)).await["result"], Value::Null);
            client.insert(B, 2, (0, 0), "Og").await;
            assert_eq!(client.text(B).await, "OgOg deg.");
            assert!(client.unread("window/showMessage").is_empty());
            // A whole text brings it back, and so does opening it again.
            client.change(A, 4, json!([{ "text": "Hel" }, change((0, 3), (0, 3), "t")])).await;
            assert_eq!(client.text(A).await, "Helt");
            client.open(A, 5, "Ny").await;
            assert_eq!(client.text(A).await, "Ny");
            client.leave().await;
        }
    });
}

#[test]
fn a_change_that_cannot_be_read_costs_one_document() {
    run(async {
        let text = json!({ "uri": A, "version": 2 });
        for change in [
            json!({ "textDocument": text, "contentChanges": [{ "range": null, "text": 7 }] }),
            json!({ "textDocument": text, "contentChanges": [change((0, 0), (0, 1), "x"), { "range": {} }] }),
            json!({ "textDocument": { "uri": A }, "contentChanges": [] }),
        ] {
            let mut client = Client::new().await;
            client.open(A, 1, "Hei på deg.").await;
            client.open(B, 1, "Og deg.").await;
            client.notify("textDocument/didChange", change).await;
            client.find(|it| it["method"] == "window/showMessage").await;
            assert_eq!(client.text(A).await, Value::Null);
            assert_eq!(client.text(B).await, "Og deg.");
            client.change(A, 3, json!([{ "text": "Hei igjen." }])).await;
            assert_eq!(client.text(A).await, "Hei igjen.");
            client.leave().await;
        }
    });
}

#[test]
fn unknown_documents_do_no_harm() {
    run(async {
        let mut client = Client::new().await;
        client.insert(A, 2, (0, 0), "x").await;
        client.close(A).await;
        for method in ["hover", "definition", "documentHighlight", "documentSymbol"] {
            let answer = client.ask(&format!("textDocument/{method}"), at(A, 0, 0)).await;
            assert_eq!(answer.get("result"), Some(&Value::Null), "{method}");
        }
        client.open(A, 1, "én").await;
        client.open(A, 7, "to").await;
        assert_eq!(client.text(A).await, "to");
        client.close(A).await;
        client.close(A).await;
        assert_eq!(client.text(A).await, Value::Null);
        client.notify("textDocument/didChange", json!({ "nonsense": true })).await;
        client.notify("no/such/method", json!({})).await;
        for method in ["no/such/request", "$/no/such/request"] {
            assert_eq!(client.ask(method, json!({})).await["error"]["code"], -32601, "{method}");
        }
        assert_eq!(client.ask("textDocument/hover", json!({})).await["error"]["code"], -32602);
        client.leave().await;
    });
}

#[test]
fn a_position_outside_the_text_finds_nothing() {
    run(async {
        let mut client = Client::new().await;
        client.open(A, 1, "Hei").await;
        for (line, column) in [(1, 0), (u32::MAX, u32::MAX), (0, u32::MAX)] {
            for method in ["hover", "definition", "documentHighlight"] {
                let answer = client.ask(&format!("textDocument/{method}"), at(A, line, column)).await;
                assert_eq!(answer["error"], Value::Null, "{method}");
            }
        }
        client.leave().await;
    });
}

#[test]
fn unreadable_messages_are_answered_and_survived() {
    run(async {
        let mut client = Client::new().await;
        for body in ["{", "[]", "12", "\u{0}", r#"{"method":"no version"}"#] {
            client.send_raw(body).await;
            let answer = client.find(|it| it["id"].is_null() && it.get("error").is_some()).await;
            assert_eq!(answer["error"]["code"], -32700, "{body}");
        }
        client.open(A, 1, "Hei").await;
        assert_eq!(client.text(A).await, "Hei");
        client.leave().await;
    });
}

#[test]
fn a_pending_request_can_be_cancelled() {
    run(async {
        let mut client = Client::new().await;
        client.open(A, 1, &large()).await;
        let pending: Vec<_> = {
            let mut ids = Vec::new();
            for _ in 0..20 {
                ids.push(client.request("textDocument/documentSymbol", at(A, 0, 0)).await);
            }
            ids
        };
        for id in &pending {
            client.notify("$/cancelRequest", json!({ "id": id })).await;
        }
        for id in pending {
            assert_eq!(client.answer(id).await["error"]["code"], -32800);
        }
        // And one that is no longer pending, and one that never was.
        client.notify("$/cancelRequest", json!({ "id": 1 })).await;
        client.notify("$/cancelRequest", json!({ "id": "none" })).await;
        assert_eq!(client.text(B).await, Value::Null);
        client.leave().await;
    });
}

#[test]
fn a_panic_costs_one_answer_or_one_document() {
    run(async {
        let mut client = Client::new().await;
        client.open(A, 1, "Hei").await;
        client.open(B, 1, "Hei").await;
        for at in ["handler", "question"] {
            let answer = client.ask("copydesk/panic", json!({ "uri": A, "at": at })).await;
            assert_eq!(answer["error"]["code"], -32603, "{at}");
            assert_eq!(client.text(A).await, "Hei", "{at}");
        }
        client.ask("copydesk/panic", json!({ "uri": A, "at": "document" })).await;
        client.find(|it| it["method"] == "window/showMessage").await;
        assert_eq!(client.text(A).await, Value::Null);
        assert_eq!(client.text(B).await, "Hei");
        client.open(A, 2, "Hei igjen").await;
        assert_eq!(client.text(A).await, "Hei igjen");
        client.leave().await;
    });
}

#[test]
fn replies_that_come_late_or_unasked_do_no_harm() {
    run(async {
        let mut client = Client::new().await;
        for id in [json!(0), json!(1), json!(77), json!("x"), Value::Null] {
            client.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null })).await;
            let error = json!({ "code": 1, "message": "no" });
            client.send(&json!({ "jsonrpc": "2.0", "id": id, "error": error })).await;
        }
        client.open(A, 1, "Hei").await;
        assert_eq!(client.text(A).await, "Hei");
        client.leave().await;
    });
}

#[test]
fn exit_ends_the_server_though_the_connection_stays_open() {
    run(async {
        let mut client = Client::new().await;
        client.ask("shutdown", Value::Null).await;
        client.send_at_once(&[notification("exit", Value::Null), opening(A, 1, "after the end")]).await;
        assert_eq!(client.end(false).await.0, End::Orderly);
    });
}

#[test]
fn exit_without_shutdown_is_abrupt() {
    run(async {
        let mut client = Client::new().await;
        client.notify("exit", Value::Null).await;
        assert_eq!(client.end(false).await.0, End::Abrupt);
        let mut client = Client::raw(Settings::default());
        client.notify("exit", Value::Null).await;
        assert_eq!(client.end(false).await.0, End::Abrupt);
    });
}

#[test]
fn the_end_of_the_connection_ends_the_server() {
    run(async {
        let client = Client::new().await;
        assert_eq!(client.end(true).await.0, End::Abrupt);
        let mut client = Client::new().await;
        client.ask("shutdown", Value::Null).await;
        assert_eq!(client.end(true).await.0, End::Orderly);
    });
}

#[test]
fn the_end_does_not_wait_for_a_large_text() {
    run(async {
        for close in [false, true] {
            let mut client = Client::new().await;
            client.open(A, 1, &large()).await;
            let pending = client.request("textDocument/documentSymbol", at(A, 0, 0)).await;
            if !close {
                client.notify("exit", Value::Null).await;
            }
            let (_, rest) = client.end(close).await;
            assert!(rest.iter().any(|it| it["id"] == pending), "no request goes without an answer");
        }
    });
}

#[test]
fn a_client_that_does_not_wait_loses_nothing() {
    run(async {
        let mut client = Client::raw(Settings::default());
        client.request("initialize", json!({ "capabilities": {} })).await;
        client.notify("initialized", json!({})).await;
        client.open(A, 1, "Hei").await;
        let text = client.request("copydesk/text", json!({ "uri": A })).await;
        client.request("shutdown", Value::Null).await;
        client.notify("exit", Value::Null).await;
        assert_eq!(client.answer(text).await["result"], "Hei");
        assert_eq!(client.published(A, 1).await, json!([]));
        assert_eq!(client.end(true).await.0, End::Orderly);
    });
}

#[test]
fn the_end_of_the_connection_does_not_overtake_shutdown() {
    run(async {
        for n in 0..200 {
            let mut client = Client::raw(Settings::default());
            client.request("initialize", json!({ "capabilities": {} })).await;
            client.notify("initialized", json!({})).await;
            if n % 2 == 1 {
                client.open(A, 1, "Hei").await;
                client.insert(A, 2, (0, 0), WRONG_DAY).await;
            }
            let shutdown = client.request("shutdown", Value::Null).await;
            let (end, rest) = client.end(true).await;
            assert_eq!(end, End::Orderly, "{n}");
            let answered = rest.iter().position(|it| it["id"] == shutdown);
            let published = rest.iter().position(|it| it["params"]["version"] == 2);
            assert!(answered.is_some(), "{n}: {rest:?}");
            assert!(n % 2 == 0 || published.is_some() && published < answered, "{n}: {rest:?}");
        }
    });
}

#[test]
fn the_end_of_the_connection_leaves_no_question_open() {
    run(async {
        for shutdown in [false, true] {
            let mut client = Client::new().await;
            client.open(A, 1, WRONG_DAY).await;
            let mut pending = Vec::new();
            for _ in 0..200 {
                pending.push(client.request("textDocument/documentSymbol", at(A, 0, 0)).await);
            }
            if shutdown {
                pending.push(client.request("shutdown", Value::Null).await);
            }
            let (end, rest) = client.end(true).await;
            assert_eq!(end, if shutdown { End::Orderly } else { End::Abrupt });
            for id in pending {
                assert!(rest.iter().any(|it| it["id"] == id), "{id}");
            }
        }
    });
}

/// The real program: input that ends, and output that nobody can read or nobody does.
#[test]
fn the_program_ends_with_its_input() {
    let message = |id: Value, method: &str, params: Value| {
        let mut body = json!({ "jsonrpc": "2.0", "method": method, "params": params });
        if !id.is_null() {
            body["id"] = id;
        }
        let body = body.to_string();
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    };
    let begin = message(json!("begin"), "initialize", json!({ "capabilities": {} }));
    let shutdown = message(json!("shutdown"), "shutdown", Value::Null);
    let document = json!({ "uri": A, "languageId": "plaintext", "version": 1, "text": WRONG_DAY });
    let open = message(Value::Null, "textDocument/didOpen", json!({ "textDocument": document }));
    let question = |n: usize| message(json!(n), "textDocument/hover", at(A, 0, 15));
    for (said, code) in [
        (String::new(), 1),
        (begin.clone(), 1),
        (format!("{begin}{shutdown}"), 0),
        (format!("{begin}{open}{}", question(1)), 1),
        (format!("{begin}{open}{}{shutdown}", question(1)), 0),
        // More answers than fit into a pipe.
        (format!("{begin}{open}{}", (0..2000).map(question).collect::<String>()), 1),
        (format!("{begin}{shutdown}Content-Length: 99\r\n\r\n{{"), 0),
    ] {
        for closed in [false, true] {
            let (theirs, ours) = std::io::pipe().unwrap();
            // It stays open, unread, or it is closed before the server begins.
            let theirs = (!closed).then_some(theirs);
            let mut program = Command::new(env!("CARGO_BIN_EXE_copydesk"));
            program.arg("server").stdin(Stdio::piped()).stdout(ours).stderr(Stdio::piped());
            let mut server = program.spawn().unwrap();
            server.stdin.take().unwrap().write_all(said.as_bytes()).unwrap();
            let begun = Instant::now();
            let status = loop {
                match server.try_wait().unwrap() {
                    Some(it) => break it,
                    None if begun.elapsed() < Duration::from_secs(60) => {
                        std::thread::sleep(Duration::from_millis(10));
                    }
                    None => {
                        server.kill().unwrap();
                        panic!("it hangs: closed {closed}, {} bytes", said.len());
                    }
                }
            };
            let mut log = String::new();
            server.stderr.take().unwrap().read_to_string(&mut log).unwrap();
            assert_eq!((status.code(), log.as_str()), (Some(code), ""), "closed {closed}: {}", said.len());
            drop(theirs);
        }
    }
}

#[test]
fn a_large_text_blocks_nobody() {
    run(async {
        let mut client = Client::new().await;
        let text = large();
        client.open(A, 1, &text).await;
        client.insert(A, 2, (0, 0), "X").await;
        let outline = client.request("textDocument/documentSymbol", at(A, 0, 0)).await;
        client.insert(A, 3, (0, 1), "Y").await;
        client.open(B, 1, "Liten").await;
        assert_eq!(client.text(B).await, "Liten");
        client.published(B, 1).await;
        assert!(client.unread("textDocument/publishDiagnostics").iter().all(|it| it["params"]["uri"] != A));
        assert_eq!(client.answer(outline).await["error"], Value::Null);
        assert_eq!(client.text(A).await, format!("XY{text}"));
        client.published(A, 3).await;
        // A whole text that is another one is read apart, too.
        let other = text.replace("en", "to");
        client.change(A, 4, json!([{ "text": other }, change((0, 0), (0, 0), "Z")])).await;
        assert_eq!(client.text(A).await, format!("Z{other}"));
        client.published(A, 4).await;
        client.leave().await;
    });
}

#[test]
fn a_large_text_can_be_closed_while_it_is_read() {
    run(async {
        let mut client = Client::new().await;
        client.open(A, 1, &large()).await;
        let outline = client.request("textDocument/documentSymbol", at(A, 0, 0)).await;
        client.close(A).await;
        assert_eq!(client.answer(outline).await["result"], Value::Null);
        client.open(A, 1, "Liten").await;
        assert_eq!(client.text(A).await, "Liten");
        // What was being read must not come back: wait until a second one has been read behind it.
        client.open(B, 1, &large()).await;
        client.published(B, 1).await;
        assert_eq!(client.text(A).await, "Liten");
        client.leave().await;
    });
}

#[test]
fn ten_thousand_documents() {
    run(async {
        let mut client = Client::new().await;
        let uri = |n: usize| format!("file:///desk/{n}.txt");
        for n in 0..10_000 {
            client.open(&uri(n), 1, &format!("Sak nummer {n}.")).await;
        }
        for n in (0..10_000).step_by(1000) {
            client.insert(&uri(n), 2, (0, 0), "Ny: ").await;
            assert_eq!(client.text(&uri(n)).await, format!("Ny: Sak nummer {n}."));
        }
        for n in 0..10_000 {
            client.close(&uri(n)).await;
        }
        assert_eq!(client.text(&uri(77)).await, Value::Null);
        client.leave().await;
    });
}

#[test]
fn findings_are_pushed_with_their_version() {
    run(async {
        let mut client = Client::with(capabilities(&["utf-16"]), RESTLESS).await;
        client.open(A, 0, WRONG_DAY).await;
        let found = client.published(A, 0).await;
        assert_eq!(rules(&found), ["weekday-mismatch"]);
        let it = &found[0];
        assert_eq!(it["source"], "copydesk");
        assert_eq!(it["data"], "weekday-mismatch");
        assert_eq!(it["range"]["start"]["line"], 0);
        assert!(it["severity"].is_u64() && !it["message"].as_str().unwrap().is_empty());
        // A hover says it again, for editors that show no diagnostics there, in the article's language.
        let place = &it["range"]["start"];
        let place = at(A, 0, place["character"].as_u64().unwrap() as u32);
        let hover = client.ask("textDocument/hover", place).await;
        let hover = hover["result"]["contents"]["value"].as_str().unwrap();
        let said = "14\\. mars 2024 er en torsdag, ikke en fredag. Rett ukedagen eller datoen. `copydesk explain weekday-mismatch`";
        assert!(hover.ends_with(said), "{hover}");
        // Right day, right away.
        client.change(A, 1, json!([change((0, 9), (0, 15), "torsdag")])).await;
        assert_eq!(client.published(A, 1).await, json!([]));
        client.close(A).await;
        client.find(|it| it["params"]["version"].is_null() && it["params"]["uri"] == A).await;
        client.leave().await;
    });
}

#[test]
fn findings_are_pulled_by_clients_that_can_be_told_to() {
    run(async {
        let mut client = Client::raw(RESTFUL);
        let server = client.initialize(pulling(true)).await;
        assert_eq!(server["capabilities"]["diagnosticProvider"]["interFileDependencies"], false);
        let pull = |previous: Value| json!({ "textDocument": { "uri": A }, "previousResultId": previous });
        client.open(A, 1, WRONG_DAY).await;
        let report = client.ask("textDocument/diagnostic", pull(Value::Null)).await["result"].clone();
        assert_eq!(report["kind"], "full");
        assert_eq!(rules(&report["items"]), ["weekday-mismatch"]);
        let same =
            client.ask("textDocument/diagnostic", pull(report["resultId"].clone())).await["result"].clone();
        assert_eq!(same, json!({ "kind": "unchanged", "resultId": report["resultId"] }));
        // A sentence that is being written is left in peace until the writer pauses; then the client is told.
        let more = " Det neste er fredag 21. mars 2024";
        client.insert(A, 2, (0, WRONG_DAY.len() as u32), more).await;
        let held = client.ask("textDocument/diagnostic", pull(Value::Null)).await["result"].clone();
        assert_eq!(held["items"].as_array().unwrap().len(), 1);
        let refresh = client.find(|it| it["method"] == "workspace/diagnostic/refresh").await;
        client.send(&json!({ "jsonrpc": "2.0", "id": refresh["id"], "result": null })).await;
        let all =
            client.ask("textDocument/diagnostic", pull(held["resultId"].clone())).await["result"].clone();
        assert_eq!(all["items"].as_array().unwrap().len(), 2);
        // A document that nobody knows has no findings.
        client.close(A).await;
        let none = client.ask("textDocument/diagnostic", pull(Value::Null)).await["result"].clone();
        assert_eq!(none["items"], json!([]));
        let rest = client.leave().await;
        assert!(rest.iter().all(|it| it["method"] != "textDocument/publishDiagnostics"), "nothing is pushed");
    });
}

#[test]
fn findings_are_pushed_to_clients_that_pull_and_cannot_be_told_to() {
    run(async {
        let mut client = Client::raw(RESTFUL);
        let server = client.initialize(pulling(false)).await;
        assert_eq!(server["capabilities"]["diagnosticProvider"], Value::Null);
        client.open(A, 1, WRONG_DAY).await;
        assert_eq!(rules(&client.published(A, 1).await), ["weekday-mismatch"]);
        client.leave().await;
    });
}

#[test]
fn the_sentence_being_written_is_left_in_peace() {
    run(async {
        let mut client = Client::with(capabilities(&["utf-8"]), RESTLESS).await;
        let (sentence, stop) = WRONG_DAY.split_at(WRONG_DAY.len() - 1);
        client.open(A, 0, "Før. ").await;
        client.published(A, 0).await;
        client.insert(A, 1, (0, 6), sentence).await;
        assert_eq!(client.published(A, 1).await, json!([]), "it is not finished");
        client.insert(A, 2, (0, 6 + sentence.len() as u32), stop).await;
        assert_eq!(rules(&client.published(A, 2).await), ["weekday-mismatch"]);
        client.insert(A, 3, (0, 6 + sentence.len() as u32), " kl. 9").await;
        assert_eq!(rules(&client.published(A, 3).await), ["weekday-mismatch"], "what is shown stays");
        client.leave().await;
    });
}

#[test]
fn a_pause_shows_what_was_held_back() {
    run(async {
        let mut client = Client::with(capabilities(&["utf-8"]), RESTFUL).await;
        client.open(A, 0, "Før. ").await;
        client.insert(A, 1, (0, 6), WRONG_DAY.trim_end_matches('.')).await;
        // Twice the same version: first without, then with what was held back.
        assert_eq!(client.published(A, 1).await, json!([]));
        assert_eq!(rules(&client.published(A, 1).await), ["weekday-mismatch"]);
        client.leave().await;
    });
}

/// Two megabytes of paragraphs.
fn large() -> String {
    let paragraph =
        "Det er en helt vanlig setning i et avsnitt. Her kommer en til, og den er like vanlig.\n\n";
    paragraph.repeat((2 << 20) / paragraph.len() + 1)
}
