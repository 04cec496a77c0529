//! The rows of a table by the drug. Products of one ingredient mostly have the same rows, which
//! are kept once.

use super::packed::{Input, Packed};
use crate::MasterError;
use shohosen_report::Words;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// Rows by レセ電コード.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowsByDrug<T> {
    /// Sorted by code: code, first row, number of rows.
    drugs: Vec<(u32, u32, u32)>,
    rows: Vec<T>,
}

impl<T> Default for RowsByDrug<T> {
    fn default() -> Self {
        Self { drugs: Vec::new(), rows: Vec::new() }
    }
}

impl<T: Clone + Eq + Hash + Ord> RowsByDrug<T> {
    /// From the rows of each drug.
    pub(super) fn new(by_drug: BTreeMap<u32, Vec<T>>) -> Self {
        let mut table = Self::default();
        let mut known: HashMap<Vec<T>, (u32, u32)> = HashMap::new();
        for (receipt, mut rows) in by_drug {
            rows.sort_unstable();
            rows.dedup();
            let place = match known.get(&rows) {
                Some(place) => *place,
                None => {
                    let start = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
                    let place = (start, u32::try_from(rows.len()).unwrap_or(0));
                    table.rows.extend(rows.iter().cloned());
                    known.insert(rows, place);
                    place
                }
            };
            table.drugs.push((receipt, place.0, place.1));
        }
        table
    }
}

impl<T> RowsByDrug<T> {
    pub(crate) fn is_empty(&self) -> bool {
        self.drugs.is_empty()
    }

    /// The rows of a drug; `None` if the table does not have it.
    pub(crate) fn get(&self, receipt: u32) -> Option<&[T]> {
        let place = self.drugs.binary_search_by_key(&receipt, |(code, ..)| *code).ok()?;
        let (_, start, count) = self.drugs.get(place)?;
        let start = usize::try_from(*start).ok()?;
        self.rows.get(start..start.checked_add(usize::try_from(*count).ok()?)?)
    }
}

impl<T: Packed> RowsByDrug<T> {
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        super::packed::put_list(out, &self.drugs, |out, (code, start, count)| {
            for number in [code, start, count] {
                out.extend(number.to_le_bytes());
            }
        });
        super::packed::put_list(out, &self.rows, |out, row| row.put(out));
    }

    pub(super) fn take(input: &mut Input<'_>) -> Result<Self, MasterError> {
        let drugs = input.list(12, |input| Ok((input.u32()?, input.u32()?, input.u32()?)))?;
        let rows = input.list(T::SIZE, T::take)?;
        match drugs.is_sorted_by_key(|(code, ..)| *code) {
            true => Ok(Self { drugs, rows }),
            false => Err(MasterError::Cache {
                problem: Words::new("順序が正しくありません", "not in order"),
            }),
        }
    }
}
