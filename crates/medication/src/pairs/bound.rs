//! A table of pairs, matched with a master once, so that checking is quick.

use super::{DrugPair, DrugSelector, PairKind, PairTable};
use crate::DrugMaster;
use crate::ingredient::base_name;
use crate::master::{DrugId, Resolved};
use crate::{Route, YjCode};
use shohosen_report::Text;
use std::collections::{HashMap, HashSet};

/// A pair table bound to a master. Every different selector is a *side* with a number.
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
    /// Pairs by both sides, the smaller first.
    by_sides: HashMap<(u32, u32), u32>,
}

impl BoundPairs {
    pub(crate) fn new(table: &PairTable, master: &DrugMaster) -> Self {
        let mut bound = Self {
            source: Text::shared(table.source.as_str()),
            edition: Text::shared(table.edition.as_str()),
            name: format!("{} {}", table.source, table.edition),
            ..Self::default()
        };
        let mut numbers: HashMap<&DrugSelector, u32> = HashMap::new();
        // Sides that may be mistyped.
        let mut typed = HashSet::new();
        for pair in table.pairs.iter().filter(|pair| pair.kind == PairKind::Contraindicated) {
            let mut number = |selector| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(selector).or_insert(next)
            };
            let (a, b) = (number(&pair.left), number(&pair.right));
            if !pair.official {
                typed.extend([a, b]);
            }
            let index = u32::try_from(bound.pairs.len()).unwrap_or(u32::MAX);
            bound.by_sides.entry((a.min(b), a.max(b))).or_insert(index);
            bound.longest_washout = bound.longest_washout.max(pair.washout_days.unwrap_or(0));
            bound.pairs.push(pair.clone());
        }
        bound.match_sides(&numbers, &typed, master);
        bound
    }

    fn match_sides(
        &mut self,
        numbers: &HashMap<&DrugSelector, u32>,
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
                    by_name.entry(base_name(name)).or_default().push((*side, *route));
                }
            }
        }
        for (id, name) in master.ingredient_names() {
            if let Some(sides) = by_name.get(&base_name(name)) {
                self.by_ingredient.insert(id, sides.clone());
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
        for id in resolved.components {
            for (side, route) in self.by_ingredient.get(id).into_iter().flatten() {
                if route.is_none_or(|route| route == resolved.route()) {
                    take(*side);
                }
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

    /// All pairs by their sides.
    pub(crate) fn all(&self) -> impl Iterator<Item = ((u32, u32), u32)> {
        self.by_sides.iter().map(|(sides, pair)| (*sides, *pair))
    }

    /// The pair that has both sides.
    pub(crate) fn pair(&self, a: u32, b: u32) -> Option<(u32, &DrugPair)> {
        let index = *self.by_sides.get(&(a.min(b), a.max(b)))?;
        Some((index, self.pairs.get(usize::try_from(index).ok()?)?))
    }
}

fn code_start(code: &YjCode, length: usize) -> &str {
    code.as_str().get(..length).unwrap_or("")
}
