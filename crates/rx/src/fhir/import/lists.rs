//! Elements that FHIR R4 has as lists and some writers as single objects.

use crate::lint::shown;
use serde_json::Value;
use shohosen_report::{Finding, codes::records as codes};

/// Elements that are lists in every resource read here.
const LISTS: [&str; 10] = [
    "additionalInstruction",
    "authorizingPrescription",
    "coding",
    "dosageInstruction",
    "doseAndRate",
    "entry",
    "extension",
    "note",
    "performer",
    "telecom",
];

/// Puts single objects into lists, and says where.
pub(super) fn mend(value: &mut Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    mend_in(value, &mut findings);
    findings
}

/// The JSON reader bounds the depth (128).
fn mend_in(value: &mut Value, findings: &mut Vec<Finding>) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| mend_in(value, findings)),
        Value::Object(object) => {
            for (name, value) in object.iter_mut() {
                if value.is_object() && LISTS.contains(&name.as_str()) {
                    let finding = codes::FHIR_NOT_A_LIST.finding();
                    findings.push(finding.with("location_in", shown(name)));
                    *value = Value::Array(vec![value.take()]);
                }
                mend_in(value, findings);
            }
        }
        _ => {}
    }
}
