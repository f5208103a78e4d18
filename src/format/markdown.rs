use super::markup::{self, Comment};
use super::shape::{self, is_space, trimmed};
use super::{Format, Piece, Shape, SourceMap, State, chunk_len, front_matter};
use crate::text::{Span, lines};
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// CommonMark with front matter, as the news uses it.
///
/// Two things are read otherwise than CommonMark does, because they are common in copy: one dash before a
/// sentence opens speech and no list, and the number in «17. mai» is a date and no list.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn chunk(&self, rest: &str, entry: State) -> (usize, State) {
        let len = chunk_len(rest);
        let chunk = &rest[..len];
        let head = front_matter::extent(chunk, entry);
        let body = head.map_or(0, |it| it.0);
        let exit = match head {
            Some((_, exit)) if is_blank(&chunk[body..]) => exit,
            None if entry == State::Start && is_blank(chunk) => State::Start,
            _ => regions(&chunk[body..], inner(entry)).1,
        };
        (len, exit)
    }

    fn pieces(&self, chunk: &str, entry: State, out: &mut Vec<Piece>) {
        let first = out.len();
        let mut body = 0;
        if let Some((len, _)) = front_matter::extent(chunk, entry) {
            body = if is_blank(&chunk[len..]) { chunk.len() } else { len };
            out.push(front_matter::read(&chunk[..body], entry));
        }
        if body < chunk.len() {
            read(&chunk[body..], inner(entry), out);
        }
        if body == 0
            && let Some(words) = front_matter::unclosed(entry)
            && let Some(piece) = out.get_mut(first)
        {
            piece.problem = Some((Span::default(), words));
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.trim_start_matches(is_space).is_empty()
}

/// What is open behind the metadata of a chunk.
fn inner(entry: State) -> State {
    match entry {
        State::Start | State::FrontMatter(_) => State::Body,
        _ => entry,
    }
}

/// A stretch of lines that hold prose with its markup, or none.
#[derive(Clone, Copy, Debug)]
struct Region {
    span: Span,
    prose: bool,
}

/// Finds the code, the comments and the HTML that may run on behind blank lines, and what is open behind them.
fn regions(text: &str, entry: State) -> (Vec<Region>, State) {
    let mut out: Vec<Region> = Vec::new();
    let mut state = entry;
    let mut listed = false;
    for line in lines(text) {
        let bare = line.text.trim_start_matches([' ', '\t']);
        let indent: usize =
            line.text[..line.text.len() - bare.len()].bytes().map(|it| if it == b'\t' { 4 } else { 1 }).sum();
        if line.start == 0 {
            listed = entry == State::List && (indent >= 2 || marker(bare).is_some());
        }
        let free = if listed { State::List } else { State::Body };
        let near = indent < 4 || listed;
        let (prose, next) = match state {
            State::Fence(mark, count) => {
                (false, if near && closes(bare, mark, count) { free } else { state })
            }
            State::Comment => (false, if bare.contains("-->") { free } else { state }),
            State::Html => (false, if ends_html(bare) { free } else { state }),
            _ if is_blank(bare) => (out.last().is_none_or(|it| it.prose), free),
            _ if !near => (true, free),
            _ => match (fence(bare), bare.strip_prefix("<!--")) {
                (Some((mark, count)), _) => (false, State::Fence(mark, count)),
                (None, Some(rest)) => (false, if rest.contains("-->") { free } else { State::Comment }),
                (None, None) if opens_html(bare) => (false, if ends_html(bare) { free } else { State::Html }),
                (None, None) if is_shortcode(bare) => (false, free),
                (None, None) => {
                    listed =
                        marker(bare).is_some() || (listed && (indent > 0 || !bare.starts_with(['#', '>'])));
                    (true, if listed { State::List } else { State::Body })
                }
            },
        };
        state = next;
        match out.last_mut().filter(|it| it.prose == prose) {
            Some(last) => last.span.end = line.end as u32,
            None => out.push(Region { span: Span::new(line.start, line.end), prose }),
        }
    }
    (out, state)
}

/// The mark and the length of a fence that opens code.
fn fence(line: &str) -> Option<(u8, u8)> {
    let mark = *line.as_bytes().first().filter(|it| matches!(it, b'`' | b'~'))?;
    let count = line.bytes().take_while(|it| *it == mark).count();
    let information = mark == b'~' || !line[count..].contains('`');
    (count >= 3 && information).then_some((mark, u8::try_from(count).unwrap_or(u8::MAX)))
}

/// Whether a line closes a fence.
fn closes(line: &str, mark: u8, count: u8) -> bool {
    let own = line.bytes().take_while(|it| *it == mark).count();
    own >= count as usize && is_blank(&line[own..])
}

/// Elements whose content is no Markdown up to their end, blank lines or not.
const RAW: [&str; 4] = ["script", "pre", "style", "textarea"];

fn opens_html(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('<') else { return false };
    RAW.iter().any(|name| {
        rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
            && rest[name.len()..].chars().next().is_none_or(|it| it == '>' || is_space(it))
    })
}

fn ends_html(line: &str) -> bool {
    line.match_indices("</").any(|(at, _)| {
        let rest = &line[at + 2..];
        RAW.iter().any(|name| {
            rest.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
                && rest[name.len()..].starts_with('>')
        })
    })
}

/// A line that only tells the publishing system what to put there: `{{< figure … >}}`, `{% include … %}`.
fn is_shortcode(line: &str) -> bool {
    let line = line.trim_end_matches(is_space);
    let opens = ["{{<", "{{%", "{%"].iter().any(|it| line.starts_with(it));
    opens && line.ends_with('}')
}

/// Length of the mark of a list item, with the white space behind it.
fn marker(line: &str) -> Option<usize> {
    if line.split(is_space).filter(|it| !it.is_empty()).all(|it| it.chars().all(|it| matches!(it, '*' | '-')))
    {
        return None;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let signs: &[char] = if digits == 0 { &['-', '*', '+'] } else { &['.', ')'] };
    if digits > 9 || !line[digits..].starts_with(signs) {
        return None;
    }
    let rest = line[digits + 1..].trim_start_matches([' ', '\t']);
    (rest.len() < line.len() - digits - 1).then_some(line.len() - rest.len())
}

/// Reads a chunk behind its metadata.
fn read(text: &str, entry: State, out: &mut Vec<Piece>) {
    let (regions, _) = regions(text, entry);
    let mut nodes: Vec<Node> = Vec::new();
    let mut comments: Vec<Comment> = Vec::new();
    for region in regions {
        let first = nodes.len();
        let start = region.span.start as usize;
        if region.prose {
            let continues = start == 0 && entry == State::List;
            prose(text, region.span, continues, &mut nodes, &mut comments);
        } else {
            html_comments(text, region.span, &mut comments);
        }
        // Every region begins a piece.
        match nodes.get_mut(first) {
            Some(node) => node.start = start,
            None => nodes.push(Node::bare(start, Shape::Other)),
        }
    }
    // Pieces begin one behind the other.
    debug_assert!(nodes.is_sorted_by(|one, next| one.start < next.start), "{text:?}");
    nodes.dedup_by(|next, one| next.start <= one.start);
    comments.sort_by_key(|it| it.span);
    let mut noted = comments.into_iter().peekable();
    let mut nodes = nodes.into_iter().peekable();
    while let Some(node) = nodes.next() {
        let end = nodes.peek().map_or(text.len(), |it| it.start);
        let mut piece = Piece::bare(end - node.start, node.shape);
        if !node.text.is_empty() {
            piece.map = node.map.part(Span::new(0, node.text.len()), node.start);
            piece.prose = node.text;
            piece.links = node.links;
            piece.credit = node.credit;
            piece.dateline = node.dateline;
        }
        while let Some(it) = noted.next_if(|it| (it.span.start as usize) < end) {
            let back = |it: u32| (it as usize).saturating_sub(node.start);
            let span = Span::new(back(it.span.start), back(it.span.end).min(piece.len));
            piece.comments.push((span, it.text));
        }
        out.push(piece);
    }
}

/// The comments of HTML in a stretch of source.
fn html_comments(text: &str, span: Span, out: &mut Vec<Comment>) {
    let mut at = span.start as usize;
    let end = span.end as usize;
    while let Some(open) = text[at..end].find("<!--").map(|it| at + it) {
        let Some(close) = text[open + 4..end].find("-->").map(|it| open + 4 + it) else { break };
        at = close + 3;
        let text = text[open + 4..close].trim().to_owned();
        out.push(Comment { span: Span::new(open, at), text });
    }
}

/// One piece in the making. All places are bytes of the text that is read.
#[derive(Debug)]
struct Node {
    start: usize,
    shape: Shape,
    text: String,
    map: SourceMap,
    links: Vec<(Span, String)>,
    credit: Option<Span>,
    dateline: Option<Span>,
    /// The mark of the list item that it opens.
    marker: Option<Span>,
    /// Where its source ends, without white space.
    end: usize,
}

impl Node {
    fn bare(start: usize, shape: Shape) -> Node {
        Node {
            start,
            shape,
            text: String::new(),
            map: SourceMap::default(),
            links: Vec::new(),
            credit: None,
            dateline: None,
            marker: None,
            end: start,
        }
    }

    /// Decides what the node is by its prose alone.
    fn look(&mut self) {
        let look = shape::look(&self.text);
        self.shape = look.shape;
        self.credit = look.credit;
        self.dateline = look.dateline;
        if matches!(self.shape, Shape::Other | Shape::Tail) {
            *self = Node { end: self.end, ..Node::bare(self.start, self.shape) };
        }
    }

    /// Makes a list item a paragraph that begins with the item's mark.
    fn unlist(&mut self, source: &str) {
        let Some(marker) = self.marker.take() else { return };
        let mut map = SourceMap::verbatim(marker);
        map.append(&self.map);
        self.map = map;
        self.text.insert_str(0, marker.of(source));
        self.links.iter_mut().for_each(|it| it.0 = it.0.shift(marker.len()));
        self.look();
    }
}

/// The prose of a block of Markdown in the making.
#[derive(Debug, Default)]
struct Leaf {
    start: usize,
    end: usize,
    heading: Option<u8>,
    marker: Option<Span>,
    text: String,
    map: SourceMap,
    links: Vec<(Span, String)>,
    rows: Vec<Row>,
}

/// What one line of a paragraph holds.
#[derive(Debug, Default)]
struct Row {
    /// Where it starts in the leaf's text.
    start: usize,
    /// Whether it has words, and whether some of them are not emphasised.
    words: bool,
    bare: bool,
    images: Vec<Image>,
}

/// A picture, with the text that stands for it and its title.
#[derive(Debug, Default)]
struct Image {
    text: String,
    map: SourceMap,
    title: String,
    place: Span,
}

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
fn prose(source: &str, region: Span, continues: bool, nodes: &mut Vec<Node>, remarks: &mut Vec<Comment>) {
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

impl Leaf {
    /// The prose at `span` as a node; none if there is none.
    fn node(&self, span: Span, shape: Shape) -> Option<Node> {
        let span = trimmed(&self.text, span);
        if span.is_empty() {
            return None;
        }
        let source = self.map.to_source(span);
        let links = self.links.iter().filter(|it| it.0.overlaps(span)).map(|(link, to)| {
            let start = link.start.max(span.start) - span.start;
            (Span { start, end: link.end.min(span.end) - span.start }, to.clone())
        });
        Some(Node {
            text: span.of(&self.text).to_owned(),
            map: self.map.part(span, 0),
            links: links.collect(),
            end: source.end as usize,
            ..Node::bare(source.start as usize, shape)
        })
    }

    /// The whole as one node of this shape, or of that which its label gives it.
    fn whole(&self, shape: Shape, source: &str, out: &mut Vec<Node>) {
        let before = out.len();
        if let Some(mut node) = self.node(Span::new(0, self.text.len()), shape) {
            node.marker = self.marker;
            if matches!(shape, Shape::Heading(_)) {
                node.shape = shape::label(&node.text).unwrap_or(shape);
            }
            out.push(node);
        }
        // Beside words a picture is a part of the line, and what stands for it no caption.
        if out.len() == before {
            self.rows.iter().flat_map(|it| &it.images).for_each(|it| it.captions(source, out));
        }
    }

    /// The pieces of a paragraph: pictures and their captions, lines that stand by themselves, the rest.
    fn paragraphs(&self, source: &str, out: &mut Vec<Node>) {
        let end = |n: usize| self.rows.get(n + 1).map_or(self.text.len(), |it| it.start);
        let text = |n: usize| self.text[self.rows[n].start..end(n)].trim_matches(is_space);
        let pictured = |n: usize| !self.rows[n].words && !self.rows[n].images.is_empty();
        let apart = |n: usize| {
            shape::alone(text(n)).is_some_and(|it| it != Shape::Correction)
                || shape::opens_with_credit(text(n))
        };
        // An emphasised line beside a picture or right under it.
        let caption = |n: usize| {
            let row = &self.rows[n];
            row.words && !row.bare && (!row.images.is_empty() || (n > 0 && pictured(n - 1)))
        };
        let mut from = 0;
        for n in 0..self.rows.len() {
            if pictured(n) || caption(n) {
                // A picture that stands behind words of its line is a part of the line.
                let first = trimmed(&self.text, Span::new(self.rows[n].start, end(n)));
                let words = self.map.to_source(first).start;
                let before = |it: &&Image| pictured(n) || it.place.end <= words;
                self.rows[n].images.iter().filter(before).for_each(|it| it.captions(source, out));
            }
            // Whether the next line goes on with this one.
            let next = n + 1;
            let parted = next == self.rows.len()
                || caption(n)
                || caption(next)
                || pictured(n)
                || pictured(next)
                || apart(n)
                || apart(next)
                || (shape::stops(text(n)) && shape::dash(text(next)).is_some());
            if !parted {
                continue;
            }
            if let Some(mut node) = self.node(Span::new(self.rows[from].start, end(n)), Shape::Paragraph) {
                node.look();
                if caption(n) {
                    node.shape = Shape::Caption;
                    node.dateline = None;
                }
                out.push(node);
            }
            from = next;
        }
    }
}

impl Image {
    /// The text that stands for a picture and its title, each as a caption.
    fn captions(&self, source: &str, out: &mut Vec<Node>) {
        let mut add = |text: &str, map: &SourceMap| {
            let whole = trimmed(text, Span::new(0, text.len()));
            if whole.is_empty() {
                return;
            }
            let source = map.to_source(whole);
            let mut node = Node {
                text: whole.of(text).to_owned(),
                map: map.part(whole, 0),
                end: self.place.end as usize,
                ..Node::bare(source.start as usize, Shape::Caption)
            };
            node.credit = shape::look(&node.text).credit;
            out.push(node);
        };
        add(&self.text, &self.map);
        if self.title != self.text {
            add(&self.title, &self.title_map(source));
        }
    }

    /// Where the title stands: behind everything else, as written or with entities in it.
    fn title_map(&self, source: &str) -> SourceMap {
        let behind = self.map.to_source(Span::new(0, self.text.len())).end.max(self.place.start);
        let rest = Span { start: behind, end: self.place.end.max(behind) };
        match rest.of(source).rfind(&self.title) {
            Some(at) => SourceMap::verbatim(Span::new(0, self.title.len()).shift(behind as usize + at)),
            None => {
                let mut map = SourceMap::default();
                map.push(self.title.len(), rest);
                map
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Key;

    /// Cuts a whole file into pieces, and sees to it that they cover it and that their maps hold.
    fn pieces(text: &str) -> Vec<Piece> {
        let mut out = Vec::new();
        let (mut at, mut state) = (0, State::Start);
        while at < text.len() {
            let (len, exit) = Markdown.chunk(&text[at..], state);
            Markdown.pieces(&text[at..at + len], state, &mut out);
            (at, state) = (at + len, exit);
        }
        assert_eq!(out.iter().map(|it| it.len).sum::<usize>(), text.len());
        let mut at = 0;
        for piece in &out {
            assert_eq!(piece.map.len(), piece.prose.len(), "{piece:?}");
            let whole = piece.map.to_source(Span::new(0, piece.prose.len()));
            assert!(whole.end as usize <= piece.len, "{piece:?}");
            for (span, _) in &piece.comments {
                assert!(span.end as usize <= piece.len, "{piece:?}");
            }
            at += piece.len;
            assert!(text.is_char_boundary(at));
        }
        out
    }

    fn shapes(text: &str) -> Vec<(Shape, String)> {
        pieces(text).into_iter().map(|it| (it.shape, it.prose)).collect()
    }

    fn only(text: &str) -> (Shape, String) {
        let found = shapes(text);
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].clone()
    }

    fn shape_list(text: &str) -> Vec<Shape> {
        shapes(text).into_iter().map(|it| it.0).collect()
    }

    /// What the source of the first piece says where its prose says `words`.
    fn source_of<'t>(text: &'t str, piece: &Piece, words: &str) -> &'t str {
        let at = piece.prose.find(words).unwrap();
        piece.map.to_source(Span::new(at, at + words.len())).of(text)
    }

    #[test]
    fn front_matter() {
        let text = "---\ntitle: \"Ærleg tale\"\ndate: 2024-03-14\nlang: nn\nauthors:\n  - name: Kari Vik\n  - Åse Li\ntags: [a, b]\n---\n\n# Ærleg tale\n";
        let found = pieces(text);
        assert_eq!(found[0].shape, Shape::Metadata);
        let entries: Vec<_> =
            found[0].metadata.iter().map(|it| (it.key, it.value.as_str(), it.span.of(text))).collect();
        let expected = [
            (Key::Title, "Ærleg tale", "Ærleg tale"),
            (Key::Date, "2024-03-14", "2024-03-14"),
            (Key::Language, "nn", "nn"),
            (Key::Author, "Kari Vik", "Kari Vik"),
            (Key::Author, "Åse Li", "Åse Li"),
        ];
        assert_eq!(entries, expected);
        assert_eq!((found[1].shape, found[1].prose.as_str()), (Shape::Heading(1), "Ærleg tale"));
        assert!(found[0].problem.is_none());
    }

    #[test]
    fn broken_front_matter_is_told_and_read_as_far_as_it_goes() {
        let text = "---\ntitle: Æsj: feil\ndate: 2024-03-14\n---\nTekst.\n";
        let found = pieces(text);
        let (span, words) = found[0].problem.clone().expect("a problem");
        assert!(span.of(text).starts_with(": feil"), "{:?}", span.of(text));
        assert!(!words.is_empty() && !words.contains(" at line "), "{words}");
        assert_eq!(found[0].metadata.iter().map(|it| it.key).collect::<Vec<_>>(), [Key::Title, Key::Date]);
        assert_eq!(found[1].prose, "Tekst.");
        for twice in ["---\ntitle: a\ntitle: b\n---\n", "---\ntitle: [a\n---\n", "---\na: b\n- c\n---\n"] {
            assert!(pieces(twice)[0].problem.is_some(), "{twice}");
        }
        for fine in [
            "---\n---\n",
            "---\n# Ingenting\n---\n",
            "---\ndate: 2024\ndraft: true\n---\n",
            "---\ntitle:\n---\n",
        ] {
            assert!(pieces(fine)[0].problem.is_none(), "{fine}");
        }
    }

    #[test]
    fn toml_front_matter() {
        let text = "+++\ntitle = \"Ærleg tale\"\ndate = 2024-03-14\n[params]\n\nx = 1\n+++\n\nTekst.\n";
        let found = pieces(text);
        let shapes: Vec<_> = found.iter().map(|it| it.shape).collect();
        assert_eq!(shapes, [Shape::Metadata, Shape::Metadata, Shape::Paragraph]);
        assert_eq!(
            found[0].metadata.iter().map(|it| it.value.as_str()).collect::<Vec<_>>(),
            ["Ærleg tale", "2024-03-14"]
        );
    }

    #[test]
    fn metadata_lines_as_in_plain_text() {
        let found = pieces(" date 2021-06 STENGT: Broa er stengd. Foto: Kari Vik\n\nBroa er stengd\n");
        assert_eq!(found[0].metadata.len(), 1);
        assert_eq!(found[1].shape, Shape::Caption);
        assert_eq!(found[1].credit.map(|it| it.of(&found[1].prose)), Some("Kari Vik"));
    }

    #[test]
    fn headings() {
        assert_eq!(only("## Broa *er* stengd ##\n"), (Shape::Heading(2), "Broa er stengd".to_owned()));
        assert_eq!(only("Broa er stengd\n===\n"), (Shape::Heading(1), "Broa er stengd".to_owned()));
        assert_eq!(only("Broa er stengd\n---\n\n").0, Shape::Heading(2));
        assert_eq!(
            shape_list("Broa er stengd.\n\n---\n\nNeste.\n"),
            [Shape::Paragraph, Shape::Other, Shape::Paragraph]
        );
        assert_eq!(only("\u{feff}# Tittel\n").0, Shape::Heading(1));
        assert_eq!(only("## Fakta\n").0, Shape::Facts);
        assert_eq!(only("### Kilder:\n").0, Shape::Sources);
        assert_eq!(shape_list("# Tittel\nTekst kjem her.\n"), [Shape::Heading(1), Shape::Paragraph]);
    }

    #[test]
    fn emphasis_links_escapes_and_entities() {
        let text = "Ho **sa** det [i _går_](https://example.org) til \\*NRK\\* &amp; VG &#8211; \\\nseint.\n";
        let found = pieces(text);
        assert_eq!(found[0].prose, "Ho sa det i går til *NRK* & VG – \nseint.");
        assert_eq!(found[0].links, [(Span::new(10, 16), "https://example.org".to_owned())]);
        assert_eq!(source_of(text, &found[0], "sa"), "sa");
        assert_eq!(source_of(text, &found[0], "går"), "går");
        assert_eq!(source_of(text, &found[0], "*NRK"), "*NRK");
        assert_eq!(source_of(text, &found[0], "&"), "&amp;");
        assert_eq!(source_of(text, &found[0], "– "), "&#8211; ");
        assert_eq!(source_of(text, &found[0], "Ho sa"), "Ho **sa");
        assert_eq!(only("<b>bygg</b>ingen er ferdig.").1, "byggingen er ferdig.");
        assert_eq!(only("1. **Ja:** Det er så.").1, "Ja: Det er så.");
        assert_eq!(only("Sjå <https://example.org> no.").1, "Sjå https://example.org no.");
    }

    #[test]
    fn reference_links() {
        let text = "Ho [sa][b] det [sic], og [NRK] melde det.[^1]\n";
        let found = pieces(text);
        assert_eq!(found[0].prose, "Ho sa det [sic], og [NRK] melde det.");
        assert_eq!(found[0].links, [(Span::new(3, 5), "b".to_owned())]);
        let known = pieces("Ho [sa][b] det.\n[b]: https://example.org\n\n[b]: https://example.org\n");
        assert_eq!(known.last().map(|it| it.shape), Some(Shape::Other));
    }

    #[test]
    fn line_breaks_are_white_space() {
        assert_eq!(only("Ein og  \nto og\ntre.\n").1, "Ein og  \nto og\ntre.");
        assert_eq!(only("Ein og\r\nto.\r\n").1, "Ein og\r\nto.");
        assert_eq!(only("Ein<br>to.").1, "Ein\nto.");
    }

    #[test]
    fn code_and_comments_are_no_prose() {
        assert_eq!(only("Skriv `ls -l` no.").1, "Skriv no.");
        assert_eq!(only("    fn main() {}\n").0, Shape::Other);
        let text = "Før.\n\n```rust\nlet a;\n\nlet b;\n```\nEtter.\n";
        assert_eq!(shape_list(text), [Shape::Paragraph, Shape::Other, Shape::Other, Shape::Paragraph]);
        assert_eq!(only("~~~\nikkje lukka\n").0, Shape::Other);
        let comment = "Før.\n\n<!-- ikkje\n\nprosa --> heller ikkje\n\nEtter.\n";
        assert_eq!(shape_list(comment), [Shape::Paragraph, Shape::Other, Shape::Other, Shape::Paragraph]);
        let inline = "Ho sa <!-- sjekk --> det.\n";
        let found = pieces(inline);
        assert_eq!(found[0].prose, "Ho sa det.");
        assert_eq!(found[0].comments[0].0.of(inline), "<!-- sjekk -->");
        assert_eq!(found[0].comments[0].1, "sjekk");
        let alone = pieces("<!-- copydesk-ignore-next -->\nTekst.\n");
        assert_eq!((alone[0].shape, alone[0].comments.len()), (Shape::Other, 1));
        assert_eq!(alone[1].prose, "Tekst.");
        let script = "<script>\nlet a;\n\nlet b;\n</script>\n\nTekst.\n";
        assert_eq!(shape_list(script), [Shape::Other, Shape::Other, Shape::Paragraph]);
        assert_eq!(shape_list("{{< figure src=\"a.jpg\" >}}\n\nTekst.\n"), [Shape::Other, Shape::Paragraph]);
    }

    #[test]
    fn comments_to_the_desk() {
        let text = "Ho *sa* det. {>>kilde: *NRK*, 3. mai<<} Så gjekk\nho. {>>sjekk\ndato<<}\n";
        let found = pieces(text);
        assert_eq!(found[0].prose, "Ho sa det. Så gjekk\nho.");
        let comments: Vec<_> = found[0].comments.iter().map(|it| (it.0.of(text), it.1.as_str())).collect();
        assert_eq!(
            comments,
            [("{>>kilde: *NRK*, 3. mai<<}", "kilde: *NRK*, 3. mai"), ("{>>sjekk\ndato<<}", "sjekk\ndato")]
        );
        assert_eq!(source_of(text, &found[0], "gjekk"), "gjekk");
        let alone = pieces("{>>sjekk alt<<}\n\nTekst.\n");
        assert_eq!((alone[0].shape, alone[0].comments.len()), (Shape::Other, 1));
        assert_eq!(only("{>>ny<<} Ho sa det.\n").1, "Ho sa det.");
    }

    #[test]
    fn a_dash_opens_speech_or_a_list() {
        let speech = only("- Eg veit ikkje, seier Kari Vik.\n");
        assert_eq!(speech, (Shape::Turn, "- Eg veit ikkje, seier Kari Vik.".to_owned()));
        assert_eq!(only("- Eg *veit* ikkje kva vi gjer.\n").1, "- Eg veit ikkje kva vi gjer.");
        assert_eq!(only("- hammar\n"), (Shape::Item, "hammar".to_owned()));
        assert_eq!(only("* Eg veit ikkje, seier Kari Vik.\n").0, Shape::Item);
        assert_eq!(only("– Eg veit ikkje, seier Kari Vik.\n").0, Shape::Turn);
        assert_eq!(shape_list("– Eg veit ikkje.\n– Ikkje eg heller.\n"), [Shape::Turn, Shape::Turn]);
        assert_eq!(shape_list("- Hugs hammar og sag.\n- Hugs spikar og lim.\n"), [Shape::Item, Shape::Item]);
        assert_eq!(
            shape_list("- Eg veit ikkje, seier Kari Vik.\n- Nei vel, seier Åse Li.\n"),
            [Shape::Turn, Shape::Turn]
        );
        let text = "Ho nølte.\n- Eg veit ikkje, seier Kari Vik.\n";
        assert_eq!(shape_list(text), [Shape::Paragraph, Shape::Turn]);
    }

    #[test]
    fn a_date_is_no_list() {
        let text = "17. mai blir *feira* i heile landet.\n";
        let found = pieces(text);
        assert_eq!(
            (found[0].shape, found[0].prose.as_str()),
            (Shape::Paragraph, "17. mai blir feira i heile landet.")
        );
        assert_eq!(source_of(text, &found[0], "17. mai"), "17. mai");
        let torn = "Fristen er sett til\n1. mai for alle som søkjer\ni år.\n";
        assert_eq!(only(torn), (Shape::Paragraph, torn.trim_end().to_owned()));
        assert_eq!(shape_list("1. Kjøp sag\n2. Sag greina\n"), [Shape::Item, Shape::Item]);
        assert_eq!(only("1. Kjøp sag\n"), (Shape::Item, "Kjøp sag".to_owned()));
        assert_eq!(only("2024. Det var året.\n").1, "2024. Det var året.");
    }

    #[test]
    fn lists_across_chunks() {
        let text = "- hammar\n\n  Han er tung.\n\n- sag\n\n        kode\n\nTekst her no.\n";
        let found = shapes(text);
        let expected = [Shape::Item, Shape::Item, Shape::Item, Shape::Other, Shape::Paragraph];
        assert_eq!(found.iter().map(|it| it.0).collect::<Vec<_>>(), expected);
        assert_eq!(found[1].1, "Han er tung.");
        assert_eq!(
            shapes("* a\n  * b\n  * c\n* d\n").iter().map(|it| it.1.as_str()).collect::<Vec<_>>(),
            ["a", "b", "c", "d"]
        );
        assert_eq!(
            shape_list("- a\n\n  ```\n  kode\n\n  kode\n  ```\n\nTekst no.\n").last(),
            Some(&Shape::Paragraph)
        );
    }

    #[test]
    fn block_quotes() {
        let text = "> Vi gir *oss*\n> ikkje.\n>\n> Aldri.\n\nTekst no.\n";
        let found = shapes(text);
        assert_eq!(found[0], (Shape::BlockQuote, "Vi gir oss\nikkje.".to_owned()));
        assert_eq!(found[1], (Shape::BlockQuote, "Aldri.".to_owned()));
        assert_eq!(found[2].0, Shape::Paragraph);
    }

    #[test]
    fn pictures_and_captions() {
        let text = "![Broa i natt](bro.jpg \"Broa blei stengd. Foto: Kari Vik / Avisa\")\n*Broa er 210 meter. Foto: Åse Li*\n\nTekst no.\n";
        let found = pieces(text);
        let shapes: Vec<_> = found.iter().map(|it| (it.shape, it.prose.as_str())).collect();
        let expected = [
            (Shape::Caption, "Broa i natt"),
            (Shape::Caption, "Broa blei stengd. Foto: Kari Vik / Avisa"),
            (Shape::Caption, "Broa er 210 meter. Foto: Åse Li"),
            (Shape::Paragraph, "Tekst no."),
        ];
        assert_eq!(shapes, expected);
        assert_eq!(found[1].credit.map(|it| it.of(&found[1].prose)), Some("Kari Vik / Avisa"));
        assert_eq!(found[2].credit.map(|it| it.of(&found[2].prose)), Some("Åse Li"));
        assert_eq!(only("![](bro.jpg)\n").0, Shape::Other);
        assert_eq!(only("Sjå ![ikon](i.png) her no.\n").1, "Sjå her no.");
        assert_eq!(only("[![Broa](bro.jpg)](https://example.org)\n"), (Shape::Caption, "Broa".to_owned()));
        assert_eq!(only("*Broa er stengd. Foto: Kari Vik*\n").0, Shape::Caption);
        assert_eq!(only("*Broa er stengd i dag.*\n").0, Shape::Paragraph);
        assert_eq!(only("- Ho ![a](b) sa ![c](d \"e\") det no.\n").0, Shape::Turn);
        assert_eq!(
            only("*Ho* ![a](b) *sa* ![c](d \"e\") *det.*\n"),
            (Shape::Caption, "Ho sa det.".to_owned())
        );
        assert_eq!(shape_list("![a](b \"a & b\") *Ho sa det.*\n"), [Shape::Caption; 3]);
    }

    #[test]
    fn lines_of_the_newsroom() {
        let text = "Av Kari Vik\nFoto: Åse Li / Avisa\n\nOSLO (NTB): Broa er stengd.\n\nRettelse: Broa er open.\n\n* * * *\n";
        let found = pieces(text);
        let shapes: Vec<_> = found.iter().map(|it| it.shape).collect();
        assert_eq!(shapes, [Shape::Byline, Shape::Caption, Shape::Paragraph, Shape::Correction, Shape::Tail]);
        assert_eq!(found[2].dateline.map(|it| it.of(&found[2].prose)), Some("OSLO (NTB):"));
    }

    #[test]
    fn any_bytes() {
        let odd = [
            "",
            "\n",
            "\r\r\n",
            "\0",
            "a\0b",
            "\u{feff}",
            "\u{2028}",
            "---",
            "+++\n",
            "{>>\n\n<<}",
            "- ",
            "-\n\n  a",
            "> ",
            "1.",
            "![",
            "[]()",
            "![]( \"\")",
            "```",
            "<!--",
            "<!-->",
            "<script",
            "</script>",
            "&#0;",
            "&#8211",
            "- - a\n- b",
            "- > a\n",
            "> - a, sier B.\n",
            "1. - a\n",
            "\ta\n",
            "- a\n\n\tb\n",
            "[^1]: a\n\n    b\n",
            "[a]: b\n",
            "a\\",
            "* * *\n* * * *\n",
            "***a***{>>*<<}*",
            "- ```\n  a\n\n  b\n",
            "  \u{a0}\n",
            "a\n\u{a0}\nb\n",
            "{>>a<<}\n===\n",
            "- {>>a<<}\n",
            "[{>>a<<}](b)",
            "![{>>a<<}](b)",
            "<div>\n{>>a<<}\n</div>",
        ];
        for text in odd {
            pieces(text);
        }
        assert_eq!(only("Broa\u{2028}er stengd").1, "Broa\u{2028}er stengd");
    }

    #[test]
    fn long_input_in_linear_time() {
        for part in [
            "[a](", "{>>", "- Nei.\n", "> a\n\n", "*a", "<!-- ", "![", "- ", "a\n", "1. a\n", "&amp;", "`",
            "<a ",
        ] {
            assert!(!pieces(&part.repeat(20_000 / part.len())).is_empty());
        }
        assert_eq!(pieces(&"ord ".repeat(500_000)).len(), 1);
    }
}
