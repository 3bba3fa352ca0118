//! Records to what an archive holds: the same thing recognised as the same over all its articles.
//!
//! Enters: records as they were written. Leaves: one row for each thing, or an overview of everything. Not done here:
//! reading articles; what a report looks like (that is [`report`](crate::report)).

pub mod programmes;
pub mod report;
pub mod tally;
mod wording;
