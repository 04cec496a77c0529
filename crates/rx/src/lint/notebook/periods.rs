//! Periods that end before they begin: drugs without prescription (3), family pharmacist (701).

use crate::lint::Collector;
use crate::lint::collector::Located;
use crate::model::{FamilyPharmacist, OtcDrug};
use crate::{Field, Records};
use shohosen_report::codes::records as codes;

pub(super) fn check(records: &Records, out: &mut Collector) {
    for record in records.iter() {
        if let Some(drug) = record.typed::<OtcDrug<'_>>() {
            period(drug.start(), drug.end(), out);
        } else if let Some(pharmacist) = record.typed::<FamilyPharmacist<'_>>() {
            period(pharmacist.start(), pharmacist.end(), out);
        }
    }
}

fn period(start: Field<'_>, end: Field<'_>, out: &mut Collector) {
    if let (Some(first), Some(last)) = (start.date(), end.date())
        && last < first
    {
        out.push(codes::DATE_PERIOD_REVERSED.of(end));
    }
}
