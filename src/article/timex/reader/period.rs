//! Months, weekdays, years, seasons, and what counts in them: «mai 2007», «tredje kvartal», "the 1990s".

use super::super::{Expression, TimeOfDay, Which};
use super::calendar::Day;
use super::{Found, Reader, split, starts_with_digit};
use crate::article::token::Kind;
use crate::language::{Class, Meaning, Role, Unit};
use crate::text::Span;

impl Reader<'_, '_, '_> {
    /// «mai», «mai 2007», «mai i fjor».
    pub(super) fn month(&self, n: usize) -> Option<Found> {
        let word = self.word(n);
        if word.month == 0 {
            return None;
        }
        let token = &self.tokens.list[n];
        let behind = if word.is(Role::SHORT_MONTH) { self.behind_stop(n + 1) } else { n + 1 };
        let (year, end) = self.year_behind(behind);
        let span = self.span(n).cover(self.bare(end - 1));
        let month = word.month;
        let mut found = Found::new(Expression::Month { month, year, which: Which::Unsaid }, span, end);
        // «jul 1969» is no month; «jul. 1969» is.
        let short = word.is(Role::SHORT_MONTH) && !self.dates.capitals && behind == n + 1;
        if short && !self.alone(n, end) || word.is(Role::SHORT_MONTH) && end > behind + 1 {
            return None;
        }
        if year.is_some() {
            return (!self.dates.capitals || token.capital || !word.is(Role::CAREFUL)).then_some(found);
        }
        if word.is(Role::SHORT_MONTH) {
            return None;
        }
        found.span = self.bare(n);
        if let Some((by, end)) = self.year_at_distance(n + 1) {
            found.expression = Expression::Month { month, year: None, which: Which::InWeek(by) };
            found.span = self.tokens.span(n..end);
            found.end = end;
            return Some(found);
        }
        if let Some((by, end)) = self.year_of_text(n + 1) {
            found.expression = Expression::Month { month, year: None, which: Which::OfText(by) };
            found.span = self.tokens.span(n..end);
            found.end = end;
            return Some(found);
        }
        let range =
            (self.dash(n + 1) || self.near_word(n + 1).is(Role::RANGE)) && self.near_word(n + 2).month > 0;
        let before = self.before(n);
        let proof = range || before.is(Role::MONTH_BEFORE.or(Role::DEICTIC));
        // «Maj:t» is majesty.
        let glued = self.mark(n + 1, ':')
            && !self.tokens.spaced(n + 1)
            && self.near(n + 2)
            && !self.tokens.spaced(n + 2);
        let capital_behind = glued || self.near(n + 1) && self.tokens.list[n + 1].capital;
        // "in April Nixon said": nobody is called so behind such a word.
        let certain = before.is(Role::YEAR_BEFORE.or(Role::DEICTIC)) || self.modifies(n);
        // "the March deadline".
        let adjective = self.owned(n) && !capital_behind && !self.closed(n + 1);
        let fits = match self.dates.capitals {
            true if !token.capital => return None,
            true if word.is(Role::CAREFUL) => certain || proof && !capital_behind || adjective,
            true => true,
            // A capital inside a sentence makes a name of it.
            false => !token.capital || token.first && !capital_behind && !word.is(Role::CAREFUL),
        };
        found.expression = Expression::Month { month, year: None, which: Which::Unsaid };
        fits.then_some(found)
    }

    /// «i fjor», "last year" behind a month or season: the year that many from now.
    pub(super) fn year_at_distance(&self, n: usize) -> Option<(i8, usize)> {
        if !self.near(n) {
            return None;
        }
        let shifted = |meaning| matches!(meaning, Meaning::Shifted { unit: Unit::Year, earlier: false, .. });
        if let Some((Meaning::Shifted { by, .. }, end)) = self.phrase(n, shifted) {
            return Some((by, end));
        }
        let at = if self.word(n).is(Role::LINK) && self.near(n + 1) { n + 1 } else { n };
        let (word, unit) = (self.word(at), self.near_word(at + 1).unit);
        let chosen = word.is(Role::DEICTIC) && !word.is(Role::EARLIER_DEICTIC) && unit == Some(Unit::Year);
        chosen.then_some((word.shift, at + 2))
    }

    /// «samme år», "of that year", «året etter» behind a month or season: the year that many from the text's last.
    fn year_of_text(&self, n: usize) -> Option<(i8, usize)> {
        let at = if self.near_word(n).is(Role::OF.or(Role::LINK)) { n + 1 } else { n };
        let shifted = |meaning| matches!(meaning, Meaning::Shifted { unit: Unit::Year, earlier: true, .. });
        match self.near(at).then(|| self.phrase(at, shifted)).flatten()? {
            (Meaning::Shifted { by, .. }, end) => Some((by, end)),
            _ => None,
        }
    }

    /// Whether an article or, in English, another determiner stands before `n`: "the 1972 election", "his 1995 book".
    pub(super) fn owned(&self, n: usize) -> bool {
        let determiner = Class::ONE.or(Class::DETERMINER).or(Class::PRONOUN);
        let other = || self.dates.capitals && self.tokens.list[n - 1].is(determiner);
        n > 0 && self.near(n) && (self.word(n - 1).is(Role::ARTICLE) || other())
    }

    /// Whether the word before `n` ends a phrase as "late" does.
    fn modifies(&self, n: usize) -> bool {
        n > 0 && self.near(n) && self.phrase(n - 1, |it| it == Meaning::Modifier).is_some()
    }

    /// «i forrige uke», "next week" behind a weekday: the week that many from now.
    fn week_at_distance(&self, n: usize) -> Option<(i8, usize)> {
        if !self.near(n) {
            return None;
        }
        let mut at = n;
        for role in [Role::LINK, Role::ARTICLE] {
            if self.word(at).is(role) && self.near(at + 1) {
                at += 1;
            }
        }
        let (word, unit) = (self.word(at), self.near_word(at + 1).unit);
        let chosen = word.is(Role::DEICTIC) && unit == Some(Unit::Week);
        chosen.then_some((word.shift, at + 2)).or_else(|| self.weeks_away(n))
    }

    /// «mandag», «mandag i forrige uke», "Mondays".
    pub(super) fn weekday(&self, n: usize) -> Option<Found> {
        let word = self.word(n);
        if word.weekday == 0 || word.is(Role::SHORT_WEEKDAY) {
            return None;
        }
        let weekday = word.weekday;
        if word.is(Role::PLURAL) {
            return Some(Found::new(Expression::EveryWeekday(weekday), self.span(n), n + 1));
        }
        let token = &self.tokens.list[n];
        // «Dagbladet Søndag»: a capital beside a capital is a name, where weekdays have small letters.
        let neighbour = |it: Option<usize>| {
            it.and_then(|it| self.tokens.get(it)).is_some_and(|it| it.capital && it.is_word())
        };
        if !self.dates.capitals
            && token.capital
            && !token.first
            && !token.shouted
            && (neighbour(n.checked_sub(1)) || neighbour(Some(n + 1)))
        {
            return None;
        }
        let expression = Expression::Weekday { weekday, which: Which::Unsaid };
        let mut found = Found::new(expression, self.bare(n), n + 1);
        found.time = word.part.map(TimeOfDay::Part);
        if let Some((by, end)) = self.week_at_distance(n + 1) {
            found.expression = Expression::Weekday { weekday, which: Which::InWeek(by) };
            found.span = self.tokens.span(n..end);
            found.end = end;
        }
        Some(found)
    }

    /// A year right behind a month: «mai 2007», "May 16, 2024", «mai i 2007».
    pub(super) fn year_behind(&self, n: usize) -> (Option<i16>, usize) {
        let mut at = n;
        let comma = self.mark(at, ',') && self.near(at);
        if comma || self.near_word(at).is(Role::OF.or(Role::LINK)) {
            at += 1;
        }
        if at == 0 || !self.near(at) {
            return (None, n);
        }
        match self.four_figures(at).filter(|_| !self.counts(at + 1)) {
            _ if self.before_christ(at).is_some() => (self.before_christ(at), at + 2),
            Some(year) => (Some(year), at + 1),
            None => (None, n),
        }
    }

    /// The year in "480 BC"; it is negative.
    fn before_christ(&self, n: usize) -> Option<i16> {
        let (value, _) = self.figures(n).filter(|it| it.0 > 0)?;
        self.near_word(n + 1).is(Role::BEFORE_CHRIST).then_some(-(value as i16))
    }

    /// Four figures that can be a year.
    pub(super) fn four_figures(&self, n: usize) -> Option<i16> {
        let (value, len) = self.figures(n)?;
        (len == 4 && (1000..=2999).contains(&value)).then_some(value as i16)
    }

    /// A year where something before it has already shown that it is one.
    pub(super) fn year_in(&self, n: usize) -> Option<Found> {
        let year = self.four_figures(n).filter(|it| (1500..=2100).contains(it) && !self.counts(n + 1))?;
        Some(Found::new(Expression::Year(year), self.span(n), n + 1))
    }

    /// «2007», where something shows that the figures count nothing.
    pub(super) fn year(&self, n: usize) -> Option<Found> {
        if let Some(year) = self.before_christ(n) {
            return Some(Found::new(Expression::Year(year), self.tokens.span(n..n + 2), n + 2));
        }
        // "264 to 241 BC".
        if let Some((value, _)) = self.figures(n)
            && (self.near_word(n + 1).is(Role::RANGE) || self.near(n + 1) && self.dash(n + 1))
            && self.near(n + 2)
            && self.before_christ(n + 2).is_some_and(|it| value as i16 > -it)
        {
            return Some(Found::new(Expression::Year(-(value as i16)), self.span(n), n + 1));
        }
        let year = self.four_figures(n)?;
        let before = self.before(n);
        let bracket = |it: Option<usize>| it.is_some_and(|it| self.mark(it, '('));
        let strong = before.is(Role::YEAR_BEFORE) || before.unit == Some(Unit::Year);
        let usual = (1500..=2100).contains(&year);
        let chained = self.out.last().is_some_and(|it| {
            let gap = self.tokens.at(it.span.end);
            matches!(it.expression, Expression::Year(_))
                && gap + 1 == n
                && self.near(n)
                && (self.word(gap).is(Role::RANGE)
                    || self.dash(gap)
                    || self.mark(gap, ',')
                    || self.mark(gap, '/'))
        });
        let fits = if self.counts(n + 1) {
            false
        } else if strong && usual || chained {
            usual && (year >= 1700 || self.closed(n + 1))
        } else {
            let range =
                self.dash(n + 1) && self.four_figures(n + 2).is_some_and(|it| it > year && it < year + 200);
            let near = before.is(Role::YEAR_NEAR) || bracket(n.checked_sub(1)) || range;
            // A round number counts more often than it dates.
            let first = if self.dates.capitals { 1600 } else { 1900 };
            let round = year % 50 == 0 || !(first..=2040).contains(&year);
            let alone = (n == 0 || !self.near(n)) && (!self.near(n + 1) || self.mark(n + 1, ':'));
            // "the 1972 election", "his 1995 book".
            let article = self.owned(n) && self.near(n + 1) && !round;
            // «kriseåret 2009»: behind a common noun, and nothing behind it that could be counted.
            let counted = Class::NUMBER
                .or(Class::CURRENCY)
                .or(Class::ABOUT)
                .or(Class::PREPOSITION)
                .or(Class::CONJUNCTION)
                .or(Class::ABBREVIATION);
            let noun = n > 0
                && self.near(n)
                && self.tokens.get(n - 1).is_some_and(|it| {
                    it.is_word()
                        && !it.capital
                        && !it.is(counted)
                        && self.word(n - 1).unit.is_none_or(|it| it == Unit::Year)
                });
            let noun = noun && !round && self.closed(n + 1);
            // English writes thousands with a comma, so that four figures behind "by" or "of" hardly count.
            let led = self.dates.capitals && before.is(Role::YEAR_NEAR) && !round;
            // "1987 saw a new wave".
            let opens = self.tokens.list[n].first && !round && self.closed(n + 1);
            (1600..=2050).contains(&year)
                && (near && self.closed(n + 1) || alone || article || noun || led || opens)
        };
        fits.then(|| Found::new(Expression::Year(year), self.span(n), n + 1))
    }

    /// `1914-1918` in one token, and `2013-14` or `2013/14`.
    pub(super) fn years(&mut self, n: usize) -> Option<usize> {
        let token = self.tokens.get(n).filter(|it| it.kind == Kind::Number)?;
        let text = token.span.of(self.tokens.text);
        let [first, second] = split(text, b'-').or_else(|| split(text, b'/'))?;
        // "492-490 BC".
        if (first.0 > second.0 && second.0 > 0) && self.near_word(n + 1).is(Role::BEFORE_CHRIST) {
            let (start, end) = (token.span.start as usize, token.span.end as usize);
            let (early, late) = (-(first.0 as i16), -(second.0 as i16));
            self.push(&Found::new(Expression::Year(early), Span::new(start, start + first.1), n + 2));
            let span = Span::new(end - second.1, self.span(n + 1).end as usize);
            self.push(&Found::new(Expression::Year(late), span, n + 2));
            return Some(n + 2);
        }
        let full = match second {
            (it, 4) => it,
            (it, 2) => first.0 / 100 * 100 + it,
            _ => return None,
        };
        let fits = first.1 == 4 && (1700..=2100).contains(&first.0) && full > first.0 && full < first.0 + 150;
        if !fits || self.counts(n + 1) {
            return None;
        }
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        self.push(&Found::new(Expression::Year(first.0 as i16), Span::new(start, start + 4), n + 1));
        self.push(&Found::new(Expression::Year(full as i16), Span::new(end - second.1, end), n + 1));
        Some(n + 1)
    }

    /// «juni-juli» in one word.
    pub(super) fn months(&mut self, n: usize) -> Option<usize> {
        let token = self.tokens.get(n).filter(|it| it.is_word() && self.words[n].month == 0)?;
        let (first, second) = token.span.of(&self.tokens.folded).split_once('-')?;
        let month = |it| {
            self.dates.word(it).filter(|it| it.month > 0 && !it.is(Role::SHORT_MONTH)).map(|it| it.month)
        };
        let (from, to) = (month(first)?, month(second)?);
        let (year, end) = self.year_behind(n + 1);
        let before = year.map(|it| if from > to { it - 1 } else { it });
        let (start, middle) = (token.span.start as usize, token.span.start as usize + first.len());
        let behind = self.span(end - 1).end as usize;
        let which = Which::Unsaid;
        let first = Expression::Month { month: from, year: before, which };
        let second = Expression::Month { month: to, year, which };
        self.push(&Found::new(first, Span::new(start, middle), end));
        self.push(&Found::new(second, Span::new(middle + 1, behind), end));
        Some(end)
    }

    /// «våren 2007», «våren i fjor», "the summer".
    pub(super) fn season(&self, n: usize, article: bool) -> Option<Found> {
        let word = self.word(n);
        let season = word.season?;
        let found = |year, which, end| {
            Some(Found::new(Expression::Season { season, year, which }, self.tokens.span(n..end), end))
        };
        if let Some((by, end)) = self.year_at_distance(n + 1).filter(|_| !self.is_ours(n)) {
            return found(None, Which::InWeek(by), end);
        }
        if let Some((by, end)) = self.year_of_text(n + 1) {
            return found(None, Which::OfText(by), end);
        }
        if let (Some(year), end) = self.year_behind(n + 1)
            && !self.mark(n + 1, ',')
        {
            return found(Some(year), Which::Unsaid, end);
        }
        // "spring and summer".
        let ranged = |gap: usize, other: usize| {
            self.near_word(gap).is(Role::RANGE) && self.near(other) && self.word(other).season.is_some()
        };
        if ranged(n + 1, n + 2) || n >= 2 && self.near(n) && ranged(n - 1, n - 2) {
            return found(None, Which::Unsaid, n + 1);
        }
        // «våren», "the summer".
        // "the fall of Saigon" is none.
        let careful = !self.near_word(n + 1).is(Role::OF);
        let definite = word.is(Role::DEFINITE)
            && (article && careful
                || !self.dates.capitals
                || self.before(n).is(Role::YEAR_BEFORE) && careful);
        if definite { found(None, Which::Unsaid, n + 1) } else { None }
    }

    /// «90-tallet», "the 1990s", «1800-tallet».
    pub(super) fn decade(&self, n: usize) -> Option<Found> {
        let (mut low, at) = self.decade_text(n)?;
        for prefix in &self.dates.modifier_prefixes {
            low = low.strip_prefix(prefix.as_str()).unwrap_or(low);
        }
        let figures = low.bytes().take_while(u8::is_ascii_digit).count();
        if !(2..=4).contains(&figures) {
            return None;
        }
        let ending = &low[figures..];
        let long = figures == 4 && self.dates.decade_ends_long.iter().any(|it| it == ending);
        if !long && !self.dates.decade_ends.iter().any(|it| it == ending) {
            return None;
        }
        let value: i16 = low[..figures].parse().ok()?;
        if self.near_word(at).is(Role::BEFORE_CHRIST) && value % 10 == 0 && value > 0 {
            return Some(Found::new(Expression::Decade(-value / 10), self.tokens.span(n..at + 1), at + 1));
        }
        let expression = match (figures, value) {
            (4, 1000..=2099) if value % 100 == 0 => Expression::Century(value / 100),
            (4, 1000..=2099) if value % 10 == 0 => Expression::Decade(value / 10),
            (2, 20..=90) if value % 10 == 0 => Expression::Decade(190 + value / 10),
            _ => return None,
        };
        let mut span = self.tokens.span(n..at);
        if n > 0
            && figures == 2
            && !self.tokens.spaced(n)
            && (self.mark(n - 1, '\'') || self.mark(n - 1, '’'))
        {
            span = span.cover(self.span(n - 1));
        }
        Some(Found::new(expression, span, at))
    }

    /// The word at `n` that may be a decade, and the token behind. «1990'erne» is three tokens.
    fn decade_text(&self, n: usize) -> Option<(&str, usize)> {
        let token = self.tokens.get(n)?;
        match token.kind {
            Kind::Word => Some((self.tokens.low(n), n + 1)),
            Kind::Number => {
                let last = self.tokens.get(n + 2).filter(|it| it.is_word())?;
                let apostrophe = self.mark(n + 1, '\'') || self.mark(n + 1, '’');
                let joined = apostrophe && !self.tokens.spaced(n + 1) && !self.tokens.spaced(n + 2);
                joined.then(|| (token.span.cover(last.span).of(&self.tokens.folded), n + 3))
            }
            _ => None,
        }
    }

    /// «tredje kvartal 2018», «første halvår i fjor».
    pub(super) fn year_part(&self, n: usize) -> Option<Found> {
        let mut days = Vec::new();
        let token = self.tokens.get(n)?;
        if token.kind != Kind::Number && self.word(n).ordinal == 0 && !starts_with_digit(self.tokens.low(n)) {
            return None;
        }
        let end = self.day_items(n, &mut days)?;
        let [Day { day: number, ordinal: true, .. }] = days[..] else { return None };
        let word = self.near_word(end);
        let unit = word.unit.filter(|it| match it {
            Unit::Quarter => number <= 4,
            Unit::Half => number <= 2,
            _ => false,
        })?;
        let end = end + 1;
        let (year, mut behind) = self.year_behind(end);
        let mut which = Which::Unsaid;
        if year.is_none()
            && let Some((by, end)) = self.year_at_distance(end)
        {
            (which, behind) = (Which::InWeek(by), end);
        } else if year.is_none()
            && let Some((by, end)) = self.year_of_text(end)
        {
            (which, behind) = (Which::OfText(by), end);
        }
        // The second half of a match.
        if unit == Unit::Half && self.dates.capitals && year.is_none() && which == Which::Unsaid {
            return None;
        }
        let expression = Expression::YearPart { unit, number, year, which };
        Some(Found::new(expression, self.tokens.span(n..behind), behind))
    }

    /// "third-quarter".
    pub(super) fn quarter(&self, n: usize) -> Option<Found> {
        let token = self.tokens.get(n).filter(|it| it.is_word())?;
        let (number, unit) = token.span.of(&self.tokens.folded).split_once('-')?;
        self.dates.word(unit).filter(|it| it.unit == Some(Unit::Quarter))?;
        let number = self.dates.word(number).map(|it| it.ordinal).filter(|it| (1..=4).contains(it))?;
        let (year, end) = self.year_behind(n + 1);
        let expression = Expression::YearPart { unit: Unit::Quarter, number, year, which: Which::Unsaid };
        Some(Found::new(expression, self.tokens.span(n..end), end))
    }

    /// "the 19th century".
    pub(super) fn century(&self, n: usize) -> Option<Found> {
        let mut days = Vec::new();
        let low = self.tokens.low(n);
        if !starts_with_digit(low) && self.word(n).ordinal == 0 {
            return None;
        }
        let end = self.day_items(n, &mut days)?;
        let [Day { day, ordinal: true, .. }] = days[..] else { return None };
        if !self.near_word(end).is(Role::CENTURY) || day > 30 {
            return None;
        }
        let (first, end) = match self.near_word(end + 1).is(Role::BEFORE_CHRIST) {
            true => (1 - i16::from(day), end + 2),
            false => (i16::from(day) - 1, end + 1),
        };
        if first < 0 && day < 2 {
            return None;
        }
        Some(Found::new(Expression::Century(first), self.tokens.span(n..end), end))
    }
}
