//! Several articles in one file.
//!
//! Enters: the decoded text of a file, before normalisation. Leaves: the byte range of each article. A form feed and a
//! ruler part articles wherever they stand; a line of dashes does so only where an article is seen to begin below it; the
//! header of a portal that comes again (`Ngày đăng: …`, the name of the site above a date) begins an article each time.
//! Not done here: what the lines of an article are.

use std::borrow::Cow;
use std::ops::Range;

use regex::Regex;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::date::Stamp;
use super::words::{LABELS, Label};

/// Fewest marks that make a line a ruler between articles.
const RULER: usize = 5;
/// Fewest dashes that may part articles.
const DASHES: usize = 10;
/// A header has at most so many lines.
const HEADER: usize = 12;
/// A line of more bytes than this belongs to no header.
const SHORT: usize = 200;
/// A line of at least so many bytes with a stop at its end is running text.
const PARAGRAPH: usize = 90;

/// The articles of `text`, in order; one range for a single article, none empty of text unless the whole text is.
///
/// With `split_on` each line in which it matches begins one; a line that it matches whole, or that holds no letter and no
/// digit, only parts two articles. Without it a form feed parts them, a line of nothing but five or more `=`, `*`, `#` or
/// `~`, a longer line of dashes with a new article below it, and the header of a portal that comes again.
///
/// ```
/// use tinviet::layout::article::split_articles;
/// let text = "Tin một\nThân bài.\n=======\nTin hai\nThân bài.\n";
/// let parts: Vec<&str> = split_articles(text, None).into_iter().map(|r| &text[r]).collect();
/// assert_eq!(parts, ["Tin một\nThân bài.\n", "Tin hai\nThân bài.\n"]);
/// assert_eq!(split_articles("Một.\n", None).len(), 1);
/// ```
#[must_use]
pub fn split_articles(text: &str, split_on: Option<&Regex>) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive(['\n', '\u{C}']) {
        let end = at + line.len();
        let bare = line.trim_end_matches(['\n', '\r', '\u{C}']);
        if let Some(regex) = split_on {
            if let Some(drop) = parts(regex, bare) {
                ranges.push(start..at);
                start = if drop { end } else { at };
            }
        } else if is_ruler(bare) {
            ranges.push(start..at);
            start = end;
        } else if line.ends_with('\u{C}') {
            ranges.push(start..end - 1);
            start = end;
        }
        at = end;
    }
    ranges.push(start..text.len());
    if split_on.is_none() {
        ranges = ranges.into_iter().flat_map(|r| Rows::read(text, r).split()).collect();
    }
    ranges.retain(|r| !text[r.clone()].trim().is_empty());
    if ranges.is_empty() {
        ranges.push(0..text.len());
    }
    ranges
}

/// Whether `regex` parts articles at `line`, and whether the line is then dropped.
fn parts(regex: &Regex, line: &str) -> Option<bool> {
    let line: Cow<'_, str> = if is_nfc(line) { line.into() } else { line.nfc().collect::<String>().into() };
    let found = regex.find(&line)?;
    let whole = found.start() == 0 && found.end() == line.len();
    Some(whole || !line.contains(char::is_alphanumeric))
}

fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    line.len() >= RULER && line.starts_with(['=', '*', '#', '~']) && line.bytes().all(|b| b == line.as_bytes()[0])
}

fn is_dashes(line: &str) -> bool {
    let Some(first) = line.chars().next().filter(|c| matches!(c, '-' | '_' | '–' | '—' | '─')) else {
        return false;
    };
    line.chars().all(|c| c == first) && line.chars().count() >= DASHES
}

/// What a line can tell of where an article begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A posting line with so many bytes of label.
    Posting(usize),
    /// A line with a full date.
    Dated,
    /// A line of dashes.
    Dashes,
    /// Running text.
    Paragraph,
    /// A short line of anything else.
    Other,
}

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
struct Row {
    start: usize,
    end: usize,
    /// Whether a blank line stands before it.
    gap: bool,
    sign: Sign,
}

struct Rows<'t> {
    text: &'t str,
    whole: Range<usize>,
    rows: Vec<Row>,
    /// How many lines of running text stand before each line, and in all.
    texts: Vec<u32>,
}

impl<'t> Rows<'t> {
    fn read(text: &'t str, whole: Range<usize>) -> Self {
        let (mut rows, mut at, mut gap) = (Vec::new(), whole.start, true);
        for line in text[whole.clone()].split_inclusive('\n') {
            let bare = line.trim();
            if bare.is_empty() {
                gap = true;
            } else {
                let start = at + (line.len() - line.trim_start().len());
                rows.push(Row { start, end: start + bare.len(), gap, sign: sign(bare) });
                gap = false;
            }
            at += line.len();
        }
        let mut texts = vec![0];
        texts.extend(rows.iter().scan(0, |n, r: &Row| {
            *n += u32::from(r.sign == Sign::Paragraph);
            Some(*n)
        }));
        Self { text, whole, rows, texts }
    }

    fn get(&self, i: usize) -> &'t str {
        &self.text[self.rows[i].start..self.rows[i].end]
    }

    /// The articles of the part.
    fn split(&self) -> Vec<Range<usize>> {
        let dashes = self.dashes();
        let cuts = if dashes.is_empty() { self.headers() } else { dashes };
        let mut out = Vec::new();
        let mut from = self.whole.start;
        for row in cuts {
            let Row { start, end, sign, .. } = self.rows[row];
            out.push(from..start);
            from = if sign == Sign::Dashes { end } else { start };
        }
        out.push(from..self.whole.end);
        out
    }

    fn has_text(&self, rows: Range<usize>) -> bool {
        self.texts[rows.start] < self.texts[rows.end]
    }

    /// Lines of dashes between blank lines, with text above and the header of an article below.
    fn dashes(&self) -> Vec<usize> {
        let free = |i: usize| self.rows[i].gap && self.rows.get(i + 1).is_some_and(|r| r.gap);
        let all: Vec<usize> = (1..self.rows.len()).filter(|&i| self.rows[i].sign == Sign::Dashes && free(i)).collect();
        let mut out = Vec::new();
        let mut from = 0;
        for (n, &i) in all.iter().enumerate() {
            let next = all.get(n + 1).copied().unwrap_or(self.rows.len());
            let head = self.rows[i + 1..next].iter().take(HEADER).take_while(|r| r.sign != Sign::Paragraph);
            let dated = head.into_iter().any(|r| matches!(r.sign, Sign::Posting(_) | Sign::Dated));
            if dated && self.has_text(from..i) && self.has_text(i + 1..next) {
                out.push(i);
                from = i + 1;
            }
        }
        out
    }

    /// The lines with which articles begin that are known by a header that comes again.
    fn headers(&self) -> Vec<usize> {
        let posting = |i: usize| match self.rows[i].sign {
            Sign::Posting(n) => self.get(i).get(..n),
            _ => None,
        };
        let Some(head) = (0..self.rows.len()).find(|&i| self.rows[i].sign != Sign::Other) else { return Vec::new() };
        if head > HEADER {
            return Vec::new();
        }
        // The first one is this article's own, also where the headline above it ends like a sentence.
        let first = (head..self.rows.len().min(head + HEADER)).find_map(|i| Some((i, posting(i)?)));
        let (own, label) = first.map_or((head, None), |(i, label)| (i, Some(label)));
        let mut out = Vec::new();
        let mut from = 0;
        for i in own + 1..self.rows.len() {
            let again = match label {
                Some(label) => posting(i) == Some(label),
                None => self.rows[i].sign == Sign::Dated && self.above(i, from).is_some(),
            };
            if again && self.has_text(from..i) {
                let first = self.above(i, from).or_else(|| self.upwards(i, from, head));
                if let Some(first) = first.filter(|&f| self.has_text(from..f) && self.has_text(i..self.rows.len())) {
                    out.push(first);
                    from = i;
                }
            }
        }
        out
    }

    /// The line above row `i` that says what the first line of the part says, figures apart.
    fn above(&self, i: usize, from: usize) -> Option<usize> {
        let first = self.get(0);
        let known = self.rows[0].sign != Sign::Paragraph && first.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        let rows = (from + 1).max(i.saturating_sub(HEADER))..i + 1;
        rows.rev()
            .take_while(|&r| self.rows[r].sign != Sign::Paragraph)
            .find(|&r| known && is_alike(self.get(r), first))
    }

    /// As many lines above row `i` as stand above the first posting line, as far as they can be a header.
    fn upwards(&self, i: usize, from: usize, head: usize) -> Option<usize> {
        let lowest = i.saturating_sub(head).max(from + 1);
        let text = (lowest..i).rev().find(|&r| self.rows[r].sign == Sign::Paragraph).map_or(lowest, |r| r + 1);
        Some(text)
    }
}

fn sign(line: &str) -> Sign {
    if line.len() > SHORT {
        return Sign::Paragraph;
    }
    if is_dashes(line) {
        return Sign::Dashes;
    }
    let text = line.len() >= PARAGRAPH && line.ends_with(['.', '…', '!', ':', ';', '”', '"']);
    if text || line.bytes().filter(u8::is_ascii_digit).nth(4).is_none() {
        return if text { Sign::Paragraph } else { Sign::Other };
    }
    let whole: Cow<'_, str> = if is_nfc(line) { line.into() } else { line.nfc().collect::<String>().into() };
    let low = whole.to_lowercase();
    let Some(stamp) = Stamp::find(&low) else { return Sign::Other };
    // In NFD a label has more bytes than its form; the lines of one file are alike in this.
    match LABELS.opening(&low) {
        Some((n, Label::Date | Label::Views)) if low.len() == line.len() => Sign::Posting(n),
        Some((_, Label::Date | Label::Views)) => Sign::Posting(0),
        _ if stamp.alone(&low) || stamp.has_time() => Sign::Dated,
        _ => Sign::Other,
    }
}

/// Whether two lines are the same but for figures and the day of the week.
fn is_alike(a: &str, b: &str) -> bool {
    let words = |t: &str| -> Vec<String> {
        let low = t.to_lowercase();
        let low = ["hai", "ba", "tư", "năm", "sáu", "bảy"]
            .iter()
            .find_map(|d| low.strip_prefix("thứ ")?.strip_prefix(d))
            .or_else(|| low.strip_prefix("chủ nhật"))
            .map_or_else(|| low.clone(), |rest| format!("thứ {rest}"));
        low.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    a.len().abs_diff(b.len()) <= 16 && words(a) == words(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts<'t>(text: &'t str, split_on: Option<&str>) -> Vec<&'t str> {
        let regex = split_on.map(|r| Regex::new(r).expect("a pattern"));
        split_articles(text, regex.as_ref()).into_iter().map(|r| text[r].trim()).collect()
    }

    const BODY: &str = "Sáng nay, xã Tân Phú tổ chức lễ ra quân trồng 500 cây xanh dọc tuyến đường liên thôn mới mở./.";

    #[test]
    fn form_feeds_rulers_and_patterns_part_articles() {
        assert_eq!(parts("một\n\u{C}hai", None), ["một", "hai"]);
        assert_eq!(parts("một\n*****\n\n*****\nhai", None), ["một", "hai"]);
        assert_eq!(parts("một\n-- 8< --\nhai\n=====\nba", Some("^.*8<.*$")), ["một", "hai\n=====\nba"]);
        assert_eq!(parts("một\n=======\nhai", Some("^=====")), ["một", "hai"]);
        assert_eq!(parts("Tin: một\nthân\nTin: hai\nthân", Some("^Tin:")), ["Tin: một\nthân", "Tin: hai\nthân"]);
        assert_eq!(parts("một\n===\nhai", None), ["một\n===\nhai"]);
        assert_eq!(split_articles("", None).len(), 1);
    }

    #[test]
    fn a_posting_line_that_comes_again_begins_an_article() {
        let one = format!("Ngày đăng: 02/03/2024 - Lượt xem: 5\n\nTin một\n\n{BODY}\n\nHà Vy");
        let two = format!("Ngày đăng: 15/03/2024 - Lượt xem: 12\n\nTin hai\n\n{BODY}\n\nThu An");
        assert_eq!(parts(&format!("{one}\n\n{two}"), None), [one, two]);
    }

    #[test]
    fn what_stands_above_the_posting_line_belongs_to_the_article() {
        let page = |day: u8, title: &str| {
            format!(
                "Thứ Ba, 16/04/2024\nTrang chủ > Tin tức\n{title}\nĐăng lúc: {day}/03/2024 08:00\n\n{BODY}\n\nHà Vy"
            )
        };
        let (one, two, three) =
            (page(2, "Tin một"), page(15, "Tin hai"), page(16, "Tin ba").replace("Thứ Ba", "Thứ Tư"));
        assert_eq!(parts(&format!("{one}\n{two}\n\n\n{three}"), None), [one, two, three]);
        // Only a title above the line, which differs.
        let page = |day: u8, title: &str| format!("{title}\nCập nhật: {day}/03/2024\n\n{BODY}\n{BODY}\n\nHà Vy");
        let (one, two) = (page(2, "Tin một"), page(15, "Tin hai"));
        assert_eq!(parts(&format!("{one}\n\n{two}"), None), [one, two]);
    }

    #[test]
    fn a_headline_that_ends_like_a_sentence_is_no_article_before_the_posting_line() {
        let title = "Tọa đàm “Chuyển đổi số và quan hệ lao động hài hòa trong các khu công nghiệp của tỉnh”";
        let page = format!(
            "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP\n{title}\nĐăng lúc: 21/03/2024 10:48 - Lượt xem: 5\n\n{BODY}\n{BODY}"
        );
        assert_eq!(parts(&page, None), [page.as_str()]);
    }

    #[test]
    fn the_name_of_the_site_above_a_date_begins_an_article() {
        let page = |day: u8| format!("CỔNG THÔNG TIN XÃ TÂN PHÚ\nTin số {day}\n{day}/03/2024 08:00\n\n{BODY}\n{BODY}");
        let (one, two) = (page(2), page(15));
        assert_eq!(parts(&format!("{one}\n\n{two}"), None), [one, two]);
    }

    #[test]
    fn dashes_part_articles_only_above_a_header() {
        let page = |day: u8| format!("Tin số {day}\n{day}/03/2024 08:00\n\n{BODY}\n{BODY}");
        let (one, two) = (page(2), page(15));
        assert_eq!(parts(&format!("{one}\n\n------------\n\n{two}"), None), [one.clone(), two]);
        for kept in [
            format!("{one}\n\n______________\n\nTin liên quan\nXã Tân Phú đón năm học mới"),
            format!("Tin một\n------------\n{BODY}\n\nMục hai\n------------\n{BODY}"),
            format!("{one}\n\n------------\n\nChú thích: số liệu đến ngày 02/03/2024\n\n{BODY}"),
        ] {
            assert_eq!(parts(&kept, None), [kept.as_str()]);
        }
    }

    #[test]
    fn dates_of_related_articles_and_comments_begin_none() {
        for kept in [
            format!("Ngày đăng: 02/03/2024\nTin một\n{BODY}\nTin liên quan\nTin hai (01/03/2024)\nTin ba (29/02/2024)"),
            format!("Ngày đăng: 02/03/2024\nTin một\n{BODY}\nBình luận\nLan - 03/03/2024 09:00\n{BODY}"),
            format!("Tin một\n02/03/2024 08:00\n{BODY}\n03/03/2024 09:00\n{BODY}"),
            format!("Ngày đăng: 02/03/2024\nTin một\n{BODY}\nNgày đăng: 02/03/2024"),
        ] {
            assert_eq!(parts(&kept, None), [kept.as_str()]);
        }
    }
}
