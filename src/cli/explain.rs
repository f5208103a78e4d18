//! `copydesk explain`: a rule's page.

use super::{CLEAN, FAILED, colour, complain, no_rule};
use crate::report::page;
use crate::rules::{rule_by_id, rules};
use clap::Args;
use std::io::{self, Write};

/// Tell what a rule looks for, why, and what settles it
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The rule's name, as it stands behind each finding; without one, all rules are listed
    rule: Option<String>,
}

impl Explain {
    pub(super) fn run(&self) -> io::Result<u8> {
        let out = match &self.rule {
            None => page::list(rules()),
            Some(id) => match rule_by_id(id) {
                Some(rule) => page::page(rule, colour()),
                None => {
                    complain(&no_rule(id));
                    return Ok(FAILED);
                }
            },
        };
        io::stdout().lock().write_all(out.as_bytes())?;
        Ok(CLEAN)
    }
}
