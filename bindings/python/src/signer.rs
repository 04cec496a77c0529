//! `shohosen.Signer`, `shohosen.Signed` and `shohosen.Prepared`.

use crate::argument::{Flag, Text, items, wrong_type};
use crate::card::CardKey;
use crate::certificate::Certificate;
use crate::error::{Kind, Problem};
use crate::heavy::heavy;
use crate::keys::SoftwareKey;
use crate::moment::Moment;
use crate::network::{CrlFetcher, TimeStampAuthority};
use crate::report::Report;
use crate::settings::certificate;
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
    #[pyo3(signature = (*, verifier = None, permit = None, prefixes = None, exclusive = Flag(false)))]
    fn new(
        verifier: Option<&Bound<'_, PyAny>>,
        permit: Option<&Bound<'_, PyAny>>,
        prefixes: Option<Text>,
        exclusive: Flag,
    ) -> PyResult<Self> {
        let mut builder = shohosen::Signer::builder();
        if let Some(verifier) = verifier {
            let verifier = verifier
                .cast::<Verifier>()
                .map_err(|_| wrong_type("verifier", "Verifier", verifier))?;
            builder = builder.verifier_settings(verifier.get().0.settings().clone());
        }
        for name in items("permit", permit)? {
            let Text(name) = name.extract()?;
            let permission: Permission = name
                .parse()
                .map_err(|names| Problem::value("permit", format!("{name:?}, not {names}")))?;
            builder = builder.permit(permission);
        }
        builder = builder.prefixes(match prefixes.as_ref().map(|Text(text)| text.as_str()) {
            None | Some("service") => Prefixes::Service,
            Some("common") => Prefixes::Common,
            Some(other) => {
                let reason = format!("{other:?}, not one of service, common");
                return Err(Problem::value("prefixes", reason).into());
            }
        });
        builder = builder.document_transform(match exclusive.0 {
            true => DocumentTransform::Exclusive,
            false => DocumentTransform::None,
        });
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
        self.sign(py, Input { records, prescription: None }, key, at)
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
        self.sign(py, Input { records, prescription: Some(prescription) }, key, at)
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
        let at = Moment::or_now(at)?;
        let signed = heavy(py, || {
            let document = self.unsigned(document)?;
            let content = Content::Document(&document);
            self.0.sign(content, key.as_key(), at).map_err(|error| refused(&error))
        })?;
        Ok(Signed::new(signed))
    }

    /// The first of two steps for a document that lacks only its signature.
    #[pyo3(signature = (document, *, certificate, at = None))]
    fn prepare_document(
        &self,
        py: Python<'_>,
        document: Source,
        certificate: &Bound<'_, PyAny>,
        at: Option<Moment>,
    ) -> PyResult<Prepared> {
        let at = Moment::or_now(at)?;
        let certificate = self::certificate(certificate)?;
        let prepared = heavy(py, || {
            let document = self.unsigned(document)?;
            let content = Content::Document(&document);
            self.0.prepare(content, &certificate, at).map_err(|error| refused(&error))
        })?;
        Ok(Prepared(prepared))
    }

    /// The first of two steps, for a signer elsewhere: everything but the signature value.
    #[pyo3(signature = (records, *, certificate, at = None))]
    fn prepare_prescription(
        &self,
        py: Python<'_>,
        records: Source,
        certificate: &Bound<'_, PyAny>,
        at: Option<Moment>,
    ) -> PyResult<Prepared> {
        self.prepare(py, Input { records, prescription: None }, certificate, at)
    }

    /// The first of two steps for what was dispensed on a signed prescription.
    #[pyo3(signature = (records, *, prescription, certificate, at = None))]
    fn prepare_dispensing(
        &self,
        py: Python<'_>,
        records: Source,
        prescription: Source,
        certificate: &Bound<'_, PyAny>,
        at: Option<Moment>,
    ) -> PyResult<Prepared> {
        self.prepare(py, Input { records, prescription: Some(prescription) }, certificate, at)
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
        let prepared = prepared
            .cast::<Prepared>()
            .map_err(|_| wrong_type("prepared", "Prepared", prepared))?;
        let (prepared, at) = (&prepared.get().0, Moment::or_now(at)?);
        let signed = heavy(py, || {
            self.0.finish(prepared, &value.octets()?, at).map_err(|error| refused(&error))
        })?;
        Ok(Signed::new(signed))
    }

    /// Raises the signature of a document to ``"T"``, ``"XL"`` or ``"A"``. Time-stamps come from
    /// ``tsa``, revocation lists from the verifier's and, if given, from ``crl_fetcher``. No signed
    /// octet changes; the result is verified before it is handed out.
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
        let to = level(&to.0)?;
        let at = Moment::or_now(at)?;
        let tsa = match tsa {
            None => None,
            Some(object) => Some(Arc::clone(
                &object
                    .cast::<TimeStampAuthority>()
                    .map_err(|_| wrong_type("tsa", "TimeStampAuthority", object))?
                    .get()
                    .0,
            )),
        };
        let fetcher = match crl_fetcher {
            None => None,
            Some(object) => Some(Arc::clone(
                &object
                    .cast::<CrlFetcher>()
                    .map_err(|_| wrong_type("crl_fetcher", "CrlFetcher", object))?
                    .get()
                    .0,
            )),
        };
        let signed = heavy(py, || {
            let providers = Providers {
                time_stamps: tsa.as_deref().map(|tsa| tsa as _),
                revocation: fetcher.as_deref().map(|fetcher| fetcher as _),
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
    fn unsigned(&self, document: Source) -> Result<UnsignedDocument, Problem> {
        let limits = &self.0.verifier().settings().xml_limits;
        UnsignedDocument::from_xml(&document.octets()?, limits)
            .map_err(|error| refused(&SigningError::from(error)))
    }

    fn sign(
        &self,
        py: Python<'_>,
        input: Input,
        key: AnyKey,
        at: Option<Moment>,
    ) -> PyResult<Signed> {
        let at = Moment::or_now(at)?;
        let signed = heavy(py, || {
            input.with(|content| {
                self.0.sign(content, key.as_key(), at).map_err(|error| refused(&error))
            })
        })?;
        Ok(Signed::new(signed))
    }

    fn prepare(
        &self,
        py: Python<'_>,
        input: Input,
        certificate: &Bound<'_, PyAny>,
        at: Option<Moment>,
    ) -> PyResult<Prepared> {
        let at = Moment::or_now(at)?;
        let certificate = self::certificate(certificate)?;
        let prepared = heavy(py, || {
            input.with(|content| {
                self.0.prepare(content, &certificate, at).map_err(|error| refused(&error))
            })
        })?;
        Ok(Prepared(prepared))
    }
}

/// What is signed, not yet read.
struct Input {
    records: Source,
    prescription: Option<Source>,
}

impl Input {
    fn with<T>(self, work: impl FnOnce(Content<'_>) -> Result<T, Problem>) -> Result<T, Problem> {
        let records = self.records.octets()?;
        match self.prescription {
            None => work(Content::Prescription(&records)),
            Some(prescription) => {
                let prescription = prescription.octets()?;
                work(Content::Dispensing { prescription: &prescription, records: &records })
            }
        }
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

fn level(text: &str) -> Result<Level, Problem> {
    let all = [Level::T, Level::Xl, Level::A];
    let found = all.into_iter().find(|level| level.as_str().eq_ignore_ascii_case(text));
    found.ok_or_else(|| Problem::value("to", format!("{text:?}, not one of T, XL, A")))
}

fn refused(error: &SigningError) -> Problem {
    Problem::new(Kind::Signing, error.findings())
}

/// A document that was signed, and how it verifies.
#[pyclass(frozen, module = "shohosen")]
pub struct Signed {
    document: Vec<u8>,
    report: shohosen::Signed,
}

impl Signed {
    fn new(signed: shohosen::Signed) -> Self {
        Self { document: signed.bytes().to_vec(), report: signed }
    }
}

#[pymethods]
impl Signed {
    /// The document.
    #[getter]
    fn document<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.document)
    }

    /// How it verifies. A signature without revocation information (ES-BES) comes out
    /// INDETERMINATE.
    #[getter]
    fn report(&self) -> Report {
        Report(Arc::new(self.report.verified().clone()))
    }

    fn __bytes__<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        self.document(py)
    }

    fn __repr__(&self) -> String {
        let report = self.report.report();
        format!("<Signed {} bytes, {}>", self.document.len(), report.verdict())
    }
}

/// A document that lacks only the signature value.
#[pyclass(frozen, module = "shohosen")]
pub struct Prepared(shohosen::Prepared);

#[pymethods]
impl Prepared {
    /// From ``to_json``, maybe of another process.
    #[staticmethod]
    fn from_json(json: &Bound<'_, PyAny>) -> PyResult<Self> {
        let octets = match json.cast::<pyo3::types::PyString>() {
            Ok(text) => text.to_string_lossy().into_owned().into_bytes(),
            Err(_) => json.extract::<Source>()?.octets()?.to_vec(),
        };
        let prepared = shohosen::Prepared::from_json(&octets);
        let unreadable =
            |error: shohosen::PreparedStateError| Problem::of(Kind::Unreadable, error.finding());
        Ok(Self(prepared.map_err(unreadable)?))
    }

    /// ``"prescription"`` or ``"dispensing"``.
    #[getter]
    fn kind(&self) -> &'static str {
        match self.0.kind() {
            shohosen::PayloadKind::Prescription => "prescription",
            shohosen::PayloadKind::Dispensing => "dispensing",
        }
    }

    /// The octets to be signed (SignedInfo in its canonical form). Whoever signs digests them.
    #[getter]
    fn octets<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.0.octets())
    }

    /// The DER of the DigestInfo of the octets, for a signer that only pads.
    #[getter]
    fn digest_info<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.digest_info())
    }

    /// The algorithm that the value must be of.
    #[getter]
    fn algorithm(&self) -> String {
        self.0.algorithm().to_string()
    }

    /// The certificate with whose key the value must verify.
    #[getter]
    fn certificate(&self) -> Certificate {
        Certificate(self.0.certificate().clone())
    }

    /// To be stored, and finished in another process.
    fn to_json(&self) -> String {
        self.0.to_json()
    }

    fn __repr__(&self) -> String {
        format!("<Prepared {} {}>", self.kind(), self.algorithm())
    }
}
