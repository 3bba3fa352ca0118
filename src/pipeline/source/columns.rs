//! The rows of a Parquet file.
//!
//! Enters: a file, and the names of the columns that matter. Leaves: [`Unit`]s of some rows each, every row as the JSON
//! object of these columns, so that workers read it as they read any other. Only these columns are read, page by page. Not
//! done here: lists and structs (their columns count as absent values).

use std::fs::File;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types as t;
use arrow_array::{Array, RecordBatch};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use serde_json::{Map, Value};

use super::{Body, Container, Context, Cut, Origin, Step, Unit};
use crate::error::{Error, ErrorKind, Stage};
use crate::pipeline::options::FieldNames;

/// So many rows are decoded at once.
const BATCH: usize = 64;

/// A file under way.
pub(super) struct Columns {
    origin: Arc<Origin>,
    reader: ParquetRecordBatchReader,
    /// The columns as they are called in the file, and the names they have in the objects.
    names: Vec<(String, String)>,
    rows: u64,
    done: bool,
}

/// A file whose place is not known yet.
pub(super) struct Unplaced(Columns);

impl Columns {
    /// Reads the schema of a file.
    pub(super) fn open(file: File, fields: &FieldNames) -> Result<Unplaced, Error> {
        let bad = |what: String| Error::new(ErrorKind::Archive, Stage::Parse, what);
        let damaged = |e: parquet::errors::ParquetError| bad(format!("the Parquet file cannot be read: {e}"));
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(damaged)?;
        let schema = builder.schema();
        let mut names: Vec<(String, String)> = Vec::new();
        let mut roots = Vec::new();
        for name in [&fields.text, &fields.id, &fields.date, &fields.title, &fields.url, &fields.publisher] {
            let exact = schema.fields().iter().position(|f| f.name() == name);
            let column = exact
                .or_else(|| schema.fields().iter().position(|f| f.name().to_lowercase() == name.to_lowercase()))
                .filter(|_| names.iter().all(|(_, n)| n != name));
            if let Some(column) = column {
                roots.push(column);
                names.push((schema.field(column).name().clone(), name.clone()));
            }
        }
        if !names.iter().any(|(_, name)| *name == fields.text) {
            let columns: Vec<_> = schema.fields().iter().take(30).map(|f| format!("{:?}", f.name())).collect();
            let columns = columns.join(", ");
            return Err(bad(format!("no column {:?} (--text-field); the columns are {columns}", fields.text)));
        }
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
        let reader = builder.with_projection(mask).with_batch_size(BATCH).build().map_err(damaged)?;
        let origin = Arc::new(Origin::file(String::new(), String::new()));
        Ok(Unplaced(Self { origin, reader, names, rows: 0, done: false }))
    }

    fn unit(&mut self, batch: &RecordBatch) -> Unit {
        let columns: Vec<_> =
            self.names.iter().filter_map(|(column, name)| Some((name, batch.column_by_name(column)?))).collect();
        let (mut data, mut cuts) = (Vec::new(), Vec::with_capacity(batch.num_rows()));
        for row in 0..batch.num_rows() {
            self.rows += 1;
            let object: Map<String, Value> =
                columns.iter().map(|(name, column)| ((*name).clone(), value(&***column, row))).collect();
            let start = data.len();
            data.extend_from_slice(Value::Object(object).to_string().as_bytes());
            cuts.push(Cut { start, end: data.len(), number: self.rows });
        }
        Unit { origin: Arc::clone(&self.origin), body: Body::Elements { data, cuts } }
    }
}

impl Unplaced {
    /// The file, with its place known.
    pub(super) fn with(self, origin: Arc<Origin>) -> Columns {
        Columns { origin, ..self.0 }
    }
}

/// A value that is text, a number, a date or a time.
fn value(column: &dyn Array, row: usize) -> Value {
    if column.is_null(row) {
        return Value::Null;
    }
    macro_rules! number {
        ($($kind:ty),+) => {$(
            if let Some(numbers) = column.as_primitive_opt::<$kind>() {
                return numbers.value(row).into();
            }
        )+};
    }
    macro_rules! time {
        ($($kind:ty, $per_second:expr);+) => {$(
            if let Some(times) = column.as_primitive_opt::<$kind>() {
                return time(times.value(row), $per_second, times.timezone().is_some());
            }
        )+};
    }
    if let Some(text) = column.as_string_opt::<i32>() {
        return text.value(row).into();
    }
    if let Some(text) = column.as_string_opt::<i64>() {
        return text.value(row).into();
    }
    if let Some(text) = column.as_string_view_opt() {
        return text.value(row).into();
    }
    // Text that some writers do not mark as such.
    if let Some(bytes) = column.as_binary_opt::<i32>() {
        return String::from_utf8_lossy(bytes.value(row)).into();
    }
    if let Some(bytes) = column.as_binary_opt::<i64>() {
        return String::from_utf8_lossy(bytes.value(row)).into();
    }
    if let Some(dictionary) = column.as_any_dictionary_opt() {
        let values = dictionary.values();
        return match dictionary.normalized_keys().get(row) {
            Some(key) if *key < values.len() => value(&**values, *key),
            _ => Value::Null,
        };
    }
    number!(
        t::Int8Type,
        t::Int16Type,
        t::Int32Type,
        t::Int64Type,
        t::UInt8Type,
        t::UInt16Type,
        t::UInt32Type,
        t::UInt64Type,
        t::Float32Type,
        t::Float64Type
    );
    if let Some(days) = column.as_primitive_opt::<t::Date32Type>() {
        let moment = jiff::Timestamp::from_second(i64::from(days.value(row)) * 86_400);
        return moment.map_or(Value::Null, |m| jiff::tz::Offset::UTC.to_datetime(m).date().to_string().into());
    }
    time!(
        t::TimestampSecondType, 1;
        t::TimestampMillisecondType, 1_000;
        t::TimestampMicrosecondType, 1_000_000;
        t::TimestampNanosecondType, 1_000_000_000
    );
    if let Some(flags) = column.as_boolean_opt() {
        return flags.value(row).into();
    }
    Value::Null
}

/// A moment as ISO 8601: in UTC where the column says so, else as on the clock of whoever wrote it.
fn time(value: i64, per_second: i64, utc: bool) -> Value {
    let (seconds, rest) = (value.div_euclid(per_second), value.rem_euclid(per_second));
    let nanoseconds = i32::try_from(rest * (1_000_000_000 / per_second)).unwrap_or(0);
    match jiff::Timestamp::new(seconds, nanoseconds) {
        Ok(moment) if utc => moment.to_string().into(),
        Ok(moment) => jiff::tz::Offset::UTC.to_datetime(moment).to_string().into(),
        Err(_) => Value::Null,
    }
}

impl Container for Columns {
    fn next(&mut self, _: &Context) -> Option<Step> {
        if self.done {
            return None;
        }
        match self.reader.next()? {
            Ok(batch) => Some(Step::Unit(self.unit(&batch))),
            Err(error) => {
                self.done = true;
                let what =
                    format!("{}:{}: the Parquet data cannot be read: {error}", self.origin.place(), self.rows + 1);
                let error = Error::new(ErrorKind::Archive, Stage::Parse, what);
                Some(Step::Unit(Unit::failed(&self.origin, error, Some(self.rows + 1))))
            }
        }
    }
}
