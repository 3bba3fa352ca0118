//! Counting and choosing in bounded memory.
//!
//! Enters: keys, one at a time, each with the article it stands in; or things to choose from, each with a rank. Leaves: the
//! most frequent keys ([`Tally`]), or the things of least rank ([`Least`]). Both depend on nothing but what entered and in
//! which order, so the same archive gives the same result. Not done here: what a key is.

use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

/// Counts of keys with a value each. Beyond `limit` keys the rare half is forgotten; how much a count may then lack is known.
///
/// ```
/// use tinviet::archive::tally::Tally;
/// let mut tally = Tally::new(2);
/// for (article, key) in [(0, "a"), (0, "a"), (1, "a"), (1, "b"), (2, "c")] {
///     tally.add(key, article, 1, || ());
/// }
/// let ranked = tally.ranked();
/// // `b` had to go for `c`: what is said once may be said once more than the counts tell.
/// assert_eq!(ranked.rows.iter().map(|r| (&*r.key, r.articles, r.mentions)).collect::<Vec<_>>(), [("a", 2, 3), ("c", 1, 1)]);
/// assert_eq!(ranked.lack, 1);
/// ```
#[derive(Debug)]
pub struct Tally<V> {
    counts: FxHashMap<Box<str>, Slot<V>>,
    limit: usize,
    lack: u64,
}

#[derive(Debug)]
struct Slot<V> {
    articles: u64,
    mentions: u64,
    last: Option<u64>,
    value: V,
}

/// A key with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<V> {
    /// The key.
    pub key: Box<str>,
    /// Number of articles.
    pub articles: u64,
    /// Number of mentions.
    pub mentions: u64,
    /// What was gathered with it.
    pub value: V,
}

/// All keys that were kept, those of most articles first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked<V> {
    /// By articles, then mentions, then key.
    pub rows: Vec<Row<V>>,
    /// Number of keys before rows were cut off.
    pub distinct: usize,
    /// How many articles a count may lack, because rare keys were forgotten; 0 where the counts are exact.
    pub lack: u64,
}

impl<V> Tally<V> {
    /// A tally that never holds more than `limit` keys.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { counts: FxHashMap::default(), limit, lack: 0 }
    }

    /// Counts `mentions` of `key` in an article (articles are numbered, and come one after another). Gives the value of the
    /// key, and whether this article is the first time that it counts.
    pub fn add(&mut self, key: &str, article: u64, mentions: u64, new: impl FnOnce() -> V) -> (&mut V, bool) {
        if !self.counts.contains_key(key) && self.counts.len() >= self.limit {
            self.forget();
        }
        let slot = self.counts.entry(key.into()).or_insert_with(|| Slot {
            articles: 0,
            mentions: 0,
            last: None,
            value: new(),
        });
        let first = slot.last != Some(article);
        slot.articles += u64::from(first);
        slot.mentions += mentions;
        slot.last = Some(article);
        (&mut slot.value, first)
    }

    /// Drops the keys that no more articles name than half of all keys do.
    fn forget(&mut self) {
        let mut counts: Vec<u64> = self.counts.values().map(|slot| slot.articles).collect();
        if counts.is_empty() {
            return;
        }
        let middle = (counts.len() - 1) / 2;
        let (_, &mut median, _) = counts.select_nth_unstable(middle);
        self.counts.retain(|_, slot| slot.articles > median);
        self.lack += median;
    }

    /// Number of keys that are held.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether nothing was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The keys, those of most articles first.
    #[must_use]
    pub fn ranked(self) -> Ranked<V> {
        let row = |(key, slot): (Box<str>, Slot<V>)| Row {
            key,
            articles: slot.articles,
            mentions: slot.mentions,
            value: slot.value,
        };
        Ranked::of(self.counts.into_iter().map(row).collect(), self.lack)
    }
}

impl<V> Ranked<V> {
    /// Rows in any order, ranked.
    pub(super) fn of(mut rows: Vec<Row<V>>, lack: u64) -> Self {
        rows.sort_by(|a, b| (b.articles, b.mentions, &a.key).cmp(&(a.articles, a.mentions, &b.key)));
        Self { distinct: rows.len(), rows, lack }
    }

    /// The first `most` rows.
    #[must_use]
    pub fn top(mut self, most: usize) -> Self {
        self.rows.truncate(most);
        self
    }

    /// The same with other values.
    pub fn map<W>(self, mut to: impl FnMut(V) -> W) -> Ranked<W> {
        let row = |r: Row<V>| Row { key: r.key, articles: r.articles, mentions: r.mentions, value: to(r.value) };
        Ranked { rows: self.rows.into_iter().map(row).collect(), distinct: self.distinct, lack: self.lack }
    }
}

/// The spellings of one thing: the most frequent is its name. Only the first few are told apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forms(Vec<(Box<str>, u64)>);

impl Forms {
    /// Spellings told apart.
    const MOST: usize = 8;

    /// Counts a spelling.
    pub fn add(&mut self, form: &str) {
        match self.0.iter_mut().find(|(f, _)| **f == *form) {
            Some((_, n)) => *n += 1,
            None => self.0.extend((self.0.len() < Self::MOST).then(|| (form.into(), 1))),
        }
    }

    /// The most frequent spelling, the earliest of equals.
    #[must_use]
    pub fn name(&self) -> &str {
        let best = self.0.iter().rev().max_by_key(|(_, n)| *n);
        best.map_or("", |(form, _)| form)
    }
}

/// Keeps the things of least rank, at most so many; of equals, those that came first.
///
/// ```
/// use tinviet::archive::tally::Least;
/// let mut least = Least::new(2);
/// for (rank, thing) in [(7, 'x'), (3, 'y'), (9, 'z'), (3, 'w')] {
///     least.offer(rank, || thing);
/// }
/// assert_eq!((least.offered(), least.into_sorted()), (4, vec!['y', 'w']));
/// ```
#[derive(Debug)]
pub struct Least<R, T> {
    heap: BinaryHeap<Kept<R, T>>,
    limit: usize,
    offered: u64,
}

#[derive(Debug)]
struct Kept<R, T> {
    order: (R, u64),
    thing: T,
}

impl<R: Ord, T> PartialEq for Kept<R, T> {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl<R: Ord, T> Eq for Kept<R, T> {}

impl<R: Ord, T> PartialOrd for Kept<R, T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<R: Ord, T> Ord for Kept<R, T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order.cmp(&other.order)
    }
}

impl<R: Ord, T> Least<R, T> {
    /// Keeps at most `limit` things.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { heap: BinaryHeap::new(), limit, offered: 0 }
    }

    /// Offers a thing; it is only made where it is kept.
    pub fn offer(&mut self, rank: R, thing: impl FnOnce() -> T) {
        let order = (rank, self.offered);
        self.offered += 1;
        if self.heap.len() >= self.limit {
            match self.heap.peek() {
                Some(worst) if order < worst.order => drop(self.heap.pop()),
                _ => return,
            }
        }
        self.heap.push(Kept { order, thing: thing() });
    }

    /// How many were offered.
    #[must_use]
    pub fn offered(&self) -> u64 {
        self.offered
    }

    /// What was kept, least rank first.
    #[must_use]
    pub fn into_sorted(self) -> Vec<T> {
        self.heap.into_sorted_vec().into_iter().map(|kept| kept.thing).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frequent_key_survives_any_number_of_rare_ones() {
        let mut tally = Tally::new(100);
        for article in 0..5_000_u64 {
            tally.add(&format!("rare {article}"), article, 1, || ());
            if article % 10 == 0 {
                tally.add("frequent", article, 2, || ());
            }
            assert!(tally.len() <= 100);
        }
        let ranked = tally.ranked();
        assert_eq!(&*ranked.rows[0].key, "frequent");
        assert!(ranked.lack > 0 && ranked.rows[0].articles <= 500, "{ranked:?}");
        assert!(ranked.rows[0].articles + ranked.lack >= 500, "the count lacks more than is said: {ranked:?}");
    }

    #[test]
    fn the_most_frequent_spelling_names_a_thing_and_the_first_of_equals() {
        let mut forms = Forms::default();
        for form in ["MỸ", "Mỹ", "Mỹ"] {
            forms.add(form);
        }
        assert_eq!(forms.name(), "Mỹ");
        forms.add("MỸ");
        assert_eq!(forms.name(), "MỸ");
    }

    #[test]
    fn nothing_is_kept_under_a_limit_of_none() {
        let mut least = Least::new(0);
        least.offer(1, || -> u8 { panic!("not wanted") });
        assert_eq!(least.offered(), 1);
        assert!(least.into_sorted().is_empty());
    }
}
