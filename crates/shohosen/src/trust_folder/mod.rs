//! What is trusted, as files in a folder: roots, certificates between, revocation lists, a policy.
//!
//! ```text
//! anchors/         roots of signers, beside the built-in MHLW HPKI Root CA V2
//! tsa-anchors/     roots of time-stamp authorities; none is built in
//! intermediates/   certificates between signer and root; not trusted for being here
//! crls/            revocation lists (CRL, ARL)
//! policy.json      the policy, if it is not the default one
//! ```
//!
//! Files are PEM or DER and end in `.cer`, `.crt`, `.der`, `.pem` or `.crl`. One that cannot be read is
//! an error and never passed over; one with another ending is not looked at, and
//! [`TrustFolder::check`] names it.

mod check;
mod keep;

pub use keep::Kept;

use crate::{SettingsError, VerifierSettings, read_file};
use shohosen_pki::{Certificate, CertificateError, CertificateList, CrlError, TrustAnchor};
use shohosen_report::{Finding, Phrase, codes::binding, io_problem};
use std::path::{Path, PathBuf};

/// What a file of the folder is for: the subfolder that it lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrustKind {
    /// A root of signers.
    Anchor,
    /// A root of time-stamp authorities.
    TimeStampAnchor,
    /// A certificate between signer and root.
    Intermediate,
    /// A revocation list.
    RevocationList,
}

impl TrustKind {
    /// Every kind.
    pub const ALL: [Self; 4] =
        [Self::Anchor, Self::TimeStampAnchor, Self::Intermediate, Self::RevocationList];

    /// The name of its subfolder.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Anchor => "anchors",
            Self::TimeStampAnchor => "tsa-anchors",
            Self::Intermediate => "intermediates",
            Self::RevocationList => "crls",
        }
    }
}

/// The name of the policy in the folder.
const POLICY: &str = "policy.json";

/// The endings of names that are read.
const ENDINGS: [&str; 5] = ["cer", "crt", "der", "pem", "crl"];

/// No file is read beyond this: a list of a million revoked certificates has some 40 MB.
const FILE_OCTETS: u64 = 64 << 20;

/// The most files that a folder may have. A country has a few dozen issuers; more is a folder that was
/// named by mistake, which would be read whole before each verification.
const FILES: usize = 4096;

/// What a file holds: all objects of it.
#[derive(Clone, Debug)]
pub enum TrustContent {
    /// Certificates; several in one file where each makes sense.
    Certificates(Vec<Certificate>),
    /// Revocation lists.
    Lists(Vec<CertificateList>),
}

/// A file of the folder.
#[derive(Clone, Debug)]
pub struct TrustFile {
    /// What it is for.
    pub kind: TrustKind,
    /// Where it lies.
    pub path: PathBuf,
    /// What it holds.
    pub content: TrustContent,
}

/// A folder with what is trusted, as it was when it was read.
#[derive(Clone, Debug)]
pub struct TrustFolder {
    path: PathBuf,
    files: Vec<TrustFile>,
    ignored: Vec<PathBuf>,
    policy: Option<Vec<u8>>,
}

/// Why the folder cannot be used: a file of it, by name.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct TrustFolderError {
    /// Which file or folder.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub reason: TrustFileError,
}

/// Why a file of the folder cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrustFileError {
    /// It cannot be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// It is no certificate.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// It is no revocation list.
    #[error(transparent)]
    List(#[from] CrlError),
    /// It is no policy.
    #[error(transparent)]
    Policy(#[from] SettingsError),
    /// The folder has more files than are read.
    #[error("more than {FILES} files")]
    TooMany,
}

impl TrustFolderError {
    fn new(path: &Path, reason: impl Into<TrustFileError>) -> Self {
        Self { path: path.to_owned(), reason: reason.into() }
    }

    /// The error as a finding.
    pub fn finding(&self) -> Finding {
        self.reason.finding(&self.path)
    }
}

impl TrustFileError {
    /// The error as a finding about a file.
    pub fn finding(&self, path: &Path) -> Finding {
        match self {
            Self::Certificate(error) => error.finding(),
            Self::List(error) => error.finding(),
            Self::Policy(error) => error.finding(),
            Self::Io(error) => unreadable(path, io_problem(error)),
            Self::TooMany => {
                let ja = format!("ファイルが {FILES} 個を超えています");
                unreadable(path, Phrase::new(ja, self.to_string()))
            }
        }
    }
}

fn unreadable(path: &Path, reason: Phrase) -> Finding {
    let finding = binding::FILE_UNREADABLE.finding().with("file", path.display().to_string());
    finding.with("reason", reason)
}

impl TrustFolder {
    /// A folder that is not there yet.
    pub fn empty(path: &Path) -> Self {
        Self { path: path.to_owned(), files: Vec::new(), ignored: Vec::new(), policy: None }
    }

    /// Whether octets are what a kind wants: certificates, or revocation lists.
    ///
    /// # Errors
    /// If they are not.
    pub fn parses(kind: TrustKind, octets: &[u8]) -> Result<(), TrustFileError> {
        parse(kind, octets).map(drop)
    }

    /// Reads a folder. A subfolder that is not there has no files.
    ///
    /// # Errors
    /// If the folder cannot be listed, or a file of it cannot be read or is not what its subfolder
    /// says. Nothing is passed over: a list that was left out would leave a revocation unseen.
    pub fn read(path: &Path) -> Result<Self, TrustFolderError> {
        let mut folder = Self::empty(path);
        // That it is there, and a folder.
        std::fs::read_dir(path).map_err(|error| TrustFolderError::new(path, error))?;
        for kind in TrustKind::ALL {
            folder.read_kind(kind)?;
        }
        let policy = path.join(POLICY);
        if policy.exists() {
            let octets = read_file(&policy, FILE_OCTETS);
            folder.policy = Some(octets.map_err(|error| TrustFolderError::new(&policy, error))?);
        }
        Ok(folder)
    }

    fn read_kind(&mut self, kind: TrustKind) -> Result<(), TrustFolderError> {
        let folder = self.path.join(kind.folder());
        let failed = |error| TrustFolderError::new(&folder, error);
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(failed(error)),
        };
        let mut paths = Vec::new();
        for entry in entries {
            paths.push(entry.map_err(failed)?.path());
            if self.files.len() + paths.len() > FILES {
                return Err(TrustFolderError::new(&folder, TrustFileError::TooMany));
            }
        }
        paths.sort();
        for path in paths {
            if has_known_ending(&path) && path.is_file() {
                let content = content(kind, &path);
                let content = content.map_err(|reason| TrustFolderError::new(&path, reason))?;
                self.files.push(TrustFile { kind, path, content });
            } else {
                self.ignored.push(path);
            }
        }
        Ok(())
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its files, by kind and name.
    pub fn files(&self) -> &[TrustFile] {
        &self.files
    }

    /// The settings that it makes: those of its [`policy`](Self::policy), and what it trusts.
    ///
    /// # Errors
    /// If the policy is none.
    pub fn settings(&self) -> Result<VerifierSettings, TrustFolderError> {
        let mut settings = self.policy()?;
        self.add_to(&mut settings);
        Ok(settings)
    }

    /// The settings under its policy, or the default ones: of what is trusted the built-in root alone.
    ///
    /// # Errors
    /// If the policy is none.
    pub fn policy(&self) -> Result<VerifierSettings, TrustFolderError> {
        match &self.policy {
            Some(policy) => VerifierSettings::from_policy_json(policy)
                .map_err(|error| TrustFolderError::new(&self.path.join(POLICY), error)),
            None => Ok(VerifierSettings::with_mhlw_root()),
        }
    }

    /// Adds what it trusts, without its policy.
    pub fn add_to(&self, settings: &mut VerifierSettings) {
        let trust = &mut settings.trust;
        for TrustFile { kind, content, .. } in &self.files {
            match (kind, content) {
                (_, TrustContent::Lists(lists)) => trust.crls.extend(lists.iter().cloned()),
                (TrustKind::Anchor, TrustContent::Certificates(all)) => {
                    all.iter().cloned().map(TrustAnchor::certificate).for_each(|anchor| {
                        trust.signers.add(anchor);
                    });
                }
                (TrustKind::TimeStampAnchor, TrustContent::Certificates(all)) => {
                    all.iter().cloned().map(TrustAnchor::certificate).for_each(|anchor| {
                        trust.time_stamp_authorities.add(anchor);
                    });
                }
                (_, TrustContent::Certificates(all)) => {
                    trust.certificates.extend(all.iter().cloned());
                }
            }
        }
    }
}

fn has_known_ending(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// What a file holds, by what it is for.
fn content(kind: TrustKind, path: &Path) -> Result<TrustContent, TrustFileError> {
    parse(kind, &read_file(path, FILE_OCTETS)?)
}

fn parse(kind: TrustKind, octets: &[u8]) -> Result<TrustContent, TrustFileError> {
    Ok(match kind {
        TrustKind::RevocationList => {
            TrustContent::Lists(CertificateList::all_from_pem_or_der(octets)?)
        }
        _ => TrustContent::Certificates(Certificate::all_from_pem_or_der(octets)?),
    })
}
