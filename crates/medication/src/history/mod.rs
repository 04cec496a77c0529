//! What the patient takes: periods, and plain forms of a history.

mod csv;
mod dose;
mod json;
mod limits;
mod period;

pub use csv::history_from_csv;
pub use dose::DoseForm;
pub use json::{history_from_json, history_to_json};
pub use limits::{HistoryError, HistoryLimits};
pub use period::{LastDay, Period, PeriodPolicy, PeriodRule};
