//! What an import carries forward beside the documents, whichever database keeps it.

use crate::backend::{Head, Register};
use crate::batch::Encoded;
use crate::identity::HeldMarks;
use crate::sum::Sum;
use crate::{Damage, ImportOptions, StoreError};

/// A patient whose documents are being written.
#[derive(Debug)]
pub(crate) struct Patient {
    /// The number of its row.
    pub number: i64,
    pub documents: u64,
    pub marks: HeldMarks,
    /// The total over documents and marks.
    pub sum: Sum,
    /// Whether the row must be written.
    pub changed: bool,
}

impl Patient {
    /// One that is new.
    pub(crate) fn new(id: &str, number: i64) -> Self {
        let (marks, sum) = (HeldMarks::default(), Sum::of_identity(id, &[]));
        Self { number, documents: 0, marks, sum, changed: false }
    }

    /// One that is there.
    pub(crate) fn of(id: &str, number: i64, head: &Head) -> Result<Self, Damage> {
        let marks = HeldMarks::of_bytes(&head.identity);
        let (Some(marks), Some(sum)) = (marks, Sum::of_bytes(&head.sum)) else {
            let (patient, documents) = (id.to_owned(), head.documents);
            return Err(Damage::History { patient, expected: documents, actual: documents });
        };
        Ok(Self { number, documents: head.documents, marks, sum, changed: false })
    }

    /// Takes note of whose document it is, or refuses it.
    pub(crate) fn identify(
        &mut self,
        document: &Encoded,
        store: &[u8],
        options: &ImportOptions,
    ) -> Result<(), StoreError> {
        let marks = document.marks.held(store);
        let items = self.marks.differences(&marks);
        if !items.is_empty() && !options.accept_other_identity {
            return Err(StoreError::OtherIdentity { patient: document.patient.clone(), items });
        }
        let before = self.marks.to_bytes();
        self.marks.add(&marks);
        let after = self.marks.to_bytes();
        if before != after {
            let of = |identity: &[u8]| Sum::of_identity(&document.patient, identity);
            self.sum = self.sum.without(of(&before)).and(of(&after));
            self.changed = true;
        }
        Ok(())
    }

    /// A document that is new.
    pub(crate) fn add(&mut self, sum: Sum) {
        self.documents += 1;
        self.sum = self.sum.and(sum);
        self.changed = true;
    }

    /// A document that takes the place of one with this sum.
    pub(crate) fn replace(&mut self, before: Sum, sum: Sum) {
        self.sum = self.sum.without(before).and(sum);
        self.changed = true;
    }
}

/// The register of all patients, while some come or go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Registering {
    pub patients: u64,
    pub sum: Sum,
}

impl Registering {
    pub(crate) fn of(register: &Register) -> Result<Self, Damage> {
        let patients = register.patients;
        let damaged = Damage::Patients { expected: patients, actual: patients };
        Ok(Self { patients, sum: register.total().ok_or(damaged)? })
    }

    pub(crate) fn add(&mut self, id: &str) {
        self.patients += 1;
        self.sum = self.sum.and(Sum::of_patient(id));
    }

    pub(crate) fn remove(&mut self, id: &str) {
        self.patients = self.patients.saturating_sub(1);
        self.sum = self.sum.without(Sum::of_patient(id));
    }
}

/// All patients as they are found, to compare with the register.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Found {
    patients: u64,
    sum: Sum,
}

impl Found {
    pub(crate) fn add(&mut self, id: &str) {
        self.patients += 1;
        self.sum = self.sum.and(Sum::of_patient(id));
    }

    /// Whether they are those of the register.
    pub(crate) fn compare(&self, register: &Register) -> Result<(), Damage> {
        let holds = self.patients == register.patients && Some(self.sum) == register.total();
        match holds {
            true => Ok(()),
            false => Err(self.damage(register)),
        }
    }

    pub(crate) const fn damage(&self, register: &Register) -> Damage {
        Damage::Patients { expected: register.patients, actual: self.patients }
    }
}
