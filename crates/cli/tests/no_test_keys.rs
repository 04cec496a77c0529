//! The command that is handed out holds no private key of the tests.

#![allow(clippy::unwrap_used)]

use shohosen_testkit::documents::World;
use shohosen_testkit::suite;
use std::collections::HashMap;
use std::path::Path;

/// Octets of each key, out of its middle: whoever holds them holds the key.
fn marks() -> HashMap<[u8; 16], String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors/keys");
    let mut marks = HashMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let key = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for part in [1, 2, 3] {
            let mark = key[key.len() / 4 * part..].first_chunk().copied();
            marks.insert(mark.unwrap(), name.clone());
        }
    }
    marks
}

fn keys_in(program: &Path, marks: &HashMap<[u8; 16], String>) -> Vec<String> {
    let octets = std::fs::read(program).unwrap();
    let windows = octets.windows(16).filter_map(|window| window.first_chunk());
    windows.filter_map(|window| marks.get(window).cloned()).collect()
}

#[test]
fn the_command_holds_no_private_key_of_the_tests() {
    let marks = marks();
    assert!(marks.len() >= 14 * 3);
    let found = keys_in(Path::new(env!("CARGO_BIN_EXE_shohosen")), &marks);
    assert!(found.is_empty(), "{found:?}");
    // This program does hold them, and they are found in it.
    let world = World::from_committed_keys(suite::epoch());
    assert!(!world.tsa.root.is_empty());
    assert!(keys_in(&std::env::current_exe().unwrap(), &marks).len() >= 14 * 3);
}
