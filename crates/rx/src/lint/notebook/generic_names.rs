//! The generic code (一般名コード) and its type: type 2 has a code, type 1 has none.

use crate::Records;
use crate::lint::Collector;
use crate::lint::collector::Located;
use crate::model::DispensedDrug;
use shohosen_report::codes::records as codes;

pub(super) fn check(records: &Records, out: &mut Collector) {
    for drug in records.all::<DispensedDrug<'_>>() {
        let code = drug.generic_code();
        let agree = match drug.generic_code_type().value() {
            "2" => !code.is_blank(),
            _ => code.is_blank(),
        };
        if !agree {
            out.push(codes::GENERIC_CODE.of(code));
        }
    }
}
