//! Articles whose quotations and people are labelled: lines of a corpus, or an article of `tests/articles`.

use copydesk::article::{Article, EntityKind, Form, Given, Place, PublicationDate};
use copydesk::format::{self, Format, Plain};
use copydesk::language;
use copydesk::text::Span;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// One article with what its annotators say of it. Spans are bytes of the text.
pub(crate) struct Labelled {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) format: &'static dyn Format,
    pub(crate) given: Given,
    pub(crate) quotations: Vec<Quotation>,
    /// Every place where a person is named, called by a role or stood for by a pronoun.
    pub(crate) people: Vec<Span>,
    /// Where the program itself reads that somebody says or thinks something, or that the writer speaks as «I»: corpora label dash quotations only, or
    /// miss some.
    pub(crate) views: Vec<Span>,
    /// The people, each with the places where they are named, in the order of the text.
    pub(crate) named: Vec<Vec<Span>>,
}

/// A quotation as labelled.
pub(crate) struct Quotation {
    pub(crate) content: Vec<Span>,
    pub(crate) cue: Option<Span>,
    pub(crate) source: Option<Span>,
}

impl Labelled {
    /// The article as it is read, with another text if need be.
    pub(crate) fn article(&self, text: &str) -> Article {
        Article::parse(text, self.format, self.given)
    }

    /// Paragraphs by their bytes: what stands between blank lines.
    pub(crate) fn paragraphs(&self) -> Vec<Span> {
        let mut out = Vec::new();
        let mut at = 0;
        for piece in self.text.split("\n\n") {
            let (lead, end) = (piece.len() - piece.trim_start().len(), piece.trim_end().len());
            if lead < end {
                out.push(Span::new(at + lead, at + end));
            }
            at += piece.len() + 2;
        }
        out
    }
}

/// The articles of a file: JSON lines of a corpus, or one of `tests/articles` by its `.gold.json`.
pub(crate) fn read(path: &Path) -> Result<Vec<Labelled>, String> {
    let text = fs::read_to_string(path).map_err(|it| format!("{}: {it}", path.display()))?;
    if path.extension().is_some_and(|it| it == "jsonl") {
        let row = |line: &str| serde_json::from_str(line).map(|it| of_corpus(&it));
        let rows: Result<Vec<_>, _> = text.lines().map(row).collect();
        return rows.map_err(|it| format!("{}: {it}", path.display()));
    }
    let gold: Value = serde_json::from_str(&text).map_err(|it| format!("{}: {it}", path.display()))?;
    match gold.as_array() {
        Some(list) => list.iter().map(|it| own(path, it)).collect(),
        None => own(path, &gold).map(|it| vec![it]),
    }
}

/// A row of a corpus: `text`, `lang`, `quotes`, and where the corpus labels names, `entities` and `clusters`. Offsets count
/// code points.
fn of_corpus(row: &Value) -> Labelled {
    let text = row["text"].as_str().unwrap_or_default().to_owned();
    let mut bytes: Vec<usize> = text.char_indices().map(|it| it.0).collect();
    bytes.push(text.len());
    let at = |it: &Value| it.as_u64().and_then(|it| bytes.get(it as usize).copied());
    let pair = |start: &Value, end: &Value| Some(Span::new(at(start)?, at(end)?));
    let quotations = list(&row["quotes"]).iter().map(|it| Quotation {
        content: list(&it["parts"]).iter().filter_map(|it| pair(&it[0], &it[1])).collect(),
        cue: pair(&it["cue_start"], &it["cue_end"]),
        source: pair(&it["speaker_start"], &it["speaker_end"]),
    });
    let names: Vec<Span> = list(&row["entities"])
        .iter()
        .filter(|it| it["type"] == "PER")
        .filter_map(|it| pair(&it["start"], &it["end"]))
        .collect();
    let clusters: Vec<Vec<Span>> = list(&row["clusters"])
        .iter()
        .map(|it| list(it).iter().filter_map(|it| pair(&it[0], &it[1])).collect())
        .collect();
    let within = |it: &Vec<Span>| -> Vec<Span> {
        let names = names.iter().filter(|name| it.iter().any(|it| it.contains(**name)));
        names.copied().collect()
    };
    let mut people = names.clone();
    people.extend(clusters.iter().filter(|it| !within(it).is_empty()).flatten());
    let mut out = Labelled {
        id: row["id"].as_str().unwrap_or_default().to_owned(),
        quotations: quotations.collect(),
        format: &Plain,
        given: Given {
            language: row["lang"].as_str().and_then(language::by_tag),
            date: row["dct"].as_str().and_then(PublicationDate::parse),
        },
        named: clusters.iter().map(within).filter(|it| it.len() > 1).collect(),
        people,
        views: Vec::new(),
        text,
    };
    by_reading(&mut out, row.get("clusters").is_none());
    out
}

/// The items of a list; none where there is no list.
fn list(it: &Value) -> &[Value] {
    it.as_array().map_or(&[], Vec::as_slice)
}

/// What the program itself reads: views, and people where nobody has labelled them.
fn by_reading(labelled: &mut Labelled, people: bool) {
    let article = labelled.article(&labelled.text);
    for (n, block) in (0..).zip(article.blocks()) {
        let views = block.facts.quotations.iter().filter(|it| it.cue.is_some());
        labelled.views.extend(views.map(|it| article.in_file(Place { block: n, span: it.whole() })));
        if block.facts.first_person {
            let span = Span::new(0, block.prose().len());
            labelled.views.push(article.in_file(Place { block: n, span }));
        }
    }
    if !people {
        return;
    }
    for entity in &article.whole().entities {
        let mentions = entity.mentions.iter().map(|it| {
            let mention = &article.blocks()[it.block as usize].facts.mentions[it.mention as usize];
            (article.in_file(Place { block: it.block, span: mention.span }), mention.form)
        });
        if entity.kind != EntityKind::Person {
            continue;
        }
        labelled.people.extend(mentions.clone().map(|it| it.0));
        let names = mentions.filter(|it| it.1 == Form::Name).map(|it| it.0);
        labelled.named.push(names.collect());
    }
}

/// An article of `tests/articles`, by its labels, or one that stands among its labels.
fn own(path: &Path, gold: &Value) -> Result<Labelled, String> {
    let file = gold["file"].as_str().unwrap_or_default();
    let article = path.with_file_name(file);
    let text = match gold["text"].as_str() {
        Some(it) => it.to_owned(),
        None => fs::read_to_string(&article).map_err(|it| format!("{}: {it}", article.display()))?,
    };
    let find = |it: &Value| {
        let words = it["text"].as_str()?;
        let nth = it["nth"].as_u64().unwrap_or(1) as usize;
        let start = text.match_indices(words).nth(nth - 1)?.0;
        Some(Span::new(start, start + words.len()))
    };
    let quotations = list(&gold["quotes"]).iter().map(|it| Quotation {
        content: list(&it["content"]).iter().filter_map(find).collect(),
        cue: find(&it["cue"]),
        source: find(&it["source"]),
    });
    let everywhere = |it: &str| {
        let len = it.len();
        let found: Vec<Span> = text.match_indices(it).map(|it| Span::new(it.0, it.0 + len)).collect();
        found
    };
    let (mut people, mut named) = (Vec::new(), Vec::new());
    for person in list(&gold["persons"]) {
        let names = list(&person["mentions"]);
        let mut names: Vec<Span> =
            names.iter().chain([&person["name"]]).filter_map(Value::as_str).flat_map(everywhere).collect();
        names.sort();
        // A surname inside the full name is no place of its own.
        let all = names.clone();
        names.retain(|it| !all.iter().any(|other| other != it && other.contains(*it)));
        people.extend(names.iter().copied());
        people.extend(list(&person["roles"]).iter().filter_map(Value::as_str).flat_map(everywhere));
        named.push(names);
    }
    let mut out = Labelled {
        id: if file.is_empty() {
            text.lines().next().unwrap_or_default().to_owned()
        } else {
            file.to_owned()
        },
        quotations: quotations.collect(),
        format: format::by_name(file),
        given: Given { language: gold["language"].as_str().and_then(language::by_tag), date: None },
        people,
        views: Vec::new(),
        named,
        text,
    };
    by_reading(&mut out, false);
    // Labels know no pronouns.
    let read = out.article(&out.text);
    for (block, it) in (0..).zip(read.blocks()) {
        let pronouns = it.facts.mentions.iter().filter(|it| it.form == Form::Pronoun);
        out.people.extend(pronouns.map(|it| read.in_file(Place { block, span: it.span })));
    }
    Ok(out)
}
