//! Single lines of a page, for those who have its markup too.
//!
//! Enters: one line. Leaves: what part of a page it is by its words, with the date and the author of a posting line. Not
//! done here: what a line is by its place among others (that is [`analyse`](super::analyse)).

use super::date::Stamp;
use super::header::{self, Meta};
use super::line::Lines;
use super::words::{LABELS, Label, Part};
use super::{byline, tail};

/// A line that is no part of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PageLine {
    /// Date of posting, views, an author.
    Posting(Posting),
    /// Font size, printing, sharing; an invitation to follow the site.
    Tools,
    /// The heading of a list of other articles, or of comments.
    Related,
    /// Key words, attached files.
    Appendix,
    /// Imprint.
    Footer,
    /// Greeting, path to the page, menu.
    Site,
}

/// A posting line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Posting {
    /// The date, `YYYY-MM-DD`.
    pub(crate) date: Option<String>,
    /// The time of day, `HH:MM`.
    pub(crate) time: Option<String>,
    /// A label says that the date is that of posting.
    pub(crate) labelled: bool,
    /// Nothing but weekday, date and time.
    pub(crate) alone: bool,
    /// The author.
    pub(crate) author: Option<String>,
}

/// What part of a page `line` is.
pub(crate) fn page_line(line: &str) -> Option<PageLine> {
    let lines = Lines::split(line);
    if lines.len() != 1 {
        return None;
    }
    match tail::part(&lines, 0) {
        Some(Part::After) => return Some(PageLine::Related),
        Some(Part::Footer) => return Some(PageLine::Footer),
        Some(Part::Tag | Part::Attach) => return Some(PageLine::Appendix),
        Some(Part::Tool | Part::Follow) => return Some(PageLine::Tools),
        Some(Part::Site | Part::Crumb) | None => {}
    }
    if let Some(meta) = Meta::read(&lines, 0) {
        return Some(PageLine::Posting(meta.posting(&lines)));
    }
    header::is_site(&lines, 0).then_some(PageLine::Site)
}

/// The first full date of a line, with the time of day beside it, and whether a label of posting stands before it.
pub(crate) fn dated(line: &str) -> Option<Posting> {
    let lines = Lines::split(line);
    let low = (lines.len() == 1).then(|| lines.low(0))?;
    let stamp = Stamp::find(low)?;
    let opening = low.trim_start_matches(|c: char| !c.is_alphanumeric());
    let labelled = LABELS.opening(opening).is_some_and(|(_, l)| l == Label::Date);
    Some(Posting { date: Some(stamp.iso()), time: stamp.clock(), labelled, alone: stamp.alone(low), author: None })
}

/// The author that a line names, if it is nothing but a signature.
pub(crate) fn author(line: &str) -> Option<String> {
    let lines = Lines::split(line);
    let sign = (lines.len() == 1).then(|| byline::signature(&lines, 0))??;
    let photo = matches!(sign.label, Some(Label::Photo | Label::Source));
    if photo { None } else { sign.author(lines.text).map(str::to_owned) }
}
