//! The order of the records, and what a dispensing (the block that a record 5 opens) consists of.

use crate::lint::Collector;
use crate::lint::collector::Located;
use crate::model::{
    DispensedDrug, DispensedOn, DispensedUsage, DispensingInstitution, Pharmacist,
    PrescribingInstitution,
};
use crate::{Date, Format, Record, Records, TypedRecord};
use shohosen_report::codes::records as codes;

/// What was seen of the current block.
#[derive(Default)]
struct Block<'a> {
    head: Option<DispensedOn<'a>>,
    institution: Option<DispensingInstitution<'a>>,
    pharmacist: bool,
    prescriber: bool,
    /// It has a drug.
    drug: bool,
    /// It has a remark or an entry of the patient (401 to 601).
    words: bool,
}

pub(super) fn check(records: &Records, out: &mut Collector) {
    let mut block: Option<Block<'_>> = None;
    let mut previous_rank = 0;
    let mut previous_number = 0;
    let mut newest: Option<Date> = None;
    for record in records.iter().filter(|record| record.layout().is_some()) {
        let number = record.number();
        let rank = rank(number);
        let opens = number == DispensedOn::LAYOUT.number;
        if block.is_none() && (11..=601).contains(&number) && number != 31 {
            out.push(codes::BLOCK_OUTSIDE.on(record));
        } else if rank < previous_rank && !(opens && previous_rank < 700) {
            out.push(codes::RECORD_OUT_OF_ORDER.on(record).with("previous", previous_number));
        }
        (previous_rank, previous_number) = (rank, number);
        if let Some(head) = record.typed::<DispensedOn<'_>>() {
            // CJ1 is the record of one dispensing: its other checks look at one.
            if block.is_some() && records.format() == Format::Cj1 {
                out.push(codes::BLOCK_RECORD_REPEATED.on(record));
            }
            close(block.take(), records, out);
            let date = head.date().date().and_then(|date| date.full());
            if let (Some(newest), Some(date)) = (newest, date)
                && date > newest
            {
                out.push(codes::BLOCK_DATES.of(head.date()));
            }
            newest = date.or(newest);
            block = Some(Block { head: Some(head), ..Block::default() });
        } else if let Some(block) = &mut block {
            block.add(record, out);
        }
    }
    if block.is_none() && !records.is_from_patient() {
        out.push(codes::BLOCK_MISSING.finding());
    }
    close(block, records, out);
}

/// The place of a record in the file; the RPs and the doctors above them share one.
const fn rank(number: u16) -> u16 {
    match number {
        31 => 3,
        55 | 201..=399 => 200,
        other => other,
    }
}

impl<'a> Block<'a> {
    fn add(&mut self, record: Record<'a>, out: &mut Collector) {
        let mut once = |before: bool| {
            if before {
                out.push(codes::BLOCK_RECORD_REPEATED.on(record));
            }
        };
        if let Some(institution) = record.typed::<DispensingInstitution<'_>>() {
            once(self.institution.replace(institution).is_some());
        } else if record.number() == Pharmacist::LAYOUT.number {
            once(std::mem::replace(&mut self.pharmacist, true));
        } else if record.number() == PrescribingInstitution::LAYOUT.number {
            once(std::mem::replace(&mut self.prescriber, true));
        } else if let Some(usage) = record.typed::<DispensedUsage<'_>>() {
            self.usage_name(usage, out);
        } else {
            self.drug |= record.number() == DispensedDrug::LAYOUT.number;
            self.words |= (401..=601).contains(&record.number());
        }
    }

    fn is_pharmacy(&self) -> bool {
        self.institution.is_some_and(|institution| institution.score_table().value() == "4")
    }

    /// A pharmacy names the usage, except of material and of other forms; a clinic may leave it out.
    fn usage_name(&self, usage: DispensedUsage<'a>, out: &mut Collector) {
        let exempt = matches!(usage.dosage_form().value(), "9" | "10");
        if self.is_pharmacy() && !exempt && usage.name().is_blank() {
            let finding = codes::FIELD_REQUIRED_HERE.of(usage.name());
            out.push(finding.with("condition", "医療機関等点数表 4"));
        }
    }
}

fn close(block: Option<Block<'_>>, records: &Records, out: &mut Collector) {
    let Some(block) = block else { return };
    let Some(head) = block.head else { return };
    if block.institution.is_none() && !records.is_from_patient() {
        let expected = DispensingInstitution::LAYOUT.number;
        out.push(codes::BLOCK_RECORD_MISSING.on(head.record()).with("expected", expected));
    }
    // What a patient writes may be a remark on a day alone.
    let remark = records.is_from_patient() && block.words;
    if !block.drug && !remark {
        out.push(codes::BLOCK_WITHOUT_DRUG.on(head.record()));
    }
    if block.is_pharmacy() && !block.prescriber {
        out.push(codes::PHARMACY_WITHOUT_PRESCRIBER.on(head.record()));
    }
}
