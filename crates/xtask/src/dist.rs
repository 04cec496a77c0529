//! `cargo xtask dist`: an installable tree of the command and the C interface.
//!
//! ```text
//! bin/shohosen (Windows: shohosen.exe, shohosen.dll)
//! include/shohosen.h
//! lib/libshohosen.a, libshohosen.so -> libshohosen.so.<ABI> -> libshohosen.so.<version>
//! lib/debug/ (what debuggers need of the two above)
//! lib/pkgconfig/, lib/cmake/shohosen/
//! share/man/ (English and Japanese), share/{bash-completion,zsh,fish}/ (completions)
//! share/doc/shohosen/ (with sbom.cdx.json and THIRD-PARTY-NOTICES.txt)
//! share/shohosen/examples/, share/shohosen/schema/
//! ```
//!
//! The tree may be moved: the package files find everything from where they lie. With `--archive` it is
//! packed beside itself, with a file of its SHA-256.

use crate::root;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What `rustc --print native-static-libs` names on Linux, of which the C library has the rest.
const NATIVE_LIBRARIES: [&str; 3] = ["pthread", "dl", "m"];
/// The profile of what is handed out.
const PROFILE: &str = "dist";
/// Every file of an archive has this time, so that two packings of one tree are the same octets.
const ARCHIVE_TIME: &str = "2026-01-01 00:00:00Z";

/// What is laid out and where.
pub struct Options {
    /// The folder of the tree. Default: `target/dist`, for another platform `target/dist-TARGET`.
    pub prefix: PathBuf,
    /// Where the libraries lie that were built before; without it they are built.
    pub libraries: Option<PathBuf>,
    /// The platform, as Rust calls it; without it this machine's.
    pub target: Option<String>,
    /// Whether the tree is packed as well.
    pub archive: bool,
}

impl Options {
    /// From `--prefix FOLDER`, `--libraries FOLDER`, `--target TARGET` and `--archive`.
    pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let (mut prefix, mut libraries, mut target, mut archive) = (None, None, None, false);
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{name} needs a value"));
            match name.as_str() {
                "--prefix" => prefix = Some(PathBuf::from(value()?)),
                "--libraries" => libraries = Some(PathBuf::from(value()?)),
                "--target" => target = Some(value()?),
                "--archive" => archive = true,
                _ => {
                    return Err(format!(
                        "{name}: not known; --prefix FOLDER, --libraries FOLDER, --target TARGET, --archive"
                    ));
                }
            }
        }
        let folder = match &target {
            Some(target) => format!("target/dist-{target}"),
            None => String::from("target/dist"),
        };
        let prefix = prefix.unwrap_or_else(|| root().join(folder));
        Ok(Self { prefix, libraries, target, archive })
    }
}

/// Lays the tree out.
pub fn lay_out(options: &Options) -> Result<(), String> {
    let libraries = match &options.libraries {
        Some(folder) => folder.clone(),
        None => {
            let mut build = vec!["build", "--profile", PROFILE, "--locked"];
            build.extend(["--package", "shohosen-c", "--package", "shohosen-cli"]);
            build.extend(options.target.iter().flat_map(|target| ["--target", target]));
            crate::run("dist", &build)?;
            let folder = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
            let folder = folder.unwrap_or_else(|| root().join("target"));
            options.target.iter().fold(folder, |folder, target| folder.join(target)).join(PROFILE)
        }
    };
    let tree = Tree {
        prefix: options.prefix.clone(),
        abi: abi()?,
        tools: Tools::of(options.target.as_deref()),
    };
    tree.header_and_documents()?;
    tree.libraries(&libraries)?;
    tree.command(&libraries)?;
    if options.target.is_none() {
        tree.manual(&libraries)?;
    }
    tree.package_files()?;
    if options.archive {
        tree.archive(options.target.as_deref())?;
    }
    eprintln!("{}", tree.prefix.display());
    Ok(())
}

/// The platform that a tree is for, and what its object files are handled with.
struct Tools {
    linux: bool,
    windows: bool,
    /// `strip` and `objcopy` of the platform have this before their names.
    prefix: &'static str,
}

impl Tools {
    fn of(target: Option<&str>) -> Self {
        let is =
            |word: &str| target.map_or_else(|| std::env::consts::OS == word, |t| t.contains(word));
        let prefix = match target {
            Some(target) if target.starts_with("x86_64") && target.contains("windows-gnu") => {
                "x86_64-w64-mingw32-"
            }
            Some(target) if target.starts_with("i686") && target.contains("windows-gnu") => {
                "i686-w64-mingw32-"
            }
            Some(target) if target.starts_with("aarch64") && target.contains("linux") => {
                "aarch64-linux-gnu-"
            }
            _ => "",
        };
        Self { linux: is("linux"), windows: is("windows"), prefix }
    }

    fn tool(&self, name: &str) -> Command {
        Command::new(format!("{}{name}", self.prefix))
    }
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
    tools: Tools,
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
        let linux = self.tools.linux;
        if linux && from.join("libshohosen.a").exists() {
            self.static_library(&from.join("libshohosen.a"))?;
            found += 1;
        }
        let names: &[&str] = match linux {
            true => &[],
            false => &["libshohosen.a", "libshohosen.dll.a", "shohosen.lib", "shohosen.dll.lib"],
        };
        for name in names {
            if from.join(name).exists() {
                self.copy(&from.join(name), &format!("lib/{name}"))?;
                found += 1;
            }
        }
        if from.join("shohosen.dll").exists() {
            self.definition()?;
            self.copy(&from.join("shohosen.dll"), "bin/shohosen.dll")?;
            self.split_debug_information("bin/shohosen.dll")?;
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
            let library = format!("lib/libshohosen.so.{version}");
            self.copy(&from.join("libshohosen.so"), &library)?;
            self.split_debug_information(&library)?;
            self.link(&format!("libshohosen.so.{abi}"), &format!("libshohosen.so.{version}"))?;
            self.link("libshohosen.so", &format!("libshohosen.so.{abi}"))?;
        }
        if found == 0 { Err(format!("no library in {}", from.display())) } else { Ok(()) }
    }

    /// The names of the library, of which Microsoft's linker makes an import library.
    fn definition(&self) -> Result<(), String> {
        let exports = text(&root().join("bindings/c/exports.txt"))?;
        let names: String = exports.lines().map(|name| format!("    {name}\n")).collect();
        let path = self.place("lib/shohosen.def")?;
        let written = fs::write(&path, format!("LIBRARY shohosen\nEXPORTS\n{names}"));
        written.map_err(|error| format!("{}: {error}", path.display()))
    }

    /// The command, where it was built.
    fn command(&self, from: &Path) -> Result<(), String> {
        for name in ["shohosen", "shohosen.exe"] {
            if from.join(name).is_file() {
                let to = format!("bin/{name}");
                self.copy(&from.join(name), &to)?;
                self.split_debug_information(&to)?;
            }
        }
        Ok(())
    }

    /// Man pages and completions, where the command was built and runs here.
    fn manual(&self, from: &Path) -> Result<(), String> {
        let program = from.join(format!("shohosen{}", std::env::consts::EXE_SUFFIX));
        if !program.is_file() {
            return Ok(());
        }
        for (name, text) in crate::manual::files(&program)? {
            let path = self.place(&name)?;
            fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(())
    }

    /// Takes what only debuggers need out of a program or library, and lays it beside: they find it by
    /// what is left (`.gnu_debuglink`).
    fn split_debug_information(&self, name: &str) -> Result<(), String> {
        if !(self.tools.linux || (self.tools.windows && !self.tools.prefix.is_empty())) {
            return Ok(());
        }
        let file = self.place(name)?;
        let short = name.rsplit('/').next().unwrap_or(name);
        let beside = self.place(&format!("lib/debug/{short}.debug"))?;
        run(self.tools.tool("objcopy").arg("--only-keep-debug").arg(&file).arg(&beside))?;
        run(self.tools.tool("strip").arg("--strip-unneeded").arg(&file))?;
        let link = format!("--add-gnu-debuglink={}", beside.display());
        run(self.tools.tool("objcopy").arg(link).arg(&file))
    }

    /// Packs the tree: one folder in it, sorted, with the same owner and time for every file.
    fn archive(&self, target: Option<&str>) -> Result<(), String> {
        let platform = match target {
            Some(target) => target.to_owned(),
            None => format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS),
        };
        let stem = format!("shohosen-{}-{platform}", env!("CARGO_PKG_VERSION"));
        let folder = self.prefix.parent().unwrap_or(&self.prefix);
        let archive = folder.join(format!("{stem}.tar.gz"));
        let mut pack = Command::new("tar");
        pack.args(["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mode=go-w"]);
        pack.arg(format!("--mtime={ARCHIVE_TIME}")).args(["--use-compress-program", "gzip -9n"]);
        pack.arg(format!("--transform=flags=rSH;s,^\\.,{stem},")).arg("-cf").arg(&archive);
        run(pack.arg("-C").arg(&self.prefix).arg("."))?;
        let sum =
            Command::new("sha256sum").current_dir(folder).arg(format!("{stem}.tar.gz")).output();
        let sum = sum.map_err(|error| format!("sha256sum: {error}"))?;
        let place = folder.join(format!("{stem}.tar.gz.sha256"));
        fs::write(&place, sum.stdout).map_err(|error| format!("{}: {error}", place.display()))?;
        eprintln!("{}", archive.display());
        Ok(())
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
        // It has no file of its own for debuggers: that of the shared library has the same code.
        run(localise.arg("--strip-debug").arg(&object))?;
        run(Command::new("ar").arg("rcs").arg(&library).arg(&object))?;
        fs::remove_file(&object).map_err(|error| format!("{}: {error}", object.display()))
    }

    fn package_files(&self) -> Result<(), String> {
        let package = root().join("bindings/c");
        // NATIVE_LIBRARIES are those of Linux.
        let names: &[&str] = if self.tools.linux {
            &["shohosen.pc", "shohosen-static.pc"]
        } else {
            &["shohosen.pc"]
        };
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
