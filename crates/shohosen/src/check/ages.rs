//! Masters that are older than the day of the check.

use shohosen_medication::{Date, DrugMaster, MasterEdition};
use shohosen_report::{Finding, codes::medication as codes};

/// A finding for each kind of master whose newest edition is more than so many days older than the
/// day: new drugs, listings that ended and codes that moved since then are unknown to it.
pub(super) fn outdated(master: &DrugMaster, day: Date, limit: u16) -> Vec<Finding> {
    let mut newest: Vec<(&MasterEdition, Date)> = Vec::new();
    for edition in master.editions() {
        let Some(date) = edition.date else { continue };
        match newest.iter_mut().find(|(known, _)| known.kind == edition.kind) {
            Some(known) if known.1 >= date => {}
            Some(known) => *known = (edition, date),
            None => newest.push((edition, date)),
        }
    }
    let age = |date: Date| day.days() - date.days();
    let old = newest.into_iter().filter(|(_, date)| age(*date) > i32::from(limit));
    old.map(|(edition, date)| {
        codes::MASTER_OUTDATED
            .finding()
            .with("file", edition.name.clone())
            .with("edition", date.to_string())
            .with("reference_day", day.to_string())
            .with("count", i64::from(age(date)))
    })
    .collect()
}
