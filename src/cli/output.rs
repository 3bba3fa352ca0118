//! Where records go: standard output, or a file that appears only when it is complete.
//!
//! Enters: bytes. Leaves: a file under its name, compressed by its suffix. Not done here: what the bytes say.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::write::GzEncoder;
use tempfile::{Builder, NamedTempFile};

use super::signal;

/// An open output.
pub(crate) struct Output {
    writer: Packer,
    end: Ending,
}

/// What becomes of an output at its end.
enum Ending {
    /// A pipe, a device: nothing.
    Stream,
    /// The temporary file gets its name.
    Rename(NamedTempFile, PathBuf),
    /// The partial file, which a later run can go on with, gets its name.
    Grow { partial: PathBuf, path: PathBuf },
}

enum Packer {
    Plain(BufWriter<Box<dyn Write + Send>>),
    Gzip(GzEncoder<BufWriter<File>>),
    Zstd(zstd::stream::write::Encoder<'static, BufWriter<File>>),
}

/// Small records are gathered to this many bytes; larger pieces pass straight through.
const BUFFER: usize = 64 << 10;

/// Whether `path` is of a device or an open file (`/dev/null`, `/dev/stderr`, `/dev/fd/3`); those below `/dev/shm` are
/// ordinary files, in memory.
fn is_device(path: &Path) -> bool {
    path.starts_with("/dev") && !path.starts_with("/dev/shm")
}

/// Whether what is written to `path` is gone at once, so that nothing can be put in its place: a device or a pipe.
pub(crate) fn is_stream(path: &Path) -> bool {
    is_device(path) || path.metadata().is_ok_and(|m| !m.is_file())
}

impl Output {
    /// Opens `path`, or standard output.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path.filter(|p| *p != Path::new("-") && *p != Path::new("/dev/stdout")) else {
            let writer = Packer::Plain(BufWriter::with_capacity(BUFFER, Box::new(io::stdout())));
            return Ok(Self { writer, end: Ending::Stream });
        };
        // A pipe or a device cannot be replaced by a file: it is written to as it is. What has the name of a device may be a
        // file that someone else writes to as well, so nothing of it is overwritten.
        if is_stream(path) {
            let file = File::options().append(is_device(path)).write(true).open(path).with_context(|| cannot(path))?;
            return Ok(Self {
                writer: Packer::Plain(BufWriter::with_capacity(BUFFER, Box::new(file))),
                end: Ending::Stream,
            });
        }
        // Links are followed, so that the file they point to is the one replaced.
        let real =
            if path.is_symlink() { path.canonicalize().unwrap_or_else(|_| path.to_owned()) } else { path.to_owned() };
        let folder = real.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // The name of the target in front, so that a file left behind by a crash tells what it belongs to.
        let name = path.file_name().with_context(|| cannot(path))?.to_string_lossy().into_owned();
        let mut builder = Builder::new();
        let (prefix, suffix) = (format!(".{name}."), ".tmp");
        builder.prefix(&prefix).suffix(suffix);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any new file: readable by all, less the umask.
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder).with_context(|| cannot(path))?;
        signal::remove_on_abort(file.path());
        let handle = file.as_file().try_clone().with_context(|| cannot(path))?;
        let suffix = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
        let writer = match suffix.as_str() {
            "gz" => Packer::Gzip(GzEncoder::new(BufWriter::new(handle), flate2::Compression::default())),
            "zst" => Packer::Zstd(zstd::stream::write::Encoder::new(BufWriter::new(handle), 0)?),
            _ => Packer::Plain(BufWriter::with_capacity(BUFFER, Box::new(handle))),
        };
        Ok(Self { writer, end: Ending::Rename(file, real) })
    }

    /// Opens `path` for a run that may be interrupted: the bytes grow under the name with `.partial` behind it, of which
    /// the first `kept` are good.
    pub(crate) fn grow(path: &Path, kept: u64) -> Result<Self> {
        let partial = with_suffix(path, PARTIAL);
        let open = || {
            // A run that was killed while it gave its outputs their names had all of them complete.
            if kept > 0 && !partial.exists() && path.metadata().is_ok_and(|m| m.len() == kept) {
                fs::rename(path, &partial)?;
            }
            let mut file = File::options().create(true).truncate(false).write(true).open(&partial)?;
            if file.metadata()?.len() < kept {
                return Err(io::Error::other("it is shorter than what was written"));
            }
            file.set_len(kept)?;
            file.seek(SeekFrom::End(0))?;
            Ok(file)
        };
        let file = open().with_context(|| cannot(&partial))?;
        let writer = Packer::Plain(BufWriter::with_capacity(BUFFER, Box::new(Synced(file))));
        Ok(Self { writer, end: Ending::Grow { partial, path: path.to_owned() } })
    }

    /// The file is complete: gives it its name.
    pub(crate) fn publish(self) -> Result<()> {
        self.close("").map(|_| ())
    }

    /// The run ended early: what there is gets the name with `.partial` behind it, and the name itself is not touched.
    pub(crate) fn set_aside(self) -> Result<Option<PathBuf>> {
        self.close(PARTIAL)
    }

    /// Whether a later run can go on with what there is.
    pub(crate) fn grows(&self) -> bool {
        matches!(self.end, Ending::Grow { .. })
    }

    fn close(self, suffix: &str) -> Result<Option<PathBuf>> {
        let Self { writer, end } = self;
        let written = match writer {
            Packer::Plain(mut w) => w.flush(),
            Packer::Gzip(w) => w.finish().and_then(|mut w| w.flush()),
            Packer::Zstd(w) => w.finish().and_then(|mut w| w.flush()),
        };
        match end {
            Ending::Stream => {
                written?;
                Ok(None)
            }
            Ending::Rename(file, path) => {
                let target = with_suffix(&path, suffix);
                written.with_context(|| cannot(&path))?;
                let temporary = file.path().to_owned();
                file.persist(&target).map_err(|e| e.error).with_context(|| cannot(&target))?;
                signal::keep_on_abort(&temporary);
                Ok(Some(target))
            }
            Ending::Grow { partial, path } => {
                written.with_context(|| cannot(&partial))?;
                let target = with_suffix(&path, suffix);
                if target != partial {
                    fs::rename(&partial, &target).with_context(|| cannot(&target))?;
                }
                Ok(Some(target))
            }
        }
    }
}

/// A file whose flush does not return before the bytes are safe.
struct Synced(File);

impl Write for Synced {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.0.write(buf)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.sync_data()
    }
}

/// The suffix of an output that is not complete.
const PARTIAL: &str = ".partial";

/// `path` with something behind its name.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.to_owned().into_os_string();
    name.push(suffix);
    name.into()
}

impl Write for Output {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        match &mut self.writer {
            Packer::Plain(w) => w.write(buf),
            Packer::Gzip(w) => w.write(buf),
            Packer::Zstd(w) => w.write(buf),
        }
    }

    /// A pipe and a growing file get what there is; a file that is renamed at the end, and a compressor, lose by flushing
    /// early.
    fn flush(&mut self) -> io::Result<()> {
        match &mut self.writer {
            Packer::Plain(w) if !matches!(self.end, Ending::Rename(..)) => w.flush(),
            _ => Ok(()),
        }
    }
}

fn cannot(path: &Path) -> String {
    format!("cannot write {}", path.display())
}
