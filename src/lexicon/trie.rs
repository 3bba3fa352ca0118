//! Phrases as paths of syllable ids.
//!
//! Enters: phrases split into ids, each with a class and a row number; then the tokens of a sentence. Leaves: every phrase
//! that stands there, at every token. Boundaries are syllables by construction: no phrase ends inside a word.

use rustc_hash::FxHashMap;

use crate::intern::SylId;
use crate::lexicon::class::{Class, ClassSet};
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// A phrase of a lexicon found in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// First token.
    pub start: u32,
    /// Number of tokens.
    pub len: u16,
    /// Class of the phrase.
    pub class: Class,
    /// Row in the store, see [`crate::lexicon::store::Lexicon::row`].
    pub row: u32,
}

impl Match {
    /// The tokens covered.
    #[must_use]
    pub const fn span(&self) -> Span<Tok> {
        Span::new(self.start, self.start + self.len as u32)
    }
}

/// The phrases found in a document, by their first token; refilled from document to document.
#[derive(Debug, Default)]
pub struct Matches {
    list: Vec<Match>,
    /// Where the matches of token `i` begin in `list`; one entry more than tokens.
    first: Vec<u32>,
    /// Number of the set of classes at each token, see [`Trie::set`].
    sets: Vec<u32>,
}

impl Matches {
    /// Forgets all matches, keeps the memory.
    pub fn clear(&mut self) {
        self.list.clear();
        self.first.clear();
        self.sets.clear();
    }

    /// The numbers of the sets of classes, token by token, see [`Trie::set`].
    #[must_use]
    pub fn sets(&self) -> &[u32] {
        &self.sets
    }

    /// The matches that begin at token `i`, longest first, in the order of the lexicon within one length.
    #[inline]
    #[must_use]
    pub fn at(&self, i: usize) -> &[Match] {
        match (self.first.get(i), self.first.get(i + 1)) {
            (Some(&a), Some(&b)) => &self.list[a as usize..b as usize],
            _ => &[],
        }
    }

    /// Number of the set of the classes that begin at token `i`, see [`Trie::set`].
    #[inline]
    #[must_use]
    pub fn set_at(&self, i: usize) -> u32 {
        self.sets.get(i).copied().unwrap_or(0)
    }
}

/// The phrases of all lexicons.
///
/// What stands at a token is known by the deepest node of the trie that its words reach: that node keeps the phrases on
/// the way to it, and the set of their classes, once for all documents.
#[derive(Debug, Default)]
pub struct Trie {
    edges: FxHashMap<u64, u32>,
    /// For each word, by id, the node of the phrases that it begins, copied here: most tokens end at it.
    roots: Vec<Root>,
    /// One bit for each pair of words that begins a phrase, by a hash: most pairs that do not are seen at once.
    pairs: Vec<u64>,
    nodes: Vec<Node>,
    /// What ends at the nodes and on the way to them, longest first.
    ends: Vec<End>,
    /// The sets of classes that occur; the first is empty.
    sets: Vec<ClassSet>,
    /// The phrases as inserted, until [`Trie::finish`]: node, class, row.
    inserted: Vec<(u32, Class, u32)>,
    /// Parent and depth of each node, until [`Trie::finish`].
    parents: Vec<(u32, u16)>,
}

/// A node of the trie.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// One bit for each id that goes on from here (by its last six bits): most words that do not are seen at once.
    next: u64,
    /// Where its ends begin.
    ends: u32,
    /// How many they are, those on the way included.
    count: u32,
    /// Number of the set of their classes.
    set: u32,
}

/// The node of a single word.
#[derive(Debug, Clone, Copy, Default)]
struct Root {
    ends: u32,
    count: u32,
    set: u32,
    /// 0 where no phrase begins with the word.
    node: u32,
}

/// The end of a phrase.
#[derive(Debug, Clone, Copy)]
struct End {
    row: u32,
    len: u16,
    class: Class,
}

const fn edge(node: u32, id: SylId) -> u64 {
    (node as u64) << 32 | id.0 as u64
}

const fn filter(id: SylId) -> u64 {
    1 << (id.0 & 63)
}

/// Binary logarithm of the number of bits for pairs: sixteen kilobytes stay in the nearest cache.
const PAIR_BITS: u32 = 17;

/// Word and bit of a pair in [`Trie::pairs`].
#[inline]
const fn pair(first: SylId, second: SylId) -> (usize, u64) {
    let mixed = (first.0 as u64) << 32 | second.0 as u64;
    let hash = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - PAIR_BITS);
    ((hash / 64) as usize, 1 << (hash % 64))
}

impl Trie {
    /// Adds a phrase.
    pub(crate) fn insert(&mut self, phrase: &[SylId], class: Class, row: u32) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
            self.parents.push((0, 0));
        }
        let mut node = 0;
        for (depth, &id) in (1..).zip(phrase) {
            let next = self.nodes.len() as u32;
            self.nodes[node as usize].next |= filter(id);
            let parent = node;
            node = *self.edges.entry(edge(node, id)).or_insert(next);
            if node == next {
                self.nodes.push(Node::default());
                self.parents.push((parent, depth));
            }
        }
        self.inserted.push((node, class, row));
    }

    /// Makes the trie ready for look-ups; call after the last insertion.
    pub(crate) fn finish(&mut self, bound: usize) {
        // Stable: the rows of one phrase keep the order of the lexicon.
        self.inserted.sort_by_key(|(node, ..)| *node);
        let mut own = self.inserted.as_slice();
        let mut numbers = FxHashMap::from_iter([(ClassSet::EMPTY, 0)]);
        self.sets = vec![ClassSet::EMPTY];
        self.ends.clear();
        // A node comes after its parent.
        for (n, &(parent, len)) in self.parents.iter().enumerate() {
            let (here, rest) = own.split_at(own.partition_point(|(node, ..)| *node as usize <= n));
            own = rest;
            let on_the_way = if n == 0 { Node::default() } else { self.nodes[parent as usize] };
            let node = &mut self.nodes[n];
            if here.is_empty() {
                (node.ends, node.count, node.set) = (on_the_way.ends, on_the_way.count, on_the_way.set);
                continue;
            }
            node.ends = self.ends.len() as u32;
            node.count = on_the_way.count + here.len() as u32;
            self.ends.extend(here.iter().map(|&(_, class, row)| End { row, len, class }));
            let before = on_the_way.ends as usize;
            self.ends.extend_from_within(before..before + on_the_way.count as usize);
            let set = here.iter().fold(self.sets[on_the_way.set as usize], |set, &(_, class, _)| set.with(class));
            node.set = *numbers.entry(set).or_insert_with(|| {
                self.sets.push(set);
                self.sets.len() as u32 - 1
            });
        }
        let root = |id| {
            let node = self.edges.get(&edge(0, SylId(id))).copied().unwrap_or(0);
            let Node { ends, count, set, .. } = self.nodes.get(node as usize).copied().unwrap_or_default();
            Root { ends, count, set, node }
        };
        self.roots = (0..bound as u32).map(root).collect();
        self.pairs = vec![0; 1 << (PAIR_BITS - 6)];
        let mut words = vec![SylId::UNKNOWN; self.nodes.len()];
        self.edges.iter().for_each(|(edge, node)| words[*node as usize] = SylId(*edge as u32));
        for (node, (parent, _)) in self.parents.iter().enumerate().filter(|(_, (_, depth))| *depth == 2) {
            let (place, bit) = pair(words[*parent as usize], words[node]);
            self.pairs[place] |= bit;
        }
        self.inserted = Vec::new();
        self.parents = Vec::new();
    }

    /// The sets of classes that occur, by number.
    #[must_use]
    pub fn sets(&self) -> &[ClassSet] {
        &self.sets
    }

    /// The set of classes with a number, see [`Matches::set_at`].
    #[inline]
    #[must_use]
    pub fn set(&self, number: u32) -> &ClassSet {
        self.sets.get(number as usize).unwrap_or(&ClassSet::EMPTY)
    }

    #[inline]
    fn root(&self, id: SylId) -> Root {
        match self.roots.get(id.0 as usize) {
            Some(root) => *root,
            None if id.is_punct() => {
                let node = self.next(0, id);
                let Node { ends, count, set, .. } = if node == 0 { Node::default() } else { self.nodes[node as usize] };
                Root { ends, count, set, node }
            }
            None => Root::default(),
        }
    }

    /// The node after `node` by `id`, 0 if there is none.
    #[inline]
    fn next(&self, node: u32, id: SylId) -> u32 {
        match self.nodes.get(node as usize) {
            Some(n) if n.next & filter(id) != 0 => self.edges.get(&edge(node, id)).copied().unwrap_or(0),
            _ => 0,
        }
    }

    #[inline]
    fn ends(&self, start: u32, count: u32) -> &[End] {
        &self.ends[start as usize..(start + count) as usize]
    }

    /// Appends to `out` what stands at each token of the sentence `tokens[range]`; sentences come in order.
    pub fn scan(&self, tokens: &[Token], range: Span<Tok>, out: &mut Matches) {
        if out.first.is_empty() {
            out.first.push(0);
        }
        let tokens = &tokens[..range.end as usize];
        for i in range.range() {
            let first = tokens[i].id;
            let mut reached = self.root(first);
            if reached.node != 0 {
                if let Some(second) = tokens.get(i + 1).map(|t| pair(first, t.id))
                    && self.pairs[second.0] & second.1 != 0
                {
                    let mut node = reached.node;
                    for token in &tokens[i + 1..] {
                        match self.next(node, token.id) {
                            0 => break,
                            next => node = next,
                        }
                    }
                    let Node { ends, count, set, .. } = self.nodes[node as usize];
                    reached = Root { ends, count, set, node };
                }
                let start = i as u32;
                let matched = self.ends(reached.ends, reached.count).iter();
                out.list.extend(matched.map(|&End { row, len, class }| Match { start, len, class, row }));
            }
            out.sets.push(reached.set);
            out.first.push(out.list.len() as u32);
        }
    }

    /// The rows of exactly this phrase, with their classes.
    pub fn get(&self, phrase: &[SylId]) -> impl Iterator<Item = (Class, u32)> {
        let mut node = 0;
        for &id in phrase {
            node = self.next(node, id);
            if node == 0 {
                break;
            }
        }
        let ends = self.nodes.get(node as usize).filter(|_| node != 0).map_or(&[][..], |n| self.ends(n.ends, n.count));
        ends.iter().filter(move |e| usize::from(e.len) == phrase.len()).map(|e| (e.class, e.row))
    }
}
