//! The command built for another platform: `SHOHOSEN_FOREIGN` names it, `SHOHOSEN_RUNNER` what runs it
//! (wine, qemu; nothing where this machine does). `cargo xtask platforms` builds it and runs this.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-vectors")
}

fn run(mut command: Command, arguments: &[String]) -> Output {
    command.args(arguments).env("LC_ALL", "C.UTF-8").env("WINEDEBUG", "-all");
    command.current_dir(vectors()).output().unwrap()
}

/// The command of the other platform.
fn foreign() -> Option<impl Fn(&[String]) -> Output> {
    let Some(program) = std::env::var_os("SHOHOSEN_FOREIGN") else {
        println!("SKIPPED: SHOHOSEN_FOREIGN names no command (cargo xtask platforms)");
        return None;
    };
    let runner = std::env::var("SHOHOSEN_RUNNER").unwrap_or_default();
    Some(move |arguments: &[String]| {
        let mut words = runner.split_whitespace();
        let command = match words.next() {
            None => Command::new(&program),
            Some(name) => {
                let mut command = Command::new(name);
                command.args(words).arg(&program);
                command
            }
        };
        run(command, arguments)
    })
}

fn own(arguments: &[String]) -> Output {
    run(Command::new(env!("CARGO_BIN_EXE_shohosen")), arguments)
}

#[test]
fn every_vector_has_the_report_and_the_exit_code_of_this_machine() {
    let Some(foreign) = foreign() else { return };
    let index = std::fs::read(vectors().join("verify/index.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_slice(&index).unwrap();
    let mut compared = 0;
    for case in cases.iter().filter(|case| case["generated"].is_null()) {
        let mut arguments: Vec<String> = ["verify", "--json", "--no-config", "--at"]
            .into_iter()
            .chain(case["at"].as_str())
            .chain(case["file"].as_str())
            .map(str::to_owned)
            .collect();
        for (option, key) in [
            ("--anchor", "anchors"),
            ("--tsa-anchor", "tsa_anchors"),
            ("--intermediate", "intermediates"),
            ("--crl", "crls"),
        ] {
            for path in case[key].as_array().unwrap() {
                arguments.extend([option.to_owned(), path.as_str().unwrap().to_owned()]);
            }
        }
        let (here, there) = (own(&arguments), foreign(&arguments));
        assert_eq!(there.status.code(), here.status.code(), "{}", case["id"]);
        assert_eq!(
            String::from_utf8_lossy(&there.stdout),
            String::from_utf8_lossy(&here.stdout),
            "{}",
            case["id"]
        );
        compared += 1;
    }
    println!("{compared} reports equal");
    assert!(compared > 50);
}

#[test]
fn a_store_that_was_made_there_is_read_here() {
    let Some(foreign) = foreign() else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("platform");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let history = folder.join("history.csv");
    let text = "kind,code_system,code,name,dispensed_on,days\n\
                dispensed,yj,1124009F2025,薬,2026-11-15,14\n";
    std::fs::write(&history, text).unwrap();
    // As the other platform names it: wine has this machine's files under Z:.
    let store = folder.join("history.db");
    let words = |command: &str| -> Vec<String> {
        let words = ["history", command, "--store", store.to_str().unwrap(), "--patient", "p"];
        words.iter().map(|word| (*word).to_owned()).collect()
    };
    let mut import = words("import");
    import.extend([history.display().to_string(), "--actor".to_owned(), "test".to_owned()]);
    let made = foreign(&import);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut show = words("show");
    show.extend(["--actor".to_owned(), "test".to_owned(), "--json".to_owned()]);
    let (here, there) = (own(&show), foreign(&show));
    assert!(here.status.success(), "{}", String::from_utf8_lossy(&here.stderr));
    assert!(String::from_utf8_lossy(&here.stdout).contains("1124009F2025"));
    assert_eq!(here.stdout, there.stdout);
}
