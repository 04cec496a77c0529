//! FHIR R4: bundles of MedicationRequests and MedicationDispenses.

use super::{HistoryFormat, HistoryRead, HistoryReadError, PatientIdentity, dispensed, prescribed};
use crate::facts;
use shohosen_medication::HistorySource;
use shohosen_report::codes::medication as codes;
use shohosen_report::{Finding, Severity, Value, described};
use shohosen_rx::fhir::{FhirError, Imported, Refused, import_all};

pub(super) fn read(bytes: &[u8]) -> Result<HistoryRead, HistoryReadError> {
    let import = import_all(bytes)?;
    let mut read = HistoryRead::new(HistoryFormat::Fhir, import.account);
    read.allergies = import.facts.allergies.into_iter().map(facts::allergy).collect();
    read.diseases = import.facts.conditions.into_iter().map(facts::condition).collect();
    for document in import.documents {
        // A bundle inside a bundle names its patient itself.
        let patient = std::mem::take(&mut read.patient);
        if let Some(prescription) = &document.prescription {
            prescribed::add(prescription, None, HistorySource::Fhir, &mut read);
        }
        if let Some(dispensing) = &document.dispensing {
            dispensed::add(dispensing, HistorySource::Fhir, &mut read);
        }
        read.patient = same_patient(patient, std::mem::take(&mut read.patient))?;
        carry(document, &mut read.findings);
    }
    Ok(read)
}

/// What two documents say of one patient; documents of different patients are never mixed.
fn same_patient(
    known: PatientIdentity,
    more: PatientIdentity,
) -> Result<PatientIdentity, HistoryReadError> {
    match known.differences(&more).is_empty() {
        true => Ok(known.completed_by(more)),
        false => Err(FhirError::SeveralPatients.into()),
    }
}

/// Takes over what the import says was lost. Resources that were withdrawn are no loss; of the
/// others nobody knows whether the drug is being taken.
pub(super) fn carry(document: Imported, findings: &mut Vec<Finding>) {
    // What an import names concerns conversion, for the check it is no more than information; days
    // that contradict each other concern the check itself.
    findings.extend(document.findings.into_iter().map(|finding| match finding.code {
        code if code.id() == "records.fhir.days_contradictory" => finding,
        _ => finding.severity(Severity::Info),
    }));
    for refused in document.refused.iter().filter(|refused| !refused.is_withdrawn()) {
        findings.push(not_taken_over(refused));
    }
}

fn not_taken_over(refused: &Refused) -> Finding {
    // A status is a word of the standard; anything else may be anything.
    let is_word = refused.value.len() <= 40
        && refused.value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let value = match is_word || refused.value == "…" {
        true => Value::from(refused.value.clone()),
        false => described(&refused.value).into(),
    };
    codes::HISTORY_NOT_TAKEN_OVER
        .finding()
        .with("location_in", refused.resource.clone())
        .with("element", refused.element)
        .with("actual", value)
}
