//! Signing with a PKCS#11 token: SoftHSM2 stands in for the card.

#![cfg(feature = "pkcs11")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod soft_hsm;

use shohosen::pkcs11::{CardError, CardKey, CardLibrary, CardSelection, Pin, TriesLeft};
use shohosen::pki::Certificate;
use shohosen::pki::crypto::{DigestAlgorithm, SignatureAlgorithm, verify};
use shohosen::sign::{SigningKey, digest_info};
use shohosen_pki::ber::{Reader, Rules};
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
    library.card(&CardSelection::Any).unwrap().key(pin(text)).unwrap()
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
    let card = CardLibrary::load(hsm.spy()).unwrap().card(&CardSelection::Any).unwrap();
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
    let error = CardLibrary::load(&hsm.library).unwrap().card(&CardSelection::Any).unwrap_err();
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
fn of_cards_with_one_label_the_one_with_the_key_of_the_certificate_signs() {
    let Some(hsm) =
        alone("of_cards_with_one_label_the_one_with_the_key_of_the_certificate_signs", true)
    else {
        return;
    };
    let people = [Person::doctor(), Person::pharmacist(), Person::dentist()];
    let people = people.map(|person| hpki().credential(&person));
    // One card shows its certificate, one its public key alone, as those of some makers do.
    let numbers = [hsm.twin("HPKI", &people[0], Some(LABEL)), hsm.twin("HPKI", &people[1], None)];
    let library = CardLibrary::load(hsm.spy()).unwrap();
    assert_eq!(library.all().unwrap().len(), 2);
    let labelled = || CardSelection::Label("HPKI".into());
    for (credential, number) in people.iter().zip(&numbers) {
        let certificate = Certificate::from_der(&credential.certificate).unwrap();
        for selection in
            [labelled(), CardSelection::Any, CardSelection::SerialNumber(number.clone())]
        {
            let card = library.card_of(&selection, &certificate).unwrap();
            assert_eq!(&card.info().serial_number, number, "{selection}");
        }
        let key = library.card_of(&labelled(), &certificate).unwrap();
        let key = key.key_of(certificate.clone(), pin(PIN));
        assert!(verifies(&certificate, b"a", &key.sign(b"a", ALGORITHM).unwrap()));
    }
    assert_eq!(hsm.calls("C_Login"), 2, "each signature, and nothing before it");
    // Without a certificate the only card that has one for signatures is meant.
    assert_eq!(library.card(&labelled()).unwrap().info().serial_number, numbers[0]);
    // Nobody's card: refused before any PIN, whether one card is left or several.
    let nobody = Certificate::from_der(&people[2].certificate).unwrap();
    for selection in [labelled(), CardSelection::SerialNumber(numbers[0].clone())] {
        let error = library.card_of(&selection, &nobody).unwrap_err();
        assert_eq!(error.finding().code.id(), "card.key.not_found", "{selection}");
    }
    assert_eq!(hsm.calls("C_Login"), 2);
}

#[test]
fn where_nothing_tells_cards_apart_none_is_taken_and_all_are_named() {
    let Some(hsm) = alone("where_nothing_tells_cards_apart_none_is_taken_and_all_are_named", false)
    else {
        return;
    };
    let doctor = doctor();
    let mut numbers =
        [hsm.twin("HPKI", &doctor, Some(LABEL)), hsm.twin("HPKI", &doctor, Some(LABEL))];
    numbers.sort();
    let library = CardLibrary::load(&hsm.library).unwrap();
    let certificate = Certificate::from_der(&doctor.certificate).unwrap();
    for selection in [CardSelection::Any, CardSelection::Label("HPKI".into())] {
        for error in [
            library.card(&selection).unwrap_err(),
            library.card_of(&selection, &certificate).unwrap_err(),
        ] {
            assert_eq!(error.finding().code.id(), "card.token.ambiguous");
            let CardError::CardAmbiguous { mut found } = error else { panic!("{error}") };
            found.sort();
            assert_eq!(found, numbers);
        }
    }
    let one = CardSelection::SerialNumber(numbers[0].clone());
    assert_eq!(library.card_of(&one, &certificate).unwrap().info().serial_number, numbers[0]);
}

#[test]
fn a_key_that_wants_its_pin_inside_the_operation_gets_it() {
    let Some(hsm) = alone("a_key_that_wants_its_pin_inside_the_operation_gets_it", true) else {
        return;
    };
    let doctor = doctor();
    hsm.empty_token("card");
    hsm.import_always_authenticated("card", numbers_of(doctor.key.pkcs8()));
    hsm.store_certificate("card", &doctor.certificate, LABEL);
    let card = CardLibrary::load(hsm.spy()).unwrap().card(&CardSelection::Any).unwrap();
    let key = card.key(pin(PIN)).unwrap();
    let signed = key.sign(b"SignedInfo", ALGORITHM).unwrap();
    assert_eq!(signed, doctor.key.sign(shohosen_testkit::keys::Digest::Sha256, b"SignedInfo"));
    assert_eq!(hsm.calls("C_Login"), 2, "one for the card, one inside the operation");
    // A digest alone cannot be signed so, and that is said.
    let error = key.sign_digest_info(&digest_info(DigestAlgorithm::Sha256, b"a")).unwrap_err();
    assert_eq!(error.finding().code.id(), "card.key.context_login");
}

#[test]
fn a_pin_that_no_keypad_gives_is_not_sent() {
    let Some(hsm) = alone("a_pin_that_no_keypad_gives_is_not_sent", true) else { return };
    hsm.token("card", &doctor(), LABEL);
    let card = CardLibrary::load(hsm.spy()).unwrap().card(&CardSelection::Any).unwrap();
    for text in ["", "123", "12\u{0}34", "1234\r", "\t1234", "１２３４", "\u{1b}[A1234"] {
        let error = card.key(pin(text)).unwrap().sign(b"a", ALGORITHM).unwrap_err();
        assert_eq!(error.code().id(), "card.pin.form", "{text:?}");
    }
    // SoftHSM takes none: said before it is asked.
    let error = card.key(Pin::empty()).unwrap().sign(b"a", ALGORITHM).unwrap_err();
    assert_eq!(error.code().id(), "card.pin.form");
    assert_eq!(hsm.calls("C_Login"), 0);
    card.key(pin(PIN)).unwrap().sign(b"a", ALGORITHM).unwrap();
    assert_eq!(hsm.calls("C_Login"), 1);
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
                let own = library.card(&CardSelection::Any).unwrap().key(pin(PIN)).unwrap();
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

/// The numbers of an RSA key, by RFC 5208 §5 around RFC 8017 appendix A.1.2.
fn numbers_of(pkcs8: &[u8]) -> [Vec<u8>; 8] {
    let mut info = Reader::new(pkcs8, Rules::Der).any("key").unwrap().reader();
    info.any("version").unwrap();
    info.any("algorithm").unwrap();
    let octets = info.any("privateKey").unwrap().content;
    let mut rsa = Reader::new(octets, Rules::Der).any("RSAPrivateKey").unwrap().reader();
    rsa.any("version").unwrap();
    std::array::from_fn(|_| {
        let content = rsa.any("number").unwrap().content;
        content.strip_prefix(&[0]).unwrap_or(content).to_vec()
    })
}
