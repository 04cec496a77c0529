//! Which of several keys is meant, and how those that could be are listed.

use shohosen_pki::Certificate;
#[cfg(feature = "pkcs12")]
use shohosen_pki::SerialNumber;
use std::fmt;

/// Which key of a file with several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyChoice {
    /// The only one, or the only one whose certificate is for signatures (nonRepudiation).
    #[default]
    ForSignatures,
    /// The one with this name (friendlyName, RFC 2985 §5.5.1), beside the key or its certificate.
    FriendlyName(String),
    /// The one with this identifier (localKeyId, RFC 2985 §5.5.2).
    LocalKeyId(Vec<u8>),
    /// The one that this certificate was issued for, which need not be in the file.
    Certificate(Certificate),
}

impl KeyChoice {
    /// What it goes by; names are not quoted, they are often those of people.
    #[cfg(feature = "pkcs12")]
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::ForSignatures => "nonRepudiation",
            Self::FriendlyName(_) => "friendlyName",
            Self::LocalKeyId(_) => "localKeyId",
            Self::Certificate(_) => "certificate",
        }
    }
}

/// A key that could be meant, told by what names nobody: the serial number, usage and end of its
/// certificate and the identifier that the file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyCandidate(String);

impl KeyCandidate {
    #[cfg(feature = "pkcs12")]
    pub(super) fn new(certificate: Option<&Certificate>, local_key_id: Option<&[u8]>) -> Self {
        let mut parts = Vec::new();
        if let Some(certificate) = certificate {
            parts
                .push(format!("serialNumber={}", SerialNumber::from_content(certificate.serial())));
            let usage = certificate.extensions().key_usage;
            let usage: Vec<_> = usage.map(|usage| usage.names().collect()).unwrap_or_default();
            parts.push(format!("keyUsage={}", usage.join("+")));
            parts.push(format!("notAfter={}", certificate.not_after()));
        }
        if let Some(id) = local_key_id {
            let id: String = id.iter().map(|octet| format!("{octet:02x}")).collect();
            parts.push(format!("localKeyId={id}"));
        }
        Self(parts.join(" "))
    }
}

impl fmt::Display for KeyCandidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "?" } else { &self.0 })
    }
}
