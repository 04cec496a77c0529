//! Verifying one prescription in process, as multiples of one RSA-2048 verification.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use shohosen::pki::{Certificate, TrustAnchor};
use shohosen::{Time, Verdict, Verifier, VerifyInput, VerifyScratch};
use shohosen_benches::{Subject, compare, document};
use shohosen_pki::{SignatureCache, WorkBudget};
use shohosen_xades::{
    CollectSettings, Limits, Workspace, decode_base64, reference_digests, signatures, verify_core,
};
use shohosen_xml::{Document, Node, Storage};

fn certificates(source: &[u8], name: &str) -> Vec<Certificate> {
    let document = Document::parse(source, &Default::default()).unwrap();
    let decode =
        |node: Node<'_, '_>| Certificate::from_der(&decode_base64(&node.text()).unwrap()).unwrap();
    document.root().descendants().filter(|node| node.local_name() == name).map(decode).collect()
}

fn settings<'s>(
    limits: &'s Limits,
    cache: &'s SignatureCache,
    budget: &'s WorkBudget,
) -> CollectSettings<'s> {
    CollectSettings { limits, external: None, cache, budget, known: None }
}

fn main() {
    let (name, bytes) =
        document("jp-eprescription/files/Prescription-004_01.xml", "verify/prescription-xl.xml");
    let ours = name == "prescription-xl.xml";
    let at = if ours { "2025-01-01T00:00:00Z" } else { "2023-01-01T00:00:00Z" };
    let at = Time::parse_rfc3339(at).unwrap();
    let mut builder = Verifier::builder().allow_test_certificates(true);
    // The document's own roots are what a test environment trusts.
    let embedded = certificates(&bytes, "EncapsulatedX509Certificate");
    for certificate in embedded.into_iter().filter(Certificate::is_self_issued) {
        let anchor = TrustAnchor::certificate(certificate);
        builder = builder.anchor(anchor.clone()).tsa_anchor(anchor);
    }
    let verifier = builder.build();
    let verify = |scratch: &mut VerifyScratch| {
        verifier.verify_with(&bytes, at, VerifyInput::default(), scratch).unwrap()
    };
    let report = verify(&mut VerifyScratch::default()).into_report();
    assert_eq!(report.verdict(), Verdict::Valid);

    let key = shohosen_testkit::keys::SigningKey::generate_rsa();
    let message = [7_u8; 1500];
    let signature = key.sign(shohosen_testkit::keys::Digest::Sha256, &message);
    let public_key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.public_key());

    let signer = certificates(&bytes, "X509Certificate").remove(0);
    let limits = Limits::default();
    let (xml_limits, cache) = (shohosen_xml::Limits::default(), SignatureCache::new());
    let parse = |storage: &mut Storage| {
        Document::parse_with(std::mem::take(storage), &bytes, &xml_limits).unwrap()
    };
    let (mut storage, mut workspace) = (Storage::default(), Workspace::default());
    let digests = || {
        let document = parse(&mut storage);
        let node = signatures(&document).next().unwrap();
        let (budget, memory) = (WorkBudget::default(), &mut workspace);
        let settings = settings(&limits, &cache, &budget);
        let references = reference_digests(&document, node, settings, memory).unwrap();
        assert!(references.iter().all(|reference| reference.matches()));
        storage = document.into_storage();
    };
    let mut storage_2 = Storage::default();
    let parse_only = || storage_2 = parse(&mut storage_2).into_storage();
    let (mut storage_3, mut workspace_3) = (Storage::default(), Workspace::default());
    let core = || {
        let document = parse(&mut storage_3);
        let node = signatures(&document).next().unwrap();
        let key = signer.public_key();
        let (budget, memory) = (WorkBudget::default(), &mut workspace_3);
        let settings = settings(&limits, &cache, &budget);
        let (_, value) = verify_core(&document, node, key, settings, memory).unwrap();
        assert!(value.outcome.is_ok());
        storage_3 = document.into_storage();
    };
    let mut scratch = VerifyScratch::default();

    let ratios = compare(
        &format!("{name} ({} bytes), caches warm", bytes.len()),
        vec![
            Subject::new("one RSA-2048 verification (aws-lc-rs)", || {
                public_key.verify(&message, &signature).unwrap();
            }),
            Subject::new("parse", parse_only),
            Subject::new("parse and all reference digests", digests),
            Subject::new("parse, digests and signature value", core),
            Subject::new("the whole verification, with report", || verify(&mut scratch)),
            Subject::new("the report as JSON", || report.to_json()),
        ],
    );
    println!("  bars: parse and digests {:.2} of 1 ×; whole {:.2} of 5 ×", ratios[2], ratios[4]);
}
