//! Arbitrary and spoilt input is refused, never a panic.

#![allow(clippy::unwrap_used)]

mod common;

use common::time;
use proptest::prelude::*;
use shohosen_pki::{Certificate, CertificateList, Name, OcspResponse};
use shohosen_testkit::pki::{HpkiLookAlike, OcspStatus, Person, Usage};
use std::sync::LazyLock;

struct Samples {
    certificates: Vec<Vec<u8>>,
    crls: Vec<Vec<u8>>,
    response: Vec<u8>,
}

static SAMPLES: LazyLock<Samples> = LazyLock::new(|| {
    let at = time("2026-06-15T03:00:00Z");
    let hpki = HpkiLookAlike::from_committed_keys(at);
    let doctor = hpki.credential(&Person::doctor().revoked(at));
    let response = shohosen_testkit::pki::OcspResponse {
        serial: doctor.serial,
        status: OcspStatus::Revoked(at),
        this_update: at,
        next_update: at,
    };
    Samples {
        response: response.sign(&hpki.sign_ca),
        certificates: vec![doctor.certificate, hpki.sign_ca.certificate.clone()],
        crls: vec![hpki.crl(Usage::Signature, at), hpki.sarl(at, &[(4, at)])],
    }
});

/// Reads it as everything, and looks at everything that was read.
fn read(octets: &[u8]) {
    if let Ok(certificate) = Certificate::from_pem_or_der(octets) {
        let subject = certificate.subject();
        let _ = (subject.to_string(), subject.common_name(), subject == certificate.issuer());
        assert!(subject.matches_text(subject.text()) || has_odd_text(subject));
        assert!(certificate.raw_extensions().count() <= shohosen_pki::MAX_EXTENSIONS);
        assert_eq!(Certificate::from_der(certificate.der()).unwrap(), certificate);
    }
    if let Ok(crl) = CertificateList::from_der(octets) {
        let _ = (crl.find(crl.issuer(), &[4]), crl.number(), crl.signature_algorithm().is_ok());
    }
    if let Ok(response) = OcspResponse::from_der(octets) {
        let _ = format!("{response:?} {:?}", response.answers());
    }
}

/// Attributes that are not text, or of types without a keyword, are not written back alike.
fn has_odd_text(name: &Name) -> bool {
    name.attributes().any(|attribute| {
        attribute.text().is_none_or(|text| {
            text.is_empty()
                || text.starts_with('#')
                || text.contains(['"', '\\'])
                || text.trim() != text
                || text.chars().any(|c| c.is_control() || c.is_whitespace() && c != ' ')
        })
    }) || name.rdns().any(|rdn| rdn.len() != 1)
}

#[test]
fn the_samples_themselves_are_read() {
    for der in &SAMPLES.certificates {
        Certificate::from_der(der).unwrap();
    }
    for der in &SAMPLES.crls {
        CertificateList::from_der(der).unwrap();
    }
    OcspResponse::from_der(&SAMPLES.response).unwrap();
}

#[test]
fn every_truncation_and_every_trailing_octet_is_refused() {
    for der in &SAMPLES.certificates {
        assert!((0..der.len()).all(|end| Certificate::from_der(&der[..end]).is_err()));
        assert!(Certificate::from_der(&[der.as_slice(), &[0]].concat()).is_err());
    }
    for der in &SAMPLES.crls {
        assert!((0..der.len()).all(|end| CertificateList::from_der(&der[..end]).is_err()));
        assert!(CertificateList::from_der(&[der.as_slice(), &[0]].concat()).is_err());
    }
    let der = &SAMPLES.response;
    assert!((0..der.len()).all(|end| OcspResponse::from_der(&der[..end]).is_err()));
    assert!(OcspResponse::from_der(&[der.as_slice(), &[0]].concat()).is_err());
}

proptest! {
    #[test]
    fn arbitrary_octets_do_not_panic(octets in proptest::collection::vec(any::<u8>(), 0..600)) {
        read(&octets);
        let _ = Name::from_der(&octets);
    }

    #[test]
    fn arbitrary_text_is_no_pem_and_matches_no_name(text in "(.|\n|[-=A-Z+/ ]){0,200}") {
        read(text.as_bytes());
        let certificate = Certificate::from_der(&SAMPLES.certificates[0]).unwrap();
        prop_assert!(!certificate.subject().matches_text(&text));
    }

    #[test]
    fn spoilt_objects_do_not_panic(
        which in 0_usize..5,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut octets = match which {
            0 | 1 => SAMPLES.certificates[which].clone(),
            2 | 3 => SAMPLES.crls[which - 2].clone(),
            _ => SAMPLES.response.clone(),
        };
        for (index, octet) in changes {
            let at = index.index(octets.len());
            octets[at] = octet;
        }
        read(&octets);
    }
}
