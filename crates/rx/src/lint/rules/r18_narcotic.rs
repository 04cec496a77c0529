//! R18: record 61 has address and telephone (and the licence in SJ1); a narcotic needs it.

use crate::Format;
use crate::layout::TypedRecord;
use crate::lint::collector::Located;
use crate::lint::{Collector, Groups, LintOptions};
use crate::model::{Narcotic, Note};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, options: &LintOptions<'_>, out: &mut Collector) {
    match prescription.common::<Narcotic<'_>>() {
        Some(narcotic) => {
            let licence = Some(narcotic.license_no())
                .filter(|_| prescription.records.format() == Format::Sj1);
            let required =
                [licence, Some(narcotic.patient_address()), Some(narcotic.patient_phone())];
            for field in required.into_iter().flatten().filter(|field| field.is_blank()) {
                out.push(codes::NARCOTIC_INCOMPLETE.of(field));
            }
        }
        None if !prescription.has(Note::LAYOUT.number) => {
            let Some(master) = options.master else { return };
            let drugs = prescription.drugs.iter().filter_map(|group| prescription.drug(group));
            for drug in drugs {
                let known = master.find(drug.code_type().value(), drug.code().value());
                if known.is_some_and(|known| known.narcotic) {
                    out.push(codes::NARCOTIC_MISSING.on(drug.record()));
                }
            }
        }
        None => {}
    }
}
