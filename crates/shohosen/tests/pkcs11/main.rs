//! Signing with a PKCS#11 token: SoftHSM2 stands in for the card.

#![cfg(feature = "pkcs11")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod soft_hsm;

use shohosen::pkcs11::{CardError, CardKey, CardLibrary, CardSelection, Pin, TriesLeft};
use shohosen::pki::Certificate;
use shohosen::pki::crypto::{DigestAlgorithm, SignatureAlgorithm, verify};
use shohosen::sign::{SigningKey, digest_info};
use shohosen_testkit::pki::{Credential, HpkiLookAlike, Person, Usage};
use shohosen_testkit::suite;
use soft_hsm::{PIN, SoftHsm, alone};

const LABEL: &str = "HPKI END ENTITY CERTIFICATE";
const ALGORITHM: SignatureAlgorithm = SignatureAlgorithm::RsaPkcs1(DigestAlgorithm::Sha256);

fn hpki() -> HpkiLookAlike {
    HpkiLookAlike::from_committed_keys(suite::epoch())
}

fn doctor() -> Credential {
    hpki().credential(&Person::doctor())
}

fn pin(text: &str) -> Pin {
    Pin::take(&mut text.to_owned())
}

fn key(hsm: &SoftHsm, text: &str) -> CardKey {
    let library = CardLibrary::load(&hsm.library).unwrap();
    library.card(&CardSelection::First).unwrap().key(pin(text)).unwrap()
}

#[test]
fn a_card_signs_as_the_key_itself_does() {
    let Some(hsm) = alone("a_card_signs_as_the_key_itself_does", false) else { return };
    let doctor = doctor();
    hsm.token("HPKI Application", &doctor, LABEL);
    hsm.store_certificate("HPKI Application", &hpki().sign_ca.certificate, "HPKI CA CERTIFICATE");
    let key = key(&hsm, PIN);
    assert_eq!(key.certificate().der(), doctor.certificate);
    // RSASSA-PKCS1-v1_5 is deterministic: the software key of the testkit is the oracle.
    let signed = key.sign(b"SignedInfo", ALGORITHM).unwrap();
    assert_eq!(signed, doctor.key.sign(shohosen_testkit::keys::Digest::Sha256, b"SignedInfo"));
    // Each signature logs in for itself.
    key.sign(b"another", ALGORITHM).unwrap();
    let error = key.sign(b"", SignatureAlgorithm::Ecdsa(DigestAlgorithm::Sha256)).unwrap_err();
    assert_eq!(error.code().id(), "signing.key.algorithm_unsupported");
}

#[test]
fn a_wrong_pin_is_sent_once_and_never_again() {
    let Some(hsm) = alone("a_wrong_pin_is_sent_once_and_never_again", true) else { return };
    hsm.token("card", &doctor(), LABEL);
    let card = CardLibrary::load(hsm.spy()).unwrap().card(&CardSelection::First).unwrap();
    let key = card.key(pin("4321")).unwrap();
    assert_eq!(hsm.calls("C_Login"), 0, "making a key sends no PIN");

    let error = key.sign_digest_info(&digest_info(DigestAlgorithm::Sha256, b"a")).unwrap_err();
    let CardError::PinWrong { tries_left } = error else { panic!("{error}") };
    // SoftHSM says that a PIN was wrong (CKF_USER_PIN_COUNT_LOW), but never locks.
    assert_eq!(tries_left, TriesLeft::Unknown);
    assert_eq!(hsm.calls("C_Login"), 1);
    let (pkcs11, slot) = hsm.slot("card");
    assert!(pkcs11.get_token_info(slot).unwrap().user_pin_count_low(), "the token counted it");

    for _ in 0..20 {
        let error = key.sign(b"b", ALGORITHM).unwrap_err();
        assert_eq!(error.code().id(), "card.pin.refused_before");
    }
    assert_eq!(hsm.calls("C_Login"), 1, "whatever the caller does, the PIN is not sent again");

    // What cannot be a PIN is not sent at all.
    let error = card.key(pin("１２３４")).unwrap().sign(b"c", ALGORITHM).unwrap_err();
    assert_eq!(error.code().id(), "card.pin.form");
    assert_eq!(hsm.calls("C_Login"), 1);

    // The right one signs, logs out, and resets the card's memory of the wrong one.
    card.key(pin(PIN)).unwrap().sign(b"d", ALGORITHM).unwrap();
    assert_eq!((hsm.calls("C_Login"), hsm.calls("C_Logout")), (2, 1));
    assert!(!pkcs11.get_token_info(slot).unwrap().user_pin_count_low());
}

#[test]
fn a_card_without_the_key_of_its_certificate_says_so() {
    let Some(hsm) = alone("a_card_without_the_key_of_its_certificate_says_so", false) else {
        return;
    };
    let doctor = doctor();
    hsm.empty_token("card");
    hsm.import_key("card", &hpki().credential(&Person::pharmacist()));
    hsm.store_certificate("card", &doctor.certificate, LABEL);
    let error = key(&hsm, PIN).sign(b"a", ALGORITHM).unwrap_err();
    assert_eq!(error.code().id(), "card.key.not_found");
}

#[test]
fn a_reader_without_a_card_is_told_from_no_reader() {
    let Some(hsm) = alone("a_reader_without_a_card_is_told_from_no_reader", false) else { return };
    // SoftHSM always shows one slot in which a token could be set up.
    let error = CardLibrary::load(&hsm.library).unwrap().card(&CardSelection::First).unwrap_err();
    assert!(matches!(error, CardError::NoCard { readers: 1 }), "{error}");
    assert_eq!(error.finding().code.id(), "card.token.missing");
}

#[test]
fn what_is_wrong_with_the_certificate_is_said_before_a_pin_is_asked_for() {
    let Some(hsm) =
        alone("what_is_wrong_with_the_certificate_is_said_before_a_pin_is_asked_for", false)
    else {
        return;
    };
    let login = hpki().credential(&Person::doctor().usage(Usage::Authentication));
    hsm.token("login", &login, LABEL);
    hsm.empty_token("blank");
    let library = CardLibrary::load(&hsm.library).unwrap();
    let card = |label: &str| library.card(&CardSelection::Label(label.into())).unwrap();
    let error = card("login").signing_certificate().unwrap_err();
    assert_eq!(error.finding().code.id(), "card.certificate.authentication");
    let error = card("blank").signing_certificate().unwrap_err();
    assert_eq!(error.finding().code.id(), "card.certificate.not_found");
}

#[test]
fn of_two_cards_in_one_library_the_one_asked_for_signs() {
    let Some(hsm) = alone("of_two_cards_in_one_library_the_one_asked_for_signs", false) else {
        return;
    };
    let people = [("doctor", Person::doctor()), ("pharmacist", Person::pharmacist())];
    let people = people.map(|(label, person)| (label, hpki().credential(&person)));
    for (label, credential) in &people {
        hsm.token(label, credential, LABEL);
    }
    let library = CardLibrary::load(&hsm.library).unwrap();
    assert_eq!(library.cards().unwrap().len(), 2);
    for (label, credential) in &people {
        let card = library.card(&CardSelection::Label((*label).into())).unwrap();
        let by_number = CardSelection::SerialNumber(card.info().serial_number.clone());
        for card in [card, library.card(&by_number).unwrap()] {
            let key = card.key(pin(PIN)).unwrap();
            assert_eq!(key.certificate().der(), credential.certificate);
            assert!(verifies(key.certificate(), b"a", &key.sign(b"a", ALGORITHM).unwrap()));
        }
    }
    let error = library.card(&CardSelection::Label("nurse".into())).unwrap_err();
    let CardError::CardNotFound { wanted, mut found } = error else { panic!("{error}") };
    found.sort();
    assert_eq!(
        (wanted.as_str(), found),
        ("label nurse", vec!["doctor".into(), "pharmacist".into()])
    );
}

#[test]
fn a_card_that_was_removed_is_named_as_the_cause() {
    let Some(hsm) = alone("a_card_that_was_removed_is_named_as_the_cause", false) else { return };
    hsm.token("card", &doctor(), LABEL);
    let key = key(&hsm, PIN);
    key.sign(b"a", ALGORITHM).unwrap();
    std::fs::remove_dir_all(hsm.folder.join("tokens")).unwrap();
    let error = key.sign(b"b", ALGORITHM).unwrap_err();
    assert_eq!(error.code().id(), "card.token.removed", "{error}");
    // Gone is gone: the PIN was not refused, and nothing hangs.
    let error = key.sign(b"c", ALGORITHM).unwrap_err();
    assert_eq!(error.code().id(), "card.token.removed", "{error}");
}

#[test]
fn one_card_makes_a_hundred_signatures_for_eight_threads() {
    let Some(hsm) = alone("one_card_makes_a_hundred_signatures_for_eight_threads", false) else {
        return;
    };
    hsm.token("card", &doctor(), LABEL);
    // Four threads share a key, four have their own on the same card.
    let (shared, library) = (key(&hsm, PIN), CardLibrary::load(&hsm.library).unwrap());
    let next = std::sync::atomic::AtomicUsize::new(0);
    let made = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (shared, library, next, made) = (&shared, &library, &next, &made);
            scope.spawn(move || {
                let own = library.card(&CardSelection::First).unwrap().key(pin(PIN)).unwrap();
                let key = if thread % 2 == 0 { shared } else { &own };
                loop {
                    let number = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    if number >= 100 {
                        break;
                    }
                    let octets = format!("document {number}");
                    let value = key.sign(octets.as_bytes(), ALGORITHM).unwrap();
                    made.lock().unwrap().push((octets, value));
                }
            });
        }
    });
    let made = made.into_inner().unwrap();
    assert_eq!(made.len(), 100);
    for (octets, value) in made {
        assert!(verifies(shared.certificate(), octets.as_bytes(), &value), "{octets}");
    }
}

fn verifies(certificate: &Certificate, octets: &[u8], value: &[u8]) -> bool {
    verify(certificate.public_key(), ALGORITHM, octets, value).is_ok()
}
