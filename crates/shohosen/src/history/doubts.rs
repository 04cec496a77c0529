//! Which faults of records leave it open what is being taken: the list by finding code.

use super::account::place;
use shohosen_report::{
    Account, Code, Finding, Unread, UnreadReason, Value, codes::records as codes,
};
use shohosen_rx::{Family, Format, Record, Records};

/// What a fault of the records says of what they tell.
#[derive(Clone, Copy)]
enum Doubt {
    /// Something is in doubt, wherever it stands.
    Always(UnreadReason),
    /// Only in the items that say what belongs together.
    Structure,
    /// Only in the numbers that say for how long.
    Number,
    /// Nothing: the check itself sees what is missing, or it bears on nothing.
    Never,
}

use UnreadReason::{Contradictory, Incomplete, NotUnderstood};

/// The list. Whatever `lint` may find in records has its line here, which a test holds it to.
const DOUBTS: &[(Doubt, &[Code])] = &[
    (
        Doubt::Always(Incomplete),
        &[
            codes::BLOCK_MISSING,
            codes::BLOCK_OUTSIDE,
            codes::NOTEBOOK_RP_INCOMPLETE,
            codes::RP_NOT_CONSECUTIVE,
            codes::RP_WITHOUT_DRUG,
            codes::DRUG_NUMBERING,
            codes::SPLIT_QUANTITY_MISSING,
            codes::SPLIT_SET_NO_CONTROL,
        ],
    ),
    (
        Doubt::Always(Contradictory),
        &[
            codes::BLOCK_DATES,
            codes::DATE_EXPIRY_BEFORE_ISSUE,
            codes::BLOCK_RECORD_REPEATED,
            codes::NOTEBOOK_RP_ORDER,
            codes::RECORD_OUT_OF_ORDER,
            codes::RECORD_REPEATED,
            codes::RP_NOT_ASCENDING,
            codes::RP_REFERENCE,
            codes::RP_INTERLEAVED,
            codes::RP_USAGE_COUNT,
            codes::RP_REPEATED_DETAIL,
            codes::DRUG_REFERENCE,
            codes::SPLIT_UNDECLARED,
            codes::SPLIT_INDEX,
            codes::SPLIT_QUANTITY,
            codes::SPLIT_SET_DUPLICATE,
            codes::SPLIT_SET_DIFFERENT,
        ],
    ),
    (
        Doubt::Always(NotUnderstood),
        &[
            codes::RECORD_LAYOUT,
            codes::RECORD_EXTRA,
            codes::FIELD_CONTROL_CHARACTER,
            codes::FIELD_DAMAGED,
            codes::CHARSET_LOOKS_LIKE_UTF8,
            // What lies behind the limit was not looked at.
            codes::FINDINGS_LIMIT,
        ],
    ),
    (
        Doubt::Structure,
        &[
            codes::FIELD_REQUIRED,
            codes::FIELD_CHARACTERS,
            codes::FIELD_TOO_LONG,
            codes::FIELD_LENGTH,
            codes::FIELD_VALUE,
            codes::NUMBER_INVALID,
            codes::NUMBER_ZERO,
        ],
    ),
    // A digit may be missing, where a blank stands or a comma too many.
    (Doubt::Number, &[codes::FIELD_BLANKS_AROUND, codes::RECORD_EXTRA_BLANK]),
    (
        Doubt::Never,
        &[
            // The account itself names records that are not known.
            codes::RECORD_UNKNOWN,
            // Whoever joins the parts says which are missing.
            codes::SPLIT_SET_INCOMPLETE,
            codes::RECORD_NEWER,
            codes::RECORD_MISSING,
            // A short last line is looked at below.
            codes::RECORD_SHORT,
            codes::HEADER_VERSION_UNKNOWN,
            codes::HEADER_SHORT,
            codes::FILE_READ,
            codes::FILE_END_NOT_MARKED,
            codes::FILE_END_MARK_MISSING,
            codes::FILE_BLANK_LINE,
            codes::FILE_LINE_ENDING_FORBIDDEN,
            codes::FILE_LINE_ENDING_UNUSUAL,
            codes::FILE_FINAL_LINE_ENDING,
            codes::FILE_BYTE_ORDER_MARK,
            codes::FILE_CHARSET_BY_OPTION,
            codes::FIELD_REQUIRED_ONE_OF,
            codes::FIELD_REQUIRED_HERE,
            codes::FIELD_MUST_BE_BLANK,
            codes::FIELD_UNUSED,
            codes::FIELD_CHARACTERS_UNUSUAL,
            codes::FIELD_VALUE_UNUSUAL,
            codes::FIELD_QUOTED,
            codes::FIELD_USER_DEFINED_CHARACTER,
            codes::FIELD_NOT_IN_CP932,
            codes::FIELD_REPLACED_CHARACTER,
            codes::FIELD_NAME_SEPARATOR,
            // A record without a day is one that the check names.
            codes::DATE_INVALID,
            codes::DATE_ERA_NOT_ALLOWED,
            codes::DATE_OUTSIDE_ERA,
            codes::DATE_IN_FUTURE,
            codes::DATE_BIRTH_AFTER_ISSUE,
            codes::DATE_PERIOD_REVERSED,
            codes::NUMBER_NOT_CANONICAL,
            codes::NUMBER_FULL_WIDTH,
            // Read as a line end where a record begins behind it; elsewhere it is a control character.
            codes::FILE_LINE_ENDING_BROKEN,
            // Units and forms say what the quantity counts, which each record is judged by.
            codes::UNIT_UNKNOWN,
            codes::UNIT_FORM,
            codes::UNIT_WORDING,
            codes::QUANTITY_UNUSUAL,
            codes::MATERIAL_CODE,
            // A dispensing without drugs is looked at below.
            codes::BLOCK_WITHOUT_DRUG,
            codes::INSURER_NUMBER_LENGTH,
            codes::INSURER_NUMBER_NOT_DIGITS,
            // Who dispensed or prescribed only takes records out of the check.
            codes::BLOCK_RECORD_MISSING,
            codes::PHARMACY_WITHOUT_PRESCRIBER,
            codes::OTC_PARENT,
            codes::GENERIC_CODE,
            codes::CODE_WITH_TYPE_NONE,
            codes::DRUG_REPEATED_DETAIL,
            codes::SEQUENCE,
            codes::SPLIT_TOTAL,
            codes::REFILL_WITH_SPLIT,
            codes::REFILL_TOTAL,
            codes::UNEVEN_HOLE,
            codes::UNEVEN_SUM,
            codes::UNEVEN_CODE,
            codes::SINGLE_DOSE,
            codes::BURDEN_MIXED,
            codes::BURDEN_WITHOUT_PAYER,
            codes::PUBLIC_EXPENSE_GAP,
            codes::INSURANCE_INCOMPLETE,
            codes::NARCOTIC_INCOMPLETE,
            codes::NARCOTIC_MISSING,
            codes::MATERIAL_KIND,
            codes::USAGE_TIMES,
            codes::CONVERSION_OVERFLOW,
            codes::DRUG_REPEATED,
            codes::COPAY_AGE,
            codes::COPAY_TOO_EARLY,
            // What is wrong with a drug code the check finds where the drug is being taken.
            codes::DRUG_CHECK_DIGIT,
            codes::DRUG_CODE_FORM,
            codes::DRUG_CODE_TYPE,
            codes::DRUG_DUMMY_CODE,
            codes::DRUG_SELECTED_CARE,
            codes::USAGE_CODE_TYPE,
            codes::USAGE_DUMMY_CODE,
            codes::USAGE_CODE_REMOVED,
            codes::USAGE_CODE_UNKNOWN,
            codes::USAGE_CODE_NOT_YET,
            codes::USAGE_FORM_MISMATCH,
            codes::USAGE_TEXT_DIFFERS,
            codes::USAGE_SUPPLEMENT_EXPECTED,
            codes::SUBSTITUTION_CONTRADICTORY,
            codes::RECEIPT_TYPE,
            codes::RECEIPT_TYPE_INPATIENT,
            codes::RECEIPT_TYPE_ABOLISHED,
            codes::RATE_SUM,
            // Without a quantity the period is in doubt, which the check says.
            codes::QUANTITY_ZERO,
            codes::FORM_NAME,
        ],
    ),
];

fn doubt(code: Code) -> Option<Doubt> {
    DOUBTS.iter().find(|(_, codes)| codes.contains(&code)).map(|(doubt, _)| *doubt)
}

/// Items that say what belongs together.
const fn is_structure(family: Family, record: i64, field: i64) -> bool {
    match (family, record) {
        (Family::Dispensing, 201..=391) => field == 1,
        (Family::Dispensing, _) => false,
        (Family::Prescription, 201) => field <= 2,
        (Family::Prescription, 63 | 64 | 102) => true,
        (Family::Prescription, 101..=281) => field == 1,
        (Family::Prescription, _) => false,
    }
}

/// Items that say for how long, and the records that end with one (-1 for no item).
const fn is_number(family: Family, record: i64, field: i64) -> bool {
    match (family, record) {
        (Family::Dispensing, 301) => field == 3,
        (Family::Dispensing, 5) => field == -1 || field == 1,
        (Family::Prescription, 101) => field == -1 || field == 4,
        (Family::Prescription, 51 | 63 | 64 | 102) => true,
        _ => false,
    }
}

/// Notes in the account what the faults of the records leave open, and what is missing without
/// being a fault.
pub(super) fn note(records: &Records, findings: &[Finding], account: &mut Account) {
    let family = records.format().family();
    for finding in findings {
        let number = |key| match finding.evidence.get(key) {
            Some(Value::Integer(number)) => *number,
            _ => -1,
        };
        let reason = match doubt(finding.code) {
            Some(Doubt::Always(reason)) => reason,
            Some(Doubt::Structure) if is_structure(family, number("record"), number("field")) => {
                NotUnderstood
            }
            Some(Doubt::Number) if is_number(family, number("record"), number("field")) => {
                NotUnderstood
            }
            Some(Doubt::Structure | Doubt::Number | Doubt::Never) => continue,
            // A rule that nobody has decided on.
            None => NotUnderstood,
        };
        let place = finding.location.as_deref().unwrap_or_default();
        account.missing(Unread::new(place, reason));
    }
    cut(records, account);
    match family {
        Family::Dispensing => blocks(records, account),
        Family::Prescription => {
            if !records.iter().any(|record| record.number() == 201) {
                account.missing(Unread::new("", Incomplete));
            }
        }
    }
}

/// A last line that neither ends nor has all its items was cut.
fn cut(records: &Records, account: &mut Account) {
    let source = records.source();
    let ended = matches!(source.last(), Some(b'\n' | b'\r' | 0x1a));
    let Some(last) = records.iter().next_back().filter(|_| !ended) else { return };
    let version = match records.format() {
        Format::Jahis(version) | Format::JahisTc(version) => version,
        Format::Sj1 | Format::Cj1 => u8::MAX,
    };
    let fields = last.layout().map_or(&[][..], |layout| layout.fields);
    let items: Vec<_> = fields.iter().filter(|field| field.since <= version).collect();
    // Cut inside its last item, which is blank then though it must not be.
    let blank = items.last().is_some_and(|item| {
        let required = item.required.applies(records.format(), records.is_from_patient());
        required && last.field(items.len()).is_blank()
    });
    // The record number is a field of the line, too.
    if blank || last.fields().count() <= items.len() {
        account.missing(Unread::new(place(last), Incomplete));
    }
}

/// A dispensing has RPs, numbered from 1 on; a notebook without any has drugs bought without a
/// prescription.
fn blocks(records: &Records, account: &mut Account) {
    let mut open: Option<(Record<'_>, u32)> = None;
    let mut told = false;
    for record in records.iter() {
        match record.number() {
            3 => told = true,
            5 => {
                empty(open, Some(record), account);
                (open, told) = (Some((record, 0)), true);
            }
            201..=391 => {
                let Some((_, last)) = &mut open else { continue };
                let Some(rp) = record.field(1).integer() else { continue };
                // Numbers that go back are found by the rules of records.
                if rp > *last + 1 {
                    account.missing(Unread::new(place(record), Incomplete));
                }
                *last = rp.max(*last);
            }
            _ => {}
        }
    }
    empty(open, None, account);
    if !told {
        account.missing(Unread::new("", Incomplete));
    }
}

/// A dispensing without drugs; unless the next record says the same day once more.
fn empty(open: Option<(Record<'_>, u32)>, next: Option<Record<'_>>, account: &mut Account) {
    let Some((head, 0)) = open else { return };
    let again = |next: Record<'_>| {
        next.line() == head.line() + 1 && next.field(1).value() == head.field(1).value()
    };
    if !next.is_some_and(again) {
        account.missing(Unread::new(place(head), Incomplete));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_records_is_decided_on_once() {
        // These come from other steps than lint.
        let elsewhere = [
            "records.cross.",
            "records.convert.",
            "records.write.",
            "records.fhir.",
            "records.build.",
            "records.master.",
            "records.input.",
            "records.header.unknown",
            "records.charset.undecodable",
            "records.charset.is_utf8",
            "records.charset.is_other",
            "records.charset.not_read",
            "records.record.number_invalid",
        ];
        for code in codes::ALL.iter().copied() {
            let listed = DOUBTS.iter().filter(|(_, codes)| codes.contains(&code)).count();
            let from_lint = !elsewhere.iter().any(|prefix| code.id().starts_with(prefix));
            assert_eq!(listed, usize::from(from_lint), "{code}: does it leave something open?");
        }
    }
}
