//! The wheel as users get it: built, installed in virtual environments of the oldest and the
//! newest interpreter of this machine, and tested there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[path = "support/built.rs"]
mod built;
#[path = "support/interpreters.rs"]
mod interpreters;
#[path = "support/outside.rs"]
mod outside;
#[path = "support/suite.rs"]
mod suite;

use base64::Engine as _;
use interpreters::{Environment, environments};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
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
fn the_stubs_are_those_of_the_module_and_everything_type_checks() {
    let Some(environments) = &*ENVIRONMENTS else { return };
    let environment = environments.last().unwrap();
    let folder = env!("CARGO_TARGET_TMPDIR");
    run(environment.command("stubtest").args(["shohosen._shohosen", "--ignore-disjoint-bases"]));
    for what in [["tests", "examples"], ["--package", "shohosen"]] {
        let mut mypy = environment.command("mypy");
        mypy.args(["--strict", "--cache-dir", &format!("{folder}/mypy")]).args(what);
        run(&mut mypy);
    }
}

#[test]
fn rust_the_command_and_python_say_the_same_to_everything() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("suite");
    let tasks = suite::tasks(&folder);
    assert!(tasks.len() > 130, "{}", tasks.len());
    let expected: Vec<Vec<u8>> = tasks.iter().map(suite::by_rust).collect();
    let command = built::product("shohosen-cli", "shohosen");
    for (task, expected) in tasks.iter().zip(&expected) {
        same("the command", task, &suite::by_command(&command, task), expected);
    }
    let Some(environments) = &*ENVIRONMENTS else { return };
    for environment in environments {
        let answers = by_python(environment, &tasks);
        assert_eq!(answers.len(), tasks.len());
        for ((task, expected), answer) in tasks.iter().zip(&expected).zip(&answers) {
            same("Python", task, answer, expected);
        }
    }
}

fn by_python(environment: &Environment, tasks: &[suite::Task]) -> Vec<Vec<u8>> {
    let mut python = environment.command("python");
    let runner = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/suite_runner.py");
    python.arg(runner).current_dir(shohosen_testkit::suite::folder());
    let mut python = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let lines: String = tasks.iter().map(|task| format!("{task}\n")).collect();
    let mut input = python.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()).unwrap());
    let output = python.wait_with_output().unwrap();
    writer.join().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let decode = |line| base64::engine::general_purpose::STANDARD.decode(line).unwrap();
    said.lines().map(decode).collect()
}

fn same(who: &str, task: &suite::Task, actual: &[u8], expected: &[u8]) {
    let (actual, expected) = (String::from_utf8_lossy(actual), String::from_utf8_lossy(expected));
    assert!(actual == expected, "{}: {who} says\n{actual}\nand Rust\n{expected}", task["id"]);
}
