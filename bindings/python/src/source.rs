//! Octets that a caller hands over: `bytes`, anything with the buffer protocol, an open file, a path, or
//! what was signed just now.

use crate::argument::wrong_type;
use crate::error::Problem;
use crate::signed::Signed;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyBytes, PyMemoryView, PyString};
use std::path::{Path, PathBuf};

/// No file is read beyond this: 64 MiB is three thousand times a prescription.
const MAX_DOCUMENT: u64 = 64 << 20;
/// No master or table is read beyond this, as with the library's own reading of paths.
const MAX_TABLE: u64 = 256 << 20;

/// A longer path, and a longer name in one, no system takes (PATH_MAX and NAME_MAX of Linux).
const MAX_PATH: usize = 4096;
const MAX_NAME: usize = 255;

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
            Self::Path(path) => {
                shohosen::read_file(&path, limit).map(Octets::Read).map_err(|error| {
                    match may_be_contents(&path) {
                        true => contents_given(),
                        false => Problem::file(&path.display().to_string(), &error),
                    }
                })
            }
        }
    }
}

/// Whether a text is no path but what should be in the file: no path has several lines, and no system
/// takes one of so many octets.
fn is_contents(path: &Path) -> bool {
    let text = path.as_os_str().as_encoded_bytes();
    let begins = |with: &[u8]| text.trim_ascii_start().starts_with(with);
    text.iter().any(|octet| matches!(octet, b'\n' | b'\r' | 0))
        || text.len() > MAX_PATH
        || text.split(|octet| matches!(octet, b'/' | b'\\')).any(|part| part.len() > MAX_NAME)
        || begins(b"<")
        || begins(b"{")
        || begins(b"[{")
        || begins(b"-----BEGIN")
}

/// Whether the name of a file that is not there may be records or an encoding of them: it is not
/// repeated then.
fn may_be_contents(path: &Path) -> bool {
    let text = path.as_os_str().as_encoded_bytes();
    let count = |wanted| text.iter().filter(|octet| **octet == wanted).count();
    let base64 = |octet: &u8| octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'/' | b'=');
    count(b',') >= 2
        || text.iter().any(|octet| matches!(octet, b'"' | b'<' | b'{' | b'\t'))
        || (text.len() >= 64 && text.iter().all(base64))
}

/// A document in place of its path; no message repeats it.
fn contents_given() -> Problem {
    Problem::value("source", "a str is a path; hand the document over as bytes")
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
                Ok(path) if is_contents(&path) => Err(contents_given().into()),
                Ok(path) => Ok(Self::Path(path)),
                Err(_) => Err(wrong_type("source", "path of text", &object).raise(py)),
            };
        }
        if let Ok(signed) = object.cast::<Signed>() {
            return Ok(Self::Octets(PyBytes::new(py, signed.get().octets()).into()));
        }
        // An open file: read here, as far as any document goes.
        if object.hasattr("read")? {
            let read = object.call_method1("read", (MAX_TABLE + 1,))?;
            return match read.cast_into::<PyBytes>() {
                Ok(octets) => Ok(Self::Octets(octets.into())),
                Err(_) => {
                    let reason = "the file is open for text; open it with \"rb\"";
                    Err(Problem::value("source", reason).into())
                }
            };
        }
        // The stable ABI of Python 3.9 has no buffers: memoryview is the way to them.
        let view = PyMemoryView::from(&object)
            .map_err(|_| wrong_type("source", "bytes, buffer, file or path", &object).raise(py))?;
        let octets = view.call_method0("tobytes")?.cast_into::<PyBytes>()?;
        Ok(Self::Octets(octets.into()))
    }
}
