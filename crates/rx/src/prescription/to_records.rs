//! From a prescription to records.

use super::{Insurance, IssuingInstitution, Prescription, PrescriptionDrug, Rp, Supplement};
use crate::layout::RecordLayout;
use crate::write::RecordWriter;
use crate::write_options::Sanitizer;
use crate::{Decimal, Format, ReadError, Records, WriteOptions, model};
use shohosen_report::Finding;
use shohosen_terms::Potency;

/// Writes records item by item; what a value may hold is the sanitizer's affair.
struct Writer {
    records: RecordWriter,
    sanitizer: Sanitizer,
}

impl Writer {
    /// One record with all the items of its layout; missing ones are blank.
    fn record(&mut self, layout: &RecordLayout, values: &[&str]) {
        let sanitizer = &mut self.sanitizer;
        let clean = |(index, item): (usize, &crate::FieldLayout)| {
            let value = values.get(index).copied().unwrap_or_default();
            sanitizer.clean(item.name_ja, value)
        };
        let values: Vec<String> = layout.fields.iter().enumerate().map(clean).collect();
        self.records.push(layout.number, values);
    }
}

/// The records of a prescription, and what the sanitizer says; not checked yet.
pub(super) fn write(
    prescription: &Prescription,
    format: Format,
    options: WriteOptions,
) -> (Result<Records, ReadError>, Vec<Finding>) {
    let mut out =
        Writer { records: RecordWriter::new(format), sanitizer: Sanitizer::new(format, options) };
    institution(&mut out, &prescription.institution);
    people(&mut out, prescription);
    insurance(&mut out, &prescription.insurance);
    whole(&mut out, prescription);
    let split = prescription.split.is_some();
    for (index, rp) in prescription.rps.iter().enumerate() {
        write_rp(&mut out, &(index + 1).to_string(), rp, split);
    }
    for (index, information) in prescription.clinical_information.iter().enumerate() {
        let seq = (index + 1).to_string();
        let values = [&seq, information.drug_name.as_str(), &information.comment];
        out.record(model::ClinicalInformation::LAYOUT, &values);
    }
    for (index, text) in prescription.laboratory_data.iter().enumerate() {
        out.record(model::LaboratoryData::LAYOUT, &[&(index + 1).to_string(), text]);
    }
    (out.records.finish(), out.sanitizer.findings)
}

fn institution(out: &mut Writer, institution: &IssuingInstitution) {
    let IssuingInstitution { score_table, code, prefecture, name, .. } = institution;
    out.record(model::InstitutionRecord::LAYOUT, &[score_table, code, prefecture, name]);
    let IssuingInstitution { postal_code, address, phone, fax, other_contact, .. } = institution;
    if !postal_code.is_empty() || !address.is_empty() {
        out.record(model::InstitutionAddress::LAYOUT, &[postal_code, address]);
    }
    if !phone.is_empty() || !fax.is_empty() || !other_contact.is_empty() {
        out.record(model::InstitutionPhone::LAYOUT, &[phone, fax, other_contact]);
    }
}

fn people(out: &mut Writer, prescription: &Prescription) {
    if let Some(department) = &prescription.department {
        let (code_type, code) = match &department.code {
            Some(code) => ("2", code.as_str()),
            None => ("1", ""),
        };
        out.record(model::Department::LAYOUT, &[code_type, code, &department.name]);
    }
    let doctor = &prescription.prescriber;
    out.record(model::Doctor::LAYOUT, &[&doctor.code, &doctor.kana_name, &doctor.name]);
    let patient = &prescription.patient;
    let names = [patient.code.as_str(), &patient.name, &patient.kana_name];
    out.record(model::PatientName::LAYOUT, &names);
    if let Some(sex) = patient.sex {
        out.record(model::PatientSex::LAYOUT, &[sex.code()]);
    }
    if let Some(birth) = patient.birth_date {
        out.record(model::PatientBirthDate::LAYOUT, &[&birth.compact()]);
    }
    if let Some(class) = &patient.copay_class {
        out.record(model::CopayClass::LAYOUT, &[class]);
    }
}

fn insurance(out: &mut Writer, insurance: &Insurance) {
    if let Some(kind) = &insurance.kind {
        out.record(model::InsuranceType::LAYOUT, &[kind]);
    }
    out.record(model::InsurerNumber::LAYOUT, &[&insurance.insurer_number]);
    let Insurance { symbol, number, relation, branch, .. } = insurance;
    out.record(model::InsuranceCard::LAYOUT, &[symbol, number, relation, branch]);
    if let Some((patient, insurer)) = insurance.rates {
        out.record(model::BenefitRate::LAYOUT, &[&patient.to_string(), &insurer.to_string()]);
    }
    if let Some(reason) = &insurance.occupational_reason {
        out.record(model::OccupationalReason::LAYOUT, &[reason]);
    }
    let layouts = [
        model::PublicExpense1::LAYOUT,
        model::PublicExpense2::LAYOUT,
        model::PublicExpense3::LAYOUT,
    ];
    for (layout, payer) in layouts.into_iter().zip(&insurance.public_expenses) {
        out.record(layout, &[&payer.payer_number, &payer.recipient_number]);
    }
    if let Some(payer) = &insurance.special_public_expense {
        let values = [payer.payer_number.as_str(), &payer.recipient_number];
        out.record(model::SpecialPublicExpense::LAYOUT, &values);
    }
    if let Some(receipt_type) = &insurance.receipt_type {
        out.record(model::ReceiptType::LAYOUT, &[receipt_type]);
    }
}

fn whole(out: &mut Writer, prescription: &Prescription) {
    if let Some(issued) = prescription.issued_on {
        out.record(model::IssuedOn::LAYOUT, &[&issued.compact()]);
    }
    if let Some(until) = prescription.valid_until {
        out.record(model::ValidUntil::LAYOUT, &[&until.compact()]);
    }
    if let Some(narcotic) = &prescription.narcotic {
        let values =
            [narcotic.license_number.as_str(), &narcotic.patient_address, &narcotic.patient_phone];
        out.record(model::Narcotic::LAYOUT, &values);
    }
    if let Some(flag) = prescription.leftover_check {
        out.record(model::LeftoverCheck::LAYOUT, &[&flag.to_string()]);
    }
    if let Some(split) = prescription.split {
        let values = [split.total.to_string(), split.index.to_string()];
        out.record(model::SplitDispensing::LAYOUT, &values.each_ref().map(String::as_str));
    }
    if let Some(total) = prescription.refill_total {
        out.record(model::Refill::LAYOUT, &[&total.to_string()]);
    }
    for (index, note) in prescription.notes.iter().enumerate() {
        let kind = note.kind.as_deref().unwrap_or_default();
        out.record(model::Note::LAYOUT, &[&(index + 1).to_string(), kind, &note.text]);
    }
    if let Some(number) = &prescription.number {
        out.record(model::PrescriptionNumber::LAYOUT, &["1", number]);
    }
}

fn number(value: Option<u32>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn amount(value: Option<Decimal>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn write_rp(out: &mut Writer, rp_no: &str, rp: &Rp, split: bool) {
    let form = rp.form.map_or("", |form| form.code());
    let quantity = number(rp.quantity);
    out.record(model::Rp::LAYOUT, &[rp_no, form, &rp.form_name, &quantity]);
    if split || rp.split_quantity.is_some() {
        let each = number(rp.split_quantity);
        out.record(model::SplitQuantity::LAYOUT, &[rp_no, &each, &quantity]);
    }
    let (code_type, code) = match &rp.usage.code {
        Some((code_type, code)) => (code_type.code(), code.as_str()),
        None => ("1", ""),
    };
    let times = number(rp.usage.times_per_day);
    out.record(model::Usage::LAYOUT, &[rp_no, code_type, code, &rp.usage.name, &times]);
    for (index, supplement) in rp.supplements.iter().enumerate() {
        let seq = (index + 1).to_string();
        let Supplement { kind, text, usage_code, site_code } = supplement;
        let [kind, usage_code, site_code] =
            [kind, usage_code, site_code].map(|value| value.as_deref().unwrap_or_default());
        let values = [rp_no, &seq, kind, text, usage_code, site_code];
        out.record(model::UsageSupplement::LAYOUT, &values);
    }
    for (index, drug) in rp.drugs.iter().enumerate() {
        write_drug(out, rp_no, &(index + 1).to_string(), drug);
    }
}

fn write_drug(out: &mut Writer, rp_no: &str, line_no: &str, drug: &PrescriptionDrug) {
    let kind = drug.kind.as_deref().unwrap_or("1");
    let (code_type, code) = match &drug.code {
        Some(code) => (code.code_type.code(), code.code.as_str()),
        None => ("1", ""),
    };
    let potency = drug.potency.unwrap_or(Potency::Product).code();
    let amount_text = amount(drug.amount);
    let name = drug.name.as_str();
    let values = [rp_no, line_no, kind, code_type, code, name, &amount_text, potency, &drug.unit];
    out.record(model::DrugRecord::LAYOUT, &values);
    if drug.unit_factor.is_some() {
        let factor = amount(drug.unit_factor);
        out.record(model::UnitConversion::LAYOUT, &[rp_no, line_no, &factor]);
    }
    if !drug.uneven_doses.is_empty() {
        let mut values = vec![String::new(); 10];
        for (index, dose) in drug.uneven_doses.iter().enumerate().take(5) {
            let places = [
                (index, dose.amount.to_string()),
                (index + 5, dose.code.clone().unwrap_or_default()),
            ];
            for (place, value) in places {
                if let Some(slot) = values.get_mut(place) {
                    *slot = value;
                }
            }
        }
        let values: Vec<&str> =
            [rp_no, line_no].into_iter().chain(values.iter().map(String::as_str)).collect();
        out.record(model::UnevenDoses::LAYOUT, &values);
    }
    if let Some(burden) = drug.burden {
        let [one, two, three, special] = burden.map(|bears| if bears { "1" } else { "0" });
        out.record(model::BurdenClass::LAYOUT, &[rp_no, line_no, one, two, three, special]);
    }
    if let Some(single) = &drug.single_dose {
        let times = number(single.times_per_day);
        out.record(model::SingleDose::LAYOUT, &[rp_no, line_no, &single.dose, &times]);
    }
    for (index, supplement) in drug.supplements.iter().enumerate() {
        let seq = (index + 1).to_string();
        let [kind, code] = [&supplement.kind, &supplement.usage_code]
            .map(|value| value.as_deref().unwrap_or_default());
        let values = [rp_no, line_no, &seq, kind, &supplement.text, code];
        out.record(model::DrugSupplement::LAYOUT, &values);
    }
}
