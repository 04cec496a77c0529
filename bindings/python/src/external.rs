//! Files beside a document, as a caller hands them over.

use crate::argument::{items, wrong_type};
use crate::error::Problem;
use crate::source::Source;
use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use shohosen::ExternalFiles;

/// Names with sources, of which nothing is read yet.
pub struct External(Vec<(String, Source)>);

impl External {
    /// Reads them all.
    pub fn read(self) -> Result<ExternalFiles<'static>, Problem> {
        let mut files = ExternalFiles::default();
        for (name, source) in self.0 {
            files.add(name, source.octets()?.to_vec());
        }
        Ok(files)
    }
}

impl<'py> FromPyObject<'_, 'py> for External {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let py = object.py();
        let wrong = |object: &Borrowed<'_, 'py, PyAny>| {
            wrong_type("external", "paths, or a mapping of names to bytes or paths", object)
        };
        if let Ok(mapping) = object.cast::<PyMapping>() {
            let mut files = Vec::new();
            for entry in mapping.items()?.iter() {
                let (name, source): (Bound<'py, PyAny>, Source) = entry.extract()?;
                let name = name.cast::<PyString>().map_err(|_| wrong(&object).raise(py))?;
                files.push((name.to_string_lossy().into_owned(), source));
            }
            return Ok(Self(files));
        }
        if object.is_instance_of::<PyString>() {
            return Err(wrong(&object).raise(py));
        }
        let mut files = Vec::new();
        for item in items("external", Some(&*object))? {
            let source: Source = item.extract()?;
            let name = source.name().ok_or_else(|| wrong(&object).raise(py))?;
            files.push((name, source));
        }
        Ok(Self(files))
    }
}
