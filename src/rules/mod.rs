//! Rules: what the desk asks the writer about. One rule is one file.
//!
//! A rule's documentation is its page: `copydesk explain`, the README's table and the tests are made from it.
//! A fenced `article` in it is an example; a line of `^^^` under a line marks what the rule must find there,
//! and an example without such a line must be clean.

mod age_mismatch;
mod ambiguous_speaker;
mod dates;
mod elapsed_years;
mod event_date_conflict;
mod first_mention;
mod holiday_date;
mod impossible_date;
mod life_dates;
mod long_unattributed_quote;
mod name_spelling;
mod numeric_date_ambiguous;
mod order_conflict;
mod quote_altered;
mod quote_without_speaker;
mod relative_date_stale;
mod role_conflict;
mod tense_mismatch;
mod unclosed_quote;
mod unread_metadata;
mod unsourced_claim;
mod weekday_mismatch;
mod year_slip;

use crate::article::{Article, Block, Finding, Place, Severity};
use crate::language::Language;
use crate::text::Span;

/// What a rule may look at, and with that, when it has to look again.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// One block alone. Its findings stay with the block until the block changes.
    Block(fn(&Block, &'static Language, &mut Findings)),
    /// The whole article.
    Article(fn(&Article, &mut Findings)),
}

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name in settings, reports and links: `weekday-mismatch`. Reads well behind "allow".
    pub id: &'static str,
    /// Its page, in Markdown: first line says what it flags, in one sentence.
    pub documentation: &'static str,
    pub severity: Severity,
    /// Whether it asks unless somebody says otherwise. A rule that is not right nine times in ten does not.
    pub by_default: bool,
    pub check: Check,
}

/// Where a rule puts what it finds.
#[derive(Debug)]
pub struct Findings {
    rule: &'static Rule,
    list: Vec<Finding>,
}

impl Findings {
    /// Reports `place`, with the rule's severity. A rule that looks at one block alone gives block 0.
    pub fn report(&mut self, place: Place, message: String) -> &mut Finding {
        let Rule { id, severity, .. } = *self.rule;
        let (related, fixes) = (Vec::new(), Box::default());
        self.list.push(Finding { rule: id, severity, place, message, related, fixes });
        self.list.last_mut().expect("just pushed")
    }

    /// Reports a span of the one block that the rule looks at.
    pub fn report_span(&mut self, span: Span, message: String) -> &mut Finding {
        self.report(Place { block: 0, span }, message)
    }
}

/// Declares a rule: its documentation is the doc comment.
macro_rules! rule {
    ($(#[doc = $doc:literal])+ $id:literal { severity: $severity:ident, check: $check:expr }) => {
        $crate::rules::rule! { $(#[doc = $doc])+ $id { severity: $severity, by_default: true, check: $check } }
    };
    ($(#[doc = $doc:literal])+ $id:literal { severity: $severity:ident, by_default: $on:literal, check: $check:expr }) => {
        pub(crate) static RULE: $crate::rules::Rule = $crate::rules::Rule {
            id: $id,
            documentation: concat!($($doc, "\n"),+),
            severity: $crate::article::Severity::$severity,
            by_default: $on,
            check: $check,
        };
    };
}
pub(crate) use rule;

static RULES: [&Rule; 22] = [
    &age_mismatch::RULE,
    &ambiguous_speaker::RULE,
    &elapsed_years::RULE,
    &event_date_conflict::RULE,
    &first_mention::RULE,
    &holiday_date::RULE,
    &impossible_date::RULE,
    &life_dates::RULE,
    &long_unattributed_quote::RULE,
    &name_spelling::RULE,
    &numeric_date_ambiguous::RULE,
    &order_conflict::RULE,
    &quote_altered::RULE,
    &quote_without_speaker::RULE,
    &relative_date_stale::RULE,
    &role_conflict::RULE,
    &tense_mismatch::RULE,
    &unclosed_quote::RULE,
    &unread_metadata::RULE,
    &unsourced_claim::RULE,
    &weekday_mismatch::RULE,
    &year_slip::RULE,
];

/// All rules, in the order of their names.
pub fn rules() -> &'static [&'static Rule] {
    &RULES
}

/// The rule with this id.
pub fn rule_by_id(id: &str) -> Option<&'static Rule> {
    rules().iter().find(|it| it.id == id).copied()
}

/// Which rules ask: those that do by default, unless somebody says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection([bool; RULES.len()]);

impl Default for Selection {
    fn default() -> Selection {
        Selection(RULES.map(|it| it.by_default))
    }
}

impl Selection {
    /// Lets the rule called `id` ask, or not. Returns whether there is such a rule.
    pub fn set(&mut self, id: &str, on: bool) -> bool {
        let at = RULES.iter().position(|it| it.id == id);
        at.map(|it| self.0[it] = on).is_some()
    }

    /// Whether the rule called `id` asks.
    pub fn has(&self, id: &str) -> bool {
        self.chosen().any(|it| it.id == id)
    }

    fn chosen(&self) -> impl Iterator<Item = &'static Rule> {
        RULES.iter().zip(self.0).filter(|it| it.1).map(|it| *it.0)
    }
}

/// What the rules that are on by default find in an article, in the order of its text.
pub fn check(article: &Article) -> Vec<Finding> {
    check_with(article, &Selection::default())
}

/// Everything the chosen rules find in an article, in the order of its text.
pub fn check_with(article: &Article, selection: &Selection) -> Vec<Finding> {
    let language = article.language();
    let mut out = Vec::new();
    for (n, block) in article.blocks().iter().enumerate() {
        if !article.whole().parts[n].is_published() {
            continue;
        }
        // What a block holds is kept for every selection there may be.
        let found = block.findings.get_or_init(|| {
            let mut found = Vec::new();
            for rule in rules() {
                let Check::Block(check) = rule.check else { continue };
                let mut findings = Findings { rule, list: std::mem::take(&mut found) };
                check(block, language, &mut findings);
                found = findings.list;
            }
            found.into()
        });
        let wanted = found.iter().filter(|it| selection.has(it.rule));
        out.extend(wanted.cloned().map(|it| in_block(it, n as u32)));
    }
    for rule in selection.chosen() {
        let Check::Article(check) = rule.check else { continue };
        let mut findings = Findings { rule, list: std::mem::take(&mut out) };
        check(article, &mut findings);
        out = findings.list;
    }
    out.sort_by(|a, b| (a.place, a.rule).cmp(&(b.place, b.rule)));
    out
}

fn in_block(mut finding: Finding, block: u32) -> Finding {
    finding.place.block = block;
    finding.related.iter_mut().for_each(|it| it.0.block = block);
    let edits = finding.fixes.iter_mut().flat_map(|it| &mut it.edits);
    edits.for_each(|it| it.0.block = block);
    finding
}
