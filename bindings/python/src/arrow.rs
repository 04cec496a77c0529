//! `shohosen.to_arrow`: results as Arrow tables, through the PyCapsule interface
//! (`__arrow_c_stream__`), so that pyarrow, pandas, polars, DuckDB … read them without a copy and
//! without this package needing any of them.
//!
//! The C structures are those of `arrow-array`, whose interface is safe: nothing here is unsafe.

mod columns;

use crate::argument::{Count, Text, count, iterator, one_of, optional};
use crate::error::Problem;
use crate::many::Outcome;
use crate::report::Report;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, SchemaRef};
use columns::{Columns, Row, Rows};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyIterator};

/// Results as an Arrow table that is made while it is read, so that any number of results takes
/// little memory. Whatever knows the Arrow PyCapsule interface reads it:
/// ``pyarrow.table(stream)``, ``polars.DataFrame(stream)``, ``pandas.DataFrame.from_arrow(stream)``.
///
/// ``results`` are outcomes (a ``VerifyMany`` itself, a list …) or reports. ``rows`` says what a
/// row is: ``"documents"`` (the default) or ``"findings"``. ``batch_size`` is the number of
/// results in a record batch.
///
/// >>> import shohosen
/// >>> outcomes = shohosen.Verifier().verify_many([b"<Document/>"])
/// >>> shohosen.to_arrow(outcomes)
/// <ArrowStream of documents>
#[pyfunction]
#[pyo3(signature = (results, *, rows = None, batch_size = count(1024)))]
pub fn to_arrow(
    results: &Bound<'_, PyAny>,
    rows: Option<Text>,
    batch_size: Count,
) -> PyResult<ArrowStream> {
    let words = [Rows::Documents, Rows::Findings].map(|rows| (rows.name(), rows));
    let rows = optional("rows", rows)?.map(|word| one_of("rows", &word, &words)).transpose()?;
    let rows = rows.unwrap_or(Rows::Documents);
    iterator("results", results)?;
    Ok(ArrowStream {
        results: results.clone().unbind(),
        rows,
        batch_size: batch_size.named("batch_size")?.get(),
    })
}

/// An Arrow table that is made while it is read; see ``to_arrow``.
#[pyclass(frozen, module = "shohosen")]
pub struct ArrowStream {
    results: Py<PyAny>,
    rows: Rows,
    batch_size: usize,
}

#[pymethods]
impl ArrowStream {
    /// The schema in a capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.rows.schema().as_ref());
        let schema = schema.map_err(|error| Problem::value("rows", error))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The rows in a capsule. Another schema than ours may be asked for; the interface lets us
    /// answer with ours.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let results = iterator("results", self.results.bind(py))?.unbind();
        let reader =
            Reader { results: Some(results), rows: self.rows, batch_size: self.batch_size };
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    fn __repr__(&self) -> String {
        format!("<ArrowStream of {}>", self.rows.name())
    }
}

/// Takes results out of a Python iterator as a consumer asks for batches, from any thread.
struct Reader {
    results: Option<Py<PyIterator>>,
    rows: Rows,
    batch_size: usize,
}

impl Reader {
    fn batch(&mut self, py: Python<'_>) -> PyResult<Option<RecordBatch>> {
        let Some(results) = &self.results else { return Ok(None) };
        let mut results = results.bind(py).clone();
        let mut columns = Columns::new(self.rows);
        let mut index = 0;
        while index < self.batch_size {
            let Some(item) = results.next().transpose()? else {
                self.results = None;
                break;
            };
            if let Ok(outcome) = item.cast::<Outcome>() {
                columns.add(Row::of(outcome.get()));
            } else if let Ok(report) = item.cast::<Report>() {
                columns.add(Row::of_report(report.get()));
            } else {
                let error = crate::argument::wrong_type("results", "Outcome or Report", &item);
                return Err(error.into());
            }
            index += 1;
        }
        if index == 0 {
            return Ok(None);
        }
        let batch = columns.finish().map_err(|error| Problem::panic(&error.to_string()))?;
        Ok(Some(batch))
    }
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let batch = Python::attach(|py| self.batch(py));
        batch.map_err(|error| ArrowError::ExternalError(Box::new(error))).transpose()
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        self.rows.schema()
    }
}
