//! One programme in several wordings, over an archive.
//!
//! Enters: the rows of an archive, those of most articles first. Leaves: for each the row it counts with: itself, or one that
//! the same title in quotes, a misprint, the same proper names or a fuller wording tell to be the same. Where two could be
//! meant, a row stays by itself. Not done here: what articles tell of short names; counting.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::key::{adds_part, canonical, is_foreign, key, proper_names, shortens, sound};

/// What is known of a row.
#[derive(Debug)]
pub(super) struct Named<'r> {
    pub(super) kind: &'static str,
    pub(super) key: &'r str,
    pub(super) articles: u64,
    pub(super) registered: bool,
    /// Names as first written, each with its articles.
    pub(super) names: Vec<(&'r str, u64)>,
    /// Whether it stands in quotes somewhere.
    pub(super) quoted: bool,
    /// Days of the first and the last article.
    pub(super) dates: Option<(&'r str, &'r str)>,
    /// Years that it is planned for.
    pub(super) periods: &'r [String],
    /// Administrative units named beside it.
    pub(super) units: &'r FxHashMap<String, usize>,
}

impl<'r> Named<'r> {
    /// The name of most articles; of several the first.
    fn name(&self) -> &'r str {
        self.names.iter().rev().max_by_key(|(_, articles)| *articles).map_or("", |(name, _)| name)
    }

    /// Kind and canonical key, also where the row's own is an id.
    fn wording(&self) -> String {
        if self.registered { canonical(self.kind, self.name()) } else { self.key.to_owned() }
    }

    /// Whether both are spoken of in the same years and in one place, and not planned for different years.
    fn is_near(&self, other: &Self) -> bool {
        let (few, many) = if self.units.len() < other.units.len() { (self, other) } else { (other, self) };
        let place = few.units.keys().any(|unit| many.units.contains_key(unit));
        let year = |day: &str| day.get(..4).and_then(|y| y.parse::<i32>().ok());
        let years = |(first, last): (&str, &str)| Some((year(first)?, year(last)?));
        let apart = self.dates.and_then(years).zip(other.dates.and_then(years));
        let planned = self.periods.is_empty() || other.periods.is_empty();
        let planned = planned || self.periods.iter().any(|p| other.periods.contains(p));
        place && planned && apart.is_none_or(|(a, b)| a.0 <= b.1 + 1 && b.0 <= a.1 + 1)
    }
}

/// Fewest words of a title that names one work under any kind word.
const TITLE: usize = 3;

/// Fewest words of a name in which a misprint is known as one.
const PRINTED: usize = 4;

/// Fewest words of a short name.
const SHORT: usize = 3;

/// Fewest words of proper names that tell a work: two names.
const PROPER: usize = 4;

/// Fewest words by which a wording is known that goes on.
const BEGUN: usize = 10;

/// How many times as many articles spell a name right.
const RIGHT: u64 = 3;

/// Most rows with a word that are compared with a short name.
const COMPARED: usize = 256;

/// Kinds of which one title in quotes is one work.
const TITLED: [&str; 4] = ["campaign", "movement", "programme", "project"];

/// Kinds whose names are told in short.
const SHORTENED: [&str; 4] = ["project", "programme", "scheme", "plan"];

/// How many times as many articles make other fuller names rare.
const RARE: u64 = 4;

/// How many times as many words a fuller name may have, in tenths.
const LONGER: usize = 25;

/// For each row the number of the row it counts with.
pub(super) fn joined(rows: &[Named<'_>]) -> Vec<usize> {
    let mut of: Vec<usize> = (0..rows.len()).collect();
    let wordings: Vec<String> = rows.iter().map(Named::wording).collect();
    same_title(rows, &mut of);
    misprints(rows, &wordings, &mut of);
    same_names(rows, &wordings, &mut of);
    fuller(rows, &wordings, &mut of);
    of
}

/// A title in quotes is one work, whatever kind word stands before it.
fn same_title(rows: &[Named<'_>], of: &mut [usize]) {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for (n, row) in rows.iter().enumerate() {
        let Some(title) = row.key.strip_prefix(row.kind).map(str::trim_start) else { continue };
        if row.registered || !row.quoted || !TITLED.contains(&row.kind) || title.split(' ').count() < TITLE {
            continue;
        }
        of[n] = *seen.entry(title).or_insert(n);
    }
}

/// A name spelled wrong in few articles is that which many spell right.
fn misprints(rows: &[Named<'_>], wordings: &[String], of: &mut [usize]) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for (n, row) in rows.iter().enumerate() {
        if wordings[n].split(' ').count() <= PRINTED {
            continue;
        }
        let right = *seen.entry(sound(&wordings[n])).or_insert(n);
        if of[n] == n && !row.registered && row.articles * RIGHT <= rows[right].articles {
            of[n] = right;
        }
        for (name, _) in row.names.iter().filter(|_| row.registered) {
            seen.entry(sound(&canonical(row.kind, name))).or_insert(n);
        }
    }
}

/// Works that begin with the same two words and have the same proper names, two or more, in the same order.
fn same_names(rows: &[Named<'_>], wordings: &[String], of: &mut [usize]) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for (n, row) in rows.iter().enumerate() {
        let proper = key(&proper_names(row.name()));
        let numbered = wordings[n].bytes().any(|b| b.is_ascii_digit());
        if row.registered || numbered || row.kind != "project" || proper.split(' ').count() < PROPER {
            continue;
        }
        let head: Vec<&str> = wordings[n].split(' ').skip(1).take(2).collect();
        let first = *seen.entry(format!("{} {proper}", head.join(" "))).or_insert(n);
        if of[n] == n && rows[first].is_near(row) {
            of[n] = first;
        }
    }
}

/// A name that is short for one fuller name, and for no other, is that.
fn fuller(rows: &[Named<'_>], wordings: &[String], of: &mut [usize]) {
    let mut holding: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    // What a registered name may be called in short is said by the registry.
    for (n, row) in rows.iter().enumerate().filter(|(_, r)| SHORTENED.contains(&r.kind) && !r.registered) {
        let words: FxHashSet<&str> = wordings[n].split(' ').filter(|w| *w != row.kind).collect();
        words.into_iter().for_each(|word| holding.entry(word).or_default().push(n));
    }
    for n in 0..rows.len() {
        let row = &rows[n];
        let short = &*wordings[n];
        let brief = short.split(' ').count() <= SHORT && !is_foreign(row.name());
        if of[n] != n || row.registered || !SHORTENED.contains(&row.kind) || brief {
            continue;
        }
        let rarest = short.split(' ').skip(1).filter_map(|w| holding.get(w)).min_by_key(|list| list.len());
        let Some(list) = rarest.filter(|list| list.len() <= COMPARED) else { continue };
        let is_short = |s: usize, l: usize| is_fuller(rows[s].name(), &wordings[s], rows[l].name(), &wordings[l]);
        let longer: Vec<usize> = list
            .iter()
            .copied()
            .filter(|&l| rows[l].kind == row.kind && is_short(n, l) && row.is_near(&rows[l]))
            .collect();
        // The one of most articles, the fullest: others are short for it, or rare.
        let rank = |l: &usize| (rows[root(of, *l)].articles, wordings[*l].len(), std::cmp::Reverse(*l));
        let Some(best) = longer.iter().copied().max_by_key(rank) else { continue };
        let (end, most) = (root(of, best), rows[root(of, best)].articles);
        let same = |l: usize| root(of, l) == end || is_short(l, best) || rows[l].articles * RARE <= most;
        if end != n && longer.iter().all(|&l| same(l)) {
            of[n] = best;
        }
    }
}

/// Whether `long` may be the fuller wording of `short`: it begins with all of it, or it begins alike or has the same proper
/// names and little more, and is no part of it.
fn is_fuller(name: &str, short: &str, full: &str, long: &str) -> bool {
    let count = |key: &str| key.split(' ').count() - 1;
    let first = |key: &str| key.split(' ').nth(1).map(str::to_owned);
    let proper = |name: &str| key(&proper_names(name));
    let begun = count(short) >= BEGUN && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    let told = shortens(name, short, long)
        && count(long) * 10 <= count(short) * LONGER
        && (first(short) == first(long)
            || (proper(full).ends_with(&proper(name)) && count(long) <= count(short) + PROPER));
    (begun || told) && !adds_part(short, long)
}

/// The row at the end of the way from `n`.
fn root(of: &[usize], n: usize) -> usize {
    (0..of.len()).try_fold(n, |at, _| if of[at] == at { Err(at) } else { Ok(of[at]) }).unwrap_or_else(|end| end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of a kind in one place: name, articles, whether in quotes.
    fn joined_names(rows: &[(&'static str, &str, u64, bool)]) -> Vec<usize> {
        let units = FxHashMap::from_iter([("huyện kim lâu".to_owned(), 0)]);
        let keys: Vec<String> = rows.iter().map(|(kind, name, ..)| canonical(kind, name)).collect();
        let named = rows.iter().zip(&keys).map(|(&(kind, name, articles, quoted), key)| Named {
            kind,
            key,
            articles,
            registered: false,
            names: vec![(name, articles)],
            quoted,
            dates: None,
            periods: &[],
            units: &units,
        });
        joined(&named.collect::<Vec<_>>())
    }

    #[test]
    fn a_title_in_quotes_is_one_work() {
        let (one, other) = ("Sách lên thôn bản", "Xóm xanh");
        let quoted = |yes| [("programme", one, 3, true), ("project", one, 2, yes), ("plan", one, 2, true)];
        assert_eq!(joined_names(&quoted(true)), [0, 0, 2]);
        assert_eq!(joined_names(&quoted(false)), [0, 1, 2]);
        assert_eq!(joined_names(&[("movement", other, 3, true), ("programme", other, 2, true)]), [0, 1]);
    }

    #[test]
    fn few_spell_wrong_what_many_spell_right() {
        let project = |name, articles| ("project", name, articles, false);
        let right = project("nhà máy xơ sợi Kim Lâu", 9);
        assert_eq!(joined_names(&[right, project("nhà máy sơ xợi Kim Lâu", 2)]), [0, 0]);
        assert_eq!(joined_names(&[right, project("nhà máy sơ xợi Kim Lâu", 8)]), [0, 1]);
        assert_eq!(joined_names(&[project("Kim Lâu", 9), project("Kim Lầu", 1)]), [0, 1]);
    }

    #[test]
    fn two_foreign_words_are_a_name_and_two_vietnamese_ones_are_not() {
        let project = |name| ("project", name, 2, false);
        assert_eq!(joined_names(&[project("Western Lake Garden"), project("Lake Garden")]), [0, 0]);
        assert_eq!(joined_names(&[project("chợ Kim Lâu"), project("Kim Lâu")]), [0, 1]);
    }

    #[test]
    fn what_is_planned_for_other_years_is_another() {
        let title = "hành động triển khai quan hệ hợp tác nhiều mặt giữa hai nước";
        let more = format!("{title} anh em");
        let units = FxHashMap::from_iter([("huyện kim lâu".to_owned(), 0)]);
        let named = |name, key, periods| Named {
            kind: "programme",
            key,
            articles: 2,
            registered: false,
            names: vec![(name, 2)],
            quoted: false,
            dates: None,
            periods,
            units: &units,
        };
        let keys = [title, &more].map(|name| canonical("programme", name));
        let [early, late] = ["2014/2018", "2017/2020"].map(|p| [p.to_owned()]);
        let joined_as = |a, b| joined(&[named(&more, &keys[1], a), named(title, &keys[0], b)]);
        assert_eq!(joined_as(&early, &early), [0, 0]);
        assert_eq!(joined_as(&early, &[]), [0, 0]);
        assert_eq!(joined_as(&early, &late), [0, 1]);
    }

    #[test]
    fn works_are_known_by_their_proper_names_and_by_fuller_wordings() {
        let project = |name| ("project", name, 2, false);
        let whole = project("bãi đỗ xe khách tham quan chùa Kim Lâu và chùa Tân Phong");
        let rows = [whole, project("bãi đỗ xe Kim Lâu - Tân Phong"), project("bãi đỗ xe chùa Kim Lâu")];
        assert_eq!(joined_names(&rows), [0, 0, 0]);
        let rows = ["bãi đỗ xe khách chùa Kim Lâu", "bãi đỗ xe tải chợ Kim Lâu", "bãi đỗ xe Kim Lâu"].map(project);
        assert_eq!(joined_names(&rows), [0, 1, 2]);
        // A long title that goes on.
        let title = "Nâng cao chất lượng nguồn nhân lực ngành du lịch giai đoạn mới trên địa bàn";
        let town = format!("{title} TP Kim Lâu");
        assert_eq!(joined_names(&[("scheme", &town, 4, true), ("scheme", title, 3, true)]), [0, 0]);
        // Parts of a work, and works beside it.
        let rows = [project("quốc lộ Kim Lâu"), project("quốc lộ Kim Lâu đoạn Tân Phong - Hà Lâm")];
        assert_eq!(joined_names(&rows), [0, 1]);
        let rows = [project("bến chuyên dùng phục vụ thi công thủy điện Kim Lâu"), project("thủy điện Kim Lâu")];
        assert_eq!(joined_names(&rows), [0, 1]);
        assert_eq!(joined_names(&[project("cầu Kim Lâu 2 xã Tân Phong"), project("cầu vượt Kim Lâu")]), [0, 1]);
    }
}
