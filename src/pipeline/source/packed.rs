//! Compressed inputs, known by their first bytes.
//!
//! Enters: a reader. Leaves: a reader of what it unpacks to, which ends with [`Bomb`] where that is out of all proportion.
//! Not done here: archives with members (those are containers of their own).

use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;

/// Bytes that come, and may be handed to another thread.
pub(in crate::pipeline) type Reader = Box<dyn Read + Send>;

/// How an input is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pipeline) enum Packed {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
    /// A member of a zip archive.
    Deflate,
}

impl Packed {
    pub(in crate::pipeline) const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
            Self::Deflate => "zip",
        }
    }
}

/// The compression suffixes of file names.
pub(super) const SUFFIXES: &[&str] = &[".gz", ".zst", ".bz2", ".xz"];

/// An input may unpack to this many times its size; text packs to a third up to a thirtieth.
pub(in crate::pipeline) const RATIO: u64 = 100;
/// So much may come of any input, however small: what packs well is often short.
pub(super) const FLOOR: u64 = 32 << 20;

/// The error of an input that unpacks to more than [`RATIO`] times its size.
#[derive(Debug)]
pub(super) struct Bomb;

impl fmt::Display for Bomb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {RATIO} times its size")
    }
}

impl std::error::Error for Bomb {}

/// Adds what is read to a count.
pub(super) struct Counted<R> {
    pub(super) inner: R,
    pub(super) count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// What an unpacker gives, held against what went in.
pub(in crate::pipeline) struct Guarded<R> {
    inner: R,
    packed: Arc<AtomicU64>,
    unpacked: u64,
}

impl<R> Guarded<R> {
    /// `packed` counts the bytes that went into `inner`.
    pub(in crate::pipeline) fn new(inner: R, packed: Arc<AtomicU64>) -> Self {
        Self { inner, packed, unpacked: 0 }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.unpacked += n as u64;
        if self.unpacked > FLOOR && self.unpacked / RATIO > self.packed.load(Ordering::Relaxed) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, Bomb));
        }
        Ok(n)
    }
}

/// An unpacker read in steps of one size. What it made of a step before it met damage is lost, so the steps are small; and they
/// are the same whoever reads, so that damage costs the same bytes.
struct Steps(BufReader<Reader>);

/// Bytes of a step.
const STEP: usize = 4 << 10;

impl Read for Steps {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.0.fill_buf()?.read(buf)?;
        self.0.consume(n);
        Ok(n)
    }
}

/// Looks at the first bytes and puts the unpacker they call for around the reader.
///
/// # Errors
/// Where it cannot be read, or the unpacker was not built in.
pub(super) fn unpack(reader: Reader) -> io::Result<(Reader, Option<Packed>)> {
    let (head, reader) = peek(reader, 6)?;
    let packed = match head[..] {
        [0x1f, 0x8b, ..] => Packed::Gzip,
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Packed::Zstd,
        [b'B', b'Z', b'h', b'1'..=b'9', ..] => Packed::Bzip2,
        [0xfd, b'7', b'z', b'X', b'Z', 0] => Packed::Xz,
        _ => return Ok((reader, None)),
    };
    let count = Arc::<AtomicU64>::default();
    let unpacked = unpacker(packed, Box::new(Counted { inner: reader, count: Arc::clone(&count) }))?;
    Ok((Box::new(Guarded::new(unpacked, count)), Some(packed)))
}

fn unpacker(packed: Packed, reader: Reader) -> io::Result<Steps> {
    let unpacker: Reader = match packed {
        Packed::Gzip => Box::new(MultiGzDecoder::new(reader)),
        Packed::Zstd => Box::new(zstd::stream::read::Decoder::new(reader)?),
        #[cfg(feature = "bzip2")]
        Packed::Bzip2 => Box::new(bzip2::read::MultiBzDecoder::new(reader)),
        #[cfg(feature = "xz")]
        Packed::Xz => Box::new(liblzma::read::XzDecoder::new_multi_decoder(reader)),
        Packed::Deflate => Box::new(flate2::read::DeflateDecoder::new(reader)),
        #[cfg(not(all(feature = "bzip2", feature = "xz")))]
        other => return Err(io::Error::other(format!("this build does not read {0} (feature {0})", other.name()))),
    };
    Ok(Steps(BufReader::with_capacity(STEP, unpacker)))
}

/// The members of zip archives are unpacked in the same way.
pub(super) fn inflate(reader: Reader) -> io::Result<Reader> {
    let count = Arc::<AtomicU64>::default();
    let unpacked = unpacker(Packed::Deflate, Box::new(Counted { inner: reader, count: Arc::clone(&count) }))?;
    Ok(Box::new(Guarded::new(unpacked, count)))
}

/// Up to `n` first bytes, and a reader that still gives them.
pub(super) fn peek(mut reader: Reader, n: u64) -> io::Result<(Vec<u8>, Reader)> {
    let mut head = Vec::new();
    (&mut reader).take(n).read_to_end(&mut head)?;
    Ok((head.clone(), Box::new(Cursor::new(head).chain(reader))))
}
