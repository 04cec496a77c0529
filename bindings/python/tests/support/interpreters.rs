//! Python interpreters of this machine, virtual environments, and the wheel in them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The oldest Python that the package supports (`requires-python`).
const MINIMUM: (u32, u32) = (3, 9);

/// A Python interpreter.
#[derive(Clone, Debug)]
pub struct Interpreter {
    pub version: (u32, u32),
    pub path: PathBuf,
}

/// Every interpreter that is new enough and can make virtual environments, oldest first, one of
/// each version: those on the path, and those of pyenv.
fn interpreters() -> Vec<Interpreter> {
    let mut candidates = vec![PathBuf::from("python3"), PathBuf::from("/usr/bin/python3")];
    candidates.extend((MINIMUM.1..=20).map(|minor| PathBuf::from(format!("python3.{minor}"))));
    let home = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".pyenv")));
    if let Some(versions) = home.and_then(|home| std::fs::read_dir(home.join("versions")).ok()) {
        candidates.extend(versions.flatten().map(|entry| entry.path().join("bin/python")));
    }
    let mut found: Vec<Interpreter> = candidates.iter().filter_map(|path| ask(path)).collect();
    found.sort_by_key(|interpreter| interpreter.version);
    found.dedup_by_key(|interpreter| interpreter.version);
    found
}

fn ask(path: &Path) -> Option<Interpreter> {
    let question = "import sys, ensurepip, venv; print(*sys.version_info[:2])";
    let output = Command::new(path).args(["-c", question]).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (major, minor) = text.trim().split_once(' ')?;
    let version = (major.parse().ok()?, minor.parse().ok()?);
    (output.status.success() && version >= MINIMUM)
        .then(|| Interpreter { version, path: path.to_path_buf() })
}

/// A virtual environment.
pub struct Environment {
    pub version: (u32, u32),
    folder: PathBuf,
}

impl Environment {
    /// Made anew, with these packages from PyPI.
    fn new(interpreter: &Interpreter, folder: PathBuf, packages: &[&str]) -> Result<Self, String> {
        let (major, minor) = interpreter.version;
        let this =
            Self { version: interpreter.version, folder: folder.join(format!("{major}.{minor}")) };
        let complete = this.folder.join("complete");
        let list = packages.join(" ");
        if std::fs::read_to_string(&complete).is_ok_and(|text| text == list) {
            return Ok(this);
        }
        let _ = std::fs::remove_dir_all(&this.folder);
        let venv = Command::new(&interpreter.path).args(["-m", "venv"]).arg(&this.folder).output();
        let venv = venv.map_err(|error| error.to_string())?;
        if !venv.status.success() {
            return Err(String::from_utf8_lossy(&venv.stderr).into_owned());
        }
        this.pip(&[&["install", "--quiet"], packages].concat())?;
        std::fs::write(complete, list).map_err(|error| error.to_string())?;
        Ok(this)
    }

    /// A command of the environment: `python`, `maturin`, `stubtest` …
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.folder.join("bin").join(program));
        command.env("PYTHONDONTWRITEBYTECODE", "1").env("PYTHONUTF8", "1");
        command
    }

    fn pip(&self, arguments: &[&str]) -> Result<(), String> {
        let output = self.command("python").args(["-m", "pip"]).args(arguments).output();
        let output = output.map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() { Ok(()) } else { Err(said) }
    }
}

/// The oldest and the newest interpreter, each with the wheel installed. `None`, said aloud, where
/// there is no Python or no PyPI; in CI that is a failure.
pub fn environments() -> Option<Vec<Environment>> {
    match prepare() {
        Ok(environments) => Some(environments),
        Err(problem) if std::env::var_os("CI").is_some() => panic!("{problem}"),
        Err(problem) => {
            println!("SKIPPED: {problem}");
            None
        }
    }
}

fn prepare() -> Result<Vec<Environment>, String> {
    let found = interpreters();
    let (Some(oldest), Some(newest)) = (found.first(), found.last()) else {
        return Err(format!("no Python {}.{} or newer", MINIMUM.0, MINIMUM.1));
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python");
    let mut environments = Vec::new();
    if oldest.version < newest.version {
        environments.push(Environment::new(oldest, folder.clone(), &["pytest"])?);
    }
    // The newest also makes the wheel, and has what the tests compare with.
    let mut packages = vec!["mypy", "pyarrow", "pytest"];
    if !cfg!(debug_assertions) {
        packages.push("maturin>=1.9,<2");
    }
    environments.push(Environment::new(newest, folder.clone(), &packages)?);
    let wheel = wheel(environments.last().ok_or("no environment")?, &folder.join("wheel"));
    let wheel = wheel.to_str().ok_or("the path of the wheel is no text")?;
    for environment in &environments {
        environment.pip(&["install", "--quiet", "--no-deps", "--force-reinstall", wheel])?;
    }
    Ok(environments)
}

/// The wheel of this checkout. In release mode maturin builds it as users get it; else the library
/// that cargo has built for this test is packed, since maturin would compile everything anew, in
/// another environment and with other features.
fn wheel(environment: &Environment, out: &Path) -> PathBuf {
    let _ = std::fs::remove_dir_all(out);
    let mut command = if cfg!(debug_assertions) {
        let mut pack = environment.command("python");
        pack.args(["tests/pack_wheel.py".as_ref(), library().as_os_str()]);
        pack.arg(env!("CARGO_PKG_VERSION"));
        pack
    } else {
        let mut maturin = environment.command("maturin");
        maturin.args(["build", "--quiet", "--locked", "--release", "--compatibility", "linux"]);
        maturin.arg("--out");
        maturin
    };
    let made = command.arg(out).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let wheel = std::fs::read_dir(out).unwrap().next().unwrap().unwrap().path();
    assert!(wheel.to_str().unwrap().contains("-cp39-abi3-"), "{}", wheel.display());
    wheel
}

/// The extension module, which cargo puts beside the tests of its package.
fn library() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    tests.with_file_name(format!("{prefix}_shohosen{suffix}"))
}
