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
