//! The committed header is the one that the source gives, and compiles as C and as C++ without a
//! warning.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{Folder, Language, has, package, run};

fn generated() -> String {
    let configuration = cbindgen::Config::from_file(package().join("cbindgen.toml")).unwrap();
    let bindings = cbindgen::Builder::new()
        .with_config(configuration)
        .with_src(package().join("src/lib.rs"))
        .generate()
        .unwrap();
    let mut header = Vec::new();
    bindings.write(&mut header);
    String::from_utf8(header).unwrap()
}

#[test]
fn the_committed_header_is_that_of_the_source() {
    let path = package().join("include/shohosen.h");
    let generated = generated();
    if std::env::var_os("SHOHOSEN_WRITE").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == generated, "run `cargo xtask header` and commit {}", path.display());
}

#[test]
fn the_header_compiles_alone_as_c11_and_cpp17_without_a_warning() {
    let folder = Folder::new("header");
    for (language, compiler) in [(Language::C11, "gcc"), (Language::Cpp17, "g++")] {
        if !has(compiler) {
            continue;
        }
        let source = folder.path("alone.c");
        // Twice: the guard holds.
        std::fs::write(&source, "#include <shohosen.h>\n#include <shohosen.h>\n").unwrap();
        run(language.compiler().arg("-fsyntax-only").arg(&source));
    }
}
