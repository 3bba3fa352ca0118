//! What holds for every string.

use super::ARTICLE;
use crate::span::Span;
use crate::text::decode::{Encoding, decode, repair};
use crate::text::legacy::Code;
use crate::text::look_alike::is_foreign;
use crate::text::normalise::{Normaliser, ToneStyle};
use crate::text::syllable::all_toned;
use proptest::prelude::*;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::is_nfc;

const STYLES: [ToneStyle; 3] = [ToneStyle::Old, ToneStyle::New, ToneStyle::Keep];

/// Pieces that normalising has to do with, so that they meet more often than chance would have it.
fn dirty() -> impl Strategy<Value = String> {
    static SYLLABLES: LazyLock<Vec<String>> = LazyLock::new(|| all_toned(ToneStyle::New));
    let piece = prop_oneof![
        4 => (0..SYLLABLES.len()).prop_map(|i| SYLLABLES[i].clone()),
        2 => (0..SYLLABLES.len()).prop_map(|i| SYLLABLES[i].nfd().collect::<String>()),
        1 => (0..SYLLABLES.len()).prop_map(|i| SYLLABLES[i].to_uppercase()),
        6 => prop::sample::select(vec![
            " ", " ", " ", "\n", "\r", "\t", "\u{A0}", "\u{3000}", "\u{200B}", "\u{200D}", "\u{AD}", "\u{FEFF}", "a", "o", "oà",
            "u", "q", "g", "i", "d", "Ð", "ð", "ƣ", "ǎ", "\u{430}", "\u{441}", "н", "ν", "α", "ᴠ", "ａ", "Ｏ", "１", "！", "ı",
            "1", ".", "-", "👩", "=", "가", "\u{1100}", "\u{1161}", "\u{958}", "\u{212B}", "\u{37E}", "ệ",
        ]).prop_map(str::to_owned),
        6 => prop::sample::select(vec![
            '\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}', '\u{302}', '\u{306}', '\u{31B}', '\u{340}', '\u{341}', '\u{335}',
            '\u{338}', '\u{308}', '\u{5B0}', '\u{345}',
        ]).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|v| v.concat())
}

fn words(text: &str) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(char::is_alphabetic).map(|i| from + i) {
        let end = text[start..].find(|c: char| !c.is_alphabetic() && !is_combining_mark(c));
        let end = end.map_or(text.len(), |i| start + i);
        all.push((start, end));
        from = end;
    }
    all
}

fn holds(raw: &str) -> Result<(), TestCaseError> {
    for style in STYLES {
        let normaliser = Normaliser::new(style);
        let n = normaliser.normalise(raw);
        let again = normaliser.normalise(&n.text);
        prop_assert_eq!(&again.text, &n.text, "twice, from {:?}", raw);
        prop_assert!(again.map.is_identity());
        prop_assert!(is_nfc(&n.text), "not NFC: {:?} from {:?}", n.text, raw);

        let raw_points = raw.chars().count() as u32;
        let mut last = (0, 0);
        for edit in n.edits() {
            prop_assert!(edit.raw.start >= last.0 && edit.raw.end <= raw_points && edit.raw.start < edit.raw.end);
            prop_assert!(edit.norm.start >= last.1 && edit.norm.end as usize <= n.text.len());
            last = (edit.raw.end, edit.norm.end);
        }
        // Replaying the edits on the input gives the output.
        let chars: Vec<char> = raw.chars().collect();
        let (mut replayed, mut at) = (String::new(), 0);
        for edit in n.edits() {
            replayed.extend(&chars[at..edit.raw.start as usize]);
            replayed.push_str(edit.norm.of(&n.text));
            at = edit.raw.end as usize;
        }
        replayed.extend(&chars[at..]);
        prop_assert_eq!(&replayed, &n.text);

        let mut before = Span::new(0, 0);
        for (i, c) in n.text.char_indices() {
            let back = n.map.to_raw(Span::new(i as u32, (i + c.len_utf8()) as u32));
            prop_assert!(back.start >= before.start && back.end >= before.end && back.end <= raw_points);
            prop_assert!(!back.is_empty(), "{:?} of {:?}", c, raw);
            before = back;
        }
        for (start, end) in words(&n.text) {
            let back = n.map.to_raw(Span::new(start as u32, end as u32));
            let source: String = chars[back.range()].iter().collect();
            // A word wholly in another alphabet is judged by the text around it.
            if n.text[start..end].chars().all(|c| is_foreign(c) || is_combining_mark(c)) {
                continue;
            }
            prop_assert!(
                normaliser.normalise(&source).text.contains(&n.text[start..end]),
                "{:?} gives {:?}, the whole {:?} gives {:?}",
                source,
                &n.text[start..end],
                raw,
                n.text
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn normalising_dirty_text(raw in dirty()) {
        holds(&raw)?;
    }

    #[test]
    fn normalising_any_string(raw in any::<String>()) {
        holds(&raw)?;
    }

    #[test]
    fn decoding_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&bytes, None);
        for name in ["utf-8", "utf-16le", "utf-16be", "windows-1258", "tcvn3", "vni", "viscii", "vps"] {
            let encoding: Encoding = name.parse().unwrap();
            prop_assert_eq!(encoding.name(), name);
            prop_assert!(decode(&bytes, Some(encoding)).is_ok());
        }
    }

    #[test]
    fn valid_utf8_is_kept(text in dirty()) {
        if let Ok(d) = decode(text.as_bytes(), None) && !d.mojibake && d.encoding == Encoding::Utf8 {
            prop_assert_eq!(&*d.text, text.trim_start_matches_once());
        }
        let _ = repair(&text);
        for code in Code::ALL {
            let _ = code.decode(text.as_bytes());
        }
    }
}

trait TrimOnce {
    fn trim_start_matches_once(&self) -> &str;
}

impl TrimOnce for String {
    /// Decoding takes one byte order mark off.
    fn trim_start_matches_once(&self) -> &str {
        self.strip_prefix('\u{FEFF}').unwrap_or(self)
    }
}

#[test]
fn all_permutations_of_marks() {
    let marks = ['\u{302}', '\u{306}', '\u{31B}', '\u{300}', '\u{323}'];
    let normaliser = Normaliser::default();
    for base in "aeoudy".chars() {
        for a in marks {
            for b in marks {
                for c in marks {
                    holds(&format!("{base}{a}{b}{c} {a}{base}{b}")).unwrap();
                }
                let (one, other) = (format!("{base}{a}{b}"), format!("{base}{b}{a}"));
                let (one, other) = (normaliser.normalise(&one).text, normaliser.normalise(&other).text);
                let two_tones = [a, b].iter().all(|m| "\u{300}\u{323}".contains(*m));
                let two_shapes = [a, b].iter().all(|m| "\u{302}\u{306}".contains(*m));
                if base != 'd' && !two_tones && !two_shapes {
                    assert_eq!(one, other, "{base} {a:?} {b:?}");
                }
            }
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "linearity is a statement about time")]
fn the_work_is_linear() {
    let mut cases: Vec<String> = [
        "a",
        "ả",
        "à",
        "\u{301}",
        "a\u{301}",
        " \u{301}",
        "a \u{323}",
        "\u{200B}",
        " \u{200B}",
        "a\u{200B}",
        "\u{200B}\u{301}",
        "\u{A0}\u{301}",
        "a\u{200B} \u{200B}\u{301}",
        "oà",
        "hoà ",
        "ﬁ",
        "\u{430}",
        "ð",
        "\u{1100}\u{1161}",
        "!\u{338}",
        "！\u{338}",
        "\r",
        "\r\n",
        "Ã",
        "á»",
        "µ",
        "Vieät ",
        "\u{340}",
        "=\u{301}",
    ]
    .map(|p| p.repeat(200_000 / p.len()))
    .to_vec();
    cases.push(ARTICLE.nfd().collect::<String>().repeat(80));
    for text in cases {
        let started = std::time::Instant::now();
        let d = decode(text.as_bytes(), None).unwrap();
        let n = Normaliser::default().normalise(&d.text);
        let _ = n.map.to_raw(Span::new(0, n.text.len() as u32));
        let spent = started.elapsed();
        // A quadratic step would take minutes here.
        assert!(spent.as_secs() < 5, "{:?}… took {spent:?}", text.chars().take(8).collect::<String>());
    }
}

#[test]
fn all_short_texts_of_detached_marks() {
    let pieces = ["o", "a", "ng", " ", "\u{301}", "\u{302}", "\u{A0}", "\u{200B}"];
    for length in 1..=5 {
        for mut code in 0..pieces.len().pow(length) {
            let mut raw = String::new();
            for _ in 0..length {
                raw.push_str(pieces[code % pieces.len()]);
                code /= pieces.len();
            }
            holds(&raw).unwrap();
        }
    }
}
