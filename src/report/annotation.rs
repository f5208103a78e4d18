//! All that was understood of an article, as JSON. `annotation.schema.json` is its contract.

use crate::article::{
    Article, Basis, Certainty, Claim, ClaimKind, Entity, EntityKind, Finding, Fix, Form, MentionId, Part,
    Place, PublicationDate, Quotation, QuotationId, QuotationKind, Resolved, Severity, Timex, TimexType,
};
use crate::desk::{self, Dated};
use crate::text::{Offsets, Span};
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};
use std::io;

/// The version of the schema. A field may be added to a version; none is taken away or changes its meaning.
pub const VERSION: u32 = 1;

/// The JSON Schema of [`Annotation`] and [`Unreadable`].
pub const SCHEMA: &str = include_str!("annotation.schema.json");

/// One article's annotation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Annotation {
    version: u32,
    id: Value,
    language: &'static str,
    date: Option<String>,
    blocks: Vec<BlockRow>,
    entities: Vec<EntityRow>,
    quotations: Vec<QuotationRow>,
    timexes: Vec<TimexRow>,
    timeline: Vec<DatedRow>,
    claims: Vec<ClaimRow>,
    findings: Vec<FindingRow>,
}

/// What stands in the place of an annotation where a line held no article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unreadable {
    /// The article's id, where that could be read.
    pub id: Value,
    /// What is wrong with the line.
    pub error: String,
}

/// Start and end of a stretch, written `[start, end]`.
type Pair = [u32; 2];

#[derive(Clone, Debug, PartialEq, Serialize)]
struct BlockRow {
    kind: &'static str,
    start: u32,
    end: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct EntityRow {
    id: u32,
    kind: &'static str,
    name: String,
    roles: Vec<String>,
    mentions: Vec<MentionRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct MentionRow {
    start: u32,
    end: u32,
    form: &'static str,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct QuotationRow {
    kind: &'static str,
    content: Vec<Pair>,
    cue: Option<Pair>,
    source: Option<Pair>,
    via: Option<Pair>,
    speaker: Option<u32>,
    basis: &'static str,
    certainty: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct TimexRow {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: &'static str,
    value: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct DatedRow {
    date: String,
    label: String,
    certainty: &'static str,
    start: u32,
    end: u32,
    timex: Pair,
    verb: Option<Pair>,
    participants: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct ClaimRow {
    start: u32,
    end: u32,
    kind: &'static str,
    value: Option<f64>,
    source: Option<Pair>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct FindingRow {
    rule: &'static str,
    severity: &'static str,
    start: u32,
    end: u32,
    message: String,
    related: Vec<RelatedRow>,
    fixes: Vec<FixRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct RelatedRow {
    start: u32,
    end: u32,
    message: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct FixRow {
    label: String,
    edits: Vec<EditRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct EditRow {
    start: u32,
    end: u32,
    text: String,
}

/// What is understood of `article`, called `id`, in which the rules find `findings`. Offsets count what `offsets` does.
pub fn annotation(id: Value, article: &Article, findings: &[Finding], offsets: &Offsets) -> Annotation {
    let view = View { article, offsets };
    let whole = article.whole();
    let mut out = Annotation {
        version: VERSION,
        id,
        language: article.language().code,
        date: whole.date.map(iso),
        blocks: Vec::with_capacity(article.blocks().len()),
        entities: whole.entities.iter().enumerate().map(|(n, it)| view.entity(n, it)).collect(),
        quotations: Vec::new(),
        timexes: Vec::new(),
        timeline: desk::timeline(article).into_iter().map(|it| view.dated(it)).collect(),
        claims: Vec::new(),
        findings: findings.iter().map(|it| view.finding(it)).collect(),
    };
    for (n, block) in article.blocks().iter().enumerate() {
        let at = In { view, block: n as u32 };
        view.blocks(n, &mut out.blocks);
        let quotations = block.facts.quotations.iter().enumerate();
        out.quotations.extend(quotations.map(|(n, it)| at.quotation(n, it)));
        let times = block.facts.timexes.iter().zip(whole.times_in(n));
        out.timexes.extend(times.map(|(it, resolved)| at.timex(it, resolved)));
        out.claims.extend(block.facts.claims.iter().map(|it| at.claim(it)));
    }
    out
}

/// An article through the eyes of a reader who counts in another unit.
#[derive(Clone, Copy)]
struct View<'a> {
    article: &'a Article,
    offsets: &'a Offsets,
}

impl View<'_> {
    fn count(&self, span: Span) -> Pair {
        [self.offsets.of(span.start), self.offsets.of(span.end)]
    }

    fn place(&self, place: Place) -> Pair {
        self.count(self.article.in_file(place))
    }

    /// The block itself, then what is marked off within it.
    fn blocks(&self, n: usize, out: &mut Vec<BlockRow>) {
        let block = &self.article.blocks()[n];
        let at = In { view: *self, block: n as u32 };
        let prose = Span::new(0, block.prose().len());
        let [start, end] = if !prose.is_empty() {
            at.place(prose)
        } else {
            let source = block.source.trim();
            if source.is_empty() {
                return;
            }
            let lead = block.source.len() - block.source.trim_start().len();
            let start = self.article.whole().starts[n] as usize + lead;
            self.count(Span::new(start, start + source.len()))
        };
        out.push(BlockRow { kind: part(self.article.whole().parts[n]), start, end });
        for (kind, span) in [("dateline", block.piece.dateline), ("credit", block.piece.credit)] {
            if let Some([start, end]) = span.map(|it| at.place(it)) {
                out.push(BlockRow { kind, start, end });
            }
        }
    }

    fn dated(&self, it: Dated) -> DatedRow {
        let [start, end] = self.count(it.span);
        DatedRow {
            date: it.date,
            label: it.label,
            certainty: certainty(it.certainty),
            start,
            end,
            timex: self.count(it.timex),
            verb: it.verb.map(|it| self.count(it)),
            participants: it.participants.iter().map(|it| it.0).collect(),
        }
    }

    fn entity(&self, n: usize, entity: &Entity) -> EntityRow {
        EntityRow {
            id: n as u32,
            kind: match entity.kind {
                EntityKind::Person => "person",
                EntityKind::Organisation => "organisation",
                EntityKind::Place => "place",
                EntityKind::Group => "group",
                EntityKind::Other => "other",
            },
            name: entity.name.to_string(),
            roles: entity.roles.iter().map(|it| self.article.words(it.1).to_owned()).collect(),
            mentions: entity.mentions.iter().map(|it| self.mention(*it)).collect(),
        }
    }

    /// A mention as the words stand there: a name with the ending of its genitive.
    fn mention(&self, id: MentionId) -> MentionRow {
        let block = &self.article.blocks()[id.block as usize];
        let mention = &block.facts.mentions[id.mention as usize];
        let behind = &block.prose()[mention.span.end as usize..];
        let ends = |text: &str| !text.starts_with(char::is_alphanumeric);
        let genitive = mention.form == Form::Name && behind.strip_prefix('s').is_some_and(ends);
        let span = Span { end: mention.span.end + u32::from(genitive), ..mention.span };
        let [start, end] = self.place(Place { block: id.block, span });
        let within = behind.strip_prefix(['-', '‑']).is_some_and(|it| it.starts_with(char::is_lowercase));
        let form = match mention.form {
            Form::Name if within => "part",
            Form::Name => "name",
            Form::Role | Form::Group => "role",
            Form::Pronoun => "pronoun",
        };
        MentionRow { start, end, form }
    }

    fn finding(&self, finding: &Finding) -> FindingRow {
        let [start, end] = self.place(finding.place);
        let related = finding.related.iter().map(|(place, message)| {
            let [start, end] = self.place(*place);
            RelatedRow { start, end, message: message.clone() }
        });
        FindingRow {
            rule: finding.rule,
            severity: match finding.severity {
                Severity::Hint => "hint",
                Severity::Warning => "warning",
                Severity::Error => "error",
            },
            start,
            end,
            message: finding.message.clone(),
            related: related.collect(),
            fixes: finding.fixes.iter().map(|it| self.fix(it)).collect(),
        }
    }

    fn fix(&self, fix: &Fix) -> FixRow {
        let edits = fix.edits.iter().map(|(place, text)| {
            let [start, end] = self.place(*place);
            EditRow { start, end, text: text.clone() }
        });
        FixRow { label: fix.label.clone(), edits: edits.collect() }
    }
}

/// A view of one block.
struct In<'a> {
    view: View<'a>,
    block: u32,
}

impl In<'_> {
    fn place(&self, span: Span) -> Pair {
        self.view.place(Place { block: self.block, span })
    }

    fn quotation(&self, n: usize, it: &Quotation) -> QuotationRow {
        let id = QuotationId { block: self.block, quotation: n as u32 };
        let speaker = self.view.article.whole().speaker_of(id);
        QuotationRow {
            kind: match it.kind {
                QuotationKind::Direct => "direct",
                QuotationKind::Indirect => "indirect",
                QuotationKind::Mixed => "mixed",
            },
            content: it.content.iter().map(|it| self.place(*it)).collect(),
            cue: it.cue.map(|it| self.place(it)),
            source: speaker.source.map(|it| self.view.place(it)),
            via: it.via.map(|it| self.place(it)),
            speaker: speaker.entity.map(|it| it.0),
            basis: match speaker.basis {
                Basis::Clause => "clause",
                Basis::SameTurn => "same-turn",
                Basis::Conversation => "conversation",
                Basis::Nobody => "nobody",
            },
            certainty: f64::from(it.certainty) / 100.0,
        }
    }

    fn timex(&self, it: &Timex, resolved: &Resolved) -> TimexRow {
        let [start, end] = self.place(it.span);
        let kind = match it.kind {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        };
        TimexRow { start, end, kind, value: resolved.value.to_string() }
    }

    fn claim(&self, it: &Claim) -> ClaimRow {
        let [start, end] = self.place(it.span);
        ClaimRow {
            start,
            end,
            kind: match it.kind {
                ClaimKind::Killed => "killed",
                ClaimKind::Injured => "injured",
                ClaimKind::Money => "money",
                ClaimKind::Percent => "percent",
                ClaimKind::People => "people",
            },
            value: it.value.filter(|it| it.is_finite()),
            source: it.source.map(|it| self.place(it)),
        }
    }
}

fn part(part: Part) -> &'static str {
    match part {
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
        Part::FactBox => "fact-box",
        Part::Sources => "sources",
        Part::Correction => "correction",
        Part::BlockQuote => "block-quote",
        Part::Tail => "tail",
        Part::Other => "other",
    }
}

/// How sure the time of an event is: `sure`, `open` or `unknown`.
pub fn certainty(it: Certainty) -> &'static str {
    match it {
        Certainty::Sure => "sure",
        Certainty::Open => "open",
        Certainty::Unknown => "unknown",
    }
}

/// `2020`, `2020-01` or `2020-01-06`.
fn iso(date: PublicationDate) -> String {
    let mut out = format!("{:04}", date.year);
    for it in [date.month, date.day] {
        let Some(it) = it else { break };
        out += &format!("-{it:02}");
    }
    out
}

/// One line of JSON, without a line break.
pub fn line(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("strings and numbers are JSON")
}

/// JSON to be read by people: one fact a line.
pub fn pretty(annotation: &Annotation) -> Vec<u8> {
    let mut out = Vec::new();
    annotation
        .serialize(&mut Serializer::with_formatter(&mut out, Shallow::default()))
        .expect("strings and numbers are JSON");
    out
}

/// Breaks lines in the article's object and in its lists, and nowhere deeper.
#[derive(Default)]
struct Shallow {
    depth: usize,
    /// Whether something stands in the list or object that is open.
    filled: bool,
}

impl Shallow {
    fn open<W: io::Write + ?Sized>(&mut self, out: &mut W, with: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(with)
    }

    fn before<W: io::Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.filled = true;
        match (self.depth <= 2, first) {
            (true, true) => write!(out, "\n{:1$}", "", 2 * self.depth),
            (true, false) => write!(out, ",\n{:1$}", "", 2 * self.depth),
            (false, true) => Ok(()),
            (false, false) => out.write_all(b", "),
        }
    }

    fn close<W: io::Write + ?Sized>(&mut self, out: &mut W, with: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth < 2 && self.filled {
            write!(out, "\n{:1$}", "", 2 * self.depth)?;
        }
        self.filled = true;
        out.write_all(with)
    }
}

impl Formatter for Shallow {
    fn begin_array<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"[")
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_array_value<W: io::Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.before(out, first)
    }

    fn begin_object<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(out, b"{")
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }

    fn begin_object_key<W: io::Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.before(out, first)
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}
