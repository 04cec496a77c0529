//! Putting a certificate or a list into the folder, and taking it out.

use super::{TrustContent, TrustFileError, TrustFolder, TrustFolderError, TrustKind, parse};
use shohosen_pki::CertificateList;
use shohosen_report::hex;
use std::path::{Path, PathBuf};

/// What became of an object that was to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It lies there now.
    New(PathBuf),
    /// It lay there already.
    There(PathBuf),
    /// It is a list and replaces an older one of the same issuer and scope.
    Instead(PathBuf),
    /// It is a list, and a newer one of the same issuer and scope lies there: it was not taken.
    Older(PathBuf),
}

/// How many digits of the digest make a name: enough that two files never meet.
const NAME_DIGITS: usize = 32;

impl TrustFolder {
    /// Keeps every object of a file in PEM or DER, each in a file of its own (DER) that is named by
    /// its SHA-256. Folders are made. A list replaces an older one of the same issuer and scope.
    ///
    /// # Errors
    /// If the octets are no certificate or list, or the folder cannot be read or written; nothing is
    /// left half-written then.
    pub fn keep(
        folder: &Path,
        kind: TrustKind,
        octets: &[u8],
    ) -> Result<Vec<Kept>, TrustFolderError> {
        let place = folder.join(kind.folder());
        let failed = |error| TrustFolderError::new(&place, TrustFileError::from(error));
        let content = parse(kind, octets);
        let content = content.map_err(|reason| TrustFolderError::new(&place, reason))?;
        std::fs::create_dir_all(&place).map_err(failed)?;
        let there = Self::read(folder)?;
        match content {
            TrustContent::Certificates(all) => all
                .iter()
                .map(|certificate| {
                    let path = place.join(name(certificate.sha256(), "cer"));
                    // The same certificate may lie there under another name.
                    let same = there.files.iter().filter(|file| file.kind == kind).find(|file| {
                        let TrustContent::Certificates(held) = &file.content else { return false };
                        held.iter().any(|each| each.sha256() == certificate.sha256())
                    });
                    match same {
                        Some(file) => Ok(Kept::There(file.path.clone())),
                        None => {
                            write(&path, certificate.der())?;
                            Ok(Kept::New(path))
                        }
                    }
                })
                .collect(),
            TrustContent::Lists(lists) => {
                lists.iter().map(|list| there.keep_list(&place, list)).collect()
            }
        }
    }

    fn keep_list(&self, place: &Path, list: &CertificateList) -> Result<Kept, TrustFolderError> {
        let path = place.join(name(list.sha256(), "crl"));
        let mut older = Vec::new();
        for file in &self.files {
            let TrustContent::Lists(held) = &file.content else { continue };
            if held.iter().any(|each| each.sha256() == list.sha256()) {
                return Ok(Kept::There(file.path.clone()));
            }
            // A file with several lists is somebody's own bundle and left as it is.
            let [held] = held.as_slice() else { continue };
            if same_scope(held, list) {
                if held.this_update() > list.this_update() {
                    return Ok(Kept::Older(file.path.clone()));
                }
                older.push(&file.path);
            }
        }
        write(&path, list.der())?;
        for old in &older {
            // Only when the new one lies there: at no moment is there none.
            std::fs::remove_file(old).map_err(|error| TrustFolderError::new(old, error))?;
        }
        Ok(if older.is_empty() { Kept::New(path) } else { Kept::Instead(path) })
    }

    /// Takes out the file whose only object has this SHA-256 (hexadecimal, or the beginning of it);
    /// its path. `None` if there is none, or more than one.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn remove(&self, sha256: &str) -> Result<Option<PathBuf>, TrustFolderError> {
        let wanted = sha256.replace(':', "").to_ascii_lowercase();
        let mut found = self.files.iter().filter(|file| {
            let digest = match &file.content {
                TrustContent::Certificates(all) => match all.as_slice() {
                    [only] => hex(only.sha256()),
                    _ => return false,
                },
                TrustContent::Lists(all) => match all.as_slice() {
                    [only] => hex(only.sha256()),
                    _ => return false,
                },
            };
            digest.starts_with(&wanted)
        });
        let (Some(file), None) = (found.next(), found.next()) else { return Ok(None) };
        std::fs::remove_file(&file.path)
            .map_err(|error| TrustFolderError::new(&file.path, error))?;
        Ok(Some(file.path.clone()))
    }
}

/// Whether one list speaks of the same certificates as another: then the newer one says all that the
/// older one did (RFC 5280 §5.2.3), unless one of them is a delta.
fn same_scope(one: &CertificateList, other: &CertificateList) -> bool {
    one.issuer() == other.issuer()
        && one.delta_base().is_none()
        && other.delta_base().is_none()
        && one.issuing_distribution_point() == other.issuing_distribution_point()
        && one.authority_key_identifier() == other.authority_key_identifier()
}

fn name(sha256: &[u8; 32], ending: &str) -> String {
    let digits: String = hex(sha256).chars().take(NAME_DIGITS).collect();
    format!("{digits}.{ending}")
}

/// Writes a file whole or not at all.
fn write(path: &Path, octets: &[u8]) -> Result<(), TrustFolderError> {
    let beside = path.with_extension(format!("{}.tmp", std::process::id()));
    let written = std::fs::write(&beside, octets).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&beside);
        TrustFolderError::new(path, error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_report::Time;
    use shohosen_testkit::documents::World;
    use shohosen_testkit::pki::Usage;

    fn at(text: &str) -> Time {
        Time::parse_rfc3339(text).unwrap()
    }

    #[test]
    fn the_newest_list_of_an_issuer_and_scope_is_the_one_that_stays() {
        let folder = std::env::temp_dir().join(format!("shohosen-trust-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let world = World::from_committed_keys(at("2026-11-01T00:00:00Z"));
        let list = |day: &str| world.hpki.crl(Usage::Signature, at(day));
        let (older, newer) = (list("2026-11-01T00:00:00Z"), list("2026-11-08T00:00:00Z"));
        let of_the_root = world.hpki.sarl(at("2026-11-01T00:00:00Z"), &[]);
        let keep = |octets: &[u8]| {
            TrustFolder::keep(&folder, TrustKind::RevocationList, octets).unwrap().remove(0)
        };
        assert!(matches!(keep(&older), Kept::New(_)));
        assert!(matches!(keep(&of_the_root), Kept::New(_)), "another issuer");
        let Kept::Instead(path) = keep(&newer) else { panic!("the older one is replaced") };
        assert_eq!(std::fs::read(&path).unwrap(), newer);
        assert!(matches!(keep(&older), Kept::Older(there) if there == path));
        assert!(matches!(keep(&newer), Kept::There(there) if there == path));
        let names: Vec<_> = std::fs::read_dir(folder.join("crls")).unwrap().collect();
        assert_eq!(names.len(), 2, "one of each issuer, and nothing half-written");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
