//! Words that are known when the program is compiled.

use crate::{Language, Phrase, Value};
use std::fmt;

/// A few words of our own in both languages, known when the program is compiled: what is wrong with a
/// row, what there is too much of. A [`Phrase`] that costs nothing to pass on.
///
/// ```
/// use shohosen_report::{Language, Words};
/// const CUT_OFF: Words = Words::new("途中で切れています", "cut off");
/// assert_eq!(CUT_OFF.pick(Language::Japanese), "途中で切れています");
/// assert_eq!(CUT_OFF.to_string(), "cut off");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Words {
    japanese: &'static str,
    english: &'static str,
}

impl Words {
    /// The same in both languages.
    pub const fn new(japanese: &'static str, english: &'static str) -> Self {
        Self { japanese, english }
    }

    /// The words in this language.
    pub const fn pick(self, language: Language) -> &'static str {
        language.pick(self.japanese, self.english)
    }

    /// As a phrase.
    pub fn phrase(self) -> Phrase {
        Phrase::new(self.japanese, self.english)
    }

    /// As a phrase, with something in front: where it is.
    pub fn after(self, japanese: impl fmt::Display, english: impl fmt::Display) -> Phrase {
        Phrase::new(
            format!("{japanese}：{}", self.japanese),
            format!("{english}: {}", self.english),
        )
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.english)
    }
}

impl From<Words> for Phrase {
    fn from(words: Words) -> Self {
        words.phrase()
    }
}

impl From<Words> for Value {
    fn from(words: Words) -> Self {
        words.phrase().into()
    }
}
