//! What a hostile signature may cost is bounded.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen_pki::SignatureCache;
use shohosen_pki::crypto::AlgorithmPolicy;
use shohosen_xades::{CollectSettings, Limits, SignatureFacts, Workspace, collect, signatures};
use shohosen_xml::Document;

const C14N: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

fn facts(source: &str, limits: &Limits) -> SignatureFacts {
    let document = Document::parse(source.as_bytes(), &Default::default()).unwrap();
    let (cache, algorithms) = (SignatureCache::new(), AlgorithmPolicy::default());
    let settings = CollectSettings {
        limits,
        external: None,
        certificates: &[],
        algorithms: &algorithms,
        sha1_inside_time_stamps: Default::default(),
        cache: &cache,
    };
    let node = signatures(&document).next().unwrap();
    collect(&document, node, settings, &mut Workspace::default())
}

fn signature(references: &str) -> String {
    format!(
        "<r id='all'><e id='x'>text</e><Signature xmlns='http://www.w3.org/2000/09/xmldsig#' Id='s'>\
         <SignedInfo><CanonicalizationMethod Algorithm='{C14N}'/><SignatureMethod \
         Algorithm='http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'/>{references}</SignedInfo>\
         <SignatureValue>AA==</SignatureValue></Signature></r>"
    )
}

fn reference(uri: &str) -> String {
    format!(
        "<Reference URI='{uri}'><DigestMethod Algorithm='http://www.w3.org/2001/04/xmlenc#sha256'/>\
         <DigestValue>AA==</DigestValue></Reference>"
    )
}

#[test]
fn more_references_than_the_limit_are_refused_and_not_digested() {
    let limits = Limits { references: 10, ..Limits::default() };
    let facts = facts(&signature(&reference("#x").repeat(11)), &limits);
    assert_eq!(facts.structure[0].code.id(), "xades.limit.exceeded");
    assert!(facts.references.is_empty());
}

#[test]
fn references_that_digest_the_whole_document_again_and_again_end_with_the_budget() {
    let source = signature(&reference("#all").repeat(1000));
    let limits = Limits { digested_octets: 4 * source.len() as u64, ..Limits::default() };
    let facts = facts(&source, &limits);
    let spent = |r: &&shohosen_xades::facts::ReferenceFacts| {
        r.outcome == Err(shohosen_xades::ReferenceProblem::TooManyOctets)
    };
    // Each reference digests the 200 KB document once; four and a bit fit.
    assert!(facts.references.iter().filter(spent).count() >= 995);
}
