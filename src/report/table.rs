//! Tables of the page.
//!
//! Enters: headings and cells. Leaves: a table that reads without the script, which adds sorting, searching and pages to it.
//! Cells that are not what they are sorted by carry the sort key in `data-v`. Not done here: what is in the cells.

use std::io::{self, Write};

use super::text::{Escaped, Lang};

/// How the column of a heading is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// Numbers: to the right, tabular figures.
    Number,
    /// A count with a bar.
    Bar,
    /// Not to be sorted.
    Chart,
}

/// A table: its name for those who hear it, rows to a page, headings.
#[derive(Debug)]
pub(super) struct Table<'t> {
    pub(super) id: &'t str,
    pub(super) caption: &'t str,
    pub(super) page: usize,
    /// Whether rows become cards on a narrow screen.
    pub(super) cards: bool,
    pub(super) heads: &'t [(&'t str, Kind)],
}

impl Table<'_> {
    pub(super) fn open(&self, out: &mut dyn Write) -> io::Result<()> {
        let cards = if self.cards { " cards" } else { "" };
        write!(out, r#"<div class="scroll"><table id="{}" class="list{cards}" data-page="{}""#, self.id, self.page)?;
        if self.cards {
            // Labels of the cells of a card; the style sheet reads them, so that they are not repeated in every row.
            out.write_all(b" style=\"")?;
            for (n, (head, _)) in self.heads.iter().enumerate() {
                write!(out, "--h{}:'{}';", n + 1, Escaped(head))?;
            }
            out.write_all(b"\"")?;
        }
        write!(out, "><caption>{}</caption><thead><tr>", Escaped(self.caption))?;
        for (head, kind) in self.heads {
            let class = match kind {
                Kind::Text => "",
                Kind::Number => r#" class="n""#,
                Kind::Bar => r#" class="n b""#,
                Kind::Chart => r#" class="c""#,
            };
            write!(out, r#"<th scope="col"{class}>{}</th>"#, Escaped(head))?;
        }
        out.write_all(b"</tr></thead><tbody>\n")
    }

    pub(super) fn close(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"</tbody></table></div>\n")
    }
}

/// A count with a bar of its share of the greatest.
pub(super) fn count(n: u64, most: u64, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let share = n as f64 / most.max(1) as f64;
    write!(out, r#"<td class="n b" data-v="{n}" style="--w:{share:.2}"><span>{}</span></td>"#, lang.whole(n))
}

/// A plain number.
pub(super) fn number(n: u64, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    write!(out, r#"<td class="n" data-v="{n}">{}</td>"#, lang.whole(n))
}

/// From the first ISO date to the last, as one cell.
pub(super) fn dates(first: Option<&str>, last: Option<&str>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let (Some(first), Some(last)) = (first, last) else { return out.write_all(br#"<td class="d" data-v=""></td>"#) };
    write!(out, r#"<td class="d" data-v="{}">"#, Escaped(last))?;
    if first == last {
        write!(out, "{}</td>", Escaped(&lang.period(last)))
    } else {
        write!(out, "{} – {}</td>", Escaped(&lang.period(first)), Escaped(&lang.period(last)))
    }
}
