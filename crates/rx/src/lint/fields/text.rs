//! Characters and lengths of texts and codes.

use super::counts_octets;
use crate::Field;
use crate::charset::{cp932_length, is_in_cp932, is_user_defined};
use crate::layout::{FieldLayout, Kind};
use crate::lint::collector::{Collector, Located, quoted};
use shohosen_report::{Phrase, codes::records as codes};

/// What holds for every value: no control characters, no 外字, no blanks or quotes around it.
pub(super) fn characters(field: Field<'_>, text: &str, value: &str, out: &mut Collector) {
    let bytes = text.as_bytes();
    // The usual case, codes and numbers, needs no look at each character.
    if !bytes.iter().all(|byte| (b' '..0x7f).contains(byte)) {
        special_characters(field, text, out);
    }
    if value.len() != text.len() {
        out.push(codes::FIELD_BLANKS_AROUND.of(field));
    }
    let (first, last) = (bytes.first(), bytes.last());
    if first == last && matches!(first, Some(b'"' | b'\'')) && bytes.len() > 1 {
        out.push(codes::FIELD_QUOTED.of(field));
    }
}

/// At most one finding of each kind an item.
fn special_characters(field: Field<'_>, text: &str, out: &mut Collector) {
    let code_point = |c: char| format!("U+{:04X}", u32::from(c));
    let (mut control, mut user_defined, mut replaced, mut outside) = (None, None, false, None);
    let mut damaged = false;
    // What CP932 has needs no further look, but for controls and for what stands for a lost one.
    let special = |c: &char| {
        if c.is_ascii() { c.is_ascii_control() } else { *c == '■' || !is_in_cp932(*c) }
    };
    for c in text.chars().filter(special) {
        if c.is_control() {
            control = control.or(Some(c));
        } else if c == char::REPLACEMENT_CHARACTER {
            damaged = true;
        } else if is_user_defined(c) {
            user_defined = user_defined.or(Some(c));
        } else if c == '■' {
            replaced = true;
        } else {
            outside = outside.or(Some(c));
        }
    }
    if let Some(c) = control {
        out.push(codes::FIELD_CONTROL_CHARACTER.of(field).with("actual", code_point(c)));
    }
    if let Some(c) = user_defined {
        out.push(codes::FIELD_USER_DEFINED_CHARACTER.of(field).with("actual", code_point(c)));
    }
    if damaged {
        let actual = code_point(char::REPLACEMENT_CHARACTER);
        out.push(codes::FIELD_DAMAGED.of(field).with("actual", actual));
    }
    if let Some(c) = outside {
        out.push(codes::FIELD_NOT_IN_CP932.of(field).with("actual", code_point(c)));
    }
    if replaced {
        out.push(codes::FIELD_REPLACED_CHARACTER.of(field));
    }
}

/// Letters, digits, `.` and `-`.
pub(super) fn code(field: Field<'_>, item: &FieldLayout, value: &str, out: &mut Collector) {
    if !value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')) {
        let finding = codes::FIELD_CHARACTERS.of(field).with("actual", quoted(field, value));
        out.push(finding.with("expected", Phrase::new("半角英数字と . -", "A-Z a-z 0-9 . -")));
    } else if item.exact && value.len() != usize::from(item.length) {
        let finding = codes::FIELD_LENGTH.of(field).with("actual", quoted(field, value));
        out.push(finding.with("expected", item.length));
    } else {
        too_long(field, value.len(), item, out);
    }
}

/// Texts, kana and names.
pub(super) fn text(field: Field<'_>, item: &FieldLayout, value: &str, out: &mut Collector) {
    let limit = usize::from(item.length_in(field.record.records.format()));
    // A text is never shorter in UTF-8 than in CP932: most need no counting.
    if limit > 0 && value.len() > limit {
        let octets = cp932_length(value);
        let format = field.record.records.format();
        let length = match (counts_octets(format), item.kind) {
            (true, _) => octets,
            // 桁 of a text are full-width characters; a half-width one is half of it.
            (false, Kind::Text | Kind::Name) => value.chars().count().min(octets.div_ceil(2)),
            (false, _) => value.chars().count(),
        };
        too_long(field, length, item, out);
    }
    if item.kind == Kind::Kana {
        let kana = |c: char| matches!(c, ' ' | '\u{ff61}'..='\u{ff9f}') || c.is_ascii_graphic();
        if !value.chars().all(kana) {
            let finding =
                codes::FIELD_CHARACTERS_UNUSUAL.of(field).with("actual", quoted(field, value));
            out.push(finding.with("expected", Phrase::new("半角カナ", "half-width kana")));
        }
    }
    if matches!(item.kind, Kind::Kana | Kind::Name) && !value.contains([' ', '\u{3000}']) {
        out.push(codes::FIELD_NAME_SEPARATOR.of(field));
    }
}

/// Telephone numbers and postal codes.
pub(super) fn contact(field: Field<'_>, item: &FieldLayout, value: &str, out: &mut Collector) {
    let (good, expected) = if item.kind == Kind::Postal {
        let shape: Vec<bool> = value.bytes().map(|byte| byte.is_ascii_digit()).collect();
        let plain = value.len() == 7 && shape.iter().all(|digit| *digit);
        let hyphen = value.len() == 8
            && value.as_bytes().get(3) == Some(&b'-')
            && shape.iter().filter(|digit| **digit).count() == 7;
        (plain || hyphen, Phrase::new("999-9999 の形式", "the form 999-9999"))
    } else {
        let allowed = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'(' | b')' | b'+');
        (value.bytes().all(allowed), Phrase::new("半角数字と - ( )", "0-9 - ( )"))
    };
    if !good {
        let finding =
            codes::FIELD_CHARACTERS_UNUSUAL.of(field).with("actual", quoted(field, value));
        out.push(finding.with("expected", expected));
    }
    too_long(field, value.chars().count(), item, out);
}

pub(super) fn too_long(field: Field<'_>, length: usize, item: &FieldLayout, out: &mut Collector) {
    let limit = item.length_in(field.record.records.format());
    if limit > 0 && length > usize::from(limit) {
        out.push(codes::FIELD_TOO_LONG.of(field).with("actual", length).with("limit", limit));
    }
}
