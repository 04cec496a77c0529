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

impl Arguments {
    /// Reads everything that they name.
    pub fn read(self) -> Result<VerifierSettings, Problem> {
        let mut settings = match self.policy {
            Some(policy) => policy.read()?,
            None => VerifierSettings::with_mhlw_root(),
        };
        let trust = &mut settings.trust;
        if let Some(only) = self.only_anchors {
            trust.signers = TrustStore::new();
            for anchor in only {
                trust.signers.add(anchor.read()?);
            }
        }
        for anchor in self.anchors {
            trust.signers.add(anchor.read()?);
        }
        for anchor in self.tsa_anchors {
            trust.time_stamp_authorities.add(anchor.read()?);
        }
        for source in self.intermediates {
            trust.certificates.extend(source.read_all()?);
        }
        for source in self.crls {
            let lists = CertificateList::all_from_pem_or_der(&source.octets()?);
            let unreadable = |error| Problem::unreadable(codes::REVOCATION_UNREADABLE, error);
            trust.crls.extend(lists.map_err(unreadable)?);
        }
        for source in self.ocsp_responses {
            let response = OcspResponse::from_der(&source.octets()?);
            let unreadable = |error| Problem::unreadable(codes::REVOCATION_UNREADABLE, error);
            trust.ocsp_responses.push(response.map_err(unreadable)?);
        }
        settings.policy.hpki.allow_test_certificates |= self.allow_test_certificates;
        settings.accept_scanned |= self.accept_scanned;
        Ok(settings)
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
    fn read(self) -> Result<VerifierSettings, Problem> {
        match self {
            Self::Json(json) => VerifierSettings::from_policy_json(json.as_bytes()),
            Self::Source(source) => VerifierSettings::from_policy_json(&source.octets()?),
        }
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
    Pinned(TrustAnchor),
    Certificate(CertificateSource),
}

impl Anchor {
    fn read(self) -> Result<TrustAnchor, Problem> {
        match self {
            Self::Pinned(anchor) => Ok(anchor),
            Self::Certificate(source) => source.read().map(TrustAnchor::certificate),
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for Anchor {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let text = object.cast::<PyString>().ok().map(|text| text.to_string_lossy().into_owned());
        match text.and_then(|text| TrustAnchor::from_fingerprint(&text)) {
            Some(anchor) => Ok(Self::Pinned(anchor)),
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
