//! Writes the project's own vectors: `cargo run -p shohosen-testkit --bin generate-vectors`.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use shohosen_testkit::suite;

fn main() {
    let folder = suite::folder();
    for name in ["verify", "pki"] {
        let part = folder.join(name);
        let _ = std::fs::remove_dir_all(&part);
        std::fs::create_dir_all(&part).unwrap();
    }
    let files = suite::files(&suite::cases());
    let octets: usize = files.iter().map(|(_, content)| content.len()).sum();
    for (name, content) in &files {
        std::fs::write(folder.join(name), content).unwrap();
    }
    println!("{} files, {} KiB", files.len(), octets / 1024);
}
