//! FHIR R4 with the identifiers of JP Core: bundles of MedicationRequest and MedicationDispense,
//! out of records and back.
//!
//! Carried are the drug with its codes, the amount, days or times, the usage with its
//! supplements, patient, institution and prescriber; of a dispensing the pharmacy, the pharmacist, and
//! who prescribed it where. Insurance, notes, unit conversions and the like have no place here: an
//! export names them.

mod dosage;
mod export;
mod import;
mod resources;
mod systems;

pub(crate) use export::export;
pub use import::{Allergy, Condition, FhirError, Import, Imported, PatientResources, Refused};
pub use import::{import, import_all, import_facts};

use shohosen_report::{Finding, codes::records as codes};

/// A resource by its type and id.
fn named(resource_type: &str, id: &str) -> String {
    format!("{resource_type}/{}", crate::lint::shown_name(id))
}

/// Names what is not carried.
fn not_carried(location: &str, value: &str) -> Finding {
    let finding = codes::FHIR_NOT_CARRIED.finding().with("location_in", location.to_owned());
    finding.with("actual", crate::lint::quoted_plain(value))
}
