//! Whose document it is.

use shohosen_report::{Finding, Phrase, codes::medication as codes};
use shohosen_rx::{PartialDate, Sex};
use std::fmt;

/// What a document says of the patient: enough to notice that two documents are of different
/// people, not enough to say that they are of the same one.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PatientIdentity {
    /// 氏名.
    pub name: String,
    /// 生年月日.
    pub birth_date: Option<PartialDate>,
    /// 性別.
    pub sex: Option<Sex>,
}

impl fmt::Debug for PatientIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PatientIdentity").finish_non_exhaustive()
    }
}

impl PatientIdentity {
    /// What differs between two documents, as findings; empty where nothing does, or where one of
    /// them does not say. Names are compared without blanks; one written in kana differs from the
    /// same in kanji, so a name alone counts only where no birth date says more.
    pub(crate) fn differences(&self, other: &Self) -> Vec<Finding> {
        let mut findings = Vec::new();
        // That they differ is said, what they are is not: a report ends up in logs and tickets.
        let mut differs = |japanese: &'static str, english: &'static str| {
            let item = Phrase::new(japanese, english);
            findings.push(codes::HISTORY_PATIENT_DIFFERS.finding().with("item", item));
        };
        let mut same_birth = false;
        if let (Some(expected), Some(actual)) = (self.birth_date, other.birth_date) {
            same_birth = contains(expected, actual) || contains(actual, expected);
            if !same_birth {
                differs("生年月日", "date of birth");
            }
        }
        if let (Some(expected), Some(actual)) = (self.sex, other.sex)
            && expected != actual
        {
            differs("性別", "sex");
        }
        let (expected, actual) = (plain(&self.name), plain(&other.name));
        if !same_birth && !expected.is_empty() && !actual.is_empty() && expected != actual {
            differs("氏名", "name");
        }
        findings
    }
}

impl PatientIdentity {
    /// With what another document says beyond this one.
    pub(super) fn completed_by(self, other: Self) -> Self {
        Self {
            name: if self.name.is_empty() { other.name } else { self.name },
            birth_date: self.birth_date.or(other.birth_date),
            sex: self.sex.or(other.sex),
        }
    }
}

/// Whether the known parts of a date are those of another.
fn contains(wide: PartialDate, narrow: PartialDate) -> bool {
    wide.year == narrow.year
        && wide.month.is_none_or(|month| narrow.month == Some(month))
        && wide.day.is_none_or(|day| narrow.day == Some(day))
}

fn plain(name: &str) -> String {
    name.chars().filter(|character| !character.is_whitespace()).collect()
}
