//! A prescription whose drugs were resolved: once, and for whoever judges them.

use crate::check::{
    NotChecked, NotCheckedReason, ResolvedDrug, drug_name, resolve, resolve_quickly,
};
use crate::master::Resolved;
use crate::{Date, DrugMaster, GivenCode, GivenDrug, ItemKind, PrescribedDrug, Prescription};
use shohosen_report::Finding;
use std::borrow::Cow;

/// A prescription with what the master says of each of its drugs.
///
/// The check, the rules and the guard all take this one value, so that they never judge different
/// drugs: what a code comes down to, whether it was retired, and whether a line is a medicine at all
/// is decided here.
///
/// ```
/// use shohosen_medication::{DrugMaster, Prescription, ResolvedPrescription};
///
/// let (master, prescription) = (DrugMaster::default(), Prescription::default());
/// let day = shohosen_medication::Date::new(2026, 11, 22).unwrap();
/// let resolved = ResolvedPrescription::new(&master, &prescription, day);
/// assert_eq!(resolved.day(), day);
/// ```
#[derive(Debug)]
pub struct ResolvedPrescription<'a> {
    master: &'a DrugMaster,
    prescription: &'a Prescription,
    day: Date,
    items: Vec<ResolvedItem<'a>>,
}

/// One drug of it.
#[derive(Debug)]
pub(crate) struct ResolvedItem<'a> {
    pub(crate) item: &'a PrescribedDrug,
    codes: Codes<'a>,
    /// Whether it is a medicine that the patient will take, whatever it was put down as.
    pub(crate) takes_part: bool,
}

/// What the codes of a drug come down to.
#[derive(Debug)]
enum Codes<'a> {
    /// One code, listed, current, all its ingredients known: the usual case.
    Good(Resolved<'a>),
    /// Everything else, with what is to be said of it.
    Other(Box<ResolvedDrug<'a>>),
}

impl<'a> ResolvedPrescription<'a> {
    /// Resolves the drugs of a prescription. Its codes ought to be valid on the day of issue; without
    /// one on the given day, that of the check.
    pub fn new(master: &'a DrugMaster, prescription: &'a Prescription, day: Date) -> Self {
        let day = prescription.issued_on.unwrap_or(day);
        let items = prescription.items.iter().map(|item| ResolvedItem::of(master, item, day));
        Self { master, prescription, day, items: items.collect() }
    }

    /// The prescription.
    pub const fn prescription(&self) -> &'a Prescription {
        self.prescription
    }

    /// The day on which its codes ought to be valid.
    pub const fn day(&self) -> Date {
        self.day
    }

    /// The master that it was resolved with.
    pub const fn master(&self) -> &'a DrugMaster {
        self.master
    }

    /// Its drugs, in their order.
    pub(crate) fn items(&self) -> &[ResolvedItem<'a>] {
        &self.items
    }
}

impl<'a> ResolvedItem<'a> {
    fn of(master: &'a DrugMaster, item: &'a PrescribedDrug, day: Date) -> Self {
        let codes = match resolve_quickly(master, &item.drug, day) {
            Some(resolved) => Codes::Good(resolved),
            None => Codes::Other(Box::new(resolve(master, &item.drug, day))),
        };
        let no_medicine = match &codes {
            Codes::Good(_) => false,
            Codes::Other(drug) => drug.no_medicine && drug.resolved.is_empty(),
        };
        let takes_part = is_medicine(item.item, || has_medicine_code(master, &item.drug));
        Self { item, codes, takes_part: takes_part && !no_medicine }
    }

    /// One, or several if the codes contradict each other; none if no code is known.
    pub(crate) fn resolved(&self) -> &[Resolved<'a>] {
        match &self.codes {
            Codes::Good(resolved) => std::slice::from_ref(resolved),
            Codes::Other(drug) => &drug.resolved,
        }
    }

    /// What is wrong with the codes themselves.
    pub(crate) fn findings(&self) -> &[Finding] {
        match &self.codes {
            Codes::Good(_) => &[],
            Codes::Other(drug) => &drug.findings,
        }
    }

    /// Why it could not be checked, or not fully.
    pub(crate) fn reasons(&self) -> &[(NotCheckedReason, String)] {
        match &self.codes {
            Codes::Good(_) => &[],
            Codes::Other(drug) => &drug.reasons,
        }
    }

    /// The same as entries of the list of what was not checked.
    pub(crate) fn not_checked(&self) -> impl Iterator<Item = NotChecked> {
        self.reasons().iter().map(|(reason, code)| NotChecked {
            item: self.item.place(),
            code: code.clone(),
            reason: *reason,
        })
    }

    /// Its name, for people.
    pub(crate) fn name(&self, master: &'a DrugMaster) -> Cow<'a, str> {
        drug_name(master, &self.item.drug)
    }
}

/// Whether a line of this kind is a medicine that is compared. A 材料 with the code of a medicine is
/// one; a 非保険薬 is taken by the patient as any other drug is. What is bought without a
/// prescription is outside the official scope.
pub(crate) fn is_medicine(kind: ItemKind, has_medicine_code: impl FnOnce() -> bool) -> bool {
    match kind {
        ItemKind::Medicine | ItemKind::NotInsured => true,
        ItemKind::Material => has_medicine_code(),
        ItemKind::OverTheCounter => false,
    }
}

/// Whether a code of a drug is that of a medicine.
#[cold]
pub(crate) fn has_medicine_code(master: &DrugMaster, drug: &GivenDrug) -> bool {
    drug.codes.iter().any(|given| match given {
        GivenCode::Code(code) => master.resolve(*code).is_ok(),
        _ => false,
    })
}
