//! Days: `datetime.date` and text.

use crate::argument::wrong_type;
use crate::error::Problem;
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyDateAccess, PyDateTime, PyString};
use shohosen::medication::Date;

/// A day in Japan, as it is handed over. A `datetime` is refused: which day it is depends on the
/// time zone.
#[derive(Clone, Copy)]
pub struct Day(pub Date);

impl<'py> FromPyObject<'_, 'py> for Day {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let py = object.py();
        if let Ok(text) = object.cast::<PyString>() {
            let day = Date::parse(&text.to_string_lossy());
            return day.map(Self).map_err(|error| Problem::value("day", error).raise(py));
        }
        let is_day = !object.is_instance_of::<PyDateTime>();
        match object.cast::<PyDate>() {
            Ok(day) if is_day => Date::new(day.get_year(), day.get_month(), day.get_day())
                .map(Self)
                .ok_or_else(|| Problem::value("day", day.to_string()).raise(py)),
            _ => Err(wrong_type("day", "date or YYYY-MM-DD", &object).raise(py)),
        }
    }
}

/// As `datetime.date`.
pub fn date<'py>(py: Python<'py>, day: Date) -> PyResult<Bound<'py, PyAny>> {
    py.import("datetime")?.getattr("date")?.call_method1("fromisoformat", (day.to_string(),))
}
