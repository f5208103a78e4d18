//! Who speaks in Norwegian dash turns, as UD-NARC's annotators have it.
//!
//! `via = syntax`: the turn has a reporting clause. Its source must share a character with the labelled one, and the
//! speaker's last name must be among the words of the labelled person's name. `via = coref1p`: it has none, and the
//! speaker is known because «jeg» in the turn is linked to somebody.

use super::{Labelled, Quotation, Share, Understood};
use std::collections::{BTreeMap, HashSet};

pub(crate) fn print(pairs: &[(&Labelled, &Understood)]) {
    let (mut found, mut source, mut bare) = (Share::default(), Share::default(), Share::default());
    let mut forms: BTreeMap<&str, Share> = BTreeMap::new();
    for (labelled, understood) in pairs {
        for label in labelled.quotes.iter().flatten() {
            let Some(via) = label.via.as_deref().filter(|it| ["syntax", "coref1p"].contains(it)) else {
                continue;
            };
            let Some(first) = label.parts.as_ref().and_then(|it| it.first()).copied() else { continue };
            let best = nearest(first, &understood.quotations);
            let person = label.speaker_entity.as_deref().unwrap_or_default();
            let speaker = best.and_then(|it| it.speaker);
            let name = speaker.and_then(|it| understood.entities.iter().find(|other| other.id == it));
            let right = name.is_some_and(|it| is_called(&it.name, person));
            if via == "coref1p" {
                if !person.is_empty() {
                    bare.count(right);
                }
                continue;
            }
            found.count(best.is_some());
            if let Some(best) = best {
                let named = label.speaker_start.zip(label.speaker_end);
                let touches = best.source.zip(named).is_some_and(|(a, b)| a[1].min(b.1) > a[0].max(b.0));
                source.count(touches);
            }
            let form = label.speaker_type.as_deref().unwrap_or_default();
            if !person.is_empty() && form != "org" {
                forms.entry(form).or_default().count(right);
            }
        }
    }
    source.all = found.all;
    let all = forms
        .values()
        .fold(Share::default(), |sum, it| Share { right: sum.right + it.right, all: sum.all + it.all });
    let each: Vec<_> = forms.iter().map(|(form, it)| format!("{form} {}", it.show())).collect();
    println!("  source    {} (turn found {})", source.show(), found.show());
    println!("  speaker   {}; {}", all.show(), each.join(", "));
    println!("  no clause {}", bare.show());
}

/// The quotation that shares most with the label, if any shares more than a tenth.
fn nearest(label: [usize; 2], quotations: &[Quotation]) -> Option<&Quotation> {
    let mut best: Option<(f64, &Quotation)> = None;
    for it in quotations.iter().filter(|it| !it.content.is_empty()) {
        let share = super::quotes::overlap(label, it.content[0]);
        if best.is_none_or(|best| share > best.0) {
            best = Some((share, it));
        }
    }
    best.filter(|it| it.0 > 0.1).map(|it| it.1)
}

/// Whether a person of this name is the labelled one: its last word is among theirs, genitive endings aside.
fn is_called(name: &str, person: &str) -> bool {
    let bare = |word: &str| {
        let low = word.trim_matches(['.', ',', '(', ')']).to_lowercase();
        let stem = low.strip_suffix('s').unwrap_or(&low);
        stem.strip_suffix(['\'', '’']).unwrap_or(stem).to_owned()
    };
    let words: HashSet<String> = person.to_lowercase().split_whitespace().map(bare).collect();
    name.split_whitespace().next_back().is_some_and(|it| words.contains(&bare(it)))
}
