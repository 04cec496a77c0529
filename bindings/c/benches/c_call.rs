//! Verifying one prescription through the C interface, as a multiple of the same in Rust.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)]
#[path = "../../../benches/src/timing.rs"]
mod harness;

use harness::{Subject, compare, document};
use shohosen as c;
use shohosen_core::pki::{Certificate, TrustAnchor};
use shohosen_core::sign::decode_base64;
use shohosen_core::{Time, Verdict, Verifier};
use std::ptr::{null, null_mut};

/// The roots that stand in the document: a test environment trusts them.
fn roots(source: &[u8]) -> Vec<Certificate> {
    let text = std::str::from_utf8(source).unwrap();
    let embedded = text.split("EncapsulatedX509Certificate").skip(1).filter_map(|part| {
        let (_, content) = part.split_once('>')?;
        let octets = decode_base64(content.split('<').next()?)?;
        Certificate::from_der(&octets).ok()
    });
    embedded.filter(Certificate::is_self_issued).collect()
}

/// A verifier of the C interface that trusts the same.
fn verifier_in_c(roots: &[Certificate]) -> *mut c::ShohosenVerifier {
    let (mut store, mut verifier) = (null_mut(), null_mut());
    let options = c::ShohosenVerifierOptions {
        struct_size: size_of::<c::ShohosenVerifierOptions>(),
        policy: null(),
        policy_length: 0,
        allow_test_certificates: 1,
        accept_scanned: 0,
    };
    // SAFETY: the rules of the header.
    unsafe {
        assert_eq!(c::shohosen_trust_store_new(&mut store, null_mut()), c::SHOHOSEN_OK);
        for root in roots {
            let (der, length) = (root.der().as_ptr(), root.der().len());
            c::shohosen_trust_store_add_anchor(store, der, length, null_mut());
            c::shohosen_trust_store_add_tsa_anchor(store, der, length, null_mut());
        }
        let status = c::shohosen_verifier_new(store, &options, &mut verifier, null_mut());
        assert_eq!(status, c::SHOHOSEN_OK);
        c::shohosen_trust_store_free(store);
    }
    verifier
}

fn main() {
    let (name, bytes) =
        document("jp-eprescription/files/Prescription-004_01.xml", "verify/prescription-xl.xml");
    let ours = name == "prescription-xl.xml";
    let at = if ours { "2025-01-01T00:00:00Z" } else { "2023-01-01T00:00:00Z" };
    let at = Time::parse_rfc3339(at).unwrap();
    let roots = roots(&bytes);
    let mut builder = Verifier::builder().allow_test_certificates(true);
    for root in &roots {
        let anchor = TrustAnchor::certificate(root.clone());
        builder = builder.anchor(anchor.clone()).tsa_anchor(anchor);
    }
    let verifier = builder.build();
    let in_c = verifier_in_c(&roots);

    let in_rust = || {
        let verified = verifier.verify(&bytes, at).unwrap();
        assert_eq!(verified.report().verdict(), Verdict::Valid);
    };
    let through_c = || {
        let (mut report, mut error) = (null_mut(), null_mut());
        let (data, length) = (bytes.as_ptr(), bytes.len());
        // SAFETY: the rules of the header.
        unsafe {
            c::shohosen_verifier_verify(in_c, data, length, at.unix(), &mut report, &mut error);
            assert_eq!(c::shohosen_report_verdict(report), c::SHOHOSEN_VERDICT_VALID);
            c::shohosen_report_free(report);
        }
    };
    let with_json = || {
        let verified = verifier.verify(&bytes, at).unwrap();
        verified.report().to_json()
    };
    let with_json_through_c = || {
        let mut report = null_mut();
        let (data, length) = (bytes.as_ptr(), bytes.len());
        // SAFETY: the rules of the header.
        unsafe {
            c::shohosen_verifier_verify(in_c, data, length, at.unix(), &mut report, null_mut());
            assert!(!c::shohosen_report_json(report, null_mut()).is_null());
            c::shohosen_report_free(report);
        }
    };
    let ratios = compare(
        &format!("{name}, {} octets", bytes.len()),
        vec![
            Subject::new("verifying in Rust", in_rust),
            Subject::new("verifying through the C interface", through_c),
            Subject::new("verifying in Rust, with the report as JSON", with_json),
            Subject::new("the same through the C interface", with_json_through_c),
        ],
    );
    println!("  bar: through C {:.3} of 1.02 ×; with JSON {:.3}", ratios[1], ratios[3] / ratios[2]);
    // SAFETY: the rules of the header.
    unsafe { c::shohosen_verifier_free(in_c) };
}
