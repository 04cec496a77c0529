//! Whose document it is.

use shohosen_report::{Finding, Phrase, codes::medication as codes};
use shohosen_rx::{PartialDate, Sex};
use shohosen_terms::kana;
use std::fmt;

/// What a document says of the patient: enough to notice that two documents are of different
/// people, not enough to say that they are of the same one.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PatientIdentity {
    /// 氏名.
    pub name: String,
    /// 氏名カナ.
    pub kana_name: String,
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
    /// them does not say. Names are compared in one width, without blanks, and by their readings where
    /// both have them; where the birth date is the same, only names
    /// in kanji count, as a name in kana is another spelling of the same. What it is in either document no finding repeats.
    pub(crate) fn differences(&self, other: &Self) -> Vec<Finding> {
        let mut items = Vec::new();
        let mut same_birth = false;
        if let (Some(own), Some(theirs)) = (self.birth_date, other.birth_date) {
            same_birth = contains(own, theirs) || contains(theirs, own);
            if !same_birth {
                items.push(Phrase::new("生年月日", "date of birth"));
            }
        }
        if let (Some(own), Some(theirs)) = (self.sex, other.sex)
            && own != theirs
        {
            items.push(Phrase::new("性別", "sex"));
        }
        let differ = |own: &str, theirs: &str| match own.is_empty() || theirs.is_empty() {
            true => None,
            false => Some(own != theirs),
        };
        let (own, theirs) = (self.names(), other.names());
        let named = differ(&own.1, &theirs.1).or_else(|| differ(&own.0, &theirs.0));
        let in_kanji = has_kanji(&own.0) && has_kanji(&theirs.0);
        if (!same_birth || in_kanji) && named == Some(true) {
            items.push(Phrase::new("氏名", "name"));
        }
        items.into_iter().map(differs).collect()
    }

    /// Name and reading as they are compared: in one width, without blanks, in katakana. A name that is
    /// all kana is a reading.
    fn names(&self) -> (String, String) {
        let (name, kana) = (folded(&self.name), folded(&self.kana_name));
        let read = |text: &str| text.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー' | '・'));
        match kana.is_empty() && read(&name) {
            true => (String::new(), name),
            false => (name, kana),
        }
    }
}

/// That the patient of a document differs in this item.
pub(super) fn differs(item: Phrase) -> Finding {
    codes::HISTORY_PATIENT_DIFFERS.finding().with("item", item)
}

#[cfg(feature = "store")]
impl PatientIdentity {
    /// As a store compares it.
    pub fn marks(&self) -> shohosen_store::PatientMarks {
        let (name, kana) = self.names();
        let mut marks = shohosen_store::PatientMarks::new().with_name(&name).with_kana(&kana);
        if let Some(sex) = self.sex {
            marks = marks.with_sex(sex.code());
        }
        if let Some(birth) = self.birth_date {
            marks = marks.with_birth_date(birth.year, birth.month, birth.day);
        }
        marks
    }
}

impl PatientIdentity {
    /// With what another document says beyond this one.
    pub(super) fn completed_by(self, other: Self) -> Self {
        Self {
            name: if self.name.is_empty() { other.name } else { self.name },
            kana_name: if self.kana_name.is_empty() { other.kana_name } else { self.kana_name },
            birth_date: self.birth_date.or(other.birth_date),
            sex: self.sex.or(other.sex),
        }
    }
}

/// A name in kana is another spelling of the same name; two in kanji are two names.
fn has_kanji(name: &str) -> bool {
    name.chars()
        .any(|character| matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'))
}

/// Whether the known parts of a date are those of another.
fn contains(wide: PartialDate, narrow: PartialDate) -> bool {
    wide.year == narrow.year
        && wide.month.is_none_or(|month| narrow.month == Some(month))
        && wide.day.is_none_or(|day| narrow.day == Some(day))
}

/// A name in one width, without blanks, in katakana.
fn folded(name: &str) -> String {
    let blank = |c: &char| !c.is_whitespace();
    kana::to_katakana(&kana::fold_name(name).chars().filter(blank).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, kana_name: &str) -> PatientIdentity {
        let (name, kana_name) = (name.to_owned(), kana_name.to_owned());
        PatientIdentity { name, kana_name, ..PatientIdentity::default() }
    }

    #[test]
    fn names_are_the_same_in_every_width_with_or_without_blanks_and_in_either_kana() {
        for (one, other, same) in [
            (named("試験　太郎", ""), named("試験太郎", ""), true),
            (named("試験太郎", ""), named("試験次郎", ""), false),
            (named("Ｔａｒｏ", ""), named("TARO", ""), true),
            (named("", "ｼｹﾝ ﾀﾛｳ"), named("", "シケン　タロウ"), true),
            // A name in kana alone is a reading, and says nothing beside one in kanji alone.
            (named("しけん たろう", ""), named("試験　太郎", "ｼｹﾝ ﾀﾛｳ"), true),
            (named("シケンタロウ", ""), named("試験太郎", ""), true),
            (named("ケンショウハナコ", ""), named("試験太郎", "ｼｹﾝ ﾀﾛｳ"), false),
            // ガ of one character and of two.
            (named("", "ﾀｶﾞﾐ"), named("", "タカ\u{3099}ミ"), true),
            (named("髙橋一郎", "ﾀｶﾊｼ ｲﾁﾛｳ"), named("高橋一郎", "タカハシイチロウ"), true),
            (named("", ""), named("試験太郎", "ｼｹﾝ ﾀﾛｳ"), true),
        ] {
            let names = (&one.name, &one.kana_name, &other.name, &other.kana_name);
            assert_eq!(one.differences(&other).is_empty(), same, "{names:?}");
            assert_eq!(other.differences(&one).is_empty(), same, "{names:?}");
        }
    }
}
