//! Pages to articles, on one thread: `cargo bench --bench html -- FILE…` prints the milliseconds that each page takes.
//!
//! The pages are those of `tests/html` where none are named. What is measured is all that lies between the bytes of a page
//! and its article: decoding, parsing, choosing. `benches/html-beside-trafilatura` sets the figures beside those of another
//! program in the same run.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench reads, measures and prints")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tinviet::html::{Page, extract};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    // As a test each page is read once.
    let least = if args.iter().any(|a| a == "--bench") { Duration::from_millis(500) } else { Duration::ZERO };
    let mut paths: Vec<PathBuf> = args.iter().filter(|a| !a.starts_with('-')).map(PathBuf::from).collect();
    if paths.is_empty() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html");
        paths = std::fs::read_dir(folder).expect("the pages").map(|e| e.expect("an entry").path()).collect();
        paths.retain(|p| p.extension().is_some_and(|e| e == "html"));
        paths.sort();
    }
    for path in paths {
        let bytes = std::fs::read(&path).expect("a page");
        let page = Page { bytes: &bytes, ..Page::default() };
        _ = black_box(extract(&page, None));
        let (start, mut rounds) = (Instant::now(), 0u32);
        while rounds == 0 || start.elapsed() < least {
            _ = black_box(extract(black_box(&page), None));
            rounds += 1;
        }
        println!("{:.4}\t{}", start.elapsed().as_secs_f64() * 1e3 / f64::from(rounds), path.display());
    }
}
