//! Text that was decoded wrongly once or twice on its way.
//!
//! Enters: a string. Leaves: the string it was meant to be, where the evidence is plain. Not done here: single broken
//! characters in otherwise sound text. The damage is always the same: bytes read as windows-1252 (or Latin-1).

use crate::text::decode::Encoding;
use crate::text::detect::{self, Score, score, score_as_is};
use crate::text::legacy::{Code, byte_of};

/// See [`crate::text::decode::repair`].
pub(crate) fn repair(text: &str) -> Option<(String, Encoding)> {
    if !is_suspicious(text.as_bytes()) {
        return None;
    }
    let sample = sample_of(text);
    let before = score_as_is(sample);
    if before.words == 0 || before.valid * 2 > before.words {
        return None;
    }
    repair_utf8(text, before).map(|t| (t, Encoding::Utf8)).or_else(|| {
        let code = best_of(&Code::ALL, text, before.valid)?;
        let after = score(&undo(sample, code));
        // Two or three words may be syllables by chance, unless none of them was one before.
        let enough = before.words >= 4 || before.words >= 2 && before.valid == 0 && after.valid == after.words;
        (enough && after.valid >= before.valid + 2).then(|| (undo(text, code), code.encoding()))
    })
}

/// Letters of Latin-1 are frequent, and letters that only Vietnamese has (or combining marks) are next to none. In
/// ordinary Vietnamese text the two kinds are about as many.
fn is_suspicious(bytes: &[u8]) -> bool {
    let (mut latin, mut vietnamese, mut ahead) = (0, 0, bytes.len());
    // Sums of bytes over short stretches, of a length that vectors divide: the compiler makes vector code of it.
    for part in bytes.chunks(192) {
        ahead -= part.len();
        let (mut some, mut others) = (0u8, 0u8);
        for c in part {
            some += u8::from((*c == 0xC2) | (*c == 0xC3));
            others += u8::from((*c == 0xE1) | (*c == 0xCC));
        }
        latin += usize::from(some);
        vietnamese += usize::from(others);
        // Whatever follows: a letter of Latin-1 has two bytes.
        if vietnamese * 8 > latin + ahead / 2 + 1 {
            return false;
        }
    }
    latin > 0 && vietnamese * 8 <= latin
}

fn sample_of(text: &str) -> &str {
    let start = detect::sample(text.as_bytes());
    // The sample is cut at ASCII white space or, failing that, anywhere.
    std::str::from_utf8(start).unwrap_or(text)
}

/// The code of `codes` in which the bytes behind `text` are Vietnamese, with more syllables than `valid`.
pub(crate) fn best_of(codes: &[Code], text: &str, valid: u32) -> Option<Code> {
    let sample = sample_of(text);
    let (code, found) = detect::best(codes, |code| undo(sample, code))?;
    (found.valid > valid && found.is_vietnamese()).then_some(code)
}

/// `text` as its bytes read in `code`; characters that windows-1252 does not have stay.
pub(crate) fn undo(text: &str, code: Code) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match byte_of(c) {
            Some(b) => bytes.push(b),
            None => {
                code.decode_into(&bytes, &mut out);
                bytes.clear();
                out.push(c);
            }
        }
    }
    code.decode_into(&bytes, &mut out);
    code.finish(out)
}

/// UTF-8 read as windows-1252, up to three times over.
fn repair_utf8(text: &str, before: Score) -> Option<String> {
    let mut current = undo_utf8(text)?;
    for _ in 0..3 {
        let after = score(sample_of(&current));
        if after.valid > before.valid && after.is_vietnamese() {
            return Some(current);
        }
        current = undo_utf8(&current)?;
    }
    None
}

/// Every run of characters that is a UTF-8 sequence read byte by byte becomes its character; `None` if there is none.
fn undo_utf8(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    let mut found = false;
    while let Some(c) = rest.next() {
        let lead = if c.is_ascii() { None } else { byte_of(c) };
        let more = match lead {
            Some(0xC2..=0xDF) => 1,
            Some(0xE0..=0xEF) => 2,
            Some(0xF0..=0xF4) => 3,
            _ => {
                out.push(c);
                continue;
            }
        };
        let mut bytes = [lead.unwrap_or_default(), 0, 0, 0];
        let mut ahead = rest.clone();
        let mut complete = true;
        for slot in &mut bytes[1..=more] {
            match ahead.next().map(|c| (c, byte_of(c))) {
                Some((_, Some(b @ 0x80..=0xBF))) => *slot = b,
                // à: its second byte is the no-break space, which editors turn into a plain one.
                Some((' ', _)) if more == 1 && bytes_is_a_grave(lead) => *slot = 0xA0,
                _ => {
                    complete = false;
                    break;
                }
            }
        }
        match std::str::from_utf8(&bytes[..=more]) {
            Ok(s) if complete => {
                out.push_str(s);
                rest = ahead;
                found = true;
            }
            _ => out.push(c),
        }
    }
    found.then_some(out)
}

fn bytes_is_a_grave(lead: Option<u8>) -> bool {
    lead == Some(0xC3)
}
