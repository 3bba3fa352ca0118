//! Towns that clubs are called by: `đội bóng Liverpool`, `Barcelona thắng`.
//!
//! Enters: the name of a town. Leaves: what tells that it stands for its club: the document names two clubs or more by names
//! that nothing else bears, and no word says that somebody or something is there. Not done here: the names of clubs
//! themselves (`organisation`, `known`).

use super::doc::Doc;
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;

/// The name of a town in the document that a club may be called by.
pub(super) fn is_named_after(doc: &Doc<'_>, town: &Match) -> bool {
    &*doc.row(town).value == "club"
}

/// Whether somebody or something is said to be in the town, in the sentence that begins at `start`: `ở Milan`, not `của Milan`.
pub(super) fn is_site(doc: &Doc<'_>, town: &Match, start: u32) -> bool {
    let within = || doc.phrase(town.start - 1, Class::PlaceWithin).is_some_and(|m| &*doc.row(&m).value != "own");
    town.start > start && within()
}

/// Whether the document names two clubs or more: to be asked once, since it looks through all of it.
pub(super) fn are_told_of(doc: &Doc<'_>) -> bool {
    let mut first = None;
    let mut walk = doc.capitals();
    while let Some(at) = walk.next_token() {
        let club = doc.phrase(at, Class::OrgName).filter(|m| doc.row(m).value.starts_with("association"));
        if let Some(m) = club.filter(|m| doc.has_capitals(m)) {
            if first.is_some_and(|row| row != m.row) {
                return true;
            }
            first = Some(m.row);
        }
    }
    false
}
