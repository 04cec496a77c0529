//! SJ1 and older JAHIS to JAHIS10 (records spec §1.1).

use super::value::{Conversion, Values};
use crate::{Format, ReadError, Records};
use shohosen_report::Finding;
use shohosen_terms::DUMMY_USAGE_CODE;

/// The version that is written.
const VERSION: Format = Format::Jahis(10);

pub(super) fn convert(records: &Records) -> (Result<Records, ReadError>, Vec<Finding>) {
    let mut out = Conversion::new(VERSION);
    for record in records.iter() {
        // 301 and 302 are not known to JAHIS: `values` names them.
        let Some(mut values) = out.values(record) else { continue };
        match record.number() {
            13 | 51 | 52 => {
                if let Some(date) = record.field(1).date() {
                    values.set(1, date.compact());
                }
            }
            111 => usage(&mut values),
            _ => {}
        }
        out.push(values);
    }
    out.finish()
}

/// JAHIS has no type 3: a code of the master is a JAMI code, the dummy code is none.
fn usage(values: &mut Values<'_>) {
    if values.get(2) != "3" {
        return;
    }
    if values.get(3) == DUMMY_USAGE_CODE {
        values.set(2, "1");
        values.set(3, "");
    } else {
        values.set(2, "2");
    }
}
