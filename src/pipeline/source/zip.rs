//! A zip archive: its members, in the order of its directory.
//!
//! Enters: a file. Leaves: the files among its members as inputs to open, each unpacked while it is read and held against
//! its size and checksum. Names are names only: nothing is written anywhere. Not done here: encrypted members, methods
//! other than stored and deflated.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use zip::{CompressionMethod, ZipArchive};

use super::name::leads_out;
use super::packed::{Counted, FLOOR, RATIO, inflate};
use super::tar::Member;
use super::{Container, Context, Data, Opening, Origin, Packed, Step, Unit};
use crate::error::{Error, ErrorKind, Stage};

/// An archive under way.
pub(super) struct Zip {
    origin: Arc<Origin>,
    archive: ZipArchive<BufReader<File>>,
    file: File,
    size: u64,
    /// Number of members seen.
    seen: usize,
    /// Bytes unpacked so far. Members may overlap in the file, so that each is modest and all together are a bomb.
    unpacked: Arc<AtomicU64>,
}

/// An archive whose place is not known yet.
pub(super) struct Unplaced(Zip);

/// What the directory says of a member.
struct Entry {
    start: Option<u64>,
    packed: u64,
    size: u64,
    crc: u32,
    method: CompressionMethod,
    encrypted: bool,
}

impl Zip {
    /// Reads the directory of an archive.
    pub(super) fn open(file: File) -> Result<Unplaced, Error> {
        let bad = |what: String| Error::new(ErrorKind::Archive, Stage::Parse, what);
        let size = file.metadata().map_err(|e| bad(e.to_string()))?.len();
        let second = file.try_clone().map_err(|e| bad(e.to_string()))?;
        let archive = ZipArchive::new(BufReader::new(file))
            .map_err(|e| bad(format!("the directory of the zip archive cannot be read ({e}): cut off or damaged")))?;
        let origin = Arc::new(Origin::file(String::new(), String::new()));
        Ok(Unplaced(Self { origin, archive, file: second, size, seen: 0, unpacked: Arc::default() }))
    }

    /// The name of a member, that of a folder with a slash at its end, and what the directory says of it.
    fn entry(&mut self, n: usize) -> (String, Result<Entry, String>) {
        let plain = |name: &str| name.replace('\\', "/").trim_start_matches("./").to_owned();
        let listed = self.archive.name_for_index(n).and_then(Result::ok).map(|name| plain(&name)).unwrap_or_default();
        let member = match self.archive.by_index_raw(n) {
            Ok(member) => member,
            Err(error) => return (listed, Err(error.to_string())),
        };
        // Many archives hold UTF-8 names without saying so.
        let name = std::str::from_utf8(member.name_raw()).map_or(listed, plain);
        let entry = Entry {
            start: member.data_start(),
            packed: member.compressed_size(),
            size: member.size(),
            crc: member.crc32(),
            method: member.compression(),
            encrypted: member.encrypted(),
        };
        (name, Ok(entry))
    }

    /// The member as an input, or what is wrong with it.
    fn member(&mut self, entry: &Entry) -> Result<Data, String> {
        if entry.encrypted {
            return Err("an encrypted member".into());
        }
        let start = entry.start.ok_or("where this member begins is not known")?;
        let mut file = self.file.try_clone().map_err(|e| e.to_string())?;
        file.seek(SeekFrom::Start(start)).map_err(|e| e.to_string())?;
        let raw = Box::new(BufReader::new(file).take(entry.packed));
        let (reader, packed): (_, Option<Packed>) = match entry.method {
            CompressionMethod::Stored => (raw as _, None),
            CompressionMethod::Deflated => (inflate(raw).map_err(|e| e.to_string())?, Some(Packed::Deflate)),
            other => return Err(format!("packed as {other}; stored and deflated members are read")),
        };
        let member = Member::new(reader, entry.size, Some(entry.crc));
        let reader = Box::new(Counted { inner: member, count: Arc::clone(&self.unpacked) });
        Ok(Data::Member { reader, size: entry.size, packed })
    }
}

impl Unplaced {
    /// The archive, with its place known.
    pub(super) fn with(self, origin: Arc<Origin>) -> Zip {
        Zip { origin, ..self.0 }
    }
}

impl Container for Zip {
    fn next(&mut self, cx: &Context) -> Option<Step> {
        while self.seen < self.archive.len() {
            if self.unpacked.load(Ordering::Relaxed) > self.size.saturating_mul(RATIO).saturating_add(FLOOR) {
                self.seen = self.archive.len();
                let what =
                    format!("{}: unpacks to more than {RATIO} times its size, and is not read on", self.origin.place());
                let error = Error::new(ErrorKind::TooLarge, Stage::Read, what);
                return Some(Step::Unit(Unit::failed(&self.origin, error, None)));
            }
            let n = self.seen;
            self.seen += 1;
            let (name, entry) = self.entry(n);
            if name.ends_with('/') {
                continue;
            }
            let origin = self.origin.member(&name);
            if !cx.wanted_member(&origin, &name) {
                cx.pass_over();
                continue;
            }
            let data = if leads_out(&name) {
                Err("the name of this member leads out of the archive; it is not read".into())
            } else {
                entry.and_then(|entry| self.member(&entry))
            };
            return Some(match data {
                Ok(data) => Step::Input(Opening { origin, name, data }),
                Err(what) => {
                    let error = Error::new(ErrorKind::Archive, Stage::Parse, format!("{}: {what}", origin.place()));
                    Step::Unit(Unit::failed(&Arc::new(origin), error, None))
                }
            });
        }
        None
    }
}
