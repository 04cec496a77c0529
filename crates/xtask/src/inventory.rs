//! What of others is in a package that is handed out: an SBOM (CycloneDX 1.5, JSON) and the notices
//! that their licences ask for.
//!
//! Both go by the dependencies of a normal build of one of our packages: nothing that only tests or
//! builds use. They hold no time and no random number, so that they are the same octets
//! each time.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A package of others, or of ours.
struct Package {
    name: String,
    version: String,
    licence: String,
    folder: String,
    /// From the registry; ours is not.
    of_others: bool,
    uses: Vec<String>,
}

/// The packages that one of ours is made of, by their identifiers.
struct Inventory {
    root: String,
    packages: BTreeMap<String, Package>,
    checksums: BTreeMap<(String, String), String>,
}

/// Writes `sbom.cdx.json` and `THIRD-PARTY-NOTICES.txt` about a package of ours into a folder.
/// (built for a target; `None` for this machine).
pub fn write(package: &str, target: Option<&str>, folder: &Path) -> Result<(), String> {
    let inventory = Inventory::of(package, target)?;
    let (sbom, notices) = (inventory.sbom(), inventory.notices()?);
    let sbom = serde_json::to_string_pretty(&sbom).map_err(|error| error.to_string())?;
    for (name, text) in [("sbom.cdx.json", sbom + "\n"), ("THIRD-PARTY-NOTICES.txt", notices)] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

impl Inventory {
    /// Of a package, built by itself for a target; `None` for this machine.
    fn of(package: &str, target: Option<&str>) -> Result<Self, String> {
        let metadata = json_of(&["metadata", "--format-version", "1", "--locked"])?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let mut all = BTreeMap::new();
        for found in list(&metadata["packages"]) {
            let manifest = text(&found["manifest_path"]);
            let folder = Path::new(&manifest).parent().map(|folder| folder.display().to_string());
            all.insert(
                text(&found["id"]),
                Package {
                    name: text(&found["name"]),
                    version: text(&found["version"]),
                    licence: text(&found["license"]),
                    folder: folder.unwrap_or_default(),
                    of_others: !found["source"].is_null(),
                    uses: Vec::new(),
                },
            );
        }
        for node in list(&metadata["resolve"]["nodes"]) {
            let normal = |kinds: &Value| list(kinds).iter().any(|kind| kind["kind"].is_null());
            let uses = list(&node["deps"]).into_iter().filter(|dep| normal(&dep["dep_kinds"]));
            if let Some(package) = all.get_mut(&text(&node["id"])) {
                package.uses = uses.map(|dep| text(&dep["pkg"])).collect();
            }
        }
        let root = all.iter().find(|(_, found)| found.name == package && !found.of_others);
        let root = root.map(|(id, _)| id.clone()).ok_or_else(|| format!("no package {package}"))?;
        let wanted = linked(package, target)?;
        all.retain(|_, found| wanted.contains(&(found.name.clone(), found.version.clone())));
        Ok(Self { root, packages: all, checksums: checksums()? })
    }

    fn others(&self) -> impl Iterator<Item = &Package> {
        self.packages.values().filter(|package| package.of_others)
    }

    fn sbom(&self) -> Value {
        let component = |package: &Package| {
            let purl = package.purl();
            let mut component = json!({
                "type": "library", "bom-ref": purl, "name": package.name,
                "version": package.version, "purl": purl,
                "licenses": [{ "expression": package.licence.replace('/', " OR ") }],
            });
            let key = (package.name.clone(), package.version.clone());
            if let (Some(digest), Some(object)) =
                (self.checksums.get(&key), component.as_object_mut())
            {
                object.insert("hashes".into(), json!([{ "alg": "SHA-256", "content": digest }]));
            }
            component
        };
        let root = self.packages.get(&self.root).map(component).unwrap_or_default();
        let rest = self.packages.iter().filter(|(id, _)| **id != self.root);
        let edges = self.packages.values().map(|package| {
            let uses = package.uses.iter().filter_map(|id| self.packages.get(id));
            let uses: BTreeSet<_> = uses.map(Package::purl).collect();
            json!({ "ref": package.purl(), "dependsOn": uses })
        });
        json!({
            "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
            "metadata": { "component": root },
            "components": rest.map(|(_, package)| component(package)).collect::<Vec<_>>(),
            "dependencies": edges.collect::<Vec<_>>(),
        })
    }

    /// Every licence text once, under the packages that have it.
    fn notices(&self) -> Result<String, String> {
        let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut lines = String::from("shohosen contains the following packages of others.\n\n");
        for package in self.others() {
            let called = format!("{} {}", package.name, package.version);
            lines += &format!("{called}: {}\n", package.licence);
            for text in package.licence_texts()? {
                texts.entry(text).or_default().push(called.clone());
            }
        }
        for (text, packages) in texts {
            let rule = "-".repeat(80);
            lines += &format!("\n{rule}\n{}\n{rule}\n\n{text}\n", packages.join(", "));
        }
        Ok(lines)
    }
}

impl Package {
    /// As the package URL specification names a crate.
    fn purl(&self) -> String {
        format!("pkg:cargo/{}@{}", self.name, self.version)
    }

    /// The files beside its manifest that its licence asks to hand on; line ends and the blank lines
    /// around a text do not make another text of it.
    fn licence_texts(&self) -> Result<BTreeSet<String>, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", self.folder);
        let mut texts = BTreeSet::new();
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
            let wanted = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];
            if wanted.iter().any(|start| name.starts_with(start)) && path.is_file() {
                let text = fs::read(&path).map_err(failed)?;
                let text = String::from_utf8_lossy(&text).replace("\r\n", "\n");
                texts.insert(text.trim().to_owned());
            }
        }
        Ok(texts)
    }
}

/// Names and versions of what a package links: with the features that it has by itself, and not with
/// those that the workspace asks for as a whole.
fn linked(package: &str, target: Option<&str>) -> Result<BTreeSet<(String, String)>, String> {
    let mut arguments = vec!["tree", "--locked", "--package", package, "--edges", "normal"];
    arguments.extend(["--prefix", "none", "--format", "{p}"]);
    arguments.extend(target.map(|target| ["--target", target]).into_iter().flatten());
    let lines = cargo(&arguments)?;
    let lines = String::from_utf8_lossy(&lines);
    let called = |line: &str| {
        let mut words = line.split(' ');
        let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
        Some((name.to_owned(), version.to_owned()))
    };
    Ok(lines.lines().filter_map(called).collect())
}

fn json_of(arguments: &[&str]) -> Result<Value, String> {
    serde_json::from_slice(&cargo(arguments)?).map_err(|error| format!("cargo: {error}"))
}

/// What cargo says.
fn cargo(arguments: &[&str]) -> Result<Vec<u8>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(arguments).current_dir(crate::root()).output();
    let output = output.map_err(|error| format!("cargo: {error}"))?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

/// The digest of each crate, as the lock file has it.
fn checksums() -> Result<BTreeMap<(String, String), String>, String> {
    let path = crate::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let of = |block: &str, key: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(key));
        line.map(|value| value.trim_start_matches(" = ").trim_matches('"').to_owned())
    };
    let blocks = lock.split("[[package]]").skip(1);
    Ok(blocks
        .filter_map(|block| {
            Some(((of(block, "name")?, of(block, "version")?), of(block, "checksum")?))
        })
        .collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_inventory_has_what_is_linked_and_nothing_of_the_tests() {
        let inventory = Inventory::of("shohosen-c", None).unwrap();
        let names: BTreeSet<_> =
            inventory.packages.values().map(|package| package.name.as_str()).collect();
        for linked in ["aws-lc-sys", "libsqlite3-sys", "x509-parser", "shohosen-xades"] {
            assert!(names.contains(linked), "{linked}");
        }
        for tests in ["proptest", "jsonschema", "shohosen-testkit", "cbindgen"] {
            assert!(!names.contains(tests), "{tests}");
        }
        let notices = inventory.notices().unwrap();
        assert!(notices.contains("aws-lc-sys") && notices.contains("Apache License"));
        let sbom = inventory.sbom();
        let components = sbom["components"].as_array().unwrap();
        assert_eq!(components.len() + 1, inventory.packages.len());
        for component in components {
            let ours = component["name"].as_str().unwrap().starts_with("shohosen");
            let digest = component["hashes"][0]["content"].as_str();
            assert_eq!(digest.map(str::len), (!ours).then_some(64), "{component}");
            assert_ne!(component["licenses"][0]["expression"], "", "{component}");
        }
    }

    #[test]
    fn the_module_for_browsers_has_no_c_library() {
        let inventory = Inventory::of("shohosen-wasm", Some("wasm32-unknown-unknown")).unwrap();
        let names: BTreeSet<_> =
            inventory.packages.values().map(|package| package.name.as_str()).collect();
        assert!(names.contains("rsa") && !names.contains("aws-lc-sys"), "{names:?}");
    }

    #[test]
    fn each_package_of_others_brings_the_text_of_its_licence_or_is_known_not_to() {
        // Their crates have no such file; the licence is named, and its text comes with others.
        let without: BTreeSet<_> = Inventory::of("shohosen-c", None)
            .unwrap()
            .others()
            .filter(|package| package.licence_texts().unwrap().is_empty())
            .map(|package| package.licence.clone())
            .collect();
        let common = ["MIT", "Apache-2.0", "BSD-3-Clause"];
        for licence in without {
            assert!(common.iter().any(|known| licence.contains(known)), "{licence}");
        }
    }
}
