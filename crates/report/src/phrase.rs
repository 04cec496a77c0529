//! Words of our own, in both languages.

use crate::{DocumentKind, Language, Text};
use serde::{Serialize, Serializer};
use std::fmt;

/// A few words of our own that stand inside a sentence, in both languages: what was expected, what
/// is wrong. A reason in English only would stand in the middle of a Japanese sentence.
///
/// In JSON, and wherever no language is at hand, it is the English form.
///
/// ```
/// use shohosen_report::{Language, Phrase};
/// let expected = Phrase::new("半角カナ", "half-width kana");
/// assert_eq!(expected.pick(Language::Japanese), "半角カナ");
/// assert_eq!(expected.to_string(), "half-width kana");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    japanese: Text,
    english: Text,
}

impl Phrase {
    /// The same in both languages.
    pub fn new(japanese: impl Into<Text>, english: impl Into<Text>) -> Self {
        Self { japanese: japanese.into(), english: english.into() }
    }

    /// The words in this language.
    pub fn pick(&self, language: Language) -> &str {
        language.pick(&self.japanese, &self.english)
    }
}

/// What a document is, in a sentence; in JSON the word of [`DocumentKind::as_str`].
impl From<DocumentKind> for Phrase {
    fn from(kind: DocumentKind) -> Self {
        let japanese = match kind {
            DocumentKind::Prescription => "電子処方箋",
            DocumentKind::Dispensing => "調剤情報",
            DocumentKind::Scanned => "スキャン文書",
            DocumentKind::Unknown => "種類不明の文書",
        };
        Self::new(japanese, kind.as_str())
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.english)
    }
}

/// As what an error of ours says inside an error of the system's form:
/// [`io_problem`](crate::io_problem) finds it there.
impl std::error::Error for Phrase {}

impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.english.serialize(serializer)
    }
}
