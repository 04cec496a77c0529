//! The drug of an order that stands in a Medication: contained, or a resource of the document.

use serde_json::Value;
use std::collections::HashMap;

/// Writes the code of the Medication that `medicationReference` leads to into the order itself. One
/// that leads nowhere, to several, or to one that was entered in error leaves the drug unknown:
/// then only the words of the reference are there. The reference itself goes: where it still stands
/// beside a code, the document had both.
pub(super) fn resolve(value: &mut Value) {
    let mut known = HashMap::new();
    collect(value, &mut known);
    inline(value, &known);
}

/// Code by `Medication/1`; `None` where several resources have that name.
fn collect(value: &Value, known: &mut HashMap<String, Option<Value>>) {
    if is(value, "Medication")
        && let Some(id) = value.get("id").and_then(Value::as_str)
    {
        let code = code(value);
        let entered = known.entry(format!("Medication/{id}")).or_insert_with(|| code.clone());
        if *entered != code {
            *entered = None;
        }
    }
    for entry in value.get("entry").and_then(Value::as_array).into_iter().flatten() {
        if let Some(resource) = entry.get("resource") {
            collect(resource, known);
        }
    }
}

fn inline(value: &mut Value, known: &HashMap<String, Option<Value>>) {
    if is(value, "MedicationRequest") || is(value, "MedicationDispense") {
        drug(value, known);
    }
    for entry in value.get_mut("entry").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(resource) = entry.get_mut("resource") {
            inline(resource, known);
        }
    }
}

fn drug(order: &mut Value, known: &HashMap<String, Option<Value>>) {
    let Some(reference) = order.get("medicationReference") else { return };
    if order.get("medicationCodeableConcept").is_some() {
        return;
    }
    let display = reference.get("display").cloned();
    let target = reference.get("reference").and_then(Value::as_str).unwrap_or_default();
    let found = match target.strip_prefix('#') {
        Some(id) => contained(order, id),
        // What version of it was meant makes no other drug of it.
        None => known.get(target.split("/_history/").next().unwrap_or(target)).cloned().flatten(),
    };
    let concept = found.or_else(|| Some(serde_json::json!({ "text": display? })));
    if let (Some(concept), Some(order)) = (concept, order.as_object_mut()) {
        order.remove("medicationReference");
        order.insert("medicationCodeableConcept".to_owned(), concept);
    }
}

fn contained(order: &Value, id: &str) -> Option<Value> {
    let all = order.get("contained").and_then(Value::as_array)?;
    let named = |resource: &&Value| resource.get("id").and_then(Value::as_str) == Some(id);
    let mut found = all.iter().filter(named);
    let only = found.next().filter(|_| found.next().is_none())?;
    code(only)
}

/// Its code, unless it was entered in error or is changed by what is not understood here.
fn code(medication: &Value) -> Option<Value> {
    let in_error = medication.get("status").and_then(Value::as_str) == Some("entered-in-error");
    let modified = medication.get("modifierExtension").is_some();
    medication
        .get("code")
        .filter(|_| is(medication, "Medication") && !in_error && !modified)
        .cloned()
}

fn is(value: &Value, resource_type: &str) -> bool {
    value.get("resourceType").and_then(Value::as_str) == Some(resource_type)
}
