//! White space in values.
//!
//! Enters: words as they stand in a text. Leaves: the same with one space between them. Not done here: white space in the text
//! itself, where every character keeps its place.

use std::borrow::Cow;

/// The bytes that are white space but for the space itself, or may begin some.
static SUSPECT: [bool; 256] = {
    let mut suspect = [false; 256];
    let mut b = 0;
    while b < 256 {
        suspect[b] = matches!(b as u8, 0x09..=0x0D | 0xC2 | 0xE2 | 0xE3);
        b += 1;
    }
    suspect
};

/// The words with one space between them and none around them.
pub(crate) fn single(words: &str) -> Cow<'_, str> {
    // Nearly all stand so already, which is seen without a branch for each letter. `\u{1680}` begins like letters do.
    let (mut before, mut suspect) = (b' ', false);
    for &byte in words.as_bytes() {
        suspect |= SUSPECT[usize::from(byte)] | (byte == b' ') & (before == b' ') | (byte == 0x9A) & (before == 0xE1);
        before = byte;
    }
    if (suspect || before == b' ') && !is_single(words) {
        Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(words)
    }
}

#[cold]
fn is_single(words: &str) -> bool {
    let mut spaced = true;
    let between = words.chars().all(|c| {
        let before = std::mem::replace(&mut spaced, c == ' ');
        if c == ' ' { !before } else { !c.is_whitespace() }
    });
    between && !words.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_space_between_words() {
        for words in [
            "Phó  Chủ tịch",
            " Phó Chủ tịch",
            "Phó Chủ tịch ",
            "Phó\nChủ tịch",
            "Phó\u{a0}Chủ\ttịch",
            "Phó\u{1680}Chủ tịch",
            "Phó\u{3000}Chủ tịch",
        ] {
            assert_eq!(single(words), "Phó Chủ tịch");
        }
        assert!(matches!(single("Phó Chủ tịch"), Cow::Borrowed(_)) && matches!(single(""), Cow::Borrowed("")));
        assert!(matches!(single("Phó – “Chủ tịch”"), Cow::Borrowed(_)));
        assert_eq!(single("  "), "");
    }
}
