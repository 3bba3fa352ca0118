//! Text to tokens: words (one syllable each in Vietnamese), numbers and punctuation marks.
//!
//! Enters: normalised text. Leaves: [`Token`]s in order, each with its byte range, folded id and shape; white space is the
//! only thing that is not in a token, so the split is lossless.
//! Not done here: joining syllables to words.

use unicode_segmentation::UnicodeSegmentation;

use crate::intern::{Shape, SylId, Vocabulary, Words};
use crate::span::{Norm, Span};
use crate::text::glue;
use crate::text::run::Run;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters; an apostrophe between letters stays inside (`H'Hen`).
    Word,
    /// Digits, with single dots or commas between digits inside (`1.234,5`, `13.07.2019`).
    Number,
    /// One mark or symbol.
    Punct,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Start of the byte range in the text.
    pub start: u32,
    /// End of the byte range.
    pub end: u32,
    /// Folded id: words of the lexicons, marks, [`SylId::NUMBER`], or unknown.
    pub id: SylId,
    /// What it is made of.
    pub kind: TokenKind,
    /// Look of its letters; of a mark, whether it is a hyphen or a quotation mark.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
}

impl Token {
    /// The byte range.
    #[inline]
    #[must_use]
    pub const fn span(&self) -> Span<Norm> {
        Span::new(self.start, self.end)
    }

    /// Whether it is a word that begins with a capital.
    #[inline]
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && self.shape.has(Shape::CAPITAL)
    }

    /// Whether it is a word that begins with a small letter.
    #[inline]
    #[must_use]
    pub fn is_small(&self) -> bool {
        self.kind == TokenKind::Word && !self.shape.has(Shape::CAPITAL)
    }

    /// Whether it is a word without small letters.
    #[inline]
    #[must_use]
    pub fn is_upper(&self) -> bool {
        self.kind == TokenKind::Word && self.shape.has(Shape::UPPER)
    }

    /// Whether it is a word with a capital, and no abbreviation, that is no syllable of ours: `Zolvik`.
    #[inline]
    #[must_use]
    pub fn is_foreign_name(&self) -> bool {
        self.is_capital() && !self.is_upper() && !self.shape.has(Shape::SYLLABLE)
    }

    /// Whether it is a word.
    #[inline]
    #[must_use]
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether it is a number in digits.
    #[inline]
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    /// Whether it is the mark `c` or a variant of it (see [`SylId::punct`]).
    #[inline]
    #[must_use]
    pub fn is(&self, c: char) -> bool {
        self.id == SylId::punct(c)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Mark,
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut t = [Class::Mark; 256];
    let mut b = 0;
    while b < 256 {
        t[b] = match b as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\n' | b'\t' | b'\r' => Class::Space,
            0x80..=0xFF => Class::Wide,
            _ => Class::Mark,
        };
        b += 1;
    }
    t
};

/// What a byte means to a word that has begun: it belongs to the word (an ASCII letter, the lead byte of a letter, or a
/// continuation), …
const ON: u8 = 0;
/// … it leads a toned vowel (U+1E00 to U+1EFF) or another character, …
const VOWEL: u8 = 1;
/// … it leads one of À to ÿ, of which two are signs, …
const LATIN: u8 = 2;
/// … the character has to be looked at, …
const LOOK: u8 = 3;
/// … or it ends the word.
const STOP: u8 = 4;

static STEPS: [u8; 256] = {
    let mut t = [STOP; 256];
    let mut b = 0;
    while b < 256 {
        t[b] = match b as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | 0x80..=0xBF | 0xC4..=0xC6 => ON,
            0xC3 => LATIN,
            0xE1 => VOWEL,
            0xC0..=0xFF => LOOK,
            _ => STOP,
        };
        b += 1;
    }
    t
};

/// Class and length in bytes of the character at `at`.
#[inline]
fn class_at(text: &str, at: usize) -> (Class, usize) {
    match CLASSES[usize::from(text.as_bytes()[at])] {
        Class::Wide => wide_class_at(text, at),
        class => (class, 1),
    }
}

/// The same for a character outside ASCII.
fn wide_class_at(text: &str, at: usize) -> (Class, usize) {
    let bytes = text.as_bytes();
    // Vietnamese letters: C3 (but × ÷), C4..C6 (đ ơ ư), CC combining marks, E1 B8..BB precomposed.
    match bytes[at] {
        0xC4..=0xC6 | 0xCC => (Class::Letter, 2),
        0xC3 if !matches!(bytes[at + 1], 0x97 | 0xB7) => (Class::Letter, 2),
        0xE1 if matches!(bytes[at + 1], 0xB8..=0xBB) => (Class::Letter, 3),
        // Dashes, quotes, bullets and the ellipsis: U+2010 to U+2027.
        0xE2 if bytes[at + 1] == 0x80 && matches!(bytes[at + 2], 0x90..=0xA7) => (Class::Mark, 3),
        _ => {
            let c = text[at..].chars().next().unwrap_or(' ');
            let class = if c.is_alphabetic() || ('\u{300}'..'\u{370}').contains(&c) {
                Class::Letter
            } else if c.is_whitespace() {
                Class::Space
            } else {
                Class::Mark
            };
            (class, c.len_utf8())
        }
    }
}

fn is_letter_at(text: &str, at: usize) -> bool {
    at < text.len() && class_at(text, at).0 == Class::Letter
}

/// Length of an apostrophe at `at`, 0 if none stands there.
fn apostrophe(text: &str, at: usize) -> usize {
    match &text.as_bytes()[at..] {
        [b'\'', ..] => 1,
        [0xE2, 0x80, 0x98 | 0x99, ..] => 3,
        [0xCA, 0xBC, ..] => 2,
        _ => 0,
    }
}

/// Appends the tokens of `text` to `out`; returns where reading ended, before the end of the text only if the words say so
/// ([`Words::meet`]).
///
/// ```
/// use tinviet::intern::{Vocabulary, WordCache};
/// let (text, mut out) = ("TP.HCM có 1.234,5 ha (34%)", Vec::new());
/// tinviet::token::syllable::tokenise(text, &Vocabulary::default(), &mut WordCache::default(), &mut out);
/// let words: Vec<&str> = out.iter().map(|t| t.span().of(text)).collect();
/// assert_eq!(words, ["TP", ".", "HCM", "có", "1.234,5", "ha", "(", "34", "%", ")"]);
/// ```
pub fn tokenise(text: &str, vocabulary: &Vocabulary, cache: &mut impl Words, out: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let (mut at, end) = (0, text.len());
    let mut spaced = true;
    while at < end {
        // Most of what stands anywhere is a word that was met before, and a space behind it. It may go on behind an
        // apostrophe: see `word_end`.
        while let Some(run) = Run::short(bytes, at)
            && (run.len > 4 || run.next != b'\'')
            && let Some((id, shape)) = cache.recall(run)
        {
            (at, spaced) = push_run(run, at, id, shape, spaced, out);
        }
        if let Some(run) = Run::at(bytes, at)
            && run.len >= 8
            && let Some((id, shape)) = cache.recall(run)
        {
            (at, spaced) = push_run(run, at, id, shape, spaced, out);
            continue;
        }
        if at >= end {
            break;
        }
        let (class, len) = class_at(text, at);
        let start = at;
        at += len;
        let span = |at: usize| (start as u32, at as u32);
        match class {
            Class::Space => {
                if !cache.passes(text, start, at) {
                    return start;
                }
                spaced = true;
                continue;
            }
            Class::Letter => {
                at = word_end(text, start, at);
                let Some((id, shape)) = cache.meet(text, start, at, vocabulary) else { return start };
                // A curly apostrophe is of no other script: `H’Wen`.
                let other = |c: char| c > '\u{1EFF}' && !matches!(c, '’' | '‘');
                if shape.has(Shape::FOREIGN) && text[start..at].chars().any(other) {
                    push_foreign(&text[start..at], start, spaced, out);
                } else if let Some(cut) = glued(&text[start..at], shape) {
                    for (start, end, spaced) in [(start, start + cut, spaced), (start + cut, at, false)] {
                        let (id, shape) = cache.look_up(text, start, end, vocabulary);
                        let (start, end) = (start as u32, end as u32);
                        out.push(Token { start, end, id, kind: TokenKind::Word, shape, spaced });
                    }
                } else {
                    let (start, end) = span(at);
                    out.push(Token { start, end, id, kind: TokenKind::Word, shape, spaced });
                }
            }
            Class::Digit => {
                while at < end {
                    if bytes[at].is_ascii_digit() {
                        at += 1;
                    } else if matches!(bytes[at], b'.' | b',') && at + 1 < end && bytes[at + 1].is_ascii_digit() {
                        at += 2;
                    } else {
                        break;
                    }
                }
                let (start, end) = span(at);
                let (id, shape) = (SylId::NUMBER, Shape::default());
                out.push(Token { start, end, id, kind: TokenKind::Number, shape, spaced });
            }
            Class::Mark | Class::Wide => {
                if !cache.passes(text, start, at) {
                    return start;
                }
                let c = text[start..].chars().next().unwrap_or(' ');
                let (start, end) = span(at);
                let id = SylId::punct(c);
                out.push(Token { start, end, id, kind: TokenKind::Punct, shape: Shape::of_mark(id), spaced });
            }
        }
        spaced = bytes.get(at) == Some(&b' ');
        at += usize::from(spaced);
    }
    end
}

/// Appends the word that a whole run is; returns where reading goes on, and whether a space stands before it.
#[inline(always)]
fn push_run(run: Run, at: usize, id: SylId, shape: Shape, spaced: bool, out: &mut Vec<Token>) -> (usize, bool) {
    let (start, end) = (at as u32, (at + run.len) as u32);
    out.push(Token { start, end, id, kind: TokenKind::Word, shape, spaced });
    let spaced = run.next == b' ';
    (at + run.len + usize::from(spaced), spaced)
}

/// End of the word that began at `start` and is known to go on to `at`.
#[inline]
fn word_end(text: &str, start: usize, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        while let Some(&b) = bytes.get(at) {
            let step = STEPS[usize::from(b)];
            if step == ON {
                at += 1;
            } else if step == STOP {
                break;
            } else if step == VOWEL && matches!(bytes.get(at + 1), Some(0xB8..=0xBB)) {
                at += 3;
            } else if step == LATIN && !matches!(bytes.get(at + 1), Some(0x97 | 0xB7)) {
                at += 2;
            } else {
                let (class, len) = class_at(text, at);
                if class != Class::Letter {
                    break;
                }
                at += len;
            }
        }
        // H'Hen, K’Brơi: an apostrophe is part of the word only after one or two letters, the first a capital.
        if at - start <= 4 && matches!(bytes.get(at), Some(b'\'' | 0xE2 | 0xCA)) {
            let mark = apostrophe(text, at);
            if mark > 0 && is_letter_at(text, at + mark) && text[start..].starts_with(char::is_uppercase) {
                at += mark;
                continue;
            }
        }
        return at;
    }
}

/// Where a word is to be cut whose space was lost: no syllable is.
fn glued(word: &str, shape: Shape) -> Option<usize> {
    if shape.has(Shape::SYLLABLE) && !shape.has(Shape::INNER) { None } else { glue::cut(word) }
}

/// Scripts written without spaces (Han, Thai, Khmer …) are cut at Unicode word boundaries.
fn push_foreign(word: &str, start: usize, mut spaced: bool, out: &mut Vec<Token>) {
    for (at, piece) in word.split_word_bound_indices() {
        out.push(Token {
            start: (start + at) as u32,
            end: (start + at + piece.len()) as u32,
            id: SylId::UNKNOWN,
            kind: TokenKind::Word,
            shape: Shape::of(piece),
            spaced,
        });
        spaced = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intern::WordCache;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenise(text, &Vocabulary::default(), &mut WordCache::default(), &mut out);
        out.iter().map(|t| t.span().of(text)).collect()
    }

    /// The ids of words that a lexicon has.
    fn ids(text: &str) -> Vec<SylId> {
        let (mut vocabulary, mut out) = (Vocabulary::default(), Vec::new());
        let known = ["h'hen", "k'brơi", "h'wen"].map(|word| vocabulary.intern(word));
        tokenise(text, &vocabulary, &mut WordCache::default(), &mut out);
        out.iter().map(|t| t.id).inspect(|id| assert!(known.contains(id))).collect()
    }

    #[test]
    fn splits_numbers_words_and_marks() {
        assert_eq!(words("gia đình.Triển khai"), ["gia", "đình", ".", "Triển", "khai"]);
        assert_eq!(words("482,6ha lúa"), ["482,6", "ha", "lúa"]);
        assert_eq!(words("8h30’, 21/4…"), ["8", "h", "30", "’", ",", "21", "/", "4", "…"]);
        assert_eq!(words("H’Hen Niê, K'Brơi"), ["H’Hen", "Niê", ",", "K'Brơi"]);
        assert_eq!(ids("H’Hen K’Brơi H’Wen"), ids("H'Hen K'Brơi H'Wen"));
        assert_eq!(words("‘Sáng xanh’"), ["‘", "Sáng", "xanh", "’"]);
        assert_eq!(words("1.5."), ["1.5", "."]);
        assert_eq!(words("Nhật LinhTheo MoMo, VietJet"), ["Nhật", "Linh", "Theo", "MoMo", ",", "VietJet"]);
        assert_eq!(
            words("ông Bỉnhcho biết, vàquận Tân Nà"),
            ["ông", "Bỉnh", "cho", "biết", ",", "và", "quận", "Tân", "Nà"]
        );
        assert_eq!(words("m² 3×4"), ["m", "²", "3", "×", "4"]);
    }

    #[test]
    fn is_lossless_but_for_white_space() {
        for text in ["Đồng chí A - Bí thư;  ông B", "北京 ไทย смог 😀 e\u{301}", "\u{a0}x\u{3000}y"]
        {
            let joined: String = words(text).concat();
            let kept: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(joined, kept);
        }
    }
}
