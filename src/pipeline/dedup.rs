//! Near-duplicates: the same agency text on ten portals.
//!
//! Enters: the body of each article as a [`Print`], in the order of the input. Leaves: the id of the earliest article that
//! says the same, where there is one. Not done here: dropping anything.
//!
//! Two bodies are compared by the runs of four words they share (the Jaccard index of their shingles). Of each body the
//! smallest hashes of its shingles under 64 permutations are taken; one bit of each makes a sketch of eight bytes, in which
//! two bodies agree the more, the more they share. Three of the hashes together make a key; articles that share one of four
//! keys are compared by their sketches. Only originals are kept, with 32 bytes each: the sketch, four links to articles with
//! the same key, and where the id lies in a temporary file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use xxhash_rust::xxh3::xxh3_64;

use crate::error::{Error, ErrorKind, Stage};

/// What is remembered of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    sketch: u64,
    keys: [u32; KEYS],
}

/// Number of keys by which articles are found.
const KEYS: usize = 4;
/// Hashes that make a key.
const ROWS: usize = 3;
/// Words of a shingle.
const SHINGLE: usize = 4;
/// Of a body with fewer words nothing is said: short bodies are alike by chance.
const LEAST: usize = 20;
/// Bits of two sketches that agree where the bodies are the same but for details. Of two bodies that share the part `j` of
/// their shingles, about `32 + 32 j` bits agree: 56 stand for three quarters.
const AGREE: u32 = 56;
/// Entries of the table of each key. More articles make the lists behind the entries longer.
const HEADS: usize = 1 << 18;
/// So many articles with one key are looked at: pages of one form could be without number.
const PATIENCE: usize = 4096;

/// Odd numbers without pattern, one for each permutation (SplitMix64).
const FACTORS: [u64; 64] = {
    let mut factors = [0; 64];
    let mut state = 0x7469_6e76_6965_7401_u64;
    let mut i = 0;
    while i < 64 {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        factors[i] = mix(state) | 1;
        i += 1;
    }
    factors
};

const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

impl Print {
    /// The print of a body given in parts; `None` where it is too short to say anything.
    ///
    /// Marks and case do not count.
    ///
    /// ```
    /// use tinviet::pipeline::Print;
    /// let text = "Sáng 12/3, Ủy ban nhân dân xã Tân Hợp tổ chức lễ ra quân trồng cây xanh dọc đường liên thôn mới mở.";
    /// let (a, b) = (Print::of([text]).unwrap(), Print::of([&*text.to_uppercase()]).unwrap());
    /// assert!(a == b && a.agrees(&b));
    /// assert!(Print::of(["Quá ngắn."]).is_none());
    /// ```
    #[must_use]
    pub fn of<'t>(parts: impl IntoIterator<Item = &'t str>) -> Option<Self> {
        let mut least = [u64::MAX; 64];
        let mut last = [0_u64; SHINGLE];
        let mut words = 0;
        let mut lower = String::new();
        for part in parts {
            for word in part.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
                lower.clear();
                lower.extend(word.chars().flat_map(char::to_lowercase));
                last.rotate_left(1);
                last[SHINGLE - 1] = xxh3_64(lower.as_bytes());
                words += 1;
                if words >= SHINGLE {
                    let shingle = last.iter().fold(0, |sum, word| mix(sum ^ word));
                    for (least, factor) in least.iter_mut().zip(FACTORS) {
                        *least = (*least).min(shingle.wrapping_mul(factor));
                    }
                }
            }
        }
        if words < LEAST {
            return None;
        }
        // The last steps of mixing make each bit depend on all others.
        let sketch = least.iter().enumerate().fold(0, |sketch, (i, n)| sketch | (mix(*n) & 1) << i);
        let keys = std::array::from_fn(|k| {
            least[k * ROWS..(k + 1) * ROWS].iter().fold(k as u64, |sum, n| mix(sum ^ n)) as u32
        });
        Some(Self { sketch, keys })
    }

    /// Whether two bodies are the same but for details.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        agree(self.sketch, other.sketch)
    }
}

fn agree(a: u64, b: u64) -> bool {
    (!(a ^ b)).count_ones() >= AGREE
}

/// No article.
const NONE: u32 = u32::MAX;

/// An original: 32 bytes.
struct Entry {
    sketch: u64,
    /// Where its id begins in the file.
    id: u64,
    /// The article before it with the same entry in the table of each key.
    before: [u32; KEYS],
}

/// The originals so far.
pub(super) struct Originals {
    /// The latest article of each entry, for each key.
    heads: Vec<u32>,
    /// In blocks, so that growing copies nothing and takes no more than is needed.
    blocks: Vec<Vec<Entry>>,
    ids: Ids,
}

const BLOCK: usize = 1 << 13;

impl Originals {
    /// None so far.
    ///
    /// # Errors
    /// Where no temporary file can be made.
    pub(super) fn new() -> Result<Self, Error> {
        let file = tempfile::tempfile().map_err(|e| failed(&e))?;
        Ok(Self { heads: vec![NONE; KEYS * HEADS], blocks: Vec::new(), ids: Ids::new(file) })
    }

    fn entry(&self, n: u32) -> &Entry {
        &self.blocks[n as usize / BLOCK][n as usize % BLOCK]
    }

    fn len(&self) -> usize {
        self.blocks.last().map_or(0, |last| (self.blocks.len() - 1) * BLOCK + last.len())
    }

    /// The id of the earliest article that says the same; where there is none, this one is kept as an original.
    ///
    /// # Errors
    /// Where the temporary file fails.
    pub(super) fn find(&mut self, print: &Print, id: &str) -> Result<Option<String>, Error> {
        let mut found = NONE;
        for (key, hash) in print.keys.iter().enumerate() {
            let mut at = self.heads[head(key, *hash)];
            for _ in 0..PATIENCE {
                if at == NONE {
                    break;
                }
                let entry = self.entry(at);
                if agree(entry.sketch, print.sketch) {
                    found = found.min(at);
                }
                at = entry.before[key];
            }
        }
        if found != NONE {
            return self.ids.get(self.entry(found).id).map(Some).map_err(|e| failed(&e));
        }
        let Ok(number) = u32::try_from(self.len()) else { return Ok(None) };
        if number == NONE {
            return Ok(None);
        }
        let id = self.ids.add(id).map_err(|e| failed(&e))?;
        let before = std::array::from_fn(|key| std::mem::replace(&mut self.heads[head(key, print.keys[key])], number));
        if self.blocks.last().is_none_or(|last| last.len() == BLOCK) {
            self.blocks.push(Vec::with_capacity(BLOCK));
        }
        if let Some(last) = self.blocks.last_mut() {
            last.push(Entry { sketch: print.sketch, id, before });
        }
        Ok(None)
    }
}

fn head(key: usize, hash: u32) -> usize {
    key * HEADS + hash as usize % HEADS
}

#[cold]
fn failed(error: &io::Error) -> Error {
    Error::new(ErrorKind::Output, Stage::Write, format!("the temporary file of --dedup: {error}"))
}

/// Ids in a file, each after its length.
struct Ids {
    file: File,
    /// Number of bytes in the file.
    written: u64,
    /// What comes after them.
    buffer: Vec<u8>,
}

impl Ids {
    fn new(file: File) -> Self {
        Self { file, written: 0, buffer: Vec::new() }
    }

    fn add(&mut self, id: &str) -> io::Result<u64> {
        if self.buffer.len() >= 64 << 10 {
            self.file.seek(SeekFrom::Start(self.written))?;
            self.file.write_all(&self.buffer)?;
            self.written += self.buffer.len() as u64;
            self.buffer.clear();
        }
        let at = self.written + self.buffer.len() as u64;
        self.buffer.extend_from_slice(&(id.len() as u32).to_le_bytes());
        self.buffer.extend_from_slice(id.as_bytes());
        Ok(at)
    }

    fn get(&mut self, at: u64) -> io::Result<String> {
        let mut length = [0; 4];
        let mut id = Vec::new();
        match at.checked_sub(self.written) {
            Some(at) => {
                let mut bytes = &self.buffer[at as usize..];
                bytes.read_exact(&mut length)?;
                bytes.take(u32::from_le_bytes(length).into()).read_to_end(&mut id)?;
            }
            None => {
                self.file.seek(SeekFrom::Start(at))?;
                self.file.read_exact(&mut length)?;
                (&mut self.file).take(u32::from_le_bytes(length).into()).read_to_end(&mut id)?;
            }
        }
        String::from_utf8(id).map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of `n` words that are different for each seed.
    fn words(seed: u64, n: usize) -> Vec<String> {
        (0..n as u64).map(|i| format!("tiếng{}", mix(seed << 32 | i) % 5000)).collect()
    }

    #[test]
    fn an_entry_takes_32_bytes() {
        assert_eq!(size_of::<Entry>(), 32);
    }

    #[test]
    fn the_same_text_with_other_details_agrees() {
        let (mut same, mut different) = (0, 0);
        for seed in 0..200 {
            let text = words(seed, 300);
            let mut other = text.clone();
            // Another dateline, another byline, a word changed: nine tenths of the shingles stay.
            other[0] = "khác".into();
            other[150] = "đổi".into();
            other.extend(words(seed + 1000, 12));
            let print = |t: &[String]| Print::of([&*t.join(" ")]).expect("long enough");
            same += u32::from(print(&text).agrees(&print(&other)));
            different += u32::from(print(&text).agrees(&print(&words(seed + 5000, 300))));
            // Half the text is another one.
            other[..150].clone_from_slice(&words(seed + 9000, 150));
            different += u32::from(print(&text).agrees(&print(&other)));
        }
        assert!(same >= 195, "{same} of 200");
        assert_eq!(different, 0);
    }

    #[test]
    fn the_earliest_is_the_original() {
        let mut originals = Originals::new().expect("a file");
        let text = |seed: u64| Print::of([&*words(seed, 100).join(" ")]).expect("long enough");
        // Long ids, so that some lie in the file and some in memory.
        let id = |n: u64| format!("{n}-{}", "x".repeat(500));
        for n in 0..1000 {
            assert_eq!(originals.find(&text(n), &id(n)).expect("a file"), None, "{n}");
        }
        for n in (0..1000).rev() {
            assert_eq!(originals.find(&text(n), "again").expect("a file"), Some(id(n)), "{n}");
        }
        assert_eq!(originals.len(), 1000);
    }
}
