//! Arguments whose refusal is a `shohosen.Error`, and not the interpreter's bare `TypeError`.

use crate::error::{Kind, Problem};
use pyo3::PyClass;
use pyo3::prelude::*;
use pyo3::pyclass::boolean_struct::True;
use pyo3::types::{PyBool, PyString};
use shohosen::codes::binding as codes;

/// The error of a value of another type.
pub fn wrong_type(argument: &str, expected: &'static str, object: &Bound<'_, PyAny>) -> Problem {
    let actual = object.get_type().qualname().map_or_else(|_| "?".into(), |name| name.to_string());
    let finding = codes::ARGUMENT_TYPE.finding().with("argument", argument.to_owned());
    Problem::of(Kind::ArgumentType, finding.with("expected", expected).with("actual", actual))
}

/// An object of one of our classes.
pub fn instance<'a, 'py, T: PyClass<Frozen = True> + Sync>(
    argument: &str,
    object: &'a Bound<'py, PyAny>,
) -> Result<&'a T, Problem> {
    let found = object.cast::<T>().map_err(|_| wrong_type(argument, T::NAME, object))?;
    Ok(found.get())
}

/// What one of several words stands for.
pub fn one_of<T: Copy>(
    argument: &'static str,
    word: &str,
    words: &[(&str, T)],
) -> Result<T, Problem> {
    let found = words.iter().find(|(known, _)| *known == word);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let known: Vec<_> = words.iter().map(|(known, _)| *known).collect();
        Problem::value(argument, format!("{word:?}, not one of {}", known.join(", ")))
    })
}

/// `True` or `False`: a text such as `"no"` is no answer.
#[derive(Clone, Copy)]
pub struct Flag(pub bool);

impl<'py> FromPyObject<'_, 'py> for Flag {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.cast::<PyBool>() {
            Ok(flag) => Ok(Self(flag.is_true())),
            Err(_) => Err(wrong_type("flag", "bool", &object).raise(object.py())),
        }
    }
}

/// Text.
pub struct Text(pub String);

impl<'py> FromPyObject<'_, 'py> for Text {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.cast::<PyString>() {
            // Lone surrogates are not text.
            Ok(text) => match text.to_cow() {
                Ok(text) => Ok(Self(text.into_owned())),
                Err(_) => Err(Problem::value("text", "not Unicode").raise(object.py())),
            },
            Err(_) => Err(wrong_type("text", "str", &object).raise(object.py())),
        }
    }
}

/// A number of things, at least one.
pub struct Count(pub usize);

impl<'py> FromPyObject<'_, 'py> for Count {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let is_flag = object.is_instance_of::<PyBool>();
        match object.extract::<usize>() {
            Ok(0) => Err(Problem::value("count", "0").raise(object.py())),
            Ok(count) if !is_flag => Ok(Self(count)),
            _ => Err(wrong_type("count", "positive int", &object).raise(object.py())),
        }
    }
}

/// A number, from 0.
pub struct Number(pub u64);

impl<'py> FromPyObject<'_, 'py> for Number {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let is_flag = object.is_instance_of::<PyBool>();
        match object.extract::<u64>() {
            Ok(number) if !is_flag => Ok(Self(number)),
            _ => Err(wrong_type("number", "int, not negative", &object).raise(object.py())),
        }
    }
}

/// The items of an iterable. One document or path alone is iterable, too, and would be taken for
/// its octets or letters: it is refused.
pub fn items<'py>(
    argument: &'static str,
    object: Option<&Bound<'py, PyAny>>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let Some(object) = object else { return Ok(Vec::new()) };
    iterator(argument, object)?.collect()
}

/// As [`items`], one after the other.
pub fn iterator<'py>(
    argument: &'static str,
    object: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, pyo3::types::PyIterator>> {
    let single = object.is_instance_of::<PyString>()
        || object.is_instance_of::<pyo3::types::PyBytes>()
        || object.is_instance_of::<pyo3::types::PyByteArray>();
    let refused = || wrong_type(argument, "iterable of bytes or paths", object);
    if single {
        return Err(refused().into());
    }
    object.try_iter().map_err(|error| {
        let is_type_error = error.is_instance_of::<pyo3::exceptions::PyTypeError>(object.py());
        if is_type_error { refused().into() } else { error }
    })
}
