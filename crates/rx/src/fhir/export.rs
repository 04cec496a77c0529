//! Records to a bundle.

use super::dosage;
use super::not_carried;
use super::resources::{
    Address, Annotation, Bundle, Coding, Concept, ContactPoint, DispenseRequest, Dosage,
    DoseAndRate, Entry, Extension, HumanName, Identifier, MedicationDispense, MedicationRequest,
    Meta, Organization, Party, Performer, Quantity, Ratio, Reference, Resource, Substitution,
};
use super::systems::{self, DOSAGE_FORM, LINE_NUMBER, POTENCY, PRESCRIPTION_ID, RP_NUMBER};
use crate::convert::Converted;
use crate::prescription::{self, DrugCode, Prescription, Rp};
use crate::{Decimal, Dispensing, DosageForm, PartialDate, Records, Sex, dispensing};
use shohosen_report::Finding;

const REQUEST_PROFILE: &str = "http://jpfhir.jp/fhir/core/StructureDefinition/JP_MedicationRequest";
const DISPENSE_PROFILE: &str =
    "http://jpfhir.jp/fhir/core/StructureDefinition/JP_MedicationDispense";

/// The bundle of the records and what it does not carry.
pub(crate) fn export(records: &Records) -> Converted {
    let mut out = Export::default();
    if let Some(prescription) = Prescription::from_records(records) {
        out.prescription(&prescription);
    } else if let Some(dispensing) = Dispensing::from_records(records) {
        out.dispensing(&dispensing);
    }
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
        self.findings.push(not_carried(location, value));
    }

    fn prescription(&mut self, prescription: &Prescription) {
        let patient = &prescription.patient;
        let names = names(&patient.name, &patient.kana_name);
        let mut party = person("patient", names, patient.sex, patient.birth_date);
        if !patient.code.is_empty() {
            party
                .identifier
                .push(Identifier { value: patient.code.clone(), ..Identifier::default() });
        }
        self.add(Resource::Patient(Box::new(party)));
        let institution = &prescription.institution;
        self.add(Resource::Organization(Box::new(organization(
            "institution",
            [&institution.prefecture, &institution.score_table, &institution.code],
            &institution.name,
            [&institution.postal_code, &institution.address, &institution.phone],
        ))));
        let doctor = &prescription.prescriber;
        let mut party = Party {
            id: "prescriber".into(),
            name: self::names(&doctor.name, &doctor.kana_name),
            ..Party::default()
        };
        if !doctor.code.is_empty() {
            party
                .identifier
                .push(Identifier { value: doctor.code.clone(), ..Identifier::default() });
        }
        self.add(Resource::Practitioner(Box::new(party)));
        for (index, rp) in prescription.rps.iter().enumerate() {
            for line in 0..rp.drugs.len() {
                self.request(prescription, rp, (index + 1, line));
            }
        }
        self.lost_of_prescription(prescription);
    }

    fn request(&mut self, whole: &Prescription, rp: &Rp, (rp_no, line): (usize, usize)) {
        let Some(drug) = rp.drugs.get(line) else { return };
        let place = format!("RP{rp_no}-{}", line + 1);
        let mut identifier = identifiers(rp_no, line + 1);
        if let Some(number) = &whole.number {
            identifier
                .push(Identifier { system: PRESCRIPTION_ID.name().into(), value: number.clone() });
        }
        let mut dosage = dosage::of_usage(&rp.usage, rp.form);
        dosage.additional_instruction = rp.supplements.iter().map(dosage::instruction).collect();
        self.uneven(&place, drug, &mut dosage);
        self.amount(&place, drug, rp, &mut dosage);
        let mut dispense = DispenseRequest {
            number_of_repeats_allowed: whole
                .refill_total
                .map(|uses| u32::from(uses).saturating_sub(1)),
            ..DispenseRequest::default()
        };
        if let Some(until) = whole.valid_until {
            dispense.validity_period.end = until.to_string();
        }
        self.quantity(&place, drug.amount, &drug.unit, rp, &mut dosage, &mut dispense);
        let no_generic = drug.supplements.iter().any(|s| s.kind.as_deref() == Some("3"));
        let substitution = if no_generic {
            let coding = Coding::new(systems::SUBSTITUTION.name(), "1", "変更不可");
            Substitution { allowed_codeable_concept: Concept::of(coding, "") }
        } else {
            Substitution::default()
        };
        let note = drug.supplements.iter().map(|s| Annotation { text: s.text.clone() });
        self.add(Resource::MedicationRequest(Box::new(MedicationRequest {
            id: format!("request-{rp_no}-{}", line + 1),
            meta: Meta { profile: vec![REQUEST_PROFILE.into()] },
            identifier,
            status: "active".into(),
            intent: "order".into(),
            category: form_category(rp.form),
            medication_codeable_concept: medication(
                &drug.name,
                drug.code.as_ref(),
                &drug.other_codes,
            ),
            subject: reference("Patient/patient"),
            authored_on: whole.issued_on.map_or_else(String::new, |day| day.to_string()),
            requester: reference("Practitioner/prescriber"),
            note: note.collect(),
            dosage_instruction: vec![dosage],
            dispense_request: dispense,
            substitution,
        })));
        for (lost, name) in [
            (drug.unit_factor.map(|factor| factor.to_string()), "単位変換"),
            (drug.burden.map(|_| String::new()), "負担区分"),
            (drug.kind.clone().filter(|kind| kind != "1"), "情報区分"),
        ] {
            if let Some(value) = lost {
                self.lose(&format!("{place} {name}"), &value);
            }
        }
        let kinds = drug.supplements.iter().filter(|s| s.kind.is_some() || s.usage_code.is_some());
        let kinds: Vec<_> = kinds.filter_map(|s| s.kind.clone()).collect();
        if !kinds.is_empty() {
            self.lose(&format!("{place} 薬品補足区分"), &kinds.join(", "));
        }
    }

    fn uneven(&mut self, place: &str, drug: &prescription::Drug, dosage: &mut Dosage) {
        for (index, dose) in drug.uneven_doses.iter().enumerate() {
            match dosage::uneven_instruction(index, dose, &drug.unit) {
                Some(concept) => dosage.additional_instruction.push(concept),
                None => self.lose(&format!("{place} 不均等"), &dose.amount.to_string()),
            }
        }
    }

    /// 内服: the amount of a day and, where known, the single dose. 頓服: the amount of one time.
    /// Otherwise the amount is of a day or in total, which the records do not tell apart: it is
    /// the dispensed quantity.
    fn amount(&mut self, place: &str, drug: &prescription::Drug, rp: &Rp, dosage: &mut Dosage) {
        let Some(amount) = drug.amount else {
            return self.lose(&format!("{place} 用量"), "–");
        };
        let mut dose = DoseAndRate::default();
        if let Some(potency) = drug.potency {
            let coding = Coding::new(POTENCY.name(), potency.code(), "");
            dose.r#type = Concept::of(coding, "");
        }
        let single = drug.single_dose.as_ref().and_then(|single| Decimal::parse(&single.dose));
        match (&drug.single_dose, single) {
            (Some(_), Some(single)) => dose.dose_quantity = Quantity::of(single.value, &drug.unit),
            // A fraction such as 2/3 is no FHIR quantity.
            (Some(fraction), None) => self.lose(&format!("{place} 1回服用量"), &fraction.dose),
            (None, _) => {}
        }
        match rp.form {
            Some(DosageForm::Oral) => dose.rate_ratio = per_day(amount, &drug.unit),
            Some(DosageForm::AsNeeded) => dose.dose_quantity = Quantity::of(amount, &drug.unit),
            _ => {}
        }
        dosage.dose_and_rate.push(dose);
    }

    fn quantity(
        &mut self,
        place: &str,
        amount: Option<Decimal>,
        unit: &str,
        rp: &Rp,
        dosage: &mut Dosage,
        dispense: &mut DispenseRequest,
    ) {
        let Some(quantity) = rp.quantity else { return };
        let total = amount.and_then(|amount| amount.checked_mul(Decimal::from_integer(quantity)?));
        if let Some(total) = total {
            dispense.quantity = Quantity::of(total, unit);
        }
        match rp.form {
            Some(DosageForm::Oral) => {
                dispense.expected_supply_duration = Quantity::days(quantity);
                dosage.extension.push(Extension {
                    url: systems::USAGE_DURATION.into(),
                    value_duration: Quantity::days(quantity),
                    ..Extension::default()
                });
            }
            Some(DosageForm::AsNeeded) => dispense.extension.push(Extension {
                url: systems::EXPECTED_REPEAT_COUNT.into(),
                value_integer: Some(i64::from(quantity)),
                ..Extension::default()
            }),
            // The total is carried; into how many days or times it goes is not known.
            _ if quantity > 1 => self.lose(&format!("{place} 調剤数量"), &quantity.to_string()),
            _ => {}
        }
    }

    fn lost_of_prescription(&mut self, whole: &Prescription) {
        if whole.insurance != prescription::Insurance::default() {
            self.lose("保険・公費", &whole.insurance.insurer_number);
        }
        for (there, name) in [
            (whole.department.is_some(), "診療科"),
            (whole.narcotic.is_some(), "麻薬施用"),
            (whole.leftover_check.is_some(), "残薬確認欄"),
            (whole.split.is_some(), "分割指示"),
            (whole.patient.copay_class.is_some(), "患者一部負担区分"),
            (!whole.clinical_information.is_empty(), "提供診療情報"),
            (!whole.laboratory_data.is_empty(), "検査値データ等"),
        ] {
            if there {
                self.lose(name, "");
            }
        }
        for note in &whole.notes {
            self.lose("備考", &note.text);
        }
        let kinds = whole.rps.iter().flat_map(|rp| &rp.supplements);
        for kind in
            kinds.filter_map(|s| s.kind.as_deref()).filter(|k| !matches!(*k, "5" | "8" | "9"))
        {
            self.lose("用法補足区分", kind);
        }
    }

    fn dispensing(&mut self, whole: &Dispensing) {
        let patient = &whole.patient;
        let names = names(&patient.name, &patient.kana_name);
        let mut party = person("patient", names, patient.sex, patient.birth_date);
        party.address = address(&patient.postal_code, &patient.address);
        party.telecom = phone(&patient.phone);
        self.add(Resource::Patient(Box::new(party)));
        for (number, block) in whole.blocks.iter().enumerate() {
            let institution = &block.institution;
            let id = format!("dispenser-{}", number + 1);
            self.add(Resource::Organization(Box::new(organization(
                &id,
                [&institution.prefecture, &institution.score_table, &institution.code],
                &institution.name,
                [&institution.postal_code, &institution.address, &institution.phone],
            ))));
            for (index, rp) in block.rps.iter().enumerate() {
                for line in 0..rp.drugs.len() {
                    self.dispense(block, rp, &id, (index + 1, line));
                }
            }
            if block.insurance.is_some() {
                self.lose("保険", "");
            }
            if let Some(institution) = &block.prescribing_institution {
                self.lose("処方医療機関", &institution.name);
            }
            let texts = [&block.cautions, &block.leftovers, &block.remarks];
            for text in texts.into_iter().flatten() {
                self.lose("服用注意・残薬・備考", text);
            }
            for (_, text) in block.information.iter().chain(&block.inquiries) {
                self.lose("提供情報・疑義照会", text);
            }
        }
        for drug in &whole.otc_drugs {
            self.lose("要指導医薬品・一般用医薬品", &drug.name);
        }
        for (_, text) in &whole.remarks {
            self.lose("患者特記", text);
        }
    }

    fn dispense(
        &mut self,
        block: &dispensing::Block,
        rp: &dispensing::Rp,
        dispenser: &str,
        (rp_no, line): (usize, usize),
    ) {
        let Some(drug) = rp.drugs.get(line) else { return };
        let mut identifier = identifiers(rp_no, line + 1);
        if let Some(id) = &block.prescription_id {
            identifier
                .push(Identifier { system: PRESCRIPTION_ID.name().into(), value: id.clone() });
        }
        let mut dosage = dosage::of_usage(&rp.usage, rp.form);
        let instruction = |text: &String| Concept { text: text.clone(), ..Concept::default() };
        dosage.additional_instruction = rp.supplements.iter().map(instruction).collect();
        let mut dose = DoseAndRate::default();
        match (drug.amount, rp.form) {
            (None, _) => self.lose(&format!("RP{rp_no}-{} 用量", line + 1), "–"),
            (Some(amount), Some(DosageForm::Oral)) => dose.rate_ratio = per_day(amount, &drug.unit),
            (Some(amount), Some(DosageForm::AsNeeded)) => {
                dose.dose_quantity = Quantity::of(amount, &drug.unit);
            }
            _ => {}
        }
        dosage.dose_and_rate = vec![dose];
        let count = rp.quantity.and_then(Decimal::from_integer);
        let total = drug.amount.zip(count).and_then(|(amount, count)| amount.checked_mul(count));
        let texts = drug.supplements.iter().chain(&drug.cautions).chain(&rp.cautions);
        let date = block.date.map_or_else(String::new, |day| day.to_string());
        let oral = rp.form == Some(DosageForm::Oral);
        let days = rp.quantity.filter(|_| oral).map_or_else(Quantity::default, Quantity::days);
        if let Some(count) =
            rp.quantity.filter(|count| *count > 1 && !oral && drug.amount.is_none())
        {
            self.lose("調剤数量", &count.to_string());
        }
        self.add(Resource::MedicationDispense(Box::new(MedicationDispense {
            id: format!("{dispenser}-{rp_no}-{}", line + 1),
            meta: Meta { profile: vec![DISPENSE_PROFILE.into()] },
            identifier,
            status: "completed".into(),
            category: form_category(rp.form).pop().unwrap_or_default(),
            medication_codeable_concept: medication(
                &drug.name,
                drug.code.as_ref(),
                &drug.other_codes,
            ),
            subject: reference("Patient/patient"),
            performer: vec![Performer { actor: reference(&format!("Organization/{dispenser}")) }],
            quantity: total.map_or_else(Quantity::default, |total| Quantity::of(total, &drug.unit)),
            days_supply: days,
            when_prepared: String::new(),
            when_handed_over: date,
            note: texts.map(|text| Annotation { text: text.clone() }).collect(),
            dosage_instruction: vec![dosage],
        })));
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

fn medication(name: &str, code: Option<&DrugCode>, others: &[DrugCode]) -> Concept {
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
