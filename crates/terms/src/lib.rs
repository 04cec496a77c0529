//! The words that records and medication share, each once.
//!
//! * [`Date`], [`PartialDate`]: days; [`parse_written`] reads them as records write them, with
//!   Japanese eras (元号), [`DayInJapan`] makes days of instants.
//! * [`DrugCode`] and the codes of its systems ([`CodeSystem`]) with their check digits;
//!   [`UsageCode`] and [`UsageSupplement`]; [`InstitutionCode`], [`insurer_number_form`].
//! * [`DosageForm`] and the other coded values of records; [`QuantityUnit`] and
//!   [`QuantityMeaning`]: what 日分, 回分 and 調剤 say.
//! * [`Decimal`], [`Ratio`], [`whole_number`]: the one reader of quantities.
//! * [`may_be_a_day`], [`is_quotable_code`], [`is_like_a_drug_name`], [`is_a_unit`]: what of a record can be quoted.
//! * [`kana`]: widths, hiragana and katakana, kana in two characters.
//!
//! What this crate does *not* do: it knows no record, has no master and no findings; what a usage master
//! of the caller says of a code is worded here once ([`usage_problems`]). It depends on no other crate of the workspace.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod code;
mod coded;
mod date;
mod decimal;
pub mod digits;
mod excerpt;
mod institution;
pub mod kana;
mod personal;
mod unit;
mod usage;
mod whole;

pub use code::{CheckDigit, CodeError, CodeProblem, CodeSystem, DrugCode, GenericCode, Gtin};
pub use code::{HotCode, HotKind, ReceiptCode, ReceiptKind, Route, YjCode};
pub use coded::{DosageForm, DrugCodeType, Potency, Sex, UsageCodeType};
pub use date::{Date, DateError, DayInJapan, InstantZone, PartialDate};
pub use date::{Era, ParsedDate, WrittenDateError, parse_written};
pub use decimal::{Decimal, ParsedDecimal, Ratio};
pub use institution::{
    InstitutionCode, InstitutionCodeError, InsurerNumberForm, insurer_number_form,
};
pub use personal::{is_a_unit, is_like_a_drug_name, is_quotable_code, may_be_a_day};
pub use unit::{QuantityMeaning, QuantityUnit};
pub use usage::{
    DUMMY_USAGE_CODE, ListedUsage, UsageLookup, UsageProblem, UsageStanding,
    last_day_of_removed_usages, usage_problems, usage_successor,
};
pub use usage::{IntakePattern, MealMoment, UsageCode, UsageCodeError, UsageRoute};
pub use usage::{UsageSupplement, UsageTiming};
pub use whole::whole_number;

use excerpt::excerpt;
