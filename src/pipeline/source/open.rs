//! An input to the unit or the container that it is.
//!
//! Enters: where the bytes are, and the name. Leaves: a unit with all bytes of a text or page, or a container over the open
//! reader. First bytes decide about compression and about archives, the suffix about the rest, the first characters where
//! there is none that says anything. Not done here: cutting.

use std::fs::File;
use std::io::{self, Cursor, ErrorKind as Io, Read};
use std::sync::Arc;

use super::elements::Elements;
use super::failure::{empty, read_error, too_large};
use super::name::format_of;
use super::packed::{Counted, Packed, Reader, unpack};
use super::rows::Rows;
use super::tar::Tar;
use super::warc::Warc;
use super::zip::Zip;
use super::{Body, Container, Context, Data, Format, Input, Lines, Opening, Origin, Unit};
use crate::error::{Error, ErrorKind, Stage};
use crate::html::MAX_PAGE_BYTES;

/// What an input turned out to be.
pub(super) enum Opened {
    Unit(Unit),
    Container(Box<dyn Container>),
}

/// Opens an input; what is wrong with it becomes a failed unit.
pub(super) fn open(opening: Opening, cx: &Context) -> Opened {
    let Opening { mut origin, name, data } = opening;
    match try_open(&mut origin, &name, data, cx) {
        Ok(opened) => opened(Arc::new(origin)),
        Err(error) => Opened::Unit(Unit::failed(&Arc::new(origin), error, None)),
    }
}

type Then = Box<dyn FnOnce(Arc<Origin>) -> Opened>;

fn try_open(origin: &mut Origin, name: &str, data: Data, cx: &Context) -> Result<Then, Error> {
    let place = origin.place();
    let options = &cx.options;
    let nested = matches!(data, Data::Member { .. });
    // Archives that are read from their end need the file itself.
    let path = match &data {
        Data::Path(path) => Some(path.clone()),
        _ => None,
    };
    let (reader, size, outer) = start(data, cx).map_err(|e| read_error(&place, None, &e, None))?;
    // What has no size is a pipe, a terminal, or a device: it may be slow.
    let live = size.is_none();
    let (mut reader, inner) = unpack(reader).map_err(|e| read_error(&place, None, &e, outer))?;
    let packed = inner.or(outer);
    let format = match options.format.filter(|f| !(nested && f.is_archive())) {
        Some(format) => format,
        None => sniff(&mut reader, format_of(name)).map_err(|e| read_error(&place, None, &e, packed))?,
    };
    origin.format = Some(format);
    if nested && format.is_archive() {
        let message = format!("{place}: an archive in an archive; unpack the outer one first");
        return Err(Error::new(ErrorKind::Archive, Stage::Parse, message));
    }
    let live = live && packed.is_none();
    let file = || match path.filter(|p| inner.is_none() && p.is_file()) {
        Some(path) => File::open(path).map_err(|e| read_error(&place, None, &e, None)),
        None => {
            let message = format!(
                "{place}: {} has its directory at its end: give it as a plain file, by its path",
                format.name()
            );
            Err(Error::new(ErrorKind::Archive, Stage::Parse, message))
        }
    };
    Ok(match format {
        Format::Text | Format::Html => {
            let max = options.max_doc_bytes;
            let page = (format == Format::Html).then_some(MAX_PAGE_BYTES as u64).filter(|page| *page < max);
            let data = match whole(reader, size, inner, packed, &place, page.unwrap_or(max))? {
                Some(data) => data,
                None => {
                    return Err(match page {
                        None => too_large(&place, max),
                        Some(page) => {
                            let message = format!("{place}: a page of more than {page} bytes");
                            Error::new(ErrorKind::TooLarge, Stage::Read, message)
                        }
                    });
                }
            };
            Box::new(|origin| Opened::Unit(Unit { origin, body: Body::File(data) }))
        }
        Format::Jsonl => {
            let every_line = options.every_line;
            Box::new(move |origin| {
                let lines = Lines::new(origin, reader, packed, live);
                contain(if every_line { lines.may_be_empty() } else { lines })
            })
        }
        Format::Json => Box::new(move |origin| contain(Elements::new(origin, reader, packed, live))),
        Format::Csv | Format::Tsv => Box::new(move |origin| contain(Rows::new(origin, reader, packed, live))),
        Format::Warc => Box::new(move |origin| contain(Warc::new(origin, reader, packed, live))),
        Format::Tar => Box::new(move |origin| contain(Tar::new(origin, reader, packed))),
        Format::Zip => {
            let zip = Zip::open(file()?).map_err(|e| e.at(&place))?;
            Box::new(move |origin| contain(zip.with(origin)))
        }
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            let table = super::columns::Columns::open(file()?, &options.fields).map_err(|e| e.at(&place))?;
            Box::new(move |origin| contain(table.with(origin)))
        }
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => {
            let message = format!("{place}: this build does not read Parquet (feature parquet)");
            return Err(Error::new(ErrorKind::Archive, Stage::Read, message));
        }
    })
}

fn contain(container: impl Container + 'static) -> Opened {
    Opened::Container(Box::new(container))
}

/// The bytes of an input as they lie there, their number where it is known, and how an archive around them packed them.
fn start(data: Data, cx: &Context) -> io::Result<(Reader, Option<u64>, Option<Packed>)> {
    let count = Arc::clone(&cx.options.consumed);
    Ok(match data {
        Data::Stdin => (Box::new(Counted { inner: io::stdin(), count }), None, None),
        Data::Path(path) => {
            let file = File::open(path)?;
            let size = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|m| m.len());
            (Box::new(Counted { inner: file, count }), size, None)
        }
        Data::Member { reader, size, packed } => (reader, Some(size), packed),
    })
}

/// All bytes of a text or page; `None` where there are more than `max`.
fn whole(
    reader: Reader,
    size: Option<u64>,
    inner: Option<Packed>,
    packed: Option<Packed>,
    place: &str,
    max: u64,
) -> Result<Option<Vec<u8>>, Error> {
    // What an archive says of the size of a member is not to be believed in advance.
    const BELIEVED: u64 = 16 << 20;
    let size = size.unwrap_or(0).saturating_mul(if inner.is_some() { 3 } else { 1 });
    let size = size.min(max).min(if packed.is_some() { BELIEVED } else { u64::MAX });
    // One byte of room more than the file holds: the read that finds the end needs no second allocation.
    let mut data = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 64);
    match reader.take(max.saturating_add(1)).read_to_end(&mut data) {
        Err(error) => Err(read_error(place, Some(data.len()), &error, packed)),
        Ok(_) if data.len() as u64 > max => Ok(None),
        Ok(0) => Err(empty(place)),
        Ok(_) => Ok(Some(data)),
    }
}

/// The bytes of one file or of standard input, decompressed.
pub(in crate::pipeline) fn plain_reader(input: &Input) -> io::Result<(Reader, Option<Packed>)> {
    unpack(match input {
        Input::Stdin => Box::new(io::stdin()),
        Input::Path(path) => Box::new(File::open(path)?),
    })
}

/// No format needs more first bytes to be known.
const REACH: usize = 512;

/// The format that the first bytes show, `named` one by its suffix. A pipe is not asked for more than that needs.
fn sniff(reader: &mut Reader, named: Option<Format>) -> io::Result<Format> {
    let mut head = vec![0; REACH];
    let mut len = 0;
    let format = loop {
        let end = match reader.read(&mut head[len..]) {
            Err(error) if error.kind() == Io::Interrupted => continue,
            outcome => outcome?,
        };
        len += end;
        if let Some(format) = guess(&head[..len], named, end == 0 || len == REACH) {
            break format;
        }
    };
    head.truncate(len);
    let rest = std::mem::replace(reader, Box::new(io::empty()));
    *reader = Box::new(Cursor::new(head).chain(rest));
    Ok(format)
}

/// First bytes that leave no doubt.
const MAGIC: &[(&[u8], Format)] =
    &[(b"PK\x03\x04", Format::Zip), (b"PK\x05\x06", Format::Zip), (b"PAR1", Format::Parquet), (b"WARC/", Format::Warc)];

/// The format of what begins with `head`; `None` where more of it is needed, never where it is `complete`.
fn guess(head: &[u8], named: Option<Format>, complete: bool) -> Option<Format> {
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(*format);
    }
    // A pipe may give the first bytes one by one.
    if !complete && MAGIC.iter().any(|(magic, _)| magic.starts_with(head)) {
        return None;
    }
    // The name of a tar's first member ends in zeros.
    if head.iter().take(100).skip(1).any(|b| *b == 0) {
        match head.get(257..262) {
            Some(b"ustar") => return Some(Format::Tar),
            None if !complete => return None,
            _ => {}
        }
    }
    if let Some(named) = named.filter(|f| *f != Format::Json) {
        return Some(named);
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let next = text.get(1..).unwrap_or_default();
    match text.first() {
        None if !complete => None,
        Some(b'{' | b'[') if next.trim_ascii_start().is_empty() && !complete => None,
        // An object that goes on in the next line is not one of JSON Lines.
        Some(b'{') if next.iter().take_while(|b| b.is_ascii_whitespace()).any(|b| *b == b'\n') => Some(Format::Json),
        Some(b'{') => Some(Format::Jsonl),
        Some(b'[') if named.is_some() || matches!(next.trim_ascii_start().first(), Some(b'{' | b']')) => {
            Some(Format::Json)
        }
        Some(b'<') if text.len() < 64 && !complete => None,
        Some(b'<') if is_page(text) => Some(Format::Html),
        _ => Some(named.unwrap_or(Format::Text)),
    }
}

/// Whether text that begins with `<` is HTML.
pub(in crate::pipeline) fn is_page(text: &[u8]) -> bool {
    let head = text[..text.len().min(1024)].to_ascii_lowercase();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<meta", b"<title", b"<!--"]
        .iter()
        .any(|tag| head.starts_with(tag))
        || head.starts_with(b"<?xml") && memchr::memmem::find(&head, b"<html").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(head: &[u8], named: Option<Format>) -> Format {
        guess(head, named, true).expect("a format, where all is there")
    }

    #[test]
    fn first_bytes_tell() {
        for (head, format) in [
            (&b"PK\x03\x04..."[..], Format::Zip),
            (b"WARC/1.0\r\n", Format::Warc),
            (b"PAR1", Format::Parquet),
            (b"{\"text\": 1}", Format::Jsonl),
            (b"\xef\xbb\xbf {\"text\": 1}", Format::Jsonl),
            (b"{\n  \"text\": 1\n}", Format::Json),
            (b"[\n  {\"text\": 1}]", Format::Json),
            (b"[Video] Tin", Format::Text),
            (b"<!DOCTYPE html>", Format::Html),
            (b"\n<?xml version=\"1.0\"?><html>", Format::Html),
            (b"<Tin> ngan", Format::Text),
            (b"PK thang", Format::Text),
            (b"", Format::Text),
        ] {
            assert_eq!(guessed(head, None), format, "{}", head.escape_ascii());
        }
    }

    #[test]
    fn a_suffix_counts_unless_the_first_bytes_leave_no_doubt() {
        assert_eq!(guessed(b"{\"text\": 1}", Some(Format::Text)), Format::Text);
        assert_eq!(guessed(b"{\"text\": 1}\n", Some(Format::Json)), Format::Jsonl);
        assert_eq!(guessed(b"[1]", Some(Format::Json)), Format::Json);
        assert_eq!(guessed(b"PK\x03\x04", Some(Format::Csv)), Format::Zip);
        let mut tar = [b'a'; 512];
        tar[9..100].fill(0);
        tar[257..262].copy_from_slice(b"ustar");
        assert_eq!(guessed(&tar, Some(Format::Text)), Format::Tar);
        // UTF-16 is full of zeros too.
        assert_eq!(guessed(b"T\0i\0n\0", Some(Format::Text)), Format::Text);
    }

    #[test]
    fn a_pipe_is_asked_for_no_more_than_needed() {
        for (head, known) in [
            (&b""[..], false),
            (b"W", false),
            (b"WA", false),
            (b"WAT", true),
            (b"{", false),
            (b"{\"", true),
            (b"T", true),
            (b"\n", false),
            (b"<h", false),
            (b"ab\0", false),
        ] {
            assert_eq!(guess(head, None, false).is_some(), known, "{}", head.escape_ascii());
        }
    }
}
