//! CJ1 to JAHISTC08: the dispensing as the patient's notebook has it.

use super::value::Conversion;
use crate::{Format, ReadError, Records};
use shohosen_report::Finding;

/// The version that is written (Ver.2.5 and 2.6).
const VERSION: Format = Format::JahisTc(8);
/// レコード作成者 1: 医療関係者.
const CREATOR: &str = "1";

pub(super) fn convert(records: &Records) -> (Result<Records, ReadError>, Vec<Finding>) {
    let mut out = Conversion::new(VERSION);
    for record in records.iter() {
        // 6, 7, 511 and 521 are not known to the notebook: `values` names them.
        let Some(mut values) = out.values(record) else { continue };
        let items = record.layout().map_or(&[][..], |layout| layout.fields);
        let creator = items.iter().position(|item| item.id == "creator");
        if let Some(index) = creator {
            values.default(index + 1, CREATOR);
        }
        out.push(values);
    }
    out.finish()
}
