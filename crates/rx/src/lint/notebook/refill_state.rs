//! Record 521: a refill that goes on has a next date, a finished one has none.

use crate::Records;
use crate::lint::Collector;
use crate::lint::collector::Located;
use crate::model::RefillState;
use shohosen_report::codes::records as codes;

pub(super) fn check(records: &Records, out: &mut Collector) {
    for state in records.all::<RefillState<'_>>() {
        let next = state.next_date();
        let (code, condition) = match (state.end_class().value(), next.is_blank()) {
            ("2", true) => (codes::FIELD_REQUIRED_HERE, "調剤終了区分 2"),
            ("1", false) => (codes::FIELD_MUST_BE_BLANK, "調剤終了区分 1"),
            _ => continue,
        };
        out.push(code.of(next).with("condition", condition));
    }
}
