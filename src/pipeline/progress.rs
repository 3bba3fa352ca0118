//! How far a run has come, so that another run can go on from there.
//!
//! Enters: the units of a [`Source`]. Leaves: the same units, each with a [`Mark`]: how many have been read, and a digest of
//! all their bytes. A [`Checkpoint`] is a mark with what was written up to it. To go on from a checkpoint the inputs are
//! read once more up to the mark, without working on them: reading is a hundred times faster than the work, it needs to
//! know nothing about kinds of inputs, and the digest proves that what was written came from these very bytes. Not done
//! here: keeping checkpoints (that is the caller's matter).

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::parallel::Summary;
use super::source::{Body, Origin, Source, Unit};

/// A place between two units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mark {
    /// Number of units before it.
    pub units: u64,
    /// Digest of all their bytes and paths.
    pub digest: u64,
}

/// What a run has written so far, and of which inputs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Up to where the inputs are done.
    pub mark: Mark,
    /// Path of the input under way.
    pub path: String,
    /// Number of its first line that is not done, where it has lines.
    pub line: Option<u64>,
    /// Length in bytes of the records written.
    pub records: u64,
    /// Length in bytes of the error records that have a file of their own.
    pub errors: u64,
    /// The figures so far.
    pub summary: Summary,
}

/// A source that knows how far it has been read.
pub struct Feed {
    source: Source,
    mark: Mark,
    /// Absent where nobody asks for marks.
    digest: Option<Box<Xxh3>>,
    from: Option<Checkpoint>,
}

/// A unit, and the place behind it.
pub(super) struct Marked {
    pub(super) unit: Unit,
    pub(super) behind: Place,
}

/// A place between two units, and what a reader of a checkpoint wants to know of it.
pub(super) struct Place {
    pub(super) mark: Mark,
    pub(super) origin: Arc<Origin>,
    /// Number of the next line, where marks were asked for and the input has lines.
    pub(super) line: Option<u64>,
}

/// The inputs are no longer what they were when the checkpoint was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed;

impl From<Source> for Feed {
    fn from(source: Source) -> Self {
        Self { source, mark: Mark::default(), digest: None, from: None }
    }
}

impl Feed {
    /// A feed whose units carry marks, so that checkpoints can be made.
    #[must_use]
    pub fn marked(source: Source) -> Self {
        Self { digest: Some(Box::default()), ..Self::from(source) }
    }

    /// A feed that begins behind `checkpoint`. `stop` is asked between units; where it says so, nothing more is read.
    ///
    /// # Errors
    /// [`Changed`] where the inputs do not hold, up to there, the bytes they held then.
    pub fn behind(source: Source, checkpoint: Checkpoint, stop: impl Fn() -> bool) -> Result<Self, Changed> {
        let mut feed = Self::marked(source);
        while feed.mark.units < checkpoint.mark.units && !stop() {
            if feed.next().is_none() {
                return Err(Changed);
            }
        }
        if feed.mark != checkpoint.mark && !stop() {
            return Err(Changed);
        }
        feed.from = Some(checkpoint);
        Ok(feed)
    }

    pub(super) fn source(&self) -> &Source {
        &self.source
    }

    /// The checkpoint that the feed began behind, once.
    pub(super) fn take_checkpoint(&mut self) -> Option<Checkpoint> {
        self.from.take()
    }

    /// Whether units carry marks.
    pub(super) fn is_marked(&self) -> bool {
        self.digest.is_some()
    }

    pub(super) fn next(&mut self) -> Option<Marked> {
        let unit = self.source.next_unit()?;
        self.mark.units += 1;
        let mut line = None;
        if let Some(digest) = &mut self.digest {
            add(&unit, digest);
            self.mark.digest = digest.digest();
            line = line_behind(&unit);
        }
        let behind = Place { mark: self.mark, origin: Arc::clone(&unit.origin), line };
        Some(Marked { unit, behind })
    }
}

/// Adds a unit to the digest: its path, what it is, its bytes.
fn add(unit: &Unit, digest: &mut Xxh3) {
    let mut part = |bytes: &[u8]| {
        digest.update(&(bytes.len() as u64).to_le_bytes());
        digest.update(bytes);
    };
    part(unit.origin.path.as_bytes());
    if let Some(member) = &unit.origin.member {
        part(member.as_bytes());
    }
    match &unit.body {
        Body::File(data)
        | Body::Response { data, .. }
        | Body::Lines { data, .. }
        | Body::Elements { data, .. }
        | Body::Rows { data, .. } => part(data),
        Body::Failed { error, .. } => part(error.to_string().as_bytes()),
        Body::Notice(text) => part(text.as_bytes()),
    }
}

/// Number of the first line behind a unit.
fn line_behind(unit: &Unit) -> Option<u64> {
    match &unit.body {
        Body::Lines { data, first } => Some(first + memchr::memchr_iter(b'\n', data).count() as u64),
        _ => None,
    }
}
