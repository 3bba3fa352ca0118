//! What went wrong with an input, in words.
//!
//! Enters: an I/O error and where it arose. Leaves: an [`Error`] that names the place. Not done here: deciding what it does.

use std::io::{self, ErrorKind as Io};

use super::packed::{Bomb, Packed, RATIO};
use crate::error::{Error, ErrorKind, Stage};

/// The error of an input without text.
pub(in crate::pipeline) fn empty(place: &str) -> Error {
    Error::new(ErrorKind::Empty, Stage::Read, format!("{place}: no text"))
}

/// The error of a document over the limit.
pub(in crate::pipeline) fn too_large(place: &str, max: u64) -> Error {
    Error::new(ErrorKind::TooLarge, Stage::Read, format!("{place}: more than {max} bytes (--max-doc-bytes)"))
}

/// What a failed read of `place` means, `after` some bytes of text.
#[cold]
pub(in crate::pipeline) fn read_error(
    place: &str,
    after: Option<usize>,
    error: &io::Error,
    packed: Option<Packed>,
) -> Error {
    if error.get_ref().is_some_and(|e| e.is::<Bomb>()) {
        let message = format!("{place}: unpacks to more than {RATIO} times its size, and is not read on");
        return Error::new(ErrorKind::TooLarge, Stage::Read, message);
    }
    if let Some(packed) = packed.filter(|_| error.raw_os_error().is_none()) {
        let what = if error.kind() == Io::UnexpectedEof { "ends early" } else { "is damaged" };
        let after = after.map(|n| format!(" after {n} bytes of text")).unwrap_or_default();
        let message = format!("{place}: the {} data {what}{after}", packed.name());
        return Error::new(ErrorKind::Compressed, Stage::Read, message);
    }
    // Not from the system: a member that is not what its archive says.
    if error.raw_os_error().is_none() && matches!(error.kind(), Io::UnexpectedEof | Io::InvalidData) {
        let what = if error.kind() == Io::UnexpectedEof { "the data ends early".into() } else { plain(error) };
        return Error::new(ErrorKind::Archive, Stage::Read, format!("{place}: {what}"));
    }
    let kind = if error.kind() == Io::NotFound { ErrorKind::NotFound } else { ErrorKind::Unreadable };
    Error::new(kind, Stage::Read, format!("{place}: {}", plain(error)))
}

/// The message of an I/O error without its number.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}
