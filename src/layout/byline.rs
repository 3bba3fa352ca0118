//! Names of authors: on a line of their own, behind a label, inside a posting line, or glued to the last sentence.
//!
//! Enters: a short stretch of a line. Leaves: the spans of the names in it, if it is nothing but a signature.
//! Not done here: whether a line stands where a signature can stand (that is `header` and `tail`).

use std::ops::Range;

use super::Page;
use super::line::{End, Lines};
use super::words::{LABELS, Label, OFFICES, OPENINGS, PAGE, SECTIONS, SIGNATURES, lower};
use crate::span::{Norm, Span};
use crate::text::letter::is_alphabetic;
use crate::text::syllable::is_valid;

/// What a signature says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Signature {
    /// The label before it.
    pub(super) label: Option<Label>,
    /// The names.
    pub(super) names: Vec<Span<Norm>>,
    /// The body that signs where no person does.
    pub(super) office: Option<Span<Norm>>,
    /// What the text was taken from: papers, or who wrote there.
    pub(super) sources: Vec<Span<Norm>>,
}

impl Signature {
    /// The author as written: from the first name to the last, else the body that signs.
    pub(super) fn author<'t>(&self, text: &'t str) -> Option<&'t str> {
        match (self.names.first(), self.names.last()) {
            (Some(a), Some(b)) => Some(Span::new(a.start, b.end).of(text)),
            _ => self.office.map(|o| o.of(text)),
        }
    }

    /// Puts the author into the layout, if none is known yet, and his name among the names.
    pub(super) fn record(&self, text: &str, page: &mut Page) {
        page.out.signed.sources.extend_from_slice(&self.sources);
        if matches!(self.label, Some(Label::Source)) {
            return;
        }
        if page.out.author.is_none() {
            page.out.author = self.author(text).map(str::to_owned);
        }
        page.out.signed.authors.extend_from_slice(&self.names);
    }
}

/// A label and what follows it: `Tin, ảnh: …`, `CTV …`.
pub(super) fn label(low: &str) -> Option<(Label, usize)> {
    LABELS.openings(low).find_map(|(n, kind)| {
        let rest = &low[n..];
        let cut = rest.trim_start_matches([' ', '\u{a0}']);
        if let Some(after) = cut.strip_prefix(':') {
            let after = after.trim_start_matches([' ', '\u{a0}']);
            return Some((kind, low.len() - after.len()));
        }
        // "CTV Lan Anh": an abbreviation needs no colon.
        let abbreviation = kind == Label::Byline && n <= 3 && !low.starts_with("tin") && !low.starts_with("bài");
        (abbreviation && cut.len() < rest.len()).then_some((kind, low.len() - cut.len()))
    })
}

/// Reads line `i` as a signature: a label and names, or names alone.
pub(super) fn signature(lines: &Lines<'_>, i: usize) -> Option<Signature> {
    if lines.words(i) > 24 {
        return None;
    }
    let (line, low, start) = (lines.get(i), lines.low(i), lines.span(i).start);
    if let Some((kind, at)) = label(low) {
        if matches!(kind, Label::Date | Label::Views) {
            return None;
        }
        let mut out = names(&line[at..], start + at as u32, true).unwrap_or_default();
        out.label = Some(kind);
        // A credit is short; a sentence behind "Bài:" is not one.
        let source = kind == Label::Source && lines.words(i) <= 14;
        let short = lines.words(i) <= 10 && !matches!(lines.end(i), End::Ask | End::Clause | End::Colon);
        return (!out.names.is_empty() || out.office.is_some() || source || (short && lines.end(i) == End::Open))
            .then_some(out);
    }
    if low.starts_with("theo ") {
        // "Theo Báo Tân Phong": the source, not an author.
        let open = lines.end(i) == End::Open || low.ends_with(')');
        let from = "Theo ".len();
        // `Theo zolvik.org`: a site in small letters.
        let site = || !line[from..].trim().contains([' ', ':']);
        let sources = papers(line, from, start).or_else(|| site().then(Vec::new)).filter(|_| open)?;
        return Some(Signature { label: Some(Label::Source), sources, ..Signature::default() });
    }
    // `Theo Hà Mai`, and on the next line the paper she wrote for; `Hà Mai`, and the agency.
    let above = |of: fn(&str) -> bool| i > 0 && lines.words(i - 1) <= 6 && of(lines.get(i - 1));
    let writer =
        |line: &str| line.strip_prefix("Theo ").is_some_and(|name| name.split([' ', ',', '-', '.']).all(is_vietnamese));
    let paper = || above(writer) && papers(line, 0, start).is_some();
    let short = lines.words(i) <= 5 && lines.end(i) == End::Open && !SIGNATURES.has(low);
    if short && (is_agency(line) && above(|line| line.starts_with("Theo ") || is_name(line)) || paper()) {
        let sources = vec![lines.span(i)];
        return Some(Signature { label: Some(Label::Source), sources, ..Signature::default() });
    }
    // `Hà Mai - Thu An (Phòng Công tác đảng và công tác chính trị)`
    let named =
        line.strip_suffix(')').and_then(|t| t.split_once('(')).is_some_and(|(names, _)| names.split(' ').count() <= 7);
    let longest = if named { 20 } else { 12 };
    if matches!(lines.end(i), End::Ask | End::Clause | End::Colon | End::Mark) || lines.words(i) > longest {
        return None;
    }
    // `Tổng hợp`, `(t/h)`: how the text came about; who signs stands before.
    if SIGNATURES.has(low.trim_matches(['(', ')', ' '])) {
        return Some(Signature { label: Some(Label::Source), ..Signature::default() });
    }
    let bare = line.trim_start_matches(['(', '*', '-', '–', ' ']).trim_end_matches([')', '*', ' ']);
    let at = line.len() - line.trim_start_matches(['(', '*', '-', '–', ' ']).len();
    let inner = &line[at..];
    let text = if bare.contains('(') { inner } else { bare };
    names(text, start + at as u32, false)
}

/// `Hà MaiTheo Reuters`, `Hà Mai (t/h) Theo Báo Tân Phong`: where the names end and what was taken over begins.
fn taken_from(text: &str) -> Option<(usize, usize)> {
    // Most lines hold neither; one search tells.
    text.contains("heo ").then_some(())?;
    let from = text.rfind("Theo ").or_else(|| text.rfind(" theo ").map(|at| at + 1))?;
    let before = &text[..from];
    let glued = before.ends_with(char::is_lowercase) || before.ends_with([')', '.']);
    (from == 0 || glued || before.ends_with(' ')).then(|| (before.trim_end().len(), from + "Theo ".len()))
}

/// `Hà MaiZolvik Daily`, `Hà MaiTổng hợp`: where the space is missing behind the names.
fn unspaced(text: &str) -> Option<usize> {
    let glued = |(at, c): (usize, char)| c.is_uppercase() && text[..at].ends_with(char::is_lowercase);
    text.char_indices().find(|&found| glued(found)).map(|(at, _)| at).filter(|&at| text[..at].contains([' ', '.']))
}

/// What `text` from `at` on names as sources, parted by slashes or commas: papers, each of few words, the first with a
/// capital, or persons. `None` where anything else stands there. `text` begins at `base`.
fn papers(text: &str, at: usize, base: u32) -> Option<Vec<Span<Norm>>> {
    let (mut out, mut from) = (Vec::new(), at);
    for piece in text[at..].split(['/', ',', ';', '(']).flat_map(|piece| piece.split(" và ")) {
        let start = text[from..].find(piece)? + from;
        from = start + piece.len();
        let head = piece.trim_start_matches([' ', '(', '*']);
        let name = head.trim_end_matches([' ', ')', '*', '.']);
        let words = name.split(' ').count();
        if name.is_empty() || SIGNATURES.has(&lower(name)) {
            continue;
        }
        // `báo Tân Phong`
        let headed = || name.split(' ').nth(1).is_some_and(|word| word.starts_with(char::is_uppercase));
        if !(name.starts_with(char::is_uppercase) || headed()) || words > 6 || name.contains([':', '?', '"']) {
            return None;
        }
        let mut at = from - head.len();
        // `Theo Hà MaiZolvik`: who wrote, and where.
        let (writer, paper) = name.split_at(unspaced(name).unwrap_or(0));
        for part in [writer, paper] {
            let photo = LABELS
                .opening(&lower(part))
                .filter(|(_, kind)| matches!(kind, Label::Photo | Label::Source))
                .map_or(0, |(n, _)| n);
            let own = part[photo..].trim_start();
            let start = base + (at + part.len() - own.len()) as u32;
            if !own.is_empty() {
                out.push(Span::new(start, start + own.len() as u32));
            }
            at += part.len();
        }
    }
    (!out.is_empty() && out.len() <= 4).then_some(out)
}

/// Where one name ends and the next begins.
fn is_separator(c: char) -> bool {
    matches!(c, ',' | '/' | '–' | '—' | '|' | ';' | '(' | ')' | '+' | '[' | ']' | '•' | '·')
}

/// `t/h`: whether the slash at `at` stands between two letters that are words of their own.
fn is_abbreviation(text: &str, at: usize) -> bool {
    is_letter(text[..at].chars().rev()) && is_letter(text[at + 1..].chars())
}

/// Whether one letter stands first, and no other behind it.
fn is_letter(mut chars: impl Iterator<Item = char>) -> bool {
    chars.next().is_some_and(is_alphabetic) && !chars.next().is_some_and(is_alphabetic)
}

/// The parts of a signature with their offsets.
fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut cuts = Vec::new();
    for (at, c) in text.char_indices() {
        let spaced = |i: usize| bytes.get(i).is_none_or(|b| *b == b' ');
        if is_separator(c) && !(c == '/' && is_abbreviation(text, at))
            || (matches!(c, '-' | '&') && (spaced(at + 1) || at == 0 || spaced(at - 1)))
        {
            cuts.push((at, at + c.len_utf8()));
        } else if c == ' ' && text[at..].starts_with(" và ") {
            cuts.push((at, at + " và ".len()));
        }
    }
    cuts.push((text.len(), text.len()));
    let mut from = 0;
    cuts.into_iter().filter_map(move |(end, next)| {
        let whole = text.get(from..end).unwrap_or("");
        let cut = whole.trim_start();
        let start = end - cut.len();
        from = next;
        (!cut.trim_end().is_empty()).then(|| start..start + cut.trim_end().len())
    })
}

/// The names in `text`, which begins at `base`, if it holds nothing but names, bodies and marks of a signature.
///
/// Behind a label a body may come first and any short tail is passed over.
pub(super) fn names(text: &str, base: u32, labelled: bool) -> Option<Signature> {
    if text.len() > 160 {
        return None;
    }
    if let Some((end, from)) = taken_from(text) {
        let sources = papers(text, from, base)?;
        let signed = if end == 0 { Signature::default() } else { names(&text[..end], base, labelled)? };
        return Some(Signature { sources, ..signed });
    }
    if let Some(at) = unspaced(text)
        && let Some(signed) = names(&text[..at], base, labelled).filter(|signed| !signed.names.is_empty())
    {
        let rest = lower(&text[at..]);
        let sources = if SIGNATURES.has(&rest) { Some(Vec::new()) } else { papers(text, at, base) };
        return sources.map(|sources| Signature { sources, ..signed });
    }
    let mut out = Signature::default();
    let mut first = true;
    for part in parts(text) {
        let piece = &text[part.clone()];
        let low = lower(piece);
        let mut at = part.start;
        let mut name = piece;
        // "(tổng hợp theo Báo Tân Phong)": where the text came from.
        let gathered = low.strip_prefix("tổng hợp ");
        let taken = gathered.unwrap_or(&low);
        let word = ["theo ", "từ "].into_iter().find(|word| taken.starts_with(word));
        if !first && (word.is_some() || gathered.is_some()) && text[..part.start].trim_end().ends_with('(') {
            let at = part.start + (low.len() - taken.len()) + word.map_or(0, str::len);
            out.sources.extend(papers(&text[..part.end], at, base).unwrap_or_default());
            continue;
        }
        // "PV Lan Anh", "Nhóm PV", "Nguyễn An thực hiện", "(tổng hợp)"
        if let Some((n, ())) = SIGNATURES.opening(&low) {
            if n == low.len() {
                first = false;
                continue;
            }
            if piece.as_bytes().get(n) == Some(&b' ') && low.is_char_boundary(n) && piece.len() == low.len() {
                name = piece[n..].trim_start();
                at = part.end - name.len();
            }
        }
        let span = |from: usize, len: usize| Span::new(base + from as u32, base + (from + len) as u32);
        // A body's name is short; what follows a colon, or goes on in figures, is a headline.
        let body = name.split(' ').count() <= 12 && !name.contains(|c: char| c == ':' || c.is_ascii_digit());
        if body && OFFICES.opening(&low).is_some_and(|(n, ())| n < low.len() || first) && !is_short_name(name, &low) {
            out.office.get_or_insert(span(at, name.len()));
        } else if is_name(name) && !SECTIONS.has(&low) {
            out.names.push(span(at, name.len()));
        } else if !labelled
            && (first || !(SECTIONS.has(&low) || out.office.is_some() || is_agency(name) || is_paper(text, &part)))
        {
            return None;
        } else if !first && (is_agency(name) || is_paper(text, &part)) {
            out.sources.push(span(at, name.len()));
        }
        first = false;
    }
    (!out.names.is_empty() || out.office.is_some()).then_some(out)
}

/// "Hội An", "Xã Hội": a body needs a lower-case word or a third one to be told from a name.
fn is_short_name(name: &str, low: &str) -> bool {
    let words = name.split(' ').count();
    words == 2 && is_name(name) && OFFICES.opening(low).is_some_and(|(n, ())| !low[..n].contains(' '))
}

/// `Hà Mai / Ngôi làng`: few words with a capital behind a slash are the paper that the name signed for.
fn is_paper(text: &str, part: &Range<usize>) -> bool {
    let piece = &text[part.clone()];
    text[..part.start].trim_end().ends_with('/')
        && piece.starts_with(char::is_uppercase)
        && piece.split(' ').count() <= 3
        && !piece.contains('.')
}

/// Whether a word of a name is a Vietnamese syllable or letters before one (`BS`, `D`).
fn is_vietnamese(word: &str) -> bool {
    is_valid(word) || word.len() <= 4 && word.chars().all(char::is_uppercase)
}

/// `(TTXVN)`: one word in capitals behind a name.
fn is_agency(word: &str) -> bool {
    word.len() <= 8 && word.chars().all(char::is_uppercase)
}

/// Whether `text` can be the name of a person as a paper signs it: one to five capitalised words, or initials.
pub(super) fn is_name(text: &str) -> bool {
    let (mut words, mut letters, mut dots) = (0, 0, 0);
    for word in text.split([' ', '\u{a0}']).filter(|w| !w.is_empty()) {
        words += 1;
        let word = word.strip_prefix(['\'', '’']).unwrap_or(word);
        if !word.starts_with(char::is_uppercase) {
            return false;
        }
        for c in word.chars() {
            match c {
                '.' => dots += 1,
                '\'' | '’' | '‘' | '`' | '-' => {}
                c if is_alphabetic(c) => letters += 1,
                _ => return false,
            }
        }
    }
    let one = words == 1;
    // A single word in capitals is an abbreviation of a body, unless points show that it is initials.
    let capitals = one && letters > 1 && dots == 0 && text.chars().all(|c| !c.is_lowercase());
    (1..=5).contains(&words)
        && letters >= 2
        && text.len() <= 48
        && !capitals
        && !(dots == 1 && text.ends_with('.') && words > 1)
}

/// Whether a word that ends in a point is a letter of a name (`N. An`), not the last word of a sentence.
fn is_initial(word: &str) -> bool {
    word.chars().count() <= 3 && is_name(word)
}

/// The length of initials that end `text` behind no stop (`… chưa rõ Đ.T.HẠNH`, `… hôm qua. T.Q (Tổng hợp)`), with what in
/// brackets follows them.
fn last_initials(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let bare = text.strip_suffix(')').and_then(|t| t.rsplit_once(" (")).map_or(text, |(before, _)| before);
    let word = bare.rsplit(' ').next()?;
    let (letters, name) = word.rsplit_once('.')?;
    let letter = |part: &str| part.chars().count() == 1 && part.starts_with(char::is_uppercase);
    let capitals = name.chars().all(char::is_uppercase);
    // `cán bộ T.Ư`
    let name = name.chars().count() > 1 || letters.contains('.') || bare.len() < text.len();
    (letters.split('.').all(letter) && capitals && name).then(|| text.len() - (bare.len() - word.len()))
}

/// The length of a name in capitals that ends `text` behind small letters and no stop: `… đổ nhiều cây xanh LÝ VĂN HẠNH`.
fn last_capitals(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let capital = |word: &&str| word.chars().count() > 1 && is_valid(word) && word.chars().all(char::is_uppercase);
    let words: Vec<&str> = text.rsplit(' ').take_while(capital).collect();
    let length = words.iter().map(|word| word.len() + 1).sum::<usize>().checked_sub(1)?;
    let before = text[..text.len() - length].trim_end();
    ((2..=4).contains(&words.len()) && before.ends_with(char::is_lowercase)).then_some(length)
}

/// Finds a signature that is glued to the end of the body: `… nhiệm vụ./. Hà Mai`, `… ông An nói. Hà Mai`.
pub(super) fn glued(lines: &Lines<'_>, body: Range<usize>, page: &mut Page) {
    let Some(last) = body.clone().next_back() else { return };
    let line = lines.get(last);
    if page.out.author.is_some() || lines.words(last) < 20 {
        return;
    }
    let mut from = line.len().saturating_sub(96);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    let end = &line[from..];
    let mark = end.rfind("/.").map(|n| n + 2);
    let stop = || {
        end.rmatch_indices(['.', '!', '?', '”', '"', '…', ')'])
            .map(|(n, s)| n + s.len())
            .find(|&n| end[n..].starts_with(' ') && !is_initial(end[..n].rsplit(' ').next().unwrap_or("")))
    };
    let bare = || last_initials(end).or_else(|| last_capitals(end)).map(|n| end.len() - n);
    let Some(cut) = mark.or_else(bare).or_else(stop) else { return };
    let rest = end[cut..].trim();
    let mut name = rest;
    let mut low = lower(rest);
    if let Some((Label::Photo, n)) = label(&low) {
        // "Ảnh: Hà Mai Hà Mai": the photographer, then the author.
        let words: Vec<&str> = rest.get(n..).unwrap_or("").split_whitespace().collect();
        let half = words.len() / 2;
        if half == 0 || words[..half] != words[half..] {
            return;
        }
        let want = words[half..].join(" ");
        if !rest.ends_with(&want) {
            return;
        }
        name = &rest[rest.len() - want.len()..];
        low = lower(name);
    }
    let words = |name: &str| name.split(' ').count();
    let count = words(name);
    let opener = matches!(low.split(' ').next(), Some("ông" | "bà" | "đồng"))
        || OPENINGS.opening(&low).is_some_and(|(n, ())| low[..n].contains(' '));
    // `Hà Mai (tổng hợp theo Báo Tân Phong, Tin Sáng)`: the name ends before the bracket.
    let long = name.split(" (").next().is_some_and(|name| words(name) > 8);
    if long || name.is_empty() || opener || PAGE.has(&low) || (count < 2 && mark.is_none() && !name.contains('.')) {
        return;
    }
    let at = name.as_ptr() as usize - line.as_ptr() as usize;
    let base = lines.span(last).start + at as u32;
    let (kind, skip) = label(&low).map_or((None, 0), |(k, n)| (Some(k), n));
    if skip > name.len() || low.len() != name.len() || matches!(kind, Some(Label::Date | Label::Views | Label::Photo)) {
        return;
    }
    if let Some(mut sign) = names(&name[skip..], base + skip as u32, kind.is_some()) {
        sign.label = kind;
        let named = !(sign.names.is_empty() && sign.sources.is_empty()) && sign.office.is_none();
        if mark.is_some() || kind.is_some() || named {
            sign.record(lines.text, page);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_between_names_parts_them_and_one_between_letters_does_not() {
        let read = |text: &str| {
            let sign = names(text, 0, false).expect("a signature");
            sign.names.iter().map(|n| n.of(text).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(read("Trần Thanh (t/h)"), ["Trần Thanh"]);
        assert_eq!(read("Trần Thanh (tổng hợp theo Báo Tân Phong, TTX)"), ["Trần Thanh"]);
        // Letters with marks are letters, too.
        assert_eq!(read("Hoàng Việt/Dân làng"), ["Hoàng Việt"]);
        assert_eq!(read("Hoàng Việt/Đài Tân"), ["Hoàng Việt", "Đài Tân"]);
    }

    #[test]
    fn initials_end_a_text_without_a_stop_before_them() {
        let found = |text: &str| last_initials(text).map(|n| text[text.len() - n..].to_owned());
        assert_eq!(found("chưa rõ là ai Đ.T.HẠNH").as_deref(), Some("Đ.T.HẠNH"));
        assert_eq!(found("thắng ở giải này T.Q (Tổng hợp Zolvik)").as_deref(), Some("T.Q (Tổng hợp Zolvik)"));
        assert_eq!(found("về tới TP.HCM"), None);
        assert_eq!(found("họp với T.Ư"), None);
        let named = |text: &str| last_capitals(text).map(|n| text[text.len() - n..].to_owned());
        assert_eq!(named("đổ nhiều cây xanh LÝ VĂN HẠNH").as_deref(), Some("LÝ VĂN HẠNH"));
        assert_eq!(named("về tới TP HCM"), None);
        assert_eq!(named("đã xong. LÝ VĂN HẠNH"), None);
    }

    #[test]
    fn what_a_text_was_taken_from_is_told_from_who_signs_it() {
        let read = |text: &str| {
            let sign = names(text, 0, false).expect("a signature");
            let own = |spans: &[Span<Norm>]| spans.iter().map(|n| n.of(text)).collect::<Vec<_>>().join(" + ");
            (own(&sign.names), own(&sign.sources))
        };
        let both = |names: &str, sources: &str| (names.to_owned(), sources.to_owned());
        assert_eq!(read("Trần ThanhTheo Zolvik Daily"), both("Trần Thanh", "Zolvik Daily"));
        assert_eq!(read("T.ThanhTheo QZ/Zolvik"), both("T.Thanh", "QZ + Zolvik"));
        assert_eq!(read("Trần Thanh (t/h) Theo Đời làng Plus/GĐQZ"), both("Trần Thanh", "Đời làng Plus + GĐQZ"));
        assert_eq!(read("Trần Thanh (tổng hợp từ The Zolvik)"), both("Trần Thanh", "The Zolvik"));
        assert_eq!(read("Theo Trần ThanhZolvik"), both("", "Trần Thanh + Zolvik"));
        assert_eq!(read("Trần ThanhẢnh Zolvik"), both("Trần Thanh", "Zolvik"));
        assert_eq!(read("T.Q (Tổng hợp Zolvik)"), both("T.Q", "Zolvik"));
        assert_eq!(read("Trần Thanh / Ngôi làng"), both("Trần Thanh", "Ngôi làng"));
        assert_eq!(read("Theo Tân Phong, QZ và Zolvik."), both("", "Tân Phong + QZ + Zolvik"));
        assert_eq!(read("Trần ThanhThể thao & Làng"), both("Trần Thanh", "Thể thao & Làng"));
        assert_eq!(read("Trần Thanh (Tổng hợp theo báo Làng ta, Xóm)"), both("Trần Thanh", "báo Làng ta + Xóm"));
        assert_eq!(read("Trần Thanh/QZ&PL"), both("Trần Thanh", "QZ&PL"));
        assert_eq!(read("Trần ThanhTổng hợp"), both("Trần Thanh", ""));
        assert_eq!(read("Trần Thanh theo Zolvik"), both("Trần Thanh", "Zolvik"));
        assert_eq!(read("Theo Trần Thanh (Ngôi làng)"), both("", "Trần Thanh + Ngôi làng"));
        assert_eq!(names("Theo kế hoạch: hai giai đoạn", 0, false), None);
    }
}
