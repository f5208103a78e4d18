//! The server as a client sees it: names, fixes, hints, and the settings that they hang on.

#![allow(clippy::disallowed_methods, reason = "tests start threads")]
#![cfg(debug_assertions)]

#[path = "server/client.rs"]
#[allow(dead_code, reason = "the other test of the server needs more of it")]
mod client;

use client::{Client, at, capabilities, rules, run};
use copydesk::server::Settings;
use serde_json::{Value, json};

const A: &str = "file:///desk/a.txt";

/// With a letter that is two bytes, two surrogates and one character, before the name.
const TEXT: &str = "\
Ordfører Kari Nesbakk (Ap) i Fjellvik vil stenge den gamle broen til våren.

😀 Nesbakks forslag fikk flertall i går.

– Broen er farlig, sier hun til avisen.
";

const CONFLICT: &str = "\
Møtet i Oslo

USAs forsvarsminister Mark Holm møtte statsminister Kari Moe (H) i Oslo mandag.

Etterpå reiste Holm hjem. Statsminister Per Lie (Ap) svarte ikke.
";

const MISSPELT: &str = "\
Vil stenge broen

Ordfører Kari Nesbakk i Fjellvik vil stenge den gamle broen til våren.

– Vi kan ikke vente lenger, sier Nesbak.

Kari Nesbakk sa det samme i fjor. Nesbakk er alene om det.
";

/// The whole of a short document.
fn everywhere(uri: &str) -> Value {
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } });
    json!({ "textDocument": { "uri": uri }, "range": range })
}

/// A client that takes settings, hints and versions.
fn able(encoding: &str) -> Value {
    let mut it = capabilities(&[encoding]);
    it["textDocument"]["rename"] = json!({ "prepareSupport": true });
    it["workspace"] = json!({
        "configuration": true,
        "didChangeConfiguration": { "dynamicRegistration": true },
        "inlayHint": { "refreshSupport": true },
        "workspaceEdit": { "documentChanges": true },
    });
    it
}

fn speakers(on: bool) -> Value {
    json!({ "inlayHints": { "speakers": on } })
}

/// Waits until the server asks for settings, and gives them.
async fn give(client: &mut Client, settings: Value) {
    let asked = client.find(|it| it["method"] == "workspace/configuration").await;
    assert_eq!(asked["params"]["items"], json!([{ "section": "copydesk" }]));
    client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": [settings] })).await;
}

async fn labels(client: &mut Client) -> Vec<String> {
    let hints = client.ask("textDocument/inlayHint", everywhere(A)).await["result"].clone();
    let hints = hints.as_array().expect("a list");
    hints.iter().map(|it| it["label"].as_str().expect("a text").to_owned()).collect()
}

#[test]
fn a_name_is_changed_in_one_version_and_in_each_encoding() {
    run(async {
        for (encoding, column) in [("utf-8", 5), ("utf-16", 3), ("utf-32", 2)] {
            let mut client = Client::raw(Settings::default());
            let server = client.initialize(able(encoding)).await;
            assert_eq!(server["capabilities"]["renameProvider"]["prepareProvider"], true);
            client.open(A, 7, TEXT).await;
            let place = at(A, 2, column + 2);
            let prepared = client.ask("textDocument/prepareRename", place.clone()).await["result"].clone();
            let range = |from, to| json!({ "start": { "line": 2, "character": from }, "end": { "line": 2, "character": to } });
            assert_eq!(prepared, json!({ "placeholder": "Nesbakk", "range": range(column, column + 7) }));
            let mut params = place;
            params["newName"] = json!("Moss");
            let edit = client.ask("textDocument/rename", params).await["result"].clone();
            assert_eq!(edit["changes"], Value::Null);
            let change = &edit["documentChanges"][0];
            assert_eq!(change["textDocument"], json!({ "uri": A, "version": 7 }));
            let edits = change["edits"].as_array().expect("a list");
            let texts: Vec<_> = edits.iter().map(|it| it["newText"].as_str().expect("a text")).collect();
            assert_eq!(texts, ["Moss", "Moss'"]);
            assert_eq!(edits[1]["range"], range(column, column + 8), "{encoding}");
            client.leave().await;
        }
    });
}

#[test]
fn a_client_that_takes_no_versions_gets_plain_changes() {
    run(async {
        let mut client = Client::raw(Settings::default());
        let server = client.initialize(capabilities(&["utf-8"])).await;
        assert_eq!(server["capabilities"]["renameProvider"], true);
        client.open(A, 1, TEXT).await;
        let mut params = at(A, 2, 7);
        params["newName"] = json!("Holm");
        let edit = client.ask("textDocument/rename", params).await["result"].clone();
        assert_eq!(edit["changes"][A].as_array().map(Vec::len), Some(2));
        client.leave().await;
    });
}

#[test]
fn what_cannot_be_renamed_is_an_error_in_words() {
    run(async {
        let mut client = Client::with(able("utf-8"), Settings::default()).await;
        client.open(A, 1, TEXT).await;
        let error = client.ask("textDocument/prepareRename", at(A, 2, 24)).await["error"].clone();
        assert_eq!(error["code"], -32803);
        let message = error["message"].as_str().expect("a text");
        assert!(message.starts_with("Her står det ikke noe personnavn."), "{message}");
        let mut params = at(A, 2, 7);
        params["newName"] = json!("");
        let error = client.ask("textDocument/rename", params.clone()).await["error"].clone();
        assert_eq!((&error["code"], &error["message"]), (&json!(-32803), &json!("Skriv det nye navnet.")));
        params["textDocument"]["uri"] = json!("file:///desk/unknown.txt");
        assert_eq!(client.ask("textDocument/rename", params).await["result"], Value::Null);
        client.leave().await;
    });
}

#[test]
fn hints_are_shown_to_those_who_want_them() {
    run(async {
        let mut client = Client::with(able("utf-16"), Settings::default()).await;
        let it = client.find(|it| it["method"] == "client/registerCapability").await;
        assert_eq!(it["params"]["registrations"][0]["method"], "workspace/didChangeConfiguration");
        client.open(A, 1, TEXT).await;
        assert!(labels(&mut client).await.is_empty(), "off by default");
        give(&mut client, speakers(true)).await;
        client.find(|it| it["method"] == "workspace/inlayHint/refresh").await;
        let hints = client.ask("textDocument/inlayHint", everywhere(A)).await["result"].clone();
        let hint = &hints[0];
        assert_eq!(hint["label"], "Kari Nesbakk");
        assert_eq!(hint["position"], json!({ "line": 4, "character": 27 }));
        assert_eq!((&hint["paddingLeft"], &hint["paddingRight"]), (&json!(true), &json!(false)));
        let why = hint["tooltip"]["value"].as_str().expect("a text");
        assert!(why.contains("Vi regner med at «hun» er **Kari Nesbakk**"), "{why}");
        // The setting goes; a client that tells so is asked what holds now.
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null })).await;
        give(&mut client, speakers(false)).await;
        client.find(|it| it["method"] == "workspace/inlayHint/refresh").await;
        assert!(labels(&mut client).await.is_empty());
        client.leave().await;
    });
}

#[test]
fn settings_may_come_with_the_first_message_or_be_told() {
    run(async {
        for wrapped in [false, true] {
            let wrap = |it| if wrapped { json!({ "copydesk": it }) } else { it };
            let mut client = Client::raw(Settings::default());
            client.initialize_with(capabilities(&["utf-8"]), wrap(speakers(true))).await;
            client.open(A, 1, TEXT).await;
            assert_eq!(labels(&mut client).await, ["Kari Nesbakk"]);
            let told = |it| json!({ "settings": it });
            client.notify("workspace/didChangeConfiguration", told(wrap(speakers(false)))).await;
            assert!(labels(&mut client).await.is_empty());
            client.notify("workspace/didChangeConfiguration", told(json!({}))).await;
            assert_eq!(labels(&mut client).await, ["Kari Nesbakk"], "as in the beginning");
            client.leave().await;
        }
    });
}

#[test]
fn rules_ask_as_the_settings_say() {
    run(async {
        let mut client = Client::with(able("utf-8"), Settings::default()).await;
        client.open(A, 1, CONFLICT).await;
        assert_eq!(rules(&client.published(A, 1).await), ["role-conflict"]);
        give(&mut client, json!({ "rules": { "role-conflict": false, "no-such-rule": true } })).await;
        assert_eq!(client.published(A, 1).await, json!([]));
        let said = client.find(|it| it["method"] == "window/showMessage").await;
        let said = said["params"]["message"].as_str().expect("a text");
        assert!(said.contains("“no-such-rule”"), "{said}");
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null })).await;
        give(&mut client, json!({})).await;
        assert_eq!(rules(&client.published(A, 1).await), ["role-conflict"]);
        client.leave().await;
    });
}

#[test]
fn dates_count_from_what_the_settings_or_the_file_name_say() {
    let text = "Om broen\n\nDen gamle broen er stengt. Møtet er mandag 12. mars.\n";
    let day = |n: &'static str| json!({ "date": n });
    run(async {
        let mut client = Client::with(able("utf-8"), Settings::default()).await;
        client.open(A, 1, text).await;
        assert_eq!(client.published(A, 1).await, json!([]), "nobody knows which year it is");
        give(&mut client, day("2026-03-10")).await;
        assert_eq!(rules(&client.published(A, 1).await), ["weekday-mismatch"], "a Thursday");
        let named = "file:///desk/2018-03-01-broen.txt";
        client.open(named, 1, text).await;
        assert_eq!(client.published(named, 1).await, json!([]), "a Monday in the year of the file");
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null })).await;
        give(&mut client, day("snart")).await;
        assert_eq!(client.published(A, 1).await, json!([]));
        let said = client.find(|it| it["method"] == "window/showMessage").await;
        let said = said["params"]["message"].as_str().expect("a text");
        assert!(said.contains("“snart” under copydesk.date"), "{said}");
        client.leave().await;
    });
}

#[test]
fn a_language_is_read_as_the_settings_say() {
    run(async {
        let short = "Brua er stengd.\n";
        let mut client = Client::with(able("utf-8"), Settings::default()).await;
        client.open(A, 1, &format!("{short}\nMøtet er 31. april.\n")).await;
        let before = client.published(A, 1).await[0]["message"].clone();
        give(&mut client, json!({ "language": "en" })).await;
        client.open(A, 2, "The meeting is on 31 April.\n").await;
        let after =
            client.find(|it| it["params"]["version"] == 2).await["params"]["diagnostics"][0]["message"]
                .clone();
        assert!(before.as_str().is_some_and(|it| it.contains("april")), "{before}");
        assert!(after.as_str().is_some_and(|it| it.contains("April has")), "{after}");
        client.leave().await;
    });
}

#[test]
fn a_rule_that_is_off_by_default_can_be_asked_for() {
    run(async {
        let text = "\
Om broen

Den gamle broen er stengt etter en ulykke natt til onsdag.

– Rekkverket var løst. Vi meldte fra i januar. Vi meldte fra i mars. Ingen kom, sier nabo Per Storli.
";
        let rule = "long-unattributed-quote";
        let mut client = Client::raw(Settings::default());
        client.initialize_with(capabilities(&["utf-8"]), json!({ "rules": { rule: true } })).await;
        client.open(A, 1, text).await;
        assert_eq!(rules(&client.published(A, 1).await), [rule]);
        client.leave().await;
        let mut client = Client::new().await;
        client.open(A, 1, text).await;
        assert_eq!(client.published(A, 1).await, json!([]));
        client.leave().await;
    });
}

#[test]
fn pulled_findings_follow_the_settings() {
    run(async {
        let mut it = able("utf-8");
        it["textDocument"]["diagnostic"] = json!({});
        it["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
        let mut client = Client::with(it, Settings::default()).await;
        client.open(A, 1, CONFLICT).await;
        let pull = json!({ "textDocument": { "uri": A } });
        let report = client.ask("textDocument/diagnostic", pull.clone()).await;
        assert_eq!(rules(&report["result"]["items"]), ["role-conflict"]);
        give(&mut client, json!({ "rules": { "role-conflict": false } })).await;
        client.find(|it| it["method"] == "workspace/diagnostic/refresh").await;
        assert_eq!(client.ask("textDocument/diagnostic", pull).await["result"]["items"], json!([]));
        client.leave().await;
    });
}

#[test]
fn an_old_answer_about_settings_is_not_heeded() {
    run(async {
        let mut client = Client::with(able("utf-8"), Settings::default()).await;
        client.open(A, 1, TEXT).await;
        let first = client.find(|it| it["method"] == "workspace/configuration").await;
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null })).await;
        give(&mut client, speakers(true)).await;
        client.send(&json!({ "jsonrpc": "2.0", "id": first["id"], "result": [speakers(false)] })).await;
        assert_eq!(labels(&mut client).await, ["Kari Nesbakk"]);
        client.leave().await;
    });
}

#[test]
fn a_client_that_takes_actions_may_ask_for_fixes() {
    run(async {
        let mut it = able("utf-8");
        let kinds = json!({ "codeActionKind": { "valueSet": ["quickfix"] } });
        it["textDocument"]["codeAction"] = json!({ "codeActionLiteralSupport": kinds });
        let mut client = Client::raw(Settings::default());
        let server = client.initialize(it).await;
        assert_eq!(server["capabilities"]["codeActionProvider"], json!({ "codeActionKinds": ["quickfix"] }));
        client.open(A, 1, CONFLICT).await;
        let mut params = everywhere(A);
        for only in [Value::Null, json!(["quickfix"]), json!(["refactor"])] {
            params["context"] = json!({ "diagnostics": [], "only": only });
            let actions = client.ask("textDocument/codeAction", params.clone()).await;
            assert_eq!(actions["result"], json!([]), "this finding only the writer can mend");
        }
        client.change(A, 2, json!([{ "text": MISSPELT }])).await;
        params["context"] = json!({ "diagnostics": [] });
        let actions = client.ask("textDocument/codeAction", params).await["result"].clone();
        assert_eq!(actions.as_array().map(Vec::len), Some(1), "{actions}");
        let action = &actions[0];
        assert_eq!((&action["title"], &action["kind"]), (&json!("Skriv Nesbakk"), &json!("quickfix")));
        assert_eq!(action["isPreferred"], true);
        assert_eq!(rules(&action["diagnostics"]), ["name-spelling"]);
        let changed = &action["edit"]["documentChanges"][0];
        assert_eq!(changed["textDocument"]["version"], 2);
        assert_eq!(changed["edits"][0]["newText"], "Nesbakk");
        client.leave().await;
    });
}
