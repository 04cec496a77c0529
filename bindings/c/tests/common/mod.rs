//! What the tests of the C interface have in common: the libraries as cargo has built them, the C
//! and C++ compilers, and folders that are removed again.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of the package.
pub fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of test-vectors.
pub fn vectors() -> PathBuf {
    package().join("../../test-vectors")
}

/// The folder where cargo has put the libraries of this package: that of the test itself.
pub fn libraries() -> PathBuf {
    let folder = std::env::current_exe().unwrap().parent().unwrap().to_path_buf();
    assert!(folder.join("libshohosen.so").exists(), "no libshohosen.so in {}", folder.display());
    folder
}

/// Whether a tool is installed. Where it is not, the test says so and is skipped.
pub fn has(tool: &str) -> bool {
    let found = Command::new(tool).arg("--version").output().is_ok_and(|out| out.status.success());
    if !found {
        println!("skipped: {tool} is not installed");
    }
    found
}

/// Runs a command, which must succeed.
pub fn run(command: &mut Command) -> Output {
    let shown = format!("{command:?}");
    let output = command.output().unwrap_or_else(|error| panic!("{shown}: {error}"));
    assert!(
        output.status.success(),
        "{shown}: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// A folder that is removed when the test ends.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("shohosen-c-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A language that the header is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    C11,
    Cpp17,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::C11, Self::Cpp17];

    /// The compiler with every warning an error.
    pub fn compiler(self) -> Command {
        let (compiler, standard, language) = match self {
            Self::C11 => ("gcc", "-std=c11", "c"),
            Self::Cpp17 => ("g++", "-std=c++17", "c++"),
        };
        let mut command = Command::new(compiler);
        command.args([standard, "-x", language, "-O1", "-g"]);
        command.args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Wshadow", "-Wconversion"]);
        command.arg("-I").arg(package().join("include"));
        command
    }
}

/// How a program gets the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linking {
    Static,
    Shared,
}

/// Compiles and links one source file; `more` are further options. The result finds its library.
pub fn build(
    source: &Path,
    language: Language,
    linking: Linking,
    more: &[&str],
    folder: &Folder,
) -> PathBuf {
    let stem = source.file_stem().unwrap().to_str().unwrap();
    let program = folder.path(&format!("{stem}-{language:?}-{linking:?}"));
    let mut command = language.compiler();
    command.args(more).arg(source).args(["-x", "none", "-o"]).arg(&program);
    let libraries = libraries();
    match linking {
        Linking::Static => {
            command.arg(libraries.join("libshohosen.a"));
            // What `rustc --print native-static-libs` names.
            command.args(["-lpthread", "-ldl", "-lm"]);
        }
        Linking::Shared => {
            let named = folder.path(&format!("libshohosen.so.{}", shohosen::SHOHOSEN_ABI_VERSION));
            if !named.exists() {
                std::os::unix::fs::symlink(libraries.join("libshohosen.so"), &named).unwrap();
            }
            command.arg(libraries.join("libshohosen.so"));
            command.arg(format!("-Wl,-rpath,{}", folder.0.display()));
            command.arg("-lpthread");
        }
    }
    run(&mut command);
    program
}
