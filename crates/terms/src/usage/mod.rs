//! 用法コード: how and when a drug is taken.

mod code;
mod listed;
mod supplement;

pub use code::{MealMoment, UsageCode, UsageCodeError, UsageRoute, UsageTiming};
pub use listed::{
    DUMMY_USAGE_CODE, ListedUsage, UsageLookup, UsageProblem, UsageStanding,
    last_day_of_removed_usages, usage_problems, usage_successor,
};
pub use supplement::{IntakePattern, UsageSupplement};
