//! Phrases that mean one day, month or year, and whether they are read so (duckling's tables).
//!
//! The tables look ahead («fredag» is the next one) and news looks back. A row is one of direction alone if what was
//! read is the same weekday of another week, or the same day, month or feast of the year before or after: it is counted
//! in the first figure and left out of the second.

use super::{Labelled, Share, Understood};
use jiff::civil::Date;
use serde::Deserialize;

/// A phrase with the time it means.
#[derive(Deserialize)]
pub(crate) struct Label {
    pub(crate) phrase: String,
    kind: String,
    #[serde(default)]
    grain: Option<String>,
    #[serde(default)]
    from: Option<String>,
}

impl Label {
    /// The one day, month or year it means.
    fn value(&self) -> Option<&str> {
        let length = match self.grain.as_deref()? {
            "Day" => 10,
            "Month" => 7,
            "Year" => 4,
            _ => return None,
        };
        self.from.as_deref().filter(|_| self.kind == "datetime")?.get(..length)
    }
}

pub(crate) fn print(pairs: &[(&Labelled, &Understood)]) {
    let (mut all, mut directed) = (Share::default(), Share::default());
    let mut wrong = Vec::new();
    for (labelled, understood) in pairs {
        let Some((label, value)) = labelled.phrase.as_ref().and_then(|it| Some((it, it.value()?))) else {
            continue;
        };
        let found: Vec<_> = understood.timexes.iter().map(|it| it.value.as_str()).collect();
        let right = found == [value];
        all.count(right);
        if matches!(found[..], [it] if turned(it, value)) {
            continue;
        }
        directed.count(right);
        if !right {
            wrong.push(format!("    {} is {value}, not {found:?}", label.phrase));
        }
    }
    println!("  phrases   {} right; {} where direction does not decide", all.show(), directed.show());
    if std::env::var_os("MISSES").is_some() {
        println!("{}", wrong.join("\n"));
    }
}

/// Whether `found` is `value` of another week or year.
fn turned(found: &str, value: &str) -> bool {
    if found.len() != value.len() || found == value {
        return false;
    }
    if let (Ok(found), Ok(value)) = (found.parse::<Date>(), value.parse::<Date>()) {
        let days = (value - found).get_days().abs();
        // A feast has another day every year; its weekday or its date is the same.
        let feast = (350..=380).contains(&days) && (days % 7 == 0 || found.day() == value.day());
        return days == 7 || feast;
    }
    let year = |it: &str| it.get(..4).and_then(|it| it.parse::<i32>().ok());
    let apart = year(found).zip(year(value)).map(|it| (it.0 - it.1).abs());
    value.len() == 7 && apart == Some(1) && found.get(4..) == value.get(4..)
}
