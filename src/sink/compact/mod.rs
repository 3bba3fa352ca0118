//! Records to compact JSON, straight into a buffer.
//!
//! Enters: a record and the fields chosen. Leaves: the bytes that `serde_json` would write (a test holds the two together),
//! appended to a buffer that cannot fail. Each type of the record is written by code that knows it: the names of its fields
//! stand there with the marks around them, in pieces whose length the compiler knows. Which fields a type has and in which
//! order is in [`shapes`]; the pieces are [`tail`]'s. Not done here: indenting (that is `serde_json`'s).

mod shapes;
mod tail;

use std::borrow::Cow;

use crate::record::Selected;
use tail::Tail;

/// What has a compact form.
trait Put {
    /// Appends it.
    fn put(&self, out: &mut Tail);
}

/// Appends the record to `out`.
pub(super) fn write(record: &Selected<'_, '_>, out: &mut Vec<u8>) {
    let mut tail = Tail::of(std::mem::take(out));
    record.put(&mut tail);
    *out = tail.finish();
}

impl<T: Put> Put for Option<T> {
    #[inline]
    fn put(&self, out: &mut Tail) {
        match self {
            Some(value) => value.put(out),
            None => out.put(b"null"),
        }
    }
}

impl<T: Put> Put for Vec<T> {
    fn put(&self, out: &mut Tail) {
        let Some((first, rest)) = self.split_first() else { return out.put(b"[]") };
        out.put(b"[");
        first.put(out);
        for value in rest {
            out.put(b",");
            value.put(out);
        }
        out.put(b"]");
    }
}

impl Put for Cow<'_, str> {
    #[inline]
    fn put(&self, out: &mut Tail) {
        out.string(self);
    }
}

impl Put for bool {
    fn put(&self, out: &mut Tail) {
        if *self {
            out.put(b"true");
        } else {
            out.put(b"false");
        }
    }
}

impl Put for u32 {
    #[inline]
    fn put(&self, out: &mut Tail) {
        out.integer((*self).into());
    }
}

impl Put for u64 {
    #[inline]
    fn put(&self, out: &mut Tail) {
        out.integer(*self);
    }
}
