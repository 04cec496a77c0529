//! JAHIS to SJ1 (records spec §1.1).

use super::value::{Conversion, Values};
use crate::{Format, ReadError, Records};
use shohosen_report::Finding;
use shohosen_terms::DUMMY_USAGE_CODE;

pub(super) fn convert(records: &Records) -> (Result<Records, ReadError>, Vec<Finding>) {
    let mut out = Conversion::new(Format::Sj1);
    let mut material = false;
    for record in records.iter() {
        let Some(mut values) = out.values(record) else { continue };
        match record.number() {
            // A blank score table means 医科 in JAHIS; SJ1 says it.
            1 => values.default(1, "1"),
            4 => department(&mut values),
            5 => full_width_separator(&mut values, 3),
            11 => full_width_separator(&mut values, 2),
            13 | 51 | 52 => date(&mut out, &mut values),
            101 => material = values.get(2) == "6",
            111 => usage(&mut values),
            201 => {
                values.default(3, if material { "2" } else { "1" });
                // 1 コードなし, 3 厚生省, 6 HOT: only a master knows the code that SJ1 takes.
                if !matches!(values.get(4), "2" | "4" | "7") {
                    out.not_convertible(record.field(4));
                }
            }
            _ => {}
        }
        out.push(values);
    }
    out.finish()
}

fn department(values: &mut Values<'_>) {
    values.default(1, "1");
    if values.get(1) == "2" && values.get(2).len() == 1 {
        let padded = format!("0{}", values.get(2));
        values.set(2, padded);
    }
}

/// SJ1 separates kanji names by a full-width blank.
fn full_width_separator(values: &mut Values<'_>, position: usize) {
    let name = values.get(position).replace(' ', "\u{3000}");
    values.set(position, name);
}

/// SJ1 writes whole days of the Christian era.
fn date(out: &mut Conversion, values: &mut Values<'_>) {
    let field = values.record.field(1);
    match field.date().and_then(|date| date.full()) {
        Some(date) => values.set(1, date.compact()),
        None => out.not_convertible(field),
    }
}

/// SJ1 takes codes of the usage master only. JAMI codes are codes of the master; a usage without
/// code is told by its name under the dummy code.
fn usage(values: &mut Values<'_>) {
    let is_code = values.get(3).len() == 16;
    values.set(2, "3");
    if !is_code {
        values.set(3, DUMMY_USAGE_CODE);
    }
}
