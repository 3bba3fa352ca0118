//! Values to compact JSON, straight into a buffer.
//!
//! Enters: anything that [`serde`] can take apart. Leaves: the bytes that `serde_json` would write, appended to a buffer
//! that cannot fail: long clean stretches of strings are found eight bytes at a time, names of fields are copied as they
//! are. Not done here: indenting; numbers with a fraction (those are `serde_json`'s).

use std::fmt::Display;

use serde::ser::{self, Serialize};

/// Why a value has no JSON.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unwritable(String);

impl ser::Error for Unwritable {
    fn custom<T: Display>(what: T) -> Self {
        Self(what.to_string())
    }
}

type Outcome = Result<(), Unwritable>;

/// Appends `value` to `out`.
pub(super) fn write(value: &impl Serialize, out: &mut Vec<u8>) -> Outcome {
    value.serialize(Compact { out })
}

/// The serialiser of one value.
struct Compact<'o> {
    out: &'o mut Vec<u8>,
}

/// The serialiser of the parts of a list or object.
struct Parts<'o> {
    out: &'o mut Vec<u8>,
    /// A part was written.
    any: bool,
    close: &'static [u8],
}

impl<'o> Compact<'o> {
    fn open(self, open: &[u8], close: &'static [u8]) -> Parts<'o> {
        self.out.extend_from_slice(open);
        Parts { out: self.out, any: false, close }
    }

    /// `{"name":` of an enum's variant that holds something.
    fn variant(&mut self, name: &str) {
        self.out.push(b'{');
        string(name, self.out);
        self.out.push(b':');
    }
}

impl Parts<'_> {
    fn comma(&mut self) {
        if self.any {
            self.out.push(b',');
        }
        self.any = true;
    }

    fn part(&mut self, value: &(impl Serialize + ?Sized)) -> Outcome {
        self.comma();
        value.serialize(Compact { out: self.out })
    }

    /// A field of a struct: its name is an identifier, in which nothing is to be escaped.
    fn field(&mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Outcome {
        self.comma();
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
        value.serialize(Compact { out: self.out })
    }

    fn close(self) -> Outcome {
        self.out.extend_from_slice(self.close);
        Ok(())
    }
}

/// What stands behind the backslash for each byte: 0 for bytes that stay, `u` for those without a letter.
static ESCAPES: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 0x20 {
        table[b] = b'u';
        b += 1;
    }
    let letters =
        [(0x08, b'b'), (b'\t', b't'), (b'\n', b'n'), (0x0C, b'f'), (b'\r', b'r'), (b'"', b'"'), (b'\\', b'\\')];
    let mut i = 0;
    while i < letters.len() {
        table[letters[i].0 as usize] = letters[i].1;
        i += 1;
    }
    table
};

/// Offset of the first byte in `bytes` that JSON escapes; its length if there is none.
#[inline]
fn clean(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const TOPS: u64 = ONES << 7;
    let (eights, rest) = bytes.as_chunks::<8>();
    for (n, eight) in eights.iter().enumerate() {
        let word = u64::from_le_bytes(*eight);
        // In each byte the top bit: below 0x20, equal to a quote, equal to a backslash. Only above a hit can it be wrong.
        let nought = |x: u64| x.wrapping_sub(ONES) & !x;
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let hits = (control | nought(word ^ (ONES * 0x22)) | nought(word ^ (ONES * 0x5C))) & TOPS;
        if hits != 0 {
            return n * 8 + hits.trailing_zeros() as usize / 8;
        }
    }
    let tail = rest.iter().position(|b| ESCAPES[usize::from(*b)] != 0);
    bytes.len() - rest.len() + tail.unwrap_or(rest.len())
}

fn string(text: &str, out: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    out.push(b'"');
    loop {
        let (plain, odd) = rest.split_at(clean(rest));
        out.extend_from_slice(plain);
        let Some((&b, behind)) = odd.split_first() else { break };
        match ESCAPES[usize::from(b)] {
            b'u' => {
                let hex = |n: u8| b"0123456789abcdef"[usize::from(n)];
                out.extend_from_slice(&[b'\\', b'u', b'0', b'0', hex(b >> 4), hex(b & 15)]);
            }
            letter => out.extend_from_slice(&[b'\\', letter]),
        }
        rest = behind;
    }
    out.push(b'"');
}

fn integer(mut n: u64, out: &mut Vec<u8>) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    // Positions, which are most numbers, are short: division of 32 bits will do.
    while n > u64::from(u32::MAX) {
        at -= 1;
        digits[at] = b'0' + (n % 10) as u8;
        n /= 10;
    }
    let mut n = n as u32;
    loop {
        at -= 1;
        digits[at] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

impl<'o> ser::Serializer for Compact<'o> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Parts<'o>;
    type SerializeTuple = Parts<'o>;
    type SerializeTupleStruct = Parts<'o>;
    type SerializeTupleVariant = Parts<'o>;
    type SerializeMap = Parts<'o>;
    type SerializeStruct = Parts<'o>;
    type SerializeStructVariant = Parts<'o>;

    fn serialize_bool(self, v: bool) -> Outcome {
        self.out.extend_from_slice(if v { b"true" } else { b"false" });
        Ok(())
    }
    fn serialize_i8(self, v: i8) -> Outcome {
        self.serialize_i64(v.into())
    }
    fn serialize_i16(self, v: i16) -> Outcome {
        self.serialize_i64(v.into())
    }
    fn serialize_i32(self, v: i32) -> Outcome {
        self.serialize_i64(v.into())
    }
    fn serialize_i64(self, v: i64) -> Outcome {
        if v < 0 {
            self.out.push(b'-');
        }
        integer(v.unsigned_abs(), self.out);
        Ok(())
    }
    fn serialize_u8(self, v: u8) -> Outcome {
        self.serialize_u64(v.into())
    }
    fn serialize_u16(self, v: u16) -> Outcome {
        self.serialize_u64(v.into())
    }
    fn serialize_u32(self, v: u32) -> Outcome {
        self.serialize_u64(v.into())
    }
    fn serialize_u64(self, v: u64) -> Outcome {
        integer(v, self.out);
        Ok(())
    }
    fn serialize_f32(self, v: f32) -> Outcome {
        serde_json::to_writer(self.out, &v).map_err(ser::Error::custom)
    }
    fn serialize_f64(self, v: f64) -> Outcome {
        serde_json::to_writer(self.out, &v).map_err(ser::Error::custom)
    }
    fn serialize_char(self, v: char) -> Outcome {
        self.serialize_str(v.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, v: &str) -> Outcome {
        string(v, self.out);
        Ok(())
    }
    fn serialize_bytes(self, v: &[u8]) -> Outcome {
        v.serialize(self)
    }
    fn serialize_none(self) -> Outcome {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, v: &T) -> Outcome {
        v.serialize(self)
    }
    fn serialize_unit(self) -> Outcome {
        self.out.extend_from_slice(b"null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Outcome {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Outcome {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, v: &T) -> Outcome {
        v.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        v: &T,
    ) -> Outcome {
        self.variant(variant);
        v.serialize(Compact { out: self.out })?;
        self.out.push(b'}');
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'o>, Unwritable> {
        Ok(self.open(b"[", b"]"))
    }
    fn serialize_tuple(self, _: usize) -> Result<Parts<'o>, Unwritable> {
        Ok(self.open(b"[", b"]"))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>, Unwritable> {
        Ok(self.open(b"[", b"]"))
    }
    fn serialize_tuple_variant(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'o>, Unwritable> {
        self.variant(variant);
        Ok(self.open(b"[", b"]}"))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'o>, Unwritable> {
        Ok(self.open(b"{", b"}"))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>, Unwritable> {
        Ok(self.open(b"{", b"}"))
    }
    fn serialize_struct_variant(
        mut self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'o>, Unwritable> {
        self.variant(variant);
        Ok(self.open(b"{", b"}}"))
    }
}

macro_rules! lists {
    ($($trait:ident::$method:ident),*) => {$(
        impl ser::$trait for Parts<'_> {
            type Ok = ();
            type Error = Unwritable;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Outcome {
                self.part(value)
            }
            fn end(self) -> Outcome {
                self.close()
            }
        }
    )*};
}

lists!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

macro_rules! structs {
    ($($trait:ident),*) => {$(
        impl ser::$trait for Parts<'_> {
            type Ok = ();
            type Error = Unwritable;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Outcome {
                self.field(name, value)
            }
            fn end(self) -> Outcome {
                self.close()
            }
        }
    )*};
}

structs!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Outcome {
        let start = self.out.len();
        self.part(key)?;
        // Keys that are numbers stand in quotes.
        let from = start + usize::from(self.out.get(start) == Some(&b','));
        if self.out.get(from) != Some(&b'"') {
            self.out.insert(from, b'"');
            self.out.push(b'"');
        }
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Outcome {
        self.out.push(b':');
        value.serialize(Compact { out: self.out })
    }
    fn end(self) -> Outcome {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same<T: Serialize>(value: &T) {
        let mut out = Vec::new();
        write(value, &mut out).expect("JSON");
        assert_eq!(String::from_utf8(out).expect("UTF-8"), serde_json::to_string(value).expect("JSON"));
    }

    #[derive(serde::Serialize)]
    enum Sort {
        Unit,
        New(i8),
        Pair(u8, f32),
        Named { a: Option<char> },
    }

    #[derive(serde::Serialize)]
    struct All<'a> {
        text: &'a str,
        list: Vec<Sort>,
        none: Option<u32>,
        map: std::collections::BTreeMap<u16, (bool, f64)>,
        empty: [(); 0],
        unit: (),
    }

    #[test]
    fn what_serde_json_would_write() {
        same(&All {
            text: "Xã “Đông Hạ”: \"ba\"\tthôn\\xóm\n",
            list: vec![Sort::Unit, Sort::New(-7), Sort::Pair(200, 0.5), Sort::Named { a: Some('ở') }],
            none: None,
            map: [(3, (true, 1.25e30)), (40, (false, f64::NAN))].into(),
            empty: [],
            unit: (),
        });
        for n in [0, 9, 10, 99, 12_345, i64::MAX, i64::MIN, -1] {
            same(&n);
        }
        same(&u64::MAX);
    }

    #[test]
    fn every_character_at_every_place() {
        for c in (0..0x180).filter_map(char::from_u32).chain(['ế', '🏠']) {
            for before in 0..9 {
                same(&format!("{}{c}{}", "a".repeat(before), "ộ".repeat(before)));
                same(&format!("{}{c}{c}", "\u{1f}".repeat(before)));
            }
        }
    }
}
