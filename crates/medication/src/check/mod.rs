//! 重複投薬等チェック: what is duplicated, what must not be combined, and what was not checked.

mod checker;
mod compare;
mod consent;
mod findings;
mod items;
mod keys;
mod options;
mod report;
mod within;

pub use checker::MedicationChecker;
pub(crate) use findings::drug_name;
pub(crate) use items::{ResolvedDrug, resolve, resolve_quickly};
pub use options::{CheckLimits, CheckOptions, Consent, RouteGranularity};
pub use report::{
    CheckAudit, CheckLimitExceeded, CheckReport, CheckResult, CommentTooLong, Hit, HitBasis,
    HitKind, NotChecked, NotCheckedReason, Permission,
};
