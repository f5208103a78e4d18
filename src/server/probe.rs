//! What tests may ask of a server beside the protocol. Not in release builds.
//!
//! - `copydesk/text` `{uri}`: the text and the version that the desk has.
//! - `copydesk/panic` `{uri, at}`: panics in the handler (`at: "handler"`), in a question to the desk
//!   (`"question"`), or while the desk handles the document (`"document"`).

use super::documents::Message;
use super::{Desk, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::LspServiceBuilder;
use tower_lsp::lsp_types::Url;

#[derive(Deserialize)]
struct Probe {
    uri: Url,
    #[serde(default)]
    at: String,
}

/// Adds the methods to a service.
pub(super) fn add(service: LspServiceBuilder<Desk>) -> LspServiceBuilder<Desk> {
    service.custom_method("copydesk/text", Desk::text).custom_method("copydesk/panic", Desk::panic)
}

impl Desk {
    async fn text(&self, it: Probe) -> Result<Value> {
        let text = self.ask(it.uri, |view| view.open.text().to_string());
        Ok(text.await?.map_or(Value::Null, |it| json!(it)))
    }

    async fn panic(&self, it: Probe) -> Result<Value> {
        match it.at.as_str() {
            "handler" => panic!("asked for"),
            "document" => self.inbox.tell(Message::Panic(it.uri)),
            _ => {
                self.ask(it.uri, |_| panic!("asked for")).await?;
            }
        }
        Ok(Value::Null)
    }
}
