//! Drugs that a document names where nothing reads them: in a resource of another subject, or as a
//! Medication that nothing refers to. What else it says of them nobody knows.

use super::account::entries;
use crate::fhir::systems::drug_code_type;
use serde_json::Value;
use shohosen_report::{Account, Unread, UnreadReason};
use std::collections::HashSet;

/// Whether a resource names a drug: by a code of a system of drugs, or in an element of that name.
/// Vaccines (Immunization) have such codes and are nothing that is taken on.
pub(super) fn a_drug(resource: &Value) -> bool {
    let resource_type = resource.get("resourceType").and_then(Value::as_str).unwrap_or_default();
    !resource_type.starts_with("Immunization") && names_one(resource)
}

fn names_one(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.iter().any(names_one),
        Value::Object(object) => {
            let system = object.get("system").and_then(Value::as_str).unwrap_or_default();
            (drug_code_type(system).is_some() && object.contains_key("code"))
                || object.iter().any(|(element, value)| {
                    matches!(element.as_str(), "medicationCodeableConcept" | "medicationReference")
                        || names_one(value)
                })
        }
        _ => false,
    }
}

/// The Medications among the entries that no element of the document refers to: whose they are, and
/// whether they are taken, stood in what is missing.
pub(super) fn orphans(document: &Value, account: &mut Account) {
    let mut medications = Vec::new();
    collect(document, &mut medications);
    if medications.is_empty() {
        return;
    }
    let mut known = HashSet::new();
    references(document, &mut known);
    for id in medications {
        let is_known = id.is_some_and(|id| known.contains(format!("Medication/{id}").as_str()));
        if !is_known {
            let place = crate::fhir::named("Medication", id.unwrap_or_default());
            account.missing(Unread::new(place, UnreadReason::UnknownPart));
        }
    }
}

/// The ids of Medications, unless they were entered in error.
fn collect<'v>(value: &'v Value, medications: &mut Vec<Option<&'v str>>) {
    for resource in entries(value).filter_map(|entry| entry.get("resource")) {
        let text = |name: &str| resource.get(name).and_then(Value::as_str);
        if text("resourceType") == Some("Medication") && text("status") != Some("entered-in-error")
        {
            medications.push(text("id"));
        }
        collect(resource, medications);
    }
}

/// What is referred to, without the version. The references were made those by type and id.
fn references<'v>(value: &'v Value, known: &mut HashSet<&'v str>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| references(value, known)),
        Value::Object(object) => object.iter().for_each(|(element, value)| match value.as_str() {
            Some(target) if element == "reference" => {
                known.insert(target.split("/_history/").next().unwrap_or(target));
            }
            _ => references(value, known),
        }),
        _ => {}
    }
}
