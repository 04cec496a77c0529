//! `cargo xtask platforms`: other platforms, as far as this machine can; what it cannot is said.
//!
//! Each platform is built, and where a runner for it is at hand (node, wine, qemu), what was built is
//! run on the project's own vectors and compared with this machine's answers. A platform whose
//! standard library, C compiler or runner is missing counts as skipped, with the reason, and never as
//! passed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A platform that is built for.
struct Platform {
    target: &'static str,
    /// The C compiler that AWS-LC and SQLite need, which also links; none for pure Rust.
    compiler: Option<&'static str>,
    /// What runs its programs: the first that is there.
    runners: &'static [&'static [&'static str]],
}

const PLATFORMS: &[Platform] = &[
    Platform { target: "wasm32-unknown-unknown", compiler: None, runners: &[&["node"]] },
    Platform {
        target: "x86_64-pc-windows-gnu",
        compiler: Some("x86_64-w64-mingw32-gcc"),
        runners: &[&["wine64"], &["wine"]],
    },
    Platform {
        target: "i686-pc-windows-gnu",
        compiler: Some("i686-w64-mingw32-gcc"),
        runners: &[&["wine"]],
    },
    Platform {
        target: "aarch64-unknown-linux-gnu",
        compiler: Some("aarch64-linux-gnu-gcc"),
        runners: &[&["qemu-aarch64-static", "-L", "/usr/aarch64-linux-gnu"]],
    },
    Platform { target: "x86_64-unknown-linux-musl", compiler: Some("musl-gcc"), runners: &[&[]] },
];

/// What only other machines can run.
const ELSEWHERE: &[&str] = &["*-apple-darwin: needs a Mac", "*-pc-windows-msvc: needs Windows"];

/// What came of a platform.
enum Outcome {
    Passed(String),
    Skipped(String),
    Failed(String),
}

/// Runs every platform, or those that are named.
pub fn run(arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let (mut std_from_source, mut wanted) = (false, Vec::new());
    for argument in arguments {
        match argument.as_str() {
            "--std-from-source" => std_from_source = true,
            target if PLATFORMS.iter().any(|platform| platform.target == target) => {
                wanted.push(argument);
            }
            _ => {
                let known: Vec<_> = PLATFORMS.iter().map(|platform| platform.target).collect();
                return Err(format!("{argument}: not known; {}", known.join(", ")));
            }
        }
    }
    let chosen = PLATFORMS
        .iter()
        .filter(|platform| wanted.is_empty() || wanted.iter().any(|name| name == platform.target));
    let mut failed = 0;
    let mut table = Vec::new();
    for platform in chosen {
        let outcome = platform.run(std_from_source);
        let (word, text) = match outcome {
            Outcome::Passed(text) => ("passed", text),
            Outcome::Skipped(text) => ("SKIPPED", text),
            Outcome::Failed(text) => {
                failed += 1;
                ("FAILED", text)
            }
        };
        table.push(format!("{:28} {word:8} {text}", platform.target));
    }
    table.iter().for_each(|line| eprintln!("{line}"));
    ELSEWHERE.iter().for_each(|line| eprintln!("not here: {line}"));
    if failed == 0 { Ok(()) } else { Err(format!("{failed} platforms failed")) }
}

impl Platform {
    fn run(&self, std_from_source: bool) -> Outcome {
        if !std_from_source && !has_standard_library(self.target) {
            return Outcome::Skipped(format!(
                "no standard library (rustup target add {})",
                self.target
            ));
        }
        if let Some(compiler) = self.compiler
            && !is_there(compiler)
        {
            return Outcome::Skipped(format!("no C compiler {compiler}"));
        }
        match self.compiler {
            None => self.module(std_from_source),
            Some(compiler) => self.command(compiler, std_from_source),
        }
    }

    /// The package for browsers, in node and in a browser.
    fn module(&self, std_from_source: bool) -> Outcome {
        let out = crate::root().join("target/wasm");
        let mut options = vec!["--out".to_owned(), out.display().to_string()];
        if std_from_source {
            options.push("--std-from-source".into());
        }
        let built = crate::wasm::Options::parse(options.into_iter())
            .and_then(|options| crate::wasm::lay_out(&options));
        if let Err(problem) = built {
            return Outcome::Failed(problem);
        }
        if !is_there("node") {
            return Outcome::Skipped("built; no node to run it".into());
        }
        let mut test = Command::new(cargo());
        test.args(["test", "--locked", "--package", "shohosen-wasm", "--test", "module"]);
        test.args(["--", "--nocapture"]).env("SHOHOSEN_WASM", absolute(&out));
        finished(&mut test, "built, and run in node and headless Chromium where it is there")
    }

    /// The command: every vector, and the report of this machine octet for octet.
    fn command(&self, compiler: &str, std_from_source: bool) -> Outcome {
        let mut build = Command::new(cargo());
        build.args(["build", "--locked", "--profile", "trust", "--target", self.target]);
        build.args(["--package", "shohosen-cli", "--package", "shohosen-c"]);
        if std_from_source {
            build.arg("-Zbuild-std=std,panic_unwind,panic_abort");
        }
        let name = self.target.to_uppercase().replace('-', "_");
        build.env(format!("CARGO_TARGET_{name}_LINKER"), compiler);
        if let Outcome::Failed(problem) = finished(&mut build, "") {
            return Outcome::Failed(problem);
        }
        let folder = target_folder().join(self.target).join("trust");
        let program =
            folder.join(if self.target.contains("windows") { "shohosen.exe" } else { "shohosen" });
        let there = |runner: &&&[&str]| runner.first().is_none_or(|name| is_there(name));
        let Some(runner) = self.runners.iter().find(there) else {
            return Outcome::Skipped(format!("built; none of {:?} to run it", self.runners));
        };
        let mut test = Command::new(cargo());
        test.args(["test", "--locked", "--package", "shohosen-cli", "--test", "platform"]);
        test.args(["--", "--nocapture"]);
        test.env("SHOHOSEN_FOREIGN", absolute(&program)).env("SHOHOSEN_RUNNER", runner.join(" "));
        finished(&mut test, "command and C library built; every vector as on this machine")
    }
}

fn cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn target_folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| crate::root().join("target"))
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn finished(command: &mut Command, passed: &str) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Outcome::Passed(passed.to_owned()),
        Ok(status) => Outcome::Failed(format!("{command:?}: {status}")),
        Err(error) => Outcome::Failed(format!("{command:?}: {error}")),
    }
}

fn is_there(program: &str) -> bool {
    let mut run = Command::new(program);
    run.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    run.status().is_ok()
}

/// Whether the compiler has the standard library of a target.
fn has_standard_library(target: &str) -> bool {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let found =
        Command::new(compiler).args(["--print", "target-libdir", "--target", target]).output();
    found.is_ok_and(|output| {
        output.status.success()
            && Path::new(String::from_utf8_lossy(&output.stdout).trim()).exists()
    })
}
