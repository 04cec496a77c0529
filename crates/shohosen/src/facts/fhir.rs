//! AllergyIntolerance and Condition of FHIR R4.

use super::{FactsRead, FactsReadError};
use crate::history::PatientIdentity;
use shohosen_medication::{
    Allergen, AllergyBearing, AllergyKind, AllergyRecord, DiseaseRecord, SUSPECTED,
};
use shohosen_report::Words;
use shohosen_rx::fhir::{Allergy, Condition, PatientResources, import_facts};

pub(super) fn read(json: &[u8]) -> Result<FactsRead, FactsReadError> {
    let (resources, account) =
        import_facts(json).map_err(|error| FactsReadError::new(error.phrase()))?;
    let PatientResources { allergies, conditions, patient, .. } = resources;
    let mut read = FactsRead::new(account);
    // A bundle without any of a kind does not say that there are none.
    let allergies: Vec<_> = allergies.into_iter().map(allergy).collect();
    read.allergies = (!allergies.is_empty()).then_some(allergies);
    let diseases: Vec<_> = conditions.into_iter().map(condition).collect();
    read.diseases = (!diseases.is_empty()).then_some(diseases);
    if let Some(patient) = patient {
        read.birth_date = patient.birth_date.and_then(|date| date.full());
        read.sex = patient.sex;
        read.patient = PatientIdentity {
            name: patient.name,
            kana_name: patient.kana_name,
            birth_date: patient.birth_date,
            sex: patient.sex,
        };
    }
    match read.allergies.is_none() && read.diseases.is_none() && read.account.not_read().is_empty()
    {
        true => Err(FactsReadError::new(Words::new(
            "AllergyIntolerance も Condition もありません",
            "no AllergyIntolerance and no Condition",
        ))),
        false => Ok(read),
    }
}

/// An allergy in the terms of the check.
pub(crate) fn allergy(allergy: Allergy) -> AllergyRecord {
    let drugs = allergy.drugs.iter();
    let drugs = drugs.map(|code| Allergen::of_drug(code.code_type.system(), &code.code));
    let jfagy = allergy.jfagy.iter().map(|code| Allergen::jfagy(code));
    let others = allergy.others.iter().map(|(system, code)| Allergen::of_word(system, code));
    let codes: Vec<Allergen> = drugs.chain(jfagy).chain(others).collect();
    // Without a category anything may be meant; with food and medicine both, a medicine.
    let of_medicine = |category: &String| !matches!(category.as_str(), "food" | "environment");
    let no_medicine = !allergy.categories.is_empty() && !allergy.categories.iter().any(of_medicine);
    // A drug by its code is one, whatever the category says.
    let is_drug = |code: &Allergen| matches!(code, Allergen::Drug(_) | Allergen::Group(_));
    let bearing = match (allergy.verification_status.as_str(), allergy.clinical_status.as_str()) {
        ("refuted" | "entered-in-error", _) => AllergyBearing::Withdrawn,
        (_, "resolved" | "inactive") => AllergyBearing::Past,
        _ if no_medicine && !codes.iter().any(is_drug) => AllergyBearing::NoMedicine,
        _ => AllergyBearing::Compared,
    };
    AllergyRecord {
        place: allergy.resource,
        kind: AllergyKind::Allergy,
        codes,
        text: allergy.text,
        bearing,
    }
}

/// A disease in the terms of the check.
pub(crate) fn condition(condition: Condition) -> DiseaseRecord {
    let verification = condition.verification_status.as_str();
    let over = matches!(condition.clinical_status.as_str(), "inactive" | "resolved");
    let suspected = condition.modifiers.iter().any(|modifier| modifier == SUSPECTED)
        || matches!(verification, "unconfirmed" | "provisional" | "differential");
    DiseaseRecord {
        place: condition.resource,
        code: DiseaseRecord::code_of(&condition.code),
        text: condition.text,
        suspected,
        started_on: condition.onset,
        ended_on: condition.abatement,
        // One that is over without a day on which it ended is not present on any.
        withdrawn: matches!(verification, "refuted" | "entered-in-error")
            || over && condition.abatement.is_none(),
    }
}
