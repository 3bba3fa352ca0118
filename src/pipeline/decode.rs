//! Bytes of a document to text, and the text of a file to articles.
//!
//! Enters: bytes, and what the caller says about them. Leaves: text with the encoding it was read in, and the ranges of the
//! articles. Not done here: normalising.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;
use regex::Regex;

use crate::error::{Error, ErrorKind, Stage};
use crate::record::Warning;

/// Bytes that became text.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: Cow<'static, str>,
    pub(super) warnings: Vec<Warning<'static>>,
}

/// The text of a file.
pub(super) fn decode<'a>(data: &'a [u8], encoding: Option<&str>) -> Result<Decoded<'a>, Error> {
    if encoding.is_none() && memchr(0, &data[..data.len().min(8 << 10)]).is_some() {
        return Err(Error::new(ErrorKind::NotText, Stage::Decode, "binary data, not text"));
    }
    decode_line(data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data), encoding)
}

/// The text of one JSON line: UTF-8 unless the caller says otherwise, bad bytes replaced and counted.
pub(super) fn decode_line<'a>(data: &'a [u8], encoding: Option<&str>) -> Result<Decoded<'a>, Error> {
    if let Some(label) = encoding
        && !label.eq_ignore_ascii_case("utf-8")
    {
        let (text, used, _) = encoding_of(label)?.decode(data);
        return Ok(Decoded { text, encoding: used.name().to_ascii_lowercase().into(), warnings: Vec::new() });
    }
    if let Ok(text) = simdutf8::basic::from_utf8(data) {
        return Ok(Decoded { text: Cow::Borrowed(text), encoding: "utf-8".into(), warnings: Vec::new() });
    }
    let replaced = data.utf8_chunks().filter(|c| !c.invalid().is_empty()).count();
    let warning = Warning {
        code: "bytes-replaced".into(),
        message: format!("{replaced} invalid byte sequences became U+FFFD").into(),
    };
    Ok(Decoded { text: String::from_utf8_lossy(data), encoding: "utf-8".into(), warnings: vec![warning] })
}

fn encoding_of(label: &str) -> Result<&'static encoding_rs::Encoding, Error> {
    encoding_rs::Encoding::for_label(label.as_bytes())
        .ok_or_else(|| Error::new(ErrorKind::Data, Stage::Decode, format!("unknown encoding {label:?}")))
}

/// Whether `encoding` names one that can be decoded.
pub(super) fn check_encoding(encoding: Option<&str>) -> Result<(), Error> {
    encoding.map_or(Ok(()), |label| encoding_of(label).map(|_| ()))
}

/// Text of a JSON field with wrongly stored encodings mended.
pub(super) fn repair(text: Cow<'_, str>) -> Cow<'_, str> {
    text
}

/// The articles of a text file, as byte ranges.
pub(super) fn split(text: &str, split_on: Option<&Regex>) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    if let Some(regex) = split_on {
        starts.extend(regex.find_iter(text).map(|m| m.start()).filter(|at| *at > 0));
    }
    let ends = starts[1..].iter().copied().chain([text.len()]).collect::<Vec<_>>();
    let mut ranges: Vec<_> = starts.into_iter().zip(ends).map(|(a, b)| a..b).collect();
    ranges.retain(|r| !text[r.clone()].trim().is_empty());
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_begin_where_the_pattern_matches() {
        let regex = Regex::new("(?m)^== ").expect("a pattern");
        let parts = |text: &'static str, on| split(text, on).into_iter().map(|r| &text[r]).collect::<Vec<_>>();
        assert_eq!(parts("a\n== b\n== c\n", Some(&regex)), ["a\n", "== b\n", "== c\n"]);
        assert_eq!(parts("== b\n", Some(&regex)), ["== b\n"]);
        assert_eq!(parts("a", None), ["a"]);
    }
}
