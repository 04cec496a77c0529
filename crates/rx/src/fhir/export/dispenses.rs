//! Dispensings to MedicationDispenses.

use super::{
    Export, address, form_category, identifiers, medication, names, organization, per_day, person,
    phone, reference,
};
use crate::fhir::dosage;
use crate::fhir::resources::{
    Annotation, Concept, DoseAndRate, Identifier, MedicationDispense, Meta, Performer, Quantity,
    Resource,
};
use crate::fhir::systems::PRESCRIPTION_ID;
use crate::{Decimal, Dispensing, DosageForm, dispensing};

const DISPENSE_PROFILE: &str =
    "http://jpfhir.jp/fhir/core/StructureDefinition/JP_MedicationDispense";

impl Export {
    pub(super) fn dispensing(&mut self, whole: &Dispensing) {
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
            ..MedicationDispense::default()
        })));
    }
}
