//! What a recogniser sees of a document.
//!
//! Enters: the normalised text with its sentences and tokens. Leaves: a [`Doc`] with the lexicon phrases found, shared
//! read-only by all recognisers.

use std::borrow::Cow;

use crate::intern::{Shape, Unchanged, WordCache, fold};
use crate::layout::{Block, Signed};
use crate::lexicon::class::{Class, ClassSet};
use crate::lexicon::store::{Lexicon, Row};
use crate::lexicon::trie::{Match, Matches, Scan};
use crate::lexicon::units::{self, Bearers, Level};
use crate::recognise::Kind;
use crate::recognise::wake::WakeMap;
use crate::recognise::walk::Walk;
use crate::span::{Norm, Span, Tok};
use crate::text::normalise::{Normalised, Normaliser};
use crate::text::offset::OffsetMap;
use crate::text::spaces::single;
use crate::token::syllable::{Token, tokenise};

/// A sentence: its tokens and the block it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Byte range in the text.
    pub span: Span<Norm>,
    /// The tokens.
    pub tokens: Span<Tok>,
    /// Index of the block.
    pub block: u32,
}

/// A document as recognisers see it.
#[derive(Debug, Clone, Copy)]
pub struct Doc<'a> {
    /// The normalised text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its sentences, in order.
    pub sentences: &'a [Sentence],
    /// Its blocks, one a line.
    pub blocks: &'a [Block],
    /// The names that the layout found in signatures.
    pub signed: &'a Signed,
    /// The lexicon phrases at each token.
    pub matches: Matches<'a>,
    /// Which recognisers wake at which tokens, and where the signs of sentences stand.
    pub wakes: &'a WakeMap,
    /// The lexicons.
    pub lexicon: &'a Lexicon,
}

impl<'a> Doc<'a> {
    /// The text of a token.
    #[inline]
    #[must_use]
    pub fn text_of(&self, token: u32) -> &'a str {
        self.tokens[token as usize].span().of(self.text)
    }

    /// The byte range of a run of tokens.
    #[inline]
    #[must_use]
    pub fn bytes(&self, span: Span<Tok>) -> Span<Norm> {
        if span.is_empty() {
            let at = self.tokens.get(span.start as usize).map_or(self.text.len() as u32, |t| t.start);
            return Span::new(at, at);
        }
        Span::new(self.tokens[span.start as usize].start, self.tokens[span.end as usize - 1].end)
    }

    /// The tokens that lie within a byte range.
    #[must_use]
    pub fn tokens_in(&self, bytes: Span<Norm>) -> Span<Tok> {
        let start = self.tokens.partition_point(|t| t.start < bytes.start) as u32;
        let end = self.tokens.partition_point(|t| t.end <= bytes.end) as u32;
        Span::new(start, end.max(start))
    }

    /// The text of a run of tokens.
    #[inline]
    #[must_use]
    pub fn slice(&self, span: Span<Tok>) -> &'a str {
        self.bytes(span).of(self.text)
    }

    /// The text of a run of tokens with one space wherever white space stands.
    #[must_use]
    pub fn spaced(&self, span: Span<Tok>) -> Cow<'a, str> {
        // Asked of the gaps between tokens, which are fewer than the bytes.
        let between = |pair: &[Token]| match pair[1].start - pair[0].end {
            0 => true,
            1 => self.text.as_bytes()[pair[0].end as usize] == b' ',
            _ => false,
        };
        let text = self.slice(span);
        if self.tokens[span.range()].windows(2).all(between) { Cow::Borrowed(text) } else { single(text) }
    }

    /// The text of a token, folded ([`fold`]).
    #[inline]
    #[must_use]
    pub fn folded(&self, token: u32) -> Cow<'a, str> {
        // The words of the lexicons are remembered so.
        match self.lexicon.vocabulary.folded(self.tokens[token as usize].id) {
            Some(folded) => Cow::Borrowed(folded),
            None => {
                let mut folded = String::new();
                self.push_folded(token, &mut folded);
                Cow::Owned(folded)
            }
        }
    }

    /// Appends the text of a token, folded.
    pub fn push_folded(&self, token: u32, out: &mut String) {
        match self.lexicon.vocabulary.folded(self.tokens[token as usize].id) {
            Some(folded) => out.push_str(folded),
            None => fold(self.text_of(token), out),
        }
    }

    /// The key under which the units of a name are found ([`units::key`]): the words were folded when they were met.
    #[must_use]
    pub fn unit_key(&self, name: Span<Tok>) -> String {
        let mut key = String::with_capacity(self.slice(name).len());
        name.range()
            .map(|n| n as u32)
            .filter(|&n| !self.tokens[n as usize].is('-'))
            .for_each(|n| self.push_key(n, &mut key));
        key
    }

    /// Appends the key of a name's next word.
    pub fn push_key(&self, token: u32, key: &mut String) {
        units::push_key(self.text_of(token), key, |key| self.push_folded(token, key));
    }

    /// Whether an administrative unit of the level bears a name.
    #[must_use]
    pub fn is_unit(&self, name: Span<Tok>, level: Level) -> bool {
        units::has(level, &self.unit_key(name))
    }

    /// The administrative units that bear a name.
    #[must_use]
    pub fn units(&self, name: Span<Tok>) -> Bearers {
        Bearers::of_key(&self.unit_key(name))
    }

    /// Whether a point stands at `at` that joins two words of capitals, as in the address of a site: `VOV.VN`.
    #[must_use]
    pub fn is_dotted(&self, at: u32) -> bool {
        let upper = |n: u32| self.tokens.get(n as usize).is_some_and(|t| t.is_upper() && !t.shape.has(Shape::SINGLE));
        let joined = |n: u32| self.tokens.get(n as usize).is_some_and(|t| !t.spaced);
        at > 0
            && self.tokens.get(at as usize).is_some_and(|t| t.is('.'))
            && joined(at)
            && joined(at + 1)
            && upper(at - 1)
            && upper(at + 1)
    }

    /// The integer of a number token of digits only.
    #[inline]
    #[must_use]
    pub fn int(&self, token: u32) -> Option<i64> {
        let token = &self.tokens[token as usize];
        let digits = self.text.as_bytes().get(token.span().range()).filter(|digits| digits.len() <= 9)?;
        digits.iter().try_fold(0, |n, c| c.is_ascii_digit().then(|| n * 10 + i64::from(c - b'0')))
    }

    /// Whether a whole name of a person begins at `at` that stands against what is before it: a surname that is hardly
    /// anything else, a middle name and one more capital.
    ///
    /// A middle name that is nothing else (`Thị`) shows any surname.
    pub(crate) fn is_full_name(&self, at: u32) -> bool {
        let Some(middle) = self.phrase(at + 1, Class::PersonMiddle) else { return false };
        let shown = || &*self.row(&middle).value == "strong" && self.has(at, Class::PersonSurname);
        self.is_surname_of(at, 2) || shown() && self.are_capitals(at, 2)
    }

    /// Whether a surname that is hardly anything else stands at `at` with two more capitals, and no third.
    pub(crate) fn is_three_words(&self, at: u32) -> bool {
        self.is_surname_of(at, 2) && !self.is_surname_of(at, 3)
    }

    fn is_surname_of(&self, at: u32, more: u32) -> bool {
        let strong = |m: Match| &*self.row(&m).value == "strong";
        self.phrase(at, Class::PersonSurname).is_some_and(strong) && self.are_capitals(at, more)
    }

    /// Whether a word with a capital stands at `at`, and `more` behind it, none of them all capitals.
    fn are_capitals(&self, at: u32, more: u32) -> bool {
        let capital = |n: u32| self.tokens.get(n as usize).is_some_and(|t| t.is_capital() && !t.is_upper() && t.spaced);
        (at..=at + more).all(capital)
    }

    /// The longest phrase of `class` that begins at `token`.
    #[inline]
    #[must_use]
    pub fn phrase(&self, token: u32, class: Class) -> Option<Match> {
        if self.has(token, class) { self.first_of(token, class) } else { None }
    }

    /// The phrase itself, where one of `class` begins: out of line, since most who ask get no further than the set.
    fn first_of(&self, token: u32, class: Class) -> Option<Match> {
        self.matches.first(token as usize, class)
    }

    /// The classes of the phrases that begin at `token`: the cheap question before all others.
    #[inline]
    #[must_use]
    pub fn classes(&self, token: u32) -> &'a ClassSet {
        self.matches.classes(token as usize)
    }

    /// Whether a phrase of `class` begins at `token`.
    #[inline]
    #[must_use]
    pub fn has(&self, token: u32, class: Class) -> bool {
        self.classes(token).has(class)
    }

    /// The way of the recogniser of `kind` through the document: from one token at which it wakes to the next.
    #[inline]
    #[must_use]
    pub fn walk(&self, kind: Kind) -> Walk<'a> {
        Walk::new(self.wakes, kind, self.sentences)
    }

    /// As [`Self::walk`], from one capitalised word to the next.
    #[inline]
    #[must_use]
    pub fn capitals(&self) -> Walk<'a> {
        Walk::of_capitals(self.wakes, self.sentences)
    }

    /// The tokens of a sentence at which a quotation mark or a word stands that says how its figures are to be read.
    pub(crate) fn signs(&self, within: Span<Tok>) -> impl Iterator<Item = u32> {
        let mut at = within.start;
        std::iter::from_fn(move || {
            let sign = self.wakes.next_sign(at, within.end);
            at = sign + 1;
            (sign < within.end).then_some(sign)
        })
    }

    /// The lexicon row of a match.
    #[inline]
    #[must_use]
    pub fn row(&self, m: &Match) -> &'a Row {
        self.lexicon.row(m.row)
    }

    /// Whether a match has a capital wherever its row is spelled with one.
    #[must_use]
    pub fn has_capitals(&self, m: &Match) -> bool {
        // Variants of a spelling differ in letters, not in their number.
        let letters = |text: &'a str| text.chars().filter(|c| c.is_alphabetic());
        letters(&self.row(m).form)
            .zip(letters(self.slice(m.span())))
            .all(|(spelled, found)| !spelled.is_uppercase() || found.is_uppercase())
    }

    /// Whether the second word of a match begins a name: `cô giáo | Hoàng Thị Mai` is no `giáo hoàng`.
    #[must_use]
    pub fn is_halved(&self, m: &Match) -> bool {
        let [first, second] = &self.tokens[m.span().range()] else { return false };
        let spelled = self.row(m).form.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase));
        let surname = || self.has(m.start + 1, Class::PersonSurname);
        first.is_small() && second.is_capital() && !spelled && surname()
    }

    /// Whether the token at `token` is `mark`; none is beyond the end of the text.
    #[inline]
    pub(crate) fn is_mark(&self, token: u32, mark: char) -> bool {
        self.tokens.get(token as usize).is_some_and(|t| t.is(mark))
    }

    /// Whether a preposition that only places follow stands at `token`: `ở`, `tại`.
    pub(crate) fn is_place_preposition(&self, token: u32) -> bool {
        self.phrase(token, Class::PlacePrep).is_some_and(|m| &*self.row(&m).value == "strong")
    }

    /// Whether a word that opens sentences stands at `token`: the capital of `Theo Cen Land` may be the sentence's own.
    pub(crate) fn is_opener(&self, token: u32) -> bool {
        [Class::PersonOpener, Class::PlacePrep].iter().any(|&c| self.phrase(token, c).is_some_and(|m| m.len == 1))
    }

    /// Whether a phrase of `classes` of two syllables or more begins at `token`, in small letters behind the first: there a
    /// sentence begins whose stop before it is missing (`Lê Thị Mận | Thông qua nghị quyết`). `end` is that of the sentence.
    pub(crate) fn word_opens(&self, token: u32, end: u32, classes: &ClassSet) -> bool {
        let small = |n: u32| n < end && self.tokens[n as usize].is_small();
        self.classes(token).meets(classes)
            && small(token + 1)
            && self
                .matches
                .at(token as usize)
                .iter()
                .any(|m| classes.has(m.class) && m.len > 1 && small(m.span().end - 1))
    }

    /// Index of the sentence that holds `token`.
    #[must_use]
    pub fn sentence_of(&self, token: u32) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token)
    }
}

/// The memory behind a [`Doc`]; refilled from document to document.
#[derive(Debug, Default)]
pub struct Buffers {
    ranges: Vec<Span<Norm>>,
    sentences: Vec<Sentence>,
    /// The tokens of the text that was read last; once it is filled in, those of its sentences.
    tokens: Vec<Token>,
    scan: Scan,
    wakes: WakeMap,
}

impl Buffers {
    /// Reads the tokens of a text, normalised on the way.
    ///
    /// Most texts need no change, which their words show as they are read: one look-up tells both.
    pub fn normalise<'t>(
        &mut self,
        raw: &'t str,
        normaliser: &Normaliser,
        lexicon: &Lexicon,
        words: &mut WordCache,
    ) -> Normalised<'t> {
        self.tokens.clear();
        let mut unchanged = Unchanged::new(words, normaliser.style());
        if tokenise(raw, &lexicon.vocabulary, &mut unchanged, &mut self.tokens) == raw.len() {
            return Normalised { text: Cow::Borrowed(raw), map: OffsetMap::identity(raw) };
        }
        let normalised = normaliser.normalise_with(raw, words);
        self.read(&normalised.text, lexicon, words);
        normalised
    }

    /// Reads the tokens of a text that is normalised.
    pub fn read(&mut self, text: &str, lexicon: &Lexicon, words: &mut WordCache) {
        self.tokens.clear();
        tokenise(text, &lexicon.vocabulary, words, &mut self.tokens);
    }

    /// Cuts the blocks of the text that was read into sentences with `split`, gives these their tokens, and finds the
    /// lexicon phrases.
    pub fn fill(
        &mut self,
        text: &str,
        blocks: &[Block],
        lexicon: &Lexicon,
        split: impl Fn(&str, Span<Norm>, &[Token], &mut Vec<Span<Norm>>),
    ) {
        self.sentences.clear();
        // The tokens of sentences move up where some before them are of none.
        let (mut read, mut kept) = (0, 0);
        for (n, block) in blocks.iter().enumerate() {
            self.ranges.clear();
            read += self.tokens[read..].partition_point(|token| token.start < block.span.start);
            let ahead = &self.tokens[read..];
            let inside = ahead.partition_point(|token| token.start < block.span.end);
            split(text, block.span, &ahead[..inside], &mut self.ranges);
            for &span in &self.ranges {
                read += self.tokens[read..].iter().take_while(|token| token.start < span.start).count();
                let inside = self.tokens[read..].iter().take_while(|token| token.start < span.end).count();
                if read > kept {
                    self.tokens.copy_within(read..read + inside, kept);
                }
                let own = &mut self.tokens[kept..kept + inside];
                if let Some(token) = own.first_mut() {
                    token.spaced = true;
                }
                let tokens = Span::new(kept as u32, (kept + inside) as u32);
                self.sentences.push(Sentence { span, tokens, block: n as u32 });
                (read, kept) = (read + inside, kept + inside);
            }
        }
        self.tokens.truncate(kept);
        self.scan.fill(&lexicon.trie, &self.tokens, self.sentences.iter().map(|s| s.tokens.end));
        self.wakes.fill(lexicon, &self.tokens, self.scan.sets());
    }

    /// The document that was filled in last.
    #[must_use]
    pub fn doc<'a>(&'a self, text: &'a str, blocks: &'a [Block], signed: &'a Signed, lexicon: &'a Lexicon) -> Doc<'a> {
        let Self { tokens, sentences, scan, wakes, .. } = self;
        let matches = Matches::new(&lexicon.trie, scan);
        Doc { text, tokens, sentences, blocks, signed, matches, wakes, lexicon }
    }
}
