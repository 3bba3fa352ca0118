//! Tests of the program as a whole, and of its sources.

#![allow(clippy::disallowed_methods, reason = "tests read files and measure time")]

mod archive;
mod cli;
mod failures;
mod inputs;
mod layering;
mod schema;
mod sentences;
mod tables;
mod workdir;
