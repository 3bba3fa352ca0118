//! Sets of classes, as they are asked about at every token.

use super::Class;

/// A set of classes.
///
/// ```
/// use tinviet::lexicon::class::{Class, ClassSet};
/// const WAKES: ClassSet = ClassSet::of(&[Class::DateDay, Class::DateMonth]);
/// assert!(WAKES.has(Class::DateDay) && !WAKES.has(Class::DateYear));
/// assert!(WAKES.meets(&ClassSet::EMPTY.with(Class::DateMonth)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ClassSet([u64; 4]);

impl ClassSet {
    /// No class.
    pub const EMPTY: Self = Self([0; 4]);

    /// The set of `classes`.
    #[must_use]
    pub const fn of(classes: &[Class]) -> Self {
        let (mut set, mut i) = (Self::EMPTY, 0);
        while i < classes.len() {
            set = set.with(classes[i]);
            i += 1;
        }
        set
    }

    /// The set with one more class.
    #[must_use]
    pub const fn with(mut self, class: Class) -> Self {
        self.0[class as usize / 64] |= 1 << (class as usize % 64);
        self
    }

    /// The classes of either set.
    #[inline]
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Self([a | e, b | f, c | g, d | h])
    }

    /// Whether `class` is in the set.
    #[inline]
    #[must_use]
    pub const fn has(&self, class: Class) -> bool {
        self.0[class as usize / 64] >> (class as usize % 64) & 1 != 0
    }

    /// Whether the sets have a class in common.
    #[inline]
    #[must_use]
    pub const fn meets(&self, other: &Self) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (&self.0, &other.0);
        (*a & *e) | (*b & *f) | (*c & *g) | (*d & *h) != 0
    }

    /// Whether the set has no class.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        !self.meets(self)
    }
}
