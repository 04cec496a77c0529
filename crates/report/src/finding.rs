//! One finding.

use crate::{Bearing, Code, Evidence, Language, Severity, Text, Value, masked};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::borrow::Cow;

/// One check and how it came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What was found.
    pub code: Code,
    /// How much it matters; usually that of the code, but a policy may tone it down.
    pub severity: Severity,
    /// Index into [`Report::signatures`](crate::Report), where it concerns one signature.
    pub signature: Option<usize>,
    /// Where: a path in the document, a line of records, the name of a file.
    pub location: Option<Text>,
    /// What it rests on.
    pub evidence: Evidence,
}

impl Finding {
    /// A finding without place and evidence, of the severity that the table gives its code.
    pub const fn new(code: Code) -> Self {
        Self {
            code,
            severity: code.entry().weight.severity(),
            signature: None,
            location: None,
            evidence: Evidence::new(),
        }
    }

    /// Found here.
    #[must_use]
    pub fn at(mut self, location: impl Into<Text>) -> Self {
        self.location = Some(location.into());
        self
    }

    /// Concerns this signature of the report.
    #[must_use]
    pub fn of_signature(mut self, index: usize) -> Self {
        self.signature = Some(index);
        self
    }

    /// With one more piece of evidence. Where it says where something is, an address is given without
    /// the password in it ([`masked`](crate::masked)).
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        /// Names of files, stores, servers and libraries.
        const PLACES: [&str; 5] = ["file", "place", "url", "uri", "library"];
        let mut value = value.into();
        if PLACES.contains(&key)
            && let Value::Text(text) = &mut value
            && let Cow::Owned(masked) = masked(text)
        {
            *text = masked.into();
        }
        self.evidence.push(key, value);
        self
    }

    /// With another severity than the table gives.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Whether it makes the outcome of a check *found* ([`Bearing::Found`]).
    pub fn decides(&self) -> bool {
        self.code.entry().bearing == Bearing::Found && self.severity >= Severity::Warning
    }

    /// Whether it says that something was not checked ([`Bearing::Unchecked`]).
    pub fn leaves_unchecked(&self) -> bool {
        let entry = self.code.entry();
        entry.bearing == Bearing::Unchecked && self.severity >= entry.weight.severity()
    }

    /// The sentence for people, with the evidence filled in.
    ///
    /// # Panics
    /// In a debug build, if a place of the text has no evidence: every rule gives what the texts of
    /// its code need, and the tests, which are debug builds, hold it to that. Otherwise such a place
    /// shows a dash.
    pub fn message(&self, language: Language) -> String {
        let entry = self.code.entry();
        self.filled(language, language.pick(entry.message_ja, entry.message_en)).into_owned()
    }

    /// What to do about it; empty where there is nothing to do.
    ///
    /// # Panics
    /// As [`message`](Self::message).
    pub fn remedy(&self, language: Language) -> String {
        let entry = self.code.entry();
        self.filled(language, language.pick(entry.remedy_ja, entry.remedy_en)).into_owned()
    }

    /// A text of the table; the very text where no evidence stands in it, as in most remedies.
    fn filled<'t>(&self, language: Language, template: &'t str) -> Cow<'t, str> {
        self.assert_evidence();
        match template.as_bytes().contains(&b'{') {
            true => Cow::Owned(language.fill(template, &self.evidence)),
            false => Cow::Borrowed(template),
        }
    }

    /// In a debug build: that every place of the texts has its evidence.
    pub(crate) fn assert_evidence(&self) {
        debug_assert!(
            self.missing_evidence().is_empty(),
            "{}: the texts need {:?}, the evidence has {:?}",
            self.code,
            self.missing_evidence(),
            self.evidence.iter().map(|(key, _)| key).collect::<Vec<_>>(),
        );
    }

    /// What the texts of the code name and the evidence does not have. Empty for every finding that
    /// a rule gives.
    pub fn missing_evidence(&self) -> Vec<&'static str> {
        self.code.keys().filter(|key| self.evidence.get(key).is_none()).collect()
    }
}

impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Finding", 9)?;
        object.serialize_field("code", self.code.id())?;
        object.serialize_field("severity", &self.severity)?;
        object.serialize_field("signature", &self.signature)?;
        object.serialize_field("location", &self.location)?;
        object.serialize_field("evidence", &self.evidence)?;
        let (entry, ja, en) = (self.code.entry(), Language::Japanese, Language::English);
        object.serialize_field("message_ja", &self.filled(ja, entry.message_ja))?;
        object.serialize_field("message_en", &self.filled(en, entry.message_en))?;
        object.serialize_field("remedy_ja", &self.filled(ja, entry.remedy_ja))?;
        object.serialize_field("remedy_en", &self.filled(en, entry.remedy_en))?;
        object.end()
    }
}
