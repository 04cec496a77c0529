//! `shohosen.Signer`.

use crate::argument::{Flag, Text, instance, items, one_of, optional, wrong_type};
use crate::card::CardKey;
use crate::error::{Kind, Problem};
use crate::heavy::heavy;
use crate::keys::SoftwareKey;
use crate::moment::Moment;
use crate::network::{CrlFetcher, TimeStampAuthority};
use crate::prepared::Prepared;
use crate::settings::CertificateSource;
use crate::signed::Signed;
use crate::source::Source;
use crate::verifier::Verifier;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use shohosen::sign::{DocumentTransform, Prefixes, SigningKey};
use shohosen::{Content, Level, Permission, Providers, SigningError, UnsignedDocument};
use std::sync::Arc;

/// Signs prescriptions and dispensing records, and hands out only what it has verified.
///
/// ``verifier`` is what the documents are verified by (its anchors, lists and policy). ``permit``
/// names what is refused otherwise: certificate-outside-validity, test-certificate,
/// authentication-certificate, other-role, other-payload, indeterminate-prescription.
/// ``prefixes`` are those of the management service (``"service"``) or ``"common"`` (ds, xades);
/// ``exclusive`` states exclusive canonicalization for the document.
///
/// >>> import shohosen
/// >>> verifier = shohosen.Verifier(anchors=["pki/root.cer"], intermediates=["pki/sign-ca.cer"])
/// >>> key = shohosen.SoftwareKey("keys/doctor.pk8", certificate="pki/doctor.cer")
/// >>> records = "SJ1\n201,1,1,1,2,622688101,ミニリンメルトＯＤ錠２５μｇ,2,1,錠".encode()
/// >>> signed = shohosen.Signer(verifier=verifier).sign_prescription(
/// ...     records, key=key, at="2024-06-04T00:00:00Z")
/// >>> signed.report.verdict             # whether it was revoked is not known yet
/// 'INDETERMINATE'
/// >>> signed.document[:5]
/// b'<?xml'
#[pyclass(frozen, module = "shohosen")]
pub struct Signer(shohosen::Signer);

#[pymethods]
impl Signer {
    #[new]
    #[pyo3(signature = (*, verifier = None, permit = None, prefixes = None,
        exclusive = Flag::default(false)))]
    fn new(
        verifier: Option<&Bound<'_, PyAny>>,
        permit: Option<&Bound<'_, PyAny>>,
        prefixes: Option<Text>,
        exclusive: Flag,
    ) -> PyResult<Self> {
        let mut builder = shohosen::Signer::builder();
        if let Some(verifier) = verifier {
            let verifier: &Verifier = instance("verifier", verifier)?;
            builder = builder.verifier_settings(verifier.0.settings().clone());
        }
        for name in items("permit", permit)? {
            let name = name.extract::<Text>()?.named("permit")?;
            let permission: Permission = name
                .parse()
                .map_err(|names| Problem::value("permit", format!("{name:?}, not {names}")))?;
            builder = builder.permit(permission);
        }
        if let Some(word) = optional("prefixes", prefixes)? {
            let words = [("service", Prefixes::Service), ("common", Prefixes::Common)];
            builder = builder.prefixes(one_of("prefixes", &word, &words)?);
        }
        if exclusive.named("exclusive")? {
            builder = builder.document_transform(DocumentTransform::Exclusive);
        }
        Ok(Self(builder.build()))
    }

    /// Signs the records (SJ1) of a prescription, which are embedded octet for octet.
    ///
    /// ``at``, now by default, becomes SigningTime. Every reason why nothing was signed is in
    /// ``SigningError.findings``.
    #[pyo3(signature = (records, *, key, at = None))]
    fn sign_prescription(
        &self,
        py: Python<'_>,
        records: Source,
        key: AnyKey,
        at: Option<Moment>,
    ) -> PyResult<Signed> {
        self.sign(py, Input::Prescription(records), key, at)
    }

    /// Signs the records (CJ1) of what was dispensed on a signed prescription, which has to be
    /// VALID.
    #[pyo3(signature = (records, *, prescription, key, at = None))]
    fn sign_dispensing(
        &self,
        py: Python<'_>,
        records: Source,
        prescription: Source,
        key: AnyKey,
        at: Option<Moment>,
    ) -> PyResult<Signed> {
        self.sign(py, Input::Dispensing { prescription, records }, key, at)
    }

    /// Signs a document (EP or ED) that somebody else has built and that lacks only its signature.
    /// Its octets are kept.
    #[pyo3(signature = (document, *, key, at = None))]
    fn sign_document(
        &self,
        py: Python<'_>,
        document: Source,
        key: AnyKey,
        at: Option<Moment>,
    ) -> PyResult<Signed> {
        self.sign(py, Input::Document(document), key, at)
    }

    /// The first of two steps, for a signer elsewhere: everything but the signature value.
    #[pyo3(signature = (records, *, certificate, at = None))]
    fn prepare_prescription(
        &self,
        py: Python<'_>,
        records: Source,
        certificate: CertificateSource,
        at: Option<Moment>,
    ) -> PyResult<Prepared> {
        self.prepare(py, Input::Prescription(records), certificate, at)
    }

    /// The first of two steps for what was dispensed on a signed prescription.
    #[pyo3(signature = (records, *, prescription, certificate, at = None))]
    fn prepare_dispensing(
        &self,
        py: Python<'_>,
        records: Source,
        prescription: Source,
        certificate: CertificateSource,
        at: Option<Moment>,
    ) -> PyResult<Prepared> {
        self.prepare(py, Input::Dispensing { prescription, records }, certificate, at)
    }

    /// The first of two steps for a document that lacks only its signature.
    #[pyo3(signature = (document, *, certificate, at = None))]
    fn prepare_document(
        &self,
        py: Python<'_>,
        document: Source,
        certificate: CertificateSource,
        at: Option<Moment>,
    ) -> PyResult<Prepared> {
        self.prepare(py, Input::Document(document), certificate, at)
    }

    /// The second step: puts the value (ECDSA: r‖s) in its place and verifies the document.
    /// Nothing in ``prepared`` is believed.
    #[pyo3(signature = (prepared, value, *, at = None))]
    fn finish(
        &self,
        py: Python<'_>,
        prepared: &Bound<'_, PyAny>,
        value: Source,
        at: Option<Moment>,
    ) -> PyResult<Signed> {
        let prepared = &instance::<Prepared>("prepared", prepared)?.0;
        let at = Moment::or_now(at)?;
        let signed = heavy(py, || {
            self.0.finish(prepared, &value.octets()?, at).map_err(|error| refused(&error))
        })?;
        Ok(Signed::new(signed))
    }

    /// The document of a prescription without its signature, for a service that signs whole documents:
    /// ``adopt`` takes its answer. The records are embedded octet for octet.
    #[pyo3(signature = (records, *, at = None))]
    fn unsigned_prescription(
        &self,
        py: Python<'_>,
        records: Source,
        at: Option<Moment>,
    ) -> PyResult<Py<PyBytes>> {
        self.unsigned(py, Input::Prescription(records), at)
    }

    /// The same for what was dispensed on a signed prescription.
    #[pyo3(signature = (records, *, prescription, at = None))]
    fn unsigned_dispensing(
        &self,
        py: Python<'_>,
        records: Source,
        prescription: Source,
        at: Option<Moment>,
    ) -> PyResult<Py<PyBytes>> {
        self.unsigned(py, Input::Dispensing { prescription, records }, at)
    }

    /// Takes a document that a remote signing service (HPKI second certificate) was sent without a
    /// signature and returned signed: as it stands, and only if it is what was sent and one signature
    /// more that verifies.
    ///
    /// ``certificate`` is the one that was to sign; without it any that leads to a trust anchor and may
    /// sign this. For keys that sign a digest there are ``prepare_prescription`` and ``finish``.
    ///
    /// >>> import shohosen
    /// >>> verifier = shohosen.Verifier(anchors=["pki/root.cer"], intermediates=["pki/sign-ca.cer"])
    /// >>> signer = shohosen.Signer(verifier=verifier)
    /// >>> sent = signer.unsigned_prescription(
    /// ...     "SJ1\n201,1,1,1,2,622688101,ミニリンメルトＯＤ錠２５μｇ,2,1,錠".encode())
    /// >>> key = shohosen.SoftwareKey("keys/doctor.pk8", certificate="pki/doctor.cer")
    /// >>> answer = signer.sign_document(sent, key=key, at="2024-06-04T00:00:00Z")   # the service
    /// >>> signer.adopt(sent, answer, at="2024-06-04T00:00:00Z").document == answer.document
    /// True
    #[pyo3(signature = (sent, answer, *, certificate = None, at = None))]
    fn adopt(
        &self,
        py: Python<'_>,
        sent: Source,
        answer: Source,
        certificate: Option<CertificateSource>,
        at: Option<Moment>,
    ) -> PyResult<Signed> {
        let at = Moment::or_now(at)?;
        let signed = heavy(py, || {
            let certificate = certificate.map(CertificateSource::read).transpose()?;
            let (sent, answer) = (sent.octets()?, answer.octets()?);
            let adopted = self.0.adopt(&sent, &answer, certificate.as_ref(), at);
            adopted.map_err(|error| refused(&error))
        })?;
        Ok(Signed::new(signed))
    }

    /// Raises the signature of a document to ``"T"``, ``"XL"`` or ``"A"``. Time-stamps come from
    /// ``tsa``, revocation lists from the verifier's and, if given, from ``crl_fetcher``; where
    /// that fails, the verifier's are used if they suffice. No signed octet changes; the result is
    /// verified before it is handed out.
    #[pyo3(signature = (document, *, to, tsa = None, crl_fetcher = None, at = None))]
    fn extend(
        &self,
        py: Python<'_>,
        document: Source,
        to: Text,
        tsa: Option<&Bound<'_, PyAny>>,
        crl_fetcher: Option<&Bound<'_, PyAny>>,
        at: Option<Moment>,
    ) -> PyResult<Signed> {
        let levels = [("T", Level::T), ("XL", Level::Xl), ("A", Level::A)];
        let to = one_of("to", &to.named("to")?.to_ascii_uppercase(), &levels)?;
        let at = Moment::or_now(at)?;
        let tsa = tsa.map(|tsa| instance::<TimeStampAuthority>("tsa", tsa)).transpose()?;
        let fetcher = crl_fetcher.map(|fetcher| instance::<CrlFetcher>("crl_fetcher", fetcher));
        let fetcher = fetcher.transpose()?;
        let signed = heavy(py, || {
            let providers = Providers {
                time_stamps: tsa.map(|tsa| &*tsa.0 as _),
                revocation: fetcher.map(|fetcher| &*fetcher.0 as _),
            };
            let document = document.octets()?;
            self.0.extend(&document, to, providers, at).map_err(|error| refused(&error))
        })?;
        Ok(Signed::new(signed))
    }

    fn __repr__(&self) -> &'static str {
        "<Signer>"
    }
}

impl Signer {
    fn sign(
        &self,
        py: Python<'_>,
        input: Input,
        key: AnyKey,
        at: Option<Moment>,
    ) -> PyResult<Signed> {
        let at = Moment::or_now(at)?;
        let sign = |content: Content<'_>| self.0.sign(content, key.as_key(), at);
        Ok(Signed::new(heavy(py, || input.with(&self.0, sign))?))
    }

    fn unsigned(&self, py: Python<'_>, input: Input, at: Option<Moment>) -> PyResult<Py<PyBytes>> {
        let at = Moment::or_now(at)?;
        let document = heavy(py, || input.with(&self.0, |content| self.0.unsigned(content, at)))?;
        Ok(PyBytes::new(py, &document.bytes).unbind())
    }

    fn prepare(
        &self,
        py: Python<'_>,
        input: Input,
        certificate: CertificateSource,
        at: Option<Moment>,
    ) -> PyResult<Prepared> {
        let at = Moment::or_now(at)?;
        let prepared = heavy(py, || {
            let certificate = certificate.read()?;
            input.with(&self.0, |content| self.0.prepare(content, &certificate, at))
        })?;
        Ok(Prepared(prepared))
    }
}

/// What is signed, not yet read.
enum Input {
    Prescription(Source),
    Dispensing { prescription: Source, records: Source },
    Document(Source),
}

impl Input {
    /// Reads it within the limits of a signer, and works on it.
    fn with<T>(
        self,
        signer: &shohosen::Signer,
        work: impl FnOnce(Content<'_>) -> Result<T, SigningError>,
    ) -> Result<T, Problem> {
        let done = match self {
            Self::Prescription(records) => work(Content::Prescription(&records.octets()?)),
            Self::Dispensing { prescription, records } => work(Content::Dispensing {
                prescription: &prescription.octets()?,
                records: &records.octets()?,
            }),
            Self::Document(document) => {
                let limits = &signer.verifier().settings().xml_limits;
                UnsignedDocument::from_xml(&document.octets()?, limits)
                    .map_err(SigningError::from)
                    .and_then(|document| work(Content::Document(&document)))
            }
        };
        done.map_err(|error| refused(&error))
    }
}

/// A key of either kind.
enum AnyKey {
    Software(Arc<shohosen::keys::SoftwareKey>),
    Card(Arc<shohosen::pkcs11::CardKey>),
}

impl AnyKey {
    fn as_key(&self) -> &dyn SigningKey {
        match self {
            Self::Software(key) => &**key,
            Self::Card(key) => &**key,
        }
    }
}

impl<'py> FromPyObject<'_, 'py> for AnyKey {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(key) = object.cast::<SoftwareKey>() {
            return Ok(Self::Software(Arc::clone(&key.get().key)));
        }
        if let Ok(key) = object.cast::<CardKey>() {
            return Ok(Self::Card(Arc::clone(&key.get().0)));
        }
        Err(wrong_type("key", "SoftwareKey or CardKey", &object).raise(object.py()))
    }
}

fn refused(error: &SigningError) -> Problem {
    Problem::new(Kind::Signing, error.findings())
}
