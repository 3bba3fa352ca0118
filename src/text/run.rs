//! Runs of letters, eight bytes at a time.
//!
//! Enters: text. Leaves: the [`Run`] at a place in it: how far ASCII letters and characters outside ASCII go on, and
//! their bytes as a number, by which what is known of them can be looked up. Nearly every word of running text is one such
//! run, so that normaliser and tokeniser look at most words as numbers and at no byte of them.
//! Not done here: telling letters outside ASCII from quotes, dashes and the like: a run that holds one of those is simply
//! not known as a word.

/// ASCII letters and characters outside ASCII that stand together, and their bytes, with noughts behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Length in bytes.
    pub(crate) len: usize,
    /// The first eight bytes, the first one lowest.
    pub(crate) low: u64,
    /// The next eight.
    pub(crate) high: u64,
    /// The byte behind it.
    pub(crate) next: u8,
}

impl Run {
    /// The run at byte `at` of `bytes` if it is one of up to seven bytes, as most words of running text are. `None` for
    /// all others, and where something else stands there.
    ///
    /// It is found with a third of the steps of [`Self::at`], for who looks it up among words: the eleven marks of ASCII
    /// among and behind the letters (``@ [ \ ] ^ _ ` { | } ~``) and DEL count as letters, so that what holds one is no
    /// known word.
    #[inline(always)]
    pub(crate) fn short(bytes: &[u8], at: usize) -> Option<Self> {
        let low = u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?);
        // What is below `@` has neither of the two highest bits.
        let end = !(low | low << 1) & HIGH;
        let len = end.trailing_zeros() as usize / 8;
        if !(1..8).contains(&len) {
            return None;
        }
        let (low, next) = cut(low, len);
        Some(Self { len, low, high: 0, next })
    }

    /// The run at byte `at` of `bytes`; of no bytes where something else stands there.
    /// `None` for one of more than fifteen bytes, and within the last bytes of a text, where sixteen cannot be read.
    // Always: a run that is handed over in memory costs more than finding it.
    #[inline(always)]
    pub(crate) fn at(bytes: &[u8], at: usize) -> Option<Self> {
        let ahead = bytes.get(at..)?;
        let low = u64::from_le_bytes(*ahead.first_chunk()?);
        let len = letters(low);
        if len < 8 {
            let (low, next) = cut(low, len);
            return Some(Self { len, low, high: 0, next });
        }
        let high = u64::from_le_bytes(*ahead.get(8..)?.first_chunk()?);
        let more = letters(high);
        if more == 8 {
            return None;
        }
        let (high, next) = cut(high, more);
        Some(Self { len: 8 + more, low, high, next })
    }

    /// Whether it holds nothing outside ASCII.
    #[inline]
    pub(crate) const fn is_ascii(self) -> bool {
        (self.low | self.high) & HIGH == 0
    }
}

const HIGH: u64 = every(0x80);
const SMALL: u64 = every(0x20);
/// What lifts `a` and what is above to the highest bit.
const FROM_A: u64 = every(0x80 - b'a');
/// What lifts only what is above `z` there.
const BEHIND_Z: u64 = every(0x7F - b'z');

const fn every(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// How many of the eight bytes, from the first on, are ASCII letters or of characters outside ASCII.
#[inline]
const fn letters(eight: u64) -> usize {
    let small = eight & !HIGH | SMALL;
    let letter = (small + FROM_A) & !(small + BEHIND_Z);
    let other = !(letter | eight) & HIGH;
    other.trailing_zeros() as usize / 8
}

/// The first `len` bytes of `eight`, fewer than eight, and the one behind them.
#[inline]
const fn cut(eight: u64, len: usize) -> (u64, u8) {
    let bits = 8 * len;
    (eight & !(u64::MAX << bits), (eight >> bits) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, at: usize) -> Option<(&str, u64, u64)> {
        Run::at(text.as_bytes(), at).map(|r| (&text[at..at + r.len], r.low, r.high))
    }

    #[test]
    fn every_byte_is_told() {
        for byte in 0..=255u8 {
            let on = byte.is_ascii_alphabetic() || byte >= 0x80;
            let bytes = [b'a', byte, b'z', b'Z', b' ', 0, 0, 0, 0, 0];
            let found = Run::at(&bytes, 0).expect("eight bytes");
            assert_eq!(found.len, if on { 4 } else { 1 }, "{byte}");
            let mut kept = [0; 8];
            kept[..found.len].copy_from_slice(&bytes[..found.len]);
            assert_eq!((found.low, found.high), (u64::from_le_bytes(kept), 0));
            let counts = byte < b'@' || on;
            assert_eq!(Run::short(&bytes, 0).is_some_and(|short| short == found), counts, "{byte}");
            assert_eq!(found.next, bytes[found.len]);
        }
    }

    #[test]
    fn long_runs_and_ends() {
        let text = "thường xuyên, nghiêng 12 trungthucnhatthegioi a";
        assert_eq!(run(text, 0).map(|r| r.0), Some("thường"));
        assert_eq!(run(text, "thường ".len()).map(|r| r.0), Some("xuyên"));
        assert_eq!(run(text, "thường xuyên".len()).map(|r| r.0), Some(""));
        assert_eq!((Run::short(text.as_bytes(), 0), Run::short(b", anh em", 0)), (None, None));
        assert_eq!(run(text, text.find("trung").expect("it is there")), None);
        assert_eq!(run(text, text.len() - 1), None);
        // The same word is the same number wherever it stands.
        assert_eq!(run("thường, anh đi", 0), run("thường 1 anh em", 0));
        assert!(!Run::at(text.as_bytes(), 0).expect("a run").is_ascii());
        assert!(Run::at(b"thu nhap", 0).expect("a run").is_ascii());
        assert_eq!(Run::at(text.as_bytes(), "thường xuyên, ".len()).map(|r| (r.len, r.next)), Some((8, b' ')));
    }
}
