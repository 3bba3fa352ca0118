//! The shapes of values that several recognisers share.
//!
//! Enters: nothing. Leaves: plain data: comparators, figures, amounts. Not done here: reading them from text.

use std::fmt;

/// How a stated figure relates to the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cmp {
    /// Exactly, or nothing said.
    #[default]
    Equal,
    /// `hơn`, `trên`.
    More,
    /// `ít nhất`, `từ … trở lên`.
    AtLeast,
    /// `dưới`, `chưa đến`.
    Less,
    /// `tối đa`, `không quá`.
    AtMost,
    /// `khoảng`, `gần`.
    About,
}

impl Cmp {
    /// The symbol used in records and in the `value` column of the lexicon.
    ///
    /// ```
    /// use tinviet::value::Cmp;
    /// assert_eq!(Cmp::from_symbol(">="), Some(Cmp::AtLeast));
    /// assert_eq!(Cmp::About.symbol(), "~");
    /// ```
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::About => "~",
        }
    }

    /// The comparator of a symbol.
    #[must_use]
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        Some(match symbol {
            "=" => Self::Equal,
            ">" => Self::More,
            ">=" => Self::AtLeast,
            "<" => Self::Less,
            "<=" => Self::AtMost,
            "~" => Self::About,
            _ => return None,
        })
    }
}

/// The number or numbers of an amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// One number.
    One(f64),
    /// `12-15`: both ends belong to it.
    Range(f64, f64),
    /// `32/34`: a part of a whole.
    Ratio(f64, f64),
}

/// A decimal fraction times a power of ten: rounding to fifteen digits gives back the number meant.
///
/// ```
/// use tinviet::value::scaled;
/// assert_ne!(4.1 * 1e6, 4_100_000.0);
/// assert_eq!(scaled(4.1, 1e6), 4_100_000.0);
/// ```
#[must_use]
pub fn scaled(x: f64, factor: f64) -> f64 {
    let y = x * factor;
    if y == 0.0 || !y.is_finite() {
        return y;
    }
    let digits = 10f64.powi(14 - y.abs().log10().floor() as i32);
    let rounded = (y * digits).round() / digits;
    if rounded.is_finite() { rounded } else { y }
}

impl Figure {
    /// The figure with each number multiplied by `factor`.
    ///
    /// ```
    /// use tinviet::value::Figure;
    /// assert_eq!(Figure::Range(1.5, 2.0).times(1e6), Figure::Range(1_500_000.0, 2_000_000.0));
    /// ```
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        let times = |x| scaled(x, factor);
        match self {
            Self::One(x) => Self::One(times(x)),
            Self::Range(a, b) => Self::Range(times(a), times(b)),
            Self::Ratio(a, b) => Self::Ratio(times(a), times(b)),
        }
    }
}

impl fmt::Display for Figure {
    /// `94`, `12..15`, `32/34`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(x) => write!(f, "{x}"),
            Self::Range(a, b) => write!(f, "{a}..{b}"),
            Self::Ratio(a, b) => write!(f, "{a}/{b}"),
        }
    }
}

/// A figure with its comparator and unit: percent, money, quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The number or numbers in base units.
    pub figure: Figure,
    /// How exact the figure is.
    pub cmp: Cmp,
    /// `%`, an ISO 4217 currency code, a unit of measure, or empty.
    pub unit: Box<str>,
}

impl fmt::Display for Amount {
    /// `>94 %`, `12..15 %`, `1500000000 VND`, `32/34`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.cmp != Cmp::Equal {
            f.write_str(self.cmp.symbol())?;
        }
        write!(f, "{}", self.figure)?;
        if self.unit.is_empty() { Ok(()) } else { write!(f, " {}", self.unit) }
    }
}
