//! What the name of an input says: its format, and the id of its articles.
//!
//! Enters: paths, and names of members, which are only ever names. Leaves: a [`Format`], a stem. Not done here: opening
//! anything.

use std::path::Path;

use super::Format;
use super::packed::SUFFIXES;

/// The name without its compression suffix.
fn unpacked(name: &str) -> &str {
    for suffix in SUFFIXES {
        if let Some(at) = name.len().checked_sub(suffix.len())
            && name.is_char_boundary(at)
            && name[at..].eq_ignore_ascii_case(suffix)
        {
            return &name[..at];
        }
    }
    name
}

/// The format a name states, compression suffix aside.
pub(super) fn format_of(name: &str) -> Option<Format> {
    let name = name.rsplit('/').next()?;
    let suffix = unpacked(name).rsplit_once('.')?.1.to_ascii_lowercase();
    Some(match suffix.as_str() {
        "txt" => Format::Text,
        "html" | "htm" | "xhtml" | "shtml" => Format::Html,
        "jsonl" | "ndjson" => Format::Jsonl,
        "json" => Format::Json,
        "csv" => Format::Csv,
        "tsv" | "tab" => Format::Tsv,
        "warc" => Format::Warc,
        "zip" => Format::Zip,
        "tar" | "tgz" => Format::Tar,
        "parquet" => Format::Parquet,
        _ => return None,
    })
}

/// A name without its suffixes: the id of the first article.
pub(super) fn stem(name: &str) -> String {
    let mut name = unpacked(name).to_owned();
    // Only what looks like a suffix goes: `tin.24-01` keeps its date, `.tin` its name.
    if let Some(at) = name.rfind('.')
        && name[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic())
        && !name[at..].contains('/')
        && !matches!(name[..at].chars().next_back(), None | Some('/'))
    {
        name.truncate(at);
    }
    name
}

/// A path with `/` between its parts.
pub(in crate::pipeline) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// Whether the name of a member would lead out of the folder that the archive was unpacked in. No member is ever written
/// anywhere, but such a name shows that the archive was made to do harm.
pub(super) fn leads_out(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':') && name.starts_with(|c: char| c.is_ascii_alphabetic());
    drive || name.starts_with('/') || name.contains('\0') || name.split('/').any(|part| part == "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_lose_suffixes_only() {
        assert_eq!(stem("2024/01/seed.txt"), "2024/01/seed");
        assert_eq!(stem("2024.d/tin.jsonl.gz"), "2024.d/tin");
        assert_eq!(stem("2024.d/tin"), "2024.d/tin");
        assert_eq!(stem("tin.24-01"), "tin.24-01");
        assert_eq!(stem("a/.tin"), "a/.tin");
        assert_eq!(stem("tin.TXT.ZST"), "tin");
        assert_eq!(stem("tin.warc.xz"), "tin");
    }

    #[test]
    fn formats_come_from_the_name() {
        assert_eq!(format_of("a.txt.gz"), Some(Format::Text));
        assert_eq!(format_of("b/a.NDJSON"), Some(Format::Jsonl));
        assert_eq!(format_of("a.json"), Some(Format::Json));
        assert_eq!(format_of("a.tgz"), Some(Format::Tar));
        assert_eq!(format_of("a.tar.bz2"), Some(Format::Tar));
        assert_eq!(format_of("a.csv/b"), None);
        assert_eq!(format_of("a.gz"), None);
        assert_eq!(format_of("a"), None);
    }

    #[test]
    fn names_that_lead_out() {
        for name in ["../a.txt", "a/../../b", "/etc/a.txt", "C:/a.txt", "a\0.txt", ".."] {
            assert!(leads_out(name), "{name:?}");
        }
        for name in ["a..b.txt", "tin/..tin.txt", "a/b.txt", "ngày 2:3.txt"] {
            assert!(!leads_out(name), "{name:?}");
        }
    }
}
