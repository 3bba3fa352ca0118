//! Lines cut for their length, as in old portals, mails and pages of laws, put together again.
//!
//! Enters: the text of an article. Leaves: the same text with spaces for each line end that cuts a sentence, every other
//! character in its place; an ordinary text as it is. Not done here: words hyphenated at the end of a line; pages, whose markup
//! tells the lines.

use std::borrow::Cow;

use memchr::memchr_iter;

/// Shorter lines, in characters, were not cut for their length.
const SHORTEST: usize = 40;
/// With fewer cut sentences than this a text is not taken for a wrapped one.
const FEWEST: usize = 3;

/// A line feed between two lines, neither of them blank.
#[derive(Debug, Clone, Copy)]
struct Seam<'t> {
    /// Where the line begins that it ends.
    start: usize,
    /// Where it is itself.
    at: usize,
    /// The line before it.
    line: &'t str,
    /// No sentence or clause ends there.
    open: bool,
    /// The line after it begins with a small letter, and is no item of a list.
    low: bool,
    /// The line after it begins with a letter or digit, and is no item of a list.
    plain: bool,
}

impl Seam<'_> {
    /// Characters of the line before it.
    fn width(self) -> usize {
        self.line.chars().count()
    }

    /// Whether the words alone say that a sentence was cut.
    fn cuts(self) -> bool {
        self.open && self.low && self.width() >= SHORTEST
    }
}

/// The text with its wrapped lines joined.
///
/// A text is wrapped where a third of its lines, three at least, end within a sentence and go on with a small letter; there also a
/// line of full width goes on with a capital or a digit.
///
/// ```
/// use tinviet::layout::wrap::join;
/// let wrapped = "Sáng nay, Hội Nông dân xã Kim Lâu đã họp để bàn về\nviệc giúp các hộ nghèo của các thôn trong xã làm nhà và\n\
///                vay vốn chăn nuôi theo đề nghị của những hội viên từ\ncác thôn.\n";
/// let joined = join(wrapped);
/// assert!(joined.starts_with("Sáng nay, Hội Nông dân xã Kim Lâu đã họp để bàn về việc giúp"));
/// assert_eq!((joined.len(), joined.lines().count()), (wrapped.len(), 1));
/// assert_eq!(join("Xã họp\nđể bàn việc\n"), "Xã họp\nđể bàn việc\n");
/// ```
#[must_use]
pub fn join(text: &str) -> Cow<'_, str> {
    let (mut cut, mut all, mut widest) = (0, 0, 0);
    for seam in seams(text) {
        all += 1;
        if seam.cuts() {
            cut += 1;
            widest = widest.max(seam.width());
        }
    }
    if cut < FEWEST || cut * 3 < all {
        return Cow::Borrowed(text);
    }
    let full = widest * 4 / 5;
    let mut out = String::with_capacity(text.len());
    let (mut kept, mut joined) = (0, None);
    for seam in seams(text) {
        // A headline may be as wide: what begins with a capital goes on only a sentence that has been cut already.
        let within = joined == Some(seam.start);
        if seam.cuts() || within && seam.open && seam.plain && seam.width() >= full {
            let line = &text[kept..seam.at];
            let bare = line.trim_end_matches('\r');
            out.push_str(bare);
            out.extend(std::iter::repeat_n(' ', line.len() - bare.len() + 1));
            kept = seam.at + 1;
            joined = Some(kept);
        }
    }
    out.push_str(&text[kept..]);
    Cow::Owned(out)
}

/// The seams of a text, in order.
fn seams(text: &str) -> impl Iterator<Item = Seam<'_>> {
    let mut start = 0;
    memchr_iter(b'\n', text.as_bytes()).filter_map(move |at| seam(text, std::mem::replace(&mut start, at + 1), at))
}

/// The seam at `at`, behind the line that begins at `start`; none where one of the two lines is blank.
fn seam(text: &str, start: usize, at: usize) -> Option<Seam<'_>> {
    let (line, after) = (&text[start..at], &text[at + 1..]);
    let last = line.trim_end().chars().next_back()?;
    let mut letters = after.trim_start_matches([' ', '\t', '\u{a0}']).chars();
    let (first, second) = (letters.next()?, letters.next());
    if first == '\n' || first == '\r' {
        return None;
    }
    // `a) …`, `1. …`, `- …`: an item of a list. `iPhone` is no small beginning.
    let item = matches!(second, Some(')' | '.' | '/')) || !first.is_alphanumeric();
    let brand = second.is_some_and(char::is_uppercase);
    let ends = matches!(last, '.' | ';' | ':' | '!' | '?' | '…' | '”' | '"' | ')' | '|');
    let low = first.is_lowercase() && !item && !brand;
    Some(Seam { start, at, line, open: !ends, low, plain: !item })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An article as a mail program of old would send it.
    const WRAPPED: &str = "HUYỆN TÂN PHONG RA QUÂN LÀM THỦY LỢI\n\
        Sáng 12/3/2009, Ủy ban nhân dân huyện Tân Phong tổ chức lễ ra quân làm\n\
        thủy lợi nội đồng tại cánh đồng Bàu Sen. Dự lễ có ông Trần Văn Bình, Phó\n\
        Chủ tịch Ủy ban nhân dân huyện cùng hơn 200 đoàn viên, hội viên của các\n\
        xã trong huyện.\n\
        Trong ngày đầu, các lực lượng đã nạo vét được 3 km kênh, đắp 1,5 km bờ\n\
        bao, đạt 40% kế hoạch.\n";

    #[test]
    fn sentences_cut_for_their_length_are_whole_again() {
        let joined = join(WRAPPED);
        let lines: Vec<&str> = joined.lines().collect();
        assert_eq!(lines.len(), 3, "{joined}");
        assert_eq!(lines[0], "HUYỆN TÂN PHONG RA QUÂN LÀM THỦY LỢI");
        assert!(lines[1].contains("Phó Chủ tịch Ủy ban nhân dân huyện cùng"));
        assert!(lines[2].ends_with("bờ bao, đạt 40% kế hoạch."));
        assert_eq!(joined.replace('\n', " "), WRAPPED.replace('\n', " "));
    }

    #[test]
    fn ordinary_articles_stay_as_they_are() {
        for text in [
            "Thị trường điện thoại những tháng cuối năm có nhiều tin đồn\niPhone mới sẽ ra mắt vào tháng chín với nhiều nâng cấp\n",
            "Các hội viên được hỗ trợ những thứ sau đây trong dịp Tết này\na) gạo nếp\nb) bánh chưng\nc) thịt lợn\nd) rau xanh\n",
            "cá\nthịt\nrau\nmuối\ngạo\n",
            "Một đoạn văn dài không có gì bị cắt ở cuối dòng cả, như mọi bài báo.\n\nmột đoạn nữa bắt đầu bằng chữ thường.\n",
        ] {
            assert!(matches!(join(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn windows_line_ends_are_seen_through() {
        let text = WRAPPED.replace('\n', "\r\n");
        let joined = join(&text);
        assert_eq!((joined.matches('\n').count(), joined.matches('\r').count(), joined.len()), (3, 3, text.len()));
    }
}
