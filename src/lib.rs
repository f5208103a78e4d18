//! copydesk: the copy desk inside the editor.
pub mod article;
pub mod cli;
pub mod desk;
pub mod format;
pub mod language;
pub mod report;
pub mod rules;
pub mod server;
pub mod text;
