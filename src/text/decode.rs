//! Bytes to text.
//!
//! Enters: the bytes of a document. Leaves: its text, the encoding it was read in, and what had to be repaired.
//! Not done here: Unicode normalisation (only windows-1258, whose marks are separate characters, and TCVN 5712 are
//! composed), HTML entities, decompression. The encoding is decided once per document, never per character.

use crate::error::{Error, ErrorKind, Stage};
use crate::text::detect::{self, score};
use crate::text::legacy::Code;
use crate::text::mojibake;
use std::borrow::Cow;
use std::str::FromStr;

/// The encodings that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, least significant byte first.
    Utf16Le,
    /// UTF-16, most significant byte first.
    Utf16Be,
    /// The Windows code page for Vietnamese: tones are separate characters.
    Windows1258,
    /// TCVN3 as the “ABC” fonts use it, and TCVN 5712:1993.
    Tcvn3,
    /// VNI for Windows, one or two bytes a letter.
    Vni,
    /// VISCII 1.1 (RFC 1456).
    Viscii,
    /// VPS.
    Vps,
}

impl Encoding {
    /// The stable name, as records give it.
    ///
    /// ```
    /// use tinviet::text::decode::Encoding;
    /// assert_eq!(Encoding::Windows1258.name(), "windows-1258");
    /// assert_eq!("ABC".parse::<Encoding>().unwrap(), Encoding::Tcvn3);
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1258 => "windows-1258",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Viscii => "viscii",
            Self::Vps => "vps",
        }
    }
}

impl FromStr for Encoding {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self, Error> {
        let plain: String = s.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        Ok(match plain.as_str() {
            "utf8" | "unicode" => Self::Utf8,
            "utf16" | "utf16le" => Self::Utf16Le,
            "utf16be" => Self::Utf16Be,
            "windows1258" | "cp1258" | "win1258" | "1258" => Self::Windows1258,
            "tcvn3" | "tcvn" | "tcvn5712" | "tcvn3abc" | "abc" => Self::Tcvn3,
            "vni" | "vniwindows" | "vniwin" => Self::Vni,
            "viscii" => Self::Viscii,
            "vps" => Self::Vps,
            _ => {
                let message = format!(
                    "encoding “{s}” is not known: utf-8, utf-16le, utf-16be, windows-1258, tcvn3, vni, viscii and vps are"
                );
                return Err(Error::new(ErrorKind::Data, Stage::Decode, message));
            }
        })
    }
}

/// A decoded document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// What it was read as; for a repaired text, the encoding that its bytes had first.
    pub encoding: Encoding,
    /// The bytes of another encoding had been saved as UTF-8; `text` is the repaired form.
    pub mojibake: bool,
    /// Stray bytes that became U+FFFD.
    pub replaced: u32,
}

/// First bytes of formats that are no text, whatever follows.
const MAGIC: [&[u8]; 13] = [
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1F\x8B",
    b"\x28\xB5\x2F\xFD",
    b"\xD0\xCF\x11\xE0",
    b"\x7FELF",
    b"Rar!\x1A",
    b"7z\xBC\xAF",
    b"\xFD7zXZ",
];

/// Reads `bytes` as text, in the encoding `forced` or, without one, in the encoding they show to be in.
///
/// Bytes that are not valid UTF-8 are read in the legacy encoding that makes Vietnamese syllables of at least four
/// fifths of the words with a letter outside ASCII; where none does, they are UTF-8 with stray bytes.
///
/// # Errors
/// [`ErrorKind::NotText`] for binary data, unless an encoding is forced.
///
/// ```
/// use tinviet::text::decode::{Encoding, decode};
/// let d = decode("Chuû tòch phaùt bieåu".as_bytes(), None).unwrap();
/// assert!((&*d.text, d.encoding, d.mojibake) == ("Chủ tịch phát biểu", Encoding::Vni, true));
/// let d = decode(b"X\xB7 \xA7\xABng L\xE9c", None).unwrap();
/// assert!((&*d.text, d.encoding, d.mojibake) == ("Xã Đông Lộc", Encoding::Tcvn3, false));
/// assert_eq!(decode(b"\x89PNG\r\n", None).unwrap_err().code(), "not-text");
/// ```
pub fn decode(bytes: &[u8], forced: Option<Encoding>) -> Result<Decoded<'_>, Error> {
    match forced {
        None => detected(bytes),
        Some(Encoding::Utf8) => Ok(utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))),
        Some(Encoding::Utf16Le) => Ok(utf16(bytes.strip_prefix(b"\xFF\xFE").unwrap_or(bytes), Encoding::Utf16Le)),
        Some(Encoding::Utf16Be) => Ok(utf16(bytes.strip_prefix(b"\xFE\xFF").unwrap_or(bytes), Encoding::Utf16Be)),
        Some(legacy) => Ok(forced_legacy(bytes, legacy)),
    }
}

/// Repairs a string that was decoded wrongly before it came here: the bytes of a legacy encoding, or UTF-8, read as
/// windows-1252 or Latin-1 (UTF-8 also twice). `None` where nothing is to repair, found at the speed of counting bytes.
///
/// ```
/// use tinviet::text::decode::{Encoding, repair};
/// assert_eq!(repair("ChÃ­nh quyá»\u{81}n xÃ£"), Some(("Chính quyền xã".to_owned(), Encoding::Utf8)));
/// assert_eq!(repair("Hµ Néi h«m nay"), Some(("Hà Nội hôm nay".to_owned(), Encoding::Tcvn3)));
/// assert_eq!(repair("Chính quyền xã"), None);
/// ```
#[must_use]
pub fn repair(text: &str) -> Option<(String, Encoding)> {
    mojibake::repair(text)
}

fn not_text(why: &str) -> Error {
    Error::new(ErrorKind::NotText, Stage::Decode, format!("not text: {why}"))
}

fn detected(bytes: &[u8]) -> Result<Decoded<'_>, Error> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8_or_legacy(rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Ok(utf16(rest, Encoding::Utf16Le));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Ok(utf16(rest, Encoding::Utf16Be));
    }
    if MAGIC.iter().any(|m| bytes.starts_with(m)) {
        return Err(not_text("the first bytes are those of a binary format"));
    }
    if let Some(at) = memchr::memchr(0, bytes) {
        return match utf16_without_mark(bytes) {
            Some(encoding) => Ok(utf16(bytes, encoding)),
            None => Err(not_text(&format!("a zero byte at offset {at}"))),
        };
    }
    utf8_or_legacy(bytes)
}

/// For bytes without a byte order mark for UTF-16 and without zeros.
fn utf8_or_legacy(bytes: &[u8]) -> Result<Decoded<'_>, Error> {
    // A few control bytes are letters in VISCII, VPS and TCVN 5712 (rare capitals), hence a share and not a ban.
    let head = &bytes[..bytes.len().min(4096)];
    let is_odd = |b: &u8| u8::from((*b < 0x20) & !((7..=13).contains(b) | (*b == 27)));
    // Sums of bytes over short stretches, of a length that vectors divide: the compiler makes vector code of it.
    let odd: usize = head.chunks(192).map(|part| usize::from(part.iter().map(is_odd).sum::<u8>())).sum();
    if odd >= 2 && odd * 20 > head.len() {
        return Err(not_text("many control characters"));
    }
    let Ok(text) = simdutf8::basic::from_utf8(bytes) else { return invalid_utf8(bytes) };
    Ok(match mojibake::repair(text) {
        Some((text, encoding)) => Decoded { text: Cow::Owned(text), encoding, mojibake: true, replaced: 0 },
        None => Decoded { text: Cow::Borrowed(text), encoding: Encoding::Utf8, mojibake: false, replaced: 0 },
    })
}

fn invalid_utf8(bytes: &[u8]) -> Result<Decoded<'_>, Error> {
    let lossy = utf8(bytes);
    let sample = detect::sample(bytes);
    let as_utf8 = score(&String::from_utf8_lossy(sample)).valid;
    if let Some((code, found)) = detect::best(&Code::ALL, |code| code.decode(sample).0)
        && found.valid > as_utf8
        && found.is_vietnamese()
    {
        let (text, replaced) = code.decode(bytes);
        return Ok(Decoded { text: Cow::Owned(text), encoding: code.encoding(), mojibake: false, replaced });
    }
    if lossy.replaced as usize * 10 > bytes.len() * 3 {
        return Err(not_text("no encoding known here makes text of the bytes"));
    }
    Ok(lossy)
}

fn forced_legacy(bytes: &[u8], encoding: Encoding) -> Decoded<'_> {
    let sample = detect::sample(bytes);
    let codes = Code::of(encoding);
    let direct = detect::best(codes, |code| code.decode(sample).0);
    // The same encoding, but its bytes had been saved as UTF-8.
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.is_ascii()
        && let Some(code) = mojibake::best_of(codes, text, direct.map_or(0, |(_, s)| s.valid))
    {
        let text = Cow::Owned(mojibake::undo(text, code));
        return Decoded { text, encoding, mojibake: true, replaced: 0 };
    }
    let code = direct.map_or(codes[0], |(code, _)| code);
    let (text, replaced) = code.decode(bytes);
    Decoded { text: Cow::Owned(text), encoding, mojibake: false, replaced }
}

/// UTF-8, stray bytes replaced, one U+FFFD for each ill-formed sequence.
fn utf8(bytes: &[u8]) -> Decoded<'_> {
    let mut replaced = 0;
    let text = match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            let mut text = String::with_capacity(bytes.len() + 16);
            for chunk in bytes.utf8_chunks() {
                text.push_str(chunk.valid());
                if !chunk.invalid().is_empty() {
                    text.push(char::REPLACEMENT_CHARACTER);
                    replaced += 1;
                }
            }
            Cow::Owned(text)
        }
    };
    Decoded { text, encoding: Encoding::Utf8, mojibake: false, replaced }
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Decoded<'_> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|p| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes(*p),
        _ => u16::from_le_bytes(*p),
    });
    let mut replaced = 0;
    let mut text = String::with_capacity(bytes.len());
    for c in char::decode_utf16(units) {
        text.push(c.unwrap_or_else(|_| {
            replaced += 1;
            char::REPLACEMENT_CHARACTER
        }));
    }
    if !rest.is_empty() {
        replaced += 1;
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Decoded { text: Cow::Owned(text), encoding, mojibake: false, replaced }
}

/// UTF-16 of Vietnamese text without a mark: nearly every unit is of the blocks 00, 01, 03, 1E or 20, and many are ASCII.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let pairs = bytes[..bytes.len().min(4096)].as_chunks::<2>().0;
    let fits = |high: usize| {
        let low = 1 - high;
        let known = pairs.iter().filter(|p| matches!(p[high], 0 | 1 | 3 | 0x1E | 0x20)).count();
        let ascii = pairs.iter().filter(|p| p[high] == 0 && matches!(p[low], 9 | 10 | 13 | 32..=126)).count();
        pairs.len() >= 2 && known * 20 >= pairs.len() * 19 && ascii * 2 >= pairs.len()
    };
    if bytes.len() % 2 == 1 {
        None
    } else if fits(1) {
        Some(Encoding::Utf16Le)
    } else {
        fits(0).then_some(Encoding::Utf16Be)
    }
}
