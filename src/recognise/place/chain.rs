//! Places told by the unit that holds them: `Chiềng Ban, huyện Mai Sơn`, `(Nà Lò, Mai Sơn)`, `80 Trúc Khê, quận Đống Đa`.
//!
//! Enters: a unit, where its mention begins. Leaves: the commune or street in front of it, and whether what stands around
//! the bare name of a district shows that it is one. Not done here: names in lists that share a designation (`super`).

use super::value::PlaceName;
use super::{ADDRESS, IN_UNIT, Scan};
use crate::intern::Shape;
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::units::{Bearers, Level};
use crate::recognise::{Kind, Value};
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Most syllables of a street or commune.
const LONGEST: u32 = 4;

/// Most units of a document whose communes are looked for.
const MAX_HOLDERS: usize = 16;

/// A name before a unit, and what stands before it.
struct Held {
    name: Span<Tok>,
    /// A preposition of place: `ở`, `tại`.
    preposed: bool,
    /// A bracket behind a name: `Lèo Văn Hưng (Chiềng Ban, …`.
    bracket: bool,
    /// The number of a house.
    house: bool,
}

impl Scan<'_, '_> {
    /// Proposes what stands before the mention of a unit that begins at `start` and bears `unit`, and lies in it.
    pub(super) fn held_by(&mut self, start: u32, unit: Span<Tok>) {
        let Some(held) = self.before_unit(start) else { return };
        let Held { name, preposed, bracket, house } = held;
        let surname = self.has(name.start, Class::PersonSurname);
        let headed = [Class::PlaceHead, Class::OrgHead].iter().any(|&c| self.heads(name, c));
        if house && !headed {
            self.push(name.start, name, "road", ADDRESS);
        } else if name.len() <= 3 && self.lies_in(name, unit) {
            // `Dương Huy, Quảng Ninh` alone may be a reader and where he lives.
            if preposed || bracket || !self.in_person(name.end) {
                self.push(name.start, name, "commune", IN_UNIT);
            }
        } else if headed {
            // Read already, or no place.
        } else if preposed && !surname && name.len() <= 3 && self.is_commune(name) {
            self.push(name.start, name, "commune", IN_UNIT);
        } else if (preposed || bracket) && self.is_after_somebody(name) {
            // `tại Phạm Văn Đồng, Hà Nội`
            self.push(name.start, name, "road", ADDRESS);
        }
    }

    /// Proposes the bare communes behind a preposition that lie in a unit which the document names: `bắt xe về | Liêm Tuyền`,
    /// where it speaks of Hà Nam.
    pub(super) fn communes(&mut self) {
        let doc = self.doc;
        let holders: Vec<Bearers> = self.holders().into_iter().map(|name| doc.units(name)).collect();
        if holders.is_empty() {
            return;
        }
        let mut walk = doc.capitals();
        while let Some(at) = walk.next_token() {
            if at == 0 || !doc.has(at - 1, Class::PlacePrep) {
                continue;
            }
            self.sentence = walk.sentence(at);
            let name = Span::new(at, self.names().run(at));
            if at > self.sentence.start && self.is_bare_commune(name) && self.lies_in_any(name, &holders) {
                self.push(at, name, "commune", IN_UNIT);
                self.communes_behind(name.end, &holders);
            }
        }
    }

    /// `ở Liêm Tuyền, | Liêm Túc và Thanh Hương`: the others of a list that begins with a bare commune.
    fn communes_behind(&mut self, mut end: u32, holders: &[Bearers]) {
        while let Some(next) = self.separator(end) {
            let name = Span::new(next, self.names().run(next));
            if !self.is_plain_commune(name) || !self.lies_in_any(name, holders) {
                break;
            }
            self.push(next, name, "commune", IN_UNIT);
            end = name.end;
        }
    }

    /// The names of the units that the document speaks of, each once.
    fn holders(&self) -> Vec<Span<Tok>> {
        let mut holders: Vec<Span<Tok>> = Vec::new();
        for place in self.out.all() {
            let Value::Place(PlaceName { level: "province" | "district" | "city", name }) = place.value else {
                continue;
            };
            let known = |h: &Span<Tok>| self.doc.slice(*h) == self.doc.slice(name);
            if holders.len() < MAX_HOLDERS && !holders.iter().any(known) {
                holders.push(name);
            }
        }
        holders
    }

    /// Whether two or three words behind a strong preposition are the name of a commune and of nothing else here.
    fn is_bare_commune(&self, name: Span<Tok>) -> bool {
        self.doc.is_place_preposition(name.start - 1) && self.is_plain_commune(name)
    }

    /// Whether two or three words are the name of a commune and of nothing else here.
    fn is_plain_commune(&self, name: Span<Tok>) -> bool {
        const OTHERS: ClassSet =
            ClassSet::of(&[Class::OrgHead, Class::OrgName, Class::PlaceHead, Class::PersonKnown, Class::PersonOpener]);
        let at = name.start;
        let plain = (2..=3).contains(&name.len()) && !self.before_capital(name.end);
        let upper = || name.range().any(|n| self.doc.tokens[n].is_upper());
        plain
            && !self.doc.classes(at).meets(&OTHERS)
            && self.out.longest(Kind::Place, at).is_none()
            && !upper()
            && !self.is_after_somebody(name)
            && self.is_commune(name)
    }

    /// Whether a commune that lies in the district stands before its bare name: `tại Việt Hùng, | Đông Anh`.
    pub(super) fn holds(&self, district: Span<Tok>) -> bool {
        self.before_unit(district.start)
            .is_some_and(|held| held.house || (held.preposed || held.bracket) && self.lies_in(held.name, district))
    }

    /// `(Lý Nhân 337, Bình Lục 15)`: between two marks, with a figure behind it.
    pub(super) fn is_counted(&self, district: Span<Tok>) -> bool {
        let mark =
            |n: u32, marks: &[char]| n < self.sentence.end && marks.iter().any(|&m| self.doc.tokens[n as usize].is(m));
        let at = district.end + u32::from(mark(district.end, &[':']));
        let number = at < self.sentence.end && self.doc.tokens[at as usize].is_number();
        let before = district.start > self.sentence.start && mark(district.start - 1, &['(', ',', ';', ':']);
        district.len() > 1 && number && before && (at + 1 == self.sentence.end || mark(at + 1, &[',', ';', ')', '.']))
    }

    /// `Lương Sơn, Kỳ Sơn`: another district of the same province stands beside it, of two syllables both.
    pub(super) fn has_neighbour(&self, district: Span<Tok>) -> bool {
        let Some(next) = self.separator(district.end) else { return false };
        let other = self.doc.phrase(next, Class::PlaceDistrict).map(|m| m.span()).filter(|other| {
            other.len() > 1
                && other.end <= self.sentence.end
                && self.names().capital(*other)
                && !self.before_capital(other.end)
        });
        district.len() > 1 && other.is_some_and(|other| self.doc.units(district).are_neighbours(self.doc.units(other)))
    }

    /// The name in front of the mention of a unit that begins at `start`.
    fn before_unit(&self, start: u32) -> Option<Held> {
        let tokens = self.doc.tokens;
        let mark = self.previous(start).filter(|&p| {
            let t = &tokens[p as usize];
            t.is(',') || t.is('(') || (t.is('-') && t.spaced)
        })?;
        let first = mark.saturating_sub(LONGEST + 1).max(self.last_end).max(self.sentence.start);
        let capital = |t: &Token| t.is_capital() && !t.is_upper();
        let begin = (first..mark).rev().take_while(|&n| capital(&tokens[n as usize])).last()?;
        // `Tại Dương Huy, Quảng Ninh`: the capital of a preposition is that of the sentence.
        let prep = |n: u32| self.doc.phrase(n, Class::PlacePrep).is_some_and(|m| m.len == 1);
        let initial = begin == self.sentence.start || !tokens[begin as usize - 1].is_word();
        let begin = begin + u32::from(initial && mark - begin > 2 && prep(begin));
        let name = Span::new(begin, mark);
        if !(2..=LONGEST).contains(&name.len()) {
            return None;
        }
        // `ngư dân Lò Văn Sình, huyện Nà Lò`: what is said of persons is no preposition of places.
        let strong = |n: u32| prep(n) && self.doc.is_place_preposition(n);
        let before = self.previous(begin);
        let is = |mark: char| before.is_some_and(|p| tokens[p as usize].is(mark));
        // `Lèo Văn Hưng (Chiềng Ban, …`
        let bracket = is('(') && begin >= self.sentence.start + 2 && tokens[begin as usize - 2].is_capital();
        let opens = before.is_none_or(|p| !tokens[p as usize].is_capital() || strong(p));
        opens.then(|| Held { name, preposed: before.is_some_and(strong), bracket, house: self.is_house(begin) })
    }

    /// Whether a word of the class stands before the name or begins it.
    fn heads(&self, name: Span<Tok>, class: Class) -> bool {
        self.before(name.start, class).is_some() || self.has(name.start, class)
    }

    /// `80 | Trúc Khê`, `số 778/10 | Nguyễn Kiệm`, `45B | Lý Thường Kiệt`: the number of a house stands before `at`.
    fn is_house(&self, at: u32) -> bool {
        let tokens = self.doc.tokens;
        let number = |n: u32| n >= self.sentence.start && tokens[n as usize].is_number();
        let letter = |n: u32| tokens[n as usize].shape.has(Shape::SINGLE) && !tokens[n as usize].spaced;
        let Some(mut last) = self.previous(at) else { return false };
        if last > self.sentence.start && letter(last) {
            last -= 1;
        }
        if !number(last) || !tokens[at as usize].spaced {
            return false;
        }
        while last >= self.sentence.start + 2 && tokens[last as usize - 1].is('/') && number(last - 2) {
            last -= 2;
        }
        let Some(before) = self.previous(last) else { return true };
        let t = &tokens[before as usize];
        !t.is_word() && !t.is('-') || self.has(before, Class::OrgNumber) || self.has(before, Class::PlacePrep)
    }

    fn lies_in_any(&self, name: Span<Tok>, holders: &[Bearers]) -> bool {
        let communes = self.doc.units(name);
        holders.iter().any(|&holder| communes.lies_in(holder))
    }

    fn lies_in(&self, name: Span<Tok>, unit: Span<Tok>) -> bool {
        self.lies_in_any(name, &[self.doc.units(unit)])
    }

    fn is_commune(&self, name: Span<Tok>) -> bool {
        self.doc.is_unit(name, Level::Commune)
    }

    /// Whether the name has the look of somebody's after whom streets are called.
    fn is_after_somebody(&self, name: Span<Tok>) -> bool {
        name.len() >= 3 && self.doc.is_full_name(name.start)
    }
}
