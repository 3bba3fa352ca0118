//! The part of a stream that is in memory.
//!
//! Enters: a reader. Leaves: its bytes from a position on, as far as they were asked for, so that what was looked at can be
//! looked at again. Not done here: what the bytes mean.

use std::io::{self, ErrorKind as Io, Read};

use super::Reader;

/// A reader and what was read of it.
pub(super) struct Window {
    reader: Reader,
    /// Bytes are given as they come, without waiting for more.
    live: bool,
    data: Vec<u8>,
    /// What lies before is done with.
    at: usize,
    /// The end was reached.
    done: bool,
    /// Why it cannot be read on, told once what came before is used up.
    broken: Option<io::Error>,
    /// Number of bytes read so far.
    total: u64,
}

/// So much is read at least.
const READ: usize = 64 << 10;

impl Window {
    pub(super) fn new(reader: Reader, live: bool) -> Self {
        Self { reader, live, data: Vec::new(), at: 0, done: false, broken: None, total: 0 }
    }

    /// What was read and is not done with.
    pub(super) fn unread(&self) -> &[u8] {
        &self.data[self.at..]
    }

    /// Whether there is nothing more to read.
    pub(super) fn done(&self) -> bool {
        self.done
    }

    /// Number of bytes read so far.
    pub(super) fn total(&self) -> u64 {
        self.total
    }

    /// Reads on: `want` bytes, or what one read gives where the stream is live. A break is an error at the next call, where
    /// there were bytes before it.
    pub(super) fn more(&mut self, want: usize) -> io::Result<()> {
        if let Some(error) = self.broken.take() {
            self.done = true;
            return Err(error);
        }
        // What is done with goes before the buffer grows, once that is worth the move.
        if self.at > self.data.len() / 2 {
            self.data.drain(..self.at);
            self.at = 0;
        }
        let before = self.data.len();
        let outcome = if self.live {
            self.data.resize(before + want.clamp(1, READ), 0);
            let outcome = loop {
                match self.reader.read(&mut self.data[before..]) {
                    Err(error) if error.kind() == Io::Interrupted => {}
                    outcome => break outcome,
                }
            };
            self.data.truncate(before + *outcome.as_ref().unwrap_or(&0));
            outcome.map(|n| n == 0)
        } else {
            let want = want.max(READ);
            (&mut self.reader).take(want as u64).read_to_end(&mut self.data).map(|n| n < want)
        };
        self.total += (self.data.len() - before) as u64;
        match outcome {
            Ok(end) => self.done |= end,
            Err(error) if self.data.len() > before => self.broken = Some(error),
            Err(error) => {
                self.done = true;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Whether there are `n` unread bytes, after reading on.
    pub(super) fn ensure(&mut self, n: usize) -> io::Result<bool> {
        while self.unread().len() < n && !self.done {
            self.more(n - self.unread().len())?;
        }
        Ok(self.unread().len() >= n)
    }

    /// The next `n` bytes are done with.
    pub(super) fn advance(&mut self, n: usize) {
        self.at = (self.at + n).min(self.data.len());
    }

    /// Passes over `n` bytes, keeping nothing of them; whether there were so many.
    pub(super) fn discard(&mut self, n: u64) -> io::Result<bool> {
        let here = self.unread().len() as u64;
        if n <= here {
            self.advance(n as usize);
            return Ok(true);
        }
        (self.at, self.data) = (0, Vec::new());
        if let Some(error) = self.broken.take() {
            self.done = true;
            return Err(error);
        }
        let left = n - here;
        let passed = io::copy(&mut (&mut self.reader).take(left), &mut io::sink())?;
        self.total += passed;
        self.done |= passed < left;
        Ok(passed == left)
    }

    /// Hands the next `n` bytes over.
    pub(super) fn take(&mut self, n: usize) -> Vec<u8> {
        let rest = self.data.split_off((self.at + n).min(self.data.len()));
        let mut taken = std::mem::replace(&mut self.data, rest);
        taken.drain(..self.at);
        self.at = 0;
        taken
    }
}
