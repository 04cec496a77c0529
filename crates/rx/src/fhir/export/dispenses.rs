//! Dispensings to MedicationDispenses.
//!
//! Every structure is taken apart by name, without `..`: what is new in one of them is either
//! carried or named before this compiles.

use super::{
    Export, address, form_category, identifiers, medication, names, organization, per_day, person,
    phone, reference,
};
use crate::dispensing::{self, Block, DispensingDrug, OtcDrug, RecordedInstitution, Rp};
use crate::fhir::dosage;
use crate::fhir::resources::{
    Annotation, Concept, ContactPoint, Dosage, DoseAndRate, Identifier, MedicationDispense,
    MedicationRequest, Meta, Performer, PractitionerRole, Quantity, Reference, Resource,
};
use crate::fhir::systems::PRESCRIPTION_ID;
use crate::prescription::RecordedCode;
use crate::{Decimal, Dispensing, DosageForm, DrugCodeType};
use serde_json::Value;
use shohosen_terms::QuantityUnit;

const DISPENSE_PROFILE: &str =
    "http://jpfhir.jp/fhir/core/StructureDefinition/JP_MedicationDispense";

impl Export {
    pub(super) fn dispensing(&mut self, whole: &Dispensing) {
        let Dispensing { patient, remarks, otc_drugs, memos, blocks } = whole;
        self.dispensing_patient(patient);
        for (number, block) in blocks.iter().enumerate() {
            self.block(block, &format!("dispenser-{}", number + 1));
        }
        for OtcDrug { name, start, end, jan, ingredients: _ } in otc_drugs {
            let place = "要指導医薬品・一般用医薬品";
            self.lose(place, name);
            for (item, day) in [("服用開始年月日", start), ("服用終了年月日", end)] {
                if let Some(day) = day {
                    self.lose(&format!("{place} {item}"), &day.to_string());
                }
            }
            // Its ingredients are records of their own.
            self.lose_text(&format!("{place} JANコード"), jan);
        }
        for (_, text) in remarks {
            self.lose_personal("患者特記", text);
        }
        for (text, _) in memos {
            self.lose_personal("手帳メモ", text);
        }
    }

    fn dispensing_patient(&mut self, patient: &dispensing::Patient) {
        let dispensing::Patient {
            name,
            sex,
            birth_date,
            postal_code,
            address: place,
            phone: number,
            emergency_contact,
            blood_type,
            weight,
            kana_name,
        } = patient;
        let mut party = person("patient", names(name, kana_name), *sex, *birth_date);
        party.address = address(postal_code, place);
        party.telecom = phone(number);
        self.add(Resource::Patient(Box::new(party)));
        for (item, value) in
            [("緊急連絡先", emergency_contact), ("血液型", blood_type), ("体重", weight)]
        {
            self.lose_personal(&format!("患者情報 {item}"), value);
        }
    }

    fn block(&mut self, block: &Block, dispenser: &str) {
        let Block {
            date: _,
            insurance,
            prescription_id: _,
            institution,
            pharmacist,
            prescribing_institution,
            rps,
            cautions,
            information,
            leftovers,
            remarks,
            inquiries,
            refill,
        } = block;
        let RecordedInstitution {
            name,
            prefecture,
            score_table,
            code,
            postal_code,
            address,
            phone,
        } = institution;
        self.add(Resource::Organization(Box::new(organization(
            dispenser,
            [prefecture, score_table, code],
            name,
            [postal_code, address, phone],
        ))));
        let people =
            self.people(block, dispenser, pharmacist.as_ref(), prescribing_institution.as_ref());
        for (index, rp) in rps.iter().enumerate() {
            for line in 0..rp.drugs.len() {
                self.dispense(block, rp, (dispenser, &people), (index + 1, line));
            }
            self.rp(rp, index + 1);
        }
        if insurance.is_some() {
            self.lose("保険", "6");
        }
        for (item, texts) in [("服用注意", cautions), ("残薬確認", leftovers), ("備考", remarks)]
        {
            for text in texts {
                self.lose_personal(item, text);
            }
        }
        for (item, texts) in [("提供情報・伝達事項", information), ("疑義照会結果", inquiries)]
        {
            for (kind, text) in texts {
                self.lose_personal(&format!("{item} {kind}"), text);
            }
        }
        if let Some(dispensing::RefillState { count, next_date }) = refill {
            self.lose("リフィル処方箋情報 調剤回数", &count.to_string());
            if let Some(day) = next_date {
                self.lose("リフィル処方箋情報 次回調剤予定日", &day.to_string());
            }
        }
    }

    /// Who dispensed, and who prescribed where: a practitioner each, and a role for each prescriber.
    fn people(
        &mut self,
        block: &Block,
        dispenser: &str,
        pharmacist: Option<&(String, String)>,
        institution: Option<&RecordedInstitution>,
    ) -> People {
        let mut people = People::default();
        if let Some((name, contact)) = pharmacist {
            let id = format!("{dispenser}-pharmacist");
            let mut party = person(&id, names(name, ""), None, None);
            // 連絡先 is any text.
            let point = ContactPoint { system: "other".into(), value: contact.clone() };
            party.telecom = Some(point).filter(|_| !contact.is_empty()).into_iter().collect();
            self.add(Resource::Practitioner(Box::new(party)));
            people.pharmacist = Some(format!("Practitioner/{id}"));
        }
        let of_institution = format!("{dispenser}-prescriber");
        if let Some(institution) = institution {
            // Of it the records say no more than this.
            let RecordedInstitution {
                name,
                prefecture,
                score_table,
                code,
                postal_code,
                address,
                phone,
            } = institution;
            self.add(Resource::Organization(Box::new(organization(
                &of_institution,
                [prefecture, score_table, code],
                name,
                [postal_code, address, phone],
            ))));
        }
        for rp in &block.rps {
            let known = people.doctors.iter().any(|(doctor, _)| *doctor == rp.doctor);
            if known || rp.doctor.is_none() && institution.is_none() {
                continue;
            }
            let number = people.doctors.len() + 1;
            let mut role =
                PractitionerRole { id: format!("{dispenser}-role-{number}"), ..Default::default() };
            if institution.is_some() {
                role.organization = reference(&format!("Organization/{of_institution}"));
            }
            if let Some((name, department)) = &rp.doctor {
                let id = format!("{dispenser}-doctor-{number}");
                self.add(Resource::Practitioner(Box::new(person(
                    &id,
                    names(name, ""),
                    None,
                    None,
                ))));
                role.practitioner = reference(&format!("Practitioner/{id}"));
                let text = Concept { text: department.clone(), ..Concept::default() };
                role.specialty =
                    Some(text).filter(|_| !department.is_empty()).into_iter().collect();
            }
            people.doctors.push((rp.doctor.clone(), format!("PractitionerRole/{}", role.id)));
            self.add(Resource::PractitionerRole(Box::new(role)));
        }
        people
    }

    /// What an RP says that its dispenses do not carry.
    fn rp(&mut self, rp: &Rp, rp_no: usize) {
        let Rp {
            number: _,
            doctor: _,
            drugs: _,
            usage: _,
            form,
            quantity,
            quantity_unit,
            supplements: _,
            cautions,
            supplement_codes,
            calendar_days,
        } = rp;
        let place = format!("RP{rp_no}");
        // Days of 内服 are carried; a total amount does not say of how many days or times it is.
        if let Some(count) = quantity.filter(|_| !carries_days(rp)) {
            // One dispensing is what everything else counts.
            let usual = count == 1 && form.is_some_and(|form| form.notebook_unit() == "調剤");
            if !usual {
                self.lose(&format!("{place} 調剤数量（日数・回数）"), &count.to_string());
            }
        }
        let usual_unit = form.map_or("", DosageForm::notebook_unit);
        if !quantity_unit.is_empty() && quantity_unit != usual_unit {
            self.lose(&format!("{place} 調剤単位"), quantity_unit);
        }
        for text in cautions {
            // The text goes along as a note, the kind does not.
            self.lose(&format!("{place} 処方服用注意（区分）"), text);
        }
        for code in supplement_codes {
            self.lose(&format!("{place} 補足用法コード"), code);
        }
        if let Some(days) = calendar_days {
            self.lose(&format!("{place} 服用期間の暦日数"), &days.to_string());
        }
    }

    fn dispense(
        &mut self,
        block: &Block,
        rp: &Rp,
        (dispenser, people): (&str, &People),
        (rp_no, line): (usize, usize),
    ) {
        let Some(drug) = rp.drugs.get(line) else { return };
        let DispensingDrug {
            name,
            amount,
            unit,
            code,
            other_codes,
            generic,
            supplements,
            cautions,
        } = drug;
        let place = format!("RP{rp_no}-{}", line + 1);
        let mut identifier = identifiers(rp_no, line + 1);
        if let Some(id) = &block.prescription_id {
            identifier
                .push(Identifier { system: PRESCRIPTION_ID.name().into(), value: id.clone() });
        }
        let mut dosage = dosage::of_usage(&rp.usage, rp.form);
        let instruction = |text: &String| Concept { text: text.clone(), ..Concept::default() };
        dosage.additional_instruction = rp.supplements.iter().map(instruction).collect();
        self.dose(&place, *amount, unit, rp, &mut dosage);
        let count = rp.quantity.and_then(Decimal::from_integer);
        let total = amount.zip(count).and_then(|(amount, count)| amount.checked_mul(count));
        let texts = supplements.iter().chain(cautions).chain(&rp.cautions);
        let date = block.date.map_or_else(String::new, |day| day.to_string());
        let days = rp.quantity.filter(|_| carries_days(rp));
        let mut codes = other_codes.clone();
        if let Some((generic_name, generic_code)) = generic {
            match generic_code {
                Some(code) => codes
                    .push(RecordedCode { code_type: DrugCodeType::Generic, code: code.clone() }),
                None => self.lose(&format!("{place} 一般名コード"), "–"),
            }
            self.lose_text(&format!("{place} 一般名"), generic_name);
        }
        for text in cautions {
            self.lose(&format!("{place} 薬品服用注意（区分）"), text);
        }
        let drug = medication(name, code.as_ref(), &codes);
        let (contained, authorizing_prescription) = people.prescription(rp, &drug);
        let performers = [Some(format!("Organization/{dispenser}")), people.pharmacist.clone()];
        let performer = |actor: String| Performer { actor: reference(&actor) };
        self.add(Resource::MedicationDispense(Box::new(MedicationDispense {
            contained,
            authorizing_prescription,
            id: format!("{dispenser}-{rp_no}-{}", line + 1),
            meta: Meta { profile: vec![DISPENSE_PROFILE.into()] },
            identifier,
            status: "completed".into(),
            category: form_category(rp.form).pop().unwrap_or_default(),
            medication_codeable_concept: drug,
            subject: reference("Patient/patient"),
            performer: performers.into_iter().flatten().map(performer).collect(),
            quantity: total.map_or_else(Quantity::default, |total| Quantity::of(total, unit)),
            days_supply: days.map_or_else(Quantity::default, Quantity::days),
            when_prepared: String::new(),
            when_handed_over: date,
            note: texts.map(|text| Annotation { text: text.clone() }).collect(),
            dosage_instruction: vec![dosage],
            ..MedicationDispense::default()
        })));
    }

    fn dose(
        &mut self,
        place: &str,
        amount: Option<Decimal>,
        unit: &str,
        rp: &Rp,
        dosage: &mut Dosage,
    ) {
        let mut dose = DoseAndRate::default();
        match (amount, rp.form) {
            (None, _) => {
                self.lose(&format!("{place} 用量"), "–");
                self.lose_text(&format!("{place} 単位"), unit);
            }
            (Some(amount), Some(DosageForm::Oral)) => dose.rate_ratio = per_day(amount, unit),
            (Some(amount), Some(DosageForm::AsNeeded)) => {
                dose.dose_quantity = Quantity::of(amount, unit);
            }
            // The total says it, where there is a count to multiply it by.
            (Some(amount), _) if rp.quantity.is_none() => {
                self.lose(&format!("{place} 用量"), &format!("{amount}{unit}"));
            }
            (Some(_), _) => {}
        }
        dosage.dose_and_rate = vec![dose];
    }
}

/// References to the people of a block.
#[derive(Default)]
struct People {
    pharmacist: Option<String>,
    /// The role of each prescriber.
    doctors: Vec<(Option<(String, String)>, String)>,
}

impl People {
    /// The order that a dispense answers, contained in it: who prescribed stands there and nowhere
    /// else (FHIR R4, MedicationDispense.authorizingPrescription).
    fn prescription(&self, rp: &Rp, drug: &Concept) -> (Vec<Value>, Vec<Reference>) {
        let role = self.doctors.iter().find(|(doctor, _)| *doctor == rp.doctor);
        let Some((_, role)) = role else { return Default::default() };
        let order = Resource::MedicationRequest(Box::new(MedicationRequest {
            id: "order".into(),
            status: "completed".into(),
            intent: "order".into(),
            medication_codeable_concept: drug.clone(),
            subject: reference("Patient/patient"),
            requester: reference(role),
            ..MedicationRequest::default()
        }));
        let contained = serde_json::to_value(&order).into_iter().collect();
        (contained, vec![reference("#order")])
    }
}

/// Whether the quantity becomes days of supply: of 内服, in days and not in anything else, and of
/// drugs without a form where the unit says days.
fn carries_days(rp: &Rp) -> bool {
    let days = QuantityUnit::from_text(&rp.quantity_unit) == Some(QuantityUnit::Days);
    match rp.form {
        Some(DosageForm::Oral) => days || rp.quantity_unit.is_empty(),
        None => days,
        Some(_) => false,
    }
}
