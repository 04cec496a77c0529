//! What may be quoted: a value that has the form of its item.
//!
//! A name or a birth date that is one item or one record off is where no layout expects a person. It
//! does not have the form of a code, an amount or a unit, so it is described there.

use crate::layout::Kind;
use crate::{Decimal, Field, Ratio};
use shohosen_report::Phrase;
use shohosen_terms::kana::fold_width;

/// Units of amounts and of what is dispensed.
const UNITS: &[&str] = &[
    "錠",
    "カプセル",
    "Ｃ",
    "Ｔ",
    "包",
    "枚",
    "個",
    "本",
    "管",
    "瓶",
    "袋",
    "筒",
    "缶",
    "丸",
    "滴",
    "組",
    "キット",
    "シート",
    "セット",
    "バイアル",
    "ブリスター",
    "単位",
    "万単位",
    "国際単位",
    "吸入",
    "噴霧",
    "プッシュ",
    "ｇ",
    "ｍｇ",
    "μｇ",
    "ｍＬ",
    "ｍｌ",
    "Ｌ",
    "ｃｍ",
    "g",
    "mg",
    "μg",
    "mL",
    "ml",
    "日",
    "回",
    "日分",
    "回分",
    "調剤",
    "週分",
    "月分",
];

/// Dates before are not those of a prescription that is looked at, but may be birth dates.
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
        Kind::Digits if item.exact => digits(value) && value.len() == limit,
        Kind::Digits => digits(value) && fits_in(value.len()),
        Kind::Count => digits(&fold_width(value)) && fits_in(value.chars().count()),
        Kind::Code => {
            is_code(value) && fits_in(value.len()) && (!item.exact || value.len() == limit)
        }
        Kind::Amount => Decimal::parse(&fold_width(value)).is_some(),
        Kind::Dose => Ratio::parse(&fold_width(value)).is_some(),
        // Of days that no month has, too: where they were mistyped is seen at a look.
        Kind::Date if digits(value) && value.len() == 8 => value >= EARLIEST,
        Kind::Date if value != field.value() => value >= EARLIEST,
        Kind::Date => field.date().is_some_and(|date| date.to_string().as_str() >= EARLIEST),
        Kind::Text => match item.id {
            "unit" => UNITS.contains(&value),
            // Of a drug, and not of an institution or a usage.
            "name" | "generic_name" => item.name_ja == "薬品名称" || item.name_ja == "一般名",
            _ => false,
        },
        Kind::Kana | Kind::Name | Kind::Phone | Kind::Postal | Kind::BirthDate | Kind::Weight => {
            false
        }
    }
}

/// Whether it is a code: letters, digits, `.` and `-`, with a digit among them, as names have none.
pub(super) fn is_code(value: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    value.bytes().all(plain) && value.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether it is a code or an amount with or without a unit, or the address of a code system.
pub(super) fn is_plain(value: &str) -> bool {
    let rest = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    is_code(value)
        || UNITS.contains(&rest.trim_start())
        || value.starts_with("urn:oid:")
        || value.starts_with("http://")
}

/// How long a value is and what kinds of characters it has.
pub(crate) fn described(value: &str) -> Phrase {
    /// What belongs to a kind of characters, and its name in both languages.
    type Kind = (fn(char) -> bool, &'static str, &'static str);
    const KINDS: [Kind; 5] = [
        (|c| c.is_ascii_digit(), "半角数字", "digits"),
        (|c| c.is_ascii_alphabetic(), "半角英字", "Latin letters"),
        (|c| matches!(c, '\u{ff61}'..='\u{ff9f}'), "半角カナ", "half-width kana"),
        (|c| c.is_ascii() && !c.is_ascii_alphanumeric(), "半角記号", "signs"),
        (
            |c| !c.is_ascii() && !matches!(c, '\u{ff61}'..='\u{ff9f}'),
            "全角文字",
            "full-width characters",
        ),
    ];
    let kinds: Vec<_> = KINDS.iter().filter(|(is, ..)| value.chars().any(*is)).collect();
    let japanese: Vec<_> = kinds.iter().map(|(_, japanese, _)| *japanese).collect();
    let english: Vec<_> = kinds.iter().map(|(.., english)| *english).collect();
    let count = value.chars().count();
    Phrase::new(
        format!("{count}文字（{}）", japanese.join("・")),
        format!("{count} character(s), {}", english.join(" and ")),
    )
}
