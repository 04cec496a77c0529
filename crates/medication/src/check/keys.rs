//! The ingredients of the new drugs, arranged for looking up those of the past.

use crate::master::Resolved;

/// A seven-digit code or the id of an ingredient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct IngredientKey(u32);

impl IngredientKey {
    const INGREDIENT: u32 = 1 << 31;

    pub(super) fn prefix(prefix: u32) -> Self {
        Self(prefix)
    }

    pub(super) fn ingredient(id: u32) -> Self {
        Self(id | Self::INGREDIENT)
    }

    /// The id, if it is that of an ingredient.
    pub(super) fn ingredient_id(self) -> Option<u32> {
        (self.0 & Self::INGREDIENT != 0).then_some(self.0 & !Self::INGREDIENT)
    }
}

/// One ingredient of one new drug.
pub(super) struct NewKey<'m> {
    pub(super) key: IngredientKey,
    /// Index into the items of the prescription.
    pub(super) item: usize,
    pub(super) resolved: Resolved<'m>,
}

/// All ingredients of the new drugs, sorted, behind a filter that turns away most others.
#[derive(Default)]
pub(super) struct NewKeys<'m> {
    keys: Vec<NewKey<'m>>,
    filter: [u64; 16],
}

impl<'m> NewKeys<'m> {
    pub(super) fn add(&mut self, item: usize, resolved: Resolved<'m>) {
        let components = resolved.components.iter().map(|id| IngredientKey::ingredient(*id));
        let keys = std::iter::once(IngredientKey::prefix(resolved.prefix)).chain(components);
        self.keys.extend(keys.map(|key| NewKey { key, item, resolved }));
    }

    pub(super) fn sort(&mut self) {
        self.keys.sort_by_key(|new| (new.key, new.item));
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
    }

    /// The new drugs with this ingredient, with their place among the keys.
    pub(super) fn get(&self, key: IngredientKey) -> impl Iterator<Item = (usize, &NewKey<'m>)> {
        let start = self.keys.partition_point(|new| new.key < key);
        let same = self.keys.get(start..).unwrap_or(&[]).iter();
        (start..).zip(same.take_while(move |new| new.key == key))
    }

    pub(super) fn all(&self) -> &[NewKey<'m>] {
        &self.keys
    }
}

/// The bit of a key among 1024.
#[inline]
fn place(key: IngredientKey) -> (usize, u64) {
    let hash = key.0.wrapping_mul(0x9E37_79B9) >> 22;
    (usize::try_from(hash >> 6).unwrap_or(0), 1 << (hash & 63))
}
