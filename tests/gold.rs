//! Holds the engine to articles whose people, quotations, dates and faults are known (`tests/articles`).
//!
//! Each article has a file of labels beside it. `cargo test --test gold -- --nocapture` prints how much of them is
//! found and every miss. [`FLOORS`] says how much must be found: it may be raised and is never lowered.
//! `GOLD=folder cargo test --test gold -- --nocapture` scores other labelled articles too, and holds them to nothing.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use copydesk::article::{
    Article, EntityKind, Form, Given, Part, Place, PublicationDate, Quotation, QuotationId, QuotationKind,
    TimexType,
};
use copydesk::format::{self, Key};
use copydesk::rules;
use copydesk::text::Span;
use serde::Deserialize;
use std::fmt::Write;
use std::path::Path;

/// What is counted, in the order of the table's columns.
const FIGURES: [&str; 13] = [
    "language",
    "date",
    "blocks",
    "persons",
    "roles",
    "quotations",
    "kind",
    "cue",
    "source",
    "speaker",
    "dates",
    "unsourced",
    "findings",
];

/// The least percentage of each figure, in the order of [`FIGURES`].
/// What is found beyond the labels counts as wrong, so that finding more is not enough.
const FLOORS: &[(&str, [u32; 13])] = &[
    ("accident-nb.txt", [100, 100, 100, 100, 100, 100, 100, 100, 100, 87, 100, 100, 100]),
    ("business-nb.txt", [100, 100, 100, 87, 100, 95, 95, 95, 95, 90, 90, 100, 100]),
    ("council-en.md", [100, 100, 87, 100, 80, 95, 100, 100, 100, 95, 88, 100, 100]),
    ("court-en.txt", [100, 100, 100, 100, 81, 89, 88, 88, 88, 77, 100, 100, 100]),
    ("feature-nn.md", [100, 100, 90, 100, 63, 100, 100, 94, 94, 94, 88, 100, 100]),
    ("interview-nb.txt", [100, 100, 100, 100, 71, 97, 97, 97, 97, 85, 66, 100, 100]),
    ("match-nn.txt", [100, 100, 100, 100, 88, 100, 100, 100, 100, 100, 100, 100, 100]),
    ("portrait-nn.txt", [100, 100, 100, 100, 50, 90, 94, 94, 94, 94, 100, 100, 100]),
    ("report-nb.txt", [100, 100, 100, 100, 66, 100, 100, 100, 100, 93, 66, 100, 100]),
    ("wire-nb.txt", [100, 100, 100, 100, 100, 92, 100, 100, 100, 75, 100, 100, 100]),
];

/// The labels of one article.
#[derive(Deserialize)]
struct Gold {
    file: String,
    language: String,
    date: String,
    blocks: Vec<BlockLabel>,
    /// The photographer's credit, where it does not stand among the blocks.
    credit: Option<Label>,
    persons: Vec<PersonLabel>,
    #[serde(default)]
    organisations: Vec<String>,
    #[serde(default)]
    places: Vec<String>,
    quotes: Vec<QuoteLabel>,
    dates: Vec<DateLabel>,
    unsourced: Vec<Label>,
    findings: Vec<FindingLabel>,
}

/// A stretch of the file: by its bytes, or by its text and which occurrence of it is meant, the first unless told.
#[derive(Deserialize)]
struct Label {
    text: String,
    nth: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Deserialize)]
struct BlockLabel {
    kind: String,
    #[serde(flatten)]
    label: Label,
}

#[derive(Deserialize)]
struct PersonLabel {
    name: String,
    roles: Vec<String>,
    /// Named only around the text: who wrote it, who took the picture.
    #[serde(default)]
    aside: bool,
}

#[derive(Deserialize)]
struct QuoteLabel {
    kind: String,
    content: Parts,
    cue: Option<Label>,
    source: Option<Label>,
    /// Any of several is right: `A; B`.
    speaker: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Parts {
    Several(Vec<Label>),
    One(Label),
}

#[derive(Deserialize)]
struct DateLabel {
    value: String,
    /// `publication` for the date of the article itself.
    role: Option<String>,
    #[serde(flatten)]
    label: Label,
}

#[derive(Deserialize)]
struct FindingLabel {
    rule: String,
    #[serde(flatten)]
    label: Label,
}

impl Label {
    fn span(&self, text: &str) -> Span {
        if let (Some(start), Some(end)) = (self.start, self.end) {
            return Span::new(start, end);
        }
        let nth = self.nth.unwrap_or(1);
        let found = text.match_indices(&self.text).nth(nth - 1);
        let (start, _) = found.unwrap_or_else(|| panic!("no occurrence {nth} of {:?}", self.text));
        Span::new(start, start + self.text.len())
    }
}

impl Parts {
    fn list(&self) -> &[Label] {
        match self {
            Parts::Several(list) => list,
            Parts::One(one) => std::slice::from_ref(one),
        }
    }
}

/// How one article fares.
#[derive(Default)]
struct Sheet {
    file: String,
    /// Right answers and all of them, by figure.
    counts: [(u32, u32); FIGURES.len()],
    misses: Vec<String>,
    /// Findings where the labels have none at all.
    false_alarms: usize,
}

impl Sheet {
    fn count(&mut self, figure: &str, right: bool, miss: impl FnOnce() -> String) {
        let n = FIGURES.iter().position(|it| *it == figure).expect("a figure");
        self.counts[n].0 += u32::from(right);
        self.counts[n].1 += 1;
        if !right {
            self.misses.push(format!("{figure:<10} {}", miss()));
        }
    }

    /// Counts a wrong answer that another miss explains.
    fn lacks(&mut self, figure: &str) {
        self.count(figure, false, String::new);
        self.misses.pop();
    }

    fn percent(&self, n: usize) -> u32 {
        let (right, all) = self.counts[n];
        (right * 100).checked_div(all).unwrap_or(100)
    }
}

/// Share of the bytes of either that both have.
fn shared(a: Span, b: Span) -> f64 {
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    f64::from(both) / a.cover(b).len() as f64
}

/// One line of at most some characters.
fn short(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(70) {
        Some((end, _)) => format!("«{}…»", &line[..end]),
        None => format!("«{line}»"),
    }
}

/// An article with its labels, while it is scored.
struct Scoring<'a> {
    gold: &'a Gold,
    text: &'a str,
    article: &'a Article,
    sheet: Sheet,
}

fn score(gold: &Gold, text: &str) -> Sheet {
    let article = Article::parse(text, format::by_name(&gold.file), Given::default());
    let sheet = Sheet { file: gold.file.clone(), ..Sheet::default() };
    let mut scoring = Scoring { gold, text, article: &article, sheet };
    scoring.head();
    scoring.blocks();
    scoring.persons();
    scoring.quotations();
    scoring.dates();
    scoring.findings();
    scoring.sheet
}

impl Scoring<'_> {
    fn head(&mut self) {
        let code = self.article.language().code;
        let (language, date) = (&self.gold.language, &self.gold.date);
        self.sheet.count("language", code == language, || format!("{language}, read as {code}"));
        let read = self.article.whole().date;
        let right = read.map(iso).as_deref() == Some(date);
        self.sheet.count("date", right, || format!("{date}, read as {read:?}"));
    }

    fn blocks(&mut self) {
        let read = self.kinds();
        let mut labels: Vec<(&str, Span)> =
            self.gold.blocks.iter().map(|it| (it.kind.as_str(), it.label.span(self.text))).collect();
        labels.extend(self.gold.credit.iter().map(|it| ("credit", it.span(self.text))));
        for (kind, span) in &labels {
            let right = if *kind == "list" {
                let items =
                    read.iter().filter(|it| matches!(it.0, "item" | "factbox") && span.overlaps(it.1));
                items.map(|it| it.1.len()).sum::<usize>() * 2 >= span.len()
            } else {
                read.iter().any(|it| it.0 == *kind && shared(it.1, *span) >= 0.5)
            };
            let there = || read.iter().find(|it| it.1.overlaps(*span)).map_or("nothing", |it| it.0);
            self.sheet.count("blocks", right, || {
                format!("{kind} {}, read as {}", short(span.of(self.text)), there())
            });
        }
        for (kind, span) in read {
            // A label file that marks no lede leaves them out.
            let told = !matches!(kind, "paragraph" | "item" | "factbox" | "metadata" | "other")
                && (kind != "lede" || labels.iter().any(|it| it.0 == kind));
            if told && !labels.iter().any(|it| it.0 == kind && it.1.overlaps(span)) {
                self.sheet.count("blocks", false, || format!("{kind} {} is none", short(span.of(self.text))));
            }
        }
    }

    /// What the stretches of the file were read as.
    fn kinds(&self) -> Vec<(&'static str, Span)> {
        let mut out = Vec::new();
        for (n, block) in self.article.blocks().iter().enumerate() {
            let start = self.article.whole().starts[n] as usize;
            let kind = match self.article.whole().parts[n] {
                Part::Metadata => "metadata",
                Part::Kicker => "kicker",
                Part::Headline => "headline",
                Part::Deck => "deck",
                Part::Byline => "byline",
                Part::Lede => "lede",
                Part::Paragraph => "paragraph",
                Part::Subhead => "subhead",
                Part::Caption => "caption",
                Part::Item => "item",
                Part::FactBox => "factbox",
                Part::Sources => "sources",
                Part::Correction => "correction",
                Part::BlockQuote => "quote",
                Part::Tail => "tail",
                Part::Other => "other",
            };
            let source = Span::new(start, start + block.source.trim_end().len());
            let prose = Span::new(0, block.prose().len());
            // A credit that stands alone is a caption to the format and a credit to the reader.
            let alone = block.piece.credit.is_some_and(|it| it.len() * 10 >= prose.len() * 6);
            if !alone {
                out.push((kind, if prose.is_empty() { source } else { block.in_file(prose, start) }));
            }
            for (kind, span) in [("credit", block.piece.credit), ("dateline", block.piece.dateline)] {
                out.extend(span.map(|it| (kind, block.in_file(it, start))));
            }
            for entry in &block.piece.metadata {
                match entry.key {
                    Key::Title => out.push(("headline", entry.span.shift(start))),
                    Key::Author => out.push(("byline", entry.span.shift(start))),
                    _ => {}
                }
            }
        }
        out
    }

    fn persons(&mut self) {
        let whole = self.article.whole();
        let people = || whole.entities.iter().filter(|it| it.kind == EntityKind::Person && it.named);
        for person in &self.gold.persons {
            let entity = people().find(|it| *it.name == *person.name);
            let in_metadata = self
                .article
                .blocks()
                .iter()
                .flat_map(|it| &it.piece.metadata)
                .any(|it| it.value == person.name);
            if person.aside && in_metadata {
                continue;
            }
            let other = || whole.entities.iter().find(|it| *it.name == *person.name).map(|it| it.kind);
            self.sheet.count("persons", entity.is_some(), || {
                format!("{}: {}", person.name, other().map_or("nobody".into(), |it| format!("{it:?}")))
            });
            // Where the entity is called by a role, with its name or without.
            let mut roles: Vec<Span> = Vec::new();
            for id in entity.into_iter().flat_map(|it| &it.mentions) {
                let mention = &self.article.blocks()[id.block as usize].facts.mentions[id.mention as usize];
                let own = (mention.form == Form::Role).then_some(mention.span);
                let spans = own.into_iter().chain(mention.role.as_ref().map(|it| it.0));
                roles.extend(spans.map(|span| self.article.in_file(Place { block: id.block, span })));
            }
            for role in &person.roles {
                let mut at = self.text.match_indices(role).map(|it| Span::new(it.0, it.0 + role.len()));
                let right = at.any(|it| roles.iter().any(|role| role.overlaps(it)));
                self.sheet.count("roles", right, || format!("{role}: {}", person.name));
            }
        }
        for entity in people().filter(|it| !self.gold.persons.iter().any(|person| *person.name == *it.name)) {
            self.sheet.count("persons", false, || format!("{} is nobody", entity.name));
        }
    }

    fn quotations(&mut self) {
        struct Read<'a> {
            it: &'a Quotation,
            block: u32,
            content: Span,
            speaker: Option<&'a str>,
            used: bool,
        }
        let whole = self.article.whole();
        let mut read = Vec::new();
        for (n, block) in self.article.blocks().iter().enumerate() {
            if !whole.parts[n].is_published() {
                continue;
            }
            let block_number = n as u32;
            for (m, it) in block.facts.quotations.iter().enumerate() {
                let content = self.article.in_file(Place { block: block_number, span: it.extent() });
                let id = QuotationId { block: block_number, quotation: m as u32 };
                let speaker = whole.speaker_of(id).entity.map(|it| &*whole.entity(it).name);
                read.push(Read { it, block: block_number, content, speaker, used: false });
            }
        }
        let names: Vec<&str> = (self.gold.persons.iter().map(|it| &it.name))
            .chain(&self.gold.organisations)
            .chain(&self.gold.places)
            .map(String::as_str)
            .collect();
        let mut contents = Vec::new();
        for label in &self.gold.quotes {
            let parts = label.content.list().iter().map(|it| it.span(self.text));
            let content = parts.reduce(Span::cover).expect("a quotation has content");
            contents.push(content);
            let free = read.iter_mut().filter(|it| !it.used);
            let best = free.max_by(|a, b| shared(a.content, content).total_cmp(&shared(b.content, content)));
            let found = best.filter(|it| shared(it.content, content) >= 0.5);
            let what = short(content.of(self.text));
            self.sheet.count("quotations", found.is_some(), || {
                format!(
                    "{} by {} not found: {what}",
                    label.kind,
                    label.speaker.as_deref().unwrap_or("nobody")
                )
            });
            let Some(found) = found else {
                ["kind", "cue", "source", "speaker"].iter().for_each(|it| self.sheet.lacks(it));
                continue;
            };
            found.used = true;
            let direct = found.it.kind == QuotationKind::Direct;
            self.sheet.count("kind", direct == (label.kind == "direct"), || {
                format!("{} read as {:?}: {what}", label.kind, found.it.kind)
            });
            let pairs = [("cue", &label.cue, found.it.cue), ("source", &label.source, found.it.source)];
            for (figure, label, span) in pairs {
                let label = label.as_ref().map(|it| it.span(self.text));
                let span = span.map(|span| self.article.in_file(Place { block: found.block, span }));
                let right = match (label, span) {
                    (Some(label), Some(span)) => label.overlaps(span),
                    (None, None) => true,
                    _ => false,
                };
                let say =
                    |span: Option<Span>| span.map_or("nothing".to_owned(), |it| short(it.of(self.text)));
                self.sheet.count(figure, right, || format!("{}, read as {}: {what}", say(label), say(span)));
            }
            let right = match (label.speaker.as_deref(), found.speaker) {
                (Some(label), speaker) => label.split(';').map(str::trim).any(|it| match speaker {
                    Some(speaker) => it == speaker,
                    // A speaker without a name («politiet») is in the source, and no entity.
                    None => !names.contains(&it),
                }),
                (None, speaker) => speaker.is_none(),
            };
            self.sheet.count("speaker", right, || {
                let label = label.speaker.as_deref().unwrap_or("nobody");
                format!("{label}, read as {}: {what}", found.speaker.unwrap_or("nobody"))
            });
        }
        for it in read.iter().filter(|it| !it.used && !it.it.content.is_empty() && it.it.speech) {
            if !contents.iter().any(|label| label.overlaps(it.content)) {
                self.sheet.count("quotations", false, || {
                    format!("{:?} is none: {}", it.it.kind, short(it.content.of(self.text)))
                });
            }
        }
    }

    fn dates(&mut self) {
        let mut read = Vec::new();
        for (n, block) in self.article.blocks().iter().enumerate() {
            if !self.article.whole().parts[n].is_published() {
                continue;
            }
            for (it, resolved) in block.facts.timexes.iter().zip(self.article.whole().times_in(n)) {
                let span = self.article.in_file(Place { block: n as u32, span: it.span });
                read.push((span, resolved.value.to_string(), it.kind));
            }
        }
        let labels: Vec<_> = (self.gold.dates.iter())
            .filter(|it| it.role.as_deref() != Some("publication"))
            .map(|it| (it.label.span(self.text), &it.value))
            .collect();
        for (span, value) in &labels {
            let there: Vec<_> = read.iter().filter(|it| it.0.overlaps(*span)).collect();
            let right = there.iter().any(|it| it.1 == **value);
            self.sheet.count("dates", right, || {
                let values: Vec<_> = there.iter().map(|it| it.1.as_str()).collect();
                format!("{value} {}, read as {values:?}", short(span.of(self.text)))
            });
        }
        // A date that is wrong in itself is labelled as a fault. What names no day («om vinteren») has no label.
        let mut faults = self.gold.findings.iter().map(|it| it.label.span(self.text)).collect::<Vec<_>>();
        faults.extend(labels.iter().map(|it| it.0));
        for (span, value, kind) in &read {
            let day = matches!(kind, TimexType::Date | TimexType::Time)
                && value.starts_with(|it: char| it.is_ascii_digit())
                && !value.contains('X');
            if day && !faults.iter().any(|it| it.overlaps(*span)) {
                self.sheet.count("dates", false, || format!("{value} {} is none", short(span.of(self.text))));
            }
        }
    }

    fn findings(&mut self) {
        let found = rules::check(self.article);
        let found: Vec<_> = found.iter().map(|it| (it, self.article.in_file(it.place))).collect();
        let mut labels: Vec<(&str, Span)> =
            self.gold.unsourced.iter().map(|it| (UNSOURCED, it.span(self.text))).collect();
        let others = self.gold.findings.iter().filter(|it| it.rule != UNSOURCED);
        labels.extend(others.map(|it| (it.rule.as_str(), it.label.span(self.text))));
        if labels.is_empty() {
            self.sheet.false_alarms = found.len();
        }
        let figure = |rule: &str| if rule == UNSOURCED { "unsourced" } else { "findings" };
        for (rule, span) in &labels {
            let right = found.iter().any(|it| it.0.rule == *rule && it.1.overlaps(*span));
            self.sheet
                .count(figure(rule), right, || format!("{rule} not found: {}", short(span.of(self.text))));
        }
        for (finding, span) in found {
            if !labels.iter().any(|it| it.0 == finding.rule && it.1.overlaps(span)) {
                self.sheet.count(figure(finding.rule), false, || {
                    format!("{} is none: {} {}", finding.rule, short(span.of(self.text)), finding.message)
                });
            }
        }
    }
}

/// The rule whose findings are labelled apart from the others.
const UNSOURCED: &str = "unsourced-claim";

fn iso(date: PublicationDate) -> String {
    let mut out = format!("{:04}", date.year);
    for it in [date.month, date.day] {
        let Some(it) = it else { break };
        write!(out, "-{it:02}").expect("a string takes all");
    }
    out
}

/// Scores every labelled article of a folder, in the order of their names.
fn copydesk_gold(folder: &Path) -> Vec<Sheet> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|it| panic!("{}: {it}", folder.display()));
    let mut files: Vec<_> = entries.map(|it| it.expect("a folder can be listed").path()).collect();
    files.retain(|it| it.to_string_lossy().ends_with(".gold.json"));
    files.sort();
    let read =
        |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|it| panic!("{}: {it}", path.display()));
    let score_one = |path: &Path| {
        let gold: Gold =
            serde_json::from_str(&read(path)).unwrap_or_else(|it| panic!("{}: {it}", path.display()));
        let text = read(&folder.join(&gold.file));
        score(&gold, &text)
    };
    files.iter().map(|it| score_one(it)).collect()
}

/// The table of all articles, then every miss.
fn print(sheets: &[Sheet]) {
    println!("| article | {} |", FIGURES.join(" | "));
    println!("|---|{}", "---:|".repeat(FIGURES.len()));
    let mut sums = [(0, 0); FIGURES.len()];
    for sheet in sheets {
        let cells: Vec<_> = sheet.counts.iter().map(|it| format!("{}/{}", it.0, it.1)).collect();
        println!("| {} | {} |", sheet.file, cells.join(" | "));
        for (sum, count) in sums.iter_mut().zip(sheet.counts) {
            *sum = (sum.0 + count.0, sum.1 + count.1);
        }
    }
    let cells: Vec<_> = sums.iter().map(|it| format!("{}/{}", it.0, it.1)).collect();
    println!("| all | {} |", cells.join(" | "));
    for sheet in sheets.iter().filter(|it| !it.misses.is_empty()) {
        println!("\n{}", sheet.file);
        sheet.misses.iter().for_each(|it| println!("  {it}"));
    }
}

#[test]
fn articles_are_understood_as_labelled() {
    let sheets = copydesk_gold(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles"));
    print(&sheets);
    if let Some(folder) = std::env::var_os("GOLD") {
        println!();
        print(&copydesk_gold(Path::new(&folder)));
    }
    let mut fallen = Vec::new();
    let mut table = String::new();
    for sheet in &sheets {
        let percents: [u32; FIGURES.len()] = std::array::from_fn(|n| sheet.percent(n));
        writeln!(table, "    ({:?}, {percents:?}),", sheet.file).expect("a string takes all");
        if sheet.false_alarms > 0 {
            fallen.push(format!("{}: {} findings in a clean article", sheet.file, sheet.false_alarms));
        }
        let Some((_, floors)) = FLOORS.iter().find(|it| it.0 == sheet.file) else {
            fallen.push(format!("{}: no line in FLOORS", sheet.file));
            continue;
        };
        let held = FIGURES.iter().zip(percents).zip(floors);
        fallen.extend(
            held.filter(|((_, percent), floor)| percent < *floor)
                .map(|((figure, percent), floor)| format!("{}: {figure} {percent} < {floor}", sheet.file)),
        );
    }
    println!("\nAs FLOORS:\n{table}");
    assert!(fallen.is_empty(), "worse than FLOORS:\n{}", fallen.join("\n"));
}

/// Without a publication date, nothing may mean a day that only the date could tell; with a month alone, no day.
#[test]
fn no_more_is_said_than_the_date_tells() {
    use copydesk::article::{Anchor, Expression, When};
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    for entry in std::fs::read_dir(folder).expect("it is there") {
        let path = entry.expect("a folder can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".json") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("it can be read");
        // The key of the metadata is the first such word in each of them.
        let undated = text.replacen("date", "note", 1);
        for date in [None, PublicationDate::parse("2020-01")] {
            let given = Given { date, ..Given::default() };
            let article = Article::parse(&undated, format::by_name(&name), given);
            assert_eq!(article.whole().date, date, "{name}");
            for (n, block) in article.blocks().iter().enumerate() {
                for (timex, it) in block.facts.timexes.iter().zip(article.whole().times_in(n)) {
                    let known = match timex.expression {
                        // A day of a month may get its year from a month; a weekday gets nothing from it.
                        Expression::Day(_) => date.is_some(),
                        _ => date.is_some() && !matches!(it.value.when, When::Day(_) | When::Week { .. }),
                    };
                    assert!(known || it.anchor != Anchor::Publication, "{name}: {timex:?} {it:?}");
                }
            }
        }
    }
}
