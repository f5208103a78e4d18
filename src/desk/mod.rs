//! The desk: what an editor may ask about an article, answered in plain types.
//!
//! Places are spans of the file in UTF-8 bytes; texts are Markdown. Nothing here knows a protocol.

mod dates;
mod definition;
mod fixes;
mod hints;
mod hover;
mod introduction;
mod naming;
mod outline;
mod passage;
mod peace;
mod references;
mod rename;
mod rewrite;
mod timeline;
mod under;
mod words;

pub use definition::definition;
pub use fixes::{Mending, fixes};
pub use hints::{Hint, Wanted, hints};
pub use hover::{Hover, hover};
pub use outline::{Symbol, SymbolKind, outline};
pub use peace::{Peace, Shown};
pub use references::references;
pub use rename::{Refusal, rename, renamed};
pub use rewrite::{Rewriting, rewritings};
pub use timeline::{Dated, timeline};
