//! A bundle, or one resource, to the terms of the field.

mod account;
mod amount;
mod contradictions;
mod dispenses;
mod elements;
mod facts;
mod instants;
mod lists;
mod medications;
mod mentions;
mod parties;
mod references;
mod requests;
mod strict;
mod whole;

pub use facts::{Allergy, Condition, PatientResources, import_facts};

use super::resources::{
    Bundle, Dosage, MedicationDispense, MedicationRequest, Organization, Party, PractitionerRole,
    Resource,
};
use super::{named, not_carried};
use crate::{Dispensing, Prescription};
use shohosen_report::{
    Account, Finding, Language, NoBearing, Phrase, Unread, UnreadReason, json_problem,
};
use std::fmt;

/// What a FHIR document holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The prescription, if there are MedicationRequests.
    pub prescription: Option<Prescription>,
    /// What was dispensed, if there are MedicationDispenses.
    pub dispensing: Option<Dispensing>,
    /// What was found in the document and is not carried.
    pub findings: Vec<Finding>,
    /// Resources that were not taken over as a whole; the findings name them, too.
    pub refused: Vec<Refused>,
}

/// All that was read of a FHIR document.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// Its prescriptions and dispensings; none where a search found nothing.
    pub documents: Vec<Imported>,
    /// What became of each of its resources. AllergyIntolerances count as used: whoever compares them
    /// accounts for each.
    pub account: Account,
    /// What it says of the patient beside medication.
    pub facts: PatientResources,
}

/// A resource that is no order to be taken over: cancelled, no order at all, or with modifiers
/// that are not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which: `MedicationRequest/1`.
    pub resource: String,
    /// The element that says so: `status`, `intent`, `doNotPerform`, `modifierExtension`.
    pub element: &'static str,
    /// Its value.
    pub value: String,
}

impl Refused {
    /// Whether the document itself says that the drug is not being taken on this account
    /// (cancelled, a draft, a request that was stopped); otherwise nothing is known. Of a
    /// dispensing that was stopped the patient may have a part (FHIR R4 §11.3.2).
    pub fn is_withdrawn(&self) -> bool {
        let request = self.resource.starts_with("MedicationRequest/");
        // The statuses and intents that the resource has in FHIR R4; any other is a word that
        // nobody knows the meaning of.
        let withdrawn: &[&str] = match (request, self.element) {
            (_, "doNotPerform") => return true,
            (true, "status") => &["cancelled", "entered-in-error", "draft", "stopped"],
            (true, "intent") => &["proposal", "plan"],
            (false, "status") => &["cancelled", "entered-in-error", "declined"],
            _ => &[],
        };
        withdrawn.contains(&self.value.as_str())
    }
}

/// Why a FHIR document was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FhirError {
    /// It is larger than the limit.
    TooLarge {
        /// Octets of the document.
        actual: usize,
        /// The limit.
        limit: usize,
    },
    /// It is no JSON, a name appears twice in an object, or an element has another type than FHIR R4 gives it.
    Json {
        /// What is wrong and where, without the values that stand there.
        message: Phrase,
    },
    /// Neither MedicationRequest nor MedicationDispense is in it.
    NoMedication,
    /// The medications are of different patients: they are never mixed.
    SeveralPatients,
}

impl fmt::Display for FhirError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { actual, limit } => write!(f, "{actual} octets, limit {limit}"),
            Self::Json { message } => write!(f, "no FHIR R4 JSON: {message}"),
            Self::NoMedication => f.write_str("no MedicationRequest and no MedicationDispense"),
            Self::SeveralPatients => f.write_str("the medications are of different patients"),
        }
    }
}

impl std::error::Error for FhirError {}

impl FhirError {
    /// What is wrong, in both languages.
    pub fn phrase(&self) -> Phrase {
        let japanese = match self {
            Self::TooLarge { actual, limit } => {
                format!("{actual} バイトあります（上限は {limit} バイトです）")
            }
            Self::Json { message } => {
                format!("FHIR R4 の JSON ではありません：{}", message.pick(Language::Japanese))
            }
            Self::NoMedication => "MedicationRequest も MedicationDispense もありません".to_owned(),
            Self::SeveralPatients => "複数の患者の薬剤が含まれています".to_owned(),
        };
        Phrase::new(japanese, self.to_string())
    }
}

/// Octets of a document that is read.
const LIMIT: usize = 16 << 20;
/// Bundles inside bundles that are looked into.
const DEPTH: usize = 4;

/// Reads a bundle, a MedicationRequest or a MedicationDispense (JSON). A bundle inside a bundle
/// is a document of its own (分割: one for each part), the inner ones come first; requests of
/// different days, requesters or numbers are prescriptions of their own. Code systems are known by
/// their URL and by their OID. What is no order, was cancelled or entered in error, must not be
/// performed or carries modifiers is not taken over; findings name it.
///
/// ```
/// let json = r#"{"resourceType": "MedicationRequest", "status": "active", "intent": "order",
///   "medicationCodeableConcept": {"coding": [{"system": "urn:oid:1.2.392.100495.20.2.73",
///     "code": "2171022F1029", "display": "ノルバスク錠２．５ｍｇ"}]},
///   "dosageInstruction": [{"text": "１日１回朝食後", "timing": {"code": {"coding": [
///     {"system": "http://jami.jp/CodeSystem/MedicationUsage", "code": "1011000400000000"}]}},
///     "doseAndRate": [{"doseQuantity": {"value": 1, "unit": "錠"}}]}],
///   "dispenseRequest": {"expectedSupplyDuration": {"value": 14, "unit": "日"}}}"#;
/// let imported = shohosen_rx::fhir::import(json.as_bytes())?.remove(0);
/// let prescription = imported.prescription.ok_or("no prescription")?;
/// assert_eq!(prescription.rps[0].days(), Some(14));
/// assert_eq!(prescription.rps[0].drugs[0].amount.map(|a| a.to_string()).as_deref(), Some("1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the document cannot be read, holds no medication, or mixes patients.
pub fn import(json: &[u8]) -> Result<Vec<Imported>, FhirError> {
    let documents = import_all(json)?.documents;
    if documents.is_empty() { Err(FhirError::NoMedication) } else { Ok(documents) }
}

/// As [`import`], with the account of all resources: those that say what a patient takes and are
/// not read here (MedicationStatement, MedicationAdministration), answers of a search that are not
/// whole, what was refused. The answer to a search that found nothing is an empty history.
///
/// # Errors
/// If the document cannot be read, says nothing of medication, or mixes patients.
pub fn import_all(json: &[u8]) -> Result<Import, FhirError> {
    if json.len() > LIMIT {
        return Err(FhirError::TooLarge { actual: json.len(), limit: LIMIT });
    }
    let not_json = |error: serde_json::Error| FhirError::Json { message: json_problem(&error) };
    let mut value = strict::read(json).map_err(not_json)?;
    let mut findings = lists::mend(&mut value);
    references::resolve(&mut value);
    let mut lost = Account::of(0);
    mentions::orphans(&value, &mut lost);
    medications::resolve(&mut value);
    let mut account = account::of(&value, DEPTH + 1);
    let facts = facts::of(&value, DEPTH + 1);
    let tells = account::found_nothing(&value) || account::tells(&value, &account, facts.tells());
    let resource: Resource = serde_json::from_value(value).map_err(not_json)?;
    let mut documents = Vec::new();
    Found::default().take(resource, DEPTH, &mut documents);
    documents.retain(|found: &Found| !(found.requests.is_empty() && found.dispenses.is_empty()));
    if documents.is_empty() && !tells {
        return Err(FhirError::NoMedication);
    }
    account.take(lost);
    let mut imported = Vec::with_capacity(documents.len());
    for mut found in documents {
        found.one_patient()?;
        let mut findings = std::mem::take(&mut findings);
        let given = found.requests.len() + found.dispenses.len();
        let refused = found.refused();
        (refused.len()..given).for_each(|_| account.used());
        for refused in &refused {
            match refused.is_withdrawn() {
                true => account.no_bearing(NoBearing::Withdrawn),
                false => account
                    .unread(Unread::new(refused.resource.clone(), UnreadReason::NotUnderstood)),
            }
        }
        found.dates(&mut account);
        found.supplies(&mut account);
        found.contradictions(&mut account, &mut findings);
        findings.extend(refused.iter().map(|refused| {
            not_carried(&format!("{} {}", refused.resource, refused.element), &refused.value)
        }));
        let mut prescriptions = found.prescriptions().into_iter();
        let prescription = prescriptions.next().map(|(prescription, own)| {
            findings.extend(own);
            prescription
        });
        let dispensing = (!found.dispenses.is_empty()).then(|| found.dispensing(&mut findings));
        imported.push(Imported { prescription, dispensing, findings, refused });
        imported.extend(prescriptions.map(|(prescription, findings)| Imported {
            prescription: Some(prescription),
            dispensing: None,
            findings,
            refused: Vec::new(),
        }));
    }
    Ok(Import { documents: imported, account, facts })
}

/// The resources of a document, by type.
#[derive(Default)]
struct Found {
    patients: Vec<Party>,
    practitioners: Vec<Party>,
    roles: Vec<PractitionerRole>,
    organizations: Vec<Organization>,
    requests: Vec<MedicationRequest>,
    dispenses: Vec<MedicationDispense>,
}

impl Found {
    /// Takes a resource as a document: a bundle, or one resource alone.
    fn take(mut self, resource: Resource, depth: usize, documents: &mut Vec<Self>) {
        match resource {
            Resource::Bundle(bundle) => self.take_all(*bundle, depth, documents),
            other => self.put(other),
        }
        documents.push(self);
    }

    /// Takes the resources of a bundle; a bundle inside is a document of its own.
    fn take_all(&mut self, bundle: Bundle, depth: usize, documents: &mut Vec<Self>) {
        for resource in bundle.entry.into_iter().filter_map(|entry| entry.resource) {
            match resource {
                inner @ Resource::Bundle(_) if depth > 0 => {
                    Self::default().take(inner, depth - 1, documents);
                }
                other => self.put(other),
            }
        }
    }

    fn put(&mut self, resource: Resource) {
        match resource {
            Resource::Patient(party) => self.patients.push(*party),
            Resource::Practitioner(party) => self.practitioners.push(*party),
            Resource::PractitionerRole(role) => self.roles.push(*role),
            Resource::Organization(organization) => self.organizations.push(*organization),
            Resource::MedicationRequest(request) => self.requests.push(*request),
            Resource::MedicationDispense(dispense) => self.dispenses.push(*dispense),
            Resource::Bundle(_) | Resource::Other => {}
        }
    }

    /// Subjects that differ, or patients that do, are never mixed.
    fn one_patient(&self) -> Result<(), FhirError> {
        let requests = self.requests.iter().map(|request| &request.subject);
        let dispenses = self.dispenses.iter().map(|dispense| &dispense.subject);
        let mut subjects: Vec<&str> =
            requests.chain(dispenses).map(|subject| subject.reference.as_str()).collect();
        subjects.sort_unstable();
        subjects.dedup();
        if subjects.len() > 1 || self.patients.len() > 1 {
            return Err(FhirError::SeveralPatients);
        }
        Ok(())
    }

    /// Dates that cannot be read: the day of another element may stand in for one, and nobody knows
    /// whether it is the same.
    fn dates(&self, account: &mut Account) {
        let requests = self.requests.iter().map(|request| {
            (named("MedicationRequest", &request.id) + ".authoredOn", &request.authored_on)
        });
        let dispenses = self.dispenses.iter().flat_map(|dispense| {
            let name = named("MedicationDispense", &dispense.id);
            let place = |element| format!("{name}.{element}");
            [
                (place("whenHandedOver"), &dispense.when_handed_over),
                (place("whenPrepared"), &dispense.when_prepared),
            ]
        });
        for (place, text) in requests.chain(dispenses) {
            if !text.is_empty() && instants::day(text).is_none() {
                account.missing(Unread::new(place, UnreadReason::NotUnderstood));
            }
        }
    }

    /// Periods of supply that cannot be computed: nobody knows whether the drug is still being taken.
    fn supplies(&self, account: &mut Account) {
        let requests = self.requests.iter().map(|request| {
            let place =
                named("MedicationRequest", &request.id) + ".dispenseRequest.expectedSupplyDuration";
            (place, &request.dispense_request.expected_supply_duration)
        });
        let dispenses = self.dispenses.iter().map(|dispense| {
            (named("MedicationDispense", &dispense.id) + ".daysSupply", &dispense.days_supply)
        });
        for (place, duration) in requests.chain(dispenses) {
            if duration.is_unclear() {
                account.missing(Unread::new(place, UnreadReason::NotUnderstood));
            }
        }
    }

    /// Takes out what is no order or was cancelled, what says *not*, and what has modifiers that
    /// nobody here knows (FHIR R4 §2.4.2: they must not be ignored); and names it.
    fn refused(&mut self) -> Vec<Refused> {
        let mut refused = Vec::new();
        let mut refuse = |id: String, reason: Option<(&'static str, &str)>| {
            if let Some((element, value)) = reason {
                refused.push(Refused { resource: id, element, value: value.to_owned() });
            }
            reason.is_none()
        };
        self.requests
            .retain(|request| refuse(named("MedicationRequest", &request.id), no_order(request)));
        self.dispenses.retain(|dispense| {
            refuse(named("MedicationDispense", &dispense.id), not_dispensed(dispense))
        });
        refused
    }
}

/// Which element says that a request is no order to be taken over, and its value.
fn no_order(request: &MedicationRequest) -> Option<(&'static str, &str)> {
    let orders = ["", "order", "original-order", "reflex-order", "instance-order"];
    if !matches!(request.status.as_str(), "" | "active" | "completed") {
        Some(("status", &request.status))
    } else if !orders.contains(&request.intent.as_str()) {
        Some(("intent", &request.intent))
    } else if request.do_not_perform {
        Some(("doNotPerform", "true"))
    } else {
        modified(&request.modifier_extension, &request.dosage_instruction)
    }
}

/// Which element says that nothing was dispensed, and its value.
fn not_dispensed(dispense: &MedicationDispense) -> Option<(&'static str, &str)> {
    if !matches!(dispense.status.as_str(), "" | "completed" | "in-progress") {
        return Some(("status", &dispense.status));
    }
    modified(&dispense.modifier_extension, &dispense.dosage_instruction)
}

fn modified(
    extensions: &[serde_json::Value],
    dosages: &[Dosage],
) -> Option<(&'static str, &'static str)> {
    let of_dosage = dosages.iter().any(|dosage| !dosage.modifier_extension.is_empty());
    (of_dosage || !extensions.is_empty()).then_some(("modifierExtension", "…"))
}
