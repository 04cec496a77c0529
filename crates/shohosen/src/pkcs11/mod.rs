//! Signing with an HPKI card, or any other RSA token, through its PKCS#11 library
//! (feature `pkcs11`; JAHIS 24-002 §5.2.2 and annex A.4).
//!
//! ```no_run
//! use shohosen::pkcs11::{CardLibrary, CardSelection, Pin};
//! use shohosen::sign::SigningKey;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let library = CardLibrary::load(r"C:\Windows\System32\HpkiSigP11_MPKCS11H.dll")?;
//! let card = library.card(&CardSelection::Any)?;
//! let mut typed = String::from("1234");
//! let key = card.key(Pin::take(&mut typed))?; // nothing is sent to the card yet
//! println!("{}", key.certificate().subject());
//! # Ok(())
//! # }
//! ```
//!
//! The rules of the card:
//!
//! * A card has two applications with two libraries; the one for signatures is wanted. A library
//!   that calls itself the one for authentication, and a certificate that is not for
//!   nonRepudiation, are refused before a PIN is sent.
//! * The certificate is the one labelled `HPKI END ENTITY CERTIFICATE`, else the one for
//!   nonRepudiation; the key is found by its modulus and exponent.
//! * The library hashes: the card pads and signs a DigestInfo (CKM_RSA_PKCS).
//! * Of several cards the one is taken that has the certificate, or the only one that has one for
//!   signatures, by what they show without a PIN; where that is not known, nothing is sent.
//! * Each signature logs in and out. A PIN that the card has refused is wiped and never sent
//!   again, whatever the caller does: the card locks itself after a few wrong ones.
//! * One card does one thing at a time, in the whole process.
//!
//! What this module does *not* do: it asks nobody for a PIN, changes or unblocks none, writes
//! nothing to a card, and signs no digest with a key that wants its PIN inside each operation
//! (CKU_CONTEXT_SPECIFIC): for such a key the card digests.

mod card;
mod certificate;
mod error;
mod key;
mod library;
mod not_loaded;
mod pin;

pub use card::{Card, CardInfo, CardSelection};
pub use error::{CardError, TriesLeft};
pub use key::CardKey;
pub use library::CardLibrary;
pub use pin::Pin;
