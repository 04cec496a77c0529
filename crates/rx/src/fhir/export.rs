//! Records to a bundle.

mod dispenses;
mod requests;
mod rest;

use super::not_carried;
use super::resources::{
    Address, Bundle, Coding, Concept, ContactPoint, Entry, Extension, HumanName, Identifier,
    Organization, Party, Quantity, Ratio, Reference, Resource,
};
use super::systems::{self, DOSAGE_FORM, LINE_NUMBER, RP_NUMBER};
use crate::convert::Converted;
use crate::prescription::{Prescription, RecordedCode};
use crate::{Decimal, Dispensing, DosageForm, PartialDate, Records, Sex};
use shohosen_report::{Finding, Redacted, codes::records as codes};

/// The bundle of the records and what it does not carry.
pub(crate) fn export(records: &Records) -> Converted {
    let mut out = Export::default();
    if let Some(prescription) = Prescription::from_records(records) {
        out.prescription(&prescription);
    } else if let Some(dispensing) = Dispensing::from_records(records) {
        out.dispensing(&dispensing);
    }
    out.rest(records);
    let bundle = Resource::Bundle(Box::new(Bundle {
        r#type: "collection".into(),
        entry: out.entries,
        ..Bundle::default()
    }));
    let bytes = serde_json::to_vec(&bundle).unwrap_or_default();
    Converted { bytes, findings: out.findings }
}

#[derive(Default)]
struct Export {
    entries: Vec<Entry>,
    findings: Vec<Finding>,
}

impl Export {
    fn add(&mut self, resource: Resource) {
        self.entries.push(Entry { resource: Some(resource), ..Entry::default() });
    }

    fn lose(&mut self, location: &str, value: &str) {
        let value = if value.is_empty() { "–" } else { value };
        self.findings.push(not_carried(location, value));
    }

    /// Names what is not carried of somebody, or in words of somebody: without quoting it.
    fn lose_personal(&mut self, location: &str, value: &str) {
        if !value.is_empty() {
            let finding = codes::FHIR_NOT_CARRIED.finding();
            let finding = finding.with("location_in", location.to_owned());
            self.findings.push(finding.with("actual", Redacted::new(value)));
        }
    }

    /// Names a text that is not carried, if there is one.
    fn lose_text(&mut self, location: &str, value: &str) {
        if !value.is_empty() {
            self.lose(location, value);
        }
    }
}

fn per_day(amount: Decimal, unit: &str) -> Ratio {
    Ratio { numerator: Quantity::of(amount, unit), denominator: Quantity::days(1) }
}

fn reference(target: &str) -> Reference {
    Reference { reference: target.into(), ..Reference::default() }
}

fn identifiers(rp_no: usize, line_no: usize) -> Vec<Identifier> {
    [(RP_NUMBER, rp_no), (LINE_NUMBER, line_no)]
        .map(|(system, number)| Identifier {
            system: system.name().into(),
            value: number.to_string(),
        })
        .to_vec()
}

fn form_category(form: Option<DosageForm>) -> Vec<Concept> {
    let coding = form.map(|form| Coding::new(DOSAGE_FORM.name(), form.code(), ""));
    coding.map(|coding| Concept::of(coding, "")).into_iter().collect()
}

fn medication(name: &str, code: Option<&RecordedCode>, others: &[RecordedCode]) -> Concept {
    let coding = code.into_iter().chain(others).filter(|code| !code.code.is_empty()).map(|code| {
        Coding::new(systems::drug_system(code.code_type, &code.code), &code.code, name)
    });
    Concept { coding: coding.collect(), text: name.into() }
}

fn names(kanji: &str, kana: &str) -> Vec<HumanName> {
    let one = |text: &str, representation: &str| HumanName {
        extension: vec![Extension {
            url: systems::NAME_REPRESENTATION.into(),
            value_code: representation.into(),
            ..Extension::default()
        }],
        r#use: "official".into(),
        text: text.into(),
    };
    [(kanji, "IDE"), (kana, "SYL")]
        .into_iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, representation)| one(text, representation))
        .collect()
}

fn person(id: &str, name: Vec<HumanName>, sex: Option<Sex>, birth: Option<PartialDate>) -> Party {
    let gender = match sex {
        Some(Sex::Male) => "male",
        Some(Sex::Female) => "female",
        None => "",
    };
    Party {
        id: id.into(),
        name,
        gender: gender.into(),
        birth_date: birth.map_or_else(String::new, |date| date.to_string()),
        ..Party::default()
    }
}

fn address(postal_code: &str, text: &str) -> Vec<Address> {
    let address = Address { text: text.into(), postal_code: postal_code.into() };
    (address != Address::default()).then_some(address).into_iter().collect()
}

fn phone(number: &str) -> Vec<ContactPoint> {
    let point = ContactPoint { system: "phone".into(), value: number.into() };
    (!number.is_empty()).then_some(point).into_iter().collect()
}

fn organization(
    id: &str,
    [prefecture, score_table, code]: [&str; 3],
    name: &str,
    [postal_code, place, number]: [&str; 3],
) -> Organization {
    let extension = [
        (systems::PREFECTURE_EXTENSION, systems::PREFECTURE, prefecture),
        (systems::SCORE_TABLE_EXTENSION, systems::SCORE_TABLE, score_table),
        (systems::INSTITUTION_EXTENSION, systems::INSTITUTION, code),
    ];
    let extension = extension.into_iter().filter(|(_, _, value)| !value.is_empty()).map(
        |(url, system, value)| Extension {
            url: url.into(),
            value_identifier: Identifier { system: system.name().into(), value: value.into() },
            ..Extension::default()
        },
    );
    Organization {
        id: id.into(),
        extension: extension.collect(),
        name: name.into(),
        telecom: phone(number),
        address: address(postal_code, place),
        ..Organization::default()
    }
}
