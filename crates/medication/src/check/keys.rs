//! The ingredients of the new drugs, arranged for looking up those of the past.

use crate::master::Resolved;

/// A seven-digit code, the id of an ingredient, or that of a stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct IngredientKey(u32);

impl IngredientKey {
    const INGREDIENT: u32 = 1 << 31;
    const STEM: u32 = 1 << 30;

    pub(super) fn prefix(prefix: u32) -> Self {
        Self(prefix)
    }

    pub(super) fn ingredient(id: u32) -> Self {
        Self(id | Self::INGREDIENT)
    }

    pub(super) fn stem(id: u32) -> Self {
        Self(id | Self::STEM)
    }

    /// The id, if it is that of an ingredient.
    pub(super) fn ingredient_id(self) -> Option<u32> {
        (self.0 & Self::INGREDIENT != 0).then_some(self.0 & !Self::INGREDIENT)
    }

    /// The id, if it is that of a stem.
    pub(super) fn stem_id(self) -> Option<u32> {
        let stem = self.0 & Self::STEM != 0 && self.0 & Self::INGREDIENT == 0;
        stem.then_some(self.0 & !Self::STEM)
    }
}

/// One ingredient of one new drug.
#[derive(Clone, Copy)]
pub(super) struct NewKey {
    pub(super) key: IngredientKey,
    /// The drug among those that were added.
    drug: u32,
}

/// A new drug as one of its codes has it.
pub(super) struct NewDrug<'m> {
    /// Index into the items of the prescription.
    pub(super) item: usize,
    pub(super) resolved: Resolved<'m>,
}

/// All ingredients of the new drugs, sorted, behind a filter that turns away most others.
pub(super) struct NewKeys<'m> {
    drugs: Vec<NewDrug<'m>>,
    keys: Vec<NewKey>,
    filter: [u64; 16],
}

impl<'m> NewKeys<'m> {
    /// For so many drugs of a prescription.
    pub(super) fn with_capacity(items: usize) -> Self {
        Self {
            drugs: Vec::with_capacity(items),
            // The product and, of most, one ingredient.
            keys: Vec::with_capacity(items * 2),
            filter: [0; 16],
        }
    }

    /// Adds a drug; items come in their order.
    pub(super) fn add(&mut self, item: usize, resolved: Resolved<'m>) {
        let drug = u32::try_from(self.drugs.len()).unwrap_or(u32::MAX);
        self.keys.push(NewKey { key: IngredientKey::prefix(resolved.prefix), drug });
        for id in resolved.components {
            self.keys.push(NewKey { key: IngredientKey::ingredient(*id), drug });
        }
        for id in resolved.stems {
            self.keys.push(NewKey { key: IngredientKey::stem(*id), drug });
        }
        self.drugs.push(NewDrug { item, resolved });
    }

    /// The drug of a key.
    pub(super) fn drug(&self, key: &NewKey) -> Option<&NewDrug<'m>> {
        self.drugs.get(usize::try_from(key.drug).ok()?)
    }

    pub(super) fn sort(&mut self) {
        self.keys.sort_by_key(|new| (new.key, new.drug));
        for new in &self.keys {
            let (word, bit) = place(new.key);
            if let Some(word) = self.filter.get_mut(word) {
                *word |= bit;
            }
        }
    }

    /// Whether a new drug may have one of the ingredients of a past one; most have none.
    #[inline]
    pub(super) fn may_share(&self, past: &Resolved<'_>) -> bool {
        let may = |key| {
            let (word, bit) = place(key);
            self.filter.get(word).is_some_and(|word| word & bit != 0)
        };
        may(IngredientKey::prefix(past.prefix))
            || past.components.iter().any(|id| may(IngredientKey::ingredient(*id)))
            || past.stems.iter().any(|id| may(IngredientKey::stem(*id)))
    }

    /// The new drugs with this ingredient, with their place among the keys.
    pub(super) fn get(&self, key: IngredientKey) -> impl Iterator<Item = (usize, &NewDrug<'m>)> {
        let start = self.keys.partition_point(|new| new.key < key);
        let same = self.keys.get(start..).unwrap_or(&[]).iter();
        let same = same.take_while(move |new| new.key == key);
        (start..).zip(same).filter_map(|(place, new)| Some((place, self.drug(new)?)))
    }

    /// A drug of the prescription, as its codes have it.
    pub(super) fn of_item(&self, item: usize) -> impl Iterator<Item = &NewDrug<'m>> {
        self.drugs.iter().filter(move |new| new.item == item)
    }

    pub(super) fn all(&self) -> &[NewKey] {
        &self.keys
    }
}

/// What two drugs share by which one is the biosimilar of the other, or both of a third: the
/// first stem that both have. `None` where they have the seven digits or an ingredient in common.
pub(super) fn shared_stem(one: &Resolved<'_>, other: &Resolved<'_>) -> Option<u32> {
    let same = one.prefix == other.prefix
        || one.components.iter().any(|component| other.components.contains(component));
    if same {
        return None;
    }
    one.stems.iter().copied().find(|stem| other.stems.contains(stem))
}

/// The bit of a key among 1024.
#[inline]
fn place(key: IngredientKey) -> (usize, u64) {
    let hash = key.0.wrapping_mul(0x9E37_79B9) >> 22;
    (usize::try_from(hash >> 6).unwrap_or(0), 1 << (hash & 63))
}
