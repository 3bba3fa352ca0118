//! Phrases as paths of syllable ids.
//!
//! Enters: phrases split into ids, each with a class and a row number; then the tokens of a document. Leaves: every phrase
//! that stands there, at every token. Boundaries are syllables by construction: no phrase ends inside a word.

mod scan;

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::intern::SylId;
use crate::lexicon::class::{Class, ClassSet};
use crate::span::{Span, Tok};

pub use scan::Scan;

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
    /// The same, the number of the set of classes only.
    sets: &'a [u16],
}

impl<'a> Matches<'a> {
    /// The phrases of a document that a [`Scan`] went over.
    #[must_use]
    pub fn new(trie: &'a Trie, scan: &'a Scan) -> Self {
        Self { trie, reached: scan.reached(), sets: scan.sets() }
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
        let sets = self.sets.get(range.start as usize..range.end as usize).unwrap_or_default();
        // Nothing begins at most words.
        let sets = sets.iter().filter(|set| **set != 0).map(|set| *self.trie.set(*set));
        sets.fold(ClassSet::EMPTY, ClassSet::union)
    }

    /// Those of the tokens of a range at which a phrase of `class` begins.
    #[inline]
    pub fn having(&self, range: Range<u32>, class: Class) -> impl Iterator<Item = u32> + use<'a> {
        let (trie, start) = (self.trie, range.start);
        let sets = self.sets.get(range.start as usize..range.end as usize).unwrap_or_default();
        (start..).zip(sets).filter(move |(_, set)| trie.set(**set).has(class)).map(|(at, _)| at)
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
        let sets = self.sets.get(range.start as usize..range.end as usize)?;
        let mut left = sets.len();
        for (at, &set) in (range.start as usize..).zip(sets) {
            // Nothing begins at most words.
            if set != 0 && self.trie.set(set).has(class) {
                for &End { row, len, class: found } in self.trie.ends(self.reached[at]) {
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
        self.trie.set(self.sets.get(i).copied().unwrap_or(0))
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
    /// The nodes behind two and more words, by a hash of the edge to them.
    slots: Vec<Slot>,
    /// What each word reaches alone, by id: most tokens end at it.
    words: Vec<Reached>,
    /// The same for the marks of ASCII, as which most others are read.
    marks: Vec<Reached>,
    /// The same for the rest of the marks.
    rare: FxHashMap<SylId, Reached>,
    /// Which edges there are.
    edges: Edges,
    /// What ends at the nodes and on the way to them, longest first.
    ends: Vec<End>,
    /// The sets of classes that occur; the first is empty.
    sets: Vec<ClassSet>,
    /// The phrases as inserted, until [`Trie::finish`]: node, class, row.
    inserted: Vec<(u32, Class, u32)>,
    /// The number of the node behind each edge, until [`Trie::finish`].
    numbers: FxHashMap<u64, u32>,
    /// The edge to each node, from the number of the one before, and its depth, until [`Trie::finish`].
    parents: Vec<(u64, u16)>,
}

/// A node of the trie with the edge to it; four of them in a line of the cache.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(16))]
struct Slot {
    /// The edge to it, see [`edge`]; 0 for a free slot.
    edge: u64,
    /// What ends at it and on the way to it.
    reached: Reached,
}

/// Where an edge comes from: the node of a single word or mark is its id, …
#[derive(Debug, Clone, Copy, Default)]
struct Node(u32);

impl Node {
    const fn word(id: SylId) -> Self {
        Self(id.0)
    }

    /// … and the others are the numbers of their slots, which are no ids either: those of words are smaller, those of marks
    /// larger.
    const fn slot(at: usize) -> Self {
        Self(1 << 30 | at as u32)
    }
}

const fn edge(from: Node, id: SylId) -> u64 {
    (from.0 as u64) << 32 | id.0 as u64
}

/// Mixes the bits of an edge; the upper ones are the better ones.
const fn hash(edge: u64) -> u64 {
    edge.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Two bits for each edge, by its hash: nearly all words that do not go on are seen at once, in sixteen kilobytes, which stay
/// in the nearest cache.
#[derive(Debug)]
struct Edges(Box<[u64; Self::ROWS]>);

impl Default for Edges {
    fn default() -> Self {
        Self(Box::new([0; Self::ROWS]))
    }
}

impl Edges {
    const ROWS: usize = 1 << Self::BITS;
    const BITS: u32 = 11;

    /// Row and bits of an edge.
    #[inline]
    const fn place(edge: u64) -> (usize, u64) {
        let hash = hash(edge);
        let bits = 1 << (hash >> (58 - Self::BITS) & 63) | 1 << (hash >> (52 - Self::BITS) & 63);
        ((hash >> (64 - Self::BITS)) as usize, bits)
    }

    fn insert(&mut self, edge: u64) {
        let (row, bits) = Self::place(edge);
        self.0[row] |= bits;
    }

    #[inline]
    fn may_hold(&self, edge: u64) -> bool {
        let (row, bits) = Self::place(edge);
        self.0[row] & bits == bits
    }
}

/// The end of a phrase.
#[derive(Debug, Clone, Copy)]
struct End {
    row: u32,
    len: u16,
    class: Class,
}

/// The number of a set of classes that did not occur yet.
fn number_of(sets: &mut Vec<ClassSet>, classes: ClassSet) -> u16 {
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
            let edge = edge(Node(node), id);
            node = *self.numbers.entry(edge).or_insert(next);
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
        let mut set_numbers = FxHashMap::from_iter([(ClassSet::EMPTY, 0)]);
        self.sets = vec![ClassSet::EMPTY];
        self.ends.clear();
        let parents = std::mem::take(&mut self.parents);
        // Half of them stay free.
        let phrases = parents.iter().filter(|(_, depth)| *depth > 1).count();
        self.slots = vec![Slot::default(); phrases.max(1) * 2];
        self.words = vec![Reached::default(); bound];
        self.marks = vec![Reached::default(); 128];
        self.rare = FxHashMap::default();
        self.edges = Edges::default();
        // A node comes after its parent.
        let mut nodes: Vec<(Node, Reached)> = Vec::with_capacity(parents.len());
        for (number, &(edge, len)) in (0..).zip(&parents) {
            let (here, rest) = own.split_at(own.iter().take_while(|(end, ..)| *end <= number).count());
            own = rest;
            let (from, Reached { mut ends, mut count, mut set }) =
                nodes.get((edge >> 32) as usize).copied().unwrap_or_default();
            if !here.is_empty() {
                let before = ends as usize..ends as usize + usize::from(count);
                ends = self.ends.len() as u32;
                count = count.saturating_add(here.len().min(usize::from(u16::MAX)) as u16);
                self.ends.extend(here.iter().map(|&(_, class, row)| End { row, len, class }));
                self.ends.extend_from_within(before);
                let classes = here.iter().fold(self.sets[set as usize], |set, &(_, class, _)| set.with(class));
                set = *set_numbers.entry(classes).or_insert_with(|| number_of(&mut self.sets, classes));
            }
            let reached = Reached { ends, count, set };
            let id = SylId(edge as u32);
            let node = match len {
                0 => Node::default(),
                1 => self.settle_alone(id, reached),
                _ => self.settle(from, id, reached),
            };
            nodes.push((node, reached));
        }
        self.numbers = FxHashMap::default();
    }

    /// Gives the node of a single word or mark its place.
    fn settle_alone(&mut self, id: SylId, reached: Reached) -> Node {
        let place = self.words.get_mut(id.0 as usize).or_else(|| self.marks.get_mut(id.mark() as usize));
        *place.unwrap_or_else(|| self.rare.entry(id).or_default()) = reached;
        Node::word(id)
    }

    /// Gives the node behind an edge its place.
    fn settle(&mut self, from: Node, id: SylId, reached: Reached) -> Node {
        let edge = edge(from, id);
        let mut at = self.place(edge);
        while self.slots[at].edge != 0 {
            at = self.behind(at);
        }
        self.slots[at] = Slot { edge, reached };
        self.edges.insert(edge);
        Node::slot(at)
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

    /// What a word or mark reaches alone.
    #[inline]
    fn alone(&self, id: SylId) -> Reached {
        match self.words.get(id.0 as usize) {
            Some(&reached) => reached,
            None => self.marks.get(id.mark() as usize).copied().unwrap_or_else(|| self.rare_mark(id)),
        }
    }

    #[cold]
    fn rare_mark(&self, id: SylId) -> Reached {
        self.rare.get(&id).copied().unwrap_or_default()
    }

    /// Where the search for an edge begins.
    #[inline]
    fn place(&self, edge: u64) -> usize {
        (((hash(edge) >> 32) * self.slots.len() as u64) >> 32) as usize
    }

    /// Where it goes on.
    #[inline]
    fn behind(&self, at: usize) -> usize {
        if at + 1 == self.slots.len() { 0 } else { at + 1 }
    }

    /// The slot of the node that `id` leads to.
    #[inline]
    fn step(&self, from: Node, id: SylId) -> Option<usize> {
        let edge = edge(from, id);
        let mut at = self.place(edge);
        loop {
            let slot = self.slots.get(at)?;
            // Asked first: nothing goes from the unknown word to itself, and that edge is 0 too.
            if slot.edge == 0 {
                return None;
            }
            if slot.edge == edge {
                return Some(at);
            }
            at = self.behind(at);
        }
    }

    #[inline]
    fn ends(&self, reached: Reached) -> &[End] {
        &self.ends[reached.ends as usize..][..usize::from(reached.count)]
    }

    /// The rows of exactly this phrase, with their classes.
    pub fn get(&self, phrase: &[SylId]) -> impl Iterator<Item = (Class, u32)> {
        let ends = self.exactly(phrase).map_or(&[][..], |reached| self.ends(reached));
        ends.iter().filter(move |e| usize::from(e.len) == phrase.len()).map(|e| (e.class, e.row))
    }

    /// What a whole phrase reaches.
    fn exactly(&self, phrase: &[SylId]) -> Option<Reached> {
        let (&first, rest) = phrase.split_first()?;
        let (mut node, mut reached) = (Node::word(first), self.alone(first));
        for &id in rest {
            let at = self.step(node, id)?;
            (node, reached) = (Node::slot(at), self.slots[at].reached);
        }
        Some(reached)
    }
}
