//! What came of looking at a whole store.

use crate::{Damage, Statistics, StoreError};
use shohosen_report::codes::store as codes;
use shohosen_report::{Finding, SCHEMA_VERSION};

/// How much damage is told one by one.
const MOST: usize = 1000;

/// What came of looking at a whole store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    place: String,
    /// What was looked at.
    pub statistics: Statistics,
    /// What does not hold, the first thousand; empty: every history is as it was written.
    pub damage: Vec<Damage>,
    /// How much more there is.
    pub more: u64,
}

impl Verification {
    pub(crate) fn of(place: String) -> Self {
        Self { place, statistics: Statistics::default(), damage: Vec::new(), more: 0 }
    }

    pub(crate) fn push(&mut self, damage: Damage) {
        match self.damage.len() < MOST {
            true => self.damage.push(damage),
            false => self.more += 1,
        }
    }

    /// Whether every history is as it was written.
    pub fn holds(&self) -> bool {
        self.damage.is_empty()
    }

    /// A finding for each damage; that all is well, where there is none.
    pub fn findings(&self) -> Vec<Finding> {
        let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        if self.holds() {
            let Statistics { patients, documents, events, .. } = self.statistics;
            let intact = codes::INTACT.finding().at(self.place.clone());
            let intact = intact.with("place", self.place.clone()).with("patients", count(patients));
            return vec![intact.with("documents", count(documents)).with("events", count(events))];
        }
        let of = |detail: &Damage| {
            StoreError::Corrupt { place: self.place.clone(), detail: detail.clone() }.finding()
        };
        self.damage.iter().map(of).collect()
    }

    /// As JSON: an object with `schema_version`, `holds`, what was looked at as in
    /// [`Statistics::to_json`], `findings`, and in `more` how many are not among these.
    pub fn to_json(&self) -> serde_json::Value {
        let mut object = self.statistics.to_json();
        object["schema_version"] = SCHEMA_VERSION.into();
        object["holds"] = self.holds().into();
        object["findings"] = serde_json::json!(self.findings());
        object["more"] = self.more.into();
        object
    }
}
