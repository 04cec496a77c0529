//! Revocation lists that are fetched count as those at hand do, and only certificates that somebody
//! vouches for are asked about.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod own;

use shohosen::pki::{Certificate, CertificateList};
use shohosen::sign::{ProviderError, RevocationMaterial, RevocationSource};
use shohosen::{Report, Time, VerifyInput};
use shohosen_report::codes;
use std::path::Path;
use std::sync::Mutex;

/// Gives what it was given, and remembers what it was asked about.
#[derive(Default)]
struct Source {
    material: RevocationMaterial,
    asked: Mutex<Vec<Certificate>>,
}

impl Source {
    fn of(case: &serde_json::Value) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors");
        let read = |path| CertificateList::from_der(&std::fs::read(folder.join(path)).unwrap());
        let crls = own::strings(case, "crls").into_iter().map(|path| read(path).unwrap()).collect();
        let material = RevocationMaterial { crls, ..RevocationMaterial::default() };
        Self { material, ..Self::default() }
    }
}

impl RevocationSource for Source {
    fn revocation_for(
        &self,
        path: &[Certificate],
        _: Time,
    ) -> Result<RevocationMaterial, ProviderError> {
        self.asked.lock().unwrap().extend(path.iter().cloned());
        Ok(self.material.clone())
    }
}

/// The report of a vector whose lists are not at hand and come from the source.
fn fetched(case: &serde_json::Value, source: &Source) -> Report {
    let mut without = case.clone();
    without["crls"] = serde_json::json!([]);
    let verifier = own::verifier(&without);
    let facts = verifier.collect(&own::bytes(case), VerifyInput::default()).unwrap();
    let at = Time::parse_rfc3339(case["at"].as_str().unwrap()).unwrap();
    let report = verifier.judge_fetching(&facts, at, source);
    let input = VerifyInput::default();
    let verified = verifier.verify_fetching(&own::bytes(case), at, input, source).unwrap();
    assert_eq!(*verified.report(), report, "{case}");
    report
}

fn case(id: &str) -> serde_json::Value {
    own::cases().into_iter().find(|case| case["id"] == id).unwrap()
}

#[test]
fn lists_that_are_fetched_give_the_report_of_lists_at_hand() {
    let (mut compared, mut decided) = (0, 0);
    for case in own::cases().into_iter().filter(|case| case["error"].is_null()) {
        let at = Time::parse_rfc3339(case["at"].as_str().unwrap()).unwrap();
        let expected = own::verifier(&case).verify(&own::bytes(&case), at).unwrap().into_report();
        let source = Source::of(&case);
        let report = fetched(&case, &source);
        let asked = !source.asked.lock().unwrap().is_empty();
        // Without a path nobody is asked, and no list would have changed anything.
        assert_eq!(report.verdict(), expected.verdict(), "{case}");
        if asked {
            assert_eq!(report, expected, "{case}");
            compared += 1;
            decided += usize::from(report != fetched(&case, &Source::default()));
        }
    }
    println!("{compared} compared, the lists decided {decided}");
    assert!(compared > 50 && decided > 20, "{compared} {decided}");
}

#[test]
fn what_could_not_be_had_is_told_unless_it_was_not_needed() {
    let failure = codes::network::RESPONSE_STATUS.finding();
    let failure = codes::network::RESPONSE_STATUS.keys().fold(failure, |f, key| f.with(key, "x"));
    let failing = |id: &str| {
        let case = case(id);
        let mut source = Source::of(&case);
        source.material.failures.push(failure.clone());
        fetched(&case, &source)
    };
    let none = failing("crl-none");
    assert_eq!(none.verdict().as_str(), "INDETERMINATE");
    assert_eq!(
        none.findings.iter().filter(|f| f.code == failure.code).count(),
        1,
        "once, not thrice"
    );
    let enough = failing("prescription-t-revoked-after-stamp");
    assert_eq!((enough.verdict().as_str(), enough.has(failure.code)), ("VALID", false));
}

#[test]
fn nobody_is_asked_about_certificates_that_nobody_vouches_for() {
    let mut case = case("crl-none");
    let source = Source::default();
    fetched(&case, &source);
    let with_anchors = source.asked.into_inner().unwrap().len();
    // Asked twice: for facts, and for the document.
    assert_eq!(with_anchors, 2 * 3, "the signer, its CA, and the authority of the time-stamp");
    for key in ["anchors", "tsa_anchors"] {
        case[key] = serde_json::json!([]);
    }
    let source = Source::default();
    assert_eq!(fetched(&case, &source).verdict().as_str(), "INDETERMINATE");
    assert!(source.asked.into_inner().unwrap().is_empty());
}
