//! R06: the sequence numbers of 81, 181 and 281 (and 301, 302) start at 1 and go up by 1.

use crate::Record;
use crate::lint::collector::Located;
use crate::lint::{Collector, Groups, LintOptions};
use shohosen_report::Severity;
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, options: &LintOptions<'_>, out: &mut Collector) {
    let (mut notes, mut usages, mut drugs, mut clinical, mut laboratory) = (0, 0, 0, 0, 0);
    for record in prescription.records.iter() {
        match record.number() {
            81 => next(record, 1, &mut notes, options, out),
            101 => usages = 0,
            181 => next(record, 2, &mut usages, options, out),
            201 => drugs = 0,
            281 => next(record, 3, &mut drugs, options, out),
            301 => next(record, 1, &mut clinical, options, out),
            302 => next(record, 1, &mut laboratory, options, out),
            _ => {}
        }
    }
}

fn next(
    record: Record<'_>,
    position: usize,
    previous: &mut u32,
    options: &LintOptions<'_>,
    out: &mut Collector,
) {
    let field = record.field(position);
    let Some(actual) = field.integer() else { return };
    if actual != *previous + 1 {
        let finding = codes::SEQUENCE.of(field).with("actual", actual);
        let finding = finding.with("expected", *previous + 1);
        let strict = options.strict && record.number() == 81;
        out.push(if strict { finding.severity(Severity::Error) } else { finding });
    }
    *previous = actual;
}
