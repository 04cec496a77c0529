//! 向精神薬多剤投与: so many kinds of hypnotics, anxiolytics and the like, by dated rules and the
//! user's table of classes.

use super::context::{Context, Result};
use crate::{ClassTable, Date};
use shohosen_report::codes::clinical as codes;

pub(super) fn check(context: &Context<'_>, table: &ClassTable) -> Result {
    let mut result = context.result(vec![table.to_string()]);
    let input = &context.input;
    let day = input.prescription.issued_on.unwrap_or(input.day);
    for (from, rule) in input.rules.psychotropics_on(day) {
        let of_class = |class: &usize| {
            let name = input.tables.bound_classes.name(*class);
            rule.classes.iter().any(|own| own == name)
        };
        // Kinds of ingredient, not products: the ingredient where it is one, else the seven digits.
        let mut kinds: Vec<(bool, u32)> = Vec::new();
        for item in context.items.iter().filter(|item| !item.given.temporary) {
            let bound = &input.tables.bound_classes;
            if bound.of(&item.resolved, input.master, false).iter().any(of_class) {
                kinds.push(match item.resolved.components {
                    &[only] => (true, only),
                    _ => (false, item.resolved.prefix),
                });
            }
        }
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.len() >= rule.kinds {
            result.findings.push(
                codes::COUNT_PSYCHOTROPICS
                    .finding()
                    .with("group", rule.classes.join("・"))
                    .with("count", kinds.len())
                    .with("limit", rule.kinds)
                    .with("from", from.map_or_else(String::new, Date::iso))
                    .with("rule_source", rule.source.clone())
                    .with("table", table.source.clone())
                    .with("edition", table.edition.clone()),
            );
        }
    }
    result
}
