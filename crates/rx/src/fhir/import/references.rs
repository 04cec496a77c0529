//! References to the `fullUrl` of an entry, as the national documents have them (`urn:uuid:…`),
//! made those by type and id (FHIR R4, Bundle, "Resolving references in Bundles").

use serde_json::Value;
use std::collections::HashMap;

/// What the entries of a document are called.
#[derive(Default)]
struct Names {
    /// `Organization/1` by fullUrl; `None` where several resources have it.
    by_url: HashMap<String, Option<String>>,
    /// The fullUrl by `Organization/1`; `None` where that is the name of several entries.
    by_name: HashMap<String, Option<String>>,
}

/// Writes each reference to a fullUrl as `Organization/1`. A resource without id gets its fullUrl
/// for one. Where a fullUrl or a name is that of several, references stay as they are: two
/// resources are never taken for one.
pub(super) fn resolve(value: &mut Value) {
    let mut names = Names::default();
    collect(value, &mut names);
    rewrite(value, &names);
}

/// The JSON reader bounds the depth (128).
fn collect(value: &mut Value, names: &mut Names) {
    let entries = value.get_mut("entry").and_then(Value::as_array_mut);
    for entry in entries.into_iter().flatten() {
        let url = entry.get("fullUrl").and_then(Value::as_str).unwrap_or_default().to_owned();
        let Some(resource) = entry.get_mut("resource") else { continue };
        if !url.is_empty() {
            name(resource, url, names);
        }
        collect(resource, names);
    }
}

fn name(resource: &mut Value, url: String, names: &mut Names) {
    let Some(resource) = resource.as_object_mut() else { return };
    let Some(kind) = resource.get("resourceType").and_then(Value::as_str) else { return };
    let kind = kind.to_owned();
    let id = resource.entry("id").or_insert_with(|| Value::String(url.clone()));
    let Some(id) = id.as_str() else { return };
    let name = format!("{kind}/{id}");
    only(&mut names.by_name, &name, &url);
    only(&mut names.by_url, &url, &name);
}

/// Enters what belongs to a key, if it is not another thing's already.
fn only(names: &mut HashMap<String, Option<String>>, key: &str, value: &str) {
    let entered = names.entry(key.to_owned()).or_insert_with(|| Some(value.to_owned()));
    if entered.as_deref() != Some(value) {
        *entered = None;
    }
}

fn rewrite(value: &mut Value, names: &Names) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| rewrite(value, names)),
        Value::Object(object) => {
            for (element, value) in object.iter_mut() {
                match value {
                    Value::String(reference) if element == "reference" => {
                        if let Some(name) = names.of(reference) {
                            name.clone_into(reference);
                        }
                    }
                    other => rewrite(other, names),
                }
            }
        }
        _ => {}
    }
}

impl Names {
    fn of(&self, url: &str) -> Option<&str> {
        let name = self.by_url.get(url)?.as_deref()?;
        self.by_name.get(name)?.as_ref().map(|_| name)
    }
}
