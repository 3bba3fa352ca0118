//! Tests of the program as a whole, and of its sources.

mod cli;
mod failures;
mod inputs;
mod layering;
mod schema;
mod workdir;
