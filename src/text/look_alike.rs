//! Letters that look right and are not.
//!
//! Enters: a word in NFC. Leaves: the word in Vietnamese letters, where the rules of `data/encoding/look_alikes.tsv` allow
//! it. Not done here: letters wrong in meaning (õ for ò), which only a dictionary could tell.
//!
//! Rules: `always`; `d`, in a word that is Vietnamese by any sign (Icelandic ð stays); `twin`, where every foreign letter
//! of the word has a twin and the word either has Latin letters too or becomes a syllable; `syllable`, only where the
//! word becomes a syllable. A word wholly in another alphabet stays in a text that quotes that alphabet in earnest, that
//! is, with letters that have no twin (Russian “со” is not “co”).

use crate::error::{Error, ErrorKind, Stage};
use crate::lexicon::table::Table;
use crate::text::compose::{compose, is_mark};
use crate::text::letter::{Letter, Tone, is_marked};
use crate::text::offset::EditKind;
use crate::text::syllable::Syllable;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Always,
    D,
    Twin,
    Syllable,
}

/// Sorted by the wrong letter.
static TABLE: LazyLock<Vec<(char, char, Rule)>> = LazyLock::new(|| {
    read(include_str!("../../data/encoding/look_alikes.tsv")).expect("the embedded table is read by a test")
});

fn read(text: &str) -> Result<Vec<(char, char, Rule)>, Error> {
    let bad = |what: &str| Error::new(ErrorKind::Data, Stage::Parse, format!("look_alikes.tsv: {what}"));
    let single = |field: &str| field.chars().next().ok_or_else(|| bad("empty field"));
    let mut table = Vec::new();
    for row in Table::parse("look_alikes.tsv", text, &["from", "to", "rule", "note"])?.rows() {
        let &[from, to, rule, _] = row else { continue };
        let rule = match rule {
            "always" => Rule::Always,
            "d" => Rule::D,
            "twin" => Rule::Twin,
            "syllable" => Rule::Syllable,
            _ => return Err(bad("unknown rule")),
        };
        table.push((single(from)?, single(to)?, rule));
    }
    table.sort_unstable_by_key(|r| r.0);
    Ok(table)
}

fn twin(c: char) -> Option<(char, Rule)> {
    let at = TABLE.binary_search_by_key(&c, |r| r.0).ok()?;
    Some((TABLE[at].1, TABLE[at].2))
}

/// Whether `c` can only be judged here: a letter of the table, or of an alphabet that has such letters.
pub(crate) fn is_candidate(c: char) -> bool {
    matches!(c, 'Ð' | 'ð' | 'Ɖ' | 'ɖ' | 'Ƣ' | 'ƣ' | 'Ǎ' | 'ǎ' | '\u{370}'..='\u{52F}' | '\u{1D20}' | '\u{1D21}')
}

/// Whether `text` has Greek or Cyrillic letters that no Latin letter looks like. Judged by the letter without its marks:
/// normalising neither adds nor takes away such a letter.
pub(crate) fn has_other_alphabet(text: &str) -> bool {
    text.chars()
        .filter(|c| matches!(c, '\u{370}'..='\u{52F}' | '\u{1F00}'..='\u{1FFF}' | '\u{2126}'))
        .filter_map(|c| std::iter::once(c).nfd().next())
        .any(|c| c.is_alphabetic() && twin(c).is_none())
}

/// The word with its look-alikes replaced, or `None`. `quoting` tells that the text has words of other alphabets.
pub(crate) fn fold(word: &str, quoting: bool) -> Option<(String, EditKind)> {
    if let Some(text) = fold_stroke(word) {
        return Some((text, EditKind::DStroke));
    }
    if !word.chars().any(is_candidate) {
        return None;
    }
    let replace = |rules: &[Rule]| -> String {
        word.chars().map(|c| twin(c).filter(|t| rules.contains(&t.1)).map_or(c, |t| t.0)).collect()
    };
    let mut rules = vec![Rule::Always];
    let whole = replace(&[Rule::Always, Rule::D, Rule::Twin, Rule::Syllable]);
    // A single foreign letter is a symbol.
    let wholly_foreign = word.chars().all(|c| is_foreign(c) || is_mark(c));
    if becomes_syllable(&whole) && !(wholly_foreign && (quoting || word.chars().count() == 1)) {
        rules = vec![Rule::Always, Rule::D, Rule::Twin, Rule::Syllable];
    } else {
        let twins_only = word.chars().filter(|c| is_foreign(*c)).all(|c| matches!(twin(c), Some((_, Rule::Twin))));
        if twins_only && word.chars().any(is_latin) {
            rules.push(Rule::Twin);
        }
        if takes_d(word) {
            rules.push(Rule::D);
        }
    }
    let folded = replace(&rules);
    (folded != word).then_some((folded, EditKind::LookAlike))
}

fn becomes_syllable(word: &str) -> bool {
    Syllable::parse(word).is_some() || word.chars().any(is_mark) && Syllable::parse(&compose(word).0).is_some()
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && matches!(c, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Of another alphabet, or a small capital.
pub(crate) fn is_foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52F}' | '\u{1D20}' | '\u{1D21}')
}

/// Whether Ð and ð stand for Đ and đ in a word that is no syllable: nowhere do Icelandic words begin with them, nor are
/// abbreviations (HÐND, QÐ-UBND) Icelandic.
fn takes_d(word: &str) -> bool {
    let is_d = |c: char| matches!(c, 'Ð' | 'ð' | 'Ɖ' | 'ɖ');
    word.starts_with(is_d)
        || !word.chars().any(|c| c.is_lowercase())
        || word.chars().any(|c| {
            let l = Letter::of(c);
            l.is_vowel() && is_marked(l.code()) && !matches!(c, 'ô' | 'Ô' | 'ê' | 'Ê' | 'â' | 'Â')
                || l.tone() == Tone::Hoi
                || l.tone() == Tone::Nang
        })
}

/// d with a stroke laid over it, where đ makes a syllable.
fn fold_stroke(word: &str) -> Option<String> {
    let is_stroke = |c: char| matches!(c, '\u{335}' | '\u{336}' | '\u{338}');
    if !word.contains(is_stroke) {
        return None;
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match (c, folded.pop()) {
            (c, Some('d')) if is_stroke(c) => folded.push('đ'),
            (c, Some('D')) if is_stroke(c) => folded.push('Đ'),
            (c, last) => {
                folded.extend(last);
                folded.push(c);
            }
        }
    }
    becomes_syllable(&folded).then_some(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_candidate_and_in_order() {
        assert!(TABLE.len() >= 50 && TABLE.is_sorted_by_key(|r| r.0));
        for (from, to, _) in TABLE.iter() {
            assert!(is_candidate(*from) && !Letter::of(*to).is_none(), "{from}");
        }
    }

    #[test]
    fn words_are_folded_by_rule() {
        for (wrong, right) in [
            ("Ðồng", "Đồng"),
            ("HÐND", "HĐND"),
            ("ð", "đ"),
            ("Ɖảng", "Đảng"),
            ("đƣợc", "được"),
            ("ngƣời", "người"),
            ("nǎm", "năm"),
            ("Т\u{430}m", "Tam"),
            ("\u{441}\u{43E}", "co"),
            ("ᴠà", "và"),
            ("ΗΝ\u{41E}I", "HNOI"),
            ("d\u{335}ã", "đã"),
            ("D\u{336}ảng", "Đảng"),
        ] {
            assert_eq!(fold(wrong, false).map(|f| f.0).as_deref(), Some(right), "{wrong}");
        }
        for kept in ["Sigurðsson", "Москва", "сухо", "α", "μm", "IFNα", "о", "được", "d\u{336}e\u{336}", "Pǎun"]
        {
            assert_eq!(fold(kept, false), None, "{kept}");
        }
        assert!(has_other_alphabet("со сбитым самолетом") && has_other_alphabet("10 \u{2126}"));
        assert!(!has_other_alphabet("\u{441}\u{43E} ᴠà t\u{430}m αν"));
        assert_eq!(fold("\u{441}\u{43E}", true), None);
        assert_eq!(fold("t\u{430}m", true).map(|f| f.0).as_deref(), Some("tam"));
    }
}
