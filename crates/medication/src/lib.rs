//! Drug codes and masters, what a patient takes, and the check of a prescription against it
//! (重複投薬等チェック).
//!
//! * [`DrugCode`]: 厚生労働省 (薬価基準収載医薬品) and YJ codes, 一般名, レセ電, HOT and GTIN codes, parsed and
//!   with check digits; [`UsageCode`] and [`UsageSupplement`]: how a drug is taken.
//! * [`MasterBuilder`] reads the official files as they come and joins them into one
//!   [`DrugMaster`], which knows the ingredients of a drug.
//! * [`MedicationEvent`] is what was prescribed or dispensed; [`Period`] when it is being taken.
//! * [`MedicationChecker`] finds duplicates and contraindicated pairs, and says what it did not
//!   check. [`PrescribingRules`] judges limits of days, validity, refills and the like by dated
//!   data; [`MappingGuard`] finds codes, names and units that do not belong together.
//!
//! * [`clinical_check`] compares the prescription with allergies, diseases, doses, days, age and sex,
//!   by tables that the user supplies ([`CheckMaster`], [`DiseaseMaster`], [`ClassTable`]); there is a
//!   row of its outcome for each check, whatever was given.
//!
//! What this crate does *not* do: it reads no files, no clock and no document formats (turning
//! prescriptions, 電子版お薬手帳 or FHIR into [`MedicationEvent`]s is the work of the `shohosen` crate),
//! it brings no table of contraindications, limits or classes, it infers no cross-reactivity, and it
//! never guesses a drug from its name: a name is a possible match and is said to be one. It reproduces the published rule of the national service
//! (電子処方箋管理サービス) and is not that service.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod check;
mod clinical;
mod facts;
mod guard;
mod history;
mod ingredient;
mod master;
mod model;
mod pairs;
mod resolved;
mod rules;
mod tables;

pub use check::{
    CheckAudit, CheckLimitExceeded, CheckLimits, CheckOptions, CheckReport, CheckResult,
    CommentTooLong, Consent, Hit, HitBasis, HitKind, MedicationChecker, NotChecked,
    NotCheckedReason, Permission, RouteGranularity,
};
pub use clinical::{
    Asked, CheckName, CheckRow, CheckState, CheckWordError, ClinicalInput, ClinicalReport,
    ClinicalRows, ClinicalTables, PerCheck, RowBasis, clinical_check,
};
pub use facts::{
    Allergen, AllergyBearing, AllergyKind, AllergyRecord, DiseaseRecord, PatientFacts,
};
pub use guard::{HouseCode, MappingGuard};
pub use history::{DoseForm, history_from_csv, history_from_json, history_to_json};
pub use history::{HistoryError, HistoryLimits, LastDay, Period, PeriodPolicy, PeriodRule};
pub use ingredient::{Completeness, IngredientTable, IngredientTableError};
pub use master::{ControlledClass, Drug, DrugMaster, MasterBuilder, MasterEdition, MasterError};
pub use master::{MasterKind, MasterLimits, MasterStatistics, Standing};
pub use model::{
    CareSetting, DosageCategory, DosePer, EventKind, GivenCode, GivenDose, GivenDrug, GivenPattern,
    GivenUsage, HistorySource, Institution, ItemKind, MedicationEvent, PrescribedDrug,
    Prescription, SplitPart, UsageSystem,
};
pub use pairs::{DrugPair, DrugSelector, PairKind, PairTable, PairTableError};
pub use resolved::ResolvedPrescription;
pub use rules::{OnlineFirstVisit, PrescribingRules, RuleContext, RuleReport};
pub use shohosen_terms::{
    CheckDigit, CodeError, CodeProblem, CodeSystem, Date, DateError, Decimal,
};
pub use shohosen_terms::{DrugCode, GenericCode, Gtin, HotCode, HotKind, IntakePattern};
pub use shohosen_terms::{MealMoment, ReceiptCode, ReceiptKind, Route, UsageCode};
pub use shohosen_terms::{UsageCodeError, UsageRoute, UsageSupplement, UsageTiming, YjCode};
pub use tables::{
    CachedTables, CheckMaster, CheckMasterBuilder, CheckTable, ClassTable, DiseaseCode,
    DiseaseMaster, SUSPECTED, TableError, TableFile, TableLimits, TableProblem, UsageMaster,
    csv_table,
};
