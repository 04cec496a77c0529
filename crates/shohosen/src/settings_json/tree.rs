//! JSON as it stands there: names that appear twice are kept for the one who refuses them.

use super::SettingsProblem;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    /// Whole, and not negative.
    Natural(u64),
    /// Any other number.
    Number,
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a whole text, with or without a byte order mark.
    pub(super) fn parse(octets: &[u8]) -> Result<Self, (String, SettingsProblem)> {
        let octets = octets.strip_prefix(b"\xef\xbb\xbf").unwrap_or(octets);
        let text = std::str::from_utf8(octets).map_err(|error| {
            (String::new(), SettingsProblem::Encoding { offset: error.valid_up_to() })
        })?;
        let placed = |error: &serde_json::Error, trailing| {
            let (line, column) = (error.line(), error.column());
            let problem = match trailing {
                true => SettingsProblem::Trailing { line, column },
                false => SettingsProblem::Syntax { line, column },
            };
            (format!("{line}:{column}"), problem)
        };
        let mut reader = serde_json::Deserializer::from_str(text);
        let value = Self::deserialize(&mut reader).map_err(|error| placed(&error, false))?;
        reader.end().map_err(|error| placed(&error, true))?;
        Ok(value)
    }

    /// What it is, in JSON's own words (RFC 8259 §1).
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Natural(_) | Self::Number => "number",
            Self::Text(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AsIs)
    }
}

struct AsIs;

impl<'de> Visitor<'de> for AsIs {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Natural(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Number)
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Json::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Json::Object(object))
    }
}
