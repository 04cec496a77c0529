//! The account of what a reader was given.
//!
//! Whoever reads a history or a prescription opens an [`Account`] of as many parts as it was given
//! and settles each of them: used, of no bearing for a reason that the list [`NoBearing`] names, or
//! not read. Only the accounts of all that went into a check, closed together, give a [`Complete`];
//! and only that lets an outcome be "nothing found".

use std::fmt;

/// What became of each part of what a reader was given: records, resources, rows.
///
/// There is no empty account and no default: one that nothing was used of does not close, and
/// neither does one with a part that was forgotten.
///
/// ```
/// use shohosen_report::{Account, Accounts, NoBearing, Unread, UnreadReason};
///
/// let mut notebook = Account::of(3);
/// notebook.used();
/// notebook.no_bearing(NoBearing::Explanation);
/// let asked = || Account::waived();
/// // The third record was forgotten: nothing may be concluded.
/// let all = |history| Accounts {
///     prescription: Account::whole(2), history, facts: asked(), check: Account::whole(1),
/// };
/// assert!(all(notebook.clone()).close().is_err());
/// notebook.unread(Unread::new("line 3", UnreadReason::UnknownPart));
/// assert!(all(notebook).close().is_err());
/// assert!(all(asked()).close().is_ok());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Account {
    given: usize,
    used: usize,
    no_bearing: Vec<(NoBearing, usize)>,
    unread: Vec<Unread>,
    /// Parts among `given` that were settled as unread; the others of `unread` were never given.
    unread_parts: usize,
}

/// Why a part bears on nothing that is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoBearing {
    /// Who prescribed, dispensed, is insured, and how they are reached. Who the patient is, is compared
    /// apart from this.
    Administration,
    /// Words for the patient or between professionals: the rule compares codes and days.
    Explanation,
    /// Amounts, units and the manner of use: the rule compares ingredient, route and days.
    Dosage,
    /// The source itself says that it is not being taken: cancelled, entered in error, never done.
    Withdrawn,
    /// No drug: a material, a fee.
    NoMedicine,
    /// What the source lists beside medication: appointments, observations, what was bought.
    OtherSubject,
    /// How the source is put together: headers, end marks, split controls, blank lines.
    Form,
    /// It stands elsewhere in what was given, and was taken from there.
    Repeated,
    /// The caller said by name that there is none of this.
    Waived,
}

impl NoBearing {
    /// Every entry of the list.
    pub const ALL: [Self; 9] = [
        Self::Administration,
        Self::Explanation,
        Self::Dosage,
        Self::Withdrawn,
        Self::NoMedicine,
        Self::OtherSubject,
        Self::Form,
        Self::Repeated,
        Self::Waived,
    ];

    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administration => "administration",
            Self::Explanation => "explanation",
            Self::Dosage => "dosage",
            Self::Withdrawn => "withdrawn",
            Self::NoMedicine => "no_medicine",
            Self::OtherSubject => "other_subject",
            Self::Form => "form",
            Self::Repeated => "repeated",
            Self::Waived => "waived",
        }
    }
}

/// A part that was not read though it may matter, or that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Where: a line, a record, a resource. Never what stands there.
    pub place: String,
    /// Why.
    pub reason: UnreadReason,
}

impl Unread {
    /// A part at this place.
    pub fn new(place: impl Into<String>, reason: UnreadReason) -> Self {
        Self { place: place.into(), reason }
    }
}

/// Why a part was not read.
///
/// It is matched without a remainder wherever it is turned into words, so that a new reason has to
/// be decided on everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnreadReason {
    /// A kind of record or resource that is not evaluated here.
    UnknownPart,
    /// Something is missing: the end of a file, a page, a record that belongs to another.
    Incomplete,
    /// Parts of it contradict each other.
    Contradictory,
    /// It says something that is not understood.
    NotUnderstood,
    /// A signature over it did not verify.
    Unverified,
    /// It does not hold against its check sum.
    Damaged,
    /// An allergy, side effect or the like: read, but nothing compares it with the prescription.
    NotCompared,
    /// It may be of another patient.
    OtherPatient,
    /// Nobody said what is to be read: no source was given, and it was not said that there is none.
    NotGiven,
}

impl UnreadReason {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::UnknownPart,
        Self::Incomplete,
        Self::Contradictory,
        Self::NotUnderstood,
        Self::Unverified,
        Self::Damaged,
        Self::NotCompared,
        Self::OtherPatient,
        Self::NotGiven,
    ];

    /// The word used in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownPart => "unknown_part",
            Self::Incomplete => "incomplete",
            Self::Contradictory => "contradictory",
            Self::NotUnderstood => "not_understood",
            Self::Unverified => "unverified",
            Self::Damaged => "damaged",
            Self::NotCompared => "not_compared",
            Self::OtherPatient => "other_patient",
            Self::NotGiven => "not_given",
        }
    }
}

impl Account {
    /// Opens an account of so many parts, none of which is settled.
    pub const fn of(given: usize) -> Self {
        Self { given, used: 0, no_bearing: Vec::new(), unread: Vec::new(), unread_parts: 0 }
    }

    /// An account of so many parts, all of which were used.
    pub fn whole(parts: usize) -> Self {
        Self { used: parts, ..Self::of(parts) }
    }

    /// The account of a source that the caller does without, and says so by name.
    pub fn waived() -> Self {
        let mut account = Self::of(2);
        // That there is none was said, and that is what was used.
        account.used();
        account.no_bearing(NoBearing::Waived);
        account
    }

    /// The account of a source that nobody named: it never closes.
    pub fn not_given(place: impl Into<String>) -> Self {
        let mut account = Self::of(0);
        account.missing(Unread::new(place, UnreadReason::NotGiven));
        account
    }

    /// Settles a part: it was used.
    pub const fn used(&mut self) {
        self.used += 1;
    }

    /// Settles a part: it bears on nothing that is checked.
    pub fn no_bearing(&mut self, why: NoBearing) {
        match self.no_bearing.iter_mut().find(|(known, _)| *known == why) {
            Some((_, count)) => *count += 1,
            None => self.no_bearing.push((why, 1)),
        }
    }

    /// Settles a part: it was not read.
    pub fn unread(&mut self, unread: Unread) {
        self.unread_parts += 1;
        self.unread.push(unread);
    }

    /// Notes what was not even given, though it belongs to what was; or what makes a part doubtful
    /// that was used.
    pub fn missing(&mut self, unread: Unread) {
        if !self.unread.contains(&unread) {
            self.unread.push(unread);
        }
    }

    /// Takes over the parts of another account: those of a document within a document.
    pub fn take(&mut self, other: Self) {
        self.given += other.given;
        self.used += other.used;
        for (why, count) in other.no_bearing {
            match self.no_bearing.iter_mut().find(|(known, _)| *known == why) {
                Some((_, own)) => *own += count,
                None => self.no_bearing.push((why, count)),
            }
        }
        self.unread_parts += other.unread_parts;
        self.unread.extend(other.unread);
    }

    /// How many parts were given.
    pub const fn given(&self) -> usize {
        self.given
    }

    /// How many were used.
    pub const fn used_parts(&self) -> usize {
        self.used
    }

    /// How many bear on nothing, by the reason.
    pub fn without_bearing(&self) -> &[(NoBearing, usize)] {
        &self.no_bearing
    }

    /// What was not read, or is missing.
    pub fn not_read(&self) -> &[Unread] {
        &self.unread
    }

    /// Whether every part is settled, something was used, and nothing was left unread.
    pub fn is_complete(&self) -> bool {
        self.unread.is_empty() && self.used > 0 && self.settled() == self.given
    }

    /// What keeps it from being complete: what was not read, and a word for parts that a reader
    /// forgot.
    pub fn gaps(&self) -> Vec<Unread> {
        let mut gaps = self.unread.clone();
        if self.settled() != self.given {
            let place = format!("{}/{}", self.settled(), self.given);
            gaps.push(Unread::new(place, UnreadReason::UnknownPart));
        }
        if gaps.is_empty() && self.used == 0 {
            gaps.push(Unread::new("", UnreadReason::Incomplete));
        }
        gaps
    }

    fn settled(&self) -> usize {
        let no_bearing: usize = self.no_bearing.iter().map(|(_, count)| count).sum();
        self.used + no_bearing + self.unread_parts
    }
}

/// The accounts that a check rests on. None of them can be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accounts {
    /// Of the document of the prescription.
    pub prescription: Account,
    /// Of everything that says what the patient takes.
    pub history: Account,
    /// Of what is known of the patient beside: allergies, diseases.
    pub facts: Account,
    /// Of the drugs, records and tables that were compared.
    pub check: Account,
}

impl Accounts {
    /// Closes the accounts: the one way to a [`Complete`].
    ///
    /// # Errors
    /// What was not read, where there is any.
    pub fn close(self) -> Result<Complete, Vec<Unread>> {
        let all = [&self.prescription, &self.history, &self.facts, &self.check];
        let gaps: Vec<Unread> = all.into_iter().flat_map(Account::gaps).collect();
        match gaps.is_empty() {
            true => Ok(Complete { parts: all.into_iter().map(Account::given).sum() }),
            false => Err(gaps),
        }
    }
}

/// The proof that everything that was handed over is accounted for. Only [`Accounts::close`] makes
/// one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Complete {
    parts: usize,
}

impl Complete {
    /// Of how many parts.
    pub const fn parts(self) -> usize {
        self.parts
    }
}

impl fmt::Display for UnreadReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closes(history: Account) -> bool {
        let (prescription, facts, check) =
            (Account::whole(1), Account::waived(), Account::whole(1));
        Accounts { prescription, history, facts, check }.close().is_ok()
    }

    #[test]
    fn only_an_account_whose_every_part_is_settled_and_of_which_something_was_used_closes() {
        assert!(closes(Account::whole(3)));
        assert!(closes(Account::waived()));
        // An empty list is no account, nor is one whose parts all bear on nothing.
        assert!(!closes(Account::of(0)));
        assert!(!closes(Account::not_given("history")));
        let mut nothing_used = Account::of(1);
        nothing_used.no_bearing(NoBearing::Form);
        assert!(!closes(nothing_used));
        // A part that was forgotten, or settled twice.
        let mut account = Account::of(2);
        account.used();
        assert!(!closes(account.clone()));
        account.used();
        assert!(closes(account.clone()));
        account.used();
        assert!(!closes(account));
        let mut cut = Account::whole(2);
        cut.missing(Unread::new("line 3", UnreadReason::Incomplete));
        assert!(!closes(cut));
    }

    #[test]
    fn an_account_that_takes_another_one_has_its_gaps() {
        let mut outer = Account::whole(1);
        let mut inner = Account::of(3);
        inner.used();
        inner.no_bearing(NoBearing::Dosage);
        outer.take(inner.clone());
        assert_eq!((outer.given(), outer.used_parts()), (4, 2));
        assert!(!outer.is_complete());
        inner.unread(Unread::new("b", UnreadReason::UnknownPart));
        let mut outer = Account::whole(1);
        outer.take(inner);
        assert_eq!(outer.gaps(), [Unread::new("b", UnreadReason::UnknownPart)]);
    }
}
