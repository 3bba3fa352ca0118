//! Where a name may begin by what stands there and next: the cheap question before all others.
//!
//! Enters: a token. Leaves: whether to read on. Not done here: the words before it that speak for a name (`context`), and
//! the name itself (`name`).

use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::recognise::doc::Doc;

/// The classes of words that are names by themselves.
pub(super) const NAMES: ClassSet = ClassSet::of(&[Class::PersonForeign, Class::PersonKnown]);

/// Whether a name may begin at `at` with nothing before it that speaks for one, or one that others beside it are read by:
/// most words, above all the first of sentences, are turned away here. What is no plain syllable and no capital stands
/// behind, and is not of [`NAMES`], it is never asked about ([`Wakes`](crate::recognise::Wakes)).
#[inline]
pub(super) fn may_begin(doc: &Doc<'_>, at: u32) -> bool {
    let token = &doc.tokens[at as usize];
    let shape = token.shape;
    if !token.is_capital() {
        return false;
    }
    let classes = doc.classes(at);
    if shape.0 & (Shape::SINGLE | Shape::APOSTROPHE) != 0 || classes.meets(&NAMES) {
        return true;
    }
    let surname = classes.has(Class::PersonSurname);
    let syllable = shape.has(Shape::SYLLABLE);
    if !syllable && (surname || token.is_upper()) {
        // `UBND` is none by itself.
        return surname;
    }
    // What one word alone may be wants words before it. Other names go on behind it.
    let Some(next) = doc.tokens.get(at as usize + 1) else { return false };
    if next.is_capital() {
        // A surname; what is foreign, or made so by the next word; `Ka Hiền`.
        return surname
            || !syllable
            // `Thịnh Văn Quế`
            || doc.has(at + 1, Class::PersonMiddle)
            // `Ngọc Lan (25 tuổi)`
            || doc.tokens.get(at as usize + 2).is_some_and(|t| t.is('('))
            || next.spaced && (!next.shape.has(Shape::SYLLABLE) || classes.has(Class::PersonPrefix));
    }
    // `al-Sisi`, `van Gogh`; and the names of a list, of streets or of persons, are read by the one before.
    next.is('-')
        || !syllable
            && (next.is(',')
                || next.is(';')
                || at > 0 && listed_before(doc, at - 1)
                // `Holub đánh đầu`
                || doc.has(at + 1, Class::PersonVerb)
                || doc.has(at + 1, Class::PersonParticle)
                || doc.has(at + 1, Class::PlaceAnd))
}

/// Whether the token at `at` stands before a name of a list: `; Drelich (Holub 64)`.
fn listed_before(doc: &Doc<'_>, at: u32) -> bool {
    let token = &doc.tokens[at as usize];
    token.is(',') || token.is(';') || token.is('(') || doc.has(at, Class::PlaceAnd)
}
