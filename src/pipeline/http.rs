//! What a web server sent: the head of a response, and its body made plain.
//!
//! Enters: the bytes of a response. Leaves: [`Http`], what its head says, and the body without transfer and content codings.
//! Not done here: fetching, and the formats of bodies.

use std::borrow::Cow;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::source::{Guarded, Reader, read_error, too_large};
use crate::error::{Error, ErrorKind, Stage};

/// What a server said about a body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Http {
    /// The status code; absent where the body came without a head of HTTP.
    pub status: Option<u16>,
    /// The media type, in lower case, without parameters; empty where none is stated.
    pub media: String,
    /// The charset.
    pub charset: Option<String>,
    /// Whether the body was sent in chunks.
    pub chunked: bool,
    /// How the body was compressed, in the order applied.
    pub codings: Vec<String>,
}

/// What a body may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Page,
    Text,
    /// Nothing is said, or nothing that means anything.
    Unknown,
    /// No article.
    Other,
}

/// The lines of a head: names in lower case, and values.
pub(super) fn fields(head: &[u8]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in head.split(|b| *b == b'\n') {
        let line = String::from_utf8_lossy(line);
        match (line.split_once(':'), fields.last_mut()) {
            // A line that is indented goes on with the one before.
            (_, Some((_, value))) if line.starts_with([' ', '\t']) && !line.trim().is_empty() => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (Some((name, value)), _) => fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned())),
            (None, _) => {}
        }
    }
    fields
}

impl Http {
    /// The head at the beginning of `data`, and where the body begins; `None` where it is not whole or none at all.
    ///
    /// ```
    /// use tinviet::pipeline::Http;
    /// let (http, body) = Http::parse(b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=\"utf-8\"\r\n\r\n<p>").unwrap();
    /// assert_eq!((http.status, &*http.media, http.charset.as_deref(), body), (Some(200), "text/html", Some("utf-8"), 61));
    /// assert!(Http::parse(b"<html>").is_none());
    /// ```
    #[must_use]
    pub fn parse(data: &[u8]) -> Option<(Self, usize)> {
        if !data.starts_with(b"HTTP/") {
            return None;
        }
        let end = head_end(data)?;
        let head = &data[..end];
        let line = head.split(|b| *b == b'\n').next()?;
        let status = String::from_utf8_lossy(line).split_ascii_whitespace().nth(1).and_then(|s| s.parse().ok());
        let mut http = Self { status, ..Self::default() };
        for (name, value) in fields(&head[line.len()..]) {
            match name.as_str() {
                "content-type" => http.content_type(&value),
                "transfer-encoding" => http.chunked |= value.to_ascii_lowercase().contains("chunked"),
                "content-encoding" => {
                    let names = value.split(',').map(|c| c.trim().to_ascii_lowercase());
                    http.codings.extend(names.filter(|c| !matches!(c.as_str(), "" | "identity")));
                }
                _ => {}
            }
        }
        Some((http, end))
    }

    /// What the value of a `Content-Type` says.
    pub(super) fn content_type(&mut self, value: &str) {
        let mut parts = value.split(';');
        self.media = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        self.charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']);
            (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
        });
    }

    pub(super) fn content(&self) -> Content {
        match self.media.as_str() {
            "text/html" | "application/xhtml+xml" => Content::Page,
            "text/plain" => Content::Text,
            "" | "application/octet-stream" | "unk" | "unknown/unknown" | "no-type" => Content::Unknown,
            _ => Content::Other,
        }
    }

    /// The body without chunks and compression, of at most `max` bytes.
    ///
    /// # Errors
    /// Where it is damaged, too long, or packed in a way that is not read.
    pub(super) fn body<'d>(&self, data: &'d [u8], max: u64) -> Result<Cow<'d, [u8]>, Error> {
        let mut body = Cow::Borrowed(data);
        // Some archives keep these fields and the body as a browser would see it.
        if self.chunked && chunk(data).is_some() {
            body = Cow::Owned(unchunked(data)?);
        }
        for coding in self.codings.iter().rev() {
            if let Some(plain) = decoded(coding, &body, max)? {
                body = Cow::Owned(plain);
            }
        }
        Ok(body)
    }
}

/// Where the blank line after a head ends.
pub(super) fn head_end(data: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr(b'\n', &data[at..])? + 1;
        match data[at..] {
            [b'\n', ..] => return Some(at + 1),
            [b'\r', b'\n', ..] => return Some(at + 2),
            _ => {}
        }
    }
}

/// The size of the chunk at the beginning of `data`, and where it begins.
fn chunk(data: &[u8]) -> Option<(usize, usize)> {
    let end = memchr::memchr(b'\n', data.get(..data.len().min(256))?)?;
    let line = std::str::from_utf8(&data[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    Some((usize::from_str_radix(digits, 16).ok()?, end + 1))
}

/// The chunks of a body, joined. The empty one at the end may be missing.
fn unchunked(mut data: &[u8]) -> Result<Vec<u8>, Error> {
    let mut body = Vec::with_capacity(data.len());
    while !data.trim_ascii().is_empty() {
        let broken = || Error::new(ErrorKind::Archive, Stage::Parse, "a chunk of the body is damaged or cut off");
        let (size, start) = chunk(data).ok_or_else(broken)?;
        if size == 0 {
            break;
        }
        let end = start.checked_add(size).ok_or_else(broken)?;
        body.extend_from_slice(data.get(start..end).ok_or_else(broken)?);
        let rest = &data[end..];
        data = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    Ok(body)
}

/// `data` unpacked; `None` where it is not packed as it is said to be.
fn decoded(coding: &str, data: &[u8], max: u64) -> Result<Option<Vec<u8>>, Error> {
    // Owned, so that the reader can be like that of any input.
    let copy = || io::Cursor::new(data.to_vec());
    let reader: Reader = match coding {
        "gzip" | "x-gzip" if data.starts_with(&[0x1f, 0x8b]) => Box::new(MultiGzDecoder::new(copy())),
        // Meant is a zlib stream; many servers sent a bare one.
        "deflate" => match *data {
            [a, b, ..] if a & 15 == 8 && (u16::from(a) << 8 | u16::from(b)).is_multiple_of(31) => {
                Box::new(ZlibDecoder::new(copy()))
            }
            _ => Box::new(DeflateDecoder::new(copy())),
        },
        "zstd" if data.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            Box::new(zstd::stream::read::Decoder::new(copy()).map_err(|e| read_error("the body", None, &e, None))?)
        }
        "gzip" | "x-gzip" | "zstd" => return Ok(None),
        other => {
            let message = format!("the body is compressed as {other:?}, which is not read");
            return Err(Error::new(ErrorKind::Archive, Stage::Parse, message));
        }
    };
    let mut plain = Vec::new();
    let size = Arc::new(AtomicU64::new(data.len() as u64));
    match Guarded::new(reader, size).take(max.saturating_add(1)).read_to_end(&mut plain) {
        Ok(_) if plain.len() as u64 > max => Err(too_large("the body", max)),
        Ok(_) => Ok(Some(plain)),
        Err(error) if error.kind() == io::ErrorKind::InvalidData && error.get_ref().is_some() => {
            Err(read_error("the body", Some(plain.len()), &error, None))
        }
        Err(error) => {
            let message = format!("the {coding} data of the body is damaged or ends early ({error})");
            Err(Error::new(ErrorKind::Compressed, Stage::Read, message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn http(chunked: bool, codings: &[&str]) -> Http {
        Http { chunked, codings: codings.iter().map(|c| (*c).to_owned()).collect(), ..Http::default() }
    }

    fn gzip(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(data).expect("memory");
        encoder.finish().expect("memory")
    }

    #[test]
    fn chunks_are_joined() {
        let body =
            |data: &'static [u8]| http(true, &[]).body(data, 100).map(|b| String::from_utf8_lossy(&b).into_owned());
        assert_eq!(body(b"4\r\nT\xe1\xba\xbf\r\n3;x=1\r\nt 2\r\n0\r\n\r\n").expect("chunks"), "Tết 2");
        // The end is missing: all chunks there are count.
        assert_eq!(body(b"2\r\nab\r\n").expect("chunks"), "ab");
        assert_eq!(body(b"2\r\nab\r\n9\r\ncd").expect_err("cut off").code(), "bad-archive");
        // Already joined by whoever made the archive.
        assert_eq!(body(b"<p>ab</p>\n").expect("plain"), "<p>ab</p>\n");
    }

    #[test]
    fn bodies_are_unpacked() {
        let packed = gzip("Xã họp".as_bytes());
        assert_eq!(&*http(false, &["gzip"]).body(&packed, 100).expect("gzip"), "Xã họp".as_bytes());
        assert_eq!(&*http(false, &["gzip"]).body(b"plain", 100).expect("plain"), b"plain");
        assert_eq!(http(false, &["br"]).body(b"x", 100).expect_err("unknown").code(), "bad-archive");
        assert_eq!(http(false, &["gzip"]).body(&packed, 3).expect_err("too long").code(), "too-large");
        let cut = &packed[..packed.len() - 6];
        assert_eq!(http(false, &["gzip"]).body(cut, 100).expect_err("cut off").code(), "bad-compression");
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"abc").expect("memory");
        assert_eq!(&*http(false, &["deflate"]).body(&encoder.finish().expect("memory"), 100).expect("zlib"), b"abc");
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"abc").expect("memory");
        assert_eq!(&*http(false, &["deflate"]).body(&encoder.finish().expect("memory"), 100).expect("bare"), b"abc");
        let bomb = gzip(&vec![0; 64 << 20]);
        assert_eq!(
            http(false, &["gzip"]).body(&bomb, 1 << 30).map(|b| b.len()).expect_err("a bomb").code(),
            "too-large"
        );
    }

    #[test]
    fn heads_of_all_sorts() {
        let (http, body) =
            Http::parse(b"HTTP/1.0 404 Not Found\nContent-Encoding: gzip, deflate\nX: a\n b\n\nbody").expect("a head");
        assert_eq!(
            (http.status, http.codings.as_slice(), body),
            (Some(404), &["gzip".to_owned(), "deflate".into()][..], 64)
        );
        assert_eq!(http.content(), Content::Unknown);
        assert!(Http::parse(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n").is_none());
        let (http, body) = Http::parse(b"HTTP/2 200\r\n\r\n").expect("a head");
        assert_eq!((http.status, body), (Some(200), 14));
    }
}
