//! Findings on their way between processes: as they were, with the words of both languages.

use crate::error::Problem;
use crate::finding::{Finding, json};
use pyo3::prelude::*;
use serde_json::{Map, Value as Json, json};
use shohosen::{Code, Evidence, Phrase, Redacted, Severity, Time, Value, hex};
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// A finding as text.
pub fn written(finding: &shohosen::Finding) -> String {
    json(&value_of_finding(finding))
}

/// A finding as a JSON object.
pub fn value_of_finding(finding: &shohosen::Finding) -> Json {
    let location = finding.location.as_deref();
    json!({
        "code": finding.code.id(),
        "severity": finding.severity.as_str(),
        "signature": finding.signature,
        "location": location,
        "evidence": evidence(&finding.evidence),
    })
}

fn evidence(evidence: &Evidence) -> Json {
    evidence.iter().map(|(key, value)| json!([key, value_of(value)])).collect()
}

fn value_of(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(&**text),
        Value::Phrase(phrase) => {
            let pick = |language| phrase.pick(language).to_owned();
            json!({ "ja": pick(shohosen::Language::Japanese), "en": pick(shohosen::Language::English) })
        }
        Value::Integer(number) => json!(number),
        Value::Decimal(number) => json!({ "decimal": number }),
        Value::Bool(yes) => json!(yes),
        Value::Time(time) => json!({ "time": [time.unix(), time.subsecond_nanos()] }),
        Value::Personal => json!({ "personal": true }),
        Value::Bytes(bytes) => json!({ "bytes": hex(bytes) }),
        Value::List(values) => values.iter().map(value_of).collect(),
        Value::Record(fields) => json!({ "record": evidence(fields) }),
        Value::Finding(inner) => json!({ "finding": value_of_finding(inner) }),
    }
}

/// The finding that was written: for ``pickle`` and ``copy``.
#[pyfunction]
pub fn _finding_again(text: &str) -> PyResult<Finding> {
    read(text).map(Finding).ok_or_else(|| Problem::value("text", "no finding").into())
}

fn read(text: &str) -> Option<shohosen::Finding> {
    read_finding(&serde_json::from_str(text).ok()?)
}

/// The finding that was written as an object.
pub fn read_finding(object: &Map<String, Json>) -> Option<shohosen::Finding> {
    let mut finding = Code::from_id(object.get("code")?.as_str()?)?.finding();
    let severity = object.get("severity")?.as_str()?;
    let all = [Severity::Error, Severity::Warning, Severity::Info, Severity::Passed];
    finding.severity = all.into_iter().find(|each| each.as_str() == severity)?;
    let signature = object.get("signature").and_then(Json::as_u64);
    finding.signature = signature.and_then(|index| usize::try_from(index).ok());
    let location = object.get("location").and_then(Json::as_str);
    finding.location = location.map(|location| location.to_owned().into());
    finding.evidence = read_evidence(object.get("evidence")?)?;
    Some(finding)
}

fn read_evidence(pairs: &Json) -> Option<Evidence> {
    let mut evidence = Evidence::new();
    for pair in pairs.as_array()? {
        let key = key(pair.get(0)?.as_str()?);
        evidence.push(key, read_value(pair.get(1)?)?);
    }
    Some(evidence)
}

fn read_value(value: &Json) -> Option<Value> {
    Some(match value {
        Json::String(text) => Value::Text(text.clone().into()),
        Json::Number(number) => Value::Integer(number.as_i64()?),
        Json::Bool(yes) => Value::Bool(*yes),
        Json::Array(values) => Value::List(values.iter().map(read_value).collect::<Option<_>>()?),
        Json::Object(object) => {
            let (name, inner) = object.iter().next()?;
            match name.as_str() {
                "decimal" => Value::Decimal(inner.as_f64()?),
                "time" => {
                    let nanos = u32::try_from(inner.get(1)?.as_u64()?).ok()?;
                    Value::Time(Time::from_unix_nanos(inner.get(0)?.as_i64()?, nanos)?)
                }
                "personal" => Redacted::new("").into(),
                "bytes" => Value::Bytes(octets(inner.as_str()?)?),
                "record" => Value::Record(read_evidence(inner)?),
                "finding" => read_finding(inner.as_object()?)?.into(),
                _ => {
                    let text = |key| Some(object.get(key)?.as_str()?.to_owned());
                    Phrase::new(text("ja")?, text("en")?).into()
                }
            }
        }
        Json::Null => return None,
    })
}

fn octets(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    let octet = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(octet).collect()
}

/// A key lives as long as the program: there are as many as the table of codes uses.
fn key(name: &str) -> &'static str {
    static KEYS: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut keys = KEYS.lock().unwrap_or_else(PoisonError::into_inner);
    let keys = keys.get_or_insert_with(HashSet::new);
    if let Some(known) = keys.get(name) {
        return known;
    }
    let new: &'static str = Box::leak(name.to_owned().into_boxed_str());
    keys.insert(new);
    new
}
