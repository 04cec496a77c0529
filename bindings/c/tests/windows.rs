//! The declarations for C# and Pascal are made from the header; `cargo xtask header` writes them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod common;
#[path = "common/foreign.rs"]
mod foreign;
#[path = "common/prototypes.rs"]
mod prototypes;

use common::{Folder, has, libraries, package, run, vectors};
use prototypes::{constants, functions, structures};
use std::path::Path;
use std::process::Command;

fn header() -> String {
    std::fs::read_to_string(package().join("include/shohosen.h")).unwrap()
}

/// Holds a generated file against the tree, or writes it.
fn hold(path: &Path, generated: &str) {
    if std::env::var_os("SHOHOSEN_WRITE").is_some() {
        std::fs::write(path, generated).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == generated, "{}: run `cargo xtask header`", path.display());
}

#[test]
fn every_function_is_declared_for_csharp_and_pascal() {
    let header = header();
    let (functions, structures) = (functions(&header), structures(&header));
    let constants = constants(&header);
    assert!(functions.len() > 150 && structures.len() > 10 && constants.len() > 50);
    let csharp = foreign::csharp(&functions, &structures, &constants);
    let pascal = foreign::pascal(&functions, &structures, &constants);
    for function in &functions {
        assert!(csharp.contains(&format!(" {}(", function.name)), "{}", function.name);
        assert!(pascal.contains(&format!(" {}", function.name)), "{}", function.name);
    }
    assert_eq!(csharp.matches("CallingConvention = C)").count(), functions.len());
    assert_eq!(pascal.matches("; cdecl; external").count(), functions.len());
    hold(&package().join("../csharp/src/Native.cs"), &csharp);
    hold(&package().join("docs/Shohosen.pas"), &pascal);
}

/// Compiles the C# package with the compiler of Mono, warnings as errors.
fn compiled(folder: &Folder, program: &str) -> Option<std::path::PathBuf> {
    if !(has("mcs") && has("mono")) {
        return None;
    }
    let source = package().join("../csharp");
    let out = folder.path("program.exe");
    let mut compiler = Command::new("mcs");
    compiler.args(["-warnaserror+", "-langversion:7", "-r:System.Core.dll"]);
    compiler.arg(format!("-out:{}", out.display()));
    compiler.arg(source.join("examples").join(program));
    for entry in std::fs::read_dir(source.join("src")).unwrap() {
        compiler.arg(entry.unwrap().path());
    }
    run(&mut compiler);
    Some(out)
}

fn mono(program: &Path) -> Command {
    let mut command = Command::new("mono");
    command.arg(program).current_dir(vectors()).env("LD_LIBRARY_PATH", libraries());
    command
}

#[test]
fn csharp_prints_the_reports_of_rust_octet_for_octet() {
    let folder = Folder::new("csharp");
    let Some(program) = compiled(&folder, "Verify.cs") else { return };
    let names = std::fs::read_dir(vectors().join("verify")).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        names.filter(|name| name.ends_with(".xml")).map(|name| format!("verify/{name}")).collect();
    names.sort();
    println!("{} documents", names.len());
    assert!(names.len() > 100);
    let mut command = mono(&program);
    command.args(["--json", "--at", AT, "--anchor", "pki/root.cer"]);
    command.args(["--tsa-anchor", "pki/tsa-root.cer", "--intermediate", "pki/sign-ca.cer"]);
    for list in ["pki/sign-ca.crl", "pki/sarl.crl", "pki/tsa.crl"] {
        command.args(["--crl", list]);
    }
    let output = command.args(&names).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), names.len(), "{}", String::from_utf8_lossy(&output.stderr));
    let verifier = verifier();
    for (name, line) in names.iter().zip(lines) {
        let document = std::fs::read(vectors().join(name)).unwrap();
        let at = shohosen_core::Time::parse_rfc3339(AT).unwrap();
        match verifier.verify(&document, at) {
            Ok(verification) => assert_eq!(verification.report().to_json(), *line, "{name}"),
            Err(error) => assert!(line.contains(error.finding().code.id()), "{name}: {line}"),
        }
    }
}

const AT: &str = "2024-06-04T00:00:00Z";

fn verifier() -> shohosen_core::Verifier {
    use shohosen_core::pki::{Certificate, CertificateList, TrustAnchor};
    let read = |name: &str| std::fs::read(vectors().join("pki").join(name)).unwrap();
    let certificate = |name: &str| Certificate::from_der(&read(name)).unwrap();
    let mut builder = shohosen_core::Verifier::builder()
        .anchor(TrustAnchor::certificate(certificate("root.cer")))
        .tsa_anchor(TrustAnchor::certificate(certificate("tsa-root.cer")))
        .intermediate(certificate("sign-ca.cer"));
    for list in ["sign-ca.crl", "sarl.crl", "tsa.crl"] {
        builder = builder.crl(CertificateList::from_der(&read(list)).unwrap());
    }
    builder.build()
}

#[test]
fn csharp_signs_checks_stores_and_throws() {
    let folder = Folder::new("csharp-all");
    let Some(program) = compiled(&folder, "Everything.cs") else { return };
    let records = folder.path("rx.csv");
    std::fs::write(&records, shohosen_testkit::documents::prescription_payload()).unwrap();
    let output = run(mono(&program).arg(&records).arg(folder.path("history.db")));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.ends_with("all as it should be\n"), "{text}");
}

#[test]
fn pascal_calls_the_library() {
    if !Command::new("fpc").arg("-iV").output().is_ok_and(|out| out.status.success()) {
        println!("skipped: fpc is not installed");
        return;
    }
    let folder = Folder::new("pascal");
    let program = folder.path("program.pas");
    let text = "program versions;\nuses Shohosen;\nvar error: PShohosenObject;\nbegin\n  error := nil;\n  \
                if shohosen_check_abi(SHOHOSEN_ABI, @error) <> SHOHOSEN_OK then Halt(1);\n  \
                WriteLn(shohosen_version());\nend.\n";
    std::fs::write(&program, text).unwrap();
    let mut compiler = Command::new("fpc");
    compiler.arg("-vew").arg(format!("-Fu{}", package().join("docs").display()));
    compiler.arg(format!("-FU{}", folder.0.display()));
    compiler.arg(format!("-Fl{}", libraries().display())).arg("-k-lshohosen");
    run(compiler.arg(&program));
    // Under the name that the loader asks for.
    std::fs::copy(libraries().join("libshohosen.so"), folder.path("libshohosen.so.1")).unwrap();
    let mut program = Command::new(folder.path("program"));
    let output = run(program.env("LD_LIBRARY_PATH", &folder.0));
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), env!("CARGO_PKG_VERSION"));
}
