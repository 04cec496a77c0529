//! From records to dispensings.

use super::{
    Block, Dispensing, DispensingDrug, Insurance, OtcDrug, Patient, RecordedInstitution,
    RefillState, Rp,
};
use crate::prescription::{RecordedCode, Usage};
use crate::{Date, Family, Field, Record, Records, model};
use shohosen_terms::kana::fold_width;
use shohosen_terms::{DosageForm, DrugCodeType, Sex, UsageCodeType, whole_number};

impl Dispensing {
    /// What the records of a dispensing (CJ1, JAHISTC) say; `None` for a prescription.
    ///
    /// Every drug of the records is there; what cannot be read is `None`, never guessed and
    /// never zero. Call [`lint`](crate::lint) to know what is wrong.
    pub fn from_records(records: &Records) -> Option<Self> {
        if records.format().family() != Family::Dispensing {
            return None;
        }
        let mut dispensing = Self::default();
        if let Some(patient) = records.first::<model::Patient<'_>>() {
            dispensing.patient = self::patient(patient);
        }
        let mut doctor = None;
        for record in records.iter() {
            if let Some(head) = record.typed::<model::DispensedOn<'_>>() {
                dispensing.blocks.push(Block { date: full(head.date()), ..Block::default() });
                doctor = None;
            } else if let Some(record) = record.typed::<model::PrescribingDoctor<'_>>() {
                doctor = Some((text(record.name()), text(record.department())));
            } else if matches!(record.number(), 2..=4) {
                // Of the patient, wherever they stand.
                dispensing.add(record);
            } else if let Some(block) = dispensing.blocks.last_mut() {
                block.add(record, &doctor);
            } else if (201..=391).contains(&record.number()) {
                // Drugs in front of the first dispensing are kept in one without day.
                let mut block = Block::default();
                block.add(record, &doctor);
                dispensing.blocks.push(block);
            }
        }
        dispensing.ingredients(records);
        Some(dispensing)
    }

    /// What concerns no dispensing.
    fn add(&mut self, record: Record<'_>) {
        if let Some(remark) = record.typed::<model::PatientRemark<'_>>() {
            self.remarks.push((text(remark.kind()), text(remark.text())));
        } else if let Some(drug) = record.typed::<model::OtcDrug<'_>>() {
            self.otc_drugs.push(OtcDrug {
                name: text(drug.name()),
                start: full(drug.start()),
                end: full(drug.end()),
                jan: text(drug.jan()),
                ingredients: Vec::new(),
            });
        } else if let Some(memo) = record.typed::<model::NotebookMemo<'_>>() {
            self.memos.push((text(memo.text()), full(memo.date())));
        }
    }

    /// Ingredients (31) belong to the drug (3) with their number, which need not stand above.
    fn ingredients(&mut self, records: &Records) {
        let mut places: Vec<(u32, usize)> = records
            .all::<model::OtcDrug<'_>>()
            .enumerate()
            .filter_map(|(index, drug)| Some((drug.seq().integer()?, index)))
            .collect();
        places.sort_unstable();
        for record in records.all::<model::OtcIngredient<'_>>() {
            let Some(number) = record.otc_seq().integer() else { continue };
            let found = places.binary_search_by_key(&number, |place| place.0).ok();
            let place = found.and_then(|at| places.get(at)).map(|place| place.1);
            if let Some(drug) = place.and_then(|place| self.otc_drugs.get_mut(place)) {
                drug.ingredients.push((text(record.name()), optional(record.code())));
            }
        }
    }
}

impl Block {
    fn add(&mut self, record: Record<'_>, doctor: &Option<(String, String)>) {
        match record.number() {
            6 | 7 | 11 | 15 | 51 => self.head(record),
            201..=391 => self.rp(record, doctor),
            _ => self.tail(record),
        }
    }

    fn head(&mut self, record: Record<'_>) {
        if let Some(record) = record.typed::<model::DispensingInsurance<'_>>() {
            self.insurance = Some(Insurance {
                insured_class: text(record.insured_class()),
                insurer_number: text(record.insurer_number()),
                symbol: text(record.symbol()),
                number: text(record.number()),
                branch: text(record.branch()),
            });
        } else if let Some(record) = record.typed::<model::PrescriptionId<'_>>() {
            self.prescription_id = optional(record.prescription_id());
        } else if let Some(record) = record.typed::<model::DispensingInstitution<'_>>() {
            self.institution = RecordedInstitution {
                name: text(record.name()),
                prefecture: text(record.prefecture_code()),
                score_table: text(record.score_table()),
                code: text(record.institution_code()),
                postal_code: text(record.postal_code()),
                address: text(record.address()),
                phone: text(record.phone()),
            };
        } else if let Some(record) = record.typed::<model::Pharmacist<'_>>() {
            self.pharmacist = Some((text(record.name()), text(record.contact())));
        } else if let Some(record) = record.typed::<model::PrescribingInstitution<'_>>() {
            self.prescribing_institution = Some(RecordedInstitution {
                name: text(record.name()),
                prefecture: text(record.prefecture_code()),
                score_table: text(record.score_table()),
                code: text(record.institution_code()),
                ..RecordedInstitution::default()
            });
        }
    }

    fn rp(&mut self, record: Record<'_>, doctor: &Option<(String, String)>) {
        let number = record.field(1).integer().unwrap_or(0);
        if self.rps.last().is_none_or(|rp| rp.number != number) {
            self.rps.push(Rp { number, doctor: doctor.clone(), ..Rp::default() });
        }
        if let Some(rp) = self.rps.last_mut() {
            rp.add(record);
        }
    }

    fn tail(&mut self, record: Record<'_>) {
        if let Some(record) = record.typed::<model::GeneralCaution<'_>>() {
            self.cautions.push(text(record.text()));
        } else if let Some(record) = record.typed::<model::ProvidedInformation<'_>>() {
            self.information.push((text(record.kind()), text(record.text())));
        } else if let Some(record) = record.typed::<model::LeftoverDrugs<'_>>() {
            self.leftovers.push(text(record.text()));
        } else if let Some(record) = record.typed::<model::Remark<'_>>() {
            self.remarks.push(text(record.text()));
        } else if let Some(record) = record.typed::<model::InquiryResult<'_>>() {
            self.inquiries.push((text(record.kind()), text(record.text())));
        } else if let Some(record) = record.typed::<model::RefillState<'_>>() {
            let count = record.count().integer();
            let next_date = full(record.next_date());
            self.refill = count.map(|count| RefillState { count, next_date });
        }
    }
}

impl Rp {
    fn add(&mut self, record: Record<'_>) {
        if let Some(record) = record.typed::<model::DispensedDrug<'_>>() {
            self.drugs.push(drug(record));
        } else if let Some(record) = record.typed::<model::DispensedUsage<'_>>() {
            let code_type = UsageCodeType::from_code(record.code_type().value());
            self.usage = Usage {
                code: code_type.zip(optional(record.code())),
                name: text(record.name()),
                times_per_day: None,
            };
            self.form = DosageForm::from_notebook_code(record.dosage_form().value());
            // Full-width digits are meant as what they look like; lint tells.
            let folded = || whole_number(&fold_width(record.quantity().value()));
            self.quantity = record.quantity().integer().or_else(folded);
            self.quantity_unit = text(record.unit());
        } else if let Some(record) = record.typed::<model::DispensedUsageSupplement<'_>>() {
            self.supplements.push(text(record.text()));
        } else if let Some(record) = record.typed::<model::UsageCaution<'_>>() {
            self.cautions.push(text(record.text()));
        } else if let Some(drug) = self.drugs.last_mut() {
            if let Some(record) = record.typed::<model::DispensedDrugSupplement<'_>>() {
                drug.supplements.push(text(record.text()));
            } else if let Some(record) = record.typed::<model::DispensedDrugCaution<'_>>() {
                drug.cautions.push(text(record.text()));
            }
        }
    }
}

fn drug(record: model::DispensedDrug<'_>) -> DispensingDrug {
    let code_type = DrugCodeType::from_code(record.code_type().value());
    let code = code_type.zip(optional(record.code()));
    let generic_code = optional(record.generic_code());
    let has_generic = generic_code.is_some() || !record.generic_name().is_blank();
    DispensingDrug {
        name: text(record.name()),
        amount: record.amount().decimal(),
        unit: text(record.unit()),
        code: code.map(|(code_type, code)| RecordedCode { code_type, code }),
        other_codes: Vec::new(),
        generic: has_generic.then(|| (text(record.generic_name()), generic_code)),
        supplements: Vec::new(),
        cautions: Vec::new(),
    }
}

fn patient(record: model::Patient<'_>) -> Patient {
    Patient {
        name: text(record.name()),
        sex: Sex::from_code(record.sex().value()),
        birth_date: record.birth_date().date(),
        postal_code: text(record.postal_code()),
        address: text(record.address()),
        phone: text(record.phone()),
        emergency_contact: text(record.emergency_contact()),
        blood_type: text(record.blood_type()),
        weight: text(record.weight()),
        kana_name: text(record.kana_name()),
    }
}

fn text(field: Field<'_>) -> String {
    field.value().to_owned()
}

fn optional(field: Field<'_>) -> Option<String> {
    field.non_empty().map(str::to_owned)
}

fn full(field: Field<'_>) -> Option<Date> {
    field.date().and_then(|date| date.full())
}
