//! Bytes of a document to text, with what was doubtful.
//!
//! Enters: bytes, and what the caller says about them. Leaves: text with the encoding it was read in, and warnings.
//! Not done here: finding the encoding (that is `text`), normalising.

use std::borrow::Cow;

use crate::error::Error;
use crate::record::Warning;
use crate::text::decode::{self, Encoding};

/// Bytes that became text.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: Cow<'static, str>,
    pub(super) warnings: Vec<Warning<'static>>,
}

/// The text of a file or of a JSON line.
pub(super) fn decode(data: &[u8], encoding: Option<Encoding>) -> Result<Decoded<'_>, Error> {
    let decoded = decode::decode(data, encoding)?;
    let warnings = doubts(decoded.encoding, decoded.mojibake, decoded.replaced);
    Ok(Decoded { text: decoded.text, encoding: decoded.encoding.name().into(), warnings })
}

/// What was doubtful about bytes read in `encoding`.
pub(super) fn doubts(encoding: Encoding, repaired: bool, replaced: u32) -> Vec<Warning<'static>> {
    let mut warnings = Vec::new();
    if replaced > 0 {
        warnings.push(Warning {
            code: "bytes-replaced".into(),
            message: format!("{replaced} invalid byte sequences became U+FFFD").into(),
        });
    }
    if repaired {
        warnings.push(mojibake(encoding));
    }
    warnings
}

/// The warning that a text had been saved in the wrong encoding.
pub(super) fn mojibake(encoding: Encoding) -> Warning<'static> {
    Warning {
        code: "encoding-repaired".into(),
        message: format!("bytes in {} had been saved as UTF-8", encoding.name()).into(),
    }
}

/// Text of a JSON field with wrongly stored encodings mended, and the encoding it had been in.
pub(super) fn repair(text: Cow<'_, str>) -> (Cow<'_, str>, Option<Encoding>) {
    match decode::repair(&text) {
        Some((repaired, encoding)) => (Cow::Owned(repaired), Some(encoding)),
        None => (text, None),
    }
}
