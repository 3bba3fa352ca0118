//! Where an unquoted name ends, and whether it is a name at all.
//!
//! Enters: the token after a kind word. Leaves: a [`Name`]. The end is a verb, a preposition that carries no content, a
//! comma that coordinates nothing, or a period of years, which is the last thing a name holds. Not done here: quotes.

use crate::intern::Shape;
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::recognise::doc::Doc;
use crate::recognise::programme::period::{self, Period};
use crate::recognise::programme::quote;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Longest name in tokens.
const LONGEST: u32 = 45;
/// How far behind `trên địa bàn` and the like a period may stand for the name to run on.
const REACH: u32 = 16;

/// Most tokens between `các` and the last comma of the list it announces.
const LISTED: u32 = 12;
/// Most words that say what kind of part it is: `tuyến đường sắt Kim Lâu`.
const KIND: usize = 2;
/// Words of a name in quotes that no stop word ends.
const HELD: u32 = 4;

/// An unquoted name.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// The tokens without the period.
    pub(super) words: Span<Tok>,
    /// Token after the last, period included.
    pub(super) end: u32,
    /// The period at the end.
    pub(super) period: Option<Period>,
    /// Whether a word other than the first begins with a capital.
    pub(super) capitals: bool,
}

impl Name {
    /// Takes in the tokens up to `end`, where reading goes on.
    const fn reach(&mut self, end: u32) -> u32 {
        (self.end, self.words.end) = (end, end);
        end
    }
}

/// What the name is of: decides which words it can hold.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    /// A site or a building: ends with its proper name.
    pub(super) project: bool,
    /// An honour: ends before `cho` and `và`.
    pub(super) title: bool,
    /// A single year at the end is inside.
    pub(super) year: bool,
    /// `hai` or `các` stands before the kind word: names of their own on either side of `và` are two.
    pub(super) several: bool,
    /// An opening quote stands before it: its first words are the name's, whatever they are.
    pub(super) quoted: bool,
}

/// Reads the name that begins at `from`.
pub(super) fn read(doc: &Doc<'_>, within: Span<Tok>, from: u32, manner: Manner) -> Name {
    let mut name = Name { words: Span::new(from, from), end: from, period: None, capitals: false };
    let limit = within.end.min(from + LONGEST);
    let mut i = from;
    let (mut proper, mut lone) = (Proper::default(), false);
    while i < limit {
        let token = &doc.tokens[i as usize];
        if i > from
            && let Some(p) = period::read(doc, within, i)
        {
            if !p.single || manner.year {
                name.end = p.end;
                name.period = Some(p);
            }
            break;
        }
        if token.is_word() {
            if let Some(end) = posts(doc, i).filter(|end| *end <= limit) {
                i = name.reach(end);
                name.capitals = true;
                continue;
            }
            if token.is_capital() && i > from {
                // `mở rộng Nhà máy sữa`; two such words are a title: `Quảng trường Thời đại`.
                let common = manner.project && !doc.tokens[from as usize].is_capital() && is_common(doc, within, i);
                name.capitals |= !common || lone;
                lone = true;
            }
            if proper.run > 1
                && token.is_capital()
                && i + 1 < limit
                && (is_glued(doc, i) || (manner.project && is_caption(doc, i)))
            {
                break;
            }
            // `Cảng Hàng không`: a common word is one with capitals too.
            if let Some(inside) = doc.phrase(i, Class::ProgrammeInside).filter(|m| m.span().end <= limit) {
                let common = !token.is_capital() || !doc.tokens[inside.span().end as usize - 1].is_capital();
                if common || inside.len > 1 {
                    proper = Proper::default();
                    i = name.reach(inside.span().end);
                    continue;
                }
            }
            // `xây mới Trường Mầm non | Nà Lò`
            let house = if manner.project && token.is_capital() { doc.phrase(i, Class::OrgHead) } else { None };
            if let Some(house) = house.filter(|m| m.len > 1 && m.span().end <= limit) {
                proper = Proper::default();
                i = name.reach(house.span().end);
                continue;
            }
            if token.is_capital() {
                proper.run += 1;
                proper.introduced |= proper.run == 1 && !doc.tokens[i as usize].shape.has(Shape::SYLLABLE);
                i = name.reach(i + 1);
                continue;
            }
            if manner.project && leads_on(doc, from, i, limit) {
                proper = Proper::default();
                i = name.reach(i + 1);
                continue;
            }
            let held = manner.quoted && i < from + HELD;
            // `Chiến dịch diệt lăng quăng | đợt 2 năm 2022`
            let edition = doc.has(i, Class::ProgrammeOrdinal)
                && i > from
                && doc.tokens.get(i as usize + 1).is_some_and(Token::is_number)
                && period::read(doc, within, i + 2).is_some();
            if edition {
                i = name.reach(i + 2);
                continue;
            }
            if let Some(stop) = doc.phrase(i, Class::ProgrammeStop).filter(|_| !held) {
                let soft = &*doc.row(&stop).value == "soft";
                if i > from
                    && soft
                    && let Some((at, p)) = period_behind(doc, within, stop.span().end, false)
                {
                    name.words.end = at;
                    name.end = p.end;
                    name.period = Some(p);
                }
                break;
            }
            let link = doc.phrase(i, Class::ProgrammeLink);
            let noun = link.is_some_and(|link| matches!(&*doc.row(&link).value, "noun" | "part"));
            if let Some(link) = link.filter(|_| !noun) {
                let next = link.span().end;
                let and = doc.phrase(i, Class::ProgrammeAnd).is_some();
                // `dự án gang thép Kim Lâu cho Tập đoàn …`: behind a proper name `cho` tells whom it is for.
                let whom = proper.is_whole() && &*doc.row(&link).value == "to";
                let other = and && next < limit && is_other(doc, next, manner, proper);
                let on = next < limit
                    && !other
                    && (goes_on(doc, within, i, next, and) || and && adds_more(doc, within, from, next, manner));
                if (manner.title && i > from) || whom || !on {
                    break;
                }
            }
            // A building's name is over once its proper name has been read, unless a linking word goes on.
            if manner.project && proper.is_whole() && link.is_none() {
                break;
            }
            proper = Proper { run: 0, introduced: noun };
            i = name.reach(link.map_or(i + 1, |link| link.span().end));
        } else if let Some((end, on)) = aside(doc, i, limit).filter(|_| manner.project && proper.run > 0) {
            proper = Proper::default();
            i = on;
            if on == end {
                name.reach(end);
            }
        } else if let Some(end) = numbered(doc, from, i).filter(|end| *end <= limit) {
            // `ĐT.719B` says which road it is.
            proper.run = 2;
            i = name.reach(end);
        } else if i + 1 < limit
            && (is_joint(doc, from, i)
                || is_halfway(doc, within, from, i, manner)
                || (manner.project && adds_part(doc, from, i)))
        {
            i += 1;
        } else if token.is_number() && i > from && doc.tokens[i as usize - 1].is_word() && counts_inside(doc, i) {
            i = name.reach(i + 1);
        } else {
            break;
        }
    }
    // A linking word is no end of a name.
    while name.period.is_none()
        && name.words.end > from
        && !doc.tokens[name.words.end as usize - 1].is_capital()
        && doc
            .phrase(name.words.end - 1, Class::ProgrammeLink)
            .is_some_and(|m| matches!(&*doc.row(&m).value, "weak" | "to"))
    {
        name.words.end -= 1;
        name.end = name.words.end;
    }
    name
}

/// Whether a road's name goes on at `at` with where it leads: `đường từ cầu Kim Lâu | đi Hà Lâm`, `nối Kim Lâu | với Quốc lộ 1`.
fn leads_on(doc: &Doc<'_>, from: u32, at: u32, limit: u32) -> bool {
    let leads = matches!(&*doc.folded(at), "từ" | "đi" | "đến" | "với");
    let road = |n: u32| {
        let head = doc.phrase(n, Class::PlaceHead).map(|m| doc.lexicon.head(m.row).word);
        head == Some("road") || doc.folded(n) == "nối"
    };
    let named = |n: u32| doc.tokens[n as usize].is_capital() || doc.phrase(n, Class::PlaceHead).is_some();
    let next = at + 1;
    leads && next < limit && named(next) && doc.phrase(next, Class::OrgHead).is_none() && (from..at).any(road)
}

/// The words with capitals read last.
#[derive(Debug, Clone, Copy, Default)]
struct Proper {
    /// How many follow one another.
    run: u32,
    /// Whether a word such as `sông` stands before them, or they are no Vietnamese syllable.
    introduced: bool,
}

impl Proper {
    /// Whether they are a name of their own: `Long Thành`, `sông Lô`, but not the `Nhà` of `Nhà máy`.
    const fn is_whole(self) -> bool {
        self.run > 1 || (self.run == 1 && self.introduced)
    }
}

/// Whether the name runs over the linking word at `at`, after which `next` stands.
fn goes_on(doc: &Doc<'_>, within: Span<Tok>, at: u32, next: u32, and: bool) -> bool {
    let after = &doc.tokens[next as usize];
    if !after.is_word() || doc.phrase(next, Class::ProgrammeHead).is_some() && and {
        return false;
    }
    let stops = !after.is_capital()
        && doc.phrase(next, Class::ProgrammeStop).is_some()
        && doc.phrase(next, Class::ProgrammeInside).is_none();
    if stops || (and && doc.phrase(next, Class::ProgrammeBody).is_some() && after.is_capital()) {
        return false;
    }
    // `… Bình Định và ký cam kết`: a verb follows a proper name; `miền Bắc và miền Nam` goes on.
    let proper = at > within.start && doc.tokens[at as usize - 1].is_capital();
    !and || !proper || after.is_capital() || (next + 1 < within.end && doc.tokens[next as usize + 1].is_capital())
}

/// Whether the small words at `next`, behind `và` and a proper name, belong to the name that began at `from`: a part of the
/// work (`và tuyến nhánh …`), what a complex holds besides (`tổ hợp khách sạn … và căn hộ …`), a second noun with the country
/// or an abbreviation (`du lịch Kim Lâu và điện ảnh Việt Nam`, `song bằng Kim Lâu và chứng chỉ KLC`).
fn adds_more(doc: &Doc<'_>, within: Span<Tok>, from: u32, next: u32, manner: Manner) -> bool {
    let says = |at: u32, class: Class, value: &str| doc.phrase(at, class).is_some_and(|m| &*doc.row(&m).value == value);
    if manner.project {
        return says(next, Class::ProgrammeLink, "part")
            || (says(from, Class::ProgrammeInside, "whole") && says(next, Class::ProgrammeGeneric, "work"));
    }
    let noun = |at: u32| doc.tokens[at as usize].is_small() && doc.phrase(at, Class::ProgrammeStop).is_none();
    let country = next + 2;
    let whole = doc.phrase(next, Class::ProgrammeInside).is_some_and(|m| m.span().end == country);
    country < within.end
        && noun(next)
        && (whole || noun(next + 1))
        && doc.tokens[country as usize].is_capital()
        && doc.phrase(country, Class::ProgrammeBody).is_none()
        && (doc.tokens[country as usize].is_upper() || doc.phrase(country, Class::ProgrammeAnchor).is_some())
}

/// Whether the mark at `at` holds a name that began at `from` together.
fn is_joint(doc: &Doc<'_>, from: u32, at: u32) -> bool {
    let (token, next) = (&doc.tokens[at as usize], &doc.tokens[at as usize + 1]);
    (token.is('-') && at > from && joins(doc, at))
        || ((token.is('/') || token.is('&')) && !token.spaced && !next.spaced)
        || (token.is('.') && abbreviates(doc, from, at))
        || (token.is('\'') && at > from && quote::is_apostrophe(doc, at))
        || (token.is(',') && (coordinates(doc, at) || lists(doc, from, at) || repeats(doc, from, at)))
}

/// Whether the comma at `at` stands within a name that its period ends: `cải tạo vườn tạp | , phát triển kinh tế vườn giai đoạn
/// 2021-2025`.
fn is_halfway(doc: &Doc<'_>, within: Span<Tok>, from: u32, at: u32, manner: Manner) -> bool {
    let small = |n: u32| doc.tokens[n as usize].is_small();
    doc.tokens[at as usize].is(',')
        && at > from + 1
        && small(at - 1)
        && small(at + 1)
        && doc.phrase(at + 1, Class::ProgrammeHead).is_none()
        && doc.phrase(at + 1, Class::ProgrammeStop).is_none()
        && period_behind(doc, within, at + 1, manner.year).is_some_and(|(end, _)| end > at + 1)
}

/// Where the bracket ends that says where a road begins, behind which the road goes on, or a second one where it leads:
/// `cao tốc Kim Lâu | (Hà Lâm) | - Tân Phong | (Ba Vì)`; and where to read on.
fn aside(doc: &Doc<'_>, at: u32, limit: u32) -> Option<(u32, u32)> {
    let mark = |i: u32, mark: char| doc.tokens.get(i as usize).is_some_and(|t| i < limit && t.is(mark));
    if !mark(at, '(') {
        return None;
    }
    let close = (at + 2..at + 6).find(|&i| mark(i, ')'))?;
    let named = (at + 1..close).all(|i| doc.tokens[i as usize].is_capital() || doc.has(i, Class::PlaceHead));
    let leads = |i: u32| doc.tokens.get(i as usize).is_some_and(|t| i < limit && t.is('-') && t.spaced);
    let before = (at.saturating_sub(6)..at).any(|i| leads(i) && i > 0 && mark(i - 1, ')'));
    let end = close + 1;
    (named && (leads(end) || before)).then(|| (end, end + u32::from(leads(end))))
}

/// Where the number ends that the dash or stop at `at` joins to letters: `H-2B`, `ĐT.719B`.
fn numbered(doc: &Doc<'_>, from: u32, at: u32) -> Option<u32> {
    let glued = |i: u32| doc.tokens.get(i as usize).filter(|t| !t.spaced);
    let road = |i: u32| doc.phrase(i, Class::PlaceHead).is_some_and(|m| doc.lexicon.head(m.row).word == "road");
    let stop = at > from && glued(at).is_some_and(|t| t.is('.')) && road(at - 1);
    glued(at).filter(|t| (t.is('-') || stop) && at > from && doc.tokens[at as usize - 1].is_upper())?;
    glued(at + 1).filter(|t| t.is_number())?;
    let letter = glued(at + 2).is_some_and(|t| t.is_upper());
    Some(at + 2 + u32::from(letter))
}

/// Whether the stop at `at` is that of an abbreviation and a name follows: `TP.HCM`.
fn abbreviates(doc: &Doc<'_>, from: u32, at: u32) -> bool {
    let (stop, next) = (&doc.tokens[at as usize], &doc.tokens[at as usize + 1]);
    let before = at.checked_sub(1).filter(|b| *b >= from).map(|b| &doc.tokens[b as usize]);
    !stop.spaced && !next.spaced && next.is_capital() && before.is_some_and(|b| b.is_upper() && b.end - b.start <= 2)
}

/// Whether the comma at `at` stands in a list of names that `các` has announced: `đoạn qua các xã A, B`.
fn lists(doc: &Doc<'_>, from: u32, at: u32) -> bool {
    at > from
        && doc.tokens[at as usize - 1].is_capital()
        && doc.tokens[at as usize + 1].is_capital()
        && (from.max(at.saturating_sub(LISTED))..at).any(|i| doc.phrase(i, Class::PlacePlural).is_some())
}

/// Whether the dash at `at` joins two parts of one name: `kinh tế - xã hội`, `Cát Linh - Hà Đông`.
fn joins(doc: &Doc<'_>, at: u32) -> bool {
    let (dash, before, after) = (&doc.tokens[at as usize], &doc.tokens[at as usize - 1], &doc.tokens[at as usize + 1]);
    if !before.is_word() || !after.is_word() {
        return false;
    }
    let open = dash.spaced && after.spaced;
    // `Y tế - Dân số`: a line of work with a capital before one.
    let field = doc.matches.filling(at.saturating_sub(3)..at, Class::OrgPart);
    let fields = field.is_some_and(|m| doc.tokens[m.start as usize].is_capital()) && doc.has(at + 1, Class::OrgPart);
    !open
        || fields && after.is_capital()
        || (before.is_capital() == after.is_capital()
            && !(after.is_capital() && doc.phrase(at + 1, Class::ProgrammeBody).is_some())
            && (after.is_capital() || doc.phrase(at + 1, Class::ProgrammeStop).is_none()))
}

/// Whether the capital at `i` is that of a common word: `Nhà máy bia`, `loại A`.
fn is_common(doc: &Doc<'_>, within: Span<Tok>, i: u32) -> bool {
    let tokens = doc.tokens;
    let token = &tokens[i as usize];
    let before = i.checked_sub(1).filter(|b| *b >= within.start);
    if token.end - token.start == 1 && before.is_some_and(|b| doc.has(b, Class::NumberLabelWeak)) {
        return true;
    }
    if before.is_some_and(|b| tokens[b as usize].is_capital()) || !token.shape.has(Shape::SYLLABLE) {
        return false;
    }
    // `sông Đuống`: a proper name of one syllable.
    let named = before.is_some_and(|b| {
        doc.phrase(b, Class::ProgrammeLink).is_some_and(|m| matches!(&*doc.row(&m).value, "noun" | "part"))
            || doc.phrase(b, Class::PlaceHead).is_some()
    });
    let next = tokens.get(i as usize + 1).filter(|_| i + 1 < within.end);
    let whole = doc.phrase(i, Class::ProgrammeAnchor).is_some();
    let numbered = tokens.get(i as usize + 2).is_some_and(Token::is_number);
    !named
        && !whole
        && !numbered
        && next.is_some_and(|t| {
            t.is_word()
                && !t.is_capital()
                && [Class::ProgrammeStop, Class::ProgrammeLink, Class::ProgrammePeriod]
                    .iter()
                    .all(|&class| doc.phrase(i + 1, class).is_none())
        })
}

/// Whether another name begins at `next`, behind `và`: of several that the kind word announced, or of another building
/// behind a proper name (`nhà máy đạm Kim Lâu và Nhà máy xi măng Tân Phong`).
fn is_other(doc: &Doc<'_>, next: u32, manner: Manner, proper: Proper) -> bool {
    let capital = |i: u32| doc.tokens.get(i as usize).is_some_and(|t| t.is_word() && t.is_capital());
    let building = !capital(next + 1) && doc.tokens.get(next as usize + 1).is_some_and(|t| t.is_word());
    // `Chương trình … với | Đề án …`
    let other = || doc.has(next, Class::ProgrammeHead) || doc.has(next, Class::DocumentType);
    let head = capital(next) && !capital(next + 1) && other();
    capital(next) && (head || manner.several || (manner.project && proper.is_whole() && building))
}

/// Where the posts of a road end that begin at `at`: `Km12+300 - Km18`.
fn posts(doc: &Doc<'_>, at: u32) -> Option<u32> {
    let first = post(doc, at)?;
    let joined = doc.tokens.get(first as usize).is_some_and(|t| t.is('-')).then_some(first + 1);
    let to = joined.or_else(|| doc.phrase(first, Class::ProgrammeTo).map(|m| m.span().end));
    Some(to.and_then(|to| post(doc, to)).unwrap_or(first))
}

/// Where the post of a road ends that begins at `at`: `Km12+300`.
fn post(doc: &Doc<'_>, at: u32) -> Option<u32> {
    let token = |i: u32| doc.tokens.get(i as usize);
    token(at).filter(|t| t.is_word() && t.is_capital())?;
    if !doc.text_of(at).eq_ignore_ascii_case("km") || !token(at + 1)?.is_number() {
        return None;
    }
    let metres = token(at + 2).is_some_and(|t| t.is('+')) && token(at + 3).is_some_and(|t| t.is_number());
    Some(at + 2 + if metres { 2 } else { 0 })
}

/// Whether a part of the work follows the comma at `at`: `đường sắt đô thị Kim Lâu, tuyến Tân Phong - Hà Lâm`.
fn adds_part(doc: &Doc<'_>, from: u32, at: u32) -> bool {
    let part = doc.phrase(at + 1, Class::ProgrammeLink).filter(|m| &*doc.row(m).value == "part");
    doc.tokens[at as usize].is(',')
        && at > from
        && part.is_some_and(|m| {
            let next = m.span().end as usize;
            let mut words =
                doc.tokens.get(next..).unwrap_or_default().iter().take(KIND + 1).take_while(|t| t.is_word());
            words.find(|t| t.is_capital()).is_some_and(|t| t.shape.has(Shape::SYLLABLE))
        })
}

/// Whether the two words behind the comma at `at` stand before it already, with one or two more: `cơ chế vốn, cơ chế giá`.
fn repeats(doc: &Doc<'_>, from: u32, at: u32) -> bool {
    let small = |i: u32| doc.tokens.get(i as usize).is_some_and(|t| t.is_small());
    (3..=4).filter(|back| at >= from + back).any(|back| {
        let first = at - back;
        (first..at).all(small)
            && small(at + 1)
            && small(at + 2)
            && doc.folded(first) == doc.folded(at + 1)
            && doc.folded(first + 1) == doc.folded(at + 2)
    })
}

/// Whether the next sentence begins at `at`, its mark lost: `cầu vượt Kim Lâu Theo ông …`, `… Kim Lâu Liên quan vụ việc`.
fn is_glued(doc: &Doc<'_>, at: u32) -> bool {
    let next = &doc.tokens[at as usize + 1];
    // Behind a whole name: `Hà Lâm - Ba Vì` is none.
    let whole = doc.tokens[..at as usize].iter().rev().take(2).all(Token::is_capital);
    let small = next.is_small() && whole;
    let word = || doc.phrase(at, Class::PersonOpener).is_some_and(|m| m.len > 1);
    doc.is_opener(at) && (small || doc.phrase(at + 1, Class::ProgrammeBody).is_some()) || small && word()
}

/// Whether a Vietnamese noun begins a caption at `at`, behind a name in foreign words: `Lake View Park | Khu đất`.
fn is_caption(doc: &Doc<'_>, at: u32) -> bool {
    let syllable = |token: &Token| token.shape.has(Shape::SYLLABLE);
    let foreign = doc.tokens[..at as usize].iter().rev().take(2).all(|t| t.is_capital() && !syllable(t));
    foreign && syllable(&doc.tokens[at as usize]) && doc.tokens[at as usize + 1].is_small()
}

/// Whether the comma at `at` stands between words that belong together: `phòng, chống`, `sửa chữa, nâng cấp`.
fn coordinates(doc: &Doc<'_>, at: u32) -> bool {
    if doc.phrase(at + 1, Class::ProgrammeCoordinated).is_none() {
        return false;
    }
    let capital = |i: u32| doc.tokens[i as usize].is_capital();
    (1..=3).filter(|back| at >= *back).any(|back| {
        let from = at - back;
        let ends = |m: &Match| m.class == Class::ProgrammeCoordinated && m.span().end == at;
        // `xây dựng Luật, Pháp lệnh`: a capital answers a capital.
        let answers = !capital(at + 1) || (capital(from) && from > 0 && !capital(from - 1));
        answers && doc.matches.at(from as usize).iter().any(|m| ends(&m))
    })
}

/// Whether the number at `at` is part of the name: `thứ 3`, `Khe Mây 2`, `Quốc lộ 1`, `đường dây 500 kV`.
fn counts_inside(doc: &Doc<'_>, at: u32) -> bool {
    let before = &doc.tokens[at as usize - 1];
    let volts =
        doc.tokens.get(at as usize + 1).is_some_and(|t| t.is_word()) && doc.text_of(at + 1).eq_ignore_ascii_case("kV");
    let roads = doc.matches.filling(at.saturating_sub(3)..at, Class::PlaceHead);
    let road = roads.is_some_and(|m| doc.lexicon.head(m.row).flags.has('d'));
    volts
        || road
        || doc.matches.filling(at.saturating_sub(2)..at, Class::ProgrammeOrdinal).is_some()
        || (before.is_capital() && doc.tokens[at as usize].end - doc.tokens[at as usize].start <= longest(doc, at))
}

/// Most digits of the number of a work behind its name at `at`: works at one place are few (`Kim Lâu 2`), so that two digits
/// behind a Vietnamese name of two words are those of a note or of an amount.
fn longest(doc: &Doc<'_>, at: u32) -> u32 {
    let syllable = |token: &Token| token.is_capital() && token.shape.has(Shape::SYLLABLE) && !token.is_upper();
    let named = at > 1 && doc.tokens[at as usize - 2..at as usize].iter().all(syllable);
    if named { 1 } else { 3 }
}

/// A period of years, or one `year`, soon behind `from`, with nothing between that would end the name.
fn period_behind(doc: &Doc<'_>, within: Span<Tok>, from: u32, year: bool) -> Option<(u32, Period)> {
    let mut i = from;
    while i < within.end && i < from + REACH {
        if let Some(p) = period::read(doc, within, i).filter(|p| (!p.single || year) && !p.value.is_empty()) {
            return Some((i, p));
        }
        let token = &doc.tokens[i as usize];
        if !(token.is_word() || token.is('-') || (token.is(',') && coordinates(doc, i))) {
            return None;
        }
        if let Some(inside) = doc.phrase(i, Class::ProgrammeInside) {
            i = inside.span().end;
            continue;
        }
        let stop = doc.phrase(i, Class::ProgrammeStop);
        if !token.is_capital() && stop.is_some_and(|m| matches!(&*doc.row(&m).value, "hard" | "alias")) {
            return None;
        }
        i += 1;
    }
    None
}
