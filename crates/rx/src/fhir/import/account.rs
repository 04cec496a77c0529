//! What became of each resource of a document, by a list of the types of FHIR R4.

use super::{elements, whole};
use serde_json::Value;
use shohosen_report::{Account, NoBearing, Unread, UnreadReason};

/// What a type of resource is to whoever wants to know what a patient takes.
enum Kind {
    /// Orders and dispensings: settled once it is known which were taken over.
    Medication,
    /// Says whose they are, who acted, what the drug is.
    Used,
    /// Bears on nothing that is read here.
    Of(NoBearing),
    /// Says what the patient takes or was given, but not as an order or a dispensing.
    Taken,
    /// What the patient does not tolerate, and is taken over.
    Intolerance,
    /// What the patient did not tolerate, in a form that nothing reads.
    Event,
    /// A report of the server on its own answer.
    Outcome,
    /// Not in the list.
    Unknown,
}

fn kind(resource_type: &str) -> Kind {
    match resource_type {
        "MedicationRequest" | "MedicationDispense" => Kind::Medication,
        "Patient" | "Practitioner" | "PractitionerRole" | "Organization" | "Medication" => {
            Kind::Used
        }
        "MedicationStatement" | "MedicationAdministration" => Kind::Taken,
        "AllergyIntolerance" => Kind::Intolerance,
        "AdverseEvent" => Kind::Event,
        "OperationOutcome" => Kind::Outcome,
        "RelatedPerson"
        | "Person"
        | "Group"
        | "CareTeam"
        | "Location"
        | "HealthcareService"
        | "Endpoint"
        | "OrganizationAffiliation"
        | "Encounter"
        | "EpisodeOfCare"
        | "Coverage"
        | "Account"
        | "Claim"
        | "ClaimResponse"
        | "ExplanationOfBenefit"
        | "ChargeItem"
        | "Invoice"
        | "Consent"
        | "Contract"
        | "Provenance"
        | "AuditEvent"
        | "Device" => Kind::Of(NoBearing::Administration),
        "Communication" | "CommunicationRequest" => Kind::Of(NoBearing::Explanation),
        "Composition"
        | "MessageHeader"
        | "Linkage"
        | "CapabilityStatement"
        | "StructureDefinition"
        | "ValueSet"
        | "CodeSystem"
        | "ConceptMap" => Kind::Of(NoBearing::Form),
        "Observation"
        | "Condition"
        | "Procedure"
        | "DiagnosticReport"
        | "Specimen"
        | "ImagingStudy"
        | "Media"
        | "BodyStructure"
        | "FamilyMemberHistory"
        | "ClinicalImpression"
        | "Goal"
        | "Immunization"
        | "ImmunizationEvaluation"
        | "ImmunizationRecommendation"
        | "NutritionOrder"
        | "DeviceRequest"
        | "DeviceUseStatement"
        | "VisionPrescription"
        | "Appointment"
        | "AppointmentResponse"
        | "Schedule"
        | "Slot"
        | "ServiceRequest"
        | "Questionnaire"
        | "QuestionnaireResponse"
        | "Task" => Kind::Of(NoBearing::OtherSubject),
        _ => Kind::Unknown,
    }
}

/// Goes through a document before its types are read. `depth` bundles inside bundles are looked
/// into. Orders and dispensings are counted as given and left to be settled.
pub(super) fn of(value: &Value, depth: usize) -> Account {
    let mut account = Account::of(0);
    walk(value, "", depth, &mut account);
    account
}

/// Whether a document is the answer to a search that found nothing: a history, and an empty one.
pub(super) fn found_nothing(value: &Value) -> bool {
    let is = |name: &str, text: &str| value.get(name).and_then(Value::as_str) == Some(text);
    let total = value.get("total").and_then(Value::as_u64).unwrap_or(0);
    is("resourceType", "Bundle") && is("type", "searchset") && total == 0 && matches(value) == 0
}

/// Whether a document without an order tells something all the same: a bundle with what is not
/// read, or a statement by itself. The report of a server by itself is no document.
pub(super) fn tells(value: &Value, account: &Account, facts: bool) -> bool {
    let name = value.get("resourceType").and_then(Value::as_str).unwrap_or_default();
    let document =
        name == "Bundle" || matches!(kind(name), Kind::Taken | Kind::Intolerance | Kind::Event);
    document && (!account.not_read().is_empty() || facts)
}

fn walk(resource: &Value, place: &str, depth: usize, account: &mut Account) {
    account.take(Account::of(1));
    let name = resource.get("resourceType").and_then(Value::as_str).unwrap_or_default();
    let shown = crate::lint::shown_name(name);
    let status = resource.get("status").and_then(Value::as_str).unwrap_or_default();
    let place = || match resource.get("id").and_then(Value::as_str) {
        Some(id) => format!("{shown}/{}", crate::lint::shown_name(id)),
        None if place.is_empty() => shown.clone(),
        None => format!("{shown} ({place})"),
    };
    if name == "Bundle" && depth > 0 {
        account.used();
        bundle(resource, depth - 1, account);
        return;
    }
    for (element, value) in resource.as_object().into_iter().flatten() {
        match element.as_str() {
            "contained" => contained(value, resource, &place(), account),
            _ => inside(value, &place(), account),
        }
    }
    match kind(name) {
        Kind::Medication => {
            elements::of(resource, &place(), account);
            // A drug stands in one of the two; what both say may be two drugs.
            if resource.get("medicationCodeableConcept").is_some()
                && resource.get("medicationReference").is_some()
            {
                account.missing(Unread::new(place(), UnreadReason::Contradictory));
            }
        }
        Kind::Used => account.used(),
        Kind::Of(_) if super::mentions::a_drug(resource) => {
            account.unread(Unread::new(place(), UnreadReason::UnknownPart));
        }
        Kind::Of(why) => account.no_bearing(why),
        Kind::Taken | Kind::Event
            if matches!(status, "entered-in-error" | "not-taken" | "not-done") =>
        {
            account.no_bearing(NoBearing::Withdrawn);
        }
        // Settled in the account of whoever compares it; what changes its meaning is not understood.
        Kind::Intolerance => match super::facts::is_plain(resource) {
            true => account.used(),
            false => account.unread(Unread::new(place(), UnreadReason::NotCompared)),
        },
        Kind::Event => account.unread(Unread::new(place(), UnreadReason::NotCompared)),
        Kind::Outcome if harmless(resource) => account.no_bearing(NoBearing::Form),
        Kind::Outcome => account.unread(Unread::new(place(), UnreadReason::Incomplete)),
        Kind::Taken | Kind::Unknown => {
            account.unread(Unread::new(place(), UnreadReason::UnknownPart));
        }
    }
}

fn bundle(bundle: &Value, depth: usize, account: &mut Account) {
    for (index, entry) in entries(bundle).enumerate() {
        let place = format!("entry {}", index + 1);
        match entry.get("resource") {
            Some(resource) => walk(resource, &place, depth, account),
            None => {
                account.take(Account::of(1));
                account.unread(Unread::new(place, UnreadReason::Incomplete));
            }
        }
    }
    whole::of(bundle, account);
    for (name, value) in bundle.as_object().into_iter().flatten() {
        // The resources of the entries were gone through, the report of the server is judged above.
        if !matches!(name.as_str(), "entry" | "issues") {
            inside(value, &format!("Bundle.{}", crate::lint::shown_name(name)), account);
        }
    }
    for (index, entry) in entries(bundle).enumerate() {
        for (_, value) in entry.as_object().into_iter().flatten().filter(|(n, _)| *n != "resource")
        {
            inside(value, &format!("entry {}", index + 1), account);
        }
    }
}

/// What is contained in a resource. The order that a dispensing answers is taken from there: who
/// prescribed. It orders nothing besides.
fn contained(value: &Value, resource: &Value, place: &str, account: &mut Account) {
    let answers = |inner: &Value| {
        let is_order =
            inner.get("resourceType").and_then(Value::as_str) == Some("MedicationRequest");
        let id = inner.get("id").and_then(Value::as_str).map(|id| format!("#{id}"));
        let orders = resource.get("authorizingPrescription").and_then(Value::as_array);
        let mut orders = orders.into_iter().flatten().map(|order| order.get("reference"));
        is_order
            && id.is_some()
            && orders.any(|order| order.and_then(Value::as_str) == id.as_deref())
    };
    for inner in value.as_array().into_iter().flatten().filter(|inner| answers(inner)) {
        elements::of(inner, &format!("MedicationRequest ({place})"), account);
        inner.as_object().into_iter().flat_map(|object| object.values()).for_each(|value| {
            inside(value, place, account);
        });
    }
    match value.as_array() {
        Some(values) => values
            .iter()
            .filter(|inner| !answers(inner))
            .for_each(|inner| inside(inner, place, account)),
        None => inside(value, place, account),
    }
}

/// Resources that stand in another one (`contained`, or wherever else): nothing reads them, so that
/// those which tell what a patient takes are named.
fn inside(value: &Value, place: &str, account: &mut Account) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| inside(value, place, account)),
        Value::Object(object) => {
            if let Some(name) = object.get("resourceType").and_then(Value::as_str) {
                let reason = match kind(name) {
                    Kind::Used | Kind::Of(_) => None,
                    Kind::Outcome => (!harmless(value)).then_some(UnreadReason::Incomplete),
                    Kind::Intolerance | Kind::Event => Some(UnreadReason::NotCompared),
                    Kind::Medication | Kind::Taken | Kind::Unknown => {
                        Some(UnreadReason::UnknownPart)
                    }
                };
                if let Some(reason) = reason {
                    let place = format!("{} ({place})", crate::lint::shown_name(name));
                    account.missing(Unread::new(place, reason));
                }
            }
            object.values().for_each(|value| inside(value, place, account));
        }
        _ => {}
    }
}

pub(super) fn entries(bundle: &Value) -> impl Iterator<Item = &Value> {
    bundle.get("entry").and_then(Value::as_array).into_iter().flatten()
}

/// The entries that a search found, without what it included beside them.
pub(super) fn matches(bundle: &Value) -> u64 {
    let found = entries(bundle).filter(|entry| {
        let mode = entry.get("search").and_then(|search| search.get("mode"));
        let resource_type = entry.get("resource").and_then(|resource| resource.get("resourceType"));
        match mode.and_then(Value::as_str) {
            Some(mode) => mode == "match",
            // Without a mode by the type: people and institutions are what is included.
            None => !matches!(
                kind(resource_type.and_then(Value::as_str).unwrap_or_default()),
                Kind::Used | Kind::Of(_) | Kind::Outcome
            ),
        }
    });
    u64::try_from(found.count()).unwrap_or(u64::MAX)
}

/// Whether a server reports no more than information, and not that something is missing (FHIR R4,
/// IssueType).
pub(super) fn harmless(outcome: &Value) -> bool {
    const MISSING: [&str; 9] = [
        "incomplete",
        "suppressed",
        "forbidden",
        "security",
        "too-costly",
        "timeout",
        "throttled",
        "transient",
        "not-supported",
    ];
    let Some(issues) = outcome.get("issue").and_then(Value::as_array) else { return false };
    let text =
        |issue: &Value, name: &str| issue.get(name).and_then(Value::as_str).map(str::to_owned);
    issues.iter().all(|issue| {
        let code = text(issue, "code").unwrap_or_default();
        text(issue, "severity").as_deref() == Some("information")
            && !MISSING.contains(&code.as_str())
    })
}
