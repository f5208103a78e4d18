//! Words of dates and times.

use serde::Deserialize;

/// `dates.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DateTables {}

/// Words of dates and times as the reader of time expressions asks for them.
#[derive(Debug)]
pub struct Dates {}

impl Dates {
    pub(crate) fn new(_tables: DateTables) -> Dates {
        Dates {}
    }
}
