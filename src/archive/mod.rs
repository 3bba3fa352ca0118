//! Records to what an archive holds: the same thing recognised as the same over all its articles.
//!
//! Enters: records as they were written. Leaves: one row for each thing. Not done here: reading articles.

pub mod programmes;
