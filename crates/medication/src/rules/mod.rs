//! Prescribing rules beside the official check.

mod data;
mod days;
mod dispensing;
mod online;
mod patches;
mod prescription;

pub use data::PrescribingRules;
pub use prescription::{OnlineFirstVisit, RuleContext, RuleReport};
