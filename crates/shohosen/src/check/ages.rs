//! Masters that are older than the day of the check.

use shohosen_medication::{
    CheckMaster, ClinicalTables, Date, DrugMaster, MasterEdition, UsageMaster,
};
use shohosen_report::{Finding, Phrase, codes::clinical, codes::medication as codes};

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

/// What was read of each file of the check master: rows that were taken, withdrawn, unusable.
pub(super) fn read_tables(tables: &ClinicalTables) -> Vec<Finding> {
    let files = tables
        .checks()
        .iter()
        .flat_map(|edition| edition.files().iter().map(|file| (edition.edition(), file)));
    files
        .map(|(edition, file)| {
            clinical::TABLE_READ
                .finding()
                .with("file", file.name.clone())
                .with("table", Phrase::new(file.table.as_ja(), file.table.as_en()))
                .with("edition", edition)
                .with("count", file.rows)
                .with("skipped", file.skipped)
                .with("unusable", file.unusable)
        })
        .collect()
}

/// The same of the check master, the disease master and the usage master.
pub(super) fn outdated_tables(tables: &ClinicalTables, day: Date, limit: u16) -> Vec<Finding> {
    let newest = tables.checks().iter().filter_map(CheckMaster::date).max();
    let check = newest.map(|date| (CheckMaster::SOURCE, date));
    let diseases = tables.diseases().and_then(|master| Some(("傷病名マスター", master.date()?)));
    let usages = tables.usages().and_then(|master| Some((UsageMaster::SOURCE, master.date()?)));
    let age = |date: Date| day.days() - date.days();
    let all = check.into_iter().chain(diseases).chain(usages);
    let old = all.filter(|(_, date)| age(*date) > i32::from(limit));
    old.map(|(table, date)| {
        clinical::TABLE_OUTDATED
            .finding()
            .with("table", table)
            .with("edition", date.to_string())
            .with("reference_day", day.to_string())
            .with("count", i64::from(age(date)))
    })
    .collect()
}
