//! Case files: any text is read or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tinviet::testing::invariants;

fuzz_target!(|text: &str| invariants::case_file(text));
