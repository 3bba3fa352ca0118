//! Panics to errors.
//!
//! Enters: work that may panic. Leaves: its outcome, a panic as an error that names the place. Not done here: repairing what
//! the work left half done (the caller drops it).

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{Error, ErrorKind, Stage};

thread_local! {
    /// Whether this thread works on a document just now.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Where the last panic under guard arose.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic becomes an error of kind [`ErrorKind::Internal`].
///
/// # Errors
/// Those of `work`, and the panic.
pub(super) fn guard<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let before = GUARDED.replace(true);
    let outcome = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    outcome.unwrap_or_else(|panic| Err(panicked(panic.as_ref())))
}

#[cold]
fn panicked(panic: &(dyn Any + Send)) -> Error {
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("unknown cause");
    let place = PLACE.take().map(|p| format!(" ({p})")).unwrap_or_default();
    Error::new(ErrorKind::Internal, Stage::Extract, format!("a fault of this program: {what}{place}"))
}

/// Makes panics at a document silent: they are told by the error record. Other panics are reported as before.
///
/// The hook is of the whole process, so a library leaves it to the program.
pub fn quiet_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            PLACE.set(info.location().map(|l| format!("{}:{}", l.file(), l.line())));
        } else {
            before(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error() {
        let error = guard::<()>(|| panic!("at {}", 3)).expect_err("a panic");
        assert_eq!(error.code(), "internal");
        assert!(error.to_string().starts_with("a fault of this program: at 3"), "{error}");
        assert_eq!(guard(|| Ok(1)).expect("no panic"), 1);
    }
}
