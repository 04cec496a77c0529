//! Duplicates and contraindicated pairs inside the new prescription.

use super::findings::{Context, drug_name};
use super::keys::{IngredientKey, NewDrug, shared_stem};
use super::{HitBasis, RouteGranularity};
use crate::pairs::{BoundPair, BoundPairs};
use shohosen_report::{Finding, Severity, codes::medication as codes};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The same ingredient by the same route in two RPs, and the same form and strength twice in one.
/// Two strengths within one RP make up one dose and are no duplicate. Each later drug is reported
/// once, against the first that it duplicates.
pub(super) fn duplicates(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let by_form = context.options.route_granularity == RouteGranularity::Form;
    let items = &context.prescription.items;
    let mut reported = HashSet::new();
    let several = context.keys.all().chunk_by(|a, b| a.key == b.key).filter(|same| same.len() > 1);
    for same in several {
        // By route: the first drug, and the first in another RP than that one. Whatever the RP
        // of a later drug is, one of the two is the first in another RP.
        let mut firsts: HashMap<u16, (&NewDrug<'_>, Option<&NewDrug<'_>>)> = HashMap::new();
        // By RP, form and strength: the first drug.
        let mut in_one: HashMap<(u16, String), &NewDrug<'_>> = HashMap::new();
        for (key, new) in same.iter().filter_map(|key| Some((key.key, context.keys.drug(key)?))) {
            let rp = |drug: &NewDrug<'_>| items.get(drug.item).map(|item| item.rp);
            let beside = specification(context, new).zip(rp(new)).and_then(|(nine, rp)| {
                let first = *in_one.entry((rp, nine)).or_insert(new);
                (first.item != new.item).then_some(first)
            });
            let (first, second) =
                firsts.entry(new.resolved.route_key(by_form)).or_insert((new, None));
            let earlier = if rp(first) == rp(new) { *second } else { Some(*first) };
            if rp(first) != rp(new) {
                second.get_or_insert(new);
            }
            let Some(earlier) = earlier.or(beside).filter(|earlier| related(earlier, new, key))
            else {
                continue;
            };
            // The product stands before its components among the keys.
            if reported.insert((earlier.item, new.item)) {
                findings.extend(duplicate(context, key, earlier, new));
            }
        }
    }
}

/// A stem counts only where nothing else is shared, and the first of several.
fn related(earlier: &NewDrug<'_>, new: &NewDrug<'_>, key: IngredientKey) -> bool {
    key.stem_id().is_none_or(|stem| shared_stem(&earlier.resolved, &new.resolved) == Some(stem))
}

/// The first nine characters of the code: ingredient, form and strength.
fn specification(context: &Context<'_>, new: &NewDrug<'_>) -> Option<String> {
    let master = context.master;
    if let Some(generic) = new.resolved.generic {
        return generic.as_str().get(..9).map(str::to_owned);
    }
    let drug = master.view(new.resolved.drug?)?;
    let code = drug.price_list_code().or_else(|| drug.yj_code())?;
    code.as_str().get(..9).map(str::to_owned)
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
    let basis = match (same_code, key.stem_id()) {
        (true, _) => HitBasis::CodePrefix,
        (false, Some(_)) => HitBasis::BiosimilarStem,
        (false, None) => HitBasis::IngredientTable,
    };
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

/// Contraindicated pairs among the new drugs, each two drugs once. `sides` is sorted.
pub(super) fn contraindications(
    context: &Context<'_>,
    sides: &[(u32, usize)],
    findings: &mut Vec<Finding>,
) {
    let Some(pairs) = context.pairs else { return };
    let on = |side: u32| {
        let from = sides.partition_point(|(known, _)| *known < side);
        sides.get(from..).unwrap_or(&[]).iter().take_while(move |(known, _)| *known == side)
    };
    let mut found: BTreeMap<(usize, usize), BoundPair> = BTreeMap::new();
    for (side, item) in sides {
        // Each pair of sides is met from both: from the smaller is enough.
        for (other, pair) in pairs.partners(*side).iter().filter(|(other, _)| other >= side) {
            for (_, other) in on(*other).filter(|(_, other)| other != item) {
                let best = found.entry((*item.min(other), *item.max(other))).or_insert(*pair);
                *best = (*pair).min(*best);
            }
        }
    }
    for ((first, second), pair) in found {
        findings.extend(contraindication(context, pairs, first, second, pair));
    }
}

fn contraindication(
    context: &Context<'_>,
    pairs: &BoundPairs,
    first: usize,
    second: usize,
    pair: BoundPair,
) -> Option<Finding> {
    let items = &context.prescription.items;
    let (other, item) = (items.get(first)?, items.get(second)?);
    let row = pairs.row(pair)?;
    let resolved = |item| Some(&context.keys.of_item(item).next()?.resolved);
    let basis = pairs.basis(
        pair,
        (&other.drug, resolved(first)?),
        (&item.drug, resolved(second)?),
        context.master,
    );
    let finding = codes::CONTRAINDICATION_WITHIN_PRESCRIPTION.finding();
    let finding = match basis {
        HitBasis::SameIngredient => finding.severity(Severity::Warning),
        _ => finding,
    };
    Some(
        finding
            .at(item.place())
            .with("drug", drug_name(context.master, &item.drug).into_owned())
            .with("other_item", other.place())
            .with("other_drug", drug_name(context.master, &other.drug).into_owned())
            .with("basis", basis.as_str())
            .with("pair", pairs.row_name(row, context.master))
            .with("source", pairs.source.clone())
            .with("edition", pairs.edition.clone()),
    )
}
