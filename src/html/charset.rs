//! The bytes of a page to text.
//!
//! Enters: the bytes, and the charset that the server named. Leaves: the text with the encoding it was read in. What the
//! bytes are counts for more than what is said of them: pages in TCVN3 call themselves iso-8859-1, and UTF-8 pages
//! windows-1252. Not done here: Unicode normalisation, character references.

use crate::error::Error;
use crate::text::decode::{Decoded, Encoding, decode};
use crate::text::detect::{sample, score};

/// A charset is declared within so many bytes.
const HEAD: usize = 4096;

/// Reads `bytes` in the encoding `forced`; without one in the encoding they show to be in, where they leave a choice in
/// the one that `header` or the page itself names.
pub(super) fn read<'b>(bytes: &'b [u8], header: Option<&str>, forced: Option<Encoding>) -> Result<Decoded<'b>, Error> {
    if forced.is_some() {
        return decode(bytes, forced);
    }
    let marked = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"].iter().any(|m| bytes.starts_with(m));
    if !marked && simdutf8::basic::from_utf8(bytes).is_err() {
        let head = &bytes[..bytes.len().min(HEAD)];
        let declared = header.and_then(|h| h.parse().ok()).or_else(|| declared(head).and_then(|d| d.parse().ok()));
        if let Some(encoding @ (Encoding::Windows1258 | Encoding::Tcvn3 | Encoding::Viscii | Encoding::Vni)) = declared
        {
            let read = decode(sample(bytes), Some(encoding))?;
            if score(&read.text).is_vietnamese() {
                return decode(bytes, Some(encoding));
            }
        }
    }
    decode(bytes, None)
}

/// The label behind the first `charset=` of a page.
fn declared(head: &[u8]) -> Option<&str> {
    let at = head.windows(8).position(|w| w[..7].eq_ignore_ascii_case(b"charset") && matches!(w[7], b'=' | b' '))?;
    let rest = head[at + 7..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.')))?;
    std::str::from_utf8(&rest[..end]).ok().filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_label_is_found_in_both_forms() {
        assert_eq!(
            declared(b"<META http-equiv=Content-Type content=\"text/html; charset=windows-1258\">"),
            Some("windows-1258")
        );
        assert_eq!(declared(b"<meta charset = 'TCVN-5712'>"), Some("TCVN-5712"));
        assert_eq!(declared(b"<p>charset"), None);
    }

    #[test]
    fn bytes_count_for_more_than_labels() {
        let page = "<meta charset=windows-1258><p>Xã Đông Lộc";
        assert_eq!(read(page.as_bytes(), Some("iso-8859-1"), None).expect("text").text, page);
        let page = b"<meta charset=\"iso-8859-1\"><p>X\xB7 \xA7\xABng L\xE9c h\xE4p b\xB5n vi\xD6c l\xB5m";
        assert_eq!(read(page, None, None).expect("text").encoding, Encoding::Tcvn3);
    }
}
