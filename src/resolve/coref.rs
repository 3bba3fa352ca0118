//! Who is meant: mentions of persons gathered into persons.
//!
//! Enters: the mentions of a document. Leaves: a [`PersonEntry`] for each person, in the order of first mention: equal full
//! names are one person, a short name (`bà Quế`, `ông Trump`) goes to the person of that name spoken of last, else to the
//! first who bears it. Forms of address tell men from women. Not done here: what offices persons hold, and who is meant by a
//! pronoun.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::lexicon::class::Class;
use crate::recognise::Value;
use crate::recognise::candidate::Candidate;
use crate::recognise::doc::Doc;
use crate::recognise::person::value::PersonName;
use crate::text::syllable::is_valid;

/// A person a document speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonEntry<'a> {
    /// The name as it is written in full, where it is; not in capitals if it stands otherwise too.
    pub name: &'a str,
    /// Indices of the mentions, ascending.
    pub mentions: Vec<usize>,
    /// The first form of address written before a mention.
    pub honorific: Option<&'a str>,
    /// The first rank written before a mention.
    pub rank: Option<&'a str>,
}

/// Most full names a short one is compared with, so that a list of thousands of names stays linear.
const MAX_BEARERS: usize = 256;

/// How many persons an article may have before the table of their names grows.
const FEW: usize = 14;

/// The persons among `mentions`.
#[must_use]
pub fn persons<'a>(doc: &Doc<'a>, mentions: &'a [Candidate]) -> Vec<PersonEntry<'a>> {
    let keys = Keys::of(doc, mentions);
    let read = read(doc, mentions, &keys);
    if read.is_empty() {
        return Vec::new();
    }
    let mut people: Vec<Person<'a, '_>> = Vec::with_capacity(read.len());
    let mut by_key: FxHashMap<&str, usize> = FxHashMap::with_capacity_and_hasher(read.len().min(FEW), FxBuildHasher);
    let mut of: Vec<Option<usize>> = vec![None; read.len()];
    // Full names first: a headline may say `ông Tuấn` of whom the text names in full.
    for (n, m) in read.iter().enumerate().filter(|(_, m)| !m.value.short) {
        let person = *by_key.entry(m.key).or_insert_with(|| {
            people.push(Person::new(m));
            people.len() - 1
        });
        people[person].take(m);
        of[n] = Some(person);
    }
    merge_variants(&mut people, &mut of);
    // Then short ones, each to the bearer spoken of last.
    let mut last: Vec<Option<usize>> = vec![None; people.len()];
    for (n, m) in read.iter().enumerate() {
        if let Some(person) = of[n] {
            last[person] = Some(n);
            continue;
        }
        let bearer = (0..people.len().min(MAX_BEARERS))
            .filter(|&p| people[p].may_be(m))
            .max_by_key(|&p| (last[p], std::cmp::Reverse(p)));
        let person = bearer.unwrap_or_else(|| {
            people.push(Person::new(m));
            last.push(None);
            people.len() - 1
        });
        people[person].take(m);
        last[person] = Some(n);
        of[n] = Some(person);
    }
    gather(&read, &of, people)
}

/// The entries, by first mention.
fn gather<'a>(read: &[Mention<'a, '_>], of: &[Option<usize>], people: Vec<Person<'a, '_>>) -> Vec<PersonEntry<'a>> {
    let mut counts = vec![0; people.len()];
    of.iter().flatten().for_each(|&person| counts[person] += 1);
    let mut entries: Vec<PersonEntry<'_>> = people
        .into_iter()
        .zip(counts)
        .map(|(p, n)| PersonEntry { name: p.name, mentions: Vec::with_capacity(n), honorific: None, rank: None })
        .collect();
    for (m, person) in read.iter().zip(of) {
        if let Some(entry) = person.and_then(|p| entries.get_mut(p)) {
            entry.mentions.push(m.index);
            entry.honorific = entry.honorific.or(m.value.honorific.as_deref());
            entry.rank = entry.rank.or(m.value.rank.as_deref());
        }
    }
    entries.retain(|e| !e.mentions.is_empty());
    entries.sort_by_key(|e| e.mentions[0]);
    entries
}

/// `Hùng Võ` beside `Đặng Hùng Võ`, `Donald J. Trump` beside `Donald Trump`: the shorter joins the one longer name.
fn merge_variants(people: &mut [Person<'_, '_>], of: &mut [Option<usize>]) {
    let count = people.len().min(MAX_BEARERS);
    let into: Vec<usize> = (0..people.len())
        .map(|p| {
            let mut longer = (0..count).filter(|&q| q != p && p < count && people[q].extends(&people[p]));
            match (longer.next(), longer.next()) {
                (Some(q), None) => q,
                _ => p,
            }
        })
        .collect();
    for person in of.iter_mut().flatten() {
        *person = into[*person];
    }
    for (p, q) in into.iter().enumerate().filter(|(p, q)| p != *q) {
        people[p].key = "";
        if people[*q].gender == Gender::Unknown {
            people[*q].gender = people[p].gender;
        }
    }
}

/// What a form of address says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Unknown,
    Man,
    Woman,
}

/// How many tokens before a name its form of address may begin.
const ADDRESS: u32 = 6;

impl Gender {
    /// What the form of address says that was read before token `name`.
    fn of(doc: &Doc<'_>, honorific: &str, name: u32) -> Self {
        let class = Class::PersonHonorific;
        let stated = |at| doc.phrase(at, class).filter(|m| doc.slice(m.span()) == honorific);
        // It stands right there, unless the mention is one of a list.
        let row = match (name.saturating_sub(ADDRESS)..name).find_map(stated) {
            Some(m) => Some(doc.row(&m)),
            None => doc.lexicon.find(honorific).find(|r| r.class == class),
        };
        match row.map(|r| &*r.value) {
            Some("man") => Self::Man,
            Some("woman") => Self::Woman,
            _ => Self::Unknown,
        }
    }

    fn is_against(self, other: Self) -> bool {
        self != other && self != Self::Unknown && other != Self::Unknown
    }
}

/// The folded words of the names, a space between them, one name behind the other.
struct Keys {
    text: String,
    /// Where each name ends.
    ends: Vec<usize>,
}

/// About how many bytes a name has.
const NAME: usize = 24;

impl Keys {
    fn of(doc: &Doc<'_>, mentions: &[Candidate]) -> Self {
        let persons = || mentions.iter().filter(|c| matches!(c.value, Value::Person(_)));
        let count = persons().count();
        let mut keys = Self { text: String::with_capacity(count * NAME), ends: Vec::with_capacity(count) };
        for c in persons() {
            let start = keys.text.len();
            for n in c.span.start..c.span.end {
                if doc.tokens[n as usize].is_word() {
                    if keys.text.len() > start {
                        keys.text.push(' ');
                    }
                    doc.push_folded(n, &mut keys.text);
                }
            }
            keys.ends.push(keys.text.len());
        }
        keys
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |&end| &self.text[std::mem::replace(&mut start, end)..end])
    }
}

/// A mention of a person.
struct Mention<'a, 'k> {
    index: usize,
    text: &'a str,
    /// The folded words of the name.
    key: &'k str,
    value: &'a PersonName,
    gender: Gender,
}

/// The mentions of persons.
fn read<'a, 'k>(doc: &Doc<'a>, mentions: &'a [Candidate], keys: &'k Keys) -> Vec<Mention<'a, 'k>> {
    let mut read = Vec::with_capacity(keys.ends.len());
    // Forms of address are few and come again and again.
    let mut genders: Vec<(&str, Gender)> = Vec::new();
    let persons = mentions.iter().enumerate().filter_map(|(index, c)| match &c.value {
        Value::Person(value) => Some((index, c.span, value)),
        _ => None,
    });
    for ((index, span, value), key) in persons.zip(keys.iter()) {
        let gender = value.honorific.as_deref().map_or(Gender::Unknown, |honorific| {
            genders.iter().find(|(h, _)| *h == honorific).map(|(_, gender)| *gender).unwrap_or_else(|| {
                let gender = Gender::of(doc, honorific, span.start);
                genders.push((honorific, gender));
                gender
            })
        });
        read.push(Mention { index, text: doc.slice(span), key, value, gender });
    }
    read
}

/// A person while mentions are gathered.
struct Person<'a, 'k> {
    name: &'a str,
    /// Folded words of the name; empty once it has joined another.
    key: &'k str,
    gender: Gender,
    short: bool,
}

fn is_upper(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// Whether the last words of `key` are those of `words`.
fn ends_with(key: &str, words: &str) -> bool {
    key.strip_suffix(words).is_some_and(|before| before.is_empty() || before.ends_with(' '))
}

impl<'a, 'k> Person<'a, 'k> {
    fn new(m: &Mention<'a, 'k>) -> Self {
        Self { name: m.text, key: m.key, gender: m.gender, short: m.value.short }
    }

    fn take(&mut self, m: &Mention<'a, '_>) {
        if self.name != m.text && m.key == self.key && is_upper(self.name) && !is_upper(m.text) {
            self.name = m.text;
        }
        if self.gender == Gender::Unknown {
            self.gender = m.gender;
        }
    }

    /// Whether the short name may be this person: the last words of the name, or any word of a foreign one.
    fn may_be(&self, m: &Mention<'_, '_>) -> bool {
        !m.key.is_empty()
            && (if self.short { self.key == m.key } else { ends_with(self.key, m.key) || self.is_called(m.key) })
            && !self.gender.is_against(m.gender)
    }

    /// Whether one word that is no Vietnamese syllable is the first of the name: `Park`, `Kelly`.
    fn is_called(&self, word: &str) -> bool {
        self.key.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')) && !word.contains(' ') && !is_valid(word)
    }

    /// Whether this is the longer form of the other's name.
    fn extends(&self, other: &Self) -> bool {
        let (long, short) = (self.key, other.key);
        if long.len() <= short.len() || self.gender.is_against(other.gender) {
            return false;
        }
        let Some((first, rest)) = short.split_once(' ') else { return false };
        // One letter more: `Donald J. Trump`.
        let inner = || {
            let more = long.strip_prefix(first)?.strip_prefix(' ')?.strip_suffix(rest)?.strip_suffix(' ')?;
            Some(more.chars().count() == 1)
        };
        ends_with(long, short) || inner() == Some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::candidate::Candidates;
    use crate::recognise::{propose, select::select};
    use crate::testing::cases::with_doc;

    fn read(text: &str) -> Vec<(String, usize, Option<String>, Option<String>)> {
        let mut out = Vec::new();
        with_doc(text, |doc| {
            let mut found = Candidates::default();
            propose(doc, &mut found);
            let mentions = select(found.take(), doc.tokens.len());
            let own = |text: Option<&str>| text.map(str::to_owned);
            let entry = |p: PersonEntry<'_>| (p.name.to_owned(), p.mentions.len(), own(p.honorific), own(p.rank));
            out = persons(doc, &mentions).into_iter().map(entry).collect();
        });
        out
    }

    #[test]
    fn short_names_go_to_the_person_named_in_full() {
        let people =
            read("Bà Trần Thị Mơ đón ông Lê Văn Đoài. Bà Mơ cảm ơn ông Đoài.\nĐại úy Lê Văn Đoài đi cùng ông Vượng.");
        assert_eq!(
            people,
            [
                ("Trần Thị Mơ".into(), 2, Some("Bà".into()), None),
                ("Lê Văn Đoài".into(), 3, Some("ông".into()), Some("Đại úy".into())),
                ("Vượng".into(), 1, Some("ông".into()), None),
            ]
        );
    }

    #[test]
    fn of_two_bearers_the_one_spoken_of_last_is_meant_and_a_man_is_no_woman() {
        let people = read("Ông Phan Văn Tính và bà Đỗ Thị Tính đến dự. Bà Tính phát biểu. Ông Tính trao quà.");
        assert_eq!(
            people.iter().map(|p| (p.0.as_str(), p.1)).collect::<Vec<_>>(),
            [("Phan Văn Tính", 2), ("Đỗ Thị Tính", 2)]
        );
    }

    #[test]
    fn a_foreign_name_may_be_called_by_its_first_word() {
        let people =
            read("HLV Park Hang Min đến sớm. Ông Park kiểm tra sân. Bà Mai đợi ông Lê Văn Kim; bà Kim đến sau.");
        let people: Vec<_> = people.iter().map(|p| (p.0.as_str(), p.1)).collect();
        assert_eq!(people, [("Park Hang Min", 2), ("Mai", 1), ("Lê Văn Kim", 1), ("Kim", 1)]);
    }

    #[test]
    fn a_name_in_capitals_is_the_same_name() {
        let people = read("LÊ VĂN ĐOÀI\nÔng Lê Văn Đoài đến dự.");
        assert_eq!(people, [("Lê Văn Đoài".into(), 2, Some("Ông".into()), None)]);
    }
}
