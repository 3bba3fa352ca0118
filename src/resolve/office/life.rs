//! The posts of a life that is told by dates: `1/1992-3/1995: Phó Chủ tịch UBND huyện Nà Lò.`
//!
//! Enters: the persons and positions of one sentence after the other. Leaves: ties of posts that no sentence gives to anybody
//! with the one person the life is of. A life is at least two periods, each with a colon (or a comma, where both its ends are
//! told) and a position right behind. Whose it is: the person spoken of last before it, where words of a life stand between
//! (`họ và tên`, `sinh ngày`), or the headline names nobody else, or the article knows nobody else; where two may be meant,
//! nobody's. A post whose period has ended is a former one. Not done here: posts without a period, and lives told in
//! sentences of their own ([`super::carry`]).

use rustc_hash::FxHashMap;

use super::gap::{Gap, Gaps};
use super::link::{Item, Tie};
use crate::lexicon::class::Class;
use crate::lexicon::key::is_year;
use crate::recognise::doc::Sentence;

/// A position behind a period, or further on in the same entry.
#[derive(Debug, Clone, Copy)]
struct Post {
    /// Mention of the position.
    office: usize,
    /// Number of its entry.
    entry: u32,
    /// First token of the chain of positions it stands in.
    chain: u32,
    joined: bool,
    paired: bool,
    end: End,
}

/// Whether a period is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// Both ends are told.
    Told,
    /// `đến nay`, or no end at all: `Từ 2010`.
    Open,
    /// One point, which the next entry ends.
    Next,
}

/// An entry that goes on.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// One past its last position.
    at: u32,
    chain: u32,
    end: End,
}

/// The person spoken of, and the posts told since.
#[derive(Debug, Default)]
pub(super) struct Life {
    /// The last mention of a person before the first post, and the person.
    person: Option<(usize, usize)>,
    /// Where that mention ends, and from where words of a life count for it.
    named: u32,
    from: u32,
    posts: Vec<Post>,
    entries: u32,
    open: Option<Open>,
    /// First token of the first period.
    first: u32,
    /// Periods behind which somebody does something, as in a chronicle.
    told: u32,
    /// It is one.
    barred: bool,
    /// The person of the headline, and whether there are several.
    titled: Option<usize>,
    crowded: bool,
    /// Who holds which position already, and how many of the ties are in it.
    held: FxHashMap<usize, usize>,
    read: usize,
}

/// Longest period, and longest way from it to `giữ chức`, in tokens.
const PERIOD: u32 = 18;
/// Longest way from one position of an entry to the next, in tokens.
const APART: u32 = 24;
/// Furthest that words of a life are looked for, in tokens.
const WORDS: u32 = 400;

/// What may go on in small letters behind a post.
const GOES_ON: [Class; 4] = [Class::OfficeScope, Class::OfficeJoiner, Class::OrgAnd, Class::OfficeOf];

impl Life {
    /// Takes in a sentence; `owner` tells which mentions are of one person, `title` whether it is the headline.
    pub(super) fn hear(
        &mut self,
        gaps: &Gaps<'_, '_>,
        sentence: &Sentence,
        items: &[Item<'_>],
        (owner, title): (&[Option<usize>], bool),
        ties: &mut Vec<Tie>,
    ) {
        let mut alone = true;
        for item in items {
            if item.office.is_some() {
                self.office(gaps, sentence.tokens.start, item);
                continue;
            }
            let Some(person) = owner[item.mention] else { continue };
            if title {
                self.crowded |= self.titled.is_some_and(|other| other != person);
                self.titled = Some(person);
            }
            self.open = None;
            // Of two in one sentence the words before either may be of the other.
            let from = if alone { sentence.tokens.start } else { item.span.end };
            alone = false;
            let same = self.person.is_some_and(|(_, known)| known == person);
            if same && !self.posts.is_empty() {
                continue;
            }
            if !same {
                self.close(gaps, owner, false, ties);
                self.from = from;
            }
            self.person = Some((item.mention, person));
            self.named = item.span.end;
        }
    }

    fn office(&mut self, gaps: &Gaps<'_, '_>, start: u32, item: &Item<'_>) {
        if self.person.is_none() || self.barred {
            return;
        }
        let (mut gap, span) = (Gap::default(), item.span);
        let (chain, end) = if let Some((first, end)) = period(gaps, start, item) {
            // `3/2/2017: Thủ tướng yêu cầu …`, `Năm 2017: Chủ tịch UBND tỉnh ra văn bản …`
            let small = gaps.doc.tokens.get(span.end as usize).is_some_and(|t| t.is_small());
            self.barred |= small && gaps.doc.has(span.end, Class::PersonVerb);
            // With both ends told it is rather the rest of a body's name.
            let cut = end != End::Next && item.office.is_some_and(|office| office.org.is_some());
            if small && !cut && !GOES_ON.iter().any(|&class| gaps.doc.has(span.end, class)) {
                self.told += 1;
                self.open = None;
                return;
            }
            if self.posts.is_empty() {
                self.first = first;
            }
            self.entries += 1;
            (span.start, end)
        } else if let Some(open) = self.open.filter(|open| open.at <= span.start && span.start - open.at <= APART) {
            gap = gaps.between(open.at, span.start);
            if !goes_on(gaps, gap, open.at, span.start) {
                self.open = None;
                return;
            }
            (if gap.semicolon || gap.far { span.start } else { open.chain }, open.end)
        } else {
            return;
        };
        self.open = Some(Open { at: span.end, chain, end });
        let (joined, paired) = (gap.joiner && !gap.far, gap.pairs());
        self.posts.push(Post { office: item.mention, entry: self.entries, chain, joined, paired, end });
    }

    /// Gives the posts to the person, and forgets both; `only`: the article knows nobody else.
    pub(super) fn close(&mut self, gaps: &Gaps<'_, '_>, owner: &[Option<usize>], only: bool, ties: &mut Vec<Tie>) {
        let posts = std::mem::take(&mut self.posts);
        let life = self.entries > 1 && self.entries > self.told && !self.barred;
        let person = self.person.take();
        (self.entries, self.told, self.barred, self.open) = (0, 0, false, None);
        let Some((mention, person)) = person.filter(|_| life) else { return };
        if !only && !self.is_titled(person) && !self.is_told(gaps) {
            return;
        }
        self.held.extend(ties[self.read..].iter().filter_map(|t| Some((t.office, owner[t.person]?))));
        self.read = ties.len();
        let held: Vec<Option<usize>> = posts.iter().map(|p| self.held.get(&p.office).copied()).collect();
        let free = || posts.iter().zip(&held).filter(|(_, held)| held.is_none_or(|of| of == person));
        let told = free().map(|(p, _)| p.entry);
        let Some((_, last)) = told.clone().min().zip(told.max()).filter(|(first, last)| first < last) else {
            return;
        };
        let new = posts.iter().zip(&held).filter(|(_, held)| held.is_none()).map(|(post, _)| Tie {
            person: mention,
            office: post.office,
            left: post.end == End::Told || post.end == End::Next && post.entry < last,
            joined: post.joined,
            paired: post.paired,
            dated: true,
            chain: post.chain,
            body: None,
        });
        ties.extend(new);
    }

    /// Whether the headline names the person and nobody else.
    fn is_titled(&self, person: usize) -> bool {
        !self.crowded && self.titled == Some(person)
    }

    /// Whether words of a life stand between the person and the first period.
    fn is_told(&self, gaps: &Gaps<'_, '_>) -> bool {
        let to = self.first;
        to.saturating_sub(self.named) <= WORDS
            && (self.from.max(to.saturating_sub(2 * WORDS))..to).any(|at| gaps.doc.has(at, Class::OfficeLife))
    }
}

/// Whether a position goes on with the entry whose last one ends at `from`.
fn goes_on(gaps: &Gaps<'_, '_>, gap: Gap, from: u32, to: u32) -> bool {
    let tokens = &gaps.doc.tokens;
    if gap.address || gap.group || gap.such || (from..to).any(|at| tokens[at as usize].is(':')) {
        return false;
    }
    let mark = || to.checked_sub(1).is_some_and(|at| tokens[at as usize].is(',') || tokens[at as usize].is(';'));
    let joiner = || gaps.doc.matches.filling(to.saturating_sub(3).max(from)..to, Class::OfficeJoiner).is_some();
    if gap.far { mark() || joiner() } else { gap.chains() || gap.scope }
}

/// The first token of the period a position stands behind, and whether it is over.
fn period(gaps: &Gaps<'_, '_>, start: u32, item: &Item<'_>) -> Option<(u32, End)> {
    let (tokens, at) = (&gaps.doc.tokens, item.span.start);
    let colon = (start.max(at.saturating_sub(PERIOD))..at).rev().find(|&n| tokens[n as usize].is(':'));
    if let Some(colon) = colon {
        let gap = gaps.read(colon + 1, at);
        // `Tháng 6/2017: được Tỉnh ủy phân công giữ chức …`
        if gap.far && !gap.appointed || gap.address || gap.group {
            return None;
        }
        return dated(gaps, start, colon).map(|(first, end, _)| (first, end));
    }
    let comma = at.checked_sub(1).filter(|&n| n > start && tokens[n as usize].is(','))?;
    let (first, end, range) = dated(gaps, start, comma)?;
    let closed = tokens.get(item.span.end as usize).is_none_or(|t| !t.is_word());
    (range && closed).then_some((first, end))
}

/// The period that ends at `end`: its first token, whether it is over, and whether both ends are told.
fn dated(gaps: &Gaps<'_, '_>, start: u32, end: u32) -> Option<(u32, End, bool)> {
    let doc = gaps.doc;
    let words = [Class::DateOpener, Class::DateJoiner, Class::DateMonth, Class::DateYear, Class::DateDay];
    let until_now = |at: u32| doc.has(at, Class::DateTillNow) || doc.has(at, Class::DateRelYear);
    let part = |at: u32| {
        let token = &doc.tokens[at as usize];
        let mark = token.is('-') || token.is('/') || token.is('.');
        mark || token.is_number() || until_now(at) || words.iter().any(|&class| doc.has(at, class))
    };
    let mut first = end;
    while first > start && end - first < PERIOD && part(first - 1) {
        first -= 1;
    }
    let years = (first..end).filter(|&at| ends_with_year(doc.text_of(at))).count();
    let now = (first..end).any(until_now);
    let from = (first..end).any(|at| doc.has(at, Class::DateOpener));
    let over = match years {
        0 => return None,
        _ if now => End::Open,
        1 if from => End::Open,
        1 => End::Next,
        _ => End::Told,
    };
    Some((first, over, now || years > 1))
}

/// Whether a number is a year, or a date that ends with one: `1992`, `7.1979`.
fn ends_with_year(number: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let parts = number.len().checked_sub(4).and_then(|at| number.split_at_checked(at));
    number.starts_with(digit) && parts.is_some_and(|(rest, year)| is_year(year) && !rest.ends_with(digit))
}
