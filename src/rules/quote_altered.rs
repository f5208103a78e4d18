use super::{Check, Findings, rule};
use crate::article::{Article, Fix, Part, Place, QuotationKind};
use crate::text::Span;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

rule! {
    /// A quotation that is repeated in other words: in a headline, caption or pull quote against the running text.
    ///
    /// What stands in quotation marks or behind a dash is what somebody said, in a headline as well. A headline may
    /// leave words out, but not put others in. The rule compares the quotations of headlines, subheads, captions and
    /// pull quotes with those of the running text, and asks where nearly all words are the same and one or two are
    /// not. Words left out, punctuation, capitals, figures for numbers, endings and names for pronouns are no
    /// alteration.
    ///
    /// ## Example
    ///
    /// ```article lang=nb
    /// – Kommunen har sviktet naboene hver eneste dag
    ///                ^^^^^^^
    ///
    /// Storbrua er stengt etter en ulykke natt til onsdag.
    ///
    /// – Kommunen har glemt naboene hver eneste dag siden brua åpnet, sier nabo Ola Vik.
    /// ```
    ///
    /// Instead:
    ///
    /// ```article lang=nb
    /// – Kommunen har glemt naboene hver dag
    ///
    /// Storbrua er stengt etter en ulykke natt til onsdag.
    ///
    /// – Kommunen har glemt naboene hver eneste dag siden brua åpnet, sier nabo Ola Vik.
    /// ```
    ///
    /// ```article lang=nn
    /// Brua er stengd
    ///
    /// Storbrua er stengd etter ei ulykke natt til onsdag.
    ///
    /// «Kommunen har svikta naboane kvar einaste dag»
    ///               ^^^^^^
    ///
    /// «Kommunen har gløymt naboane kvar einaste dag», seier nabo Ola Vik.
    /// ```
    ///
    /// ```article lang=en
    /// “The council has betrayed its neighbours every single day”
    ///                  ^^^^^^^^
    ///
    /// The bridge has been closed since an accident on Wednesday.
    ///
    /// “The council has forgotten its neighbours every single day since the bridge opened,” said Ann Rudge.
    /// ```
    ///
    /// ```article lang=en
    /// “The council has forgotten its neighbours”
    ///
    /// The bridge has been closed since an accident on Wednesday.
    ///
    /// “The council has forgotten its neighbours every single day since the bridge opened,” said Ann Rudge.
    /// ```
    "quote-altered" { severity: Warning, check: Check::Article(check) }
}

/// Fewest words of a quotation that is compared, and most of them that may be others.
const WORDS: usize = 5;
const ALTERED: usize = 2;

/// Fewest pairs of neighbouring words that two quotations must share to be one.
const SHARED: usize = 2;

/// Most quotations in headlines, captions and the like that are compared; a text with more is no single article.
const REPEATS: usize = 40;

/// A word of a quotation.
struct Word<'a> {
    written: &'a str,
    folded: String,
    span: Span,
}

/// A quotation by its words.
struct Said<'a> {
    block: u32,
    words: Vec<Word<'a>>,
}

/// A quotation that has not been read yet.
#[derive(Clone, Copy)]
struct Quoted<'a> {
    block: u32,
    content: &'a [Span],
}

impl<'a> Quoted<'a> {
    fn words(self, article: &'a Article) -> impl Iterator<Item = (&'a str, Span)> {
        let prose = article.blocks()[self.block as usize].prose();
        self.content.iter().flat_map(|it| words(prose, *it))
    }

    fn read(self, article: &'a Article) -> Said<'a> {
        let word = |(written, span): (&'a str, Span)| Word { written, folded: written.to_lowercase(), span };
        Said { block: self.block, words: self.words(article).map(word).collect() }
    }
}

/// A word's hash, whatever its capitals.
fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    word.chars().flat_map(char::to_lowercase).for_each(|it| it.hash(&mut hasher));
    hasher.finish()
}

/// The hashes of words that follow each other, two by two.
fn pairs<'a>(words: impl Iterator<Item = &'a str>) -> impl Iterator<Item = u64> {
    let mut before = None;
    words.filter_map(move |it| {
        let (first, second) = (before, hash(it));
        before = Some(second);
        Some(first?.rotate_left(1) ^ second)
    })
}

fn check(article: &Article, out: &mut Findings) {
    let repeats =
        quotations(article, |it| !it.is_body() || it == Part::BlockQuote).map(|it| it.read(article));
    let repeats: Vec<Said> = repeats.filter(|it| it.words.len() >= WORDS).take(REPEATS + 1).collect();
    if repeats.is_empty() || repeats.len() > REPEATS {
        return;
    }
    let mut known: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (n, repeat) in repeats.iter().enumerate() {
        for pair in pairs(repeat.words.iter().map(|it| it.written)) {
            known.entry(pair).or_default().push(n);
        }
    }
    let mut alike: Vec<Vec<(Said, Difference)>> = repeats.iter().map(|_| Vec::new()).collect();
    let mut shared = vec![0; repeats.len()];
    for quotation in quotations(article, |it| it.is_body() && it != Part::BlockQuote) {
        shared.fill(0);
        for pair in pairs(quotation.words(article).map(|it| it.0)) {
            known.get(&pair).into_iter().flatten().for_each(|it| shared[*it] += 1);
        }
        for (n, _) in shared.iter().enumerate().filter(|it| *it.1 >= SHARED) {
            let said = quotation.read(article);
            if let Some(difference) = compare(&repeats[n], &said) {
                alike[n].push((said, difference));
            }
        }
    }
    for (repeat, alike) in repeats.iter().zip(alike) {
        // Somewhere it stands word for word.
        if alike.iter().any(|it| it.1.altered.is_empty()) {
            continue;
        }
        let Some((said, best)) = alike.into_iter().min_by_key(|it| it.1.altered.len()) else { continue };
        report(article, repeat, &said, &best, out);
    }
}

/// The direct quotations in parts of some kind.
fn quotations(article: &Article, wanted: impl Fn(Part) -> bool) -> impl Iterator<Item = Quoted<'_>> {
    let parts = &article.whole().parts;
    let blocks = (0..).zip(article.blocks()).filter(move |it| {
        let part = parts[it.0 as usize];
        part.is_published() && wanted(part)
    });
    blocks.flat_map(|(block, it)| {
        let direct = it.facts.quotations.iter().filter(|it| it.kind == QuotationKind::Direct);
        direct.map(move |it| Quoted { block, content: &it.content })
    })
}

/// The words in a stretch of prose, and where they stand.
fn words(prose: &str, within: Span) -> impl Iterator<Item = (&str, Span)> {
    let text = within.of(prose);
    text.split(|it: char| !it.is_alphanumeric() && !matches!(it, '\'' | '’' | '-')).filter_map(
        move |written| {
            let written = written.trim_matches(['\'', '’', '-']);
            let start = within.start as usize + (written.as_ptr() as usize - text.as_ptr() as usize);
            (!written.is_empty()).then(|| (written, Span::new(start, start + written.len())))
        },
    )
}

/// How a repeated quotation differs from what was said.
struct Difference {
    /// Words of the repeat that were not said, by their number.
    altered: Vec<usize>,
    /// Where each word of the repeat was said, by its number there.
    at: Vec<Option<usize>>,
}

/// Compares a repeated quotation with one of the running text; `None` if they are two different ones.
fn compare(repeat: &Said, said: &Said) -> Option<Difference> {
    let at = align(&repeat.words, &said.words);
    let altered: Vec<usize> = (0..at.len()).filter(|it| at[*it].is_none()).collect();
    let (first, last) = (at.iter().flatten().next()?, at.iter().flatten().next_back()?);
    // A headline takes words from one place, and not a few from here and a few from there.
    let near = last - first <= 2 * repeat.words.len();
    let few = altered.len() <= ALTERED && altered.len() * 3 < repeat.words.len();
    let inner = altered.iter().all(|it| is_alteration(*it, repeat, said, &at));
    (near && few && (altered.is_empty() || inner)).then_some(Difference { altered, at })
}

/// Whether a word that was not said changes anything: no figure, name or other form of the word that was said there.
fn is_alteration(n: usize, repeat: &Said, said: &Said, at: &[Option<usize>]) -> bool {
    let word = &repeat.words[n];
    let from = at[..n].iter().flatten().next_back().map_or(0, |it| it + 1);
    let to = at[n..].iter().flatten().next().map_or((from + 2).min(said.words.len()), |it| *it);
    let stem = |it: &str| it.chars().take(4).collect::<String>();
    let form = said.words[from..to].iter().any(|it| stem(&it.folded) == stem(&word.folded));
    let name = n > 0 && word.written.starts_with(char::is_uppercase);
    let figure = word.written.starts_with(|it: char| it.is_ascii_digit());
    // At either end words are only put beside the quotation.
    let inside = at[..n].iter().any(Option::is_some) && at[n..].iter().any(Option::is_some);
    inside && !form && !name && !figure && to > from
}

/// Where each of `words` stands in `said`, in order: the longest common subsequence.
fn align(words: &[Word], said: &[Word]) -> Vec<Option<usize>> {
    let (rows, columns) = (words.len(), said.len());
    let mut best = vec![0u16; (rows + 1) * (columns + 1)];
    let cell = |row: usize, column: usize| row * (columns + 1) + column;
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            best[cell(row, column)] = if words[row].folded == said[column].folded {
                best[cell(row + 1, column + 1)] + 1
            } else {
                best[cell(row + 1, column)].max(best[cell(row, column + 1)])
            };
        }
    }
    let mut out = vec![None; rows];
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if words[row].folded == said[column].folded {
            out[row] = Some(column);
            (row, column) = (row + 1, column + 1);
        } else if best[cell(row + 1, column)] >= best[cell(row, column + 1)] {
            row += 1;
        } else {
            column += 1;
        }
    }
    out
}

fn report(article: &Article, repeat: &Said, said: &Said, difference: &Difference, out: &mut Findings) {
    let language = article.language();
    let (first, last) = (difference.altered[0], difference.altered[difference.altered.len() - 1]);
    let span = repeat.words[first].span.cover(repeat.words[last].span);
    let place = Place { block: repeat.block, span };
    let from = difference.at[..first].iter().flatten().next_back().map_or(0, |it| it + 1);
    let to = difference.at[last..].iter().flatten().next().map_or(said.words.len(), |it| *it);
    let Some(other) = said.words.get(from..to).filter(|it| !it.is_empty()) else { return };
    let other = Place { block: said.block, span: other[0].span.cover(other[other.len() - 1].span) };
    let parts = [("here", article.words(place)), ("said", article.words(other))];
    let finding = out.report(place, language.say("quote-altered", &parts));
    finding.related.push((other, language.say("quote-altered-said", &parts)));
    let edits = [(place, article.words(other).to_owned())].into();
    finding.fixes = [Fix { label: language.say("quote-altered-fix", &parts), edits }].into();
}
