//! Signing with a card through the C interface: SoftHSM2 stands in for the card.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
// One reason holds for all: what is handed over lives until the call is done.
#![allow(clippy::undocumented_unsafe_blocks)]

#[path = "common/called.rs"]
mod called;
#[allow(dead_code)]
#[path = "../../../crates/shohosen/tests/pkcs11/soft_hsm.rs"]
mod soft_hsm;

use called::{failed, made, text};
use shohosen::*;
use shohosen_testkit::documents::prescription_payload;
use shohosen_testkit::pki::{HpkiLookAlike, Person};
use shohosen_testkit::suite;
use soft_hsm::{PIN, SoftHsm, alone};
use std::ptr::{null, null_mut};

/// The key of the card; `certificate` says which, `None` that of its own certificate.
fn key(
    hsm: &SoftHsm,
    pin: &str,
    certificate: Option<&[u8]>,
    out: *mut *mut ShohosenKey,
    error: *mut *mut ShohosenError,
) -> i32 {
    let (library, library_length) = text(hsm.library.to_str().unwrap());
    let (pin, pin_length) = text(pin);
    let (data, length) = certificate.map_or((null(), 0), |der| (der.as_ptr(), der.len()));
    unsafe {
        shohosen_key_from_card(
            library,
            library_length,
            null(),
            pin,
            pin_length,
            data,
            length,
            out,
            error,
        )
    }
}

fn signer(root: &[u8], sign_ca: &[u8]) -> *mut ShohosenSigner {
    let trust_store = made(|out, error| unsafe { shohosen_trust_store_new(out, error) });
    unsafe {
        let error = null_mut();
        shohosen_trust_store_add_anchor(trust_store, root.as_ptr(), root.len(), error);
        shohosen_trust_store_add_intermediates(trust_store, sign_ca.as_ptr(), sign_ca.len(), error);
        let signer = made(|out, error| shohosen_signer_new(trust_store, null(), out, error));
        shohosen_trust_store_free(trust_store);
        signer
    }
}

fn sign(
    signer: *const ShohosenSigner,
    key: *const ShohosenKey,
    out: *mut *mut ShohosenSigned,
    error: *mut *mut ShohosenError,
) -> i32 {
    let (records, at) = (prescription_payload(), suite::epoch().unix());
    let (data, length) = (records.as_ptr(), records.len());
    unsafe { shohosen_signer_sign_prescription(signer, key, data, length, at, out, error) }
}

fn document(signed: *mut ShohosenSigned) -> Vec<u8> {
    let mut length = 0;
    unsafe {
        let data = shohosen_signed_document(signed, &mut length);
        let document = std::slice::from_raw_parts(data, length).to_vec();
        shohosen_signed_free(signed);
        document
    }
}

#[test]
fn a_card_signs_through_c_what_its_key_in_memory_signs() {
    let Some(hsm) = alone("a_card_signs_through_c_what_its_key_in_memory_signs", false) else {
        return;
    };
    let hpki = HpkiLookAlike::from_committed_keys(suite::epoch());
    let doctor = hpki.credential(&Person::doctor());
    hsm.token("HPKI Application", &doctor, "HPKI END ENTITY CERTIFICATE");
    let signer = signer(&hpki.root.certificate, &hpki.sign_ca.certificate);

    // RSASSA-PKCS1-v1_5 is deterministic: the same key in memory gives the same document.
    let (pkcs8, der) = (doctor.key.pkcs8(), &doctor.certificate);
    let in_memory = made(|out, error| unsafe {
        let (key, certificate) = (pkcs8.as_ptr(), der.as_ptr());
        shohosen_key_from_pem_or_der(key, pkcs8.len(), certificate, der.len(), out, error)
    });
    let expected = document(made(|out, error| sign(signer, in_memory, out, error)));
    for certificate in [None, Some(der.as_slice())] {
        let card = made(|out, error| key(&hsm, PIN, certificate, out, error));
        assert_eq!(document(made(|out, error| sign(signer, card, out, error))), expected);
        unsafe { shohosen_key_free(card) };
    }

    // No octets are no certificate: that is not how the card's own is asked for.
    let (status, codes) = failed(|error| key(&hsm, PIN, Some(&[]), &mut null_mut(), error));
    assert_eq!(status, SHOHOSEN_UNREADABLE, "{codes:?}");

    // A wrong PIN is sent once: then the key itself refuses.
    let wrong = made(|out, error| key(&hsm, "4321", None, out, error));
    for expected in ["card.pin.wrong", "card.pin.refused_before"] {
        let (status, codes) = failed(|error| sign(signer, wrong, &mut null_mut(), error));
        assert_eq!((status, codes[0].as_str()), (SHOHOSEN_UNAVAILABLE, expected));
    }
    unsafe {
        shohosen_key_free(wrong);
        shohosen_key_free(in_memory);
        shohosen_signer_free(signer);
    }
}
