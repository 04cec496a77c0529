//! Text that is passed on more often than it is made.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// The beginning of a text that somebody else has written: at most so many characters. What is quoted
/// from a document may be as long as the document.
///
/// ```
/// assert_eq!(shohosen_report::excerpt("処方箋", 2), "処方");
/// assert_eq!(shohosen_report::excerpt("処方箋", 3), "処方箋");
/// ```
pub fn excerpt(text: &str, characters: usize) -> &str {
    // No text has more characters than octets.
    if text.len() <= characters {
        return text;
    }
    let end = text.char_indices().nth(characters).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}

/// Text in findings: a constant, one's own, or shared. The same place and the same name stand in
/// many findings of a report, so a clone of shared text costs a count and no memory.
///
/// It is a `str` in all but name; `From` takes `&'static str`, `String` and `Arc<str>`.
///
/// ```
/// use shohosen_report::Text;
/// let place = Text::shared("/Document/Prescription");
/// assert_eq!(place, place.clone());
/// assert!(place.starts_with("/Document"));
/// ```
#[derive(Clone)]
pub struct Text(Form);

#[derive(Clone)]
enum Form {
    Constant(&'static str),
    Own(String),
    Shared(Arc<str>),
}

impl Text {
    /// Text that will be cloned.
    pub fn shared(text: impl Into<Arc<str>>) -> Self {
        Self(Form::Shared(text.into()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Form::Constant(text) => text,
            Form::Own(text) => text,
            Form::Shared(text) => text,
        }
    }

    /// The text by itself.
    pub fn into_string(self) -> String {
        match self.0 {
            Form::Own(text) => text,
            form => Self(form).as_str().to_owned(),
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Self(Form::Constant(""))
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Self(Form::Constant(text))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Form::Own(text))
    }
}

impl From<Arc<str>> for Text {
    fn from(text: Arc<str>) -> Self {
        Self(Form::Shared(text))
    }
}

impl From<Cow<'static, str>> for Text {
    fn from(text: Cow<'static, str>) -> Self {
        match text {
            Cow::Borrowed(text) => text.into(),
            Cow::Owned(text) => text.into(),
        }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        **self == **other
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::shared)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_it_is_held_the_text_is_the_same() {
        let forms = [
            Text::from("処方箋"),
            "処方箋".to_owned().into(),
            Text::shared("処方箋"),
            Cow::<'static, str>::Owned("処方箋".to_owned()).into(),
        ];
        for form in forms {
            assert_eq!(form, Text::from("処方箋"));
            assert_eq!(form, "処方箋");
            assert_eq!(format!("{form:>5}|{form:?}"), "  処方箋|\"処方箋\"");
            assert_eq!(serde_json::to_string(&form).unwrap(), "\"処方箋\"");
            assert_eq!(form.into_string(), "処方箋");
        }
    }
}
