//! Finding what may have to be changed.
//!
//! Enters: text. Leaves: the next character that cannot be passed at a glance. Clean text runs through here and nowhere
//! else, so this looks at bytes: ASCII, the letters of Vietnamese and ordinary punctuation pass by table; a toned vowel
//! passes where its neighbours show that the mark stands right. A word that is [`Known`] is not looked at again. Not done
//! here: the change itself.

use crate::text::compose::is_unstable;
use crate::text::letter::{self, Letter, Tone, is_marked};
use crate::text::look_alike::is_candidate;
use crate::text::run::Run;
use crate::text::syllable::{ToneStyle, has_two_styles};

/// White space that becomes a plain space.
pub(crate) fn is_odd_space(c: char) -> bool {
    matches!(c, '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Line breaks that become `\n`.
pub(crate) fn is_odd_break(c: char) -> bool {
    matches!(c, '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters without a width that have no business between Latin letters.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Full-width forms of ASCII.
pub(crate) fn is_full_width(c: char) -> bool {
    matches!(c, '\u{FF01}'..='\u{FF5E}')
}

/// Whether `c` alone calls for a closer look (tone placement apart).
fn is_odd(c: char) -> bool {
    is_odd_space(c) || is_odd_break(c) || is_invisible(c) || is_full_width(c) || is_candidate(c) || is_unstable(c)
}

const PASS: u8 = 0;
const LOOK: u8 = 1;
const TONED: u8 = 2;

/// What to do with the code points below U+0250.
static CLASS: [u8; 0x250] = {
    let mut class = [PASS; 0x250];
    let looks: [usize; 12] = [9, 11, 12, 13, 0x85, 0xA0, 0xAD, 0xD0, 0xF0, 0x189, 0x1A2, 0x1A3];
    let mut i = 0;
    while i < looks.len() {
        class[looks[i]] = LOOK;
        i += 1;
    }
    class[0x1CD] = LOOK;
    class[0x1CE] = LOOK;
    let toned = ['À', 'Á', 'Ã', 'È', 'É', 'Ì', 'Í', 'Ò', 'Ó', 'Õ', 'Ù', 'Ú', 'Ý', 'Ĩ', 'Ũ'];
    let mut i = 0;
    while i < toned.len() {
        let upper = toned[i] as usize;
        class[upper] = TONED;
        class[if upper < 0x100 { upper + 0x20 } else { upper + 1 }] = TONED;
        i += 1;
    }
    class
};

/// Knows words that need nothing. A word that is a whole run ([`Run`]) is judged by nothing else.
pub(crate) trait Known {
    /// Whether the word is known to need nothing.
    fn is_clean(&mut self, run: Run) -> bool;
}

/// Knows none.
pub(crate) struct Nothing;

impl Known for Nothing {
    #[inline]
    fn is_clean(&mut self, _: Run) -> bool {
        false
    }
}

/// Whether nothing in `text[start..end]` may have to be changed; characters are not cut.
#[inline]
pub(crate) fn is_clean(text: &str, start: usize, end: usize, style: ToneStyle) -> bool {
    match text.as_bytes()[start..end] {
        [byte] => CLASS[usize::from(byte)] == PASS,
        _ => odd_in(text, start, end, style).is_none(),
    }
}

/// Goes through a text from one character that may have to be changed to the next.
pub(crate) struct Scan<'t, 'k, K> {
    text: &'t str,
    style: ToneStyle,
    known: &'k mut K,
}

impl<'t, 'k, K: Known> Scan<'t, 'k, K> {
    pub(crate) fn new(text: &'t str, style: ToneStyle, known: &'k mut K) -> Self {
        Self { text, style, known }
    }

    /// Byte offset of the next character at or after `from` that may have to be changed.
    pub(crate) fn next(&mut self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut i = from;
        while let Some(&b) = bytes.get(i) {
            if !is_of_word(b) {
                if CLASS[usize::from(b)] != PASS {
                    return Some(i);
                }
                i += 1;
                continue;
            }
            // A piece of a word is not judged as a whole one.
            let whole = i == 0 || !is_of_word(bytes[i - 1]);
            let run = if whole { Run::at(bytes, i) } else { None };
            let end = run.map_or_else(|| piece_end(self.text, i), |run| i + run.len);
            if !run.is_some_and(|run| run.is_ascii() || self.known.is_clean(run))
                && let Some(odd) = odd_in(self.text, i, end, self.style)
            {
                return Some(odd);
            }
            // Between two words stands a space, nearly always one.
            i = end + usize::from(bytes.get(end) == Some(&b' '));
        }
        None
    }
}

/// The end of a piece of the word at `from`: no more than some characters, since what is odd is often the first.
fn piece_end(text: &str, from: usize) -> usize {
    let ahead = text.as_bytes()[from..].iter().take(64);
    let mut end = from + ahead.take_while(|b| is_of_word(**b)).count();
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

/// Whether the byte is of a run ([`Run`]).
#[inline]
const fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii()
}

/// Byte offset of the first character in `from..to` that may have to be changed; characters are not cut.
fn odd_in(text: &str, from: usize, to: usize, style: ToneStyle) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut i = from;
    while i < to {
        let b = bytes[i];
        if b < 0x80 {
            if CLASS[usize::from(b)] != PASS {
                return Some(i);
            }
            i += 1;
            continue;
        }
        let second = usize::from(*bytes.get(i + 1)? & 0x3F);
        let width;
        let class = match b {
            0xC0..=0xDF => {
                width = 2;
                let n = usize::from(b & 0x1F) << 6 | second;
                match CLASS.get(n) {
                    Some(class) => *class,
                    None => odd_at(text, i),
                }
            }
            // U+1E80–U+1EFF: from U+1EA0 on every letter is a toned vowel.
            0xE1 if matches!(second, 0x3A | 0x3B) => {
                width = 3;
                TONED
            }
            // General punctuation: spaces, invisible characters, line and paragraph separator apart.
            0xE2 if second <= 1 => {
                width = 3;
                let n = second << 6 | usize::from(*bytes.get(i + 2)? & 0x3F);
                if matches!(n, 0..=0xF | 0x28 | 0x29 | 0x2F | 0x5F..=0x60) { LOOK } else { PASS }
            }
            0xE0..=0xEF => {
                width = 3;
                odd_at(text, i)
            }
            // The emoji of the supplementary plane need nothing.
            0xF0 if second == 0x1F => {
                width = 4;
                PASS
            }
            _ => {
                width = 4;
                odd_at(text, i)
            }
        };
        if class == LOOK || class == TONED && needs_look(text, i, width, style) {
            return Some(i);
        }
        i += width;
    }
    None
}

#[cold]
fn odd_at(text: &str, i: usize) -> u8 {
    if text[i..].chars().next().is_some_and(is_odd) { LOOK } else { PASS }
}

/// By code of a toned vowel: the vowels that may follow it in a well-marked syllable, as bits.
static FOLLOW: [u64; 13] = {
    let mut table = [0u64; 13];
    let pairs = [
        ('a', "iouy"),
        ('â', "uy"),
        ('e', "o"),
        ('ê', "u"),
        ('i', "au"),
        ('o', "iae"),
        ('ô', "i"),
        ('ơ', "iu"),
        ('u', "aiy"),
        ('ư', "aiu"),
        ('y', "ua"),
    ];
    let mut i = 0;
    while i < pairs.len() {
        let (first, seconds) = pairs[i];
        let code = Letter::of_const(first).code() as usize;
        let seconds = seconds.as_bytes();
        let mut k = 0;
        while k < seconds.len() {
            table[code] |= 1 << Letter::of_const(seconds[k] as char).code();
            k += 1;
        }
        i += 1;
    }
    table
};

/// Whether the mark of the toned vowel at `at` may stand on the wrong letter. Errs on the side of looking.
fn needs_look(text: &str, at: usize, width: usize, style: ToneStyle) -> bool {
    let this = letter_at(text, at);
    if this.tone() == Tone::Ngang {
        return false;
    }
    let code = this.code();
    let next = letter_at(text, at + width);
    if next.is_vowel() {
        if FOLLOW[usize::from(code)] >> next.code() & 1 == 0 {
            return true;
        }
        return match code {
            letter::O | letter::U if has_two_styles(code, next.code()) => {
                style == ToneStyle::New
                    || !letter_at(text, at + width + width_at(text, at + width)).is_none()
                    || letter_before(text, at).0.code() == letter::Q
            }
            letter::U => letter_before(text, at).0.code() == letter::Q,
            letter::I => letter_before(text, at).0.code() == letter::G,
            _ => false,
        };
    }
    if is_marked(code) {
        return false;
    }
    let (before, start) = letter_before(text, at);
    if !before.is_vowel() {
        return false;
    }
    if !next.is_none() {
        return is_marked(before.code());
    }
    match before.code() {
        letter::U if letter_before(text, start).0.code() == letter::Q => false,
        letter::I if letter_before(text, start).0.code() == letter::G => false,
        before if has_two_styles(before, code) => style == ToneStyle::Old,
        _ => true,
    }
}

fn width_at(text: &str, at: usize) -> usize {
    match text.as_bytes().get(at) {
        None | Some(0..=0x7F) => 1,
        Some(0x80..=0xDF) => 2,
        Some(0xE0..=0xEF) => 3,
        Some(_) => 4,
    }
}

/// The letter that begins at byte `at`, a character boundary.
#[inline]
fn letter_at(text: &str, at: usize) -> Letter {
    let bytes = text.as_bytes();
    let byte = |i: usize| u32::from(bytes.get(at + i).copied().unwrap_or(0));
    let n = match byte(0) {
        b @ 0..=0x7F => b,
        b @ 0xC0..=0xDF => (b & 0x1F) << 6 | byte(1) & 0x3F,
        b @ 0xE0..=0xEF => (b & 0xF) << 12 | (byte(1) & 0x3F) << 6 | byte(2) & 0x3F,
        _ => 0,
    };
    Letter::of(char::from_u32(n).unwrap_or('\0'))
}

/// The letter that ends at byte `at`, and where it begins.
#[inline]
fn letter_before(text: &str, at: usize) -> (Letter, usize) {
    let bytes = text.as_bytes();
    let mut start = at;
    while start > 0 {
        start -= 1;
        if bytes[start] & 0xC0 != 0x80 {
            return (letter_at(text, start), start);
        }
    }
    (Letter::NONE, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::syllable::{Syllable, all_untoned, place_tone};

    /// The first odd character; the same where it is looked for in all at once.
    fn next(text: &str, style: ToneStyle) -> Option<usize> {
        let found = Scan::new(text, style, &mut Nothing).next(0);
        assert_eq!(odd_in(text, 0, text.len(), style), found, "{text}");
        found
    }

    #[test]
    fn the_class_table_agrees_with_the_predicates() {
        for c in (0..0x250u32).filter_map(char::from_u32) {
            let class = CLASS[c as usize];
            assert_eq!(class == LOOK, is_odd(c), "{c:?}");
            assert_eq!(class == TONED, Letter::of(c).tone() != Tone::Ngang && !Letter::of(c).is_none(), "{c:?}");
        }
        for c in ('\u{250}'..='\u{FFFF}').chain('\u{1F000}'..='\u{1FFFF}').filter(|c| is_odd(*c)) {
            assert_eq!(next(&format!("x{c}x"), ToneStyle::Old), Some(1), "{c:?}");
        }
    }

    #[test]
    fn no_misplaced_mark_is_passed_and_hardly_a_right_one_looked_at() {
        let (mut right, mut looked) = (0, 0);
        for untoned in all_untoned() {
            for untoned in [untoned.clone(), untoned.to_uppercase()] {
                for at in 0..untoned.chars().count() {
                    let marked: String = untoned
                        .chars()
                        .enumerate()
                        .map(|(i, c)| if i == at { Letter::of(c).with_tone(Tone::Sac) } else { c })
                        .collect();
                    if Syllable::parse(&marked).is_none_or(|s| s.tone() == Tone::Ngang) {
                        continue;
                    }
                    for style in [ToneStyle::Old, ToneStyle::New, ToneStyle::Keep] {
                        let text = format!("x1 {marked}, x");
                        let found = next(&text, style).is_some();
                        if place_tone(&marked, style).is_some() {
                            assert!(found, "{marked} {style:?}");
                        } else {
                            right += 1;
                            looked += u32::from(found);
                        }
                    }
                }
            }
        }
        assert!(right > 10_000 && looked * 50 < right, "{looked} of {right}");
    }
}
