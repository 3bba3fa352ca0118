//! Tests of the program as a whole, and of its sources.

#![allow(clippy::disallowed_methods, reason = "tests read files and measure time")]

mod archive;
mod cli;
mod config;
mod containers;
mod data;
mod failures;
mod folders;
mod formats;
mod golden;
mod html;
mod inputs;
mod invariants;
mod layering;
mod lexicon;
mod lists;
mod normalize;
mod readme;
mod registry;
mod report;
mod resume;
mod schema;
mod sentences;
mod tables;
mod workdir;
