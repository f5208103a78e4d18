//! Reads one region of prose by the events of the parser, block by block and word by word.

use super::super::Shape;
use super::super::markup::{self, Comment};
use super::super::shape::{self, is_space};
use super::leaf::{Image, Leaf, Row};
use super::node::Node;
use super::regions::marker;
use super::{html_comments, is_blank};
use crate::text::{Span, lines};
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// A list that is being read.
#[derive(Debug)]
struct List {
    ordered: Option<u64>,
    items: usize,
    /// How many nodes stood before it.
    first: usize,
    /// Whether a list stands in it.
    nests: bool,
}

/// Reads the events of one region.
struct Reader<'r> {
    source: &'r str,
    region: Span,
    /// The region with comments blotted out, behind `lead` bytes that stand in no file.
    input: &'r str,
    lead: usize,
    comments: &'r [Comment],
    /// Comments of HTML that were met.
    remarks: &'r mut Vec<Comment>,
    nodes: &'r mut Vec<Node>,
    leaf: Option<Leaf>,
    image: Option<Image>,
    lists: Vec<List>,
    quotes: usize,
    notes: usize,
    emphasis: usize,
    links: Vec<(usize, String)>,
    /// Where the outermost block begins whose first prose has not come yet, and the mark of its list item.
    pending: Option<usize>,
    marker: Option<Span>,
    /// In a block without prose.
    silent: bool,
    /// White space that comes next is left out, because what stood between it and other white space was.
    gap: bool,
}

/// What stands in front of a region that goes on with a list item, so that its indent is that of the item.
const LEAD: &str = "- x\n\n";

/// Reads the prose of one region.
pub(super) fn read(
    source: &str,
    region: Span,
    continues: bool,
    nodes: &mut Vec<Node>,
    remarks: &mut Vec<Comment>,
) {
    let whole = region.of(source);
    // A byte order mark would hide the mark of a heading; white space at the end may be such that is text.
    let start = region.start as usize + (whole.len() - whole.trim_start_matches('\u{feff}').len());
    let end = region.start as usize + whole.trim_end_matches(is_space).len();
    let region = Span::new(start, end);
    let text = region.of(source);
    let mut comments = markup::comments(text);
    let mut input = Cow::Borrowed(text);
    if !comments.is_empty() {
        let mut bytes = text.as_bytes().to_vec();
        for it in &comments {
            let inside = &mut bytes[it.span.start as usize..it.span.end as usize];
            inside.iter_mut().filter(|it| !matches!(it, b'\n' | b'\r')).for_each(|it| *it = b'.');
        }
        // Whole characters were blotted out, so that this cannot fail.
        input = String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned);
    }
    let mut lead = 0;
    if continues && text.starts_with([' ', '\t']) {
        lead = LEAD.len();
        input = Cow::Owned(format!("{LEAD}{input}"));
    }
    comments.iter_mut().for_each(|it| it.span = it.span.shift(start));
    remarks.extend(comments.iter().cloned());
    let mut reader = Reader {
        source,
        region,
        input: &input,
        lead,
        comments: &comments,
        remarks,
        nodes,
        leaf: None,
        image: None,
        lists: Vec::new(),
        quotes: 0,
        notes: 0,
        emphasis: 0,
        links: Vec::new(),
        pending: None,
        marker: None,
        silent: false,
        gap: false,
    };
    // A link whose target stands elsewhere in the file is a link all the same; «[sic]» is none.
    let callback = |link: BrokenLink| {
        let named = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        named.then(|| (CowStr::from(link.reference.into_string()), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(&input, Options::ENABLE_OLD_FOOTNOTES, Some(callback));
    for (event, range) in parser.into_offset_iter() {
        // What lies in the lead alone is nobody's text.
        if range.start >= lead || range.end > lead {
            reader.event(event, range);
        }
    }
    reader.close();
}

impl Reader<'_> {
    /// A place of the input as a place of the source.
    fn place(&self, range: &Range<usize>) -> Span {
        let back = |it: usize| self.region.start as usize + it.saturating_sub(self.lead);
        Span::new(back(range.start), back(range.end))
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        let place = self.place(&range);
        match event {
            Event::Start(tag) => self.start(tag, &range, place),
            Event::End(tag) => self.end(tag, place),
            Event::Text(text) => self.text(&text, &range, place),
            Event::SoftBreak | Event::HardBreak => self.line_break(&range, place),
            Event::Code(_) | Event::FootnoteReference(_) => self.leave_out(),
            Event::InlineHtml(tag) => self.inline_html(&tag, &range, place),
            Event::Html(_) => html_comments(self.source, place, self.remarks),
            Event::Rule => {
                self.close();
                let shape = match shape::look(place.of(self.source).trim_matches(is_space)).shape {
                    Shape::Tail => Shape::Tail,
                    _ => Shape::Other,
                };
                self.without_prose(place, shape);
            }
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>, place: Span) {
        match tag {
            Tag::Paragraph => self.open(place, None),
            Tag::Heading { level, .. } => self.open(place, Some(level as u8)),
            Tag::BlockQuote(_) => {
                self.close();
                self.quotes += 1;
                self.pending.get_or_insert(place.start as usize);
            }
            Tag::FootnoteDefinition(_) => {
                self.close();
                self.notes += 1;
                self.pending.get_or_insert(place.start as usize);
            }
            Tag::List(ordered) => {
                self.close();
                if let Some(outer) = self.lists.last_mut() {
                    outer.nests = true;
                }
                self.lists.push(List { ordered, items: 0, first: self.nodes.len(), nests: false });
                self.pending.get_or_insert(place.start as usize);
            }
            Tag::Item => {
                self.close();
                if let Some(list) = self.lists.last_mut() {
                    list.items += 1;
                }
                self.pending.get_or_insert(place.start as usize);
                // The mark of an item that stands in the lead is no text of the file.
                let mark = marker(place.of(self.source)).filter(|_| range.start >= self.lead);
                let start = place.start as usize;
                self.marker = mark.map(|it| Span::new(start, start + it));
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.close();
                self.without_prose(place, Shape::Other);
                self.silent = true;
            }
            Tag::Emphasis | Tag::Strong => self.emphasis += 1,
            Tag::Link { dest_url, .. } => {
                let at = self.leaf(place).text.len();
                self.links.push((at, dest_url.into_string()));
            }
            Tag::Image { title, .. } => {
                self.leaf(place);
                self.image = Some(Image { title: title.into_string(), place, ..Image::default() });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, place: Span) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.close(),
            TagEnd::Item => {
                self.close();
                self.marker = None;
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.silent = false,
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::FootnoteDefinition => {
                self.close();
                self.notes = self.notes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.close();
                self.end_list();
            }
            TagEnd::Emphasis | TagEnd::Strong => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => {
                if let (Some((from, target)), Some(leaf)) = (self.links.pop(), &mut self.leaf)
                    && from < leaf.text.len()
                {
                    leaf.links.push((Span::new(from, leaf.text.len()), target));
                }
            }
            TagEnd::Image => {
                if let Some(image) = self.image.take() {
                    self.row(place).images.push(image);
                    self.leave_out();
                }
            }
            _ => {}
        }
    }

    /// Opens a block of prose.
    fn open(&mut self, place: Span, heading: Option<u8>) {
        self.close();
        let start = self.pending.take().unwrap_or(place.start as usize);
        let leaf = Leaf { start, end: start, heading, marker: self.marker.take(), ..Leaf::default() };
        self.leaf = Some(Leaf { rows: vec![Row::default()], ..leaf });
        self.gap = true;
    }

    /// The open block of prose; the text of a list item opens one without a paragraph's help.
    fn leaf(&mut self, place: Span) -> &mut Leaf {
        if self.leaf.is_none() {
            self.open(place, None);
        }
        self.leaf.get_or_insert_default()
    }

    fn row(&mut self, place: Span) -> &mut Row {
        let leaf = self.leaf(place);
        if leaf.rows.is_empty() {
            leaf.rows.push(Row::default());
        }
        let last = leaf.rows.len() - 1;
        &mut leaf.rows[last]
    }

    /// A block without prose.
    fn without_prose(&mut self, place: Span, shape: Shape) {
        let start = self.pending.take().unwrap_or(place.start as usize);
        self.marker = None;
        self.nodes.push(Node { end: place.end as usize, ..Node::bare(start, shape) });
    }

    /// Words, as they are to be read.
    fn text(&mut self, text: &str, range: &Range<usize>, place: Span) {
        if self.silent {
            return;
        }
        if self.input[range.clone()] != *text {
            // An entity, or a character that CommonMark forbids.
            self.push(text, place);
            return;
        }
        let comments = self.comments;
        let first = comments.partition_point(|it| it.span.end <= place.start);
        let mut at = place.start;
        for comment in comments[first..].iter().take_while(|it| it.span.start < place.end) {
            let until = comment.span.start.max(at);
            self.push_source(Span { start: at, end: until });
            self.leave_out();
            at = comment.span.end.min(place.end);
        }
        self.push_source(Span { start: at, end: place.end });
    }

    fn push_source(&mut self, place: Span) {
        if !place.is_empty() {
            let source = self.source;
            self.push(place.of(source), place);
        }
    }

    /// Appends words that stand at `place`, whether they are written so there or otherwise.
    fn push(&mut self, text: &str, place: Span) {
        let (mut text, mut place) = (text, place);
        if let Some(image) = &mut self.image {
            image.text.push_str(text);
            image.map.push(text.len(), place);
            return;
        }
        self.leaf(place);
        if self.gap {
            let bare = text.trim_start();
            if place.len() == text.len() {
                place.start += (text.len() - bare.len()) as u32;
                text = bare;
            }
            self.gap = text.is_empty();
        }
        let emphasised = self.emphasis > 0;
        let leaf = self.leaf(place);
        leaf.text.push_str(text);
        leaf.map.push(text.len(), place);
        leaf.end = leaf.end.max(place.end as usize);
        if !text.trim_matches(is_space).is_empty() {
            let row = self.row(place);
            row.words = true;
            row.bare |= !emphasised;
        }
    }

    /// Something is left out of the prose here; white space on both sides of it becomes one.
    fn leave_out(&mut self) {
        let text = self.leaf.as_ref().map_or("", |it| it.text.as_str());
        self.gap |= text.is_empty() || text.ends_with(char::is_whitespace);
    }

    fn line_break(&mut self, range: &Range<usize>, place: Span) {
        let written = &self.input[range.clone()];
        let blank = !written.is_empty() && written.chars().all(|it| matches!(it, ' ' | '\t' | '\n' | '\r'));
        self.gap = false;
        let text = if blank { written.to_owned() } else { "\n".to_owned() };
        self.push(&text, place);
        if self.image.is_none() {
            let leaf = self.leaf(place);
            let start = leaf.text.len();
            leaf.rows.push(Row { start, ..Row::default() });
        }
    }

    fn inline_html(&mut self, tag: &str, range: &Range<usize>, place: Span) {
        if tag.get(..3).is_some_and(|it| it.eq_ignore_ascii_case("<br")) {
            self.line_break(range, place);
        } else {
            html_comments(self.source, place, self.remarks);
            self.leave_out();
        }
    }

    /// Ends the open block of prose.
    fn close(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        self.links.clear();
        self.emphasis = 0;
        let shape = match leaf.heading {
            Some(level) => Some(Shape::Heading(level)),
            None if self.quotes > 0 => Some(Shape::BlockQuote),
            None if self.notes > 0 || !self.lists.is_empty() => Some(Shape::Item),
            None => None,
        };
        let before = self.nodes.len();
        match shape {
            Some(shape) => leaf.whole(shape, self.source, self.nodes),
            None => leaf.paragraphs(self.source, self.nodes),
        }
        match self.nodes.get_mut(before) {
            Some(first) => first.start = leaf.start,
            None => self.nodes.push(Node { end: leaf.end, ..Node::bare(leaf.start, Shape::Other) }),
        }
    }

    /// Ends a list, and says whether it was one.
    fn end_list(&mut self) {
        let Some(list) = self.lists.pop() else { return };
        let outermost = self.lists.is_empty() && self.quotes == 0 && self.notes == 0;
        let nodes = &mut self.nodes[list.first..];
        if !outermost || list.nests || nodes.is_empty() {
            return;
        }
        let source = self.source;
        let dashed = |it: &Node| it.marker.is_some_and(|it| it.of(source).starts_with('-'));
        let opening = || nodes.iter().filter(|it| it.marker.is_some());
        if opening().next().is_none() {
            return;
        }
        let speech = match list.items {
            1 => opening().all(|it| dashed(it) && shape::speaks(&it.text)),
            _ => opening().all(|it| dashed(it) && shape::reports(&it.text)),
        };
        let dated = list.items == 1
            && list.ordered.is_some_and(|number| {
                opening().all(|it| it.text.starts_with(char::is_lowercase) || number >= 1000)
            });
        if speech || dated {
            nodes.iter_mut().for_each(|it| it.unlist(source));
        }
        if dated && list.first > 0 {
            self.rejoin(list.first);
        }
    }

    /// Joins a paragraph that a number tore apart («… fram til\n1. mai …»).
    fn rejoin(&mut self, second: usize) {
        let (before, behind) = self.nodes.split_at_mut(second);
        let (Some(first), Some(next)) = (before.last_mut(), behind.first_mut()) else { return };
        let between = Span::new(first.end, next.map.to_source(Span::new(0, 1)).start as usize);
        let running = |it: &Node| matches!(it.shape, Shape::Paragraph | Shape::Line | Shape::Turn);
        let text = between.of(self.source);
        let breaks = lines(text).filter(|it| it.end > it.start + it.text.len()).count();
        if !running(first) || !running(next) || shape::stops(&first.text) || !is_blank(text) || breaks != 1 {
            return;
        }
        first.map.push(text.len(), between);
        first.text.push_str(text);
        let shift = first.text.len();
        first.map.append(&next.map);
        first.text.push_str(&next.text);
        first.links.extend(next.links.drain(..).map(|(span, to)| (span.shift(shift), to)));
        first.end = next.end;
        first.look();
        self.nodes.remove(second);
    }
}
