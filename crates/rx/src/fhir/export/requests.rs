//! A prescription to MedicationRequests.

use super::{
    Export, form_category, identifiers, medication, names, organization, per_day, person, reference,
};
use crate::fhir::dosage;
use crate::fhir::resources::{
    Annotation, Coding, Concept, DispenseRequest, Dosage, DoseAndRate, Extension, Identifier,
    MedicationRequest, Meta, Party, Quantity, Resource, Substitution,
};
use crate::fhir::systems::{self, POTENCY, PRESCRIPTION_ID};
use crate::prescription::{self, Prescription, Rp};
use crate::{Decimal, DosageForm};

const REQUEST_PROFILE: &str = "http://jpfhir.jp/fhir/core/StructureDefinition/JP_MedicationRequest";

impl Export {
    pub(super) fn prescription(&mut self, prescription: &Prescription) {
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
            ..MedicationRequest::default()
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

    fn uneven(&mut self, place: &str, drug: &prescription::PrescriptionDrug, dosage: &mut Dosage) {
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
    fn amount(
        &mut self,
        place: &str,
        drug: &prescription::PrescriptionDrug,
        rp: &Rp,
        dosage: &mut Dosage,
    ) {
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
}
