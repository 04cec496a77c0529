//! Bounds on the texts that callers give.

use crate::StoreError;
use shohosen_report::Words;

/// Bytes of a patient's id.
pub(crate) const PATIENT: usize = 128;
/// Bytes of a document's id.
pub(crate) const DOCUMENT: usize = 512;
/// Bytes of an actor.
pub(crate) const ACTOR: usize = 256;
/// Bytes of a purpose.
pub(crate) const PURPOSE: usize = 1024;

pub(crate) const PATIENT_ID: Words = Words::new("患者 ID", "patient id");
pub(crate) const DOCUMENT_ID: Words = Words::new("文書 ID", "document id");
pub(crate) const WHO: Words = Words::new("操作者", "actor");
pub(crate) const WHY: Words = Words::new("目的", "purpose");
const EMPTY: Words = Words::new("空です", "it is empty");
const CONTROL: Words = Words::new("制御文字が含まれています", "it holds control characters");

/// Refuses a text that is empty, too long, or holds control characters (which neither a terminal
/// nor PostgreSQL would take well).
pub(crate) fn name(what: Words, text: &str, limit: usize) -> Result<(), StoreError> {
    if text.is_empty() {
        return Err(StoreError::Text { what, problem: EMPTY });
    }
    text_of(what, text, limit)
}

/// As [`name`], but may be empty.
pub(crate) fn text_of(what: Words, text: &str, limit: usize) -> Result<(), StoreError> {
    if text.len() > limit {
        let actual = text.len() as u64;
        return Err(StoreError::Limit { what, limit: limit as u64, actual });
    }
    if text.chars().any(char::is_control) {
        return Err(StoreError::Text { what, problem: CONTROL });
    }
    Ok(())
}
