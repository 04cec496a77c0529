//! Arguments whose refusal is a `shohosen.Error`, and not the interpreter's bare `TypeError`.

use crate::error::{Kind, Problem};
use pyo3::PyClass;
use pyo3::prelude::*;
use pyo3::pyclass::boolean_struct::True;
use pyo3::types::{PyBool, PyDate, PyDateAccess, PyDateTime, PyString};
use shohosen::codes::binding as codes;
use shohosen::medication::Date;
use std::num::NonZeroUsize;

/// The error of a value of another type.
pub fn wrong_type(argument: &str, expected: &'static str, object: &Bound<'_, PyAny>) -> Problem {
    Wrong::kind(expected, object).problem(argument)
}

/// Why a value cannot be an argument.
enum Wrong {
    Type { expected: &'static str, actual: String },
    Value(String),
}

impl Wrong {
    fn kind(expected: &'static str, object: &Bound<'_, PyAny>) -> Self {
        let actual = object.get_type().qualname();
        Self::Type { expected, actual: actual.map_or_else(|_| "?".into(), |name| name.to_string()) }
    }

    fn problem(self, argument: &str) -> Problem {
        match self {
            Self::Value(reason) => Problem::value(argument, reason),
            Self::Type { expected, actual } => {
                let finding = codes::ARGUMENT_TYPE.finding().with("argument", argument.to_owned());
                let finding = finding.with("expected", expected).with("actual", actual);
                Problem::of(Kind::ArgumentType, finding)
            }
        }
    }
}

/// An argument that may be wrong. Where it is taken out, it gets its name.
pub struct Given<T>(Result<T, Wrong>);

/// `True` or `False`: a text such as `"no"` is no answer.
pub type Flag = Given<bool>;
/// Text. Lone surrogates are none.
pub type Text = Given<String>;
/// A number of things, at least one.
pub type Count = Given<NonZeroUsize>;
/// A number, from 0.
pub type Number = Given<u64>;

impl<T> Given<T> {
    /// What an argument is by default.
    pub const fn default(value: T) -> Self {
        Self(Ok(value))
    }

    /// The value of the argument of this name.
    pub fn named(self, argument: &str) -> Result<T, Problem> {
        self.0.map_err(|wrong| wrong.problem(argument))
    }
}

/// As [`Given::default`], of a number of things.
pub fn count(number: usize) -> Count {
    Given(NonZeroUsize::new(number).ok_or_else(|| Wrong::Value("0".into())))
}

/// The value of an argument that may be left out.
pub fn optional<T>(argument: &str, given: Option<Given<T>>) -> Result<Option<T>, Problem> {
    given.map(|given| given.named(argument)).transpose()
}

impl<'py> FromPyObject<'_, 'py> for Flag {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let flag = object.cast::<PyBool>().map(|flag| flag.is_true());
        Ok(Self(flag.map_err(|_| Wrong::kind("bool", &object))))
    }
}

impl<'py> FromPyObject<'_, 'py> for Text {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(match object.cast::<PyString>() {
            Ok(text) => match text.to_cow() {
                Ok(text) => Ok(text.into_owned()),
                Err(_) => Err(Wrong::Value("not Unicode".into())),
            },
            Err(_) => Err(Wrong::kind("str", &object)),
        }))
    }
}

impl<'py> FromPyObject<'_, 'py> for Count {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let is_flag = object.is_instance_of::<PyBool>();
        Ok(Self(match object.extract::<usize>() {
            Ok(number) if !is_flag => return Ok(count(number)),
            _ => Err(Wrong::kind("positive int", &object)),
        }))
    }
}

impl<'py> FromPyObject<'_, 'py> for Number {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let is_flag = object.is_instance_of::<PyBool>();
        Ok(Self(match object.extract::<u64>() {
            Ok(number) if !is_flag => Ok(number),
            _ => Err(Wrong::kind("int, not negative", &object)),
        }))
    }
}

/// A day in Japan. A `datetime` is refused: which day it is depends on the time zone.
pub type Day = Given<Date>;

impl<'py> FromPyObject<'_, 'py> for Day {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(text) = object.cast::<PyString>() {
            let day = Date::parse(&text.to_string_lossy());
            return Ok(Self(day.map_err(|error| Wrong::Value(error.to_string()))));
        }
        let is_day = !object.is_instance_of::<PyDateTime>();
        Ok(Self(match object.cast::<PyDate>() {
            Ok(day) if is_day => Date::new(day.get_year(), day.get_month(), day.get_day())
                .ok_or_else(|| Wrong::Value(day.to_string())),
            _ => Err(Wrong::kind("date or YYYY-MM-DD", &object)),
        }))
    }
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
