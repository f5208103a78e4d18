use crate::article::{Article, Finding};
use crate::text::Edit;

/// The findings that the writer sees, so that the sentence being written is left in peace.
#[derive(Clone, Debug, Default)]
pub struct Peace {
    shown: Vec<Finding>,
}

/// What to show now, and whether something new is held back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    pub findings: Vec<Finding>,
    /// Findings wait for the sentence to be closed, the edit to move on, or the writer to pause.
    pub waiting: bool,
}

impl Peace {
    /// What to show after `edit` made `article`, in which the rules find `found`.
    pub fn after_edit(&mut self, _article: &Article, found: &[Finding], _edit: &Edit) -> Shown {
        self.shown = found.to_vec();
        Shown { findings: found.to_vec(), waiting: false }
    }

    /// What to show once the writer has paused: everything.
    pub fn after_pause(&mut self, found: &[Finding]) -> Shown {
        self.shown = found.to_vec();
        Shown { findings: found.to_vec(), waiting: false }
    }
}
