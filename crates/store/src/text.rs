//! Bounds on the texts that callers give.

use crate::StoreError;

/// Bytes of a patient's id.
pub(crate) const PATIENT: usize = 128;
/// Bytes of a document's id.
pub(crate) const DOCUMENT: usize = 512;
/// Bytes of an actor.
pub(crate) const ACTOR: usize = 256;
/// Bytes of a purpose.
pub(crate) const PURPOSE: usize = 1024;

/// Refuses a text that is empty, too long, or holds control characters (which neither a terminal
/// nor PostgreSQL would take well).
pub(crate) fn name(what: &'static str, text: &str, limit: usize) -> Result<(), StoreError> {
    if text.is_empty() {
        return Err(StoreError::Text { what, problem: "it is empty" });
    }
    text_of(what, text, limit)
}

/// As [`name`], but may be empty.
pub(crate) fn text_of(what: &'static str, text: &str, limit: usize) -> Result<(), StoreError> {
    if text.len() > limit {
        let actual = text.len() as u64;
        return Err(StoreError::Limit { what, limit: limit as u64, actual });
    }
    if text.chars().any(char::is_control) {
        return Err(StoreError::Text { what, problem: "it holds control characters" });
    }
    Ok(())
}
