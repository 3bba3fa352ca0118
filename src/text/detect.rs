//! How Vietnamese a text looks.
//!
//! Enters: a text as one encoding would have it. Leaves: how many of its words with a letter outside ASCII are
//! syllables; the encoding that gives most is the one. Not done here: decoding.

use crate::text::compose::{compose, is_mark};
use crate::text::legacy::{Code, byte_of};
use crate::text::syllable::Syllable;

/// Counts over the words that hold a letter outside ASCII: those are the ones an encoding decides about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Score {
    pub(crate) words: u32,
    /// Syllables, written in one of the three usual patterns of case.
    pub(crate) valid: u32,
    /// Syllables whose onset and rime were met together.
    pub(crate) attested: u32,
}

impl Score {
    /// Whether four fifths of the words are syllables: below that the reading is rejected.
    pub(crate) fn is_vietnamese(self) -> bool {
        self.valid > 0 && self.valid * 5 >= self.words * 4
    }
}

/// Counts the words of `text`, a reading that is to be judged.
pub(crate) fn score(text: &str) -> Score {
    count(text, |c| c.is_alphabetic() || is_mark(c))
}

/// Counts the words of `text` as it stands. Signs inside words (H¹nh, ViŒt) tell of a wrong reading, so they count as
/// letters here.
pub(crate) fn score_as_is(text: &str) -> Score {
    count(text, |c| c.is_alphabetic() || is_mark(c) || !c.is_ascii() && byte_of(c).is_some_and(|b| b != 0xA0))
}

fn count(text: &str, in_word: impl Fn(char) -> bool) -> Score {
    let mut score = Score::default();
    // Words of one letter say too little: £ is Ê in TCVN3.
    for word in text.split(|c| !in_word(c)).filter(|w| !w.is_ascii() && w.chars().nth(1).is_some()) {
        score.words += 1;
        if has_usual_case(word)
            && let Some(s) =
                if word.contains(is_mark) { Syllable::parse(&compose(word).0) } else { Syllable::parse(word) }
            && s.is_well_marked()
        {
            score.valid += 1;
            score.attested += u32::from(s.is_attested());
        }
    }
    score
}

/// All small, all capital, or only the first capital.
fn has_usual_case(word: &str) -> bool {
    let mut rest = word.chars();
    let first_upper = rest.next().is_some_and(char::is_uppercase);
    let upper = rest.clone().filter(|c| c.is_uppercase()).count();
    upper == 0 || first_upper && upper == rest.count()
}

/// The code of `codes` whose reading scores best; the earlier one where two score alike.
pub(crate) fn best(codes: &[Code], mut read: impl FnMut(Code) -> String) -> Option<(Code, Score)> {
    let mut best: Option<(Code, Score)> = None;
    for &code in codes {
        let s = score(&read(code));
        if best.is_none_or(|(_, b)| (s.valid, s.attested) > (b.valid, b.attested)) {
            best = Some((code, s));
        }
    }
    best
}

/// The part of `bytes` that decides: up to 64 KiB from the first byte outside ASCII, cut at white space.
pub(crate) fn sample(bytes: &[u8]) -> &[u8] {
    const MOST: usize = 1 << 16;
    let first = bytes.iter().position(|b| *b >= 0x80).unwrap_or(0);
    let start = bytes[..first].iter().rposition(|b| matches!(b, b' ' | b'\n')).map_or(0, |i| i + 1);
    let rest = &bytes[start..];
    if rest.len() <= MOST {
        return rest;
    }
    let end = rest[..MOST].iter().rposition(|b| matches!(b, b' ' | b'\n')).unwrap_or(MOST);
    &rest[..end]
}
