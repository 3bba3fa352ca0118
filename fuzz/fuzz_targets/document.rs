//! Arbitrary bytes through everything: a record for every article, and every record whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tinviet::testing::invariants;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = std::str::from_utf8(bytes) {
        invariants::normalise(text);
    }
    invariants::document(bytes);
});
