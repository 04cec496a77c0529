//! Taking items out of an answer, and remembering what is missing or cannot be used.

use super::source::{Argument, Source};
use crate::error::{OrcaError, invalid, missing, override_unused, shown};
use serde_json::Value as Json;
use shohosen::records::Date;
use shohosen::{Finding, Phrase, described};
use std::collections::{BTreeMap, BTreeSet};

/// The most objects that are read of one list: the forms have room for fifty RPs, and for fifty items
/// in one of them (繰り返し 最大50).
pub(crate) const MAX_OF_A_FORM: usize = 50;
/// Octets of an amount: `00001.00000` has eleven.
const MAX_AMOUNT: usize = 16;
/// The largest count: days, times, uses.
pub(crate) const MAX_COUNT: u32 = 9999;

/// A part of an answer: an object, or nothing.
#[derive(Clone, Debug)]
pub(crate) struct Item<'a> {
    value: Option<&'a Json>,
    path: String,
}

impl<'a> Item<'a> {
    pub(crate) const fn root(value: &'a Json) -> Self {
        Self { value: Some(value), path: String::new() }
    }

    fn get(&self, key: &str) -> Option<&'a Json> {
        self.value.and_then(|value| value.get(key))
    }

    /// The path of one of its items: `Rp.1.Count`.
    pub(crate) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// The object of this name; without items where there is none.
    pub(crate) fn object(&self, key: &str) -> Self {
        let value = self.get(key).filter(|value| value.is_object());
        Self { value, path: self.path_of(key) }
    }

    /// The filled texts of an item that may be one or several.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let one = |value: &Json| {
            let text = value.as_str().map(str::trim).unwrap_or_default();
            (!text.is_empty()).then(|| text.to_owned())
        };
        match self.get(key) {
            Some(Json::Array(values)) => values.iter().filter_map(one).collect(),
            Some(value) => one(value).into_iter().collect(),
            None => Vec::new(),
        }
    }
}

/// Takes items out of an answer.
#[derive(Debug, Default)]
pub(crate) struct Reader<'o> {
    findings: Vec<Finding>,
    overrides: Option<&'o BTreeMap<String, String>>,
    used: BTreeSet<&'o str>,
}

impl<'o> Reader<'o> {
    /// With what the caller says in place of ORCA, by the path of each item.
    pub(crate) fn with(overrides: &'o BTreeMap<String, String>) -> Self {
        Self { overrides: Some(overrides), ..Self::default() }
    }

    /// The text of an item, without blanks around it; empty where there is none. Lines of one text
    /// (the name of an institution) are joined.
    pub(crate) fn text(&mut self, item: &Item<'_>, key: &str) -> String {
        let overrides = self.overrides.filter(|overrides| !overrides.is_empty());
        if let Some((path, text)) = overrides.and_then(|all| all.get_key_value(&item.path_of(key)))
        {
            self.used.insert(path);
            return text.trim().to_owned();
        }
        match item.get(key) {
            Some(Json::String(text)) => text.trim().to_owned(),
            Some(Json::Array(parts)) => {
                parts.iter().filter_map(Json::as_str).collect::<String>().trim().to_owned()
            }
            _ => String::new(),
        }
    }

    /// The text of an item that must be there: of ORCA, else of the argument that takes it.
    pub(crate) fn need(&mut self, item: &Item<'_>, key: &str, wanted: &Wanted<'_>) -> String {
        let text = self.text(item, key);
        let text = if text.is_empty() { wanted.given.trim().to_owned() } else { text };
        if text.is_empty() {
            let path = item.path_of(key);
            let argument = match wanted.argument {
                Some(name) => Argument::Named(name),
                None => Argument::Path(&path),
            };
            self.missing(wanted.field, wanted.source.or(&argument));
        }
        text
    }

    /// As [`Self::need`], of a day; ORCA writes zeros for one that it lacks. As `YYYYMMDD`.
    pub(crate) fn need_day(&mut self, item: &Item<'_>, key: &str, wanted: &Wanted<'_>) -> String {
        match self.day_text(item, key) {
            text if !text.is_empty() => self.day(&text, wanted.field),
            _ if !wanted.given.trim().is_empty() => self.day(wanted.given.trim(), wanted.field),
            _ => {
                let path = item.path_of(key);
                let argument = match wanted.argument {
                    Some(name) => Argument::Named(name),
                    None => Argument::Path(&path),
                };
                self.missing(wanted.field, wanted.source.or(&argument));
                String::new()
            }
        }
    }

    /// The text of a day; empty where ORCA has none and writes zeros.
    pub(crate) fn day_text(&mut self, item: &Item<'_>, key: &str) -> String {
        let text = self.text(item, key);
        if text.bytes().all(|byte| matches!(byte, b'0' | b'-')) { String::new() } else { text }
    }

    /// A day, `YYYY-MM-DD`, as `YYYYMMDD`; empty, and told, where there is no such day.
    pub(crate) fn day(&mut self, text: &str, field: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        let bytes = text.as_bytes();
        let formed = bytes.len() == 10
            && bytes.iter().enumerate().all(|(place, byte)| match place {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        match formed && Date::parse(text).is_ok() {
            true => text.replace('-', ""),
            false => {
                // Never quoted: it may be the day on which a patient was born.
                let form = Phrase::new("YYYY-MM-DD", "YYYY-MM-DD");
                self.push(invalid(field, described(text).into(), form));
                String::new()
            }
        }
    }

    /// A whole number, in digits alone; 0 where there is none.
    pub(crate) fn count(&mut self, text: &str, field: &str, most: u32) -> u32 {
        let digits = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse().ok().filter(|number| digits && *number <= most) {
            Some(number) => number,
            None if text.is_empty() => 0,
            None => {
                let range = Phrase::new(
                    format!("0 から {most} までの整数"),
                    format!("a whole number from 0 to {most}"),
                );
                self.invalid(field, text, range);
                0
            }
        }
    }

    /// An amount: `00002.50000` as `2.5`. Digits, and between digits a point; nothing else is a
    /// number here.
    pub(crate) fn amount(&mut self, text: &str, field: &str) -> String {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let (whole, fraction) = match text.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (text, None),
        };
        if text.len() > MAX_AMOUNT || !digits(whole) || !fraction.is_none_or(digits) {
            self.invalid(field, text, Phrase::new("数字と小数点", "digits and a decimal point"));
            return String::new();
        }
        let (whole, fraction) =
            (whole.trim_start_matches('0'), fraction.unwrap_or_default().trim_end_matches('0'));
        match (whole, fraction) {
            ("", "") => {
                self.invalid(field, text, Phrase::new("正の数", "a number above 0"));
                String::new()
            }
            (whole, "") => whole.to_owned(),
            ("", fraction) => format!("0.{fraction}"),
            (whole, fraction) => format!("{whole}.{fraction}"),
        }
    }

    /// The filled objects of a list, numbered from 1; the forms end their lists with empty ones.
    pub(crate) fn items<'a>(&mut self, item: &Item<'a>, key: &str, most: usize) -> Vec<Item<'a>> {
        let mut filled = Vec::new();
        let list = Phrase::new("配列", "an array");
        match item.get(key) {
            None | Some(Json::Null) => {}
            Some(Json::Array(values)) => {
                for value in values {
                    match value {
                        Json::Object(object) if object.values().any(is_filled) => {
                            let path = item.path_of(&format!("{key}.{}", filled.len() + 1));
                            filled.push(Item { value: Some(value), path });
                        }
                        Json::Object(_) => {}
                        value if is_filled(value) => {
                            let object = Phrase::new("オブジェクト", "an object");
                            self.invalid_kind(key, value, object);
                        }
                        _ => {}
                    }
                }
            }
            Some(value) if is_filled(value) => self.invalid_kind(key, value, list),
            Some(_) => {}
        }
        if filled.len() > most {
            let limit = Phrase::new(format!("{most} 件まで"), format!("at most {most}"));
            self.push(invalid(key, filled.len().into(), limit));
            filled.truncate(most);
        }
        filled
    }

    pub(crate) fn missing(&mut self, field: &str, source: Phrase) {
        self.push(missing(field, source));
    }

    /// A value that cannot be used. It is quoted if it is a code, else described.
    pub(crate) fn invalid(&mut self, field: &str, actual: &str, source: Phrase) {
        self.push(invalid(field, shown(actual), source));
    }

    pub(crate) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn invalid_kind(&mut self, field: &str, value: &Json, source: Phrase) {
        let kind = match value {
            Json::Null => Phrase::new("null", "null"),
            Json::Bool(_) => Phrase::new("真偽値", "true or false"),
            Json::Number(_) => Phrase::new("数値", "a number"),
            Json::String(_) => Phrase::new("文字列", "a text"),
            Json::Array(_) => Phrase::new("配列", "an array"),
            Json::Object(_) => Phrase::new("オブジェクト", "an object"),
        };
        self.push(invalid(field, kind.into(), source));
    }

    /// Closes the reading.
    ///
    /// # Errors
    /// Everything that is missing or cannot be used, at once, and overrides that name nothing.
    pub(crate) fn done(self) -> Result<(), OrcaError> {
        let mut findings = self.findings;
        let unused = self.overrides.into_iter().flat_map(|overrides| overrides.keys());
        let unused = unused.filter(|path| !self.used.contains(path.as_str()));
        findings.extend(unused.map(|path| override_unused(path)));
        if findings.is_empty() { Ok(()) } else { Err(OrcaError::of(findings)) }
    }
}

/// An item that must be there.
pub(crate) struct Wanted<'a> {
    /// Its name, as messages show it.
    pub(crate) field: &'a str,
    /// Where ORCA has it.
    pub(crate) source: Source,
    /// The argument that takes it; without one the path of the item does.
    pub(crate) argument: Option<&'static str>,
    /// What the argument says.
    pub(crate) given: &'a str,
}

impl<'a> Wanted<'a> {
    /// One that only its path takes.
    pub(crate) const fn of(field: &'a str, source: Source) -> Self {
        Self { field, source, argument: None, given: "" }
    }

    /// One that an argument takes.
    pub(crate) const fn or(
        field: &'a str,
        source: Source,
        argument: &'static str,
        given: &'a str,
    ) -> Self {
        Self { field, source, argument: Some(argument), given }
    }
}

/// Whether there is something: ORCA ends its lists with objects without items.
fn is_filled(value: &Json) -> bool {
    match value {
        Json::Null => false,
        Json::Bool(value) => *value,
        Json::Number(number) => number.as_f64() != Some(0.0),
        Json::String(text) => !text.is_empty(),
        Json::Array(values) => !values.is_empty(),
        Json::Object(object) => !object.is_empty(),
    }
}
