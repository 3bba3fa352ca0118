//! How far the name after a designation goes.
//!
//! Enters: the token after the designation, its level and flags. Leaves: the tokens of the name. A unit of the tables ends
//! where its name ends (`tỉnh Sóc Trăng Trần Văn A`); an unlisted name is a run of capitalised words.
//!
//! What the lexicon says of a designation, by letters: `u` administrative unit, `n` may have a number for a name, `N` has it also where a word in
//! small letters follows, `k` only
//! before a known name or a number, `d` numbered road, `D` only before a number, `p` names a pair (`A - B`), `r` region, `w` also
//! another word, `m` also a medium, `q` a house known by who keeps it (`quán bún bà Lữ`), `c` of a city where a province
//! follows (`dạo phố Hà Nội`), `x` an alley or a boundary stone, which may have any number for a name (`hẻm 1740`), `g` a
//! crossing: the number of its roads comes first (`ngã 6 Gò Vấp`), `M` a memorial, called after whom it honours with their
//! office or form of address (`Nhà lưu niệm đồng chí Lò Văn An`), `W` a work that may be named after the water there (`hầm
//! sông Nà Lò`), `b` a house that may be named by the unit it is of (`nhà văn hóa thôn Nà Lò`), `L` shared by a list of names
//! (`các KCN Nà Lò, Nà Sương`), `s` never named by one syllable (`nhà nghỉ Sinh hay đến`), `S` only in small letters, with a
//! capital a body (`nhà máy Zolvik`, but `Nhà máy Zolvik`), `o` a street that may have a number behind `số` (`đường số 11`).

use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::trie::Match;
use crate::lexicon::units::{self, Level};
use crate::lexicon::values::{Flags, Head};
use crate::recognise::doc::Doc;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Reads names in a sentence that ends at `end`.
pub(super) struct Names<'d, 'a> {
    pub(super) doc: &'d Doc<'a>,
    pub(super) end: u32,
}

/// Longest way from a title to the name of what is headed, in tokens.
const HEADED: u32 = 14;

/// Longest name of a person, in tokens.
const LONGEST_NAME: u32 = 4;

/// Longest run of capitalised words taken for a name.
const LONGEST: u32 = 6;

/// Whether several units of the level may be told by their region: `các tỉnh Tây Nguyên`.
pub(super) fn may_hold_regions(level: &str) -> bool {
    matches!(level, "province" | "city" | "district")
}

impl Names<'_, '_> {
    /// The token at `at`, within the sentence.
    pub(super) fn token(&self, at: u32) -> Option<&Token> {
        if at < self.end { self.doc.tokens.get(at as usize) } else { None }
    }

    /// The name after the designation `head` (an empty span: after none, in a list).
    pub(super) fn after(&self, head: Span<Tok>, level: &str, flags: Flags) -> Option<Span<Tok>> {
        let tokens = self.doc.tokens;
        let at = head.end;
        let first = self.token(at)?;
        if flags.has('g') {
            let roads = self.doc.int(at).is_some_and(|n| (3..=7).contains(&n));
            let name = self.token(at + 1).is_some_and(|t| t.is_capital() && t.spaced);
            return (roads && name).then(|| Span::new(at, self.run(at + 1)));
        }
        if flags.has('r') && first.is_number() {
            return self.numbered_quarter(head);
        }
        if first.is_number() {
            // `phường 2 Bảo Lộc`
            let known = if level == "commune" { self.known(at, level).filter(|end| *end > at + 1) } else { None };
            let dashed = level == "road" || flags.has('b');
            let named = if level == "road" || level == "facility" { self.dated(at, dashed) } else { None };
            let named = named.or_else(|| if flags.has('x') { Some(self.alley(at)) } else { None });
            return known.or(named).map(|end| Span::new(at, end)).or_else(|| self.numbered(at, flags));
        }
        // `tổ dân phố số 5`
        if self.doc.has(at, Class::OrgNumber) && flags.has('n') && self.token(at + 1).is_some_and(Token::is_number) {
            return self.numbered(at + 1, flags);
        }
        // `đường số 11`
        if flags.has('o') && self.doc.has(at, Class::OrgNumber) {
            return self.ordinal(at);
        }
        if let Some(name) = if flags.has('M') { self.honoured(at) } else { None } {
            return Some(name);
        }
        if !first.is_capital() {
            return match () {
                () if flags.has('q') => self.keeper(at),
                () if flags.has('W') => self.named_after(at),
                // `vùng đồng bằng sông Cửu Long`
                () if flags.has('r') => self.region(head).filter(|name| tokens[name.end as usize - 1].is_capital()),
                () => None,
            };
        }
        // `tiệm vàng H.`
        let point = || self.token(at + 1).is_some_and(|t| t.is('.') && !t.spaced);
        if flags.has('q') && first.shape.has(Shape::SINGLE) && point() {
            return None;
        }
        // `đường Quốc lộ 18A`: the second designation has the number; `đường ĐT9B` is one word.
        let numbered =
            |m: &Match| self.doc.tokens.get(m.span().end as usize).is_some_and(|t| t.is_number() && t.spaced);
        let road = self.doc.phrase(at, Class::PlaceHead).filter(|m| !head.is_empty() && numbered(m));
        if road.is_some_and(|m| self.doc.lexicon.head(m.row).flags.has('d')) {
            return None;
        }
        if flags.has('r') {
            return self
                .region(head)
                .or_else(|| self.quarter(at))
                .or_else(|| self.abroad(head))
                .or_else(|| self.land(head));
        }
        if let Some(end) = self.initials(at).filter(|_| level == "facility" && !flags.has('s')) {
            return Some(Span::new(at, end));
        }
        let run = self.run(at);
        // `các tỉnh | Đồng bằng sông Cửu Long`, but `các tỉnh | Bắc Bộ | và Bắc Trung Bộ`
        let one = |m: &Match| m.class == Class::PlaceRegion && &*self.doc.row(m).value != "pair";
        let region = self.doc.matches.at(at as usize).iter().find(one);
        let region = region.filter(|m| m.span().end > run && m.span().end <= self.end);
        if let Some(m) = region.filter(|_| may_hold_regions(level)) {
            return Some(m.span());
        }
        if let Some(end) = self.known(at, level)
            && !(flags.has('k') && end == at + 1 && first.end - first.start <= 2)
        {
            // `Đảng ủy xã | Phan Hữu Nghị` is a person, though there is a commune `Phan`.
            // `Đoàn xã | Hồ Nhật Quang`: nor is it `xã Hồ`.
            let surname = || end == at + 1 && run == at + 3 && self.doc.has(at, Class::PersonSurname);
            let person = (3..=4).contains(&(run - at)) && end < run && (self.doc.is_full_name(at) || surname());
            if person && flags.has('u') && !self.doc.is_full_name(end) {
                return None;
            }
            // `Nà Mu - Đại lộ Nà Lò - Nà Sương` lists the roads of a route.
            let route = !head.is_empty() && head.start > 0 && tokens[head.start as usize - 1].is('-');
            return Some(Span::new(at, if route { end } else { self.between(end, level) }));
        }
        // `tại một phường | Tại cuộc họp`
        if self.opens(at) || !head.is_empty() && self.is_addressed(at) {
            return None;
        }
        // `ùn ứ ở các giao lộ | Người đi xe máy`
        let word =
            || run == at + 1 && self.doc.has(at, Class::PersonOpener) && self.token(run).is_some_and(Token::is_small);
        if flags.has('p') && word() {
            return None;
        }
        // `kênh VTV6` carries no water.
        let channel = level == "water" && first.is_upper() && self.doc.text_of(at).len() > 1 && run - at == 1;
        // `kênh TikTok`
        let medium = flags.has('m') && (first.shape.has(Shape::INNER) || self.doc.has(at, Class::OrgName));
        if flags.has('k') || flags.has('D') || channel || medium {
            return None;
        }
        let unit = flags.has('u') || level == "hamlet" || level == "city";
        // `thôn Ninh Tân | Phạm Thị Lài`
        let behind = (at + 2..run).find(|&n| run - n >= 3 && self.doc.is_full_name(n)).filter(|_| unit);
        if let Some(end) = behind.filter(|_| self.is_person(at, run)) {
            return Some(Span::new(at, end));
        }
        if unit
            && (self.is_person(at, run)
                || self.is_headman(head, run)
                || (run - at == 1 && self.doc.phrase(at, Class::OrgHead).is_some()))
        {
            return None;
        }
        // A line in capitals gives no hint where the name ends: only known names.
        let shouting = !head.is_empty() && tokens[head.start as usize].is_upper() && first.is_upper();
        if shouting && self.doc.text_of(head.start).chars().count() > 1 && !flags.has('d') && run - at > 1 {
            return None;
        }
        let mut end = if unit { run } else { self.with_city(run) };
        // `vịnh Bắc bộ`, `Bảo tàng Lịch sử Quốc gia`, `di tích Hoàng thành Nà Lò`
        let known = self.doc.phrase(at, Class::PlaceKnown).filter(|m| self.doc.has_capitals(m));
        let subject = self.doc.phrase(at, Class::OrgPart).filter(|_| level == "facility");
        if let Some(m) =
            region.or(known).or(subject).filter(|m| m.span().end > run && m.span().end <= self.end && !unit)
        {
            end = m.span().end;
            if self.token(end).is_some_and(Token::is_capital) {
                end = self.run(end);
            }
        }
        end = self.before_full_name(at, end);
        if unit {
            end = self.before_person(at, end);
            if end - at > 4 {
                end = at + 2;
            }
        }
        if flags.has('p') || flags.has('d') {
            end = self.pair(end, level);
        } else {
            let to = self.between(end, level);
            let commune = || self.doc.is_unit(Span::new(at, end), Level::Commune);
            end = if to > end && commune() { to } else { end };
        }
        // `tổ Ngữ | văn` of a school
        let subject = || self.doc.phrase(at, Class::OrgPart).is_some_and(|m| m.span().end == end + 1);
        if level == "hamlet" && end == at + 1 && self.token(end).is_some_and(|t| t.is_small()) && subject() {
            return None;
        }
        end = self.whole_word(end, level);
        if level == "facility" {
            end = self.with_country(end);
        }
        // `nhà nghỉ | Sinh hay đến`, `nhà nghỉ | P.T`, `nhà máy | Điện phân nhôm`
        let short = || {
            let ours = first.shape.has(Shape::SYLLABLE) || first.shape.has(Shape::SINGLE);
            end == at + 1 && (ours || first.is_upper() || self.token(end).is_some_and(|t| !t.spaced && t.is('-')))
        };
        if end == at || flags.has('s') && short() {
            return None;
        }
        // `tài sản của TP. | Cây xanh được trồng lại`: no city of the country that has one syllable is missing in the tables.
        let point = || self.doc.tokens[head.end as usize - 1].is('.');
        if level == "city" && end == at + 1 && first.shape.has(Shape::SYLLABLE) && !head.is_empty() && point() {
            return None;
        }
        if first.is_upper() && end - at == 1 && unit && self.doc.text_of(at).len() > 2 {
            return None;
        }
        Some(Span::new(at, self.tail(head, end, level, flags)))
    }

    /// The end of a run with the city whose abbreviation ends it: `Khu Công nghệ cao TP | .HCM`.
    fn with_city(&self, end: u32) -> u32 {
        let city = |n: u32| self.doc.phrase(n, Class::PlaceProvince).map(|m| m.span().end);
        let point = || self.doc.phrase(end - 1, Class::PlaceHead).map(|m| m.span().end).filter(|&n| n == end + 1);
        city(end - 1).filter(|&to| to > end).or_else(|| city(point()?)).filter(|&to| to <= self.end).unwrap_or(end)
    }

    /// The end of a run without the first syllable of a word that is none of the name (`quả đồi | Thượng tá Nam`), or
    /// with the second of one that is (`Khu Nông nghiệp Công | nghệ cao`).
    fn whole_word(&self, end: u32, level: &str) -> u32 {
        let small =
            |n: u32| n < self.end && self.doc.tokens[n as usize].is_word() && !self.capital(Span::new(n, n + 1));
        if !small(end) {
            return end;
        }
        let halves = |m: &Match| {
            let word = matches!(
                m.class,
                Class::PersonRank
                    | Class::PersonTitle
                    | Class::OfficeTitle
                    | Class::PersonOpener
                    | Class::OrgPart
                    | Class::OrgHead
                    | Class::ProgrammeHead
                    | Class::PlaceKnown
            );
            word && m.span().end > end
        };
        match self.doc.matches.at(end as usize - 1).iter().find(halves) {
            // `Khu di tích Quốc gia Cố | đô Hoa Lư`
            Some(m) if m.class == Class::PlaceKnown => m.span().end,
            Some(m) if !matches!(m.class, Class::OrgPart | Class::ProgrammeHead) => end - 1,
            // `Di tích Sở Chỉ huy Chiến | dịch Nà Lò`
            Some(m) if level == "facility" => {
                let after = m.span().end;
                let goes_on = after < self.end && self.doc.tokens[after as usize].is_capital();
                if goes_on { self.run(after) } else { after }
            }
            _ => end,
        }
    }

    /// `hầm | sông Nà Lò`: works named after the water over or under them.
    fn named_after(&self, at: u32) -> Option<Span<Tok>> {
        let water = self.doc.phrase(at, Class::PlaceHead)?;
        let Head { word: level, flags } = self.doc.lexicon.head(water.row);
        let named = level == "water" && self.token(water.span().end).is_some_and(Token::is_capital);
        let name = if named { self.after(water.span(), level, flags) } else { None };
        name.map(|name| Span::new(at, name.end))
    }

    /// `Nhà lưu niệm | Tổng Bí thư Lò Văn An`: the offices or forms of address and the name of whom a memorial is for.
    fn honoured(&self, at: u32) -> Option<Span<Tok>> {
        const CALLED: [Class; 5] =
            [Class::OfficeFormer, Class::PersonHonorific, Class::PersonTitle, Class::PersonRank, Class::OfficeTitle];
        let called = |n: u32| CALLED.iter().filter_map(|&class| self.doc.phrase(n, class)).map(|m| m.span().end).max();
        let first = called(at)?;
        // `cố | Tổng Bí thư | Lò Văn An`
        let name = called(first).filter(|_| !self.doc.is_full_name(first)).unwrap_or(first);
        let run = self.run(name).min(name + LONGEST_NAME);
        (name < self.end && self.doc.tokens[name as usize].is_capital() && run >= name + 2).then(|| Span::new(at, run))
    }

    /// `quán | bún chả cá bà Lữ`: what is served, the form of address and the name of who keeps the house.
    fn keeper(&self, at: u32) -> Option<Span<Tok>> {
        let address = |n: u32| self.doc.phrase(n, Class::PersonHonorific).is_some_and(|m| m.len == 1);
        let small = |n: u32| self.token(n).is_some_and(|t| t.is_small() && t.spaced);
        const APART: ClassSet =
            ClassSet::of(&[Class::PersonVerb, Class::PlacePrep, Class::PlaceAnd, Class::ProgrammeStop]);
        let apart = |n: u32| self.doc.classes(n).meets(&APART);
        let last = (at..at + 6).take_while(|&n| small(n)).find(|&n| address(n) || apart(n))?;
        let name = last + 1;
        (address(last) && name < self.end && self.is_capital(name)).then(|| Span::new(at, self.run(name).min(name + 3)))
    }

    /// `huyện Lê Quang Thuận`: after a bare designation, a person of three syllables or more.
    fn is_person(&self, at: u32, run: u32) -> bool {
        // `Nay | Y Blung`
        let letter = || self.token(at + 1).is_some_and(|t| t.is_upper() && t.shape.has(Shape::SINGLE));
        let surname = |class| self.doc.phrase(at, class).is_some_and(|m| m.len == 1);
        // `Y | Krông Niê`, `Mùa | Thị Dợ`
        let given = |n: u32| {
            let letter = self.token(n).is_some_and(|t| t.is_upper() && t.shape.has(Shape::SINGLE));
            letter && matches!(&*self.doc.folded(n), "y" | "a")
        };
        let middle = || self.doc.folded(at + 1) == "thị";
        let middled = || surname(Class::PersonSurname) && self.doc.has(at + 1, Class::PersonMiddle);
        run - at >= 3
            && (surname(Class::PlaceSurname)
                || middled()
                || given(at)
                || middle()
                || letter() && surname(Class::PersonSurname))
    }

    /// `Trưởng thôn | A Nhớ`: who heads it, by a name that a letter begins.
    fn is_headman(&self, head: Span<Tok>, run: u32) -> bool {
        let titled = || {
            let title = head.start.checked_sub(1).and_then(|n| self.doc.phrase(n, Class::OfficeTitle));
            title.is_some_and(|m| m.span().end == head.end)
        };
        let letter = || {
            self.doc.tokens[head.end as usize].shape.has(Shape::SINGLE)
                && matches!(&*self.doc.folded(head.end), "y" | "a")
        };
        let comma = || self.token(run).is_some_and(|t| t.is(','));
        run == head.end + 2 && letter() && titled() && !comma()
    }

    /// Whether a unit of the level bears the name.
    pub(super) fn is_unit(&self, name: Span<Tok>, level: &str) -> bool {
        self.known(name.start, level) == Some(name.end)
    }

    /// End of the run of capitalised words that begins at `at`.
    pub(super) fn run(&self, at: u32) -> u32 {
        let tokens = self.doc.tokens;
        let mut end = at + 1;
        while end < self.end && end - at < LONGEST {
            if self.is_hyphened(end) {
                end += 2;
                continue;
            }
            if !(tokens[end as usize].is_capital() && tokens[end as usize].spaced) {
                break;
            }
            if self.opens(end) || end - at >= 2 && self.is_addressed(end) {
                break;
            }
            end += 1;
        }
        end
    }

    /// `nhà hàng | T.P.`: the end of the initials that begin at `at`.
    fn initials(&self, at: u32) -> Option<u32> {
        let letter = |n: u32| self.token(n).is_some_and(|t| t.is_upper() && t.shape.has(Shape::SINGLE));
        let glued = |n: u32| self.token(n).is_some_and(|t| !t.spaced);
        let point = |n: u32| glued(n) && self.doc.tokens[n as usize].is('.');
        let mut end = at + 1;
        while letter(end - 1) && point(end) && glued(end + 1) && letter(end + 1) {
            end += 2;
        }
        // The last point is the name's where the sentence goes on.
        let after = end + u32::from(point(end) && end + 1 < self.end);
        // `Lăng V.I. | Lenin`
        let named = self.token(after).is_some_and(Token::is_capital);
        (letter(at) && end > at + 1).then(|| if named { self.run(after) } else { after })
    }

    /// `nhà thờ Saint | -Denis`: a hyphen at `at` that joins two foreign words.
    fn is_hyphened(&self, at: u32) -> bool {
        let glued = |n: u32| self.token(n).filter(|t| !t.spaced);
        glued(at).is_some_and(|t| t.is('-'))
            && self.doc.tokens[at as usize - 1].is_foreign_name()
            && glued(at + 1).is_some_and(Token::is_foreign_name)
    }

    /// Whether a sentence whose stop is missing opens at `at`: a word of several syllables, the first with a capital, or
    /// one that begins no name.
    pub(super) fn opens(&self, at: u32) -> bool {
        const WORD: ClassSet =
            ClassSet::of(&[Class::PersonOpener, Class::PersonBefore, Class::PersonVerb, Class::ProgrammeHead]);
        let sure = |m: Match| m.class == Class::PersonOpener && m.len == 1 && &*self.doc.row(&m).value == "sure";
        let small = |n: u32| self.token(n).is_some_and(Token::is_small);
        // `ngoài biển | Ngày 9-5, xã báo cáo`
        let mark = || self.token(at + 2).is_some_and(|t| t.is('-') || t.is('/'));
        let date = self.token(at + 1).is_some_and(Token::is_number) && mark();
        date && self.doc.phrase(at, Class::PersonOpener).is_some_and(|m| m.len == 1)
            || self.doc.word_opens(at, self.end, &WORD)
            || self.doc.has(at, Class::PersonOpener)
                && small(at + 1)
                && self.doc.matches.at(at as usize).iter().any(sure)
    }

    /// `sân Nà Lò | Ông Lò Văn Sình cho biết`: a person with a form of address.
    pub(super) fn is_addressed(&self, at: u32) -> bool {
        let address = self.doc.phrase(at, Class::PersonHonorific).is_some_and(|m| m.len == 1);
        address
            && at + 3 < self.end
            && self.doc.phrase(at + 1, Class::PlaceSurname).is_some()
            && (at + 1..at + 4).all(|n| self.is_capital(n))
    }

    pub(super) fn is_capital(&self, at: u32) -> bool {
        self.doc.tokens[at as usize].is_capital()
    }

    /// End of the longest known name of the level that begins at `at`.
    pub(super) fn known(&self, at: u32, level: &str) -> Option<u32> {
        // `Phong khê`: behind a designation the capital of the first syllable is enough.
        let phrase = |class: Class| {
            let first = self.doc.matches.at(at as usize).iter().find(|m| m.class == class)?;
            (self.is_capital(first.start)).then_some(first.span().end)
        };
        match level {
            "province" => phrase(Class::PlaceProvince).or_else(|| phrase(Class::PlaceCity)),
            "district" => phrase(Class::PlaceDistrict).max(phrase(Class::PlaceTown)),
            "city" => [Class::PlaceProvince, Class::PlaceDistrict, Class::PlaceTown, Class::PlaceCity]
                .into_iter()
                .filter_map(phrase)
                .max(),
            "commune" => {
                let mut key = String::new();
                let mut best = None;
                let mut last = self.end.min(at + 5);
                let mut end = at;
                while end < last {
                    end += 1;
                    let token = &self.doc.tokens[end as usize - 1];
                    // `Xuân Hương - Đà Lạt`
                    if token.is('-') && end > at + 1 {
                        last = (end + 3).min(self.end);
                        continue;
                    }
                    // `Phong khê`
                    let small = end == at + 2 && token.is_small();
                    if !(token.is_capital() || token.is_number() || small) || !(token.spaced || end == at + 1) {
                        break;
                    }
                    self.doc.push_key(end - 1, &mut key);
                    if units::has(Level::Commune, &key) {
                        best = Some(end);
                    }
                }
                best
            }
            _ => None,
        }
    }

    /// Whether all words of the run have a capital, but for what a hyphen joins: `Ma-rốc`.
    pub(super) fn capital(&self, span: Span<Tok>) -> bool {
        let tokens = &self.doc.tokens[span.range()];
        tokens
            .iter()
            .enumerate()
            .all(|(n, t)| !t.is_word() || t.is_capital() || n > 1 && !t.spaced && tokens[n - 1].is('-'))
    }

    /// The run up to a person's name that stands against it: from a surname on, at least two syllables in.
    fn before_person(&self, at: u32, run: u32) -> u32 {
        (at + 2..run).find(|&n| run - n >= 2 && self.doc.phrase(n, Class::PlaceSurname).is_some()).unwrap_or(run)
    }

    /// `Giám đốc Vườn quốc gia Nà Mu | Lò Văn Mạnh`: the run up to a surname, a middle name and a given one that end it.
    fn before_full_name(&self, at: u32, run: u32) -> u32 {
        let name = |&n: &u32| self.doc.is_full_name(n);
        // `Nhà hát Cải lương Lò Văn Mạnh` is named after him, where nobody is said to head it.
        let titled = || (at.saturating_sub(HEADED)..at).any(|n| self.doc.has(n, Class::OfficeTitle));
        let person = (run.saturating_sub(4).max(at + 1)..run.saturating_sub(2)).find(name);
        person.filter(|_| titled()).unwrap_or(run)
    }

    /// `Lý Sơn - Sa Huỳnh`; of a house on a road the province behind the dash is where it lies (`trạm BOT Nà Lò - Nghệ An`).
    fn pair(&self, end: u32, level: &str) -> u32 {
        let tokens = self.doc.tokens;
        let mut end = end;
        for _ in 0..3 {
            if end + 1 >= self.end || !tokens[end as usize].is('-') || !tokens[end as usize + 1].is_capital() {
                break;
            }
            let after = self.run(end + 1);
            let province = |m: Match| m.span().end == after;
            if level == "facility" && self.doc.phrase(end + 1, Class::PlaceProvince).is_some_and(province) {
                break;
            }
            // `nút giao Nà Lò - Ảnh: …`
            if after < self.end && tokens[after as usize].is(':') {
                break;
            }
            end = after;
        }
        end
    }

    /// `Đài Hữu nghị Việt Nam | - Lào`: the end of a name with the country that a dash joins to the one it ends with.
    fn with_country(&self, end: u32) -> u32 {
        let country =
            |n: u32| self.doc.phrase(n, Class::PlaceCountry).map(|m| m.span().end).filter(|&to| to <= self.end);
        let one = || (end.saturating_sub(2)..end).any(|n| country(n) == Some(end));
        let joined = self.token(end).is_some_and(|t| t.is('-')) && one();
        let Some(to) = country(end + 1).filter(|_| joined) else { return end };
        // `KCN Việt Nam - Singapore | II`
        let roman = |t: &Token| t.is_upper() && t.spaced && self.doc.text_of(to).chars().all(|c| "IVX".contains(c));
        to + u32::from(self.token(to).is_some_and(roman))
    }

    /// `đường Nà Lò - | Nà Sương`: the end of a road named by two communes, the first of which ends at `end`.
    fn between(&self, end: u32, level: &str) -> u32 {
        let dash = level == "road" && self.token(end).is_some_and(|t| t.is('-') && t.spaced);
        let second = if dash { self.known(end + 1, "commune") } else { None };
        second.filter(|&to| to > end + 2 && !self.token(to).is_some_and(Token::is_capital)).unwrap_or(end)
    }

    /// A number or letter that ends the name: `thôn Liêng Krắc 1`, `ấp Mỹ Thị B`, `hồ thủy điện Nà Lò 3`.
    fn tail(&self, head: Span<Tok>, end: u32, level: &str, flags: Flags) -> u32 {
        // `đường Cách Mạng Tháng 8`
        let month = level == "road" && self.doc.phrase(end - 1, Class::DateMonth).is_some_and(|m| m.len == 1);
        if month && end < self.end && self.doc.int(end).is_some_and(|n| (1..=12).contains(&n)) {
            return end + 1;
        }
        // `đường N2`
        let letter = self.doc.tokens[end as usize - 1].is_upper();
        if letter && self.token(end).is_some_and(|t| !t.spaced && t.is_number()) {
            let last = self.token(end + 1).filter(|t| !t.spaced);
            return end + 1 + u32::from(last.is_some_and(|t| t.is_upper() && t.end - t.start == 1));
        }
        // `đường ĐT.768`
        let number = |n: u32| self.token(n).is_some_and(|t| t.is_number() && !t.spaced);
        if letter && level == "road" && self.token(end).is_some_and(|t| t.is('.') && !t.spaced) && number(end + 1) {
            return end + 2;
        }
        if !self.token(end).is_some_and(|t| t.spaced && t.is_number()) {
            return end;
        }
        let plain = self.doc.int(end).is_some_and(|n| n < 20) && !self.doc.text_of(end).starts_with('0');
        let next = self.token(end + 1);
        let glued = next.is_some_and(|t| t.is('/') || t.is('%') || (t.is('-') && !t.spaced));
        // `Khách sạn Nà Lò 2 đã mở cửa`, but `Khách sạn Nà Lò 5 sao`, `sân bay Nà Lò 10 năm`
        let counts = |m: Match| &*self.doc.row(&m).value == "count" || self.doc.has(end + 1, Class::DurationUnit);
        let said = || {
            self.doc.phrase(end + 1, Class::QuantityStop).is_some_and(|m| !counts(m))
                || self.doc.has(end + 1, Class::OrgStop)
        };
        let free = !glued && (next.is_none() || !self.counts(end + 1) || said());
        // `hầm Hải Vân 2`
        let letter = next.is_some_and(|t| !t.spaced && t.is_word());
        let built = level == "road" && !flags.has('d') || level == "water" && head.len() > 1;

        if plain
            && free
            && (matches!(level, "hamlet" | "facility") || built && !letter || flags.has('u') && level == "commune")
        {
            end + 1
        } else {
            end
        }
    }
}
