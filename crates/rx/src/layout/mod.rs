//! Record layouts as data: which items a record has, in which order, of what kind and length.
//!
//! The tables stand in one file a record family; each table also gives the typed view of its
//! record ([`model`](crate::model)).

use crate::values::ValueTable;
use crate::{Family, Format};

mod view;

pub mod clinical;
pub mod drug;
pub mod institution;
pub mod insurance;
pub mod notebook_block;
pub mod notebook_control;
pub mod notebook_drug;
pub mod notebook_patient;
pub mod patient;
pub mod prescription;
pub mod rp;

pub use view::TypedRecord;

/// One record of a format.
#[derive(Debug, PartialEq)]
pub struct RecordLayout {
    /// The record number (レコードNo.).
    pub number: u16,
    /// Which set of layouts it belongs to.
    pub family: Family,
    /// The name in JSON.
    pub id: &'static str,
    /// The Japanese name of the record.
    pub name_ja: &'static str,
    /// How often it may stand.
    pub repeat: Repeat,
    /// The JAHIS or JAHISTC version that introduced it, 1 if it was always there;
    /// [`SERVICE_ONLY`] if only SJ1 or CJ1 has it.
    pub since: u8,
    /// The items after the record number, in order.
    pub fields: &'static [FieldLayout],
}

/// [`RecordLayout::since`] of a record that only the electronic prescription service knows.
pub const SERVICE_ONLY: u8 = u8::MAX;

/// How often a record may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Once in the file.
    Once,
    /// Any number of times.
    Any,
    /// A rule of the structure says (RP, drug, block).
    Structure,
}

/// One item of a record.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldLayout {
    /// The name in JSON and of the getter.
    pub id: &'static str,
    /// The Japanese name of the item (項目名).
    pub name_ja: &'static str,
    /// What it consists of.
    pub kind: Kind,
    /// The greatest length: characters in SJ1, JAHIS and CJ1 (half-width ones count half in a
    /// text), octets of CP932 in JAHISTC; 0 where the standard's limit is not known.
    pub length: u16,
    /// The length in SJ1 where it differs.
    pub length_sj1: u16,
    /// A value has exactly `length` characters.
    pub exact: bool,
    /// When it must be filled.
    pub required: Required,
    /// The values that it may have.
    pub values: Option<ValueTable>,
    /// The JAHIS or JAHISTC version that introduced it; older files end before it.
    pub since: u8,
    /// It concerns the patient (a name, a birth date, a number, a text about them): no finding
    /// quotes it.
    pub personal: bool,
}

/// What an item consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// ASCII digits that are an identifier or a code.
    Digits,
    /// A whole number.
    Count,
    /// ASCII letters, digits, `.` and `-`.
    Code,
    /// Text of any characters.
    Text,
    /// Half-width kana.
    Kana,
    /// A person's name, family and given name separated by one space.
    Name,
    /// A telephone number.
    Phone,
    /// A postal code, `ddd-dddd` or `ddddddd`.
    Postal,
    /// A date.
    Date,
    /// A date of which day or month may be unknown (JAHIS 13).
    BirthDate,
    /// An amount, 6 digits before and 5 after the point.
    Amount,
    /// A single dose: an amount or a fraction `a/b`.
    Dose,
    /// A weight in kilograms.
    Weight,
}

/// When an item must be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// Never, or a rule says when.
    No,
    /// Always.
    Always,
    /// In SJ1, not in JAHIS.
    InSj1,
    /// In JAHISTC and CJ1 from a facility (出力区分 1), not from a patient.
    FromFacility,
    /// In JAHISTC, not in CJ1 (レコード作成者).
    InNotebook,
}

impl Required {
    /// Whether it is required in this format; `from_patient` for 出力区分 2.
    pub const fn applies(self, format: Format, from_patient: bool) -> bool {
        match self {
            Self::No => false,
            Self::Always => true,
            Self::InSj1 => matches!(format, Format::Sj1),
            Self::FromFacility => !from_patient,
            Self::InNotebook => matches!(format, Format::JahisTc(_)),
        }
    }
}

impl FieldLayout {
    /// The greatest length in a format; 0 if not known.
    pub const fn length_in(&self, format: Format) -> u16 {
        if matches!(format, Format::Sj1) { self.length_sj1 } else { self.length }
    }
}

impl RecordLayout {
    /// How many items a record of this format has at least: all that its version knows. CJ1
    /// carries those of the oldest notebook.
    pub fn fields_in(&self, format: Format) -> usize {
        let version = match format {
            Format::Sj1 => u8::MAX,
            Format::Cj1 => 1,
            Format::Jahis(version) | Format::JahisTc(version) => version.max(1),
        };
        self.fields.iter().take_while(|field| field.since <= version).count()
    }

    /// The layout of a record number in a format; `None` for a number that the format does not
    /// have.
    pub fn find(format: Format, number: u16) -> Option<&'static Self> {
        let table = match format.family() {
            Family::Prescription => PRESCRIPTION,
            Family::Dispensing => DISPENSING,
        };
        let index = table.binary_search_by_key(&number, |layout| layout.number).ok()?;
        let layout = *table.get(index)?;
        let service = matches!(format, Format::Sj1 | Format::Cj1);
        (service || layout.since != SERVICE_ONLY).then_some(layout)
    }

    /// All layouts of a family, by number.
    pub fn all(family: Family) -> &'static [&'static Self] {
        match family {
            Family::Prescription => PRESCRIPTION,
            Family::Dispensing => DISPENSING,
        }
    }
}

/// SJ1 and JAHIS, by number.
const PRESCRIPTION: &[&RecordLayout] = &[
    institution::InstitutionRecord::LAYOUT,
    institution::InstitutionAddress::LAYOUT,
    institution::InstitutionPhone::LAYOUT,
    institution::Department::LAYOUT,
    institution::Doctor::LAYOUT,
    patient::PatientName::LAYOUT,
    patient::PatientSex::LAYOUT,
    patient::PatientBirthDate::LAYOUT,
    patient::CopayClass::LAYOUT,
    insurance::InsuranceType::LAYOUT,
    insurance::InsurerNumber::LAYOUT,
    insurance::InsuranceCard::LAYOUT,
    insurance::BenefitRate::LAYOUT,
    insurance::OccupationalReason::LAYOUT,
    insurance::PublicExpense1::LAYOUT,
    insurance::PublicExpense2::LAYOUT,
    insurance::PublicExpense3::LAYOUT,
    insurance::SpecialPublicExpense::LAYOUT,
    insurance::ReceiptType::LAYOUT,
    prescription::IssuedOn::LAYOUT,
    prescription::ValidUntil::LAYOUT,
    prescription::Narcotic::LAYOUT,
    prescription::LeftoverCheck::LAYOUT,
    prescription::SplitDispensing::LAYOUT,
    prescription::Refill::LAYOUT,
    prescription::Note::LAYOUT,
    prescription::PrescriptionNumber::LAYOUT,
    rp::Rp::LAYOUT,
    rp::SplitQuantity::LAYOUT,
    rp::Usage::LAYOUT,
    rp::UsageSupplement::LAYOUT,
    drug::DrugRecord::LAYOUT,
    drug::UnitConversion::LAYOUT,
    drug::UnevenDoses::LAYOUT,
    drug::BurdenClass::LAYOUT,
    drug::SingleDose::LAYOUT,
    drug::DrugSupplement::LAYOUT,
    clinical::ClinicalInformation::LAYOUT,
    clinical::LaboratoryData::LAYOUT,
];

/// CJ1 and JAHISTC, by number.
const DISPENSING: &[&RecordLayout] = &[
    notebook_patient::Patient::LAYOUT,
    notebook_patient::PatientRemark::LAYOUT,
    notebook_patient::OtcDrug::LAYOUT,
    notebook_patient::NotebookMemo::LAYOUT,
    notebook_block::DispensedOn::LAYOUT,
    notebook_block::DispensingInsurance::LAYOUT,
    notebook_block::PrescriptionId::LAYOUT,
    notebook_block::DispensingInstitution::LAYOUT,
    notebook_block::Pharmacist::LAYOUT,
    notebook_patient::OtcIngredient::LAYOUT,
    notebook_block::PrescribingInstitution::LAYOUT,
    notebook_block::PrescribingDoctor::LAYOUT,
    notebook_drug::DispensedDrug::LAYOUT,
    notebook_drug::DispensedDrugSupplement::LAYOUT,
    notebook_drug::DispensedDrugCaution::LAYOUT,
    notebook_drug::DispensedUsage::LAYOUT,
    notebook_drug::DispensedUsageSupplement::LAYOUT,
    notebook_drug::UsageCaution::LAYOUT,
    notebook_control::GeneralCaution::LAYOUT,
    notebook_control::ProvidedInformation::LAYOUT,
    notebook_control::LeftoverDrugs::LAYOUT,
    notebook_control::Remark::LAYOUT,
    notebook_control::InquiryResult::LAYOUT,
    notebook_control::RefillState::LAYOUT,
    notebook_control::PatientEntry::LAYOUT,
    notebook_control::FamilyPharmacist::LAYOUT,
    notebook_control::SplitControl::LAYOUT,
];

const fn field(kind: Kind, length: u16) -> FieldLayout {
    FieldLayout {
        id: "",
        name_ja: "",
        kind,
        length,
        length_sj1: length,
        exact: false,
        required: Required::No,
        values: None,
        since: 1,
        personal: false,
    }
}

/// Short names for the tables.
mod shorthand {
    use super::{FieldLayout, Kind, Required, ValueTable, field};

    pub(super) const fn digits(length: u16) -> FieldLayout {
        FieldLayout { exact: true, ..field(Kind::Digits, length) }
    }
    pub(super) const fn digits_up_to(length: u16) -> FieldLayout {
        field(Kind::Digits, length)
    }
    pub(super) const fn count(length: u16) -> FieldLayout {
        field(Kind::Count, length)
    }
    pub(super) const fn code(length: u16) -> FieldLayout {
        field(Kind::Code, length)
    }
    pub(super) const fn text(length: u16) -> FieldLayout {
        field(Kind::Text, length)
    }
    pub(super) const fn kana(length: u16) -> FieldLayout {
        field(Kind::Kana, length)
    }
    pub(super) const fn name(length: u16) -> FieldLayout {
        field(Kind::Name, length)
    }
    pub(super) const fn phone() -> FieldLayout {
        field(Kind::Phone, 13)
    }
    pub(super) const fn postal() -> FieldLayout {
        field(Kind::Postal, 8)
    }
    pub(super) const fn date() -> FieldLayout {
        field(Kind::Date, 8)
    }
    pub(super) const fn birth_date() -> FieldLayout {
        field(Kind::BirthDate, 8)
    }
    pub(super) const fn amount() -> FieldLayout {
        field(Kind::Amount, 12)
    }
    pub(super) const fn dose() -> FieldLayout {
        field(Kind::Dose, 12)
    }
    pub(super) const fn weight() -> FieldLayout {
        field(Kind::Weight, 7)
    }
    pub(super) const fn creator() -> FieldLayout {
        digits(1).values(ValueTable::Creator).required(Required::InNotebook)
    }

    impl FieldLayout {
        pub(super) const fn named(self, id: &'static str, name_ja: &'static str) -> Self {
            Self { id, name_ja, ..self }
        }
        pub(super) const fn must(self) -> Self {
            self.required(Required::Always)
        }
        pub(super) const fn required(self, required: Required) -> Self {
            Self { required, ..self }
        }
        pub(super) const fn values(self, table: ValueTable) -> Self {
            Self { values: Some(table), ..self }
        }
        pub(super) const fn exactly(self) -> Self {
            Self { exact: true, ..self }
        }
        pub(super) const fn since(self, since: u8) -> Self {
            Self { since, ..self }
        }
        pub(super) const fn personal(self) -> Self {
            Self { personal: true, ..self }
        }
        pub(super) const fn length_sj1(self, length_sj1: u16) -> Self {
            Self { length_sj1, ..self }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_name_nothing_twice() {
        for family in [Family::Prescription, Family::Dispensing] {
            let table = RecordLayout::all(family);
            assert!(table.is_sorted_by(|a, b| a.number < b.number));
            for layout in table {
                assert_eq!(layout.family, family);
                let mut ids: Vec<_> = layout.fields.iter().map(|field| field.id).collect();
                ids.sort_unstable();
                assert!(ids.is_sorted_by(|a, b| a < b), "{} has an item twice", layout.id);
            }
        }
    }

    #[test]
    fn records_of_the_service_are_unknown_to_the_paper_formats() {
        assert!(RecordLayout::find(Format::Sj1, 301).is_some());
        assert!(RecordLayout::find(Format::Jahis(10), 301).is_none());
        assert!(RecordLayout::find(Format::Cj1, 511).is_some());
        assert!(RecordLayout::find(Format::JahisTc(8), 511).is_none());
        assert!(RecordLayout::find(Format::Sj1, 60).is_none());
    }
}
