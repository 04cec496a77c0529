//! From format to format and back over generated prescriptions and dispensings: what comes back is
//! equal, or every difference was named.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{CJ1, SJ1, records};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use shohosen_report::{Finding, Severity, Value};
use shohosen_rx::dispensing::{self, Block, DispensingDrug};
use shohosen_rx::fhir::import;
use shohosen_rx::prescription::{
    ClinicalInformation, PrescriptionDrug, RecordedCode, Rp, SingleDose, Supplement, UnevenDose,
    Usage,
};
use shohosen_rx::{
    Decimal, Dispensing, DispensingBuilder, DosageForm, DrugCodeType, Format, Potency,
    Prescription, PrescriptionBuilder, ReadOptions, Records, Target, UsageCodeType, WriteOptions,
    convert, read,
};
use shohosen_testkit::cases;
use std::collections::BTreeSet;

fn text() -> impl Strategy<Value = String> {
    "[ァ-ヶ一-丁ａ-ｚ０-９]{1,12}"
}

fn amount() -> impl Strategy<Value = Decimal> {
    (1_u32..5000).prop_map(|number| Decimal::from_f64(f64::from(number) / 8.0).unwrap())
}

fn form() -> impl Strategy<Value = DosageForm> {
    select(DosageForm::ALL)
}

fn usage() -> impl Strategy<Value = Usage> {
    (select(vec!["1013044400000000", "1011000400000000", "2H73000000000000"]), text(), of(1_u32..9))
        .prop_map(|(code, name, times_per_day)| Usage {
            code: Some((UsageCodeType::Master, code.to_owned())),
            name,
            times_per_day,
        })
}

fn usage_supplement() -> impl Strategy<Value = Supplement> {
    let plain = (select(vec!["1", "2", "4", "5", "7"]), text())
        .prop_map(|(kind, text)| Supplement::new(kind, text));
    let coded = text().prop_map(|text| Supplement {
        usage_code: Some("I1100000".into()),
        ..Supplement::new("8", text)
    });
    let site = text().prop_map(|text| Supplement {
        site_code: Some("42L".into()),
        ..Supplement::new("9", text)
    });
    prop_oneof![plain, coded, site]
}

fn drug_supplement() -> impl Strategy<Value = Supplement> {
    let coded = text().prop_map(|text| Supplement {
        usage_code: Some("I1100000".into()),
        ..Supplement::new("7", text)
    });
    let plain =
        (select(vec!["1", "2", "4"]), text()).prop_map(|(kind, text)| Supplement::new(kind, text));
    prop_oneof![plain, coded, Just(Supplement::new("3", "後発品変更不可"))]
}

fn code() -> impl Strategy<Value = RecordedCode> {
    select(vec![
        (DrugCodeType::Receipt, "622688101"),
        (DrugCodeType::Yj, "1129009F2021"),
        (DrugCodeType::Generic, "1129009F2ZZZ"),
    ])
    .prop_map(|(code_type, code)| RecordedCode { code_type, code: code.to_owned() })
}

fn drug() -> impl Strategy<Value = PrescriptionDrug> {
    let uneven = prop::collection::vec(amount(), 2..4);
    let single = (amount(), of(1_u32..9))
        .prop_map(|(dose, times_per_day)| SingleDose { dose: dose.to_string(), times_per_day });
    (
        (code(), text(), amount(), of(amount()), any::<bool>()),
        (of(uneven), of(single)),
        prop::collection::vec(drug_supplement(), 0..3),
    )
        .prop_map(
            |((code, name, amount, unit_factor, product), (uneven, single), supplements)| {
                let uneven_dose = |amount| UnevenDose { amount, code: None };
                PrescriptionDrug {
                    kind: Some("1".into()),
                    code: Some(code),
                    name,
                    amount: Some(amount),
                    potency: Some(if product { Potency::Product } else { Potency::Ingredient }),
                    unit: "錠".into(),
                    unit_factor,
                    uneven_doses: uneven.unwrap_or_default().into_iter().map(uneven_dose).collect(),
                    single_dose: single,
                    supplements,
                    ..PrescriptionDrug::default()
                }
            },
        )
}

fn rp() -> impl Strategy<Value = Rp> {
    (
        form(),
        1_u32..100,
        usage(),
        prop::collection::vec(usage_supplement(), 0..3),
        prop::collection::vec(drug(), 1..4),
    )
        .prop_map(|(form, quantity, usage, supplements, mut drugs)| {
            let material = form == DosageForm::Material;
            drugs.iter_mut().filter(|_| material).for_each(|drug| drug.kind = Some("2".into()));
            let quantity = Some(quantity);
            Rp { form: Some(form), quantity, usage, supplements, drugs, ..Rp::default() }
        })
}

/// The prescription of `common` with other contents.
fn prescription() -> impl Strategy<Value = Prescription> {
    let information = (text(), text())
        .prop_map(|(drug_name, comment)| ClinicalInformation { drug_name, comment });
    (
        prop::collection::vec(rp(), 1..4),
        prop::collection::vec((of(select(vec!["1", "2"])), text()), 0..3),
        prop::collection::vec(information, 0..2),
        (of(2_u8..4), of(1_u8..3), text(), any::<bool>()),
    )
        .prop_map(|(rps, notes, clinical_information, (refill, leftover, name, bare))| {
            let mut whole = Prescription::from_records(&records(SJ1)).unwrap();
            for (number, rp) in rps.iter().enumerate() {
                assert!(number < 3 && !rp.drugs.is_empty());
            }
            whole.rps = rps;
            for (number, rp) in whole.rps.iter_mut().enumerate() {
                rp.number = u32::try_from(number + 1).unwrap();
            }
            let note = |(kind, text): (Option<&str>, String)| Supplement {
                kind: kind.map(str::to_owned),
                text,
                ..Supplement::default()
            };
            whole.notes = notes.into_iter().map(note).collect();
            whole.clinical_information = clinical_information;
            (whole.refill_total, whole.leftover_check) = (refill, leftover);
            whole.institution.name = name;
            if bare {
                (whole.department, whole.valid_until) = (None, None);
                whole.institution.fax = "03-1111-2222".into();
            }
            whole
        })
}

fn dispensed_rp() -> impl Strategy<Value = dispensing::Rp> {
    // Records 201 of notebooks and CJ1 have no type 7.
    let code = code().prop_filter("type 7", |code| code.code_type != DrugCodeType::Generic);
    let drug = (
        (code, text(), amount()),
        prop::collection::vec(text(), 0..2),
        prop::collection::vec(text(), 0..2),
    )
        .prop_map(|((code, name, amount), supplements, cautions)| DispensingDrug {
            name,
            amount: Some(amount),
            unit: "錠".into(),
            code: Some(code),
            supplements,
            cautions,
            ..DispensingDrug::default()
        });
    let unit = select(vec!["", "日分", "回分", "調剤", "週分"]);
    let lists = || prop::collection::vec(text(), 0..2);
    let doctor = select(vec![("工業会　次郎", "内科"), ("試験　花子", "")]);
    let drugs = (doctor, prop::collection::vec(drug, 1..4));
    (form(), (1_u32..100, unit), usage(), (lists(), lists()), drugs).prop_map(
        |(form, (quantity, unit), usage, (supplements, cautions), ((name, department), drugs))| {
            let unit = if unit.is_empty() { form.notebook_unit() } else { unit };
            dispensing::Rp {
                form: Some(form),
                quantity: Some(quantity),
                quantity_unit: unit.to_owned(),
                usage: Usage { times_per_day: None, ..usage },
                supplements,
                cautions,
                drugs,
                doctor: Some((name.into(), department.into())),
                ..dispensing::Rp::default()
            }
        },
    )
}

fn dispensed() -> impl Strategy<Value = Dispensing> {
    let texts = || prop::collection::vec(text(), 0..2);
    let contact = select(vec!["", "03-0000-0000"]);
    let rps = prop::collection::vec(dispensed_rp(), 1..4);
    ((rps, contact), (texts(), texts(), texts()), of(1_u32..3)).prop_map(
        |((rps, contact), (cautions, remarks, inquiries), refill)| {
            let mut whole = Dispensing::from_records(&records(CJ1)).unwrap();
            let block = &mut whole.blocks[0];
            block.pharmacist = Some(("薬剤師　一郎".into(), contact.into()));
            block.rps = rps;
            for (number, rp) in block.rps.iter_mut().enumerate() {
                rp.number = u32::try_from(number + 1).unwrap();
            }
            (block.cautions, block.remarks) = (cautions, remarks);
            block.inquiries = inquiries.into_iter().map(|text| ("999".into(), text)).collect();
            block.refill = refill.map(|count| dispensing::RefillState { count, next_date: None });
            whole
        },
    )
}

fn written(whole: &Prescription, format: Format) -> Option<Records> {
    let builder = PrescriptionBuilder::from(whole.clone());
    Some(builder.build(format, WriteOptions::default()).ok()?.records)
}

fn dispensing_written(whole: &Dispensing, format: Format) -> Option<Records> {
    let builder = DispensingBuilder::from(whole.clone());
    let built = builder.build(format, WriteOptions::default());
    Some(built.ok()?.records)
}

/// What findings name: line and item.
fn named(findings: &[Finding]) -> BTreeSet<(u64, Option<u64>)> {
    let number = |finding: &Finding, key| match finding.evidence.get(key) {
        Some(Value::Integer(number)) => u64::try_from(*number).ok(),
        _ => None,
    };
    let place = |finding| Some((number(finding, "line")?, number(finding, "field")));
    let converted = findings.iter().filter(|f| f.code.id().starts_with("records.convert."));
    converted.filter_map(place).collect()
}

/// Whether each record of one file stands in the other with the same items, or is named.
fn accounted(from: &Records, to: &Records, findings: &[Finding]) -> Result<(), String> {
    let named = named(findings);
    let mut written = to.iter();
    for record in from.iter() {
        let line = u64::from(record.line());
        if named.contains(&(line, None)) {
            continue;
        }
        let again = written.next().ok_or_else(|| format!("line {line} is gone"))?;
        if again.number() != record.number() {
            return Err(format!("line {line}: {} became {}", record.raw(), again.raw()));
        }
        for position in 1..=record.len().max(again.len()) {
            let (old, new) = (record.field(position).value(), again.field(position).value());
            // Who wrote a record of a notebook is filled in where CJ1 leaves it blank.
            let creator = record.layout().and_then(|layout| layout.fields.get(position - 1));
            let filled = old.is_empty() && creator.is_some_and(|item| item.id == "creator");
            if old != new && !filled && !named.contains(&(line, Some(position as u64))) {
                return Err(format!("line {line} item {position}: {old} became {new}, unnamed"));
            }
        }
    }
    match written.next() {
        Some(more) => Err(format!("{} came from nowhere", more.raw())),
        None => Ok(()),
    }
}

/// One way of a conversion.
fn hop(from: &Records, target: Target) -> Result<Records, String> {
    let converted = convert(from, target).map_err(|error| error.to_string())?;
    let errors = converted.findings.iter().any(|f| f.severity == Severity::Error);
    if errors && converted.bytes.is_empty() {
        return Err(format!("{:?}", converted.findings));
    }
    let to = read(&converted.bytes, &ReadOptions::STANDARD).map_err(|error| error.to_string())?;
    accounted(from, &to, &converted.findings).map(|()| to)
}

/// The items of two prescriptions that differ, by the words with which an export names them.
fn differences(a: &Prescription, b: &Prescription) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut differ = |word: &str, differs: bool| {
        if differs {
            words.push(word.to_owned());
        }
    };
    let (ours, theirs) = (&a.institution, &b.institution);
    differ("医療機関 FAX", ours.fax != theirs.fax);
    differ("医療機関 その他", ours.other_contact != theirs.other_contact);
    let code = |i: &shohosen_rx::prescription::IssuingInstitution| {
        (i.name.clone(), i.code.clone(), i.prefecture.clone(), i.score_table.clone())
    };
    differ("never: institution", code(ours) != code(theirs));
    differ(
        "never: contact",
        (&ours.postal_code, &ours.address, &ours.phone)
            != (&theirs.postal_code, &theirs.address, &theirs.phone),
    );
    differ("診療科", a.department != b.department);
    differ("never: prescriber", a.prescriber != b.prescriber);
    differ("never: dates", (a.issued_on, a.valid_until) != (b.issued_on, b.valid_until));
    differ("never: number", (&a.number, a.refill_total) != (&b.number, b.refill_total));
    differ("保険・公費", a.insurance != b.insurance);
    differ("残薬確認欄", a.leftover_check != b.leftover_check);
    differ("備考", a.notes != b.notes);
    differ("提供診療情報", a.clinical_information != b.clinical_information);
    differ("never: RPs", a.rps.len() != b.rps.len());
    for (number, (a, b)) in a.rps.iter().zip(&b.rps).enumerate() {
        let rp = format!("RP{}", number + 1);
        differ("never: form", a.form != b.form);
        differ("never: usage", (&a.usage.code, &a.usage.name) != (&b.usage.code, &b.usage.name));
        let said = a.usage.times_per_day;
        differ("never: times", said.is_some() && said != b.usage.times_per_day);
        differ("調剤数量", a.quantity != b.quantity);
        let kinds = |rp: &Rp| rp.supplements.iter().map(|s| s.kind.clone()).collect::<Vec<_>>();
        differ(
            &format!("{rp} 用法補足区分"),
            kinds(a) != kinds(b) && a.supplements.len() == b.supplements.len(),
        );
        let texts = |rp: &Rp| {
            let by_hand = rp.supplements.iter();
            by_hand
                .map(|s| (s.text.clone(), s.usage_code.clone(), s.site_code.clone()))
                .collect::<Vec<_>>()
        };
        let (ours, theirs) = (texts(a), texts(b));
        differ("never: supplements", ours.iter().any(|said| !theirs.contains(said)));
        differ("never: drugs", a.drugs.len() != b.drugs.len());
        for (line, (x, y)) in a.drugs.iter().zip(&b.drugs).enumerate() {
            let place = format!("{rp}-{}", line + 1);
            differ("never: drug", (&x.code, &x.name, &x.unit) != (&y.code, &y.name, &y.unit));
            differ(&format!("{place} 調剤数量"), x.amount != y.amount);
            differ("never: potency", x.potency != y.potency);
            differ(&format!("{place} 情報区分"), x.kind != y.kind);
            differ(&format!("{place} 単位変換"), x.unit_factor != y.unit_factor);
            let doses = |drug: &PrescriptionDrug| {
                drug.uneven_doses.iter().map(|dose| dose.amount).collect::<Vec<_>>()
            };
            differ(&format!("{place} 不均等"), doses(x) != doses(y));
            let (ours, theirs) = (x.single_dose.as_ref(), y.single_dose.as_ref());
            let dose = |single: Option<&SingleDose>| single.map(|single| single.dose.clone());
            let noted = b.supplements.iter().any(|s| s.kind.as_deref() == Some("7"));
            differ(
                &format!("{place} 1回服用量"),
                ours.is_some() && dose(ours) != dose(theirs) && !noted,
            );
            let kinds = |drug: &PrescriptionDrug| {
                drug.supplements.iter().filter_map(|s| s.kind.clone()).filter(|k| k != "3").count()
            };
            differ(&format!("{place} 薬品補足区分"), kinds(x) != kinds(y));
        }
    }
    words
}

fn unnamed(words: Vec<String>, findings: &[Finding]) -> Vec<String> {
    let location = |finding: &Finding| match finding.evidence.get("location_in") {
        Some(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    };
    let told: Vec<String> = findings.iter().filter_map(location).collect();
    words.into_iter().filter(|word| !told.iter().any(|told| told.contains(word.as_str()))).collect()
}

/// The same of a dispensing.
fn dispensing_differences(a: &Block, b: &Block) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut differ = |word: &str, differs: bool| {
        if differs {
            words.push(word.to_owned());
        }
    };
    differ(
        "never: block",
        (a.date, &a.institution, &a.prescription_id)
            != (b.date, &b.institution, &b.prescription_id),
    );
    differ("保険", a.insurance != b.insurance);
    differ("never: pharmacist", a.pharmacist != b.pharmacist);
    differ(
        "never: prescribing institution",
        a.prescribing_institution != b.prescribing_institution,
    );
    differ("服用注意", a.cautions != b.cautions);
    differ("残薬確認", a.leftovers != b.leftovers);
    differ("備考", a.remarks != b.remarks);
    differ("提供情報", a.information != b.information);
    differ("疑義照会結果", a.inquiries != b.inquiries);
    differ("リフィル", a.refill != b.refill);
    differ("never: RPs", a.rps.len() != b.rps.len());
    for (number, (a, b)) in a.rps.iter().zip(&b.rps).enumerate() {
        let rp = format!("RP{}", number + 1);
        differ("never: doctor", a.doctor != b.doctor);
        differ("never: form", a.form != b.form);
        differ("never: usage", (&a.usage.code, &a.usage.name) != (&b.usage.code, &b.usage.name));
        differ(&format!("{rp} 調剤数量"), a.quantity != b.quantity);
        // Without a quantity the unit says nothing.
        let counted = b.quantity.is_some();
        differ(&format!("{rp} 調剤単位"), counted && a.quantity_unit != b.quantity_unit);
        differ(
            "never: supplements",
            a.supplements.iter().any(|text| !b.supplements.contains(text)),
        );
        differ("処方服用注意", a.cautions != b.cautions);
        differ("never: drugs", a.drugs.len() != b.drugs.len());
        for (line, (x, y)) in a.drugs.iter().zip(&b.drugs).enumerate() {
            let place = format!("{rp}-{}", line + 1);
            differ("never: drug", (&x.code, &x.name, &x.unit) != (&y.code, &y.name, &y.unit));
            differ(&format!("{rp} 調剤数量"), x.amount != y.amount);
            differ(&format!("{place} 薬品服用注意"), x.cautions != y.cautions);
            let said = x.supplements.iter().chain(&x.cautions).chain(&a.cautions);
            differ("never: texts", said.clone().any(|text| !y.supplements.contains(text)));
        }
    }
    words
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases(300)))]

    #[test]
    fn a_prescription_comes_back_from_sj1_as_it_was(whole in prescription()) {
        let records = written(&whole, Format::Sj1);
        prop_assert!(records.is_some());
        prop_assert_eq!(Prescription::from_records(&records.unwrap()).unwrap(), whole);
    }

    #[test]
    fn between_sj1_and_jahis_every_difference_is_named(whole in prescription()) {
        let Some(sj1) = written(&whole, Format::Sj1) else { return Ok(()) };
        let jahis = hop(&sj1, Target::Jahis);
        prop_assert!(jahis.is_ok(), "{:?}", jahis.err());
        let back = hop(&jahis.unwrap(), Target::Sj1);
        prop_assert!(back.is_ok(), "{:?}", back.err());
    }

    #[test]
    fn through_fhir_every_difference_of_a_prescription_is_named(whole in prescription()) {
        let Some(sj1) = written(&whole, Format::Sj1) else { return Ok(()) };
        let converted = convert(&sj1, Target::Fhir).unwrap();
        let imported = import(&converted.bytes).unwrap();
        prop_assert_eq!(imported.len(), 1);
        let back = imported[0].prescription.as_ref().unwrap();
        let findings = [&converted.findings[..], &imported[0].findings[..]].concat();
        let unnamed = unnamed(differences(&whole, back), &findings);
        prop_assert!(unnamed.is_empty(), "{:?}\n{:#?}\n{:#?}", unnamed, whole, back);
    }

    #[test]
    fn a_dispensing_comes_back_from_cj1_as_it_was(whole in dispensed()) {
        let records = dispensing_written(&whole, Format::Cj1);
        prop_assert!(records.is_some());
        prop_assert_eq!(Dispensing::from_records(&records.unwrap()).unwrap(), whole);
    }

    #[test]
    fn from_cj1_to_a_notebook_every_difference_is_named(whole in dispensed()) {
        let Some(cj1) = dispensing_written(&whole, Format::Cj1) else { return Ok(()) };
        let notebook = hop(&cj1, Target::JahisTc);
        prop_assert!(notebook.is_ok(), "{:?}", notebook.err());
    }

    #[test]
    fn through_fhir_every_difference_of_a_dispensing_is_named(whole in dispensed()) {
        let Some(cj1) = dispensing_written(&whole, Format::Cj1) else { return Ok(()) };
        let converted = convert(&cj1, Target::Fhir).unwrap();
        let imported = import(&converted.bytes).unwrap();
        prop_assert_eq!(imported.len(), 1);
        let back = imported[0].dispensing.as_ref().unwrap();
        prop_assert_eq!(back.blocks.len(), 1);
        let findings = [&converted.findings[..], &imported[0].findings[..]].concat();
        let words = dispensing_differences(&whole.blocks[0], &back.blocks[0]);
        let unnamed = unnamed(words, &findings);
        prop_assert!(unnamed.is_empty(), "{:?}\n{:#?}\n{:#?}", unnamed, whole, back);
    }
}
