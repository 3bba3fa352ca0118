//! The program `tinviet`: see [`tinviet::cli`].

use std::process::ExitCode;

/// Records are made of many short strings: an allocator with lists by size gives and takes them in a quarter of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tinviet::cli::main()
}
