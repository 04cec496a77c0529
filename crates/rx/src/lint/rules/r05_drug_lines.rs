//! R05: the drugs of an RP are numbered 1, 2, 3 …; 211 to 281 refer to the drug above; one each of 211, 221, 231, 241.

use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for rp in &prescription.rps {
        for (index, group) in prescription.drugs_of(rp).iter().enumerate() {
            let Some(drug) = prescription.drug(group) else { continue };
            let line_no = drug.line_no().integer();
            if let Some(actual) = line_no.filter(|actual| *actual as usize != index + 1) {
                let finding = codes::DRUG_NUMBERING.of(drug.line_no()).with("actual", actual);
                out.push(finding.with("expected", index + 1));
            }
            let mut seen = 0_u8;
            for detail in prescription.in_range(&group.range).skip(1) {
                if detail.layout().is_none() {
                    continue;
                }
                let reference = detail.field(2);
                if let Some(actual) = reference.integer().filter(|actual| Some(*actual) != line_no)
                {
                    let finding = codes::DRUG_REFERENCE.of(reference).with("actual", actual);
                    out.push(finding.with("expected", line_no.unwrap_or(0)));
                }
                let bit = match detail.number() {
                    211 => 1,
                    221 => 2,
                    231 => 4,
                    241 => 8,
                    _ => 0,
                };
                if seen & bit != 0 {
                    out.push(codes::DRUG_REPEATED_DETAIL.on(detail));
                }
                seen |= bit;
            }
        }
    }
}
