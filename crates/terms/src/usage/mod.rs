//! 用法コード: how and when a drug is taken.

mod code;
mod supplement;

pub use code::{MealMoment, UsageCode, UsageCodeError, UsageRoute, UsageTiming};
pub use supplement::{IntakePattern, UsageSupplement};
