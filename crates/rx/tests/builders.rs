//! Builders: what was read is written again the same, and nothing invalid can be built.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::{CJ1, JAHIS10, JAHISTC08, SJ1, bytes, insert_after, records, with_line};
use proptest::prelude::*;
use shohosen_report::{Finding, Severity};
use shohosen_rx::prescription::{Prescription, Supplement};
use shohosen_rx::{
    BuildError, Date, Decimal, Dispensing, DispensingBuilder, Format, LintOptions,
    PrescriptionBuilder, ReadOptions, Unwritable, WriteOptions, has_errors, lint, read,
};

fn prescription(text: &str) -> Prescription {
    Prescription::from_records(&records(text)).unwrap()
}

fn build(prescription: Prescription, format: Format) -> Result<Vec<u8>, BuildError> {
    let builder = PrescriptionBuilder::from(prescription);
    builder.build(format, WriteOptions::default()).map(|built| built.records.to_bytes())
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| finding.code.id()).collect()
}

/// SJ1 with every record that the model has, in canonical form.
fn full_sj1() -> String {
    let text = with_line(SJ1, "14,1").replace("13,19600606", "13,19500606");
    let text = ["24,030,070", "25,1", "27,12345678,1234567", "28,22345678,", "30,特－１２,"]
        .into_iter()
        .fold(text, |text, line| with_line(&text, &line.replace("030,070", "30,70")));
    let text = ["31,1112", "61,12-345,東京都港区,03-0000-0000", "62,1", "64,3", "81,1,1,一包化"]
        .into_iter()
        .fold(text, |text, line| with_line(&text, line));
    let text = with_line(&text, "82,1,1000000000000001");
    let text = insert_after(&text, "111,1", "181,1,1,8,１日おき,I1100000,");
    let text = insert_after(&text, "211,1", "221,1,1,1.5,0.5,1,,,V11.5NNN,V20.5NNN,V31NNNNN,,");
    let text = insert_after(&text, "221,1", "231,1,1,1,1,0,0");
    let text = insert_after(&text, "231,1", "241,1,1,1,3");
    let text = insert_after(&text, "241,1", "281,1,1,1,3,後発品変更不可,");
    let text = insert_after(&text, "281,1", "281,1,1,2,7,１日おき,I1100000");
    let text = insert_after(&text, "211,2", "231,2,1,0,0,0,1");
    format!("{text}\n301,1,ミニリンメルト,低Na血症の既往\n301,2,,腎機能に注意\n302,1,eGFR 45")
}

#[test]
fn a_prescription_read_from_records_is_built_again_octet_for_octet() {
    for text in [SJ1.to_owned(), full_sj1(), JAHIS10.to_owned()] {
        let read = records(&text);
        let errors = lint(&read, &LintOptions::default());
        assert_eq!(codes(&errors), [""; 0]);
        let built = build(prescription(&text), read.format()).unwrap();
        assert_eq!(String::from_utf8_lossy(&built), String::from_utf8_lossy(&bytes(&text)));
    }
}

#[test]
fn a_split_prescription_writes_its_quantities() {
    let text = with_line(SJ1, "63,3,1").replace("101,1,1,,14", "101,1,1,,42");
    let text = insert_after(&text, "101,1", "102,1,14,42");
    let text = insert_after(&text, "101,2", "102,2,1,1");
    assert_eq!(build(prescription(&text), Format::Sj1).unwrap(), text.as_bytes());
}

#[test]
fn a_dispensing_read_from_records_is_built_again_octet_for_octet() {
    let refill = with_line(CJ1, "521,1,2,20260410");
    let full = insert_after(&refill, "201,1", "281,1,一包化,");
    let full = insert_after(&full, "281,1", "291,1,グレープフルーツを避ける,");
    let full = insert_after(&full, "311,2", "391,2,目に入れない,");
    let full = insert_after(&full, "391,2", "401,眠気に注意,");
    let full = insert_after(&full, "401", "411,粉砕して交付,31,");
    let full = insert_after(&full, "411", "501,備考,");
    let notebook = insert_after(JAHISTC08, "1,山田", "2,1,アレルギー,1");
    let notebook = insert_after(&notebook, "2,1", "3,ﾊﾞﾌｧﾘﾝ,20240221,20240224,1,1,4987107609229");
    let notebook = insert_after(&notebook, "3,", "31,1,イブプロフェン,2,1149001,1");
    for text in [CJ1.to_owned(), full, JAHISTC08.to_owned()] {
        let read = records(&text);
        let dispensing = Dispensing::from_records(&read).unwrap();
        let builder = DispensingBuilder::from(dispensing);
        let built = builder.build(read.format(), WriteOptions::default()).unwrap();
        assert_eq!(
            String::from_utf8_lossy(&built.records.to_bytes()),
            String::from_utf8_lossy(&bytes(&text))
        );
    }
    // The order of 3 and 31 is that of the drugs; the reading agrees with what was built.
    let dispensing = Dispensing::from_records(&records(&notebook)).unwrap();
    assert_eq!(
        dispensing.otc_drugs[0].ingredients,
        [("イブプロフェン".into(), Some("1149001".into()))]
    );
    let builder = DispensingBuilder::from(dispensing.clone());
    let built = builder.build(Format::JahisTc(8), WriteOptions::default()).unwrap();
    assert_eq!(Dispensing::from_records(&built.records).unwrap(), dispensing);
}

#[test]
fn what_a_format_has_no_place_for_is_refused_not_dropped() {
    let error = build(prescription(&full_sj1()), Format::Jahis(10)).unwrap_err();
    assert!(codes(&error.findings).contains(&"records.build.no_place"), "{error}");
    let dispensing = Dispensing::from_records(&records(CJ1)).unwrap();
    let error = DispensingBuilder::from(dispensing)
        .build(Format::JahisTc(8), WriteOptions::default())
        .unwrap_err();
    assert!(codes(&error.findings).contains(&"records.build.no_place"), "{error}");
}

#[test]
fn missing_and_wrong_things_are_refused_with_their_reason() {
    let refused = |change: fn(&mut Prescription)| {
        let mut changed = prescription(SJ1);
        change(&mut changed);
        codes(&build(changed, Format::Sj1).unwrap_err().findings)
    };
    assert_eq!(refused(|p| p.issued_on = None), ["records.record.missing"]);
    assert_eq!(refused(|p| p.patient.sex = None), ["records.record.missing"]);
    assert_eq!(refused(|p| p.rps[0].drugs.clear()), ["records.rp.without_drug"]);
    assert_eq!(refused(|p| p.rps[0].drugs[0].amount = None), ["records.field.required"]);
    assert_eq!(
        refused(|p| p.rps[0].drugs[0].amount = Some(Decimal::default())),
        ["records.number.zero"]
    );
    assert_eq!(refused(|p| p.refill_total = Some(1)), ["records.refill.total"]);
    assert_eq!(
        refused(|p| p.valid_until = Date::new(2026, 3, 9)),
        ["records.date.expiry_before_issue"]
    );
    assert_eq!(refused(|p| p.institution.name.push(' ')), ["records.field.blanks_around"]);
    assert_eq!(
        refused(|p| p.prescriber.name = "改行\n201,1,9".into()),
        ["records.write.character_refused"]
    );
    assert!(build(prescription(SJ1), Format::Cj1).is_err());
    assert!(build(prescription(SJ1), Format::Jahis(12)).is_err());
}

#[test]
fn commas_and_foreign_characters_follow_the_options() {
    let mut changed = prescription(JAHIS10);
    changed.notes = vec![Supplement::new("1", "1,000単位 𠮷田")];
    let build = |commas, foreign_characters| {
        let options = WriteOptions { commas, foreign_characters };
        PrescriptionBuilder::from(changed.clone()).build(Format::Jahis(10), options)
    };
    let built = build(Unwritable::Replace, Unwritable::Replace).unwrap();
    let note = built.records.iter().find(|record| record.number() == 81).unwrap();
    assert_eq!(note.raw(), "81,1,1,1，000単位 ■田");
    let said: Vec<_> = built.findings.iter().map(|finding| finding.code.id()).collect();
    assert_eq!(&said[..2], ["records.write.character_replaced"; 2]);
    let error = build(Unwritable::Refuse, Unwritable::Replace).unwrap_err();
    assert_eq!(codes(&error.findings), ["records.write.character_refused"]);
    let error = build(Unwritable::Replace, Unwritable::Refuse).unwrap_err();
    assert_eq!(codes(&error.findings), ["records.write.character_refused"]);
    // 波ダッシュ is written as CP932 has it: 8160 is U+FF5E there.
    changed.notes = vec![Supplement::new("1", "２〜３回")];
    let builder = PrescriptionBuilder::from(changed);
    let built = builder.build(Format::Jahis(10), WriteOptions::default()).unwrap();
    assert!(built.records.to_bytes().windows(2).any(|pair| pair == [0x81, 0x60]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_goes_in_nothing_invalid_comes_out(
        texts in prop::collection::vec(any::<String>(), 8),
        amount in 0_u32..2_000_000,
        quantity in prop::option::of(0_u32..2000),
        jahis in any::<bool>(),
        replace in any::<bool>(),
    ) {
        let mut changed = prescription(if jahis { JAHIS10 } else { SJ1 });
        changed.institution.name.clone_from(&texts[0]);
        changed.patient.name.clone_from(&texts[1]);
        changed.insurance.number.clone_from(&texts[2]);
        changed.notes = vec![Supplement { kind: None, text: texts[3].clone(), ..Supplement::default() }];
        let rp = &mut changed.rps[0];
        rp.usage.name.clone_from(&texts[4]);
        rp.quantity = quantity;
        rp.drugs[0].name.clone_from(&texts[5]);
        rp.drugs[0].unit.clone_from(&texts[6]);
        rp.drugs[0].amount = Decimal::from_f64(f64::from(amount) / 7.0);
        rp.supplements = vec![Supplement::new("5", texts[7].as_str())];
        let foreign_characters = if replace { Unwritable::Replace } else { Unwritable::Refuse };
        let options = WriteOptions { foreign_characters, ..WriteOptions::default() };
        let format = if jahis { Format::Jahis(10) } else { Format::Sj1 };
        if let Ok(built) = PrescriptionBuilder::from(changed).build(format, options) {
            let written = built.records.to_bytes();
            let again = read(&written, &ReadOptions::STANDARD).unwrap();
            prop_assert!(!has_errors(&lint(&again, &LintOptions::default())));
            prop_assert_eq!(again.to_bytes(), written);
            prop_assert_eq!(again.len(), records(if jahis { JAHIS10 } else { SJ1 }).len() + 2);
        }
    }
}
