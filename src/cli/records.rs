//! Where records go: one output, or a file for each input.
//!
//! Enters: the bytes of the driver. Leaves: files. Not done here: what the bytes say; opening and renaming files (that is
//! [`output`](super::output)).

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::args::{OutputArgs, OutputFormat};
use super::folder::Folder;
use super::output::Output;
use crate::sink::Sink;

/// An open place for records.
pub(crate) enum Records<'s> {
    /// Standard output or a file.
    One(Box<Output>),
    /// A table as one Parquet file.
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Single>),
    /// A file for each input or each article.
    Folder(Box<Folder<'s>>),
}

impl<'s> Records<'s> {
    /// Whether the bytes must say which document they are of ([`Framed`](crate::sink::frame::Framed)).
    pub(crate) fn framed(args: &OutputArgs) -> bool {
        args.output_dir.is_some() || args.format == OutputFormat::Parquet
    }

    /// Opens what the arguments ask for; `inputs` are the paths that were named, `sink` makes the documents.
    pub(crate) fn open(args: &OutputArgs, inputs: &[PathBuf], sink: &'s dyn Sink) -> Result<Self> {
        if let Some(dir) = &args.output_dir {
            return Ok(Self::Folder(Box::new(Folder::open(dir, args, inputs, sink)?)));
        }
        let output = Output::open(args.output.as_deref())?;
        #[cfg(feature = "parquet")]
        if args.format == OutputFormat::Parquet {
            return Ok(Self::Parquet(Box::new(parquet::Single::new(args, output)?)));
        }
        Ok(Self::One(Box::new(output)))
    }

    /// The run is complete: gives all files their names.
    pub(crate) fn publish(self) -> Result<()> {
        match self {
            Self::One(output) => output.publish(),
            #[cfg(feature = "parquet")]
            Self::Parquet(single) => single.finish()?.publish(),
            Self::Folder(folder) => folder.publish(),
        }
    }

    /// The run ended early: where the records are that there are.
    pub(crate) fn set_aside(self) -> Result<Option<PathBuf>> {
        match self {
            Self::One(output) => output.set_aside(),
            #[cfg(feature = "parquet")]
            Self::Parquet(single) => single.finish()?.set_aside(),
            Self::Folder(folder) => folder.set_aside().map(Some),
        }
    }
}

impl Write for Records<'_> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        match self {
            Self::One(output) => output.write(buf),
            #[cfg(feature = "parquet")]
            Self::Parquet(single) => single.push(buf).map(|()| buf.len()),
            Self::Folder(folder) => folder.push(buf).map(|()| buf.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::One(output) => output.flush(),
            #[cfg(feature = "parquet")]
            Self::Parquet(_) => Ok(()),
            Self::Folder(_) => Ok(()),
        }
    }
}

/// One file under way in a folder, or the only one.
pub(crate) enum Target {
    /// The sink's bytes as they are.
    Bytes(Box<Output>),
    /// Rows for a Parquet file.
    #[cfg(feature = "parquet")]
    Rows(Box<crate::sink::table::Parquet<Output>>),
}

impl Target {
    /// Opens `path`, which must not be an input.
    pub(crate) fn open(path: &Path, args: &OutputArgs) -> Result<Self> {
        let output = Output::open(Some(path))?;
        #[cfg(feature = "parquet")]
        if args.format == OutputFormat::Parquet {
            return Ok(Self::Rows(Box::new(parquet::rows(args, output)?)));
        }
        let _ = args;
        Ok(Self::Bytes(Box::new(output)))
    }

    /// Writes what the sink made.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Self::Bytes(output) => output.write_all(bytes)?,
            #[cfg(feature = "parquet")]
            Self::Rows(rows) => rows.push(bytes)?,
        }
        Ok(())
    }

    /// The output, when all has been written.
    pub(crate) fn finish(self) -> Result<Output> {
        match self {
            Self::Bytes(output) => Ok(*output),
            #[cfg(feature = "parquet")]
            Self::Rows(rows) => Ok(rows.finish()?),
        }
    }
}

#[cfg(feature = "parquet")]
mod parquet {
    //! One Parquet file from the frames of all documents.

    use std::io::{self, IsTerminal};

    use anyhow::{Context, Result};

    use super::super::Usage;
    use super::super::args::OutputArgs;
    use super::super::output::Output;
    use crate::sink::frame::Frames;
    use crate::sink::table::{Parquet, Table};

    /// The rows of all documents.
    pub(crate) struct Single {
        frames: Frames,
        rows: Parquet<Output>,
    }

    /// A Parquet file of the table that `args` name.
    pub(super) fn rows(args: &OutputArgs, output: Output) -> Result<Parquet<Output>> {
        let table = args.table.as_deref().and_then(Table::named).context("no table is named")?;
        Ok(Parquet::new(table, output)?)
    }

    impl Single {
        pub(super) fn new(args: &OutputArgs, output: Output) -> Result<Self> {
            if args.output.is_none() && io::stdout().is_terminal() {
                return Err(Usage("Parquet is not for a terminal: name a file with -o FILE".into()).into());
            }
            Ok(Self { frames: Frames::default(), rows: rows(args, output)? })
        }

        pub(super) fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
            self.frames.push(bytes, |frame| self.rows.push(frame.body).map_err(io::Error::other))
        }

        pub(super) fn finish(self) -> Result<Output> {
            Ok(self.rows.finish()?)
        }
    }
}
