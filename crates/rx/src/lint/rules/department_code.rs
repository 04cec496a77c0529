//! The department codes of type 2 (JAHIS: leading zero may be left out).

use crate::Format;
use crate::lint::collector::{Located, quoted};
use crate::lint::{Collector, Groups};
use crate::model::Department;
use crate::values::{Membership, ValueTable};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let Some(department) = prescription.common::<Department<'_>>() else { return };
    let code = department.code();
    if department.code_type().value() != "2" || code.is_blank() {
        return;
    }
    let padded = format!("{:0>2}", code.value());
    if ValueTable::Department.membership(&padded) != Membership::Known {
        out.push(codes::FIELD_VALUE_UNUSUAL.of(code).with("actual", quoted(code, code.value())));
    } else if code.value().len() != 2 && prescription.records.format() == Format::Sj1 {
        let finding = codes::FIELD_LENGTH.of(code).with("actual", quoted(code, code.value()));
        out.push(finding.with("expected", 2));
    }
}
