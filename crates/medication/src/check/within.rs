//! Duplicates and contraindicated pairs inside the new prescription.

use super::findings::{Context, drug_name};
use super::keys::{IngredientKey, NewDrug};
use super::{HitBasis, RouteGranularity};
use crate::pairs::BoundPairs;
use shohosen_report::{Finding, codes::medication as codes};
use std::collections::{HashMap, HashSet};

/// The same ingredient by the same route in two RPs. Two strengths within one RP are usual and
/// no duplicate. Each later drug is reported once, against the first that has the ingredient.
pub(super) fn duplicates(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let by_form = context.options.route_granularity == RouteGranularity::Form;
    let items = &context.prescription.items;
    let mut reported = HashSet::new();
    let several = context.keys.all().chunk_by(|a, b| a.key == b.key).filter(|same| same.len() > 1);
    for same in several {
        // By route: the first drug, and the first in another RP than that one. Whatever the RP
        // of a later drug is, one of the two is the first in another RP.
        let mut firsts: HashMap<u16, (&NewDrug<'_>, Option<&NewDrug<'_>>)> = HashMap::new();
        for (key, new) in same.iter().filter_map(|key| Some((key.key, context.keys.drug(key)?))) {
            let rp = |drug: &NewDrug<'_>| items.get(drug.item).map(|item| item.rp);
            let (first, second) =
                firsts.entry(new.resolved.route_key(by_form)).or_insert((new, None));
            let earlier = if rp(first) == rp(new) { *second } else { Some(*first) };
            if rp(first) != rp(new) {
                second.get_or_insert(new);
            }
            let Some(earlier) = earlier else { continue };
            // The product stands before its components among the keys.
            if reported.insert((earlier.item, new.item)) {
                findings.extend(duplicate(context, key, earlier, new));
            }
        }
    }
}

fn duplicate(
    context: &Context<'_>,
    key: IngredientKey,
    earlier: &NewDrug<'_>,
    new: &NewDrug<'_>,
) -> Option<Finding> {
    let items = &context.prescription.items;
    let (other, item) = (items.get(earlier.item)?, items.get(new.item)?);
    let same_code = earlier.resolved.prefix == new.resolved.prefix;
    let basis = if same_code { HitBasis::CodePrefix } else { HitBasis::IngredientTable };
    Some(
        codes::DUPLICATE_WITHIN_PRESCRIPTION
            .finding()
            .at(item.place())
            .with("ingredient", context.ingredient_name(key, new.resolved.prefix))
            .with("route", new.resolved.route().as_str())
            .with("basis", basis.as_str())
            .with("drug", drug_name(context.master, &item.drug).into_owned())
            .with("other_item", other.place())
            .with("other_drug", drug_name(context.master, &other.drug).into_owned()),
    )
}

/// Up to so many sides are compared with each other; beyond that the table is gone through.
const FEW: usize = 32;

/// Contraindicated pairs among the new drugs. `sides` is sorted.
pub(super) fn contraindications(
    context: &Context<'_>,
    sides: &[(u32, usize)],
    findings: &mut Vec<Finding>,
) {
    let Some(pairs) = context.pairs else { return };
    let mut found: Vec<(usize, usize, u32)> = Vec::new();
    if sides.len() <= FEW {
        for (at, (side, item)) in sides.iter().enumerate() {
            for (other_side, other_item) in sides.iter().take(at) {
                if let Some((pair, _)) = pairs.pair(*side, *other_side) {
                    found.push((*item.min(other_item), *item.max(other_item), pair));
                }
            }
        }
    } else {
        let first_on = |side: u32| {
            let place = sides.partition_point(|(known, _)| *known < side);
            sides.get(place).filter(|(known, _)| *known == side).map(|(_, item)| *item)
        };
        for ((a, b), pair) in pairs.all() {
            if let (Some(item), Some(other)) = (first_on(a), first_on(b)) {
                found.push((item.min(other), item.max(other), pair));
            }
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|(first, second, _)| (*first, *second));
    for (first, second, pair) in found.into_iter().filter(|(first, second, _)| first != second) {
        findings.extend(contraindication(context, pairs, first, second, pair));
    }
}

fn contraindication(
    context: &Context<'_>,
    pairs: &BoundPairs,
    first: usize,
    second: usize,
    pair: u32,
) -> Option<Finding> {
    let items = &context.prescription.items;
    let (other, item) = (items.get(first)?, items.get(second)?);
    let pair = pairs.pairs.get(usize::try_from(pair).ok()?)?;
    Some(
        codes::CONTRAINDICATION_WITHIN_PRESCRIPTION
            .finding()
            .at(item.place())
            .with("drug", drug_name(context.master, &item.drug).into_owned())
            .with("other_item", other.place())
            .with("other_drug", drug_name(context.master, &other.drug).into_owned())
            .with("pair", format!("{} × {}", pair.left, pair.right))
            .with("source", pairs.source.clone())
            .with("edition", pairs.edition.clone()),
    )
}
