//! Moments: aware `datetime`s and RFC 3339 text on the way in, `datetime`s in UTC on the way out.

use crate::argument::wrong_type;
use crate::error::{Kind, Problem};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyDateAccess, PyDateTime, PyDelta, PyDeltaAccess, PyString, PyTimeAccess, PyType, PyTzInfo,
};
use shohosen::Time;
use shohosen::codes::binding as codes;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// A moment as it is handed over.
#[derive(Clone, Copy)]
pub struct Moment(pub Time);

impl Moment {
    /// The moment, or now.
    pub fn or_now(moment: Option<Self>) -> Result<Time, Problem> {
        if let Some(Self(time)) = moment {
            return Ok(time);
        }
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .ok()
            .and_then(|since| Time::from_unix(i64::try_from(since.as_secs()).ok()?))
            .ok_or_else(|| Problem::value("at", "the clock of this computer is wrong"))
    }
}

impl<'py> FromPyObject<'_, 'py> for Moment {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let py = object.py();
        if let Ok(text) = object.cast::<PyString>() {
            return Time::parse_rfc3339(&text.to_string_lossy()).map(Self).map_err(|_| {
                Problem::value("at", "no RFC 3339 time (2023-01-01T00:00:00Z)").raise(py)
            });
        }
        if let Some(time) = in_utc(&object)? {
            return Ok(Self(time));
        }
        let Ok(moment) = object.cast::<PyDateTime>() else {
            return Err(wrong_type("at", "aware datetime or RFC 3339 text", &object).raise(py));
        };
        let offset = moment.call_method0("utcoffset")?;
        let Ok(offset) = offset.cast_into::<PyDelta>() else {
            let finding = codes::TIME_NAIVE.finding().with("actual", moment.str()?.to_string());
            return Err(Problem::of(Kind::Argument, finding).raise(py));
        };
        let offset = i64::from(offset.get_days()) * 86_400 + i64::from(offset.get_seconds());
        from_fields(&moment, offset)
            .map(Self)
            .ok_or_else(|| Problem::value("at", moment.to_string()).raise(py))
    }
}

/// A `datetime` whose zone is `timezone.utc` itself, by one call: under the stable ABI each field of
/// a `datetime` is an attribute to be asked for, and so is the zone's offset. `None` for all others.
///
/// The last one is remembered: whoever verifies many documents as of one moment hands over the same
/// object again and again, and it cannot change.
fn in_utc(object: &Bound<'_, PyAny>) -> PyResult<Option<Time>> {
    static LAST: Mutex<Option<(Py<PyAny>, Time)>> = Mutex::new(None);
    let last = || LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((known, time)) = &*last()
        && object.is(known)
    {
        return Ok(Some(*time));
    }
    let time = read_in_utc(object)?;
    if let Some(time) = time {
        let before = last().replace((object.clone().unbind(), time));
        // Only now, for Python may run what it likes when an object goes.
        drop(before);
    }
    Ok(time)
}

fn read_in_utc(object: &Bound<'_, PyAny>) -> PyResult<Option<Time>> {
    static DATETIME: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    static UTC: PyOnceLock<Py<PyTzInfo>> = PyOnceLock::new();
    /// Up to here, in the year 2096, a float holds the microseconds of `timestamp()`.
    const MAX_EXACT: f64 = 4e9;
    let py = object.py();
    let datetime = DATETIME.import(py, "datetime", "datetime")?;
    let utc = UTC.get_or_try_init(py, || PyTzInfo::utc(py).map(|utc| utc.to_owned().unbind()))?;
    if !object.get_type().is(datetime) || !object.getattr(intern!(py, "tzinfo"))?.is(utc) {
        return Ok(None);
    }
    let seconds: f64 = object.call_method0(intern!(py, "timestamp"))?.extract()?;
    if !(0.0..MAX_EXACT).contains(&seconds) {
        return Ok(None);
    }
    let micros = (seconds * 1e6).round() as i64;
    let nanos = u32::try_from(micros % 1_000_000).unwrap_or_default() * 1000;
    Ok(Time::from_unix_nanos(micros / 1_000_000, nanos))
}

fn from_fields(moment: &Bound<'_, PyDateTime>, offset: i64) -> Option<Time> {
    let local = Time::from_civil(
        (moment.get_year(), moment.get_month(), moment.get_day()),
        (moment.get_hour(), moment.get_minute(), moment.get_second()),
        moment.get_microsecond() * 1000,
    )?;
    Time::from_unix_nanos(local.unix() - offset, local.subsecond_nanos())
}

/// As `datetime` in UTC, to the microsecond. Years before 1, which `datetime` does not have, come
/// out as its first moment.
pub fn datetime<'py>(py: Python<'py>, time: Time) -> PyResult<Bound<'py, PyDateTime>> {
    let utc = PyTzInfo::utc(py)?;
    // Seconds from 0001-01-01T00:00:00Z to the epoch of Unix.
    let seconds = time.unix().max(-62_135_596_800);
    let days = i32::try_from(seconds.div_euclid(86_400)).unwrap_or_default();
    let rest = i32::try_from(seconds.rem_euclid(86_400)).unwrap_or_default();
    let micros = i32::try_from(time.subsecond_nanos() / 1000).unwrap_or_default();
    let epoch = PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&utc))?;
    let since = PyDelta::new(py, days, rest, micros, true)?;
    Ok(epoch.add(since)?.cast_into::<PyDateTime>()?)
}
