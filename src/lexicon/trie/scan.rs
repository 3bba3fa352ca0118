//! The phrases of a document, found token by token.
//!
//! Enters: the tokens of a document, cut into sentences. Leaves: how far the words from each token on go in the trie
//! ([`Reached`]). No phrase goes over the end of a sentence.
//!
//! The trie is larger than the near caches, and its nodes lie in it without order. So all tokens take one step before any
//! takes the next, and no step waits for what another found: the memory is asked for many nodes at once.

use std::hint::select_unpredictable;

use super::{Node, Reached, Trie, edge};
use crate::intern::SylId;
use crate::token::syllable::Token;

/// The memory of a scan; refilled from document to document.
#[derive(Debug, Default)]
pub struct Scan {
    /// By token.
    reached: Vec<Reached>,
    /// The same, the number of the set of classes only: all that is asked of most tokens, kept where it takes little room.
    sets: Vec<u16>,
    /// One bit for each token: the last one of a sentence.
    last: Vec<u64>,
}

impl Scan {
    /// How far the words from each token on go.
    #[must_use]
    pub fn reached(&self) -> &[Reached] {
        &self.reached
    }

    /// The numbers of the sets of classes that begin at each token ([`Trie::set`]).
    #[must_use]
    pub fn sets(&self) -> &[u16] {
        &self.sets
    }

    /// Finds what stands at each token; `ends` are where the sentences end, in order.
    pub fn fill(&mut self, trie: &Trie, tokens: &[Token], ends: impl Iterator<Item = u32>) {
        let rows = tokens.len().div_ceil(64);
        self.last.clear();
        self.last.resize(rows, 0);
        for last in ends.filter_map(|end| end.checked_sub(1)) {
            self.last[last as usize / 64] |= 1 << (last % 64);
        }
        self.reached.clear();
        self.sets.clear();
        if trie.slots.is_empty() {
            self.reached.resize(tokens.len(), Reached::default());
            self.sets.resize(tokens.len(), 0);
            return;
        }
        for row in 0..rows {
            let open = self.first_words(trie, tokens, row) & !self.last[row];
            let deep = self.second_words(trie, tokens, row, open);
            self.further(trie, tokens, row, deep);
            self.sets.extend(self.reached[row * 64..].iter().map(|reached| reached.set));
        }
    }

    /// Whether a token is the last one of a sentence.
    #[inline]
    fn is_last(&self, token: usize) -> bool {
        self.last[token / 64] >> (token % 64) & 1 != 0
    }

    /// What single words reach; returns at which tokens of the row a phrase may go on with the next.
    #[inline(never)]
    fn first_words(&mut self, trie: &Trie, tokens: &[Token], row: usize) -> u64 {
        let tokens = &tokens[row * 64..];
        let (mut open, mut bit) = (0, 1);
        let pairs = tokens.iter().zip(tokens.get(1..).unwrap_or_default());
        self.reached.extend(pairs.take(64).map(|(first, second)| {
            // Without a branch: it cannot be foretold.
            open |= select_unpredictable(trie.edges.may_hold(edge(Node::word(first.id), second.id)), bit, 0);
            bit <<= 1;
            trie.alone(first.id)
        }));
        if tokens.len() <= 64 {
            self.reached.extend(tokens.last().map(|last| trie.alone(last.id)));
        }
        open
    }

    /// What pairs of words reach; returns at which tokens more has to be looked at.
    #[inline(never)]
    fn second_words(&mut self, trie: &Trie, tokens: &[Token], row: usize, mut open: u64) -> u64 {
        let mut deep = 0;
        while open != 0 {
            let bit = open & open.wrapping_neg();
            let at = row * 64 + open.trailing_zeros() as usize;
            open ^= bit;
            let edge_to = |from, token: usize| edge(from, tokens.get(token).map_or(SylId::UNKNOWN, |token| token.id));
            let second = edge_to(Node::word(tokens[at].id), at + 1);
            let place = trie.place(second);
            let slot = &trie.slots[place];
            let (met, free) = (slot.edge == second, slot.edge == 0);
            let more = trie.edges.may_hold(edge_to(Node::slot(place), at + 2)) & !self.is_last(at + 1);
            let reached = &mut self.reached[at];
            *reached = select_unpredictable(met, slot.reached, *reached);
            deep |= select_unpredictable((met & !more) | free, 0, bit);
        }
        deep
    }

    /// What longer phrases reach, and pairs that are not in the first place.
    #[inline(never)]
    fn further(&mut self, trie: &Trie, tokens: &[Token], row: usize, mut deep: u64) {
        while deep != 0 {
            let at = row * 64 + deep.trailing_zeros() as usize;
            deep &= deep - 1;
            let mut node = Node::word(tokens[at].id);
            for (n, token) in tokens.iter().enumerate().skip(at + 1) {
                if !trie.edges.may_hold(edge(node, token.id)) {
                    break;
                }
                let Some(slot) = trie.step(node, token.id) else { break };
                (node, self.reached[at]) = (Node::slot(slot), trie.slots[slot].reached);
                if self.is_last(n) {
                    break;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intern::WordCache;
    use crate::lexicon::store::Lexicon;
    use crate::lexicon::trie::Matches;
    use crate::token::syllable::tokenise;

    /// What is found is what stands there when every run of words is looked up for itself, in sentences of any length.
    #[test]
    fn finds_what_each_run_of_words_is() {
        let lexicon = Lexicon::embedded();
        let text = "Sáng 12/3, Phó Chủ tịch Ủy ban nhân dân tỉnh Nguyễn Văn Hòa dự lễ tổng kết chương trình mục tiêu quốc gia \
                    xây dựng nông thôn mới; Sở Nông nghiệp và Phát triển nông thôn, Ban Chấp hành Đảng bộ huyện báo cáo – "
            .repeat(3);
        let mut tokens = Vec::new();
        tokenise(&text, &lexicon.vocabulary, &mut WordCache::default(), &mut tokens);
        assert!(tokens.len() > 128, "several rows");
        for length in [1, 2, 3, 7, 32, 64, 65, tokens.len()] {
            let sentences: Vec<_> =
                (0..tokens.len()).step_by(length).map(|at| at..tokens.len().min(at + length)).collect();
            let mut scan = Scan::default();
            scan.fill(&lexicon.trie, &tokens, sentences.iter().map(|s| s.end as u32));
            let matches = Matches::new(&lexicon.trie, &scan);
            let mut longest = 0;
            for sentence in sentences {
                for at in sentence.clone() {
                    let ids: Vec<_> = tokens[at..sentence.end].iter().map(|token| token.id).collect();
                    let mut expected = Vec::new();
                    for len in (1..=ids.len().min(40)).rev() {
                        expected.extend(lexicon.trie.get(&ids[..len]).map(|(class, row)| (len, class, row)));
                    }
                    let found: Vec<_> = matches.at(at).iter().map(|m| (usize::from(m.len), m.class, m.row)).collect();
                    assert_eq!(found, expected, "at {at} in sentences of {length}");
                    longest = longest.max(found.first().map_or(0, |(len, ..)| *len));
                }
            }
            assert!(longest >= length.min(4), "phrases of {longest} in sentences of {length}");
        }
    }

    #[test]
    fn an_empty_trie_holds_nothing() {
        let mut tokens = Vec::new();
        tokenise("xã và tỉnh", &Lexicon::embedded().vocabulary, &mut WordCache::default(), &mut tokens);
        let mut scan = Scan::default();
        scan.fill(&Trie::default(), &tokens, [3].into_iter());
        assert_eq!(scan.reached(), [Reached::default(); 3]);
    }
}
