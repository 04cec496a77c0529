//! One record by its layout: number of items, and each item's characters, length and value.

mod number_and_date;
mod text;

use super::LintOptions;
use super::collector::{Collector, Located, quoted};
use crate::field::trimmed;
use crate::layout::{FieldLayout, Kind, SERVICE_ONLY};
use crate::values::{Membership, ValueTable};
use crate::{Charset, Family, Field, Format, Record, RecordLayout};
use shohosen_report::{Finding, Phrase, Severity, codes::records as codes};

pub(super) fn check(record: Record<'_>, options: &LintOptions<'_>, out: &mut Collector) {
    let Some(layout) = record.layout() else {
        let finding = codes::RECORD_UNKNOWN.on(record);
        let severity = if options.strict { Severity::Error } else { Severity::Warning };
        out.push(finding.severity(severity));
        for position in 1..=record.len() {
            let field = record.field(position);
            text::characters(field, field.text(), field.value(), out);
        }
        return;
    };
    newer(record, layout, out);
    if non_standard(record) {
        let finding = codes::RECORD_LAYOUT.on(record).with("actual", record.len());
        out.push(finding.with("expected", layout.fields.len()));
        return;
    }
    item_count(record, layout, out);
    let format = record.records.format();
    let from_patient = record.records.is_from_patient();
    for (index, item) in layout.fields.iter().enumerate() {
        let field = record.field(index + 1);
        let raw = field.text();
        if raw.is_empty() {
            if item.required.applies(format, from_patient) {
                out.push(codes::FIELD_REQUIRED.of(field));
            }
            continue;
        }
        let value = trimmed(raw);
        text::characters(field, raw, value, out);
        if value.is_empty() {
            if item.required.applies(format, from_patient) {
                out.push(codes::FIELD_REQUIRED.of(field));
            }
            continue;
        }
        match item.values.map_or(Membership::Known, |table| table.membership(value)) {
            // What is not in the table needs no further look at its form.
            Membership::Wrong => {
                out.push(wrong_value(field, item.values, value));
                continue;
            }
            Membership::Unusual => {
                out.push(codes::FIELD_VALUE_UNUSUAL.of(field).with("actual", quoted(field, value)));
            }
            Membership::Known => {}
        }
        kind(field, item, value, options, out);
    }
}

fn wrong_value(field: Field<'_>, table: Option<ValueTable>, value: &str) -> Finding {
    let rows = table.map_or(&[][..], ValueTable::rows);
    let values: Vec<_> = rows.iter().map(|(value, _)| *value).collect();
    let finding = codes::FIELD_VALUE.of(field).with("actual", quoted(field, value));
    finding.with("expected", values.join(", "))
}

fn newer(record: Record<'_>, layout: &RecordLayout, out: &mut Collector) {
    let format = record.records.format();
    let (Format::Jahis(version) | Format::JahisTc(version)) = format else { return };
    if layout.since != SERVICE_ONLY && layout.since > version {
        let finding = codes::RECORD_NEWER.on(record).with("actual", format.name());
        out.push(finding.with("expected", layout.since));
    }
}

/// Shapes of old readers that put other items in the place of the standard's: they are named,
/// never remapped.
fn non_standard(record: Record<'_>) -> bool {
    if record.records.format().family() != Family::Prescription {
        return false;
    }
    let digits = |position: usize, length: usize| {
        let value = record.field(position).value();
        value.len() == length && value.bytes().all(|b| b.is_ascii_digit())
    };
    match record.number() {
        // `1,9700012,name` has the code where the score table stands.
        1 => digits(1, 7),
        // `4,name` and `3,…`: a department's name where its code type stands.
        4 => record.len() == 1 && !digits(1, 1),
        // `101,1,1,内服`: nothing in the place of the quantity.
        101 => record.len() == 3 && !record.field(3).is_blank(),
        111 => record.len() < 4,
        201 => record.len() < 9,
        181 => record.len() < 4 || !kind_is_short(record, 3),
        // `211,1,1,500,mg` has a unit of its own.
        211 => record.len() > 3 && !record.field(4).is_blank(),
        281 => record.len() < 5,
        _ => false,
    }
}

fn kind_is_short(record: Record<'_>, position: usize) -> bool {
    record.field(position).value().len() <= 2
}

fn item_count(record: Record<'_>, layout: &RecordLayout, out: &mut Collector) {
    let format = record.records.format();
    let (least, most) = (layout.fields_in(format), layout.fields.len());
    let actual = record.len();
    let code = if actual < least {
        codes::RECORD_SHORT
    } else if actual > most {
        let blank = (most + 1..=actual).all(|position| record.field(position).is_blank());
        if blank { codes::RECORD_EXTRA_BLANK } else { codes::RECORD_EXTRA }
    } else {
        return;
    };
    let expected = if actual < least { least } else { most };
    out.push(code.on(record).with("actual", actual).with("expected", expected));
}

/// Characters and length by the kind of the item.
fn kind(
    field: Field<'_>,
    item: &FieldLayout,
    value: &str,
    options: &LintOptions<'_>,
    out: &mut Collector,
) {
    match item.kind {
        Kind::Digits => digits(field, item, value, out),
        Kind::Count => number_and_date::count(field, item, value, out),
        Kind::Code => text::code(field, item, value, out),
        Kind::Text | Kind::Kana | Kind::Name => text::text(field, item, value, out),
        Kind::Phone | Kind::Postal => text::contact(field, item, value, out),
        Kind::Date | Kind::BirthDate => number_and_date::date(field, options.today, out),
        Kind::Amount => number_and_date::amount(field, value, out),
        Kind::Dose => number_and_date::dose(field, value, out),
        Kind::Weight => number_and_date::weight(field, value, out),
    }
}

fn digits(field: Field<'_>, item: &FieldLayout, value: &str, out: &mut Collector) {
    if !value.bytes().all(|byte| byte.is_ascii_digit()) {
        let finding = codes::FIELD_CHARACTERS.of(field).with("actual", quoted(field, value));
        out.push(finding.with("expected", Phrase::new("半角数字", "0-9")));
    } else if item.exact && value.len() != usize::from(item.length) {
        let finding = codes::FIELD_LENGTH.of(field).with("actual", quoted(field, value));
        out.push(finding.with("expected", item.length));
    } else {
        text::too_long(field, value.len(), item, out);
    }
}

/// Whether the lengths of the format count octets of CP932.
fn counts_octets(format: Format) -> bool {
    format.charset() == Charset::Cp932 && format.family() == Family::Dispensing
}
