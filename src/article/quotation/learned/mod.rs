//! Reported speech as it is learned from labelled articles, in a language that has a model of it.
//!
//! Three steps, each a linear model over what [`Sight`] sees. A word may be a *cue*; of everything that could be its
//! *content* the likeliest is taken, and of everybody who could be its *source*. What the rules find is one more
//! thing that is seen. How sure the three are together is the quotation's certainty.

mod content;
mod cue;
pub(super) mod lesson;
mod sight;
mod source;
pub(super) mod tag;

use super::super::marks::Region;
use super::{Clause, Quotation, Reader};
use crate::language::Model;
use content::{Aspect, Candidate};
use rustc_hash::FxHashMap;
use sight::Sight;
use std::ops::Range;
use tag::Tag;

/// How sure the three steps must be together before anything is called a quotation.
const LEAST: f32 = 0.4;
/// How sure the model must be of a source to go before the rules.
const SURE: f32 = 0.5;
/// A word that by itself is as good as never a cue (the sum for it, as log odds) is not looked at further.
const HOPELESS: f32 = -6.0;
/// How likely a cue must be, as log odds, for its content to be looked for.
const FAINT: f32 = -1.1;
/// How many of the likeliest contents are weighed against each other.
const WEIGHED: usize = 16;
/// How much less sure the likeliest content may be than one that shares more with the others.
const SLACK: f32 = 0.05;

/// One quotation as the models see it, in tokens.
struct Found {
    cue: usize,
    content: Candidate,
    source: Option<Range<usize>>,
    certainty: f32,
}

/// Finds reported speech by the model `model`, the words' classes by the model `tags`.
///
/// `pending` are the regions in marks that no clause was found for; those that get one here are taken from it.
pub(super) fn read(
    reader: &mut Reader,
    model: &Model,
    tags: &Model,
    hints: &[Quotation],
    pending: &mut Vec<Region>,
) {
    let sight = Sight::new(reader, Some(tags), hints);
    let shaped: Vec<(Region, Clause)> =
        pending.iter().filter_map(|it| Some((*it, sight.clause_by_shape(it)?))).collect();
    let renamed = sight.renamed(model);
    let mut found = sight.found(model);
    for (number, source, named) in renamed {
        reader.rename(number, source);
        let it = &mut reader.out[number];
        it.certainty = (named * 100.0).round() as u8;
    }
    found.sort_by(|a, b| b.certainty.total_cmp(&a.certainty).then(a.cue.cmp(&b.cue)));
    for (region, clause) in &shaped {
        pending.retain(|it| it != region);
        reader.push_region(region, Some(clause));
    }
    let mut taken: Vec<Candidate> = Vec::new();
    for it in found {
        // The same words are said once.
        if taken.iter().any(|other| reader.shared(other, &it.content) >= 0.5) {
            continue;
        }
        let parts: Vec<_> = it.content.parts().map(|it| reader.tokens.span(it.clone())).collect();
        if reader
            .out
            .iter()
            .any(|it| it.content.iter().any(|said| parts.iter().any(|part| said.contains(*part))))
        {
            continue;
        }
        let clause =
            Clause { cue: reader.tokens.list[it.cue].span, source: it.source, end: it.cue + 1, via: None };
        reader.push_reported(parts, &clause);
        reader.out.last_mut().expect("just pushed").certainty = (it.certainty * 100.0).round() as u8;
        taken.push(it.content);
    }
}

impl Reader<'_, '_, '_> {
    /// How much of two contents is the same words: what they share of what they have together.
    fn shared(&self, a: &Candidate, b: &Candidate) -> f32 {
        let len = |it: &Range<usize>| self.tokens.span(it.clone()).len() as f32;
        let both = |a: &Range<usize>, b: &Range<usize>| {
            let (start, end) = (a.start.max(b.start), a.end.min(b.end));
            if start < end { len(&(start..end)) } else { 0.0 }
        };
        let shared: f32 =
            a.parts().flat_map(|a| b.parts().map(move |b| (a, b))).map(|it| both(it.0, it.1)).sum();
        let all = a.parts().chain(b.parts()).map(len).sum::<f32>() - shared;
        if all > 0.0 { shared / all } else { 0.0 }
    }
}

impl Sight<'_, '_, '_, '_> {
    /// The clause behind a region whose verb no lexicon knows as one of saying: “…,” Kelly charged.
    fn clause_by_shape(&self, region: &Region) -> Option<Clause> {
        let inner = region.inner.of(self.tokens.text).trim_end();
        if !region.closed || !inner.ends_with([',', '?', '!']) || self.reader.is_title(region) {
            return None;
        }
        let n = self.tokens.at(region.outer.end - 1) + 1;
        let sentence = self.sentence(n.min(self.tags.len().checked_sub(1)?));
        if n >= sentence.end || n == sentence.start {
            return None;
        }
        let verb = |it: usize| it < sentence.end && self.tags[it].finite() && self.tags[it] != Tag::Modal;
        let clause = |cue: usize, source: Range<usize>| {
            let end = source.end.max(cue + 1);
            Some(Clause { cue: self.tokens.list[cue].span, source: Some(source), end, via: None })
        };
        if verb(n) {
            return clause(n, self.reader.full_phrase(n + 1, sentence.end)?);
        }
        // The first verb behind a phrase without a comma: "a narrator in the ad asks".
        let at = (n..sentence.end.min(n + 12))
            .find(|it| self.tags[*it].finite() || self.tags[*it] == Tag::Mark)?;
        let end = (n..at).rev().find(|it| self.tags[*it] != Tag::Adverb)? + 1;
        let named = self.is_head(end - 1) && !matches!(self.tags[n], Tag::Wh | Tag::And | Tag::Preposition);
        let over = self.tags.get(at + 1).is_none_or(|it| !it.noun() && !it.verb() && *it != Tag::Determiner);
        if verb(at) && named && over { clause(at, n..end) } else { None }
    }

    /// Speech in marks whose clause names somebody else than the rules took, with how sure that is.
    fn renamed(&self, model: &Model) -> Vec<(usize, Option<Range<usize>>, f32)> {
        let mut features = Vec::with_capacity(64);
        let mut out = Vec::new();
        for (number, it) in self.reader.out.iter().enumerate() {
            let Some(cue) = it.cue.map(|it| self.tokens.at(it.start)) else { continue };
            let Some(said) = self.said(cue) else { continue };
            let (source, likely) = self.likeliest_source(cue, &said, model, &mut features);
            let span = source.clone().map(|it| self.tokens.span(it));
            let same = match (span, it.source) {
                (Some(a), Some(b)) => a.overlaps(b),
                (None, None) => true,
                _ => false,
            };
            // “…,” Lee told Hill: whom something is said to is not who says it.
            let beside = it.source.is_some_and(|it| self.tokens.at(it.end - 1) + 1 == cue);
            let hearer = beside && source.as_ref().is_some_and(|it| it.start > cue);
            if !same && !hearer && source.is_some() && likely >= SURE {
                out.push((number, source, likely));
            }
        }
        out
    }

    fn found(&self, model: &Model) -> Vec<Found> {
        let mut out = Vec::new();
        let mut features = Vec::with_capacity(64);
        for n in 0..self.tokens.list.len() {
            if self.reader.used[n] || !self.may_be_cue(n) {
                continue;
            }
            features.clear();
            self.cue_prior(n, &mut features);
            if sum(model, &features) < HOPELESS {
                continue;
            }
            features.clear();
            self.cue_features(n, &mut features);
            let score = sum(model, &features);
            if score < FAINT {
                continue;
            }
            let cue = 1.0 / (1.0 + (-score).exp());
            let Some((mut content, said)) = self.likeliest_content(n, model, &mut features) else { continue };
            let (source, named) = self.likeliest_source(n, &content, model, &mut features);
            if source.as_ref().is_some_and(|it| !content.cut(it)) {
                continue; // Nobody speaks from within what is said.
            }
            let certainty = cue * said * named;
            if certainty >= LEAST {
                out.push(Found { cue: n, content, source, certainty });
            }
        }
        out
    }

    /// The content that most likely is the one meant, or shares most of its words with it; and how likely.
    fn likeliest_content(
        &self,
        n: usize,
        model: &Model,
        features: &mut Vec<u32>,
    ) -> Option<(Candidate, f32)> {
        let contents = self.contents(n);
        let see = self.outlook(n);
        let mut known = FxHashMap::default();
        let mut sum = |it: Aspect, features: &mut Vec<u32>| {
            *known.entry(it.number()).or_insert_with(|| {
                features.clear();
                self.aspect_features(&see, it, features);
                total(model, features)
            })
        };
        let scores: Vec<f32> = contents
            .iter()
            .map(|it| {
                features.clear();
                self.own_features(&see, it, features);
                let mut all = total(model, features);
                self.aspects(it, |aspect| all += sum(aspect, features));
                let begin = it.behind.as_ref().map(|part| sum(Aspect::Begin(part.start, it.side), features));
                all as f32 * model.step() + begin.unwrap_or(0) as f32 * model.step()
            })
            .collect();
        let likely = softmax(&scores);
        let mut order: Vec<usize> = (0..contents.len()).filter(|it| likely[*it] >= 0.01).collect();
        order.sort_by(|a, b| likely[*b].total_cmp(&likely[*a]).then(a.cmp(b)));
        order.truncate(WEIGHED);
        let near = |a: usize| {
            let near = order.iter().filter(|b| self.reader.shared(&contents[a], &contents[**b]) >= 0.5);
            near.map(|it| likely[*it]).sum::<f32>()
        };
        let weighed: Vec<(f32, usize)> = order.iter().map(|it| (near(*it), *it)).collect();
        let most = weighed.iter().map(|it| it.0).fold(0.0, f32::max);
        // The likeliest of those that are as good as any.
        let best = weighed.into_iter().find(|it| it.0 >= most - SLACK)?;
        Some((contents[best.1].clone(), best.0))
    }

    /// Who most likely says it, as a whole phrase, and how likely; nobody may be likeliest.
    fn likeliest_source(
        &self,
        n: usize,
        content: &Candidate,
        model: &Model,
        features: &mut Vec<u32>,
    ) -> (Option<Range<usize>>, f32) {
        let mut heads = self.sources(n);
        if self.reader.used[n] {
            // A clause beside marks has a subject: "her campaign said" is no word of hers.
            heads.retain(|it| it.is_none_or(|it| self.tags[it] != Tag::Possessive));
        }
        let scores: Vec<f32> = heads
            .iter()
            .map(|it| {
                features.clear();
                self.source_features(n, *it, Some(content), features);
                sum(model, features)
            })
            .collect();
        let likely = softmax(&scores);
        let best = (0..heads.len()).max_by(|a, b| likely[*a].total_cmp(&likely[*b]).then(b.cmp(a)));
        let Some(best) = best else { return (None, 1.0) };
        let source = heads[best].map(|head| self.whole_source(n, head, content));
        (source, likely[best])
    }

    /// The source with this head and all that belongs to it, as the rules read a phrase.
    fn whole_source(&self, n: usize, head: usize, content: &Candidate) -> Range<usize> {
        let sentence = self.sentence(n);
        let short = self.phrase(head, &sentence);
        let limit = if head < n { n } else { sentence.end };
        let limit = content.parts().map(|it| it.start).filter(|it| *it > head).fold(limit, usize::min);
        let behind = content.parts().map(|it| it.end).filter(|it| *it <= short.start).max().unwrap_or(0);
        let hinted = self.hints.iter().find(|it| it.cue == n).and_then(|it| it.source.clone());
        if let Some(hinted) = hinted.filter(|it| it.contains(&head)) {
            return hinted;
        }
        let subject = (head < n).then(|| self.reader.subject_before(n)).flatten();
        let whole = subject.or_else(|| self.reader.full_phrase(short.start, limit));
        let whole = whole.filter(|it| it.contains(&head) && it.start >= behind && it.end <= limit);
        whole.unwrap_or(short)
    }
}

/// What the features speak for, together.
fn sum(model: &Model, features: &[u32]) -> f32 {
    total(model, features) as f32 * model.step()
}

/// The same in steps of the model.
fn total(model: &Model, features: &[u32]) -> i32 {
    let mut sums = [0];
    model.sum(features, &mut sums);
    sums[0]
}

/// Scores as shares of one.
fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|it| (it - most).exp()).collect();
    let all: f32 = powers.iter().sum();
    powers.into_iter().map(|it| it / all).collect()
}
