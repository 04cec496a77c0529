//! A prescription to MedicationRequests.
//!
//! Every structure is taken apart by name, without `..`: what is new in one of them is either
//! carried or named before this compiles.

use super::{
    Export, form_category, identifiers, medication, names, organization, per_day, person, reference,
};
use crate::fhir::dosage;
use crate::fhir::resources::{
    Annotation, Coding, Concept, DispenseRequest, Dosage, DoseAndRate, Extension, Identifier,
    MedicationRequest, Meta, Party, Quantity, Resource, Substitution,
};
use crate::fhir::systems::{self, POTENCY, PRESCRIPTION_ID};
use crate::prescription::{self, Prescription, PrescriptionDrug, Rp, Supplement};
use crate::{Decimal, DosageForm};

const REQUEST_PROFILE: &str = "http://jpfhir.jp/fhir/core/StructureDefinition/JP_MedicationRequest";

impl Export {
    pub(super) fn prescription(&mut self, prescription: &Prescription) {
        let prescription::Patient { code, name, kana_name, sex, birth_date, copay_class: _ } =
            &prescription.patient;
        let mut party = person("patient", names(name, kana_name), *sex, *birth_date);
        party.identifier = own_code(code);
        self.add(Resource::Patient(Box::new(party)));
        let prescription::IssuingInstitution {
            score_table,
            code,
            prefecture,
            name,
            postal_code,
            address,
            phone,
            fax,
            other_contact,
        } = &prescription.institution;
        self.add(Resource::Organization(Box::new(organization(
            "institution",
            [prefecture, score_table, code],
            name,
            [postal_code, address, phone],
        ))));
        self.lose_text("医療機関 FAX番号", fax);
        self.lose_text("医療機関 その他連絡先", other_contact);
        let prescription::Prescriber { code, name, kana_name } = &prescription.prescriber;
        self.add(Resource::Practitioner(Box::new(Party {
            id: "prescriber".into(),
            name: names(name, kana_name),
            identifier: own_code(code),
            ..Party::default()
        })));
        for (index, rp) in prescription.rps.iter().enumerate() {
            for line in 0..rp.drugs.len() {
                self.request(prescription, rp, (index + 1, line));
            }
            self.lost_of_rp(rp, index + 1);
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
            ..MedicationRequest::default()
        })));
        self.lost_of_drug(drug, &place);
    }

    /// What a drug says that its request does not carry.
    fn lost_of_drug(&mut self, drug: &PrescriptionDrug, place: &str) {
        let PrescriptionDrug {
            kind,
            code: _,
            other_codes: _,
            name: _,
            amount: _,
            potency,
            unit,
            unit_factor,
            uneven_doses: _,
            burden,
            single_dose: _,
            supplements,
        } = drug;
        // Potency and unit go with an amount.
        let alone = drug.amount.is_none();
        for (lost, name) in [
            (unit_factor.map(|factor| factor.to_string()), "単位変換"),
            (burden.map(|_| String::new()), "負担区分"),
            (kind.clone().filter(|kind| kind != "1"), "情報区分"),
            (potency.filter(|_| alone).map(|potency| potency.code().to_owned()), "力価フラグ"),
            (Some(unit.clone()).filter(|unit| alone && !unit.is_empty()), "単位名"),
        ] {
            if let Some(value) = lost {
                self.lose(&format!("{place} {name}"), &value);
            }
        }
        for Supplement { kind, text: _, usage_code, site_code } in supplements {
            if let Some(kind) = kind {
                self.lose(&format!("{place} 薬品補足区分"), kind);
            }
            for code in [usage_code, site_code].into_iter().flatten() {
                self.lose(&format!("{place} 薬品補足の補足用法コード"), code);
            }
        }
    }

    /// What an RP says that its requests do not carry.
    fn lost_of_rp(&mut self, rp: &Rp, rp_no: usize) {
        let Rp {
            number: _,
            form: _,
            form_name,
            quantity: _,
            split_quantity,
            usage,
            supplements,
            drugs: _,
            calendar_days,
        } = rp;
        let place = format!("RP{rp_no}");
        self.lose_text(&format!("{place} 剤形名称"), form_name);
        if let Some(quantity) = split_quantity {
            self.lose(&format!("{place} 分割調剤数量"), &quantity.to_string());
        }
        if usage.times_per_day == Some(0) {
            self.lose(&format!("{place} 1日回数"), "0");
        }
        if let Some(days) = calendar_days {
            self.lose(&format!("{place} 服用期間の暦日数"), &days.to_string());
        }
        for Supplement { kind, text: _, usage_code, site_code } in supplements {
            // The kind is read again from the codes, and is 5 without one.
            let implied = match (usage_code, site_code) {
                (Some(_), _) => "8",
                (None, Some(_)) => "9",
                (None, None) => "5",
            };
            if kind.as_deref() != Some(implied) {
                let kind = kind.as_deref().unwrap_or("–");
                self.lose(&format!("{place} 用法補足区分"), kind);
            }
        }
    }

    fn uneven(&mut self, place: &str, drug: &PrescriptionDrug, dosage: &mut Dosage) {
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
    fn amount(&mut self, place: &str, drug: &PrescriptionDrug, rp: &Rp, dosage: &mut Dosage) {
        let Some(amount) = drug.amount else {
            return self.lose(&format!("{place} 用量"), "–");
        };
        let mut dose = DoseAndRate::default();
        if let Some(potency) = drug.potency {
            let coding = Coding::new(POTENCY.name(), potency.code(), "");
            dose.r#type = Concept::of(coding, "");
        }
        if let Some(prescription::SingleDose { dose: single, times_per_day }) = &drug.single_dose {
            let oral = rp.form == Some(DosageForm::Oral);
            match Decimal::parse(single).filter(|_| oral) {
                Some(single) => dose.dose_quantity = Quantity::of(single.value, &drug.unit),
                // A fraction such as 2/3 is no FHIR quantity; the dose of 頓服 is its amount, and a
                // dose beside a total would be read as words.
                None => self.lose(&format!("{place} 1回服用量"), single),
            }
            if let Some(times) = times_per_day {
                self.lose(&format!("{place} 1回服用量の1日服用回数"), &times.to_string());
            }
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
        let Prescription {
            institution: _,
            department,
            prescriber: _,
            patient,
            insurance,
            issued_on: _,
            valid_until: _,
            narcotic,
            leftover_check,
            split,
            refill_total: _,
            notes,
            number: _,
            id,
            rps: _,
            clinical_information,
            laboratory_data,
        } = whole;
        if *insurance != prescription::Insurance::default() {
            self.lose("保険・公費", "");
        }
        for (there, name) in [
            (department.is_some(), "診療科"),
            (narcotic.is_some(), "麻薬施用"),
            (leftover_check.is_some(), "残薬確認欄"),
            (split.is_some(), "分割指示"),
            (patient.copay_class.is_some(), "患者一部負担区分"),
            (!clinical_information.is_empty(), "提供診療情報"),
            (!laboratory_data.is_empty(), "検査値データ等"),
            // The records do not have it; a prescription that came from elsewhere may.
            (id.is_some() && whole.number.is_some(), "処方箋ID"),
        ] {
            if there {
                self.lose(name, "");
            }
        }
        for note in notes {
            self.lose_personal("備考", &note.text);
        }
    }
}

/// The number that the institution itself gives a person.
fn own_code(code: &str) -> Vec<Identifier> {
    let identifier = Identifier { value: code.into(), ..Identifier::default() };
    (!code.is_empty()).then_some(identifier).into_iter().collect()
}
