use super::{Check, Findings, rule};
use crate::article::{Article, Block, OpenMark, Place, Signal};
use crate::text::Span;

rule! {
    /// A quotation mark that is opened and never closed.
    ///
    /// The reader can no longer tell where somebody's words end and the paper's begin. A quotation may run over
    /// several paragraphs, each of which opens it again and only the last of which closes it; that is no fault.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// Ordfører Åse Lunde sa: «Vi vet ikke ennå.
    ///                        ^^^^^^^^^^^^^^^^^^
    ///
    /// Saken behandles igjen i mai.
    /// ```
    ///
    /// Instead:
    ///
    /// ```article lang=nb
    /// Ordfører Åse Lunde sa: «Vi vet ikke ennå.»
    ///
    /// Saken behandles igjen i mai.
    /// ```
    ///
    /// ```article lang=en
    /// “We will not sell the harbour,” Lena Moss said. “It has been ours for a century.
    ///
    /// “It will be ours for another one.”
    /// ```
    "unclosed-quote" { severity: Warning, check: Check::Article(check) }
}

/// How many paragraphs further a mark may be closed.
const REACH: usize = 6;

fn check(article: &Article, out: &mut Findings) {
    let parts = &article.whole().parts;
    for (n, block) in article.blocks().iter().enumerate() {
        let Some(open) = block.facts.marks.trailing_open.filter(|_| parts[n].is_published()) else {
            continue;
        };
        // A reporting clause behind the words ends them, whatever the next paragraph opens with.
        let ended = block.facts.quotations.iter().any(|it| {
            matches!(it.signal, Signal::Marks(_)) && !it.runs_on && it.extent().start == open.span.end
        });
        let later = article.blocks()[n + 1..].iter().zip(&parts[n + 1..]).filter(|it| it.1.is_body());
        if !ended && later.take(REACH).map(|it| &**it.0).any(|it| answers(it, open)) {
            continue;
        }
        let end = block.prose().trim_end().len();
        let span = Span::new(open.span.start as usize, end);
        let mark = open.mark.to_string();
        let message = article.language().say("unclosed-quote", &[("mark", &mark)]);
        out.report(Place { block: n as u32, span }, message);
    }
}

/// Whether a later paragraph opens the quotation again, or closes it.
fn answers(block: &Block, open: OpenMark) -> bool {
    let marks = &block.facts.marks;
    let again = marks.starts_open && marks.regions.first().is_some_and(|it| it.mark == open.mark);
    again || marks.leading_close.is_some()
}
