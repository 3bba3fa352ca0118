//! Values to compact JSON, straight into a buffer.
//!
//! Enters: anything that [`serde`] can take apart. Leaves: the bytes that `serde_json` would write, appended to a buffer
//! that cannot fail: names of fields are copied as they are, together with the marks around them, in pieces whose length
//! the compiler knows (hence `inline(always)`: each use stands in derived code with the name at hand). The pieces are
//! [`tail`]'s. Not done here: indenting; numbers with a fraction (those are `serde_json`'s).

mod tail;

use std::fmt::Display;

use serde::ser::{self, Serialize};

use tail::Tail;

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
    let mut tail = Tail::of(std::mem::take(out));
    let done = value.serialize(Compact { out: &mut tail });
    *out = tail.finish();
    done
}

/// The serialiser of one value.
struct Compact<'o> {
    out: &'o mut Tail,
}

/// The serialiser of the parts of a list or object.
struct Parts<'o> {
    out: &'o mut Tail,
    /// What stands before the next part: the opening bracket, then commas.
    lead: u8,
    close: u8,
    /// The list or object stands inside the object that names an enum's variant.
    variant: bool,
}

impl<'o> Compact<'o> {
    #[inline(always)]
    fn open(self, lead: u8, close: u8) -> Parts<'o> {
        Parts { out: self.out, lead, close, variant: false }
    }

    /// Opens what stands behind `{"name":` of an enum's variant.
    fn open_variant(mut self, name: &str, lead: u8, close: u8) -> Parts<'o> {
        self.variant(name);
        Parts { out: self.out, lead, close, variant: true }
    }

    /// `{"name":` of an enum's variant that holds something.
    fn variant(&mut self, name: &str) {
        self.out.name(b'{', name);
    }
}

impl Parts<'_> {
    #[inline(always)]
    fn part(&mut self, value: &(impl Serialize + ?Sized)) -> Outcome {
        self.out.put(&[self.lead]);
        self.lead = b',';
        value.serialize(Compact { out: self.out })
    }

    /// A field of a struct.
    #[inline(always)]
    fn field(&mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Outcome {
        self.out.name(self.lead, name);
        self.lead = b',';
        value.serialize(Compact { out: self.out })
    }

    #[inline(always)]
    fn close(self) -> Outcome {
        // Nothing was written: the opening bracket is still to come.
        if self.lead != b',' {
            self.out.put(&[self.lead]);
        }
        self.out.put(&[self.close]);
        if self.variant {
            self.out.put(b"}");
        }
        Ok(())
    }
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
        if v {
            self.out.put(b"true")
        } else {
            self.out.put(b"false")
        }
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
            self.out.put(b"-");
        }
        self.out.integer(v.unsigned_abs());
        Ok(())
    }
    #[inline(always)]
    fn serialize_u8(self, v: u8) -> Outcome {
        self.serialize_u64(v.into())
    }
    fn serialize_u16(self, v: u16) -> Outcome {
        self.serialize_u64(v.into())
    }
    #[inline(always)]
    fn serialize_u32(self, v: u32) -> Outcome {
        self.serialize_u64(v.into())
    }
    #[inline(always)]
    fn serialize_u64(self, v: u64) -> Outcome {
        self.out.integer(v);
        Ok(())
    }
    fn serialize_f32(self, v: f32) -> Outcome {
        self.out.with(|out| serde_json::to_writer(out, &v)).map_err(ser::Error::custom)
    }
    fn serialize_f64(self, v: f64) -> Outcome {
        self.out.with(|out| serde_json::to_writer(out, &v)).map_err(ser::Error::custom)
    }
    fn serialize_char(self, v: char) -> Outcome {
        self.serialize_str(v.encode_utf8(&mut [0; 4]))
    }
    #[inline(always)]
    fn serialize_str(self, v: &str) -> Outcome {
        self.out.string(v);
        Ok(())
    }
    fn serialize_bytes(self, v: &[u8]) -> Outcome {
        v.serialize(self)
    }
    #[inline(always)]
    fn serialize_none(self) -> Outcome {
        self.serialize_unit()
    }
    #[inline(always)]
    fn serialize_some<T: Serialize + ?Sized>(self, v: &T) -> Outcome {
        v.serialize(self)
    }
    #[inline(always)]
    fn serialize_unit(self) -> Outcome {
        self.out.put(b"null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Outcome {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Outcome {
        // A name in the program, of which none holds anything to be escaped.
        self.out.plain(variant);
        Ok(())
    }
    #[inline(always)]
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
        self.out.put(b"}");
        Ok(())
    }
    #[inline(always)]
    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'o>, Unwritable> {
        Ok(self.open(b'[', b']'))
    }
    #[inline(always)]
    fn serialize_tuple(self, _: usize) -> Result<Parts<'o>, Unwritable> {
        Ok(self.open(b'[', b']'))
    }
    #[inline(always)]
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>, Unwritable> {
        Ok(self.open(b'[', b']'))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'o>, Unwritable> {
        Ok(self.open_variant(variant, b'[', b']'))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'o>, Unwritable> {
        Ok(self.open(b'{', b'}'))
    }
    #[inline(always)]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'o>, Unwritable> {
        Ok(self.open(b'{', b'}'))
    }
    #[inline(always)]
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'o>, Unwritable> {
        Ok(self.open_variant(variant, b'{', b'}'))
    }
}

macro_rules! lists {
    ($($trait:ident::$method:ident),*) => {$(
        impl ser::$trait for Parts<'_> {
            type Ok = ();
            type Error = Unwritable;
            #[inline(always)]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Outcome {
                self.part(value)
            }
            #[inline(always)]
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
            #[inline(always)]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Outcome {
                self.field(name, value)
            }
            #[inline(always)]
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
        let start = self.out.at() + 1;
        self.part(key)?;
        // Keys that are numbers stand in quotes.
        self.out.quote_since(start);
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Outcome {
        self.out.put(b":");
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
