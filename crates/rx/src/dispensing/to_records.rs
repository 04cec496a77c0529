//! From dispensings to records.

use super::{Block, Dispensing, DispensingDrug, RecordedInstitution, Rp};
use crate::layout::{RecordLayout, SERVICE_ONLY};
use crate::write::RecordWriter;
use crate::write_options::Sanitizer;
use crate::{Date, Format, ReadError, Records, WriteOptions, model};
use shohosen_report::Finding;

struct Writer {
    format: Format,
    records: RecordWriter,
    sanitizer: Sanitizer,
}

impl Writer {
    /// One record. CJ1 leaves the creator blank, JAHISTC names the facility (1 医療関係者).
    fn record(&mut self, layout: &RecordLayout, values: &[&str]) {
        let notebook = matches!(self.format, Format::JahisTc(_));
        if layout.since == SERVICE_ONLY && notebook {
            return;
        }
        let count = layout.fields_in(self.format);
        let mut given = values.iter();
        let mut clean = Vec::with_capacity(count);
        for item in layout.fields.iter().take(count) {
            let value = match item.id {
                "creator" if notebook => "1",
                "creator" => "",
                _ => given.next().copied().unwrap_or_default(),
            };
            clean.push(self.sanitizer.clean(item.name_ja, value));
        }
        self.records.push(layout.number, clean);
    }
}

/// The records of a dispensing, and what the sanitizer says; not checked yet.
pub(super) fn write(
    dispensing: &Dispensing,
    format: Format,
    options: WriteOptions,
) -> (Result<Records, ReadError>, Vec<Finding>) {
    let mut out = Writer {
        format,
        records: RecordWriter::new(format),
        sanitizer: Sanitizer::new(format, options),
    };
    front(&mut out, dispensing);
    for block in &dispensing.blocks {
        head(&mut out, block);
        let mut doctor = &None;
        for (index, rp) in block.rps.iter().enumerate() {
            if rp.doctor != *doctor {
                if let Some((name, department)) = &rp.doctor {
                    out.record(model::PrescribingDoctor::LAYOUT, &[name, department]);
                }
                doctor = &rp.doctor;
            }
            write_rp(&mut out, &(index + 1).to_string(), rp);
        }
        tail(&mut out, block);
    }
    (out.records.finish(), out.sanitizer.findings)
}

fn day(date: Option<Date>) -> String {
    date.map_or_else(String::new, Date::compact)
}

fn front(out: &mut Writer, dispensing: &Dispensing) {
    let patient = &dispensing.patient;
    let birth = patient.birth_date.map_or_else(String::new, |date| date.compact());
    let values = [
        patient.name.as_str(),
        patient.sex.map_or("", |sex| sex.code()),
        &birth,
        &patient.postal_code,
        &patient.address,
        &patient.phone,
        &patient.emergency_contact,
        &patient.blood_type,
        &patient.weight,
        &patient.kana_name,
    ];
    out.record(model::Patient::LAYOUT, &values);
    for (kind, text) in &dispensing.remarks {
        out.record(model::PatientRemark::LAYOUT, &[kind, text]);
    }
    for (index, drug) in dispensing.otc_drugs.iter().enumerate() {
        let seq = (index + 1).to_string();
        let (start, end) = (day(drug.start), day(drug.end));
        out.record(model::OtcDrug::LAYOUT, &[&drug.name, &start, &end, &seq, &drug.jan]);
        for (name, code) in &drug.ingredients {
            let (code_type, code) = typed(code.as_deref());
            out.record(model::OtcIngredient::LAYOUT, &[&seq, name, code_type, code]);
        }
    }
    for (text, date) in &dispensing.memos {
        out.record(model::NotebookMemo::LAYOUT, &[text, &day(*date)]);
    }
}

/// Code type 1 without, 2 with a code.
fn typed(code: Option<&str>) -> (&'static str, &str) {
    code.map_or(("1", ""), |code| ("2", code))
}

fn head(out: &mut Writer, block: &Block) {
    out.record(model::DispensedOn::LAYOUT, &[&day(block.date)]);
    if let Some(insurance) = &block.insurance {
        let values = [
            insurance.insured_class.as_str(),
            &insurance.insurer_number,
            &insurance.symbol,
            &insurance.number,
            &insurance.branch,
        ];
        out.record(model::DispensingInsurance::LAYOUT, &values);
    }
    if let Some(id) = &block.prescription_id {
        out.record(model::PrescriptionId::LAYOUT, &[id]);
    }
    let RecordedInstitution { name, prefecture, score_table, code, postal_code, address, phone } =
        &block.institution;
    let values = [name.as_str(), prefecture, score_table, code, postal_code, address, phone];
    out.record(model::DispensingInstitution::LAYOUT, &values);
    if let Some((name, contact)) = &block.pharmacist {
        out.record(model::Pharmacist::LAYOUT, &[name, contact]);
    }
    if let Some(institution) = &block.prescribing_institution {
        let RecordedInstitution { name, prefecture, score_table, code, .. } = institution;
        out.record(model::PrescribingInstitution::LAYOUT, &[name, prefecture, score_table, code]);
    }
}

fn write_rp(out: &mut Writer, rp_no: &str, rp: &Rp) {
    for drug in &rp.drugs {
        write_drug(out, rp_no, drug);
    }
    let form = rp.form.map_or("", |form| form.notebook_code());
    let quantity = rp.quantity.map_or_else(String::new, |quantity| quantity.to_string());
    let unit = match rp.form {
        Some(form) if rp.quantity_unit.is_empty() => form.notebook_unit(),
        _ => &rp.quantity_unit,
    };
    let (code_type, code) = match &rp.usage.code {
        Some((code_type, code)) => (code_type.code(), code.as_str()),
        None => ("1", ""),
    };
    let values = [rp_no, &rp.usage.name, &quantity, unit, form, code_type, code];
    out.record(model::DispensedUsage::LAYOUT, &values);
    for text in &rp.supplements {
        out.record(model::DispensedUsageSupplement::LAYOUT, &[rp_no, text]);
    }
    for text in &rp.cautions {
        out.record(model::UsageCaution::LAYOUT, &[rp_no, text]);
    }
}

fn write_drug(out: &mut Writer, rp_no: &str, drug: &DispensingDrug) {
    let amount = drug.amount.map_or_else(String::new, |amount| amount.to_string());
    let (code_type, code) = match &drug.code {
        Some(code) => (code.code_type.code(), code.code.as_str()),
        None => ("1", ""),
    };
    let (generic, generic_type, generic_code) = match &drug.generic {
        Some((name, code)) => {
            let (code_type, code) = typed(code.as_deref());
            (name.as_str(), code_type, code)
        }
        None => ("", "", ""),
    };
    let values = [
        rp_no,
        &drug.name,
        &amount,
        &drug.unit,
        code_type,
        code,
        generic,
        generic_type,
        generic_code,
    ];
    out.record(model::DispensedDrug::LAYOUT, &values);
    for text in &drug.supplements {
        out.record(model::DispensedDrugSupplement::LAYOUT, &[rp_no, text]);
    }
    for text in &drug.cautions {
        out.record(model::DispensedDrugCaution::LAYOUT, &[rp_no, text]);
    }
}

fn tail(out: &mut Writer, block: &Block) {
    for text in &block.cautions {
        out.record(model::GeneralCaution::LAYOUT, &[text]);
    }
    for (kind, text) in &block.information {
        out.record(model::ProvidedInformation::LAYOUT, &[text, kind]);
    }
    for text in &block.leftovers {
        out.record(model::LeftoverDrugs::LAYOUT, &[text]);
    }
    for text in &block.remarks {
        out.record(model::Remark::LAYOUT, &[text]);
    }
    for (kind, text) in &block.inquiries {
        out.record(model::InquiryResult::LAYOUT, &[kind, text]);
    }
    if let Some(refill) = block.refill {
        let end_class = if refill.next_date.is_some() { "2" } else { "1" };
        let values = [refill.count.to_string(), day(refill.next_date)];
        let [count, next] = values.each_ref().map(String::as_str);
        out.record(model::RefillState::LAYOUT, &[count, end_class, next]);
    }
}
