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

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes a layer off: each of `signs` is written in one way and read in another.
    fn decode(text: &str, signs: &[(&str, &str)]) -> (String, SourceMap) {
        let (mut out, mut map, mut at) = (String::new(), SourceMap::default(), 0);
        while at < text.len() {
            let sign = signs.iter().find(|it| text[at..].starts_with(it.0));
            let letter = text[at..].chars().next().unwrap().len_utf8();
            let (read, len) = sign.map_or((&text[at..at + letter], letter), |it| (it.1, it.0.len()));
            out.push_str(read);
            map.push(read.len(), Span::new(at, at + len));
            at += len;
        }
        (out, map)
    }

    const JSON: &[(&str, &str)] =
        &[("\\\"", "\""), ("\\u00f8", "ø"), ("\\ud83d\\ude00", "😀"), ("\\n", "\n")];
    const HTML: &[(&str, &str)] = &[
        ("&nbsp;", "\u{a0}"),
        ("&Aring;", "Å"),
        ("&ndash;", "–"),
        ("&amp;", "&"),
        ("<p class=\"x\">", ""),
        ("</p>", ""),
    ];

    fn place<'t>(words: &str, prose: &str, map: &SourceMap, source: &'t str) -> &'t str {
        let at = prose.find(words).unwrap();
        map.to_source(Span::new(at, at + words.len())).of(source)
    }

    #[test]
    fn verbatim_text_is_one_stretch() {
        let mut map = SourceMap::verbatim(Span::new(4, 9));
        map.push(3, Span::new(9, 12));
        assert_eq!(map, SourceMap::verbatim(Span::new(4, 12)));
        assert_eq!(map.len(), 8);
        assert_eq!(map.to_source(Span::new(2, 5)), Span::new(6, 9));
        assert_eq!(map.to_prose(6), 2);
        assert_eq!((map.to_prose(0), map.to_prose(99)), (0, 8));
    }

    #[test]
    fn nothing_maps_to_nothing() {
        let map = SourceMap::default();
        assert!(map.is_empty());
        assert_eq!(map.to_source(Span::new(0, 0)), Span::new(0, 0));
        assert_eq!(map.to_source(Span::new(3, 9)), Span::new(0, 0));
        assert_eq!(map.to_prose(5), 0);
        assert_eq!(map.through(&map), map);
        assert_eq!(map.part(Span::new(0, 4), 2), map);
    }

    #[test]
    fn an_entity_maps_as_a_whole() {
        let (prose, map) = decode("2&nbsp;000 &amp; Per &Aring;s", HTML);
        let source = "2&nbsp;000 &amp; Per &Aring;s";
        assert_eq!(prose, "2\u{a0}000 & Per Ås");
        assert_eq!(place("2\u{a0}000", &prose, &map, source), "2&nbsp;000");
        assert_eq!(place("Ås", &prose, &map, source), "&Aring;s");
        assert_eq!(place("&", &prose, &map, source), "&amp;");
        // A caret in the entity stands before it.
        assert_eq!(map.to_prose(3), 1);
        assert_eq!(map.to_prose(7), 3);
    }

    #[test]
    fn markup_between_words_belongs_to_a_span_over_both() {
        let mut map = SourceMap::default();
        map.push(4, Span::new(3, 7));
        map.push(5, Span::new(11, 16));
        assert_eq!(map.to_source(Span::new(0, 9)), Span::new(3, 16));
        assert_eq!(map.to_source(Span::new(0, 4)), Span::new(3, 7));
        assert_eq!(map.to_source(Span::new(4, 9)), Span::new(11, 16));
        assert_eq!(map.to_source(Span::new(4, 4)), Span::new(11, 11));
        assert_eq!(map.to_prose(9), 4);
    }

    #[test]
    fn layers_stack() {
        let file =
            r#"{"body": "<p class=\"x\">Hun kj\u00f8pte 2&nbsp;000 &ndash; Per &Aring;s \ud83d\ude00</p>"}"#;
        let string = Span::new(file.find('<').unwrap(), file.rfind('"').unwrap());
        // The string's own place in the file, the escapes in it, the entities in that.
        let (html, escapes) = decode(string.of(file), JSON);
        let escapes = escapes.through(&SourceMap::verbatim(string));
        let (prose, entities) = decode(&html, HTML);
        let map = entities.through(&escapes);
        assert_eq!(prose, "Hun kjøpte 2\u{a0}000 – Per Ås 😀");
        assert_eq!(map.len(), prose.len());
        assert_eq!(place("kjøpte", &prose, &map, file), "kj\\u00f8pte");
        assert_eq!(place("2\u{a0}000", &prose, &map, file), "2&nbsp;000");
        assert_eq!(place("–", &prose, &map, file), "&ndash;");
        assert_eq!(place("Per Ås", &prose, &map, file), "Per &Aring;s");
        assert_eq!(place("😀", &prose, &map, file), "\\ud83d\\ude00");
        assert_eq!(place("Hun", &prose, &map, file), "Hun");
        // An entity whose own signs are escaped: one layer's whole is the other's stretch.
        let (html, escapes) = decode("a&\\u00f8;b", JSON);
        let (prose, entities) = decode(&html, &[("&ø;", "Å")]);
        let map = entities.through(&escapes);
        assert_eq!(place("Å", &prose, &map, "a&\\u00f8;b"), "&\\u00f8;");
        assert_eq!(place("b", &prose, &map, "a&\\u00f8;b"), "b");
    }

    #[test]
    fn a_layer_that_knows_less_text_keeps_the_length() {
        let map = SourceMap::verbatim(Span::new(0, 10)).through(&SourceMap::verbatim(Span::new(5, 9)));
        assert_eq!(map.len(), 10);
        assert_eq!(map.to_source(Span::new(0, 10)), Span::new(5, 9));
    }

    #[test]
    fn a_part_counts_from_its_own_start() {
        let source = "x 2&nbsp;000 y";
        let (prose, map) = decode(source, HTML);
        let part = map.part(Span::new(2, 8), 2);
        assert_eq!(part.len(), 6);
        assert_eq!(part.to_source(Span::new(0, 6)), Span::new(0, 10));
        assert_eq!(Span::new(2, 8).of(&prose), "2\u{a0}000");
        let mut whole = map.part(Span::new(0, 2), 0);
        whole.append(&map.part(Span::new(2, prose.len()), 0));
        assert_eq!(whole, map);
    }
}
