//! The legacy encodings of Vietnamese, byte by byte.
//!
//! Enters: bytes and the code to read them in. Leaves: text in NFC. Not done here: choosing the code. The tables are in
//! `data/encoding`; bytes they do not name are windows-1252, as the fonts show them.

use crate::error::Error;
use crate::lexicon::table::Table;
use crate::text::decode::Encoding;
use crate::text::letter::{Letter, Tone};
use crate::text::syllable::is_valid;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// A way to read legacy bytes. TCVN3 has two: the fonts (no toned capitals) and the full standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    Abc,
    Tcvn5712,
    Vni,
    Windows1258,
    Viscii,
    Vps,
}

impl Code {
    /// In order of how often they are met, which decides where two readings are equally good.
    pub(crate) const ALL: [Self; 6] =
        [Self::Abc, Self::Tcvn5712, Self::Vni, Self::Windows1258, Self::Viscii, Self::Vps];

    /// The codes that carry the name of `encoding` (all of them for the Unicode encodings, which have none).
    pub(crate) fn of(encoding: Encoding) -> &'static [Self] {
        match encoding {
            Encoding::Tcvn3 => &[Self::Abc, Self::Tcvn5712],
            Encoding::Vni => &[Self::Vni],
            Encoding::Windows1258 => &[Self::Windows1258],
            Encoding::Viscii => &[Self::Viscii],
            Encoding::Vps => &[Self::Vps],
            Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => &Self::ALL,
        }
    }

    pub(crate) fn encoding(self) -> Encoding {
        match self {
            Self::Abc | Self::Tcvn5712 => Encoding::Tcvn3,
            Self::Vni => Encoding::Vni,
            Self::Windows1258 => Encoding::Windows1258,
            Self::Viscii => Encoding::Viscii,
            Self::Vps => Encoding::Vps,
        }
    }

    /// The text of `bytes` and the number of bytes that stand for nothing.
    pub(crate) fn decode(self, bytes: &[u8]) -> (String, u32) {
        let mut text = String::with_capacity(bytes.len() * 3 / 2);
        self.decode_into(bytes, &mut text);
        let text = self.finish(text);
        let replaced = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count() as u32;
        (text, replaced)
    }

    /// Appends the characters of `bytes`; [`Code::finish`] is still to run over the whole.
    pub(crate) fn decode_into(self, bytes: &[u8], text: &mut String) {
        match self {
            Self::Windows1258 => text.push_str(&encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes).0),
            Self::Vni => TABLES.decode_vni(bytes, text),
            _ => {
                let table = match self {
                    Self::Abc => &TABLES.abc,
                    Self::Tcvn5712 => &TABLES.tcvn5712,
                    Self::Viscii => &TABLES.viscii,
                    _ => &TABLES.vps,
                };
                text.extend(bytes.iter().map(|b| table[usize::from(*b)]));
            }
        }
    }

    /// What can only be done with the whole text: composing marks, and giving ABC text its capitals back.
    pub(crate) fn finish(self, text: String) -> String {
        match self {
            Self::Windows1258 | Self::Tcvn5712 => text.nfc().collect(),
            Self::Abc => restore_capitals(text),
            _ => text,
        }
    }
}

/// windows-1252, with U+FFFD for the five bytes it leaves open.
fn windows_1252() -> [char; 256] {
    let bytes: Vec<u8> = (0..=255).collect();
    let mut table = ['\0'; 256];
    for (slot, c) in table.iter_mut().zip(encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars()) {
        *slot = if ('\u{80}'..='\u{9F}').contains(&c) { char::REPLACEMENT_CHARACTER } else { c };
    }
    table
}

/// The windows-1252 or Latin-1 byte that was read as `c`.
#[inline]
pub(crate) fn byte_of(c: char) -> Option<u8> {
    match c as u32 {
        n @ 0..=0xFF => Some(n as u8),
        n @ (0x152..=0x192 | 0x2C6..=0x2DC | 0x2013..=0x2122) => {
            let low = |c: char| c as u32;
            (0x80..=0x9F).find(|b| low(TABLES.windows_1252[usize::from(*b)]) == n)
        }
        _ => None,
    }
}

struct Tables {
    windows_1252: [char; 256],
    abc: [char; 256],
    tcvn5712: [char; 256],
    viscii: [char; 256],
    vps: [char; 256],
    vni: [char; 256],
    /// VNI letters of two bytes, sorted: the case of the second does not matter.
    vni_pairs: Vec<([u8; 2], char)>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read().expect("the embedded tables are read by a test"));

/// A row of an encoding table: bytes, character, layer.
type Row = (Vec<u8>, char, &'static str);

fn rows(name: &'static str, text: &'static str) -> Result<Vec<Row>, Error> {
    let table = Table::parse(name, text, &["bytes", "char", "layer"])?;
    Ok(table
        .rows()
        .filter_map(|row| {
            let &[bytes, c, layer] = row else { return None };
            let bytes = bytes.split(' ').map(|b| u8::from_str_radix(b, 16).ok()).collect::<Option<Vec<u8>>>()?;
            let c = match c.strip_prefix("U+") {
                Some(hex) => u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)?,
                None => c.chars().next()?,
            };
            Some((bytes, c, layer))
        })
        .collect())
}

impl Tables {
    fn read() -> Result<Self, Error> {
        let base = windows_1252();
        let overlay = |rows: &[Row], keep: &dyn Fn(u8, &str) -> bool| {
            let mut table = base;
            for (bytes, c, layer) in rows {
                if let [byte] = bytes[..]
                    && keep(byte, layer)
                {
                    table[usize::from(byte)] = *c;
                }
            }
            table
        };
        let tcvn = rows("tcvn3.tsv", include_str!("../../data/encoding/tcvn3.tsv"))?;
        let vni = rows("vni.tsv", include_str!("../../data/encoding/vni.tsv"))?;
        let mut vni_pairs: Vec<([u8; 2], char)> = vni
            .iter()
            .filter_map(|(bytes, c, _)| <[u8; 2]>::try_from(bytes.as_slice()).ok().map(|[a, b]| ([a, b & !0x20], *c)))
            .collect();
        vni_pairs.sort_unstable();
        Ok(Self {
            windows_1252: base,
            // The fonts show windows-1252 punctuation at 80–9F and leave the marks B0–B4 as ° ± ² ³ ´; the capitals in
            // the gaps above are in nobody's way.
            abc: overlay(&tcvn, &|byte, layer| layer == "abc" || layer == "full" && byte > 0xA0),
            tcvn5712: overlay(&tcvn, &|_, _| true),
            viscii: overlay(&rows("viscii.tsv", include_str!("../../data/encoding/viscii.tsv"))?, &|_, _| true),
            vps: overlay(&rows("vps.tsv", include_str!("../../data/encoding/vps.tsv"))?, &|_, _| true),
            vni: overlay(&vni, &|_, _| true),
            vni_pairs,
        })
    }

    fn decode_vni(&self, bytes: &[u8], text: &mut String) {
        let mut i = 0;
        while let Some(&byte) = bytes.get(i) {
            if let Some(&mark @ 0xC0..) = bytes.get(i + 1)
                && let Ok(at) = self.vni_pairs.binary_search_by_key(&[byte, mark & !0x20], |p| p.0)
            {
                text.push(self.vni_pairs[at].1);
                i += 2;
            } else {
                text.push(self.vni[usize::from(byte)]);
                i += 1;
            }
        }
    }
}

/// How a word of ABC text is written, as far as its letters tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Small,
    Capitals,
    /// One capital and toned letters (HÀ or Hà), or toned letters only.
    Open,
    /// Says nothing of its neighbours: an abbreviation.
    Silent,
}

/// ABC fonts have no toned capitals: a small toned letter stands for both. A word whose other letters are capitals is
/// all capitals, an open one follows the words beside it, and a toned letter that begins a line or a sentence is capital.
fn restore_capitals(text: String) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        restore_line(line, &mut out);
    }
    out
}

fn restore_line(line: &str, out: &mut String) {
    let words: Vec<(usize, usize, Case)> = word_spans(line).map(|(s, e)| (s, e, case_of(&line[s..e]))).collect();
    // For an open word: what the nearest telling words before and after it are.
    let telling = |c: Case| matches!(c, Case::Small | Case::Capitals);
    let mut after = vec![Case::Silent; words.len()];
    let mut seen = Case::Silent;
    for (slot, (_, _, case)) in after.iter_mut().zip(&words).rev() {
        *slot = seen;
        seen = if telling(*case) { *case } else { seen };
    }
    let (mut copied, mut before) = (0, Case::Silent);
    for ((start, end, case), after) in words.into_iter().zip(after) {
        let capitals = match case {
            Case::Capitals => true,
            Case::Open => {
                (before == Case::Capitals || after == Case::Capitals) && before != Case::Small && after != Case::Small
            }
            Case::Small | Case::Silent => false,
        };
        before = if telling(case) { case } else { before };
        let word = &line[start..end];
        if word.is_ascii() {
            continue;
        }
        out.push_str(&line[copied..start]);
        copied = end;
        if capitals {
            out.extend(word.chars().flat_map(char::to_uppercase));
        } else if begins_sentence(&line[..start])
            && word.chars().next().is_some_and(|c| Letter::of(c).tone() != Tone::Ngang)
        {
            let mut rest = word.chars();
            out.extend(rest.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(rest.as_str());
        } else {
            out.push_str(word);
        }
    }
    out.push_str(&line[copied..]);
}

fn case_of(word: &str) -> Case {
    // Only letters that have both cases in the fonts tell something.
    let telling = |c: &char| Letter::of(*c).tone() == Tone::Ngang;
    let upper = word.chars().filter(|c| telling(c) && c.is_uppercase()).count();
    let small = word.chars().filter(|c| telling(c) && c.is_lowercase()).count();
    if small > 0 {
        // “ViÖT” and the like do not occur: a small letter beside capitals is a name (VnExpress) or a unit.
        if upper > 1 { Case::Silent } else { Case::Small }
    } else if word.is_ascii() && !is_valid(word) {
        Case::Silent
    } else if upper >= 2 || word.is_ascii() {
        if upper == 1 { Case::Open } else { Case::Capitals }
    } else {
        Case::Open
    }
}

/// Whether nothing but opening punctuation stands before, on this line or since the end of a sentence.
fn begins_sentence(before: &str) -> bool {
    let before = before.trim_end_matches(['“', '‘', '"', '\'', '(', '-', '–', '+', '*', '•']);
    let trimmed = before.trim_end();
    trimmed.is_empty() || trimmed.len() < before.len() && trimmed.ends_with(['.', '!', '?', '…'])
}

fn word_spans(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + line[from..].find(char::is_alphabetic)?;
        let end = line[start..].find(|c: char| !c.is_alphabetic()).map_or(line.len(), |n| start + n);
        from = end;
        Some((start, end))
    })
}
