//! R24: the copay class fits the age; class 5 exists since 2022-10-01.

use crate::Date;
use crate::lint::collector::Located;
use crate::lint::{Collector, Groups};
use crate::model::{CopayClass, IssuedOn, PatientBirthDate};
use shohosen_report::codes::records as codes;

pub(super) fn check(prescription: &Groups<'_>, out: &mut Collector) {
    let Some(copay) = prescription.common::<CopayClass<'_>>().map(|copay| copay.copay_class())
    else {
        return;
    };
    let date = |field: crate::Field<'_>| field.date().and_then(|date| date.full());
    let issued = prescription.common::<IssuedOn<'_>>().and_then(|issued| date(issued.issued_on()));
    let birth =
        prescription.common::<PatientBirthDate<'_>>().and_then(|birth| date(birth.birth_date()));
    let Some(issued) = issued else { return };
    if copay.value() == "5" && Some(issued) < Date::new(2022, 10, 1) {
        out.push(codes::COPAY_TOO_EARLY.of(copay).with("actual", issued.to_string()));
    }
    let Some(age) = birth.map(|birth| birth.age_on(issued)) else { return };
    let fits = match copay.value() {
        // Before school age: below 6, until the March after the sixth birthday at the most.
        "3" => age < 7,
        "1" | "2" | "4" | "5" => age >= 65,
        _ => true,
    };
    if !fits {
        let finding = codes::COPAY_AGE.of(copay).with("actual", copay.value().to_owned());
        out.push(finding.with("age", age));
    }
}
