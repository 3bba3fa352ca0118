//! Phrases as paths of syllable ids.
//!
//! Enters: phrases split into ids, each with a class and a row number; then the tokens of a sentence. Leaves: every phrase
//! that stands there, at every token. Boundaries are syllables by construction: no phrase ends inside a word.

use std::ops::Range;

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

/// How far the words from a token on go in the trie: all that stands there is known by it. Kept for every token, so that
/// it is no longer than a register.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[repr(align(8))]
pub struct Reached {
    /// Where the ends begin.
    ends: u32,
    /// How many they are.
    count: u16,
    /// Number of the set of classes, see [`Trie::set`].
    pub(crate) set: u16,
}

/// The phrases of a document, by their first token.
#[derive(Debug, Clone, Copy)]
pub struct Matches<'a> {
    trie: &'a Trie,
    /// Token by token.
    reached: &'a [Reached],
}

impl<'a> Matches<'a> {
    /// The phrases of a document that [`Trie::scan`] went over.
    #[must_use]
    pub fn new(trie: &'a Trie, reached: &'a [Reached]) -> Self {
        Self { trie, reached }
    }

    /// The matches that begin at token `i`, longest first, in the order of the lexicon within one length.
    #[inline]
    #[must_use]
    pub fn at(&self, i: usize) -> Phrases<'a> {
        let reached = self.reached.get(i).copied().unwrap_or_default();
        Phrases { start: i as u32, ends: self.trie.ends(reached) }
    }

    /// The classes of the phrases that begin at any token of a range.
    #[inline]
    #[must_use]
    pub fn classes_in(&self, range: Range<u32>) -> ClassSet {
        let reached = self.reached.get(range.start as usize..range.end as usize).unwrap_or_default();
        // Nothing begins at most words.
        let sets = reached.iter().filter(|reached| reached.set != 0).map(|reached| *self.trie.set(reached.set));
        sets.fold(ClassSet::EMPTY, ClassSet::union)
    }

    /// Those of the tokens of a range at which a phrase of `class` begins.
    #[inline]
    pub fn having(&self, range: Range<u32>, class: Class) -> impl Iterator<Item = u32> + use<'a> {
        let (trie, start) = (self.trie, range.start);
        let reached = self.reached.get(range.start as usize..range.end as usize).unwrap_or_default();
        (start..).zip(reached).filter(move |(_, reached)| trie.set(reached.set).has(class)).map(|(at, _)| at)
    }

    /// The longest phrase of `class` that begins at token `i`.
    #[inline]
    #[must_use]
    pub fn first(&self, i: usize, class: Class) -> Option<Match> {
        let ends = self.trie.ends(self.reached.get(i).copied().unwrap_or_default());
        let &End { row, len, class } = ends.iter().find(|end| end.class == class)?;
        Some(Match { start: i as u32, len, class, row })
    }

    /// The longest phrase of `class` that begins at a token of a range and ends where the range does.
    #[must_use]
    pub fn filling(&self, range: Range<u32>, class: Class) -> Option<Match> {
        let reached = self.reached.get(range.start as usize..range.end as usize)?;
        let mut left = reached.len();
        for reached in reached {
            // Nothing begins at most words.
            if reached.set != 0 && self.trie.set(reached.set).has(class) {
                for &End { row, len, class: found } in self.trie.ends(*reached) {
                    if found == class && usize::from(len) == left {
                        return Some(Match { start: range.end - u32::from(len), len, class, row });
                    }
                }
            }
            left -= 1;
        }
        None
    }

    /// The classes of the phrases that begin at token `i`.
    #[inline]
    #[must_use]
    pub fn classes(&self, i: usize) -> &'a ClassSet {
        self.trie.set(self.reached.get(i).map_or(0, |r| r.set))
    }
}

/// The phrases that begin at one token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Phrases<'a> {
    start: u32,
    ends: &'a [End],
}

impl<'a> Phrases<'a> {
    /// None.
    pub const NONE: Self = Self { start: 0, ends: &[] };

    /// One after the other.
    #[inline]
    #[must_use]
    pub fn iter(&self) -> Iter<'a> {
        Iter { start: self.start, ends: self.ends.iter() }
    }

    /// Whether there is none.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

impl<'a> IntoIterator for Phrases<'a> {
    type Item = Match;
    type IntoIter = Iter<'a>;

    #[inline]
    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// Gives the [`Match`]es of [`Phrases`].
#[derive(Debug, Clone)]
pub struct Iter<'a> {
    start: u32,
    ends: std::slice::Iter<'a, End>,
}

impl Iterator for Iter<'_> {
    type Item = Match;

    #[inline]
    fn next(&mut self) -> Option<Match> {
        self.ends.next().map(|&End { row, len, class }| Match { start: self.start, len, class, row })
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.ends.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_> {}

/// The phrases of all lexicons.
///
/// What stands at a token is known by the deepest node of the trie that its words reach: that node keeps the phrases on
/// the way to it, and the set of their classes, once for all documents.
#[derive(Debug, Default)]
pub struct Trie {
    /// The edges with the nodes they lead to, by a hash of the edge; a power of two of them, once finished.
    slots: Vec<Slot>,
    /// For each word, by id, the node of the phrases that it begins, copied here: most tokens end at it.
    roots: Vec<Node>,
    /// The same for the marks of ASCII, as which most others are read.
    marks: Vec<Node>,
    /// One bit for each pair of words that begins a phrase, by a hash: most pairs that do not are seen at once.
    pairs: Pairs,
    /// What ends at the nodes and on the way to them, longest first.
    ends: Vec<End>,
    /// The sets of classes that occur; the first is empty.
    sets: Vec<ClassSet>,
    /// The phrases as inserted, until [`Trie::finish`]: node, class, row.
    inserted: Vec<(u32, Class, u32)>,
    /// The number of the node behind each edge, until [`Trie::finish`].
    edges: FxHashMap<u64, u32>,
    /// Edge and depth of each node, until [`Trie::finish`].
    parents: Vec<(u64, u16)>,
}

/// A node of the trie with the edge to it: one line of the cache holds all that a step asks for.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct Slot {
    /// The edge to it, see [`edge`]; 0 for a free slot.
    edge: u64,
    /// One bit for each id that goes on from here (by its last six bits): most words that do not are seen at once.
    next: u64,
    node: Node,
}

/// A node of the trie.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// 0 where no phrase goes on: where nothing begins with a word.
    number: u32,
    /// What ends at it and on the way to it.
    reached: Reached,
}

/// That of a word with which no phrase begins.
static NOWHERE: Node = Node { number: 0, reached: Reached { ends: 0, count: 0, set: 0 } };

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

/// One bit for each pair of words that begins a phrase, by a hash: sixteen kilobytes, which stay in the nearest cache.
#[derive(Debug)]
struct Pairs(Box<[u64; Self::WORDS]>);

impl Default for Pairs {
    fn default() -> Self {
        Self(Box::new([0; Self::WORDS]))
    }
}

impl Pairs {
    const WORDS: usize = 1 << Self::BITS;
    const BITS: u32 = 11;

    /// Word and bit of a pair.
    #[inline]
    const fn place(first: SylId, second: SylId) -> (usize, u64) {
        let mixed = (first.0 as u64) << 32 | second.0 as u64;
        let hash = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((hash >> (64 - Self::BITS)) as usize, 1 << (hash >> (58 - Self::BITS) & 63))
    }

    fn insert(&mut self, first: SylId, second: SylId) {
        let (word, bit) = Self::place(first, second);
        self.0[word] |= bit;
    }

    #[inline]
    fn may_hold(&self, first: SylId, second: SylId) -> bool {
        let (word, bit) = Self::place(first, second);
        self.0[word] & bit != 0
    }
}

/// The number of a set of classes that did not occur yet.
fn number(sets: &mut Vec<ClassSet>, classes: ClassSet) -> u16 {
    let number = sets.len().min(usize::from(u16::MAX));
    match sets.get_mut(number) {
        // There are hundreds of them; should there ever be so many, the last one stands for all that are left.
        Some(last) => *last = last.union(classes),
        None => sets.push(classes),
    }
    number as u16
}

impl Trie {
    /// Adds a phrase.
    pub(crate) fn insert(&mut self, phrase: &[SylId], class: Class, row: u32) {
        if self.parents.is_empty() {
            self.parents.push((0, 0));
        }
        let mut node = 0;
        for (depth, &id) in (1..).zip(phrase) {
            let next = self.parents.len() as u32;
            let edge = edge(node, id);
            node = *self.edges.entry(edge).or_insert(next);
            if node == next {
                self.parents.push((edge, depth));
            }
        }
        self.inserted.push((node, class, row));
    }

    /// Makes the trie ready for look-ups; call after the last insertion.
    pub(crate) fn finish(&mut self, bound: usize) {
        // Stable: the rows of one phrase keep the order of the lexicon.
        let mut inserted = std::mem::take(&mut self.inserted);
        inserted.sort_by_key(|(node, ..)| *node);
        let mut own = inserted.as_slice();
        let mut numbers = FxHashMap::from_iter([(ClassSet::EMPTY, 0)]);
        self.sets = vec![ClassSet::EMPTY];
        self.ends.clear();
        // A node comes after its parent.
        let mut nodes: Vec<Slot> = Vec::with_capacity(self.parents.len());
        for (node, &(edge, len)) in (0..).zip(&self.parents) {
            let (here, rest) = own.split_at(own.iter().take_while(|(end, ..)| *end <= node).count());
            own = rest;
            let parent = (edge >> 32) as usize;
            let Reached { mut ends, mut count, mut set } = nodes.get(parent).copied().unwrap_or_default().node.reached;
            if !here.is_empty() {
                let before = ends as usize..ends as usize + usize::from(count);
                ends = self.ends.len() as u32;
                count = count.saturating_add(here.len().min(usize::from(u16::MAX)) as u16);
                self.ends.extend(here.iter().map(|&(_, class, row)| End { row, len, class }));
                self.ends.extend_from_within(before);
                let classes = here.iter().fold(self.sets[set as usize], |set, &(_, class, _)| set.with(class));
                set = *numbers.entry(classes).or_insert_with(|| number(&mut self.sets, classes));
            }
            if node > 0 {
                nodes[parent].next |= filter(SylId(edge as u32));
            }
            let reached = Reached { ends, count, set };
            nodes.push(Slot { edge, next: 0, node: Node { number: node, reached } });
        }
        self.slots = vec![Slot::default(); (nodes.len() * 4 / 3).next_power_of_two()];
        for node in nodes.iter().skip(1) {
            let mut at = self.place(node.edge);
            while self.slots[at].edge != 0 {
                at = self.behind(at);
            }
            self.slots[at] = *node;
        }
        let root = |id| self.step(0, id).map_or(NOWHERE, |slot| slot.node);
        let roots = (0..bound as u32).map(|id| root(SylId(id))).collect();
        let marks = ('\0'..='\u{7F}').map(|mark| root(SylId::punct(mark))).collect();
        (self.roots, self.marks) = (roots, marks);
        self.pairs = Pairs::default();
        for (edge, _) in self.parents.iter().filter(|(_, depth)| *depth == 2) {
            let first = nodes[(edge >> 32) as usize].edge as u32;
            self.pairs.insert(SylId(first), SylId(*edge as u32));
        }
        self.parents = Vec::new();
        self.edges = FxHashMap::default();
    }

    /// The sets of classes that occur, by number.
    #[must_use]
    pub fn sets(&self) -> &[ClassSet] {
        &self.sets
    }

    /// The set of classes with a number.
    #[inline]
    #[must_use]
    pub fn set(&self, number: u16) -> &ClassSet {
        self.sets.get(usize::from(number)).unwrap_or(&ClassSet::EMPTY)
    }

    /// The node of the phrases that begin with a word or mark.
    #[inline]
    fn root(&self, id: SylId) -> &Node {
        match self.roots.get(id.0 as usize) {
            Some(root) => root,
            None => self.marks.get(id.mark() as usize).unwrap_or_else(|| self.root_of_mark(id)),
        }
    }

    #[cold]
    fn root_of_mark(&self, id: SylId) -> &Node {
        self.step(0, id).map_or(&NOWHERE, |slot| &slot.node)
    }

    /// Where the search for an edge begins.
    #[inline]
    fn place(&self, edge: u64) -> usize {
        // The better mixed bits of the product are the upper ones; no more than 32 are ever asked for.
        (edge.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (self.slots.len() - 1)
    }

    /// Where it goes on.
    #[inline]
    fn behind(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }

    /// The node after `node` by `id`.
    #[inline]
    fn step(&self, node: u32, id: SylId) -> Option<&Slot> {
        if self.slots.is_empty() {
            return None;
        }
        let edge = edge(node, id);
        let mut at = self.place(edge);
        loop {
            let slot = &self.slots[at];
            // Asked first: nothing goes from the root by the unknown word, and that edge is 0 too.
            if slot.edge == 0 {
                return None;
            }
            if slot.edge == edge {
                return Some(slot);
            }
            at = self.behind(at);
        }
    }

    #[inline]
    fn ends(&self, reached: Reached) -> &[End] {
        &self.ends[reached.ends as usize..][..usize::from(reached.count)]
    }

    /// Appends to `out` what stands at each token of a sentence.
    pub fn scan(&self, tokens: &[Token], out: &mut Vec<Reached>) {
        let pairs = tokens.iter().zip(tokens.get(1..).unwrap_or_default());
        out.extend(pairs.enumerate().map(|(at, (first, second))| {
            let root = self.root(first.id);
            if root.number != 0 && self.pairs.may_hold(first.id, second.id) {
                self.go_on(root, &tokens[at + 1..])
            } else {
                root.reached
            }
        }));
        out.extend(tokens.last().map(|last| self.root(last.id).reached));
    }

    /// How far `tokens` go from a root on.
    #[inline(never)]
    fn go_on(&self, root: &Node, tokens: &[Token]) -> Reached {
        let (mut node, mut next) = (root, u64::MAX);
        for token in tokens {
            if next & filter(token.id) == 0 {
                break;
            }
            let Some(slot) = self.step(node.number, token.id) else { break };
            (node, next) = (&slot.node, slot.next);
        }
        node.reached
    }

    /// The rows of exactly this phrase, with their classes.
    pub fn get(&self, phrase: &[SylId]) -> impl Iterator<Item = (Class, u32)> {
        let mut reached = None;
        for &id in phrase {
            reached = self.step(reached.map_or(0, |slot: &Slot| slot.node.number), id);
            if reached.is_none() {
                break;
            }
        }
        let ends = reached.map_or(&[][..], |slot| self.ends(slot.node.reached));
        ends.iter().filter(move |e| usize::from(e.len) == phrase.len()).map(|e| (e.class, e.row))
    }
}
