//! White space in values.
//!
//! Enters: words as they stand in a text. Leaves: the same with one space between them. Not done here: white space in the text
//! itself, where every character keeps its place.

use std::borrow::Cow;

/// The words with one space between them and none around them.
pub(crate) fn single(words: &str) -> Cow<'_, str> {
    let mut spaced = true;
    let is_single = words.chars().all(|c| {
        let before = std::mem::replace(&mut spaced, c == ' ');
        if c == ' ' { !before } else { !c.is_whitespace() }
    });
    if is_single && !words.ends_with(' ') {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_space_between_words() {
        for words in ["Phó  Chủ tịch", " Phó Chủ tịch", "Phó Chủ tịch ", "Phó\nChủ tịch", "Phó\u{a0}Chủ\ttịch"]
        {
            assert_eq!(single(words), "Phó Chủ tịch");
        }
        assert!(matches!(single("Phó Chủ tịch"), Cow::Borrowed(_)) && matches!(single(""), Cow::Borrowed("")));
        assert_eq!(single("  "), "");
    }
}
