//! Which recognisers wake at which tokens.
//!
//! Enters: what each recogniser says wakes it ([`Wakes`]), and the tokens of a document with the sets of their classes.
//! Leaves: a [`WakeMap`], in which a recogniser finds the next token that concerns it at once. Most tokens concern none.

use std::sync::LazyLock;

use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::store::Lexicon;
use crate::recognise::{Kind, RECOGNISERS};
use crate::token::syllable::{Token, TokenKind};

/// What wakes a recogniser at a token.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wakes {
    /// A phrase of one of these classes that begins there.
    pub classes: ClassSet,
    /// A phrase of one of these classes that begins there with a capital.
    pub capitalised: ClassSet,
    /// A number in digits.
    pub numbers: bool,
    /// A quotation mark, double or single.
    pub quotes: bool,
    /// A word that may open a name by its capital: another capital or a hyphen follows, or it is no plain syllable.
    pub names: bool,
}

/// The classes of words that say how the figures of their sentence are to be read: `resolve::indicator` goes from one to
/// the next once the mentions are known. They are marked beside the wakes, for which every token is asked anyway.
const SIGNS: ClassSet = ClassSet::of(&[
    Class::IndicatorArea,
    Class::IndicatorAward,
    Class::IndicatorGoal,
    Class::IndicatorNow,
    Class::IndicatorReview,
    Class::IndicatorSince,
    Class::IndicatorWhole,
]);

/// The place of [`SIGNS`] and quotation marks behind the kinds.
const SIGN: usize = Kind::ALL.len();
/// The place of capitalised words.
pub(super) const CAPITAL: usize = SIGN + 1;
/// The place of hyphens.
const HYPHEN: usize = CAPITAL + 1;
/// A power of two, so that a bit of a [`Table`] entry is an index without a check.
const ROW: usize = 16;
const _: () = assert!(HYPHEN < ROW);

/// The tokens at which each recogniser wakes.
#[derive(Debug, Default)]
pub struct WakeMap {
    /// For 64 tokens each: by kind, and for signs, capitals and hyphens, one bit for each token.
    rows: Vec<[u64; ROW]>,
}

impl WakeMap {
    /// Fills the map anew for tokens with the number of the set of classes that begin at each.
    pub(crate) fn fill(&mut self, lexicon: &Lexicon, tokens: &[Token], sets: &[u16]) {
        let table = Table::of(lexicon);
        self.rows.clear();
        self.rows.extend(tokens.chunks(64).zip(sets.chunks(64)).map(|(tokens, sets)| {
            let mut kinds = [0; 64];
            kinds
                .iter_mut()
                .zip(tokens.iter().zip(sets))
                .for_each(|(kinds, (token, set))| *kinds = table.at(token, *set));
            by_kind(&kinds)
        }));
        self.open_names(table.forms.names);
    }

    /// Wakes the recognisers of names at each capital before another or before a hyphen.
    fn open_names(&mut self, kinds: u16) {
        let mut behind = 0;
        for row in self.rows.iter_mut().rev() {
            let goes_on = row[CAPITAL] | row[HYPHEN];
            let opens = row[CAPITAL] & (goes_on >> 1 | behind << 63);
            behind = goes_on & 1;
            let mut kinds = u32::from(kinds);
            while kinds != 0 {
                row[kinds.trailing_zeros() as usize % ROW] |= opens;
                kinds &= kinds - 1;
            }
        }
    }

    /// The tokens at which the recogniser of a kind wakes, or which are capitalised ([`CAPITAL`]), among the 64 of row `n`,
    /// one bit each; `None` behind the last row.
    #[inline]
    pub(super) fn row(&self, along: usize, n: u32) -> Option<u64> {
        self.rows.get(n as usize).map(|row| row[along % ROW])
    }

    /// The next token in `at..end` at which a sign of the sentence or a quotation mark stands; `end` if there is none.
    #[inline]
    pub(crate) fn next_sign(&self, at: u32, end: u32) -> u32 {
        self.ahead(SIGN, at, end)
    }

    #[inline]
    fn ahead(&self, of: usize, at: u32, end: u32) -> u32 {
        let mut first = at - at % 64;
        let mut ahead = u64::MAX << (at % 64);
        while first < end
            && let Some(row) = self.rows.get(first as usize / 64)
        {
            let awake = row[of] & ahead;
            if awake != 0 {
                return end.min(first + awake.trailing_zeros());
            }
            first += 64;
            ahead = u64::MAX;
        }
        end
    }
}

/// The kinds of 64 tokens, one bit for each kind, turned to the tokens of each kind, one bit for each token: without a branch,
/// since how many kinds wake at the next token cannot be foretold.
fn by_kind(kinds: &[u16; 64]) -> [u64; ROW] {
    let mut rows = [[0; 8]; ROW];
    for (eighth, eight) in kinds.as_chunks::<8>().0.iter().enumerate() {
        let low = transpose(u64::from_le_bytes(eight.map(|kinds| kinds as u8)));
        let high = transpose(u64::from_le_bytes(eight.map(|kinds| (kinds >> 8) as u8)));
        for (row, byte) in rows.iter_mut().zip(low.to_le_bytes().into_iter().chain(high.to_le_bytes())) {
            row[eighth] = byte;
        }
    }
    rows.map(u64::from_le_bytes)
}

/// Eight rows of eight bits, turned to columns: blocks of one, two and four bits change places in turn.
const fn transpose(mut bits: u64) -> u64 {
    let mut swap = (bits ^ bits >> 7) & 0x00AA_00AA_00AA_00AA;
    bits ^= swap ^ swap << 7;
    swap = (bits ^ bits >> 14) & 0x0000_CCCC_0000_CCCC;
    bits ^= swap ^ swap << 14;
    swap = (bits ^ bits >> 28) & 0x0000_0000_F0F0_F0F0;
    bits ^ swap ^ swap << 28
}

/// Which recognisers wake at a token, one bit for each kind: by the number of the set of its classes, and by its form.
struct Table<'l> {
    /// Without and with a capital.
    by_set: &'l [[u16; 2]],
    forms: &'static Forms,
}

/// Which recognisers wake at a token by its form.
struct Forms {
    /// By kind ([`TokenKind`]) and shape.
    of: [[u16; 256]; 3],
    /// Those that [`WakeMap::open_names`] concerns.
    names: u16,
}

/// The kinds of the recognisers that say so of what wakes them.
fn bits(said: impl Fn(&Wakes) -> bool) -> u16 {
    static WAKES: LazyLock<Vec<Wakes>> = LazyLock::new(|| RECOGNISERS.iter().map(|r| r.wakes()).collect());
    (0..).zip(WAKES.iter()).filter(|(_, wakes)| said(wakes)).fold(0, |all, (kind, _)| all | 1 << kind)
}

impl Forms {
    fn new() -> Self {
        let names = bits(|w| w.names);
        let mut of = [[0; 256]; 3];
        for shape in (0..=u8::MAX).map(Shape).filter(|shape| shape.has(Shape::CAPITAL)) {
            let plain = shape.0 & (Shape::SYLLABLE | Shape::SINGLE | Shape::APOSTROPHE) == Shape::SYLLABLE;
            of[TokenKind::Word as usize][usize::from(shape.0)] = 1 << CAPITAL | if plain { 0 } else { names };
        }
        of[TokenKind::Number as usize][0] = bits(|w| w.numbers);
        of[TokenKind::Punct as usize][usize::from(Shape::HYPHEN)] = 1 << HYPHEN;
        of[TokenKind::Punct as usize][usize::from(Shape::QUOTE)] = bits(|w| w.quotes) | 1 << SIGN;
        Self { of, names }
    }
}

impl<'l> Table<'l> {
    fn of(lexicon: &'l Lexicon) -> Self {
        static FORMS: LazyLock<Forms> = LazyLock::new(Forms::new);
        let by_set = lexicon.flags(|set| {
            let small = bits(|w| w.classes.meets(set)) | u16::from(SIGNS.meets(set)) << SIGN;
            [small, small | bits(|w| w.capitalised.meets(set))]
        });
        Self { by_set, forms: &FORMS }
    }

    // Without a branch: what the next token is cannot be foretold.
    #[inline]
    fn at(&self, token: &Token, set: u16) -> u16 {
        let by_form = self.forms.of[token.kind as usize][usize::from(token.shape.0)];
        let by_set = self.by_set.get(usize::from(set)).unwrap_or(&[0; 2]);
        by_form | by_set[usize::from(token.shape.0 & Shape::CAPITAL)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_token_is_found_under_its_kinds() {
        let kinds: [u16; 64] = std::array::from_fn(|token| (token as u16).wrapping_mul(40_503) ^ (token as u16) << 3);
        for (kind, row) in by_kind(&kinds).into_iter().enumerate() {
            let tokens = kinds.iter().zip(0..).fold(0, |row, (of, token)| row | u64::from(of >> kind & 1) << token);
            assert_eq!(row, tokens, "kind {kind}");
        }
    }

    #[test]
    fn the_next_token_may_stand_rows_ahead_and_never_behind_the_end() {
        let mut rows = vec![[0; ROW]; 4];
        rows[0][Kind::Date as usize] = 1 << 5;
        rows[3][Kind::Date as usize] = 1 << 2;
        let map = WakeMap { rows };
        let next = |at, end| map.ahead(Kind::Date as usize, at, end);
        assert_eq!((next(0, 256), next(5, 256), next(6, 256)), (5, 5, 194));
        assert_eq!((next(6, 194), next(6, 10), next(195, 256), next(256, 256)), (194, 10, 256, 256));
        assert_eq!(map.ahead(Kind::Person as usize, 0, 256), 256);
    }
}
