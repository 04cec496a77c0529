//! One past drug against all new ones.

use super::checker::Run;
use super::findings::Recorded;
use super::keys::{IngredientKey, NewDrug};
use super::{Hit, HitBasis, HitKind, RouteGranularity};
use crate::master::Resolved;

impl<'a> Run<'a> {
    // Most past drugs share nothing with the new ones and are on no side of a pair: those are
    // turned away without a call.
    #[inline(always)]
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

    #[inline(never)]
    fn compare_ingredients(
        &mut self,
        past: &Resolved<'a>,
        hit: &impl Fn(HitKind, HitBasis) -> Hit,
    ) {
        let Self { keys, options, recorded, .. } = self;
        let by_form = options.route_granularity == RouteGranularity::Form;
        let route = past.route_key(by_form);
        let mut record = |place: usize, new: &NewDrug<'_>, basis| {
            let same_route = new.resolved.route_key(by_form) == route;
            let kind = if same_route { HitKind::Duplicate } else { HitKind::OtherRoute };
            if same_route || options.other_route {
                let key = u32::try_from(place).unwrap_or(u32::MAX);
                let hit = Hit { item: new.item, ..hit(kind, basis) };
                recorded.push(Recorded { hit, key, past_prefix: past.prefix });
            }
        };
        for (place, new) in keys.get(IngredientKey::prefix(past.prefix)) {
            record(place, new, HitBasis::CodePrefix);
        }
        for component in past.components {
            for (place, new) in keys.get(IngredientKey::ingredient(*component)) {
                // The same product is one duplicate, not one for each of its components.
                if new.resolved.prefix != past.prefix {
                    record(place, new, HitBasis::IngredientTable);
                }
            }
        }
    }

    #[inline(never)]
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
                let hit = Hit { item, kind, ..sample };
                self.recorded.push(Recorded { hit, key: index, past_prefix: past.prefix });
            }
        }
    }
}
