//! The tables of a checker, bound to its master.

use super::classes::BoundClasses;
use super::kin::Kin;
use crate::ingredient::base_name;
use crate::tables::{CheckMaster, CheckTable, ClassTable, DiseaseMaster, UsageMaster};
use crate::{Date, DrugMaster, NotCheckedReason};
use std::collections::HashSet;
use std::sync::OnceLock;

/// The tables beside the drug master.
#[derive(Debug, Default)]
pub struct ClinicalTables {
    checks: Vec<CheckMaster>,
    diseases: Option<DiseaseMaster>,
    usages: Option<UsageMaster>,
    classes: Option<ClassTable>,
    pub(super) bound_classes: BoundClasses,
    pub(super) kin: Kin,
    /// The names of all ingredients without their salts: made when an allergy in words needs them.
    ingredients: OnceLock<HashSet<String>>,
}

impl ClinicalTables {
    /// Any number of editions of the check master, the disease master and the user's classes, for use
    /// with this master.
    pub fn new(
        master: &DrugMaster,
        mut checks: Vec<CheckMaster>,
        diseases: Option<DiseaseMaster>,
        classes: Option<ClassTable>,
    ) -> Self {
        checks.sort_by_key(CheckMaster::date);
        let kin = if checks.is_empty() { Kin::default() } else { Kin::new(master) };
        let diseases = diseases.filter(|master| !master.is_empty());
        let bound_classes = match &classes {
            Some(table) => BoundClasses::new(table, master),
            None => BoundClasses::default(),
        };
        let ingredients = OnceLock::new();
        Self { checks, diseases, usages: None, classes, bound_classes, kin, ingredients }
    }

    /// With the usage master as well.
    #[must_use]
    pub fn with_usages(self, usages: UsageMaster) -> Self {
        Self { usages: Some(usages).filter(|master| !master.is_empty()), ..self }
    }

    /// The editions of the check master, the oldest first.
    pub fn checks(&self) -> &[CheckMaster] {
        &self.checks
    }

    /// The disease master.
    pub const fn diseases(&self) -> Option<&DiseaseMaster> {
        self.diseases.as_ref()
    }

    /// The usage master.
    pub const fn usages(&self) -> Option<&UsageMaster> {
        self.usages.as_ref()
    }

    /// The classes.
    pub const fn classes(&self) -> Option<&ClassTable> {
        self.classes.as_ref()
    }

    /// Whether a name without salt is that of an ingredient of the master.
    pub(super) fn is_ingredient(&self, base: &str, master: &DrugMaster) -> bool {
        let all = || master.ingredient_names().map(|(_, name)| base_name(name)).collect();
        self.ingredients.get_or_init(all).contains(base)
    }

    /// The latest edition with this table that is not after the day; one without a date holds on any
    /// day, and counts only where there is no other.
    ///
    /// # Errors
    /// If no edition has the table, or all of them are later.
    pub fn in_force(&self, table: CheckTable, day: Date) -> Result<&CheckMaster, NotCheckedReason> {
        let mut with_table = self.checks.iter().filter(|edition| edition.has(table)).peekable();
        if with_table.peek().is_none() {
            return Err(NotCheckedReason::TableMissing);
        }
        let mut begun = with_table.filter(|edition| edition.date().is_none_or(|date| date <= day));
        begun.next_back().ok_or(NotCheckedReason::NoEditionInForce)
    }
}
