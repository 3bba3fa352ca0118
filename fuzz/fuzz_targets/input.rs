//! Arbitrary bytes as an input of every format: the reading ends, and what comes of it is whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tinviet::testing::invariants;

fuzz_target!(|bytes: &[u8]| invariants::input(bytes));
