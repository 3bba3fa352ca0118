//! From positions in the normalised text back to the input.
//!
//! Enters: the edits that normalising made. Leaves: for every byte span of the normalised text the code points of the
//! input it came from. Not done here: making the edits. Positions have 32 bits: texts are below 4 GiB.

use crate::span::{Norm, Raw, Span};

/// Code point counts of a text, so that a byte offset becomes a code point offset in a few instructions.
///
/// For every 64 bytes it keeps which of them continue a code point, and how many before them do (a quarter of the text's
/// size in all).
///
/// ```
/// use tinviet::text::offset::CodePoints;
/// let p = CodePoints::new("đến nay");
/// assert_eq!((p.at(0), p.at(2), p.at(6), p.total()), (0, 1, 3, 7));
/// ```
#[derive(Debug, Clone, Default)]
pub struct CodePoints {
    blocks: Vec<Block>,
    /// Length of the text in bytes.
    len: u32,
}

/// 64 bytes of a text.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// Which of them continue a code point (are `10xxxxxx`). Byte `j` of the eight with number `i` is bit `8 * j + i`: so
    /// the bits of eight bytes stay where they stand in their bytes, and none has to be moved on its own.
    continuing: u64,
    /// How many bytes before them do.
    before: u32,
}

/// The lowest bit of each of eight bytes.
const LOWEST: u64 = u64::from_le_bytes([1; 8]);

impl Block {
    fn new(bytes: &[u8; 64], before: u32) -> Self {
        let mut continuing = 0;
        for (i, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
            let word = u64::from_le_bytes(*eight);
            // The highest bit is set and the next one is not.
            continuing |= (word & !(word << 1)) >> (7 - i) & LOWEST << i;
        }
        Self { continuing, before }
    }

    /// How many bytes of the text before byte `byte` of these continue a code point.
    #[inline]
    const fn count(self, byte: u32) -> u32 {
        let (eight, rest) = (byte / 8, byte % 8);
        let own = LOWEST << eight;
        // Those of all eights before it, and the first of its own.
        let ahead = (own - LOWEST) | own & ((1 << (8 * rest)) - 1);
        self.before + (self.continuing & ahead).count_ones()
    }
}

impl CodePoints {
    /// Counts `text` once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let (whole, rest) = text.as_bytes().as_chunks::<64>();
        let mut last = [0; 64];
        last[..rest.len()].copy_from_slice(rest);
        let mut before = 0;
        let blocks = whole.iter().chain([&last]).map(|bytes| {
            let block = Block::new(bytes, before);
            before += block.continuing.count_ones();
            block
        });
        Self { blocks: blocks.collect(), len: text.len() as u32 }
    }

    /// Number of code points that begin before byte `byte`; the total for a position past the end.
    #[inline]
    #[must_use]
    pub fn at(&self, byte: u32) -> u32 {
        let byte = byte.min(self.len);
        byte - self.blocks.get((byte / 64) as usize).map_or(0, |block| block.count(byte % 64))
    }

    /// A byte span as a span of code points.
    #[inline]
    #[must_use]
    pub fn span(&self, span: Span<Norm>) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }

    /// Number of code points in all.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.at(self.len)
    }
}

/// Number of code points of `bytes`, a piece of valid UTF-8.
pub(crate) fn count(bytes: &[u8]) -> u32 {
    bytes.iter().map(|b| u32::from(b & 0xC0 != 0x80)).sum()
}

/// What an edit of the normaliser was made for; where several reasons meet in a word, the first of this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EditKind {
    /// A letter of another alphabet, or one that only looks right, replaced.
    LookAlike,
    /// đ that had been typed as d with a stroke over it.
    DStroke,
    /// A tone mark that stood apart from its letter.
    DetachedMark,
    /// Marks in the wrong order, doubled or deprecated.
    MarkOrder,
    /// Full-width forms made ASCII.
    FullWidth,
    /// The tone mark moved to the letter it belongs on.
    TonePlacement,
    /// Letters with combining marks composed (NFC).
    Composition,
    /// An invisible character taken out.
    Invisible,
    /// An unusual space or a tab made a plain space.
    Space,
    /// A line break of another kind made `\n`.
    LineBreak,
}

impl EditKind {
    /// The stable name, as `tinviet normalize --edits` writes it.
    ///
    /// ```
    /// assert_eq!(tinviet::text::offset::EditKind::TonePlacement.name(), "tone-placement");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LookAlike => "look-alike",
            Self::DStroke => "d-stroke",
            Self::DetachedMark => "detached-mark",
            Self::MarkOrder => "mark-order",
            Self::Composition => "composition",
            Self::TonePlacement => "tone-placement",
            Self::FullWidth => "full-width",
            Self::Invisible => "invisible",
            Self::Space => "space",
            Self::LineBreak => "line-break",
        }
    }
}

/// One change: the code points `raw` of the input became the bytes `norm` of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// Where it was, in code points of the input.
    pub raw: Span<Raw>,
    /// Where it is, in bytes of the normalised text; empty where something was taken out.
    pub norm: Span<Norm>,
    /// What for.
    pub kind: EditKind,
}

/// The way back from the normalised text to the input.
///
/// Between edits the two texts are equal, so only the edits are kept; a text without any has the identity map, which
/// costs one look-up in the code point counts.
#[derive(Debug, Clone, Default)]
pub struct OffsetMap {
    edits: Vec<Edit>,
    points: CodePoints,
}

impl OffsetMap {
    /// The map of a text that was not changed.
    #[must_use]
    pub fn identity(text: &str) -> Self {
        Self { edits: Vec::new(), points: CodePoints::new(text) }
    }

    /// The map of `normalised`, made by `edits` (in order, without overlap, in both texts).
    #[must_use]
    pub fn new(normalised: &str, edits: Vec<Edit>) -> Self {
        Self { edits, points: CodePoints::new(normalised) }
    }

    /// Whether input and output are the same text.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.edits.is_empty()
    }

    /// The edits in order.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// The code point counts of the normalised text.
    #[must_use]
    pub fn points(&self) -> &CodePoints {
        &self.points
    }

    /// The code points of the input that became `span`: whole edits where the span cuts into one, and nothing that was
    /// taken out at its ends.
    ///
    /// ```
    /// use tinviet::{span::Span, text::normalise::{Normaliser, ToneStyle}};
    /// let n = Normaliser::new(ToneStyle::Old).normalise("xa\u{303} Thanh\u{200B} Hoà");
    /// let at = n.text.find("Thanh").unwrap() as u32;
    /// assert_eq!((n.map.to_raw(Span::new(at, at + 5)).start, n.map.to_raw(Span::new(at, at + 5)).end), (4, 9));
    /// ```
    #[must_use]
    pub fn to_raw(&self, span: Span<Norm>) -> Span<Raw> {
        let (start, end) = (self.points.at(span.start), self.points.at(span.end));
        if self.edits.is_empty() {
            return Span::new(start, end);
        }
        let last_before = |n: usize| n.checked_sub(1).and_then(|i| self.edits.get(i));
        let raw_start = match last_before(self.edits.partition_point(|e| e.norm.start <= span.start)) {
            Some(e) if span.start < e.norm.end => e.raw.start,
            Some(e) => e.raw.end + (start - self.points.at(e.norm.end)),
            None => start,
        };
        if span.is_empty() {
            return Span::new(raw_start, raw_start);
        }
        let raw_end = match last_before(self.edits.partition_point(|e| e.norm.start < span.end)) {
            Some(e) if span.end <= e.norm.end => e.raw.end,
            Some(e) => e.raw.end + (end - self.points.at(e.norm.end)),
            None => end,
        };
        Span::new(raw_start, raw_end.max(raw_start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting() {
        let text = "Ngày 23/01, ở xã Đông Hạ: 1.234 hộ 🏠 đạt danh hiệu “Gia đình văn hóa”; còn lại là 𝄞. ".repeat(5);
        let points = CodePoints::new(&text);
        let mut n = 0;
        for (i, _) in text.char_indices() {
            assert_eq!(points.at(i as u32), n);
            n += 1;
        }
        assert_eq!((points.at(text.len() as u32), points.total(), points.at(u32::MAX)), (n, n, n));
        for len in 0..200 {
            let ascii = "x".repeat(len);
            assert_eq!(CodePoints::new(&ascii).total(), len as u32);
        }
    }

    #[test]
    fn a_removed_character_belongs_to_neither_side() {
        // input: ab␡cd, output: abcd
        let map = OffsetMap::new(
            "abcd",
            vec![Edit { raw: Span::new(2, 3), norm: Span::new(2, 2), kind: EditKind::Invisible }],
        );
        assert_eq!(map.to_raw(Span::new(0, 2)), Span::new(0, 2));
        assert_eq!(map.to_raw(Span::new(2, 4)), Span::new(3, 5));
        assert_eq!(map.to_raw(Span::new(1, 3)), Span::new(1, 4));
    }
}
