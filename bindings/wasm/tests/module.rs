//! The module itself, in node and in a browser: the package of `cargo xtask wasm` that
//! `SHOHOSEN_WASM` names (its folder). `cargo xtask platforms` builds it and runs these.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod vectors;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The most that the module may have, what a page loads: 3 MB as `wasm-opt` leaves it, a sixth more
/// without.
const MODULE_OCTETS: u64 = 3_500_000;

/// The folder of the package, if one was built.
fn package() -> Option<PathBuf> {
    let folder = std::env::var_os("SHOHOSEN_WASM").map(PathBuf::from);
    if folder.is_none() {
        println!("SKIPPED: SHOHOSEN_WASM names no package (cargo xtask platforms)");
    }
    folder
}

/// A program that is there, or a line that says that it is not.
fn program(names: &[&'static str]) -> Option<&'static str> {
    let found = names.iter().copied().find(|name| {
        let mut run = Command::new(name);
        let run = run.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        run.status().is_ok_and(|status| status.success())
    });
    if found.is_none() {
        println!("SKIPPED: none of {names:?} is installed");
    }
    found
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a run of node prints.
fn node(node: &str, arguments: &[&std::ffi::OsStr]) -> String {
    let output = Command::new(node).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_vector_has_the_report_of_the_library_octet_for_octet() {
    let (Some(package), Some(name)) = (package(), program(&["node", "nodejs"])) else { return };
    let size = std::fs::metadata(package.join("shohosen.wasm")).unwrap().len();
    assert!(size <= MODULE_OCTETS, "the module has {size} octets");
    let absolute = |path: &Value| vectors::root().join(path.as_str().unwrap());
    let cases: Vec<Value> = vectors::all()
        .iter()
        .map(|case| {
            let verified = case.verified();
            let each = |key: &str| -> Vec<PathBuf> {
                case.entry[key].as_array().unwrap().iter().map(absolute).collect()
            };
            json!({
                "id": case.id, "at": case.at, "document": absolute(&case.entry["file"]),
                "expected": verified.as_ref().ok().map(|verified| {
                    serde_json::to_string(verified.report()).unwrap()
                }),
                "error": verified.as_ref().err().map(|error| error.code().id()),
                "options": {
                    "anchors": each("anchors"), "tsa_anchors": each("tsa_anchors"),
                    "intermediates": each("intermediates"), "crls": each("crls"),
                    "allow_test_certificates": case.allow_test_certificates,
                },
            })
        })
        .collect();
    let list = folder("wasm-vectors").join("cases.json");
    std::fs::write(&list, serde_json::to_vec(&cases).unwrap()).unwrap();
    let said =
        node(name, &[script("vectors.mjs").as_os_str(), package.as_os_str(), list.as_os_str()]);
    print!("{said}");
    let equal: usize = said.split(' ').next().unwrap().parse().unwrap();
    assert_eq!(equal, cases.iter().filter(|case| !case["expected"].is_null()).count());
}

#[test]
fn a_document_that_is_chosen_on_the_page_is_verified_there_and_nothing_is_sent() {
    let Some(package) = package() else { return };
    let browser = program(&["chromium", "chromium-browser", "google-chrome"]);
    let (Some(name), Some(browser)) = (program(&["node", "nodejs"]), browser) else { return };
    let (folder, root) = (folder("wasm-page"), vectors::root());
    let page = package.join("shohosen.html");
    let given = |input: &str, files: &[&str]| {
        let files: Vec<_> =
            files.iter().map(|file| root.join(file).display().to_string()).collect();
        format!("{input}={}", files.join(","))
    };
    let anchors = given("anchors", &["pki/root.cer"]);
    let tsa = given("tsa-anchors", &["pki/tsa-root.cer"]);
    for (id, outcome, shown) in [
        ("prescription-xl", "VALID", "有効（VALID）"),
        ("changed-records", "INVALID", "xmldsig.reference.digest_mismatch"),
    ] {
        let case = vectors::all().into_iter().find(|case| case.id == id);
        let case = case.unwrap_or_else(|| panic!("no vector {id}"));
        let document = root.join(case.entry["file"].as_str().unwrap());
        let said = node(
            name,
            &[
                script("page.mjs").as_os_str(),
                browser.as_ref(),
                page.as_os_str(),
                folder.as_os_str(),
                document.as_os_str(),
                case.at.as_ref(),
                anchors.as_ref(),
                tsa.as_ref(),
            ],
        );
        let said: Value = serde_json::from_str(&said).unwrap();
        let text = said["text"].as_str().unwrap();
        assert_eq!(said["outcome"], outcome, "{text}");
        assert!(text.contains(shown), "{text}");
        assert_eq!(said["wide"], false, "the page is wider than its window");
        assert_eq!(said["sent"], false, "the page's policy let a request out");
        let requests = said["requests"].as_array().unwrap();
        let alien: Vec<_> = requests
            .iter()
            .filter(|url| !url.as_str().unwrap().starts_with("file:"))
            .filter(|url| *url != "https://example.invalid/")
            .collect();
        assert!(alien.is_empty(), "{alien:?}");
        for width in [375, 1280] {
            let picture = folder.join(format!("page-{width}.png"));
            assert!(std::fs::metadata(picture).unwrap().len() > 10_000);
        }
    }
}
