use super::Place;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; may well be right as it stands.
    Hint,
    /// Probably wrong.
    Warning,
    /// Certainly wrong.
    Error,
}

/// Something the desk asks the writer about.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that found it, by its id: `weekday-mismatch`.
    pub rule: &'static str,
    pub severity: Severity,
    /// The words it is about.
    pub place: Place,
    /// What is wrong and what would settle it, in the article's language.
    pub message: String,
    /// Other places that matter, and why.
    pub related: Vec<(Place, String)>,
}
