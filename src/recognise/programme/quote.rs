//! Quoted names.
//!
//! Enters: an opening quote. Leaves: where the quotation ends: nested (`“A “B””`), with mixed marks (`“A"`), with a mark
//! missing, closed where the grammar of a list asks for it. Not done here: where an unclosed name ends by its words.

use crate::lexicon::class::Class;
use crate::recognise::doc::Doc;
use crate::span::{Span, Tok};
use crate::token::syllable::TokenKind;

/// Longest quotation that can be a name, in tokens.
const LONGEST: u32 = 70;

/// A quotation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quote {
    /// The tokens between the marks, without a comma or stop at the end.
    pub(super) inner: Span<Tok>,
    /// Token after the closing mark.
    pub(super) end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// Whether a token is a quotation mark of the family: double, or single.
fn is_mark(doc: &Doc<'_>, at: u32, single: bool) -> bool {
    let token = &doc.tokens[at as usize];
    if single { token.is('\'') && !is_apostrophe(doc, at) } else { token.is('"') }
}

/// Whether the mark at `at` is part of a word: `Vietnam's`, `H'Hen`.
pub(super) fn is_apostrophe(doc: &Doc<'_>, at: u32) -> bool {
    let tokens = doc.tokens;
    let (Some(before), Some(after)) = (at.checked_sub(1).map(|b| &tokens[b as usize]), tokens.get(at as usize + 1))
    else {
        return false;
    };
    let glued = !tokens[at as usize].spaced && !after.spaced && before.is_word() && after.is_word();
    glued && (!after.is_capital() || before.end - before.start == 1)
}

/// Which way a mark faces, by its glyph and the white space around it: wrong glyphs are common.
fn side(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> Side {
    let token = &doc.tokens[at as usize];
    let before = at > within.start && !token.spaced;
    let glued_before = before && {
        let t = &doc.tokens[at as usize - 1];
        !(t.is('(') || t.is('"') && side_is_open_glyph(doc, at - 1))
    };
    let glued_after = at + 1 < within.end && !doc.tokens[at as usize + 1].spaced;
    let word_after = glued_after && {
        let t = &doc.tokens[at as usize + 1];
        t.is_word() || t.is_number() || t.is('"')
    };
    match doc.text_of(at) {
        "“" | "«" | "„" | "‘" => {
            if glued_before && !word_after {
                Side::Close
            } else {
                Side::Open
            }
        }
        "”" | "»" | "’" => {
            if !glued_before && word_after {
                Side::Open
            } else {
                Side::Close
            }
        }
        _ => match (glued_before, word_after) {
            (false, true) => Side::Open,
            (true, false) => Side::Close,
            _ => Side::Either,
        },
    }
}

fn side_is_open_glyph(doc: &Doc<'_>, at: u32) -> bool {
    matches!(doc.text_of(at), "“" | "«" | "„")
}

/// Whether a quotation can open at `at`.
pub(super) fn opens(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> bool {
    if at + 1 >= within.end
        || doc.tokens[at as usize].kind != TokenKind::Punct
        || !(is_mark(doc, at, false) || is_mark(doc, at, true))
    {
        return false;
    }
    side(doc, within, at) != Side::Close
}

/// How far marks are counted: in a longer sentence none is missed that matters, and the work stays linear.
const REACH: u32 = 512;

/// Closings minus openings among the marks from `at` on.
fn surplus(doc: &Doc<'_>, within: Span<Tok>, at: u32, single: bool) -> i32 {
    (at..within.end.min(at + REACH))
        .filter(|&i| is_mark(doc, i, single))
        .map(|i| match side(doc, within, i) {
            Side::Open => -1,
            Side::Close => 1,
            Side::Either => 0,
        })
        .sum()
}

/// The quotation that opens at `at`; `None` where no mark closes it.
pub(super) fn read(doc: &Doc<'_>, within: Span<Tok>, at: u32) -> Option<Quote> {
    let single = is_mark(doc, at, true);
    let mut start = at + 1;
    // '' as one mark
    if single && start < within.end && is_mark(doc, start, true) && !doc.tokens[start as usize].spaced {
        start += 1;
    }
    let (mut depth, mut closed) = (1, None);
    let limit = within.end.min(at + LONGEST);
    for i in start..limit {
        let token = &doc.tokens[i as usize];
        if is_mark(doc, i, single) {
            match side(doc, within, i) {
                Side::Open => {
                    let prior = i - 1;
                    let listed = doc.tokens[prior as usize].is(',')
                        || doc.tokens[prior as usize].is(';')
                        || doc.phrase(prior, Class::ProgrammeAnd).is_some();
                    // A new item of the list opens while this one still lacks its mark: it ended before the comma.
                    if listed && depth == 1 && surplus(doc, within, i, single) <= 0 {
                        return closed.map(|c| quote(doc, start, c, c + 1));
                    }
                    // A clause has ended and the marks from here on are balanced: none of them closes this one.
                    let parted = (start..i).any(|j| doc.tokens[j as usize].is(',') || doc.tokens[j as usize].is(';'));
                    if depth == 1 && closed.is_none() && parted && surplus(doc, within, i, single) == 0 {
                        return None;
                    }
                    depth += 1;
                }
                Side::Close | Side::Either => {
                    depth -= 1;
                    closed = Some(i);
                    if depth == 0 {
                        let twice = i + 1 < within.end && single && start > at + 1 && is_mark(doc, i + 1, true);
                        return Some(quote(doc, start, i, i + 1 + u32::from(twice)));
                    }
                }
            }
        } else if depth == 1
            && closed == Some(i.wrapping_sub(1))
            && (token.is(',') || token.is(';') || token.is('.') || doc.phrase(i, Class::ProgrammeAnd).is_some())
            && surplus(doc, within, i, single) <= 0
        {
            // The inner name was closed and the list goes on: the mark stands for both.
            return Some(quote(doc, start, i - 1, i));
        }
    }
    closed.filter(|_| limit == within.end).map(|c| quote(doc, start, c, c + 1))
}

fn quote(doc: &Doc<'_>, start: u32, close: u32, end: u32) -> Quote {
    let mut last = close;
    while last > start + 1 && (doc.tokens[last as usize - 1].is(',') || doc.tokens[last as usize - 1].is('.')) {
        last -= 1;
    }
    Quote { inner: Span::new(start, last), end }
}
