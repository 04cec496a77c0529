//! An ingredient (31) belongs to a drug without prescription (3) of the same number.

use crate::Records;
use crate::lint::Collector;
use crate::lint::collector::{Located, quoted};
use crate::model::{OtcDrug, OtcIngredient};
use shohosen_report::codes::records as codes;

pub(super) fn check(records: &Records, out: &mut Collector) {
    let mut numbers: Vec<u32> =
        records.all::<OtcDrug<'_>>().filter_map(|drug| drug.seq().integer()).collect();
    numbers.sort_unstable();
    for ingredient in records.all::<OtcIngredient<'_>>() {
        let number = ingredient.otc_seq();
        let known = number.integer().is_some_and(|n| numbers.binary_search(&n).is_ok());
        if !known && !number.is_blank() {
            out.push(codes::OTC_PARENT.of(number).with("actual", quoted(number, number.value())));
        }
    }
}
