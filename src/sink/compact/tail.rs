//! The end of a buffer that is written to.
//!
//! Enters: pieces of JSON. Leaves: the buffer with them behind what it held. What lies behind the place reached is room that
//! already has values, so that a piece of known length costs one comparison and one move. Not done here: what the pieces are.

/// How much room is made at once: little enough that filling it costs no more than its bytes.
const ROOM: usize = 1024;

/// A buffer with the place up to which it is written.
pub(super) struct Tail {
    bytes: Vec<u8>,
    at: usize,
}

/// What stands behind the backslash for each byte: 0 for bytes that stay, `u` for those without a letter.
static ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 0x20 {
        table[b] = b'u';
        b += 1;
    }
    let letters =
        [(0x08, b'b'), (b'\t', b't'), (b'\n', b'n'), (0x0C, b'f'), (b'\r', b'r'), (b'"', b'"'), (b'\\', b'\\')];
    let mut i = 0;
    while i < letters.len() {
        table[letters[i].0 as usize] = letters[i].1;
        i += 1;
    }
    table
};

/// The numbers below a hundred in two digits.
static PAIRS: [[u8; 2]; 100] = {
    let mut table = [[0; 2]; 100];
    let mut n = 0;
    while n < 100 {
        table[n] = [b'0' + n as u8 / 10, b'0' + n as u8 % 10];
        n += 1;
    }
    table
};

impl Tail {
    /// Goes on behind what `bytes` holds.
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        let at = bytes.len();
        Self { bytes, at }
    }

    /// The buffer with all that was written.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.bytes.truncate(self.at);
        self.bytes
    }

    /// The room for the next `len` bytes.
    #[inline(always)]
    fn room(&mut self, len: usize) -> &mut [u8] {
        let end = self.at + len;
        if end > self.bytes.len() {
            self.grow(end);
        }
        &mut self.bytes[self.at..end]
    }

    #[cold]
    #[inline(never)]
    fn grow(&mut self, end: usize) {
        self.bytes.resize(end.next_multiple_of(ROOM), 0);
    }

    /// Appends a piece of known length: a move, where copying a slice may be a call.
    #[inline(always)]
    pub(super) fn put<const N: usize>(&mut self, piece: &[u8; N]) {
        self.few(piece, N);
    }

    /// Appends the first `len` of some bytes; all of them are moved.
    #[inline(always)]
    fn few<const N: usize>(&mut self, bytes: &[u8; N], len: usize) {
        match self.bytes.get_mut(self.at..).and_then(<[u8]>::first_chunk_mut) {
            Some(room) => *room = *bytes,
            None => self.at_the_end(bytes),
        }
        self.at += len;
    }

    /// Puts bytes where there was no room for them.
    #[cold]
    #[inline(never)]
    fn at_the_end(&mut self, bytes: &[u8]) {
        self.room(bytes.len()).copy_from_slice(bytes);
    }

    /// Appends bytes.
    pub(super) fn append(&mut self, bytes: &[u8]) {
        self.room(bytes.len()).copy_from_slice(bytes);
        self.at += bytes.len();
    }

    /// Appends a text known to hold nothing to be escaped, in quotes.
    #[inline]
    pub(super) fn plain(&mut self, text: &str) {
        let len = text.len() + 2;
        let room = self.room(len);
        room[0] = b'"';
        copy(text.as_bytes(), &mut room[1..len - 1]);
        room[len - 1] = b'"';
        self.at += len;
    }

    /// Appends a text as a JSON string.
    pub(super) fn string(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let short = match bytes.len() {
            4..8 => self.short::<4>(bytes),
            8..=16 => self.short::<8>(bytes),
            17..=32 => self.short::<16>(bytes),
            33..=64 => self.short::<32>(bytes),
            _ => false,
        };
        if !short {
            self.long_string(text);
        }
    }

    /// Appends a text of `N` to `2 * N` bytes in quotes, if nothing of it is to be escaped: its first and its last bytes are
    /// all of it, looked at and moved at once.
    #[inline(always)]
    fn short<const N: usize>(&mut self, bytes: &[u8]) -> bool {
        let (Some(first), Some(last)) = (bytes.first_chunk::<N>(), bytes.last_chunk::<N>()) else { return false };
        if odd(first) | odd(last) {
            return false;
        }
        let len = bytes.len() + 2;
        let room = self.room(len);
        room[0] = b'"';
        room[len - 1] = b'"';
        copy_ends::<N>(bytes, &mut room[1..len - 1]);
        self.at += len;
        true
    }

    /// Appends any text as a JSON string.
    #[inline(never)]
    fn long_string(&mut self, text: &str) {
        let clean = clean(text.as_bytes());
        if clean == text.len() {
            self.plain(text);
        } else {
            self.escaped(text.as_bytes(), clean);
        }
    }

    /// Appends a text of which the byte at `clean` is the first to be escaped.
    fn escaped(&mut self, mut rest: &[u8], mut clean: usize) {
        self.put(b"\"");
        while let Some((&b, behind)) = rest[clean..].split_first() {
            self.append(&rest[..clean]);
            match ESCAPES[usize::from(b)] {
                b'u' => {
                    let hex = |n: u8| b"0123456789abcdef"[usize::from(n)];
                    self.few(&[b'\\', b'u', b'0', b'0', hex(b >> 4), hex(b & 15)], 6);
                }
                letter => self.few(&[b'\\', letter], 2),
            }
            rest = behind;
            clean = self::clean(rest);
        }
        self.append(rest);
        self.put(b"\"");
    }

    /// Appends a number.
    #[inline]
    pub(super) fn integer(&mut self, n: u64) {
        // Positions, which are most numbers, have up to four digits.
        if n < 10_000 {
            let (digits, len) = digits(n as u32);
            self.few(&digits.to_le_bytes(), len);
        } else {
            self.long(n);
        }
    }

    /// Appends a list of two numbers.
    #[inline]
    pub(super) fn span(&mut self, start: u32, end: u32) {
        if start < 10_000 && end < 10_000 {
            let ((start, from), (end, to)) = (digits(start), digits(end));
            // In two moves, with the marks before and behind.
            let first = u64::from(b'[') | u64::from(start) << 8 | u64::from(b',') << (8 + 8 * from);
            let second = u64::from(end) | u64::from(b']') << (8 * to);
            self.few(&first.to_le_bytes(), 2 + from);
            self.few(&second.to_le_bytes(), 1 + to);
        } else {
            self.put(b"[");
            self.integer(start.into());
            self.put(b",");
            self.integer(end.into());
            self.put(b"]");
        }
    }

    /// Appends a number with a fraction, or one too large for an integer.
    pub(super) fn real(&mut self, x: f64) {
        self.bytes.truncate(self.at);
        // What is written to memory does not fail.
        serde_json::to_writer(&mut self.bytes, &x).unwrap_or_default();
        self.at = self.bytes.len();
    }

    /// Appends a number of more than four digits.
    #[inline(never)]
    fn long(&mut self, mut n: u64) {
        let mut digits = [0; 20];
        let mut at = digits.len();
        while n >= 10_000 {
            let low = (n % 10_000) as usize;
            n /= 10_000;
            at -= 4;
            digits[at..at + 2].copy_from_slice(&PAIRS[low / 100]);
            digits[at + 2..at + 4].copy_from_slice(&PAIRS[low % 100]);
        }
        self.integer(n);
        self.append(&digits[at..]);
    }
}

/// The digits of a number below ten thousand, the first in the lowest byte, and how many they are.
#[inline(always)]
fn digits(n: u32) -> (u32, usize) {
    // Both halves side by side, then the digits of both: products in place of divisions (a test has all the numbers).
    let hundreds = (n * 5243) >> 19;
    let halves = hundreds | (n - 100 * hundreds) << 16;
    let tens = ((halves * 103) >> 10) & 0x000F_000F;
    let digits = tens | (halves - 10 * tens) << 8;
    let leading = (digits | 1 << 24).trailing_zeros() / 8;
    ((digits | 0x3030_3030) >> (8 * leading), 4 - leading as usize)
}

/// Copies bytes to a place of their length: four to thirty-two in two moves that may overlap, where copying a slice is a call.
#[inline(always)]
fn copy(from: &[u8], to: &mut [u8]) {
    match from.len() {
        4..8 => copy_ends::<4>(from, to),
        8..=16 => copy_ends::<8>(from, to),
        17..=32 => copy_ends::<16>(from, to),
        _ => to.copy_from_slice(from),
    }
}

/// Copies the first and the last `N` bytes.
#[inline(always)]
fn copy_ends<const N: usize>(from: &[u8], to: &mut [u8]) {
    if let (Some(from), Some(to)) = (from.first_chunk::<N>(), to.first_chunk_mut::<N>()) {
        *to = *from;
    }
    if let (Some(from), Some(to)) = (from.last_chunk::<N>(), to.last_chunk_mut::<N>()) {
        *to = *from;
    }
}

/// Whether one of some bytes is escaped in JSON; the compiler makes one comparison of them.
#[inline(always)]
fn odd<const N: usize>(bytes: &[u8; N]) -> bool {
    bytes.iter().fold(false, |any, &b| any | (b < 0x20) | (b == b'"') | (b == b'\\'))
}

/// Offset of the first byte in `bytes` that JSON escapes; its length if there is none.
fn clean(bytes: &[u8]) -> usize {
    let blocks = bytes.as_chunks::<32>().0;
    let at = 32 * blocks.iter().take_while(|block| !odd(block)).count();
    let rest = &bytes[at..];
    // The last bytes at once, some of them once more.
    if let Some(last) = bytes.last_chunk::<32>()
        && rest.len() < 32
        && !odd(last)
    {
        return bytes.len();
    }
    at + rest.iter().position(|b| ESCAPES[usize::from(*b)] != 0).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(text: &str) {
        let mut tail = Tail::of(b"..".to_vec());
        tail.string(text);
        let want = format!("..{}", serde_json::to_string(text).expect("JSON"));
        assert_eq!(String::from_utf8(tail.finish()).expect("UTF-8"), want);
    }

    #[test]
    fn every_character_at_every_place() {
        for c in (0..0x180).filter_map(char::from_u32).chain(['ế', '🏠']) {
            for before in (0..9).chain([15, 16, 17, 31, 32, 33, 70]) {
                same(&format!("{}{c}{}", "a".repeat(before), "ộ".repeat(before)));
                same(&format!("{}{c}{c}", "\u{1f}".repeat(before)));
            }
        }
    }

    #[test]
    fn numbers_of_every_length() {
        let ends = [0, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 12_345, 99_999_999, u32::MAX];
        for a in ends {
            for b in ends {
                let mut tail = Tail::of(Vec::new());
                tail.span(a, b);
                tail.integer(u64::from(a) << 32 | u64::from(b));
                let want = format!("[{a},{b}]{}", u64::from(a) << 32 | u64::from(b));
                assert_eq!(String::from_utf8(tail.finish()).expect("UTF-8"), want);
            }
        }
    }

    #[test]
    fn numbers_of_up_to_four_digits() {
        for n in 0..10_000 {
            let (digits, len) = digits(n);
            assert_eq!(digits.to_le_bytes()[..len], *n.to_string().as_bytes());
        }
    }

    #[test]
    fn numbers_with_a_fraction() {
        for x in [0.5, -94.25, 1.25e30, 1e-7, f64::MAX] {
            let mut tail = Tail::of(Vec::new());
            tail.real(x);
            assert_eq!(tail.finish(), serde_json::to_vec(&x).expect("JSON"));
        }
    }
}
