//! An index from code numbers to records.

use super::MasterError;
use shohosen_report::Words;

/// Open addressing with linear probing over a power of two, at most half full. No key is 0.
#[derive(Clone, Debug, Default)]
pub(super) struct CodeIndex {
    slots: Vec<(u64, u32)>,
    /// 64 without the bits of the number of slots: the top bits are the place.
    shift: u32,
}

/// How far a key may land from its place. Code numbers scatter well; a file made so that they do
/// not is refused rather than read slowly.
const LONGEST_PROBE: usize = 4096;

impl CodeIndex {
    pub(super) fn with_capacity(keys: usize) -> Self {
        let slots = (keys.max(4) * 2).next_power_of_two();
        Self { slots: vec![(0, 0); slots], shift: 64 - slots.trailing_zeros() }
    }

    /// Sets the value of a key that is not there yet; the first value of a key stays.
    pub(super) fn insert(&mut self, key: u64, value: u32) -> Result<(), MasterError> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut place = self.home(key);
        for _ in 0..LONGEST_PROBE.min(self.slots.len()) {
            match self.slots.get_mut(place) {
                Some(slot) if slot.0 == 0 => {
                    *slot = (key, value);
                    return Ok(());
                }
                Some(slot) if slot.0 == key => return Ok(()),
                _ => place = (place + 1) & mask,
            }
        }
        Err(MasterError::Cache {
            problem: Words::new("コードが重複しています", "codes that collide"),
        })
    }

    #[inline(always)]
    pub(super) fn get(&self, key: u64) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut place = self.home(key);
        loop {
            match self.slots.get(place)? {
                (0, _) => return None,
                (found, value) if *found == key => return Some(*value),
                _ => place = (place + 1) & mask,
            }
        }
    }

    #[inline]
    fn home(&self, key: u64) -> usize {
        let mixed = (key ^ (key >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> self.shift).unwrap_or(usize::MAX)
    }

    /// All keys with their values, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u64, u32)> {
        self.slots.iter().copied().filter(|(key, _)| *key != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_and_no_other() {
        let mut index = CodeIndex::with_capacity(1000);
        for key in 1..=1000u64 {
            index.insert(key * 1_000_003, u32::try_from(key).unwrap()).unwrap();
        }
        index.insert(1_000_003, 7).unwrap();
        for key in 1..=1000u64 {
            assert_eq!(index.get(key * 1_000_003), Some(u32::try_from(key).unwrap()));
            assert_eq!(index.get(key * 1_000_003 + 1), None);
        }
        assert_eq!(CodeIndex::default().get(5), None);
        assert_eq!(index.iter().count(), 1000);
    }
}
