//! Contraindications by disease (傷病名禁忌), and the indications that are registered (医薬品適応).

use super::context::{Context, Result, about};
use super::limits::{DiseaseMatch, reason};
use crate::tables::{ANY_DISEASE, Applies, CheckMaster, DiseaseCode, DiseaseMaster};
use crate::{DiseaseRecord, NotCheckedReason};
use shohosen_report::{Severity, codes::clinical as codes};
use shohosen_terms::digits::seven;

/// Codes of the list that the disease master does not have, or no longer: nothing of them is known.
pub(super) fn codes_of(context: &Context<'_>, master: &DiseaseMaster, result: &mut Result) {
    for disease in context.diseases.iter().flatten() {
        let Some(code) = disease.code else { continue };
        let finding = match master.disease(code, context.input.day) {
            DiseaseCode::Valid(_) => continue,
            DiseaseCode::Unknown => codes::DISEASE_CODE_UNKNOWN.finding(),
            DiseaseCode::Abolished(_, last) => {
                codes::DISEASE_CODE_ABOLISHED.finding().with("not_after", last.to_string())
            }
        };
        let finding = finding.at(disease.place.clone()).with("actual", seven(code));
        result.findings.push(finding.with("edition", master.edition()));
        result.open.push(about(disease, NotCheckedReason::DiseaseCodeInvalid));
    }
    result.tables.push(master.to_string());
}

/// 傷病名禁忌. `Err` where there is no list.
pub(super) fn contraindicated(
    context: &Context<'_>,
    table: &CheckMaster,
) -> std::result::Result<Result, NotCheckedReason> {
    let diseases = context.diseases.as_ref().ok_or(NotCheckedReason::NoDiseaseList)?;
    let mut result = context.result(vec![table.to_string()]);
    let mut checked = 0_usize;
    let input = &context.input;
    for item in &context.items {
        let kin = &input.tables.kin;
        let listed =
            kin.rows(input.master, &table.diseases, &item.given.drug, &item.resolved, true);
        let Some(listed) = listed else {
            result.open.push(item.open(NotCheckedReason::DrugNotInTable));
            continue;
        };
        checked += 1;
        if !listed.rows().any(|row| context.codes.contains(row.disease)) {
            continue;
        }
        for disease in diseases {
            let Some(code) = disease.code else { continue };
            if !listed.rows().any(|row| row.disease == code) {
                continue;
            }
            let mut finding = item
                .finding(codes::DISEASE_CONTRAINDICATED)
                .with("source", CheckMaster::SOURCE)
                .with("edition", table.edition())
                .with("basis", listed.basis.as_str())
                .with("listed", listed.name(input.master))
                .with("disease", named(context, disease))
                .with("suspected", disease.suspected);
            if listed.basis == super::RowBasis::SameIngredient {
                finding = finding.severity(Severity::Warning);
            }
            result.findings.push(finding);
        }
    }
    result.open.extend(context.uncoded());
    if checked > 0 && result.findings.is_empty() {
        result.findings.push(
            codes::DISEASE_NONE
                .finding()
                .with("source", CheckMaster::SOURCE)
                .with("edition", table.edition())
                .with("checked", checked)
                .with("count", diseases.len()),
        );
    }
    Ok(result)
}

/// The name of the master where there is one, else that of the list, with the code.
fn named(context: &Context<'_>, disease: &DiseaseRecord) -> String {
    let master = context.input.tables.diseases();
    let known =
        disease.code.zip(master).map(|(code, master)| master.disease(code, context.input.day));
    match (known, disease.code) {
        (Some(DiseaseCode::Valid(name) | DiseaseCode::Abolished(name, _)), Some(code))
            if !name.is_empty() =>
        {
            format!("{name}（{}）", seven(code))
        }
        _ => disease.shown(),
    }
}

/// 適応. Rows that hold whatever the disease need no list.
pub(super) fn indications(context: &Context<'_>, table: &CheckMaster) -> Result {
    let mut result = context.result(vec![table.to_string()]);
    for item in &context.items {
        let input = &context.input;
        let Some(listed) = item.indications(input, true) else {
            result.open.push(item.open(NotCheckedReason::DrugNotInTable));
            continue;
        };
        let finding = |code: shohosen_report::Code| {
            let finding = item.finding(code).with("source", CheckMaster::SOURCE);
            finding.with("edition", table.edition()).with("basis", listed.basis.as_str())
        };
        let (mut best, mut suspected) = (Applies::No, None);
        let mut without_list = false;
        for row in listed.rows() {
            let person = row.person.holds(input.facts.sex, context.age);
            if person == Applies::No {
                continue;
            }
            match context.has(row.disease) {
                DiseaseMatch::No => {}
                DiseaseMatch::Unknown => without_list = true,
                DiseaseMatch::Yes => match only_suspected(context, row.disease) {
                    Some(disease) if person == Applies::Yes => {
                        suspected.get_or_insert(disease);
                    }
                    _ => best = best.max(person),
                },
            }
        }
        match (best, suspected) {
            (Applies::Yes, _) => result.findings.push(finding(codes::INDICATION_REGISTERED)),
            (Applies::Unknown(missing), _) => result.open.push(item.open(reason(missing))),
            (Applies::No, Some(disease)) => {
                let finding = finding(codes::INDICATION_SUSPECTED);
                result.findings.push(finding.with("disease", named(context, disease)));
            }
            (Applies::No, None) if without_list => {
                // Once for all drugs.
                let (item, code) = (String::from("diseases"), String::new());
                let reason = NotCheckedReason::NoDiseaseList;
                result.open.push(crate::NotChecked { item, code, reason });
            }
            (Applies::No, None) => {
                let uncoded = context.uncoded();
                if uncoded.is_empty() {
                    result.findings.push(finding(codes::INDICATION_NOT_REGISTERED));
                }
                result.open.extend(uncoded);
            }
        }
    }
    result
}

/// The disease of a row, where the patient has it only as a suspected one.
fn only_suspected<'a>(context: &Context<'a>, code: u32) -> Option<&'a DiseaseRecord> {
    if code == ANY_DISEASE {
        return None;
    }
    let own = |disease: &&&DiseaseRecord| disease.code == Some(code);
    let mut all = context.diseases.iter().flatten().filter(own);
    let first = all.clone().next()?;
    all.all(|disease| disease.suspected).then_some(*first)
}
