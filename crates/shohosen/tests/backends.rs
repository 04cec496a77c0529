//! Whoever does the public-key operations: the same reports; and a report's JSON is that of `serde`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod own;

use shohosen::{Time, Verifier, VerifierSettings};

/// The back-ends that are compiled in, by the names of the policy file.
fn backends() -> Vec<(&'static str, VerifierSettings)> {
    let named = ["aws_lc", "pure_rust", "vector"].into_iter().filter_map(|name| {
        let policy = format!(r#"{{"backend": "{name}"}}"#);
        Some((name, VerifierSettings::from_policy_json(policy.as_bytes()).ok()?))
    });
    named.collect()
}

#[test]
fn every_back_end_gives_the_same_report_of_every_vector() {
    let backends = backends();
    // AWS-LC and vector registers are what this crate is built with by default.
    assert!(backends.len() >= 2, "{:?}", backends.iter().map(|(name, _)| name).collect::<Vec<_>>());
    let mut compared = 0;
    for case in own::cases().into_iter().filter(|case| case["error"].is_null()) {
        let at = Time::parse_rfc3339(case["at"].as_str().unwrap()).unwrap();
        let (bytes, verifier) = (own::bytes(&case), own::verifier(&case));
        let expected = verifier.verify(&bytes, at).unwrap().into_report();
        assert_eq!(expected.to_json(), serde_json::to_string(&expected).unwrap(), "{case}");
        for (name, by) in &backends {
            let settings = VerifierSettings { backend: by.backend, ..verifier.settings().clone() };
            let report = Verifier::new(settings).verify(&bytes, at).unwrap().into_report();
            assert_eq!(report, expected, "{name}: {case}");
            compared += 1;
        }
    }
    println!("{compared} reports");
    assert!(compared > 200, "only {compared}");
}
