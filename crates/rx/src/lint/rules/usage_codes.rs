//! Usage codes: SJ1 takes type 3 only; JAHIS type 2 needs a code; what a code asks to be added (records spec §1.2).

use crate::Format;
use crate::layout::TypedRecord;
use crate::lint::RpGroup;
use crate::lint::collector::{Located, quoted};
use crate::lint::described;
use crate::lint::{Collector, Groups};
use crate::model::{IssuedOn, Usage, UsageSupplement};
use shohosen_report::{Severity, codes::records as codes};
use shohosen_terms::{Date, UsageCode, UsageTiming};

/// The code that says that the usage is told by its name only.
pub(crate) const DUMMY: &str = "0X0XXXXXXXXX0000";

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
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
            master_code(prescription, group, &usage, out);
        }
    }
}

/// What took the place of a code that was removed from the master, as the texts show it; `None` of
/// a code that was not. Named in the revision are codes that begin with XX, 朝食中 as 9 (now 6) and
/// a time of day without the hour; the same is inferred of other meals and more times a day.
fn replacement(code: &str) -> Option<String> {
    // The moments around the meals: evening, noon, morning.
    const MEALS: std::ops::Range<usize> = 5..8;
    let nine = |part: &str| part.contains('9');
    if code.starts_with("XX") {
        return Some(String::new());
    }
    match code.get(2..3)? {
        "1" if code.get(MEALS).is_some_and(nine) => {
            let meals = code.get(MEALS)?.replace('9', "6");
            Some(format!(" → {}{meals}{}", code.get(..MEALS.start)?, code.get(MEALS.end..)?))
        }
        "3" if code.get(4..)?.bytes().all(|byte| byte == b'0') => {
            Some(format!(" → {}A…", code.get(..4)?))
        }
        _ => None,
    }
}

/// The day from which the service refuses codes that were removed.
fn removal() -> Option<Date> {
    Date::new(2026, 8, 1)
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
fn master_code(prescription: &Groups<'_>, group: &RpGroup, usage: &Usage<'_>, out: &mut Collector) {
    let code = usage.code().value();
    if code.len() != 16 {
        let finding = codes::FIELD_LENGTH.of(usage.code()).with("actual", described(code));
        return out.push(finding.with("expected", 16));
    }
    // Other characters are named by the layout.
    if !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return;
    }
    if code == DUMMY {
        return out.push(codes::USAGE_DUMMY_CODE.of(usage.code()));
    }
    if let Some(replacement) = replacement(code) {
        let finding =
            codes::USAGE_CODE_REMOVED.of(usage.code()).with("actual", quoted(usage.code(), code));
        let finding = finding.with("replacement", replacement);
        let refused = issued_on(prescription).is_some_and(|day| Some(day) >= removal());
        out.push(if refused { finding.severity(Severity::Error) } else { finding });
    }
    // 適用ガイド and 拡張 codes have a variable part that a supplement fills in; 必要時 and 適宜 do
    // not say when.
    let name = usage.name().value();
    let variable = code.contains('X')
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
