//! A bounded queue between the reader and the driver.
//!
//! Enters: units, one by one, from one thread. Leaves: all that are there, up to a number of bytes, to another. So a driver
//! that is busy finds a large batch to share out when it comes back, and one that waits for a slow pipe gets each unit as
//! it comes. Not done here: order (units leave as they entered).

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::Duration;

use super::progress::Marked;

/// The queue; the bytes it holds stay near its limit.
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
    limit: usize,
}

#[derive(Default)]
struct State {
    units: VecDeque<Marked>,
    bytes: usize,
    /// No more will come.
    ended: bool,
    /// Nobody listens any more.
    closed: bool,
}

/// What a driver found.
pub(super) enum Taken {
    /// Some units.
    Units(Vec<Marked>),
    /// Nothing within the time given.
    Nothing,
    /// The end.
    Ended,
}

/// More units are not held: a folder of tiny files counts hardly any bytes.
const MOST: usize = 4096;

impl Queue {
    pub(super) fn new(limit: usize) -> Self {
        Self { state: Mutex::default(), changed: Condvar::new(), limit }
    }

    // Nothing panics while it holds the lock.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// Adds a unit, waiting for room; `false` where nobody listens any more.
    pub(super) fn push(&self, next: Marked) -> bool {
        let mut state = self.lock();
        while !state.closed && !state.units.is_empty() && (state.bytes >= self.limit || state.units.len() >= MOST) {
            state = self.changed.wait(state).unwrap_or_else(|e| e.into_inner());
        }
        state.bytes += next.unit.len();
        state.units.push_back(next);
        self.changed.notify_all();
        !state.closed
    }

    /// No more will come.
    pub(super) fn end(&self) {
        self.lock().ended = true;
        self.changed.notify_all();
    }

    /// Nobody listens any more.
    pub(super) fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.units.clear();
        self.changed.notify_all();
    }

    /// All units there are, at least one; waits `patience` for it.
    pub(super) fn take(&self, patience: Duration) -> Taken {
        let state = self.lock();
        let (mut state, _) = self
            .changed
            .wait_timeout_while(state, patience, |s| s.units.is_empty() && !s.ended)
            .unwrap_or_else(|e| e.into_inner());
        if state.units.is_empty() {
            return if state.ended { Taken::Ended } else { Taken::Nothing };
        }
        state.bytes = 0;
        let units = std::mem::take(&mut state.units).into();
        self.changed.notify_all();
        Taken::Units(units)
    }
}
