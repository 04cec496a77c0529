//! Records that have no place in what is exported: those of other subjects, and those that the
//! format does not know. Each is named.

use super::Export;
use crate::{Family, Record, Records};

/// The records of a prescription that become a part of it.
const PRESCRIPTION: &[u16] = &[
    1, 2, 3, 4, 5, 11, 12, 13, 14, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31, 51, 52, 61, 62, 63, 64,
    81, 82, 101, 102, 111, 181, 201, 211, 221, 231, 241, 281, 301, 302,
];
/// The records of a dispensing that become a part of it; 911 holds parts of a file together.
const DISPENSING: &[u16] = &[
    1, 2, 3, 4, 5, 6, 7, 11, 15, 51, 55, 201, 281, 291, 301, 311, 391, 401, 411, 421, 501, 511,
    521, 911,
];

/// The item that says who wrote a record.
const CREATOR: &str = "レコード作成者";

impl Export {
    pub(super) fn rest(&mut self, records: &Records) {
        let taken = match records.format().family() {
            Family::Prescription => PRESCRIPTION,
            Family::Dispensing => DISPENSING,
        };
        for record in records.iter().filter(|record| !taken.contains(&record.number())) {
            self.lose_record(record);
        }
    }

    /// Item by item where the format has names for them; what an unknown record holds may be of
    /// somebody.
    fn lose_record(&mut self, record: Record<'_>) {
        let name = record.name_ja();
        if record.layout().is_none() {
            self.lose_personal(&format!("{name} {}", record.number()), record.raw());
            return;
        }
        for position in 1..=record.len() {
            let field = record.field(position);
            let place = format!("{name} {}", field.name_ja());
            match field.non_empty() {
                // Who wrote a record goes with no record.
                Some(_) if field.name_ja() == CREATOR => {}
                // The family pharmacist is a person, too.
                Some(value) if field.is_personal() || record.number() == 701 => {
                    self.lose_personal(&place, value)
                }
                Some(value) => self.lose_text(&place, value),
                None => {}
            }
        }
    }
}
