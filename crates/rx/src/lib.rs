//! The records of Japanese prescriptions (処方箋) and dispensing records (調剤情報): the CSV
//! payloads `SJ1` and `CJ1` of electronic prescriptions, and `JAHIS` and `JAHISTC` of the paper
//! world.
//!
//! * [`read`] turns octets into [`Records`]: lossless, with line numbers, the character set as
//!   the format prescribes it. [`merge_parts`] and [`join_symbols`] put files together that come
//!   in parts.
//! * [`Records::to_bytes`] writes them back; canonical input comes out octet for octet.
//! * [`lint`] judges them: every finding with line, record, item and its Japanese name.
//! * [`check_dispensing`] and [`check_conversion_codes`] hold documents against each other.
//! * [`model`] has a typed view for every record, [`RecordLayout`] the tables behind them.
//! * [`Prescription`] and [`Dispensing`] are the records in the terms of the field;
//!   [`PrescriptionBuilder`] and [`DispensingBuilder`] write them, and never an invalid file.
//! * [`convert`] goes from format to format, to JSON and to FHIR; [`fhir::import`] comes back.
//!
//! ```
//! use shohosen_rx::{read, ReadOptions, model::DrugRecord};
//!
//! let file = "SJ1\n201,1,1,1,2,622688101,ミニリンメルトＯＤ錠２５μｇ,2,1,錠";
//! let records = read(file.as_bytes(), &ReadOptions::STANDARD)?;
//! let drug: DrugRecord<'_> = records.first().expect("record 201");
//! assert_eq!(drug.code().value(), "622688101");
//! assert_eq!(drug.amount().decimal().map(|a| a.to_string()).as_deref(), Some("2"));
//! assert_eq!(drug.record().line(), 2);
//! # use shohosen_rx::TypedRecord;
//! # Ok::<(), shohosen_rx::ReadError>(())
//! ```
//!
//! What this crate does *not* do: it verifies no signature and trusts no name. It reads what it
//! is given; that the octets are the signed ones is for the caller to see to. It knows no drug
//! master: that is a parameter.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod build;
mod charset;
mod convert;
mod cross;
pub mod dispensing;
pub mod document;
mod drug_lookup;
pub mod fhir;
mod field;
mod format;
mod layout;
mod lint;
pub mod prescription;
mod read;
mod records;
mod values;
mod write;
mod write_options;

/// Typed views of every record, one type a record of the tables.
///
/// The records of SJ1 and JAHIS are those of [`Family::Prescription`], the records of CJ1 and
/// JAHISTC those of [`Family::Dispensing`]; the same number means different things there.
pub mod model {
    pub use crate::layout::clinical::{ClinicalInformation, LaboratoryData};
    pub use crate::layout::drug::{
        BurdenClass, DrugRecord, DrugSupplement, SingleDose, UnevenDoses, UnitConversion,
    };
    pub use crate::layout::institution::{
        Department, Doctor, InstitutionAddress, InstitutionPhone, InstitutionRecord,
    };
    pub use crate::layout::insurance::{
        BenefitRate, InsuranceCard, InsuranceType, InsurerNumber, OccupationalReason,
        PublicExpense1, PublicExpense2, PublicExpense3, ReceiptType, SpecialPublicExpense,
    };
    pub use crate::layout::notebook_block::{
        DispensedOn, DispensingInstitution, DispensingInsurance, Pharmacist, PrescribingDoctor,
        PrescribingInstitution, PrescriptionId,
    };
    pub use crate::layout::notebook_control::{
        FamilyPharmacist, GeneralCaution, InquiryResult, LeftoverDrugs, PatientEntry,
        ProvidedInformation, RefillState, Remark, SplitControl,
    };
    pub use crate::layout::notebook_drug::{
        DispensedDrug, DispensedDrugCaution, DispensedDrugSupplement, DispensedUsage,
        DispensedUsageSupplement, UsageCaution,
    };
    pub use crate::layout::notebook_patient::{
        NotebookMemo, OtcDrug, OtcIngredient, Patient, PatientRemark,
    };
    pub use crate::layout::patient::{CopayClass, PatientBirthDate, PatientName, PatientSex};
    pub use crate::layout::prescription::{
        IssuedOn, LeftoverCheck, Narcotic, Note, PrescriptionNumber, Refill, SplitDispensing,
        ValidUntil,
    };
    pub use crate::layout::rp::{Rp, SplitQuantity, Usage, UsageSupplement};

    #[cfg(doc)]
    use crate::Family;
}

pub use convert::{ConvertError, Converted, Target, convert};
pub use cross::{ConversionCodes, check_conversion_codes, check_dispensing};
pub use dispensing::{Dispensing, DispensingBuilder};
pub use drug_lookup::{DrugLookup, LookedUpDrug};
pub use field::Field;
pub use format::{Charset, Family, Format};
pub use layout::{FieldLayout, Kind, RecordLayout, Repeat, Required, SERVICE_ONLY, TypedRecord};
pub use lint::{LintOptions, Purpose, UsagesOn, has_errors, lint};
pub use prescription::{Prescription, PrescriptionBuilder};
pub use read::{
    FileSet, PartsError, ReadError, ReadLimits, ReadOptions, SeenEncoding, Symbol, TextEncoding,
    join_symbols, merge_parts, read, read_files, split_parts, to_utf8,
};
pub use records::{Record, Records};
pub use shohosen_terms::{Date, Decimal, DosageForm, DrugCodeType, PartialDate, Potency, Ratio};
pub use shohosen_terms::{Sex, UsageCodeType};
pub use values::{Membership, ValueTable};
pub use write_options::{BuildError, Built, Unwritable, WriteOptions};
