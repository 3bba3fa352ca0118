//! Phrases as paths of syllable ids.
//!
//! Enters: phrases split into ids, each with a class and a row number; then the tokens of a sentence. Leaves: every phrase
//! that stands there, at every token. Boundaries are syllables by construction: no phrase ends inside a word.

use rustc_hash::FxHashMap;

use crate::intern::SylId;
use crate::lexicon::class::Class;
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
}

impl Matches {
    /// Forgets all matches, keeps the memory.
    pub fn clear(&mut self) {
        self.list.clear();
        self.first.clear();
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
}

/// The phrases of all lexicons.
#[derive(Debug, Default)]
pub struct Trie {
    edges: FxHashMap<u64, u32>,
    /// Node of each word that begins a phrase, by id; 0 where none does.
    roots: Vec<u32>,
    nodes: Vec<Node>,
    /// Classes and rows that end at the nodes, those of one node side by side.
    ends: Vec<(Class, u32)>,
    /// The phrases as inserted, until [`Trie::finish`]: node, class, row.
    inserted: Vec<(u32, Class, u32)>,
}

/// A node of the trie.
#[derive(Debug, Clone, Copy, Default)]
struct Node {
    /// One bit for each id that goes on from here (by its last six bits): most words that do not are seen at once.
    next: u64,
    /// Where its ends begin.
    ends: u32,
    /// How many they are.
    count: u32,
}

const fn edge(node: u32, id: SylId) -> u64 {
    (node as u64) << 32 | id.0 as u64
}

const fn filter(id: SylId) -> u64 {
    1 << (id.0 & 63)
}

impl Trie {
    /// Adds a phrase.
    pub(crate) fn insert(&mut self, phrase: &[SylId], class: Class, row: u32) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut node = 0;
        for &id in phrase {
            let next = self.nodes.len() as u32;
            self.nodes[node as usize].next |= filter(id);
            node = *self.edges.entry(edge(node, id)).or_insert(next);
            if node == next {
                self.nodes.push(Node::default());
            }
        }
        self.inserted.push((node, class, row));
    }

    /// Makes the trie ready for look-ups; call after the last insertion.
    pub(crate) fn finish(&mut self, bound: usize) {
        self.roots = (0..bound as u32).map(|id| self.edges.get(&edge(0, SylId(id))).copied().unwrap_or(0)).collect();
        // Stable: the rows of one phrase keep the order of the lexicon.
        self.inserted.sort_by_key(|(node, ..)| *node);
        for (node, class, row) in self.inserted.drain(..) {
            let node = &mut self.nodes[node as usize];
            if node.count == 0 {
                node.ends = self.ends.len() as u32;
            }
            node.count += 1;
            self.ends.push((class, row));
        }
    }

    #[inline]
    fn root(&self, id: SylId) -> u32 {
        if id.is_punct() {
            return self.next(0, id);
        }
        self.roots.get(id.0 as usize).copied().unwrap_or(0)
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
    fn ends_of(&self, node: u32) -> &[(Class, u32)] {
        match self.nodes.get(node as usize) {
            Some(n) => &self.ends[n.ends as usize..(n.ends + n.count) as usize],
            None => &[],
        }
    }

    /// Appends to `out` what stands at each token of the sentence `tokens[range]`; sentences come in order.
    pub fn scan(&self, tokens: &[Token], range: Span<Tok>, out: &mut Matches) {
        if out.first.is_empty() {
            out.first.push(0);
        }
        for i in range.range() {
            let from = out.list.len();
            let mut node = self.root(tokens[i].id);
            let mut j = i;
            while node != 0 {
                j += 1;
                for &(class, row) in self.ends_of(node) {
                    out.list.push(Match { start: i as u32, len: (j - i) as u16, class, row });
                }
                if j >= range.end as usize {
                    break;
                }
                node = self.next(node, tokens[j].id);
            }
            if out.list.len() - from > 1 {
                // Longest first; the sort is stable, so rows of one phrase keep the order of the lexicon.
                out.list[from..].sort_by_key(|m| std::cmp::Reverse(m.len));
            }
            out.first.push(out.list.len() as u32);
        }
    }

    /// The rows of exactly this phrase.
    #[must_use]
    pub fn get(&self, phrase: &[SylId]) -> &[(Class, u32)] {
        let mut node = 0;
        for &id in phrase {
            node = self.next(node, id);
            if node == 0 {
                return &[];
            }
        }
        self.ends_of(node)
    }
}
