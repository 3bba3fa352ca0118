//! One spelling for every word.
//!
//! Enters: decoded text. Leaves: the same text in NFC, tone marks in one style, without look-alike letters, invisible
//! characters and unusual white space; and the map back. Letters, marks and white space only: quotes, dashes, digits
//! and HTML entities stay. Not done here: decoding, i/y variants, spelling mistakes.
//!
//! Normalising twice gives what normalising once gave; the work is linear in the text; text that needs nothing is
//! borrowed.

use crate::span::Span;
use crate::text::compose::{compose, is_mark, is_vietnamese_mark};
use crate::text::look_alike::{has_other_alphabet, is_foreign};
use crate::text::offset::{Edit, EditKind, OffsetMap, count};
use crate::text::scan::{Known, Nothing, Scan, is_invisible, is_odd_break, is_odd_space};
use crate::text::syllable::is_valid;
use crate::text::word;
use std::borrow::Cow;
use std::cell::OnceCell;

pub use crate::text::syllable::ToneStyle;

/// Normalises texts in one tone style.
#[derive(Debug, Clone, Copy, Default)]
pub struct Normaliser {
    style: ToneStyle,
}

/// A normalised text.
#[derive(Debug, Clone)]
pub struct Normalised<'a> {
    /// The text; borrowed where nothing had to be changed.
    pub text: Cow<'a, str>,
    /// From its bytes to the code points of the input.
    pub map: OffsetMap,
}

impl Normaliser {
    /// A normaliser that puts tone marks by `style`.
    #[must_use]
    pub fn new(style: ToneStyle) -> Self {
        Self { style }
    }

    /// The style in which it puts tone marks.
    #[must_use]
    pub fn style(&self) -> ToneStyle {
        self.style
    }

    /// Normalises `raw`, a text below 4 GiB.
    ///
    /// ```
    /// use tinviet::text::normalise::{Normaliser, ToneStyle};
    /// let old = Normaliser::new(ToneStyle::Old);
    /// for (raw, text) in [
    ///     ("Uỷ ban xã Hoà Sơn", "Ủy ban xã Hòa Sơn"),
    ///     ("quỹ của giám đốc Ðoàn", "quỹ của giám đốc Đoàn"),
    ///     ("ca\u{301}c tô\u{309} dân\u{A0}phố\r\n", "các tổ dân phố\n"),
    ///     ("“Hoàn thành” – 94%", "“Hoàn thành” – 94%"),
    /// ] {
    ///     assert_eq!(old.normalise(raw).text, text);
    /// }
    /// ```
    #[must_use]
    pub fn normalise<'a>(&self, raw: &'a str) -> Normalised<'a> {
        self.normalise_with(raw, &mut Nothing)
    }

    /// The same where some words are known to need nothing.
    pub(crate) fn normalise_with<'a>(&self, raw: &'a str, known: &mut impl Known) -> Normalised<'a> {
        match self.walk(raw, known) {
            None => Normalised { text: Cow::Borrowed(raw), map: OffsetMap::identity(raw) },
            Some((text, edits)) => {
                let map = OffsetMap::new(&text, edits);
                Normalised { text: Cow::Owned(text), map }
            }
        }
    }

    /// The normalised text alone, where the way back does not matter.
    ///
    /// ```
    /// use tinviet::text::normalise::{Normaliser, ToneStyle};
    /// assert_eq!(Normaliser::new(ToneStyle::New).spelling("thủy lợi"), "thuỷ lợi");
    /// ```
    #[must_use]
    pub fn spelling<'a>(&self, raw: &'a str) -> Cow<'a, str> {
        self.walk(raw, &mut Nothing).map_or(Cow::Borrowed(raw), |(text, _)| Cow::Owned(text))
    }

    /// The changed text and its edits; `None` where nothing is to change.
    fn walk(&self, raw: &str, known: &mut impl Known) -> Option<(String, Vec<Edit>)> {
        let mut walk = Walk {
            raw,
            style: self.style,
            out: String::new(),
            edits: Vec::new(),
            copied: 0,
            copied_points: 0,
            attached: 0,
            quoting: OnceCell::new(),
        };
        let (mut scan, mut at) = (Scan::new(raw, self.style, known), 0);
        while let Some(odd) = scan.next(at) {
            at = walk.visit(odd, at);
        }
        if walk.edits.is_empty() {
            return None;
        }
        walk.flush(raw.len());
        Some((walk.out, walk.edits))
    }
}

impl Normalised<'_> {
    /// What was changed, in order.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        self.map.edits()
    }
}

/// One pass over a text.
struct Walk<'a> {
    raw: &'a str,
    style: ToneStyle,
    /// The output for `raw[..copied]`; clean stretches are copied when the next edit comes.
    out: String,
    edits: Vec<Edit>,
    copied: usize,
    /// Code points in `raw[..copied]`.
    copied_points: u32,
    /// Where the last mark that was put onto the word before it ends in `raw`.
    attached: usize,
    quoting: OnceCell<bool>,
}

/// Most bytes of a word that a mark after a space is tried on: nghiêng, fully decomposed, has nine.
const LONGEST_WORD: usize = 32;

impl Walk<'_> {
    /// Deals with the character at byte `odd`; everything before byte `floor` is done. Returns where to go on.
    fn visit(&mut self, odd: usize, floor: usize) -> usize {
        let Some(c) = self.raw[odd..].chars().next() else { return self.raw.len() };
        let end = odd + c.len_utf8();
        if is_odd_break(c) {
            let end = if c == '\r' && self.raw[end..].starts_with('\n') { end + 1 } else { end };
            self.edit(odd, end, "\n", EditKind::LineBreak);
            return end;
        }
        if is_odd_space(c) {
            self.edit(odd, end, " ", EditKind::Space);
            return end;
        }
        self.visit_word(odd, floor)
    }

    fn visit_word(&mut self, odd: usize, floor: usize) -> usize {
        let (mut start, end) = self.word_around(odd, floor);
        let mut visible = start + self.raw[start..end].find(|c| !is_invisible(c)).unwrap_or(end - start);
        if self.raw[visible..end].starts_with(is_mark) {
            if let Some(end) = self.attach_mark(visible, end) {
                return end;
            }
            // Not detached from a word: it belongs to whatever stands before it (a digit, a sign).
            if let Some(before) = self.raw[floor..start].chars().next_back()
                && !before.is_whitespace()
            {
                start -= before.len_utf8();
                visible = start;
            }
        }
        // Invisible characters before the word are taken out on their own, so that the word keeps its exact place.
        if start < visible {
            self.fix(start, visible);
            start = visible;
            if start == end {
                return end;
            }
        }
        // Those after it likewise.
        let last = self.raw[start..end].rfind(|c| !is_invisible(c)).unwrap_or(0);
        let last = start + last + self.raw[start + last..].chars().next().map_or(0, char::len_utf8);
        self.fix(start, last);
        last
    }

    /// The run of letters, marks and invisible characters around the character at `odd`.
    fn word_around(&self, odd: usize, floor: usize) -> (usize, usize) {
        let inside = |c: char| c.is_alphabetic() || is_mark(c) || is_invisible(c);
        let first = self.raw[odd..].chars().next().unwrap_or(' ');
        let after = odd + first.len_utf8();
        let run =
            |ok: &dyn Fn(char) -> bool| after + self.raw[after..].find(|c| !ok(c)).unwrap_or(self.raw.len() - after);
        if !inside(first) {
            // A sign that has another form in NFC or a full-width one; marks on it are part of it.
            return (odd, run(&|c| is_mark(c) || is_invisible(c)));
        }
        let before = self.raw[floor..odd].char_indices().rev().take_while(|(_, c)| inside(*c)).last();
        (before.map_or(odd, |(i, _)| floor + i), run(&inside))
    }

    /// Marks at `start` that stand after a space: they go to the word before it, where that makes a syllable.
    fn attach_mark(&mut self, start: usize, end: usize) -> Option<usize> {
        let (word_start, word, again) = self.word_before_space(start)?;
        let run = &self.raw[start..end];
        let (marks, tail) = run.split_at(run.find(|c| !is_mark(c) && !is_invisible(c)).unwrap_or(run.len()));
        if marks.len() > LONGEST_WORD || !marks.chars().all(|c| is_vietnamese_mark(c) || is_invisible(c)) {
            return None;
        }
        let context = self.context(&self.raw[word_start..end], None);
        let fixed = |part: &str| word::fix(part, context).map_or_else(|| part.to_owned(), |(text, _)| text);
        let word = fixed(word);
        // The mark must belong to the very letter it is put after: “sau” with a dot below it on the u is no syllable.
        let attached = |tail: &str| {
            let visible = marks.chars().filter(|c| !is_invisible(*c));
            let joined: String = word.chars().chain(visible).chain(fixed(tail).chars()).collect();
            let composed = compose(&joined).0;
            is_valid(&composed).then(|| fixed(&composed))
        };
        // The mark may have the rest of its word behind it (Viê ̣t), or the next word (nghi ̣quyết).
        let whole = if tail.is_empty() || tail.len() > LONGEST_WORD { None } else { attached(tail) };
        let (text, end) = match whole {
            Some(text) => (text, end),
            None if tail.is_empty() => (attached("")?, end),
            None => (attached("")? + " ", end - tail.len()),
        };
        self.roll_back(word_start);
        if again {
            self.extend(end, &text);
        } else {
            self.edit(word_start, end, &text, EditKind::DetachedMark);
        }
        self.attached = end;
        Some(end)
    }

    /// The word that ends at the space before byte `start`: from where on it is to be replaced, how it reads, and whether a
    /// mark after a space made it so; that edit is then gone on with.
    fn word_before_space(&self, start: usize) -> Option<(usize, &str, bool)> {
        let visible = |end: usize| self.raw[..end].trim_end_matches(is_invisible);
        let (space, _) = visible(start).char_indices().next_back().filter(|(_, c)| *c == ' ' || is_odd_space(*c))?;
        let end = visible(space).len();
        if self.attached > 0 && (end..=space).contains(&self.attached) {
            let made = self.edits.iter().rev().find(|e| e.kind == EditKind::DetachedMark)?;
            return Some((self.attached, made.norm.of(&self.out), true));
        }
        let from = self.word_before(end)?;
        Some((from, &self.raw[from..end], false))
    }

    /// Where the word that ends at `end` begins; `None` where none does or it is too long for a syllable.
    fn word_before(&self, end: usize) -> Option<usize> {
        let letter = |c: char| c.is_alphabetic() || is_mark(c) || is_invisible(c);
        // A mark that went to the word before is no part of this one.
        let floor = if self.attached < end { self.attached } else { 0 };
        let near = (end.saturating_sub(LONGEST_WORD).max(floor)..=end).find(|i| self.raw.is_char_boundary(*i))?;
        let start = near
            + self.raw[near..end]
                .rfind(|c| !letter(c))
                .map_or(0, |i| i + self.raw[near + i..].chars().next().map_or(0, char::len_utf8));
        if start == near && near > floor && self.raw[..near].ends_with(letter) {
            return None;
        }
        Some(start + self.raw[start..end].find(|c| !is_invisible(c))?)
    }

    /// Sets the word `raw[start..end]` right.
    fn fix(&mut self, start: usize, end: usize) {
        let done = if self.copied == start { self.out.as_str() } else { &self.raw[..start] };
        let before = done.chars().next_back();
        let word = &self.raw[start..end];
        if let Some((text, kind)) = word::fix(word, self.context(word, before)) {
            self.edit(start, end, &text, kind);
        }
    }

    /// The context of `word`; whether the text quotes other alphabets is found out when it first matters.
    fn context(&self, word: &str, before: Option<char>) -> word::Context {
        let quoting = word.contains(is_foreign) && *self.quoting.get_or_init(|| has_other_alphabet(self.raw));
        word::Context { style: self.style, before, quoting }
    }

    /// Replaces `raw[start..end]`, the first bytes not yet copied, or later ones.
    fn edit(&mut self, start: usize, end: usize, text: &str, kind: EditKind) {
        if self.out.is_empty() {
            self.out.reserve(self.raw.len());
        }
        self.flush(start);
        let (point, byte) = (self.copied_points, self.out.len() as u32);
        self.out.push_str(text);
        self.copied = end;
        self.copied_points += count(&self.raw.as_bytes()[start..end]);
        self.edits.push(Edit {
            raw: Span::new(point, self.copied_points),
            norm: Span::new(byte, self.out.len() as u32),
            kind,
        });
    }

    /// Lets the last edit, behind which nothing is copied yet, reach to byte `end` of the input and give `text`: in steps, so
    /// that however many marks follow a word, none is counted twice.
    fn extend(&mut self, end: usize, text: &str) {
        let Some(last) = self.edits.pop() else { return };
        self.out.truncate(last.norm.start as usize);
        self.edit(self.copied, end, text, last.kind);
        if let Some(edit) = self.edits.last_mut() {
            edit.raw.start = last.raw.start;
        }
    }

    /// Copies the clean stretch up to `to`.
    fn flush(&mut self, to: usize) {
        let clean = &self.raw[self.copied..to];
        self.out.push_str(clean);
        self.copied_points += count(clean.as_bytes());
        self.copied = to;
    }

    /// Takes back everything from byte `to` of the input on (a few characters: a space and the word before it).
    fn roll_back(&mut self, to: usize) {
        while self.copied > to {
            let clean_from = self.edits.last().map_or(0, |e| e.norm.end as usize);
            let clean = self.out.len() - clean_from;
            let back = (self.copied - to).min(clean);
            self.copied_points -= count(&self.raw.as_bytes()[self.copied - back..self.copied]);
            self.copied -= back;
            self.out.truncate(self.out.len() - back);
            if self.copied > to {
                let Some(edit) = self.edits.pop() else { return };
                self.out.truncate(edit.norm.start as usize);
                let points = edit.raw.len();
                let bytes: usize =
                    self.raw[..self.copied].chars().rev().take(points as usize).map(char::len_utf8).sum();
                self.copied -= bytes;
                self.copied_points -= points;
            }
        }
    }
}
