//! Settings, policies and states as JSON: one object with known names and types. Whatever else
//! stands there is refused with its place and the form that was expected; what does not obey a
//! setting in silence would be worse than having none.
//!
//! The types say themselves what they take (`serde`, with `deny_unknown_fields`); this reader adds
//! what JSON readers let pass: an array in the place of an object, a name that appears twice, `null`,
//! and anything behind the end.

mod error;
mod tree;
mod typed;

pub use error::{SettingsError, SettingsKind, SettingsProblem};

use serde::de::DeserializeOwned;

/// Whether `null` stands for "not given".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Null {
    /// It does where a value may be left out.
    Absent,
    /// It is refused.
    Refused,
}

/// Reads one object.
pub(crate) fn read<T: DeserializeOwned>(
    octets: &[u8],
    null: Null,
    kind: SettingsKind,
) -> Result<T, SettingsError> {
    let tree = tree::Json::parse(octets);
    let value = tree.and_then(|tree| typed::object(&tree, null).map_err(SettingsProblem::placed));
    value.map_err(|(place, problem)| SettingsError { kind, place, problem: Box::new(problem) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use shohosen_report::Language;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Form {
        day: String,
        #[serde(default)]
        count: Option<u8>,
        #[serde(default)]
        on: bool,
        #[serde(default)]
        word: Word,
        #[serde(default)]
        names: Vec<String>,
        #[serde(default)]
        inner: Option<Inner>,
    }

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Word {
        #[default]
        Warn,
        Refuse,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        known: bool,
    }

    fn form(text: &str) -> Result<Form, SettingsError> {
        read(text.as_bytes(), Null::Refused, SettingsKind::Policy)
    }

    #[test]
    fn an_object_with_known_names_and_types_is_read_with_or_without_a_byte_order_mark() {
        let text = r#"{"day": "a", "count": 3, "on": true, "word": "refuse", "names": ["b"],
                       "inner": {"known": false}}"#;
        let read = form(text).unwrap();
        assert_eq!((read.count, read.on, read.word), (Some(3), true, Word::Refuse));
        assert_eq!(read.names, ["b"]);
        assert_eq!(form(&format!("\u{feff}{text}")).unwrap().inner, Some(Inner { known: false }));
        let least = form(r#"{"day": ""}"#).unwrap();
        assert_eq!((least.count, least.word, least.inner), (None, Word::Warn, None));
    }

    /// What is wrong, the code that says so, and what the message names in both languages.
    #[test]
    fn whatever_else_stands_there_is_refused_with_its_place_and_the_form_expected() {
        for (text, code, place, told) in [
            ("[]", "settings.root.not_object", "", "array"),
            (r#"["a", 3]"#, "settings.root.not_object", "", "array"),
            (r#"[{"day": "a"}]"#, "settings.root.not_object", "", "array"),
            ("null", "settings.root.not_object", "", "null"),
            (r#""day""#, "settings.root.not_object", "", "string"),
            ("3", "settings.root.not_object", "", "number"),
            ("", "settings.json.syntax", "1:0", ""),
            ("{\"day\":\n tru}", "settings.json.syntax", "2:5", ""),
            (r#"{"day": "a"} {}"#, "settings.json.trailing", "1:14", ""),
            (r#"{"day": "a"}x"#, "settings.json.trailing", "1:13", ""),
            (r#"{"day": "a", "dya": 1}"#, "settings.key.unknown", "/dya", "day"),
            (r#"{"day": "a", "day": "a"}"#, "settings.key.duplicate", "/day", ""),
            (
                r#"{"day": "a", "inner": {"known": true, "known": true}}"#,
                "settings.key.duplicate",
                "/inner/known",
                "",
            ),
            (r#"{"on": true}"#, "settings.key.missing", "/day", ""),
            (r#"{"day": 3}"#, "settings.value.form", "/day", "number"),
            (r#"{"day": null}"#, "settings.value.form", "/day", "null"),
            (r#"{"day": "a", "count": null}"#, "settings.value.form", "/count", "0–255"),
            (r#"{"day": "a", "count": 256}"#, "settings.value.form", "/count", "0–255"),
            (r#"{"day": "a", "count": -1}"#, "settings.value.form", "/count", "0–255"),
            (r#"{"day": "a", "count": 1.5}"#, "settings.value.form", "/count", "0–255"),
            (r#"{"day": "a", "count": "1"}"#, "settings.value.form", "/count", "0–255"),
            (r#"{"day": "a", "on": 1}"#, "settings.value.form", "/on", "true / false"),
            (
                r#"{"day": "a", "word": "warm"}"#,
                "settings.value.form",
                "/word",
                r#""warn" / "refuse""#,
            ),
            (r#"{"day": "a", "word": 0}"#, "settings.value.form", "/word", r#""warn" / "refuse""#),
            (r#"{"day": "a", "word": {"warn": null}}"#, "settings.value.form", "/word", "object"),
            (r#"{"day": "a", "names": "b"}"#, "settings.value.form", "/names", "[…]"),
            (r#"{"day": "a", "names": ["b", 1]}"#, "settings.value.form", "/names/1", "number"),
            (r#"{"day": "a", "inner": [true]}"#, "settings.value.form", "/inner", "{…}"),
            (r#"{"day": "a", "inner": {}}"#, "settings.key.missing", "/inner/known", ""),
        ] {
            let error = form(text).expect_err(text);
            let finding = error.finding();
            assert_eq!(error.problem().code().id(), code, "{text}");
            assert_eq!(finding.location.as_deref().unwrap_or_default(), place, "{text}");
            for language in [Language::Japanese, Language::English] {
                let message = finding.message(language);
                assert!(message.contains(told), "{message}");
                assert!(!finding.remedy(language).is_empty());
            }
        }
    }

    #[test]
    fn text_in_another_encoding_is_told_apart() {
        // UTF-16 with its mark, and あ in Shift_JIS (82 A0).
        for (octets, place) in [(&b"\xff\xfe{\0}\0"[..], 0_i64), (b"{\"day\": \"\x82\xa0\"}", 9)] {
            let error = read::<Form>(octets, Null::Refused, SettingsKind::Policy).unwrap_err();
            assert_eq!(error.problem().code().id(), "settings.json.encoding");
            assert!(error.to_string().contains(&place.to_string()), "{error}");
        }
    }

    #[test]
    fn what_stands_in_a_wrong_file_is_not_quoted() {
        for text in [
            r#"{"day": "a", "word": "見本　太郎"}"#,
            r#"{"見本　太郎": "1960-02-29"}"#,
            r#"{"day": {"見本　太郎": 1}}"#,
            r#"["見本　太郎"]"#,
        ] {
            let error = form(text).expect_err(text);
            for language in [Language::Japanese, Language::English] {
                let finding = error.finding();
                let place = finding.location.as_deref().unwrap_or_default().to_owned();
                let all = finding.message(language) + &finding.remedy(language) + &place;
                assert!(!all.contains("太郎") && !all.contains("1960"), "{all}");
            }
        }
    }
}
