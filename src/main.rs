//! The program `tinviet`: see [`tinviet::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    tinviet::cli::main()
}
