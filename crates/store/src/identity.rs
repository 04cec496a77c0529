//! Whose documents they are: enough to notice that a document is of somebody else.

use crate::backend::Head;
use sha2::{Digest, Sha256};
use shohosen_report::Phrase;
use std::fmt;

/// What a document says of its patient. A store keeps none of it in clear: only digests with the id
/// of the store, by which a document of somebody else is noticed. (They do not hide a birth date from
/// whoever has the file and tries all days.)
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PatientMarks {
    marks: Vec<(Mark, String)>,
}

/// Which marks there are; what they are stands in no log.
impl fmt::Debug for PatientMarks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.marks.iter().map(|(mark, _)| mark)).finish()
    }
}

/// What differs between a document and what a store holds of the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum IdentityItem {
    /// 氏名, or its reading.
    Name,
    /// 性別.
    Sex,
    /// 生年月日.
    BirthDate,
}

impl IdentityItem {
    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Sex => "sex",
            Self::BirthDate => "birth_date",
        }
    }
}

impl IdentityItem {
    /// In both languages.
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Name => Phrase::new("氏名", "name"),
            Self::Sex => Phrase::new("性別", "sex"),
            Self::BirthDate => Phrase::new("生年月日", "date of birth"),
        }
    }
}

impl fmt::Display for IdentityItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The number of a mark is never given another meaning: it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
enum Mark {
    Name = 1,
    Kana = 2,
    Sex = 3,
    BirthYear = 4,
    BirthMonth = 5,
    BirthDay = 6,
}

impl Mark {
    const ALL: [Self; 6] =
        [Self::Name, Self::Kana, Self::Sex, Self::BirthYear, Self::BirthMonth, Self::BirthDay];

    const fn item(self) -> IdentityItem {
        match self {
            Self::Name | Self::Kana => IdentityItem::Name,
            Self::Sex => IdentityItem::Sex,
            Self::BirthYear | Self::BirthMonth | Self::BirthDay => IdentityItem::BirthDate,
        }
    }
}

impl PatientMarks {
    /// Nothing is known of the patient.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a name in the form in which names are compared: the caller folds widths, blanks and
    /// kana. Empty: not known.
    #[must_use]
    pub fn with_name(self, folded: &str) -> Self {
        self.with(Mark::Name, folded.to_owned())
    }

    /// With the reading of the name, folded in the same way.
    #[must_use]
    pub fn with_kana(self, folded: &str) -> Self {
        self.with(Mark::Kana, folded.to_owned())
    }

    /// With a sex, in any words that are always the same.
    #[must_use]
    pub fn with_sex(self, sex: &str) -> Self {
        self.with(Mark::Sex, sex.to_owned())
    }

    /// With a birth date, or what is known of it: one that lacks the day agrees with all days of its
    /// month.
    #[must_use]
    pub fn with_birth_date(self, year: u16, month: Option<u8>, day: Option<u8>) -> Self {
        let marked = self.with(Mark::BirthYear, year.to_string());
        let Some(month) = month else { return marked };
        let marked = marked.with(Mark::BirthMonth, format!("{year}-{month}"));
        let Some(day) = day else { return marked };
        marked.with(Mark::BirthDay, format!("{year}-{month}-{day}"))
    }

    fn with(mut self, mark: Mark, text: String) -> Self {
        if !text.is_empty() {
            self.marks.push((mark, text));
        }
        self
    }

    /// As a store of this id keeps them.
    pub(crate) fn held(&self, store: &[u8]) -> HeldMarks {
        let mut held = HeldMarks::default();
        for (mark, text) in &self.marks {
            let mut digest = Sha256::new();
            digest.update(store);
            digest.update([*mark as u8]);
            digest.update(text);
            let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(digest.finalize());
            held.0.push((*mark, [a, b, c, d, e, f, g, h]));
        }
        held
    }
}

/// What a store holds of the identity of a patient, to compare somebody else's document with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldIdentity {
    store: Vec<u8>,
    marks: HeldMarks,
}

impl HeldIdentity {
    pub(crate) fn of(head: &Head) -> Self {
        let marks = HeldMarks::of_bytes(&head.identity).unwrap_or_default();
        Self { store: head.store.clone(), marks }
    }

    /// In which items a document differs; empty where nothing does, or where one of the two does not
    /// say.
    pub fn differences(&self, document: &PatientMarks) -> Vec<IdentityItem> {
        self.marks.differences(&document.held(&self.store))
    }
}

/// The marks of a patient as they are kept: nine bytes each, a number and 64 bits of a digest.
/// Several of one kind are held where another name was accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HeldMarks(Vec<(Mark, [u8; 8])>);

impl HeldMarks {
    /// Who was accepted under so many names is no single person.
    const MOST: usize = 256;

    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (marks, []) = bytes.as_chunks::<9>() else { return None };
        let mark = |&[number, a, b, c, d, e, f, g, h]: &[u8; 9]| {
            let mark = Mark::ALL.into_iter().find(|mark| *mark as u8 == number)?;
            Some((mark, [a, b, c, d, e, f, g, h]))
        };
        marks.iter().map(mark).collect::<Option<_>>().map(Self)
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|(mark, digest)| [*mark as u8].into_iter().chain(*digest)).collect()
    }

    /// In which items those of a document are none of these; empty where nothing differs, or where
    /// one of the two does not say. A name whose reading is held counts by its reading: the same
    /// name is written in several ways (髙 and 高).
    pub(crate) fn differences(&self, document: &Self) -> Vec<IdentityItem> {
        let compare = |mark: Mark| {
            let of = |marks: &Self| marks.0.iter().any(|(kind, _)| *kind == mark);
            let same = document
                .0
                .iter()
                .filter(|(kind, _)| *kind == mark)
                .all(|marked| self.0.contains(marked));
            (of(self) && of(document)).then_some(same)
        };
        let mut items: Vec<_> = Mark::ALL
            .into_iter()
            .filter(|mark| *mark != Mark::Name || compare(Mark::Kana).is_none())
            .filter(|mark| compare(*mark) == Some(false))
            .map(Mark::item)
            .collect();
        items.dedup();
        items
    }

    /// With those of another document.
    pub(crate) fn add(&mut self, document: &Self) {
        for marked in &document.0 {
            if !self.0.contains(marked) && self.0.len() < Self::MOST {
                self.0.push(*marked);
            }
        }
        self.0.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks() -> PatientMarks {
        PatientMarks::new().with_name("試験太郎").with_sex("1").with_birth_date(
            1960,
            Some(2),
            Some(29),
        )
    }

    fn differences(held: &PatientMarks, document: &PatientMarks) -> Vec<IdentityItem> {
        held.held(b"store").differences(&document.held(b"store"))
    }

    #[test]
    fn what_both_say_is_compared_and_nothing_else() {
        let named = PatientMarks::new().with_name("検証花子");
        assert_eq!(differences(&marks(), &marks()), []);
        assert_eq!(differences(&marks(), &PatientMarks::new()), []);
        assert_eq!(differences(&PatientMarks::new(), &marks()), []);
        assert_eq!(differences(&marks(), &named), [IdentityItem::Name]);
        assert_eq!(differences(&marks(), &named.clone().with_sex("1")), [IdentityItem::Name]);
        let other = named.with_sex("2").with_birth_date(1960, Some(3), None);
        let all = [IdentityItem::Name, IdentityItem::Sex, IdentityItem::BirthDate];
        assert_eq!(differences(&marks(), &other), all);
    }

    #[test]
    fn a_birth_date_that_lacks_a_part_agrees_with_all_that_have_the_rest() {
        let born = |year, month, day| PatientMarks::new().with_birth_date(year, month, day);
        for (year, month, day, differs) in [
            (1960, None, None, false),
            (1960, Some(2), None, false),
            (1960, Some(2), Some(28), true),
            (1960, Some(3), None, true),
            (1961, None, None, true),
        ] {
            let found = !differences(&marks(), &born(year, month, day)).is_empty();
            assert_eq!(found, differs, "{year} {month:?} {day:?}");
        }
    }

    #[test]
    fn a_name_written_otherwise_with_the_same_reading_is_the_same() {
        let held = PatientMarks::new().with_name("高橋一郎").with_kana("タカハシイチロウ");
        let other_letters = PatientMarks::new().with_name("髙橋一郎");
        assert_eq!(differences(&held, &other_letters), [IdentityItem::Name]);
        let read = other_letters.with_kana("タカハシイチロウ");
        assert_eq!(differences(&held, &read), []);
    }

    #[test]
    fn both_names_of_somebody_who_married_are_held_once_they_were_accepted() {
        let mut held = marks().held(b"store");
        let married = PatientMarks::new().with_name("検証太郎").held(b"store");
        assert_eq!(held.differences(&married), [IdentityItem::Name]);
        held.add(&married);
        assert_eq!(held.differences(&married), []);
        assert_eq!(held.differences(&marks().held(b"store")), []);
        assert_eq!(HeldMarks::of_bytes(&held.to_bytes()), Some(held));
    }

    #[test]
    fn the_same_name_is_another_mark_in_another_store_and_stands_nowhere_in_clear() {
        let (one, other) = (marks().held(b"one"), marks().held(b"other"));
        assert!(one.0.iter().all(|mark| !other.0.contains(mark)));
        assert!(!one.to_bytes().windows(3).any(|bytes| bytes == "試".as_bytes()));
        assert_eq!(HeldMarks::of_bytes(&[0; 9]), None);
        assert_eq!(HeldMarks::of_bytes(&[1; 8]), None);
    }
}
