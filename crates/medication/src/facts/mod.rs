//! What is known of the patient beside what is taken.

mod allergen;
mod patient;

pub use allergen::Allergen;
pub use patient::{AllergyBearing, AllergyKind, AllergyRecord, DiseaseRecord, PatientFacts};
