//! The way of one recogniser through a document.
//!
//! Enters: a document. Leaves, one after the other, the tokens at which a recogniser wakes, with their sentences. The bits
//! of the [`WakeMap`] lead from one to the next: sentences in which it never wakes cost nothing.

use crate::recognise::Kind;
use crate::recognise::doc::Sentence;
use crate::recognise::wake::WakeMap;
use crate::span::{Span, Tok};

/// Goes from token to token.
#[derive(Debug, Clone)]
pub struct Walk<'a> {
    wakes: &'a WakeMap,
    kind: Kind,
    /// The row of the map that is looked at.
    row: u32,
    /// Its tokens that are still ahead.
    ahead: u64,
    /// The sentence asked for last, and those behind it.
    sentences: &'a [Sentence],
}

impl<'a> Walk<'a> {
    pub(super) fn new(wakes: &'a WakeMap, kind: Kind, sentences: &'a [Sentence]) -> Self {
        Self { wakes, kind, row: 0, ahead: wakes.row(kind, 0).unwrap_or(0), sentences }
    }

    /// The next token at which the recogniser wakes, with the tokens of its sentence.
    #[inline]
    pub fn next(&mut self) -> Option<(u32, Span<Tok>)> {
        let at = self.next_token()?;
        Some((at, self.sentence(at)))
    }

    /// The next token at which the recogniser wakes, whatever its sentence.
    #[inline]
    pub fn next_token(&mut self) -> Option<u32> {
        while self.ahead == 0 {
            self.ahead = self.wakes.row(self.kind, self.row + 1)?;
            self.row += 1;
        }
        let at = self.row * 64 + self.ahead.trailing_zeros();
        self.ahead &= self.ahead - 1;
        Some(at)
    }

    /// The tokens of the sentence in which token `at` stands; it lies behind all that were asked for before.
    #[inline]
    #[must_use]
    pub fn sentence(&mut self, at: u32) -> Span<Tok> {
        while let [first, rest @ ..] = self.sentences
            && first.tokens.end <= at
        {
            self.sentences = rest;
        }
        self.sentences.first().map_or(Span::new(at, at), |sentence| sentence.tokens)
    }

    /// Goes on from token `at`, which lies ahead.
    #[inline]
    pub fn skip_to(&mut self, at: u32) {
        let row = at / 64;
        if row > self.row {
            self.row = row;
            self.ahead = self.wakes.row(self.kind, row).unwrap_or(0);
        }
        self.ahead &= u64::MAX << (at % 64);
    }

    /// Whether the recogniser wakes at token `at`.
    #[inline]
    #[must_use]
    pub fn wakes_at(&self, at: u32) -> bool {
        self.wakes.row(self.kind, at / 64).is_some_and(|row| row >> (at % 64) & 1 != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Block, BlockKind};
    use crate::lexicon::store::Lexicon;
    use crate::recognise::doc::Buffers;

    #[test]
    fn each_token_comes_with_its_sentence_and_the_way_goes_on_where_it_is_told() {
        let first = format!("{}Lan", "là ".repeat(130));
        let text = format!("{first}\nHoa Mai");
        let (end, behind) = (first.len() as u32, text.len() as u32);
        let block = |start, end| Block { kind: BlockKind::Paragraph, span: Span::new(start, end) };
        let (blocks, mut buffers) = ([block(0, end), block(end + 1, behind)], Buffers::default());
        buffers.read(&text, Lexicon::embedded());
        buffers.fill(&text, &blocks, Lexicon::embedded(), |_, block, out| out.push(block));
        let doc = buffers.doc(&text, &blocks, &[], Lexicon::embedded());
        let mut walk = doc.walk(Kind::Person);
        assert!(walk.wakes_at(130) && !walk.wakes_at(0) && !walk.wakes_at(900));
        assert_eq!(walk.next(), Some((130, Span::new(0, 131))));
        assert_eq!(walk.next(), Some((131, Span::new(131, 133))));
        let mut walk = doc.walk(Kind::Person);
        walk.skip_to(132);
        assert_eq!((walk.next(), walk.next()), (Some((132, Span::new(131, 133))), None));
    }
}
