//! 用法コード by the national usage master: whether they exist, are in force on the day of the
//! prescription, and go with the dosage form and the text.

use super::context::{Context, Item, Result};
use crate::tables::UsageMaster;
use crate::{DosageCategory, NotChecked, NotCheckedReason, UsageSystem};
use shohosen_report::{Code, Finding, Phrase, codes::clinical as codes};
use shohosen_terms::{
    DUMMY_USAGE_CODE, DosageForm, UsageLookup, UsageProblem, UsageStanding, is_quotable_code,
    usage_problems,
};

/// `None` where the prescription states no usage at all. The drugs of an RP share theirs: it is looked
/// at once.
pub(super) fn check(context: &Context<'_>, master: &UsageMaster) -> Option<Result> {
    let mut result = Result { tables: vec![master.to_string()], ..Result::default() };
    let stated = |item: &&Item<'_>| !item.given.usage.is_empty();
    let mut seen: Vec<&Item<'_>> = Vec::new();
    for item in context.items.iter().filter(stated) {
        let same = |known: &&Item<'_>| {
            let (known, own) = (known.given, item.given);
            known.rp == own.rp && known.usage == own.usage && known.category == own.category
        };
        if !seen.iter().any(same) {
            seen.push(item);
            one(context, master, item, &mut result);
        }
    }
    (!seen.is_empty()).then_some(result)
}

fn one(context: &Context<'_>, master: &UsageMaster, item: &Item<'_>, result: &mut Result) {
    let usage = &item.given.usage;
    let open = |reason| {
        let code = shown(&usage.code);
        NotChecked { item: item.place.clone(), code, reason }
    };
    if usage.code.is_empty() {
        return result.open.push(open(NotCheckedReason::MissingCode));
    }
    let day = context.input.prescription.issued_on.unwrap_or(context.input.day);
    let finding = |code: Code| {
        item.finding(code)
            .with("actual", shown(&usage.code))
            .with("source", UsageMaster::SOURCE)
            .with("edition", master.edition())
            .with("reference_day", day.to_string())
    };
    if usage.code == DUMMY_USAGE_CODE {
        return result.findings.push(finding(codes::USAGE_FREE_TEXT));
    }
    let standing = master.usage(&usage.code, day);
    let in_force = matches!(standing, UsageStanding::InForce(_));
    // Of the codes of JAMI the national master has a part.
    let unknown = usage.system == UsageSystem::Jami && !in_force;
    if unknown || matches!(standing, UsageStanding::OfOldMaster { .. }) {
        return result.open.push(open(NotCheckedReason::UnknownCode));
    }
    let form = form(item.given.category);
    let problems = usage_problems(master, &usage.code, day, form, &usage.name);
    if let (UsageStanding::InForce(listed), true) = (&standing, problems.is_empty()) {
        let listed = finding(codes::USAGE_LISTED).with("expected", listed.name.to_owned());
        return result.findings.push(listed);
    }
    let found = problems.into_iter().map(|problem| told(problem, item, &finding));
    result.findings.extend(found);
}

fn told(problem: UsageProblem, item: &Item<'_>, finding: &dyn Fn(Code) -> Finding) -> Finding {
    // The name of the master in brackets, where there is one.
    let named = |name: String| if name.is_empty() { name } else { format!("「{name}」") };
    match problem {
        UsageProblem::Unknown => finding(codes::USAGE_NOT_LISTED),
        UsageProblem::NotInNewest { name } => {
            finding(codes::USAGE_NOT_IN_NEWEST).with("expected", named(name))
        }
        UsageProblem::NotYet { name, first } => finding(codes::USAGE_NOT_YET)
            .with("expected", named(name))
            .with("from", first.to_string()),
        UsageProblem::Ended { name, last, successor } => {
            let successor = match successor.is_empty() {
                true => successor,
                false => format!(" → {successor}"),
            };
            finding(codes::USAGE_ENDED)
                .with("expected", named(name))
                .with("not_after", last.to_string())
                .with("replacement", successor)
        }
        UsageProblem::Form { name, of_code } => {
            let form = category(item.given.category);
            let finding = finding(codes::USAGE_OF_OTHER_FORM).with("expected", named(name));
            finding.with("usage", of_code).with("form", form)
        }
        UsageProblem::Text { name } => finding(codes::USAGE_OTHER_TEXT).with("expected", name),
    }
}

/// A code as it can be shown: what is no code may be anything.
fn shown(code: &str) -> String {
    if is_quotable_code(code) { code.to_owned() } else { String::new() }
}

const fn form(category: DosageCategory) -> Option<DosageForm> {
    match category {
        DosageCategory::Oral => Some(DosageForm::Oral),
        DosageCategory::OralDrops => Some(DosageForm::OralDrops),
        DosageCategory::AsNeeded => Some(DosageForm::AsNeeded),
        DosageCategory::External => Some(DosageForm::External),
        DosageCategory::Injection => Some(DosageForm::Injection),
        DosageCategory::Unknown => None,
    }
}

fn category(category: DosageCategory) -> Phrase {
    match category {
        DosageCategory::Oral => Phrase::new("内服", "oral (内服)"),
        DosageCategory::OralDrops => Phrase::new("内服滴剤", "oral drops (内服滴剤)"),
        DosageCategory::AsNeeded => Phrase::new("頓服", "as needed (頓服)"),
        DosageCategory::External => Phrase::new("外用", "external (外用)"),
        DosageCategory::Injection => Phrase::new("注射", "injection (注射)"),
        DosageCategory::Unknown => Phrase::new("不明", "unknown"),
    }
}
