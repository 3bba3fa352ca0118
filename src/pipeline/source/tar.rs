//! A tar archive: its members, one after the other.
//!
//! Enters: a reader. Leaves: the files among its members as inputs to open; they are read straight from the archive, so it
//! may come through a pipe. Names are names only: nothing is written anywhere. Not done here: links, devices, sparse files.

use std::io::{self, Read};
use std::sync::{Arc, Mutex};

use super::failure::read_error;
use super::name::leads_out;
use super::{Container, Context, Data, Opening, Origin, Packed, Reader, Step, Unit};
use crate::error::{Error, ErrorKind, Stage};

/// A name or another extension of a header takes no more bytes.
const MOST_HEADER: u64 = 1 << 20;
/// Members begin at multiples of this.
const BLOCK: u64 = 512;

/// An archive under way.
pub(super) struct Tar {
    origin: Arc<Origin>,
    packed: Option<Packed>,
    tape: Tape,
    /// Where the next header is.
    next: u64,
    done: bool,
}

/// The one reader, shared by the archive and the member under way.
#[derive(Clone)]
struct Tape(Arc<Mutex<Inner>>);

struct Inner {
    reader: Reader,
    position: u64,
    /// Number of bytes that may still be read, while a header is.
    allowed: Option<u64>,
}

impl Tape {
    fn with<T>(&self, f: impl FnOnce(&mut Inner) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(|e| e.into_inner()))
    }
}

impl Read for Tape {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.with(|inner| {
            let n = inner.reader.read(buf)?;
            inner.position += n as u64;
            if let Some(allowed) = &mut inner.allowed {
                *allowed = allowed.checked_sub(n as u64).ok_or_else(|| io::Error::other("a header is too long"))?;
            }
            Ok(n)
        })
    }
}

/// What a header says.
struct Entry {
    name: String,
    size: u64,
    kind: tar::EntryType,
}

impl Tar {
    pub(super) fn new(origin: Arc<Origin>, reader: Reader, packed: Option<Packed>) -> Self {
        let inner = Inner { reader, position: 0, allowed: None };
        Self { origin, packed, tape: Tape(Arc::new(Mutex::new(inner))), next: 0, done: false }
    }

    /// The next header; after it the tape stands at the data.
    fn header(&mut self) -> io::Result<Option<Entry>> {
        let left = self.next - self.tape.with(|t| t.position);
        if io::copy(&mut (&mut self.tape).take(left), &mut io::sink())? < left {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.tape.with(|t| t.allowed = Some(MOST_HEADER));
        let mut archive = tar::Archive::new(self.tape.clone());
        let entry = archive.entries()?.next().transpose()?.map(|entry| {
            let kind = entry.header().entry_type();
            // Of a sparse file the header has the number of bytes that are there.
            let size = if kind.is_gnu_sparse() { entry.header().entry_size() } else { Ok(entry.size()) };
            let name = String::from_utf8_lossy(&entry.path_bytes()).trim_start_matches("./").to_owned();
            size.map(|size| Entry { name, size, kind })
        });
        self.tape.with(|t| t.allowed = None);
        let entry = entry.transpose()?;
        let size = entry.as_ref().map_or(0, |e| e.size);
        self.next = size
            .checked_next_multiple_of(BLOCK)
            .and_then(|size| self.tape.with(|t| t.position).checked_add(size))
            .ok_or_else(|| io::Error::other("a member is longer than any archive"))?;
        Ok(entry)
    }

    fn fail(&self, origin: Origin, what: &str) -> Option<Step> {
        let error = Error::new(ErrorKind::Archive, Stage::Parse, format!("{}: {what}", origin.place()));
        Some(Step::Unit(Unit::failed(&Arc::new(origin), error, None)))
    }
}

impl Container for Tar {
    fn next(&mut self, cx: &Context) -> Option<Step> {
        while !self.done {
            let entry = match self.header() {
                Ok(Some(entry)) => entry,
                Ok(None) => break,
                Err(error) => {
                    self.done = true;
                    let place = self.origin.place();
                    // What the reader of headers finds wrong is not the fault of the compression around them.
                    let packed = self.packed.filter(|_| error.kind() != io::ErrorKind::Other);
                    let error = match read_error(&place, None, &error, packed) {
                        error if matches!(error.kind(), ErrorKind::Unreadable | ErrorKind::Archive) => {
                            let message = format!("{place}: the archive is damaged or ends early, and is not read on");
                            Error::new(ErrorKind::Archive, Stage::Parse, message)
                        }
                        error => error,
                    };
                    return Some(Step::Unit(Unit::failed(&self.origin, error, None)));
                }
            };
            if entry.kind.is_dir() || entry.kind.is_pax_global_extensions() {
                continue;
            }
            let origin = self.origin.member(&entry.name);
            if !cx.wanted_member(&origin, &entry.name) || !(entry.kind.is_file() || entry.kind.is_gnu_sparse()) {
                cx.pass_over();
                continue;
            }
            if leads_out(&entry.name) {
                return self.fail(origin, "the name of this member leads out of the archive; it is not read");
            }
            if entry.kind.is_gnu_sparse() {
                return self.fail(origin, "a sparse file, which is not read");
            }
            let reader = Member::new(Box::new(self.tape.clone().take(entry.size)), entry.size, None);
            return Some(Step::Input(Opening {
                origin,
                name: entry.name,
                data: Data::Member { reader: Box::new(reader), size: entry.size, packed: self.packed },
            }));
        }
        None
    }
}

/// A member of an archive, held against what the archive says of it.
pub(super) struct Member {
    reader: Reader,
    left: u64,
    crc: Option<(flate2::Crc, u32)>,
}

impl Member {
    pub(super) fn new(reader: Reader, size: u64, crc: Option<u32>) -> Self {
        Self { reader, left: size, crc: crc.map(|wanted| (flate2::Crc::new(), wanted)) }
    }
}

impl Read for Member {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buf)?;
        if n == 0 && !buf.is_empty() {
            if self.left > 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if self.crc.as_ref().is_some_and(|(crc, wanted)| crc.sum() != *wanted) {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the checksum is wrong"));
            }
        }
        self.left = (self.left.checked_sub(n as u64))
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "longer than its header says"))?;
        if let Some((crc, _)) = &mut self.crc {
            crc.update(&buf[..n]);
        }
        Ok(n)
    }
}
