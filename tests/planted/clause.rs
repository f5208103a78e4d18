//! The only reporting clause of a lone quotation, removed: «Her luktet det aldri.»
//!
//! Lone is a quotation in its own paragraph, if neither that paragraph nor the ones next to it hold another
//! quotation or somebody's view (by the labels, or as the program itself reads the article), and none of them names, outside of the clause and the quotation, anybody who could be
//! speaking. It is said once: what a headline repeats has its speaker there or here. Without its clause, an editor would
//! ask: who says this?

use super::Planted;
use super::labelled::{Labelled, Quotation};
use copydesk::text::Span;

/// Fewest words of a quotation; shorter ones may be titles and terms.
const WORDS: usize = 6;

const MARKS: &[char] = &['«', '»', '“', '”', '"', '„'];
const DASHES: &[char] = &['–', '—', '-'];

pub(crate) fn plant(labelled: &Labelled) -> Vec<Planted> {
    let paragraphs = labelled.paragraphs();
    let mut out = Vec::new();
    for quotation in &labelled.quotations {
        let Some(cut) = cut(&labelled.text, quotation) else { continue };
        if is_lone(labelled, quotation, &paragraphs) {
            out.push(cut);
        }
    }
    out
}

/// The article without the quotation's clause, if the quotation can stand without it.
fn cut(text: &str, quotation: &Quotation) -> Option<Planted> {
    let clause = quotation.cue?.cover(quotation.source?);
    let (first, last) = (*quotation.content.first()?, *quotation.content.last()?);
    let words: usize = quotation.content.iter().map(|it| it.of(text).split_whitespace().count()).sum();
    let inner = |it: Span| it.of(text).trim_matches(MARKS).trim();
    let repeated = text.matches(inner(first)).count() > 1;
    if repeated || words < WORDS || !inner(first).starts_with(|it: char| it.is_uppercase()) {
        return None;
    }
    let before = text[..first.start as usize].trim_end_matches([' ']);
    let marked = first.of(text).starts_with(MARKS) || before.ends_with(MARKS);
    let dashed = !marked && before.ends_with(DASHES);
    if !marked && !dashed {
        return None;
    }
    let end = sentence_end(text, clause.end.max(last.end) as usize);
    let (from, to, instead) = if clause.start >= last.end {
        // «…», sier hun. The stop goes where the comma was.
        let words = text[..last.end as usize].trim_end_matches(MARKS).trim_end_matches([',', ' ']);
        let close: String =
            text[words.len()..clause.start as usize].chars().filter(|it| MARKS.contains(it)).collect();
        let stop = if words.ends_with(['.', '!', '?', '…']) { "" } else { "." };
        (words.len(), end, format!("{stop}{close}"))
    } else if clause.end <= first.start && marked {
        // Hun sier: «…»
        let line = text[..clause.start as usize].rfind('\n').map_or(0, |it| it + 1);
        let start = text[line..clause.start as usize].rfind(". ").map_or(line, |it| line + it + 2);
        let opening = text[..first.start as usize].trim_end().trim_end_matches(MARKS).len();
        let opening = opening + text[opening..].find(MARKS)?;
        (start, opening, String::new())
    } else {
        return None;
    };
    let what = format!("- {}", text[from..to].trim());
    let planted = format!("{}{instead}{}", &text[..from], &text[to..]);
    let (start, end) = if from < first.start as usize {
        (from, from + last.end as usize - to)
    } else {
        (first.start as usize, from)
    };
    Some(Planted { at: Span::new(start, end), text: planted, what })
}

/// Where the sentence ends that `at` stands in, its stop included.
fn sentence_end(text: &str, at: usize) -> usize {
    let ends = text[at..].char_indices().find(|(n, it)| {
        let behind = &text[at + n + it.len_utf8()..];
        *it == '\n' || matches!(it, '.' | '!' | '?') && (behind.is_empty() || behind.starts_with([' ', '\n']))
    });
    match ends {
        Some((n, '\n')) => at + n,
        Some((n, it)) => at + n + it.len_utf8(),
        None => text.len(),
    }
}

/// Whether nobody but the clause says who could be speaking, in the paragraph and those next to it.
fn is_lone(labelled: &Labelled, quotation: &Quotation, paragraphs: &[Span]) -> bool {
    let Some(clause) = quotation.cue.zip(quotation.source).map(|it| it.0.cover(it.1)) else { return false };
    let Some(first) = quotation.content.first() else { return false };
    let at = paragraphs.partition_point(|it| it.end <= first.start);
    let one = |it: &Span| it.contains(clause) && quotation.content.iter().all(|part| it.contains(*part));
    if !paragraphs.get(at).is_some_and(one) {
        return false;
    }
    // Headings and credits are no paragraphs, though plain text shows no difference.
    let ends = |it: &&Span| it.of(&labelled.text).trim_end_matches(MARKS).ends_with(['.', '!', '?', ':']);
    let before = paragraphs[..at].iter().rfind(ends).unwrap_or(&paragraphs[at]);
    let behind = paragraphs[at + 1..].iter().find(ends).unwrap_or(&paragraphs[at]);
    let near = before.cover(*behind);
    let other = |it: &&Quotation| !std::ptr::eq(*it, quotation);
    let spans =
        |it: &Quotation| it.content.iter().copied().chain(it.cue).chain(it.source).collect::<Vec<_>>();
    let others = labelled.quotations.iter().filter(other).flat_map(spans);
    let own = quotation.content.iter().fold(clause, |sum, it| sum.cover(*it));
    let views = labelled.views.iter().copied().filter(|it| !it.overlaps(own));
    let inside = |it: &Span| clause.contains(*it) || quotation.content.iter().any(|part| part.contains(*it));
    let people = labelled.people.iter().copied().filter(|it| !inside(it) && !it.overlaps(clause));
    !others.chain(views).chain(people).any(|it| it.overlaps(near))
}
