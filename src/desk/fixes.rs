//! What the desk can mend by itself, if the writer wants it to.

use crate::article::{Article, Finding, Fix};
use crate::text::{Edit, Span};

/// One way to settle a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Mending<'a> {
    pub finding: &'a Finding,
    pub fix: &'a Fix,
    /// What it changes in the file, in the order of the text.
    pub edits: Vec<Edit>,
    /// Whether it is the only way there is.
    pub only: bool,
}

/// The ways to settle those of `findings` that `within` (bytes of the file) reaches, in their order.
pub fn fixes<'a>(article: &Article, findings: &'a [Finding], within: Span) -> Vec<Mending<'a>> {
    let reached = |it: &&Finding| {
        let place = article.in_file(it.place);
        place.start <= within.end && within.start <= place.end
    };
    let mend = |finding: &'a Finding| {
        finding.fixes.iter().map(move |fix| {
            let edit = |it: &(crate::article::Place, String)| Edit::new(article.in_file(it.0), it.1.as_str());
            let edits = fix.edits.iter().map(edit).collect();
            Mending { finding, fix, edits, only: finding.fixes.len() == 1 }
        })
    };
    findings.iter().filter(reached).flat_map(mend).collect()
}
