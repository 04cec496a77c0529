//! Plain JSON and CSV.

use super::{HistoryFormat, HistoryRead, HistoryReadError};
use shohosen_medication::{HistoryLimits, history_from_csv, history_from_json};
use shohosen_report::Account;

pub(super) fn json(bytes: &[u8], limits: &HistoryLimits) -> Result<HistoryRead, HistoryReadError> {
    let events = history_from_json(bytes, limits)?;
    // The list itself is a part: an empty one says that there is nothing.
    let account = Account::whole(events.len() + 1);
    Ok(HistoryRead { events, ..HistoryRead::new(HistoryFormat::Json, account) })
}

pub(super) fn csv(bytes: &[u8], limits: &HistoryLimits) -> Result<HistoryRead, HistoryReadError> {
    let events = history_from_csv(bytes, limits)?;
    // So are the headings.
    let account = Account::whole(events.len() + 1);
    Ok(HistoryRead { events, ..HistoryRead::new(HistoryFormat::Csv, account) })
}
