//! What became of the records of a document: the list by record number.

use super::intolerance;
use shohosen_medication::{AllergyKind, AllergyRecord};
use shohosen_report::{Account, NoBearing, Unread, UnreadReason};
use shohosen_rx::{Family, Record, Records};

/// What a kind of record is to the check.
enum Part {
    /// Goes into events, or says whose they are.
    Used,
    /// Bears on nothing that is checked.
    Of(NoBearing),
    /// 患者特記: an allergy or side effect, by its kind. Whoever compares it accounts for it.
    Remark,
    /// Words that are of an intolerance if they say so.
    Words,
}

/// The list: every record that a format has stands in it, which a test holds it to. A number that
/// is not in it is not read.
const fn part(family: Family, number: u16) -> Option<Part> {
    Some(match (family, number) {
        (Family::Prescription, 1 | 11 | 12 | 13 | 51 | 52 | 61 | 63 | 64 | 81 | 82) => Part::Used,
        (Family::Prescription, 101 | 102 | 111 | 181 | 201 | 211 | 281) => Part::Used,
        (Family::Prescription, 2..=5 | 14 | 21..=25 | 27..=31 | 231) => {
            Part::Of(NoBearing::Administration)
        }
        (Family::Prescription, 62 | 301 | 302) => Part::Of(NoBearing::Explanation),
        (Family::Prescription, 221 | 241) => Part::Of(NoBearing::Dosage),
        (Family::Dispensing, 1 | 3 | 5 | 7 | 11 | 51 | 201 | 301) => Part::Used,
        (Family::Dispensing, 2) => Part::Remark,
        (Family::Dispensing, 6 | 15 | 55 | 701) => Part::Of(NoBearing::Administration),
        // What is in an OTC drug is not compared: the drug is outside the official scope.
        (Family::Dispensing, 31) => Part::Of(NoBearing::Explanation),
        (Family::Dispensing, 4 | 411 | 501 | 601) => Part::Words,
        (Family::Dispensing, 281 | 291 | 311 | 391 | 401 | 421 | 511 | 521) => {
            Part::Of(NoBearing::Explanation)
        }
        (Family::Dispensing, 911) => Part::Of(NoBearing::Form),
        _ => return None,
    })
}

/// The account of records that were read, before anything is said of how they go together.
pub(super) fn of(records: &Records) -> Account {
    // The header is a part of its own.
    let mut account = Account::of(records.len() + 1);
    account.used();
    for record in records.iter() {
        settle(&mut account, records.format().family(), record);
    }
    account
}

fn settle(account: &mut Account, family: Family, record: Record<'_>) {
    match record.layout().and_then(|_| part(family, record.number())) {
        Some(Part::Used) => account.used(),
        Some(Part::Of(why)) => account.no_bearing(why),
        Some(Part::Remark) => match told(record) {
            Some(_) => account.used(),
            None if (1..=record.len()).all(|item| record.field(item).is_blank()) => {
                account.no_bearing(NoBearing::Form);
            }
            // That there is an allergy, and not to what.
            None if record.field(2).is_blank() => {
                account.unread(Unread::new(place(record), UnreadReason::Incomplete));
            }
            // 既往 is compared with nothing here.
            None => account.no_bearing(NoBearing::OtherSubject),
        },
        Some(Part::Words) => match told(record) {
            Some(_) => account.used(),
            None => account.no_bearing(NoBearing::Explanation),
        },
        None => account.unread(Unread::new(place(record), UnreadReason::UnknownPart)),
    }
}

/// 患者特記 of allergies, side effects and other things, and what else says the like, in their own words.
pub(super) fn remarks(records: &Records) -> Vec<AllergyRecord> {
    let told = records.iter().filter_map(|record| {
        let (kind, text) = told(record)?;
        let text = text.trim().to_owned();
        Some(AllergyRecord { place: place(record), kind, text, ..AllergyRecord::default() })
    });
    match records.format().family() {
        Family::Dispensing => told.collect(),
        Family::Prescription => Vec::new(),
    }
}

/// What a record of a dispensing says of an intolerance.
fn told(record: Record<'_>) -> Option<(AllergyKind, &str)> {
    record.layout()?;
    let words =
        |item: usize| Some(record.field(item).value()).filter(|text| !text.trim().is_empty());
    let of_intolerance = |item: usize| words(item).filter(|text| intolerance::is_named(text));
    match record.number() {
        2 => match record.field(1).value() {
            "1" => Some((AllergyKind::Allergy, words(2)?)),
            "2" => Some((AllergyKind::SideEffect, words(2)?)),
            // 既往: a disease, unless it says otherwise.
            "3" => Some((AllergyKind::Other, of_intolerance(2)?)),
            _ => Some((AllergyKind::Other, words(2)?)),
        },
        // 入院中に副作用が発現した薬剤に関する情報.
        411 if record.field(2).value() == "30" => Some((AllergyKind::SideEffect, words(1)?)),
        4 | 411 | 501 | 601 => Some((AllergyKind::Other, of_intolerance(1)?)),
        _ => None,
    }
}

/// Where a record stands.
pub(super) fn place(record: Record<'_>) -> String {
    format!("line {} ({} {})", record.line(), record.number(), record.name_ja())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_rx::{Format, RecordLayout};

    #[test]
    fn the_list_has_every_record_of_every_format_and_no_other() {
        for format in [Format::Sj1, Format::Cj1, Format::Jahis(11), Format::JahisTc(8)] {
            for number in 1..1000 {
                let exists = RecordLayout::find(format, number).is_some();
                let listed = part(format.family(), number).is_some();
                assert!(!exists || listed, "{} {number}: what is it to the check?", format.name());
            }
        }
        // Nothing stands in it that no format has.
        let formats = [Format::Sj1, Format::Cj1, Format::Jahis(11), Format::JahisTc(8)];
        for (family, number) in [Family::Prescription, Family::Dispensing]
            .into_iter()
            .flat_map(|family| (1..1000).map(move |number| (family, number)))
        {
            let of_family = formats.iter().filter(|format| format.family() == family);
            let exists =
                of_family.into_iter().any(|format| RecordLayout::find(*format, number).is_some());
            assert_eq!(part(family, number).is_some(), exists, "{family:?} {number}");
        }
    }
}
