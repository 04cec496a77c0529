//! Values that concern a person.

use serde::{Serialize, Serializer};
use std::fmt;

/// A value that concerns a person: a name, a birth date, a registration number, an insurance number.
///
/// Messages and reports end up in logs and tickets, so this prints, debugs and serialises as stars,
/// and as evidence of a [`Finding`](crate::Finding) nothing of it is kept. Whoever has a right to the
/// value itself says so with [`reveal`](Self::reveal).
///
/// ```
/// use shohosen_report::Redacted;
/// let name = Redacted::new("処方 太郎");
/// assert_eq!(format!("{name} {name:?}"), "*** ***");
/// assert_eq!(name.reveal(), "処方 太郎");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Redacted(String);

impl Redacted {
    /// What is shown in its place.
    pub const SHOWN: &'static str = "***";

    /// A value that is not to be shown.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// What a JSON reader says is wrong, without the values that it quotes: names of fields, expected
/// words and the place stay.
///
/// ```
/// use shohosen_report::without_values;
/// let error = serde_json::from_str::<u32>("\"処方 太郎\"").unwrap_err();
/// assert_eq!(without_values(&error), "invalid type: string ***, expected u32 at line 1 column 15");
/// ```
pub fn without_values(error: &impl fmt::Display) -> String {
    const BEFORE: [&str; 5] =
        ["unknown variant ", "integer ", "floating point ", "boolean ", "character "];
    let message = error.to_string();
    let (mut kept, mut rest) = (String::with_capacity(message.len()), message.as_str());
    while let Some(at) = rest.find(['"', '`']) {
        let (before, quoted) = rest.split_at(at);
        kept.push_str(before);
        let quote = if quoted.starts_with('"') { '"' } else { '`' };
        let inside = quoted.get(1..).unwrap_or_default();
        let end = match quote {
            '"' => end_of_string(inside),
            _ => inside.find('`'),
        };
        let Some(end) = end else {
            // A quote that does not end is all value.
            kept.push_str(Redacted::SHOWN);
            return kept;
        };
        let name = inside.get(..end).unwrap_or_default();
        let is_value = quote == '"'
            || BEFORE.iter().any(|word| kept.ends_with(word))
            || kept.ends_with("unknown field ") && !may_be_a_field(name);
        match quoted.get(..end + 2) {
            Some(whole) if !is_value => kept.push_str(whole),
            _ => kept.push_str(Redacted::SHOWN),
        }
        rest = inside.get(end + 1..).unwrap_or_default();
    }
    kept.push_str(rest);
    kept
}

/// Whether a name is one that a form could have: a word, and no number.
fn may_be_a_field(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-');
    name.len() <= 40 && name.bytes().all(plain)
}

/// Where a string in the debug form ends: at a quotation mark that no backslash is before.
fn end_of_string(inside: &str) -> Option<usize> {
    let mut escaped = false;
    inside.char_indices().find_map(|(at, c)| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

impl fmt::Display for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(Self::SHOWN)
    }
}

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::SHOWN)
    }
}

impl Serialize for Redacted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Self::SHOWN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, codes};

    #[test]
    fn what_a_reader_of_json_says_names_fields_and_not_values() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Kind {
            Prescribed,
            Dispensed,
        }
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Event {
            #[serde(rename = "kind")]
            _kind: Kind,
            #[serde(rename = "days")]
            _days: u16,
        }
        let said = |json: &str| without_values(&serde_json::from_str::<Event>(json).unwrap_err());
        let unknown = said(r#"{"kind":"花子","days":1}"#);
        assert!(!unknown.contains("花子") && unknown.contains("`prescribed`"), "{unknown}");
        let text = said(r#"{"kind":"dispensed","days":"花\"子`"}"#);
        assert!(!text.contains(['花', '子']) && text.contains("expected u16"), "{text}");
        let number = said(r#"{"kind":"dispensed","days":19500315}"#);
        assert!(!number.contains("19500315") && number.contains("line 1"), "{number}");
        let field = said(r#"{"kind":"dispensed","day":1}"#);
        assert!(field.contains("unknown field `day`"), "{field}");
        assert_eq!(without_values(&"an \"open end"), "an ***");
    }

    #[test]
    fn nothing_of_a_personal_value_leaves_by_any_door() {
        let name = Redacted::new("処方花子");
        assert_eq!(serde_json::to_string(&name).unwrap(), "\"***\"");
        assert_eq!(format!("{name:>5}{name:?}"), "  ******");
        let finding = codes::xmldsig::REFERENCE_NOT_FOUND.finding().with("uri", name);
        let shown = format!(
            "{finding:?}{}{}{}",
            finding.message(Language::Japanese),
            finding.message(Language::English),
            serde_json::to_string(&finding).unwrap(),
        );
        assert!(!shown.contains("花子"), "{shown}");
        assert!(shown.contains("***"), "{shown}");
    }
}
