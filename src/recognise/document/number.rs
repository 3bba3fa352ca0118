//! Numbers of documents.
//!
//! Enters: a token. Leaves: the number that begins there, in canonical spelling, with what its letters say. Four systems:
//! `116/2020/NĐ-CP` (legal normative documents), `1719/QĐ-TTg` and `1126/SNV-CCVC` (administrative documents and
//! letters), `57-NQ/TW` (party documents), `72/2025/QH15` (laws). Not done here: the type word before it.

use crate::recognise::doc::Doc;
use crate::recognise::document::table;
use crate::span::{Span, Tok};

/// A number as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// Token after the last.
    pub(crate) end: u32,
    /// Canonical spelling.
    pub(crate) canonical: String,
    /// Kind that its type code says.
    pub(crate) kind: Option<&'static str>,
    /// Year between slashes.
    pub(crate) year: Option<i16>,
    /// Body that its last code says.
    pub(crate) issuer: Option<String>,
    /// Whether the code of the issuer stands for many bodies, or none is known.
    pub(crate) broad: bool,
    /// Number of letter codes; 0 for `100/2019`.
    pub(crate) codes: usize,
}

/// The year that a token is.
pub(crate) fn year_at(doc: &Doc<'_>, at: u32) -> Option<i16> {
    let token = doc.tokens.get(at as usize)?;
    if !token.is_number() || token.end - token.start != 4 {
        return None;
    }
    doc.int(at).filter(|y| (1945..=2099).contains(y)).and_then(|y| y.try_into().ok())
}

struct Reader<'d, 'a> {
    doc: &'d Doc<'a>,
    end: u32,
    loose: bool,
}

impl Reader<'_, '_> {
    /// The token after a separator `c` at `at`; in strict reading no white space stands around it.
    fn after(&self, at: u32, c: char, spaces: bool) -> Option<u32> {
        if at + 1 >= self.end || !self.doc.tokens[at as usize].is(c) {
            return None;
        }
        let (mark, next) = (&self.doc.tokens[at as usize], &self.doc.tokens[at as usize + 1]);
        let wide = mark.spaced && next.spaced;
        if (mark.spaced || next.spaced) && (!self.loose || (wide && !spaces)) {
            return None;
        }
        Some(at + 1)
    }

    /// A group of letters: capitals, or a short mixed code such as `TTg`; digits may hang on (`QH15`), `T.Ư` and `BGD&ĐT`
    /// are one group.
    fn code(&self, at: u32) -> Option<(String, u32)> {
        if at >= self.end {
            return None;
        }
        let token = &self.doc.tokens[at as usize];
        let text = self.doc.text_of(at);
        if !token.is_capital() || text.chars().count() > 12 {
            return None;
        }
        let mixed = text.chars().skip(1).any(char::is_uppercase) && text.chars().count() <= 8;
        if !token.is_upper() && !mixed && text != "Ttg" {
            return None;
        }
        let (mut code, mut next) = (text.to_string(), at + 1);
        while next < self.end {
            let token = &self.doc.tokens[next as usize];
            if token.spaced {
                break;
            }
            if token.is_number() && next == at + 1 && token.end - token.start <= 2 {
                code.push_str(self.doc.text_of(next));
                return Some((code, next + 1));
            }
            let joins = token.is('&') || (token.is('.') && code == "T");
            let follows = next + 1 < self.end && {
                let after = &self.doc.tokens[next as usize + 1];
                after.is_upper() && !after.spaced
            };
            if !joins || !follows {
                break;
            }
            code.push_str(self.doc.text_of(next));
            code.push_str(self.doc.text_of(next + 1));
            next += 2;
        }
        Some((table::canonical(&code), next))
    }

    /// Codes joined by hyphens or slashes.
    fn codes(&self, at: u32) -> Option<(Vec<String>, u32)> {
        let (first, mut end) = self.code(at)?;
        let mut codes = vec![first];
        while let Some((code, next)) =
            self.after(end, '-', false).or_else(|| self.after(end, '/', false)).and_then(|at| self.code(at))
        {
            codes.push(code);
            end = next;
        }
        Some((codes, end))
    }
}

/// Reads the number at `at` inside `within`. `loose`: a type word or `số` stands before, so that spaces around the marks
/// and a missing suffix (`100/2019`) are let through.
pub(crate) fn read(doc: &Doc<'_>, within: Span<Tok>, at: u32, loose: bool) -> Option<Number> {
    let reader = Reader { doc, end: within.end, loose };
    let token = doc.tokens.get(at as usize).filter(|t| at < within.end && t.is_number())?;
    if token.end - token.start > 5 {
        return None;
    }
    doc.int(at)?;
    let mut digits = doc.text_of(at).to_string();
    let mut next = at + 1;
    // 30a/2008/NQ-CP
    if next < within.end && is_suffix(doc, next) {
        digits.push_str(doc.text_of(next));
        next += 1;
    }
    if let Some(slash) = reader.after(next, '/', true) {
        if let Some(year) = year_at(doc, slash) {
            let codes = reader
                .after(slash + 1, '/', true)
                .or_else(|| reader.after(slash + 1, '-', true))
                .and_then(|at| reader.codes(at));
            return match codes {
                Some((codes, end)) => Some(state(&digits, Some(year), &codes, end)),
                None if loose => Some(Number {
                    end: slash + 1,
                    canonical: format!("{digits}/{year}"),
                    kind: None,
                    year: Some(year),
                    issuer: None,
                    broad: true,
                    codes: 0,
                }),
                None => None,
            };
        }
        let (codes, end) = reader.codes(slash)?;
        return Some(state(&digits, None, &codes, end));
    }
    if let Some(dash) = reader.after(next, '-', true) {
        // 19-2018/NQ-CP, a hybrid that some resolutions carry
        if let Some(year) = year_at(doc, dash) {
            let (codes, end) = reader.after(dash + 1, '/', false).and_then(|at| reader.codes(at))?;
            return Some(state(&digits, Some(year), &codes, end));
        }
        let (kind, end) = reader.code(dash)?;
        return party(&reader, &digits, &kind, end);
    }
    if loose && next < within.end {
        // 298 KH/TWĐTN
        let (kind, end) = reader.code(next)?;
        table::kind_of(&kind)?;
        return party(&reader, &digits, &kind, end);
    }
    None
}

/// Whether a small letter hangs on the digits and a separator follows it.
fn is_suffix(doc: &Doc<'_>, at: u32) -> bool {
    let token = &doc.tokens[at as usize];
    token.is_word()
        && !token.spaced
        && !token.is_capital()
        && doc.text_of(at).chars().count() == 1
        && doc.tokens.get(at as usize + 1).is_some_and(|t| t.is('/') || t.is('-'))
}

fn party(reader: &Reader<'_, '_>, digits: &str, kind: &str, end: u32) -> Option<Number> {
    let (issuers, end) = reader.after(end, '/', true).and_then(|at| reader.codes(at))?;
    let known = table::issuer_of(&issuers[0]);
    Some(Number {
        end,
        canonical: format!("{digits}-{kind}/{}", issuers.join("-")),
        kind: table::kind_of(kind),
        year: None,
        issuer: known.map(|i| i.name.to_string()),
        broad: known.is_none_or(|i| i.broad),
        codes: 1 + issuers.len(),
    })
}

fn state(digits: &str, year: Option<i16>, codes: &[String], end: u32) -> Number {
    let kind = table::kind_of(&codes[0]);
    let letters = |code: &str| code.trim_end_matches(|c: char| c.is_ascii_digit()).to_string();
    let (mut issuers, mut broad) = (Vec::new(), false);
    let joint = codes[0].ends_with("LT") && kind.is_some();
    let signers = if kind.is_some() { &codes[1..] } else { codes };
    for code in &signers[..signers.len().min(if joint { 4 } else { 1 })] {
        match table::issuer_of(&letters(code)) {
            Some(issuer) => {
                issuers.push(issuer.name);
                broad |= issuer.broad;
            }
            None => broad = true,
        }
    }
    // 72/2025/QH15 is a law, 76/2025/UBTVQH15 an ordinance or a resolution: the type word tells.
    let kind = kind.or((letters(&codes[0]) == "QH").then_some("law"));
    let year_part = year.map_or(String::new(), |y| format!("/{y}"));
    Number {
        end,
        canonical: format!("{digits}{year_part}/{}", codes.join("-")),
        kind,
        year,
        issuer: Some(issuers.join(", ")).filter(|i| !i.is_empty()),
        broad,
        codes: codes.len(),
    }
}
