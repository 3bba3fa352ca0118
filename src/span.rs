//! Half-open ranges that know what they count.
//!
//! Enters: two positions. Leaves: a [`Span`] whose type parameter says which space the positions are in, so that a byte
//! offset of the normalised text can never be used as a token index or as a code point of the input by mistake.
//! Not done here: converting from one space to another (that is [`crate::text::offset`]).

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Range;

/// Space of byte offsets into the normalised text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Norm {}

/// Space of Unicode code points of the decoded input, before normalisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Raw {}

/// Space of token indices of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tok {}

/// A half-open range `[start, end)` in the space `S`, 32 bits a side.
///
/// ```
/// use tinviet::span::{Norm, Span};
/// let s: Span<Norm> = Span::new(0, 5);
/// assert_eq!(s.of("ngày mai"), "ngày");
/// assert!(s.contains(Span::new(1, 5)) && !s.overlaps(Span::new(5, 6)));
/// ```
pub struct Span<S> {
    /// First position.
    pub start: u32,
    /// One past the last position.
    pub end: u32,
    space: PhantomData<fn() -> S>,
}

impl<S> Span<S> {
    /// The range from `start` up to, not including, `end`.
    #[inline]
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end, space: PhantomData }
    }

    /// Number of positions covered.
    #[inline]
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing is covered.
    #[inline]
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside (equal counts).
    #[inline]
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether a position is shared.
    #[inline]
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The range as `usize`, for indexing.
    #[inline]
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Span<Norm> {
    /// The part of `text` that the span covers.
    #[inline]
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

impl<S> Clone for Span<S> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Span<S> {}
impl<S> PartialEq for Span<S> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<S> Eq for Span<S> {}
impl<S> PartialOrd for Span<S> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<S> Ord for Span<S> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<S> Hash for Span<S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<S> fmt::Debug for Span<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
