//! Signing one prescription (ES-BES), as multiples of the bare RSA-2048 private operation.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use shohosen::keys::SoftwareKey;
use shohosen::pki::{Certificate, CertificateList, TrustAnchor};
use shohosen::sign::SigningKey;
use shohosen::{Content, Signer, Time, VerifierSettings};
use shohosen_benches::{Subject, compare};
use shohosen_testkit::documents::{World, prescription_payload};
use shohosen_testkit::pki::Person;
use shohosen_testkit::suite;

/// The octets of the records: those of a prescription with some drugs.
const PAYLOAD: usize = 1_500;

fn main() {
    let world = World::from_committed_keys(suite::epoch());
    let at = world.time(29_280);
    let doctor = world.hpki.credential(&Person::doctor());
    let certificate = |der: &[u8]| Certificate::from_der(der).unwrap();
    let key =
        SoftwareKey::from_pem_or_der(doctor.key.pkcs8(), certificate(&doctor.certificate)).unwrap();
    let mut settings = VerifierSettings::default();
    let root = certificate(&world.hpki.root.certificate);
    settings.trust.signers = [TrustAnchor::certificate(root)].into_iter().collect();
    settings.trust.certificates = vec![certificate(&world.hpki.sign_ca.certificate)];
    let crls = world.hpki.validation_data(at).crls;
    settings.trust.crls = crls.iter().map(|der| CertificateList::from_der(der).unwrap()).collect();
    let signer = Signer::builder().verifier_settings(settings).build();

    let mut records = prescription_payload();
    while records.len() < PAYLOAD {
        records.extend_from_slice(b"\n81,1,benchmark");
    }
    records.truncate(PAYLOAD);
    // No document is the one before: other records, another second.
    let (mut number, mut changing) = (0_u32, records.clone());
    let mut sign = || {
        number = (number + 1) % 10_000_000;
        let digits = changing.len() - 8;
        changing.truncate(digits);
        changing.extend(format!("{number:08}").bytes());
        let at = Time::from_unix(at.unix() + i64::from(number % 3_600)).unwrap();
        signer.sign(Content::Prescription(&changing), &key, at).unwrap()
    };
    let signed = sign();
    let prepared = signer.prepare(Content::Prescription(&records), key.certificate(), at).unwrap();
    let value = key.sign(prepared.octets(), prepared.algorithm()).unwrap();

    let pair = RsaKeyPair::from_pkcs8(doctor.key.pkcs8()).unwrap();
    let random = SystemRandom::new();
    let mut bare_value = vec![0; pair.public_modulus_len()];
    let mut bare = || {
        pair.sign(&RSA_PKCS1_SHA256, &random, prepared.octets(), &mut bare_value).unwrap();
    };
    bare();
    let ratios = compare(
        &format!("{PAYLOAD} octets of records, a document of {}", signed.bytes().len()),
        vec![
            Subject::new("one RSA-2048 private operation (aws-lc-rs)", bare),
            Subject::new("prepare: everything but the value", || {
                signer.prepare(Content::Prescription(&records), key.certificate(), at).unwrap()
            }),
            Subject::new("finish: the value put in, the document verified", || {
                signer.finish(&prepared, &value, at).unwrap()
            }),
            Subject::new("sign, and verify what was signed", sign),
        ],
    );
    println!("  bar: signing {:.3} of 1.1 ×", ratios[3]);
}
