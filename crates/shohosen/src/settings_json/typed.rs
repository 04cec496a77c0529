//! From JSON to the types of settings: nothing is converted, nothing is taken by its position.

use super::tree::Json;
use super::{Null, SettingsProblem};
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use std::fmt;

/// What is wrong, and the way to it from the inside out.
#[derive(Debug)]
pub(super) struct Problem {
    way: Vec<String>,
    problem: SettingsProblem,
}

impl SettingsProblem {
    /// The place (RFC 6901) and the problem.
    pub(super) fn placed(problem: Problem) -> (String, Self) {
        let way = problem.way.iter().rev().map(|part| format!("/{part}"));
        (way.collect(), problem.problem)
    }
}

impl Problem {
    const fn new(problem: SettingsProblem) -> Self {
        Self { way: Vec::new(), problem }
    }

    fn form(expected: impl Into<String>, actual: &Json) -> Self {
        Self::new(SettingsProblem::Form { expected: expected.into(), actual: actual.kind() })
    }

    fn inside(mut self, part: &str) -> Self {
        // A name of ours is a word; anything else may be what a wrong file contains.
        let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let known = part.len() <= 40 && part.chars().all(word);
        self.way.push(if known { part } else { "…" }.to_owned());
        self
    }
}

impl Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(SettingsProblem::Form { expected: message.to_string(), actual: "string" })
    }

    fn invalid_type(actual: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_value(actual, expected)
    }

    /// Of the value only its kind is told.
    fn invalid_value(actual: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let actual = match actual {
            Unexpected::Bool(_) => "boolean",
            Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => "number",
            Unexpected::Unit | Unexpected::Option => "null",
            Unexpected::Seq => "array",
            Unexpected::Map => "object",
            _ => "string",
        };
        Self::new(SettingsProblem::Form { expected: expected.to_string(), actual })
    }

    fn unknown_field(name: &str, expected: &'static [&'static str]) -> Self {
        Self::new(SettingsProblem::UnknownKey { expected }).inside(name)
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(SettingsProblem::Form { expected: one_of(expected), actual: "string" })
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(SettingsProblem::MissingKey).inside(name)
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::new(SettingsProblem::DuplicateKey).inside(name)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.problem)
    }
}

impl std::error::Error for Problem {}

/// `"warn" / "refuse"`.
fn one_of(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" / ")
}

/// The object that the whole is.
pub(super) fn object<T: DeserializeOwned>(json: &Json, null: Null) -> Result<T, Problem> {
    match json {
        Json::Object(_) => T::deserialize(Value { json, null }),
        other => Err(Problem::new(SettingsProblem::NotAnObject { actual: other.kind() })),
    }
}

/// A value that is read as a type.
#[derive(Clone, Copy)]
struct Value<'j> {
    json: &'j Json,
    null: Null,
}

impl<'j> Value<'j> {
    fn natural<'de, V: Visitor<'de>>(self, most: u64, visitor: V) -> Result<V::Value, Problem> {
        match self.json {
            Json::Natural(number) if *number <= most => visitor.visit_u64(*number),
            other => Err(Problem::form(format!("0–{most}"), other)),
        }
    }

    fn text<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.json {
            Json::Text(text) => visitor.visit_str(text),
            other => Err(Problem::form("\"…\"", other)),
        }
    }

    fn entries<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.json {
            Json::Object(entries) => {
                for (at, (name, _)) in entries.iter().enumerate() {
                    if entries.iter().take(at).any(|(earlier, _)| earlier == name) {
                        return Err(Problem::new(SettingsProblem::DuplicateKey).inside(name));
                    }
                }
                visitor.visit_map(Entries { rest: entries, value: None, null: self.null })
            }
            other => Err(Problem::form("{…}", other)),
        }
    }
}

impl<'de, 'j> Deserializer<'de> for Value<'j> {
    type Error = Problem;

    /// For types that take what comes.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.json {
            Json::Null => visitor.visit_unit(),
            Json::Bool(value) => visitor.visit_bool(*value),
            Json::Natural(number) => visitor.visit_u64(*number),
            Json::Number => Err(Problem::form("0, 1, 2, …", self.json)),
            Json::Text(_) => self.text(visitor),
            Json::Array(_) => self.deserialize_seq(visitor),
            Json::Object(_) => self.entries(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.json {
            Json::Bool(value) => visitor.visit_bool(*value),
            other => Err(Problem::form("true / false", other)),
        }
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.natural(u8::MAX.into(), visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.natural(u16::MAX.into(), visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.natural(u32::MAX.into(), visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.natural(u64::MAX, visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.text(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.text(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match (self.json, self.null) {
            (Json::Null, Null::Absent) => visitor.visit_none(),
            // Where it is refused, by whatever is inside: that says which form it has to have.
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match self.json {
            Json::Array(items) => {
                visitor.visit_seq(Items { rest: items, index: 0, null: self.null })
            }
            other => Err(Problem::form("[…]", other)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.entries(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.entries(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match self.json {
            Json::Text(word) => visitor.visit_enum(Word(word)),
            other => Err(Problem::form(one_of(words), other)),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct identifier ignored_any
    }
}

/// The entries of an object.
struct Entries<'j> {
    rest: &'j [(String, Json)],
    value: Option<(&'j str, &'j Json)>,
    null: Null,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Problem> {
        let Some(((name, value), rest)) = self.rest.split_first() else { return Ok(None) };
        (self.rest, self.value) = (rest, Some((name.as_str(), value)));
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        // A value is asked for after its name only.
        let (name, json) = self.value.take().unwrap_or(("", &Json::Null));
        seed.deserialize(Value { json, null: self.null }).map_err(|problem| problem.inside(name))
    }
}

/// The items of an array.
struct Items<'j> {
    rest: &'j [Json],
    index: usize,
    null: Null,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Problem> {
        let Some((json, rest)) = self.rest.split_first() else { return Ok(None) };
        let index = self.index.to_string();
        (self.rest, self.index) = (rest, self.index + 1);
        let value = seed.deserialize(Value { json, null: self.null });
        value.map(Some).map_err(|problem| problem.inside(&index))
    }
}

/// One of several words.
struct Word<'j>(&'j str);

impl<'de> EnumAccess<'de> for Word<'_> {
    type Error = Problem;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Problem> {
        Ok((seed.deserialize(StrDeserializer::new(self.0))?, self))
    }
}

impl<'de> VariantAccess<'de> for Word<'_> {
    type Error = Problem;

    fn unit_variant(self) -> Result<(), Problem> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Problem> {
        Err(Problem::form("{…}", &Json::Text(String::new())))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Problem> {
        Err(Problem::form("[…]", &Json::Text(String::new())))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Problem> {
        Err(Problem::form("{…}", &Json::Text(String::new())))
    }
}
