//! Letters and their combining marks.
//!
//! Enters: a piece of text that may hold combining marks in any order. Leaves: NFC, the marks of Vietnamese vowels put in
//! the order that composes. Not done here: deciding whether the result is a syllable.

use crate::text::letter::{Letter, Tone};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Whether `c` may be something else in NFC, alone or with its neighbours.
pub(crate) fn is_unstable(c: char) -> bool {
    c >= '\u{300}' && (is_mark(c) || is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes)
}

/// Whether `c` attaches to the letter before it.
pub(crate) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && canonical_combining_class(c) != 0
}

/// Whether `c` is a mark of Vietnamese: a tone (also in its deprecated form), circumflex, breve or horn.
pub(crate) fn is_vietnamese_mark(c: char) -> bool {
    rank(c).is_some()
}

/// Place among the marks of a letter. Circumflex and breve have the combining class of the tones above, so that
/// canonical ordering leaves a tone before them, and such a pair does not compose.
fn rank(c: char) -> Option<u8> {
    match c {
        '\u{31B}' => Some(0),
        '\u{302}' | '\u{306}' => Some(1),
        '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' | '\u{340}' | '\u{341}' => Some(2),
        _ => None,
    }
}

/// `text` in NFC, after the marks of every vowel letter were put in order and doubled ones dropped. The second value tells
/// whether that did more than NFC alone.
pub(crate) fn compose(text: &str) -> (String, bool) {
    compose_letters(text).unwrap_or_else(|| compose_any(text))
}

/// [`compose`] for words of Vietnamese letters with at most one shape and one tone each, which nearly all are; `None`
/// for everything else.
fn compose_letters(text: &str) -> Option<(String, bool)> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut moved = false;
    while let Some(c) = rest.next() {
        let mut letter = Letter::of(c);
        if letter.is_none() {
            return None;
        }
        if rest.peek().is_none_or(|m| *m < '\u{300}') {
            out.push(c);
            continue;
        }
        // Canonical ordering takes a circumflex or breve past the dot below only.
        let mut high_tone = !matches!(letter.tone(), Tone::Ngang | Tone::Nang);
        while let Some(&mark) = rest.peek().filter(|m| **m >= '\u{300}') {
            let tone = match mark {
                '\u{300}' | '\u{340}' => Some(Tone::Huyen),
                '\u{301}' | '\u{341}' => Some(Tone::Sac),
                '\u{309}' => Some(Tone::Hoi),
                '\u{303}' => Some(Tone::Nga),
                '\u{323}' => Some(Tone::Nang),
                _ => None,
            };
            moved |= matches!(mark, '\u{340}' | '\u{341}');
            letter = match tone {
                Some(tone) if letter.tone() == Tone::Ngang => {
                    high_tone = tone != Tone::Nang;
                    Letter::of(letter.with_tone(tone))
                }
                Some(_) => return None,
                None => {
                    moved |= high_tone && mark != '\u{31B}';
                    letter.with_shape(mark)?
                }
            };
            if letter.tone() == Tone::Ngang && tone.is_some() {
                return None;
            }
            rest.next();
        }
        out.push(letter.with_tone(letter.tone()));
    }
    Some((out, moved))
}

fn compose_any(text: &str) -> (String, bool) {
    let mut ordered = String::with_capacity(text.len());
    let mut base = None;
    let mut marks: Vec<char> = Vec::new();
    let mut moved = false;
    for c in text.nfd() {
        if base.is_some() && is_vietnamese_mark(c) {
            marks.push(c);
            continue;
        }
        moved |= put(&mut ordered, base.take(), &mut marks);
        if matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ı') {
            base = Some(c);
        } else {
            ordered.push(c);
        }
    }
    moved |= put(&mut ordered, base, &mut marks);
    let composed = ordered.nfc().collect();
    // U+0340 and U+0341 are gone after NFD, but they are no ordinary composition either.
    (composed, moved || text.contains(['\u{340}', '\u{341}']))
}

/// Writes a vowel letter with its marks; tells whether they had to be changed.
fn put(out: &mut String, base: Option<char>, marks: &mut Vec<char>) -> bool {
    let Some(base) = base else { return false };
    // The dotless ı stands for i where it carries a tone.
    let dotless = base == 'ı' && !marks.is_empty();
    out.push(if dotless { 'i' } else { base });
    let in_order = marks.windows(2).all(|w| rank(w[0]) <= rank(w[1]) && w[0] != w[1]);
    marks.sort_by_key(|c| rank(*c));
    marks.dedup();
    out.extend(marks.drain(..));
    // NFD has put the dot below first: that alone is no disorder.
    dotless || !in_order && !is_canonical_order_only(out)
}

/// Whether the marks at the end of `out` are what NFD makes of a well-formed letter with a dot below.
fn is_canonical_order_only(out: &str) -> bool {
    let marks = out.chars().rev().take_while(|c| is_vietnamese_mark(*c));
    let mut with_dot = marks.clone().any(|c| c == '\u{323}');
    with_dot &= marks.count() == 2;
    with_dot
}

#[cfg(test)]
mod tests {
    use super::{compose, compose_any, compose_letters};

    #[test]
    fn any_order_of_the_marks_gives_the_letter() {
        use unicode_normalization::UnicodeNormalization;
        for c in "ấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữựẤỘỰ".chars()
        {
            let parts: Vec<char> = c.nfd().collect();
            let (base, first, second) = (parts[0], parts[1], parts[2]);
            for (a, b) in [(first, second), (second, first)] {
                for text in [format!("{base}{a}{b}"), format!("{base}{a}{b}{b}"), format!("{base}{a}{a}{b}")] {
                    assert_eq!(compose(&text).0, c.to_string(), "{parts:?}");
                }
                let half: String = [base, a].into_iter().nfc().collect();
                assert_eq!(compose(&format!("{half}{b}")).0, c.to_string(), "{parts:?}");
            }
        }
    }

    #[test]
    fn deprecated_tones_and_the_dotless_i() {
        assert_eq!(compose("a\u{340}").0, "à");
        assert_eq!(compose("e\u{302}\u{341}").0, "ế");
        assert_eq!(compose("ı\u{301}").0, "í");
        assert_eq!(compose("ı").0, "ı");
    }

    #[test]
    fn disorder_is_told_from_plain_decomposition() {
        assert!(!compose("ê\u{323}").1 && !compose("e\u{323}\u{302}").1 && !compose("ơ\u{300}").1);
        assert!(compose("e\u{301}\u{302}").1 && compose("à\u{300}").1 && compose("a\u{340}").1);
    }

    #[test]
    fn the_short_way_agrees_with_the_long_one() {
        let marks = "\u{300}\u{301}\u{303}\u{309}\u{323}\u{302}\u{306}\u{31B}\u{340}\u{341}\u{308}".chars();
        let mut short = 0;
        for c in (0..0x1F00).filter_map(char::from_u32).filter(|c| c.is_alphabetic()) {
            for a in marks.clone() {
                for b in marks.clone() {
                    for text in [format!("{c}{a}"), format!("{c}{a}{b}"), format!("x{a}{c}{b}")] {
                        if let Some(found) = compose_letters(&text) {
                            short += 1;
                            assert_eq!(found, compose_any(&text), "{text:?}");
                        }
                    }
                }
            }
        }
        assert!(short > 2_500, "{short}");
    }

    #[test]
    fn other_scripts_are_nfc_only() {
        use unicode_normalization::UnicodeNormalization;
        for text in ["\u{1112}\u{1161}\u{11AB}", "\u{3BF}\u{301}", "q\u{301}\u{302}", "\u{958}", "\u{212B}"] {
            assert_eq!(compose(text).0, text.nfc().collect::<String>());
        }
    }
}
