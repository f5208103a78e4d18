//! Reports: what was found and understood, as text for people or as data for programs. One file an output format.
//!
//! Nothing here reads or writes; a report is a value.

pub mod annotation;
pub mod page;
pub mod text;
pub mod timeline;
