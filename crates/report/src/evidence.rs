//! Evidence: the typed facts that a finding rests on.

use crate::{Finding, Language, Phrase, Redacted, Text, Time};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::borrow::Cow;

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, in JSON a string.
    Text(Text),
    /// Words of our own in both languages, in JSON the English ones.
    Phrase(Phrase),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction (an amount).
    Decimal(f64),
    /// Yes or no.
    Bool(bool),
    /// A moment, in JSON an RFC 3339 string in UTC.
    Time(Time),
    /// A value that concerns a person, of which nothing is kept: [`Redacted`].
    Personal,
    /// Octets (a digest, a serial number), in JSON lower-case hexadecimal.
    Bytes(Vec<u8>),
    /// Several values, in JSON an array.
    List(Vec<Value>),
    /// Named values, in JSON an object.
    Record(Evidence),
    /// Another finding: the reason of this one, in the language of the sentence; in JSON an object.
    Finding(Box<Finding>),
}

/// Named evidence in the order in which it was given. Keys are `snake_case` and keep their
/// meaning over all codes: `expected`, `actual`, `not_before`, `not_after`, `at`, `serial`,
/// `subject`, `issuer`, `uri`, `algorithm` …
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence(Vec<(&'static str, Value)>);

impl Evidence {
    /// No evidence.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Makes room for so many more values at once.
    pub fn reserve(&mut self, more: usize) {
        self.0.reserve(more);
    }

    /// Adds a value.
    pub fn push(&mut self, key: &'static str, value: impl Into<Value>) {
        self.0.push((key, value.into()));
    }

    /// With one more value.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.push(key, value);
        self
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values with their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(key, value)| (*key, value))
    }

    /// As [`iter`](Self::iter), to change values.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&'static str, &mut Value)> {
        self.0.iter_mut().map(|(key, value)| (*key, value))
    }
}

impl Value {
    /// The value as it stands in a sentence: yes, no and phrases in the language, moments as they are read
    /// in Japan, and of personal values nothing but stars.
    pub fn display(&self, language: Language) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::Phrase(phrase) => phrase.pick(language).to_owned(),
            Self::Integer(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Bool(yes) => match (language, yes) {
                (Language::Japanese, true) => "はい".into(),
                (Language::Japanese, false) => "いいえ".into(),
                (Language::English, true) => "yes".into(),
                (Language::English, false) => "no".into(),
            },
            Self::Time(time) => time.in_japan().to_string(),
            Self::Personal => Redacted::SHOWN.into(),
            Self::Bytes(bytes) => hex(bytes),
            Self::List(values) => {
                let separator = if language == Language::Japanese { "、" } else { ", " };
                values.iter().map(|v| v.display(language)).collect::<Vec<_>>().join(separator)
            }
            Self::Record(evidence) => {
                let parts: Vec<_> =
                    evidence.iter().map(|(k, v)| format!("{k}={}", v.display(language))).collect();
                parts.join(" ")
            }
            Self::Finding(finding) => finding.message(language),
        }
    }
}

/// Lower-case hexadecimal, as digests and serial numbers stand in reports.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = |byte: &u8| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
    // ASCII always is UTF-8.
    String::from_utf8(bytes.iter().flat_map(digits).collect()).unwrap_or_default()
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Phrase(phrase) => phrase.serialize(serializer),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Decimal(number) => serializer.serialize_f64(*number),
            Self::Bool(yes) => serializer.serialize_bool(*yes),
            Self::Time(time) => time.serialize(serializer),
            Self::Personal => serializer.serialize_str(Redacted::SHOWN),
            Self::Bytes(bytes) => serializer.serialize_str(&hex(bytes)),
            Self::List(values) => values.serialize(serializer),
            Self::Record(evidence) => evidence.serialize(serializer),
            Self::Finding(finding) => finding.serialize(serializer),
        }
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Cow<'static, str>> for Value {
    fn from(text: Cow<'static, str>) -> Self {
        Self::Text(text.into())
    }
}

impl From<Text> for Value {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<Phrase> for Value {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}

impl From<Redacted> for Value {
    fn from(_: Redacted) -> Self {
        Self::Personal
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Bool(yes)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Decimal(number)
    }
}

impl From<Time> for Value {
    fn from(time: Time) -> Self {
        Self::Time(time)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(bytes: [u8; N]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<Evidence> for Value {
    fn from(evidence: Evidence) -> Self {
        Self::Record(evidence)
    }
}

impl From<Finding> for Value {
    fn from(finding: Finding) -> Self {
        Self::Finding(Box::new(finding))
    }
}

impl From<Vec<Value>> for Value {
    fn from(values: Vec<Value>) -> Self {
        Self::List(values)
    }
}

impl From<Vec<String>> for Value {
    fn from(values: Vec<String>) -> Self {
        Self::List(values.into_iter().map(Value::from).collect())
    }
}

macro_rules! from_integer {
    ($($t:ty),*) => {$(
        impl From<$t> for Value {
            /// Numbers beyond the range of `i64` are given as the nearest that fits.
            fn from(number: $t) -> Self {
                Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}
from_integer!(u8, u16, u32, u64, usize, i32, i64);
