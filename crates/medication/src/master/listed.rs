//! What was on the price list before a day.

use super::drug_master::{NO_DATE, Record};
use super::{Drug, DrugMaster};
use crate::Date;
use crate::Route;
use crate::ingredient::Completeness;
use std::collections::HashSet;

/// The ingredients that were on the price list before a day.
pub(crate) struct ListedBefore {
    prefixes: HashSet<u32>,
    /// Of drugs with one ingredient, the ingredient and the route.
    single: HashSet<(u32, Route)>,
}

impl DrugMaster {
    /// The ingredients that were listed before a day. What has no date of listing is old; a drug
    /// that only a price list knows says nothing.
    pub(crate) fn listed_before(&self, day: Date) -> ListedBefore {
        let old = |record: &&Record| {
            record.prefix != 0
                && record.receipt != 0
                && (record.listed == NO_DATE || record.listed < day.days())
        };
        let mut listed = ListedBefore { prefixes: HashSet::new(), single: HashSet::new() };
        for record in self.records.iter().filter(old) {
            listed.prefixes.insert(record.prefix);
            listed.single.extend(single(self, record));
        }
        listed
    }
}

impl ListedBefore {
    /// Whether the ingredient of a drug is among them, under this code or another.
    pub(crate) fn holds(&self, drug: &Drug<'_>) -> bool {
        self.prefixes.contains(&drug.record.prefix)
            || single(drug.master, drug.record).is_some_and(|own| self.single.contains(&own))
    }
}

fn single(master: &DrugMaster, record: &Record) -> Option<(u32, Route)> {
    match master.component_ids(record.components) {
        &[only] if record.components.completeness == Completeness::Complete => {
            Some((only, Route::of_prefix(record.prefix)))
        }
        _ => None,
    }
}
