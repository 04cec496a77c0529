//! One past drug against all new ones.

use super::checker::Run;
use super::findings::Recorded;
use super::keys::{IngredientKey, NewDrug, shared_stem};
use super::{Hit, HitBasis, HitKind, RouteGranularity};
use crate::master::Resolved;
use crate::pairs::BoundPair;

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
        for stem in past.stems {
            for (place, new) in keys.get(IngredientKey::stem(*stem)) {
                if shared_stem(&new.resolved, past) == Some(*stem) {
                    record(place, new, HitBasis::BiosimilarStem);
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
        // Several pairs of a table may say the same of two drugs: as the table has them before
        // those that only follow from it, and the first of each.
        let mut found: Vec<(usize, BoundPair)> = Vec::new();
        pairs.sides_of(past, self.master, |side| {
            for (new_side, item) in &self.sides {
                let Some(pair) = pairs.pair(side, *new_side) else { continue };
                match found.iter_mut().find(|(known, _)| known == item) {
                    Some((_, best)) => *best = pair.min(*best),
                    None => found.push((*item, pair)),
                }
            }
        });
        for (item, pair) in found {
            let sample = hit(HitKind::Contraindication, HitBasis::PairTable);
            let washout = pairs.row(pair).and_then(|row| row.washout_days);
            let passed = washout.is_none_or(|days| {
                self.reference_day > sample.period.end.plus_days(i32::from(days))
            });
            let kind = if active { HitKind::Contraindication } else { HitKind::Washout };
            if active || !passed {
                let basis = self.basis(pair, item, past, sample.event);
                let hit = Hit { item, kind, basis, ..sample };
                self.recorded.push(Recorded { hit, key: pair.row, past_prefix: past.prefix });
            }
        }
    }

    /// How the drugs of a pair are those of the row.
    fn basis(&self, pair: BoundPair, item: usize, past: &Resolved<'a>, event: usize) -> HitBasis {
        let (Some(pairs), Some(new), Some(event)) =
            (self.pairs, self.prescription.items.get(item), self.history.get(event))
        else {
            return HitBasis::PairTable;
        };
        let mut resolved = self.keys.of_item(item).map(|new| &new.resolved);
        let Some(resolved) = resolved.next() else { return HitBasis::PairTable };
        pairs.basis(pair, (&new.drug, resolved), (&event.drug, past), self.master)
    }
}
