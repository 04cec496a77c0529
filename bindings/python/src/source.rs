//! Octets that a caller hands over: `bytes`, anything with the buffer protocol, or a path.

use crate::argument::wrong_type;
use crate::error::Problem;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyMemoryView, PyString};
use std::path::{Path, PathBuf};

/// No file is read beyond this: 64 MiB is three thousand times a prescription.
const MAX_DOCUMENT: u64 = 64 << 20;
/// No master or table is read beyond this, as with the library's own reading of paths.
const MAX_TABLE: u64 = 256 << 20;

/// Octets, or where they are. `bytes` are used where they lie; what can change under the hands of
/// another thread (`bytearray`, `memoryview`) is copied.
pub enum Source {
    Octets(PyBackedBytes),
    Path(PathBuf),
}

/// Octets of either origin.
pub enum Octets {
    Shared(PyBackedBytes),
    Read(Vec<u8>),
}

impl std::ops::Deref for Octets {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Shared(octets) => octets,
            Self::Read(octets) => octets,
        }
    }
}

impl Source {
    /// The path as text, if it is one.
    pub fn name(&self) -> Option<String> {
        match self {
            Self::Octets(_) => None,
            Self::Path(path) => Some(path.display().to_string()),
        }
    }

    /// The octets; a file is read here, which wants to be done without the interpreter lock.
    pub fn octets(self) -> Result<Octets, Problem> {
        self.at_most(MAX_DOCUMENT)
    }

    /// As [`octets`](Self::octets), of a master or a table.
    pub fn table(self) -> Result<Octets, Problem> {
        self.at_most(MAX_TABLE)
    }

    fn at_most(self, limit: u64) -> Result<Octets, Problem> {
        match self {
            Self::Octets(octets) => Ok(Octets::Shared(octets)),
            Self::Path(path) => shohosen::read_file(&path, limit)
                .map(Octets::Read)
                .map_err(|error| Problem::file(&path.display().to_string(), &error)),
        }
    }
}

/// Whether a text is no path but what should be in the file: no path has several lines, and no system
/// takes one of so many octets.
fn is_contents(path: &Path) -> bool {
    let text = path.as_os_str().as_encoded_bytes();
    let begins = |with: &[u8]| text.trim_ascii_start().starts_with(with);
    text.iter().any(|octet| matches!(octet, b'\n' | b'\r' | 0))
        || text.len() > 4096
        || begins(b"<")
        || begins(b"{")
        || begins(b"[{")
        || begins(b"-----BEGIN")
}

impl<'py> FromPyObject<'_, 'py> for Source {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let py = object.py();
        if let Ok(octets) = object.cast::<PyBytes>() {
            return Ok(Self::Octets(octets.to_owned().into()));
        }
        if object.is_instance_of::<PyString>() || object.hasattr("__fspath__")? {
            return match object.extract::<PathBuf>() {
                Ok(path) if is_contents(&path) => {
                    // The document itself, which no message repeats.
                    let reason = "a str is a path; hand the document over as bytes";
                    Err(Problem::value("source", reason).into())
                }
                Ok(path) => Ok(Self::Path(path)),
                Err(_) => Err(wrong_type("source", "path of text", &object).raise(py)),
            };
        }
        // The stable ABI of Python 3.9 has no buffers: memoryview is the way to them.
        let view = PyMemoryView::from(&object)
            .map_err(|_| wrong_type("source", "bytes, buffer or path", &object).raise(py))?;
        let octets = view.call_method0("tobytes")?.cast_into::<PyBytes>()?;
        Ok(Self::Octets(octets.into()))
    }
}
