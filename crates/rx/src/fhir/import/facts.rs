//! What a document says of the patient beside medication: AllergyIntolerance and Condition (JP Core,
//! JP-CLINS), and the Patient.

use super::{DEPTH, FhirError, LIMIT, account, instants, parties, strict};
use crate::Date;
use crate::fhir::resources::{Coding, Concept, Party};
use crate::fhir::systems;
use crate::prescription::{Patient, RecordedCode};
use serde::Deserialize;
use serde_json::Value;
use shohosen_report::{Account, NoBearing, Unread, UnreadReason, json_problem};

/// An AllergyIntolerance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allergy {
    /// Which: `AllergyIntolerance/1`.
    pub resource: String,
    /// Codes of drugs.
    pub drugs: Vec<RecordedCode>,
    /// Codes of JFAGY.
    pub jfagy: Vec<String>,
    /// Codes of other systems: system and code.
    pub others: Vec<(String, String)>,
    /// `code.text`, else the display of the first code.
    pub text: String,
    /// `category`: food, medication, environment, biologic.
    pub categories: Vec<String>,
    /// The code of `clinicalStatus`: active, inactive, resolved.
    pub clinical_status: String,
    /// The code of `verificationStatus`: confirmed, refuted, entered-in-error …
    pub verification_status: String,
}

/// A Condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// Which: `Condition/1`.
    pub resource: String,
    /// 傷病名コード of the disease master, seven digits; empty if it has none. Codes of other systems
    /// are no keys of it.
    pub code: String,
    /// `code.text`, else the display of the first code.
    pub text: String,
    /// 修飾語コード of its modifiers.
    pub modifiers: Vec<String>,
    /// The code of `clinicalStatus`.
    pub clinical_status: String,
    /// The code of `verificationStatus`.
    pub verification_status: String,
    /// The day of `onsetDateTime`, else of the start of `onsetPeriod`.
    pub onset: Option<Date>,
    /// The day of `abatementDateTime`, else of the end of `abatementPeriod`.
    pub abatement: Option<Date>,
}

/// What a document says of the patient.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatientResources {
    /// Allergies and other intolerances.
    pub allergies: Vec<Allergy>,
    /// Diseases.
    pub conditions: Vec<Condition>,
    /// The patient, if there is one.
    pub patient: Option<Patient>,
    /// Several Patient resources are in it.
    pub several_patients: bool,
}

impl PatientResources {
    /// Whether it says anything beside who the patient is.
    pub(super) const fn tells(&self) -> bool {
        !self.allergies.is_empty() || !self.conditions.is_empty()
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Period {
    start: String,
    end: String,
}

/// The elements of both resources that are read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Resource {
    id: String,
    code: Concept,
    category: Vec<Value>,
    clinical_status: Concept,
    verification_status: Concept,
    onset_date_time: String,
    onset_period: Period,
    abatement_date_time: String,
    abatement_period: Period,
}

const JFAGY: &str = "http://jpfhir.jp/fhir/core/CodeSystem/";
const DISEASE: &str = "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/masterB-disease";
const MODIFIER: &str = "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/masterZ-disease-modifier";

/// Whether an AllergyIntolerance can be read: of the form of FHIR R4, and without what changes its
/// meaning.
pub(super) fn is_plain(resource: &Value) -> bool {
    let changed = ["modifierExtension", "implicitRules"];
    changed.iter().all(|element| resource.get(element).is_none())
        && Resource::deserialize(resource).is_ok()
        && !super::whole::shortened(resource)
}

/// Goes through a document, and `depth` bundles inside bundles.
pub(super) fn of(value: &Value, depth: usize) -> PatientResources {
    let mut facts = PatientResources::default();
    let mut patients = Vec::new();
    walk(value, depth, &mut facts, &mut patients);
    facts.several_patients = patients.len() > 1;
    facts.patient = (patients.len() == 1).then(|| parties::patient(&patients));
    facts
}

fn walk(value: &Value, depth: usize, facts: &mut PatientResources, patients: &mut Vec<Party>) {
    let name = value.get("resourceType").and_then(Value::as_str).unwrap_or_default();
    let read = || Resource::deserialize(value).ok().filter(|_| is_plain(value));
    match name {
        "Bundle" if depth > 0 => {
            let resources = account::entries(value).filter_map(|entry| entry.get("resource"));
            resources.for_each(|resource| walk(resource, depth - 1, facts, patients));
        }
        "AllergyIntolerance" => facts.allergies.extend(read().map(|resource| allergy(&resource))),
        "Condition" => {
            let modifiers = modifiers(value.get("code"));
            facts.conditions.extend(read().map(|resource| condition(&resource, modifiers)));
        }
        "Patient" => patients.extend(Party::deserialize(value).ok()),
        _ => {}
    }
}

fn words(concept: &Concept) -> String {
    let display = concept.coding.first().map_or("", |coding| coding.display.as_str());
    if concept.text.is_empty() { display.to_owned() } else { concept.text.clone() }
}

fn status(concept: &Concept) -> String {
    concept.coding.first().map(|coding| coding.code.clone()).unwrap_or_default()
}

fn place(kind: &str, id: &str) -> String {
    match id {
        "" => kind.to_owned(),
        id => format!("{kind}/{}", crate::lint::shown(id)),
    }
}

fn allergy(resource: &Resource) -> Allergy {
    let mut allergy = Allergy {
        resource: place("AllergyIntolerance", &resource.id),
        text: words(&resource.code),
        categories: resource
            .category
            .iter()
            .filter_map(|category| category.as_str().map(str::to_owned))
            .collect(),
        clinical_status: status(&resource.clinical_status),
        verification_status: status(&resource.verification_status),
        ..Allergy::default()
    };
    for Coding { system, code, .. } in &resource.code.coding {
        let of_jfagy = system.strip_prefix(JFAGY).is_some_and(|rest| rest.contains("JP_Jfagy"));
        match systems::drug_code_type(system) {
            _ if code.is_empty() => {}
            Some(code_type) => {
                allergy.drugs.push(RecordedCode { code_type, code: code.clone() });
            }
            None if of_jfagy => allergy.jfagy.push(code.clone()),
            None => allergy.others.push((system.clone(), code.clone())),
        }
    }
    allergy
}

fn condition(resource: &Resource, modifiers: Vec<String>) -> Condition {
    let code = resource.code.coding.iter().find(|coding| coding.system == DISEASE);
    let day = |text: &str, or: &str| instants::day(text).or_else(|| instants::day(or));
    Condition {
        resource: place("Condition", &resource.id),
        code: code.map(|coding| coding.code.clone()).unwrap_or_default(),
        text: words(&resource.code),
        modifiers,
        clinical_status: status(&resource.clinical_status),
        verification_status: status(&resource.verification_status),
        onset: day(&resource.onset_date_time, &resource.onset_period.start),
        abatement: day(&resource.abatement_date_time, &resource.abatement_period.end),
    }
}

/// The codes of modifiers, wherever in `code` they stand: they are extensions of extensions.
fn modifiers(value: Option<&Value>) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<&Value> = value.into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(object) => {
                let is = object.get("system").and_then(Value::as_str) == Some(MODIFIER);
                let code = object.get("code").and_then(Value::as_str).filter(|_| is);
                found.extend(code.map(str::to_owned));
                open.extend(object.values());
            }
            _ => {}
        }
    }
    found
}

/// Reads AllergyIntolerances, Conditions and the Patient of a bundle (or one resource alone), with the
/// account of all its resources: what it says of medication is read elsewhere.
///
/// # Errors
/// If the document cannot be read or has several patients.
pub fn import_facts(json: &[u8]) -> Result<(PatientResources, Account), FhirError> {
    if json.len() > LIMIT {
        return Err(FhirError::TooLarge { actual: json.len(), limit: LIMIT });
    }
    let not_json = |error: serde_json::Error| FhirError::Json { message: json_problem(&error) };
    let value = strict::read(json).map_err(not_json)?;
    let facts = of(&value, DEPTH + 1);
    if facts.several_patients {
        return Err(FhirError::SeveralPatients);
    }
    let mut account = Account::of(0);
    settle(&value, DEPTH + 1, &mut account);
    Ok((facts, account))
}

fn settle(resource: &Value, depth: usize, account: &mut Account) {
    let name = resource.get("resourceType").and_then(Value::as_str).unwrap_or_default();
    let id = resource.get("id").and_then(Value::as_str).unwrap_or_default();
    account.take(Account::of(1));
    match name {
        "Bundle" if depth > 0 => {
            account.used();
            super::whole::of(resource, account);
            for (index, entry) in account::entries(resource).enumerate() {
                match entry.get("resource") {
                    Some(resource) => settle(resource, depth - 1, account),
                    None => {
                        account.take(Account::of(1));
                        let place = format!("entry {}", index + 1);
                        account.unread(Unread::new(place, UnreadReason::Incomplete));
                    }
                }
            }
        }
        "AllergyIntolerance" | "Condition" => match is_plain(resource) {
            true => account.used(),
            false => {
                let place = place(name, id);
                account.unread(Unread::new(place, UnreadReason::NotUnderstood));
            }
        },
        "Patient" => account.used(),
        "AdverseEvent" => {
            account.unread(Unread::new(place(name, id), UnreadReason::NotCompared));
        }
        "OperationOutcome" if !account::harmless(resource) => {
            account.unread(Unread::new(place(name, id), UnreadReason::Incomplete));
        }
        "" => account.unread(Unread::new("", UnreadReason::UnknownPart)),
        _ => account.no_bearing(NoBearing::OtherSubject),
    }
}
