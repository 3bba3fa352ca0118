//! What is known of some of a document's mentions.
//!
//! Enters: facts with the numbers of their mentions, ascending. Leaves: the fact of a mention, looked up or met on the way
//! through all of them. Most mentions are of another kind than those a list speaks of: it takes room for these only.

/// Facts of mentions, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByMention<T>(Vec<(u32, T)>);

impl<T> Default for ByMention<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByMention<T> {
    /// Adds the fact of a mention behind those of the mentions before it.
    pub fn push(&mut self, mention: usize, fact: T) {
        debug_assert!(self.0.last().is_none_or(|(last, _)| (*last as usize) < mention));
        self.0.push((mention as u32, fact));
    }

    fn place(&self, mention: usize) -> Option<usize> {
        self.0.binary_search_by_key(&mention, |(n, _)| *n as usize).ok()
    }

    /// The fact of a mention.
    #[must_use]
    pub fn get(&self, mention: usize) -> Option<&T> {
        self.place(mention).map(|at| &self.0[at].1)
    }

    /// The facts with the numbers of their mentions.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &T)> {
        self.0.iter().map(|(n, fact)| (*n as usize, fact))
    }

    /// The facts, for one who goes through the mentions in order.
    #[must_use]
    pub fn along(&self) -> Along<'_, T> {
        Along(&self.0)
    }
}

impl<T> FromIterator<(usize, T)> for ByMention<T> {
    fn from_iter<I: IntoIterator<Item = (usize, T)>>(facts: I) -> Self {
        let mut list = Self::default();
        facts.into_iter().for_each(|(n, fact)| list.push(n, fact));
        list
    }
}

/// The facts not yet passed.
#[derive(Debug)]
pub struct Along<'l, T>(&'l [(u32, T)]);

impl<'l, T> Along<'l, T> {
    /// The fact of a mention behind those asked for before.
    #[inline]
    pub fn at(&mut self, mention: usize) -> Option<&'l T> {
        while let [(n, fact), rest @ ..] = self.0 {
            if *n as usize > mention {
                return None;
            }
            self.0 = rest;
            if *n as usize == mention {
                return Some(fact);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_found_by_its_mention_and_on_the_way() {
        let list: ByMention<char> = [(1, 'a'), (4, 'b'), (9, 'c')].into_iter().collect();
        let mut along = list.along();
        assert_eq!((0..12).filter_map(|n| list.get(n)).collect::<String>(), "abc");
        assert_eq!((0..12).filter_map(|n| along.at(n)).collect::<String>(), "abc");
        assert_eq!(list.along().at(5), None);
        assert_eq!(list.along().at(9), Some(&'c'));
    }
}
