//! Speakers: who of the article says each quotation, and how we know.

mod cast;
mod floor;
mod list;
mod signs;

pub use signs::{Sign as SpeakerSign, Signs as SpeakerSigns, Weights as SpeakerWeights};

use super::Article;
use super::block::Block;
use super::entity::{Entity, EntityId, MentionId};
use super::marks::same_family;
use super::part::Part;
use super::quotation::{Quotation, QuotationKind, Signal};
use super::whole::{Place, QuotationId};
use cast::Cast;
use floor::{Floor, Said, Text, Words, choose};
use rustc_hash::FxHashMap;
use signs::Weights;
use std::sync::Arc;

/// How a speaker is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The reporting clause names them.
    Clause,
    /// The quotation goes on from another one that does.
    SameTurn,
    /// The conversation shows it: question and answer, a colon, a paragraph about one person.
    Conversation,
    /// Nobody is known.
    Nobody,
}

/// Who says one quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    pub entity: Option<EntityId>,
    pub basis: Basis,
    /// The words that name the speaker, in this block or in another one.
    pub source: Option<Place>,
}

impl Speaker {
    /// Nobody is known to say it.
    pub const NOBODY: Speaker = Speaker { entity: None, basis: Basis::Nobody, source: None };
}

/// Who else could say words without a clause, where it is open.
pub(super) type Doubts = FxHashMap<QuotationId, Box<[EntityId]>>;

/// Words of the article with everybody who could say them, as they were read.
#[derive(Clone, Debug)]
pub struct Hearing {
    pub quotation: QuotationId,
    /// Behind a dash, not in marks.
    pub turn: bool,
    /// Whom a clause gives them to; the reading passed it over.
    pub clause: Option<EntityId>,
    /// Everybody who could say them, and what speaks for them.
    pub options: Vec<(Option<EntityId>, SpeakerSigns)>,
    /// What speaks for nobody of them.
    pub nobody: SpeakerSigns,
}

/// Who looks on while the article is read.
type Watch<'w> = Option<&'w mut dyn FnMut(Hearing)>;

/// Says for each quotation of the article, in order, who says it, and where another reading is open.
pub(super) fn attribute(
    blocks: &[Arc<Block>],
    parts: &[Part],
    entities: &[Entity],
    entity_of: &dyn Fn(MentionId) -> Option<EntityId>,
) -> (Vec<Speaker>, Doubts) {
    let mut reader = Reader::new(Text { blocks, parts, entities, entity_of }, Weights::shipped(), None);
    reader.read();
    (reader.out, reader.doubts)
}

/// Reads the article with `weights` and shows `watch` all direct speech with those who could say it, as if no clause
/// said so. For learning weights.
pub fn listen<'w>(article: &'w Article, weights: &'w SpeakerWeights, watch: &'w mut dyn FnMut(Hearing)) {
    let whole = article.whole();
    let entity_of = |id| whole.entity_of(id);
    let (blocks, parts, entities) = (article.blocks(), &whole.parts, &whole.entities);
    Reader::new(Text { blocks, parts, entities, entity_of: &entity_of }, weights, Some(watch)).read();
}

/// The article while it is read for its speakers.
struct Reader<'a, 'w> {
    text: Text<'a>,
    weights: &'w Weights,
    watch: Watch<'w>,
    cast: Cast,
    floor: Floor,
    /// The quotation that an earlier paragraph left open: its mark and its speaker.
    open: Option<(char, Speaker)>,
    /// Whom clauses name, and then everybody.
    out: Vec<Speaker>,
    doubts: Doubts,
    /// The quotations that a clause names a speaker of: their block and their number among all.
    named: Vec<(u32, u32)>,
}

impl<'a, 'w> Reader<'a, 'w> {
    /// Reads what clauses say.
    fn new(text: Text<'a>, weights: &'w Weights, watch: Watch<'w>) -> Reader<'a, 'w> {
        let (mut out, mut named) = (Vec::new(), Vec::new());
        for (n, block) in text.blocks.iter().enumerate() {
            for quotation in &block.facts.quotations {
                let speaker = by_clause(text, n, quotation).filter(|_| text.parts[n].is_published());
                if speaker.is_some_and(|it| it.entity.is_some()) && quotation.kind == QuotationKind::Direct {
                    named.push((n as u32, out.len() as u32));
                }
                out.push(speaker.unwrap_or(Speaker::NOBODY));
            }
        }
        let cast = Cast::read(text, named.iter().map(|it| out[it.1 as usize]));
        let (floor, open, doubts) = (Floor::default(), None, Doubts::default());
        Reader { text, weights, watch, cast, floor, open, out, doubts, named }
    }

    fn read(&mut self) {
        let (mut first, mut next) = (0, 0);
        for (n, block) in self.text.blocks.iter().enumerate() {
            let last = first + block.facts.quotations.len();
            if self.text.parts[n].is_published() {
                next += self.named[next..].iter().take_while(|it| it.0 <= n as u32).count();
                self.floor.next =
                    self.named.get(next).map(|it| Said { block: it.0, speaker: self.out[it.1 as usize] });
                for m in 0..block.facts.quotations.len() {
                    self.quotation(n, block, m, first);
                }
                self.leave(n, block, first);
            }
            first = last;
        }
    }

    /// Says who says quotation `m` of a block whose quotations are counted from `first` on.
    fn quotation(&mut self, n: usize, block: &Block, m: usize, first: usize) {
        let quotation = &block.facts.quotations[m];
        let named = quotation.cue.is_some();
        if named && (self.watch.is_none() || quotation.kind != QuotationKind::Direct) {
            return;
        }
        let own = self.out[first + m];
        if named && own.entity.is_none() {
            return;
        }
        let goes_on = quotation.goes_on || block.facts.marks.starts_open;
        let same =
            |it: &(char, Speaker)| matches!(quotation.signal, Signal::Marks(mark) if same_family(mark, it.0));
        if let Some((_, speaker)) = self.open.filter(|it| m == 0 && goes_on && same(it)) {
            if !named {
                self.out[first + m] = Speaker { basis: Basis::SameTurn, ..speaker };
            }
            return;
        }
        let turn = quotation.signal == Signal::Dash;
        if turn && asks(block, quotation) && !(m == 0 && self.floor.colon(self.text)) {
            return;
        }
        let said = |it: &&Speaker| it.basis == Basis::Clause && it.source.is_some();
        let here = &self.out[first..first + block.facts.quotations.len()];
        let said_here = here[..m].iter().rev().find(said).copied();
        let says_here = here[m + 1..].iter().find(said).copied();
        if quotation.signal == Signal::Cue {
            // More of what somebody said, in the writer's words.
            self.out[first + m] =
                said_here.map_or(Speaker::NOBODY, |it| Speaker { basis: Basis::SameTurn, ..it });
            return;
        }
        let masked = own.entity.filter(|_| named);
        let words = Words { n, quotation, said_here, says_here, masked };
        let (candidates, nobody) = self.floor.candidates(self.text, &self.cast, words);
        let id = QuotationId { block: n as u32, quotation: m as u32 };
        if let Some(watch) = &mut self.watch {
            let options = candidates.iter().map(|it| (it.entity, it.signs)).collect();
            watch(Hearing { quotation: id, turn, clause: masked, options, nobody });
        }
        if named {
            return;
        }
        let weights = if turn { &self.weights.turn } else { &self.weights.marks };
        if let Some((chosen, doubts)) = choose(&candidates, nobody, weights) {
            self.out[first + m] = Speaker::chosen(&chosen);
            if !doubts.is_empty() {
                self.doubts.insert(id, doubts);
            }
        }
    }

    /// Notes what a block leaves behind for those that follow.
    fn leave(&mut self, n: usize, block: &Block, first: usize) {
        let out = &self.out[first..first + block.facts.quotations.len()];
        let said = block.facts.quotations.iter().zip(out).rev();
        let mut spoken = said.filter(|it| it.0.kind == QuotationKind::Direct || it.1.entity.is_some());
        let spoken = spoken.find(|it| it.1.entity.is_some() || it.1.source.is_some());
        if let Some((_, speaker)) = spoken {
            self.floor.speaks(Said { block: n as u32, speaker: *speaker });
        }
        match block.facts.marks.trailing_open {
            Some(mark)
                if block.facts.quotations.iter().all(|it| {
                    !matches!(it.signal, Signal::Marks(_)) || it.extent().end < mark.span.start || it.runs_on
                }) =>
            {
                let speaker = out.last().copied().or(self.open.map(|it| it.1)).unwrap_or(Speaker::NOBODY);
                self.open = Some((mark.mark, speaker));
            }
            _ if self.text.parts[n].is_body() => self.open = None,
            _ => {}
        }
        self.floor.passes(self.text, n);
    }
}

/// Whom the clause of a quotation of block `n` names.
fn by_clause(text: Text, n: usize, quotation: &Quotation) -> Option<Speaker> {
    quotation.cue?;
    let entity = quotation.mention.and_then(|it| text.entity(n, it));
    let source = quotation.source.map(|span| Place { block: n as u32, span });
    Some(Speaker { entity, basis: Basis::Clause, source })
}

/// Whether a turn is a question: the interviewer's. Who begins with something else and speaks of themself answers,
/// whatever the turn ends in.
fn asks(block: &Block, quotation: &Quotation) -> bool {
    let end = quotation.extent().end as usize;
    let question = block.prose()[..end].ends_with('?') || block.prose()[end..].starts_with('?');
    let first = block.facts.sentences.get(quotation.sentence as usize);
    let answers = first.is_some_and(|it| !it.of(block.prose()).trim_end().ends_with('?'));
    question && !(answers && quotation.first_person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Given;
    use crate::format::Plain;
    use crate::language::language;

    /// What is said in an article, each with the name of who says it.
    fn said(text: &str) -> Vec<(String, String)> {
        let article = Article::parse(text, &Plain, Given { language: language("nb"), date: None });
        let whole = article.whole();
        let mut out = Vec::new();
        for (block, it) in (0u32..).zip(article.blocks()) {
            for (quotation, it) in (0u32..).zip(&it.facts.quotations) {
                let words = article.words(Place { block, span: it.extent() }).to_owned();
                let speaker = whole.speaker_of(QuotationId { block, quotation }).entity;
                out.push((words, speaker.map_or("nobody", |it| &whole.entity(it).name).to_owned()));
            }
        }
        out
    }

    fn last(text: &str) -> (String, String) {
        said(text).pop().expect("something is said")
    }

    #[test]
    fn whom_the_writer_turns_to_answers() {
        let text = "Heisen står\n\n– Jeg bor i sjette etasje, sier Ola Strand.\n\nDaglig leder Kari Berg er lei \
                    seg for det.\n\n– Når kommer delene?\n\n– Jeg håper på mandag.";
        assert_eq!(last(text), ("Jeg håper på mandag.".into(), "Kari Berg".into()));
    }

    #[test]
    fn whose_somebody_is_does_not_speak() {
        let text = "Ordfører Per Lura gikk av.\n\nIfølge en av Luras naboer kom det folk i natt.";
        assert_eq!(last(text).1, "nobody");
    }

    #[test]
    fn who_is_brought_in_before_a_question_answers() {
        let text = "Heisen står\n\n– Jeg er glad for det de gjør, sier Ola Strand (SV).\n\nI forhold til Strand har \
                    Kari Berg (H) et annet syn: Hun vil ha ny heis nå.\n\n– Er du overrasket?\n\n– Nei, ikke slik \
                    det ble spurt.";
        assert_eq!(last(text), ("Nei, ikke slik det ble spurt.".into(), "Kari Berg".into()));
    }

    #[test]
    fn a_question_is_the_interviewers() {
        let text = "Heisen står\n\n– Jeg bor i sjette etasje, sier Ola Strand.\n\n– Går det bra?\n\n– Nei.";
        let speakers: Vec<String> = said(text).into_iter().map(|it| it.1).collect();
        assert_eq!(speakers, ["Ola Strand", "nobody", "Ola Strand"]);
    }

    #[test]
    fn narration_ends_a_turn() {
        let text = "Heisen står\n\n– Jeg er lei, sier Kari Berg.\n\n– Jeg vil flytte. Hun ser ut av vinduet.";
        assert_eq!(last(text), ("Jeg vil flytte.".into(), "Kari Berg".into()));
    }

    #[test]
    fn speech_about_somebody_is_no_narration() {
        let text =
            "Laget vant\n\n– Jeg er stolt, sier Kari Berg.\n\n– Ola Strand var best. Han løp for oss alle.";
        assert_eq!(last(text).0, "Ola Strand var best. Han løp for oss alle.");
    }

    #[test]
    fn nobody_says_what_stands_far_from_everybody() {
        let text =
            "Lukten over byen\n\nFabrikken ble ombygd i vår.\n\n«Her har det aldri luktet så lite som nå.»";
        assert_eq!(last(text).1, "nobody");
    }
}
