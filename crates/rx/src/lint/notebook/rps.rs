//! The RPs of a dispensing: together, each number once, each with drugs and one usage.

use crate::lint::Collector;
use crate::lint::collector::Located;
use crate::{Record, Records};
use shohosen_report::codes::records as codes;

/// The RP that is being read.
struct Open<'a> {
    number: u32,
    first: Record<'a>,
    drug: bool,
    usage: bool,
}

pub(super) fn check(records: &Records, out: &mut Collector) {
    let mut used = Used::default();
    let mut open: Option<Open<'_>> = None;
    for record in records.iter().filter(|record| record.layout().is_some()) {
        let number = record.number();
        if !(201..=391).contains(&number) {
            // A doctor (55) or the end of the block closes the RP; record 5 begins anew.
            close(open.take(), out);
            if number == 5 {
                used = Used::default();
            }
            continue;
        }
        let Some(rp) = record.field(1).integer() else { continue };
        if open.as_ref().is_none_or(|open| open.number != rp) {
            let before = open.as_ref().map_or(0, |open| open.number);
            close(open.take(), out);
            if !used.insert(rp) {
                let finding = codes::NOTEBOOK_RP_ORDER.of(record.field(1)).with("actual", rp);
                out.push(finding.with("expected", before));
            }
            open = Some(Open { number: rp, first: record, drug: false, usage: false });
        }
        if let Some(open) = &mut open {
            open.add(record, out);
        }
    }
    close(open, out);
}

impl Open<'_> {
    fn add(&mut self, record: Record<'_>, out: &mut Collector) {
        let in_order = match record.number() {
            201 => !self.usage,
            281 | 291 => self.drug && !self.usage,
            301 => true,
            _ => self.usage,
        };
        if !in_order {
            let previous = if self.usage { 301 } else { 201 };
            out.push(codes::RECORD_OUT_OF_ORDER.on(record).with("previous", previous));
        }
        match record.number() {
            201 => self.drug = true,
            301 if self.usage => out.push(codes::RP_REPEATED_DETAIL.on(record)),
            301 => self.usage = true,
            _ => {}
        }
    }
}

fn close(open: Option<Open<'_>>, out: &mut Collector) {
    let Some(open) = open else { return };
    for (there, expected) in [(open.drug, 201), (open.usage, 301)] {
        if !there {
            let finding = codes::NOTEBOOK_RP_INCOMPLETE.on(open.first).with("rp", open.number);
            out.push(finding.with("expected", expected));
        }
    }
}

/// The RP numbers of a block, 0 to 999; larger ones are too long for the item and not kept.
#[derive(Default)]
struct Used([u64; 16]);

impl Used {
    fn insert(&mut self, rp: u32) -> bool {
        let Some(word) = self.0.get_mut(rp as usize / 64) else { return true };
        let bit = 1 << (rp % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }
}
