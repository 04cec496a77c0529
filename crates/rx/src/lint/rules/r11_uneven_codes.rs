//! R11: the code of an uneven dose is `V`, its position, the dose in four characters and `NNN`; all or none.

use crate::lint::collector::{Located, quoted};
use crate::lint::{Collector, Groups};
use crate::model::UnevenDoses;
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    for group in &prescription.drugs {
        let Some(uneven) = prescription.all_in::<UnevenDoses<'_>>(&group.range).next() else {
            continue;
        };
        let pairs = [
            (uneven.dose_1(), uneven.code_1()),
            (uneven.dose_2(), uneven.code_2()),
            (uneven.dose_3(), uneven.code_3()),
            (uneven.dose_4(), uneven.code_4()),
            (uneven.dose_5(), uneven.code_5()),
        ];
        if pairs.iter().all(|(_, code)| code.is_blank()) {
            continue;
        }
        for (index, (dose, code)) in pairs.into_iter().enumerate() {
            let expected = if dose.is_blank() {
                String::new()
            } else {
                // The dose takes up to four characters, N fills the rest of eight.
                format!("{:N<8}", format!("V{}{}", index + 1, dose.value()))
            };
            if code.value() != expected {
                let finding =
                    codes::UNEVEN_CODE.of(code).with("actual", quoted(code, code.value()));
                out.push(finding.with("expected", quoted(code, &expected)));
            }
        }
    }
}
