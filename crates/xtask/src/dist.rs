//! `cargo xtask dist`: an installable tree of the C interface.
//!
//! ```text
//! include/shohosen.h
//! lib/libshohosen.a, libshohosen.so -> libshohosen.so.<ABI> -> libshohosen.so.<version>
//! lib/pkgconfig/, lib/cmake/shohosen/
//! share/doc/shohosen/ (with sbom.cdx.json and THIRD-PARTY-NOTICES.txt)
//! share/shohosen/examples/, share/shohosen/schema/
//! ```
//!
//! The tree may be moved: the package files find everything from where they lie.

use crate::root;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `rustc --print native-static-libs` names on Linux, of which the C library has the rest.
const NATIVE_LIBRARIES: [&str; 3] = ["pthread", "dl", "m"];
const LINUX: bool = cfg!(target_os = "linux");

/// What is laid out and where.
pub struct Options {
    /// The folder of the tree. Default: `target/dist`.
    pub prefix: PathBuf,
    /// Where the libraries lie that were built before; without it they are built for release.
    pub libraries: Option<PathBuf>,
}

impl Options {
    /// From `--prefix FOLDER` and `--libraries FOLDER`.
    pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self { prefix: root().join("target/dist"), libraries: None };
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{name} needs a folder"));
            match name.as_str() {
                "--prefix" => options.prefix = value()?.into(),
                "--libraries" => options.libraries = Some(value()?.into()),
                _ => return Err(format!("{name}: not known; --prefix FOLDER, --libraries FOLDER")),
            }
        }
        Ok(options)
    }
}

/// Lays the tree out.
pub fn lay_out(options: &Options) -> Result<(), String> {
    let libraries = match &options.libraries {
        Some(folder) => folder.clone(),
        None => {
            let build = ["build", "--release", "--locked", "--package", "shohosen-c"];
            crate::run("dist", &build)?;
            let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
            target.unwrap_or_else(|| root().join("target")).join("release")
        }
    };
    let tree = Tree { prefix: options.prefix.clone(), abi: abi()? };
    tree.header_and_documents()?;
    tree.libraries(&libraries)?;
    tree.package_files()?;
    eprintln!("{}", tree.prefix.display());
    Ok(())
}

/// SHOHOSEN_ABI_VERSION, as the header has it.
fn abi() -> Result<String, String> {
    let header = text(&root().join("bindings/c/include/shohosen.h"))?;
    let line = header.lines().find_map(|line| line.strip_prefix("#define SHOHOSEN_ABI_VERSION "));
    line.map(str::to_owned).ok_or_else(|| "the header has no SHOHOSEN_ABI_VERSION".into())
}

struct Tree {
    prefix: PathBuf,
    abi: String,
}

impl Tree {
    fn header_and_documents(&self) -> Result<(), String> {
        let package = root().join("bindings/c");
        self.copy(&package.join("include/shohosen.h"), "include/shohosen.h")?;
        for name in ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "README.ja.md"] {
            self.copy(&root().join(name), &format!("share/doc/shohosen/{name}"))?;
        }
        let documents = self.place("share/doc/shohosen/README.md")?;
        if let Some(folder) = documents.parent() {
            crate::inventory::write("shohosen-c", None, folder)?;
        }
        self.copy_folder(&package.join("docs"), "share/doc/shohosen")?;
        self.copy_folder(&package.join("examples"), "share/shohosen/examples")?;
        self.copy_folder(&root().join("crates/shohosen/schema"), "share/shohosen/schema")
    }

    fn libraries(&self, from: &Path) -> Result<(), String> {
        let mut found = 0;
        if LINUX && from.join("libshohosen.a").exists() {
            self.static_library(&from.join("libshohosen.a"))?;
            found += 1;
        }
        let names: &[&str] = match LINUX {
            true => &["shohosen.lib", "shohosen.dll.lib"],
            false => &["libshohosen.a", "shohosen.lib", "shohosen.dll.lib"],
        };
        for name in names {
            if from.join(name).exists() {
                self.copy(&from.join(name), &format!("lib/{name}"))?;
                found += 1;
            }
        }
        if from.join("shohosen.dll").exists() {
            self.copy(&from.join("shohosen.dll"), "bin/shohosen.dll")?;
        }
        if from.join("libshohosen.dylib").exists() {
            self.copy(
                &from.join("libshohosen.dylib"),
                &format!("lib/libshohosen.{}.dylib", self.abi),
            )?;
            self.link("libshohosen.dylib", &format!("libshohosen.{}.dylib", self.abi))?;
        }
        if from.join("libshohosen.so").exists() {
            let (abi, version) = (&self.abi, env!("CARGO_PKG_VERSION"));
            self.copy(&from.join("libshohosen.so"), &format!("lib/libshohosen.so.{version}"))?;
            self.link(&format!("libshohosen.so.{abi}"), &format!("libshohosen.so.{version}"))?;
            self.link("libshohosen.so", &format!("libshohosen.so.{abi}"))?;
        }
        if found == 0 { Err(format!("no library in {}", from.display())) } else { Ok(()) }
    }

    /// The static library, made anew of what its functions need: one object in which the names of
    /// everything else are local, so that a program may have an SQLite of its own beside it.
    fn static_library(&self, from: &Path) -> Result<(), String> {
        let exports = text(&root().join("bindings/c/exports.txt"))?;
        let object = self.place("lib/libshohosen.o")?;
        let library = self.place("lib/libshohosen.a")?;
        let _ = fs::remove_file(&library);
        let mut link = Command::new("ld");
        link.args(["-r", "--gc-sections"]);
        link.args(exports.lines().flat_map(|name| ["-u", name]));
        run(link.arg(from).arg("-o").arg(&object))?;
        let mut localise = Command::new("objcopy");
        localise.args(["--wildcard", "--keep-global-symbol=shohosen_*"]);
        // What LLVM left for linking another way; joined it is of no use, and tools fail over it.
        localise.args(["--remove-section=.llvmbc", "--remove-section=.llvmcmd"]);
        run(localise.arg(&object))?;
        run(Command::new("ar").arg("rcs").arg(&library).arg(&object))?;
        fs::remove_file(&object).map_err(|error| format!("{}: {error}", object.display()))
    }

    fn package_files(&self) -> Result<(), String> {
        let package = root().join("bindings/c");
        // NATIVE_LIBRARIES are those of Linux.
        let names: &[&str] =
            if LINUX { &["shohosen.pc", "shohosen-static.pc"] } else { &["shohosen.pc"] };
        for name in names {
            self.fill(&package.join("pkgconfig").join(name), &format!("lib/pkgconfig/{name}"))?;
        }
        for name in ["shohosenConfig.cmake", "shohosenConfigVersion.cmake"] {
            self.fill(&package.join("cmake").join(name), &format!("lib/cmake/shohosen/{name}"))?;
        }
        Ok(())
    }

    /// Writes a package file with what is known only now.
    fn fill(&self, from: &Path, to: &str) -> Result<(), String> {
        let options = NATIVE_LIBRARIES.map(|name| format!("-l{name}")).join(" ");
        let filled = text(from)?
            .replace("@VERSION@", env!("CARGO_PKG_VERSION"))
            .replace("@MAJOR@", env!("CARGO_PKG_VERSION_MAJOR"))
            .replace("@MINOR@", env!("CARGO_PKG_VERSION_MINOR"))
            .replace("@ABI@", &self.abi)
            .replace("@POINTER_OCTETS@", &size_of::<usize>().to_string())
            .replace("@NATIVE_LIBRARIES_CMAKE@", &NATIVE_LIBRARIES.join(";"))
            .replace("@NATIVE_LIBRARIES@", &options);
        let path = self.place(to)?;
        fs::write(&path, filled).map_err(|error| format!("{}: {error}", path.display()))
    }

    fn copy(&self, from: &Path, to: &str) -> Result<(), String> {
        let path = self.place(to)?;
        // What lies there may be mapped by a running program: it is replaced, not overwritten.
        let _ = fs::remove_file(&path);
        let copied = fs::copy(from, &path);
        copied.map(drop).map_err(|error| format!("{}: {error}", from.display()))
    }

    fn copy_folder(&self, from: &Path, to: &str) -> Result<(), String> {
        let failed = |error| format!("{}: {error}", from.display());
        for entry in fs::read_dir(from).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name();
            self.copy(&entry.path(), &format!("{to}/{}", name.to_string_lossy()))?;
        }
        Ok(())
    }

    /// A link beside the library, or a copy where there are no links.
    fn link(&self, name: &str, target: &str) -> Result<(), String> {
        let path = self.place(&format!("lib/{name}"))?;
        let _ = fs::remove_file(&path);
        #[cfg(unix)]
        let linked = std::os::unix::fs::symlink(target, &path);
        #[cfg(not(unix))]
        let linked = fs::copy(path.with_file_name(target), &path).map(drop);
        linked.map_err(|error| format!("{}: {error}", path.display()))
    }

    /// A path in the tree, whose folder is made.
    fn place(&self, name: &str) -> Result<PathBuf, String> {
        let path = self.prefix.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        Ok(path)
    }
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Runs a tool of the compiler.
fn run(command: &mut Command) -> Result<(), String> {
    let tool = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{tool}: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => Err(format!("{tool}: {}", String::from_utf8_lossy(&output.stderr))),
    }
}
