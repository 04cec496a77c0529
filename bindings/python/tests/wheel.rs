//! The wheel as users get it: built, installed in virtual environments of the oldest and the
//! newest interpreter of this machine, and tested there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "support/interpreters.rs"]
mod interpreters;
#[path = "support/outside.rs"]
mod outside;

use interpreters::{Environment, environments};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

static ENVIRONMENTS: LazyLock<Option<Vec<Environment>>> = LazyLock::new(environments);

fn run(command: &mut Command) {
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.success(), "{command:?}\n{said}");
    println!("{}", said.lines().last().unwrap_or_default());
}

#[test]
fn the_tests_pass_on_the_oldest_and_on_the_newest_interpreter() {
    let Some(environments) = &*ENVIRONMENTS else { return };
    let server = outside::time_stamp_authority();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python-token");
    let token = outside::token(&folder);
    for environment in environments {
        println!("Python {}.{}", environment.version.0, environment.version.1);
        let mut pytest = environment.command("python");
        pytest.args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"]);
        pytest.env("SHOHOSEN_TEST_TSA", server.url("/tsr"));
        if let Some((library, settings)) = &token {
            pytest.env("SHOHOSEN_TEST_PKCS11", library).env("SOFTHSM2_CONF", settings);
        }
        if !cfg!(debug_assertions) {
            pytest.env("SHOHOSEN_LONG", "1");
        }
        run(&mut pytest);
    }
}

#[test]
fn the_stubs_are_those_of_the_module_and_the_examples_type_check() {
    let Some(environments) = &*ENVIRONMENTS else { return };
    let environment = environments.last().unwrap();
    let folder = env!("CARGO_TARGET_TMPDIR");
    run(environment.command("stubtest").args(["shohosen._shohosen", "--ignore-disjoint-bases"]));
    let mut mypy = environment.command("mypy");
    mypy.args(["--strict", "--cache-dir", &format!("{folder}/mypy"), "tests"]);
    run(&mut mypy);
}
