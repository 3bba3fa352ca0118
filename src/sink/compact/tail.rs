//! The end of a buffer that is written to.
//!
//! Enters: pieces of JSON. Leaves: the buffer with them behind what it held. What lies behind the place reached is room that
//! already has values, so that a piece of known length costs one comparison and one move. Not done here: what the pieces are.

/// How much room is made at once.
const ROOM: usize = 4096;

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
        while self.bytes.len() < end {
            self.bytes.extend_from_slice(&[0; ROOM]);
        }
    }

    /// Appends a piece of known length: a move, where copying a slice may be a call.
    #[inline(always)]
    pub(super) fn put<const N: usize>(&mut self, piece: &[u8; N]) {
        if let Some(room) = self.room(N).first_chunk_mut() {
            *room = *piece;
        }
        self.at += N;
    }

    /// Appends bytes.
    fn append(&mut self, bytes: &[u8]) {
        self.room(bytes.len()).copy_from_slice(bytes);
        self.at += bytes.len();
    }

    /// Appends what leads to a field: `lead`, a comma or a bracket, and its name, an identifier, in which nothing is to be
    /// escaped. Inlined, so that the length of the name is known.
    #[inline(always)]
    pub(super) fn name(&mut self, lead: u8, name: &str) {
        let len = name.len() + 4;
        let room = self.room(len);
        room[0] = lead;
        room[1] = b'"';
        copy(name.as_bytes(), &mut room[2..len - 2]);
        room[len - 2] = b'"';
        room[len - 1] = b':';
        self.at += len;
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
                    self.put(&[b'\\', b'u', b'0', b'0', hex(b >> 4), hex(b & 15)]);
                }
                letter => self.put(&[b'\\', letter]),
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
            let n = n as usize;
            let leading = usize::from(n < 1000) + usize::from(n < 100) + usize::from(n < 10);
            let ([a, b], [c, d]) = (PAIRS[n / 100], PAIRS[n % 100]);
            let digits = u32::from_le_bytes([a, b, c, d]) >> (8 * leading);
            if let Some(room) = self.room(4).first_chunk_mut() {
                *room = digits.to_le_bytes();
            }
            self.at += 4 - leading;
        } else {
            self.long(n);
        }
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

    /// Lets `write` append what only it knows how to write.
    pub(super) fn with<T>(&mut self, write: impl FnOnce(&mut Vec<u8>) -> T) -> T {
        self.bytes.truncate(self.at);
        let done = write(&mut self.bytes);
        self.at = self.bytes.len();
        done
    }

    /// Puts the piece written since `start` in quotes, unless it is.
    pub(super) fn quote_since(&mut self, start: usize) {
        if self.bytes.get(start) != Some(&b'"') {
            self.with(|bytes| {
                bytes.insert(start, b'"');
                bytes.push(b'"');
            });
        }
    }

    /// The place reached.
    pub(super) fn at(&self) -> usize {
        self.at
    }
}

/// Copies bytes to a place of their length: four to thirty-two in two moves that may overlap, where copying a slice is a call.
#[inline(always)]
fn copy(from: &[u8], to: &mut [u8]) {
    match from.len() {
        4..8 => ends::<4>(from, to),
        8..=16 => ends::<8>(from, to),
        17..=32 => ends::<16>(from, to),
        _ => to.copy_from_slice(from),
    }
}

/// Copies the first and the last `N` bytes.
#[inline(always)]
fn ends<const N: usize>(from: &[u8], to: &mut [u8]) {
    if let (Some(from), Some(to)) = (from.first_chunk::<N>(), to.first_chunk_mut::<N>()) {
        *to = *from;
    }
    if let (Some(from), Some(to)) = (from.last_chunk::<N>(), to.last_chunk_mut::<N>()) {
        *to = *from;
    }
}

/// Offset of the first byte in `bytes` that JSON escapes; its length if there is none.
#[inline]
fn clean(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    // In each byte the top bit: below 0x20, equal to a quote, equal to a backslash. Only above a hit can it be wrong.
    let hits = |eight: &[u8; 8]| {
        let word = u64::from_le_bytes(*eight);
        let nought = |x: u64| x.wrapping_sub(ONES) & !x;
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        (control | nought(word ^ (ONES * 0x22)) | nought(word ^ (ONES * 0x5C))) & ONES << 7
    };
    // Most texts are short: their first and last eight bytes are all of them.
    if bytes.len() <= 16
        && let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk())
        && hits(first) | hits(last) == 0
    {
        return bytes.len();
    }
    let mut at = 0;
    // Long texts in steps that the compiler makes one comparison of.
    let wide = |block: &&[u8; 32]| !block.iter().fold(false, |any, &b| any | (b < 0x20) | (b == b'"') | (b == b'\\'));
    at += 32 * bytes.as_chunks::<32>().0.iter().take_while(wide).count();
    let (eights, rest) = bytes[at..].as_chunks::<8>();
    for eight in eights {
        let hits = hits(eight);
        if hits != 0 {
            return at + hits.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    // The last eight bytes of all but the shortest texts at once, some of them once more.
    if let (false, Some(last)) = (rest.is_empty(), bytes.last_chunk::<8>())
        && hits(last) == 0
    {
        return bytes.len();
    }
    at + rest.iter().position(|b| ESCAPES[usize::from(*b)] != 0).unwrap_or(rest.len())
}
