//! Plain JSON and CSV.

use super::{HistoryFormat, HistoryRead, HistoryReadError};
use shohosen_medication::{HistoryLimits, history_from_csv, history_from_json};

pub(super) fn json(bytes: &[u8], limits: &HistoryLimits) -> Result<HistoryRead, HistoryReadError> {
    let events = history_from_json(bytes, limits)?;
    Ok(HistoryRead { events, format: HistoryFormat::Json, ..HistoryRead::default() })
}

pub(super) fn csv(bytes: &[u8], limits: &HistoryLimits) -> Result<HistoryRead, HistoryReadError> {
    let events = history_from_csv(bytes, limits)?;
    Ok(HistoryRead { events, format: HistoryFormat::Csv, ..HistoryRead::default() })
}
