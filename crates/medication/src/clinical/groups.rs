//! The total of an ingredient over all products (投与量, 制限最大投与量).

use super::amount::{self, Daily, Quantity, Stated, Strength};
use super::context::{Context, Item, Result};
use super::kin::{Listed, nine};
use super::limits::{Against, Bounds};
use crate::check::{drug_name, resolve, resolve_quickly};
use crate::tables::{CheckMaster, GroupRow, Limit, PersonRule, written};
use crate::{MedicationEvent, NotChecked, NotCheckedReason};
use shohosen_report::{Code, codes::clinical as codes};
use std::collections::BTreeMap;

/// What belongs to one group.
#[derive(Default)]
struct Group<'t> {
    rows: Vec<&'t GroupRow>,
    sum: Option<Quantity>,
    /// Each drug with its amount, where it is known.
    contributions: Vec<String>,
    /// Drugs whose amount is not known: the sum is no more than a lower bound.
    unknown: usize,
    /// The first drug of the prescription in it.
    place: String,
}

impl Group<'_> {
    fn add(&mut self, name: &str, amount: Option<Quantity>) {
        let sum = match (self.sum, amount) {
            (Some(sum), Some(amount)) => sum.plus(amount),
            (None, amount) => amount,
            (sum, None) => sum,
        };
        self.unknown += usize::from(amount.is_none());
        self.sum = sum;
        self.contributions.push(match amount {
            Some(amount) => format!("{name} {amount}"),
            None => format!("{name} ?"),
        });
    }
}

pub(super) fn check(context: &Context<'_>, table: &CheckMaster) -> Result {
    let mut result = context.result(vec![table.to_string()]);
    let mut groups: BTreeMap<u32, Group<'_>> = BTreeMap::new();
    for item in &context.items {
        prescribed(context, table, item, &mut groups, &mut result);
    }
    let master = context.input.master;
    let own = context.items.iter().filter_map(|item| nine(item.drug, &item.resolved, master));
    let own: Vec<[u8; 9]> = own.collect();
    for event in context.input.taken {
        taken(context, table, event, &own, &mut groups);
    }
    for (number, group) in groups {
        if !group.place.is_empty() {
            conclude(context, table, number, &group, &mut result);
        }
    }
    result
}

fn prescribed<'t>(
    context: &Context<'_>,
    table: &'t CheckMaster,
    item: &Item<'_>,
    groups: &mut BTreeMap<u32, Group<'t>>,
    result: &mut Result,
) {
    let input = &context.input;
    let kin = &input.tables.kin;
    let listed = kin.rows(input.master, &table.groups, &item.given.drug, &item.resolved, false);
    let Some(listed) = listed else {
        result.open.push(item.open(NotCheckedReason::DrugNotInTable));
        return;
    };
    for (number, rows) in summed(&listed) {
        let group = groups.entry(number).or_default();
        if group.place.is_empty() {
            group.place.clone_from(&item.place);
        }
        let amount = of_day(table, &rows, Some(Stated::of(item)));
        group.add(&item.name, amount);
        group.rows.extend(rows);
    }
}

/// The amount of the ingredient a day, where row and record say enough.
fn of_day(table: &CheckMaster, rows: &[&GroupRow], stated: Option<Stated<'_>>) -> Option<Quantity> {
    let row = rows.first()?;
    let Limit::Most(amount) = row.strength else { return None };
    match amount::of_ingredient(stated?, Strength { amount, unit: table.text(row.unit) }) {
        Daily::Day(day) => Some(day),
        Daily::Single(_) | Daily::NotComputable => None,
    }
}

/// A record of what is being taken. Where it does not say the amount of a day, that it belongs to the
/// group makes the sum a lower bound. A drug that the prescription continues counts once.
fn taken<'t>(
    context: &Context<'_>,
    table: &'t CheckMaster,
    event: &MedicationEvent,
    own: &[[u8; 9]],
    groups: &mut BTreeMap<u32, Group<'t>>,
) {
    let input = &context.input;
    let quickly = resolve_quickly(input.master, &event.drug, input.day);
    let with_words;
    let resolved = match &quickly {
        Some(resolved) => resolved,
        None => {
            with_words = resolve(input.master, &event.drug, input.day);
            let Some(resolved) = with_words.resolved.first() else { return };
            resolved
        }
    };
    let kin = &input.tables.kin;
    let Some(listed) = kin.rows(input.master, &table.groups, &event.drug, resolved, false) else {
        return;
    };
    // Most of what is taken belongs to no group of the prescription.
    if !listed.rows().any(|row| groups.contains_key(&row.group)) {
        return;
    }
    let drug = resolved.drug.and_then(|id| input.master.view(id));
    let continued = event.institution.is(&input.prescription.institution)
        && nine(drug, resolved, input.master).is_some_and(|nine| own.contains(&nine));
    if continued {
        return;
    }
    for (number, rows) in summed(&listed) {
        let Some(group) = groups.get_mut(&number) else { continue };
        let name = match input.may_name {
            true => drug_name(input.master, &event.drug).into_owned(),
            false => String::from("***"),
        };
        // What others prescribed may not be told: neither the drug nor how much of it.
        let stated = Stated::taken(event, drug).filter(|_| input.may_name);
        group.add(&name, of_day(table, &rows, stated));
        group.rows.extend(rows);
    }
}

/// The rows of each group whose sum is limited.
fn summed<'t>(listed: &Listed<'t, GroupRow>) -> BTreeMap<u32, Vec<&'t GroupRow>> {
    let mut groups: BTreeMap<u32, Vec<&GroupRow>> = BTreeMap::new();
    for row in listed.rows().filter(|row| row.summed) {
        groups.entry(row.group).or_default().push(row);
    }
    groups
}

fn conclude(
    context: &Context<'_>,
    table: &CheckMaster,
    number: u32,
    group: &Group<'_>,
    result: &mut Result,
) {
    let name = table.text(number);
    let open = |reason| NotChecked { item: group.place.clone(), code: name.to_owned(), reason };
    let rows = group.rows.iter().map(|row| -> (&PersonRule, u32, Limit, bool) {
        // A disease that is no code cannot be compared.
        let limit = if row.disease == u32::MAX { Limit::Unclear } else { row.most };
        (&row.person, row.disease, limit, false)
    });
    let Some(bounds) = context.bounds(rows) else {
        result.open.push(open(NotCheckedReason::NoRowApplies));
        return;
    };
    if bounds.lower == Limit::None {
        return;
    }
    let Some(sum) = group.sum else {
        result.open.push(open(NotCheckedReason::GroupIncomplete));
        return;
    };
    let finding = |code: Code, limit: u64| {
        code.finding()
            .at(group.place.clone())
            .with("group", name.to_owned())
            .with("actual", sum.to_string())
            .with("limit", written(u128::from(limit)))
            .with("source", CheckMaster::SOURCE)
            .with("edition", table.edition())
            .with("contributions", group.contributions.join("、"))
    };
    match (judge(&bounds, sum), group.unknown) {
        // What is not known can only add to it.
        (Against::Over(limit), _) => {
            result.findings.push(finding(codes::DOSE_GROUP_OVER_MAXIMUM, limit));
        }
        (Against::Unclear(_), _) => result.open.push(open(bounds.why)),
        (_, 1..) => result.open.push(open(NotCheckedReason::GroupIncomplete)),
        (Against::Within(limit), 0) => {
            result.findings.push(finding(codes::DOSE_GROUP_WITHIN_MAXIMUM, limit));
        }
        (Against::NoLimit, 0) => {}
    }
}

fn judge(bounds: &Bounds, sum: Quantity) -> Against {
    bounds.judge(|limit| sum.exceeds(limit))
}
