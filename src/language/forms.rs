//! The forms that names of weekdays and months have, so that one can take another's place in a text as it is written.

use super::date_rows::DateTables;
use super::fold;

/// The forms of one name: in full, and short.
type Row = [Box<[String]>; 2];

/// The forms of the weekdays and months of a language, Monday and January first.
#[derive(Debug, Default)]
pub struct Forms {
    weekdays: Vec<Row>,
    months: Vec<Row>,
}

impl Forms {
    pub(super) fn new(tables: &DateTables) -> Forms {
        let row = |names: &[String], short: &[String]| [names.into(), short.into()];
        Forms {
            weekdays: tables.weekdays.iter().map(|it| row(&it.names, &it.short)).collect(),
            months: tables.months.iter().map(|it| row(&it.names, &it.short)).collect(),
        }
    }

    /// Weekday `to` (1 to 7) in the form in which `written` names another: «fredagens» for «mandagens», «Fri.» for
    /// "Mon.".
    pub fn weekday(&self, written: &str, to: u8) -> Option<String> {
        sibling(&self.weekdays, written, to)
    }

    /// The same for a month, 1 to 12.
    pub fn month(&self, written: &str, to: u8) -> Option<String> {
        sibling(&self.months, written, to)
    }
}

fn sibling(rows: &[Row], written: &str, to: u8) -> Option<String> {
    let bare = written.trim_end_matches('.');
    let low = fold(bare);
    let target = rows.get((to as usize).checked_sub(1)?)?;
    let place = |row: &Row| {
        let at = |kind: usize| row[kind].iter().position(|it| *it == *low);
        (0..2).find_map(|kind| Some((kind, at(kind)?, row[kind].len())))
    };
    let (kind, at, count) = rows.iter().find_map(place)?;
    let same = target[kind].get(at).filter(|_| target[kind].len() == count);
    // Abbreviations stand in no order: the one of about the same length is meant.
    let nearest = || target[kind].iter().min_by_key(|it| it.chars().count().abs_diff(bare.chars().count()));
    let (name, stop) = match same.or_else(nearest) {
        Some(it) => (it, &written[bare.len()..]),
        None => (target[0].first()?, ""),
    };
    Some(format!("{}{stop}", cased(name, bare)))
}

/// A name with capitals where `like` has them.
fn cased(name: &str, like: &str) -> String {
    let mut letters = like.chars();
    let (first, rest) = (letters.next().is_some_and(char::is_uppercase), letters.as_str());
    if first && rest.chars().any(char::is_uppercase) && !rest.chars().any(char::is_lowercase) {
        return name.to_uppercase();
    }
    let mut letters = name.chars();
    match letters.next() {
        Some(it) if first => it.to_uppercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}
