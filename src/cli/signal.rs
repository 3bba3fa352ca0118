//! Interruption: the first Ctrl-C ends the run in good order, the second at once.
//!
//! Enters: signals. Leaves: a flag. Not done here: what ending in good order means (that is `pipeline::parallel`).

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Exit;

static STOP: AtomicBool = AtomicBool::new(false);
static TEMPORARY: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Begins to listen.
pub(crate) fn listen() {
    // Where no handler can be set, Ctrl-C still ends the process, only less gently.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            abort();
        }
    });
}

/// Whether an interruption was asked for.
pub(crate) fn stop() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// Names the temporary file to be removed if the process ends at once.
pub(crate) fn remove_on_abort(path: Option<PathBuf>) {
    if let Ok(mut slot) = TEMPORARY.lock() {
        *slot = path;
    }
}

#[allow(clippy::exit, reason = "a second Ctrl-C must end the process whatever its threads do")]
fn abort() {
    if let Ok(slot) = TEMPORARY.try_lock()
        && let Some(path) = slot.as_deref()
    {
        let _ = std::fs::remove_file(path);
    }
    std::process::exit(Exit::Interrupted as i32);
}
