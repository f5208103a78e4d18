use crate::text::Span;

/// Where each stretch of some text comes from in the text one layer further out.
///
/// Layers stack: prose → HTML → JSON → bytes of a file is three maps, joined by [`SourceMap::through`].
/// Offsets are bytes of the respective text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    segments: Vec<Segment>,
}

/// One stretch. Of the same length on both sides it is verbatim; otherwise (an entity, an escape) it maps as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    prose: Span,
    source: Span,
}

impl SourceMap {
    /// The map of a text that stands verbatim at `source`.
    pub fn verbatim(source: Span) -> SourceMap {
        let mut map = SourceMap::default();
        map.push(source.len(), source);
        map
    }

    /// Appends `len` bytes of prose that come from `source`. Prose that stands nowhere (a space put in
    /// between) comes from an empty span.
    pub fn push(&mut self, len: usize, source: Span) {
        let start = self.len();
        let prose = Span::new(start, start + len);
        if let Some(last) = self.segments.last_mut()
            && last.prose.len() == last.source.len()
            && prose.len() == source.len()
            && last.source.end == source.start
        {
            last.prose.end = prose.end;
            last.source.end = source.end;
            return;
        }
        if !(prose.is_empty() && source.is_empty()) {
            self.segments.push(Segment { prose, source });
        }
    }

    /// Appends the map of prose that stands behind this one's.
    pub fn append(&mut self, other: &SourceMap) {
        other.segments.iter().for_each(|it| self.push(it.prose.len(), it.source));
    }

    /// Length of the prose in bytes.
    pub fn len(&self) -> usize {
        self.segments.last().map_or(0, |it| it.prose.end as usize)
    }

    /// Whether there is no prose.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where a span of the prose stands in the source: from its first byte to its last, with whatever
    /// markup stands between them.
    pub fn to_source(&self, span: Span) -> Span {
        let start = self.start_of(span.start);
        if span.is_empty() {
            return Span { start, end: start };
        }
        let end = match self.segments.get(self.segments.partition_point(|it| it.prose.end < span.end)) {
            Some(it) if it.prose.len() == it.source.len() => it.source.start + (span.end - it.prose.start),
            Some(it) => it.source.end,
            None => self.segments.last().map_or(0, |it| it.source.end),
        };
        Span { start, end: end.max(start) }
    }

    fn start_of(&self, offset: u32) -> u32 {
        match self.segments.get(self.segments.partition_point(|it| it.prose.end <= offset)) {
            Some(it) if it.prose.len() == it.source.len() => it.source.start + (offset - it.prose.start),
            Some(it) => it.source.start,
            None => self.segments.last().map_or(0, |it| it.source.end),
        }
    }

    /// The place in the prose of a source offset; markup that is no prose names the prose behind it.
    pub fn to_prose(&self, offset: usize) -> usize {
        let offset = offset as u32;
        match self.segments.get(self.segments.partition_point(|it| it.source.end <= offset)) {
            Some(it) if it.source.start <= offset && it.prose.len() == it.source.len() => {
                (it.prose.start + (offset - it.source.start)) as usize
            }
            Some(it) => it.prose.start as usize,
            None => self.len(),
        }
    }

    /// The map of a part of the prose, in a source that begins at byte `origin` of this one's. What comes from
    /// before `origin` comes from its start.
    pub fn part(&self, span: Span, origin: usize) -> SourceMap {
        let mut out = SourceMap::default();
        let first = self.segments.partition_point(|it| it.prose.end <= span.start);
        for it in self.segments[first..].iter().take_while(|it| it.prose.start < span.end) {
            let (start, end) = (it.prose.start.max(span.start), it.prose.end.min(span.end));
            let source = match it.prose.len() == it.source.len() {
                true => Span {
                    start: it.source.start + (start - it.prose.start),
                    end: it.source.start + (end - it.prose.start),
                },
                false => it.source,
            };
            let back = |it: u32| (it as usize).saturating_sub(origin);
            out.push((end - start) as usize, Span::new(back(source.start), back(source.end)));
        }
        out
    }

    /// This map seen through the next layer out: `self` maps prose to a text, `outer` maps that text to its source.
    pub fn through(&self, outer: &SourceMap) -> SourceMap {
        let mut out = SourceMap::default();
        for it in &self.segments {
            if it.prose.len() != it.source.len() {
                out.push(it.prose.len(), outer.to_source(it.source));
                continue;
            }
            // A verbatim stretch may cross several segments of the outer layer.
            let mut at = it.source.start;
            while at < it.source.end {
                let n = outer.segments.partition_point(|it| it.prose.end <= at);
                let Some(next) = outer.segments.get(n) else {
                    // The outer layer knows less text than this one: the rest stands at its end.
                    out.push((it.source.end - at) as usize, outer.to_source(Span { start: at, end: at }));
                    break;
                };
                let end = it.source.end.min(next.prose.end);
                let whole = next.prose.len() != next.source.len();
                let source = if whole { next.source } else { outer.to_source(Span { start: at, end }) };
                out.push((end - at) as usize, source);
                at = end;
            }
        }
        out
    }
}
