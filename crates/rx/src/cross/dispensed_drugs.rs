//! The drugs that were dispensed against those that were prescribed.

use crate::lint::{Groups, shown};
use crate::model::{DispensedDrug, DispensedUsage, DrugRecord};
use crate::{Field, Records};
use shohosen_report::{Finding, codes::records as codes};
use std::collections::BTreeMap;

/// A drug on either side: RP number, amount and quantity of its RP.
struct Item<'a> {
    rp: &'a str,
    code: &'a str,
    name: &'a str,
    amount: Field<'a>,
    quantity: Option<Field<'a>>,
}

pub(super) fn check(prescription: &Records, dispensing: &Records, out: &mut Vec<Finding>) {
    let prescribed = prescribed(prescription);
    let mut dispensed = dispensed(dispensing);
    for drug in &prescribed {
        // The same RP is tried first: a code may stand in several.
        let same_rp = dispensed.remove(&(drug.code, drug.rp));
        let key = dispensed.range((drug.code, "")..).next().map(|(key, _)| *key);
        let found =
            same_rp.or_else(|| dispensed.remove(&key.filter(|(code, _)| *code == drug.code)?));
        match found {
            Some(found) => compare(drug, &found, out),
            None => out.push(about(codes::CROSS_DRUG_NOT_DISPENSED.finding(), drug)),
        }
    }
    for drug in dispensed.values() {
        out.push(about(codes::CROSS_DRUG_NOT_PRESCRIBED.finding(), drug));
    }
}

fn about(finding: Finding, drug: &Item<'_>) -> Finding {
    finding.with("name", shown(drug.name)).with("rp", shown(drug.rp)).with("code", shown(drug.code))
}

fn compare(prescribed: &Item<'_>, dispensed: &Item<'_>, out: &mut Vec<Finding>) {
    let (expected, actual) = (prescribed.amount, dispensed.amount);
    if expected.decimal() != actual.decimal() && !actual.is_blank() {
        let finding = codes::CROSS_AMOUNT.finding().with("name", shown(prescribed.name));
        let finding = finding.with("expected", shown(expected.value()));
        out.push(finding.with("actual", shown(actual.value())));
    }
    if let (Some(expected), Some(actual)) = (prescribed.quantity, dispensed.quantity)
        && expected.integer() != actual.integer()
    {
        let finding = codes::CROSS_DAYS.finding().with("name", shown(prescribed.name));
        let finding = finding.with("expected", shown(expected.value()));
        out.push(finding.with("actual", shown(actual.value())));
    }
}

fn prescribed(records: &Records) -> Vec<Item<'_>> {
    let prescription = Groups::new(records);
    let mut items = Vec::new();
    for rp in &prescription.rps {
        let quantity = prescription.rp(rp).map(|rp| rp.quantity());
        let drugs = prescription.drugs_of(rp).iter().filter_map(|group| prescription.drug(group));
        items.extend(drugs.map(|drug: DrugRecord<'_>| Item {
            rp: drug.rp_no().value(),
            code: drug.code().value(),
            name: drug.name().value(),
            amount: drug.amount(),
            quantity,
        }));
    }
    items
}

/// By code and RP; a drug that stands twice in an RP is compared once.
fn dispensed<'a>(records: &'a Records) -> BTreeMap<(&'a str, &'a str), Item<'a>> {
    let quantities: BTreeMap<&str, Field<'a>> = records
        .all::<DispensedUsage<'a>>()
        .map(|usage| (usage.rp_no().value(), usage.quantity()))
        .collect();
    let item = |drug: DispensedDrug<'a>| Item {
        rp: drug.rp_no().value(),
        code: drug.code().value(),
        name: drug.name().value(),
        amount: drug.amount(),
        quantity: quantities.get(drug.rp_no().value()).copied(),
    };
    let items = records.all::<DispensedDrug<'a>>().map(item);
    items.map(|item| ((item.code, item.rp), item)).collect()
}
