//! The lines of a text with the cheap facts that every later step asks for.
//!
//! Enters: the text. Leaves: [`Lines`]: for each non-blank line its span, how it ends, how many words it has (short lines
//! only), whether a blank line stands before it, and its beginning in lower case.
//! Not done here: any judgement of what a line is.

use crate::span::{Norm, Span};

/// Lines of more bytes than this are body by their length alone and are not looked into.
const LONG: usize = 480;
/// How much of a long line is folded, for its opening words.
const OPENING: usize = 64;

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// `.` or `…`, also inside closing quotes or brackets.
    Stop,
    /// `?` or `!`, also inside closing quotes or brackets.
    Ask,
    /// `:`.
    Colon,
    /// `;` or `,`.
    Clause,
    /// `./.`, `/.`: the article ends here.
    Mark,
    /// Anything else.
    Open,
}

#[derive(Debug, Clone, Copy)]
struct Line {
    start: u32,
    end: u32,
    low: u32,
    low_end: u32,
    words: u16,
    digits: u16,
    close: End,
    gap: bool,
}

/// The non-blank lines of a text.
pub(super) struct Lines<'a> {
    /// The text they are in.
    pub(super) text: &'a str,
    lines: Vec<Line>,
    low: String,
}

/// White space that surrounds a line: ordinary space, tab, carriage return, no-break space, byte order mark. Not the space
/// without a width: where the normaliser leaves one, it is part of the spelling of another script.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{a0}' | '\u{feff}' | '\u{c}' | '\u{3000}')
}

impl<'a> Lines<'a> {
    /// The non-blank lines of `text`.
    pub(super) fn split(text: &'a str) -> Self {
        let mut out = Lines { text, lines: Vec::new(), low: String::new() };
        let (mut at, mut gap) = (0, false);
        while at <= text.len() {
            let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n);
            let whole = &text[at..end];
            let cut = whole.trim_start_matches(is_blank);
            let start = end - cut.len();
            let cut = cut.trim_end_matches(is_blank);
            if cut.is_empty() {
                gap = true;
            } else {
                out.push(start, cut, gap);
                gap = false;
            }
            at = end + 1;
        }
        out
    }

    fn push(&mut self, start: usize, line: &str, gap: bool) {
        let low = self.low.len();
        let short = line.len() <= LONG;
        let mut keep = if short { line.len() } else { OPENING };
        while !line.is_char_boundary(keep) {
            keep -= 1;
        }
        push_lower(&line[..keep], &mut self.low, |c, low| low.push(fold(c)));
        let (mut words, mut digits) = (u16::MAX, 0);
        if short {
            words = count_words(line);
            digits = line.bytes().filter(u8::is_ascii_digit).count() as u16;
        }
        self.lines.push(Line {
            start: start as u32,
            end: (start + line.len()) as u32,
            low: low as u32,
            low_end: self.low.len() as u32,
            words,
            digits,
            close: close(line),
            gap,
        });
    }

    /// Number of lines.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Where line `i` is, without surrounding white space.
    pub(super) fn span(&self, i: usize) -> Span<Norm> {
        Span::new(self.lines[i].start, self.lines[i].end)
    }

    /// Line `i` as written.
    pub(super) fn get(&self, i: usize) -> &'a str {
        self.span(i).of(self.text)
    }

    /// Line `i` in lower case; of a long line only the opening.
    pub(super) fn low(&self, i: usize) -> &str {
        &self.low[self.lines[i].low as usize..self.lines[i].low_end as usize]
    }

    /// Number of words, [`u16::MAX`] for a long line.
    pub(super) fn words(&self, i: usize) -> u16 {
        self.lines[i].words
    }

    /// Number of ASCII digits; 0 for a long line.
    pub(super) fn digits(&self, i: usize) -> u16 {
        self.lines[i].digits
    }

    /// How line `i` ends.
    pub(super) fn end(&self, i: usize) -> End {
        self.lines[i].close
    }

    /// Whether a blank line stands before line `i`.
    pub(super) fn gap(&self, i: usize) -> bool {
        self.lines[i].gap
    }

    /// Whether line `i` is too long to be anything but body (or a lead).
    pub(super) fn long(&self, i: usize) -> bool {
        self.lines[i].words == u16::MAX
    }
}

/// Appends `text` in lower case; `fold` appends the small letter of each character outside ASCII that may be a capital. Most
/// letters are small: pieces are copied, and ASCII is made small all at once.
pub(super) fn push_lower(text: &str, out: &mut String, fold: impl Fn(char, &mut String)) {
    let (begin, bytes) = (out.len(), text.as_bytes());
    let (mut copied, mut at) = (0, 0);
    // What begins a character of more bytes than one; the rest of a character is passed.
    while let Some(n) = bytes[at..].iter().position(|byte| *byte >= 0xC0) {
        at += n;
        let small = small_at(bytes, at);
        if small > 0 {
            at += small;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        out.push_str(&text[copied..at]);
        fold(c, out);
        at += c.len_utf8();
        copied = at;
    }
    out.push_str(&text[copied..]);
    out[begin..].make_ascii_lowercase();
}

/// Length of the small letter of Vietnamese at byte `at`, if its bytes show that it is one; else 0.
#[inline]
fn small_at(bytes: &[u8], at: usize) -> usize {
    match bytes[at..] {
        [0xE1, 0xBA, third, ..] if third >= 0xA0 && third % 2 == 1 => 3,
        [0xE1, 0xBB, third, ..] if third <= 0xB9 && third % 2 == 1 => 3,
        [0xC3, second, ..] if second >= 0x9F => 2,
        [0xC4, 0x83 | 0x91 | 0xA9, ..] | [0xC5, 0xA9, ..] | [0xC6, 0xA1 | 0xB0, ..] => 2,
        _ => 0,
    }
}

/// Number of words of a line: what stands between white space ([`is_blank`]).
fn count_words(line: &str) -> u16 {
    let bytes = line.as_bytes();
    if !bytes.iter().fold(false, |any, byte| any | matches!(byte, 0xC2 | 0xE3 | 0xEF)) {
        // No white space but that of ASCII: a word begins wherever white space ends. Vector code.
        let blank = |byte: &u8| (*byte == b' ') | (*byte == b'\t') | (*byte == b'\r') | (*byte == 0xC);
        let begins = |(before, byte): (&u8, &u8)| u16::from(blank(before) & !blank(byte));
        let first = bytes.first().map_or(0, |byte| u16::from(!blank(byte)));
        return first + bytes.iter().zip(&bytes[bytes.len().min(1)..]).map(begins).sum::<u16>();
    }
    let (mut words, mut inside) = (0, false);
    for (at, byte) in line.bytes().enumerate() {
        let blank = match byte {
            b' ' | b'\t' | b'\r' | 0xC => true,
            // The rest of a character.
            0x80..=0xBF => continue,
            // The first bytes of the other white space.
            0xC2 | 0xE3 | 0xEF => line[at..].starts_with(is_blank),
            _ => false,
        };
        words += u16::from(!blank && !inside);
        inside = !blank;
    }
    words
}

/// The lower-case letter, or `c` itself where that has another length: offsets in the folded line are those of the line.
fn fold(c: char) -> char {
    match c {
        '\0'..='\x7F' => return c.to_ascii_lowercase(),
        // The small letters of Vietnamese, and capitals that stand right before theirs.
        'ß'..='ÿ' | 'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => return c,
        '\u{1EA0}'..='\u{1EF9}' => return char::from_u32(c as u32 | 1).unwrap_or(c),
        _ => {}
    }
    let mut low = c.to_lowercase();
    match (low.next(), low.next()) {
        (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
        _ => c,
    }
}

fn close(line: &str) -> End {
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ', '\u{a0}']);
    if line.ends_with("/.") || line.ends_with("/…") || line.ends_with("./") {
        return End::Mark;
    }
    match bare.chars().next_back() {
        Some('.' | '…') => End::Stop,
        Some('?' | '!') => End::Ask,
        Some(':') => End::Colon,
        Some(';' | ',') => End::Clause,
        _ => End::Open,
    }
}
