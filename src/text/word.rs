//! Setting one word right.
//!
//! Enters: a run of letters, marks and invisible characters. Leaves: what it should be, and why it was changed.
//! Not done here: spaces, and finding the word.

use crate::text::compose::{compose, is_mark, is_unstable};
use crate::text::look_alike;
use crate::text::offset::EditKind;
use crate::text::scan::{is_full_width, is_invisible};
use crate::text::syllable::{ToneStyle, place_tone};

/// What a word is judged by, beside its letters.
#[derive(Clone, Copy)]
pub(crate) struct Context {
    pub(crate) style: ToneStyle,
    /// The character before it in the output.
    pub(crate) before: Option<char>,
    /// The text has words of other alphabets.
    pub(crate) quoting: bool,
}

/// The word as it should be, `None` where it is.
pub(crate) fn fix(word: &str, context: Context) -> Option<(String, EditKind)> {
    let mut fixed: Option<(String, EditKind)> = None;
    // One round does; a second one finds what the first brought to light (a look-alike under a mark), or nothing.
    for _ in 0..4 {
        let current = fixed.as_ref().map_or(word, |f| f.0.as_str());
        let Some((text, kind)) = round(current, context) else { break };
        let kind = fixed.map_or(kind, |(_, first)| first.min(kind));
        fixed = Some((text, kind));
    }
    fixed.filter(|(text, _)| text != word)
}

fn round(word: &str, context: Context) -> Option<(String, EditKind)> {
    let mut kind: Option<EditKind> = None;
    let mut note = |k: EditKind| kind = Some(kind.map_or(k, |old| old.min(k)));
    let mut text: Option<String> = None;
    if word.contains(|c| is_invisible(c) || is_full_width(c)) {
        let plain = plain(word, context.before);
        if plain != word {
            note(if word.contains(is_full_width) { EditKind::FullWidth } else { EditKind::Invisible });
            text = Some(plain);
        }
    }
    let current = text.as_deref().unwrap_or(word);
    if current.contains(is_unstable) {
        let (composed, moved) = compose(current);
        if composed != current {
            note(if moved { EditKind::MarkOrder } else { EditKind::Composition });
            text = Some(composed);
        }
    }
    let current = text.as_deref().unwrap_or(word);
    let mut out = String::new();
    let mut copied = 0;
    for (start, end) in runs(current) {
        if let Some((fixed, k)) = fix_letters(&current[start..end], context) {
            note(k);
            out.push_str(&current[copied..start]);
            out.push_str(&fixed);
            copied = end;
        }
    }
    if copied > 0 {
        out.push_str(&current[copied..]);
        text = Some(out);
    }
    text.zip(kind)
}

/// The runs of letters with their marks: a joiner that stays, or a mark that has no letter, separates.
fn runs(word: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + word[from..].find(|c: char| c.is_alphabetic() && !is_mark(c))?;
        let end = word[start..].find(|c: char| !c.is_alphabetic() && !is_mark(c)).map_or(word.len(), |n| start + n);
        from = end;
        Some((start, end))
    })
}

/// Look-alikes and the place of the tone mark.
fn fix_letters(letters: &str, context: Context) -> Option<(String, EditKind)> {
    let folded = look_alike::fold(letters, context.quoting)
        .map(|(folded, kind)| (if folded.contains(is_unstable) { compose(&folded).0 } else { folded }, kind));
    let current = folded.as_ref().map_or(letters, |f| f.0.as_str());
    match place_tone(current, context.style) {
        Some(placed) => Some((placed, folded.map_or(EditKind::TonePlacement, |f| f.1))),
        None => folded,
    }
}

/// Without invisible characters, and with ASCII for its full-width forms.
fn plain(word: &str, before: Option<char>) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if is_full_width(c) {
            out.extend(char::from_u32(c as u32 - 0xFEE0));
        } else if !is_invisible(c) || is_needed(c, out.chars().next_back().or(before)) {
            out.push(c);
        }
    }
    out
}

/// Joiners, and marks of direction, are part of the spelling in other scripts and between emoji.
fn is_needed(c: char, before: Option<char>) -> bool {
    let other = |c: char| matches!(c, '\u{590}'..='\u{1CFF}' | '\u{2190}'..='\u{2FFF}' | '\u{3001}'..='\u{FEFE}' | '\u{10000}'..);
    matches!(c, '\u{200B}'..='\u{200F}') && before.is_some_and(other)
}
