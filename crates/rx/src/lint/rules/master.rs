//! Code against name and unit, when the caller gives a drug master (records spec §1.1).

use crate::DrugLookup;
use crate::Format;
use crate::layout::TypedRecord;
use crate::lint::collector::{Located, quoted, shown};
use crate::lint::{Collector, Groups};
use crate::model::UnitConversion;
use shohosen_report::codes::records as codes;

pub(super) fn check(
    prescription: &Groups<'_>,
    master: Option<&dyn DrugLookup>,
    out: &mut Collector,
) {
    let Some(master) = master else { return };
    for group in &prescription.drugs {
        let Some(drug) = prescription.drug(group) else { continue };
        let (code_type, code) = (drug.code_type().value(), drug.code().value());
        if code.is_empty() || code_type == "1" {
            continue;
        }
        let Some(known) = master.find(code_type, code) else {
            out.push(
                codes::MASTER_UNKNOWN.of(drug.code()).with("actual", quoted(drug.code(), code)),
            );
            continue;
        };
        let name = drug.name().value();
        if !name.is_empty() && name != known.name {
            let finding =
                codes::MASTER_NAME.of(drug.name()).with("code", quoted(drug.code(), code));
            out.push(finding.with("expected", shown(known.name)).with("actual", shown(name)));
        }
        let conversion = prescription.all_in::<UnitConversion<'_>>(&group.range).next();
        let unit = drug.unit().value();
        match conversion {
            None if unit != known.unit => {
                let finding =
                    codes::MASTER_UNIT.of(drug.unit()).with("code", quoted(drug.code(), code));
                out.push(
                    finding
                        .with("expected", shown(known.unit))
                        .with("actual", quoted(drug.unit(), unit)),
                );
            }
            // SJ1 carries the record in any case.
            Some(conversion)
                if unit == known.unit && prescription.records.format() != Format::Sj1 =>
            {
                out.push(codes::MASTER_CONVERSION_SUPERFLUOUS.on(conversion.record()));
            }
            _ => {}
        }
    }
}
