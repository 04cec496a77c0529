//! Usage codes: SJ1 takes type 3 only; JAHIS type 2 needs a code; what a code asks to be added (records spec §1.2).

use crate::Format;
use crate::layout::TypedRecord;
use crate::lint::RpGroup;
use crate::lint::collector::{Located, shown};
use crate::lint::{Collector, Groups};
use crate::model::{Usage, UsageSupplement};
use shohosen_report::codes::records as codes;

/// The code that says that the usage is told by its name only.
pub(crate) const DUMMY: &str = "0X0XXXXXXXXX0000";

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let service = prescription.records.format() == Format::Sj1;
    for group in &prescription.rps {
        let Some(usage) = prescription.usage(group) else { continue };
        let (code_type, code) = (usage.code_type().value(), usage.code().value());
        if service && !matches!(code_type, "" | "3") {
            let finding = codes::USAGE_CODE_TYPE.of(usage.code_type());
            out.push(finding.with("actual", shown(code_type)));
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

/// A code of the usage master of electronic prescriptions.
fn master_code(prescription: &Groups<'_>, group: &RpGroup, usage: &Usage<'_>, out: &mut Collector) {
    let code = usage.code().value();
    if code.len() != 16 {
        let finding = codes::FIELD_LENGTH.of(usage.code()).with("actual", shown(code));
        return out.push(finding.with("expected", 16));
    }
    if code == DUMMY {
        return out.push(codes::USAGE_DUMMY_CODE.of(usage.code()));
    }
    let replacement = match code {
        "1011000900000000" => Some(" → 1011000600000000"),
        "1031000000000000" => Some(" → 1031A…"),
        _ if code.starts_with("XX") => Some(""),
        _ => None,
    };
    if let Some(replacement) = replacement {
        let finding = codes::USAGE_CODE_REMOVED.of(usage.code()).with("actual", code.to_owned());
        out.push(finding.with("replacement", replacement));
    }
    // 適用ガイド and 拡張 codes have a variable part that a supplement fills in.
    let variable = code.contains('X') || usage.name().value().contains('〇');
    let has_supplement = prescription
        .all_in::<UsageSupplement<'_>>(&group.range)
        .any(|supplement| supplement.kind().value() == "5");
    if variable && !has_supplement {
        let finding = codes::USAGE_SUPPLEMENT_EXPECTED.on(usage.record());
        out.push(finding.with("actual", code.to_owned()).with("expected", 5));
    }
}
