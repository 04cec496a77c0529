//! Which of the certificates on a card is the signer's.

use super::error::CardError;
use shohosen_pki::Certificate;
use shohosen_pki::extensions::KeyUsage;

/// The label of the end-entity certificate (JAHIS 24-002 annex A.4).
const END_ENTITY: &[u8] = b"HPKI END ENTITY CERTIFICATE";

/// A certificate as it is stored on a card.
pub(super) struct Stored {
    /// CKA_LABEL.
    pub(super) label: Vec<u8>,
    /// CKA_VALUE.
    pub(super) der: Vec<u8>,
}

impl Stored {
    fn is_labelled(&self) -> bool {
        self.label.trim_ascii() == END_ENTITY
            || self.label.strip_suffix(b"\0").is_some_and(|label| label == END_ENTITY)
    }

    pub(super) fn read(&self) -> Result<Certificate, CardError> {
        Ok(Certificate::from_der(der_only(&self.der))?)
    }
}

/// The certificate by label; without the label, the end-entity certificate for nonRepudiation.
pub(super) fn choose(stored: &[Stored]) -> Result<Certificate, CardError> {
    if let Some(labelled) = stored.iter().find(|certificate| certificate.is_labelled()) {
        let certificate = labelled.read()?;
        return if is_for(&certificate, KeyUsage::NON_REPUDIATION) {
            Ok(certificate)
        } else {
            Err(for_authentication(&certificate))
        };
    }
    // What cannot be read may be of another kind; it does not stand in the way.
    let end_entities = stored.iter().filter_map(|certificate| certificate.read().ok());
    let end_entities: Vec<_> = end_entities.filter(|certificate| !is_ca(certificate)).collect();
    let mut for_signatures: Vec<&Certificate> = Vec::new();
    for certificate in &end_entities {
        if is_for(certificate, KeyUsage::NON_REPUDIATION) && !for_signatures.contains(&certificate)
        {
            for_signatures.push(certificate);
        }
    }
    match (for_signatures.as_slice(), end_entities.first()) {
        ([one], _) => Ok((*one).clone()),
        ([], Some(other)) if is_for(other, KeyUsage::DIGITAL_SIGNATURE) => {
            Err(for_authentication(other))
        }
        ([], _) => Err(CardError::CertificateNotFound { certificates: stored.len() }),
        (several, _) => Err(CardError::CertificateAmbiguous { certificates: several.len() }),
    }
}

fn for_authentication(certificate: &Certificate) -> CardError {
    let usage = certificate.extensions().key_usage;
    CardError::CertificateForAuthentication {
        key_usage: usage.map(|usage| usage.names().collect()).unwrap_or_default(),
    }
}

/// Whether its keyUsage says so; without keyUsage it is for nothing here.
fn is_for(certificate: &Certificate, wanted: KeyUsage) -> bool {
    certificate.extensions().key_usage.is_some_and(|usage| usage.contains(wanted))
}

/// Whether it is one that a holder signs with.
pub(super) fn is_for_signatures(certificate: &Certificate) -> bool {
    !is_ca(certificate) && is_for(certificate, KeyUsage::NON_REPUDIATION)
}

fn is_ca(certificate: &Certificate) -> bool {
    certificate.extensions().basic_constraints.is_some_and(|constraints| constraints.ca)
        || is_for(certificate, KeyUsage::KEY_CERT_SIGN)
}

/// Cards keep files of a fixed size: the octets after the certificate are padding.
fn der_only(octets: &[u8]) -> &[u8] {
    match *octets {
        [0x30, 0x82, high, low, ..] => {
            let length = 4 + usize::from(u16::from_be_bytes([high, low]));
            match octets.split_at_checked(length) {
                Some((der, padding)) if padding.iter().all(|o| matches!(o, 0 | 0xff)) => der,
                _ => octets,
            }
        }
        _ => octets,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shohosen_testkit::pki::{HpkiLookAlike, Person, Usage};

    fn stored(label: &str, der: &[u8]) -> Stored {
        Stored { label: label.into(), der: der.into() }
    }

    /// CA certificates as an HPKI card has them beside the signer's.
    fn authorities(hpki: &HpkiLookAlike) -> Vec<Stored> {
        vec![
            stored("HPKI CA CERTIFICATE", &hpki.sign_ca.certificate),
            stored("MHLW CA CERTIFICATE", &hpki.root.certificate),
        ]
    }

    fn world() -> (HpkiLookAlike, Vec<u8>, Vec<u8>) {
        let hpki = HpkiLookAlike::from_committed_keys(shohosen_testkit::suite::epoch());
        let signer = hpki.credential(&Person::doctor()).certificate;
        let login = hpki.credential(&Person::doctor().usage(Usage::Authentication)).certificate;
        (hpki, signer, login)
    }

    #[test]
    fn the_label_decides_before_the_key_usage() {
        let (hpki, signer, _) = world();
        let other = hpki.credential(&Person::dentist()).certificate;
        let mut all = authorities(&hpki);
        all.push(stored("SOMETHING ELSE", &other));
        all.push(stored("HPKI END ENTITY CERTIFICATE  ", &signer));
        assert_eq!(choose(&all).unwrap().der(), signer);
    }

    #[test]
    fn without_a_label_the_end_entity_for_non_repudiation_is_chosen() {
        let (hpki, signer, login) = world();
        let mut all = authorities(&hpki);
        all.push(stored("", &login));
        all.push(stored("", &signer));
        all.push(stored("", &signer));
        all.push(stored("", b"not a certificate"));
        assert_eq!(choose(&all).unwrap().der(), signer);

        all.push(stored("", &hpki.credential(&Person::dentist()).certificate));
        let error = choose(&all).unwrap_err();
        assert!(matches!(error, CardError::CertificateAmbiguous { certificates: 2 }), "{error}");
    }

    #[test]
    fn a_certificate_for_authentication_tells_that_the_library_is_the_wrong_one() {
        let (hpki, _, login) = world();
        for label in ["HPKI END ENTITY CERTIFICATE", ""] {
            let mut all = authorities(&hpki);
            all.push(stored(label, &login));
            let CardError::CertificateForAuthentication { key_usage } = choose(&all).unwrap_err()
            else {
                panic!("{label}");
            };
            assert_eq!(key_usage, ["digitalSignature"]);
        }
    }

    #[test]
    fn a_card_with_certificates_of_authorities_alone_has_none_to_sign_with() {
        let (hpki, ..) = world();
        let error = choose(&authorities(&hpki)).unwrap_err();
        assert!(matches!(error, CardError::CertificateNotFound { certificates: 2 }), "{error}");
    }

    #[test]
    fn padding_behind_a_certificate_is_cut_off_and_anything_else_refused() {
        let (_, signer, _) = world();
        for padding in [0, 0xff] {
            let padded = [signer.clone(), vec![padding; 100]].concat();
            assert_eq!(choose(&[stored("", &padded)]).unwrap().der(), signer);
        }
        let foreign = [signer, vec![1]].concat();
        let error = choose(&[stored("HPKI END ENTITY CERTIFICATE", &foreign)]).unwrap_err();
        assert!(matches!(error, CardError::CertificateUnreadable(_)), "{error}");
    }
}
