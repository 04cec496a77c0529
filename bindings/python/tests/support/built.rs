//! What the whole workspace's tests have built already.

use std::path::PathBuf;
use std::process::Command;

/// A program or library of a package, built now if it is not there.
pub fn product(package: &str, name: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let product = tests.parent().unwrap().parent().unwrap().join(name);
    if !product.exists() {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--locked", "--package", package]);
        if !cfg!(debug_assertions) {
            cargo.arg("--release");
        }
        assert!(cargo.status().unwrap().success());
    }
    product
}
