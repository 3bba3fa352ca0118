//! The letters of Vietnamese as small numbers.
//!
//! Enters: a character. Leaves: a [`Letter`]: which of the letters (29, and f j w z for names), which tone, which case.
//! Not done here: anything about whole syllables. NFC only: a combining mark is not a letter.

/// The 33 letters in their codes: code `i` is `LETTERS[i - 1]`; 0 is "no letter".
const LETTERS: [char; 33] = [
    'a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y', // 1..=12: the vowels
    'b', 'c', 'd', 'đ', 'f', 'g', 'h', 'j', 'k', 'l', 'm', 'n', 'p', 'q', 'r', 's', 't', 'v', 'w', 'x', 'z',
];

/// The toned forms of the vowels, in the order of [`LETTERS`] and of [`Tone`]: lower case, then upper case.
const TONED: [[[char; 6]; 12]; 2] = [
    [
        ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
        ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
        ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
        ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
        ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
        ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
        ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
        ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
        ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
        ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
        ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
        ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
    ],
    [
        ['A', 'À', 'Á', 'Ả', 'Ã', 'Ạ'],
        ['Ă', 'Ằ', 'Ắ', 'Ẳ', 'Ẵ', 'Ặ'],
        ['Â', 'Ầ', 'Ấ', 'Ẩ', 'Ẫ', 'Ậ'],
        ['E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ'],
        ['Ê', 'Ề', 'Ế', 'Ể', 'Ễ', 'Ệ'],
        ['I', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị'],
        ['O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
        ['Ô', 'Ồ', 'Ố', 'Ổ', 'Ỗ', 'Ộ'],
        ['Ơ', 'Ờ', 'Ớ', 'Ở', 'Ỡ', 'Ợ'],
        ['U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
        ['Ư', 'Ừ', 'Ứ', 'Ử', 'Ữ', 'Ự'],
        ['Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ'],
    ],
];

/// The six tones, in the order of the keyboard standards (ngang, huyền, sắc, hỏi, ngã, nặng).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// No mark.
    Ngang,
    /// Grave.
    Huyen,
    /// Acute.
    Sac,
    /// Hook above.
    Hoi,
    /// Tilde.
    Nga,
    /// Dot below.
    Nang,
}

impl Tone {
    /// All six, in order.
    pub const ALL: [Self; 6] = [Self::Ngang, Self::Huyen, Self::Sac, Self::Hoi, Self::Nga, Self::Nang];
}

/// One letter: bits 0–5 the code, 6–8 the tone, 9 the case; zero is "no letter".
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letter(u16);

pub(crate) const A: u8 = 1;
pub(crate) const E: u8 = 4;
pub(crate) const EE: u8 = 5;
pub(crate) const I: u8 = 6;
pub(crate) const O: u8 = 7;
pub(crate) const U: u8 = 10;
pub(crate) const Y: u8 = 12;
pub(crate) const G: u8 = 18;
pub(crate) const Q: u8 = 26;

impl Letter {
    pub(crate) const NONE: Self = Self(0);

    const fn new(code: u8, tone: u8, upper: bool) -> Self {
        Self(code as u16 | (tone as u16) << 6 | (upper as u16) << 9)
    }

    /// [`Letter::of`] for the tables.
    pub(crate) const fn of_const(c: char) -> Self {
        TABLES.0[c as usize]
    }

    /// The letter that `c` is, or [`Letter::NONE`].
    #[inline]
    pub(crate) fn of(c: char) -> Self {
        let n = c as usize;
        if n < 0x1B1 {
            LOW[n]
        } else if n.wrapping_sub(0x1EA0) < 90 {
            HIGH[n - 0x1EA0]
        } else {
            Self::NONE
        }
    }

    /// 1..=33, or 0 for no letter. The twelve vowels come first.
    #[inline]
    pub(crate) const fn code(self) -> u8 {
        (self.0 & 63) as u8
    }

    #[inline]
    pub(crate) const fn tone(self) -> Tone {
        Tone::ALL[(self.0 >> 6 & 7) as usize]
    }

    #[inline]
    pub(crate) const fn is_upper(self) -> bool {
        self.0 >> 9 != 0
    }

    /// The small letter.
    #[inline]
    pub(crate) const fn lower(self) -> Self {
        Self(self.0 & 0x1FF)
    }

    /// The character of the small letter.
    #[inline]
    pub(crate) fn small(self) -> char {
        self.lower().with_tone(self.tone())
    }

    #[inline]
    pub(crate) const fn is_none(self) -> bool {
        self.0 == 0
    }

    #[inline]
    pub(crate) const fn is_vowel(self) -> bool {
        matches!(self.code(), 1..=12)
    }

    /// The vowel that the plain one becomes by a horn, breve or circumflex; `None` where there is none.
    pub(crate) fn with_shape(self, mark: char) -> Option<Self> {
        let code = match (self.code(), mark) {
            (A, '\u{306}') => 2,
            (A, '\u{302}') => 3,
            (E, '\u{302}') => EE,
            (O, '\u{302}') => 8,
            (O, '\u{31B}') => 9,
            (U, '\u{31B}') => 11,
            _ => return None,
        };
        Some(Self(self.0 & !63 | u16::from(code)))
    }

    /// The character of this letter with another tone (the same letter where it is no vowel).
    pub(crate) fn with_tone(self, tone: Tone) -> char {
        let code = self.code() as usize;
        match code {
            1..=12 => TONED[self.is_upper() as usize][code - 1][tone as usize],
            0 => char::REPLACEMENT_CHARACTER,
            _ => {
                let c = LETTERS[code - 1];
                if !self.is_upper() {
                    c
                } else if c == 'đ' {
                    'Đ'
                } else {
                    c.to_ascii_uppercase()
                }
            }
        }
    }
}

/// As [`char::is_alphabetic`], which searches long for letters outside ASCII: those of Vietnamese are told by their table.
#[inline]
pub(crate) fn is_alphabetic(c: char) -> bool {
    !Letter::of(c).is_none() || c.is_alphabetic()
}

/// As [`char::is_alphanumeric`], in the same way.
#[inline]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    !Letter::of(c).is_none() || c.is_alphanumeric()
}

/// The code of the untoned lower-case letter `c`, or 0.
#[inline]
pub(crate) fn code_of(c: char) -> u8 {
    Letter::of(c).code()
}

/// Whether the vowel of this code carries a diacritic of its own (ă â ê ô ơ ư).
#[inline]
pub(crate) const fn is_marked(code: u8) -> bool {
    matches!(code, 2 | 3 | 5 | 8 | 9 | 11)
}

const fn fill(low: &mut [Letter; 0x1B1], high: &mut [Letter; 90], c: char, letter: Letter) {
    let n = c as usize;
    if n < 0x1B1 {
        low[n] = letter;
    } else {
        high[n - 0x1EA0] = letter;
    }
}

const TABLES: ([Letter; 0x1B1], [Letter; 90]) = {
    let (mut low, mut high) = ([Letter::NONE; 0x1B1], [Letter::NONE; 90]);
    let mut i = 12;
    while i < LETTERS.len() {
        let (c, code) = (LETTERS[i], i as u8 + 1);
        fill(&mut low, &mut high, c, Letter::new(code, 0, false));
        let upper = if c == 'đ' { 'Đ' } else { c.to_ascii_uppercase() };
        fill(&mut low, &mut high, upper, Letter::new(code, 0, true));
        i += 1;
    }
    let mut case = 0;
    while case < 2 {
        let mut v = 0;
        while v < 12 {
            let mut t = 0;
            while t < 6 {
                fill(&mut low, &mut high, TONED[case][v][t], Letter::new(v as u8 + 1, t as u8, case == 1));
                t += 1;
            }
            v += 1;
        }
        case += 1;
    }
    (low, high)
};
static LOW: [Letter; 0x1B1] = TABLES.0;
static HIGH: [Letter; 90] = TABLES.1;

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn every_letter_round_trips() {
        let mut seen = 0;
        for c in (0..0x2000).filter_map(char::from_u32) {
            let l = Letter::of(c);
            if l.is_none() {
                continue;
            }
            seen += 1;
            assert_eq!(l.with_tone(l.tone()), c);
            assert_eq!(l.is_upper(), c.is_uppercase(), "{c}");
        }
        // 12 vowels × 6 tones × 2 cases, and 21 consonant letters × 2.
        assert_eq!(seen, 144 + 42);
    }

    #[test]
    fn tones_are_the_marks_of_unicode() {
        let marks = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];
        for v in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars() {
            for (mark, tone) in marks.iter().zip(&Tone::ALL[1..]) {
                let composed: Vec<char> = [v, *mark].into_iter().nfc().collect();
                assert_eq!(composed, [Letter::of(v).with_tone(*tone)]);
            }
        }
    }
}
