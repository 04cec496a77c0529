//! What the page of the architecture names is there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::path::Path;

#[test]
fn every_file_that_the_architecture_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = std::fs::read_to_string(root.join("docs/architecture.md")).unwrap();
    let named: Vec<_> =
        page.split('`').skip(1).step_by(2).filter(|name| name.starts_with("crates/")).collect();
    assert!(named.len() > 15, "{named:?}");
    let gone: Vec<_> = named.into_iter().filter(|name| !root.join(name).exists()).collect();
    assert!(gone.is_empty(), "{gone:?}");
}
