//! The table `articles`: one row for each article.

use super::shared::{ARTICLE, SOURCE};
use super::{Cell, Column, Holds, Table, all};

pub(super) const TABLE: Table = Table {
    name: "articles",
    about: "One row for each article, whatever was found in it.",
    groups: &[ARTICLE, COLUMNS, SOURCE],
    each: |_, row| all(1, row),
};

const COLUMNS: &[Column] = &[
    Column {
        name: "published_time",
        about: "Time of publication as the input gave it.",
        holds: Holds::Text,
        cell: |r| Cell::some(&r.record.published_time),
    },
    Column {
        name: "published_from",
        about: "What `published` was read from.",
        holds: Holds::Text,
        cell: |r| Cell::some(&r.record.published_from),
    },
    Column {
        name: "lead",
        about: "Summary under the headline.",
        holds: Holds::Text,
        cell: |r| Cell::some(&r.record.lead),
    },
    Column { name: "author", about: "Author as printed.", holds: Holds::Text, cell: |r| Cell::some(&r.record.author) },
    Column {
        name: "publisher",
        about: "Who published it.",
        holds: Holds::Text,
        cell: |r| Cell::some(&r.record.publisher),
    },
    Column { name: "url", about: "Address of the article.", holds: Holds::Text, cell: |r| Cell::some(&r.record.url) },
    Column {
        name: "views",
        about: "Number of views as printed.",
        holds: Holds::Count,
        cell: |r| r.record.views.map_or(Cell::Empty, |n| Cell::count(n as usize)),
    },
    Column {
        name: "characters",
        about: "Length of the text in code points.",
        holds: Holds::Count,
        cell: |r| Cell::count(r.record.text.chars().count()),
    },
    Column {
        name: "sentences",
        about: "Number of sentences.",
        holds: Holds::Count,
        cell: |r| Cell::count(r.record.sentences.len()),
    },
    Column {
        name: "mentions",
        about: "Number of mentions.",
        holds: Holds::Count,
        cell: |r| Cell::count(r.record.mentions.len()),
    },
    Column {
        name: "officials",
        about: "Number of officials.",
        holds: Holds::Count,
        cell: |r| Cell::count(r.record.officials.len()),
    },
    Column {
        name: "indicators",
        about: "Number of indicators.",
        holds: Holds::Count,
        cell: |r| Cell::count(r.record.indicators.len()),
    },
    Column {
        name: "programmes",
        about: "Number of programmes.",
        holds: Holds::Count,
        cell: |r| Cell::count(r.record.programmes.len()),
    },
    Column {
        name: "documents",
        about: "Number of legal and party documents.",
        holds: Holds::Count,
        cell: |r| Cell::count(r.record.documents.len()),
    },
    Column {
        name: "warnings",
        about: "Codes of what was doubtful in reading the article, joined by spaces.",
        holds: Holds::Text,
        cell: |r| match &*r.record.warnings {
            [] => Cell::Empty,
            some => Cell::text(some.iter().map(|w| &*w.code).collect::<Vec<_>>().join(" ")),
        },
    },
    Column {
        name: "duplicate_of",
        about: "Id of the earliest article of the run that says the same (--dedup).",
        holds: Holds::Text,
        cell: |r| Cell::some(&r.record.duplicate_of),
    },
    Column {
        name: "hash",
        about: "Hash of the bytes the article was read from.",
        holds: Holds::Text,
        cell: |r| r.record.source.hash.map_or(Cell::Empty, |h| Cell::text(h.to_string())),
    },
];
