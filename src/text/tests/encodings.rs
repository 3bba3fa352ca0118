//! Every encoding, every syllable.

use super::ARTICLE;
use crate::text::decode::{Decoded, Encoding, decode, repair};
use crate::text::legacy::Code;
use crate::text::syllable::{ToneStyle, all_toned};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Written against the tables alone, so that the decoder cannot excuse itself.
struct Encoder(HashMap<char, Vec<u8>>);

impl Encoder {
    fn new(code: Code) -> Self {
        let (text, layers): (_, &[&str]) = match code {
            Code::Abc => (include_str!("../../../data/encoding/tcvn3.tsv"), &["abc"]),
            Code::Tcvn5712 => (include_str!("../../../data/encoding/tcvn3.tsv"), &["abc", "full"]),
            Code::Vni => (include_str!("../../../data/encoding/vni.tsv"), &["letter"]),
            Code::Viscii => (include_str!("../../../data/encoding/viscii.tsv"), &["letter"]),
            Code::Vps => (include_str!("../../../data/encoding/vps.tsv"), &["letter"]),
            Code::Windows1258 => ("", &[]),
        };
        let mut map: HashMap<char, Vec<u8>> = HashMap::new();
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            if layers.contains(&fields[2]) {
                let bytes = fields[0].split(' ').map(|b| u8::from_str_radix(b, 16).unwrap()).collect();
                map.insert(fields[1].chars().next().unwrap(), bytes);
            }
        }
        if code == Code::Abc {
            // A capital font shows the small letter.
            let small: Vec<(char, Vec<u8>)> = map.iter().map(|(c, b)| (*c, b.clone())).collect();
            for (c, bytes) in small {
                let upper = c.to_uppercase().next().unwrap();
                map.entry(upper).or_insert(bytes);
            }
        }
        Self(map)
    }

    fn encode(&self, text: &str) -> Vec<u8> {
        if self.0.is_empty() {
            return encode_1258(text);
        }
        text.chars()
            .flat_map(|c| match self.0.get(&c) {
                Some(bytes) => bytes.clone(),
                None if c.is_ascii() => vec![c as u8],
                None => panic!("{c} has no byte"),
            })
            .collect()
    }
}

fn encode_1258(text: &str) -> Vec<u8> {
    let mut split = String::new();
    for c in text.chars() {
        let parts: Vec<char> = c.nfd().collect();
        let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        split.extend(parts.iter().copied().filter(|c| !is_tone(c)).nfc());
        split.extend(parts.iter().filter(|c| is_tone(c)));
    }
    let (bytes, _, bad) = encoding_rs::WINDOWS_1258.encode(&split);
    assert!(!bad, "{text}");
    bytes.into_owned()
}

/// What a program shows that takes the bytes for windows-1252.
fn misread(bytes: &[u8]) -> String {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

fn syllables() -> Vec<String> {
    let mut all = all_toned(ToneStyle::Old);
    all.extend(all_toned(ToneStyle::New));
    all
}

#[test]
fn every_syllable_in_every_encoding_forced() {
    let syllables = syllables();
    for code in Code::ALL {
        let encoder = Encoder::new(code);
        let mut forms: Vec<Vec<String>> = vec![syllables.clone()];
        if code != Code::Abc {
            forms.push(syllables.iter().map(|s| s.to_uppercase()).collect());
            forms.push(
                syllables
                    .iter()
                    .map(|s| s.chars().take(1).flat_map(char::to_uppercase).chain(s.chars().skip(1)).collect())
                    .collect(),
            );
        }
        for form in forms {
            for s in form {
                let text = format!("a {s} x");
                let (decoded, replaced) = code.decode(&encoder.encode(&text));
                assert_eq!((decoded, replaced), (text, 0), "{code:?}");
            }
        }
    }
}

#[test]
fn every_syllable_in_every_encoding_detected() {
    let syllables = syllables();
    for code in Code::ALL {
        let encoder = Encoder::new(code);
        // Lines of thirty words: syllables in the order of the tables are less kind than running text.
        for line in syllables.chunks(30) {
            let text = format!("tin {} hay", line.join(" "));
            let bytes = encoder.encode(&text);
            let decoded = decode(&bytes, None).unwrap();
            if text.is_ascii() {
                continue;
            }
            assert_eq!(decoded.text, text, "{code:?}");
            assert_eq!((decoded.encoding, decoded.replaced), (code.encoding(), 0));
        }
    }
}

#[test]
fn capitals_of_the_fonts_come_back() {
    let abc = Encoder::new(Code::Abc);
    for text in [
        "Ủy ban nhân dân huyện Hà Quảng",
        "ỦY BAN NHÂN DÂN HUYỆN HÀ QUẢNG",
        "Ý kiến của cử tri. Ở thôn Nà Rì, ông Hà nói",
        "UBND xã ở Hà Nội và TP Hà Tĩnh",
        "CHỦ TỊCH UBND TỈNH HÀ NAM",
        "“Ấm no” là mục tiêu; đó là ý dân, ở đâu cũng vậy",
        "BÁO CÁO CỦA XÃ Ở CUỐI NĂM",
        "Ông Đỗ Văn Ước",
        "Ông Đỗ Văn Ẩn",
    ] {
        let bytes: Vec<u8> = text
            .split(['“', '”'])
            .map(|part| abc.encode(part))
            .enumerate()
            .flat_map(|(i, part)| if i == 0 { part } else { [&[if i == 1 { 0x93 } else { 0x94 }][..], &part].concat() })
            .collect();
        // A toned capital inside a sentence cannot be told from a small letter; the last line has one.
        let expected = text.replace("Văn Ẩn", "Văn ẩn");
        assert_eq!(Code::Abc.decode(&bytes).0, expected);
    }
}

#[test]
fn an_article_is_recognised_in_each_encoding() {
    for code in Code::ALL {
        let bytes = Encoder::new(code).encode(ARTICLE);
        let expected = |d: &Decoded<'_>| {
            if code == Code::Abc {
                assert_eq!(d.text.to_lowercase(), ARTICLE.to_lowercase())
            } else {
                assert_eq!(d.text, ARTICLE)
            }
        };
        let detected = decode(&bytes, None).unwrap();
        expected(&detected);
        assert_eq!((detected.encoding, detected.mojibake), (code.encoding(), false));
        let forced = decode(&bytes, Some(code.encoding())).unwrap();
        expected(&forced);

        let shown = misread(&bytes);
        let repaired = decode(shown.as_bytes(), None).unwrap();
        expected(&repaired);
        assert_eq!((repaired.encoding, repaired.mojibake), (code.encoding(), true), "{code:?}");
        let forced = decode(shown.as_bytes(), Some(code.encoding())).unwrap();
        expected(&forced);
        assert!(forced.mojibake);
    }
}

#[test]
fn utf8_misread_once_or_twice() {
    let once = misread(ARTICLE.as_bytes());
    let twice = misread(once.as_bytes());
    for text in [&once, &twice] {
        let d = decode(text.as_bytes(), None).unwrap();
        assert_eq!((&*d.text, d.encoding, d.mojibake), (ARTICLE, Encoding::Utf8, true));
    }
    // The no-break space inside “à” made a plain one, and sound punctuation between.
    let spaced = once.replace('\u{A0}', " ");
    assert_eq!(repair(&spaced).unwrap().0, ARTICLE);
    let mixed = once.replace("hộ", "– hộ").replace("xÃ£", "“xÃ£”");
    assert_eq!(repair(&mixed).unwrap().0, ARTICLE.replace("hộ", "– hộ").replace("xã", "“xã”").replace("– hộ", "hộ"));
}

#[test]
fn ordinary_text_is_not_repaired() {
    for text in [
        ARTICLE,
        "",
        "Cà Mau",
        "Mùa đông ở Sa Pa",
        "Thành phố São Paulo và Curaçao, café Orléans",
        "El Niño, Bogotá, Perú, Córdoba",
        "Für Müller: größere Straßen über Österreich",
        "Diện tích 30 m², nhiệt độ 25 °C ± 2, giá 10 £",
        "«Le président» a été élu à Orléans",
        "25 µm ¶ § 4 © 2023 ® × 20 £ và 30 £, 4 ¤ 5 ¥",
        "nhiệt độ 25°C, 30m², «Le Monde», 10£",
        "Dien tich 30m2, 25°C va 30°C",
        "Trân trọng ÁÀ",
    ] {
        assert_eq!(repair(text), None, "{text}");
        let nfd: String = text.nfd().collect();
        assert_eq!(repair(&nfd), None, "{text}");
        let d = decode(text.as_bytes(), None).unwrap();
        assert_eq!((&*d.text, d.encoding, d.mojibake, d.replaced), (text, Encoding::Utf8, false, 0));
    }
}

#[test]
fn broken_bytes_do_not_change_the_encoding() {
    let mut bytes = ARTICLE.as_bytes().to_vec();
    let places: Vec<usize> = bytes.iter().enumerate().filter(|(_, b)| **b == b' ').map(|(i, _)| i).step_by(9).collect();
    for &i in &places {
        bytes[i] = 0xB7;
    }
    let d = decode(&bytes, None).unwrap();
    assert_eq!((d.encoding, d.replaced as usize, d.mojibake), (Encoding::Utf8, places.len(), false));
    assert_eq!(d.text.replace('\u{FFFD}', " "), ARTICLE);
    // A file that was cut inside a letter.
    let cut = &"Xã Thạch Hạ".as_bytes()[.."Xã Thạch Hạ".len() - 1];
    let d = decode(cut, None).unwrap();
    assert_eq!((&*d.text, d.replaced, d.encoding), ("Xã Thạch H\u{FFFD}", 1, Encoding::Utf8));
    // Latin-1 of another language.
    let d = decode(b"Beyonc\xE9 and the caf\xE9 in Orl\xE9ans", None).unwrap();
    assert_eq!((d.encoding, d.replaced), (Encoding::Utf8, 3));
}

#[test]
fn utf16_with_and_without_a_mark() {
    let units: Vec<u16> = ARTICLE.encode_utf16().collect();
    let le: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
    let be: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
    for (bytes, mark, encoding) in [(&le, [0xFF, 0xFE], Encoding::Utf16Le), (&be, [0xFE, 0xFF], Encoding::Utf16Be)] {
        for with_mark in [true, false] {
            let bytes = if with_mark { [&mark[..], bytes].concat() } else { bytes.clone() };
            for forced in [None, Some(encoding)] {
                let d = decode(&bytes, forced).unwrap();
                assert_eq!((&*d.text, d.encoding, d.replaced), (ARTICLE, encoding, 0));
            }
        }
    }
    let d = decode(&[0xFF, 0xFE, b'a', 0, 0x00, 0xD8, b'b'], None).unwrap();
    assert_eq!((&*d.text, d.replaced), ("a\u{FFFD}\u{FFFD}", 2));
}

#[test]
fn what_is_not_text_is_refused() {
    let mut noise = Vec::new();
    let mut state = 1u32;
    for _ in 0..5000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise.push(((state >> 24) as u8).max(1));
    }
    for bytes in [
        &b"\x89PNG\r\n\x1A\n...."[..],
        b"%PDF-1.7 text",
        b"PK\x03\x04....",
        b"abc\0def ghi",
        b"\x01\x02\x03abc",
        &[0u8; 64],
        &noise,
    ] {
        let error = decode(bytes, None).unwrap_err();
        assert_eq!((error.code(), error.stage().name()), ("not-text", "decode"));
        assert!(decode(bytes, Some(Encoding::Tcvn3)).is_ok());
    }
    let empty = decode(b"", None).unwrap();
    assert_eq!((&*empty.text, empty.encoding, empty.replaced), ("", Encoding::Utf8, 0));
    assert_eq!(decode(b"\xEF\xBB\xBFabc", None).unwrap().text, "abc");
    assert_eq!(decode(b"\xEF\xBB\xBFabc", Some(Encoding::Utf8)).unwrap().text, "abc");
}

/// The sample lines of the handbook beside the project, which is not part of it.
#[test]
fn the_sample_lines_of_the_handbook() {
    let Some(samples) = crate::testing::shared::read("domain/legacy-samples.tsv") else { return };
    let mut seen = 0;
    for line in samples.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let (name, hex, text) = (fields[0], fields[1], fields[3]);
        seen += 1;
        if hex.is_empty() {
            let shown = fields[2].replace("<0090>", "\u{90}").replace("<00AD>", "\u{AD}").replace("<009D>", "\u{9D}");
            assert_eq!(repair(&shown).unwrap(), (text.to_owned(), Encoding::Utf8));
            continue;
        }
        let encoding: Encoding = name.parse().unwrap();
        let bytes: Vec<u8> =
            (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect();
        for forced in [Some(encoding), None] {
            let d = decode(&bytes, forced).unwrap();
            assert_eq!((&*d.text, d.encoding, d.replaced, d.mojibake), (text, encoding, 0, false), "{forced:?}");
        }
        let d = decode(misread(&bytes).as_bytes(), None).unwrap().text.into_owned();
        assert_eq!(d, text);
    }
    assert!(seen >= 24);
}
