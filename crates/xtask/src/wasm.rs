//! `cargo xtask wasm`: the package for browsers and node.
//!
//! ```text
//! shohosen.wasm, shohosen.js, shohosen.d.ts, package.json     the package
//! shohosen.html                                               the page, whole, in one file
//! report.schema.json, README.md, LICENSE-*, sbom.cdx.json, THIRD-PARTY-NOTICES.txt
//! ```
//!
//! The page in one file may be opened from a disk; its policy of content allows it no connection.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is laid out and where.
pub struct Options {
    /// The folder of the package. Default: `target/wasm`.
    out: PathBuf,
    /// A module that was built before; without it it is built.
    module: Option<PathBuf>,
    /// Build the standard library, too, where the compiler comes without that of the target: for
    /// tests alone (`RUSTC_BOOTSTRAP`, and the sources beside the compiler).
    std_from_source: bool,
}

impl Options {
    /// From `--out FOLDER`, `--module FILE` and `--std-from-source`.
    pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let out = crate::root().join("target/wasm");
        let mut options = Self { out, module: None, std_from_source: false };
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{name} needs a path"));
            match name.as_str() {
                "--out" => options.out = value()?.into(),
                "--module" => options.module = Some(value()?.into()),
                "--std-from-source" => options.std_from_source = true,
                _ => {
                    let known = "--out FOLDER, --module FILE, --std-from-source";
                    return Err(format!("{name}: not known; {known}"));
                }
            }
        }
        Ok(options)
    }
}

const TARGET: &str = "wasm32-unknown-unknown";

/// Builds the module and lays the package out.
pub fn lay_out(options: &Options) -> Result<(), String> {
    let module = match &options.module {
        Some(module) => module.clone(),
        None => build(options.std_from_source)?,
    };
    let (root, out) = (crate::root(), &options.out);
    fs::create_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
    let module = smaller(&module, &out.join("shohosen.wasm"))?;
    let package = root.join("bindings/wasm");
    for name in ["js/shohosen.js", "js/shohosen.d.ts", "js/package.json", "README.md"] {
        copy(&package.join(name), out)?;
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT", "crates/shohosen/schema/report.schema.json"] {
        copy(&root.join(name), out)?;
    }
    crate::inventory::write("shohosen-wasm", Some(TARGET), out)?;
    let script = text(&package.join("js/shohosen.js"))?;
    let page = root.join("examples/browser");
    let parts = Page {
        html: text(&page.join("index.html"))?,
        style: text(&page.join("page.css"))?,
        script: format!("{}\n{}", enclosed(&script), bare(&text(&page.join("page.js"))?)),
        module: BASE64.encode(&module),
    };
    write(out, "shohosen.html", parts.whole()?.as_bytes())?;
    eprintln!("{} ({} octets)", out.display(), module.len());
    Ok(())
}

fn build(std_from_source: bool) -> Result<PathBuf, String> {
    let mut step = vec!["build", "--locked", "--package", "shohosen-wasm"];
    step.extend(["--profile", "wasm", "--target", TARGET]);
    if std_from_source {
        step.push("-Zbuild-std=std,panic_abort");
    }
    crate::run("wasm", &step).map_err(|problem| {
        format!(
            "{problem}\nThe standard library of the target is needed: rustup target add {TARGET}"
        )
    })?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| crate::root().join("target"));
    Ok(target.join(TARGET).join("wasm/shohosen_wasm.wasm"))
}

/// The features of WebAssembly that the compiler uses.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
];

/// The module as it is handed out: made smaller by a sixth by `wasm-opt` (Binaryen) where it is
/// installed, else as it was built, and said to be.
fn smaller(module: &Path, to: &Path) -> Result<Vec<u8>, String> {
    let mut run = Command::new("wasm-opt");
    match run.arg("-Oz").args(FEATURES).arg(module).arg("-o").arg(to).status() {
        Ok(status) if status.success() => return read(to),
        Ok(status) => return Err(format!("wasm-opt: {status}")),
        Err(_) => eprintln!("no wasm-opt (Binaryen): the module is larger than it need be"),
    }
    let octets = read(module)?;
    fs::write(to, &octets).map_err(|error| format!("{}: {error}", to.display()))?;
    Ok(octets)
}

/// A module inside another script: nothing of it is seen but the classes that it exports.
fn enclosed(script: &str) -> String {
    let exported = script.lines().filter_map(|line| line.strip_prefix("export class "));
    let names: Vec<_> = exported.filter_map(|rest| rest.split(' ').next()).collect();
    let names = names.join(", ");
    format!("const {{ {names} }} = (() => {{\n{}\nreturn {{ {names} }};\n}})();", bare(script))
}

/// A script that stands alone: what it exports stays in it, what it imports stands before it.
fn bare(script: &str) -> String {
    let lines = script.lines().filter(|line| !line.starts_with("import "));
    lines.map(|line| line.strip_prefix("export ").unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// The parts of the page.
struct Page {
    html: String,
    style: String,
    script: String,
    module: String,
}

impl Page {
    /// All in one file. Scripts and styles are those of their digests, and nothing may be loaded.
    fn whole(&self) -> Result<String, String> {
        if self.script.contains("</script") || self.style.contains("</style") {
            return Err("a part of the page would end its own element".into());
        }
        let policy = format!(
            "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; \
             base-uri 'none'; form-action 'none'",
            digest(&self.script),
            digest(&self.style)
        );
        let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        let script = format!(
            "<script type=\"text/plain\" id=\"module\">{}</script>\n\
             <script type=\"module\">{}</script>",
            self.module, self.script
        );
        let style = format!("<style>{}</style>", self.style);
        let mut html = self.html.clone();
        for (part, by) in [
            ("<meta charset=\"utf-8\">", format!("<meta charset=\"utf-8\">\n{policy}")),
            ("<link rel=\"stylesheet\" href=\"page.css\">", style),
            ("<script type=\"module\" src=\"page.js\"></script>", script),
        ] {
            let (before, after) =
                html.split_once(part).ok_or_else(|| format!("the page has no {part}"))?;
            html = format!("{before}{by}{after}");
        }
        Ok(html)
    }
}

/// A digest as a policy of content names it (CSP Level 3 §2.3.1).
fn digest(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text.as_bytes())))
}

fn copy(from: &Path, folder: &Path) -> Result<(), String> {
    let name = from.file_name().unwrap_or_default().to_string_lossy();
    write(folder, &name, &read(from)?)
}

fn write(folder: &Path, name: &str, octets: &[u8]) -> Result<(), String> {
    let path = folder.join(name);
    fs::write(&path, octets).map_err(|error| format!("{}: {error}", path.display()))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
