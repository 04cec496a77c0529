//! What is known of the patient from elsewhere than the documents of the history.

use super::{History, PatientIdentity};
use crate::facts::FactsRead;
use shohosen_medication::{
    AllergyRecord, Date, DiseaseRecord, NotChecked, NotCheckedReason, PatientFacts,
};
use shohosen_report::{Account, Unread, UnreadReason};
use shohosen_rx::Sex;

/// Documents of facts, and what was said by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Known {
    files: Vec<(String, FactsRead)>,
    no_allergies: bool,
    no_diseases: bool,
}

impl Known {
    pub(super) fn append(&mut self, other: Self) {
        self.files.extend(other.files);
        self.no_allergies |= other.no_allergies;
        self.no_diseases |= other.no_diseases;
    }
}

/// The facts of a patient as they go into a check.
pub(crate) struct Gathered {
    pub(crate) facts: PatientFacts,
    /// Of the documents of facts.
    pub(crate) account: Account,
    pub(crate) not_checked: Vec<NotChecked>,
}

impl History {
    /// Adds what a document says of allergies, side effects and diseases. The name is shown where
    /// something is said of it.
    pub fn add_facts(&mut self, name: &str, mut read: FactsRead) {
        let placed = |place: &str| format!("{name}: {place}");
        for allergy in read.allergies.iter_mut().flatten() {
            allergy.place = placed(&allergy.place);
        }
        for disease in read.diseases.iter_mut().flatten() {
            disease.place = placed(&disease.place);
        }
        self.known.files.push((name.to_owned(), read));
    }

    /// Says that the patient has no allergies and side effects that are known.
    pub const fn without_allergies(&mut self) {
        self.known.no_allergies = true;
    }

    /// Says that no diseases are registered.
    pub const fn without_diseases(&mut self) {
        self.known.no_diseases = true;
    }

    /// The facts for a check: those of the documents of facts, of the documents of the history, and of
    /// the prescription. `left_out` are the files of the history that are of another patient;
    /// `with_diseases` says whether diseases that stand beside medication are to be compared.
    pub(crate) fn gathered(
        &self,
        patient: &PatientIdentity,
        beside: (&[AllergyRecord], &[DiseaseRecord]),
        left_out: &[usize],
        same_patient: bool,
        with_diseases: bool,
    ) -> Gathered {
        let mut gathered = Gathered {
            facts: PatientFacts::default(),
            account: Account::waived(),
            not_checked: Vec::new(),
        };
        let facts = &mut gathered.facts;
        facts.birth_date = patient.birth_date.and_then(|date| date.full());
        facts.sex = patient.sex;
        let own = |of: &usize| !left_out.contains(of);
        let mut allergies: Vec<AllergyRecord> = beside.0.to_vec();
        let of_files = self.allergies.iter().filter(|(of, _)| own(of));
        allergies.extend(of_files.map(|(_, allergy)| allergy.clone()));
        let mut diseases: Vec<DiseaseRecord> = Vec::new();
        if with_diseases {
            diseases.extend_from_slice(beside.1);
            let of_files = self.diseases.iter().filter(|(of, _)| own(of));
            diseases.extend(of_files.map(|(_, disease)| disease.clone()));
        }
        let mut given = (
            self.known.no_allergies || !allergies.is_empty(),
            self.known.no_diseases || !diseases.is_empty(),
        );
        for (name, read) in &self.known.files {
            if !same_patient && !patient.differences(&read.patient).is_empty() {
                let unread = Unread::new(name.clone(), UnreadReason::OtherPatient);
                gathered.not_checked.push(NotChecked {
                    item: name.clone(),
                    code: String::new(),
                    reason: NotCheckedReason::OtherPatient,
                });
                gathered.account.missing(unread);
                continue;
            }
            gathered.account.take(read.account.clone());
            let gaps = read.account.gaps().into_iter();
            gathered.not_checked.extend(gaps.map(|unread| super::collected::placed(name, unread)));
            complete(&mut facts.birth_date, &mut facts.sex, read);
            given.0 |= read.allergies.is_some();
            given.1 |= read.diseases.is_some();
            allergies.extend(read.allergies.iter().flatten().cloned());
            diseases.extend(read.diseases.iter().flatten().cloned());
        }
        facts.allergies = given.0.then_some(allergies);
        facts.diseases = given.1.then_some(diseases);
        gathered
    }
}

fn complete(birth: &mut Option<Date>, sex: &mut Option<Sex>, read: &FactsRead) {
    *birth = birth.or(read.birth_date);
    *sex = sex.or(read.sex);
}
