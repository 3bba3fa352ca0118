//! Sentences of a block.
//!
//! Enters: a block of the normalised text and its tokens. Leaves: the spans of its sentences. The scan stops at the tokens
//! `.`, `?`, `!`, `…`, `;`, bullets, quotes and brackets only (a point inside a number ends nothing); whether a sentence
//! ends there is decided from a few characters on either side and from `stops`. Takes time linear in the length of the
//! block.
//! Not done here: tokens, and anything that needs the words of a sentence.

use super::stops::{Kinds, STOPS};
use super::syllable::{Token, TokenKind};
use crate::intern::Shape;
use crate::span::{Norm, Span};
use crate::text::letter::is_alphanumeric;
use crate::text::syllable::is_valid;

/// A bracket that does not close within so many bytes of a stop does not hold the sentence together.
const BRACKET: usize = 200;
/// The word before a stop is looked at when it has at most so many bytes.
const WORD: usize = 24;
/// So many bytes before a stop are looked at for anything else.
const NEAR: usize = 64;

/// The sentences of one block, trimmed, in order, none empty; they are appended to `out`.
///
/// ```
/// use tinviet::intern::{Vocabulary, WordCache};
/// use tinviet::{span::Span, token::sentence::split, token::syllable::tokenise};
/// let text = "PGS.TS. Lê Văn An ở Q. 5, TP. Hồ Chí Minh nói: “Được!” Đến nay có 1.250 hộ.Tất cả đã nhận tiền.";
/// let (mut tokens, mut out) = (Vec::new(), Vec::new());
/// tokenise(text, &Vocabulary::default(), &mut WordCache::default(), &mut tokens);
/// split(text, Span::new(0, text.len() as u32), &tokens, &mut out);
/// let sentences: Vec<&str> = out.iter().map(|s| s.of(text)).collect();
/// assert_eq!(sentences, [
///     "PGS.TS. Lê Văn An ở Q. 5, TP. Hồ Chí Minh nói: “Được!”",
///     "Đến nay có 1.250 hộ.",
///     "Tất cả đã nhận tiền.",
/// ]);
/// ```
pub fn split(text: &str, block: Span<Norm>, tokens: &[Token], out: &mut Vec<Span<Norm>>) {
    let text = block.of(text);
    let mut scan = Scan { text, base: block.start, from: skip(text, 0), quote: false, bracket: None };
    let mut at = scan.from;
    for (n, token) in tokens.iter().enumerate() {
        // Most are words.
        if token.kind != TokenKind::Punct {
            continue;
        }
        let mark = (token.start - block.start) as usize;
        if mark < at {
            continue;
        }
        let (end, next) = scan.meet(mark, &tokens[..n]);
        at = end;
        if let Some(next) = next {
            push(text, scan.from..end, block.start, out);
            scan.from = next;
            at = next;
        }
    }
    push(text, scan.from..text.len(), block.start, out);
}

fn push(text: &str, part: std::ops::Range<usize>, base: u32, out: &mut Vec<Span<Norm>>) {
    let mut len = part.len();
    // Most end with a stop or a letter, whose last byte no space has.
    if text.as_bytes()[..part.end].last().is_some_and(|byte| may_be_space(*byte)) {
        len = text[part.clone()].trim_end_matches(is_space).len();
    }
    if len > 0 {
        out.push(Span::new(base + part.start as u32, base + (part.start + len) as u32));
    }
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\t' | '\n' | '\r')
}

/// Whether the byte is the first or the last of a space ([`is_space`]).
#[inline]
const fn may_be_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xC2 | 0xA0)
}

/// The first position from `at` on that is no space.
#[inline]
fn skip(text: &str, mut at: usize) -> usize {
    // Nearly always there is one or none.
    at += usize::from(text.as_bytes().get(at) == Some(&b' '));
    match text.as_bytes().get(at) {
        Some(&byte) if may_be_space(byte) => skip_all(text, at),
        _ => at,
    }
}

fn skip_all(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + (rest.len() - rest.trim_start_matches(is_space).len())
}

fn first(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The stop at `at`: its length, 0 for none. `/` counts where it leads to a point: `./.`.
fn stop(text: &str, at: usize) -> usize {
    let bytes = &text.as_bytes()[at..];
    match bytes {
        [b'.' | b'?' | b'!', ..] => 1,
        [b'/', b'.', ..] => 2,
        [0xE2, 0x80, 0xA6, ..] => 3,
        _ => 0,
    }
}

/// The end of the run of stops that begins at `at`.
fn stops_end(text: &str, mut at: usize) -> usize {
    loop {
        match stop(text, at) {
            0 => return at,
            n => at += n,
        }
    }
}

/// What stands behind a closing mark: nothing, space, or further punctuation.
fn is_outside(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        is_space(c) || matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '…' | ')' | ']' | '-' | '–' | '”' | '/')
    })
}

struct Scan<'t> {
    text: &'t str,
    /// Where it begins in that of the tokens.
    base: u32,
    /// Where the sentence begins.
    from: usize,
    /// Whether a straight quote is open.
    quote: bool,
    /// Where the innermost bracket opened.
    bracket: Option<usize>,
}

impl Scan<'_> {
    /// What the mark at `at`, behind `tokens`, means: where the scan goes on, and the begin of the next sentence if one ends
    /// there.
    fn meet(&mut self, at: usize, tokens: &[Token]) -> (usize, Option<usize>) {
        match self.text.as_bytes()[at] {
            b'"' => self.straight_quote(at),
            b'(' | b'[' => self.bracket = Some(at),
            b')' | b']' => self.bracket = None,
            b';' => return (at + 1, self.item(at + 1)),
            0xE2 if is_bullet(self.text, at) && at > self.from => return (at, Some(at)),
            b'.' | b'?' | b'!' | 0xE2 => {
                let run = stops_end(self.text, at);
                if run > at {
                    let (end, closed) = self.close(run);
                    return (end, self.begins(at, run, end, closed, tokens));
                }
            }
            _ => {}
        }
        (at + 1, None)
    }

    /// Opens or closes a straight quote by the spaces beside it, by turns where they do not tell.
    fn straight_quote(&mut self, at: usize) {
        let before = self.text[..at].chars().next_back();
        let inner = before.is_none_or(|c| is_space(c) || matches!(c, '(' | '[' | '“' | ':' | '-' | '–'));
        let outer = is_outside(first(self.text, at + 1));
        self.quote = if inner == outer { !self.quote } else { inner };
    }

    /// Takes closing quotes and brackets, and stops behind them, to the sentence; tells whether a quote was closed.
    fn close(&mut self, mut at: usize) -> (usize, bool) {
        let mut closed = false;
        loop {
            let near = skip(self.text, at);
            let Some(c) = first(self.text, near) else { return (at, closed) };
            let behind = near + c.len_utf8();
            let spaced = near > at;
            match c {
                '”' | '»' | '’' if !spaced || is_outside(first(self.text, behind)) => closed = true,
                '\'' if !spaced && is_outside(first(self.text, behind)) => closed = true,
                '"' if is_outside(first(self.text, behind)) && (self.quote || !spaced || self.is_ending(behind)) => {
                    self.quote = false;
                    closed = true;
                }
                ')' | ']' if !spaced || self.bracket.is_some() => self.bracket = None,
                _ => {
                    // "được ? !" and "… ” ." are one end; "… 2024. ...Triển khai" is not.
                    let end = stops_end(self.text, near);
                    if end == near || spaced && !is_outside(first(self.text, end)) {
                        return (at, closed);
                    }
                    at = end;
                    continue;
                }
            }
            at = behind;
        }
    }

    /// Whether a stop or a comma follows the quote before `at`, as only behind a closing one.
    fn is_ending(&self, at: usize) -> bool {
        let near = skip(self.text, at);
        stop(self.text, near) > 0 || self.text[near..].starts_with(',')
    }

    /// Where the next sentence begins if the stops `at..run` behind `tokens`, closed up to `end`, end one.
    fn begins(&self, at: usize, run: usize, end: usize, closed: bool, tokens: &[Token]) -> Option<usize> {
        let text = self.text;
        let next = skip(text, end);
        let c = first(text, next)?;
        // "...Triển khai": points that open a sentence; "(?)", "(!)": a remark of the writer.
        let before = &text.as_bytes()[self.from.max(at.saturating_sub(NEAR))..at];
        if before.last() == Some(&b'(') || !before.iter().any(|b| b.is_ascii_alphanumeric() || *b >= 0x80) {
            return None;
        }
        if matches!(c, ',' | ';' | ':' | ')' | ']' | '/' | '&' | '%') || closed && matches!(c, '-' | '–' | '—') {
            return None;
        }
        let word = opened(&text[next..]);
        let c = word.chars().next()?;
        let capital = c.is_uppercase() || is_camel(word) || is_lettered(word);
        let single = run == at + 1 && end == run && text.as_bytes()[at] == b'.';
        // "trị giá … 500 triệu đồng": points before a figure hold the reader in suspense.
        let figure = c.is_ascii_digit() && (run == at + 1 || text[at..].starts_with(['?', '!']));
        if !(capital || figure) || self.is_bracketed(end) {
            return None;
        }
        if next == end && !matches!(first(text, next), Some('“' | '‘' | '«' | '(')) && !self.is_glued(at, word) {
            return None;
        }
        (!single || self.is_stop(at, word, capital, tokens)).then_some(next)
    }

    /// Whether a sentence ends at `at` with no space behind: `gia đình.Triển khai`.
    fn is_glued(&self, at: usize, word: &str) -> bool {
        let mut letters = word.chars();
        let (Some(a), b) = (letters.next(), letters.next()) else { return false };
        // "TP.HCM", "17.HN", "A.N": what follows must be a word in small letters.
        if !(a.is_uppercase() && b.is_none_or(|b| b.is_lowercase() || is_space(b) && !a.is_ascii())) {
            return false;
        }
        let len = word.find(|c| !is_alphanumeric(c)).unwrap_or(word.len());
        if STOPS.kinds(&word[..len]).has(Kinds::SUFFIX) {
            return false;
        }
        let token = self.before(at).rsplit(is_space).next().unwrap_or("");
        !(token.contains("://") || token.contains("www") || token.contains(['@', '\\', '_']))
    }

    /// The text before `at`, no further back than is looked.
    fn before(&self, at: usize) -> &str {
        let mut from = at.saturating_sub(NEAR).max(self.from);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        &self.text[from..at]
    }

    /// Whether the single point at `at`, behind `tokens`, ends a sentence before `word`, rather than an abbreviation or a
    /// number.
    fn is_stop(&self, at: usize, word: &str, capital: bool, tokens: &[Token]) -> bool {
        match self.syllable_before(at, tokens) {
            Some(last) => !STOPS.abbreviates_syllable(last) || capital && is_opener(word, true),
            None => self.is_stop_behind_other(at, word, capital),
        }
    }

    /// The last of the tokens before `at` if it is, between a space and `at`, a syllable: no initial, no number, and nothing
    /// in capitals. That is what most sentences end with, and [`Self::is_stop_behind_other`] has little to ask of it.
    fn syllable_before(&self, at: usize, tokens: &[Token]) -> Option<&str> {
        let last = tokens.last()?;
        let plain =
            last.shape.0 & (Shape::SYLLABLE | Shape::UPPER | Shape::SINGLE | Shape::APOSTROPHE) == Shape::SYLLABLE;
        let start = last.start.checked_sub(self.base)? as usize;
        let word = self.text.get(start..at)?;
        // `Qu`, `Gi` are written for names, too.
        let apart = start > self.from && self.text.as_bytes()[start - 1] == b' ' && last.end == self.base + at as u32;
        (plain && apart && (3..=WORD).contains(&word.len())).then_some(word)
    }

    fn is_stop_behind_other(&self, at: usize, word: &str, capital: bool) -> bool {
        let head = self.before(at).trim_end_matches(is_space);
        let whole = at - self.from < NEAR;
        let last = last_word(head);
        if last.len() > WORD {
            return true;
        }
        // "1. Về kinh tế", "II. Kết quả", "a. Ưu điểm", "Điều 5. Phạm vi": a number before a heading or an item.
        if whole && last.len() == head.len() && is_numbering(head) {
            return false;
        }
        if whole
            && head.len() <= 40
            && let Some(label) = head.strip_suffix(last)
            && is_numbering(last)
            && STOPS.kinds(label.trim_end_matches(is_space)).has(Kinds::NUMBERED)
        {
            return is_opener(word, true);
        }
        if !last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()) {
            // "25. 000 đồng", "ngày 30. 4. 1975": a number with a space too many.
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            let row = || {
                let before = head[..head.len() - last.len()].trim_end_matches(is_space);
                before.strip_suffix('.').is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()))
            };
            return !match digits {
                1..=2 => last.len() <= 2,
                3 => last.len() <= 3,
                4 => last.len() <= 2 && row(),
                _ => false,
            };
        }
        let part = last.bytes().rposition(|b| b == b'.').map_or(last, |point| &last[point + 1..]);
        let small = part.chars().nth(1).is_none();
        let abbreviated = STOPS.abbreviates(last)
            || part.len() < last.len() && STOPS.kinds(last).is_empty() && STOPS.abbreviates(part);
        // In small letters "h", "p" are hours and minutes.
        if abbreviated && !(small && part.starts_with(char::is_lowercase)) {
            return capital && is_opener(word, true);
        }
        if small && part.starts_with(char::is_uppercase) || is_digraph(part) && last.starts_with(char::is_uppercase) {
            let before = head[..head.len() - last.len()].trim_end_matches(is_space);
            let named = part.len() < last.len() || is_capitalised(before.rsplit(is_space).next().unwrap_or(""));
            return capital && (is_opener(word, false) || named && small && is_clause(word));
        }
        true
    }

    /// The open bracket before `at`, if it is near.
    fn bracket_at(&self, at: usize) -> Option<usize> {
        self.bracket.filter(|b| *b >= self.from && at - b < BRACKET)
    }

    /// Whether `at` lies in a bracket that closes soon.
    fn is_bracketed(&self, at: usize) -> bool {
        self.bracket_at(at).is_some() && {
            let rest = &self.text.as_bytes()[at..];
            memchr::memchr3(b')', b']', b'\n', &rest[..rest.len().min(BRACKET)]).is_some()
        }
    }

    /// Where the next item of a list begins that is run into the line: `… trường học; - Xây dựng …`.
    fn item(&self, at: usize) -> Option<usize> {
        let next = skip(self.text, at);
        let rest = &self.text[next..];
        let dash = rest.strip_prefix(['-', '–', '+', '*']).map(|r| r.trim_start_matches(is_space));
        let mark = || {
            let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let label = if rest.starts_with('đ') { 'đ'.len_utf8() } else { len };
            let behind = rest.get(label..)?.strip_prefix([')', '.'])?;
            ((1..=2).contains(&label) && behind.starts_with(is_space)).then_some(behind.trim_start_matches(is_space))
        };
        let item = dash.or_else(mark)?;
        item.starts_with(char::is_uppercase).then_some(next)
    }
}

/// The word that ends `text`. Most bytes are of letters and are passed as such.
fn last_word(text: &str) -> &str {
    let before = |(at, byte): (usize, &u8)| match byte {
        b' ' | b'\t' | b'\n' | b'\r' | b'(' | b'"' | b'[' | b'-' | b',' | b'/' => Some(at + 1),
        0xC2 | 0xE2 => {
            let c = text[at..].chars().next().filter(|c| is_space(*c) || is_before_word(*c))?;
            Some(at + c.len_utf8())
        }
        _ => None,
    };
    &text[text.as_bytes().iter().enumerate().rev().find_map(before).unwrap_or(0)..]
}

/// What may stand right before the word that is looked at.
const fn is_before_word(c: char) -> bool {
    matches!(c, '(' | '“' | '"' | '‘' | '[' | '-' | '–' | ',' | '/')
}

/// What may stand right before the first word of a sentence.
const fn is_opening(c: char) -> bool {
    matches!(c, '“' | '"' | '‘' | '\'' | '«' | '(' | '[' | '-' | '–' | '—' | '+' | '*' | '•' | '.' | '…')
}

/// `text` without the quotes, brackets, dashes and points that open it.
fn opened(text: &str) -> &str {
    // A letter or a figure, which is what most open with.
    if matches!(text.as_bytes(), [b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0xC3..=0xE1, ..]) {
        return text;
    }
    let mut rest = text;
    for _ in 0..8 {
        let cut = rest.trim_start_matches(is_space);
        let Some(next) = cut.strip_prefix(is_opening) else { return cut };
        rest = next;
    }
    rest
}

fn is_bullet(text: &str, at: usize) -> bool {
    matches!(
        text.as_bytes().get(at..at + 3),
        Some(b"\xE2\x80\xA2" | b"\xE2\x97\x8F" | b"\xE2\x96\xAA" | b"\xE2\x9E\xA2")
    )
}

/// `iPhone`, `eBay`: a name that may open a sentence though its first letter is small.
fn is_camel(word: &str) -> bool {
    matches!(word.as_bytes(), [a, b, c, ..] if a.is_ascii_lowercase() && b.is_ascii_uppercase() && c.is_ascii_lowercase())
}

/// `a. Ưu điểm`, `b) Hạn chế`: an item that opens with a letter.
fn is_lettered(word: &str) -> bool {
    let item = word.strip_prefix(|c: char| c.is_ascii_lowercase() || c == 'đ').and_then(|r| r.strip_prefix(['.', ')']));
    item.and_then(|r| r.strip_prefix(' ')).is_some_and(|r| r.starts_with(char::is_uppercase))
}

/// `1`, `12`, `IV`, `a`: what numbers an item.
fn is_numbering(word: &str) -> bool {
    let bytes = word.as_bytes();
    match bytes {
        [] => false,
        [b] => b.is_ascii_alphanumeric(),
        _ => {
            bytes.len() <= 2 && bytes.iter().all(u8::is_ascii_digit)
                || bytes.len() <= 5 && bytes.iter().all(|b| matches!(b, b'I' | b'V' | b'X'))
                || bytes.len() <= 5
                    && bytes[0].is_ascii_digit()
                    && bytes.iter().all(|b| b.is_ascii_digit() || *b == b'.')
        }
    }
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// `Th`, `Ng`: two letters that stand for one sound, as initials are written.
fn is_digraph(word: &str) -> bool {
    matches!(word, "Th" | "Tr" | "Ng" | "Nh" | "Ph" | "Kh" | "Ch" | "Gi" | "Qu")
}

/// The first word of `text` and what follows it.
fn cut_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c| !is_alphanumeric(c)).unwrap_or(text.len()))
}

/// Whether `text` begins with words that open sentences; where these may be a name, a small letter must follow.
fn is_opener(text: &str, strict: bool) -> bool {
    let (one, rest) = cut_word(text);
    let (two, after) = cut_word(rest.strip_prefix(' ').unwrap_or(""));
    let pair = &text[..text.len() - after.len()];
    let pairs = !two.is_empty() && STOPS.kinds(pair).has(Kinds::OPENER);
    let single = STOPS.kinds(one).has(Kinds::OPENER) && (!strict || !is_capitalised(two));
    pairs || single
}

/// Whether `text` begins with a Vietnamese word in small letters but for the first: `Công an huyện`, not `Bến Nghé`.
fn is_clause(text: &str) -> bool {
    let (one, rest) = cut_word(text);
    let (two, _) = cut_word(rest.strip_prefix(' ').unwrap_or(""));
    two.starts_with(char::is_lowercase) && is_valid(one) && is_valid(two)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intern::{Vocabulary, WordCache};
    use crate::token::syllable::tokenise;

    /// Each line is a block; ` ⏐ ` parts its sentences where a space does, `⏐` where nothing does.
    const CASES: &str = "
        Hội nghị diễn ra sáng 4/3. ⏐ Dự có 30 đại biểu.
        PGS.TS Lê Văn An và TS. Trần Thị Hoa dự. ⏐ GS.TS.BS Phạm Bình chủ trì.
        Ths. Bs Đỗ Minh nói. ⏐ Mr. Smith và Dr. Hùng nghe.
        Ở TP. Vinh, Tp. Thủ Đức, H. Ngân Hà, Q.1, Q. 12, P. Bến Tre, TX. Tân Châu và TT. Đu có mưa.
        Ông sống tại TP. ⏐ Theo vợ ông, nhà ở đường lớn.
        Anh ở Q. Anh Sơn, chị ở P. Bà Triệu, cháu ở H. Trong Lập.
        Công an TP.HCM và TP.Đà Nẵng phối hợp. ⏐ Báo VOV.VN, Zing.vn và VietNam.Net đưa tin.
        Bà N.T.H. cho biết, anh Nguyễn Văn A. đã về. ⏐ Chị L. (45 tuổi) và ông Th. cũng vậy.
        Nạn nhân là chị N.T.H. ⏐ Công an huyện đang điều tra.
        Người mua là Nguyễn Văn A. ⏐ Sau đó, A. bán lại.
        Nghi can là Trần Văn B. ⏐ Cơ quan điều tra đã khởi tố.
        Ông John F. Kennedy và bà J.K. Rowling. ⏐ Thi sĩ W.B. Yeats cũng có mặt.
        Có ngô, khoai, sắn, v.v. và lúa, v.v… ⏐ Tất cả đều tốt v.v. ⏐ Dân mừng.
        Tổng vốn 1.234.567 đồng, tăng 3.5 lần so với ngày 2.9.2024, lúc 8.30. ⏐ Đến 30. 4. 1975 thì xong.
        Giá 25. 000 đồng một kg. ⏐ 15 hộ mua trong năm 2020. ⏐ 150 người đến.
        Thế rồi... anh về. ⏐ Trời mưa... ⏐ Ai cũng lo… ⏐ Nhà cửa… đều ướt.
        Năm 2023…. ⏐ Kế hoạch năm 2024. ⏐ ...Triển khai sớm.
        Giải thưởng trị giá... 500 triệu đồng.
        “Tôi đồng ý.” ⏐ Bà Lan nói vậy. ⏐ “Được rồi!”, ông đáp. ⏐ “Đi đâu?” - cô hỏi. ⏐ “Về nhà!” anh nói.
        Ông nói: “Năm nay được mùa. ⏐ Giá lại cao. ⏐ Dân rất vui”. ⏐ Đó là sự thật.
        \"Chúng tôi rất mừng. ⏐ Cả làng đều có nước\", ông Ba nói. ⏐ \"Ai cũng vui.\" ⏐ Bà Tư thêm.
        Anh kể: \" Tôi về rồi ! \" . ⏐ \" Thế à ? \" ⏐ Chị hỏi lại .
        Kết quả tốt (tăng 5%. Riêng quý I tăng 7%) so với năm ngoái. ⏐ (Ảnh: Hà An.) ⏐ Dân mừng.
        Giá tăng gấp ba (!) và lạ thay (?) Không ai mua.
        Chống bạo lực gia đình.⏐Triển khai công tác du lịch.⏐Ở xã cũng vậy!⏐“Tốt quá.”⏐Ông nói.⏐“Đúng thế”.
        Xem tệp bao.cao.Pdf, trang http://abc.gov.vn/Tin.Aspx và số 17.HN, 5.A.
        Ai làm?! ⏐ Không ai biết!!! ⏐ Thật vậy sao??
        Hội nghị kết thúc tốt đẹp./. ⏐ Hà Lan
        Các việc: - Trồng rừng; ⏐ - Làm đường; ⏐ + Xây cầu; ⏐ b) Mở chợ; ⏐ 3. Dạy nghề.
        Gồm ba nhóm: hộ nghèo; hộ cận nghèo; hộ mới thoát nghèo.
        1. Về kinh tế. ⏐ Thu ngân sách tăng. ⏐ 2. Về xã hội.
        II. Kết quả. ⏐ a. Ưu điểm. ⏐ 1.2. Hạn chế.
        Điều 5. Hiệu lực thi hành
        Theo Điều 5. ⏐ Tại đây có bốn khoản.
        Hộ nghèo còn 5. ⏐ Theo kế hoạch sẽ giảm.
        • Trồng cây ⏐ • Làm đường
        Công ty ra mắt máy mới. ⏐ iPhone bán chạy. ⏐ eBay cũng vậy.
        Giá là 5 đ. ⏐ Lúc 8 h. ⏐ Dài 70 m. ⏐ Họ đi.
        Hộ gia đình đạt 95%.
        ...
    ";

    fn tokens(text: &str) -> Vec<Token> {
        let mut out = Vec::new();
        tokenise(text, &Vocabulary::default(), &mut WordCache::default(), &mut out);
        out
    }

    fn sentences(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        split(text, Span::new(0, text.len() as u32), &tokens(text), &mut out);
        out.iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn blocks_and_their_sentences() {
        let mut wrong = Vec::new();
        for line in CASES.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let want: Vec<&str> = line.split('⏐').map(str::trim).collect();
            let text = line.replace(" ⏐ ", " ").replace('⏐', "");
            let got = sentences(&text);
            if got != want {
                wrong.push(format!("{text}\n  want {want:?}\n  got  {got:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nothing_is_lost_and_hostile_text_takes_no_longer() {
        // With work that grew with the square of the length this would not end.
        for unit in ["Ts.", "A.A", "-.", "((.", "\".", "“. ", "1. ", "; -", ". . ", "TP. ", "…\" ", " .\"", "Điều 1. "]
        {
            let text = unit.repeat(60_000);
            let letters = |t: &str| t.chars().filter(|c| !is_space(*c)).count();
            assert_eq!(sentences(&text).iter().map(|s| letters(s)).sum::<usize>(), letters(&text), "{unit}");
        }
    }

    #[test]
    fn blocks_inside_a_text() {
        let text = "Một.\n  Hai. Ba. \nBốn";
        let (start, end) = (text.find("  Hai").expect("there") as u32, text.find("\nBốn").expect("there") as u32);
        let (tokens, mut out) = (tokens(text), Vec::new());
        split(text, Span::new(start, end), &tokens[2..6], &mut out);
        assert_eq!(out.iter().map(|s| s.of(text)).collect::<Vec<_>>(), ["Hai.", "Ba."]);
        out.clear();
        split(text, Span::new(start, start + 2), &[], &mut out);
        assert!(out.is_empty());
    }
}
