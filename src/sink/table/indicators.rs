//! The table `indicators`: one row for each figure that measures something.

use super::mentions::second;
use super::shared::{ARTICLE, SOURCE};
use super::{Cell, Column, Holds, Row, Table, all};
use crate::record::{Indicator, Mention};

pub(super) const TABLE: Table = Table {
    name: "indicators",
    about: "One row for each figure that measures something, in the order of the text.",
    groups: &[ARTICLE, COLUMNS, SOURCE],
    each: |record, row| all(record.indicators.len(), row),
};

fn i<'r>(r: &Row<'r>) -> &'r Indicator<'r> {
    &r.record.indicators[r.item]
}

fn figure<'r>(r: &Row<'r>) -> Option<&'r Mention<'r>> {
    r.mention(i(r).mention)
}

const COLUMNS: &[Column] = &[
    Column {
        name: "measure",
        about: "What is measured, as the article says it.",
        holds: Holds::Text,
        cell: |r| Cell::text(&*i(r).measure),
    },
    Column {
        name: "value",
        about: "The figure in base units (đồng, not tỷ đồng), with a decimal point; the lower end of a range, the part of a \
                ratio.",
        holds: Holds::Number,
        cell: |r| Cell::first(&i(r).value),
    },
    Column {
        name: "value_high",
        about: "Upper end of a range.",
        holds: Holds::Number,
        cell: |r| second(Some(&i(r).value), i(r).form, false),
    },
    Column {
        name: "value_of",
        about: "The whole of a ratio: 34 in `32/34`.",
        holds: Holds::Number,
        cell: |r| second(Some(&i(r).value), i(r).form, true),
    },
    Column {
        name: "unit",
        about: "`%`, a currency code (ISO 4217), a unit of measure, or the head of the counted noun.",
        holds: Holds::Text,
        cell: |r| Cell::some(&i(r).unit),
    },
    Column {
        name: "cmp",
        about: "Relation of the figure to the true one: `=`, `>`, `>=`, `<`, `<=`, `~`.",
        holds: Holds::Text,
        cell: |r| Cell::text(i(r).cmp.name()),
    },
    Column {
        name: "change",
        about: "`up` or `down` where the figure is an amount of increase or decrease.",
        holds: Holds::Text,
        cell: |r| Cell::name(i(r).change.map(|c| c.name())),
    },
    Column {
        name: "period",
        about: "When it holds, ISO 8601 with the precision stated: day, month, quarter, half, year or interval.",
        holds: Holds::Text,
        cell: |r| Cell::some(&i(r).period),
    },
    Column {
        name: "place",
        about: "Where it holds, as written.",
        holds: Holds::Text,
        cell: |r| Cell::some(&i(r).place),
    },
    Column {
        name: "place_code",
        about: "Official code of the place.",
        holds: Holds::Text,
        cell: |r| Cell::some(&i(r).place_code),
    },
    Column {
        name: "raw",
        about: "The figure as printed.",
        holds: Holds::Text,
        cell: |r| figure(r).map_or(Cell::Empty, |m| Cell::text(&*m.text)),
    },
    Column {
        name: "sentence_text",
        about: "The sentence it stands in.",
        holds: Holds::Text,
        cell: |r| Cell::text(r.sentence(i(r).sentence as usize)),
    },
    Column {
        name: "sentence",
        about: "Number of that sentence in the article, from 0.",
        holds: Holds::Count,
        cell: |r| Cell::count(i(r).sentence as usize),
    },
    Column {
        name: "mention",
        about: "Number of the figure among the mentions of the record.",
        holds: Holds::Count,
        cell: |r| Cell::count(i(r).mention as usize),
    },
    Column {
        name: "rule",
        about: "The rule that found the figure.",
        holds: Holds::Text,
        cell: |r| figure(r).map_or(Cell::Empty, |m| Cell::text(&*m.rule)),
    },
    Column {
        name: "start",
        about: "Where the figure begins in the text of the record, in code points.",
        holds: Holds::Count,
        cell: |r| Cell::start(Some(i(r).span)),
    },
    Column { name: "end", about: "Where it ends there.", holds: Holds::Count, cell: |r| Cell::end(Some(i(r).span)) },
    Column {
        name: "source_start",
        about: "Where it begins in the decoded input, in code points.",
        holds: Holds::Count,
        cell: |r| Cell::start(i(r).source_span),
    },
    Column {
        name: "source_end",
        about: "Where it ends there.",
        holds: Holds::Count,
        cell: |r| Cell::end(i(r).source_span),
    },
];
