//! Interruption: the first Ctrl-C ends the run in good order, the second at once.
//!
//! Enters: signals. Leaves: a flag. Not done here: what ending in good order means (that is `pipeline::parallel`).

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Exit;

static STOP: AtomicBool = AtomicBool::new(false);
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Begins to listen.
pub(crate) fn listen() {
    // Where no handler can be set, Ctrl-C still ends the process, only less gently.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            abort();
        }
    });
}

/// Begins to listen where nothing is worth finishing: the first Ctrl-C ends the process, but leaves no temporary file.
pub(crate) fn listen_and_abort() {
    let _ = ctrlc::set_handler(abort);
}

/// Whether an interruption was asked for.
pub(crate) fn stop() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// Names a temporary file that is to be removed if the process ends at once.
pub(crate) fn remove_on_abort(path: &Path) {
    if let Ok(mut list) = TEMPORARY.lock() {
        list.push(path.to_owned());
    }
}

/// The file has its name now, or is gone.
pub(crate) fn keep_on_abort(path: &Path) {
    if let Ok(mut list) = TEMPORARY.lock() {
        list.retain(|p| p != path);
    }
}

#[allow(clippy::exit, reason = "a second Ctrl-C must end the process whatever its threads do")]
fn abort() {
    if let Ok(list) = TEMPORARY.try_lock() {
        for path in &*list {
            let _ = std::fs::remove_file(path);
        }
    }
    std::process::exit(Exit::Interrupted as i32);
}
