//! Other words for a date: «i går» as «mandag 6. januar», «6. januar» as «mandag».
//!
//! Newspapers write the weekday of what is less than a week off, and the date of everything else (AP Stylebook, "days of
//! the week"; Norwegian desks do the same). Nothing is offered where the sentence around would not bear the other words, and nothing inside what
//! somebody says.

use super::dates::Calendar;
use crate::article::{
    Article, Block, CalendarDay, Expression, Origin, Place, PublicationDate, QuotationKind, Resolved, Timex,
    weekday,
};
use crate::language::{Class, Role, fold};
use crate::text::{Edit, Span};
use jiff::civil::Date;

/// One way to write a date in other words.
#[derive(Clone, Debug, PartialEq)]
pub struct Rewriting {
    /// What it does, in the article's language.
    pub title: String,
    pub edit: Edit,
}

/// How many days off a weekday alone is understood.
const WEEK: i32 = 6;

/// The other ways to write the dates that `within` (bytes of the file) touches, in the order of the text.
pub fn rewritings(article: &Article, within: Span) -> Vec<Rewriting> {
    let Some((n, block)) = article.block_at(within.start as usize) else { return Vec::new() };
    if !article.whole().parts[n].is_published() {
        return Vec::new();
    }
    let touched = |span: Span| {
        let span = article.in_file(Place { block: n as u32, span });
        span.start <= within.end && within.start <= span.end
    };
    let times = block.facts.timexes.iter().zip(article.whole().times_in(n));
    let times = times.filter(|it| touched(it.0.span) && !is_said(block, it.0.span));
    times.filter_map(|(timex, when)| At { article, n, block, timex, when: *when }.rewriting()).collect()
}

/// Whether somebody says this in their own words.
fn is_said(block: &Block, span: Span) -> bool {
    let direct = block.facts.quotations.iter().filter(|it| it.kind == QuotationKind::Direct);
    direct.flat_map(|it| &it.content).any(|it| it.overlaps(span))
}

/// An expression of time in its block.
struct At<'a> {
    article: &'a Article,
    n: usize,
    block: &'a Block,
    timex: &'a Timex,
    when: Resolved,
}

impl At<'_> {
    fn rewriting(&self) -> Option<Rewriting> {
        let date = self.when.value.when.day()?;
        if self.timex.time.is_some() || self.is_part_of_word() {
            return None;
        }
        match self.timex.expression {
            // Of a day so near, the year needs no saying.
            Expression::Day(day) => self.as_weekday(day, date),
            _ if self.when.open => None,
            Expression::Weekday { .. } if self.ends_in_weekday(date) => self.written_out(date, false),
            Expression::Shifted { origin: Origin::Publication, .. } if !self.owns() => {
                self.written_out(date, true)
            }
            Expression::Shifted { origin: Origin::Text, .. } if self.is_whole() => {
                self.written_out(date, true)
            }
            _ => None,
        }
    }

    /// The date in full, with its year if that is not the year of publication.
    fn written_out(&self, date: Date, adverb: bool) -> Option<Rewriting> {
        let before = self.word_before();
        if before.as_ref().is_some_and(|it| self.is(&it.1, Class::DETERMINER)) {
            return None;
        }
        let now = self.article.whole().date.map(|it| it.year);
        let with_year = Some(date.year()) != now;
        let calendar = Calendar { article: self.article };
        // "yesterday" is "on Monday", "since yesterday" is "since Monday".
        let behind = before.is_some_and(|it| self.is(&it.1, Class::PREPOSITION));
        let day =
            if adverb && !behind { calendar.on_day(date, with_year) } else { calendar.day(date, with_year) };
        self.replace("rewrite-date", self.timex.span, day)
    }

    /// The weekday alone, of a day that is at most a week off.
    fn as_weekday(&self, day: CalendarDay, date: Date) -> Option<Rewriting> {
        let today = self.article.whole().date.and_then(PublicationDate::date)?;
        let off = date.since(today).ok()?.get_days().abs();
        let dates = &self.article.language().dates;
        if off > WEEK || !day.agrees(date) || !self.names_month() {
            return None;
        }
        let mut span = self.timex.span;
        let joins = |it: &str| dates.word(it).is_some_and(|it| it.is(Role::RANGE) || it.weekday > 0);
        if self.word_behind().is_some_and(|it| joins(&it.1)) {
            return None;
        }
        if let Some((at, low)) = self.word_before() {
            let before_day = dates.word(&low).is_some_and(|it| it.is(Role::DAY_BEFORE));
            // The article of «den 6. januar» goes with it.
            if before_day && self.is(&low, Class::DETERMINER) {
                span = at.cover(span);
            } else if joins(&low) || self.is(&low, Class::DETERMINER) {
                return None;
            }
        }
        self.replace("rewrite-weekday", span, dates.weekday_name(weekday(date)).to_owned())
    }

    /// Other words in the place of `span`, with a capital where a sentence begins.
    fn replace(&self, title: &str, span: Span, mut text: String) -> Option<Rewriting> {
        let opens = self.block.facts.sentences.iter().any(|it| it.start == span.start);
        let capital = span.of(self.block.prose()).starts_with(char::is_uppercase);
        if (opens || capital)
            && let Some(first) = text.chars().next()
        {
            text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
        }
        let place = Place { block: self.n as u32, span };
        let file = self.article.in_file(place);
        // Where markup stands between the words, they are the writer's to change.
        let plain = self.article.text().slice(file) == self.article.words(place);
        let title = self.article.language().say(title, &[("text", &text)]);
        // A language where a weekday needs more than its name («i söndags») has no title for that.
        (plain && !title.is_empty()).then(|| Rewriting { title, edit: Edit::new(file, text) })
    }

    fn is(&self, low: &str, class: Class) -> bool {
        self.article.language().lexicon.word(low).is_some_and(|it| it.class.any(class))
    }

    fn prose_before(&self) -> &str {
        &self.block.prose()[..self.timex.span.start as usize]
    }

    fn prose_behind(&self) -> &str {
        &self.block.prose()[self.timex.span.end as usize..]
    }

    /// The word before, if only a space stands between.
    fn word_before(&self) -> Option<(Span, String)> {
        let before = self.prose_before().strip_suffix(' ')?;
        let start = before
            .rfind(|it: char| !it.is_alphabetic())
            .map_or(0, |it| it + before[it..].chars().next().map_or(0, char::len_utf8));
        (start < before.len()).then(|| (Span::new(start, before.len()), fold(&before[start..])))
    }

    /// The word behind, if only a space stands between.
    fn word_behind(&self) -> Option<(Span, String)> {
        let behind = self.prose_behind().strip_prefix(' ')?;
        let end = behind.find(|it: char| !it.is_alphabetic()).unwrap_or(behind.len());
        let start = self.timex.span.end as usize + 1;
        (end > 0).then(|| (Span::new(start, start + end), fold(&behind[..end])))
    }

    /// Whether it is glued to something: «17. mai-toget», "yesterday's", «3.–5. mai».
    fn is_part_of_word(&self) -> bool {
        let glue = |it: char| it.is_alphanumeric() || matches!(it, '-' | '–' | '—' | '/' | '\'' | '’');
        let dash = |text: &str| text.trim_matches(' ').starts_with(['-', '–', '—']);
        self.prose_before().ends_with(glue)
            || self.prose_behind().starts_with(glue)
            || dash(self.prose_behind())
    }

    /// Whether the last word is the weekday's own name, and not «mandagen» or «mandagens».
    fn ends_in_weekday(&self, date: Date) -> bool {
        let name = fold(self.article.language().dates.weekday_name(weekday(date)));
        fold(self.timex.span.of(self.block.prose())).split(' ').next_back() == Some(&*name)
    }

    /// Whether it belongs to a noun behind it: «gårsdagens».
    fn owns(&self) -> bool {
        let words = fold(self.timex.span.of(self.block.prose()));
        !words.contains(' ') && words.ends_with('s')
    }

    /// Whether nothing behind it belongs to it: «dagen etter» is a date, «dagen etter ulykken» is another one.
    fn is_whole(&self) -> bool {
        match self.word_behind() {
            Some((_, low)) => {
                self.is(&low, Class::VERB.or(Class::SPEECH)) && !self.is(&low, Class::SUBJUNCTION)
            }
            None => !self.prose_behind().starts_with(' '),
        }
    }

    /// Whether it says its month itself, and does not borrow it: not the «3.» of «3. og 5. mai».
    fn names_month(&self) -> bool {
        let words = self.timex.span.of(self.block.prose());
        let numbers = words.split(|it: char| !it.is_ascii_digit()).filter(|it| !it.is_empty()).count();
        let dates = &self.article.language().dates;
        let named = words
            .split(|it: char| !it.is_alphabetic())
            .any(|it| dates.word(&fold(it)).is_some_and(|it| it.month > 0));
        named || numbers > 1
    }
}
