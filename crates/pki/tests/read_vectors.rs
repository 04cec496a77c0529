//! Every certificate and CRL of the NIST suite is read, and looks as it does to OpenSSL.

#![allow(clippy::unwrap_used, clippy::panic)]

use shohosen_pki::{Certificate, CertificateList};
use shohosen_testkit::vectors::folder;
use std::path::Path;

fn each(folder: &Path, mut read: impl FnMut(&str, &[u8])) -> usize {
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        read(path.file_name().unwrap().to_str().unwrap(), &std::fs::read(&path).unwrap());
        count += 1;
    }
    count
}

#[test]
fn all_certificates_and_crls_of_pkits_are_read() {
    let Some(folder) = folder("pkits") else { return };
    let certificates = each(&folder.join("certs"), |name, der| {
        let certificate = Certificate::from_der(der).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(certificate.der(), der);
    });
    let crls = each(&folder.join("crls"), |name, der| {
        let crl = CertificateList::from_der(der).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(crl.der(), der);
    });
    println!("read {certificates} certificates and {crls} CRLs");
    assert!(certificates > 0 && crls > 0);
}
