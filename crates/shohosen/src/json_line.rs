//! What came of one of several documents, as one line of JSON.

use serde::Serialize;
use shohosen_report::{Finding, Language};

/// What came of one of several documents, as JSON on one line (without the line's end): the report
/// (a [`Report`](crate::Report) or its [record](crate::ReportRecord))
/// with the name of its `file` in front, or, of a document that could not be read, `file`, `error` (a
/// finding) and `reason` (its English text). `file` is null where the document has no name.
///
/// ```
/// let (at, bytes) = (shohosen::Time::parse_rfc3339("2026-11-22T00:00:00Z").unwrap(), b"no XML");
/// let error = shohosen::Verifier::builder().build().verify(bytes, at).unwrap_err();
/// let line = shohosen::json_line::<shohosen::Report>(Some("rx.xml"), Err(&error.finding()));
/// assert!(line.starts_with(r#"{"file":"rx.xml","error":{"code":"xml."#));
/// ```
pub fn json_line<R: Serialize>(file: Option<&str>, outcome: Result<&R, &Finding>) -> String {
    let line = match outcome {
        Ok(report) => serde_json::to_string(&Verified { file, report }),
        Err(error) => {
            let reason = error.message(Language::English);
            serde_json::to_string(&Unreadable { file, error, reason })
        }
    };
    // Neither has a map whose keys are no text, the one thing that JSON lacks.
    line.unwrap_or_default()
}

#[derive(Serialize)]
struct Verified<'l, R> {
    file: Option<&'l str>,
    #[serde(flatten)]
    report: &'l R,
}

#[derive(Serialize)]
struct Unreadable<'l> {
    file: Option<&'l str>,
    error: &'l Finding,
    reason: String,
}
