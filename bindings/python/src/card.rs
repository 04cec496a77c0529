//! `shohosen.CardLibrary`, `shohosen.Card` and `shohosen.CardKey`: PKCS#11.

use crate::argument::{Text, optional};
use crate::certificate::Certificate;
use crate::error::{Kind, Problem};
use crate::heavy::heavy;
use crate::settings::CertificateSource;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use shohosen::pkcs11::{self, CardError, CardSelection, Pin, TriesLeft};
use shohosen::sign::SigningKey;
use std::path::PathBuf;
use std::sync::Arc;

/// The PKCS#11 library of a card's application for signatures (``HpkiSigP11_….dll``). It is loaded
/// once a process.
#[pyclass(frozen, module = "shohosen")]
pub struct CardLibrary(pkcs11::CardLibrary);

#[pymethods]
impl CardLibrary {
    #[new]
    fn new(py: Python<'_>, path: &Bound<'_, PyAny>) -> PyResult<Self> {
        let path: PathBuf = path.extract().map_err(|_| {
            crate::argument::wrong_type("path", "str or os.PathLike", path).raise(py)
        })?;
        Ok(Self(heavy(py, || pkcs11::CardLibrary::load(path).map_err(failed))?))
    }

    /// The cards that are inserted, in the order of the readers. This takes no PIN.
    fn cards<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let cards = heavy(py, || self.0.all().map_err(failed))?;
        PyTuple::new(py, cards.into_iter().map(Card))
    }

    /// The card that is inserted, or the one with this label or serial number. Of several it is the one
    /// that has the key of ``certificate``, or the only one with a certificate for signatures, by what
    /// they show without a PIN; where that is not known, nothing is guessed (``card.token.ambiguous``).
    #[pyo3(signature = (*, label = None, serial_number = None, certificate = None))]
    fn card(
        &self,
        py: Python<'_>,
        label: Option<Text>,
        serial_number: Option<Text>,
        certificate: Option<CertificateSource>,
    ) -> PyResult<Card> {
        let label = optional("label", label)?;
        let selection = match (label, optional("serial_number", serial_number)?) {
            (None, None) => CardSelection::Any,
            (Some(label), None) => CardSelection::Label(label),
            (None, Some(number)) => CardSelection::SerialNumber(number),
            _ => return Err(Problem::value("label", "serial_number is given, too").into()),
        };
        Ok(Card(heavy(py, || match certificate {
            Some(certificate) => self.0.card_of(&selection, &certificate.read()?).map_err(failed),
            None => self.0.card(&selection).map_err(failed),
        })?))
    }

    fn __repr__(&self) -> String {
        format!("<CardLibrary {}>", self.0.path().display())
    }
}

/// A card in a reader.
#[pyclass(frozen, module = "shohosen")]
pub struct Card(pkcs11::Card);

#[pymethods]
impl Card {
    /// Its label.
    #[getter]
    fn label(&self) -> &str {
        &self.0.info().label
    }

    /// Its serial number.
    #[getter]
    fn serial_number(&self) -> &str {
        &self.0.info().serial_number
    }

    /// Who made it.
    #[getter]
    fn manufacturer(&self) -> &str {
        &self.0.info().manufacturer
    }

    /// Its model.
    #[getter]
    fn model(&self) -> &str {
        &self.0.info().model
    }

    /// How many more times a PIN may be tried, as far as the card says: ``None`` (it does not
    /// say), 1 or 0 (locked).
    #[getter]
    fn tries_left(&self) -> Option<u8> {
        match self.0.info().tries_left {
            TriesLeft::One => Some(1),
            TriesLeft::None => Some(0),
            _ => None,
        }
    }

    /// Its certificate for signatures. Reading it takes no PIN.
    fn certificate(&self, py: Python<'_>) -> PyResult<Certificate> {
        Ok(Certificate(heavy(py, || self.0.signing_certificate().map_err(failed))?))
    }

    /// Its key for signatures. The PIN is sent when something is signed; once the card has refused
    /// it, it is never sent again. ``certificate`` is for cards that hold none, or several.
    #[pyo3(signature = (pin, *, certificate = None))]
    fn key(
        &self,
        py: Python<'_>,
        pin: Text,
        certificate: Option<CertificateSource>,
    ) -> PyResult<CardKey> {
        let mut pin = pin.named("pin")?;
        let pin = Pin::take(&mut pin);
        let key = heavy(py, || match certificate {
            Some(certificate) => Ok(self.0.key_of(certificate.read()?, pin)),
            None => self.0.key(pin).map_err(failed),
        })?;
        Ok(CardKey(Arc::new(key)))
    }

    fn __repr__(&self) -> String {
        format!("<Card {:?} {}>", self.label(), self.serial_number())
    }
}

/// The key of a card, with its PIN.
#[pyclass(frozen, module = "shohosen")]
pub struct CardKey(pub Arc<pkcs11::CardKey>);

#[pymethods]
impl CardKey {
    /// The certificate of its holder.
    #[getter]
    fn certificate(&self) -> Certificate {
        Certificate(self.0.certificate().clone())
    }

    fn __repr__(&self) -> String {
        format!("<CardKey of {}>", self.0.certificate().subject().redacted())
    }
}

fn failed(error: CardError) -> Problem {
    Problem::of(Kind::Card, error.finding())
}
