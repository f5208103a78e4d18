//! What the rules about dates have in common: walking over them, and writing them another way.

use crate::article::{
    Article, Block, CalendarDay, Expression, Fix, Place, PublicationDate, QuotationKind, Resolved, Timex,
    feast, weekday,
};
use crate::language::{Class, Dates, Language, Lexicon, Role, fold};
use crate::text::Span;
use jiff::ToSpan;
use jiff::civil::Date;

/// Before this year the rules about weekdays are silent: Julian dates were still in use in parts of Europe.
pub(super) const SINCE: i16 = 1900;

/// A block for publication that speaks of time, with what its expressions of time mean.
#[derive(Clone, Copy)]
pub(super) struct Dated<'a> {
    pub(super) n: u32,
    pub(super) block: &'a Block,
    pub(super) times: &'a [Resolved],
    dates: &'static Dates,
    lexicon: &'static Lexicon,
}

/// A day of the calendar with the weekday that stands beside it, and where the two stand.
#[derive(Clone, Copy)]
pub(super) struct WeekdayDate {
    pub(super) day: CalendarDay,
    pub(super) span: Span,
}

/// Small words between two names of one time: «den», "the", "on", «i».
const SMALL: Role = Role::DAY_BEFORE.or(Role::ARTICLE).or(Role::CLOCK_LINK).or(Role::LINK);

/// The blocks for publication that speak of time, in the order of the text.
pub(super) fn dated(article: &Article) -> impl Iterator<Item = Dated<'_>> {
    let (whole, language) = (article.whole(), article.language());
    let all = (0..).zip(article.blocks()).zip(&whole.parts);
    let spoken = all.filter(|((_, block), part)| !block.facts.timexes.is_empty() && part.is_published());
    spoken.map(|((n, block), _)| Dated {
        n,
        block,
        times: whole.times_in(n as usize),
        dates: &language.dates,
        lexicon: &language.lexicon,
    })
}

impl<'a> Dated<'a> {
    pub(super) fn place(&self, span: Span) -> Place {
        Place { block: self.n, span }
    }

    /// The expressions of time, each with what it means.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'a Timex, &'a Resolved)> + use<'a> {
        self.block.facts.timexes.iter().zip(self.times)
    }

    /// Two expressions of time that stand side by side, with what stands between them.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize, &'a str)> + use<'a> {
        let (timexes, prose) = (&self.block.facts.timexes, self.block.prose());
        (1..timexes.len()).filter_map(move |n| {
            let (one, two) = (timexes[n - 1].span, timexes[n].span);
            let between =
                (one.end <= two.start).then(|| Span { start: one.end, end: two.start }.of(prose))?;
            Some((n - 1, n, between))
        })
    }

    /// What stands between two expressions of time, if they may name one time in two ways: a comma or an opening bracket,
    /// and at most one small word («, den », " on ", «, i »).
    pub(super) fn beside(&self, between: &str) -> bool {
        let plain = between.chars().all(|it| it.is_alphabetic() || matches!(it, ' ' | ',' | '('));
        let mut words = between.split([' ', ',', '(']).filter(|it| !it.is_empty());
        let small = |it: &str| self.dates.word(&fold(it)).is_some_and(|it| it.is(SMALL));
        plain && words.clone().count() <= 1 && words.all(small)
    }

    /// The words of the sentence that stand before a place.
    pub(super) fn before(&self, span: Span) -> &'a str {
        let sentence = self.block.facts.sentence_at(span.start).map_or(0, |it| it.1.start);
        Span { start: sentence.min(span.start), end: span.start }.of(self.block.prose())
    }

    /// Whether a word of this class stands in the sentence before a place.
    pub(super) fn has_word_before(&self, span: Span, class: Class) -> bool {
        let words = self.before(span).split(|it: char| !it.is_alphabetic());
        words.filter_map(|it| self.lexicon.word(&fold(it))).any(|it| it.class.any(class))
    }

    /// The dates with a weekday beside them.
    pub(super) fn weekday_dates(&self) -> Vec<WeekdayDate> {
        let timexes = &self.block.facts.timexes;
        let own = timexes.iter().filter_map(|it| match it.expression {
            Expression::Day(day) if day.weekday.is_some() => Some(WeekdayDate { day, span: it.span }),
            _ => None,
        });
        // «fredag kveld, den 14. mars» is two expressions of time.
        let apart = self.pairs().filter_map(|(one, two, between)| {
            let (Expression::Weekday { weekday, .. }, Expression::Day(day)) =
                (timexes[one].expression, timexes[two].expression)
            else {
                return None;
            };
            (day.weekday.is_none() && self.beside(between)).then(|| WeekdayDate {
                day: CalendarDay { weekday: Some(weekday), ..day },
                span: timexes[one].span.cover(timexes[two].span),
            })
        });
        own.chain(apart).collect()
    }

    /// Whether these words are somebody's own: a date in them is seen from the day they were said.
    pub(super) fn is_spoken(&self, span: Span) -> bool {
        is_spoken(self.block, span)
    }
}

/// Whether these words of a block are somebody's own.
pub(super) fn is_spoken(block: &Block, span: Span) -> bool {
    let direct = block.facts.quotations.iter().filter(|it| it.kind == QuotationKind::Direct);
    let mut said = direct.flat_map(|it| &it.content);
    block.facts.marks.around(span.start).is_some() || said.any(|it| it.contains(span))
}

/// The year a date has by its own words.
pub(super) fn said_year(day: CalendarDay, published: Option<PublicationDate>) -> Option<i16> {
    day.year.or_else(|| Some(published?.year + i16::from(day.distance?)))
}

/// The day that falls on `wanted` (1 to 7) and is nearest to `date`.
pub(super) fn nearest_on(date: Date, wanted: u8) -> Option<Date> {
    let ahead = (i32::from(wanted) - i32::from(weekday(date)) + 3).rem_euclid(7) - 3;
    date.checked_add(ahead.days()).ok()
}

/// A date as it stands in the text, taken apart: where its weekday, day, month and year are written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Written {
    span: Span,
    weekday: Option<Span>,
    /// The day's figure, and whether letters that belong to it stand right behind ("14th").
    day: Option<(Span, Option<Span>)>,
    month: Option<Span>,
    year: Option<Span>,
}

impl Written {
    /// Takes the date at `span` apart.
    pub(super) fn read(prose: &str, span: Span, day: CalendarDay, dates: &Dates) -> Written {
        let mut written = Written { span, ..Written::default() };
        // The figures that are no year, and what letters stand right behind each.
        let mut figures: Vec<(Span, u16, Option<Span>)> = Vec::new();
        for run in runs(prose, span) {
            let text = run.of(prose);
            if let Ok(value) = text.parse::<u16>() {
                let is_year = day.year == Some(value as i16) && text.len() == 4;
                match written.year {
                    None if is_year => written.year = Some(run),
                    _ => figures.push((run, value, None)),
                }
                continue;
            }
            let word = dates.word(&fold(text)).copied().unwrap_or_default();
            let stop = word.is(Role::SHORT_MONTH.or(Role::SHORT_WEEKDAY)) && run.end < span.end;
            let stop = stop && prose[run.end as usize..].starts_with('.');
            let run = Span { end: run.end + u32::from(stop), ..run };
            if written.weekday.is_none() && word.weekday > 0 && Some(word.weekday) == day.weekday {
                written.weekday = Some(run);
            } else if written.month.is_none() && word.month == day.month && word.month > 0 {
                written.month = Some(run);
            } else if let Some(last) = figures.last_mut().filter(|it| it.0.end == run.start) {
                last.2 = Some(run);
            }
        }
        let (d, m) = (u16::from(day.day), u16::from(day.month));
        match (written.month, &figures[..]) {
            (Some(_), all) => {
                written.day = all.iter().find(|it| it.1 == d).map(|it| (it.0, it.2));
            }
            // `2024-05-16`.
            (None, [first, second, ..]) if written.year.is_some_and(|it| it.end < first.0.start) => {
                (written.month, written.day) = (Some(first.0), Some((second.0, None)));
            }
            (None, [first, second, ..]) if (first.1, second.1) == (d, m) => {
                (written.day, written.month) = (Some((first.0, None)), Some(second.0));
            }
            (None, [first, second, ..]) if (first.1, second.1) == (m, d) => {
                (written.month, written.day) = (Some(first.0), Some((second.0, None)));
            }
            // «torsdag 11.» of «torsdag 11. til søndag 14. juni».
            (None, [first]) if first.1 == d => written.day = Some((first.0, first.2)),
            _ => {}
        }
        written
    }

    /// Puts another weekday in the place of the one written.
    pub(super) fn with_weekday(&self, prose: &str, to: u8, language: &Language) -> Option<Edits> {
        let span = self.weekday?;
        Some(vec![(span, language.dates.forms.weekday(span.of(prose), to)?)])
    }

    /// Puts another year in the place of the one written.
    pub(super) fn with_year(&self, to: i16) -> Option<Edits> {
        Some(vec![(self.year?, format!("{to:04}"))])
    }

    /// Puts `to` in the place of the day written, which means `from`.
    pub(super) fn with_date(&self, prose: &str, from: Date, to: Date, language: &Language) -> Option<Edits> {
        let (span, end) = self.day?;
        let day = to.day().unsigned_abs();
        let mut edits = vec![(span, in_figures(prose, span, day))];
        if let Some(end) = end {
            edits.push((end, language.dates.ordinal_end(day)?.to_owned()));
        }
        if from.month() != to.month() {
            let (month, span) = (to.month().unsigned_abs(), self.month?);
            let text = span.of(prose);
            let figures = text.bytes().all(|it| it.is_ascii_digit());
            let name = || language.dates.forms.month(text, month);
            edits.push((span, if figures { in_figures(prose, span, month) } else { name()? }));
        }
        if from.year() != to.year() && self.year.is_some() {
            edits.extend(self.with_year(to.year())?);
        }
        edits.sort_by_key(|it| it.0);
        Some(edits)
    }

    /// A way to settle a finding by `edits` of this date, named by what then stands there.
    pub(super) fn fix(&self, dated: &Dated, edits: Edits, language: &Language) -> Fix {
        let prose = dated.block.prose();
        let (mut words, mut at) = (String::new(), self.span.start);
        for (span, text) in &edits {
            words += Span { start: at, end: span.start }.of(prose);
            words += text;
            at = span.end;
        }
        words += Span { start: at, end: self.span.end }.of(prose);
        let edits = edits.into_iter().map(|(span, text)| (dated.place(span), text)).collect();
        Fix { label: language.say("date-fix", &[("words", &words)]), edits }
    }
}

/// What is written in the place of what, in the order of the text.
pub(super) type Edits = Vec<(Span, String)>;

/// A number with as many figures as stand at `span`, or more.
fn in_figures(prose: &str, span: Span, value: u8) -> String {
    let wide = span.of(prose).starts_with('0');
    if wide { format!("{value:02}") } else { value.to_string() }
}

/// The runs of letters (with the stop of an abbreviation left out) and of figures in a stretch of the prose.
fn runs(prose: &str, span: Span) -> Vec<Span> {
    let class = |it: char| match it {
        _ if it.is_ascii_digit() => 1,
        _ if it.is_alphabetic() => 2,
        _ => 0,
    };
    let mut out: Vec<Span> = Vec::new();
    let mut last = 0;
    for (at, it) in span.of(prose).char_indices() {
        let at = span.start + at as u32;
        let (now, end) = (class(it), at + it.len_utf8() as u32);
        match out.last_mut().filter(|_| now == last) {
            Some(run) if now > 0 => run.end = end,
            _ if now > 0 => out.push(Span { start: at, end }),
            _ => {}
        }
        last = now;
    }
    out
}

/// Whether a text ends in one of these phrases, as whole words.
pub(super) fn ends_in(text: &str, phrases: &[String]) -> bool {
    let low = fold(text);
    let low = low.trim_end();
    phrases.iter().any(|it| {
        let before = low.strip_suffix(it.as_str());
        before.is_some_and(|it| !it.ends_with(char::is_alphanumeric))
    })
}

/// The first and last day that publication can have been on.
pub(super) fn published_on(published: PublicationDate) -> Option<(Date, Date)> {
    let date = |month: i8, day: i8| Date::new(published.year, month, day).ok();
    match (published.month, published.day) {
        (Some(month), Some(day)) => Some((date(month, day)?, date(month, day)?)),
        (Some(month), None) => Some((date(month, 1)?, date(month, 1)?.last_of_month())),
        _ => Some((date(1, 1)?, date(12, 31)?)),
    }
}

/// The holiday that an expression of time means in `year`; nothing if it is none.
pub(super) fn holiday(expression: Expression, words: &str, year: i16) -> Option<Date> {
    match expression {
        Expression::Feast { feast: it, .. } => feast(it, year),
        Expression::Day(day) if !words.contains(|it: char| it.is_ascii_digit()) && day.weekday.is_none() => {
            day.in_year(year)
        }
        _ => None,
    }
}
