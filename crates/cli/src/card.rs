//! Options that choose a card, and the card that they choose.

use crate::exit::Failure;
use clap::Args;
use shohosen::Language;
use shohosen::pkcs11::{Card, CardError, CardLibrary, CardSelection};
use std::path::PathBuf;

#[derive(Args)]
pub struct CardOptions {
    /// The PKCS#11 library of the card's application for signatures (HpkiSigP11_….dll)
    #[arg(long, value_name = "LIBRARY")]
    pub pkcs11: Option<PathBuf>,
    /// Of several cards the one with this label; default: the first
    #[arg(long, value_name = "LABEL", requires = "pkcs11", conflicts_with = "card_serial")]
    pub card_label: Option<String>,
    /// Of several cards the one with this serial number
    #[arg(long, value_name = "NUMBER", requires = "pkcs11")]
    pub card_serial: Option<String>,
}

impl CardOptions {
    /// The card, if one was asked for.
    pub fn card(&self, language: Language) -> Result<Option<Card>, Failure> {
        let Some(library) = &self.pkcs11 else { return Ok(None) };
        let selection = match (&self.card_label, &self.card_serial) {
            (Some(label), _) => CardSelection::Label(label.clone()),
            (_, Some(number)) => CardSelection::SerialNumber(number.clone()),
            _ => CardSelection::First,
        };
        let card = CardLibrary::load(library).and_then(|library| library.card(&selection));
        card.map(Some).map_err(|error| failure(&error, language))
    }
}

pub fn failure(error: &CardError, language: Language) -> Failure {
    Failure::Found { finding: Box::new(error.finding()), language }
}
