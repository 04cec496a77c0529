//! Age and sex (医薬品適応): whether any row of a drug is for such a patient.

use super::context::{Context, Result};
use super::limits::reason;
use crate::NotCheckedReason;
use crate::tables::{Applies, CheckMaster};
use shohosen_report::codes::clinical as codes;

pub(super) fn check(context: &Context<'_>, table: &CheckMaster) -> Result {
    let mut result = context.result(vec![table.to_string()]);
    let input = &context.input;
    let facts = input.facts;
    for item in &context.items {
        let Some(listed) = item.indications(input, true) else {
            result.open.push(item.open(NotCheckedReason::DrugNotInTable));
            continue;
        };
        let best = |of: &dyn Fn(&crate::tables::IndicationRow) -> Applies| {
            listed.rows().map(of).max().unwrap_or(Applies::No)
        };
        let age = best(&|row| row.person.holds_for_age(context.age));
        let sex = best(&|row| row.person.holds_for_sex(facts.sex));
        let both = best(&|row| row.person.holds(facts.sex, context.age));
        let finding = |code: shohosen_report::Code| {
            let finding = item.finding(code).with("source", CheckMaster::SOURCE);
            finding.with("edition", table.edition()).with("basis", listed.basis.as_str())
        };
        if age == Applies::No {
            let mut bounds: Vec<String> = listed.rows().map(|row| row.person.years()).collect();
            bounds.sort();
            bounds.dedup();
            let finding = finding(codes::PATIENT_AGE).with("at", input.age_day.to_string());
            result.findings.push(finding.with("limit", bounds.join(" / ")));
        }
        if sex == Applies::No {
            result.findings.push(finding(codes::PATIENT_SEX));
        }
        for found in [age, sex] {
            if let Applies::Unknown(missing) = found {
                result.open.push(item.open(reason(missing)));
            }
        }
        match both {
            Applies::Yes => {
                let at = input.age_day.to_string();
                result.findings.push(finding(codes::PATIENT_WITHIN).with("at", at));
            }
            // Each holds by itself, in different rows: none of them is for this patient.
            Applies::No if age == Applies::Yes && sex == Applies::Yes => {
                result.open.push(item.open(NotCheckedReason::NoRowApplies));
            }
            _ => {}
        }
    }
    result
}
