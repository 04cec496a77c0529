//! `shohosen.Signature` and `shohosen.SignerIdentity`.

use crate::error::Problem;
use crate::finding::{json, loads};
use crate::moment::datetime;
use crate::recorded;
use pyo3::prelude::*;
use pyo3::types::PyDateTime;
use shohosen::SignatureRecord;
use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

/// One signature of a document.
#[pyclass(frozen, module = "shohosen")]
pub struct Signature(SignatureRecord<'static>);

impl Signature {
    /// What a report says of it.
    pub fn of(record: SignatureRecord<'_>) -> Self {
        let signer = Cow::Owned(record.signer.into_owned());
        Self(SignatureRecord { signer, ..record })
    }
}

#[pymethods]
impl Signature {
    /// ``"prescription"``, ``"dispensing"``, ``"reference_prescription"`` or ``"unknown"``.
    #[getter]
    fn position(&self) -> &'static str {
        self.0.position.as_str()
    }

    /// ``"BES"``, ``"T"``, ``"XL"`` or ``"A"``; ``None`` where the structure fails, so that no level
    /// may be stated.
    #[getter]
    fn level(&self) -> Option<&'static str> {
        self.0.level.map(|level| level.as_str())
    }

    /// How it came out, as in ``Report.verdict``.
    #[getter]
    fn verdict(&self) -> &'static str {
        self.0.verdict.as_str()
    }

    /// As in ``Report.indication``.
    #[getter]
    fn indication(&self) -> &'static str {
        self.0.indication.as_str()
    }

    /// As in ``Report.sub_indication``.
    #[getter]
    fn sub_indication(&self) -> Option<&'static str> {
        self.0.sub_indication.map(shohosen::SubIndication::as_str)
    }

    /// SigningTime: a claim, nothing more.
    #[getter]
    fn claimed_time<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDateTime>>> {
        self.0.claimed_time.map(|time| datetime(py, time)).transpose()
    }

    /// The time of the oldest valid signature time-stamp: the signature existed then.
    #[getter]
    fn proven_time<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDateTime>>> {
        self.0.proven_time.map(|time| datetime(py, time)).transpose()
    }

    /// Who signed; ``None`` if the certificate was not found or cannot be read.
    #[getter]
    fn signer(&self) -> Option<SignerIdentity> {
        self.0.signer.as_ref().clone().map(SignerIdentity)
    }

    /// As in the JSON of a report.
    fn to_json(&self) -> String {
        json(&self.0)
    }

    /// As in the JSON of a report.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.to_json())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().0 == self.0)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.position(), self.level(), self.verdict()).hash(&mut hasher);
        hasher.finish()
    }

    /// For ``pickle`` and ``copy``.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let again = py.import("shohosen._shohosen")?.getattr("_signature_again")?;
        Ok((again, (json(&recorded::signature(&self.0)),)))
    }

    fn __repr__(&self) -> String {
        format!(
            "<Signature {} {} {}>",
            self.position(),
            self.level().unwrap_or("–"),
            self.verdict()
        )
    }
}

/// Who signed, as the certificate says it. Nothing here comes from the records.
#[pyclass(frozen, module = "shohosen")]
pub struct SignerIdentity(pub shohosen::SignerIdentity);

#[pymethods]
impl SignerIdentity {
    /// Subject CN, in Latin letters.
    #[getter]
    fn common_name(&self) -> Option<&str> {
        self.0.common_name.as_deref()
    }

    /// The name in Japanese; not every CA writes one.
    #[getter]
    fn name_ja(&self) -> Option<&str> {
        self.0.name_ja.as_deref()
    }

    /// Subject O: the institution, where the CA writes one.
    #[getter]
    fn organization(&self) -> Option<&str> {
        self.0.organization.as_deref()
    }

    /// The qualifications (国家資格), exactly as they stand: ``"Medical Doctor"``.
    #[getter]
    fn hc_roles(&self) -> Vec<String> {
        self.0.hc_roles.clone()
    }

    /// The Japanese names of the qualifications that are known, in the same order.
    #[getter]
    fn hc_roles_ja(&self) -> Vec<Option<String>> {
        self.0.hc_roles_ja.clone()
    }

    /// SHA-256 of the certificate in lower-case hexadecimal.
    #[getter]
    fn certificate_sha256(&self) -> &str {
        &self.0.certificate_sha256
    }

    /// The registration number of the qualification (医籍登録番号 …). Personal data: it is not in
    /// the JSON.
    #[getter]
    fn licence_number(&self) -> Option<&str> {
        self.0.licence_number.as_deref()
    }

    /// As in the JSON of a report.
    fn to_json(&self) -> String {
        json(&self.0)
    }

    /// As in the JSON of a report.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        loads(py, &self.to_json())
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().0 == self.0)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.certificate_sha256.hash(&mut hasher);
        hasher.finish()
    }

    /// For ``pickle`` and ``copy``.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let again = py.import("shohosen._shohosen")?.getattr("_signer_again")?;
        Ok((again, (json(&recorded::signer(&self.0)),)))
    }

    fn __repr__(&self) -> String {
        let name = self.0.common_name.as_deref().unwrap_or("?");
        format!("<SignerIdentity {name}: {}>", self.0.hc_roles.join(", "))
    }
}

/// The signature that was written: for ``pickle`` and ``copy``.
#[pyfunction]
pub fn _signature_again(text: &str) -> PyResult<Signature> {
    let read = || recorded::signature_again(&serde_json::from_str(text).ok()?);
    read().map(Signature).ok_or_else(|| Problem::value("text", "no signature").into())
}

/// The signer that was written: for ``pickle`` and ``copy``.
#[pyfunction]
pub fn _signer_again(text: &str) -> PyResult<SignerIdentity> {
    let read = || recorded::signer_again(&serde_json::from_str(text).ok()?);
    read().map(SignerIdentity).ok_or_else(|| Problem::value("text", "no signer").into())
}
