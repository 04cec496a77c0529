//! Numbers, amounts and dates.

use super::text::too_long;
use crate::layout::FieldLayout;
use crate::lint::collector::{Collector, Located, quoted};
use crate::{Date, Decimal, Field, Format, Ratio};
use shohosen_report::{Phrase, codes::records as codes};
use shohosen_terms::kana::fold_width;
use shohosen_terms::{WrittenDateError, whole_number};

fn invalid(field: Field<'_>, value: &str, expected: Phrase, out: &mut Collector) {
    let finding = codes::NUMBER_INVALID.of(field).with("actual", quoted(field, value));
    out.push(finding.with("expected", expected));
}

/// A whole number. Leading zeros are usual in rates (24) and are read everywhere.
pub(super) fn count(field: Field<'_>, item: &FieldLayout, value: &str, out: &mut Collector) {
    if !value.bytes().all(|byte| byte.is_ascii_digit()) {
        // Notebooks are typed by many hands, and digits of another width say the same.
        let folded = fold_width(value);
        let notebook = matches!(field.record.records.format(), Format::JahisTc(_));
        if notebook && whole_number(&folded).is_some() {
            let finding = codes::NUMBER_FULL_WIDTH.of(field).with("actual", quoted(field, value));
            return out.push(finding.with("expected", quoted(field, &folded)));
        }
        return invalid(field, value, Phrase::new("整数", "a whole number"), out);
    }
    let padded = value.len() > 1 && value.starts_with('0');
    if padded && field.record.number() != 24 {
        let expected = value.trim_start_matches('0');
        let expected = if expected.is_empty() { "0" } else { expected };
        not_canonical(field, value, expected.to_owned(), out);
    }
    too_long(field, value.len(), item, out);
}

fn not_canonical(field: Field<'_>, value: &str, expected: String, out: &mut Collector) {
    let finding = codes::NUMBER_NOT_CANONICAL.of(field).with("actual", quoted(field, value));
    out.push(finding.with("expected", quoted(field, &expected)));
}

/// 用量, 係数 and 服用量: above zero.
pub(super) fn amount(field: Field<'_>, value: &str, out: &mut Collector) {
    match Decimal::parse(value) {
        None => invalid(
            field,
            value,
            Phrase::new("整数部 6 桁、小数部 5 桁まで", "up to 999999.99999"),
            out,
        ),
        Some(amount) if amount.value.is_zero() => {
            // A single one of uneven doses may be nothing.
            if field.record.number() != 221 {
                out.push(codes::NUMBER_ZERO.of(field));
            }
        }
        Some(amount) if !amount.canonical => {
            not_canonical(field, value, amount.value.to_string(), out);
        }
        Some(_) => {}
    }
}

/// 1回服用量: an amount or a fraction.
pub(super) fn dose(field: Field<'_>, value: &str, out: &mut Collector) {
    if Ratio::parse(value).is_none() {
        invalid(field, value, Phrase::new("1、1.5、2/3 など", "such as 1, 1.5 or 2/3"), out);
    }
}

/// 体重 in kilograms, three digits before and after the point.
pub(super) fn weight(field: Field<'_>, value: &str, out: &mut Collector) {
    let (integer, fraction) = value.split_once('.').unwrap_or((value, "0"));
    let part = |digits: &str| {
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !part(integer) || !part(fraction) {
        invalid(field, value, Phrase::new("整数部 3 桁、小数部 3 桁まで", "up to 999.999"), out);
    }
}

pub(super) fn date(field: Field<'_>, today: Option<Date>, out: &mut Collector) {
    let value = field.value();
    match field.parsed_date() {
        Err(WrittenDateError::Invalid) => {
            out.push(codes::DATE_INVALID.of(field).with("actual", quoted(field, value)));
        }
        Err(WrittenDateError::EraNotAllowed) => {
            out.push(codes::DATE_ERA_NOT_ALLOWED.of(field).with("actual", quoted(field, value)));
        }
        Ok(parsed) => {
            if parsed.outside_era {
                let finding =
                    codes::DATE_OUTSIDE_ERA.of(field).with("actual", quoted(field, value));
                out.push(finding.with("date", quoted(field, &parsed.date.to_string())));
            }
            let future = parsed.date.full().zip(today).is_some_and(|(date, today)| date > today);
            if future && !may_be_in_future(field) {
                let date = quoted(field, &parsed.date.to_string());
                out.push(codes::DATE_IN_FUTURE.of(field).with("actual", date));
            }
        }
    }
}

/// Days of validity, plans and the ends of periods.
fn may_be_in_future(field: Field<'_>) -> bool {
    matches!((field.record.number(), field.position), (52, _) | (521, _) | (3, 3) | (701, _))
}
