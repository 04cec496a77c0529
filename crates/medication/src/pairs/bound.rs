//! A table of pairs, matched with a master once, so that checking is quick.
//!
//! Every different selector is a *side* with a number. A row that names products (receipt codes,
//! whole price-list codes) holds for their ingredient as well: a second pair of sides, those of
//! the ingredients, stands beside it and leads to the same row. What a drug is on follows from the
//! master alone, so that a prescription of any size is compared in one way.

use super::basis::product;
use super::{DrugPair, DrugSelector, PairKind, PairTable};
use crate::DrugMaster;
use crate::ingredient::{Completeness, base_name, stems};
use crate::master::{DrugId, Resolved};
use crate::{Date, Route, YjCode};
use shohosen_report::Text;
use std::collections::{HashMap, HashSet};

/// A pair of sides that meet: as the table has it, or by the ingredient of what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BoundPair {
    /// Follows from the ingredients of the row only.
    pub(crate) derived: bool,
    /// The row of the table.
    pub(crate) row: u32,
}

/// A pair table bound to a master.
#[derive(Clone, Debug, Default)]
pub(crate) struct BoundPairs {
    pub(crate) source: Text,
    pub(crate) edition: Text,
    /// Source and edition in one.
    pub(crate) name: String,
    /// The contraindicated pairs.
    pub(crate) pairs: Vec<DrugPair>,
    /// The longest washout of any pair.
    pub(crate) longest_washout: u16,
    /// Selectors that no drug of the master answers to, without those of official pairs.
    pub(crate) unmatched: Vec<String>,
    /// Sides by drug: `starts[drug]..starts[drug + 1]` of `sides`.
    starts: Vec<u32>,
    /// A bit a drug: whether it is on any side. Most are on none.
    on_a_side: Vec<u64>,
    sides: Vec<u32>,
    /// Sides of seven-digit codes and of ingredients, for codes that are no drug of the master.
    by_prefix: HashMap<u32, Vec<u32>>,
    by_ingredient: HashMap<u32, Vec<(u32, Option<Route>)>>,
    by_stem: HashMap<u32, Vec<(u32, Option<Route>)>>,
    /// Pairs by both sides, the smaller first.
    by_sides: HashMap<(u32, u32), BoundPair>,
    /// For each side those that it must not meet.
    partners: Vec<Vec<(u32, BoundPair)>>,
    /// Drugs whose ingredient was listed after the edition of the table: it cannot know them.
    unknown_to_edition: HashSet<DrugId>,
}

impl BoundPairs {
    pub(crate) fn new(table: &PairTable, master: &DrugMaster) -> Self {
        let mut bound = Self {
            source: Text::shared(table.source.as_str()),
            edition: Text::shared(table.edition.as_str()),
            name: format!("{} {}", table.source, table.edition),
            ..Self::default()
        };
        let mut numbers: HashMap<DrugSelector, u32> = HashMap::new();
        // Sides that may be mistyped.
        let mut typed = HashSet::new();
        for pair in table.pairs.iter().filter(|pair| pair.kind == PairKind::Contraindicated) {
            let row = u32::try_from(bound.pairs.len()).unwrap_or(u32::MAX);
            bound.longest_washout = bound.longest_washout.max(pair.washout_days.unwrap_or(0));
            let sides = [&pair.left, &pair.right].map(|side| number(&mut numbers, side.clone()));
            if !pair.official {
                typed.extend(sides);
            }
            bound.insert(sides, BoundPair { derived: false, row });
            let derived = [&pair.left, &pair.right].map(|side| of_ingredient(side, master));
            if derived.iter().any(Option::is_some) {
                let [left, right] = derived;
                let sides = [
                    left.unwrap_or_else(|| pair.left.clone()),
                    right.unwrap_or_else(|| pair.right.clone()),
                ];
                let sides = sides.map(|side| number(&mut numbers, side));
                bound.insert(sides, BoundPair { derived: true, row });
            }
            bound.pairs.push(pair.clone());
        }
        bound.match_sides(&numbers, &typed, master);
        bound.partners = vec![Vec::new(); numbers.len()];
        for ((a, b), pair) in &bound.by_sides {
            for (one, other) in [(*a, *b), (*b, *a)] {
                let partners =
                    usize::try_from(one).ok().and_then(|one| bound.partners.get_mut(one));
                // A side that must not meet itself (two of one class) is its own partner once.
                if let Some(partners) = partners.filter(|known| !known.contains(&(other, *pair))) {
                    partners.push((other, *pair));
                }
            }
        }
        bound.unknown_to_edition = unknown_to(&table.edition, master);
        bound
    }

    fn insert(&mut self, sides: [u32; 2], pair: BoundPair) {
        let [a, b] = sides;
        let known = self.by_sides.entry((a.min(b), a.max(b))).or_insert(pair);
        *known = pair.min(*known);
    }

    fn match_sides(
        &mut self,
        numbers: &HashMap<DrugSelector, u32>,
        typed: &HashSet<u32>,
        master: &DrugMaster,
    ) {
        let mut by_receipt: HashMap<u32, u32> = HashMap::new();
        let mut by_code: HashMap<&str, u32> = HashMap::new();
        let mut by_name: HashMap<String, Vec<(u32, Option<Route>)>> = HashMap::new();
        for (selector, side) in numbers {
            match selector {
                DrugSelector::Receipt(code) => {
                    by_receipt.insert(code.number(), *side);
                }
                DrugSelector::CodePrefix(code) => {
                    by_code.insert(code, *side);
                    if let (7, Ok(prefix)) = (code.len(), code.parse()) {
                        self.by_prefix.entry(prefix).or_default().push(*side);
                    }
                }
                DrugSelector::Ingredient { name, route } => {
                    let side = (*side, *route);
                    let base = base_name(name);
                    for name in stems(name).into_iter().filter(|stem| *stem != base) {
                        by_name.entry(name).or_default().push(side);
                    }
                    by_name.entry(base).or_default().push(side);
                }
            }
        }
        for (id, name) in master.ingredient_names() {
            if let Some(sides) = by_name.get(&base_name(name)) {
                self.by_ingredient.insert(id, sides.clone());
            }
        }
        for (id, name) in master.stem_names() {
            if let Some(sides) = by_name.get(name) {
                self.by_stem.insert(id, sides.clone());
            }
        }
        let mut matched = vec![false; numbers.len()];
        self.starts.push(0);
        for drug in master.drugs() {
            let own = self.sides.len();
            if let Ok(resolved) = drug.resolved() {
                let codes = [drug.receipt_code(), drug.base_receipt_code()];
                let receipts = codes.iter().flatten().map(|code| code.number());
                self.sides.extend(receipts.filter_map(|code| by_receipt.get(&code)));
                for code in [drug.price_list_code(), drug.yj_code()].into_iter().flatten() {
                    let sides =
                        (7..=12).filter_map(|length| by_code.get(code_start(&code, length)));
                    self.sides.extend(sides);
                }
                let mut sides = Vec::new();
                self.of_components(&resolved, |side| sides.push(side));
                self.sides.extend(sides);
            }
            let mut new = self.sides.split_off(own);
            new.sort_unstable();
            new.dedup();
            for side in &new {
                if let Some(flag) = usize::try_from(*side).ok().and_then(|s| matched.get_mut(s)) {
                    *flag = true;
                }
            }
            self.on_a_side.resize(self.starts.len().div_ceil(64), 0);
            let bit = self.starts.len() - 1;
            if let Some(word) = self.on_a_side.get_mut(bit / 64).filter(|_| !new.is_empty()) {
                *word |= 1 << (bit % 64);
            }
            self.sides.extend(new);
            self.starts.push(u32::try_from(self.sides.len()).unwrap_or(u32::MAX));
        }
        let unmatched = numbers.iter().filter(|(_, side)| {
            let matched = usize::try_from(**side).ok().and_then(|side| matched.get(side));
            matched == Some(&false) && typed.contains(side)
        });
        self.unmatched = unmatched.map(|(selector, _)| selector.to_string()).collect();
        self.unmatched.sort();
    }

    fn of_components(&self, resolved: &Resolved<'_>, mut take: impl FnMut(u32)) {
        let by_ingredient = resolved.components.iter().filter_map(|id| self.by_ingredient.get(id));
        let by_stem = resolved.stems.iter().filter_map(|id| self.by_stem.get(id));
        for (side, route) in by_ingredient.chain(by_stem).flatten() {
            if route.is_none_or(|route| route == resolved.route()) {
                take(*side);
            }
        }
    }

    /// The sides that a drug is on. For an 一般名 they are those of all its members.
    #[inline]
    pub(crate) fn sides_of(
        &self,
        resolved: &Resolved<'_>,
        master: &DrugMaster,
        mut take: impl FnMut(u32),
    ) {
        if let Some(drug) = resolved.drug {
            self.of_drug(drug).iter().for_each(|side| take(*side));
            return;
        }
        for side in self.by_prefix.get(&resolved.prefix).into_iter().flatten() {
            take(*side);
        }
        self.of_components(resolved, &mut take);
        if let Some(generic) = resolved.generic {
            for drug in master.members_of(generic) {
                self.of_drug(drug).iter().for_each(|side| take(*side));
            }
        }
    }

    #[inline]
    fn of_drug(&self, drug: DrugId) -> &[u32] {
        let bit = usize::try_from(drug.0).unwrap_or(usize::MAX);
        if self.on_a_side.get(bit / 64).is_none_or(|word| word >> (bit % 64) & 1 == 0) {
            return &[];
        }
        let place = |offset: u32| {
            let place = usize::try_from(drug.0.saturating_add(offset)).ok()?;
            usize::try_from(*self.starts.get(place)?).ok()
        };
        match (place(0), place(1)) {
            (Some(start), Some(end)) => self.sides.get(start..end).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The sides that must not meet one, with the pair.
    pub(crate) fn partners(&self, side: u32) -> &[(u32, BoundPair)] {
        let partners = usize::try_from(side).ok().and_then(|side| self.partners.get(side));
        partners.map_or(&[], Vec::as_slice)
    }

    /// The pair that has both sides.
    pub(crate) fn pair(&self, a: u32, b: u32) -> Option<BoundPair> {
        self.by_sides.get(&(a.min(b), a.max(b))).copied()
    }

    /// The row of a pair.
    pub(crate) fn row(&self, pair: BoundPair) -> Option<&DrugPair> {
        self.pairs.get(usize::try_from(pair.row).ok()?)
    }

    /// Whether the table is older than the ingredient of the drug, so that it cannot know it.
    #[inline]
    pub(crate) fn cannot_know(&self, resolved: &Resolved<'_>) -> bool {
        !self.unknown_to_edition.is_empty()
            && resolved.drug.is_some_and(|drug| self.unknown_to_edition.contains(&drug))
    }
}

fn number(numbers: &mut HashMap<DrugSelector, u32>, selector: DrugSelector) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    *numbers.entry(selector).or_insert(next)
}

/// The ingredient of a selector that names one product: by name where the product holds one
/// ingredient, else by the seven digits. `None` of the others, and where the master does not know
/// the product.
fn of_ingredient(selector: &DrugSelector, master: &DrugMaster) -> Option<DrugSelector> {
    let drug = product(selector, master)?;
    let resolved = drug.resolved().ok()?;
    let complete = resolved.completeness == Completeness::Complete;
    Some(match resolved.components {
        &[only] if complete => DrugSelector::Ingredient {
            name: master.ingredient(only).to_owned(),
            route: Some(resolved.route()),
        },
        _ => DrugSelector::CodePrefix(shohosen_terms::digits::seven(resolved.prefix)),
    })
}

/// The drugs of the master whose ingredient was first listed after the edition. An edition
/// without a date tells nothing.
fn unknown_to(edition: &str, master: &DrugMaster) -> HashSet<DrugId> {
    let Some(edition) = edition_date(edition) else { return HashSet::new() };
    let known = master.listed_before(edition.plus_days(1));
    let later = master.drugs_with_ids().filter(|(_, drug)| {
        drug.listed_on().is_some_and(|listed| listed > edition) && !known.holds(drug)
    });
    later.map(|(id, _)| id).collect()
}

/// The date in an edition: 20251031, 2025-10-31.
fn edition_date(edition: &str) -> Option<Date> {
    let digits: String = edition.chars().filter(char::is_ascii_digit).collect();
    Date::parse(digits.get(..8).filter(|_| digits.len() == 8)?).ok()
}

fn code_start(code: &YjCode, length: usize) -> &str {
    code.as_str().get(..length).unwrap_or("")
}
