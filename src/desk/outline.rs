use super::introduction::presentation;
use super::under::{is_question, quotations};
use super::words::{quote, shorten};
use crate::article::{Article, Basis, EntityId, Part, Place, Quotation, QuotationId, QuotationKind, Speaker};
use crate::format::Key;
use crate::language::{Class, fold};
use crate::text::Span;
use rustc_hash::FxHashMap;

/// What an entry of the outline stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    Headline,
    Subhead,
    /// A speaker; the quotations are the children.
    Speaker,
    Quotation,
}

/// One entry of the outline. Spans are bytes of the file; `name_span` lies in `span`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    pub kind: SymbolKind,
    /// Never empty.
    pub name: String,
    /// A word of explanation: how often somebody speaks, who says it.
    pub detail: String,
    pub span: Span,
    pub name_span: Span,
    pub children: Vec<Symbol>,
}

/// The article's outline: the headline with the subheads, then each speaker, in the order of their first
/// quotation, with what they say; last the questions of an interview, and what nobody is known to say. A speaker stands
/// at their first quotation.
pub fn outline(article: &Article) -> Vec<Symbol> {
    let mut out = headings(article);
    out.extend(speakers(article));
    out
}

/// Longest name of an entry, in characters: about what the side bar of an editor shows.
const LONGEST: usize = 60;

fn headings(article: &Article) -> Vec<Symbol> {
    let whole = article.whole();
    let mut out: Vec<Symbol> = Vec::new();
    let symbol = |kind, text: &str, span: Span| Symbol {
        kind,
        name: shorten(text, usize::MAX),
        detail: String::new(),
        span,
        name_span: span,
        children: Vec::new(),
    };
    if !whole.parts.contains(&Part::Headline) {
        out.extend(title(article).map(|(text, span)| symbol(SymbolKind::Headline, text, span)));
    }
    for (n, block) in article.blocks().iter().enumerate() {
        let kind = match whole.parts[n] {
            Part::Headline => SymbolKind::Headline,
            Part::Subhead => SymbolKind::Subhead,
            _ => continue,
        };
        let span = article.in_file(Place { block: n as u32, span: Span::new(0, block.prose().len()) });
        let new = symbol(kind, block.prose(), span);
        if new.name.is_empty() {
            continue;
        }
        match out.iter_mut().rfind(|it| it.kind == SymbolKind::Headline) {
            Some(headline) if kind == SymbolKind::Subhead => headline.children.push(new),
            _ => out.push(new),
        }
    }
    out
}

/// The headline of an article that has it in its metadata.
fn title(article: &Article) -> Option<(&str, Span)> {
    let blocks = article.blocks().iter().zip(&article.whole().starts);
    blocks.take(8).find_map(|(block, start)| {
        let entry =
            block.piece.metadata.iter().find(|it| it.key == Key::Title && !it.value.trim().is_empty())?;
        Some((entry.value.as_str(), entry.span.shift(*start as usize)))
    })
}

/// By whom quotations are put together.
#[derive(PartialEq, Eq, Hash)]
enum By {
    Entity(EntityId),
    /// Words that name nobody: «politiet», "a spokesman".
    Words(String),
    /// Whoever asks the questions of an interview.
    Interviewer,
    Nobody,
}

fn speakers(article: &Article) -> Vec<Symbol> {
    let language = article.language();
    let mut out: Vec<Symbol> = Vec::new();
    let mut places: FxHashMap<By, usize> = FxHashMap::default();
    for (id, quotation, speaker) in quotations(article) {
        let counted = quotation.kind != QuotationKind::Direct && words(article, speaker).is_none();
        let unheard = match speaker.basis {
            Basis::Nobody => !quotation.speech,
            _ => speaker.entity.is_none() && speaker.source.is_some() && counted,
        };
        if unheard {
            continue;
        }
        let Some(symbol) = said(article, id, quotation, speaker) else { continue };
        let (by, name) = match (speaker.entity, words(article, speaker)) {
            (Some(entity), _) => (By::Entity(entity), shorten(&article.whole().entity(entity).name, LONGEST)),
            (None, Some(words)) => (By::Words(words.to_lowercase()), words),
            (None, None) if is_question(article, id, quotation) => {
                (By::Interviewer, language.say("outline-questions", &[]))
            }
            (None, None) => (By::Nobody, language.say("outline-unknown", &[])),
        };
        let at = *places.entry(by).or_insert_with(|| {
            let own = quotation.source.filter(|_| speaker.basis == Basis::Clause);
            let own = own.map(|span| article.in_file(Place { block: id.block, span }));
            out.push(Symbol {
                kind: SymbolKind::Speaker,
                name,
                detail: String::new(),
                span: symbol.span,
                name_span: own.unwrap_or(symbol.name_span),
                children: Vec::new(),
            });
            out.len() - 1
        });
        out[at].children.push(symbol);
    }
    let last = [By::Interviewer, By::Nobody].map(|it| places.get(&it).copied());
    for (n, it) in out.iter_mut().enumerate() {
        let [one, more] = match last[0] == Some(n) {
            true => ["outline-asked-once", "outline-asked-times"],
            false => ["outline-once", "outline-times"],
        };
        let count = it.children.len();
        it.detail = language.say(if count == 1 { one } else { more }, &[("count", &count.to_string())]);
        if last.contains(&Some(n)) {
            // Whose they are not, the entry says for all of them.
            it.children.iter_mut().for_each(|it| it.detail.clear());
        }
    }
    let (aside, mut named): (Vec<_>, Vec<_>) =
        out.into_iter().enumerate().partition(|it| last.contains(&Some(it.0)));
    named.extend(last.iter().flatten().filter_map(|at| aside.iter().find(|it| it.0 == *at).cloned()));
    named.into_iter().map(|it| it.1).collect()
}

/// The words for a speaker of no known name, if they tell more than a pronoun or a number does: «politiet», but not
/// «de», «begge to», «43 prosent».
fn words(article: &Article, speaker: Speaker) -> Option<String> {
    let lexicon = &article.language().lexicon;
    let counts = Class::PRONOUN.or(Class::DETERMINER).or(Class::BOTH).or(Class::NUMBER).or(Class::PERCENT);
    let says_who = |word: &str| {
        word.contains(char::is_alphabetic) && lexicon.word(&fold(word)).is_none_or(|it| !it.class.any(counts))
    };
    let words = article.words(speaker.source?);
    words.split_whitespace().any(says_who).then(|| shorten(words, LONGEST))
}

/// One quotation.
fn said(article: &Article, id: QuotationId, quotation: &Quotation, speaker: Speaker) -> Option<Symbol> {
    let language = article.language();
    let in_file = |span| article.in_file(Place { block: id.block, span });
    let parts = quotation.content.iter().map(|it| article.words(Place { block: id.block, span: *it }));
    let text = shorten(&parts.collect::<Vec<_>>().join(" … "), LONGEST);
    if text.is_empty() {
        return None;
    }
    // The writer's own words stand between no marks.
    let name = if quotation.kind == QuotationKind::Direct { quote(&text, language) } else { text };
    let cue = quotation.cue.map(|span| article.words(Place { block: id.block, span }).to_owned());
    let entity = speaker.entity.map(|it| article.whole().entity(it));
    let who = match entity {
        // The source names them all.
        Some(_) if !quotation.also.is_empty() => {
            quotation.source.map(|span| article.words(Place { block: id.block, span }).to_owned())
        }
        Some(it) => Some(presentation(article, it).map_or(&*it.name, |it| article.words(it)).to_owned()),
        None => words(article, speaker),
    };
    let who = who.unwrap_or_else(|| language.say("outline-nobody", &[]));
    // «ifølge en uttalelse fra regjeringen» says who already.
    let named = cue.as_ref().is_some_and(|it| it.contains(&who));
    let who = Some(who).filter(|_| !named);
    let detail = cue.into_iter().chain(who).map(|it| shorten(&it, LONGEST)).collect::<Vec<_>>().join(" · ");
    let span = in_file(quotation.whole());
    let name_span = quotation.content.first().map_or(span, |it| in_file(*it));
    Some(Symbol { kind: SymbolKind::Quotation, name, detail, span, name_span, children: Vec::new() })
}
