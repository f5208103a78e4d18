//! When events happen, as the annotators of SemEval-2015 task 4 (cross-document event ordering) have it.
//!
//! A document is a line `{"id", "dct", "sentences": [{"id", "text"}]}`; a timeline is a line `{"entries": [{"date",
//! "mentions": [{"doc", "sentence", "event"}]}]}`. An event with a date counts as right when our timeline dates it by
//! the same day, month or year: by the entry whose verb is the event's word, else by the first of its sentence. Half of
//! these events have the date of the document and none in their sentence; on those we have nothing to say.

use super::Share;
use copydesk::article::{Article, Given, PublicationDate};
use copydesk::desk::{Dated, timeline};
use copydesk::format::Plain;
use copydesk::language;
use serde::Deserialize;
use serde_json::{Deserializer, from_str};
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Document {
    id: String,
    dct: String,
    sentences: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    id: usize,
    text: String,
}

#[derive(Deserialize)]
struct Timeline {
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    date: String,
    mentions: Vec<Mention>,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Mention {
    doc: String,
    sentence: usize,
    event: String,
}

/// An article with its timeline, and where its sentences stand in it.
struct Read {
    text: String,
    starts: BTreeMap<usize, (u32, u32)>,
    timeline: Vec<Dated>,
}

/// Reads the documents and compares with the timelines of other lines.
pub(crate) fn measure(documents: &str, timelines: &str) -> Result<(), String> {
    let documents = Deserializer::from_str(documents).into_iter::<Document>();
    let documents: Result<BTreeMap<String, Read>, _> =
        documents.map(|it| it.map(|it| (it.id.clone(), read(&it)))).collect();
    let documents = documents.map_err(|it| it.to_string())?;
    // An event may stand in the timelines of several people, with one date or another.
    let mut events: BTreeMap<Mention, Vec<String>> = BTreeMap::new();
    for line in timelines.lines() {
        let timeline: Timeline = from_str(line).map_err(|it| it.to_string())?;
        for Entry { date, mentions } in timeline.entries {
            let known = date.trim_end_matches("-XX").to_owned();
            let dated = mentions.into_iter().filter(|_| !known.starts_with("XXXX"));
            dated.for_each(|it| events.entry(it).or_default().push(known.clone()));
        }
    }
    let (mut all, mut sentence, mut verb) = (Share::default(), Share::default(), Share::default());
    for (event, dates) in &events {
        let Some(read) = documents.get(&event.doc) else { continue };
        let Some((start, end)) = read.starts.get(&event.sentence) else { continue };
        let here: Vec<_> =
            read.timeline.iter().filter(|it| (*start..*end).contains(&it.span.start)).collect();
        let own = here.iter().find(|it| it.verb.is_some_and(|it| it.of(&read.text) == event.event));
        let right = |it: &Dated| dates.iter().any(|date| it.date.split('T').next() == Some(date));
        let found = own.or(here.first()).is_some_and(|it| right(it));
        all.count(found);
        if !here.is_empty() {
            sentence.count(found);
        }
        if let Some(own) = own {
            verb.count(right(own));
        }
    }
    println!("  events    dated right {}; of those in a dated sentence {}", all.show(), sentence.show());
    println!("            of those whose very word we date {}", verb.show());
    Ok(())
}

fn read(it: &Document) -> Read {
    let mut text = String::new();
    let mut starts = BTreeMap::new();
    for sentence in &it.sentences {
        let start = text.len() as u32;
        text += &sentence.text;
        starts.insert(sentence.id, (start, text.len() as u32));
        text += "\n\n";
    }
    let given = Given { language: language::language("en"), date: PublicationDate::parse(&it.dct) };
    let timeline = timeline(&Article::parse(&text, &Plain, given));
    Read { text, starts, timeline }
}
