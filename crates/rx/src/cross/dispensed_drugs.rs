//! The drugs that were dispensed against those that were prescribed.

use crate::lint::{Groups, quoted};
use crate::model::{DispensedDrug, DispensedUsage, DrugRecord};
use crate::{Field, Records};
use shohosen_report::{Finding, Value, codes::records as codes};
use std::collections::BTreeMap;

/// A drug on either side: RP number, amount and quantity of its RP.
struct Item<'a> {
    rp: Field<'a>,
    code: Field<'a>,
    name: Field<'a>,
    amount: Field<'a>,
    quantity: Option<Field<'a>>,
}

pub(super) fn check(prescription: &Records, dispensing: &Records, out: &mut Vec<Finding>) {
    let prescribed = prescribed(prescription);
    let mut dispensed = dispensed(dispensing);
    for drug in &prescribed {
        // The same RP is tried first: a code may stand in several.
        let (code, rp) = (drug.code.value(), drug.rp.value());
        let same_rp = dispensed.remove(&(code, rp));
        let key = dispensed.range((code, "")..).next().map(|(key, _)| *key);
        let found = same_rp.or_else(|| dispensed.remove(&key.filter(|(found, _)| *found == code)?));
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
    finding.with("name", of(drug.name)).with("rp", of(drug.rp)).with("code", of(drug.code))
}

/// What an item says, as far as it has the form of one.
fn of(item: Field<'_>) -> Value {
    quoted(item, item.value())
}

fn compare(prescribed: &Item<'_>, dispensed: &Item<'_>, out: &mut Vec<Finding>) {
    let (expected, actual) = (prescribed.amount, dispensed.amount);
    if expected.decimal() != actual.decimal() && !actual.is_blank() {
        let finding = codes::CROSS_AMOUNT.finding().with("name", of(prescribed.name));
        let finding = finding.with("expected", of(expected));
        out.push(finding.with("actual", of(actual)));
    }
    if let (Some(expected), Some(actual)) = (prescribed.quantity, dispensed.quantity)
        && expected.integer() != actual.integer()
    {
        let finding = codes::CROSS_DAYS.finding().with("name", of(prescribed.name));
        let finding = finding.with("expected", of(expected));
        out.push(finding.with("actual", of(actual)));
    }
}

fn prescribed(records: &Records) -> Vec<Item<'_>> {
    let prescription = Groups::new(records);
    let mut items = Vec::new();
    for rp in &prescription.rps {
        let quantity = prescription.rp(rp).map(|rp| rp.quantity());
        let drugs = prescription.drugs_of(rp).iter().filter_map(|group| prescription.drug(group));
        items.extend(drugs.map(|drug: DrugRecord<'_>| Item {
            rp: drug.rp_no(),
            code: drug.code(),
            name: drug.name(),
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
        rp: drug.rp_no(),
        code: drug.code(),
        name: drug.name(),
        amount: drug.amount(),
        quantity: quantities.get(drug.rp_no().value()).copied(),
    };
    let items = records.all::<DispensedDrug<'a>>().map(item);
    items.map(|item| ((item.code.value(), item.rp.value()), item)).collect()
}
