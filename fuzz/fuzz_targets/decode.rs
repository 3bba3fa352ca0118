//! Arbitrary bytes to text, in the encoding found and in each that can be asked for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tinviet::testing::invariants;

fuzz_target!(|bytes: &[u8]| invariants::decode(bytes));
