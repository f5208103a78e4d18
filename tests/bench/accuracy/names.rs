//! Names: a name counts when its first and last character and its kind are right. Places are LOC, and so are NorNE's
//! GPE_LOC and GPE_ORG; what is none of PER, ORG and LOC does not count in the sum.

use super::{Hits, Labelled, Understood};
use serde::Deserialize;
use std::collections::HashSet;

#[derive(Deserialize)]
pub(crate) struct Label {
    pub(crate) start: usize,
    pub(crate) end: usize,
    #[serde(rename = "type")]
    kind: String,
}

const KINDS: [&str; 3] = ["PER", "ORG", "LOC"];

pub(crate) fn print(pairs: &[(&Labelled, &Understood)]) {
    let mut hits = [Hits::default(); 3];
    for (labelled, understood) in pairs {
        let labels = labelled.entities.iter().flatten().map(|it| (it.start, it.end, of_label(&it.kind)));
        let labels: HashSet<_> = labels.collect();
        let mut found = HashSet::new();
        for entity in &understood.entities {
            let kind = of_entity(&entity.kind);
            let names = entity.mentions.iter().filter(|it| it.form == "name");
            found.extend(names.map(|it| (it.start, it.end, kind)));
        }
        for (n, kind) in KINDS.iter().enumerate() {
            let of = |it: &&(usize, usize, &str)| it.2 == *kind;
            hits[n].labelled += labels.iter().filter(of).count();
            hits[n].found += found.iter().filter(of).count();
            hits[n].right += found.iter().filter(of).filter(|it| labels.contains(*it)).count();
        }
    }
    let mut all = Hits::default();
    for it in hits {
        all.right += it.right;
        all.found += it.found;
        all.labelled += it.labelled;
    }
    let each: Vec<_> = KINDS.iter().zip(hits).map(|(kind, it)| format!("{kind} {:.1}", it.f())).collect();
    println!(
        "  names     F {:.1} (precision {:.1}, recall {:.1}) of {}; {}",
        all.f(),
        all.precision(),
        all.recall(),
        all.labelled,
        each.join(", ")
    );
}

fn of_label(kind: &str) -> &str {
    match kind {
        "GPE_LOC" | "GPE_ORG" => "LOC",
        it if KINDS.contains(&it) => it,
        _ => "MISC",
    }
}

fn of_entity(kind: &str) -> &'static str {
    match kind {
        "person" => "PER",
        "organisation" => "ORG",
        "place" => "LOC",
        _ => "MISC",
    }
}
