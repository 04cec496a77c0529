//! What holds between the records of a dispensing (CJ1, JAHISTC), one file a rule.

mod blocks;
mod codes_of_drugs;
mod generic_names;
mod otc_ingredients;
mod periods;
mod quantities;
mod refill_state;
mod rps;
mod split_set;

use super::{Collector, LintOptions, insurer_number};
use crate::DrugLookup;
use crate::Records;
use crate::model::{DispensingInsurance, SplitControl};

pub(super) fn check(records: &Records, options: &LintOptions<'_>, out: &mut Collector) {
    codes_of_drugs::check(records, options.master.map(|master| master as &dyn DrugLookup), out);
    generic_names::check(records, out);
    periods::check(records, out);
    refill_state::check(records, out);
    quantities::check(records, out);
    if let Some(insurance) = records.first::<DispensingInsurance<'_>>() {
        insurer_number::check(insurance.insurer_number(), out);
    }
    if records.first::<SplitControl<'_>>().is_some() {
        // A part may begin in the middle of a dispensing: its structure says nothing.
        return split_set::check(records, out);
    }
    otc_ingredients::check(records, out);
    blocks::check(records, out);
    rps::check(records, out);
}
