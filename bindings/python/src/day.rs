//! Days on the way out; on the way in they are [`crate::argument::Day`].

use pyo3::prelude::*;
use shohosen::medication::Date;

/// As `datetime.date`.
pub fn date<'py>(py: Python<'py>, day: Date) -> PyResult<Bound<'py, PyAny>> {
    py.import("datetime")?.getattr("date")?.call_method1("fromisoformat", (day.to_string(),))
}
