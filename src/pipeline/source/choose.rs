//! Which inputs are wanted, by patterns on their names.
//!
//! Enters: globs. Leaves: whether a name matches. Not done here: finding inputs.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Patterns of which one must match.
///
/// `*` also stands for `/`, so that `*.html` is every page of every folder.
///
/// ```
/// use tinviet::pipeline::Globs;
/// let globs = Globs::new(&["*.html", "2024/**"]).unwrap();
/// assert!(globs.matches("tin/a.html") && globs.matches("2024/01/a.txt") && !globs.matches("a.txt"));
/// assert!(Globs::new(&["a["]).unwrap_err().contains("a["));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Globs(GlobSet);

impl Globs {
    /// The set of `patterns`.
    ///
    /// # Errors
    /// What is wrong with one of them.
    pub fn new(patterns: &[impl AsRef<str>]) -> Result<Self, String> {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            set.add(GlobBuilder::new(pattern.as_ref()).build().map_err(|e| e.to_string())?);
        }
        set.build().map(Self).map_err(|e| e.to_string())
    }

    /// Whether one of the patterns matches the whole of `name`.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        self.0.is_match(name)
    }

    /// Whether there is no pattern.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Files, and members of archives, by their names.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Only these are read, whatever their suffix, unless empty.
    pub include: Globs,
    /// These are not read.
    pub exclude: Globs,
}

impl Choice {
    /// Whether an input is named to be read: in one of its `names`, the path as given or the part below the folder.
    pub(super) fn included(&self, names: [&str; 2]) -> bool {
        names.iter().any(|n| self.include.matches(n))
    }

    /// Whether an input is to be left out.
    pub(super) fn excluded(&self, names: [&str; 2]) -> bool {
        names.iter().any(|n| self.exclude.matches(n))
    }

    /// Whether only what is named is read.
    pub(super) fn limited(&self) -> bool {
        !self.include.is_empty()
    }
}
