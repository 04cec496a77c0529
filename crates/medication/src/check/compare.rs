//! One past drug against all new ones.

use super::checker::Run;
use super::findings::Group;
use super::keys::IngredientKey;
use super::{Hit, HitBasis, HitKind, RouteGranularity};
use crate::master::Resolved;

impl<'a> Run<'a> {
    pub(super) fn compare(
        &mut self,
        past: &Resolved<'a>,
        active: bool,
        hit: impl Fn(HitKind, HitBasis) -> Hit,
    ) {
        if active && self.keys.may_share(past) {
            self.compare_ingredients(past, &hit);
        }
        if !self.sides.is_empty() {
            self.compare_pairs(past, active, &hit);
        }
    }

    fn compare_ingredients(
        &mut self,
        past: &Resolved<'a>,
        hit: &impl Fn(HitKind, HitBasis) -> Hit,
    ) {
        let by_form = self.options.route_granularity == RouteGranularity::Form;
        let route = past.route_key(by_form);
        let mut found = Found::default();
        for (place, new) in self.keys.get(IngredientKey::prefix(past.prefix)) {
            found.push(
                place,
                new.item,
                HitBasis::CodePrefix,
                new.resolved.route_key(by_form) == route,
            );
        }
        for component in past.components {
            for (place, new) in self.keys.get(IngredientKey::ingredient(*component)) {
                // The same product is one duplicate, not one for each of its components.
                if new.resolved.prefix != past.prefix {
                    let same_route = new.resolved.route_key(by_form) == route;
                    found.push(place, new.item, HitBasis::IngredientTable, same_route);
                }
            }
        }
        for (place, item, basis, same_route) in found.0 {
            let kind = if same_route { HitKind::Duplicate } else { HitKind::OtherRoute };
            if same_route || self.options.other_route {
                let key = u32::try_from(place).unwrap_or(u32::MAX);
                self.record(key, past.prefix, Hit { item, ..hit(kind, basis) });
            }
        }
    }

    fn compare_pairs(
        &mut self,
        past: &Resolved<'a>,
        active: bool,
        hit: &impl Fn(HitKind, HitBasis) -> Hit,
    ) {
        let Some(pairs) = self.pairs else { return };
        let mut found: Vec<(u32, usize, Option<u16>)> = Vec::new();
        pairs.sides_of(past, self.master, |side| {
            for (new_side, item) in &self.sides {
                if let Some((index, pair)) = pairs.pair(side, *new_side) {
                    // Several pairs of a table may say the same of two drugs.
                    if found.iter().all(|(_, known, _)| known != item) {
                        found.push((index, *item, pair.washout_days));
                    }
                }
            }
        });
        for (index, item, washout) in found {
            let sample = hit(HitKind::Contraindication, HitBasis::PairTable);
            let passed = washout.is_none_or(|days| {
                self.reference_day > sample.period.end.plus_days(i32::from(days))
            });
            let kind = if active { HitKind::Contraindication } else { HitKind::Washout };
            if active || !passed {
                self.record(index, past.prefix, Hit { item, kind, ..sample });
            }
        }
    }

    /// Adds a hit to its group: one a drug of the prescription, ingredient (or past drug) and kind.
    fn record(&mut self, key: u32, past_prefix: u32, hit: Hit) {
        let by = match hit.kind {
            HitKind::Duplicate | HitKind::OtherRoute => key,
            HitKind::Contraindication | HitKind::Washout => past_prefix,
        };
        let next = self.groups.len();
        let place = *self.group_of.entry((hit.kind, hit.item, by)).or_insert(next);
        match self.groups.get_mut(place) {
            Some(group) => group.add(&hit),
            None => self.groups.push(Group::new(key, past_prefix, &hit)),
        }
        self.hits.push(hit);
    }
}

/// Matches of one past drug: place of the key, item, basis, whether the route is the same.
#[derive(Default)]
struct Found(Vec<(usize, usize, HitBasis, bool)>);

impl Found {
    fn push(&mut self, place: usize, item: usize, basis: HitBasis, same_route: bool) {
        self.0.push((place, item, basis, same_route));
    }
}
