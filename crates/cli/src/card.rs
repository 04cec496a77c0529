//! Options that choose a card, and the card that they choose.

use crate::exit::Failure;
use crate::password;
use clap::Args;
use shohosen::Language;
use shohosen::pkcs11::{Card, CardError, CardLibrary, CardSelection, Pin};
use shohosen::pki::Certificate;
use std::path::PathBuf;

#[derive(Args)]
pub struct CardOptions {
    /// The PKCS#11 library of the card's application for signatures (HpkiSigP11_….dll)
    #[arg(long, value_name = "LIBRARY")]
    pub pkcs11: Option<PathBuf>,
    /// Of several cards one with this label. Where several are left, --cert decides; no PIN is sent
    /// to a card that is not known to be the right one
    #[arg(long, value_name = "LABEL", requires = "pkcs11", conflicts_with = "card_serial")]
    pub card_label: Option<String>,
    /// Of several cards the one with this serial number
    #[arg(long, value_name = "NUMBER", requires = "pkcs11")]
    pub card_serial: Option<String>,
}

/// The PIN comes from the keyboard, a file or a file descriptor, never from the command line.
#[derive(Args)]
pub struct PinOptions {
    /// The PIN is the first line of this file; without it and --pin-fd it is asked for
    #[arg(long, value_name = "FILE", requires = "pkcs11", conflicts_with = "pin_fd")]
    pub pin_file: Option<PathBuf>,
    /// The PIN is the first line of this file descriptor (Unix)
    #[arg(long, value_name = "N", requires = "pkcs11")]
    pub pin_fd: Option<u32>,
    /// The token has an empty PIN; it is sent only if the token says that it takes it
    #[arg(long, requires = "pkcs11", conflicts_with_all = ["pin_file", "pin_fd"])]
    pub empty_pin: bool,
}

impl PinOptions {
    /// The PIN.
    pub fn pin(&self, language: Language) -> Result<Pin, Failure> {
        if self.empty_pin {
            return Ok(Pin::empty());
        }
        let file = self.pin_file.as_deref();
        let mut text = password::read(password::PIN, file, self.pin_fd, language)?;
        Ok(Pin::take(&mut text))
    }
}

impl CardOptions {
    /// The card, if one was asked for: the one with the key of this certificate.
    pub fn card(
        &self,
        certificate: Option<&Certificate>,
        language: Language,
    ) -> Result<Option<Card>, Failure> {
        let Some(library) = &self.pkcs11 else { return Ok(None) };
        let selection = match (&self.card_label, &self.card_serial) {
            (Some(label), _) => CardSelection::Label(label.clone()),
            (_, Some(number)) => CardSelection::SerialNumber(number.clone()),
            _ => CardSelection::Any,
        };
        let card = CardLibrary::load(library).and_then(|library| match certificate {
            Some(certificate) => library.card_of(&selection, certificate),
            None => library.card(&selection),
        });
        card.map(Some).map_err(|error| failure(&error, language))
    }
}

pub fn failure(error: &CardError, language: Language) -> Failure {
    Failure::found(error.finding(), language)
}
