//! The names of the elements of orders and dispensings: one that FHIR R4 does not have may be one that
//! is misspelt, and with it the days or the drug that it says would be gone.

use super::whole;
use serde_json::Value;
use shohosen_report::{Account, Unread, UnreadReason};

/// Elements that orders and dispensings have in FHIR R4.
const TOP: &[&str] = &[
    "resourceType",
    "id",
    "meta",
    "implicitRules",
    "language",
    "text",
    "contained",
    "extension",
    "modifierExtension",
    "identifier",
    "status",
    "statusReason",
    "statusReasonCodeableConcept",
    "statusReasonReference",
    "intent",
    "category",
    "priority",
    "doNotPerform",
    "reportedBoolean",
    "reportedReference",
    "medicationCodeableConcept",
    "medicationReference",
    "subject",
    "encounter",
    "context",
    "supportingInformation",
    "authoredOn",
    "requester",
    "performer",
    "performerType",
    "recorder",
    "reasonCode",
    "reasonReference",
    "instantiatesCanonical",
    "instantiatesUri",
    "basedOn",
    "groupIdentifier",
    "courseOfTherapyType",
    "insurance",
    "note",
    "dosageInstruction",
    "dispenseRequest",
    "substitution",
    "priorPrescription",
    "detectedIssue",
    "eventHistory",
    "partOf",
    "location",
    "authorizingPrescription",
    "type",
    "quantity",
    "daysSupply",
    "whenPrepared",
    "whenHandedOver",
    "destination",
    "receiver",
];

/// Elements of the data types inside of them (FHIR R4 §2.24, Dosage, Timing, and the parts of the two
/// resources).
const INNER: &[&str] = &[
    "actor",
    "additionalInstruction",
    "allowedBoolean",
    "allowedCodeableConcept",
    "asNeededBoolean",
    "asNeededCodeableConcept",
    "assigner",
    "authorReference",
    "authorString",
    "boundsDuration",
    "boundsPeriod",
    "boundsRange",
    "code",
    "coding",
    "comparator",
    "count",
    "countMax",
    "dayOfWeek",
    "denominator",
    "dispenseInterval",
    "display",
    "doseAndRate",
    "doseQuantity",
    "doseRange",
    "duration",
    "durationMax",
    "durationUnit",
    "end",
    "event",
    "expectedSupplyDuration",
    "extension",
    "frequency",
    "frequencyMax",
    "function",
    "high",
    "id",
    "identifier",
    "initialFill",
    "lastUpdated",
    "low",
    "maxDosePerAdministration",
    "maxDosePerLifetime",
    "maxDosePerPeriod",
    "method",
    "modifierExtension",
    "numberOfRepeatsAllowed",
    "numerator",
    "offset",
    "patientInstruction",
    "performer",
    "period",
    "periodMax",
    "periodUnit",
    "profile",
    "quantity",
    "rateQuantity",
    "rateRange",
    "rateRatio",
    "reason",
    "reference",
    "repeat",
    "responsibleParty",
    "route",
    "security",
    "sequence",
    "site",
    "source",
    "start",
    "system",
    "tag",
    "text",
    "time",
    "timeOfDay",
    "timing",
    "type",
    "unit",
    "use",
    "userSelected",
    "validityPeriod",
    "value",
    "version",
    "versionId",
    "wasSubstituted",
    "when",
];

/// Names what an order or a dispensing says that is not understood here.
pub(super) fn of(resource: &Value, place: &str, account: &mut Account) {
    let mut missing = |element: &str, reason| {
        account.missing(Unread::new(format!("{place}.{element}"), reason));
    };
    for (name, value) in resource.as_object().into_iter().flatten() {
        let known = plain(name);
        if !TOP.contains(&known) {
            missing(&crate::lint::shown_name(name), UnreadReason::UnknownPart);
        } else if !matches!(known, "contained" | "text") {
            // What is contained is a resource of its own, the text is for people.
            inner(value, known, &mut |path| missing(path, UnreadReason::UnknownPart));
        }
    }
    if whole::shortened(resource) {
        missing("meta", UnreadReason::Incomplete);
    }
    if resource.get("implicitRules").is_some() {
        // FHIR R4 §2.27.3: it changes how the resource is understood.
        missing("implicitRules", UnreadReason::NotUnderstood);
    }
}

/// A leading underscore has extensions of an element (FHIR R4 §2.6.2).
fn plain(name: &str) -> &str {
    name.strip_prefix('_').unwrap_or(name)
}

/// Calls with the path of each name that no data type has. The JSON reader bounds the depth (128).
fn inner(value: &Value, path: &str, unknown: &mut impl FnMut(&str)) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| inner(value, path, unknown)),
        Value::Object(object) => {
            let extension = matches!(path.rsplit('.').next(), Some("extension"));
            for (name, value) in object {
                let path = format!("{path}.{}", crate::lint::shown_name(name));
                let name = plain(name);
                // An extension may have a value of any type; two of them say for how long.
                if extension && !matches!(name, "valueDuration" | "valuePeriod") {
                    let known = matches!(name, "url" | "id" | "extension");
                    if !known && !name.starts_with("value") {
                        unknown(&path);
                    }
                } else if extension || INNER.contains(&name) {
                    inner(value, &path, unknown);
                } else {
                    unknown(&path);
                }
            }
        }
        _ => {}
    }
}
