//! A prescription as its RPs and drugs, for the rules that look at more than one record.

use crate::layout::TypedRecord;
use crate::model::{DrugRecord, Rp, Usage};
use crate::{Record, Records};
use std::ops::Range;

/// The records of a prescription, grouped. A record belongs to the RP block and the drug it
/// stands under; whether its numbers say so, too, is for rules R02 to R05.
pub(crate) struct Groups<'a> {
    pub(crate) records: &'a Records,
    pub(crate) rps: Vec<RpGroup>,
    pub(crate) drugs: Vec<DrugGroup>,
    /// The first record of each number below 100.
    common: [Option<u32>; 100],
}

/// An RP block: indices of `Records::lines`.
pub(crate) struct RpGroup {
    pub(crate) range: Range<usize>,
    /// The drugs of the block, as indices of `Groups::drugs`.
    pub(crate) drugs: Range<usize>,
}

/// A drug with its details: indices of `Records::lines`, the drug's record first.
#[derive(Clone)]
pub(crate) struct DrugGroup {
    pub(crate) range: Range<usize>,
}

impl<'a> Groups<'a> {
    pub(crate) fn new(records: &'a Records) -> Self {
        let mut common = [None; 100];
        let (mut rps, mut drugs): (Vec<RpGroup>, Vec<DrugGroup>) = (Vec::new(), Vec::new());
        let mut drug_is_open = false;
        for record in records.iter() {
            let index = record.index;
            match record.number() {
                number @ 0..=99 => {
                    if let Some(first) = common.get_mut(usize::from(number)) {
                        first.get_or_insert(index as u32);
                    }
                    continue;
                }
                101 => {
                    drug_is_open = false;
                    let drugs = drugs.len()..drugs.len();
                    rps.push(RpGroup { range: index..index, drugs });
                }
                201 => {
                    drugs.push(DrugGroup { range: index..index });
                    drug_is_open = true;
                    if let Some(rp) = rps.last_mut() {
                        rp.drugs.end = drugs.len();
                    }
                }
                102 | 111 | 181 => drug_is_open = false,
                211..=299 => {}
                _ => continue,
            }
            if let Some(rp) = rps.last_mut() {
                rp.range.end = index + 1;
            }
            if let Some(drug) = drugs.last_mut().filter(|_| drug_is_open) {
                drug.range.end = index + 1;
            }
        }
        Self { records, rps, drugs, common }
    }

    /// The first common record (1 to 82) of a kind.
    pub(crate) fn common<T: TypedRecord<'a>>(&self) -> Option<T> {
        self.common_record(T::LAYOUT.number).and_then(T::from_record)
    }

    pub(crate) fn common_record(&self, number: u16) -> Option<Record<'a>> {
        let index = (*self.common.get(usize::from(number))?)? as usize;
        Some(Record { records: self.records, index })
    }

    pub(crate) fn has(&self, number: u16) -> bool {
        self.common_record(number).is_some()
    }

    /// The records of a block or of a drug.
    pub(crate) fn in_range(&self, range: &Range<usize>) -> impl Iterator<Item = Record<'a>> {
        let records = self.records;
        range.clone().map(move |index| Record { records, index })
    }

    /// The records of a kind in a block or of a drug.
    pub(crate) fn all_in<T: TypedRecord<'a>>(
        &self,
        range: &Range<usize>,
    ) -> impl Iterator<Item = T> {
        self.in_range(range).filter_map(T::from_record)
    }

    pub(crate) fn rp(&self, group: &RpGroup) -> Option<Rp<'a>> {
        self.all_in(&group.range).next()
    }

    pub(crate) fn usage(&self, group: &RpGroup) -> Option<Usage<'a>> {
        self.all_in(&group.range).next()
    }

    pub(crate) fn drug(&self, group: &DrugGroup) -> Option<DrugRecord<'a>> {
        self.all_in(&group.range).next()
    }

    pub(crate) fn drugs_of(&self, group: &RpGroup) -> &[DrugGroup] {
        self.drugs.get(group.drugs.clone()).unwrap_or_default()
    }
}
