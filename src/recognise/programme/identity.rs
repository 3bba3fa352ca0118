//! Whether words are the name of a programme at all.
//!
//! Enters: a kind word and the words behind it, quoted or not. Leaves: whether they say which one is meant; `dự án trọng điểm`,
//! `dự án “khủng”` and the names of shows and wars do not. Not done here: where a name ends.

use super::name::Name;
use super::{Head, Scan};
use crate::intern::Shape;
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::span::{Span, Tok};
use crate::token::syllable::Token;

/// Most words of a description of a project that tells no name.
const GENERIC: u32 = 16;

/// Kinds whose word is also that of a war, a party or a plot.
pub(super) const FOUGHT: [&str; 3] = ["campaign", "movement", "strategy"];

/// Words of war, of parties and of plots that make an article one about these.
const WAR: [usize; 3] = [8, 3, usize::MAX];

/// Words of show business that make an article one about shows.
const STAGE: usize = 4;

/// Whether a word is no Vietnamese syllable.
fn is_foreign(word: &Token) -> bool {
    !word.shape.has(Shape::SYLLABLE)
}

impl Scan<'_, '_> {
    /// Whether the words after a kind word say which one is meant.
    pub(super) fn identifies(&self, head: Head, read: &Name) -> bool {
        let (doc, from) = (self.doc, head.words.end);
        let words = read.words.len();
        if words == 0 || doc.phrase(from, Class::ProgrammeAnd).is_some() {
            return false;
        }
        let tokens = &doc.tokens[read.words.range()];
        let first = &tokens[0];
        let years = read.period.as_ref().is_some_and(|p| !p.single && !p.value.is_empty());
        let generic = doc.phrase(from, Class::ProgrammeGeneric);
        if first.is_capital() {
            if doc.phrase(from, Class::ProgrammeBody).is_some() && !years {
                return false;
            }
            if generic.is_some_and(|m| m.span().end >= read.words.end) {
                return false;
            }
            // A brand is one word in capitals, or one that is no Vietnamese syllable: `dự án Formosa`.
            let foreign = is_foreign(first);
            let brand = first.end - first.start > 2 && (first.is_upper() || foreign);
            // `thành phố chiến lược Deir Ezzor`: before a foreign name `chiến lược` says how important it is, and
            // `phong trào Hamas` is a body.
            let written = doc.tokens[head.words.start as usize].is_capital();
            // `danh hiệu Premier League` is a contest won.
            if foreign && head.kind == "title" && !first.is_upper() {
                return false;
            }
            if foreign && (head.kind == "movement" || (head.kind == "strategy" && !written)) {
                return false;
            }
            // `Dự án Nhà máy tôn mạ kẽm`: a kind of building with a capital, and no word that says which one.
            if head.kind == "project"
                && !foreign
                && !years
                && words <= GENERIC
                && !read.capitals
                && !tokens.iter().any(Token::is_number)
            {
                return false;
            }
            // `chiến dịch Lá chắn Euphrates`: wars have foreign names.
            if head.kind == "campaign" && tokens.iter().any(Token::is_foreign_name) {
                return false;
            }
            // `các chương trình Firewall`: what several are called is no name of one.
            let one = !self.is_of_several(head);
            return words > 1 || (brand && one && head.kind != "plan" && head.kind != "title");
        }
        // At the head of a sentence the capital says so much only with its years.
        let opens = head.words.start == self.within.start;
        let written = doc.tokens[head.words.start as usize].is_capital() && (!opens || years);
        // `Chiến dịch diệt lăng quăng đợt 2 năm 2022`
        if !head.low && head.kind != "plan" {
            return written && words > 2 && read.period.is_some();
        }
        // `các dự án đầu tư cho Sở Y tế`, `các chương trình hợp tác Việt Nam - Lào`: what several have in common names none.
        if matches!(head.kind, "project" | "programme") && !years && self.is_of_several(head) {
            return false;
        }
        if generic.is_some_and(|m| m.span().end == read.words.end) {
            return false;
        }
        if head.kind == "plan" && !head.of {
            return written && (words > 3 || words > 2 && read.capitals) && read.period.is_some();
        }
        // `Chương trình giáo dục phổ thông 2018`
        if head.kind == "programme" && written && words > 3 && read.period.is_some() {
            return true;
        }
        let national = doc
            .matches
            .at(read.words.end as usize - 2)
            .iter()
            .any(|m| m.class == Class::ProgrammeAnchor && m.span().end == read.words.end);
        // `chiến lược quốc gia | về tăng trưởng xanh`
        let anchored = || doc.phrase(from - 2, Class::ProgrammeAnchor).is_some_and(|m| m.span().end == from);
        let national = national || head.words.len() > 2 && anchored();
        let work = head.kind == "project";
        if years && words > 1 && (!work || read.capitals) {
            return true;
        }
        // `chương trình tên lửa Kim Lâu tầm xa`: what arms a state builds.
        if head.kind == "programme" && !years && generic.is_some_and(|m| &*doc.row(&m).value == "arms") {
            return false;
        }
        // `Dự án căn hộ du lịch`: what kind of work it is, even written with a capital. With its own name it is that work.
        let built = read.capitals && generic.is_some_and(|m| &*doc.row(&m).value == "work");
        // `đề án tái cơ cấu` is none, `đề án tái cơ cấu chợ Kim Lâu` is one.
        let generic = generic.filter(|m| &*doc.row(m).value != "bare");
        if generic.is_some() && !built && !((read.capitals || (written && !work)) && words > 4) {
            return false;
        }
        (written && (words > 5 || (words > 4 && !work) || (words > 3 && (read.capitals || !work))))
            || (read.capitals && words > 2)
            || (national && words > 2)
    }

    /// Whether `các` or a number stands before the kind word.
    pub(super) fn is_of_several(&self, head: Head) -> bool {
        let before = head.words.start.checked_sub(1).filter(|i| *i >= self.within.start);
        let count = |i: u32| self.doc.phrase(i, Class::NumberDigit).and_then(|m| self.doc.row(&m).number);
        before.is_some_and(|i| {
            self.doc.has(i, Class::IndicatorPlural)
                || self.doc.int(i).is_some_and(|n| n > 1)
                || count(i).is_some_and(|n| n > 1.0)
        })
    }

    /// Whether the sentence tells that what `kind` names is a war, a party or a plot.
    pub(super) fn is_battle(&self, kind: &str) -> bool {
        let Some(n) = FOUGHT.iter().position(|k| *k == kind) else { return false };
        self.battles.get_or_init(|| self.fought(self.within))[n] > 0
    }

    /// Whether the whole article is about wars or parties, if that is what `kind` can name.
    pub(super) fn is_of_war(&self, kind: &str) -> bool {
        let Some(n) = FOUGHT.iter().position(|k| *k == kind) else { return false };
        self.war.get_or_init(|| self.fought(Span::new(0, self.doc.tokens.len() as u32)))[n] >= WAR[n]
    }

    /// How many words in `within` tell of each of the [`FOUGHT`] kinds that it is fought.
    fn fought(&self, within: Span<Tok>) -> [usize; 3] {
        let words = (within.start..within.end).filter_map(|i| self.doc.phrase(i, Class::ProgrammeBattle));
        let mut found = [0; 3];
        for kind in words.map(|m| &*self.doc.row(&m).value) {
            FOUGHT.iter().zip(&mut found).for_each(|(k, found)| *found += usize::from(*k == kind));
        }
        found
    }

    /// `dự án “khủng”`: one small word in quotes is no name, nor are a few the name of a work or a plan.
    pub(super) fn is_irony(&self, kind: &str, inner: Span<Tok>) -> bool {
        let most = if matches!(kind, "project" | "plan" | "strategy") { 6 } else { 1 };
        inner.len() <= most && !(inner.start..inner.end).any(|i| self.doc.tokens[i as usize].is_capital())
    }

    /// Whether the `chương trình` named so is a show: the sentence speaks of an audience, and the name of no policy.
    pub(super) fn is_show(&self, kind: &str, name: Span<Tok>) -> bool {
        let doc = self.doc;
        kind == "programme"
            && name.len() <= 8
            && !(name.start..name.end).any(|i| {
                // Of two syllables: the `bản` of `phiên bản` is no hamlet.
                doc.phrase(i, Class::ProgrammeCoordinated).is_some_and(|m| m.len > 1)
                    || doc.phrase(i, Class::ProgrammeAnchor).is_some()
            })
            && (self.is_known_show(name) || self.is_episode(name) || self.is_shown_beside(name) || self.on_stage())
    }

    /// Whether the lexicon has a show of this name, or the name is of a festival: `Festival Hoa`.
    fn is_known_show(&self, name: Span<Tok>) -> bool {
        self.doc.phrase(name.start, Class::ProgrammeShow).is_some_and(|m| match &*self.doc.row(&m).value {
            "name" => self.doc.has_capitals(&m),
            value => value == "event",
        })
    }

    /// `chương trình Bếp nhà mình tập 12`: what has numbered parts is watched.
    fn is_episode(&self, name: Span<Tok>) -> bool {
        self.doc.has(name.end - 1, Class::NumberLabelWeak)
            && self.doc.tokens.get(name.end as usize).is_some_and(Token::is_number)
    }

    /// Whether the sentence speaks of shows outside `name`.
    fn is_shown_beside(&self, name: Span<Tok>) -> bool {
        let extent = self.shows.get_or_init(|| {
            let mut shows = self.shows(self.within);
            let first = shows.next()?;
            Some(Span::new(first, shows.last().unwrap_or(first) + 1))
        });
        extent.is_some_and(|shows| shows.start < name.start || shows.end > name.end)
    }

    /// The words of show business in `within`.
    fn shows(&self, within: Span<Tok>) -> impl Iterator<Item = u32> {
        let tells = |m: &Match| match &*self.doc.row(m).value {
            "name" => self.doc.has_capitals(m),
            value => value != "event",
        };
        (within.start..within.end).filter(move |&i| self.doc.phrase(i, Class::ProgrammeShow).is_some_and(|m| tells(&m)))
    }

    /// Whether the whole article speaks of shows.
    fn on_stage(&self) -> bool {
        let all = Span::new(0, self.doc.tokens.len() as u32);
        *self.stage.get_or_init(|| self.shows(all).nth(STAGE - 1).is_some())
    }
}
