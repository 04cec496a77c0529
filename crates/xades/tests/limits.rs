//! What a hostile signature may cost is bounded.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use shohosen_pki::{SignatureCache, WorkBudget, WorkLimits};
use shohosen_xades::facts::{Deviation, ReferenceFacts, Structure, StructureProblem};
use shohosen_xades::{
    CollectSettings, Limits, ReferenceProblem, SignatureFacts, Workspace, collect,
    reference_digests, signatures,
};
use shohosen_xml::Document;

const C14N: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

fn with<T>(
    source: &str,
    (limits, work_limits): (&Limits, WorkLimits),
    work: impl FnOnce(&Document<'_>, shohosen_xml::NodeId, CollectSettings<'_>) -> T,
) -> T {
    let document = Document::parse(source.as_bytes(), &Default::default()).unwrap();
    let cache = SignatureCache::new();
    let settings = CollectSettings {
        limits,
        external: None,
        cache: &cache,
        budget: &WorkBudget::new(work_limits),
        known: None,
    };
    let node = signatures(&document).next().unwrap();
    work(&document, node, settings)
}

fn facts(source: &str, limits: &Limits) -> SignatureFacts {
    with(source, (limits, WorkLimits::default()), |document, node, settings| {
        collect(document, node, settings, &mut Workspace::default())
    })
}

fn digests(source: &str, limits: &Limits) -> Result<Vec<ReferenceFacts>, StructureProblem> {
    with(source, (limits, WorkLimits::default()), |document, node, settings| {
        reference_digests(document, node, settings, &mut Workspace::default())
    })
}

fn digests_of_octets(source: &str, digested_octets: u64) -> Vec<ReferenceFacts> {
    let work = WorkLimits { digested_octets, ..WorkLimits::default() };
    with(source, (&Limits::default(), work), |document, node, settings| {
        reference_digests(document, node, settings, &mut Workspace::default()).unwrap()
    })
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
    let Structure::Deviates(problems) = &facts.structure else { panic!("{:?}", facts.structure) };
    assert_eq!(problems[0].finding().code.id(), "xades.limit.exceeded");
    assert!(facts.references.is_empty());
}

#[test]
fn references_that_digest_the_whole_document_again_and_again_end_with_the_budget() {
    let transforms = |number: usize| {
        let prefixes = format!(
            "<InclusiveNamespaces xmlns='http://www.w3.org/2001/10/xml-exc-c14n#' PrefixList='p{number}'/>"
        );
        format!(
            "<Transforms><Transform Algorithm='http://www.w3.org/2001/10/xml-exc-c14n#'>{prefixes}\
             </Transform></Transforms>"
        )
    };
    let different = |number| {
        reference("#all").replace("<DigestMethod", &(transforms(number) + "<DigestMethod"))
    };
    let source = signature(&(0..1000).map(different).collect::<String>());
    let references = digests_of_octets(&source, 5 * source.len() as u64);
    // Each reference looks at the document and digests about as much; two fit.
    assert_eq!(references.iter().filter(|r| is_spent(r)).count(), 998);
}

#[test]
fn references_that_digest_the_same_octets_digest_them_once() {
    let source = signature(&reference("#all").repeat(1000));
    // The first eight of them are written each for itself.
    let references = digests_of_octets(&source, 20 * source.len() as u64);
    assert_eq!(references.iter().filter(|r| is_spent(r)).count(), 0);
    let actual = |r: &ReferenceFacts| r.digests.as_ref().unwrap().actual.unwrap();
    assert!(references.iter().all(|r| actual(r) == actual(&references[0])));
}

#[test]
fn references_that_walk_the_whole_document_and_digest_nothing_end_with_the_budget() {
    // The comments are 8 MB to walk and no octet to digest.
    let comments = "<!--c-->".repeat(1000);
    let source = signature(&reference("#x").repeat(8)).replace("text", &comments);
    let references = digests_of_octets(&source, 4 * comments.len() as u64);
    assert_eq!(references.iter().filter(|r| is_spent(r)).count(), 5);
}

#[test]
fn the_references_of_manifests_count_wherever_the_manifest_stands() {
    let manifest = |id: &str, count: usize| {
        let references = reference("#x").repeat(count);
        format!(
            "<Manifest xmlns='http://www.w3.org/2000/09/xmldsig#' Id='{id}'>{references}</Manifest>"
        )
    };
    let two = reference("#inside") + &reference("#outside");
    let source = signature(&two)
        .replace("</Signature>", &format!("<Object>{}</Object></Signature>", manifest("inside", 3)))
        .replace("</r>", &(manifest("outside", 4) + &manifest("of nobody", 90) + "</r>"));
    // 2 in SignedInfo, 3 and 4 in the Manifests that it points to.
    assert!(digests(&source, &Limits { references: 9, ..Limits::default() }).is_ok());
    let refused = digests(&source, &Limits { references: 8, ..Limits::default() }).unwrap_err();
    assert!(matches!(refused.deviation, Deviation::LimitExceeded { limit: 8, actual: 9, .. }));
}

#[test]
fn time_stamps_without_a_token_and_names_of_certificates_count() {
    let limits = Limits { time_stamps: 5, certificates: 5, ..Limits::default() };
    for element in ["SignatureTimeStamp", "ArchiveTimeStamp", "X509Certificate", "Cert"] {
        let object = |count: usize| {
            let elements = format!("<{element}/>").repeat(count);
            let end = format!("<Object>{elements}</Object></Signature>");
            signature(&reference("#x")).replace("</Signature>", &end)
        };
        assert!(digests(&object(5), &limits).is_ok(), "{element}");
        let refused = digests(&object(6), &limits).unwrap_err();
        let exceeded =
            Deviation::LimitExceeded { what: refused_what(element), limit: 5, actual: 6 };
        assert_eq!(refused.deviation, exceeded, "{element}");
    }
}

fn is_spent(reference: &ReferenceFacts) -> bool {
    reference.digests == Err(ReferenceProblem::TooManyOctets)
}

fn refused_what(element: &str) -> shohosen_report::Text {
    if element.ends_with("TimeStamp") { "time-stamps".into() } else { "certificates".into() }
}
