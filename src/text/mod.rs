//! Bytes to text: decoding, repairing and normalising.
//!
//! Enters: the bytes of a document, or a string that was decoded elsewhere. Leaves: Unicode text in NFC with one
//! spelling of every syllable, and a map from it back to the input. Not done here: finding where one article ends
//! and the next begins, or what a line of it is (that is `layout`); punctuation, digits and HTML entities stay as they
//! were written.
//!
//! ```
//! use tinviet::text::{decode::decode, normalise::{Normaliser, ToneStyle}};
//! let decoded = decode("Hoà Bi\u{300}nh".as_bytes(), None).unwrap();
//! assert_eq!(Normaliser::new(ToneStyle::Old).normalise(&decoded.text).text, "Hòa Bình");
//! ```

mod compose;
pub mod decode;
pub(crate) mod detect;
pub mod glue;
mod legacy;
pub(crate) mod letter;
mod look_alike;
mod mojibake;
pub mod normalise;
pub mod offset;
pub(crate) mod run;
pub(crate) mod scan;
pub(crate) mod spaces;
pub mod syllable;
mod word;

#[cfg(test)]
mod tests;
