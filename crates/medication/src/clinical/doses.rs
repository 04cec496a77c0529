//! The maximum amount of a day (医薬品適応, 最大投与量).

use super::amount::{self, Daily, Quantity, Stated, Strength};
use super::context::{Context, Item, Result};
use super::kin::{Listed, nine};
use super::limits::{Against, Bounds};
use crate::NotCheckedReason;
use crate::tables::{CheckMaster, CheckTable, IndicationRow, Limit, written};
use shohosen_report::{Code, Finding, codes::clinical as codes};

pub(super) fn check(context: &Context<'_>, table: &CheckMaster) -> Result {
    let mut result = context.result(vec![table.to_string()]);
    let mut seen: Vec<[u8; 9]> = Vec::new();
    for item in &context.items {
        let input = &context.input;
        // Amounts only from the same form and strength.
        let Some(listed) = item.indications(input, false) else {
            result.open.push(item.open(NotCheckedReason::DrugNotInTable));
            continue;
        };
        let Some(bounds) = context.bounds_of(listed, |row| row.amount) else {
            result.open.push(item.open(NotCheckedReason::NoRowApplies));
            continue;
        };
        let judged = Judged { context, table, item, listed, bounds };
        judged.alone(&mut result);
        let own = nine(item.drug, &item.resolved, input.master);
        if let Some(own) = own.filter(|own| !seen.contains(own)) {
            seen.push(own);
            judged.together(own, &mut result);
        }
    }
    result
}

/// One drug with the limit that holds for it.
struct Judged<'j, 'a> {
    context: &'j Context<'a>,
    table: &'j CheckMaster,
    item: &'j Item<'a>,
    listed: &'j Listed<'a, IndicationRow>,
    bounds: Bounds,
}

impl Judged<'_, '_> {
    fn finding(&self, code: Code) -> Finding {
        let finding = self.item.finding(code).with("source", CheckMaster::SOURCE);
        finding.with("edition", self.table.edition()).with("basis", self.listed.basis.as_str())
    }

    fn amounts(&self, code: Code, actual: Quantity, limit: u64) -> Finding {
        let unit = self.item.drug.map_or("", |drug| drug.unit());
        self.finding(code)
            .with("actual", actual.to_string())
            .with("limit", written(u128::from(limit)))
            .with("unit", unit.to_owned())
            .with("listed", self.listed.name(self.context.input.master))
    }

    /// The drug by itself.
    fn alone(&self, result: &mut Result) {
        if self.bounds.lower == Limit::None {
            result.findings.push(self.finding(codes::DOSE_NO_MAXIMUM));
            return;
        }
        let open = |reason| self.item.open(reason);
        match amount::in_price_unit(Stated::of(self.item), self.strength()) {
            Daily::NotComputable => result.open.push(open(NotCheckedReason::DoseNotComputable)),
            Daily::Day(day) => self.judge(day, codes::DOSE_OVER_MAXIMUM, result),
            Daily::Single(single) => match self.bounds.judge(|limit| single.exceeds(limit)) {
                Against::Over(_) => self.judge(single, codes::DOSE_SINGLE_OVER_MAXIMUM, result),
                // The total of the day is not known.
                _ => result.open.push(open(NotCheckedReason::DoseNotComputable)),
            },
        }
    }

    fn judge(&self, actual: Quantity, over: Code, result: &mut Result) {
        match self.bounds.judge(|limit| actual.exceeds(limit)) {
            Against::NoLimit => result.findings.push(self.finding(codes::DOSE_NO_MAXIMUM)),
            Against::Within(limit) => {
                result.findings.push(self.amounts(codes::DOSE_WITHIN_MAXIMUM, actual, limit));
            }
            Against::Over(limit) => {
                let code = if self.bounds.adjustable { codes::DOSE_OVER_ADJUSTABLE } else { over };
                result.findings.push(self.amounts(code, actual, limit));
            }
            Against::Unclear(limit) => {
                result.findings.push(self.amounts(codes::DOSE_MAY_EXCEED, actual, limit));
                result.open.push(self.item.open(self.bounds.why));
            }
        }
    }

    /// The same drug in several RPs. Taken on the same days the amounts add up; in a taper the
    /// largest day counts. The records do not say which, so that a sum over the limit of amounts that
    /// are each within it is not checked.
    fn together(&self, own: [u8; 9], result: &mut Result) {
        let master = self.context.input.master;
        let same = |item: &&Item<'_>| nine(item.drug, &item.resolved, master) == Some(own);
        let all: Vec<&Item<'_>> = self.context.items.iter().filter(same).collect();
        if all.len() < 2 || self.bounds.lower == Limit::None {
            return;
        }
        let days =
            all.iter().map(|item| match amount::in_price_unit(Stated::of(item), self.strength()) {
                Daily::Day(day) => Some(day),
                Daily::Single(_) | Daily::NotComputable => None,
            });
        // One that cannot be computed was named by itself.
        let Some(days) = days.collect::<Option<Vec<Quantity>>>() else { return };
        let sum = days
            .iter()
            .skip(1)
            .try_fold(*days.first().unwrap_or(&Quantity::of(0)), |sum, day| sum.plus(*day));
        let over = |amount: Quantity| {
            !matches!(
                self.bounds.judge(|limit| amount.exceeds(limit)),
                Against::Within(_) | Against::NoLimit
            )
        };
        if sum.is_none_or(over) && !days.into_iter().any(over) {
            result.open.push(self.item.open(NotCheckedReason::DoseNotComputable));
        }
    }

    /// How much of the ingredient is in one unit, where the table of totals says it.
    fn strength(&self) -> Option<Strength<'_>> {
        let input = &self.context.input;
        let table = input.tables.in_force(CheckTable::GroupDoses, input.day).ok()?;
        let (kin, item) = (&input.tables.kin, self.item);
        let rows =
            kin.rows(input.master, &table.groups, &item.given.drug, &item.resolved, false)?;
        rows.rows().find_map(|row| match row.strength {
            Limit::Most(amount) => Some(Strength { amount, unit: table.text(row.unit) }),
            Limit::None | Limit::Unclear => None,
        })
    }
}
