//! Speech that a dash opens.

use super::super::token::Kind;
use super::{Form, Mention, QuotationKind, Reader, Signal};
use crate::article::mention::PERSON;
use crate::language::Class;
use crate::text::Span;

impl Reader<'_, '_, '_> {
    /// The first word behind a dash that opens a sentence inside a paragraph: «Hun er redd. – Broen er farlig, sier
    /// hun.»
    pub(super) fn inner_turn(&self) -> Option<usize> {
        let mut starts = self.tokens.sentences.iter().skip(1).map(|it| it.start);
        let dash = starts.find(|it| self.tokens.list[*it].dash())?;
        let next = self.tokens.get(dash + 1)?;
        (self.tokens.spaced(dash + 1) && next.capital).then_some(dash + 1)
    }

    /// Reads speech that a dash opens right before token `from`. A turn of its own is speech even without a clause.
    pub(super) fn turn(&mut self, mut from: usize, own: bool) {
        let all = self.tokens.list.len();
        // «– Skal dere bygge nytt? – Nei, sier hun.»: the answer is another's.
        while let Some(answer) = self.answer(from).filter(|_| own) {
            let content = self.trimmed(from, answer - 1);
            self.speech.push(content);
            self.push(QuotationKind::Direct, Signal::Dash, vec![content], None);
            from = answer;
        }
        let mut open: Option<usize> = None;
        let mut n = from;
        while n < all {
            let behind_mark = n > from
                && matches!(
                    self.tokens.list[n - 1].kind,
                    Kind::Mark(',' | '?' | '!' | '…' | '»' | '”' | '"' | '–' | '—' | ')' | '.')
                );
            let inside = self.marks.around(self.tokens.list[n].span.start).is_some();
            if !behind_mark
                || inside
                || (self.tokens.list[n - 1].mark('.')
                    && self.tokens.list[n].first
                    && !self.looks_like_clause(n))
            {
                n += 1;
                continue;
            }
            let Some(clause) = self.inverted(n, Class::SPEECH.or(Class::MANNER)) else {
                n += 1;
                continue;
            };
            let passive = clause.source.is_none();
            let content = self.trimmed(from, n);
            if content.is_empty() || (passive && self.tokens.list[n].stands(Class::SPEECH_PASSIVE).is_none())
            {
                n += 1;
                continue;
            }
            self.speech.push(content);
            self.push(QuotationKind::Direct, Signal::Dash, vec![content], Some(&clause));
            open = Some(self.out.len() - 1);
            // «– A, sier X. – B.»: the speech goes on behind a dash.
            let resume = (clause.end..all).find(|it| {
                self.tokens.list[*it].dash()
                    && self.tokens.spaced(*it)
                    && *it + 1 < all
                    && self.tokens.spaced(*it + 1)
            });
            match resume.filter(|it| self.resumes(clause.end, *it)) {
                Some(dash) => {
                    from = dash + 1;
                    n = from;
                }
                None => return,
            }
        }
        let end = self.narration(from, all).unwrap_or(all);
        let content = self.trimmed(from, end);
        if content.is_empty() || (open.is_none() && !own) {
            return;
        }
        self.speech.push(content);
        match open {
            Some(before) => self.out[before].content.push(content),
            None => {
                self.push(QuotationKind::Direct, Signal::Dash, vec![content], None);
            }
        }
    }

    /// The first word of the writer's own behind a turn of tokens `from..to` that no clause ends: «– Jeg er glad i byen.
    /// Hun ser ut av vinduet.» Who has spoken of themself is then spoken of, and nobody speaks of themself or to anybody
    /// any more.
    fn narration(&self, from: usize, to: usize) -> Option<usize> {
        let talks = |it: &usize| {
            let pronoun = self.tokens.list[*it].word().and_then(|it| it.pronoun);
            pronoun.is_some_and(|it| it.person < 3) && !self.is_quoted(*it)
        };
        let last = (from..to).rev().find(talks)?;
        let mut starts = self.tokens.sentences.iter().map(|it| it.start).filter(|it| *it > last && *it < to);
        starts.find(|it| self.tells_of_speaker(from, *it))
    }

    /// Whether the sentence at token `start` goes on about the one who spoke from token `from` on: by name, or by a
    /// pronoun that stands for nobody in the speech.
    fn tells_of_speaker(&self, from: usize, start: usize) -> bool {
        let sentence = self.tokens.span(self.sentence(start));
        let opens = |it: &&Mention| sentence.contains(it.span) && it.subject && !it.oblique;
        let said = self.tokens.span(from..start);
        self.mentions.iter().find(opens).is_some_and(|opener| match opener.form {
            Form::Name => opener.evidence[PERSON] > 0,
            Form::Pronoun if opener.span.start == sentence.start => {
                !self.mentions.iter().any(|it| said.contains(it.span) && it.gender == opener.gender)
            }
            _ => false,
        })
    }

    /// The first word of an answer that a dash opens behind a question in the same paragraph.
    fn answer(&self, from: usize) -> Option<usize> {
        let sentences = self.tokens.sentences.iter().skip_while(|it| it.start <= from);
        let mut starts = sentences.map(|it| it.start);
        starts.find_map(|it| {
            let asked = self.mark_in(it - 1, &['?']);
            let opens = self.tokens.list[it].dash() && it + 2 < self.tokens.list.len();
            (asked && opens && self.tokens.spaced(it)).then_some(it + 1)
        })
    }

    /// Whether the dash at `dash` opens speech again behind a clause that ended at `end`: it stands right behind
    /// a stop or comma.
    pub(super) fn resumes(&self, end: usize, dash: usize) -> bool {
        dash <= end || self.mark_in(dash - 1, &['.', ',', '!', '?', ':'])
    }

    /// Whether a new sentence is a reporting clause after all: «Sier han og ler.»
    pub(super) fn looks_like_clause(&self, n: usize) -> bool {
        self.is(n, Class::SPEECH) && self.tokens.list[n].is_word() && !self.tokens.list[n].capital
    }

    /// The span of tokens `from..to` without a comma or space at the end.
    pub(super) fn trimmed(&self, from: usize, to: usize) -> Span {
        let mut to = to;
        while to > from && matches!(self.tokens.list[to - 1].kind, Kind::Mark(',' | '–' | '—' | '-')) {
            to -= 1;
        }
        self.tokens.span(from..to)
    }
}
