//! Record 911: the file is one part of a set; alone it is no document.

use crate::Records;
use crate::TypedRecord;
use crate::lint::Collector;
use crate::lint::collector::Located;
use crate::model::SplitControl;
use crate::read::{missing_of, missing_parts};
use shohosen_report::codes::records as codes;

pub(super) fn check(records: &Records, out: &mut Collector) {
    let Some(control) = records.first::<SplitControl<'_>>() else { return };
    if let Some(last) = records.iter().next_back()
        && last.number() != SplitControl::LAYOUT.number
    {
        out.push(codes::RECORD_OUT_OF_ORDER.on(last).with("previous", 911));
    }
    let (total, sequence) = (control.total().integer(), control.seq().integer());
    let (Some(total), Some(sequence)) = (total, sequence) else { return };
    if !(1..=total).contains(&sequence) {
        let finding = codes::FIELD_VALUE.of(control.seq()).with("actual", sequence.to_string());
        return out.push(finding.with("expected", format!("1–{total}")));
    }
    let missing = missing_of(total, |part| part == sequence);
    if !missing.is_empty() {
        out.push(missing_parts(&missing, total).at(format!("line {}", control.record().line())));
    }
}
