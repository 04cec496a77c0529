//! Who computes is chosen from the core crate, the command and the bindings alike, and a verifier
//! can be built where there is no C compiler.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::process::Command;

/// The packages that a build of this one takes, build scripts included, tests not.
fn packages(package: &str, options: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "--package", package, "--prefix", "none"])
        .args(["--edges", "normal,build", "--target", "x86_64-unknown-linux-gnu"])
        .args(options)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let names: BTreeSet<_> =
        text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    assert!(names.contains(package) && names.contains("shohosen-pki"), "{text}");
    names
}

const PURE: &[&str] = &["--no-default-features", "--features", "pure-rust"];
/// What compiles C, or brings C along.
const C: [&str; 6] = ["aws-lc-rs", "aws-lc-sys", "cc", "cmake", "bindgen", "libsqlite3-sys"];

#[test]
fn the_verifier_is_built_without_a_c_compiler() {
    for package in ["shohosen-pki", "shohosen-xades", "shohosen", "shohosen-cli"] {
        let names = packages(package, PURE);
        for c in C {
            assert!(!names.contains(c), "{package} takes {c}");
        }
        assert!(names.contains("rsa") && names.contains("p256"), "{package}");
        // By default AWS-LC computes: the list above is one of real names.
        let usual = packages(package, &[]);
        assert!(C[..3].iter().all(|c| usual.contains(*c)) && !usual.contains("rsa"), "{package}");
    }
}

#[test]
fn the_bindings_leave_aws_lc_out_as_well() {
    for package in ["shohosen-c", "shohosen-python"] {
        let names = packages(package, PURE);
        assert!(!names.contains("aws-lc-rs") && !names.contains("aws-lc-sys"), "{package}");
        assert!(names.contains("rsa") && packages(package, &[]).contains("aws-lc-rs"), "{package}");
    }
}

#[test]
fn the_vector_registers_are_a_choice_beside_either() {
    for package in [
        "shohosen-pki",
        "shohosen-xades",
        "shohosen",
        "shohosen-cli",
        "shohosen-c",
        "shohosen-python",
    ] {
        assert!(packages(package, &[]).contains("shohosen-simd"), "{package}");
        for (features, has) in [
            ("aws-lc", false),
            ("pure-rust", false),
            ("aws-lc,simd", true),
            ("pure-rust,simd", true),
        ] {
            let names = packages(package, &["--no-default-features", "--features", features]);
            assert_eq!(names.contains("shohosen-simd"), has, "{package} with {features}");
        }
    }
}
