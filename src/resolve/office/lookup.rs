//! The body of a position that has none beside it, by all that the article says.
//!
//! Enters: a bare position. Leaves: the body that its sentence or the one before ties to it (`near`), that has the same title
//! elsewhere, or that its bare word (`Giám đốc | Sở`) or the title itself (`| Hiệu trưởng`) names. Not done here: bodies that
//! nothing ties to it (`likely`).

use std::borrow::Cow;

use super::body::Words;
use super::draft::{Draft, Org};
use super::role::{MAX_FREE, OPENING, Roles};
use crate::lexicon::class::Class;
use crate::lexicon::trie::Match;
use crate::recognise::office::value::Hint;
use crate::span::{Span, Tok};

/// Most tokens from the bracket that tells what somebody was to the body there.
const FORMER: u32 = 8;

/// A way in which an article tells of which body a bare position is.
type Form<'d, 'a, 'm> = fn(&Roles<'d, 'a, 'm>, &Draft<'m, 'a>) -> Option<Span<Tok>>;

impl<'d, 'a, 'm> Roles<'d, 'a, 'm> {
    /// All of them, the surest first.
    const FORMS: [Form<'d, 'a, 'm>; 20] = [
        // Its own sentence, or the line above, ties the body to it.
        |all, role| all.bracketed(role),
        |all, role| all.shared(role),
        |all, role| all.having(role),
        |all, role| all.made_head_of(role, None),
        |all, role| all.right_before(role),
        |all, role| all.of_transfer(role),
        |all, role| all.of_chosen(role),
        |all, role| all.of_list(role),
        |all, role| all.said_before(role),
        |all, role| all.of_side(role),
        |all, role| all.led_beside(role),
        |all, role| all.of_heading(role),
        |all, role| all.of_command(role),
        |all, role| all.of_subject(role),
        |all, role| all.with_deputies(role),
        |all, role| all.of_kind(role),
        // Another sentence does.
        |all, role| all.same_title(&role.title),
        |all, role| all.led_by(role),
        |all, role| all.of_called(role),
        |all, role| all.of_title(role).or_else(|| all.of_board(role)),
    ];

    /// The body of a position without one, if the article names one that it must mean.
    pub(super) fn look_up(&self, role: &mut Draft<'m, 'a>) {
        let position = role.position;
        if position.traits.whole || self.is_of_history(role.person) {
            return;
        }
        let found = match position.hint {
            Hint::Body(word) => {
                let own = |org: &Span<Tok>| self.begins(*org, &Words::of(self.doc, word).0);
                let near = self.made_head_of(role, Some(word)).or_else(|| self.of_heading(role).filter(own));
                // `trưởng đoàn` is of who came together, not of `Đoàn Thanh niên`.
                let party = |org: &Span<Tok>| self.head(*org).is_some_and(|head| head.flags.has('v'));
                let met = self.doc.folded(word.start) == "đoàn";
                let found = near.or_else(|| self.body(word, role.at).filter(|org| !met || party(org)));
                // `Chủ tịch | Hội đồng trường`: three words say what it is, if not of which house.
                found.or(Some(word).filter(|word| word.len() > 2 && self.doc.tokens[word.start as usize].is_capital()))
            }
            Hint::Field(field) => {
                let head = self.owner(role.position.title).unwrap_or_default();
                let found = self.with_field(field, &head);
                if found.is_none() {
                    let mut head = head.join(" ");
                    if let Some(first) = head.chars().next() {
                        let upper: String = first.to_uppercase().collect();
                        head.replace_range(..first.len_utf8(), &upper);
                    }
                    role.org = Org::Made(format!("{head} {}", self.doc.slice(field)));
                    return;
                }
                found
            }
            Hint::None => Self::FORMS.iter().find_map(|form| form(self, role)),
        };
        if let Some(org) = found {
            role.set(self.doc, org);
        }
    }

    /// The company of a board of which nothing is said; `HĐQT | công ty nạo vét luồng` is another's.
    fn of_board(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let told = self.doc.has(role.position.title.end, Class::OfficeBody);
        if role.position.traits.board && !told { self.company() } else { None }
    }

    /// The one company whose officers the document names with it; few documents ask for it.
    fn company(&self) -> Option<Span<Tok>> {
        *self.company.get_or_init(|| {
            // `FLC | Faros`: half a name is none.
            let goes_on =
                |org: &Span<Tok>| self.doc.tokens.get(org.end as usize).is_some_and(|t| t.is_capital() && t.spaced);
            let posts = self.mentions.iter().filter_map(|c| c.value.position()).filter(|p| p.traits.company);
            let companies = posts.filter_map(|p| p.org.filter(|org| !goes_on(org)));
            // Of several that are named the one the article begins with, where no other is spoken of again, or all others less.
            let company = |org: &Span<Tok>| self.is_company(*org);
            let opens = self.bodies().find(company).is_some_and(|org| org.start < OPENING);
            let named = if opens { self.counted(self.bodies().filter(company)) } else { Vec::new() };
            let own = named.split_first().filter(|((_, _, times), others)| {
                let others = || others.iter().map(|(_, _, other)| *other);
                *times > others().sum() || *times > 1 && others().all(|other| other == 1)
            });
            let own = own.map(|((org, _, _), _)| *org);
            own.or_else(|| self.sole(companies.take(MAX_FREE + 1)))
        })
    }

    /// The nearest body before that begins with a word, else the first after.
    pub(super) fn body(&self, word: Span<Tok>, at: u32) -> Option<Span<Tok>> {
        let row = self.doc.phrase(word.start, Class::OfficeBody).map(|m| self.doc.row(&m));
        let value = row.map_or("", |r| &*r.value);
        let words: Vec<Cow<'_, str>> =
            if value.is_empty() { Words::of(self.doc, word).0 } else { value.split(' ').map(Cow::Borrowed).collect() };
        // `(nguyên Phó Chủ tịch Hội Nông dân huyện)`: what somebody headed before is not meant.
        let former = |org: &Span<Tok>| {
            let open = (org.start.saturating_sub(FORMER)..org.start).rev().find(|&n| self.doc.is_mark(n, '('));
            open.is_some_and(|open| self.doc.matches.having(open..org.start, Class::OfficeFormer).next().is_some())
        };
        // Nobody is `Trưởng ban` of `Ban Bí thư`: of those who form it each has a post of his own (flag `B`).
        let led = |org: &Span<Tok>| !self.head(*org).is_some_and(|head| head.flags.has('B'));
        let called = |org: &Span<Tok>| self.begins(*org, &words) && led(org);
        let named = |org: &Span<Tok>| org.start < at && called(org);
        let before = self.bodies().rfind(|org| named(org) && !former(org));
        let before = before.or_else(|| self.bodies().rfind(named));
        // `… Phó Hiệu trưởng Trường Nà Sương dự. Hiệu trưởng nhà trường …`: guests are of another house, as is who has it in a
        // bracket (`GS Lò Văn An (Trường Nà Sương)`).
        let guest = |org: &Span<Tok>| {
            let mut posts = self.mentions.iter().filter_map(|c| c.value.position());
            self.is_aside(org) || posts.any(|p| p.org.is_some_and(|own| own.start == org.start))
        };
        let near = |org: &Span<Tok>| self.doc.sentence_of(at) - self.doc.sentence_of(org.start) <= 1 && !guest(org);
        let own = || self.opening(&words).or(before);
        let before = before.filter(near).or_else(own);
        before.or_else(|| self.bodies().find(called))
    }

    /// Whether a body fills a bracket: where somebody is from, or what another is called.
    pub(super) fn is_aside(&self, org: &Span<Tok>) -> bool {
        org.start > 0 && self.doc.is_mark(org.start - 1, '(') && self.doc.is_mark(org.end, ')')
    }

    /// The company, hospital or school, told by its first words, that the article begins with: its own.
    fn opening(&self, words: &[Cow<'_, str>]) -> Option<Span<Tok>> {
        let house = |org: Span<Tok>| self.head(org).is_some_and(|head| head.word == "company" || head.flags.has('h'));
        self.bodies().take_while(|org| org.start < OPENING).find(|&org| self.begins(org, words) && house(org))
    }

    /// The body of a portfolio: one that begins with `head` and names it.
    fn with_field(&self, field: Span<Tok>, head: &[Cow<'_, str>]) -> Option<Span<Tok>> {
        let field = Words::of(self.doc, field);
        self.bodies().find(|&org| self.begins(org, head) && field.within(&Words::of(self.doc, org)))
    }

    /// The first words of the bodies that have a title: `viện` of `Viện trưởng`.
    pub(super) fn owner(&self, title: Span<Tok>) -> Option<Vec<Cow<'_, str>>> {
        // `quyền | Hiệu trưởng`
        let acting = self.doc.phrase(title.start, Class::OfficeActing).map(|m| m.span().end);
        let title = Span::new(acting.filter(|&at| at < title.end).unwrap_or(title.start), title.end);
        // `Tổ phó | thường trực`
        let limits = |at: &u32| self.doc.phrase(*at, Class::OfficeModifier).is_some_and(|m| m.span().end == title.end);
        let short = (title.start + 1..title.end).find(limits).map(|at| Span::new(title.start, at));
        let named = |title| self.doc.lexicon.find(self.doc.slice(title)).find(|r| r.class == Class::OfficeOwner);
        let row = named(title).or_else(|| named(short?))?;
        Some(row.value.split(' ').map(Cow::Borrowed).collect())
    }

    /// The one body beside the same title where it is said of nobody.
    fn same_title(&self, title: &Words<'_>) -> Option<Span<Tok>> {
        self.sole(self.free.iter().filter(|(t, _)| t == title).map(|(_, org)| *org))
    }

    /// Whether a body is one of those that a title with that owner is of. `Bộ trưởng` is not of `Bộ Chính trị`, whose first word
    /// only sounds the same.
    pub(super) fn is_owner(&self, org: Span<Tok>, owner: &[Cow<'_, str>]) -> bool {
        let longer = |m: &Match| m.len as usize > owner.len() && self.doc.lexicon.head(m.row).word == "party";
        self.begins(org, owner) && !self.doc.phrase(org.start, Class::OrgHead).is_some_and(|m| longer(&m))
    }

    /// The one body of the article of the kind the title names: `Hiệu trưởng`, `Viện trưởng`.
    fn of_title(&self, role: &Draft<'_, '_>) -> Option<Span<Tok>> {
        let of = self.owner(role.position.title)?;
        let all = || self.bodies().filter(|&org| self.is_owner(org, &of) && !self.is_aside(&org));
        // Of several schools the article's own is named again; of ministries either may be meant.
        self.prevailing(all(), of == ["trường"])
    }

    /// The longest name of the one body that all are of, or, where that will do, of the only one among them that is named again.
    pub(super) fn prevailing(&self, all: impl Iterator<Item = Span<Tok>>, again: bool) -> Option<Span<Tok>> {
        let named = self.counted(all);
        let mut left = named.iter().filter(|(_, _, times)| named.len() == 1 || again && *times > 1);
        let sole = left.next().filter(|_| left.next().is_none());
        sole.map(|(org, _, _)| *org)
    }

    /// The bodies that are named, each with the longest of its names and how often, in the order in which they are named first.
    fn counted(&self, all: impl Iterator<Item = Span<Tok>>) -> Vec<(Span<Tok>, Words<'_>, u32)> {
        let mut named: Vec<(Span<Tok>, Words<'_>, u32)> = Vec::new();
        for org in all {
            let words = Words::of(self.doc, org);
            match named.iter_mut().find(|(_, known, _)| known.same_body(&words)) {
                Some((best, known, times)) => {
                    *times += 1;
                    if known.within(&words) && words.0.len() > known.0.len() {
                        (*best, *known) = (org, words);
                    }
                }
                None => named.push((org, words, 1)),
            }
        }
        named
    }
}
