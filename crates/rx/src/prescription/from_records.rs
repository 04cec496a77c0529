//! From records to a prescription.

use super::{
    ClinicalInformation, Department, Insurance, IssuingInstitution, Narcotic, Patient, Prescriber,
    Prescription, PrescriptionDrug, PublicExpense, RecordedCode, Rp, SingleDose, Split, Supplement,
    UnevenDose, Usage,
};
use crate::lint::{DrugGroup, Groups, RpGroup};
use crate::{Date, Family, Field, Records, model};
use shohosen_terms::{DosageForm, DrugCodeType, Potency, Sex, UsageCodeType};

impl Prescription {
    /// What the records of a prescription (SJ1, JAHIS) say; `None` for a dispensing record.
    ///
    /// Every drug of the records is there, in their order; what cannot be read is `None`, never
    /// guessed and never zero. Call [`lint`](crate::lint) to know what is wrong. Give it the
    /// records of a *verified* payload, where there is a signature.
    pub fn from_records(records: &Records) -> Option<Self> {
        if records.format().family() != Family::Prescription {
            return None;
        }
        let groups = Groups::new(records);
        let supplements = |note: model::Note<'_>| supplement(note.kind(), note.text(), None, None);
        Some(Self {
            institution: institution(&groups),
            department: groups.common::<model::Department<'_>>().map(|record| Department {
                code: optional(record.code()),
                name: text(record.name()),
            }),
            prescriber: groups.common::<model::Doctor<'_>>().map_or_else(
                Prescriber::default,
                |record| Prescriber {
                    code: text(record.code()),
                    name: text(record.kanji_name()),
                    kana_name: text(record.kana_name()),
                },
            ),
            patient: patient(&groups),
            insurance: insurance(&groups),
            issued_on: groups
                .common::<model::IssuedOn<'_>>()
                .and_then(|record| full(record.issued_on())),
            valid_until: groups
                .common::<model::ValidUntil<'_>>()
                .and_then(|record| full(record.valid_until())),
            narcotic: groups.common::<model::Narcotic<'_>>().map(|record| Narcotic {
                license_number: text(record.license_no()),
                patient_address: text(record.patient_address()),
                patient_phone: text(record.patient_phone()),
            }),
            leftover_check: groups
                .common::<model::LeftoverCheck<'_>>()
                .and_then(|record| small(record.leftover_flag())),
            split: groups.common::<model::SplitDispensing<'_>>().and_then(|record| {
                Some(Split {
                    total: record.split_total().integer()?,
                    index: record.split_index().integer()?,
                })
            }),
            refill_total: groups
                .common::<model::Refill<'_>>()
                .and_then(|record| small(record.refill_total())),
            notes: records.all::<model::Note<'_>>().map(supplements).collect(),
            number: groups
                .common::<model::PrescriptionNumber<'_>>()
                .and_then(|record| optional(record.number())),
            id: None,
            rps: rps(&groups),
            clinical_information: records
                .all::<model::ClinicalInformation<'_>>()
                .map(|record| ClinicalInformation {
                    drug_name: text(record.drug_name()),
                    comment: text(record.comment()),
                })
                .collect(),
            laboratory_data: records
                .all::<model::LaboratoryData<'_>>()
                .map(|record| text(record.text()))
                .collect(),
        })
    }
}

fn text(field: Field<'_>) -> String {
    field.value().to_owned()
}

fn optional(field: Field<'_>) -> Option<String> {
    field.non_empty().map(str::to_owned)
}

fn small(field: Field<'_>) -> Option<u8> {
    field.integer().and_then(|number| u8::try_from(number).ok())
}

fn full(field: Field<'_>) -> Option<Date> {
    field.date().and_then(|date| date.full())
}

fn supplement(
    kind: Field<'_>,
    words: Field<'_>,
    usage_code: Option<Field<'_>>,
    site_code: Option<Field<'_>>,
) -> Supplement {
    Supplement {
        kind: optional(kind),
        text: text(words),
        usage_code: usage_code.and_then(optional),
        site_code: site_code.and_then(optional),
    }
}

fn institution(groups: &Groups<'_>) -> IssuingInstitution {
    let mut institution = IssuingInstitution::default();
    if let Some(record) = groups.common::<model::InstitutionRecord<'_>>() {
        institution.score_table = text(record.score_table());
        institution.code = text(record.institution_code());
        institution.prefecture = text(record.prefecture_code());
        institution.name = text(record.institution_name());
    }
    if let Some(record) = groups.common::<model::InstitutionAddress<'_>>() {
        institution.postal_code = text(record.postal_code());
        institution.address = text(record.address());
    }
    if let Some(record) = groups.common::<model::InstitutionPhone<'_>>() {
        institution.phone = text(record.phone());
        institution.fax = text(record.fax());
        institution.other_contact = text(record.other_contact());
    }
    institution
}

fn patient(groups: &Groups<'_>) -> Patient {
    let mut patient = Patient::default();
    if let Some(record) = groups.common::<model::PatientName<'_>>() {
        patient.code = text(record.code());
        patient.name = text(record.kanji_name());
        patient.kana_name = text(record.kana_name());
    }
    let sex = groups.common::<model::PatientSex<'_>>();
    patient.sex = sex.and_then(|record| Sex::from_code(record.sex().value()));
    let birth = groups.common::<model::PatientBirthDate<'_>>();
    patient.birth_date = birth.and_then(|record| record.birth_date().date());
    let copay = groups.common::<model::CopayClass<'_>>();
    patient.copay_class = copay.and_then(|record| optional(record.copay_class()));
    patient
}

fn insurance(groups: &Groups<'_>) -> Insurance {
    let mut insurance = Insurance::default();
    let kind = groups.common::<model::InsuranceType<'_>>();
    insurance.kind = kind.and_then(|record| optional(record.insurance_type()));
    if let Some(record) = groups.common::<model::InsurerNumber<'_>>() {
        insurance.insurer_number = text(record.insurer_number());
    }
    if let Some(record) = groups.common::<model::InsuranceCard<'_>>() {
        insurance.symbol = text(record.symbol());
        insurance.number = text(record.number());
        insurance.relation = text(record.relation());
        insurance.branch = text(record.branch());
    }
    insurance.rates = groups.common::<model::BenefitRate<'_>>().and_then(|record| {
        Some((record.patient_rate().integer()?, record.insurer_rate().integer()?))
    });
    let reason = groups.common::<model::OccupationalReason<'_>>();
    insurance.occupational_reason = reason.and_then(|r| optional(r.occupational_reason()));
    let payer = |number| {
        groups.common_record(number).map(|record| PublicExpense {
            payer_number: text(record.field(1)),
            recipient_number: text(record.field(2)),
        })
    };
    insurance.public_expenses = [27, 28, 29].into_iter().filter_map(payer).collect();
    insurance.special_public_expense = payer(30);
    let receipt = groups.common::<model::ReceiptType<'_>>();
    insurance.receipt_type = receipt.and_then(|record| optional(record.receipt_type()));
    insurance
}

/// The RPs. Drugs above the first 101 belong to none: they are kept in one without number.
fn rps(groups: &Groups<'_>) -> Vec<Rp> {
    let orphans = groups.rps.first().map_or(groups.drugs.len(), |rp| rp.drugs.start);
    let orphans = groups.drugs.get(..orphans).unwrap_or_default();
    let drugs: Vec<PrescriptionDrug> = orphans.iter().map(|group| drug(groups, group)).collect();
    let without_number = (!drugs.is_empty()).then(|| Rp { drugs, ..Rp::default() });
    without_number.into_iter().chain(groups.rps.iter().map(|group| rp(groups, group))).collect()
}

fn rp(groups: &Groups<'_>, group: &RpGroup) -> Rp {
    let head = groups.rp(group);
    let split = groups.all_in::<model::SplitQuantity<'_>>(&group.range).next();
    let supplements = groups.all_in::<model::UsageSupplement<'_>>(&group.range).map(|record| {
        let (usage_code, site_code) = (record.supplement_code(), record.site_code());
        supplement(record.kind(), record.text(), Some(usage_code), Some(site_code))
    });
    Rp {
        number: head.and_then(|record| record.rp_no().integer()).unwrap_or(0),
        form: head.and_then(|record| DosageForm::from_code(record.dosage_form().value())),
        form_name: head.map_or_else(String::new, |record| text(record.form_name())),
        quantity: head.and_then(|record| record.quantity().integer()),
        split_quantity: split.and_then(|record| record.split_quantity().integer()),
        usage: groups.usage(group).map_or_else(Usage::default, usage),
        supplements: supplements.collect(),
        drugs: groups.drugs_of(group).iter().map(|drug_group| drug(groups, drug_group)).collect(),
        calendar_days: None,
    }
}

fn usage(record: model::Usage<'_>) -> Usage {
    let code_type = UsageCodeType::from_code(record.code_type().value());
    Usage {
        code: code_type.zip(optional(record.code())),
        name: text(record.name()),
        times_per_day: record.times_per_day().integer(),
    }
}

fn drug(groups: &Groups<'_>, group: &DrugGroup) -> PrescriptionDrug {
    let Some(record) = groups.drug(group) else { return PrescriptionDrug::default() };
    let code_type = DrugCodeType::from_code(record.code_type().value());
    let factor = groups.all_in::<model::UnitConversion<'_>>(&group.range).next();
    let burden = groups.all_in::<model::BurdenClass<'_>>(&group.range).next();
    let single = groups.all_in::<model::SingleDose<'_>>(&group.range).next();
    let supplements = groups.all_in::<model::DrugSupplement<'_>>(&group.range).map(|record| {
        supplement(record.kind(), record.text(), Some(record.supplement_code()), None)
    });
    PrescriptionDrug {
        kind: optional(record.info_kind()),
        code: code_type.map(|code_type| RecordedCode { code_type, code: text(record.code()) }),
        other_codes: Vec::new(),
        name: text(record.name()),
        amount: record.amount().decimal(),
        potency: Potency::from_code(record.potency_flag().value()),
        unit: text(record.unit()),
        unit_factor: factor.and_then(|record| record.factor().decimal()),
        uneven_doses: groups
            .all_in::<model::UnevenDoses<'_>>(&group.range)
            .next()
            .map_or_else(Vec::new, uneven_doses),
        burden: burden.map(|record| {
            [record.bears_1(), record.bears_2(), record.bears_3(), record.bears_special()]
                .map(|bears| bears.value() == "1")
        }),
        single_dose: single.map(|record| SingleDose {
            dose: text(record.single_dose()),
            times_per_day: record.times_per_day().integer(),
        }),
        supplements: supplements.collect(),
    }
}

fn uneven_doses(record: model::UnevenDoses<'_>) -> Vec<UnevenDose> {
    [
        (record.dose_1(), record.code_1()),
        (record.dose_2(), record.code_2()),
        (record.dose_3(), record.code_3()),
        (record.dose_4(), record.code_4()),
        (record.dose_5(), record.code_5()),
    ]
    .into_iter()
    .filter_map(|(dose, code)| Some(UnevenDose { amount: dose.decimal()?, code: optional(code) }))
    .collect()
}
