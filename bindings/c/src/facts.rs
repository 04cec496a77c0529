//! `ShohosenFacts`: what is true of a document, to be judged again without it.

use crate::arguments::time;
use crate::call::{free, object, octets, produce};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::report::ShohosenReport;
use crate::text::{self, Text};
use crate::verifier::{ShohosenExternalData, ShohosenVerifier, external};
use shohosen_core::{Facts, VerifyInput};
use std::ffi::c_char;
use std::sync::OnceLock;

/// What is true of a document, whatever the time, the trust and the policy: judged now or later, under
/// other lists, at another time, by another policy. Immutable.
pub struct ShohosenFacts {
    facts: Facts,
    /// Written when it is first asked for.
    json: OnceLock<Text>,
}

impl ShohosenFacts {
    const fn new(facts: Facts) -> Self {
        Self { facts, json: OnceLock::new() }
    }

    fn json(&self) -> &Text {
        self.json.get_or_init(|| Text::new(self.facts.to_json()))
    }
}

/// Collects the facts of a document (its octets as they were received), with data outside the document
/// that it refers to (`external` NULL with `external_count` 0 where there is none). Of the verifier only
/// the limits count: a certificate that the document names and does not carry is looked for when the
/// facts are judged. Fails only if the octets are not XML that can be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_verifier_collect(
    verifier: *const ShohosenVerifier,
    document: *const u8,
    document_length: usize,
    external: *const ShohosenExternalData,
    external_count: usize,
    out: *mut *mut ShohosenFacts,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let verifier = object!(verifier);
        let document = octets!(document, document_length);
        // SAFETY: the rules of the header.
        let external = unsafe { self::external(external, external_count) }?;
        let input = VerifyInput { external: Some(&external) };
        Ok(ShohosenFacts::new(verifier.0.collect(document, input)?))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Reads facts that were stored as their JSON (shohosen_facts_json, or shohosen verify --facts-out).
/// Digests are compared and signatures verified again, but facts are believed in what they say of the
/// document: keep them where nobody changes them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_verifier_read_facts(
    verifier: *const ShohosenVerifier,
    json: *const u8,
    json_length: usize,
    out: *mut *mut ShohosenFacts,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let verifier = object!(verifier);
        Ok(ShohosenFacts::new(verifier.0.read_facts(octets!(json, json_length))?))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Judges facts as of `at`, in seconds since 1970-01-01T00:00:00Z, by the verifier's trust and policy: the
/// report is that of shohosen_verifier_verify for the document. It holds no records
/// (shohosen_report_payload gives NULL): those are in the document.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_verifier_judge(
    verifier: *const ShohosenVerifier,
    facts: *const ShohosenFacts,
    at: i64,
    out: *mut *mut ShohosenReport,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        let (verifier, facts) = (object!(verifier), object!(facts));
        Ok(ShohosenReport::new(verifier.0.judge(&facts.facts, time(at)?).into()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// The facts as JSON on one line (facts.schema.json). They hold the records of the document: they are as
/// confidential as the document itself. Borrowed from the facts.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_facts_json(
    facts: *const ShohosenFacts,
    length: *mut usize,
) -> *const c_char {
    // SAFETY: the rules of the header.
    unsafe { text::look(facts, length, |facts| Some(facts.json())) }
}

/// Frees facts. NULL is allowed. Their reports stay as they are.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_facts_free(facts: *mut ShohosenFacts) {
    // SAFETY: the rules of the header.
    unsafe { free(facts) }
}
