//! Learns to find reported speech in English news: who says what, by which words.
//!
//! usage: train-attribution ARTICLES.jsonl TAGS.jsonl OUT-FOLDER [--check]
//!
//! ARTICLES is PolNeAR's training part as JSON lines: {"id", "text", "quotes": [{"parts", "cue_start", "cue_end",
//! "speaker_start", "speaker_end"}]}, offsets in characters. TAGS is what `silver_tags.py` makes of the same file.
//! It writes `english-word-classes.model` and `english-attribution.model`. With `--check` every fifth article is
//! held out and the steps are scored on it; without, all are learned from. The same input gives the same files.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod linear;

use copydesk::article::{Article, Content, Given, Lesson, Place, Tag, lesson};
use copydesk::format::Plain;
use copydesk::language::{self, Language, Model};
use copydesk::text::Span;
use linear::{Ada, Choice, Perceptron};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;
use std::{env, fs};

/// Rows of the tagger; each has a weight for every tag.
const TAG_ROWS: usize = 1 << 15;
/// Rows of the three steps together.
const ROWS: usize = 1 << 20;
/// How often the tagger sees all articles.
const TAG_ROUNDS: usize = 5;
/// How often the steps do; there are many more words than cues, and they are learned sooner.
const ROUNDS: usize = 9;
/// In how many of these rounds cues are learned.
const CUE_ROUNDS: usize = 3;

#[derive(Deserialize)]
struct Row {
    id: String,
    text: String,
    quotes: Vec<GoldRow>,
}

#[derive(Deserialize)]
struct GoldRow {
    parts: Vec<[usize; 2]>,
    cue_start: Option<usize>,
    cue_end: Option<usize>,
    speaker_start: Option<usize>,
    speaker_end: Option<usize>,
}

#[derive(Deserialize)]
struct SilverRow {
    id: String,
    tags: Vec<(usize, usize, String)>,
}

/// One attribution as annotators marked it. Spans are bytes of the file.
struct Gold {
    parts: Vec<Span>,
    cue: Span,
    source: Option<Span>,
}

struct Doc {
    article: Article,
    gold: Vec<Gold>,
    /// Where words begin and what silver tag they have.
    tags: Vec<(Span, Tag)>,
}

fn main() {
    let args: Vec<String> = env::args().skip(1).collect();
    let [articles, silver, out] = args.get(..3).and_then(|it| it.first_chunk()).expect("three paths");
    let check = args.iter().any(|it| it == "--check");
    let docs = read(articles, silver);
    let english = language::language("en").expect("English is shipped");
    let held = |n: usize| check && n % 5 == 4;
    let train: Vec<&Doc> = docs.iter().enumerate().filter(|it| !held(it.0)).map(|it| it.1).collect();
    let test: Vec<&Doc> = docs.iter().enumerate().filter(|it| held(it.0)).map(|it| it.1).collect();
    println!("{} articles to learn from, {} to check on", train.len(), test.len());

    let tags = learn_tags(&train, english);
    let path = Path::new(out).join("english-word-classes.model");
    fs::write(path, &tags).expect("the folder can be written");
    let tags = Model::read(Vec::leak(tags)).expect("it was just written");
    println!("tags: {:.2} % of the held out as in silver", 100.0 * tagged(&test, english, &tags));

    let examples = examples(&train, english, &tags);
    examples.describe();
    let held_out = self::examples(&test, english, &tags);
    let mut model = Ada::new(ROWS);
    for round in 0..ROUNDS {
        let loss = examples.learn(&mut model, round);
        println!("round {round}: loss {loss:.4}");
        if check {
            held_out.loss(&model.weights());
        }
    }
    let weights = model.weights();
    if check {
        held_out.score(&weights);
    }
    let path = Path::new(out).join("english-attribution.model");
    fs::write(path, Model::write(&["score"], &weights)).expect("the folder can be written");
}

fn read(articles: &str, silver: &str) -> Vec<Doc> {
    let lines = |path: &str| fs::read_to_string(path).expect("the file can be read");
    let mut tags: HashMap<String, SilverRow> = HashMap::new();
    for line in lines(silver).lines() {
        let row: SilverRow = serde_json::from_str(line).expect("a line of tags");
        tags.insert(row.id.clone(), row);
    }
    let english = language::language("en");
    let doc = |line: &str| {
        let row: Row = serde_json::from_str(line).expect("a line is an article");
        let mut bytes: Vec<usize> = row.text.char_indices().map(|it| it.0).collect();
        bytes.push(row.text.len());
        let span = |a: usize, b: usize| Span::new(bytes[a], bytes[b]);
        let gold = row.quotes.iter().filter_map(|it| {
            let source = it.speaker_start.zip(it.speaker_end).map(|it| span(it.0, it.1));
            let parts = it.parts.iter().map(|it| span(it[0], it[1])).collect();
            Some(Gold { parts, cue: span(it.cue_start?, it.cue_end?), source })
        });
        let silver = tags.remove(&row.id).map(|it| it.tags).unwrap_or_default();
        let tags = silver.iter().map(|it| (span(it.0, it.1), Tag::of(&it.2))).collect();
        let gold = gold.collect();
        let article = Article::parse(&row.text, &Plain, Given { language: english, date: None });
        Doc { article, gold, tags }
    };
    lines(articles).lines().map(doc).collect()
}

/// Shows every block of the articles, with a way from its spans to the file's.
fn each(
    docs: &[&Doc],
    language: &'static Language,
    tags: Option<&Model>,
    mut show: impl FnMut(&Doc, &Lesson, &dyn Fn(Span) -> Span),
) {
    for doc in docs {
        for (n, block) in doc.article.blocks().iter().enumerate() {
            if block.prose().is_empty() {
                continue;
            }
            let in_file = |span| doc.article.in_file(Place { block: n as u32, span });
            lesson(block, language, tags, |it| show(doc, it, &in_file));
        }
    }
}

/// The silver tag of a word: of its first piece, or of its last where a hyphen joins them.
fn silver(doc: &Doc, span: Span, text: &str) -> Option<Tag> {
    let from = doc.tags.partition_point(|it| it.0.start < span.start);
    let pieces: Vec<Tag> =
        doc.tags[from..].iter().take_while(|it| it.0.start < span.end).map(|it| it.1).collect();
    let clitic = text.contains(['\'', '’']);
    if text.contains('-') && !clitic { pieces.last().copied() } else { pieces.first().copied() }
}

fn learn_tags(docs: &[&Doc], language: &'static Language) -> Vec<u8> {
    let mut model = Perceptron::new(TAG_ROWS, Tag::ALL.len());
    let mut features = Vec::new();
    for round in 0..TAG_ROUNDS {
        let (mut right, mut all) = (0, 0);
        each(docs, language, None, |doc, lesson, in_file| {
            let mut tags: Vec<Tag> = Vec::new();
            for n in 0..lesson.len() {
                if !lesson.asks_tag(n) {
                    tags.push(lesson.plain_tag(n));
                    continue;
                }
                features.clear();
                lesson.tag_features(n, &tags, &mut features);
                let guess = model.best(&features);
                let span = in_file(lesson.span(n));
                if let Some(want) = silver(doc, span, lesson.text(n)) {
                    all += 1;
                    right += usize::from(want as usize == guess);
                    model.learn(&features, want as usize, guess);
                }
                tags.push(Tag::ALL[guess]);
            }
        });
        println!(
            "tags, round {round}: {:.2} % of {all} right while learning",
            100.0 * right as f64 / all as f64
        );
    }
    let labels: Vec<&str> = Tag::ALL.iter().map(|it| it.label()).collect();
    Model::write(&labels, &model.averaged())
}

fn tagged(docs: &[&Doc], language: &'static Language, tags: &Model) -> f64 {
    let (mut right, mut all) = (0usize, 0usize);
    each(docs, language, Some(tags), |doc, lesson, in_file| {
        for n in (0..lesson.len()).filter(|it| lesson.asks_tag(*it)) {
            if let Some(want) = silver(doc, in_file(lesson.span(n)), lesson.text(n)) {
                all += 1;
                right += usize::from(want == lesson.tag(n));
            }
        }
    });
    right as f64 / all.max(1) as f64
}

/// What the three steps learn from.
#[derive(Default)]
struct Examples {
    /// A word's features, and whether it is a cue.
    cues: Vec<(Vec<u32>, bool)>,
    contents: Vec<Choice>,
    sources: Vec<Choice>,
    /// Cues that the annotators marked: all, those a clause beside marks has already, those never asked about.
    marked: [usize; 3],
    /// Contents and sources that are among the candidates, of all.
    reachable: [[usize; 2]; 2],
}

fn examples(docs: &[&Doc], language: &'static Language, tags: &Model) -> Examples {
    let mut out = Examples::default();
    each(docs, language, Some(tags), |doc, lesson, in_file| {
        let (from, to) = (in_file(lesson.span(0)).start, in_file(lesson.span(lesson.len() - 1)).end);
        let mut gold: HashMap<usize, &Gold> = HashMap::new();
        for it in doc.gold.iter().filter(|it| from <= it.cue.start && it.cue.end <= to) {
            let inside: Vec<usize> =
                (0..lesson.len()).filter(|n| it.cue.contains(in_file(lesson.span(*n)))).collect();
            let Some(anchor) = anchor(lesson, &inside) else { continue };
            out.marked[0] += 1;
            if lesson.is_used(anchor) {
                out.marked[1] += 1;
                if let Some(said) = lesson.said(anchor) {
                    out.add_source(lesson, anchor, it, &said, in_file);
                }
                continue;
            }
            gold.entry(anchor).or_insert(it);
        }
        let cues = lesson.cues();
        out.marked[2] += gold.keys().filter(|it| !cues.contains(it)).count();
        for n in cues {
            let mut features = Vec::new();
            lesson.cue_features(n, &mut features);
            let gold = gold.get(&n);
            out.cues.push((features, gold.is_some()));
            if let Some(gold) = gold {
                out.add(lesson, n, gold, in_file);
            }
        }
    });
    out
}

/// The word of a cue that stands for it: the verb that says it, behind its auxiliaries; else its first word.
fn anchor(lesson: &Lesson, inside: &[usize]) -> Option<usize> {
    let verb = |it: usize| lesson.is_verb(it);
    let Some(mut at) = inside.iter().position(|it| verb(*it)) else {
        return inside.iter().find(|it| lesson.tag(**it) != Tag::Mark).or(inside.first()).copied();
    };
    while let Some(next) = (at + 1..inside.len()).find(|it| lesson.tag(inside[*it]) != Tag::Adverb)
        && verb(inside[next])
    {
        at = next;
    }
    Some(inside[at])
}

/// How much two lists of spans share of what they have together.
fn shared(a: &[Span], b: &[Span]) -> f64 {
    let len = |it: &[Span]| it.iter().map(|it| it.len()).sum::<usize>() as f64;
    let both = |a: &Span, b: &Span| a.end.min(b.end).saturating_sub(a.start.max(b.start)) as f64;
    let shared: f64 = a.iter().flat_map(|a| b.iter().map(move |b| both(a, b))).sum();
    shared / (len(a) + len(b) - shared).max(1.0)
}

impl Examples {
    fn add(&mut self, lesson: &Lesson, n: usize, gold: &Gold, in_file: &dyn Fn(Span) -> Span) {
        let contents = lesson.contents(n);
        let overlap =
            |it: &Content| shared(&it.parts.iter().map(|it| in_file(*it)).collect::<Vec<_>>(), &gold.parts);
        let overlaps: Vec<f64> = contents.iter().map(overlap).collect();
        let best = (0..contents.len()).max_by(|a, b| overlaps[*a].total_cmp(&overlaps[*b]).then(b.cmp(a)));
        self.reachable[0][1] += 1;
        let Some(best) = best.filter(|it| overlaps[*it] >= 0.6) else { return };
        self.reachable[0][0] += 1;
        let features = |it: &Content| {
            let mut features = Vec::new();
            lesson.content_features(n, it, &mut features);
            features
        };
        let good = overlaps.iter().map(|it| *it >= 0.5).collect();
        self.contents.push(Choice { options: contents.iter().map(features).collect(), best, good });
        self.add_source(lesson, n, gold, &contents[best], in_file);
    }

    fn add_source(
        &mut self,
        lesson: &Lesson,
        n: usize,
        gold: &Gold,
        content: &Content,
        in_file: &dyn Fn(Span) -> Span,
    ) {
        let heads = lesson.sources(n);
        let names = |it: &Option<(usize, Span)>| match (it, gold.source) {
            (None, None) => true,
            (Some((head, _)), Some(source)) => source.contains(in_file(lesson.span(*head))),
            _ => false,
        };
        self.reachable[1][1] += 1;
        // The first head in the source names it: what stands behind only tells more, and "the home's owner" is no home.
        let owns = |it: &Option<(usize, Span)>| it.is_some_and(|it| lesson.is_owner(it.0));
        let first =
            heads.iter().position(|it| names(it) && !owns(it)).or_else(|| heads.iter().position(names));
        let Some(first) = first else { return };
        self.reachable[1][0] += 1;
        let features = |it: &Option<(usize, Span)>| {
            let mut features = Vec::new();
            lesson.source_features(n, it.map(|it| it.0), content, &mut features);
            features
        };
        let good = heads.iter().map(names).collect();
        self.sources.push(Choice { options: heads.iter().map(features).collect(), best: first, good });
    }

    fn describe(&self) {
        let positive = self.cues.iter().filter(|it| it.1).count();
        let [all, used, never] = self.marked;
        println!(
            "{} words asked, {positive} cues; of {all} marked {used} have speech in marks, {never} are never asked",
            self.cues.len()
        );
        let [contents, sources] = self.reachable;
        println!(
            "content among the candidates {} of {}, source {} of {}",
            contents[0], contents[1], sources[0], sources[1]
        );
    }

    /// One round over everything, in an order that changes with the round; the mean loss.
    fn learn(&self, model: &mut Ada, round: usize) -> f64 {
        let mut loss = 0.0;
        let cues = if round < CUE_ROUNDS { self.cues.len() } else { 0 };
        for n in linear::shuffled(cues, round) {
            loss += model.learn_yes_no(&self.cues[n].0, self.cues[n].1);
        }
        for choices in [&self.contents, &self.sources] {
            for n in linear::shuffled(choices.len(), round) {
                loss += model.learn_choice(&choices[n]);
            }
        }
        loss / (cues + self.contents.len() + self.sources.len()) as f64
    }

    /// How wrong the three steps are on average, each by itself.
    fn loss(&self, weights: &[f32]) {
        let cues: f64 = self
            .cues
            .iter()
            .map(|it| linear::miss(&[linear::sum(weights, &it.0), 0.0], usize::from(!it.1)))
            .sum();
        let choices = |it: &[Choice]| it.iter().map(|it| it.miss(weights)).sum::<f64>() / it.len() as f64;
        println!(
            "  held out: cues {:.4}, content {:.4}, source {:.4}",
            cues / self.cues.len() as f64,
            choices(&self.contents),
            choices(&self.sources)
        );
    }

    fn score(&self, weights: &[f32]) {
        self.describe();
        for least in [0.2, 0.3, 0.4, 0.5, 0.6] {
            let (mut hit, mut said, mut all) = (0, 0, 0);
            for (features, is_cue) in &self.cues {
                let yes = linear::likely(linear::sum(weights, features)) >= least;
                hit += usize::from(yes && *is_cue);
                said += usize::from(yes);
                all += usize::from(*is_cue);
            }
            let (p, r) = (100.0 * hit as f64 / said as f64, 100.0 * hit as f64 / all as f64);
            println!("cues from {least}: P {p:.1} R {r:.1} F {:.1}", 2.0 * p * r / (p + r));
        }
        for (name, choices) in [("content", &self.contents), ("source", &self.sources)] {
            let right = choices.iter().filter(|it| it.good[it.choose(weights)]).count();
            println!("{name}: {:.1} % of {}", 100.0 * right as f64 / choices.len() as f64, choices.len());
        }
    }
}
