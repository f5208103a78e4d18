//! Forms of a name: which longer or commoner name of the article another one stands for.

use super::EntityKind;
use super::names::{Names, is_numeral, kind};
use crate::language::lists;

/// Among how many full names with the same last word a longer form of a name is looked for; an article with more
/// is a list of people.
const FAMILY: usize = 24;

/// How many letters a name in capitals must have to be the same name as one in small letters: «US» is not "us".
const LEAST_IN_CAPITALS: usize = 3;

impl Names<'_> {
    /// The name that name `n` is another form of.
    pub(super) fn form_of(&self, n: usize) -> Option<usize> {
        let same = self.by_last_word(n);
        let of_family = || {
            self.whole_end(n, same)
                .or_else(|| self.with_more_names(n, same))
                .or_else(|| self.of_initial(n, same))
                .or_else(|| self.behind_attribute(n, same))
                .or_else(|| self.before_one_more_surname(n))
        };
        let several = self.list[n].name.contains(' ');
        let family = if several { of_family() } else { None };
        family.or_else(|| self.in_small_letters(n)).or_else(|| self.of_genitive(n))
    }

    /// Full names with the same last word.
    fn by_last_word(&self, n: usize) -> &[usize] {
        let name = self.list[n].name;
        let last = name.rsplit(' ').find(|it| !is_numeral(it)).unwrap_or(name);
        let same = self.by_last.get(last).or_else(|| self.by_last.get(last.strip_suffix('s')?));
        same.map_or(&[], |it| &it[..it.len().min(FAMILY)])
    }

    /// Those of them that are longer than name `n`.
    fn longer<'a>(&'a self, n: usize, same: &'a [usize]) -> impl Iterator<Item = usize> + 'a {
        let longer = move |it: &usize| *it != n && self.list[*it].name.len() > self.list[n].name.len();
        same.iter().copied().filter(longer)
    }

    /// «Abdul Mahdi» for «Adel Abdul Mahdi»; «Hubert Delany» for «Hubert Delany III».
    fn whole_end(&self, n: usize, same: &[usize]) -> Option<usize> {
        let name = self.list[n].name;
        let genitive = |it: &str| name.strip_suffix('s').is_some_and(|name| it.ends_with(name));
        self.longer(n, same).find(|it| {
            let other = self.list[*it].name;
            other.ends_with(name) || other.starts_with(name) || genitive(other)
        })
    }

    /// «Kari Lund» for «Kari Moe Lund», if no other Kari is a Lund.
    fn with_more_names(&self, n: usize, same: &[usize]) -> Option<usize> {
        let first = self.first(n);
        let other =
            |it: &usize| self.list[*it].name.strip_prefix(first).is_some_and(|it| it.starts_with(' '));
        only(self.longer(n, same).filter(other))
    }

    /// «K. Lund» for «Kari Lund», if no other Lund begins with a K.
    fn of_initial(&self, n: usize, same: &[usize]) -> Option<usize> {
        let letter = self.first(n).strip_suffix('.').filter(|it| it.chars().count() == 1)?;
        only(self.longer(n, same).filter(|n| self.list[*n].name.starts_with(letter)))
    }

    /// «Søvnløs Lund» above an article about Kari Lund, who is the Lund that it brings in first.
    fn behind_attribute(&self, n: usize, same: &[usize]) -> Option<usize> {
        let (first, named) = (self.first(n), &self.list[n]);
        let above = named.opens_above && !named.introduced && !lists(first).is_first_name();
        let attribute = above && named.name.split(' ').count() == 2;
        same.iter().copied().find(|it| *it != n).filter(|_| attribute)
    }

    /// The full name that the article uses more often than this one, which has one more surname: «Kari Moe» for «Kari
    /// Moe Lund».
    fn before_one_more_surname(&self, n: usize) -> Option<usize> {
        let (shorter, _) = self.list[n].name.rsplit_once(' ').filter(|it| it.0.contains(' '))?;
        let shorter = *self.by_name.get(shorter)?;
        let known = self.list[shorter].certain && self.is_person(shorter);
        let used = self.list[shorter].times > self.list[n].times;
        (known && used && self.is_person(n)).then_some(shorter)
    }

    /// The same name in small letters: «STORVIK (NTB)» is Storvik.
    fn in_small_letters(&self, n: usize) -> Option<usize> {
        let name = self.list[n].name;
        let capitals = name.chars().all(|it| !it.is_lowercase());
        let long = name.chars().filter(|it| it.is_alphabetic()).count() >= LEAST_IN_CAPITALS;
        let words = || name.split(' ').map(title).collect::<Vec<_>>().join(" ");
        let other = Some(name).filter(|_| capitals && long).and_then(|_| self.by_name.get(&*words()));
        other.copied().filter(|it| *it != n && self.list[*it].certain)
    }

    /// «Espers» is Esper's, when Esper is known.
    fn of_genitive(&self, n: usize) -> Option<usize> {
        let stem = self.list[n].name.strip_suffix('s')?;
        self.by_name.get(stem).copied().filter(|it| self.list[*it].certain)
    }

    fn first(&self, n: usize) -> &str {
        self.list[n].name.split(' ').next().unwrap_or_default()
    }

    fn is_person(&self, n: usize) -> bool {
        kind(&self.list[n].evidence) == EntityKind::Person
    }
}

/// A word of capitals as a name is written.
fn title(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter();
    first.chain(letters.flat_map(char::to_lowercase)).collect()
}

/// The one that there is, if there is just one.
fn only(mut of: impl Iterator<Item = usize>) -> Option<usize> {
    of.next().filter(|_| of.next().is_none())
}
