//! Plain JSON and CSV.

use super::{HistoryFormat, HistoryRead, HistoryReadError};
use shohosen_medication::{HistoryLimits, history_from_csv, history_from_json};
use shohosen_report::{Account, Unread, UnreadReason};

pub(super) fn json(bytes: &[u8], limits: &HistoryLimits) -> Result<HistoryRead, HistoryReadError> {
    let events = history_from_json(bytes, limits)?;
    // The list itself is a part: an empty one says that there is nothing.
    let account = Account::whole(events.len() + 1);
    Ok(HistoryRead { events, ..HistoryRead::new(HistoryFormat::Json, account) })
}

pub(super) fn csv(bytes: &[u8], limits: &HistoryLimits) -> Result<HistoryRead, HistoryReadError> {
    let events = history_from_csv(bytes, limits)?;
    // So are the headings.
    let mut account = Account::whole(events.len() + 1);
    if let Some(line) = cut(bytes) {
        account.missing(Unread::new(format!("line {line}"), UnreadReason::Incomplete));
    }
    Ok(HistoryRead { events, ..HistoryRead::new(HistoryFormat::Csv, account) })
}

/// The last line, if it does not end and its last item is one that would still be read if a part
/// of it were missing: `14` days cut to `1`.
fn cut(bytes: &[u8]) -> Option<usize> {
    let ended = matches!(bytes.last(), Some(b'\n' | b'\r') | None);
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let heading = lines.first()?.split(|byte| *byte == b',').next_back()?.trim_ascii();
    let heading = heading.strip_prefix(b"\"").unwrap_or(heading);
    let heading = heading.strip_suffix(b"\"").unwrap_or(heading);
    let counts: [&[u8]; 5] = [b"code", b"days", b"bounds_days", b"as_needed", b"prescription_id"];
    // Headings alone that do not end may have been cut, and the rows with them.
    (!ended && (lines.len() == 1 || counts.contains(&heading))).then_some(lines.len())
}
