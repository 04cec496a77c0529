//! A prescription form as records (SJ1).

mod copay;
mod drugs;
mod institution;
mod instructions;
mod insurance;
mod options;
mod patient;
mod row;

pub use options::{RecordsOptions, Usage};

use crate::answer::{Answer, Item, PRESCRIPTION, Reader, Source, Wanted};
use crate::error::OrcaError;
use drugs::Drugs;
use row::row;
use shohosen::Severity;
use shohosen::records::{LintOptions, ReadOptions, lint, read};

/// Finds the 一般名コード of a 薬価基準コード.
pub type GenericCodes<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// The records (SJ1) of a prescription form, checked: what comes out has no error.
///
/// `generic` finds the codes of generic names, in a master of drugs for example.
///
/// Refused, since they belong on paper or are not carried: split prescriptions (分割指示, in which
/// ORCA does not say whether `Count` is the part or the whole), 労災 and 自賠責, a fourth public
/// payer, and items of an RP that are no drug, usage or comment by their code. Never written, because
/// the form has nothing of it: 特殊公費 (30), レセプト種別 (31), 単位変換 (211), 不均等 (221) and
/// 1 回服用量 (241); what ORCA has of the latter stands in comments, which become 用法補足 (181).
///
/// # Errors
/// Everything that is missing or cannot be used, at once, with where to get it and the argument that
/// takes it instead; an answer of another form, or with several, each of which is a prescription of
/// its own; what the check of the records finds.
pub fn prescription_records(
    answer: &Answer,
    options: &RecordsOptions,
    generic: Option<&GenericCodes<'_>>,
) -> Result<Vec<u8>, OrcaError> {
    let form = Item::root(answer.form_of(PRESCRIPTION)?);
    let mut reader = Reader::with(&options.overrides);
    let mut rows = institution::institution(&mut reader, &form, options).to_vec();
    rows.extend(institution::doctor(&mut reader, &form, options));
    let (patient, birth) = patient::patient(&mut reader, &form, options);
    rows.extend(patient);

    let wanted =
        Wanted::or("交付年月日 (IssuedDate)", Source::Option, "issued_on", &options.issued_on);
    let issued = reader.need_day(&form, "IssuedDate", &wanted);
    let insurance = insurance::insurance(&mut reader, &form, options, &birth, &issued);
    rows.extend(insurance.rows);
    rows.push(row(51, [&issued]));
    let until = options.valid_until.trim();
    if !until.is_empty() {
        rows.push(row(52, [&reader.day(until, "使用期限 (valid_until)")]));
    }
    if reader.text(&form, "IncludingNarcotic_Flg") == "1" {
        rows.push(patient::narcotic(&mut reader, &form, options));
    }
    rows.extend(instructions::instructions(&mut reader, &form, options));

    let burden = drugs::burden(&mut reader, options, insurance.payers);
    rows.extend(Drugs { options, generic, burden }.all(&mut reader, &form));
    reader.done()?;
    checked(row::file(&rows))
}

/// The file, if it has no error.
fn checked(octets: Vec<u8>) -> Result<Vec<u8>, OrcaError> {
    let records =
        read(&octets, &ReadOptions::STANDARD).map_err(|error| OrcaError::new(error.finding()))?;
    let strict = LintOptions { strict: true, ..LintOptions::default() };
    let findings = lint(&records, &strict).into_iter();
    let errors: Vec<_> = findings.filter(|f| f.severity == Severity::Error).collect();
    if errors.is_empty() { Ok(octets) } else { Err(OrcaError::of(errors)) }
}
