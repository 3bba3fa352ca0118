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
    /// Classes and rows that end at each node; node 0 is the root.
    ends: Vec<Vec<(Class, u32)>>,
}

const fn edge(node: u32, id: SylId) -> u64 {
    (node as u64) << 32 | id.0 as u64
}

impl Trie {
    /// Adds a phrase.
    pub(crate) fn insert(&mut self, phrase: &[SylId], class: Class, row: u32) {
        if self.ends.is_empty() {
            self.ends.push(Vec::new());
        }
        let mut node = 0;
        for &id in phrase {
            let next = self.ends.len() as u32;
            node = *self.edges.entry(edge(node, id)).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
        }
        self.ends[node as usize].push((class, row));
    }

    /// Builds the table of first words; call once after the last insertion.
    pub(crate) fn finish(&mut self, bound: usize) {
        self.roots = (0..bound as u32).map(|id| self.edges.get(&edge(0, SylId(id))).copied().unwrap_or(0)).collect();
    }

    #[inline]
    fn root(&self, id: SylId) -> u32 {
        if id.is_punct() {
            return self.edges.get(&edge(0, id)).copied().unwrap_or(0);
        }
        self.roots.get(id.0 as usize).copied().unwrap_or(0)
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
                for &(class, row) in &self.ends[node as usize] {
                    out.list.push(Match { start: i as u32, len: (j - i) as u16, class, row });
                }
                if j >= range.end as usize {
                    break;
                }
                node = self.edges.get(&edge(node, tokens[j].id)).copied().unwrap_or(0);
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
            match self.edges.get(&edge(node, id)) {
                Some(&next) => node = next,
                None => return &[],
            }
        }
        self.ends.get(node as usize).map_or(&[], Vec::as_slice)
    }
}
