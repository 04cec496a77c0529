//! Usage codes: SJ1 takes type 3 only; JAHIS type 2 needs a code; what a code asks to be added (records spec §1.2).

use crate::layout::TypedRecord;
use crate::lint::collector::{Located, quoted, shown};
use crate::lint::{Collector, Groups, LintOptions, RpGroup, UsagesOn, described};
use crate::model::{IssuedOn, Usage, UsageSupplement};
use crate::{Field, Format};
use shohosen_report::{Code, Finding, Severity, codes::records as codes};
use shohosen_terms::{
    DUMMY_USAGE_CODE, Date, DosageForm, UsageCode, UsageLookup, UsageProblem, UsageStanding,
    UsageTiming, last_day_of_removed_usages, usage_problems, usage_successor,
};

pub(super) fn check(prescription: &Groups<'_>, options: &LintOptions<'_>, out: &mut Collector) {
    let service = prescription.records.format() == Format::Sj1;
    for group in &prescription.rps {
        let Some(usage) = prescription.usage(group) else { continue };
        let (code_type, code) = (usage.code_type().value(), usage.code().value());
        if service && !matches!(code_type, "" | "3") {
            let finding = codes::USAGE_CODE_TYPE.of(usage.code_type());
            out.push(finding.with("actual", quoted(usage.code_type(), code_type)));
        }
        if !service && matches!(code_type, "2" | "3") && code.is_empty() {
            let finding = codes::FIELD_REQUIRED_HERE.of(usage.code());
            out.push(finding.with("condition", "用法コード種別 2"));
        }
        if code_type == "3" && !code.is_empty() {
            master_code(prescription, group, &usage, options, out);
        }
    }
}

fn issued_on(prescription: &Groups<'_>) -> Option<Date> {
    prescription.common::<IssuedOn<'_>>()?.issued_on().date()?.full()
}

/// 必要時 (W1) and 適宜 (W2), of 頓用 and as an event.
fn is_when_needed(code: &str) -> bool {
    let timing = UsageCode::parse(code).map(UsageCode::timing);
    let (Ok(UsageTiming::AsNeeded { event, .. }) | Ok(UsageTiming::Event { event, .. })) = timing
    else {
        return false;
    };
    matches!(&event, b"W1" | b"W2")
}

/// A code of the usage master of electronic prescriptions.
fn master_code(
    prescription: &Groups<'_>,
    group: &RpGroup,
    usage: &Usage<'_>,
    options: &LintOptions<'_>,
    out: &mut Collector,
) {
    let code = usage.code().value();
    if code.len() != 16 {
        let finding = codes::FIELD_LENGTH.of(usage.code()).with("actual", described(code));
        return out.push(finding.with("expected", 16));
    }
    // Other characters are named by the layout.
    if !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return;
    }
    if code == DUMMY_USAGE_CODE {
        return out.push(codes::USAGE_DUMMY_CODE.of(usage.code()));
    }
    let issued_on = issued_on(prescription);
    match options.usages {
        Some(UsagesOn { master, day }) => {
            by_master(prescription, group, usage, (master, issued_on.unwrap_or(day)), out);
        }
        None => {
            if let Some(successor) = usage_successor(code) {
                let refused = issued_on.is_some_and(|day| Some(day) > last_day_of_removed_usages());
                let weight = if refused { Severity::Error } else { Severity::Warning };
                out.push(removed(usage, &successor).severity(weight));
            }
        }
    }
    // 適用ガイド and 拡張 codes have a variable part that a supplement fills in; 必要時 and 適宜 do
    // not say when.
    let name = usage.name().value();
    let variable = has_variable_part(code)
        || name.contains('〇')
        || is_when_needed(code)
        || name.contains("必要時")
        || name.contains("適宜");
    let has_supplement = prescription
        .all_in::<UsageSupplement<'_>>(&group.range)
        .any(|supplement| supplement.kind().value() == "5");
    if variable && !has_supplement {
        let finding = codes::USAGE_SUPPLEMENT_EXPECTED.on(usage.record());
        out.push(finding.with("actual", quoted(usage.code(), code)).with("expected", 5));
    }
}

/// Whether letters stand in the code for what a supplement fills in. The same letters are times of the
/// day where the code names those: A to X for 0 to 23 o'clock.
fn has_variable_part(code: &str) -> bool {
    let clock = match code.as_bytes().get(2) {
        // Times of the day alone.
        Some(b'3') => 4,
        // Times of the day beside meals.
        Some(b'1' | b'6') => 9,
        _ => code.len(),
    };
    code.bytes().enumerate().any(|(at, letter)| letter == b'Z' || letter == b'X' && at < clock)
}

/// A code that was removed, and what took its place.
fn removed(usage: &Usage<'_>, successor: &str) -> Finding {
    let replacement = match successor.is_empty() {
        true => String::new(),
        false => format!(" → {successor}"),
    };
    let finding = codes::USAGE_CODE_REMOVED.of(usage.code());
    finding
        .with("actual", quoted(usage.code(), usage.code().value()))
        .with("replacement", replacement)
}

/// The code, the dosage form of its RP and its name by the master of the caller.
fn by_master(
    prescription: &Groups<'_>,
    group: &RpGroup,
    usage: &Usage<'_>,
    (master, day): (&dyn UsageLookup, Date),
    out: &mut Collector,
) {
    let code = usage.code().value();
    let rp = prescription.rp(group).map(|rp| rp.dosage_form());
    let form = rp.and_then(|field| DosageForm::from_code(field.value()));
    let about = |code: Code, field: Field<'_>| {
        let finding = code.of(field).with("actual", quoted(usage.code(), usage.code().value()));
        finding.with("edition", master.edition())
    };
    if let UsageStanding::OfOldMaster { successor } = master.usage(code, day) {
        return out.push(removed(usage, &successor));
    }
    for problem in usage_problems(master, code, day, form, usage.name().value()) {
        out.push(match problem {
            UsageProblem::Unknown => about(codes::USAGE_CODE_UNKNOWN, usage.code()),
            UsageProblem::NotYet { name, first } => {
                let finding = about(codes::USAGE_CODE_NOT_YET, usage.code());
                finding.with("expected", shown(&name)).with("from", first.to_string())
            }
            UsageProblem::Ended { successor, .. } => {
                removed(usage, &successor).severity(Severity::Error)
            }
            UsageProblem::NotInNewest { .. } => removed(usage, ""),
            UsageProblem::Form { name, of_code } => {
                let finding = about(codes::USAGE_FORM_MISMATCH, usage.code());
                let form = rp.map_or_else(String::new, |field| shown(field.value()));
                finding.with("expected", shown(&name)).with("usage", of_code).with("form", form)
            }
            UsageProblem::Text { name } => {
                about(codes::USAGE_TEXT_DIFFERS, usage.name()).with("expected", shown(&name))
            }
        });
    }
}
