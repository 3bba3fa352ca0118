//! A text input of any length, decoded piece by piece.
//!
//! Enters: an [`Input`]. Leaves: its text in pieces of whole lines; only a line that is longer than a piece makes one grow.
//! The encoding is found at the first piece with a byte outside ASCII and holds for the rest. The same bytes give the same
//! pieces, however a pipe delivers them. Not done here: normalising, finding articles.

use std::borrow::Cow;
use std::io::{self, Read};

use memchr::{memchr, memrchr};

use super::source::{Input, Packed, plain_reader, read_error, shown};
use crate::error::Error;
use crate::text::decode::{self, Decoded, Encoding};

/// About how many bytes a piece holds: it stays within the nearer caches, and is enough to know an encoding by.
const PIECE: usize = 256 << 10;

/// The first bytes of a piece must not look like a byte order mark, so a cut is made only where they can be seen.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// An input under way.
///
/// ```
/// use std::io::Write;
/// use tinviet::pipeline::{Input, Pieces};
/// let mut file = tempfile::NamedTempFile::new().unwrap();
/// file.write_all(b"X\xB7 \xA7\xABng L\xE9c\n").unwrap();
/// let mut pieces = Pieces::open(&Input::Path(file.path().into()), None).unwrap();
/// let first = pieces.next().unwrap().unwrap();
/// assert_eq!((&*first.text, first.encoding.name()), ("Xã Đông Lộc\n", "tcvn3"));
/// assert!(pieces.next().is_none());
/// ```
pub struct Pieces {
    reader: Box<dyn Read + Send>,
    packed: Option<Packed>,
    place: String,
    forced: Option<Encoding>,
    /// The encoding found, and whether its bytes had been saved as UTF-8.
    settled: Option<(Encoding, bool)>,
    /// Bytes read; the first `used` are those of the last piece.
    data: Vec<u8>,
    used: usize,
    done: bool,
    piece: usize,
}

impl Pieces {
    /// Opens an input; its compression is known by the first bytes.
    ///
    /// # Errors
    /// Where it is not there or cannot be opened.
    pub fn open(input: &Input, encoding: Option<Encoding>) -> Result<Self, Error> {
        let place = match input {
            Input::Stdin => "-".to_owned(),
            Input::Path(path) => shown(path),
        };
        let (reader, packed) = plain_reader(input).map_err(|e| read_error(&place, None, &e, None))?;
        Ok(Self { packed, place, ..Self::new(reader, encoding, PIECE) })
    }

    fn new(reader: Box<dyn Read + Send>, forced: Option<Encoding>, piece: usize) -> Self {
        let (place, data) = (String::new(), Vec::new());
        Self { reader, packed: None, place, forced, settled: None, data, used: 0, done: false, piece }
    }

    /// The next piece; `None` after the last. After an error there is none.
    ///
    /// # Errors
    /// Where the input breaks off, or is not text.
    #[expect(clippy::should_implement_trait, reason = "a piece borrows from the one buffer, so this is no iterator")]
    pub fn next(&mut self) -> Option<Result<Decoded<'_>, Error>> {
        match self.fill() {
            Err(error) => {
                self.done = true;
                (self.used, self.data) = (0, Vec::new());
                return Some(Err(read_error(&self.place, None, &error, self.packed)));
            }
            Ok(0) => return None,
            Ok(_) => {}
        }
        let bytes = &self.data[..self.used];
        let decoded = match self.settled {
            Some((Encoding::Utf8, true)) => decode::decode(bytes, Some(Encoding::Utf8)).map(mend),
            Some((encoding, _)) => decode::decode(bytes, Some(encoding)),
            None => decode::decode(bytes, self.forced),
        };
        match decoded {
            Ok(decoded) => {
                if self.settled.is_none() && !bytes.is_ascii() {
                    self.settled = Some((decoded.encoding, decoded.mojibake));
                }
                Some(Ok(decoded))
            }
            Err(error) => {
                self.done = true;
                self.used = self.data.len();
                Some(Err(Error::new(error.kind(), error.stage(), format!("{}: {error}", self.place))))
            }
        }
    }

    /// Reads until there is a piece of whole lines; its length is `used`.
    fn fill(&mut self) -> io::Result<usize> {
        self.data.drain(..self.used);
        self.used = 0;
        let mut searched = 0;
        loop {
            let want = self.piece.max(self.data.len());
            if !self.done {
                let want = want.saturating_sub(if searched == 0 { self.data.len() } else { 0 });
                let read = (&mut self.reader).take(want as u64).read_to_end(&mut self.data)?;
                self.done = read < want;
            }
            let whole = self.is_utf16();
            if whole && !self.done {
                // Two bytes a letter: a line end cannot be told by one byte. Such archives are rare, and read whole.
                self.reader.read_to_end(&mut self.data)?;
                self.done = true;
            }
            if self.done && (whole || self.data.len() <= want) {
                self.used = self.data.len();
                return Ok(self.used);
            }
            let end = self.data.len().saturating_sub(MARK.len());
            let mut before = end;
            while let Some(at) = memrchr(b'\n', &self.data[searched..before]) {
                let cut = searched + at + 1;
                if !self.data[cut..].starts_with(MARK) {
                    self.used = cut;
                    return Ok(cut);
                }
                before = cut - 1;
            }
            if self.done {
                self.used = self.data.len();
                return Ok(self.used);
            }
            searched = end;
        }
    }

    fn is_utf16(&self) -> bool {
        match self.settled.map(|(e, _)| e).or(self.forced) {
            Some(encoding) => matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be),
            None => {
                self.data.starts_with(b"\xff\xfe")
                    || self.data.starts_with(b"\xfe\xff")
                    || memchr(0, &self.data).is_some()
            }
        }
    }
}

/// UTF-8 that had been read byte by byte and saved so: mended where the piece shows it.
fn mend(read: Decoded<'_>) -> Decoded<'_> {
    match decode::repair(&read.text) {
        Some((text, encoding)) => Decoded { text: Cow::Owned(text), encoding, mojibake: true, ..read },
        None => read,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time.
    struct Drip(Vec<u8>, usize);

    impl Read for Drip {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            let Some(b) = self.0.get(self.1) else { return Ok(0) };
            self.1 += 1;
            buf[0] = *b;
            Ok(1)
        }
    }

    fn pieces(bytes: &[u8], size: usize) -> Vec<(String, &'static str)> {
        let mut pieces = Pieces::new(Box::new(Drip(bytes.to_vec(), 0)), None, size);
        let mut out = Vec::new();
        while let Some(piece) = pieces.next() {
            let piece = piece.expect("text");
            out.push((piece.text.into_owned(), piece.encoding.name()));
        }
        out
    }

    #[test]
    fn pieces_end_at_line_ends() {
        let text = "một\nhai\nba\nbốn năm sáu bảy\n".repeat(5) + "x";
        for size in 4..40 {
            let got: Vec<String> = pieces(text.as_bytes(), size).into_iter().map(|(t, _)| t).collect();
            assert_eq!(got.concat(), text, "{size}");
            assert!(got.len() > 3 && got[..got.len() - 1].iter().all(|t| t.ends_with('\n')), "{size}: {got:?}");
            // No piece is longer than the longest line, or than what was read at once.
            assert!(got.iter().all(|t| t.len() <= 2 * size.max(24)), "{size}: {got:?}");
        }
        assert!(pieces(b"", 8).is_empty());
        // A line of any length is one piece.
        assert_eq!(pieces(&b"x".repeat(1000), 8).len(), 1);
    }

    #[test]
    fn a_mark_inside_stays() {
        // The second line begins with U+FEFF: no piece may begin there, or it would be taken for a byte order mark.
        for size in 4..20 {
            let whole: String =
                pieces("ab\ncd\n\u{feff}ef\ngh\n".as_bytes(), size).into_iter().map(|(t, _)| t).collect();
            assert_eq!(whole, "ab\ncd\n\u{feff}ef\ngh\n", "{size}");
        }
    }

    #[test]
    fn the_encoding_found_first_holds() {
        // Plain ASCII first, then TCVN3; the last lines are plain ASCII again, and long enough to be pieces of their own.
        let got = pieces(b"Tin 1\nTin 2\nX\xB7 \xA7\xABng L\xE9c h\xE4p\nmot hai ba\nmot hai ba\nmot hai ba\n", 12);
        let of =
            |encoding: &str| got.iter().filter(|(_, e)| *e == encoding).map(|(t, _)| t.as_str()).collect::<String>();
        assert_eq!(of("utf-8"), "Tin 1\nTin 2\n", "{got:?}");
        assert_eq!(of("tcvn3"), "Xã Đông Lộc họp\nmot hai ba\nmot hai ba\nmot hai ba\n", "{got:?}");
        assert!(got.len() > 3, "{got:?}");
        let utf16: Vec<u8> = "Xã họp\nngày 2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(pieces(&utf16, 8), [("Xã họp\nngày 2\n".to_owned(), "utf-16le")]);
    }
}
