//! Facts through the C interface: judged again they give, octet for octet, the report of the document.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
// One reason holds for all: what is handed over lives until the call is done.
#![allow(clippy::undocumented_unsafe_blocks)]

#[path = "common/called.rs"]
mod called;
mod common;

use called::{failed, made};
use common::vectors;
use serde_json::Value;
use shohosen::*;
use std::ffi::{CStr, c_char};
use std::ptr::{null, null_mut};

/// Verifiers that trust the root of the vectors, with and without its time-stamp authority.
fn verifiers() -> [*mut ShohosenVerifier; 2] {
    [&["tsa-root.cer"][..], &[]].map(|stamps| {
        let read = |name: &str| std::fs::read(vectors().join("pki").join(name)).unwrap();
        let root = read("root.cer");
        unsafe {
            let trust = made(|out, error| shohosen_trust_store_new_empty(out, error));
            let add = |status| assert_eq!(status, SHOHOSEN_OK);
            let add_anchor = shohosen_trust_store_add_anchor;
            add(add_anchor(trust, root.as_ptr(), root.len(), null_mut()));
            for name in stamps {
                let anchor = read(name);
                let (data, length) = (anchor.as_ptr(), anchor.len());
                add(shohosen_trust_store_add_tsa_anchor(trust, data, length, null_mut()));
            }
            let verifier = made(|out, error| shohosen_verifier_new(trust, null(), out, error));
            shohosen_trust_store_free(trust);
            verifier
        }
    })
}

fn octets(text: *const c_char, length: usize) -> Vec<u8> {
    assert!(!text.is_null());
    unsafe { std::slice::from_raw_parts(text.cast(), length).to_vec() }
}

/// The JSON of a report, which is freed.
fn json(report: *mut ShohosenReport) -> Vec<u8> {
    let mut length = 0;
    unsafe {
        let json = octets(shohosen_report_json(report, &mut length), length);
        shohosen_report_free(report);
        json
    }
}

fn collect(verifier: *const ShohosenVerifier, document: &[u8]) -> *mut ShohosenFacts {
    let (data, length) = (document.as_ptr(), document.len());
    made(|out, error| unsafe {
        shohosen_verifier_collect(verifier, data, length, null(), 0, out, error)
    })
}

fn read(verifier: *const ShohosenVerifier, json: &[u8]) -> *mut ShohosenFacts {
    let (data, length) = (json.as_ptr(), json.len());
    made(|out, error| unsafe { shohosen_verifier_read_facts(verifier, data, length, out, error) })
}

fn stored(facts: *const ShohosenFacts) -> Vec<u8> {
    let mut length = 0;
    let json = unsafe { shohosen_facts_json(facts, &mut length) };
    octets(json, length)
}

#[test]
fn facts_judged_again_give_the_report_of_the_document() {
    let index = std::fs::read(vectors().join("verify/index.json")).unwrap();
    let index: Value = serde_json::from_slice(&index).unwrap();
    let (verifiers, mut count) = (verifiers(), 0);
    let times = [1_735_689_600, 946_684_800]; // 2025-01-01, 2000-01-01
    for case in index.as_array().unwrap() {
        let Some(file) = case["file"].as_str().filter(|_| case["error"].is_null()) else {
            continue;
        };
        let document = std::fs::read(vectors().join(file)).unwrap();
        let (data, length) = (document.as_ptr(), document.len());
        // Collected by one verifier, judged by both.
        let facts = collect(verifiers[0], &document);
        let again = read(verifiers[1], &stored(facts));
        assert_eq!(stored(again), stored(facts), "{file}");
        for (verifier, at) in verifiers.iter().flat_map(|v| times.map(|at| (*v, at))) {
            let verified = json(made(|out, error| unsafe {
                shohosen_verifier_verify(verifier, data, length, at, out, error)
            }));
            for facts in [facts, again] {
                let judged = made(|out, error| unsafe {
                    shohosen_verifier_judge(verifier, facts, at, out, error)
                });
                let payload =
                    |position| unsafe { shohosen_report_payload(judged, position, null_mut()) };
                assert!(payload(SHOHOSEN_POSITION_PRESCRIPTION).is_null());
                assert_eq!(json(judged), verified, "{file}");
                count += 1;
            }
        }
        unsafe {
            shohosen_facts_free(facts);
            shohosen_facts_free(again);
        }
    }
    for verifier in verifiers {
        unsafe { shohosen_verifier_free(verifier) };
    }
    println!("{count} reports");
    assert!(count > 800, "only {count} reports");
}

#[test]
fn what_is_no_document_has_no_facts_and_what_are_no_facts_is_refused() {
    let [verifier, other] = verifiers();
    let mut out = null_mut();
    let (status, codes) = failed(|error| unsafe {
        shohosen_verifier_collect(verifier, b"<a>".as_ptr(), 3, null(), 0, &mut out, error)
    });
    assert_eq!((status, codes), (SHOHOSEN_UNREADABLE, vec!["xml.document.not_well_formed".into()]));
    let (status, codes) = failed(|error| unsafe {
        shohosen_verifier_read_facts(verifier, b"{}".as_ptr(), 2, &mut out, error)
    });
    assert_eq!((status, codes), (SHOHOSEN_UNREADABLE, vec!["binding.facts.unreadable".into()]));
    assert!(out.is_null());
    let mut report = null_mut();
    let (status, codes) =
        failed(|error| unsafe { shohosen_verifier_judge(verifier, null(), 0, &mut report, error) });
    assert_eq!((status, codes), (SHOHOSEN_MISUSE, vec!["binding.argument.missing".into()]));
    unsafe {
        assert!(shohosen_facts_json(null(), null_mut()).is_null());
        let facts = collect(verifier, b"<Document/>");
        // Text that ends with NUL.
        let json = CStr::from_ptr(shohosen_facts_json(facts, null_mut()));
        assert_eq!(json.to_bytes(), stored(facts));
        shohosen_facts_free(facts);
        shohosen_facts_free(null_mut());
        shohosen_verifier_free(verifier);
        shohosen_verifier_free(other);
    }
}
