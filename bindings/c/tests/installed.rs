//! The tree that `cargo xtask dist` lays out, used from an empty folder: static and shared, by
//! pkg-config and by CMake, the example prints the same JSON as the crate. The tree is moved first.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;

use common::{Folder, has, libraries, package, run, vectors};
use shohosen_core::pki::{Certificate, CertificateList, TrustAnchor};
use shohosen_core::{Time, Verifier};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const AT: &str = "2024-06-04T00:00:00Z";
const TRUST: [&str; 8] = [
    "--anchor",
    "root.cer",
    "--intermediate",
    "sign-ca.cer",
    "--crl",
    "sign-ca.crl",
    "--crl",
    "sarl.crl",
];

/// What the crate says about the document with the same trust.
fn expected() -> String {
    let read = |name: &str| std::fs::read(vectors().join(name)).unwrap();
    let crl = |name| CertificateList::from_der(&read(name)).unwrap();
    let verifier = Verifier::builder()
        .anchor(TrustAnchor::certificate(Certificate::from_der(&read("pki/root.cer")).unwrap()))
        .intermediate(Certificate::from_der(&read("pki/sign-ca.cer")).unwrap())
        .crl(crl("pki/sign-ca.crl"))
        .crl(crl("pki/sarl.crl"))
        .build();
    let at = Time::parse_rfc3339(AT).unwrap();
    let verified = verifier.verify(&read("verify/prescription-bes.xml"), at).unwrap();
    verified.report().to_json() + "\n"
}

/// Lays a tree out from libraries that were built.
fn lay_out(prefix: &Path, libraries: &Path, options: &[&str]) {
    let mut dist = Command::new(env!("CARGO"));
    dist.current_dir(package()).args(["run", "--quiet", "--locked", "--package", "xtask", "--"]);
    dist.arg("dist").args(options);
    run(dist.arg("--prefix").arg(prefix).arg("--libraries").arg(libraries));
}

/// The same, and moves it.
fn installed(folder: &Folder) -> PathBuf {
    let first = folder.path("first");
    lay_out(&first, &libraries(), &[]);
    let moved = folder.path("moved here");
    std::fs::rename(&first, &moved).unwrap();
    moved
}

fn verify(program: &Path, desk: &Path, prefix: &Path) -> String {
    let mut command = Command::new(program);
    command.current_dir(desk).args(["--json", "--at", AT]).args(TRUST).arg("rx.xml");
    command.env("LD_LIBRARY_PATH", prefix.join("lib"));
    String::from_utf8(run(&mut command).stdout).unwrap()
}

/// An empty folder with what a user has: a document, and the files of those who are trusted.
fn desk(folder: &Folder, prefix: &Path) -> PathBuf {
    let desk = folder.path("desk");
    std::fs::create_dir_all(&desk).unwrap();
    for name in ["pki/root.cer", "pki/sign-ca.cer", "pki/sign-ca.crl", "pki/sarl.crl"] {
        std::fs::copy(vectors().join(name), desk.join(name.trim_start_matches("pki/"))).unwrap();
    }
    std::fs::copy(vectors().join("verify/prescription-bes.xml"), desk.join("rx.xml")).unwrap();
    for name in ["verify.c", "example.h"] {
        let example = prefix.join("share/shohosen/examples").join(name);
        std::fs::copy(example, desk.join(name)).unwrap();
    }
    desk
}

#[test]
fn a_program_of_the_installed_tree_prints_the_json_of_the_command() {
    if !["gcc", "pkg-config", "cmake"].into_iter().all(has) {
        return;
    }
    let folder = Folder::new("installed");
    let prefix = installed(&folder);
    for name in ["LICENSE-MIT", "LICENSE-APACHE", "Shohosen.pas"] {
        assert!(prefix.join("share/doc/shohosen").join(name).exists(), "{name}");
    }
    // What debuggers need lies beside, and the library says where.
    let library = prefix.join("lib").join(format!("libshohosen.so.{}", env!("CARGO_PKG_VERSION")));
    let sections = run(Command::new("objdump").arg("-h").arg(&library)).stdout;
    let sections = String::from_utf8(sections).unwrap();
    assert!(sections.contains(".gnu_debuglink") && !sections.contains(".debug_"), "{sections}");
    let name = format!("{}.debug", library.file_name().unwrap().to_str().unwrap());
    assert!(prefix.join("lib/debug").join(name).exists());
    let desk = desk(&folder, &prefix);
    let expected = expected();
    for package in ["shohosen", "shohosen-static"] {
        let mut query = Command::new("pkg-config");
        query.args(["--cflags", "--libs", package]);
        query.env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig"));
        let options = String::from_utf8(run(&mut query).stdout).unwrap();
        // Through a shell, as a user has it: the path has a blank in it.
        let program = desk.join(package);
        let line = format!("gcc -std=c11 -Wall -Wextra -Werror verify.c -o {package} {options}");
        run(Command::new("sh").current_dir(&desk).args(["-c", line.trim()]));
        assert_eq!(verify(&program, &desk, &prefix), expected, "pkg-config {package}");
    }
    for target in ["shohosen::shohosen", "shohosen::static"] {
        let list = format!(
            "cmake_minimum_required(VERSION 3.13)\nproject(desk C)\nset(CMAKE_C_STANDARD 11)\n\
             find_package(shohosen 0.1 REQUIRED)\nadd_executable(verify verify.c)\n\
             target_link_libraries(verify PRIVATE {target})\n"
        );
        std::fs::write(desk.join("CMakeLists.txt"), list).unwrap();
        let build = desk.join(target.replace(':', "_"));
        let mut configure = Command::new("cmake");
        configure.arg("-S").arg(&desk).arg("-B").arg(&build);
        run(configure.arg(format!("-DCMAKE_PREFIX_PATH={}", prefix.display())));
        run(Command::new("cmake").arg("--build").arg(&build));
        assert_eq!(verify(&build.join("verify"), &desk, &prefix), expected, "CMake {target}");
    }
    for (version, found) in
        [("", true), ("0.1", true), ("0.0", false), ("0.2", false), ("1", false)]
    {
        let list = format!(
            "cmake_minimum_required(VERSION 3.13)\nproject(desk C)\n\
             find_package(shohosen {version} QUIET)\nmessage(\"found: ${{shohosen_FOUND}}\")\n"
        );
        std::fs::write(desk.join("CMakeLists.txt"), list).unwrap();
        let mut configure = Command::new("cmake");
        configure.arg("-S").arg(&desk).arg("-B").arg(desk.join(format!("find-{version}")));
        let output = run(configure.arg(format!("-DCMAKE_PREFIX_PATH={}", prefix.display())));
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.contains("found: 1"), found, "{version}: {said}");
    }
    // The static programs need no library at run time.
    let alone = |name: &str| {
        let output = run(Command::new("ldd").arg(desk.join(name)));
        !String::from_utf8(output.stdout).unwrap().contains("libshohosen")
    };
    assert!(alone("shohosen-static") && alone("shohosen__static/verify"));
    assert!(!alone("shohosen"));
}

#[test]
fn the_static_library_leaves_every_other_name_to_the_program() {
    if !["gcc", "nm"].into_iter().all(has) {
        return;
    }
    let folder = Folder::new("names");
    let prefix = installed(&folder);
    let library = prefix.join("lib/libshohosen.a");
    let output = run(Command::new("nm").args(["-g", "--defined-only"]).arg(&library));
    let names = String::from_utf8(output.stdout).unwrap();
    let names: BTreeSet<_> = names.lines().filter_map(|line| line.split(' ').nth(2)).collect();
    let exports = std::fs::read_to_string(package().join("exports.txt")).unwrap();
    let exports: BTreeSet<_> = exports.lines().collect();
    assert_eq!(names, exports);

    // A program with an SQLite of its own: each keeps to its own.
    let source = "#include <shohosen.h>\n#include <stdio.h>\n\
        int sqlite3_open_v2(void);\nint sqlite3_open_v2(void) { return 77; }\n\
        int main(void) {\n    ShohosenStore *store = NULL;\n\
            ShohosenStatus status = shohosen_store_open(\"own.db\", 6, NULL, &store, NULL);\n\
            shohosen_store_free(store);\n\
            printf(\"%d %d\\n\", (int)status, sqlite3_open_v2());\n    return 0;\n}\n";
    std::fs::write(folder.path("own.c"), source).unwrap();
    let mut gcc = Command::new("gcc");
    gcc.args(["-std=c11", "-Wall", "-Wextra", "-Werror", "own.c", "-o", "own"]);
    gcc.arg("-I").arg(prefix.join("include")).arg(&library).args(["-lpthread", "-ldl", "-lm"]);
    run(gcc.current_dir(&folder.0));
    let output = run(Command::new(folder.path("own")).current_dir(&folder.0));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "0 77\n");
}

#[test]
fn an_archive_is_the_same_octets_each_time_and_has_its_sum_beside_it() {
    if !["gcc", "tar", "gzip", "sha256sum"].into_iter().all(has) {
        return;
    }
    let folder = Folder::new("archive");
    // Packing is what is tested: any library will do, and those of a test are large.
    std::fs::write(folder.path("library.c"), "int shohosen_abi_version(void) { return 0; }\n")
        .unwrap();
    let mut compile = Command::new("gcc");
    compile.current_dir(&folder.0).args(["-g", "-shared", "-fPIC", "library.c"]);
    run(compile.args(["-o", "libshohosen.so"]));
    run(Command::new("gcc").current_dir(&folder.0).args(["-c", "library.c"]));
    let mut collect = Command::new("ar");
    run(collect.current_dir(&folder.0).args(["rcs", "libshohosen.a", "library.o"]));
    let version = env!("CARGO_PKG_VERSION");
    let stem = format!("shohosen-{version}-{}-linux", std::env::consts::ARCH);
    let archives = ["one", "two"].map(|name| {
        let place = folder.path(name);
        lay_out(&place.join("tree"), &folder.0, &["--archive"]);
        let sum = format!("{stem}.tar.gz.sha256");
        let check = run(Command::new("sha256sum").current_dir(&place).arg("-c").arg(sum));
        assert!(String::from_utf8_lossy(&check.stdout).contains(": OK"));
        std::fs::read(place.join(format!("{stem}.tar.gz"))).unwrap()
    });
    assert!(archives[0] == archives[1], "two packings of one tree differ");
    run(Command::new("tar")
        .current_dir(folder.path("one"))
        .arg("xzf")
        .arg(format!("{stem}.tar.gz")));
    let tree = folder.path("one").join(&stem);
    assert!(tree.join("include/shohosen.h").exists() && tree.join("lib/libshohosen.so").exists());
}
