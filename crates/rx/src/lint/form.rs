//! What may be quoted: a value that has the form of its item.
//!
//! A name or a birth date that is one item or one record off is where no layout expects a person. It
//! does not have the form of a code, an amount or a unit, so it is described there.

use crate::layout::Kind;
use crate::{Decimal, Field, Ratio};
pub(crate) use shohosen_report::described;
use shohosen_terms::kana::fold_width;
use shohosen_terms::{is_a_unit, is_like_a_drug_name, is_quotable_code, may_be_a_day};

/// Dates before are not those of a prescription that is looked at, but may be mistyped birth dates.
const EARLIEST: &str = "2000";

/// Whether a value has the form of its item, so that it can be quoted.
pub(super) fn fits(field: Field<'_>, value: &str) -> bool {
    let value = crate::field::trimmed(value);
    let Some(item) = field.layout() else { return false };
    let limit = usize::from(item.length_in(field.record.records.format()));
    let fits_in = |length: usize| limit == 0 || length <= limit;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match item.kind {
        _ if value.is_empty() => true,
        // Whatever the item is: it may be a birth date. A day that no month has is none, and where it
        // was mistyped is seen at a look.
        _ if may_be_a_day(value) => false,
        Kind::Date => digits(value) && value.len() == 8 && value >= EARLIEST,
        Kind::Digits if item.exact => digits(value) && value.len() == limit,
        Kind::Digits => digits(value) && fits_in(value.len()),
        Kind::Count => digits(&fold_width(value)) && fits_in(value.chars().count()),
        Kind::Code => {
            is_quotable_code(value) && fits_in(value.len()) && (!item.exact || value.len() == limit)
        }
        Kind::Amount => Decimal::parse(&fold_width(value)).is_some(),
        Kind::Dose => Ratio::parse(&fold_width(value)).is_some(),
        Kind::Text => match item.id {
            "unit" => is_a_unit(value),
            // Of a drug, and not of an institution or a usage.
            "name" | "generic_name" => {
                matches!(item.name_ja, "薬品名称" | "一般名") && is_like_a_drug_name(value)
            }
            _ => false,
        },
        Kind::Kana | Kind::Name | Kind::Phone | Kind::Postal | Kind::BirthDate | Kind::Weight => {
            false
        }
    }
}

/// Whether it is a code or an amount with or without a unit, or the address of a code system.
pub(super) fn is_plain(value: &str) -> bool {
    let rest = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    is_quotable_code(value)
        || is_a_unit(rest.trim_start())
        || value.starts_with("urn:oid:")
        || value.starts_with("http://")
}
