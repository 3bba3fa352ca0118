//! The columns that every table begins and ends with: which article a row is from.

use super::{Cell, Column, Holds};

/// The article: first in every table.
pub(super) const ARTICLE: &[Column] = &[
    Column { name: "id", about: "Id of the article.", holds: Holds::Text, cell: |r| Cell::text(&*r.record.id) },
    Column {
        name: "published",
        about: "Date of publication, ISO 8601; empty where it is not known.",
        holds: Holds::Text,
        cell: |r| Cell::some(&r.record.published),
    },
    Column {
        name: "title",
        about: "Headline of the article.",
        holds: Holds::Text,
        cell: |r| Cell::some(&r.record.title),
    },
];

/// The file the article is from: last in every table.
pub(super) const SOURCE: &[Column] = &[
    Column {
        name: "source_path",
        about: "Path of the input; `-` is standard input.",
        holds: Holds::Text,
        cell: |r| Cell::text(&*r.record.source.path),
    },
    Column {
        name: "source_member",
        about: "Member of an archive file.",
        holds: Holds::Text,
        cell: |r| Cell::some(&r.record.source.member),
    },
    Column {
        name: "source_line",
        about: "Line of a line-wise input, number of an element or a row, from 1.",
        holds: Holds::Count,
        cell: |r| r.record.source.line.map_or(Cell::Empty, |n| Cell::count(n as usize)),
    },
];
