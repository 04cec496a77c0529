//! What a verifier goes by, from keyword arguments.

use crate::argument::items;
use crate::certificate::Certificate;
use crate::error::{Kind, Problem};
use crate::source::Source;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString};
use shohosen::VerifierSettings;
use shohosen::codes::binding as codes;
use shohosen::pki::{self, CertificateList, OcspResponse, TrustAnchor, TrustStore};

/// The keyword arguments, of which nothing is read yet.
pub struct Arguments {
    pub only_anchors: Option<Vec<Anchor>>,
    pub anchors: Vec<Anchor>,
    pub tsa_anchors: Vec<Anchor>,
    pub intermediates: Vec<CertificateSource>,
    pub crls: Vec<Source>,
    pub ocsp_responses: Vec<Source>,
    pub policy: Option<Policy>,
    pub allow_test_certificates: bool,
    pub accept_scanned: bool,
}

/// The same with the contents of everything that was named: another verifier can be made of it, in
/// another process, whatever became of the files. Certificates and settings, no secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Contents {
    only_anchors: Option<Vec<Vec<u8>>>,
    anchors: Vec<Vec<u8>>,
    tsa_anchors: Vec<Vec<u8>>,
    intermediates: Vec<Vec<u8>>,
    crls: Vec<Vec<u8>>,
    ocsp_responses: Vec<Vec<u8>>,
    policy: Option<Vec<u8>>,
    allow_test_certificates: bool,
    accept_scanned: bool,
}

impl Contents {
    /// As the keyword arguments of a verifier.
    pub fn keywords<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let list = |octets: &[Vec<u8>]| {
            PyList::new(py, octets.iter().map(|octets| PyBytes::new(py, octets)))
        };
        let keywords = PyDict::new(py);
        if let Some(only) = &self.only_anchors {
            // A SHA-256 is text.
            keywords.set_item("only_anchors", anchors(py, only)?)?;
        }
        keywords.set_item("anchors", anchors(py, &self.anchors)?)?;
        keywords.set_item("tsa_anchors", anchors(py, &self.tsa_anchors)?)?;
        keywords.set_item("intermediates", list(&self.intermediates)?)?;
        keywords.set_item("crls", list(&self.crls)?)?;
        keywords.set_item("ocsp_responses", list(&self.ocsp_responses)?)?;
        if let Some(policy) = &self.policy {
            keywords.set_item("policy", PyBytes::new(py, policy))?;
        }
        keywords.set_item("allow_test_certificates", self.allow_test_certificates)?;
        keywords.set_item("accept_scanned", self.accept_scanned)?;
        Ok(keywords)
    }
}

fn anchors<'py>(py: Python<'py>, anchors: &[Vec<u8>]) -> PyResult<Bound<'py, PyList>> {
    let list = PyList::empty(py);
    for octets in anchors {
        match std::str::from_utf8(octets).ok().filter(|text| is_fingerprint(text)) {
            Some(text) => list.append(text)?,
            None => list.append(PyBytes::new(py, octets))?,
        }
    }
    Ok(list)
}

fn is_fingerprint(text: &str) -> bool {
    TrustAnchor::from_fingerprint(text).is_some()
}

impl Arguments {
    /// Reads everything that they name.
    pub fn read(self) -> Result<(VerifierSettings, Contents), Problem> {
        let mut contents = Contents {
            allow_test_certificates: self.allow_test_certificates,
            accept_scanned: self.accept_scanned,
            ..Contents::default()
        };
        let mut settings = match self.policy {
            Some(policy) => {
                let (settings, json) = policy.read()?;
                contents.policy = Some(json);
                settings
            }
            None => VerifierSettings::with_mhlw_root(),
        };
        let trust = &mut settings.trust;
        if let Some(only) = self.only_anchors {
            trust.signers = TrustStore::new();
            let kept = contents.only_anchors.insert(Vec::new());
            for anchor in only {
                trust.signers.add(anchor.read(kept)?);
            }
        }
        for anchor in self.anchors {
            trust.signers.add(anchor.read(&mut contents.anchors)?);
        }
        for anchor in self.tsa_anchors {
            trust.time_stamp_authorities.add(anchor.read(&mut contents.tsa_anchors)?);
        }
        for source in self.intermediates {
            let certificates = source.read_all()?;
            let ders = certificates.iter().map(|certificate| certificate.der().to_vec());
            contents.intermediates.extend(ders);
            trust.certificates.extend(certificates);
        }
        for source in self.crls {
            let octets = source.octets()?;
            let lists = CertificateList::all_from_pem_or_der(&octets);
            let unreadable = |error| Problem::unreadable(codes::REVOCATION_UNREADABLE, error);
            trust.crls.extend(lists.map_err(unreadable)?);
            contents.crls.push(octets.to_vec());
        }
        for source in self.ocsp_responses {
            let octets = source.octets()?;
            let response = OcspResponse::from_der(&octets);
            let unreadable = |error| Problem::unreadable(codes::REVOCATION_UNREADABLE, error);
            trust.ocsp_responses.push(response.map_err(unreadable)?);
            contents.ocsp_responses.push(octets.to_vec());
        }
        settings.policy.hpki.allow_test_certificates |= self.allow_test_certificates;
        settings.accept_scanned |= self.accept_scanned;
        Ok((settings, contents))
    }
}

/// The items of an argument, not read yet.
pub fn list<T>(argument: &'static str, object: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<T>>
where
    T: for<'a, 'py> FromPyObject<'a, 'py, Error = PyErr>,
{
    items(argument, object)?.iter().map(|item| item.extract()).collect()
}

/// A policy: JSON, or what JSON is made of.
pub enum Policy {
    Json(String),
    Source(Source),
}

impl Policy {
    /// The settings, and the JSON that they were read from.
    fn read(self) -> Result<(VerifierSettings, Vec<u8>), Problem> {
        let json = match self {
            Self::Json(json) => json.into_bytes(),
            Self::Source(source) => source.octets()?.to_vec(),
        };
        VerifierSettings::from_policy_json(&json)
            .map(|settings| (settings, json))
            .map_err(|error| Problem::of(Kind::Unreadable, error.finding()))
    }
}

impl<'py> FromPyObject<'_, 'py> for Policy {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if !object.is_instance_of::<PyDict>() {
            return object.extract().map(Self::Source);
        }
        let json = object.py().import("json")?.call_method1("dumps", (object,));
        let json = json.map_err(|error| Problem::unreadable(codes::POLICY_UNREADABLE, error))?;
        Ok(Self::Json(json.extract()?))
    }
}

/// A certificate, or the SHA-256 of one in hexadecimal, with or without colons.
pub enum Anchor {
    Pinned(TrustAnchor, String),
    Certificate(CertificateSource),
}

impl Anchor {
    /// The anchor; what it was read from is kept.
    fn read(self, kept: &mut Vec<Vec<u8>>) -> Result<TrustAnchor, Problem> {
        match self {
            Self::Pinned(anchor, text) => {
                kept.push(text.into_bytes());
                Ok(anchor)
            }
            Self::Certificate(source) => {
                let certificate = source.read()?;
                kept.push(certificate.der().to_vec());
                Ok(TrustAnchor::certificate(certificate))
            }
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for Anchor {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let text = object.cast::<PyString>().ok().map(|text| text.to_string_lossy().into_owned());
        match text.and_then(|text| Some((TrustAnchor::from_fingerprint(&text)?, text))) {
            Some((anchor, text)) => Ok(Self::Pinned(anchor, text)),
            None => object.extract().map(Self::Certificate),
        }
    }
}

/// A `Certificate`, or what one or several are read from.
pub enum CertificateSource {
    Known(pki::Certificate),
    Source(Source),
}

impl CertificateSource {
    /// The certificate.
    pub fn read(self) -> Result<pki::Certificate, Problem> {
        match self {
            Self::Known(certificate) => Ok(certificate),
            Self::Source(source) => {
                pki::Certificate::from_pem_or_der(&source.octets()?).map_err(unreadable)
            }
        }
    }

    fn read_all(self) -> Result<Vec<pki::Certificate>, Problem> {
        match self {
            Self::Known(certificate) => Ok(vec![certificate]),
            Self::Source(source) => {
                pki::Certificate::all_from_pem_or_der(&source.octets()?).map_err(unreadable)
            }
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for CertificateSource {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match object.cast::<Certificate>() {
            Ok(known) => Ok(Self::Known(known.get().0.clone())),
            Err(_) => object.extract().map(Self::Source),
        }
    }
}

fn unreadable(error: pki::CertificateError) -> Problem {
    Problem::unreadable(codes::CERTIFICATE_UNREADABLE, error)
}
