//! The visits of a patient: medicalgetv2, class 01 (受診履歴).

use crate::answer::{Answer, Reader, Source, Wanted};
use crate::error::OrcaError;

/// The most visits that ORCA lists; of more it lists the latest.
const MAX_VISITS: usize = 150;
/// `Api_Result` where there is no visit.
const NONE: &str = "15";

/// One visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// 診療年月日 (YYYY-MM-DD).
    pub day: String,
    /// 診療科コード.
    pub department: String,
    /// 伝票番号; empty for a stay.
    pub invoice: String,
}

/// The visits that an answer lists.
///
/// # Errors
/// Everything that cannot be used, at once; that ORCA did not do what was asked for.
pub fn visits(answer: &Answer) -> Result<Vec<Visit>, OrcaError> {
    if answer.status() != NONE && !answer.status().bytes().all(|byte| byte == b'0') {
        return Err(answer.refusal());
    }
    let mut reader = Reader::default();
    let mut found = Vec::new();
    for visit in reader.items(&answer.root(), "Medical_List_Information", MAX_VISITS) {
        let wanted = Wanted::of("診療年月日 (Perform_Date)", Source::Entry);
        reader.need_day(&visit, "Perform_Date", &wanted);
        found.push(Visit {
            day: reader.text(&visit, "Perform_Date"),
            department: reader.text(&visit, "Department_Code"),
            invoice: reader.text(&visit, "Invoice_Number"),
        });
    }
    reader.done()?;
    Ok(found)
}
