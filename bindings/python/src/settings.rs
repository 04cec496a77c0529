//! What a verifier goes by, from keyword arguments.

use crate::argument::items;
use crate::certificate::Certificate;
use crate::error::{Kind, Problem};
use crate::source::Source;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use shohosen::VerifierSettings;
use shohosen::codes::binding as codes;
use shohosen::pki::{self, CertificateList, OcspResponse, TrustAnchor, TrustStore};

/// The keyword arguments as they came.
#[derive(Default)]
pub struct Arguments<'a, 'py> {
    pub anchors: Option<&'a Bound<'py, PyAny>>,
    pub only_anchors: Option<&'a Bound<'py, PyAny>>,
    pub tsa_anchors: Option<&'a Bound<'py, PyAny>>,
    pub intermediates: Option<&'a Bound<'py, PyAny>>,
    pub crls: Option<&'a Bound<'py, PyAny>>,
    pub ocsp_responses: Option<&'a Bound<'py, PyAny>>,
    pub policy: Option<&'a Bound<'py, PyAny>>,
    pub allow_test_certificates: bool,
    pub accept_scanned: bool,
}

/// Reads everything that they name.
pub fn settings(arguments: &Arguments<'_, '_>) -> PyResult<VerifierSettings> {
    let mut settings = match arguments.policy {
        Some(policy) => from_policy(policy)?,
        None => VerifierSettings::with_mhlw_root(),
    };
    if let Some(only) = arguments.only_anchors {
        settings.trust.signers = TrustStore::new();
        for item in items("only_anchors", Some(only))? {
            settings.trust.signers.add(anchor(&item)?);
        }
    }
    for item in items("anchors", arguments.anchors)? {
        settings.trust.signers.add(anchor(&item)?);
    }
    for item in items("tsa_anchors", arguments.tsa_anchors)? {
        settings.trust.time_stamp_authorities.add(anchor(&item)?);
    }
    for item in items("intermediates", arguments.intermediates)? {
        settings.trust.certificates.extend(certificates(&item)?);
    }
    for item in items("crls", arguments.crls)? {
        let octets = item.extract::<Source>()?.octets()?;
        let list = CertificateList::from_pem_or_der(&octets);
        let unreadable = |error| Problem::unreadable(codes::REVOCATION_UNREADABLE, error);
        settings.trust.crls.push(list.map_err(unreadable)?);
    }
    for item in items("ocsp_responses", arguments.ocsp_responses)? {
        let octets = item.extract::<Source>()?.octets()?;
        let response = OcspResponse::from_der(&octets);
        let unreadable = |error| Problem::unreadable(codes::REVOCATION_UNREADABLE, error);
        settings.trust.ocsp_responses.push(response.map_err(unreadable)?);
    }
    if arguments.allow_test_certificates {
        settings.policy.hpki.allow_test_certificates = true;
    }
    if arguments.accept_scanned {
        settings.accept_scanned = true;
    }
    Ok(settings)
}

/// A dictionary, or JSON.
fn from_policy(policy: &Bound<'_, PyAny>) -> PyResult<VerifierSettings> {
    let unreadable = |error: String| Problem::unreadable(codes::POLICY_UNREADABLE, error);
    let from_json = |json: &[u8]| {
        VerifierSettings::from_policy_json(json).map_err(|error| unreadable(error.to_string()))
    };
    if policy.is_instance_of::<PyDict>() {
        let json = policy.py().import("json")?.call_method1("dumps", (policy,));
        let json = json.map_err(|error| unreadable(error.to_string()))?;
        return Ok(from_json(json.str()?.to_string().as_bytes())?);
    }
    Ok(from_json(&policy.extract::<Source>()?.octets()?)?)
}

/// A certificate, or the SHA-256 of one in hexadecimal, with or without colons.
fn anchor(item: &Bound<'_, PyAny>) -> PyResult<TrustAnchor> {
    if let Ok(text) = item.cast::<PyString>() {
        let text = text.to_string_lossy();
        if let Some(sha256) = fingerprint(&text) {
            return Ok(TrustAnchor::pinned(text, sha256));
        }
    }
    certificate(item).map(TrustAnchor::certificate)
}

fn fingerprint(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<u8> = text.bytes().filter(|&byte| byte != b':').collect();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut sha256 = [0; 32];
    for (octet, pair) in sha256.iter_mut().zip(digits.chunks(2)) {
        *octet = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(sha256)
}

/// A `Certificate`, or what one is read from.
pub fn certificate(item: &Bound<'_, PyAny>) -> PyResult<pki::Certificate> {
    if let Ok(known) = item.cast::<Certificate>() {
        return Ok(known.get().0.clone());
    }
    let octets = item.extract::<Source>()?.octets()?;
    Ok(pki::Certificate::from_pem_or_der(&octets).map_err(unreadable)?)
}

/// A `Certificate`, or what several are read from.
fn certificates(item: &Bound<'_, PyAny>) -> PyResult<Vec<pki::Certificate>> {
    if let Ok(known) = item.cast::<Certificate>() {
        return Ok(vec![known.get().0.clone()]);
    }
    let octets = item.extract::<Source>()?.octets()?;
    Ok(pki::Certificate::all_from_pem_or_der(&octets).map_err(unreadable)?)
}

fn unreadable(error: pki::CertificateError) -> Problem {
    Problem::of(
        Kind::Unreadable,
        codes::CERTIFICATE_UNREADABLE.finding().with("reason", error.to_string()),
    )
}
