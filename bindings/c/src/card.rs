//! Cards: keys and certificates behind a PKCS#11 library.

use crate::arguments::plain_options;
use crate::call::{octets, optional_text, options, produce, text};
use crate::error::{ShohosenError, ShohosenStatus};
use crate::failure::Failure;
use crate::key::ShohosenKey;
use crate::octets::ShohosenOctets;
use shohosen_core::pkcs11::{CardLibrary, CardSelection, Pin};
use shohosen_core::pki::Certificate;
use std::ffi::c_char;

/// Which of several cards is meant. All zero but `struct_size`: whichever is there. Where several are
/// left, the certificate decides, by what the cards show without a PIN.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ShohosenCardOptions {
    /// sizeof(ShohosenCardOptions)
    pub struct_size: usize,
    /// The card with this label; NULL for any.
    pub label: *const c_char,
    /// Its length in octets.
    pub label_length: usize,
    /// The card with this serial number; NULL for any. Give one of the two.
    pub serial_number: *const c_char,
    /// Its length in octets.
    pub serial_number_length: usize,
}

plain_options!(ShohosenCardOptions {
    struct_size,
    label,
    label_length,
    serial_number,
    serial_number_length
});

/// Takes the key of the card in the reader. `library` is the path of the PKCS#11 library of the
/// card's application for signatures (HpkiSigP11_....dll); it is loaded once and stays loaded.
/// `certificate` (PEM or DER) says which key, and of several cards which one; NULL for the one of the
/// card's own signature certificate. The PIN is not sent to the card here but with each signature; one that the card has
/// refused is never sent again by this key. The caller wipes its own copy of the PIN.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_key_from_card(
    library: *const c_char,
    library_length: usize,
    options: *const ShohosenCardOptions,
    pin: *const c_char,
    pin_length: usize,
    certificate: *const u8,
    certificate_length: usize,
    out: *mut *mut ShohosenKey,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        // SAFETY: the rules of the header.
        let (library, selection) = unsafe { selected(library, library_length, options) }?;
        let pin = text!(pin, pin_length);
        // Of the very length, so that no copy is left behind in growing.
        let mut own = String::with_capacity(pin.len());
        own.push_str(pin);
        let pin = Pin::take(&mut own);
        let octets = octets!(certificate, certificate_length);
        let key = match certificate.is_null() {
            true => library.card(&selection)?.key(pin)?,
            false => {
                let certificate = Certificate::from_pem_or_der(octets)?;
                library.card_of(&selection, &certificate)?.key_of(certificate, pin)
            }
        };
        Ok(ShohosenKey(Box::new(key)))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// Reads the signature certificate (DER) of the card in the reader. No PIN is needed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn shohosen_card_certificate(
    library: *const c_char,
    library_length: usize,
    options: *const ShohosenCardOptions,
    out: *mut *mut ShohosenOctets,
    error: *mut *mut ShohosenError,
) -> ShohosenStatus {
    let call = || {
        // SAFETY: the rules of the header.
        let (library, selection) = unsafe { selected(library, library_length, options) }?;
        let card = library.card(&selection)?;
        Ok(ShohosenOctets::new(card.signing_certificate()?.der().to_vec()))
    };
    // SAFETY: the rules of the header.
    unsafe { produce(out, error, call) }
}

/// # Safety
/// The rules of the header.
unsafe fn selected(
    library: *const c_char,
    library_length: usize,
    options: *const ShohosenCardOptions,
) -> Result<(CardLibrary, CardSelection), Failure> {
    let library = text!(library, library_length);
    let options = options!(options);
    let label = optional_text!(options.label, options.label_length, "label");
    let number =
        optional_text!(options.serial_number, options.serial_number_length, "serial_number");
    let selection = match (label, number) {
        (None, None) => CardSelection::Any,
        (Some(label), None) => CardSelection::Label(label.to_owned()),
        (None, Some(number)) => CardSelection::SerialNumber(number.to_owned()),
        (Some(_), Some(number)) => {
            return Err(Failure::unknown_value("serial_number", number, "NULL beside a label"));
        }
    };
    Ok((CardLibrary::load(library)?, selection))
}
