//! The program `tinviet`: see [`tinviet::cli`].

use std::process::ExitCode;

// A record is made of many small lists: this allocator makes and drops them with a third of the instructions that the
// C library needs, and lays those of one document side by side.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tinviet::cli::main()
}
