//! 保険 and 公費: records 14 to 29.

use super::RecordsOptions;
use super::copay::{copay, is_late_elderly};
use super::row::{Row, row};
use crate::answer::{Argument, Item, Reader, Source, Wanted};
use crate::error::invalid;
use shohosen::Phrase;

/// Public payers that the records have room for besides 特殊公費, which the form has not.
const MAX_PAYERS: usize = 3;
/// 法別番号 of 船員保険.
const SEAMEN: &str = "02";

/// Of whom the drugs are paid, and by whom.
pub(super) struct Insurance {
    pub(super) rows: Vec<Row>,
    /// How many public payers there are.
    pub(super) payers: usize,
}

/// Records 14 to 29. Days are YYYYMMDD, empty where there are none.
pub(super) fn insurance(
    reader: &mut Reader<'_>,
    form: &Item<'_>,
    options: &RecordsOptions,
    birth: &str,
    issued: &str,
) -> Insurance {
    let combination = form.object("Insurance_Combination_Information");
    accident(reader, &combination);
    let health = combination.object("HealthInsurance_Information");
    let number = reader.text(&health, "InsuranceProvider_Number");
    let payers = reader.items(&combination, "PublicInsurance_Information", usize::MAX);
    let mut rows = Vec::new();
    if !number.is_empty() {
        let class = copay(reader, &combination, options, &number, birth, issued);
        rows.extend((!class.is_empty()).then(|| row(14, [&class])));
    }
    if number.is_empty() && payers.is_empty() {
        let path = health.path_of("InsuranceProvider_Number");
        let field = "保険者番号 (InsuranceProvider_Number)";
        reader.missing(field, Source::Insurance.or(&Argument::Path(&path)));
    } else {
        rows.extend(insured(reader, &combination, &health, options, &number));
    }
    if number.len() == 8 && number.starts_with(SEAMEN) {
        match options.occupational_reason.as_deref().map(str::trim) {
            None => {
                let argument = Argument::Named("occupational_reason");
                reader.missing("職務上の事由", Source::Seaman.or(&argument));
            }
            Some("") => {}
            Some(reason) => rows.push(row(25, [reason])),
        }
    }
    if payers.len() > MAX_PAYERS {
        let limit = Phrase::new(format!("{MAX_PAYERS} 件まで"), format!("at most {MAX_PAYERS}"));
        reader.push(invalid("公費 (PublicInsurance_Information)", payers.len().into(), limit));
    }
    for (record, payer) in [27, 28, 29].into_iter().zip(&payers) {
        let payer_number = reader.text(payer, "PublicInsurer_Number");
        let recipient = reader.text(payer, "PublicInsuredPerson_Number");
        rows.push(row(record, [&payer_number, &recipient]));
    }
    Insurance { rows, payers: payers.len() }
}

/// 労災 and 自賠責 belong on paper.
fn accident(reader: &mut Reader<'_>, combination: &Item<'_>) {
    let accident = combination.object("Accident_Insurance_Information");
    if !reader.text(&accident, "Accident_Insurance_Class").is_empty() {
        reader.push(invalid(
            "労災・自賠責 (Accident_Insurance_Information)",
            Phrase::new("あり", "present").into(),
            Phrase::new("紙の処方箋にしてください", "issue it on paper"),
        ));
    }
}

/// Records 21 to 24.
fn insured(
    reader: &mut Reader<'_>,
    combination: &Item<'_>,
    health: &Item<'_>,
    options: &RecordsOptions,
    number: &str,
) -> Vec<Row> {
    // Where there are public payers alone, the patient is the recipient: 本人.
    let relation = match number.is_empty() {
        true => "1".to_owned(),
        false => reader.need(
            health,
            "RelationToInsuredPerson",
            &Wanted::or(
                "本人家族区分 (RelationToInsuredPerson)",
                Source::Insurance,
                "relation",
                &options.relation,
            ),
        ),
    };
    let symbol = reader.text(health, "HealthInsuredPerson_Symbol");
    let own = reader.text(health, "HealthInsuredPerson_Number");
    let branch = reader.text(health, "HealthInsuredPerson_Branch_Number");
    let mut rows = vec![
        row(21, [insurance_type(number)]),
        row(22, [number]),
        row(23, [&symbol, &own, &relation, &branch]),
    ];
    let rate = reader.text(combination, "HealthInsuredPerson_Rate");
    if !number.is_empty() && !rate.is_empty() {
        let patient = reader.count(&rate, "負担割合 (HealthInsuredPerson_Rate)", 100);
        rows.push(row(24, [&format!("{patient:03}"), &format!("{:03}", 100 - patient)]));
    }
    rows
}

/// 保険種別 by 法別番号: 39 後期高齢者, 67 and six digits 国保.
fn insurance_type(number: &str) -> &'static str {
    match number {
        _ if is_late_elderly(number) => "7",
        _ if number.len() == 6 || number.starts_with("67") => "2",
        _ => "1",
    }
}
