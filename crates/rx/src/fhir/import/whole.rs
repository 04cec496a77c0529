//! Whether a bundle says that it is not all there is.

use super::account::{entries, harmless, matches};
use serde_json::Value;
use shohosen_report::{Account, Unread, UnreadReason};

/// Elements that a Bundle has in FHIR R4, and `issues` of R5.
const ELEMENTS: &[&str] = &[
    "resourceType",
    "id",
    "meta",
    "implicitRules",
    "language",
    "identifier",
    "type",
    "timestamp",
    "total",
    "link",
    "entry",
    "signature",
    "issues",
];

/// Names what a bundle says of itself that keeps it from being the whole of what was asked for, and
/// what it says that is not understood.
pub(super) fn of(bundle: &Value, account: &mut Account) {
    let mut missing = |place: String, reason| account.missing(Unread::new(place, reason));
    for name in bundle.as_object().into_iter().flat_map(|object| object.keys()) {
        // A leading underscore has extensions of an element (FHIR R4 §2.6.2).
        if !ELEMENTS.contains(&name.strip_prefix('_').unwrap_or(name)) {
            let place = format!("Bundle.{}", crate::lint::shown_name(name));
            missing(place, UnreadReason::UnknownPart);
        }
    }
    if bundle.get("implicitRules").is_some() {
        missing("Bundle.implicitRules".to_owned(), UnreadReason::NotUnderstood);
    }
    if entries(bundle).any(|entry| entry.get("modifierExtension").is_some()) {
        missing("Bundle.entry.modifierExtension".to_owned(), UnreadReason::NotUnderstood);
    }
    if shortened(bundle) {
        missing("Bundle.meta".to_owned(), UnreadReason::Incomplete);
    }
    if bundle.get("issues").is_some_and(|issues| !harmless(issues)) {
        missing("Bundle.issues".to_owned(), UnreadReason::Incomplete);
    }
    if let Some(relation) = bundle.get("link").and_then(other_page) {
        missing(format!("Bundle.link{relation}"), UnreadReason::Incomplete);
    }
    if !total_is_there(bundle) {
        missing("Bundle.total".to_owned(), UnreadReason::Incomplete);
    }
}

/// Whether a tag or security label says that something was left out (FHIR R4 §3.1.1.5.8, v3
/// ObservationValue).
pub(super) fn shortened(resource: &Value) -> bool {
    const LABELS: [&str; 3] = ["SUBSETTED", "REDACTED", "MASKED"];
    fn says(value: &Value) -> bool {
        match value {
            Value::String(text) => LABELS.iter().any(|label| text.eq_ignore_ascii_case(label)),
            Value::Array(values) => values.iter().any(says),
            Value::Object(object) => object.values().any(says),
            _ => false,
        }
    }
    resource.get("meta").is_some_and(says)
}

/// The relation of a link that leads to more of the answer; empty where links cannot be read.
fn other_page(links: &Value) -> Option<&'static str> {
    let Some(links) = links.as_array() else { return Some("") };
    let text = |link: &Value, name: &str| link.get(name).and_then(Value::as_str).map(str::to_owned);
    let mut relations = Vec::with_capacity(links.len());
    for link in links {
        let Some(relation) = text(link, "relation") else { return Some("") };
        relations.push((relation.trim().to_ascii_lowercase(), text(link, "url")));
    }
    let url = |name: &str| {
        let found = relations.iter().find(|(relation, _)| relation == name);
        found.and_then(|(_, url)| url.as_deref())
    };
    let has = |name: &str| relations.iter().any(|(relation, _)| relation == name);
    if has("next") {
        return Some(" next");
    }
    if has("previous") || has("prev") {
        return Some(" previous");
    }
    // The last page is this one, or the first and only one.
    let last = url("last");
    let only = last.is_some() && (last == url("self") || last == url("first"));
    (has("last") && !only).then_some(" last")
}

/// Whether as many are there as the bundle says. A total that is no whole number says that nobody
/// knows how many there are.
fn total_is_there(bundle: &Value) -> bool {
    let Some(total) = bundle.get("total") else { return true };
    let is_search = bundle.get("type").and_then(Value::as_str) == Some("searchset");
    let there = match is_search {
        true => matches(bundle),
        false => u64::try_from(entries(bundle).count()).unwrap_or(u64::MAX),
    };
    total.as_u64().is_some_and(|total| total <= there)
}
