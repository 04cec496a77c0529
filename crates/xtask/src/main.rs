//! The project's own chores: `cargo xtask test` runs everything that CI runs.

mod dist;
mod inventory;
mod manual;
mod platforms;
mod wasm;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

/// A chore: its name, what it does, and the commands it runs in order.
struct Chore {
    name: &'static str,
    about: &'static str,
    steps: &'static [&'static [&'static str]],
}

/// Off by default, and tested nevertheless: against the server that `SHOHOSEN_TEST_POSTGRES` names.
const POSTGRES: &str = "shohosen-store/postgres";

const CHORES: &[Chore] = &[
    Chore {
        name: "test",
        about: "format, lints, every test and doc test: what CI runs",
        steps: &[
            &["fmt", "--all", "--check"],
            &[
                "clippy",
                "--workspace",
                "--all-targets",
                "--features",
                POSTGRES,
                "--locked",
                "--",
                "--deny",
                "warnings",
            ],
            &["test", "--workspace", "--features", POSTGRES, "--locked"],
        ],
    },
    Chore {
        name: "trust",
        about: "the long runs: more cases of every property test, optimised",
        steps: &[&["test", "--workspace", "--locked", "--profile", "trust"]],
    },
    Chore {
        name: "bench",
        about: "every benchmark, each with its reference measured in the same run",
        steps: &[
            &["bench", "--package", "shohosen-benches", "--locked"],
            &["bench", "--package", "shohosen-c", "--locked"],
            &["bench", "--package", "shohosen-python", "--locked"],
        ],
    },
    Chore {
        name: "codes",
        about: "write crates/report/CODES.md anew from the table of codes",
        steps: &[&["test", "--locked", "--package", "shohosen-report", "--test", "codes_page"]],
    },
    Chore {
        name: "header",
        about: "write bindings/c/include/shohosen.h, exports.txt and the declarations for C# and Pascal anew",
        steps: &[
            &["test", "--locked", "--package", "shohosen-c", "--test", "header"],
            &["test", "--locked", "--package", "shohosen-c", "--test", "exports"],
            &["test", "--locked", "--package", "shohosen-c", "--test", "windows"],
        ],
    },
    Chore {
        name: "vectors",
        about: "write test-vectors/ anew from testkit",
        steps: &[&[
            "run",
            "--locked",
            "--package",
            "shohosen-testkit",
            "--bin",
            "generate-vectors",
        ]],
    },
];

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    let arguments = std::env::args().skip(2);
    let laid_out = match name.as_str() {
        "dist" => Some(dist::Options::parse(arguments).and_then(|options| dist::lay_out(&options))),
        "platforms" => Some(platforms::run(arguments)),
        "wasm" => Some(wasm::Options::parse(arguments).and_then(|options| wasm::lay_out(&options))),
        _ => None,
    };
    if let Some(laid_out) = laid_out {
        return match laid_out {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => {
                eprintln!("xtask {name}: {problem}");
                ExitCode::FAILURE
            }
        };
    }
    let Some(chore) = CHORES.iter().find(|chore| chore.name == name) else {
        eprintln!("usage: cargo xtask CHORE");
        for chore in CHORES {
            eprintln!("  {:8} {}", chore.name, chore.about);
        }
        eprintln!(
            "  dist     an installable tree of command and C interface: [--prefix FOLDER] \
             [--target TARGET] [--archive]"
        );
        eprintln!("  wasm     the package for browsers and node: [--out FOLDER]");
        eprintln!("  platforms  other platforms, as far as this machine can: [--std-from-source]");
        return ExitCode::from(64);
    };
    for step in chore.steps {
        if let Err(problem) = run(chore.name, step) {
            eprintln!("xtask {}: {problem}", chore.name);
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(chore: &str, step: &[&str]) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let shown = format!("cargo {}", step.join(" "));
    eprintln!("── {shown}");
    let started = Instant::now();
    let mut command = Command::new(cargo);
    command.args(step);
    match chore {
        "trust" => command.env("PROPTEST_CASES", "20000"),
        "codes" | "header" => command.env("SHOHOSEN_WRITE", "1"),
        _ => &mut command,
    };
    let status = command.status().map_err(|error| format!("{shown}: {error}"))?;
    eprintln!("── {shown}: {:.0} s", started.elapsed().as_secs_f64());
    if status.success() { Ok(()) } else { Err(format!("{shown} failed ({status})")) }
}
