//! Reference material beside the project, which is not part of it: tests that compare with it say so where it is absent.

use std::path::Path;

/// The text of `path` below the folder of reference material, or `None` with a line that says what was skipped.
#[must_use]
#[expect(clippy::disallowed_methods, clippy::print_stdout, reason = "reads reference material where it is at hand")]
pub fn read(path: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {} is not there", path.display());
    }
    text
}
