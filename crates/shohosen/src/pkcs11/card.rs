//! A card in a reader.

use super::certificate;
use super::error::{CardError, TriesLeft};
use super::key::CardKey;
use super::library::{CardLibrary, held};
use super::pin::Pin;
use cryptoki::object::{Attribute, AttributeType, CertificateType, ObjectClass};
use cryptoki::session::Session;
use cryptoki::slot::{Slot, TokenInfo};
use shohosen_pki::Certificate;
use std::fmt;

/// Certificates looked at; an HPKI card has four.
const MAX_CERTIFICATES: usize = 64;

/// Which cards could be meant. Where several are left, the certificate that is to sign decides;
/// nothing is sent to a card that is not known to be the right one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum CardSelection {
    /// Whichever is there.
    #[default]
    Any,
    /// One with this label: those of one kind often have the same.
    Label(String),
    /// One with this serial number.
    SerialNumber(String),
}

impl CardSelection {
    pub(super) fn matches(&self, info: &CardInfo) -> bool {
        match self {
            Self::Any => true,
            Self::Label(label) => info.label == *label,
            Self::SerialNumber(number) => info.serial_number == *number,
        }
    }
}

impl fmt::Display for CardSelection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("*"),
            Self::Label(label) => write!(f, "label {label}"),
            Self::SerialNumber(number) => write!(f, "serial number {number}"),
        }
    }
}

/// What a card says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CardInfo {
    /// Its label: `HPKI Application` or empty on HPKI cards.
    pub label: String,
    /// Its serial number.
    pub serial_number: String,
    /// Who made it.
    pub manufacturer: String,
    /// Its model.
    pub model: String,
    /// How many tries there are for the PIN, as far as it says.
    pub tries_left: TriesLeft,
}

impl CardInfo {
    pub(super) fn new(info: &TokenInfo) -> Self {
        Self {
            label: info.label().into(),
            serial_number: info.serial_number().into(),
            manufacturer: info.manufacturer_id().into(),
            model: info.model().into(),
            tries_left: tries_left(info),
        }
    }
}

/// What it stores, without a PIN.
fn stored_certificates(session: &Session) -> Result<Vec<certificate::Stored>, CardError> {
    let found = session.find_objects(&[
        Attribute::Class(ObjectClass::CERTIFICATE),
        Attribute::CertificateType(CertificateType::X_509),
    ])?;
    let mut certificates = Vec::new();
    for object in found.into_iter().take(MAX_CERTIFICATES) {
        let wanted = [AttributeType::Label, AttributeType::Value];
        let (mut label, mut der) = (Vec::new(), Vec::new());
        for attribute in session.get_attributes(object, &wanted)? {
            match attribute {
                Attribute::Label(octets) => label = octets,
                Attribute::Value(octets) => der = octets,
                _ => {}
            }
        }
        certificates.push(certificate::Stored { label, der });
    }
    Ok(certificates)
}

pub(super) fn tries_left(info: &TokenInfo) -> TriesLeft {
    if info.user_pin_locked() {
        TriesLeft::None
    } else if info.user_pin_final_try() {
        TriesLeft::One
    } else {
        TriesLeft::Unknown
    }
}

/// Whether a card has the key of a certificate, as far as it shows without a PIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holding {
    /// It has the certificate or its public key.
    Yes,
    /// It has others only.
    No,
    /// It shows neither certificates for signatures nor public keys.
    Hidden,
}

/// A card in a reader.
#[derive(Clone, Debug)]
pub struct Card {
    library: CardLibrary,
    slot: Slot,
    info: CardInfo,
}

impl Card {
    pub(super) const fn new(library: CardLibrary, slot: Slot, info: CardInfo) -> Self {
        Self { library, slot, info }
    }

    /// What it said about itself when it was found.
    pub const fn info(&self) -> &CardInfo {
        &self.info
    }

    /// The certificate for signatures: the one labelled `HPKI END ENTITY CERTIFICATE`, else the
    /// one of an end entity for nonRepudiation. Reading it takes no PIN.
    ///
    /// # Errors
    /// The errors of [`CardError`] about certificates; [`CardError::Removed`].
    pub fn signing_certificate(&self) -> Result<Certificate, CardError> {
        self.with_session(|session| certificate::choose(&stored_certificates(session)?))
    }

    /// Whether it has the key of this certificate. Asking takes no PIN.
    pub(super) fn holds(&self, wanted: &Certificate) -> Result<Holding, CardError> {
        self.with_session(|session| {
            let stored = stored_certificates(session)?;
            let stored: Vec<_> = stored.iter().filter_map(|one| one.read().ok()).collect();
            let key = wanted.public_key().key_octets();
            if stored.iter().any(|one| one.public_key().key_octets() == key) {
                return Ok(Holding::Yes);
            }
            let public_keys = |more: Vec<Attribute>| {
                [vec![Attribute::Class(ObjectClass::PUBLIC_KEY)], more].concat()
            };
            if let Some((modulus, _)) = wanted.public_key().rsa_numbers() {
                let wanted = public_keys(vec![Attribute::Modulus(modulus.to_vec())]);
                if !session.find_objects(&wanted)?.is_empty() {
                    return Ok(Holding::Yes);
                }
            }
            let others = stored.iter().any(certificate::is_for_signatures)
                || !session.find_objects(&public_keys(Vec::new()))?.is_empty();
            Ok(if others { Holding::No } else { Holding::Hidden })
        })
    }

    /// The key for signatures. The PIN is sent to the card when something is signed, not here.
    ///
    /// # Errors
    /// As [`signing_certificate`](Self::signing_certificate).
    pub fn key(&self, pin: Pin) -> Result<CardKey, CardError> {
        Ok(CardKey::new(self.clone(), self.signing_certificate()?, pin))
    }

    /// As [`key`](Self::key), for the key of this certificate: for cards with several, or that
    /// do not hold it. [`CardLibrary::card_of`] finds the card for it.
    pub fn key_of(&self, certificate: Certificate, pin: Pin) -> CardKey {
        CardKey::new(self.clone(), certificate, pin)
    }

    /// Does something with the card, alone in this process, and tells a removed card from other
    /// failures.
    pub(super) fn with_session<T>(
        &self,
        work: impl FnOnce(&Session) -> Result<T, CardError>,
    ) -> Result<T, CardError> {
        let lock = self.library.lock_of(self.slot);
        let _alone = held(&lock);
        // Another card in the same reader must not get the PIN.
        self.token()?;
        let outcome = self
            .library
            .pkcs11()
            .open_ro_session(self.slot)
            .map_err(CardError::from)
            .and_then(|session| work(&session));
        match outcome {
            Err(CardError::Function { .. } | CardError::KeyNotFound) if self.token().is_err() => {
                Err(CardError::Removed)
            }
            outcome => outcome,
        }
    }

    /// What the card says about itself now, if it is still the same one.
    pub(super) fn token(&self) -> Result<TokenInfo, CardError> {
        match self.library.pkcs11().get_token_info(self.slot) {
            Ok(info)
                if info.serial_number() == self.info.serial_number
                    && info.label() == self.info.label =>
            {
                Ok(info)
            }
            _ => Err(CardError::Removed),
        }
    }
}
