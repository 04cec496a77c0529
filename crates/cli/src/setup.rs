//! From options to a verifier.

use crate::args::TrustOptions;
use crate::exit::Failure;
use crate::{config, files};
use shohosen::pki::{Certificate, CertificateList, TrustAnchor};
use shohosen::{Phrase, Time, Verifier, VerifierSettings, io_problem};
use std::path::Path;

/// A verifier that goes by the options.
pub fn verifier(options: &TrustOptions) -> Result<Verifier, Failure> {
    Ok(Verifier::new(settings(options)?))
}

/// What a verifier goes by under the options.
pub fn settings(options: &TrustOptions) -> Result<VerifierSettings, Failure> {
    let folder = config::folder(&options.config)?;
    let mut settings = match (&options.policy, &folder) {
        (Some(path), _) => {
            let text = read(path)?;
            VerifierSettings::from_policy_json(&text)
                .map_err(|error| Failure::in_file(path, error.finding()))?
        }
        (None, Some(folder)) => folder.policy().map_err(|error| config::failure(&error))?,
        (None, None) => VerifierSettings::with_mhlw_root(),
    };
    if let Some(folder) = &folder {
        folder.add_to(&mut settings);
    }
    for text in &options.anchor {
        settings.trust.signers.add(anchor(text)?);
    }
    for text in &options.tsa_anchor {
        settings.trust.time_stamp_authorities.add(anchor(text)?);
    }
    for path in &options.intermediate {
        let certificates = Certificate::all_from_pem_or_der(&read(path)?)
            .map_err(|error| Failure::in_file(path, error.finding()))?;
        settings.trust.certificates.extend(certificates);
    }
    for path in &options.crl {
        let lists = CertificateList::all_from_pem_or_der(&read(path)?)
            .map_err(|error| Failure::in_file(path, error.finding()))?;
        settings.trust.crls.extend(lists);
    }
    if options.allow_test_certificates {
        settings.policy.hpki.allow_test_certificates = true;
    }
    Ok(settings)
}

/// The time at which is judged: the option, else now.
pub fn time(options: &TrustOptions) -> Result<Time, Failure> {
    options.at.map_or_else(now, Ok)
}

/// What the clock of this computer says.
pub fn now() -> Result<Time, Failure> {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .ok()
        .and_then(|since| Time::from_unix(i64::try_from(since.as_secs()).ok()?))
        .ok_or_else(|| Failure::Internal("the clock of this computer is wrong; use --at".into()))
}

/// A certificate file, or a SHA-256 in hexadecimal with or without colons.
fn anchor(text: &str) -> Result<TrustAnchor, Failure> {
    if let Some(anchor) = TrustAnchor::from_fingerprint(text) {
        return Ok(anchor);
    }
    let path = Path::new(text);
    Ok(TrustAnchor::certificate(certificate(path)?))
}

/// The certificate in a file.
pub fn certificate(path: &Path) -> Result<Certificate, Failure> {
    Certificate::from_pem_or_der(&read(path)?)
        .map_err(|error| Failure::in_file(path, error.finding()))
}

pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    files::read(path).map_err(|error| unreadable(path, &error))
}

/// A file that is not what it should be, and why.
pub fn unusable(path: &Path, reason: impl Into<Phrase>) -> Failure {
    Failure::Unreadable { file: path.display().to_string(), reason: reason.into() }
}

/// A file that the system does not give, and why.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::Unreadable { file: path.display().to_string(), reason: io_problem(error) }
}
