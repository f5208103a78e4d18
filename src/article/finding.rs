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
    /// What would settle it, the likeliest first; empty where only the writer can know.
    pub fixes: Box<[Fix]>,
}

/// One way to settle a finding: a few words put in the place of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the article's language, as an order: «Skriv Eriksen».
    pub label: String,
    /// The words to replace and what to write there, in the order of the text; no two meet.
    pub edits: Box<[(Place, String)]>,
}
