//! `shohosen.SoftwareKey`.

use crate::argument::{Text, optional};
use crate::certificate::Certificate;
use crate::error::{Kind, Problem};
use crate::heavy::heavy;
use crate::settings::CertificateSource;
use crate::source::{Octets, Source};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyTuple};
use shohosen::keys::{KeyChoice, SoftwareKeyError};
use shohosen::sign::SigningKey;
use std::sync::Arc;
use zeroize::{Zeroize, Zeroizing};

/// A private key in memory with the certificate of its holder: PKCS#8, PKCS#1 or SEC 1, PEM or
/// DER; encrypted PKCS#8 (PBES2) with its ``password``. PKCS#12: ``from_pkcs12``.
///
/// HPKI keys live on cards (``CardLibrary``) and in remote signers (``Signer.prepare_prescription``);
/// this is for keys of tests, of organisations, and of those who hold theirs in files. What is
/// read from a path is wiped from memory; ``bytes`` of the caller's are the caller's.
///
/// >>> import shohosen
/// >>> shohosen.SoftwareKey("keys/doctor.pk8", certificate="pki/doctor.cer").certificate.subject
/// 'serialNumber=***,CN=Hanako Shiken,O=SHOHOSEN TEST HOSPITAL,C=JP'
#[pyclass(frozen, module = "shohosen")]
pub struct SoftwareKey {
    pub key: Arc<shohosen::keys::SoftwareKey>,
    others: Vec<shohosen::pki::Certificate>,
}

#[pymethods]
impl SoftwareKey {
    #[new]
    #[pyo3(signature = (key, *, certificate, password = None))]
    fn new(
        py: Python<'_>,
        key: Source,
        certificate: CertificateSource,
        password: Option<Text>,
    ) -> PyResult<Self> {
        let password = optional("password", password)?.map(Zeroizing::new);
        let key = heavy(py, || {
            let certificate = certificate.read()?;
            let octets = Secret(key.octets()?);
            match password {
                None => shohosen::keys::SoftwareKey::from_pem_or_der(&octets.0, certificate),
                Some(password) => {
                    let password = password.as_bytes();
                    shohosen::keys::SoftwareKey::from_encrypted(&octets.0, password, certificate)
                }
            }
            .map_err(refused)
        })?;
        Ok(Self { key: Arc::new(key), others: Vec::new() })
    }

    /// From a PKCS#12 file with a private key and its certificate. Of several keys it is the only one
    /// whose certificate is for signatures, or the one that ``friendly_name``, ``local_key_id`` or
    /// ``certificate`` names; where that is not one, the error lists them.
    #[staticmethod]
    #[pyo3(signature = (file, *, password, friendly_name = None, local_key_id = None, certificate = None))]
    fn from_pkcs12(
        py: Python<'_>,
        file: Source,
        password: Text,
        friendly_name: Option<Text>,
        local_key_id: Option<&Bound<'_, PyBytes>>,
        certificate: Option<CertificateSource>,
    ) -> PyResult<Self> {
        let password = Zeroizing::new(password.named("password")?);
        let name = optional("friendly_name", friendly_name)?;
        let id = local_key_id.map(|id| id.as_bytes().to_vec());
        let (key, others) = heavy(py, || {
            let choice = match (name, id, certificate) {
                (None, None, None) => KeyChoice::default(),
                (Some(name), None, None) => KeyChoice::FriendlyName(name),
                (None, Some(id), None) => KeyChoice::LocalKeyId(id),
                (None, None, Some(certificate)) => KeyChoice::Certificate(certificate.read()?),
                _ => return Err(Problem::value("friendly_name", "another choice is given, too")),
            };
            let octets = Secret(file.octets()?);
            shohosen::keys::SoftwareKey::from_pkcs12_choosing(&octets.0, &password, &choice)
                .map_err(refused)
        })?;
        Ok(Self { key: Arc::new(key), others })
    }

    /// The certificate of its holder.
    #[getter]
    fn certificate(&self) -> Certificate {
        Certificate(self.key.certificate().clone())
    }

    /// The other certificates of the PKCS#12 file, which may be needed for the path.
    #[getter]
    fn other_certificates<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.others.iter().cloned().map(Certificate))
    }

    fn __repr__(&self) -> String {
        format!("<SoftwareKey of {}>", self.key.certificate().subject().redacted())
    }
}

/// Octets that are wiped if they are ours.
struct Secret(Octets);

impl Drop for Secret {
    fn drop(&mut self) {
        if let Octets::Read(octets) = &mut self.0 {
            octets.zeroize();
        }
    }
}

fn refused(error: SoftwareKeyError) -> Problem {
    Problem::of(Kind::Signing, error.finding())
}
