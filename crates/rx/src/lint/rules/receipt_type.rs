//! The receipt type (records spec §5): plan, number of public payers and class fit together.

use crate::lint::collector::{Located, quoted};
use crate::lint::{Collector, Groups};
use crate::model::ReceiptType;
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let Some(receipt) = prescription.common::<ReceiptType<'_>>() else { return };
    let field = receipt.receipt_type();
    let [table, plan, payers, class] = field.value().as_bytes() else { return };
    let known = match (table, plan) {
        (b'1', b'1') => (b'1'..=b'5').contains(payers),
        (b'1', b'2') => (b'1'..=b'4').contains(payers) && matches!(class, b'1' | b'2'),
        (b'1', b'3') => {
            (b'1'..=b'5').contains(payers) && matches!(class, b'7' | b'8' | b'9' | b'0')
        }
        (b'1', b'4') => matches!(class, b'1'..=b'6'),
        // The tables of dentists and visiting nurses are not published with the others.
        (b'3' | b'6', b'1'..=b'4') => true,
        _ => false,
    };
    let actual = || quoted(field, field.value());
    if !known {
        out.push(codes::RECEIPT_TYPE.of(field).with("actual", actual()));
    } else if *table == b'1' && *plan == b'4' {
        out.push(codes::RECEIPT_TYPE_ABOLISHED.of(field).with("actual", actual()));
    }
    if known && *table == b'1' && class % 2 == 1 {
        out.push(codes::RECEIPT_TYPE_INPATIENT.of(field).with("actual", actual()));
    }
}
