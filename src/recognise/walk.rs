//! The way of one recogniser through a document.
//!
//! Enters: a document. Leaves, one after the other, the tokens at which a recogniser wakes, with their sentences. The bits
//! of the [`WakeMap`] lead from one to the next: sentences in which it never wakes cost nothing.

use crate::recognise::Kind;
use crate::recognise::doc::Sentence;
use crate::recognise::wake::{CAPITAL, WakeMap};
use crate::span::{Span, Tok};

/// Goes from token to token.
#[derive(Debug, Clone)]
pub struct Walk<'a> {
    wakes: &'a WakeMap,
    /// What of the map is gone along: a kind, or [`CAPITAL`].
    along: usize,
    /// The row of the map that is looked at.
    row: u32,
    /// Its tokens that are still ahead.
    ahead: u64,
    /// Capitalised words before this token are gone to, whatever the way.
    led: u32,
    /// The sentence asked for last, and those behind it.
    sentences: &'a [Sentence],
}

impl<'a> Walk<'a> {
    pub(super) fn new(wakes: &'a WakeMap, kind: Kind, sentences: &'a [Sentence]) -> Self {
        Self::along(kind as usize, wakes, sentences)
    }

    pub(super) fn of_capitals(wakes: &'a WakeMap, sentences: &'a [Sentence]) -> Self {
        Self::along(CAPITAL, wakes, sentences)
    }

    fn along(along: usize, wakes: &'a WakeMap, sentences: &'a [Sentence]) -> Self {
        Self { wakes, along, row: 0, ahead: wakes.row(along, 0).unwrap_or(0), led: 0, sentences }
    }

    /// Turns to row `n`, or the first behind it that has a token on the way; behind the last one, there is none.
    #[inline(never)]
    fn turn(&mut self, mut n: u32) -> bool {
        while let Some(row) = self.wakes.row(self.along, n) {
            let row = if self.led > n * 64 { row | self.led_to(n) } else { row };
            if row != 0 {
                (self.row, self.ahead) = (n, row);
                return true;
            }
            n += 1;
        }
        (self.row, self.ahead) = (n, 0);
        false
    }

    /// The capitalised words of row `n` before the token up to which all are gone to.
    fn led_to(&self, n: u32) -> u64 {
        let capitals = self.wakes.row(CAPITAL, n).unwrap_or(0);
        match self.led.saturating_sub(n * 64) {
            before @ ..64 => capitals & !(u64::MAX << before),
            _ => capitals,
        }
    }

    /// Goes to all capitalised words, too, behind token `at`, the one it stands at, up to token `last`.
    #[inline]
    pub fn lead(&mut self, at: u32, last: u32) {
        self.led = last + 1;
        // Two shifts: none is by 64.
        self.ahead |= self.led_to(self.row) & (u64::MAX << 1 << (at % 64));
    }

    /// The next token at which the recogniser wakes, with the tokens of its sentence.
    #[inline]
    pub fn step(&mut self) -> Option<(u32, Span<Tok>)> {
        let at = self.next_token()?;
        Some((at, self.sentence(at)))
    }

    /// The next token at which the recogniser wakes, whatever its sentence.
    #[inline]
    pub fn next_token(&mut self) -> Option<u32> {
        if self.ahead == 0 && !self.turn(self.row + 1) {
            return None;
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
        // A row without a token on the way may be passed over with it.
        if at / 64 > self.row {
            self.turn(at / 64);
        }
        if at / 64 == self.row {
            self.ahead &= u64::MAX << (at % 64);
        }
    }

    /// Whether the recogniser wakes at token `at`.
    #[inline]
    #[must_use]
    pub fn wakes_at(&self, at: u32) -> bool {
        self.wakes.row(self.along, at / 64).is_some_and(|row| row >> (at % 64) & 1 != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intern::WordCache;
    use crate::layout::{Block, BlockKind, Signed};
    use crate::lexicon::store::Lexicon;
    use crate::recognise::doc::Buffers;

    #[test]
    fn each_token_comes_with_its_sentence_and_the_way_goes_on_where_it_is_told() {
        let first = format!("{}Lan", "là ".repeat(130));
        let text = format!("{first}\nHoa Mai Lan");
        let (end, behind) = (first.len() as u32, text.len() as u32);
        let block = |start, end| Block { kind: BlockKind::Paragraph, span: Span::new(start, end) };
        let (blocks, mut buffers) = ([block(0, end), block(end + 1, behind)], Buffers::default());
        buffers.read(&text, Lexicon::embedded(), &mut WordCache::default());
        buffers.fill(&text, &blocks, Lexicon::embedded(), |_, block, _, out| out.push(block));
        let signed = Signed::default();
        let doc = buffers.doc(&text, &blocks, &signed, Lexicon::embedded());
        let mut walk = doc.walk(Kind::Person);
        assert!(walk.wakes_at(130) && !walk.wakes_at(0) && !walk.wakes_at(900));
        assert_eq!(walk.step(), Some((130, Span::new(0, 131))));
        assert_eq!(walk.step(), Some((131, Span::new(131, 134))));
        let mut walk = doc.walk(Kind::Person);
        walk.skip_to(132);
        assert_eq!(walk.step(), Some((132, Span::new(131, 134))));
        let mut walk = doc.walk(Kind::Percent);
        walk.lead(0, 131);
        assert_eq!((walk.next_token(), walk.next_token(), walk.next_token()), (Some(130), Some(131), None));
    }
}
